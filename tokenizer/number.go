// Numeric literals.

package tokenizer

import (
	"strings"

	"github.com/gopy-lang/gopy/tokenizer/token"
)

// A base is one of the prefixed notations of an integer.
type base struct {
	name  string
	digit uint8 // class of its digits
}

var (
	hexadecimal = base{"hexadecimal", hexDigit}
	octal       = base{"octal", octalDigit}
	binary      = base{"binary", binaryDigit}
)

// number scans the literal whose first character, a digit, is at s.pos. The token starts at offset start.
func (s *scanner) number(start int) {
	if s.src[s.pos] == '0' {
		switch s.at(s.pos + 1) {
		case 'x', 'X':
			s.prefixed(start, &hexadecimal)
			return
		case 'o', 'O':
			s.prefixed(start, &octal)
			return
		case 'b', 'B':
			s.prefixed(start, &binary)
			return
		}
		s.zero(start)
		return
	}
	if s.digits() {
		s.fraction(start)
	}
}

// prefixed scans an integer in base b, from its prefix on.
func (s *scanner) prefixed(start int, b *base) {
	s.pos += 2
	for {
		if s.at(s.pos) == '_' {
			s.pos++
		}
		if !s.is(s.pos, b.digit) {
			if s.is(s.pos, decimalDigit) {
				s.pos++
				s.failHere("invalid digit '%c' in %s literal", s.src[s.pos-1], b.name)
			} else {
				s.failHere("invalid %s literal", b.name)
			}
			return
		}
		for s.is(s.pos, b.digit) {
			s.pos++
		}
		if s.at(s.pos) != '_' {
			break
		}
	}
	if s.is(s.pos, decimalDigit) {
		s.pos++
		s.failHere("invalid digit '%c' in %s literal", s.src[s.pos-1], b.name)
		return
	}
	s.endNumber(start, b.name)
}

// zero scans a literal that starts with 0 and has no prefix. An integer written so can only be zero.
func (s *scanner) zero(start int) {
	s.pos++
	for {
		if s.at(s.pos) == '_' {
			s.pos++
			if !s.is(s.pos, decimalDigit) {
				s.failHere("invalid decimal literal")
				return
			}
		}
		if s.at(s.pos) != '0' {
			break
		}
		s.pos++
	}
	zerosEnd := s.pos + 1
	nonzero := s.is(s.pos, decimalDigit)
	if nonzero && !s.digits() {
		return
	}
	switch s.at(s.pos) {
	case '.', 'e', 'E', 'j', 'J':
	default:
		if nonzero && !s.Extra {
			s.failRange(start, zerosEnd, "leading zeros in decimal integer literals are not permitted; "+
				"use an 0o prefix for octal integers")
			return
		}
	}
	s.fraction(start)
}

// digits scans decimal digits with single underscores between them. It reports false at an error.
func (s *scanner) digits() bool {
	for {
		for s.is(s.pos, decimalDigit) {
			s.pos++
		}
		if s.at(s.pos) != '_' {
			return true
		}
		s.pos++
		if !s.is(s.pos, decimalDigit) {
			s.failHere("invalid decimal literal")
			return false
		}
	}
}

// fraction scans what can follow the integer part of a decimal literal.
func (s *scanner) fraction(start int) {
	if s.at(s.pos) == '.' {
		s.pos++
		if s.is(s.pos, decimalDigit) && !s.digits() {
			return
		}
	}
	s.exponent(start)
}

// exponent scans the exponent and the imaginary suffix, if there are any, and ends the literal.
func (s *scanner) exponent(start int) {
	if c := s.at(s.pos); c == 'e' || c == 'E' {
		next := s.at(s.pos + 1)
		if next == '+' || next == '-' {
			s.pos += 2
			if !s.is(s.pos, decimalDigit) {
				s.failHere("invalid decimal literal")
				return
			}
			if !s.digits() {
				return
			}
		} else if class[next]&decimalDigit != 0 {
			s.pos++
			if !s.digits() {
				return
			}
		}
	}
	if c := s.at(s.pos); c == 'j' || c == 'J' {
		s.pos++
		s.endNumber(start, "imaginary")
		return
	}
	s.endNumber(start, "decimal")
}

// endNumber emits the literal, if what follows can follow a number. A keyword may follow at once, at the price of a warning.
func (s *scanner) endNumber(start int, kind string) {
	if !s.Extra && s.is(s.pos, nameContinue) && s.src[s.pos] < 0x80 {
		msg := "invalid " + kind + " literal"
		if !s.keywordFollows() {
			s.failHere("%s", msg)
			return
		}
		s.warn(msg, msg)
	}
	s.emit(token.NUMBER, start, s.pos)
}

// keywordFollows reports whether one of the keywords that can stand behind an operand follows. As in CPython it is enough
// for `in`, `is` and `if` that their letters follow.
func (s *scanner) keywordFollows() bool {
	rest := s.src[s.pos:]
	for _, word := range [...]string{"and", "else", "for", "not", "or"} {
		if strings.HasPrefix(rest, word) {
			return !s.is(s.pos+len(word), nameContinue)
		}
	}
	return len(rest) > 1 && rest[0] == 'i' && (rest[1] == 'n' || rest[1] == 's' || rest[1] == 'f')
}
