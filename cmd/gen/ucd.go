// This file derives the property, case, number and decomposition tables of runtime/ucd from runtime/ucd/data.

package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// codePoints is the number of Unicode code points.
const codePoints = 0x110000

// characterFlags are the flags of properties.txt that go into the records of str's methods, in the order of their bits.
var characterFlags = []struct {
	letter byte
	name   string
}{
	{'S', "startsIdentifier"}, {'C', "continuesIdentifier"}, {'P', "printable"}, {'A', "alpha"}, {'D', "decimal"},
	{'G', "digit"}, {'N', "numeric"}, {'W', "space"}, {'L', "lowercase"}, {'U', "uppercase"}, {'T', "titlecase"},
	{'I', "caseIgnorable"}, {'B', "lineBreak"},
	{0, "specialCase"}, // has a row in the table specialCases
}

// propertyFlags are the flags of the records of unicodedata's properties, in the order of their bits.
var propertyFlags = []string{
	"mirrored", "decomposes", "decomposesCompatibly", "neverComposed", "neverComposedCompatibly", "composesBackward",
}

// A characterRecord holds what the methods of str ask about a code point; a propertyRecord what only unicodedata asks.
type characterRecord struct {
	flags, numeric      int
	lower, upper, title int // distances to the simple mappings
}
type propertyRecord struct{ category, bidirectional, combining, width, flags int }

// unicodeData is the content of the data files.
type unicodeData struct {
	characters []characterRecord // by code point
	properties []propertyRecord  // by code point
	categories, bidirectionals,
	widths, numerics, tags *interned
	special        []string // rows of specialCases
	decompositions []int    // by code point: offset into decomposed, 0 for none
	decomposed     []byte
	compositions   []string // rows of compositions
}

// generateUnicode derives runtime/ucd/tables_gen.go.
func generateUnicode(sources []source) ([]output, error) {
	d := &unicodeData{
		characters:     make([]characterRecord, codePoints),
		properties:     make([]propertyRecord, codePoints),
		categories:     intern("Cn"),
		bidirectionals: intern(""),
		widths:         intern("N"),
		numerics:       intern("0"),
		tags:           intern(""),
		decompositions: make([]int, codePoints),
		decomposed:     []byte{0}, // so that offset 0 is free
	}
	for i, read := range []func(source) error{d.readProperties, d.readNumerics, d.readCases, d.readDecompositions} {
		if err := read(sources[i]); err != nil {
			return nil, err
		}
	}
	return []output{{"runtime/ucd/tables_gen.go", d.render()}}, nil
}

func (d *unicodeData) readProperties(s source) error {
	return eachRecord(s, 6, func(first, last rune, field []string) error {
		combining, err := strconv.Atoi(field[3])
		if err != nil {
			return err
		}
		var c characterRecord
		p := propertyRecord{
			category:      d.categories.index(field[1]),
			bidirectional: d.bidirectionals.index(dashIsEmpty(field[2])),
			combining:     combining,
			width:         d.widths.index(field[4]),
		}
		letters := dashIsEmpty(field[5])
		for bit, flag := range characterFlags {
			if flag.letter != 0 && strings.IndexByte(letters, flag.letter) >= 0 {
				c.flags |= 1 << bit
				letters = strings.ReplaceAll(letters, string(flag.letter), "")
			}
		}
		if letters == "M" {
			p.flags |= propertyFlag("mirrored")
		} else if letters != "" {
			return fmt.Errorf("unknown flags %s", letters)
		}
		for r := first; r <= last; r++ {
			d.characters[r], d.properties[r] = c, p
		}
		return nil
	})
}

func (d *unicodeData) readNumerics(s source) error {
	return eachRecord(s, 3, func(first, last rune, field []string) error {
		if field[2] == "=" {
			for r := first; r <= last; r++ {
				d.characters[r].numeric = d.numerics.index(field[1])
			}
			return nil
		}
		value, err := strconv.Atoi(field[1])
		if err != nil {
			return err
		}
		for r := first; r <= last; r++ {
			d.characters[r].numeric = d.numerics.index(strconv.Itoa(value + int(r-first)))
		}
		return nil
	})
}

func (d *unicodeData) readCases(s source) error {
	return eachRecord(s, 8, func(r, _ rune, field []string) error {
		c := &d.characters[r]
		for i, distance := range []*int{&c.lower, &c.upper, &c.title} {
			if field[1+i] == "-" {
				continue
			}
			to, err := parseRunes(field[1+i])
			if err != nil {
				return err
			}
			*distance = int(to[0] - r)
		}
		row := fmt.Sprintf("{%#x", r)
		special := false
		for _, text := range field[4:8] {
			if text == "-" {
				row += `, ""`
				continue
			}
			to, err := parseRunes(text)
			if err != nil {
				return err
			}
			special = true
			row += fmt.Sprintf(", %+q", string(to))
		}
		if special {
			c.flags |= 1 << (len(characterFlags) - 1)
			d.special = append(d.special, row+"},\n")
		}
		return nil
	})
}

func (d *unicodeData) readDecompositions(s source) error {
	stored := map[string]int{}
	mappings := map[rune][]rune{}
	var canonical []rune // code points with a canonical decomposition
	composable := map[rune]bool{}
	err := eachRecord(s, 2, func(r, _ rune, field []string) error {
		tag, text, tagged := strings.Cut(field[1], " ")
		if !strings.HasPrefix(tag, "<") {
			tag, text, tagged = "", field[1], false
		}
		to, err := parseRunes(text)
		if err != nil {
			return err
		}
		key := string(rune(d.tags.index(tag))) + string(to)
		if stored[key] == 0 {
			stored[key] = len(d.decomposed)
			d.decomposed = append(d.decomposed, byte(d.tags.index(tag)), byte(len(string(to))))
			d.decomposed = append(d.decomposed, string(to)...)
		}
		d.decompositions[r] = stored[key]
		mappings[r] = to
		p := &d.properties[r]
		p.flags |= propertyFlag("decomposesCompatibly")
		if tagged {
			p.flags |= propertyFlag("neverComposedCompatibly")
			return nil
		}
		canonical = append(canonical, r)
		p.flags |= propertyFlag("decomposes")
		if len(field) == 3 {
			p.flags |= propertyFlag("neverComposed") | propertyFlag("neverComposedCompatibly")
			return nil
		}
		if len(to) != 2 {
			return fmt.Errorf("%04X composes, but not from two", r)
		}
		composable[r] = true
		return nil
	})
	if err != nil {
		return err
	}
	type pair struct{ first, second, composite rune }
	var pairs []pair
	for _, r := range canonical {
		if !composable[r] {
			continue
		}
		// A canonical composite with a compatibility decomposition inside is no result of NFKC.
		if d.compatible(r, mappings) {
			d.properties[r].flags |= propertyFlag("neverComposedCompatibly")
		}
		pairs = append(pairs, pair{mappings[r][0], mappings[r][1], r})
		d.properties[mappings[r][1]].flags |= propertyFlag("composesBackward")
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		if a.first != b.first {
			return int(a.first - b.first)
		}
		return int(a.second - b.second)
	})
	for _, p := range pairs {
		d.compositions = append(d.compositions, fmt.Sprintf("{%#x, %#x, %#x},\n", p.first, p.second, p.composite))
	}
	for r := rune(0x1161); r <= 0x1175; r++ { // vowels of Hangul
		d.properties[r].flags |= propertyFlag("composesBackward")
	}
	for r := rune(0x11A8); r <= 0x11C2; r++ { // trailing consonants of Hangul
		d.properties[r].flags |= propertyFlag("composesBackward")
	}
	for r := rune(0xAC00); r <= 0xD7A3; r++ { // syllables of Hangul
		d.properties[r].flags |= propertyFlag("decomposes") | propertyFlag("decomposesCompatibly")
	}
	return nil
}

// compatible reports whether a part of r's canonical decomposition, at any depth, has a compatibility decomposition.
func (d *unicodeData) compatible(r rune, mappings map[rune][]rune) bool {
	for _, part := range mappings[r] {
		flags := d.properties[part].flags
		if flags&propertyFlag("decomposesCompatibly") == 0 {
			continue
		}
		if flags&propertyFlag("decomposes") == 0 || d.compatible(part, mappings) {
			return true
		}
	}
	return false
}

func (d *unicodeData) render() string {
	var b strings.Builder
	b.WriteString("package ucd\n\n")
	b.WriteString("// Version is the version of Unicode of all tables.\nconst Version = \"16.0.0\"\n\n")
	b.WriteString("// Flags of a character record.\nconst (\n")
	for i, flag := range characterFlags {
		b.WriteString(flag.name)
		if i == 0 {
			b.WriteString(" uint16 = 1 << iota")
		}
		b.WriteString("\n")
	}
	b.WriteString(")\n\n// Flags of a property record.\nconst (\n")
	for i, flag := range propertyFlags {
		b.WriteString(flag)
		if i == 0 {
			b.WriteString(" uint8 = 1 << iota")
		}
		b.WriteString("\n")
	}
	b.WriteString(")\n\n// asciiFlags holds the flags of the ASCII characters once more, for speed.\n")
	b.WriteString("var asciiFlags = [128]uint16{")
	writeNumbers(&b, 128, func(i int) int { return d.characters[i].flags })
	b.WriteString("}\n\n")

	records, indexes := distinct(d.characters)
	writeTwoStage(&b, "character", indexes)
	b.WriteString("var characters = [...]character{\n")
	for _, c := range records {
		fmt.Fprintf(&b, "{%d, %d, %d, %d, %d},\n", c.flags, c.numeric, c.lower, c.upper, c.title)
	}
	b.WriteString("}\n\n")
	properties, indexes := distinct(d.properties)
	writeTwoStage(&b, "property", indexes)
	b.WriteString("var properties = [...]property{\n")
	for _, p := range properties {
		fmt.Fprintf(&b, "{%d, %d, %d, %d, %d},\n", p.category, p.bidirectional, p.combining, p.width, p.flags)
	}
	b.WriteString("}\n\n")
	writeTwoStage(&b, "decomposition", d.decompositions)

	b.WriteString("var specialCases = [...]specialCasing{\n" + strings.Join(d.special, "") + "}\n\n")
	b.WriteString("var compositions = [...]composition{\n" + strings.Join(d.compositions, "") + "}\n\n")
	b.WriteString("var numericValues = [...]float64{")
	for _, value := range d.numerics.texts {
		if strings.Contains(value, "/") {
			value = strings.Replace(value, "/", ".0/", 1)
		}
		b.WriteString(value + ", ")
	}
	b.WriteString("}\n\n")
	for _, list := range []struct {
		name string
		*interned
	}{{"categories", d.categories}, {"bidirectionals", d.bidirectionals}, {"widths", d.widths}, {"decompositionTags", d.tags}} {
		fmt.Fprintf(&b, "var %s = [...]string{\"%s\"}\n\n", list.name, strings.Join(list.texts, `", "`))
	}
	b.WriteString("const decomposed = ")
	writeString(&b, string(d.decomposed))
	return b.String()
}

func propertyFlag(name string) int { return 1 << slices.Index(propertyFlags, name) }

// interned numbers texts in the order of their appearance.
type interned struct {
	texts []string
	known map[string]int
}

func intern(first string) *interned { return &interned{[]string{first}, map[string]int{first: 0}} }

func (n *interned) index(text string) int {
	i, ok := n.known[text]
	if !ok {
		i = len(n.texts)
		n.texts, n.known[text] = append(n.texts, text), i
	}
	return i
}

// distinct returns the different records of all, the zero record first, and the index of each.
func distinct[R comparable](all []R) (records []R, indexes []int) {
	var zero R
	records, indexes = []R{zero}, make([]int, len(all))
	known := map[R]int{zero: 0}
	for i, record := range all {
		index, ok := known[record]
		if !ok {
			index = len(records)
			records, known[record] = append(records, record), index
		}
		indexes[i] = index
	}
	return records, indexes
}

// writeTwoStage writes values, one for each code point, as the tables nameIndex and nameBlocks and the constant
// nameShift. The value of r is nameBlocks[nameIndex[r>>nameShift]<<nameShift+(r&nameMask)].
func writeTwoStage(b *strings.Builder, name string, values []int) {
	var index, blocks []int
	bestShift, bestSize := 0, 0
	for shift := 3; shift <= 9; shift++ {
		i, k := twoStages(values, shift)
		size := len(i)*width(i) + len(k)*width(k)
		if bestSize == 0 || size < bestSize {
			bestShift, bestSize, index, blocks = shift, size, i, k
		}
	}
	fmt.Fprintf(b, "const %sShift = %d\nconst %sMask = 1<<%sShift - 1\n\n", name, bestShift, name, name)
	fmt.Fprintf(b, "var %sIndex = [...]uint%d{", name, 8*width(index))
	writeNumbers(b, len(index), func(i int) int { return index[i] })
	fmt.Fprintf(b, "}\n\nvar %sBlocks = [...]uint%d{", name, 8*width(blocks))
	writeNumbers(b, len(blocks), func(i int) int { return blocks[i] })
	b.WriteString("}\n\n")
}

func twoStages(values []int, shift int) (index, blocks []int) {
	known := map[string]int{}
	for start := 0; start < len(values); start += 1 << shift {
		block := values[start : start+1<<shift]
		key := fmt.Sprint(block)
		number, ok := known[key]
		if !ok {
			number = len(known)
			known[key] = number
			blocks = append(blocks, block...)
		}
		index = append(index, number)
	}
	return index, blocks
}

// width returns the number of bytes that hold each of values.
func width(values []int) int {
	switch largest := slices.Max(values); {
	case largest < 1<<8:
		return 1
	case largest < 1<<16:
		return 2
	}
	return 4
}

func writeNumbers(b *strings.Builder, n int, value func(int) int) {
	for i := range n {
		if i%24 == 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(b, "%d, ", value(i))
	}
	b.WriteString("\n")
}

// writeString writes text as a Go string expression of many lines.
func writeString(b *strings.Builder, text string) {
	b.WriteString(`""`)
	for len(text) > 0 {
		n := min(len(text), 60)
		fmt.Fprintf(b, " +\n%+q", text[:n])
		text = text[n:]
	}
	b.WriteString("\n")
}

// eachRecord calls read for each line of s that isn't a comment, cut at "; ". The first field is a code point or range.
func eachRecord(s source, fields int, read func(first, last rune, field []string) error) error {
	for number, line := range strings.Split(strings.TrimSuffix(s.text, "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		field := strings.Split(line, "; ")
		err := fmt.Errorf("%d fields are too few", len(field))
		if len(field) >= fields {
			var first, last rune
			if first, last, err = parseRange(field[0]); err == nil {
				err = read(first, last, field)
			}
		}
		if err != nil {
			return fmt.Errorf("%s:%d:1: %w", s.path, number+1, err)
		}
	}
	return nil
}

// parseRange reads "0041" or "0041..005A".
func parseRange(text string) (first, last rune, err error) {
	from, to, found := strings.Cut(text, "..")
	if !found {
		to = from
	}
	runes, err := parseRunes(from + " " + to)
	if err != nil {
		return 0, 0, err
	}
	return runes[0], runes[1], nil
}

// parseRunes reads code points in hexadecimal digits.
func parseRunes(text string) ([]rune, error) {
	var runes []rune
	for _, word := range strings.Fields(text) {
		r, err := strconv.ParseUint(word, 16, 32)
		if err != nil {
			return nil, err
		}
		if r >= codePoints {
			return nil, fmt.Errorf("%s is no code point", word)
		}
		runes = append(runes, rune(r))
	}
	return runes, nil
}

func dashIsEmpty(text string) string {
	if text == "-" {
		return ""
	}
	return text
}
