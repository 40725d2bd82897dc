package datetime_test

import (
	"testing"

	"github.com/gopy-lang/gopy/internal/expressions"
	"github.com/gopy-lang/gopy/modules/datetime"
)

func TestGolden(t *testing.T) {
	e, err := expressions.New(expressions.NewThread(nil), datetime.Module)
	if err != nil {
		t.Fatal(err)
	}
	e.Golden(t, "testdata/datetime.tsv")
}
