package gopy

import (
	"io/fs"
	"strings"
	"testing"
)

// TestLibraryIsCompiled checks that imports from the embedded library parse nothing, and that code is used for its own source only.
func TestLibraryIsCompiled(t *testing.T) {
	library := embeddedLibrary()
	count := 0
	err := fs.WalkDir(library.FS, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".py") {
			return err
		}
		source, err := fs.ReadFile(library.FS, path)
		if err != nil {
			return err
		}
		count++
		if library.Code(path, source) == "" {
			t.Errorf("%s has no code: go run ./cmd/gen -write", path)
		}
		if library.Code(path, append(source, '\n')) != "" {
			t.Errorf("%s: code is taken for another source", path)
		}
		return nil
	})
	if err != nil || count == 0 {
		t.Fatal(count, err)
	}
}
