package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestHistory(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history")
	if err := os.WriteFile(path, []byte("1+1\nx = 2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	h := newHistory(path)
	for _, line := range []string{"x", "x", "", "y\n"} {
		if _, err := h.Write(line); err != nil {
			t.Fatal(err)
		}
	}
	if line, err := h.GetLine(2); h.Len() != 4 || line != "x" || err != nil {
		t.Errorf("%d lines, the third is %q, %v", h.Len(), line, err)
	}
	if _, err := h.GetLine(4); err == nil {
		t.Error("there is a line behind the last one")
	}
	data, _ := os.ReadFile(path)
	if want := "1+1\nx = 2\nx\ny\n"; string(data) != want {
		t.Errorf("the file holds %q, wanted %q", data, want)
	}
	if n, err := newHistory("").Write("x"); n != 1 || err != nil {
		t.Errorf("without a file: %d, %v", n, err)
	}
}
