// This file runs the gopy of the same tree, for generators that are programs in Python.

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// runGopy runs gopy with root as the working directory and returns what it writes to standard output. No variable that changes
// what Python programs do gets to it.
func runGopy(root string, args ...string) (string, error) {
	cmd := exec.Command("go", append([]string{"run", "./cmd/gopy"}, args...)...)
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
		return "", fmt.Errorf("%w\n%s", err, problems.String())
	}
	return out.String(), nil
}
