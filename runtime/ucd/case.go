// This file maps the case of code points: simply, one to one, and fully, one to at most three.

package ucd

// A specialCasing is a code point one of whose full mappings isn't the simple one. An empty text stands for the simple
// mapping; for fold, for the simple lower one.
type specialCasing struct {
	r                         rune
	lower, upper, title, fold string
}

// ToLower returns the simple lowercase mapping of r.
func ToLower(r rune) rune {
	if uint32(r) < 0x80 {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	return r + characterOf(r).lower
}

// ToUpper returns the simple uppercase mapping of r.
func ToUpper(r rune) rune {
	if uint32(r) < 0x80 {
		if 'a' <= r && r <= 'z' {
			r -= 'a' - 'A'
		}
		return r
	}
	return r + characterOf(r).upper
}

// ToTitle returns the simple titlecase mapping of r.
func ToTitle(r rune) rune {
	if uint32(r) < 0x80 {
		return ToUpper(r)
	}
	return r + characterOf(r).title
}

// LowerFull appends the full lowercase mapping of r to dst. It knows no neighbours: that a capital sigma becomes a final
// one (U+03C2) between a cased character and none, case-ignorable ones aside, is up to the caller.
func LowerFull(dst []rune, r rune) []rune {
	if uint32(r) < 0x80 {
		return append(dst, ToLower(r))
	}
	c := characterOf(r)
	if c.flags&specialCase != 0 {
		if text := specialCasingOf(r).lower; text != "" {
			return appendText(dst, text)
		}
	}
	return append(dst, r+c.lower)
}

// UpperFull appends the full uppercase mapping of r to dst.
func UpperFull(dst []rune, r rune) []rune {
	if uint32(r) < 0x80 {
		return append(dst, ToUpper(r))
	}
	c := characterOf(r)
	if c.flags&specialCase != 0 {
		if text := specialCasingOf(r).upper; text != "" {
			return appendText(dst, text)
		}
	}
	return append(dst, r+c.upper)
}

// TitleFull appends the full titlecase mapping of r to dst.
func TitleFull(dst []rune, r rune) []rune {
	if uint32(r) < 0x80 {
		return append(dst, ToUpper(r))
	}
	c := characterOf(r)
	if c.flags&specialCase != 0 {
		if text := specialCasingOf(r).title; text != "" {
			return appendText(dst, text)
		}
	}
	return append(dst, r+c.title)
}

// FoldFull appends the full case folding of r to dst: str.casefold.
func FoldFull(dst []rune, r rune) []rune {
	if uint32(r) < 0x80 {
		return append(dst, ToLower(r))
	}
	c := characterOf(r)
	if c.flags&specialCase != 0 {
		if text := specialCasingOf(r).fold; text != "" {
			return appendText(dst, text)
		}
	}
	return append(dst, r+c.lower)
}

// specialCasingOf returns the row of r, which has the flag specialCase.
func specialCasingOf(r rune) *specialCasing {
	low, high := 0, len(specialCases)-1
	for low < high {
		middle := (low + high) / 2
		if specialCases[middle].r < r {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return &specialCases[low]
}

func appendText(dst []rune, text string) []rune {
	for _, r := range text {
		dst = append(dst, r)
	}
	return dst
}
