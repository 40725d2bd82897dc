package cmath_test

import (
	"testing"

	"github.com/gopy-lang/gopy/internal/expressions"
	"github.com/gopy-lang/gopy/modules/cmath"
)

// TestGolden compares expressions with what CPython makes of them.
func TestGolden(t *testing.T) {
	e, err := expressions.New(expressions.NewThread(nil), cmath.Module)
	if err != nil {
		t.Fatal(err)
	}
	e.Golden(t, "testdata/cmath.tsv")
}
