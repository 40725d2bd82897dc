// This file embeds the part of the standard library that is written in Python.

package gopy

import (
	"embed"
	"io/fs"

	"github.com/gopy-lang/gopy/modules/importlib"
)

//go:embed all:Lib
var libraryFiles embed.FS

// libraryDir is where the embedded library seems to lie: its entry in sys.path, and what __file__ of its modules begins with.
const libraryDir = "<stdlib>"

// embeddedLibrary is the library in the binary.
func embeddedLibrary() importlib.Library {
	files, err := fs.Sub(libraryFiles, "Lib")
	if err != nil {
		panic(err) // the name is a constant
	}
	return importlib.Library{FS: files, Dir: libraryDir}
}
