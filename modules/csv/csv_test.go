package csv_test

import (
	"testing"

	"github.com/gopy-lang/gopy/internal/expressions"
	"github.com/gopy-lang/gopy/modules/csv"
)

func TestGolden(t *testing.T) {
	e, err := expressions.New(expressions.NewThread(nil), csv.Module)
	if err != nil {
		t.Fatal(err)
	}
	e.Golden(t, "testdata/csv.tsv")
}
