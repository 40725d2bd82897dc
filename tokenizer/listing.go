// The output of `python -m tokenize`.

package tokenizer

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/gopy-lang/gopy/runtime/ucd"
	"github.com/gopy-lang/gopy/tokenizer/token"
)

// List writes the tokens of a source file to out, one on a line, as `python -m tokenize FILE` does, and errors to problems.
// With exact set operators are listed by their exact kinds (-e). It returns the exit status, 0 or 1. After an error out gets
// nothing.
func List(out, problems io.Writer, src []byte, filename string, exact bool) (status int) {
	text, encoding, message := decodeLines(src, filename)
	if message != "" {
		fmt.Fprintln(problems, message)
		return 1
	}
	stream := Tokenize(cutAtNull(text))
	listWarnings(problems, stream)
	if err := stream.Err; err != nil {
		fmt.Fprintf(problems, "%s:%d:%d: error: %s\n", filename, err.Lineno, err.Offset, listedMessage(err))
		return 1
	}
	var b bytes.Buffer
	b.Grow(60 * len(stream.Tokens))
	appendListed(&b, "0,0-0,0:", "ENCODING", encoding)
	listTokens(&b, stream, exact)
	out.Write(b.Bytes())
	return 0
}

// ListText writes the tokens of text, read from standard input, as `python -m tokenize` without a file does: there is no
// ENCODING, and the tokens before an error are written. CPython follows an "unexpected error" by a traceback, which is left to
// the caller.
func ListText(out, problems io.Writer, text string, exact bool) (status int) {
	bad := invalidUTF8(text)
	if null := strings.IndexByte(text, 0); null >= 0 && strings.IndexByte(text[null:]+"\n", '\n')+null < bad {
		bad = -1
	}
	options := Options{Extra: true}
	if bad < 0 {
		text, options = cutAtNull(text)
	} else {
		start := strings.LastIndexByte(text[:bad], '\n') + 1
		options.Stop = &Error{Kind: "UnicodeEncodeError", Msg: surrogates(text[start:], bad-start)}
		text = text[:start]
	}
	stream := Tokenize(text, options)
	var b bytes.Buffer
	listTokens(&b, stream, exact)
	out.Write(b.Bytes())
	listWarnings(problems, stream)
	if err := stream.Err; err != nil {
		if err.Kind == "UnicodeEncodeError" {
			fmt.Fprintf(problems, "unexpected error: %s\n", err.Msg)
			return 1
		}
		fmt.Fprintf(problems, "<stdin>:%d:%d: error: %s\n", err.Lineno, err.Offset, listedMessage(err))
		return 1
	}
	return 0
}

// surrogates words CPython's error for a line whose byte at offset bad is not UTF-8. It reads such bytes as lone surrogates,
// which it can't give to the tokenizer.
func surrogates(line string, bad int) string {
	end := bad
	for end < len(line) {
		if r, size := utf8.DecodeRuneInString(line[end:]); r != utf8.RuneError || size != 1 {
			break
		}
		end++
	}
	position := characters(line[:bad])
	if end-bad > 1 {
		return fmt.Sprintf("'utf-8' codec can't encode characters in position %d-%d: surrogates not allowed", position, position+end-bad-1)
	}
	return fmt.Sprintf(`'utf-8' codec can't encode character '\udc%02x' in position %d: surrogates not allowed`, line[bad], position)
}

// listedMessage returns the message of err as the tokenize module words it.
func listedMessage(err *Error) string {
	if strings.Contains(err.Msg, "unterminated triple-quoted string literal") {
		return "EOF in multi-line string"
	}
	return err.Msg
}

func listWarnings(problems io.Writer, stream *Stream) {
	for _, w := range stream.Warnings {
		fmt.Fprintf(problems, "<string>:%d: SyntaxWarning: %s\n", w.Lineno, w.Msg)
	}
}

func listTokens(b *bytes.Buffer, stream *Stream, exact bool) {
	column := stream.Columns()
	for i := range stream.Tokens {
		t := &stream.Tokens[i]
		kind := t.Kind
		if !exact && kind.IsOperator() {
			kind = token.OP
		}
		place := fmt.Sprintf("%d,%d-%d,%d:", t.Start.Line, column(t.Start), t.End.Line, column(t.End))
		appendListed(b, place, kind.String(), stream.Spelling(t))
	}
}

func appendListed(b *bytes.Buffer, place, kind, spelling string) {
	fmt.Fprintf(b, "%-20s%-15s", place, kind)
	width := appendRepr(b, spelling)
	for ; width < 15; width++ {
		b.WriteByte(' ')
	}
	b.WriteByte('\n')
}

// decodeLines finds the encoding of src and decodes it line by line, as the tokenize module does: bytes that do not fit become U+FFFD, except
// that the lines which were searched for a declaration must fit. A line whose break is none in that encoding gets one. message tells of an error.
func decodeLines(src []byte, filename string) (text, encoding, message string) {
	text, hasMark := strings.CutPrefix(string(src), byteOrderMark)
	encoding = "utf-8"
	rest := text
	var seen []string // the lines that were searched for a declaration
	for range 2 {
		var line string
		end := strings.IndexByte(rest, '\n') + 1
		if end == 0 {
			end = len(rest)
		}
		line, rest = rest[:end], rest[end:]
		seen = append(seen, line)
		name, blank := declarationIn(line)
		if name != "" {
			encoding = normalizeEncoding(name)
			break
		}
		if !blank {
			break
		}
	}
	if _, message := decodeAs("", encoding, 0, true); message != "" {
		if strings.HasPrefix(message, "unknown encoding") {
			return "", "", fmt.Sprintf("%s: error: unknown encoding for '%s': %s", filename, filename, encoding)
		}
		return "", "", "unexpected error: " + message
	}
	if hasMark && encoding != "utf-8" {
		return "", "", fmt.Sprintf("%s: error: encoding problem for '%s': utf-8", filename, filename)
	}
	for _, line := range seen {
		if strings.IndexByte(line, 0) >= 0 {
			return "", "", filename + ": error: source code cannot contain null bytes"
		}
		if _, message := decodeAs(line, encoding, 0, false); message != "" {
			return "", "", fmt.Sprintf("%s: error: invalid or missing encoding declaration for '%s'", filename, filename)
		}
	}
	if encoding == "utf-8" {
		return replaceInvalid(text), encoding, ""
	}
	var b strings.Builder
	for line := range strings.SplitAfterSeq(text, "\n") {
		decoded, _ := decodeAs(line, encoding, 0, true)
		b.WriteString(decoded)
		if strings.HasSuffix(line, "\n") && !strings.HasSuffix(decoded, "\n") {
			b.WriteByte('\n')
		}
	}
	return b.String(), encoding, ""
}

// cutAtNull prepares text for Tokenize: a line with a null byte can't be read.
func cutAtNull(text string) (string, Options) {
	options := Options{Extra: true}
	if i := strings.IndexByte(text, 0); i >= 0 {
		start := strings.LastIndexByte(text[:i], '\n') + 1
		number := strings.Count(text[:i], "\n") + 1
		options.Stop = &Error{Kind: "SyntaxError", Msg: "source code cannot contain null bytes", Lineno: number, EndLineno: number}
		text = text[:start]
	}
	return text, options
}

// appendRepr writes text as Python's repr() does and returns the number of characters written.
func appendRepr(b *bytes.Buffer, text string) (width int) {
	quote := byte('\'')
	if strings.IndexByte(text, '\'') >= 0 && strings.IndexByte(text, '"') < 0 {
		quote = '"'
	}
	start := b.Len()
	b.WriteByte(quote)
	for _, r := range text {
		switch {
		case r == rune(quote) || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case ucd.IsPrintable(r):
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(b, `\x%02x`, r)
		case r < 0x10000:
			fmt.Fprintf(b, `\u%04x`, r)
		default:
			fmt.Fprintf(b, `\U%08x`, r)
		}
	}
	b.WriteByte(quote)
	return utf8.RuneCount(b.Bytes()[start:])
}
