// This file embeds the part of the standard library that is written in Python.

package gopy

import (
	"embed"
	"hash/crc32"
	"io"
	"io/fs"
	"strconv"
	"strings"
	"sync"

	"github.com/gopy-lang/gopy/modules/importlib"
)

//go:embed all:Lib
var libraryFiles embed.FS

// license is what license() prints first.
//
//go:embed LICENSE
var license string

// libraryCode is the library compiled; cmd/gen writes it.
//
//go:embed lib_gen.bin
var libraryCode string

// A compiled is the code of one file, and what tells whether it is that of the source at hand.
type compiled struct {
	code string
	size int
	sum  uint32
}

// libraryIndex finds the code of a file of the library.
var libraryIndex = sync.OnceValue(func() map[string]compiled {
	head, rest, _ := strings.Cut(libraryCode, "\n\n")
	index := make(map[string]compiled, strings.Count(head, "\n")+1)
	for line := range strings.Lines(head) {
		path, line, _ := strings.Cut(line, " ")
		size, line, _ := strings.Cut(line, " ")
		sum, length, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		number := func(s string) int {
			n, _ := strconv.Atoi(s)
			return n
		}
		index[path] = compiled{rest[:number(length)], number(size), uint32(number(sum))}
		rest = rest[number(length):]
	}
	return index
})

// compiledCode returns the code of a file of the library as module marshal writes it; "" when there is none for its source.
func compiledCode(path string) string {
	file, err := libraryFiles.Open("Lib/" + path)
	if err != nil {
		return ""
	}
	return codeOfSource(path, file)
}

// codeOfSource is compiledCode when the file's source is what reader reads.
func codeOfSource(path string, source io.Reader) string {
	c, ok := libraryIndex()[path]
	if !ok {
		return ""
	}
	sum, size := uint32(0), 0
	block := make([]byte, 4096)
	for {
		n, err := source.Read(block)
		if n == 0 && err != nil {
			break
		}
		sum, size = crc32.Update(sum, crc32.IEEETable, block[:n]), size+n
	}
	if size != c.size || sum != c.sum {
		return ""
	}
	return c.code
}

// libraryDir is where the embedded library seems to lie: its entry in sys.path, and what __file__ of its modules begins with.
const libraryDir = "<stdlib>"

// embeddedLibrary is the library in the binary.
func embeddedLibrary() importlib.Library {
	files, err := fs.Sub(libraryFiles, "Lib")
	if err != nil {
		panic(err) // the name is a constant
	}
	return importlib.Library{FS: files, Dir: libraryDir, Code: compiledCode}
}
