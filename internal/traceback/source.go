// This file finds the source lines of code: in files, in the loader's data, or as registered for -c and the prompt.

package traceback

import (
	"strings"

	"github.com/gopy-lang/gopy/compiler/code"
	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/tokenizer"
)

// sources is what one interpreter knows of source text.
type sources struct {
	byFile map[string][]string
	byCode map[*code.Code][]string
}

func sourcesOf(th *py.Thread) *sources {
	s, ok := th.Interp.Extra["traceback"].(*sources)
	if !ok {
		s = &sources{map[string][]string{}, map[*code.Code][]string{}}
		th.Interp.Extra["traceback"] = s
	}
	return s
}

// Register remembers the source of code that lies in no file: the text of -c, of standard input, of the prompt.
func Register(th *py.Thread, c *py.Code, source string) {
	sourcesOf(th).register(c.Code, splitLines(source))
}

func (s *sources) register(c *code.Code, lines []string) {
	s.byCode[c] = lines
	for _, k := range c.Consts {
		if inner, ok := k.(*code.Code); ok {
			s.register(inner, lines)
		}
	}
}

// CodeLines returns the source that was registered for code.
func CodeLines(th *py.Thread, c *py.Code) ([]string, bool) {
	lines, ok := sourcesOf(th).byCode[c.Code]
	return lines, ok
}

// library is an import system that carries source files which the host's file system doesn't have.
type library interface {
	LibrarySource(path string) ([]byte, bool)
}

// Lines returns the source lines of the file that code comes from, nil when they can't be had.
func Lines(th *py.Thread, c *py.Code) []string {
	s := sourcesOf(th)
	if lines, ok := s.byCode[c.Code]; ok {
		return lines
	}
	return FileLines(th, c.Filename)
}

// FileLines returns the lines of a source file, nil when they can't be had.
func FileLines(th *py.Thread, name string) []string {
	s := sourcesOf(th)
	if lines, ok := s.byFile[name]; ok {
		return lines
	}
	if strings.HasPrefix(name, "<") {
		if strings.HasSuffix(name, ">") {
			return nil
		}
		if l, ok := th.Interp.Importer.(library); ok {
			if data, found := l.LibrarySource(name); found {
				s.byFile[name] = decode(data)
				return s.byFile[name]
			}
		}
	}
	var lines []string
	if data, err := th.Interp.Host.ReadFile(name); err == nil {
		lines = decode(data)
	}
	s.byFile[name] = lines
	return lines
}

func decode(data []byte) []string {
	text, _, err := tokenizer.Decode(data)
	if err != nil {
		return nil
	}
	return splitLines(text)
}

func splitLines(text string) []string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}
