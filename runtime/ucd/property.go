// This file answers what the module unicodedata asks about one code point, names aside.

package ucd

import "strconv"

// A property record holds what only unicodedata and normalization ask about a code point.
type property struct {
	category      uint8 // index into categories
	bidirectional uint8 // index into bidirectionals
	combining     uint8
	width         uint8 // index into widths
	flags         uint8
}

// propertyOf returns the record of r.
func propertyOf(r rune) *property {
	if uint32(r) > maxRune {
		return &properties[0]
	}
	return &properties[propertyBlocks[int(propertyIndex[r>>propertyShift])<<propertyShift+int(r&propertyMask)]]
}

// Category returns the general category of r, such as "Lu"; "Cn" if r is unassigned.
func Category(r rune) string { return categories[propertyOf(r).category] }

// Bidirectional returns the bidirectional class of r, such as "AL"; "" if there is none.
func Bidirectional(r rune) string { return bidirectionals[propertyOf(r).bidirectional] }

// Combining returns the canonical combining class of r, from 0 to 254.
func Combining(r rune) int { return int(propertyOf(r).combining) }

// EastAsianWidth returns the East Asian width of r: "A", "F", "H", "N", "Na" or "W".
func EastAsianWidth(r rune) string { return widths[propertyOf(r).width] }

// Mirrored reports whether r is mirrored in bidirectional text.
func Mirrored(r rune) bool { return propertyOf(r).flags&mirrored != 0 }

// Decomposition returns one step of the decomposition of r as unicodedata.decomposition does: code points in at least
// four hexadecimal digits with spaces between, after a tag such as "<compat>" if it isn't canonical. It is "" if r has none.
// Hangul syllables decompose fully.
func Decomposition(r rune) string {
	var buffer [3]rune
	tag, parts := "", ""
	if isHangulSyllable(r) {
		parts = string(appendHangul(buffer[:0], r))
	} else if tag, parts = decompositionOf(r); parts == "" {
		return ""
	}
	text := append(make([]byte, 0, 64), tag...)
	for _, part := range parts {
		if len(text) > 0 {
			text = append(text, ' ')
		}
		text = appendHex(text, part)
	}
	return string(text)
}

// decompositionOf returns one step of the stored decomposition of r. The tag is "" if it is canonical; parts is "" if
// there is none.
func decompositionOf(r rune) (tag, parts string) {
	if uint32(r) > maxRune {
		return "", ""
	}
	at := int(decompositionBlocks[int(decompositionIndex[r>>decompositionShift])<<decompositionShift+int(r&decompositionMask)])
	if at == 0 {
		return "", ""
	}
	return decompositionTags[decomposed[at]], decomposed[at+2 : at+2+int(decomposed[at+1])]
}

// appendHex appends r in at least four upper-case hexadecimal digits.
func appendHex(dst []byte, r rune) []byte {
	for limit := rune(0x1000); limit > 1 && r < limit; limit >>= 4 {
		dst = append(dst, '0')
	}
	start := len(dst)
	dst = strconv.AppendInt(dst, int64(r), 16)
	for i := start; i < len(dst); i++ {
		if dst[i] >= 'a' {
			dst[i] -= 'a' - 'A'
		}
	}
	return dst
}
