// This file has the embedded library compiled, by the gopy of the same tree: an import then costs no parsing.

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
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
	cmd := exec.Command("go", "run", "./cmd/gopy", "-S", "cmd/gen/library.py", "Lib", "<stdlib>")
	cmd.Dir = root
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "PYTHON") && !strings.HasPrefix(v, "GOPY_") {
			cmd.Env = append(cmd.Env, v)
		}
	}
	cmd.Env = append(cmd.Env, "PYTHONHASHSEED=0") // sets of constants are written in their order
	var out, problems bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &problems
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("the library can't be compiled: %w\n%s", err, problems.String())
	}
	return []output{{libraryCode, out.String()}}, nil
}
