// This file derives the name tables of runtime/ucd from runtime/ucd/data/names.txt.

package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// nameBlock is the number of names between two stored offsets.
const nameBlock = 16

// unicodeNames is the content of names.txt. Names are numbered in the order of their code points; then come extras.
type unicodeNames struct {
	names    []string
	runs     []string // rows of nameRuns
	patterns []string // rows of namePatterns
	extras   []string // names of aliases and named sequences
	targets  []string // what they stand for
}

// generateUnicodeNames derives runtime/ucd/names_gen.go.
//
// A name is cut before each space and hyphen into pieces that keep what separates them (" LETTER", "-A"); the first
// one gets a space, too. Pieces are numbered from 1 by falling frequency. The first onePiece numbers take one byte,
// the others two, of which the first one is greater than onePiece; a zero byte ends the name.
func generateUnicodeNames(sources []source) ([]output, error) {
	u, err := readUnicodeNames(sources[0])
	if err != nil {
		return nil, err
	}
	all := append(slices.Clone(u.names), u.extras...)
	if len(all) > 1<<16 {
		return nil, fmt.Errorf("%s: %d names are too many for numbers of 16 bits", sources[0].path, len(all))
	}
	frequencies := map[string]int{}
	longest := 0
	for _, name := range all {
		longest = max(longest, len(name))
		for _, piece := range namePieces(name) {
			frequencies[piece]++
		}
	}
	pieces := slices.SortedFunc(maps.Keys(frequencies), func(a, b string) int {
		return cmp.Or(frequencies[b]-frequencies[a], cmp.Compare(a, b))
	})
	onePiece := 254 // the greatest number of one-byte pieces that leaves enough two-byte ones
	for onePiece+(255-onePiece)*256 < len(pieces) {
		onePiece--
	}
	code := map[string]string{}
	for i, piece := range pieces {
		if number := i + 1; number <= onePiece {
			code[piece] = string([]byte{byte(number)})
		} else {
			rest := number - onePiece - 1
			code[piece] = string([]byte{byte(onePiece + 1 + rest/256), byte(rest % 256)})
		}
	}
	var text strings.Builder
	var offsets []int
	for i, name := range all {
		if i%nameBlock == 0 {
			offsets = append(offsets, text.Len())
		}
		for _, piece := range namePieces(name) {
			text.WriteString(code[piece])
		}
		text.WriteByte(0)
	}
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(all[a], all[b]) })

	var b strings.Builder
	b.WriteString("package ucd\n\n")
	fmt.Fprintf(&b, "const (\nnameCount = %d // characters with stored names\nnameBlock = %d\n", len(u.names), nameBlock)
	fmt.Fprintf(&b, "onePiece = %d\nlongestStored = %d\n)\n\n", onePiece, longest)
	b.WriteString("var nameRuns = [...]nameRun{\n" + strings.Join(u.runs, "") + "}\n\n")
	b.WriteString("var namePatterns = [...]namePattern{\n" + strings.Join(u.patterns, "") + "}\n\n")
	b.WriteString("// extraTargets holds what the names from nameCount on stand for.\n")
	b.WriteString("var extraTargets = [...]string{\n" + strings.Join(u.targets, "") + "}\n\n")
	b.WriteString("// nameOrder holds the numbers of the names in the order of the names.\n")
	b.WriteString("var nameOrder = [...]uint16{")
	writeNumbers(&b, len(order), func(i int) int { return order[i] })
	b.WriteString("}\n\nvar nameOffsets = [...]uint32{")
	writeNumbers(&b, len(offsets), func(i int) int { return offsets[i] })
	b.WriteString("}\n\nvar pieceOffsets = [...]uint32{")
	offset := 0
	writeNumbers(&b, len(pieces)+1, func(i int) int {
		if i > 0 {
			offset += len(pieces[i-1])
		}
		return offset
	})
	b.WriteString("}\n\nconst pieceText = ")
	writeString(&b, strings.Join(pieces, ""))
	b.WriteString("\nconst nameText = ")
	writeString(&b, text.String())
	return []output{{"runtime/ucd/names_gen.go", b.String()}}, nil
}

func readUnicodeNames(s source) (*unicodeNames, error) {
	u := &unicodeNames{}
	next := rune(-1)
	for number, line := range strings.Split(strings.TrimSuffix(s.text, "\n"), "\n") {
		kind, rest, _ := strings.Cut(line, " ")
		var first, last rune
		var target []rune
		var err error
		switch kind {
		case "#":
		case "@":
			if next, _, err = parseRange(rest); err == nil {
				u.runs = append(u.runs, fmt.Sprintf("{%#x, %d},\n", next, len(u.names)))
			}
		case "*", "?":
			digits, prefix, _ := strings.Cut(rest, " ")
			if first, last, err = parseRange(digits); err == nil {
				u.patterns = append(u.patterns, fmt.Sprintf("{%#x, %#x, %q, %t},\n", first, last, prefix, kind == "*"))
			}
		case "=":
			digits, name, _ := strings.Cut(rest, "; ")
			if target, err = parseRunes(digits); err == nil {
				u.targets = append(u.targets, fmt.Sprintf("%+q,\n", string(target)))
				u.extras = append(u.extras, name)
			}
		default:
			if next < 0 {
				err = fmt.Errorf("this name has no code point")
			}
			u.names = append(u.names, line)
			next++
		}
		if err != nil {
			return nil, fmt.Errorf("%s:%d:1: %w", s.path, number+1, err)
		}
	}
	return u, nil
}

func namePieces(name string) []string {
	var pieces []string
	name = " " + name
	start := 0
	for i := 1; i <= len(name); i++ {
		if i == len(name) || name[i] == ' ' || name[i] == '-' {
			pieces = append(pieces, name[start:i])
			start = i
		}
	}
	return pieces
}
