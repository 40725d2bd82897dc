// Command gopy runs Python programs and shows the stages they pass through.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/gopy-lang/gopy/modules/sys"
)

func main() {
	startCollector()
	os.Exit(run(os.Args))
}

// run executes one command line and returns the exit status of the process.
func run(argv []string) int {
	name := argv[0]
	o, err := parse(argv[1:])
	if err != nil {
		fmt.Fprintf(os.Stderr, "%susage: %s [option] ... [-c cmd | -m mod | file | -] [arg] ...\nTry `python -h' for more information.\n", err, name)
		return 2
	}
	switch {
	case o.help:
		fmt.Print(usage(name))
		return 0
	case o.helpEnv:
		fmt.Print(environmentText)
		return 0
	case o.helpX:
		fmt.Print(xoptionsText)
		return 0
	case o.helpAll:
		fmt.Print(usage(name) + "\n" + environmentText + "\n" + xoptionsText)
		return 0
	case o.version == 1:
		fmt.Println("Python " + sys.Version)
		return 0
	case o.version > 1:
		fmt.Printf("Python %s\n", sys.VersionText())
		return 0
	}
	p := &program{options: o, name: name}
	return p.run()
}

// absolute is the absolute form of a path, or the path itself.
func absolute(path string) string {
	if a, err := filepath.Abs(path); err == nil {
		return a
	}
	return path
}
