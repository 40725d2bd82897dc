// The beginning of a line: indentation, blank lines, and the INDENT and DEDENT tokens.

package tokenizer

import "github.com/gopy-lang/gopy/tokenizer/token"

const (
	tabSize    = 8   // a tab leads to the next multiple of this column
	maxIndents = 100 // levels of indentation, the outermost included

	unindentMismatch = "unindent does not match any outer indentation level"
	inconsistentTabs = "inconsistent use of tabs and spaces in indentation"
)

// An indentation is the width of the white space before a line: with tabs as wide as tabSize, and with tabs as wide as a
// space. Only indentation that compares alike in both measures is consistent.
type indentation struct{ width, narrow int }

// beginLine reads the white space at the start of a line and, unless the line is blank or within brackets, emits the INDENT or
// DEDENT tokens it calls for. It reports false at an error.
func (s *scanner) beginLine() bool {
	s.atLineStart = false
	s.blank = false
	var here, continued indentation
	src, pos := s.src, s.pos
	var c byte
measure:
	for {
		c = 0
		if pos < len(src) {
			c = src[pos]
		}
		switch c {
		case ' ':
			here.width++
			here.narrow++
		case '\t':
			here.width = (here.width/tabSize + 1) * tabSize
			here.narrow++
		case '\f':
			here = indentation{}
		case '\\':
			// The indentation is that of the line with the backslash, unless that has none.
			if continued.width == 0 {
				continued.width = here.width
			}
			s.pos = pos + 1
			if !s.continuation(true) {
				return false
			}
			pos = s.pos
			continue
		default:
			break measure
		}
		pos++
	}
	s.pos = pos
	if c == '#' || c == '\n' || c == '\r' {
		s.blank = true
		return true
	}
	if len(s.brackets) > 0 || s.Stop != nil && pos >= len(src) {
		return true
	}
	if continued.width != 0 {
		here = indentation{continued.width, continued.width}
	}
	return s.indent(here)
}

// indent compares the indentation of a line with that of the open blocks.
func (s *scanner) indent(here indentation) bool {
	top := s.indents[len(s.indents)-1]
	switch {
	case here.width == top.width:
		if here.narrow != top.narrow {
			s.failIndentation("TabError", inconsistentTabs)
			return false
		}
	case here.width > top.width:
		if len(s.indents) >= maxIndents {
			s.failIndentation("IndentationError", "too many levels of indentation")
			return false
		}
		if here.narrow <= top.narrow {
			s.failIndentation("TabError", inconsistentTabs)
			return false
		}
		s.indents = append(s.indents, here)
		start := s.pos
		if s.Extra {
			start = s.lineStart
		}
		s.emit(token.INDENT, start, s.pos)
	default:
		keep := len(s.indents)
		for keep > 1 && here.width < s.indents[keep-1].width {
			keep--
		}
		if here.width != s.indents[keep-1].width {
			s.failIndentation("IndentationError", unindentMismatch)
			return false
		}
		if here.narrow != s.indents[keep-1].narrow {
			s.failIndentation("TabError", inconsistentTabs)
			return false
		}
		at := s.position(s.pos)
		if s.pos >= len(s.src) {
			at = s.endPosition()
		}
		s.dedent(keep, at)
	}
	return true
}

// dedent closes blocks until only keep levels of indentation are left.
func (s *scanner) dedent(keep int, at token.Pos) {
	for len(s.indents) > keep {
		s.indents = s.indents[:len(s.indents)-1]
		s.tokens = append(s.tokens, Token{token.DEDENT, at, at, int32(s.pos), int32(s.pos)})
	}
}
