// f-strings and t-strings: literal text, replacement fields and format specifications (PEP 701, PEP 750).

package tokenizer

import "github.com/gopy-lang/gopy/tokenizer/token"

const (
	maxStrings = 149 // f-strings and t-strings within each other
	maxFields  = 3   // replacement fields within each other's format specifications
)

// A template is an f-string or t-string that is being scanned.
type template struct {
	letter byte // 'f' or 't'
	quote  byte
	size   int // quotes on each side: 1 or 3
	raw    bool

	start, lineStart int // offsets of the literal and of the line it starts in
	line             int // number of that line

	literal bool // the scanner stands in literal text or in a format specification, not in an expression
	inSpec  bool // a format specification has begun, and no nested field has ended in it
	fields  int  // open replacement fields
	depth   int  // open brackets, those of the fields included
}

// atField reports whether the scanner stands in a replacement field and in no bracket within it.
func (f *template) atField() bool { return f.depth == f.fields }

// kind returns the kind of f's tokens for that of an f-string.
func (f *template) kind(k token.Kind) token.Kind {
	if f.letter == 't' {
		return k - token.FSTRING_START + token.TSTRING_START
	}
	return k
}

// openTemplate scans the start of an f-string or t-string with prefix p. The scanner stands at the opening quote.
func (s *scanner) openTemplate(start int, p prefix) {
	f := template{letter: 'f', quote: s.src[s.pos], raw: p&prefixR != 0, start: start, line: int(s.line),
		lineStart: s.lineStart, literal: true}
	if p&prefixT != 0 {
		f.letter = 't'
	}
	f.size = s.quoteSize(f.quote)
	s.pos += f.size
	if len(s.strings) >= maxStrings {
		s.failHere("too many nested f-strings or t-strings")
		return
	}
	s.strings = append(s.strings, f)
	s.emit(f.kind(token.FSTRING_START), start, s.pos)
}

// closes reports whether the quotes at offset pos end f.
func (s *scanner) closes(f *template, pos int) bool {
	return s.at(pos) == f.quote && (f.size == 1 || s.at(pos+1) == f.quote && s.at(pos+2) == f.quote)
}

// literalText scans literal text up to the next replacement field, doubled brace or end of the format specification or
// literal, or else the closing quotes.
func (s *scanner) literalText(f *template) {
	src := s.src
	pos := s.pos
	if s.at(pos) == '{' && s.at(pos+1) != '{' {
		s.openField(f)
		return
	}
	if s.closes(f, pos) {
		s.pos += f.size
		s.emit(f.kind(token.FSTRING_END), pos, s.pos)
		s.strings = s.strings[:len(s.strings)-1]
		return
	}
	text := Token{Kind: f.kind(token.FSTRING_MIDDLE), Start: s.position(pos), Lo: int32(pos)}
	// emit adds the text up to offset end; the scanner goes on at offset next.
	emit := func(end, next int) {
		text.End, text.Hi = s.position(end), int32(end)
		s.tokens = append(s.tokens, text)
		s.pos = next
	}
	inSpec := f.inSpec && f.fields > 0
	inName := false // within \N{...}
	for pos < len(src) {
		switch c := src[pos]; c {
		case '\n':
			if f.size == 1 {
				s.pos = pos
				if inSpec {
					s.pos++
					s.failHere("%c-string: newlines are not allowed in format specifiers for single quoted %c-strings", f.letter, f.letter)
				} else {
					s.unterminatedTemplate(f)
				}
				return
			}
			pos++
			s.nextLine(pos)
			continue
		case f.quote:
			if s.closes(f, pos) {
				emit(pos, pos)
				return
			}
		case '{':
			if inSpec || s.at(pos+1) != '{' {
				s.pos = pos
				if s.openField(f) {
					emit(pos, pos)
				}
				return
			}
			emit(pos+1, pos+2)
			return
		case '}':
			switch {
			case inName:
				emit(pos+1, pos+1)
			case s.at(pos+1) == '}' && !inSpec && f.depth == 0:
				emit(pos+1, pos+2)
			default:
				f.literal = false
				emit(pos, pos)
			}
			return
		case '\\':
			pos++
			if s.at(pos) == '\r' {
				pos++
			}
			switch c := s.at(pos); {
			case c == '{' || c == '}':
				if !f.raw {
					s.pos = pos + 1
					s.warn(InvalidEscape(string(c)))
				}
			case c == '\n':
				pos++
				s.nextLine(pos)
			case c == 'N' && !f.raw && s.at(pos+1) == '{':
				inName = true
				pos += 2
			default:
				pos++
			}
			continue
		}
		pos++
	}
	s.pos = len(src)
	s.unterminatedTemplate(f)
}

// openField begins a replacement field at the brace at s.pos, which is then read as an operator.
func (s *scanner) openField(f *template) bool {
	if f.fields >= maxFields {
		s.failHere("%c-string: expressions nested too deeply", f.letter)
		return false
	}
	f.fields++
	f.literal = false
	return true
}

// unterminatedTemplate ends the scan for a literal that is not closed. The error points at its start.
func (s *scanner) unterminatedTemplate(f *template) {
	if s.Stop != nil && s.pos >= len(s.src) {
		s.fail(s.Stop)
		return
	}
	detected, _ := s.lastLine()
	triple := ""
	if f.size == 3 {
		triple = "triple-quoted "
	}
	err := s.errorAt(f.line, f.lineStart, f.start+1, "unterminated %s%c-string literal (detected at line %d)", triple, f.letter, detected)
	err.Incomplete = f.size == 3
	s.fail(err)
}
