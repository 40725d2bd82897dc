package math_test

import (
	"testing"

	"github.com/gopy-lang/gopy/internal/expressions"
	"github.com/gopy-lang/gopy/modules/math"
)

func TestGolden(t *testing.T) {
	e, err := expressions.New(expressions.NewThread(nil), math.Module)
	if err != nil {
		t.Fatal(err)
	}
	e.Golden(t, "testdata/math.tsv")
}
