package main

import "testing"

// TestFresh fails when a generated file doesn't match its data file: go run ./cmd/gen -write.
func TestFresh(t *testing.T) {
	root, err := moduleRoot()
	if err != nil {
		t.Fatal(err)
	}
	if err := run(root, false); err != nil {
		t.Error(err)
	}
}
