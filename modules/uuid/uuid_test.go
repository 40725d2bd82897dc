package uuid_test

import (
	"testing"

	"github.com/gopy-lang/gopy/internal/expressions"
	"github.com/gopy-lang/gopy/modules/uuid"
)

// TestGenerate checks layout and order of identifiers.
func TestGenerate(t *testing.T) {
	e, err := expressions.New(expressions.NewThread(nil), uuid.Module)
	if err != nil {
		t.Fatal(err)
	}
	for source, want := range map[string]string{
		"_uuid.generate_time_safe()[0].__len__()":                                "16",
		"_uuid.generate_time_safe()[1]":                                          "None",
		"_uuid.generate_time_safe()[0][6] // 16":                                 "1",
		"_uuid.generate_time_safe()[0][8] // 64":                                 "2",
		"_uuid.generate_time_safe()[0][8:] == _uuid.generate_time_safe()[0][8:]": "True",
		"_uuid.generate_time_safe()[0][:8] == _uuid.generate_time_safe()[0][:8]": "False",
		"_uuid.generate_time_safe(1)":                                            "TypeError: _uuid.generate_time_safe() takes no arguments (1 given)",
	} {
		if got := e.Outcome(source); got != want {
			t.Errorf("%s: got %s, want %s", source, got, want)
		}
	}
}
