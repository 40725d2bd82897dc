// Package ucd is the Unicode character database, version 16.0.0, as Python 3.14 sees it: what the methods of str, repr,
// the tokenizer and the module unicodedata ask about code points. Go's package unicode is of an older version.
//
// All functions take any rune; what is no code point (negative, or above U+10FFFF) is treated as an unassigned one.
// Surrogates are code points like others. Nothing is computed at start-up: the tables are constants, which cmd/gen
// derives from the files in data. The data of Unicode 3.2.0 (unicodedata.ucd_3_2_0, for IDNA 2003) is not here yet.
//
// Each kind of record (character, property, decomposition) is found by a two-stage table: the upper bits of the code
// point select a number in an index, which selects a block, in which the lower bits select the record. Equal blocks and
// equal records are stored once.
package ucd

// maxRune is the greatest code point.
const maxRune = 0x10FFFF

// A character holds what the methods of str ask about a code point.
type character struct {
	flags               uint16
	numeric             uint8 // index into numericValues; only with the flag numeric
	lower, upper, title int32 // distances to the simple case mappings
}

// characterOf returns the record of r.
func characterOf(r rune) *character {
	if uint32(r) > maxRune {
		return &characters[0]
	}
	return &characters[characterBlocks[int(characterIndex[r>>characterShift])<<characterShift+int(r&characterMask)]]
}

// flagsOf returns the character flags of r.
func flagsOf(r rune) uint16 {
	if uint32(r) < 0x80 {
		return asciiFlags[r]
	}
	return characterOf(r).flags
}

// IsXIDStart reports whether an identifier may start with r: the property XID_Start, or an underscore.
func IsXIDStart(r rune) bool { return flagsOf(r)&startsIdentifier != 0 }

// IsXIDContinue reports whether an identifier may go on with r: the property XID_Continue, which includes the underscore.
func IsXIDContinue(r rune) bool { return flagsOf(r)&continuesIdentifier != 0 }

// IsPrintable reports whether repr shows r as it is: str.isprintable.
func IsPrintable(r rune) bool { return flagsOf(r)&printable != 0 }

// IsAlpha reports whether r is a letter, of the categories Lm, Lt, Lu, Ll or Lo: str.isalpha.
func IsAlpha(r rune) bool { return flagsOf(r)&alpha != 0 }

// IsDecimal reports whether r is a digit of a decimal number: str.isdecimal.
func IsDecimal(r rune) bool { return flagsOf(r)&decimal != 0 }

// IsDigit reports whether r is a digit, superscripts and the like included: str.isdigit.
func IsDigit(r rune) bool { return flagsOf(r)&digit != 0 }

// IsNumeric reports whether r has a numeric value: str.isnumeric.
func IsNumeric(r rune) bool { return flagsOf(r)&numeric != 0 }

// IsAlnum reports whether r is a letter or has a value: str.isalnum.
func IsAlnum(r rune) bool { return flagsOf(r)&(alpha|decimal|digit|numeric) != 0 }

// IsSpace reports whether r is white space: str.isspace.
func IsSpace(r rune) bool { return flagsOf(r)&space != 0 }

// IsLower reports whether r has the property Lowercase.
func IsLower(r rune) bool { return flagsOf(r)&lowercase != 0 }

// IsUpper reports whether r has the property Uppercase.
func IsUpper(r rune) bool { return flagsOf(r)&uppercase != 0 }

// IsTitle reports whether r is a titlecase letter, of the category Lt, such as U+01C5 (ǅ).
func IsTitle(r rune) bool { return flagsOf(r)&titlecase != 0 }

// IsCased reports whether r is a lowercase, uppercase or titlecase character (Unicode 16, definition D135).
func IsCased(r rune) bool { return flagsOf(r)&(lowercase|uppercase|titlecase) != 0 }

// IsCaseIgnorable reports whether the rule of the final sigma looks past r (Unicode 16, definition D136).
func IsCaseIgnorable(r rune) bool { return flagsOf(r)&caseIgnorable != 0 }

// IsLineBreak reports whether str.splitlines cuts after r.
func IsLineBreak(r rune) bool { return flagsOf(r)&lineBreak != 0 }

// ToDecimal returns the value of r as a digit of a decimal number, or -1.
func ToDecimal(r rune) int {
	if uint32(r) < 0x80 {
		return asciiDigit(r)
	}
	if c := characterOf(r); c.flags&decimal != 0 {
		return int(numericValues[c.numeric])
	}
	return -1
}

// ToDigit returns the value of r as a digit, superscripts and the like included, or -1.
func ToDigit(r rune) int {
	if uint32(r) < 0x80 {
		return asciiDigit(r)
	}
	if c := characterOf(r); c.flags&digit != 0 {
		return int(numericValues[c.numeric])
	}
	return -1
}

// ToNumeric returns the numeric value of r, for fractions the nearest float, and whether r has one.
func ToNumeric(r rune) (float64, bool) {
	if c := characterOf(r); c.flags&numeric != 0 {
		return numericValues[c.numeric], true
	}
	return 0, false
}

func asciiDigit(r rune) int {
	if '0' <= r && r <= '9' {
		return int(r - '0')
	}
	return -1
}
