// This file computes the decompositions, compositions and names of Hangul syllables (Unicode 16, section 3.12).

package ucd

const (
	syllableBase = 0xAC00
	leadBase     = 0x1100
	vowelBase    = 0x1161
	trailBase    = 0x11A7 // one before the first: no trailing consonant counts as one
	leadCount    = 19
	vowelCount   = 21
	trailCount   = 28
	syllables    = leadCount * vowelCount * trailCount
)

// The short names of the parts (Unicode 16, table 3-14 ff.; Jamo.txt).
var (
	leadNames = [leadCount]string{"G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P",
		"H"}
	vowelNames = [vowelCount]string{"A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO",
		"WE", "WI", "YU", "EU", "YI", "I"}
	trailNames = [trailCount]string{"", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH",
		"M", "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H"}
)

const hangulPrefix = "HANGUL SYLLABLE "

func isHangulSyllable(r rune) bool { return syllableBase <= r && r < syllableBase+syllables }

// hangulParts returns the numbers of the parts of a syllable.
func hangulParts(r rune) (lead, vowel, trail rune) {
	r -= syllableBase
	return r / (vowelCount * trailCount), r / trailCount % vowelCount, r % trailCount
}

// appendHangul appends the full decomposition of a syllable.
func appendHangul(dst []rune, r rune) []rune {
	lead, vowel, trail := hangulParts(r)
	dst = append(dst, leadBase+lead, vowelBase+vowel)
	if trail > 0 {
		dst = append(dst, trailBase+trail)
	}
	return dst
}

// composeHangul returns the syllable of a lead and a vowel, or of a syllable without trailing consonant and one.
func composeHangul(first, second rune) (rune, bool) {
	if leadBase <= first && first < leadBase+leadCount && vowelBase <= second && second < vowelBase+vowelCount {
		return syllableBase + ((first-leadBase)*vowelCount+(second-vowelBase))*trailCount, true
	}
	if isHangulSyllable(first) && (first-syllableBase)%trailCount == 0 && trailBase < second && second < trailBase+trailCount {
		return first + second - trailBase, true
	}
	return 0, false
}

// appendHangulName appends the name of a syllable.
func appendHangulName(dst []byte, r rune) []byte {
	lead, vowel, trail := hangulParts(r)
	dst = append(dst, hangulPrefix...)
	dst = append(dst, leadNames[lead]...)
	dst = append(dst, vowelNames[vowel]...)
	return append(dst, trailNames[trail]...)
}

// lookupHangul returns the syllable with the given short name, in upper case. At most one lead, vowel and trail fit:
// leads and trails have no vowel letters, and vowels nothing else.
func lookupHangul(name string) (rune, bool) {
	isVowel := func(c byte) bool {
		switch c {
		case 'A', 'E', 'I', 'O', 'U', 'W', 'Y':
			return true
		}
		return false
	}
	start := 0
	for start < len(name) && !isVowel(name[start]) {
		start++
	}
	end := start
	for end < len(name) && isVowel(name[end]) {
		end++
	}
	lead, vowel, trail := find(leadNames[:], name[:start]), find(vowelNames[:], name[start:end]), find(trailNames[:], name[end:])
	if lead < 0 || vowel < 0 || trail < 0 {
		return 0, false
	}
	return syllableBase + rune((lead*vowelCount+vowel)*trailCount+trail), true
}

func find(names []string, name string) int {
	for i := range names {
		if names[i] == name {
			return i
		}
	}
	return -1
}
