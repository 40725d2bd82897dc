// This file normalizes text (Unicode Standard Annex 15).

package ucd

import "unicode/utf8"

// A Form is a normalization form.
type Form uint8

const (
	NFC Form = iota
	NFD
	NFKC
	NFKD
)

// ParseForm returns the form with the given name, such as "NFC".
func ParseForm(name string) (Form, bool) {
	switch name {
	case "NFC":
		return NFC, true
	case "NFD":
		return NFD, true
	case "NFKC":
		return NFKC, true
	case "NFKD":
		return NFKD, true
	}
	return 0, false
}

func (f Form) composes() bool   { return f == NFC || f == NFKC }
func (f Form) compatible() bool { return f == NFKC || f == NFKD }

// A composition is a pair of code points and what they compose to.
type composition struct{ first, second, composite rune }

// IsNormalized reports whether text is in the form.
func IsNormalized(form Form, text []rune) bool {
	switch quickCheck(form, text) {
	case yes:
		return true
	case no:
		return false
	}
	normalized := AppendNormalized(make([]rune, 0, len(text)), form, text)
	if len(normalized) != len(text) {
		return false
	}
	for i := range text {
		if text[i] != normalized[i] {
			return false
		}
	}
	return true
}

// Normalize returns text, which is WTF-8 (UTF-8 that may hold surrogates), in the form.
func Normalize(form Form, text string) string {
	ascii := true
	for i := 0; i < len(text) && ascii; i++ {
		ascii = text[i] < utf8.RuneSelf
	}
	if ascii {
		return text
	}
	runes := decode(text)
	if quickCheck(form, runes) == yes {
		return text
	}
	return encode(AppendNormalized(make([]rune, 0, len(runes)), form, runes))
}

// AppendNormalized appends text in the form to dst. Its result may have up to 18 times as many code points as text.
func AppendNormalized(dst []rune, form Form, text []rune) []rune {
	start := len(dst)
	for _, r := range text {
		dst = appendDecomposed(dst, r, form.compatible())
	}
	order(dst[start:])
	if form.composes() {
		dst = dst[:start+compose(dst[start:])]
	}
	return dst
}

// answer is the result of a quick check.
type answer uint8

const (
	yes answer = iota
	no
	maybe
)

// quickCheck looks at code points one by one, as UAX 15 describes.
func quickCheck(form Form, text []rune) answer {
	var bad, unsure uint8
	switch form {
	case NFC:
		bad, unsure = neverComposed, composesBackward
	case NFKC:
		bad, unsure = neverComposedCompatibly, composesBackward
	case NFD:
		bad = decomposes
	case NFKD:
		bad = decomposesCompatibly
	}
	result, last := yes, uint8(0)
	for _, r := range text {
		if r < 0xA0 { // nothing below decomposes or combines
			last = 0
			continue
		}
		p := propertyOf(r)
		if p.flags&bad != 0 || p.combining != 0 && last > p.combining {
			return no
		}
		if p.flags&unsure != 0 {
			result = maybe
		}
		last = p.combining
	}
	return result
}

// appendDecomposed appends the full decomposition of r. Decompositions in the tables are at most five deep.
func appendDecomposed(dst []rune, r rune, compatible bool) []rune {
	if r < 0xA0 {
		return append(dst, r)
	}
	flag := decomposes
	if compatible {
		flag = decomposesCompatibly
	}
	if propertyOf(r).flags&flag == 0 {
		return append(dst, r)
	}
	if isHangulSyllable(r) {
		return appendHangul(dst, r)
	}
	_, parts := decompositionOf(r)
	for _, part := range parts {
		dst = appendDecomposed(dst, part, compatible)
	}
	return dst
}

// order sorts each run of combining characters by their classes; equal ones keep their order (the Canonical Ordering
// Algorithm).
func order(text []rune) {
	for i := 0; i < len(text); i++ {
		if Combining(text[i]) == 0 {
			continue
		}
		start, sorted := i, true
		for i++; i < len(text); i++ {
			class := Combining(text[i])
			if class == 0 {
				break
			}
			sorted = sorted && Combining(text[i-1]) <= class
		}
		if !sorted {
			orderRun(text[start:i])
		}
	}
}

// orderRun sorts a run of combining characters by class: short ones by insertion, long ones by counting, so that a hostile
// text costs linear time.
func orderRun(run []rune) {
	if len(run) <= 16 {
		for i := 1; i < len(run); i++ {
			r, class := run[i], Combining(run[i])
			k := i
			for ; k > 0 && Combining(run[k-1]) > class; k-- {
				run[k] = run[k-1]
			}
			run[k] = r
		}
		return
	}
	var starts [256]int // of each class in the result
	for _, r := range run {
		starts[Combining(r)]++
	}
	total := 0
	for class, count := range starts {
		starts[class] = total
		total += count
	}
	sorted := make([]rune, len(run))
	for _, r := range run {
		class := Combining(r)
		sorted[starts[class]] = r
		starts[class]++
	}
	copy(run, sorted)
}

// compose replaces pairs in text, which is decomposed and ordered, by their composites (the Canonical Composition
// Algorithm) and returns the new length.
func compose(text []rune) int {
	starter := -1 // where the last character of class 0 stands
	last := 0     // class of the last character kept since, 0 if there is none
	end := 0
	for _, r := range text {
		p := propertyOf(r)
		class := int(p.combining)
		if starter >= 0 && p.flags&composesBackward != 0 {
			adjacent := starter == end-1
			if adjacent || last != 0 && last < class {
				if composite, ok := composePair(text[starter], r); ok {
					text[starter] = composite
					continue
				}
			}
		}
		text[end] = r
		if class == 0 {
			starter = end
		}
		last = class
		end++
	}
	return end
}

// composePair returns the primary composite of two code points.
func composePair(first, second rune) (rune, bool) {
	if r, ok := composeHangul(first, second); ok {
		return r, true
	}
	low, high := 0, len(compositions)
	for low < high {
		middle := int(uint(low+high) / 2)
		c := &compositions[middle]
		switch {
		case c.first == first && c.second == second:
			return c.composite, true
		case c.first < first || c.first == first && c.second < second:
			low = middle + 1
		default:
			high = middle
		}
	}
	return 0, false
}

// decode returns the code points of WTF-8.
func decode(text string) []rune {
	runes := make([]rune, 0, len(text))
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && size == 1 && i+2 < len(text) && text[i] == 0xED {
			r = 0xD000 | rune(text[i+1]&0x3F)<<6 | rune(text[i+2]&0x3F)
			size = 3
		}
		runes = append(runes, r)
		i += size
	}
	return runes
}

// encode returns runes as WTF-8.
func encode(runes []rune) string {
	text := make([]byte, 0, len(runes)+len(runes)/2)
	for _, r := range runes {
		if 0xD800 <= r && r <= 0xDFFF {
			text = append(text, 0xED, byte(0x80|r>>6&0x3F), byte(0x80|r&0x3F))
		} else {
			text = utf8.AppendRune(text, r)
		}
	}
	return string(text)
}
