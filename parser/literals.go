// This file evaluates number and string literals.

package parser

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gopy-lang/gopy/runtime/num"
	"github.com/gopy-lang/gopy/tokenizer"
	"github.com/gopy-lang/gopy/tokenizer/token"
)

// number returns the value of a NUMBER token: int64, *big.Int, float64 or complex128.
func (c *converter) number(i int) any {
	text := c.text(i)
	if len(text) == 1 {
		return int64(text[0] - '0')
	}
	if strings.IndexByte(text, '_') >= 0 {
		c.require(6, i, "Underscores in numeric literals")
		text = strings.ReplaceAll(text, "_", "")
	}
	if text[0] == '0' && len(text) > 2 {
		switch text[1] | 0x20 {
		case 'x':
			return integer(text[2:], 16)
		case 'o':
			return integer(text[2:], 8)
		case 'b':
			return integer(text[2:], 2)
		}
	}
	last := text[len(text)-1]
	if last|0x20 == 'j' {
		f := num.ParseDecimal(text[:len(text)-1])
		return complex(0, f)
	}
	if strings.ContainsAny(text, ".eE") {
		f := num.ParseDecimal(text)
		return f
	}
	if limit := c.options.intDigits(); limit > 0 && len(text) > limit {
		c.failToken(i, "Exceeds the limit (%d digits) for integer string conversion: value has %d digits; "+
			"use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals "+
			"to avoid decimal conversion limits.", limit, len(text))
		return int64(0)
	}
	return integer(text, 10)
}

// integer returns an int64, or a *big.Int where that is too small.
func integer(digits string, base int) any {
	if n, err := strconv.ParseInt(digits, base, 64); err == nil {
		return n
	}
	n, _ := new(big.Int).SetString(digits, base)
	return n
}

// body returns what stands between the quotes of a string literal, and whether its prefix says that it is raw.
func body(literal string) (text string, raw bool) {
	i := 0
	for literal[i] != '\'' && literal[i] != '"' {
		if literal[i]|0x20 == 'r' {
			raw = true
		}
		i++
	}
	literal = literal[i:]
	if len(literal) >= 6 && literal[1] == literal[0] && literal[2] == literal[0] {
		return literal[3 : len(literal)-3], raw
	}
	return literal[1 : len(literal)-1], raw
}

// textLiteral returns the value of a STRING token.
func (c *converter) textLiteral(i int) string {
	literal := c.text(i)
	text, raw := body(literal)
	if raw || strings.IndexByte(text, '\\') < 0 {
		return text
	}
	return c.unescape(i, i, text)
}

// middle returns the value of literal text in an f-string or t-string. place is the token that warnings are about.
func (c *converter) middle(i, place int, raw bool) string {
	text := c.text(i)
	if raw || strings.IndexByte(text, '\\') < 0 {
		return text
	}
	return c.unescape(i, place, text)
}

// bytesLiteral returns the value of a STRING token with the prefix b.
func (c *converter) bytesLiteral(i int) []byte {
	literal := c.text(i)
	text, raw := body(literal)
	for k := range len(text) {
		if text[k] >= utf8.RuneSelf {
			c.failString(i, "bytes can only contain ASCII literal characters")
			return nil
		}
	}
	if raw || strings.IndexByte(text, '\\') < 0 {
		return []byte(text)
	}
	return []byte(c.unescapeBytes(i, text))
}

// simpleEscapes holds the characters that an escape of one letter stands for.
var simpleEscapes = [utf8.RuneSelf]byte{
	'\\': '\\', '\'': '\'', '"': '"', 'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v',
}

// An unescaper replaces the escapes of one literal.
type unescaper struct {
	*converter
	token   int    // what the literal is part of
	place   int    // the token that warnings are about
	text    string // what stands between the quotes
	out     []byte
	invalid int // where the first escape without a meaning is, or -1
}

// unescape replaces the escapes in a str literal.
func (c *converter) unescape(token, place int, text string) string {
	u := unescaper{c, token, place, text, make([]byte, 0, len(text)), -1}
	for i := 0; i < len(text); {
		next := strings.IndexByte(text[i:], '\\')
		if next < 0 {
			u.out = append(u.out, text[i:]...)
			break
		}
		u.out = append(u.out, text[i:i+next]...)
		if i = u.escape(i + next); i < 0 {
			return ""
		}
	}
	u.warn()
	return string(u.out)
}

// escape replaces the escape at text[i], and returns where it ends; -1 after an error.
func (u *unescaper) escape(i int) int {
	text := u.text
	if i+1 >= len(text) {
		u.out = append(u.out, '\\')
		return i + 1
	}
	ch := text[i+1]
	switch {
	case ch < utf8.RuneSelf && simpleEscapes[ch] != 0:
		u.out = append(u.out, simpleEscapes[ch])
		return i + 2
	case ch == '\n':
		return i + 2
	case ch >= '0' && ch <= '7':
		value, end := octal(text, i+1)
		if value > 0o377 {
			u.noteInvalid(i)
		}
		u.out = utf8.AppendRune(u.out, rune(value))
		return end
	case ch == 'x':
		return u.hexEscape(i, 2, "truncated \\xXX escape")
	case ch == 'u':
		return u.hexEscape(i, 4, "truncated \\uXXXX escape")
	case ch == 'U':
		return u.hexEscape(i, 8, "truncated \\UXXXXXXXX escape")
	case ch == 'N':
		return u.namedEscape(i)
	}
	if ch < utf8.RuneSelf { // of other characters CPython is silent
		u.noteInvalid(i)
	}
	u.out = append(u.out, '\\')
	return i + 1
}

// octal reads up to three octal digits.
func octal(text string, i int) (value, end int) {
	for end = i; end < len(text) && end < i+3 && text[end] >= '0' && text[end] <= '7'; end++ {
		value = value*8 + int(text[end]-'0')
	}
	return value, end
}

func (u *unescaper) hexEscape(i, digits int, truncated string) int {
	value := rune(0)
	k := i + 2
	for ; k < i+2+digits; k++ {
		d := -1
		if k < len(u.text) {
			d = hexDigit(u.text[k])
		}
		if d < 0 {
			return u.fail(i, k, truncated)
		}
		if value > 0x10ffff {
			continue // too large already; keep it from overflowing
		}
		value = value<<4 | rune(d)
	}
	if value > 0x10ffff {
		return u.fail(i, k, "illegal Unicode character")
	}
	u.out = appendRune(u.out, value)
	return k
}

// appendRune is utf8.AppendRune for surrogates too.
func appendRune(out []byte, r rune) []byte {
	if r >= 0xd800 && r < 0xe000 {
		return append(out, 0xe0|byte(r>>12), 0x80|byte(r>>6)&0xbf, 0x80|byte(r)&0xbf)
	}
	return utf8.AppendRune(out, r)
}

func hexDigit(ch byte) int {
	switch {
	case ch >= '0' && ch <= '9':
		return int(ch - '0')
	case ch|0x20 >= 'a' && ch|0x20 <= 'f':
		return int(ch|0x20-'a') + 10
	}
	return -1
}

// namedEscape replaces `\N{name}`.
func (u *unescaper) namedEscape(i int) int {
	const malformed = "malformed \\N character escape"
	if i+2 >= len(u.text) || u.text[i+2] != '{' {
		return u.fail(i, i+2, malformed)
	}
	size := strings.IndexByte(u.text[i+3:], '}')
	if size < 0 {
		return u.fail(i, len(u.text), malformed)
	}
	end := i + 3 + size + 1
	if size == 0 {
		return u.fail(i, end, malformed)
	}
	value, ok := u.options.lookupName(u.text[i+3 : end-1])
	if !ok {
		return u.fail(i, end, "unknown Unicode character name")
	}
	u.out = append(u.out, value...)
	return end
}

// fail reports an escape, from i to end, that stands for nothing.
func (u *unescaper) fail(i, end int, reason string) int {
	from, to := u.decoderPosition(i), u.decoderPosition(end)-1
	where := fmt.Sprintf("bytes in position %d-%d", from, to)
	if from == to {
		where = fmt.Sprintf("byte 0x5c in position %d", from)
	}
	u.failString(u.place, "(unicode error) 'unicodeescape' codec can't decode %s: %s", where, reason)
	return -1
}

// decoderPosition counts text up to i as CPython's decoder sees it: what isn't ASCII is an escape of ten bytes there.
func (u *unescaper) decoderPosition(i int) int {
	n := 0
	for k, r := range u.text[:i] {
		switch {
		case r >= utf8.RuneSelf:
			n += 10
		case r == '\\' && k+1 < len(u.text) && u.text[k+1] >= utf8.RuneSelf:
			n += 6
		default:
			n++
		}
	}
	return n
}

// noteInvalid remembers the first escape without a meaning.
func (u *unescaper) noteInvalid(i int) {
	if u.invalid < 0 {
		u.invalid = i
	}
}

// warn issues the warning for the first escape without a meaning.
func (u *unescaper) warn() {
	if u.invalid < 0 {
		return
	}
	i := u.invalid
	if ch := u.text[i+1]; u.tokens[u.token].Kind != token.STRING && (ch == '{' || ch == '}') {
		return // the tokenizer has warned about it
	}
	var msg, instead string
	if ch := u.text[i+1]; ch >= '4' && ch <= '7' {
		escape := u.text[i+1 : i+4]
		msg = fmt.Sprintf(`"\%s" is an invalid octal escape sequence. Such sequences will not work in the future. `+
			`Did you mean "\\%s"? A raw string is also an option.`, escape, escape)
		instead = fmt.Sprintf(`"\%s" is an invalid octal escape sequence. Did you mean "\\%s"? A raw string is also an option.`,
			escape, escape)
	} else {
		_, size := utf8.DecodeRuneInString(u.text[i+1:])
		msg, instead = tokenizer.InvalidEscape(u.text[i+1 : i+1+size])
	}
	u.warnEscape(msg, instead)
}

// warnEscape records a warning. Its place is CPython's, which does not count the quotes behind a prefix.
func (u *unescaper) warnEscape(msg, instead string) {
	f := u.errorAt(u.place, u.place, "%s", instead)
	lineStart := strings.LastIndexByte(u.text[:u.invalid], '\n') + 1
	if lineStart > 0 {
		f.start.Line += int32(strings.Count(u.text[:lineStart], "\n"))
		f.start.Col = 0
	} else if literal := u.converter.text(u.place); literal[0] == '"' || literal[0] == '\'' {
		f.start.Col++
		if len(literal) >= 6 && literal[1] == literal[0] && literal[2] == literal[0] {
			f.start.Col += 2
		}
	}
	f.start.Col += int32(u.decoderPosition(u.invalid) - u.decoderPosition(lineStart))
	f.end = f.start
	f.end.Col += 2
	if u.tokens[u.place].Kind == token.STRING {
		f.read = u.tokens[u.place].End.Line
	}
	u.warnings = append(u.warnings, Warning{Msg: msg, Lineno: int(f.start.Line), failure: f})
}

// unescapeBytes replaces the escapes in a bytes literal.
func (c *converter) unescapeBytes(token int, text string) string {
	u := unescaper{c, token, token, text, make([]byte, 0, len(text)), -1}
	for i := 0; i < len(text); {
		if text[i] != '\\' {
			u.out = append(u.out, text[i])
			i++
			continue
		}
		switch ch := text[i+1]; {
		case simpleEscapes[ch] != 0:
			u.out = append(u.out, simpleEscapes[ch])
			i += 2
		case ch == '\n':
			i += 2
		case ch >= '0' && ch <= '7':
			value, end := octal(text, i+1)
			if value > 0o377 {
				u.noteInvalid(i)
			}
			u.out = append(u.out, byte(value))
			i = end
		case ch == 'x':
			if i+3 >= len(text) || hexDigit(text[i+2]) < 0 || hexDigit(text[i+3]) < 0 {
				c.failString(token, "(value error) invalid \\x escape at position %d", i)
				return ""
			}
			u.out = append(u.out, byte(hexDigit(text[i+2])<<4|hexDigit(text[i+3])))
			i += 4
		default:
			u.noteInvalid(i)
			u.out = append(u.out, '\\')
			i++
		}
	}
	u.warn()
	return string(u.out)
}
