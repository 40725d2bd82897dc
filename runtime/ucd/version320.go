// This file holds the database of Unicode 3.2.0, on which stringprep (RFC 3454) stands, as differences from the current one.

package ucd

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/version320.txt
var version320 string

// OldVersion is the version that Old has.
const OldVersion = "3.2.0"

// Old is an earlier database. Its functions are those of the package.
type Old struct {
	assigned []span
	changed  map[string]map[rune]string // by property: the value, - if there is none
}

// span is a range of code points.
type span struct{ first, last rune }

// Version320 returns the database of Unicode 3.2.0.
var Version320 = sync.OnceValue(func() *Old {
	old := &Old{changed: map[string]map[rune]string{}}
	for line := range strings.Lines(version320) {
		fields := strings.Fields(line)
		values := old.changed[fields[0]]
		if values == nil {
			values = map[rune]string{}
			old.changed[fields[0]] = values
		}
		for _, r := range fields[2:] {
			var s span
			if _, err := fmt.Sscanf(r, "%x-%x", &s.first, &s.last); err != nil {
				panic("ucd: version320.txt: " + err.Error())
			}
			if fields[0] == "assigned" {
				old.assigned = append(old.assigned, s)
				continue
			}
			for c := s.first; c <= s.last; c++ {
				values[c] = fields[1]
			}
		}
	}
	return old
})

// later reports whether r became a character after this version. Code points that still are none have the same properties.
func (o *Old) later(r rune) bool { return !o.has(r) && Category(r) != "Cn" }

// has reports whether r is a character.
func (o *Old) has(r rune) bool {
	low, high := 0, len(o.assigned)
	for low < high {
		middle := int(uint(low+high) / 2)
		switch s := o.assigned[middle]; {
		case r > s.last:
			low = middle + 1
		case r < s.first:
			high = middle
		default:
			return true
		}
	}
	return false
}

// text is the value of a property that later characters lack.
func (o *Old) text(property, unassigned string, r rune, now func(r rune) string) string {
	if o.later(r) {
		return unassigned
	}
	if v, ok := o.changed[property][r]; ok {
		return v
	}
	return now(r)
}

// Category is the general category.
func (o *Old) Category(r rune) string { return o.text("category", "Cn", r, Category) }

// Bidirectional is the bidirectional class.
func (o *Old) Bidirectional(r rune) string { return o.text("bidirectional", "", r, Bidirectional) }

// EastAsianWidth is the East Asian width.
func (o *Old) EastAsianWidth(r rune) string { return o.text("width", "N", r, EastAsianWidth) }

// Decomposition is one step of the decomposition.
func (o *Old) Decomposition(r rune) string { return o.text("decomposition", "", r, Decomposition) }

// Combining is the canonical combining class.
func (o *Old) Combining(r rune) int {
	if o.later(r) {
		return 0
	}
	return Combining(r)
}

// Mirrored reports whether r is mirrored in bidirectional text.
func (o *Old) Mirrored(r rune) bool {
	return o.text("mirrored", "0", r, func(r rune) string {
		if Mirrored(r) {
			return "1"
		}
		return "0"
	}) == "1"
}

// number is a numeric value as text, - if there is none.
func (o *Old) number(property string, r rune, now func(r rune) (float64, bool)) (float64, bool) {
	if o.later(r) {
		return 0, false
	}
	if v, ok := o.changed[property][r]; ok {
		x, err := strconv.ParseFloat(v, 64)
		return x, err == nil
	}
	return now(r)
}

// ToDecimal is the decimal digit, or -1.
func (o *Old) ToDecimal(r rune) int {
	x, ok := o.number("decimal", r, func(r rune) (float64, bool) { n := ToDecimal(r); return float64(n), n >= 0 })
	if !ok {
		return -1
	}
	return int(x)
}

// ToNumeric is the numeric value.
func (o *Old) ToNumeric(r rune) (float64, bool) { return o.number("numeric", r, ToNumeric) }

// Name is the name of a character.
func (o *Old) Name(r rune) (string, bool) {
	if o.later(r) {
		return "", false
	}
	return Name(r)
}

// Normalize returns text in the form. Unassigned code points stay what they are, and five ideographs decompose as they did
// before a correction.
func (o *Old) Normalize(form Form, text string) string {
	runes := decode(text)
	out := make([]rune, 0, len(runes))
	for _, r := range runes {
		if old, ok := o.changed["canonical"][r]; ok {
			out = append(out, []rune(old)...)
		} else if !o.later(r) {
			out = appendDecomposed(out, r, form.compatible())
		} else {
			out = append(out, r)
		}
	}
	order(out)
	if form.composes() {
		out = out[:compose(out)]
	}
	return encode(out)
}
