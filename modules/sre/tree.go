// This file defines the tree of a regular expression, between the parser and the compiler, and how it is shown for re.DEBUG.

package sre

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

type nodeKind uint8

const (
	nodeLiteral        nodeKind = iota // the character value
	nodeNotLiteral                     // any character but value
	nodeAny                            // .
	nodeSet                            // a character that one of items accepts; negated: none of them
	nodeRange                          // within a set: value to high
	nodeCategory                       // within a set: category value
	nodeAt                             // position value
	nodeBranch                         // one of alternatives
	nodeGroup                          // (…): group value, -1 if it captures nothing; add and remove are changes of flags
	nodeAtomic                         // (?>…)
	nodeMaxRepeat                      // body low to high times
	nodeMinRepeat                      // body? low to high times
	nodePossessive                     // body+ low to high times
	nodeAssert                         // (?=…), behind: (?<=…)
	nodeAssertNot                      // (?!…), behind: (?<!…)
	nodeFail                           // matches nothing
	nodeGroupRef                       // the text of group value
	nodeGroupRefExists                 // body if group value has matched, else the other one
)

// node is one item of a sequence.
type node struct {
	kind         nodeKind
	value        int
	low, high    int // a bound of high is maxRepeat when there is none
	behind       bool
	negated      bool
	add, remove  int
	items        []node
	body, orElse []node
	hasElse      bool
	alternatives [][]node
}

// equal compares two nodes with all that is in them.
func (n *node) equal(o *node) bool {
	same := func(a, b []node) bool { return slices.EqualFunc(a, b, func(x, y node) bool { return x.equal(&y) }) }
	return n.kind == o.kind && n.value == o.value && n.low == o.low && n.high == o.high && n.behind == o.behind && n.negated == o.negated &&
		n.add == o.add && n.remove == o.remove && n.hasElse == o.hasElse && same(n.items, o.items) && same(n.body, o.body) &&
		same(n.orElse, o.orElse) && slices.EqualFunc(n.alternatives, o.alternatives, same)
}

// width is how many characters a match has, at least and at most.
type width struct{ low, high uint64 }

const maxWidth = math.MaxUint64

func addWidth(a, b uint64) uint64 {
	if a > maxWidth-b {
		return maxWidth
	}
	return a + b
}

func timesWidth(a uint64, n int) uint64 {
	if n == 0 || a == 0 {
		return 0
	}
	if a > maxWidth/uint64(n) {
		return maxWidth
	}
	return a * uint64(n)
}

// widthOf is the width of a sequence; groups are those of the groups that were closed before.
func widthOf(seq []node, groups []width) width {
	var total width
	for i := range seq {
		n := &seq[i]
		w := width{1, 1}
		switch n.kind {
		case nodeBranch:
			w = width{maxWidth, 0}
			for _, a := range n.alternatives {
				one := widthOf(a, groups)
				w.low, w.high = min(w.low, one.low), max(w.high, one.high)
			}
		case nodeGroup, nodeAtomic:
			w = widthOf(n.body, groups)
		case nodeMaxRepeat, nodeMinRepeat, nodePossessive:
			w = widthOf(n.body, groups)
			w.low = timesWidth(w.low, n.low)
			if n.high == maxRepeat && w.high > 0 {
				w.high = maxWidth
			} else {
				w.high = timesWidth(w.high, n.high)
			}
		case nodeGroupRef:
			w = groups[n.value]
		case nodeGroupRefExists:
			w = widthOf(n.body, groups)
			if n.hasElse {
				other := widthOf(n.orElse, groups)
				w.low, w.high = min(w.low, other.low), max(w.high, other.high)
			} else {
				w.low = 0
			}
		case nodeAt, nodeAssert, nodeAssertNot, nodeFail:
			w = width{}
		}
		total.low, total.high = addWidth(total.low, w.low), addWidth(total.high, w.high)
	}
	return total
}

var nodeNames = [...]string{
	nodeLiteral: "LITERAL", nodeNotLiteral: "NOT_LITERAL", nodeAny: "ANY", nodeSet: "IN", nodeRange: "RANGE", nodeCategory: "CATEGORY",
	nodeAt: "AT", nodeBranch: "BRANCH", nodeGroup: "SUBPATTERN", nodeAtomic: "ATOMIC_GROUP", nodeMaxRepeat: "MAX_REPEAT",
	nodeMinRepeat: "MIN_REPEAT", nodePossessive: "POSSESSIVE_REPEAT", nodeAssert: "ASSERT", nodeAssertNot: "ASSERT_NOT",
	nodeFail: "FAILURE", nodeGroupRef: "GROUPREF", nodeGroupRefExists: "GROUPREF_EXISTS",
}

var positionNames = [...]string{
	"AT_BEGINNING", "AT_BEGINNING_LINE", "AT_BEGINNING_STRING", "AT_BOUNDARY", "AT_NON_BOUNDARY", "AT_END", "AT_END_LINE",
	"AT_END_STRING", "AT_LOC_BOUNDARY", "AT_LOC_NON_BOUNDARY", "AT_UNI_BOUNDARY", "AT_UNI_NON_BOUNDARY",
}

var categoryNames = [...]string{
	"CATEGORY_DIGIT", "CATEGORY_NOT_DIGIT", "CATEGORY_SPACE", "CATEGORY_NOT_SPACE", "CATEGORY_WORD", "CATEGORY_NOT_WORD",
	"CATEGORY_LINEBREAK", "CATEGORY_NOT_LINEBREAK", "CATEGORY_LOC_WORD", "CATEGORY_LOC_NOT_WORD", "CATEGORY_UNI_DIGIT",
	"CATEGORY_UNI_NOT_DIGIT", "CATEGORY_UNI_SPACE", "CATEGORY_UNI_NOT_SPACE", "CATEGORY_UNI_WORD", "CATEGORY_UNI_NOT_WORD",
	"CATEGORY_UNI_LINEBREAK", "CATEGORY_UNI_NOT_LINEBREAK",
}

// dumpTree writes a sequence as re.DEBUG shows it.
func dumpTree(b *strings.Builder, seq []node, level int) {
	line := func(level int, words ...string) {
		b.WriteString(strings.Repeat("  ", level) + strings.Join(words, " ") + "\n")
	}
	bound := func(n int) string {
		if n == maxRepeat {
			return "MAXREPEAT"
		}
		return strconv.Itoa(n)
	}
	for i := range seq {
		n := &seq[i]
		name := nodeNames[n.kind]
		switch n.kind {
		case nodeSet:
			line(level, name)
			if n.negated {
				line(level+1, "NEGATE", "None")
			}
			dumpTree(b, n.items, level+1)
		case nodeRange:
			line(level, name, fmt.Sprintf("(%d, %d)", n.value, n.high))
		case nodeCategory:
			line(level, name, categoryNames[n.value])
		case nodeAt:
			line(level, name, positionNames[n.value])
		case nodeAny:
			line(level, name, "None")
		case nodeBranch:
			line(level, name)
			for i, a := range n.alternatives {
				if i > 0 {
					line(level, "OR")
				}
				dumpTree(b, a, level+1)
			}
		case nodeGroup:
			group := "None"
			if n.value >= 0 {
				group = strconv.Itoa(n.value)
			}
			line(level, name, group, strconv.Itoa(n.add), strconv.Itoa(n.remove))
			dumpTree(b, n.body, level+1)
		case nodeAtomic:
			line(level, name)
			dumpTree(b, n.body, level+1)
		case nodeMaxRepeat, nodeMinRepeat, nodePossessive:
			line(level, name, bound(n.low), bound(n.high))
			dumpTree(b, n.body, level+1)
		case nodeAssert, nodeAssertNot:
			direction := "1"
			if n.behind {
				direction = "-1"
			}
			line(level, name, direction)
			dumpTree(b, n.body, level+1)
		case nodeFail:
			line(level, name)
		case nodeGroupRefExists:
			line(level, name, strconv.Itoa(n.value))
			dumpTree(b, n.body, level+1)
			if n.hasElse {
				line(level, "ELSE")
				dumpTree(b, n.orElse, level+1)
			}
		default:
			line(level, name, strconv.Itoa(n.value))
		}
	}
}
