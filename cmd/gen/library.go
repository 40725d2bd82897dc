// This file has the embedded library compiled, by the gopy of the same tree: an import then costs no parsing.

package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// libraryCode is the generated file; its format is told in library.py.
const libraryCode = "lib_gen.bin"

// generateLibrary runs library.py. The file may be missing or stale meanwhile: code that doesn't fit its source is not used.
func generateLibrary([]source) ([]output, error) {
	root, err := moduleRoot()
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(root, libraryCode)); err != nil {
		if err := os.WriteFile(filepath.Join(root, libraryCode), nil, 0o666); err != nil {
			return nil, err
		}
	}
	code, err := runGopy(root, "-S", "cmd/gen/library.py", "Lib", "<stdlib>")
	if err != nil {
		return nil, fmt.Errorf("the library can't be compiled: %w", err)
	}
	return []output{{libraryCode, code}}, nil
}
