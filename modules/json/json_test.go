package json_test

import (
	"testing"

	"github.com/gopy-lang/gopy/internal/expressions"
	"github.com/gopy-lang/gopy/modules/json"
)

func TestGolden(t *testing.T) {
	e, err := expressions.New(expressions.NewThread(nil), json.Module)
	if err != nil {
		t.Fatal(err)
	}
	e.Golden(t, "testdata/json.tsv")
}
