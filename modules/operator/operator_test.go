package operator_test

import (
	"testing"

	"github.com/gopy-lang/gopy/internal/expressions"
	"github.com/gopy-lang/gopy/modules/operator"
)

func TestGolden(t *testing.T) {
	e, err := expressions.New(expressions.NewThread(nil), operator.Module, operator.Accelerator)
	if err != nil {
		t.Fatal(err)
	}
	e.Golden(t, "testdata/operator.tsv")
}
