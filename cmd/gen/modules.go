// This file has the page about the library's modules written: what gopy has of the names that were recorded from CPython.

package main

import (
	"fmt"
	"runtime"
)

// modulesPage is the generated file.
const modulesPage = "docs/modules.md"

// surveyProgram imports all modules and compares their names with the recorded ones.
const surveyProgram = "testdata/modules/survey.py"

// generateModules runs the survey. The names are recorded on Linux, and so is the page: on another system it stays as it is.
func generateModules([]source) ([]output, error) {
	if runtime.GOOS != "linux" {
		return nil, nil
	}
	root, err := moduleRoot()
	if err != nil {
		return nil, err
	}
	page, err := runGopy(root, "-I", "-S", surveyProgram)
	if err != nil {
		return nil, fmt.Errorf("the modules can't be surveyed: %w", err)
	}
	return []output{{modulesPage, page}}, nil
}
