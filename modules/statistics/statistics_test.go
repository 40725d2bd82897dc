package statistics_test

import (
	"testing"

	"github.com/gopy-lang/gopy/internal/expressions"
	"github.com/gopy-lang/gopy/modules/statistics"
)

func TestGolden(t *testing.T) {
	e, err := expressions.New(expressions.NewThread(nil), statistics.Module)
	if err != nil {
		t.Fatal(err)
	}
	e.Golden(t, "testdata/statistics.tsv")
}
