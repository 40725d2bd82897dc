// This file holds the tests of one character: categories, letter case, sets.

package sre

import "github.com/gopy-lang/gopy/runtime/ucd"

// folding is how a test ignores case. Locale is that of C and UTF-8, in which only ASCII letters have case.
type folding uint8

const (
	foldNone folding = iota
	foldASCII
	foldLocale
	foldUnicode
)

func lowerASCII(r rune) rune {
	if r >= 'A' && r <= 'Z' {
		return r + 'a' - 'A'
	}
	return r
}

func upperASCII(r rune) rune {
	if r >= 'a' && r <= 'z' {
		return r - ('a' - 'A')
	}
	return r
}

// lower is the character that stands for r when case is ignored.
func (f folding) lower(r rune) rune {
	switch f {
	case foldASCII, foldLocale:
		return lowerASCII(r)
	case foldUnicode:
		return ucd.ToLower(r)
	}
	return r
}

func isWordASCII(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_'
}

func isWordUnicode(r rune) bool {
	if r < 128 {
		return isWordASCII(r)
	}
	return ucd.IsAlnum(r)
}

// inCategory tests a character for a category.
func inCategory(category uint32, r rune) bool {
	var in bool
	switch category &^ 1 {
	case categoryDigit:
		in = r >= '0' && r <= '9'
	case categorySpace:
		in = r == ' ' || r >= '\t' && r <= '\r'
	case categoryWord, categoryLocWord:
		in = isWordASCII(r)
	case categoryLineBreak:
		in = r == '\n'
	case categoryUniDigit:
		in = ucd.IsDecimal(r)
	case categoryUniSpace:
		in = ucd.IsSpace(r)
	case categoryUniWord:
		in = isWordUnicode(r)
	case categoryUniNewline:
		in = ucd.IsLineBreak(r)
	}
	return in != (category&1 != 0)
}

// A charTest is what an operator that takes one character asks of it.
type charTest struct {
	op   uint32   // codeAny, codeCategory, codeLiteral, codeNotLiteral or codeIn
	fold folding  // how the character is changed before
	arg  uint32   // literal or category
	set  []uint32 // codeIn: the code of the set, valid and with FAILURE at its end

	// table has the answers for Latin-1.
	table latin1Set
	stop  int // the only character of Latin-1 that is refused; -1 when there is none or several
}

// newCharTest prepares the table.
func newCharTest(op uint32, fold folding, arg uint32, set []uint32) *charTest {
	t := &charTest{op: op, fold: fold, arg: arg, set: set, stop: -1}
	refused := 0
	for i := range t.table {
		if t.table[i] = t.compute(rune(i)); !t.table[i] {
			t.stop = i
			refused++
		}
	}
	if refused != 1 {
		t.stop = -1
	}
	return t
}

// matches tests a character.
func (t *charTest) matches(r rune) bool {
	if r < 256 {
		return t.table[r]
	}
	return t.compute(r)
}

func (t *charTest) compute(r rune) bool {
	switch t.op {
	case codeAny:
		return r != '\n'
	case codeCategory:
		return inCategory(t.arg, r)
	case codeLiteral, codeNotLiteral:
		equal := uint32(t.fold.lower(r)) == t.arg
		if t.fold == foldLocale && !equal {
			equal = uint32(upperASCII(r)) == t.arg
		}
		return equal == (t.op == codeLiteral)
	}
	low := t.fold.lower(r)
	if t.fold == foldLocale && t.set[0] == codeNegate { // neither case may be in the set
		return inSet(t.set, low) && inSet(t.set, upperASCII(r))
	}
	if inSet(t.set, low) {
		return true
	}
	if t.fold == foldLocale {
		if up := upperASCII(r); up != low {
			return inSet(t.set, up)
		}
	}
	return false
}

// inSet tests a character by the code of a set.
func inSet(set []uint32, r rune) bool {
	ch, found := uint32(r), true
	for {
		switch op := set[0]; op {
		case codeFailure:
			return !found
		case codeNegate:
			found = !found
			set = set[1:]
		case codeLiteral:
			if ch == set[1] {
				return found
			}
			set = set[2:]
		case codeCategory:
			if inCategory(set[1], r) {
				return found
			}
			set = set[2:]
		case codeRange:
			if set[1] <= ch && ch <= set[2] {
				return found
			}
			set = set[3:]
		case codeRangeUniIgnore:
			if set[1] <= ch && ch <= set[2] {
				return found
			}
			if up := uint32(ucd.ToUpper(r)); set[1] <= up && up <= set[2] {
				return found
			}
			set = set[3:]
		case codeCharset:
			if ch < 256 && set[1+ch>>5]>>(ch&31)&1 != 0 {
				return found
			}
			set = set[9:]
		case codeBigCharset:
			blocks := set[2:66]
			if ch < 1<<16 {
				block := blocks[ch>>10] >> (8 * (ch >> 8 & 3)) & 0xFF
				if set[66+block*8+ch>>5&7]>>(ch&31)&1 != 0 {
					return found
				}
			}
			set = set[66+8*set[1]:]
		}
	}
}

// validSet checks the code of a set, FAILURE at its end included, so that inSet can't go astray.
func validSet(set []uint32) bool {
	for len(set) > 0 {
		size := 0
		switch set[0] {
		case codeFailure:
			return len(set) == 1
		case codeNegate:
			size = 1
		case codeLiteral:
			size = 2
		case codeCategory:
			size = 2
			if len(set) < 2 || set[1] >= numCategories {
				return false
			}
		case codeRange, codeRangeUniIgnore:
			size = 3
		case codeCharset:
			size = 9
		case codeBigCharset:
			if len(set) < 66 || set[1] > 256 || len(set) < 66+8*int(set[1]) {
				return false
			}
			for _, word := range set[2:66] {
				for ; word != 0; word >>= 8 {
					if word&0xFF >= set[1] {
						return false
					}
				}
			}
			if set[1] == 0 {
				return false
			}
			size = 66 + 8*int(set[1])
		default:
			return false
		}
		if len(set) < size {
			return false
		}
		set = set[size:]
	}
	return false
}
