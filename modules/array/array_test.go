package array_test

import (
	"testing"

	"github.com/gopy-lang/gopy/internal/expressions"
	"github.com/gopy-lang/gopy/modules/array"
)

func TestGolden(t *testing.T) {
	e, err := expressions.New(expressions.NewThread(nil), array.Module)
	if err != nil {
		t.Fatal(err)
	}
	e.Golden(t, "testdata/array.tsv")
}
