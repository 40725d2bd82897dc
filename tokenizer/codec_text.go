// The encodings of source files that write characters by others: UTF-7 (RFC 2152), escapes, Punycode (RFC 3492) and the domain
// names made of it (RFC 3490); and UTF-16 and UTF-32. Few of them are of use in a coding comment, but CPython takes any codec.

package tokenizer

import (
	endian "encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/gopy-lang/gopy/runtime/ucd"
)

// A textCodec decodes src into code points, which may be surrogates.
type textCodec struct {
	names  string // the name in messages, then all names
	decode func(src string) ([]rune, *badBytes)
}

// badBytes are what a codec can't decode: src[start:end].
type badBytes struct {
	codec      string // empty: the codec's own name
	start, end int
	reason     string
}

func (b *badBytes) message(codec, src string, base int) string {
	if b.codec != "" {
		codec = b.codec
	}
	if b.end == b.start+1 {
		return fmt.Sprintf("'%s' codec can't decode byte 0x%02x in position %d: %s", codec, src[b.start], b.start-base, b.reason)
	}
	return fmt.Sprintf("'%s' codec can't decode bytes in position %d-%d: %s", codec, b.start-base, b.end-1-base, b.reason)
}

var textCodecs = [...]textCodec{
	{"utf7 utf7 utf_7 u7 unicode_1_1_utf_7", decodeUTF7},
	{"unicodeescape unicode_escape unicodeescape", decodeEscapes},
	{"rawunicodeescape raw_unicode_escape rawunicodeescape", decodeRawEscapes},
	{"punycode punycode", decodePunycode},
	{"idna idna", decodeIDNA},
	{"utf-16-le utf_16 u16 utf16", func(src string) ([]rune, *badBytes) { return decodeUTF16(src, true, endian.LittleEndian) }},
	{"utf-16-le utf_16_le utf_16le unicodelittleunmarked", func(src string) ([]rune, *badBytes) { return decodeUTF16(src, false, endian.LittleEndian) }},
	{"utf-16-be utf_16_be utf_16be unicodebigunmarked", func(src string) ([]rune, *badBytes) { return decodeUTF16(src, false, endian.BigEndian) }},
	{"utf-32-le utf_32 u32 utf32", func(src string) ([]rune, *badBytes) { return decodeUTF32(src, true, endian.LittleEndian) }},
	{"utf-32-le utf_32_le utf_32le", func(src string) ([]rune, *badBytes) { return decodeUTF32(src, false, endian.LittleEndian) }},
	{"utf-32-be utf_32_be utf_32be", func(src string) ([]rune, *badBytes) { return decodeUTF32(src, false, endian.BigEndian) }},
}

// findTextCodec returns the codec called key, nil if there is none.
func findTextCodec(key string) *textCodec {
	for i := range textCodecs {
		if _, names, _ := strings.Cut(textCodecs[i].names, " "); listed(names, key) {
			return &textCodecs[i]
		}
	}
	return nil
}

// text decodes src, as decodeAs does.
func (c *textCodec) text(src string, base int, lenient bool) (decoded, message string) {
	runes, bad := c.decode(src)
	if bad != nil && !lenient {
		name, _, _ := strings.Cut(c.names, " ")
		return "", bad.message(name, src, base)
	}
	var b strings.Builder
	b.Grow(len(runes))
	for i, r := range runes {
		if utf16.IsSurrogate(r) && !lenient {
			return "", fmt.Sprintf("'utf-8' codec can't encode character '\\u%04x' in position %d: surrogates not allowed", r, i-base)
		}
		b.WriteRune(r)
	}
	return NormalizeNewlines(b.String()), ""
}

func base64Digit(c byte) int {
	return strings.IndexByte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", c)
}

// decodeUTF7 reads runs of Base64 between `+` and `-`, or another character, as UTF-16.
func decodeUTF7(src string) (text []rune, bad *badBytes) {
	for i := 0; i < len(src); {
		c := src[i]
		if c != '+' {
			if c >= utf8.RuneSelf {
				return nil, &badBytes{start: i, end: i + 1, reason: "unexpected special character"}
			}
			text = append(text, rune(c))
			i++
			continue
		}
		start := i
		i++
		if i < len(src) && src[i] == '-' {
			text = append(text, '+')
			i++
			continue
		}
		if i < len(src) && base64Digit(src[i]) < 0 {
			return nil, &badBytes{start: start, end: i + 1, reason: "ill-formed sequence"}
		}
		var high rune // a surrogate that waits for the other
		bits, n := uint32(0), 0
		for ; i < len(src) && base64Digit(src[i]) >= 0; i++ {
			bits = bits<<6 | uint32(base64Digit(src[i]))
			if n += 6; n < 16 {
				continue
			}
			n -= 16
			unit := rune(bits>>n) & 0xFFFF
			bits &= 1<<n - 1
			if high != 0 {
				pair := utf16.DecodeRune(high, unit)
				if pair != utf8.RuneError {
					text, high = append(text, pair), 0
					continue
				}
				text, high = append(text, high), 0
			}
			if 0xD800 <= unit && unit < 0xDC00 {
				high = unit
			} else {
				text = append(text, unit)
			}
		}
		switch {
		case i >= len(src) && (high != 0 || n >= 6 || bits != 0):
			return nil, &badBytes{start: start, end: i, reason: "unterminated shift sequence"}
		case n >= 6:
			return nil, &badBytes{start: start, end: i + 1, reason: "partial character in shift sequence"}
		case bits != 0:
			return nil, &badBytes{start: start, end: i + 1, reason: "non-zero padding bits in shift sequence"}
		}
		if high != 0 {
			text = append(text, high)
		}
		if i < len(src) && src[i] == '-' {
			i++
		}
	}
	return text, nil
}

// escapedCharacters holds, behind each letter of an escape, the character that it stands for.
const escapedCharacters = `\\''""` + "a\ab\bf\fn\nr\rt\tv\v"

// decodeEscapes reads the escapes of string literals, in Latin-1.
func decodeEscapes(src string) (text []rune, bad *badBytes) {
	for i := 0; i < len(src); {
		start := i
		c := src[i]
		i++
		if c != '\\' {
			text = append(text, rune(c))
			continue
		}
		if i >= len(src) {
			return nil, &badBytes{start: start, end: i, reason: `\ at end of string`}
		}
		c = src[i]
		i++
		switch c {
		case '\n':
		case '0', '1', '2', '3', '4', '5', '6', '7':
			value := rune(c - '0')
			for end := i + 2; i < min(end, len(src)) && '0' <= src[i] && src[i] <= '7'; i++ {
				value = value<<3 | rune(src[i]-'0')
			}
			text = append(text, value)
		case 'x', 'u', 'U':
			value, next, bad := hexEscape(src, start, i, c)
			if bad != nil {
				return nil, bad
			}
			text, i = append(text, value), next
		case 'N':
			bad := &badBytes{start: start, end: i, reason: `malformed \N character escape`}
			if i >= len(src) || src[i] != '{' {
				return nil, bad
			}
			name, _, closed := strings.Cut(src[i+1:], "}")
			if bad.end = i + 1 + len(name); !closed || name == "" {
				return nil, bad
			}
			value, ok := ucd.LookupName(name)
			r := []rune(value)
			if i = bad.end + 1; !ok || len(r) != 1 {
				return nil, &badBytes{start: start, end: i, reason: "unknown Unicode character name"}
			}
			text = append(text, r[0])
		default:
			if k := strings.IndexByte(escapedCharacters, c); k >= 0 && k%2 == 0 {
				text = append(text, rune(escapedCharacters[k+1]))
			} else {
				text = append(text, '\\', rune(c))
			}
		}
	}
	return text, nil
}

// hexEscape reads the digits, from offset i on, of the escape that begins at offset start with a letter.
func hexEscape(src string, start, i int, letter byte) (value rune, next int, bad *badBytes) {
	digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[letter]
	n := uint32(0)
	for k := range digits {
		digit := -1
		if i+k < len(src) {
			digit = strings.IndexByte("0123456789abcdef", src[i+k]|0x20)
		}
		if digit < 0 || src[i+k] < '0' {
			return 0, 0, &badBytes{start: start, end: i + k, reason: fmt.Sprintf(`truncated \%c%s escape`, letter, strings.Repeat("X", digits))}
		}
		n = n<<4 | uint32(digit)
	}
	i += digits
	if n > 0x10FFFF {
		return 0, 0, &badBytes{start: start, end: i, reason: "illegal Unicode character"}
	}
	return rune(n), i, nil
}

// decodeRawEscapes reads the escapes of characters only, in Latin-1.
func decodeRawEscapes(src string) (text []rune, bad *badBytes) {
	for i := 0; i < len(src); {
		start := i
		c := src[i]
		i++
		if c != '\\' || i >= len(src) {
			text = append(text, rune(c))
			continue
		}
		c = src[i]
		i++
		if c != 'u' && c != 'U' {
			text = append(text, '\\', rune(c))
			continue
		}
		value, next, bad := hexEscape(src, start, i, c)
		if bad != nil {
			if bad.reason == "illegal Unicode character" {
				bad.reason = `\Uxxxxxxxx out of range`
			}
			return nil, bad
		}
		text, i = append(text, value), next
	}
	return text, nil
}

// decodePunycode decodes RFC 3492: the ASCII characters before the last hyphen, behind it where the others go.
func decodePunycode(src string) (text []rune, bad *badBytes) {
	const base, tMin, tMax, skew, damp = 36, 1, 26, 38, 700
	basic, at := "", 0
	if i := strings.LastIndexByte(src, '-'); i >= 0 {
		basic, at = src[:i], i+1
	}
	for i := range len(basic) {
		if basic[i] >= utf8.RuneSelf {
			return nil, &badBytes{codec: "ascii", start: i, end: i + 1, reason: "ordinal not in range(128)"}
		}
		text = append(text, rune(basic[i]))
	}
	n, i, bias := 128, 0, 72
	for at < len(src) {
		before, weight := i, 1
		for k := base; ; k += base {
			if at >= len(src) {
				return nil, &badBytes{start: at - 1, end: at, reason: "incomplete punycode string"}
			}
			c := src[at]
			digit := strings.IndexByte("abcdefghijklmnopqrstuvwxyz0123456789", c)
			if 'A' <= c && c <= 'Z' {
				digit = int(c - 'A')
			}
			if digit < 0 {
				return nil, &badBytes{start: at, end: at + 1, reason: fmt.Sprintf("Invalid extended code point '%d'", c)}
			}
			at++
			i += digit * weight
			t := min(max(k-bias, tMin), tMax)
			if digit < t {
				break
			}
			if weight *= base - t; weight > 1<<32 {
				return nil, &badBytes{start: at - 1, end: at, reason: "Invalid character U+" + fmt.Sprintf("%x", weight)}
			}
		}
		delta, size := i-before, len(text)+1
		if before == 0 {
			delta /= damp
		} else {
			delta /= 2
		}
		delta += delta / size
		k := 0
		for ; delta > (base-tMin)*tMax/2; k += base {
			delta /= base - tMin
		}
		bias = k + (base-tMin+1)*delta/(delta+skew)
		n += i / size
		if n > 0x10FFFF {
			return nil, &badBytes{start: at - 1, end: at, reason: fmt.Sprintf("Invalid character U+%x", n)}
		}
		i %= size
		text = append(text[:i:i], append([]rune{rune(n)}, text[i:]...)...)
		i++
	}
	return text, nil
}

// decodeIDNA decodes the parts between dots that begin with "xn--".
func decodeIDNA(src string) (text []rune, bad *badBytes) {
	at := 0
	for k, part := range strings.Split(src, ".") {
		if k > 0 {
			text = append(text, '.')
			at++
		}
		for i := range len(part) {
			if part[i] >= utf8.RuneSelf {
				return nil, &badBytes{start: at + i, end: at + i + 1, reason: "ordinal not in range(128)"}
			}
		}
		if len(part) > 4 && strings.EqualFold(part[:4], "xn--") {
			decoded, bad := decodePunycode(part[4:])
			if bad != nil {
				bad.start, bad.end = at+4+bad.start, at+4+bad.end
				return nil, bad
			}
			text = append(text, decoded...)
		} else {
			text = append(text, []rune(part)...)
		}
		at += len(part)
	}
	return text, nil
}

// decodeUTF16 decodes UTF-16 in the given order, or that of the byte order mark if one may stand at the start.
func decodeUTF16(src string, mark bool, order endian.ByteOrder) (text []rune, bad *badBytes) {
	data, at := []byte(src), 0
	codec := ""
	if mark && len(data) >= 2 {
		switch {
		case data[0] == 0xFF && data[1] == 0xFE:
			at = 2
		case data[0] == 0xFE && data[1] == 0xFF:
			at, order, codec = 2, endian.BigEndian, "utf-16-be"
		}
	}
	for at < len(data) {
		if at+1 >= len(data) {
			return nil, &badBytes{codec: codec, start: at, end: len(data), reason: "truncated data"}
		}
		unit := rune(order.Uint16(data[at:]))
		switch {
		case unit < 0xD800 || unit >= 0xE000:
			text, at = append(text, unit), at+2
			continue
		case unit >= 0xDC00:
			return nil, &badBytes{codec: codec, start: at, end: at + 2, reason: "illegal encoding"}
		case at+3 >= len(data):
			return nil, &badBytes{codec: codec, start: at, end: len(data), reason: "unexpected end of data"}
		}
		pair := utf16.DecodeRune(unit, rune(order.Uint16(data[at+2:])))
		if pair == utf8.RuneError {
			return nil, &badBytes{codec: codec, start: at, end: at + 2, reason: "illegal UTF-16 surrogate"}
		}
		text, at = append(text, pair), at+4
	}
	return text, nil
}

// decodeUTF32 is decodeUTF16 for UTF-32.
func decodeUTF32(src string, mark bool, order endian.ByteOrder) (text []rune, bad *badBytes) {
	data, at := []byte(src), 0
	codec := ""
	if mark && len(data) >= 4 {
		switch {
		case endian.LittleEndian.Uint32(data) == 0xFEFF:
			at = 4
		case endian.BigEndian.Uint32(data) == 0xFEFF:
			at, order, codec = 4, endian.BigEndian, "utf-32-be"
		}
	}
	for ; at < len(data); at += 4 {
		if at+3 >= len(data) {
			return nil, &badBytes{codec: codec, start: at, end: len(data), reason: "truncated data"}
		}
		switch r := order.Uint32(data[at:]); {
		case r > 0x10FFFF:
			return nil, &badBytes{codec: codec, start: at, end: at + 4, reason: "code point not in range(0x110000)"}
		case 0xD800 <= r && r < 0xE000:
			return nil, &badBytes{codec: codec, start: at, end: at + 4, reason: "code point in surrogate code point range(0xd800, 0xe000)"}
		default:
			text = append(text, rune(r))
		}
	}
	return text, nil
}
