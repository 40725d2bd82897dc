package gopy

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"

	"github.com/gopy-lang/gopy/compiler/code"
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
		if library.Code(path) == "" {
			t.Errorf("%s has no code: go run ./cmd/gen -write", path)
		}
		if codeOfSource(path, bytes.NewReader(append(source, '\n'))) != "" {
			t.Errorf("%s: code is taken for another source", path)
		}
		return nil
	})
	if err != nil || count == 0 {
		t.Fatal(count, err)
	}
}

// TestLibraryReadAsNeeded checks that code of the library that is read as far as it is needed gets all its fields.
func TestLibraryReadAsNeeded(t *testing.T) {
	count := 0
	for path, c := range libraryIndex() {
		whole, err := code.Unmarshal([]byte(c.code))
		if err != nil {
			t.Fatal(path, err)
		}
		hollow, err := code.Open(c.code)
		if err != nil {
			t.Fatal(path, err)
		}
		if !hollow.Hollow() {
			t.Error(path, "was read at once")
		}
		if !whole.Equal(hollow) || whole.Filename != hollow.Filename {
			t.Error(path, "differs")
		}
		count++
	}
	if count == 0 {
		t.Fatal("nothing to compare")
	}
}
