// This file compiles the tree of a regular expression to a code list, the form in which CPython's re package hands patterns to _sre.

package sre

import (
	"slices"

	"github.com/gopy-lang/gopy/runtime/ucd"
)

// emitter is one run of the compiler.
type emitter struct {
	code   []uint32
	groups []width
}

// compileTree makes the code list of a tree.
func compileTree(tree []node, flags int, groups []width) (code []uint32, err error) {
	defer func() {
		switch x := recover().(type) {
		case nil:
		case abort:
			err = x.err
		default:
			panic(x)
		}
	}()
	e := &emitter{groups: groups}
	e.info(tree, flags)
	e.sequence(tree, flags)
	e.emit(codeSuccess)
	return e.code, nil
}

func (e *emitter) emit(codes ...uint32) { e.code = append(e.code, codes...) }

// skip reserves the place of an offset; land sets it to lead here.
func (e *emitter) skip() int {
	e.emit(0)
	return len(e.code) - 1
}

func (e *emitter) land(at int) { e.code[at] = uint32(len(e.code) - at) }

// changeFlags applies the flags of (?flags-flags:…).
func changeFlags(flags, add, remove int) int {
	if add&typeFlags != 0 {
		flags &^= typeFlags
	}
	return (flags | add) &^ remove
}

// foldingOf is how the flags say that case is ignored.
func foldingOf(flags int) folding {
	switch {
	case flags&flagIgnoreCase == 0:
		return foldNone
	case flags&flagLocale != 0:
		return foldLocale
	case flags&flagUnicode != 0:
		return foldUnicode
	}
	return foldASCII
}

// isCased reports whether a character has another case.
func (f folding) isCased(r rune) bool {
	switch f {
	case foldASCII, foldLocale:
		return r < 128 && (lowerASCII(r) != r || upperASCII(r) != r)
	case foldUnicode:
		return ucd.ToLower(r) != r || ucd.ToUpper(r) != r
	}
	return false
}

// otherCases lists the lower case letters that share their upper case with others: when case is ignored, each matches all.
var otherCases = [...][]rune{
	{0x69, 0x131}, {0x73, 0x17f}, {0xb5, 0x3bc}, {0x345, 0x3b9, 0x1fbe}, {0x390, 0x1fd3}, {0x3b0, 0x1fe3}, {0x3b2, 0x3d0}, {0x3b5, 0x3f5},
	{0x3b8, 0x3d1}, {0x3ba, 0x3f0}, {0x3c0, 0x3d6}, {0x3c1, 0x3f1}, {0x3c2, 0x3c3}, {0x3c6, 0x3d5}, {0x432, 0x1c80}, {0x434, 0x1c81},
	{0x43e, 0x1c82}, {0x441, 0x1c83}, {0x442, 0x1c84, 0x1c85}, {0x44a, 0x1c86}, {0x463, 0x1c87}, {0x1e61, 0x1e9b}, {0x1c88, 0xa64b}, {0xfb05, 0xfb06},
}

// othersOf returns the other members of a letter's class, nil for most letters.
func othersOf(r rune) []rune {
	for _, class := range otherCases {
		if slices.Contains(class, r) {
			var others []rune
			for _, c := range class {
				if c != r {
					others = append(others, c)
				}
			}
			return others
		}
	}
	return nil
}

var literalCodes = map[folding][3]uint32{ // for a literal, its opposite, and a set
	foldNone:    {codeLiteral, codeNotLiteral, codeIn},
	foldASCII:   {codeLiteralIgnore, codeNotLiteralIgnore, codeInIgnore},
	foldLocale:  {codeLiteralLocIgnore, codeNotLiteralLocIgnore, codeInLocIgnore},
	foldUnicode: {codeLiteralUniIgnore, codeNotLiteralUniIgnore, codeInUniIgnore},
}

// sequence emits the items of a sequence.
func (e *emitter) sequence(seq []node, flags int) {
	for i := range seq {
		e.node(&seq[i], flags)
	}
}

func (e *emitter) node(n *node, flags int) {
	fold := foldingOf(flags)
	switch n.kind {
	case nodeLiteral, nodeNotLiteral:
		e.literal(n, fold)
	case nodeAny:
		if flags&flagDotAll != 0 {
			e.emit(codeAnyAll)
		} else {
			e.emit(codeAny)
		}
	case nodeSet:
		set, cased := newSet(n, flags)
		if !cased {
			fold = foldNone
		}
		e.emit(literalCodes[fold][2])
		at := e.skip()
		e.emit(set...)
		e.land(at)
	case nodeAt:
		e.emit(codeAt, positionCode(n.value, flags))
	case nodeBranch:
		e.emit(codeBranch)
		var ends []int
		for _, a := range n.alternatives {
			at := e.skip()
			e.sequence(a, flags)
			e.emit(codeJump)
			ends = append(ends, e.skip())
			e.land(at)
		}
		e.emit(codeFailure)
		for _, end := range ends {
			e.land(end)
		}
	case nodeGroup:
		if n.value >= 0 {
			e.emit(codeMark, uint32(n.value-1)*2)
		}
		e.sequence(n.body, changeFlags(flags, n.add, n.remove))
		if n.value >= 0 {
			e.emit(codeMark, uint32(n.value-1)*2+1)
		}
	case nodeAtomic:
		e.emit(codeAtomicGroup)
		at := e.skip()
		e.sequence(n.body, flags)
		e.emit(codeSuccess)
		e.land(at)
	case nodeMaxRepeat, nodeMinRepeat, nodePossessive:
		e.repeat(n, flags)
	case nodeAssert, nodeAssertNot:
		e.assertion(n, flags)
	case nodeFail:
		e.emit(codeFailure)
	case nodeGroupRef:
		code := map[folding]uint32{foldNone: codeGroupRef, foldASCII: codeGroupRefIgnore, foldLocale: codeGroupRefLocIgnore, foldUnicode: codeGroupRefUniIgnore}[fold]
		e.emit(code, uint32(n.value-1))
	case nodeGroupRefExists:
		e.emit(codeGroupRefExists, uint32(n.value-1))
		at := e.skip()
		e.sequence(n.body, flags)
		if !n.hasElse {
			e.code[at] = uint32(len(e.code)-at) + 1
			break
		}
		e.emit(codeJump)
		end := e.skip()
		e.code[at] = uint32(len(e.code)-at) + 1
		e.sequence(n.orElse, flags)
		e.land(end)
	}
}

func (e *emitter) literal(n *node, fold folding) {
	which := 0
	if n.kind == nodeNotLiteral {
		which = 1
	}
	c := rune(n.value)
	switch {
	case fold == foldLocale:
	case !fold.isCased(c):
		fold = foldNone
	default:
		c = fold.lower(c)
		if others := othersOf(c); fold == foldUnicode && others != nil {
			e.emit(codeInUniIgnore)
			at := e.skip()
			if n.kind == nodeNotLiteral {
				e.emit(codeNegate)
			}
			for _, c := range append([]rune{c}, others...) {
				e.emit(codeLiteral, uint32(c))
			}
			e.emit(codeFailure)
			e.land(at)
			return
		}
	}
	e.emit(literalCodes[fold][which], uint32(c))
}

// positionCode is how the flags change a position.
func positionCode(at, flags int) uint32 {
	if flags&flagMultiline != 0 {
		switch at {
		case atBeginning:
			return atBeginningLine
		case atEnd:
			return atEndLine
		}
	}
	if at == atBoundary || at == atNonBoundary {
		switch {
		case flags&flagLocale != 0:
			return uint32(at - atBoundary + atLocBoundary)
		case flags&flagUnicode != 0:
			return uint32(at - atBoundary + atUniBoundary)
		}
	}
	return uint32(at)
}

// categoryCode is how the flags change a category.
func categoryCode(category, flags int) uint32 {
	switch {
	case flags&flagLocale != 0 && category&^1 == categoryWord:
		return uint32(category - categoryWord + categoryLocWord)
	case flags&flagUnicode != 0 && flags&flagLocale == 0 && category < categoryLocWord:
		return uint32(category + categoryUniDigit)
	}
	return uint32(category)
}

// isUnit reports whether a body is one item that takes one character.
func isUnit(body []node) bool {
	if len(body) != 1 {
		return false
	}
	switch n := &body[0]; n.kind {
	case nodeLiteral, nodeNotLiteral, nodeAny, nodeSet:
		return true
	case nodeGroup:
		return n.value < 0 && isUnit(n.body)
	}
	return false
}

func (e *emitter) repeat(n *node, flags int) {
	which := map[nodeKind][3]uint32{ // of one character; of more; at the end
		nodeMaxRepeat:  {codeRepeatOne, codeRepeat, codeMaxUntil},
		nodeMinRepeat:  {codeMinRepeatOne, codeRepeat, codeMinUntil},
		nodePossessive: {codePossessiveRepeatOne, codePossessiveRepeat, codeSuccess},
	}[n.kind]
	if isUnit(n.body) {
		e.emit(which[0])
		at := e.skip()
		e.emit(uint32(n.low), uint32(n.high))
		e.sequence(n.body, flags)
		e.emit(codeSuccess)
		e.land(at)
		return
	}
	e.emit(which[1])
	at := e.skip()
	e.emit(uint32(n.low), uint32(n.high))
	e.sequence(n.body, flags)
	e.land(at)
	e.emit(which[2])
}

func (e *emitter) assertion(n *node, flags int) {
	if n.kind == nodeAssert {
		e.emit(codeAssert)
	} else {
		e.emit(codeAssertNot)
	}
	at := e.skip()
	back := uint32(0)
	if n.behind {
		w := widthOf(n.body, e.groups)
		if w.low > maxRepeat {
			panic(abort{&syntaxError{"looks too much behind", -1}})
		}
		if w.low != w.high {
			panic(abort{&syntaxError{"look-behind requires fixed-width pattern", -1}})
		}
		back = uint32(w.low)
	}
	e.emit(back)
	e.sequence(n.body, flags)
	e.emit(codeSuccess)
	e.land(at)
}

// span is a range of characters.
type span struct{ low, high rune }

// newSet makes the code of a set, FAILURE at its end included; cased tells whether characters must be folded before the test.
func newSet(n *node, flags int) (code []uint32, cased bool) {
	fold := foldingOf(flags)
	var spans []span
	var categories []uint32
	for _, item := range n.items {
		switch item.kind {
		case nodeCategory:
			categories = append(categories, codeCategory, categoryCode(item.value, flags))
			continue
		case nodeLiteral:
			item.high = item.value
		}
		low, high := rune(item.value), rune(item.high)
		if fold == foldNone || fold == foldLocale {
			spans = append(spans, span{low, high})
			continue
		}
		if low < high {
			spans = append(spans, span{low, high})
		}
		for r := low; r <= high; r++ {
			if fold == foldASCII && r > 127 {
				if low == high {
					spans = append(spans, span{r, r})
				}
				break
			}
			c := fold.lower(r)
			cased = cased || fold.isCased(r)
			if c != r || low == high {
				spans = append(spans, span{c, c})
			}
			if fold == foldUnicode {
				for _, other := range othersOf(c) {
					spans = append(spans, span{other, other})
				}
			}
		}
	}
	cased = cased || fold == foldLocale
	if n.negated {
		code = append(code, codeNegate)
	}
	code = append(code, spansCode(merge(spans))...)
	return append(append(code, categories...), codeFailure), cased
}

// merge sorts spans and joins those that touch.
func merge(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return int(a.low - b.low) })
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && s.low <= out[n-1].high+1 {
			out[n-1].high = max(out[n-1].high, s.high)
			continue
		}
		out = append(out, s)
	}
	return out
}

// spansCode is a list of literals and ranges for few spans, a table for more of them in Latin-1.
func spansCode(spans []span) (code []uint32) {
	if len(spans) > 2 {
		var table [8]uint32
		rest := spans
		for len(rest) > 0 && rest[0].high < 256 {
			for r := rest[0].low; r <= rest[0].high; r++ {
				table[r>>5] |= 1 << (r & 31)
			}
			rest = rest[1:]
		}
		if len(spans)-len(rest) > 2 {
			code = append(append(code, codeCharset), table[:]...)
			spans = rest
		}
	}
	for _, s := range spans {
		if s.low == s.high {
			code = append(code, codeLiteral, uint32(s.low))
		} else {
			code = append(code, codeRange, uint32(s.low), uint32(s.high))
		}
	}
	return code
}

// info emits the block that tells how a match begins.
func (e *emitter) info(tree []node, flags int) {
	w := widthOf(tree, e.groups)
	low, high := uint32(min(w.low, maxRepeat)), uint32(min(w.high, maxRepeat))
	e.emit(codeInfo)
	at := e.skip()
	if low == 0 {
		e.emit(0, low, high)
		e.land(at)
		return
	}
	var prefix []rune
	var start *node
	startFlags := flags
	groupAt, all := -1, false
	if foldingOf(flags) != foldLocale {
		prefix, groupAt, all = literalPrefix(tree, flags)
		if len(prefix) == 0 {
			start, startFlags = firstSet(tree, flags)
		}
	}
	mask := uint32(0)
	switch {
	case len(prefix) > 0:
		mask = infoPrefix
		if groupAt < 0 && all {
			mask |= infoLiteral
		}
	case start != nil:
		mask = infoCharset
	}
	e.emit(mask, low, high)
	if len(prefix) > 0 {
		skip := len(prefix)
		if groupAt >= 0 {
			skip = groupAt
		}
		e.emit(uint32(len(prefix)), uint32(skip))
		for _, r := range prefix {
			e.emit(uint32(r))
		}
		for _, n := range overlaps(prefix) {
			e.emit(uint32(n))
		}
	} else if start != nil {
		set, _ := newSet(start, startFlags&^flagIgnoreCase)
		e.emit(set...)
	}
	e.land(at)
}

// overlaps is the table of Knuth, Morris and Pratt: for each beginning of the prefix the length of the longest proper
// beginning that it ends with.
func overlaps(prefix []rune) []int {
	table := make([]int, len(prefix))
	k := 0
	for i := 1; i < len(prefix); i++ {
		for k > 0 && prefix[k] != prefix[i] {
			k = table[k-1]
		}
		if prefix[k] == prefix[i] {
			k++
		}
		table[i] = k
	}
	return table
}

// literalPrefix returns the characters that every match begins with, where within them the first group begins (-1: nowhere), and
// whether they are the whole match.
func literalPrefix(seq []node, flags int) (prefix []rune, groupAt int, all bool) {
	groupAt = -1
	fold := foldingOf(flags)
	for i := range seq {
		n := &seq[i]
		switch {
		case n.kind == nodeLiteral && !fold.isCased(rune(n.value)):
			prefix = append(prefix, rune(n.value))
		case n.kind == nodeGroup:
			inner := changeFlags(flags, n.add, n.remove)
			if foldingOf(inner) == foldLocale {
				return prefix, groupAt, false
			}
			more, at, whole := literalPrefix(n.body, inner)
			if groupAt < 0 {
				if n.value >= 0 {
					groupAt = len(prefix)
				} else if at >= 0 {
					groupAt = len(prefix) + at
				}
			}
			prefix = append(prefix, more...)
			if !whole {
				return prefix, groupAt, false
			}
		default:
			return prefix, groupAt, false
		}
	}
	return prefix, groupAt, true
}

// firstSet returns the set that every match begins with a character of, nil if that isn't known, and the
// flags that hold for it.
func firstSet(seq []node, flags int) (*node, int) {
	for {
		if len(seq) == 0 {
			return nil, 0
		}
		if seq[0].kind != nodeGroup {
			break
		}
		flags = changeFlags(flags, seq[0].add, seq[0].remove)
		seq = seq[0].body
	}
	fold := foldingOf(flags)
	if fold == foldLocale {
		return nil, 0
	}
	literal := func(n *node) bool { return n.kind == nodeLiteral && !fold.isCased(rune(n.value)) }
	switch n := &seq[0]; n.kind {
	case nodeLiteral:
		if literal(n) {
			return &node{kind: nodeSet, items: []node{*n}}, flags
		}
	case nodeBranch:
		set := &node{kind: nodeSet}
		for _, a := range n.alternatives {
			if len(a) == 0 || !literal(&a[0]) {
				return nil, 0
			}
			set.items = append(set.items, a[0])
		}
		return set, flags
	case nodeSet:
		if fold == foldNone {
			return n, flags
		}
		for i := range n.items {
			item := &n.items[i]
			switch item.kind {
			case nodeLiteral:
				if !literal(item) {
					return nil, 0
				}
			case nodeRange:
				if item.high > 0xFFFF {
					return nil, 0
				}
				for r := item.value; r <= item.high; r++ {
					if fold.isCased(rune(r)) {
						return nil, 0
					}
				}
			}
		}
		return n, flags
	}
	return nil, 0
}
