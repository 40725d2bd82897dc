// The encodings a source file can be in: UTF-8 and ASCII, character maps of 256 characters, those of East Asia (package
// runtime/multibyte), and the odder ones of codec_text.go.

package tokenizer

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gopy-lang/gopy/runtime/multibyte"
)

// charmaps holds a character map on each line: its name, its other names, and as a quoted string its 256 characters or, if the
// first 128 are those of ASCII, the other 128. U+FFFD stands for no character.
//
//go:embed data/charmaps.txt
var charmaps string

const (
	asciiNames  = "ascii 646 ansi_x3.4_1968 ansi_x3_4_1968 ansi_x3.4_1986 cp367 csascii ibm367 iso646_us iso_646.irv_1991 iso_ir_6 us us_ascii"
	latin1Names = "latin_1 8859 cp819 csisolatin1 ibm819 iso8859 iso8859_1 iso_8859_1 iso_8859_1_1987 iso_ir_100 l1 latin latin1"
	utf8Names   = "utf_8 u8 utf utf8 utf8_ucs2 utf8_ucs4 cp65001"
	// binaryNames are codecs from bytes to bytes.
	binaryNames = "base64_codec base64 base_64 bz2_codec bz2 hex_codec hex quopri_codec quopri quoted_printable quotedprintable " +
		"rot_13 rot13 uu_codec uu zlib_codec zip zlib"
)

// codecKey returns the name under which an encoding is looked up: runs of other characters than letters, digits and dots
// become one underscore.
func codecKey(name string) string {
	var b strings.Builder
	gap := false
	for _, c := range []byte(strings.ToLower(name)) {
		if c != '.' && !isWordByte(c) {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('_')
		}
		gap = false
		b.WriteByte(c)
	}
	return b.String()
}

// listed reports whether key is one of names, which are separated by spaces.
func listed(names, key string) bool {
	for name := range strings.FieldsSeq(names) {
		if name == key {
			return true
		}
	}
	return false
}

// decodeAs decodes text from the encoding called name. message is the text of CPython's error, or empty. Positions in it
// count from offset base of text. With lenient set what can't be decoded becomes U+FFFD.
func decodeAs(text, name string, base int, lenient bool) (decoded, message string) {
	key := codecKey(name)
	switch {
	case listed(utf8Names, key):
		if lenient {
			return replaceInvalid(text), ""
		}
		if bad := invalidUTF8(text); bad >= 0 {
			return "", describeProblem("utf-8", text, bad, bad-base)
		}
		return text, ""
	case listed(asciiNames, key):
		return decodeTable(nil, text, base, lenient)
	case listed(latin1Names, key):
		var b strings.Builder
		b.Grow(len(text))
		for i := range len(text) {
			b.WriteRune(rune(text[i]))
		}
		return b.String(), ""
	case listed(binaryNames, key):
		return "", fmt.Sprintf("'%s' is not a text encoding; use codecs.decode() to handle arbitrary codecs", name)
	case key == "undefined":
		return "", "undefined encoding"
	}
	if codec := multibyte.Find(key); codec != nil {
		return decodeMultibyte(codec, text, base, lenient)
	}
	if codec := findTextCodec(key); codec != nil {
		return codec.text(text, base, lenient)
	}
	if table := charmap(key); table != nil {
		return decodeTable(table, text, base, lenient)
	}
	return "", "unknown encoding: " + name
}

// charmap returns the 256 characters of the character map called key, or nil if there is none.
func charmap(key string) []rune {
	for line := range strings.Lines(charmaps) {
		name, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		aliases, quoted, _ := strings.Cut(rest, "\t")
		if name != key && !listed(aliases, key) {
			continue
		}
		characters, err := strconv.Unquote(quoted)
		if err != nil {
			panic("charmaps.txt: " + name + ": " + err.Error())
		}
		table := []rune(characters)
		if len(table) == 256 {
			return table
		}
		full := make([]rune, 0, 256)
		for c := range rune(128) {
			full = append(full, c)
		}
		return append(full, table...)
	}
	return nil
}

// decodeTable decodes text from the character map in table, or from ASCII if table is nil.
func decodeTable(table []rune, text string, base int, lenient bool) (decoded, message string) {
	var b strings.Builder
	b.Grow(len(text))
	for i := range len(text) {
		c := text[i]
		r := utf8.RuneError
		if table != nil {
			r = table[c]
		} else if c < 0x80 {
			r = rune(c)
		}
		if r == utf8.RuneError && !lenient {
			if table == nil {
				return "", fmt.Sprintf("'ascii' codec can't decode byte 0x%02x in position %d: ordinal not in range(128)", c, i-base)
			}
			return "", fmt.Sprintf("'charmap' codec can't decode byte 0x%02x in position %d: character maps to <undefined>", c, i-base)
		}
		b.WriteRune(r)
	}
	return b.String(), ""
}

// decodeMultibyte decodes text from an encoding of East Asia.
func decodeMultibyte(codec *multibyte.Codec, text string, base int, lenient bool) (decoded, message string) {
	decoded, err := codec.DecodeText(text, lenient)
	if bad, ok := err.(*multibyte.Error); ok {
		bad.Start, bad.End = bad.Start-base, bad.End-base
		return "", bad.Error()
	}
	return decoded, ""
}
