// The scanner: names, operators, brackets, comments and line breaks. Each call of token reads one token outside of the
// literal text of f-strings and t-strings.

package tokenizer

import (
	"strings"
	"unicode/utf8"

	"github.com/gopy-lang/gopy/tokenizer/token"
)

// maxBrackets is the greatest depth of open brackets.
const maxBrackets = 200

// A scanner is the state of one run of Tokenize.
type scanner struct {
	Options
	src             string
	implicitNewline bool // the last line break of src is not in the source

	pos         int   // offset of the next character
	line        int32 // number of the line of pos
	lineStart   int   // offset of that line
	bufferStart int   // offset where CPython's line buffer starts, from which it counts some columns
	atLineStart bool  // pos is at the start of a logical line or of a line without tokens
	blank       bool  // the line has had no token but a comment
	commentLine bool  // the line is a comment of its own (Extra only)

	indents  []indentation
	brackets []Bracket
	strings  []template // the f-strings and t-strings around pos

	tokens   []Token
	lines    []int32
	warnings []Warning
	err      *Error
	done     bool

	counter    counter // of the characters before errors and warnings
	shownStart int     // offset of the line that was last shown with an error or warning
	shownLine  string
}

// Classes of characters.
const (
	nameStart    uint8 = 1 << iota // letter, underscore, or any byte of a character outside ASCII
	nameContinue                   // those and digits
	decimalDigit
	hexDigit
	octalDigit
	binaryDigit
)

// class gives the classes of each byte.
var class = makeClasses()

func makeClasses() (table [256]uint8) {
	for c := range 256 {
		switch {
		case '0' <= c && c <= '9':
			table[c] = nameContinue | decimalDigit | hexDigit
			if c < '8' {
				table[c] |= octalDigit
			}
			if c < '2' {
				table[c] |= binaryDigit
			}
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', c == '_', c >= 0x80:
			table[c] = nameStart | nameContinue
			if 'a' <= c|0x20 && c|0x20 <= 'f' && c < 0x80 {
				table[c] |= hexDigit
			}
		}
	}
	return table
}

// at returns the byte at offset pos, or 0 behind the end.
func (s *scanner) at(pos int) byte {
	if pos < len(s.src) {
		return s.src[pos]
	}
	return 0
}

// is reports whether the byte at offset pos is of class c.
func (s *scanner) is(pos int, c uint8) bool { return pos < len(s.src) && class[s.src[pos]]&c != 0 }

// position returns the place of offset pos, which lies in the current line.
func (s *scanner) position(pos int) token.Pos {
	return token.Pos{Line: s.line, Col: int32(pos - s.lineStart)}
}

// endPosition returns the place of the tokens at the end of the text.
func (s *scanner) endPosition() token.Pos {
	number, start := s.lastLine()
	if s.Extra {
		return token.Pos{Line: int32(number) + 1}
	}
	return token.Pos{Line: int32(number), Col: int32(len(s.src) - start)}
}

// emit adds a token that lies in the current line.
func (s *scanner) emit(kind token.Kind, lo, hi int) {
	if len(s.tokens) == cap(s.tokens) {
		s.makeRoom()
	}
	s.tokens = append(s.tokens, Token{kind, s.position(lo), s.position(hi), int32(lo), int32(hi)})
}

// mostTokens is about how many tokens a text of n bytes has at most: few programs have tokens shorter than 3.5 bytes on average.
func mostTokens(n int) int { return n/7*2 + 16 }

// makeRoom makes room for the tokens to come: as many as there will be if the rest of the text is like what was read.
func (s *scanner) makeRoom() {
	n := len(s.tokens)
	all := int(int64(n)*int64(len(s.src))/int64(max(s.pos, 1))) + n/16
	s.tokens = append(make([]Token, 0, max(min(all, mostTokens(len(s.src))), n+n/4+1)), s.tokens...)
}

// nextLine notes that a line starts at offset pos.
func (s *scanner) nextLine(pos int) {
	s.line++
	s.lineStart = pos
	s.lines = append(s.lines, int32(pos))
}

// beginBuffer notes that CPython's line buffer starts at the current line. That happens at each line that does not start
// within a token; for the tokenize module, within an f-string neither.
func (s *scanner) beginBuffer() {
	if !s.Extra || len(s.strings) == 0 {
		s.bufferStart = s.lineStart
	}
}

// token reads white space, comments and one token.
func (s *scanner) token() {
	if s.atLineStart && !s.beginLine() {
		return
	}
	src := s.src
	pos := s.pos
	for {
		for pos < len(src) && (src[pos] == ' ' || src[pos] == '\t' || src[pos] == '\f') {
			pos++
		}
		s.pos = pos
		if pos >= len(src) {
			s.end()
			return
		}
		if src[pos] != '\\' {
			break
		}
		s.pos = pos + 1
		if !s.continuation(false) {
			return
		}
		pos = s.pos
	}
	start := pos
	c := src[pos]
	switch {
	case class[c]&nameStart != 0:
		s.name(start)
		return
	case c == '#':
		s.comment(start)
		return
	case c == '\r':
		pos++
		s.pos = pos
		if pos >= len(src) {
			s.end()
			return
		}
		c = src[pos]
		if c != '\n' {
			s.blank = false
		}
		if c == '\\' {
			s.pos++
			s.continuation(false)
			return
		}
	}
	switch {
	case c == '\n':
		s.lineBreak(start)
	case class[c]&decimalDigit != 0:
		s.number(start)
	case c == '"' || c == '\'':
		s.stringLiteral(start)
	case c == '.' && s.is(pos+1, decimalDigit):
		s.pos++
		if s.digits() {
			s.exponent(start)
		}
	default:
		s.operator(start, c)
	}
}

// end ends the scan at the end of the text.
func (s *scanner) end() {
	if s.Stop != nil || len(s.brackets) > 0 {
		s.failEnd()
		return
	}
	at := s.endPosition()
	last := Token{token.ENDMARKER, at, at, int32(len(s.src)), int32(len(s.src))}
	if s.Single && len(s.tokens) > 0 {
		newline := last
		newline.Kind = token.NEWLINE
		s.tokens = append(s.tokens, newline)
		if n := len(s.tokens); !s.NoImpliedDedent {
			if s.dedent(1, at); len(s.tokens) > n { // behind a block CPython reads one NEWLINE more
				s.tokens = append(s.tokens, newline)
			}
		}
	}
	s.tokens = append(s.tokens, last)
	s.done = true
}

// continuation reads the line break behind a backslash. It reports false at an error. atLineStart tells that the line has no
// token yet.
func (s *scanner) continuation(atLineStart bool) bool {
	if s.at(s.pos) == '\r' {
		s.pos++
	}
	if s.at(s.pos) != '\n' {
		s.pos = min(s.pos+1, len(s.src))
		s.failContinuation()
		return false
	}
	s.pos++
	s.nextLine(s.pos)
	if atLineStart {
		s.beginBuffer()
	}
	if s.pos >= len(s.src) {
		s.failEnd()
		return false
	}
	return true
}

// name scans a name, or a string literal that starts with a prefix.
func (s *scanner) name(start int) {
	src := s.src
	pos := start
	var all byte
	for pos < len(src) && class[src[pos]]&nameContinue != 0 {
		all |= src[pos]
		pos++
	}
	s.pos = pos
	if pos-start <= maxPrefix && pos < len(src) && (src[pos] == '"' || src[pos] == '\'') {
		if p, ok := parsePrefix(src[start:pos]); ok {
			s.prefixedString(start, p)
			return
		}
	}
	if all >= 0x80 && !s.Extra && !s.checkName(start, pos) {
		return
	}
	s.emit(token.NAME, start, pos)
}

// checkName reports whether the characters from start to end, some of them outside ASCII, make an identifier. If not it ends
// the scan.
func (s *scanner) checkName(start, end int) bool {
	for i, r := range s.src[start:end] {
		if i == 0 && r != '_' && !isNameStart(r) || i > 0 && !isNameContinue(r) {
			_, size := utf8.DecodeRuneInString(s.src[start+i : end])
			s.pos = start + i + size
			if isPrintable(r) {
				s.failHere("invalid character '%c' (U+%04X)", r, r)
			} else {
				s.failHere("invalid non-printable character U+%04X", r)
			}
			return false
		}
	}
	return true
}

// lineBreak scans a line break, whose last character is at s.pos. The token, if there is one, starts at offset start.
func (s *scanner) lineBreak(start int) {
	s.pos++
	s.atLineStart = true
	silent := s.blank || s.commentLine || len(s.brackets) > 0
	s.blank, s.commentLine = false, false
	if !silent || s.Extra {
		kind := token.NEWLINE
		if silent {
			kind = token.NL
		}
		s.emit(kind, start, s.pos)
		if s.implicitNewline && s.pos == len(s.src) {
			last := &s.tokens[len(s.tokens)-1]
			last.Hi--
			if silent {
				last.Hi = last.Lo
			}
		}
	}
	s.nextLine(s.pos)
	s.beginBuffer()
}

// comment scans a comment.
func (s *scanner) comment(start int) {
	end := len(s.src)
	if i := strings.IndexByte(s.src[start:], '\n'); i >= 0 {
		end = start + i
	}
	switch {
	case s.Extra:
		if i := strings.IndexByte(s.src[start:end], '\r'); i >= 0 {
			end = start + i
		}
		s.pos = end
		s.emit(token.COMMENT, start, end)
		s.commentLine, s.blank = s.blank, false
	case s.TypeComments && s.typeComment(start, end):
	default:
		s.pos = end
		if end < len(s.src) {
			s.lineBreak(start)
		}
	}
}

// typeComment scans the comment from start to end as a type comment, if it is one.
func (s *scanner) typeComment(start, end int) bool {
	blanks := func(pos int) int {
		for pos < end && (s.src[pos] == ' ' || s.src[pos] == '\t') {
			pos++
		}
		return pos
	}
	pos := blanks(start + 1)
	if !strings.HasPrefix(s.src[pos:end], "type:") {
		return false
	}
	pos = blanks(pos + len("type:"))
	const ignore = "ignore"
	rest := s.src[pos:end]
	if strings.HasPrefix(rest, ignore) && (len(rest) == len(ignore) || !isWordByte(rest[len(ignore)])) {
		s.pos = end
		wholeLine := s.blank && end < len(s.src) // then the line break is part of the token
		if wholeLine {
			end++
		}
		s.emit(token.TYPE_IGNORE, pos+len(ignore), end)
		if wholeLine {
			s.lineBreak(s.pos)
		}
		return true
	}
	s.emit(token.TYPE_COMMENT, pos, end)
	s.pos = end
	s.blank = false
	return true
}

// isWordByte reports whether c is an ASCII letter or digit or part of a character outside ASCII.
func isWordByte(c byte) bool { return class[c]&nameContinue != 0 && c != '_' }

// operator scans an operator or bracket, whose first character c is at s.pos. The token starts at offset start.
func (s *scanner) operator(start int, c byte) {
	if n := len(s.strings); n > 0 && c == ':' && s.strings[n-1].atField() {
		f := &s.strings[n-1]
		f.literal, f.inSpec = true, true
		s.pos++
		s.emitOperator(token.COLON, start)
		return
	}
	next := s.at(s.pos + 1)
	kind, size := token.OP, 1
	// pick returns the kind of c alone, or that of c and the equals sign behind it.
	pick := func(single, equal token.Kind) token.Kind {
		if next == '=' {
			size = 2
			return equal
		}
		return single
	}
	// double does the same for c twice.
	double := func(twice, equal token.Kind) token.Kind {
		size = 2
		if s.at(s.pos+2) == '=' {
			size = 3
			return equal
		}
		return twice
	}
	switch c {
	case '(', '[', '{':
		s.openBracket(start, c)
		return
	case ')', ']', '}':
		s.closeBracket(start, c)
		return
	case ',':
		kind = token.COMMA
	case ':':
		kind = pick(token.COLON, token.COLONEQUAL)
	case ';':
		kind = token.SEMI
	case '~':
		kind = token.TILDE
	case '=':
		kind = pick(token.EQUAL, token.EQEQUAL)
	case '+':
		kind = pick(token.PLUS, token.PLUSEQUAL)
	case '%':
		kind = pick(token.PERCENT, token.PERCENTEQUAL)
	case '&':
		kind = pick(token.AMPER, token.AMPEREQUAL)
	case '|':
		kind = pick(token.VBAR, token.VBAREQUAL)
	case '^':
		kind = pick(token.CIRCUMFLEX, token.CIRCUMFLEXEQUAL)
	case '@':
		kind = pick(token.AT, token.ATEQUAL)
	case '!':
		kind = pick(token.EXCLAMATION, token.NOTEQUAL)
	case '-':
		if next == '>' {
			kind, size = token.RARROW, 2
		} else {
			kind = pick(token.MINUS, token.MINEQUAL)
		}
	case '*':
		if next == c {
			kind = double(token.DOUBLESTAR, token.DOUBLESTAREQUAL)
		} else {
			kind = pick(token.STAR, token.STAREQUAL)
		}
	case '/':
		if next == c {
			kind = double(token.DOUBLESLASH, token.DOUBLESLASHEQUAL)
		} else {
			kind = pick(token.SLASH, token.SLASHEQUAL)
		}
	case '<':
		if next == c {
			kind = double(token.LEFTSHIFT, token.LEFTSHIFTEQUAL)
		} else {
			kind = pick(token.LESS, token.LESSEQUAL)
		}
	case '>':
		if next == c {
			kind = double(token.RIGHTSHIFT, token.RIGHTSHIFTEQUAL)
		} else {
			kind = pick(token.GREATER, token.GREATEREQUAL)
		}
	case '.':
		kind = token.DOT
		if next == c && s.at(s.pos+2) == c {
			kind, size = token.ELLIPSIS, 3
		}
	default: // $ ? ` are operators that no grammar rule knows
		if c < ' ' || c == 0x7f {
			s.pos++
			s.failHere("invalid non-printable character U+%04X", c)
			return
		}
	}
	s.pos += size
	s.emitOperator(kind, start)
}

// emitOperator adds an operator that ends at s.pos. One behind a stray carriage return is no operator that is known.
func (s *scanner) emitOperator(kind token.Kind, start int) {
	if s.src[start] == '\r' {
		kind = token.OP
	}
	s.emit(kind, start, s.pos)
}

// openBracket scans an opening bracket.
func (s *scanner) openBracket(start int, c byte) {
	s.pos++
	if len(s.brackets) >= maxBrackets {
		s.failHere("too many nested parentheses")
		return
	}
	s.brackets = append(s.brackets, Bracket{c, s.position(s.pos - 1)})
	if n := len(s.strings); n > 0 {
		s.strings[n-1].depth++
	}
	kind := token.LPAR
	switch c {
	case '[':
		kind = token.LSQB
	case '{':
		kind = token.LBRACE
	}
	s.emitOperator(kind, start)
}

// closeBracket scans a closing bracket, which must match the last one opened.
func (s *scanner) closeBracket(start int, c byte) {
	s.pos++
	var f *template
	if n := len(s.strings); n > 0 {
		f = &s.strings[n-1]
	}
	if f != nil && f.depth == 0 && c == '}' {
		s.failHere("%c-string: single '}' is not allowed", f.letter)
		return
	}
	if n := len(s.brackets); n > 0 {
		open := s.brackets[n-1]
		s.brackets = s.brackets[:n-1]
		if !s.Extra && !matches(open.Char, c) {
			s.brackets = s.brackets[:n]
			switch {
			case f != nil && open.Char == '{' && f.depth == f.fields:
				s.failHere("%c-string: unmatched '%c'", f.letter, c)
			case open.Pos.Line != s.line:
				s.failHere("closing parenthesis '%c' does not match opening parenthesis '%c' on line %d", c, open.Char, open.Pos.Line)
			default:
				s.failHere("closing parenthesis '%c' does not match opening parenthesis '%c'", c, open.Char)
			}
			return
		}
	} else if !s.Extra {
		s.failHere("unmatched '%c'", c)
		return
	}
	if f != nil {
		f.depth--
		if f.depth < 0 {
			s.failHere("%c-string: unmatched '%c'", f.letter, c)
			return
		}
		if c == '}' && f.depth == f.fields-1 {
			f.fields--
			f.literal, f.inSpec = true, false
		}
	}
	kind := token.RPAR
	switch c {
	case ']':
		kind = token.RSQB
	case '}':
		kind = token.RBRACE
	}
	s.emitOperator(kind, start)
}

// matches reports whether closing bracket c closes opening bracket open.
func matches(open, c byte) bool {
	switch open {
	case '(':
		return c == ')'
	case '[':
		return c == ']'
	}
	return c == '}'
}
