// From bytes to text: byte order mark, encoding declaration, line breaks (PEP 263).

package tokenizer

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"
)

const byteOrderMark = "\xef\xbb\xbf"

// Decode turns the bytes of a source file into text: it finds their encoding, decodes them and makes every line end in "\n".
// encoding is the name of the encoding as CPython normalizes it, "utf-8" if none is declared.
//
// Errors are those of compile() given bytes. One with a Lineno of 0 and an Offset of -1 comes from a codec and has no place.
func Decode(src []byte) (text, encoding string, err *Error) {
	text, err = PrepareText(string(src))
	if err != nil {
		return "", "", err
	}
	text, hasMark := strings.CutPrefix(text, byteOrderMark)
	declared, line := declaredEncoding(text)
	if declared == "" {
		declared = "utf-8"
	} else if hasMark && declared != "utf-8" {
		return "", "", markError(text, declared, line)
	}
	if declared == "utf-8" {
		if !utf8.ValidString(text) {
			return "", "", notUTF8(text, invalidUTF8(text), "")
		}
		return text, declared, nil
	}
	// CPython decodes after it has made the last line complete, which tells in the message for a character cut short.
	complete := text
	if !strings.HasSuffix(text, "\n") {
		complete += "\n"
	}
	decoded, message := decodeAs(complete, declared, 0, false)
	if len(complete) > len(text) {
		decoded = strings.TrimSuffix(decoded, "\n")
	}
	text = decoded
	if message != "" {
		return "", "", codecError(message)
	}
	return text, declared, nil
}

// DecodeFile is like Decode for a file that is run as a script, where CPython decodes line by line and words the errors
// otherwise. What comes before the error is in text, so that an error of the tokenizer there can go first: pass err as
// Options.Stop.
func DecodeFile(src []byte, filename string) (text, encoding string, err *Error) {
	text = NormalizeNewlines(string(src))
	text, hasMark := strings.CutPrefix(text, byteOrderMark)
	declared, line := declaredEncoding(text)
	explicit := declared != "" || hasMark
	if declared == "" {
		declared = "utf-8"
	} else if hasMark && declared != "utf-8" {
		return "", "", markError(text, declared, line)
	}
	if declared != "utf-8" {
		seam := 0 // CPython reads on with the codec from the line break behind the declaration
		for range line {
			seam += strings.IndexByte(text[seam:]+"\n", '\n') + 1
		}
		seam = max(min(seam, len(text))-1, 0)
		head := text[:seam]
		message := ""
		if strings.IndexFunc(head, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
			head, message = decodeAs(head, declared, 0, false)
		}
		decoded := ""
		if message == "" {
			decoded, message = decodeAs(text[seam:], declared, 0, false)
		}
		if message != "" {
			message, _, _ = strings.Cut(message, "; use codecs.decode()")
			return "", "", codecError(message)
		}
		text = head + decoded
	}
	end := len(text)
	if i := strings.IndexByte(text, 0); i >= 0 {
		start := strings.LastIndexByte(text[:i], '\n') + 1
		number := strings.Count(text[:i], "\n") + 1
		err = &Error{Kind: "SyntaxError", Msg: "source code cannot contain null bytes", Lineno: number, EndLineno: number,
			Text: cmp.Or(text[start:i], "\n")}
		end = start
		text = text[:i]
	}
	if line, rest, _ := strings.Cut(text, "\n"); rest == "" && !explicit {
		if _, blank := declarationIn(line); blank {
			return replaceInvalid(text[:end]), declared, err // one comment is all: CPython does not look into it
		}
	}
	if bad := invalidUTF8(text); bad >= 0 {
		if explicit {
			err = invalidLine(text)
		} else {
			err = notUTF8(text, bad, " in file "+filename)
		}
		end = strings.LastIndexByte(text[:bad], '\n') + 1
	}
	if err != nil {
		err.Filename = filename
	}
	text = text[:min(end, len(text))]
	return text, declared, err
}

// PrepareText makes text that needs no decoding fit for Tokenize, as compile() does given a str: a declaration of an encoding
// has no meaning in it, and a byte order mark is no white space.
func PrepareText(text string) (string, *Error) {
	if strings.IndexByte(text, 0) >= 0 {
		return "", &Error{Kind: "SyntaxError", Msg: "source code string cannot contain null bytes"}
	}
	return NormalizeNewlines(text), nil
}

// NormalizeNewlines replaces the line breaks "\r\n" and "\r" by "\n".
func NormalizeNewlines(text string) string {
	first := strings.IndexByte(text, '\r')
	if first < 0 {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	b.WriteString(text[:first])
	for i := first; i < len(text); i++ {
		c := text[i]
		if c == '\r' {
			c = '\n'
			if i+1 < len(text) && text[i+1] == '\n' {
				i++
			}
		}
		b.WriteByte(c)
	}
	return b.String()
}

// declaredEncoding returns the encoding that a comment in one of the first two lines declares, normalized, and the number of
// that line. The second line counts only if the first is blank or a comment.
func declaredEncoding(text string) (name string, line int) {
	for line = 1; line <= 2; line++ {
		var first string
		first, text, _ = strings.Cut(text, "\n")
		name, blank := declarationIn(first)
		if name != "" {
			return normalizeEncoding(name), line
		}
		if !blank {
			break
		}
	}
	return "", 0
}

// declarationIn looks for a declaration in one line. blank tells that the line holds nothing but white space and a comment.
func declarationIn(line string) (name string, blank bool) {
	comment := strings.TrimLeft(line, " \t\f")
	if comment == "" || comment == "\r" {
		return "", true
	}
	if comment[0] != '#' {
		return "", false
	}
	for {
		_, rest, found := strings.Cut(comment, "coding")
		if !found {
			return "", true
		}
		comment = rest
		if rest == "" || rest[0] != ':' && rest[0] != '=' {
			continue
		}
		rest = strings.TrimLeft(rest[1:], " \t")
		end := 0
		for end < len(rest) && (rest[end] < 0x80 && class[rest[end]]&nameContinue != 0 || rest[end] == '-' || rest[end] == '.') {
			end++
		}
		if end > 0 {
			return rest[:end], true
		}
	}
}

// normalizeEncoding gives the usual spellings of UTF-8 and Latin-1 one name and leaves other names alone.
func normalizeEncoding(name string) string {
	key := strings.ReplaceAll(strings.ToLower(name), "_", "-")
	is := func(prefix string) bool { return key == prefix || strings.HasPrefix(key, prefix+"-") }
	switch {
	case is("utf-8"):
		return "utf-8"
	case is("latin-1"), is("iso-8859-1"), is("iso-latin-1"):
		return "iso-8859-1"
	}
	return name
}

// codecError returns the error of a codec, which has no place in the text.
func codecError(message string) *Error {
	return &Error{Kind: "SyntaxError", Msg: message, Offset: -1}
}

// markError returns the error for a byte order mark of UTF-8 before a declaration of another encoding. CPython puts its end
// behind the line break, if the mark is not in the same line.
func markError(text, declared string, line int) *Error {
	lines := strings.SplitN(text, "\n", line+1)
	shown := replaceInvalid(lines[line-1])
	return &Error{Kind: "SyntaxError", Msg: fmt.Sprintf("encoding problem: %s with BOM", declared), Lineno: line, EndLineno: line,
		EndOffset: characters(shown) + line - 1, Text: shown}
}

// invalidUTF8 returns the offset of the first byte of text that is not UTF-8, or -1.
func invalidUTF8(text string) int {
	for i, r := range text {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(text[i:]); size == 1 {
				return i
			}
		}
	}
	return -1
}

// notUTF8 returns the error for text that declares no encoding and is not UTF-8 at offset bad.
func notUTF8(text string, bad int, where string) *Error {
	start := strings.LastIndexByte(text[:bad], '\n') + 1
	number := strings.Count(text[:bad], "\n") + 1
	line, _, _ := strings.Cut(text[start:], "\n")
	first, _, _ := strings.Cut(text, "\n")
	if _, blank := declarationIn(first); where != "" && number == 2 && !blank {
		number = 1 // CPython reads the second line of a script in search of a declaration, and has not counted it yet
	}
	offset := characters(text[start:bad]) + 1
	return &Error{Kind: "SyntaxError", Msg: fmt.Sprintf("Non-UTF-8 code starting with '\\x%02x'%s on line %d, but no encoding declared; "+
		"see https://peps.python.org/pep-0263/ for details", text[bad], where, number),
		Lineno: number, Offset: offset, EndLineno: number, EndOffset: offset, Text: replaceInvalid(line)}
}

// invalidLine returns the error for a script that declares UTF-8 and is not.
func invalidLine(text string) *Error {
	bad := invalidUTF8(text)
	start := strings.LastIndexByte(text[:bad], '\n') + 1
	number := strings.Count(text[:bad], "\n") + 1
	line, _, _ := strings.Cut(text[start:], "\n")
	message := describeProblem("utf-8", text[start:], bad-start, bad-start)
	return &Error{Kind: "SyntaxError", Msg: "(unicode error) " + message, Lineno: number, EndLineno: number, EndOffset: -1,
		Text: replaceInvalid(line)}
}

// utf8Problem says what is wrong with text, which does not start with a character in UTF-8: how many bytes form the start of
// one, and why there it ends.
func utf8Problem(text string) (size int, reason string) {
	first := text[0]
	need, low, high := 0, byte(0x80), byte(0xbf)
	switch {
	case 0xc2 <= first && first <= 0xdf:
		need = 1
	case 0xe0 <= first && first <= 0xef:
		need = 2
		if first == 0xe0 {
			low = 0xa0
		} else if first == 0xed {
			high = 0x9f
		}
	case 0xf0 <= first && first <= 0xf4:
		need = 3
		if first == 0xf0 {
			low = 0x90
		} else if first == 0xf4 {
			high = 0x8f
		}
	default:
		return 1, "invalid start byte"
	}
	for size = 1; size <= need; size++ {
		if size >= len(text) {
			return size, "unexpected end of data"
		}
		if text[size] < low || text[size] > high {
			return size, "invalid continuation byte"
		}
		low, high = 0x80, 0xbf
	}
	return size, "" // not reached: the text starts with a character
}

// describeProblem words the UnicodeDecodeError of UTF-8 for the bytes at offset bad of text, which it places at position.
func describeProblem(codec, text string, bad, position int) string {
	size, reason := utf8Problem(text[bad:])
	if size > 1 {
		return fmt.Sprintf("'%s' codec can't decode bytes in position %d-%d: %s", codec, position, position+size-1, reason)
	}
	return fmt.Sprintf("'%s' codec can't decode byte 0x%02x in position %d: %s", codec, text[bad], position, reason)
}

// replaceInvalid replaces what is not UTF-8 by U+FFFD, one for each start of a character.
func replaceInvalid(text string) string {
	bad := invalidUTF8(text)
	if bad < 0 {
		return text
	}
	var b strings.Builder
	for bad >= 0 {
		size, _ := utf8Problem(text[bad:])
		b.WriteString(text[:bad])
		b.WriteRune(utf8.RuneError)
		text = text[bad+size:]
		bad = invalidUTF8(text)
	}
	b.WriteString(text)
	return b.String()
}
