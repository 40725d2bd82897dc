package zlib_test

import (
	"testing"

	"github.com/gopy-lang/gopy/internal/expressions"
	"github.com/gopy-lang/gopy/modules/zlib"
)

// TestGolden compares expressions with what CPython makes of them.
func TestGolden(t *testing.T) {
	e, err := expressions.New(expressions.NewThread(nil), zlib.Module)
	if err != nil {
		t.Fatal(err)
	}
	e.Golden(t, "testdata/zlib.tsv")
}
