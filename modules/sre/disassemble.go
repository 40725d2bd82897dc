// This file shows a code list for re.DEBUG.

package sre

import (
	"fmt"
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

var codeNames = [...]string{
	"FAILURE", "SUCCESS", "ANY", "ANY_ALL", "ASSERT", "ASSERT_NOT", "AT", "BRANCH", "CATEGORY", "CHARSET", "BIGCHARSET", "GROUPREF",
	"GROUPREF_EXISTS", "IN", "INFO", "JUMP", "LITERAL", "MARK", "MAX_UNTIL", "MIN_UNTIL", "NOT_LITERAL", "NEGATE", "RANGE", "REPEAT",
	"REPEAT_ONE", "SUBPATTERN", "MIN_REPEAT_ONE", "ATOMIC_GROUP", "POSSESSIVE_REPEAT", "POSSESSIVE_REPEAT_ONE", "GROUPREF_IGNORE",
	"IN_IGNORE", "LITERAL_IGNORE", "NOT_LITERAL_IGNORE", "GROUPREF_LOC_IGNORE", "IN_LOC_IGNORE", "LITERAL_LOC_IGNORE",
	"NOT_LITERAL_LOC_IGNORE", "GROUPREF_UNI_IGNORE", "IN_UNI_IGNORE", "LITERAL_UNI_IGNORE", "NOT_LITERAL_UNI_IGNORE", "RANGE_UNI_IGNORE",
}

// disassembler is the state of one listing.
type disassembler struct {
	b      strings.Builder
	code   []uint32
	labels map[int]bool
	level  int
	width  int
}

// disassemble lists a code list, an operator a line.
func disassemble(code []uint32) string {
	d := &disassembler{code: code, labels: map[int]bool{}, width: len(fmt.Sprint(len(code) - 1))}
	d.block(0, len(code))
	return d.b.String()
}

// line writes the line of the operator at position at; to is where it leads, -1: nowhere.
func (d *disassembler) line(at, to int, text string) {
	mark := byte('.')
	if d.labels[at] {
		mark = ':'
	}
	fmt.Fprintf(&d.b, "%*d%c %s%s", d.width, at, mark, strings.Repeat("  ", d.level-1), text)
	if to >= 0 {
		d.labels[to] = true
		fmt.Fprintf(&d.b, " (to %d)", to)
	}
	d.b.WriteByte('\n')
}

func (d *disassembler) char(at int) string {
	c := d.code[at]
	return fmt.Sprintf("%#02x (%s)", c, py.ReprString(runeText(rune(c))))
}

func (d *disassembler) block(at, end int) {
	d.level++
	for at < end {
		at = d.operator(at)
	}
	d.level--
}

// operator lists one operator and returns what follows it.
func (d *disassembler) operator(at int) int {
	op := d.code[at]
	name := codeNames[op]
	arg := func(i int) int { return int(d.code[at+i]) }
	count := func(i int) string {
		if arg(i) == maxRepeat {
			return "MAXREPEAT"
		}
		return fmt.Sprint(arg(i))
	}
	switch op {
	case codeLiteral, codeNotLiteral, codeLiteralIgnore, codeNotLiteralIgnore, codeLiteralUniIgnore, codeNotLiteralUniIgnore,
		codeLiteralLocIgnore, codeNotLiteralLocIgnore:
		d.line(at, -1, name+" "+d.char(at+1))
		return at + 2
	case codeAt:
		d.line(at, -1, name+" "+strings.TrimPrefix(positionNames[arg(1)], "AT_"))
		return at + 2
	case codeCategory:
		d.line(at, -1, name+" "+strings.TrimPrefix(categoryNames[arg(1)], "CATEGORY_"))
		return at + 2
	case codeIn, codeInIgnore, codeInUniIgnore, codeInLocIgnore, codeAtomicGroup:
		end := at + 1 + arg(1)
		d.line(at, end, fmt.Sprintf("%s %d", name, arg(1)))
		d.block(at+2, end)
		return end
	case codeRange, codeRangeUniIgnore:
		d.line(at, -1, fmt.Sprintf("%s %#02x %#02x (%s-%s)", name, arg(1), arg(2), py.ReprString(runeText(rune(arg(1)))), py.ReprString(runeText(rune(arg(2))))))
		return at + 3
	case codeCharset:
		words := make([]string, 8)
		for i := range words {
			words[i] = fmt.Sprintf("%#08x", arg(1+i))
		}
		d.line(at, -1, name+" ["+strings.Join(words, ", ")+"]")
		return at + 9
	case codeMark, codeGroupRef, codeGroupRefIgnore, codeGroupRefLocIgnore, codeGroupRefUniIgnore:
		d.line(at, -1, fmt.Sprintf("%s %d", name, arg(1)))
		return at + 2
	case codeJump:
		d.line(at, at+1+arg(1), fmt.Sprintf("%s %d", name, arg(1)))
		return at + 2
	case codeBranch:
		d.line(at, at+1+arg(1), fmt.Sprintf("%s %d", name, arg(1)))
		at++
		for skip := arg(0); skip != 0; skip = arg(0) {
			d.block(at+1, at+skip)
			at += skip
			if next := arg(0); next != 0 {
				d.line(at, at+next, fmt.Sprintf("branch %d", next))
			} else {
				d.line(at, -1, codeNames[codeFailure])
			}
		}
		return at + 1
	case codeRepeat, codeRepeatOne, codeMinRepeatOne, codePossessiveRepeat, codePossessiveRepeatOne:
		end := at + 1 + arg(1)
		d.line(at, end, fmt.Sprintf("%s %d %d %s", name, arg(1), arg(2), count(3)))
		d.block(at+4, end)
		return end
	case codeGroupRefExists:
		d.line(at, at+2+arg(2)-1, fmt.Sprintf("%s %d %d", name, arg(1), arg(2)))
		return at + 3
	case codeAssert, codeAssertNot:
		end := at + 1 + arg(1)
		d.line(at, end, fmt.Sprintf("%s %d %d", name, arg(1), arg(2)))
		d.block(at+3, end)
		return end
	case codeInfo:
		end := at + 1 + arg(1)
		d.line(at, end, fmt.Sprintf("%s %d %s %d %s", name, arg(1), bits(arg(2)), arg(3), count(4)))
		d.infoBlock(at+5, end, d.code[at+2])
		return end
	}
	d.line(at, -1, name)
	return at + 1
}

func bits(n int) string { return fmt.Sprintf("%#b", n) }

// infoBlock lists what an INFO operator says of the beginning.
func (d *disassembler) infoBlock(at, end int, mask uint32) {
	margin := strings.Repeat(" ", d.width+2*d.level)
	if mask&infoPrefix != 0 {
		n := int(d.code[at])
		hex, text := make([]string, n), ""
		for i, c := range d.code[at+2 : at+2+n] {
			hex[i] = fmt.Sprintf("%#02x", c)
			text += runeText(rune(c))
		}
		fmt.Fprintf(&d.b, "%s  prefix_skip %d\n%s  prefix [%s] (%s)\n", margin, d.code[at+1], margin, strings.Join(hex, ", "), py.ReprString(text))
		table := make([]string, n)
		for i, c := range d.code[at+2+n : at+2+2*n] {
			table[i] = fmt.Sprint(c)
		}
		fmt.Fprintf(&d.b, "%s  overlap [%s]\n", margin, strings.Join(table, ", "))
	}
	if mask&infoCharset != 0 {
		fmt.Fprintf(&d.b, "%s  in\n", margin)
		d.level++
		d.block(at, end)
		d.level--
	}
}
