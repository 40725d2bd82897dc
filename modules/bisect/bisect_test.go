package bisect_test

import (
	"testing"

	"github.com/gopy-lang/gopy/internal/expressions"
	"github.com/gopy-lang/gopy/modules/bisect"
)

func TestGolden(t *testing.T) {
	e, err := expressions.New(expressions.NewThread(nil), bisect.Module)
	if err != nil {
		t.Fatal(err)
	}
	e.Golden(t, "testdata/bisect.tsv")
}
