// String literals without replacement fields, and the prefixes of all string literals.

package tokenizer

import (
	"strings"

	"github.com/gopy-lang/gopy/tokenizer/token"
)

// maxPrefix is the number of letters that can be part of a prefix: each of b, f, r, t and u once.
const maxPrefix = 5

// A prefix is the set of letters before the quote of a string literal.
type prefix uint8

const (
	prefixB prefix = 1 << iota
	prefixF
	prefixR
	prefixT
	prefixU
)

// parsePrefix reads a prefix. It reports false if letters are something else, such as a name.
func parsePrefix(letters string) (p prefix, ok bool) {
	for i := range len(letters) {
		var letter prefix
		switch letters[i] | 0x20 {
		case 'b':
			letter = prefixB
		case 'f':
			letter = prefixF
		case 'r':
			letter = prefixR
		case 't':
			letter = prefixT
		case 'u':
			letter = prefixU
		default:
			return 0, false
		}
		if p&letter != 0 {
			return 0, false
		}
		p |= letter
	}
	return p, true
}

// incompatible lists the pairs of letters that cannot be in one prefix, in the order in which CPython looks for them.
var incompatible = [...]struct {
	pair          prefix
	first, second byte
}{
	{prefixU | prefixB, 'u', 'b'},
	{prefixU | prefixR, 'u', 'r'},
	{prefixU | prefixF, 'u', 'f'},
	{prefixU | prefixT, 'u', 't'},
	{prefixB | prefixF, 'b', 'f'},
	{prefixB | prefixT, 'b', 't'},
	{prefixF | prefixT, 'f', 't'},
}

// prefixedString scans a literal with prefix p. The scanner stands at the opening quote.
func (s *scanner) prefixedString(start int, p prefix) {
	for _, bad := range incompatible {
		if p&bad.pair == bad.pair {
			s.failRange(start, s.pos+1, "'%c' and '%c' prefixes are incompatible", bad.first, bad.second)
			return
		}
	}
	if p&(prefixF|prefixT) != 0 {
		s.openTemplate(start, p)
		return
	}
	s.stringLiteral(start)
}

// stringLiteral scans a literal from its opening quote, at s.pos, to its closing quote.
func (s *scanner) stringLiteral(start int) {
	src := s.src
	first := Token{Kind: token.STRING, Start: s.position(start), Lo: int32(start)}
	firstLine, firstLineStart := s.line, s.lineStart
	quote := src[s.pos]
	size := s.quoteSize(quote)
	pos := s.pos + size
	escapedQuote := false
	for {
		if pos >= len(src) {
			s.pos = pos
			s.unterminated(start, quote, size, int(firstLine), firstLineStart, escapedQuote)
			return
		}
		switch c := src[pos]; c {
		case '\\':
			pos++
			if pos < len(src) {
				if src[pos] == quote {
					escapedQuote = true
				}
				if src[pos] == '\r' {
					pos++
				}
			}
			if pos < len(src) {
				pos++
				if src[pos-1] == '\n' {
					s.nextLine(pos)
				}
			}
			continue
		case '\n':
			if size == 1 {
				s.pos = pos
				s.unterminated(start, quote, size, int(firstLine), firstLineStart, escapedQuote)
				return
			}
			pos++
			s.nextLine(pos)
			continue
		case quote:
			if size == 1 || pos+2 < len(src) && src[pos+1] == quote && src[pos+2] == quote {
				s.pos = pos + size
				first.End, first.Hi = s.position(s.pos), int32(s.pos)
				s.tokens = append(s.tokens, first)
				return
			}
		}
		pos++
	}
}

// quoteSize returns 3 if three quotes are at s.pos, else 1.
func (s *scanner) quoteSize(quote byte) int {
	if s.at(s.pos+1) == quote && s.at(s.pos+2) == quote {
		return 3
	}
	return 1
}

// unterminated ends the scan for a string that is not closed. The error points at the start of the literal.
func (s *scanner) unterminated(start int, quote byte, size, line, lineStart int, escapedQuote bool) {
	atEnd := s.pos >= len(s.src)
	if s.Stop != nil && atEnd {
		s.fail(s.Stop)
		return
	}
	detected, _ := s.lastLine()
	var err *Error
	n := len(s.strings)
	closesField := n > 0 && s.strings[n-1].quote == quote && s.strings[n-1].size == size
	switch {
	case closesField: // it is the quote that should end the f-string
		err = s.errorAt(line, lineStart, start+1, "%c-string: expecting '}'", s.strings[n-1].letter)
	case size == 3:
		err = s.errorAt(line, lineStart, start+1, "unterminated triple-quoted string literal (detected at line %d)", detected)
	case escapedQuote:
		err = s.errorAt(line, lineStart, start+1, "unterminated string literal (detected at line %d); "+
			"perhaps you escaped the end quote?", detected)
	default:
		err = s.errorAt(line, lineStart, start+1, "unterminated string literal (detected at line %d)", detected)
	}
	err.Incomplete = atEnd && !closesField
	s.fail(err)
}

// InvalidEscape returns the SyntaxWarning for a backslash before what can't be escaped, and the message of the SyntaxError
// that replaces it where warnings are errors. escape is the text after the backslash.
func InvalidEscape(escape string) (warning, instead string) {
	quoted := `"\` + escape + `"`
	mended := strings.Replace(quoted, `\`, `\\`, 1)
	return quoted + " is an invalid escape sequence. Such sequences will not work in the future. Did you mean " + mended +
			"? A raw string is also an option.",
		quoted + " is an invalid escape sequence. Did you mean " + mended + "? A raw string is also an option."
}
