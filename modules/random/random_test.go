package random_test

import (
	"testing"

	"github.com/gopy-lang/gopy/internal/expressions"
	"github.com/gopy-lang/gopy/modules/random"
)

func TestGolden(t *testing.T) {
	e, err := expressions.New(expressions.NewThread(nil), random.Module)
	if err != nil {
		t.Fatal(err)
	}
	e.Golden(t, "testdata/random.tsv")
}
