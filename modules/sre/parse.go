// This file parses the text of a regular expression (library reference, "Regular Expression Syntax") to a tree.

package sre

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/runtime/ucd"
)

// syntaxError is what is wrong with a pattern; pos is -1 when there is no place for it.
type syntaxError struct {
	message string
	pos     int
}

func (e *syntaxError) Error() string { return e.message }

// overflow is the error for a bound that is too large.
type overflow struct{ message string }

func (e *overflow) Error() string { return e.message }

// tooDeep is the error for groups that nest too deep.
type tooDeep struct{}

func (tooDeep) Error() string { return "maximum recursion depth exceeded" }

// maxGroupNesting bounds how deep groups nest in a pattern.
const maxGroupNesting = 1000

// token is a character, or a backslash with the one behind it; the zero token is the end.
type token struct {
	char    rune // the character, behind the backslash if there is one
	escaped bool
	size    int
}

func (t token) is(c rune) bool { return t.size == 1 && t.char == c }

func (t token) in(set string) bool {
	return t.size == 1 && t.char < 128 && strings.ContainsRune(set, t.char)
}

func (t token) text() string {
	switch {
	case t.size == 0:
		return ""
	case t.escaped:
		return `\` + runeText(t.char)
	}
	return runeText(t.char)
}

// runeText is string(r) that keeps surrogates.
func runeText(r rune) string {
	if r >= 0xD800 && r <= 0xDFFF {
		return string([]byte{0xE0 | byte(r>>12), 0x80 | byte(r>>6&0x3F), 0x80 | byte(r&0x3F)})
	}
	return string(r)
}

const (
	whiteSpace = " \t\n\r\v\f"
	digits     = "0123456789"
	octDigits  = "01234567"
	hexDigits  = "0123456789abcdefABCDEF"
)

var flagLetters = map[rune]int{'i': flagIgnoreCase, 'L': flagLocale, 'm': flagMultiline, 's': flagDotAll, 'x': flagVerbose, 'a': flagASCII, 'u': flagUnicode}

// typeFlags are the flags of which one at most may be set.
const typeFlags = flagASCII | flagLocale | flagUnicode

// abort is what the parser panics with and parse recovers: the error that it returns.
type abort struct{ err error }

// parser is the state of one parse.
type parser struct {
	text    []rune
	isText  bool
	index   int // behind next
	next    token
	flags   int
	names   map[string]int
	order   []string // names of the groups by number, "" for none
	open    []bool   // by number
	widths  []width  // by number
	refs    map[int]int
	behind  int // number of the first group inside the look-behind, -1 outside
	depth   int
	warning func(message string) error
}

// parse returns the tree of a pattern. warn is told of what will mean something else one day.
func parse(text []rune, isText bool, flags int, warn func(message string) error) (p *parser, tree []node, err error) {
	p = &parser{text: text, isText: isText, flags: flags, names: map[string]int{}, order: []string{""}, open: []bool{false},
		widths: []width{{}}, refs: map[int]int{}, behind: -1, warning: warn}
	defer func() {
		switch x := recover().(type) {
		case nil:
		case abort:
			err = x.err
		default:
			panic(x)
		}
	}()
	p.advance()
	tree = p.alternatives(flags&flagVerbose != 0, 0)
	if p.next.size > 0 {
		p.fail("unbalanced parenthesis", 0)
	}
	for group, pos := range p.refs {
		if group >= len(p.order) {
			panic(abort{&syntaxError{fmt.Sprintf("invalid group reference %d", group), pos}})
		}
	}
	return p, tree, nil
}

// fail ends the parse; the error is so many characters before the present position.
func (p *parser) fail(message string, back int) {
	if !p.isText {
		var b strings.Builder
		for _, r := range message {
			if r < 128 {
				b.WriteRune(r)
			} else {
				fmt.Fprintf(&b, `\x%02x`, r)
			}
		}
		message = b.String()
	}
	panic(abort{&syntaxError{message, p.tell() - back}})
}

// warn tells of what will mean something else one day.
func (p *parser) warn(message string) {
	if err := p.warning(message); err != nil {
		panic(abort{err})
	}
}

// tell is the position of the next token.
func (p *parser) tell() int { return p.index - p.next.size }

func (p *parser) advance() {
	if p.index >= len(p.text) {
		p.next = token{}
		return
	}
	c := p.text[p.index]
	p.next = token{char: c, size: 1}
	if c == '\\' {
		if p.index+1 >= len(p.text) {
			panic(abort{&syntaxError{"bad escape (end of pattern)", len(p.text) - 1}})
		}
		p.next = token{char: p.text[p.index+1], escaped: true, size: 2}
	}
	p.index += p.next.size
}

func (p *parser) get() token {
	t := p.next
	p.advance()
	return t
}

// match takes the next token if it is the character.
func (p *parser) match(c rune) bool {
	if p.next.is(c) {
		p.advance()
		return true
	}
	return false
}

// while takes up to n characters of a set.
func (p *parser) while(n int, set string) string {
	start := p.tell()
	for ; n > 0 && p.next.in(set); n-- {
		p.advance()
	}
	return string(p.text[start:p.tell()])
}

// until takes a name that a character ends.
func (p *parser) until(end rune, what string) []rune {
	var name []rune
	for {
		t := p.get()
		switch {
		case t.size == 0 && len(name) == 0:
			p.fail("missing "+what, 0)
		case t.size == 0:
			p.fail(fmt.Sprintf("missing %c, unterminated name", end), len(name))
		case t.is(end):
			if len(name) == 0 {
				p.fail("missing "+what, 1)
			}
			return name
		case t.escaped:
			name = append(name, '\\', t.char)
		default:
			name = append(name, t.char)
		}
	}
}

func runesText(runes []rune) string {
	var b strings.Builder
	for _, r := range runes {
		b.WriteString(runeText(r))
	}
	return b.String()
}

// quoted is the repr of a name.
func (p *parser) quoted(name []rune) string {
	return py.ReprString(runesText(name))
}

// checkName refuses a group name that is no identifier.
func (p *parser) checkName(name []rune, back int) {
	text := runesText(name)
	ascii := !slices.ContainsFunc(name, func(r rune) bool { return r > 127 })
	if !p.isText && !ascii || !py.NewStr(text).IsIdentifier() {
		p.fail("bad character in group name "+p.quoted(name), len(name)+back)
	}
}

// isClosed reports whether a group may be referred to here.
func (p *parser) isClosed(group int) bool { return group < len(p.order) && !p.open[group] }

func (p *parser) checkBehind(group int) {
	if p.behind >= 0 {
		if !p.isClosed(group) {
			p.fail("cannot refer to an open group", 0)
		}
		if group >= p.behind {
			p.fail("cannot refer to group defined in the same lookbehind subpattern", 0)
		}
	}
}

// escapes that stand for one character.
var escapes = map[rune]int{'a': 7, 'b': 8, 'f': 12, 'n': 10, 'r': 13, 't': 9, 'v': 11, '\\': '\\'}

var categories = map[rune]int{'d': categoryDigit, 'D': categoryDigit + 1, 's': categorySpace, 'S': categorySpace + 1, 'w': categoryWord, 'W': categoryWord + 1}

var positions = map[rune]int{'A': atBeginningString, 'b': atBoundary, 'B': atNonBoundary, 'Z': atEndString, 'z': atEndString}

func isASCIILetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }

// isOneOf reports whether an ASCII character is in a set.
func isOneOf(r rune, set string) bool { return r < 128 && strings.ContainsRune(set, r) }

func literalNode(c int) node { return node{kind: nodeLiteral, value: c} }

func categoryNode(c int) node {
	return node{kind: nodeSet, items: []node{{kind: nodeCategory, value: c}}}
}

// number reads the digits of \x, \u and \U.
func (p *parser) number(letter rune, count int) node {
	hex := p.while(count, hexDigits)
	escape := `\` + string(letter) + hex
	if len(hex) != count {
		p.fail("incomplete escape "+escape, len(escape))
	}
	n, _ := strconv.ParseUint(hex, 16, 64)
	if n > unicode.MaxRune {
		p.fail("bad escape "+escape, len(escape))
	}
	return literalNode(int(n))
}

// character reads an escape that stands for a character wherever it is; ok is false for others.
func (p *parser) character(t token) (n node, ok bool) {
	switch {
	case t.char == 'x':
		return p.number('x', 2), true
	case t.char == 'u' && p.isText:
		return p.number('u', 4), true
	case t.char == 'U' && p.isText:
		return p.number('U', 8), true
	case t.char == 'N' && p.isText:
		if !p.match('{') {
			p.fail("missing {", 0)
		}
		name := p.until('}', "character name")
		found, known := ucd.LookupName(strings.ToUpper(string(name)))
		if runes := []rune(found); known && len(runes) == 1 {
			return literalNode(int(runes[0])), true
		}
		p.fail("undefined character name "+p.quoted(name), len(name)+len(`\N{}`))
	}
	return node{}, false
}

func (p *parser) octal(text string) node {
	n, _ := strconv.ParseInt(text, 8, 32)
	if n > 0o377 {
		p.fail(fmt.Sprintf(`octal escape value \%s outside of range 0-0o377`, text), len(text)+1)
	}
	return literalNode(int(n))
}

func (p *parser) badEscape(t token) { p.fail("bad escape "+t.text(), 2) }

// setEscape reads an escape within a set.
func (p *parser) setEscape(t token) node {
	if c, ok := escapes[t.char]; ok {
		return literalNode(c)
	}
	if c, ok := categories[t.char]; ok {
		return categoryNode(c)
	}
	if n, ok := p.character(t); ok {
		return n
	}
	if isOneOf(t.char, octDigits) {
		return p.octal(string(t.char) + p.while(2, octDigits))
	}
	if isOneOf(t.char, digits) || isASCIILetter(t.char) {
		p.badEscape(t)
	}
	return literalNode(int(t.char))
}

// escape reads an escape outside of a set.
func (p *parser) escape(t token) node {
	if c, ok := categories[t.char]; ok {
		return categoryNode(c)
	}
	if c, ok := positions[t.char]; ok {
		return node{kind: nodeAt, value: c}
	}
	if c, ok := escapes[t.char]; ok {
		return literalNode(c)
	}
	if n, ok := p.character(t); ok {
		return n
	}
	switch {
	case t.char == '0':
		return p.octal("0" + p.while(2, octDigits))
	case isOneOf(t.char, digits):
		text := string(t.char)
		if p.next.in(digits) {
			text += string(p.get().char)
			if isOneOf(rune(text[0]), octDigits) && isOneOf(rune(text[1]), octDigits) && p.next.in(octDigits) {
				return p.octal(text + string(p.get().char))
			}
		}
		group, _ := strconv.Atoi(text)
		if group >= len(p.order) {
			p.fail(fmt.Sprintf("invalid group reference %d", group), len(text))
		}
		if !p.isClosed(group) {
			p.fail("cannot refer to an open group", len(text)+1)
		}
		p.checkBehind(group)
		return node{kind: nodeGroupRef, value: group}
	case isASCIILetter(t.char):
		p.badEscape(t)
	}
	return literalNode(int(t.char))
}

// alternatives parses sequences with | between them.
func (p *parser) alternatives(verbose bool, nested int) []node {
	if p.depth++; p.depth > maxGroupNesting {
		panic(abort{tooDeep{}})
	}
	defer func() { p.depth-- }()
	var all [][]node
	for {
		all = append(all, p.sequence(verbose, nested+1, nested == 0 && len(all) == 0))
		if !p.match('|') {
			break
		}
		if nested == 0 {
			verbose = p.flags&flagVerbose != 0
		}
	}
	if len(all) == 1 {
		return all[0]
	}
	var out []node
	for len(all[0]) > 0 { // what all alternatives begin with
		first := &all[0][0]
		if slices.ContainsFunc(all[1:], func(a []node) bool { return len(a) == 0 || !a[0].equal(first) }) {
			break
		}
		out = append(out, *first)
		for i := range all {
			all[i] = all[i][1:]
		}
	}
	var set []node
	for _, a := range all {
		switch {
		case len(a) == 1 && a[0].kind == nodeLiteral:
			set = append(set, a[0])
			continue
		case len(a) == 1 && a[0].kind == nodeSet && !a[0].negated:
			set = append(set, a[0].items...)
			continue
		}
		return append(out, node{kind: nodeBranch, alternatives: all})
	}
	return append(out, node{kind: nodeSet, items: unique(set)})
}

// unique removes items that were there before.
func unique(set []node) []node {
	type key struct {
		kind       nodeKind
		value, end int
	}
	seen := make(map[key]bool, len(set))
	out := set[:0]
	for _, n := range set {
		k := key{n.kind, n.value, n.high}
		if !seen[k] {
			seen[k] = true
			out = append(out, n)
		}
	}
	return out
}

// sequence parses items up to | or ) or the end.
func (p *parser) sequence(verbose bool, nested int, first bool) []node {
	var out []node
	for p.next.size > 0 && !p.next.in("|)") {
		t := p.get()
		if verbose && t.in(whiteSpace) {
			continue
		}
		if verbose && t.is('#') {
			for {
				if c := p.get(); c.size == 0 || c.is('\n') {
					break
				}
			}
			continue
		}
		switch {
		case t.escaped:
			out = append(out, p.escape(t))
		case t.is('['):
			out = append(out, p.set())
		case t.in("*+?{"):
			out = p.repeat(t, out)
		case t.is('.'):
			out = append(out, node{kind: nodeAny})
		case t.is('('):
			var n node
			var ok bool
			if n, verbose, ok = p.group(verbose, nested, first && len(out) == 0); ok {
				out = append(out, n)
			}
		case t.is('^'):
			out = append(out, node{kind: nodeAt, value: atBeginning})
		case t.is('$'):
			out = append(out, node{kind: nodeAt, value: atEnd})
		default:
			out = append(out, literalNode(int(t.char)))
		}
	}
	flat := out
	for i := range out {
		if out[i].isPlainGroup() {
			flat = make([]node, 0, len(out)+4)
			for j := range out {
				if out[j].isPlainGroup() {
					flat = append(flat, out[j].body...)
				} else {
					flat = append(flat, out[j])
				}
			}
			break
		}
	}
	return flat
}

// isPlainGroup reports whether a node is (?:…).
func (n *node) isPlainGroup() bool {
	return n.kind == nodeGroup && n.value < 0 && n.add == 0 && n.remove == 0
}

// set parses what follows [.
func (p *parser) set() node {
	start := p.tell() - 1
	var items []node
	if p.next.is('[') {
		p.warn(fmt.Sprintf("Possible nested set at position %d", p.tell()))
	}
	negated := p.match('^')
	get := func() token {
		t := p.get()
		if t.size == 0 {
			p.fail("unterminated character set", p.tell()-start)
		}
		return t
	}
	one := func(t token) node {
		if t.escaped {
			return p.setEscape(t)
		}
		return literalNode(int(t.char))
	}
	add := func(n node) {
		if n.kind == nodeSet {
			n = n.items[0]
		}
		items = append(items, n)
	}
	for {
		t := get()
		if t.is(']') && len(items) > 0 {
			break
		}
		if !t.escaped && len(items) > 0 && t.in("-&~|") && p.next.is(t.char) {
			what := map[rune]string{'-': "difference", '&': "intersection", '~': "symmetric difference", '|': "union"}[t.char]
			p.warn(fmt.Sprintf("Possible set %s at position %d", what, p.tell()-1))
		}
		low := one(t)
		if !p.match('-') {
			add(low)
			continue
		}
		u := get()
		if u.is(']') {
			add(low)
			add(literalNode('-'))
			break
		}
		if u.is('-') {
			p.warn(fmt.Sprintf("Possible set difference at position %d", p.tell()-2))
		}
		high := one(u)
		if low.kind != nodeLiteral || high.kind != nodeLiteral || high.value < low.value {
			p.fail(fmt.Sprintf("bad character range %s-%s", t.text(), u.text()), t.size+1+u.size)
		}
		items = append(items, node{kind: nodeRange, value: low.value, high: high.value})
	}
	items = unique(items)
	if len(items) == 1 && items[0].kind == nodeLiteral {
		if negated {
			items[0].kind = nodeNotLiteral
		}
		return items[0]
	}
	return node{kind: nodeSet, negated: negated, items: items}
}

// repeat applies * + ? {…} to the last item.
func (p *parser) repeat(t token, out []node) []node {
	here := p.tell()
	low, high := 0, maxRepeat
	switch t.char {
	case '?':
		high = 1
	case '+':
		low = 1
	case '{':
		literal := func() []node {
			p.index = here
			p.advance()
			return append(out, literalNode('{'))
		}
		if p.next.is('}') {
			return literal()
		}
		// Whether it is a repetition shows at the }, and only then may its bounds be too large.
		lowText, highText := p.while(len(p.text), digits), ""
		if p.match(',') {
			highText = p.while(len(p.text), digits)
		} else {
			highText = lowText
		}
		if !p.match('}') {
			return literal()
		}
		read := func(text string, otherwise int) int {
			if text == "" {
				return otherwise
			}
			n, err := strconv.ParseUint(text, 10, 64)
			if err != nil || n >= maxRepeat {
				panic(abort{&overflow{"the repetition number is too large"}})
			}
			return int(n)
		}
		low, high = read(lowText, 0), read(highText, maxRepeat)
		if high < low {
			p.fail("min repeat greater than max repeat", p.tell()-here)
		}
	}
	back := p.tell() - here + 1
	if len(out) == 0 || out[len(out)-1].kind == nodeAt {
		p.fail("nothing to repeat", back)
	}
	last := out[len(out)-1]
	switch last.kind {
	case nodeMaxRepeat, nodeMinRepeat, nodePossessive:
		p.fail("multiple repeat", back)
	}
	n := node{kind: nodeMaxRepeat, low: low, high: high, body: []node{last}}
	if last.isPlainGroup() {
		n.body = last.body
	}
	if p.match('?') {
		n.kind = nodeMinRepeat
	} else if p.match('+') {
		n.kind = nodePossessive
	}
	out[len(out)-1] = n
	return out
}

// end takes the ) of a group that began at start.
func (p *parser) end(start int) {
	if !p.match(')') {
		p.fail("missing ), unterminated subpattern", p.tell()-start)
	}
}

func (p *parser) getOrFail() token {
	t := p.get()
	if t.size == 0 {
		p.fail("unexpected end of pattern", 0)
	}
	return t
}

// group parses what follows (; ok is false when that is nothing to match. It returns whether white space counts from here on.
func (p *parser) group(verbose bool, nested int, first bool) (n node, nowVerbose, ok bool) {
	start := p.tell() - 1
	n = node{kind: nodeGroup, value: -1}
	capture := true
	var name []rune
	if p.match('?') {
		t := p.getOrFail()
		capture = false
		switch {
		case t.is('P'):
			switch {
			case p.match('<'):
				name = p.until('>', "group name")
				p.checkName(name, 1)
				capture = true
			case p.match('='):
				name = p.until(')', "group name")
				p.checkName(name, 1)
				group, known := p.names[runesText(name)]
				if !known {
					p.fail("unknown group name "+p.quoted(name), len(name)+1)
				}
				if !p.isClosed(group) {
					p.fail("cannot refer to an open group", len(name)+1)
				}
				p.checkBehind(group)
				return node{kind: nodeGroupRef, value: group}, verbose, true
			default:
				u := p.getOrFail()
				p.fail("unknown extension ?P"+u.text(), u.size+2)
			}
		case t.is(':'):
		case t.is('#'):
			for {
				c := p.get()
				if c.size == 0 {
					p.fail("missing ), unterminated comment", p.tell()-start)
				}
				if c.is(')') {
					return node{}, verbose, false
				}
			}
		case t.in("=!<"):
			return p.assertion(t, start, verbose, nested), verbose, true
		case t.is('('):
			return p.conditional(start, verbose, nested), verbose, true
		case t.is('>'):
			n.kind = nodeAtomic
		case t.is('-') || t.size == 1 && flagLetters[t.char] != 0:
			global := false
			if n.add, n.remove, global = p.inlineFlags(t); global {
				if !first {
					p.fail("global flags not at the start of the expression", p.tell()-start)
				}
				return node{}, p.flags&flagVerbose != 0, false
			}
		default:
			p.fail("unknown extension ?"+t.text(), t.size+1)
		}
	}
	if capture {
		n.value = len(p.order)
		text := runesText(name)
		if name != nil {
			if old, taken := p.names[text]; taken {
				p.fail(fmt.Sprintf("redefinition of group name %s as group %d; was group %d", p.quoted(name), n.value, old), len(name)+1)
			}
			p.names[text] = n.value
		}
		p.order, p.open, p.widths = append(p.order, text), append(p.open, true), append(p.widths, width{})
	}
	n.body = p.alternatives((verbose || n.add&flagVerbose != 0) && n.remove&flagVerbose == 0, nested+1)
	p.end(start)
	if capture {
		p.open[n.value] = false
		p.widths[n.value] = widthOf(n.body, p.widths)
	}
	return n, verbose, true
}

// assertion parses (?=…), (?!…), (?<=…), (?<!…).
func (p *parser) assertion(t token, start int, verbose bool, nested int) node {
	n := node{kind: nodeAssert}
	outer := p.behind
	if t.is('<') {
		if t = p.getOrFail(); !t.in("=!") {
			p.fail("unknown extension ?<"+t.text(), t.size+2)
		}
		n.behind = true
		if outer < 0 {
			p.behind = len(p.order)
		}
	}
	n.body = p.alternatives(verbose, nested+1)
	if n.behind {
		p.behind = outer
	}
	p.end(start)
	if t.is('!') {
		n.kind = nodeAssertNot
		if len(n.body) == 0 {
			return node{kind: nodeFail}
		}
	}
	return n
}

// conditional parses (?(group)yes|no).
func (p *parser) conditional(start int, verbose bool, nested int) node {
	name := p.until(')', "group name")
	group := 0
	if slices.ContainsFunc(name, func(r rune) bool { return r < '0' || r > '9' }) {
		p.checkName(name, 1)
		known := false
		if group, known = p.names[runesText(name)]; !known {
			p.fail("unknown group name "+p.quoted(name), len(name)+1)
		}
	} else {
		n, err := strconv.Atoi(string(name))
		if err == nil && n == 0 {
			p.fail("bad group number", len(name)+1)
		}
		if err != nil || n >= maxGroups {
			p.fail("invalid group reference "+strings.TrimLeft(string(name), "0"), len(name)+1)
		}
		group = n
		if _, noted := p.refs[group]; !noted {
			p.refs[group] = p.tell() - len(name) - 1
		}
	}
	p.checkBehind(group)
	n := node{kind: nodeGroupRefExists, value: group}
	n.body = p.sequence(verbose, nested+1, false)
	if p.match('|') {
		n.orElse, n.hasElse = p.sequence(verbose, nested+1, false), true
		if p.next.is('|') {
			p.fail("conditional backref with more than two branches", 0)
		}
	}
	p.end(start)
	return n
}

// inlineFlags parses (?flags) and (?flags-flags:.
func (p *parser) inlineFlags(t token) (add, remove int, global bool) {
	next := func(missing, allowed string) {
		t = p.get()
		if t.size == 0 {
			p.fail(missing, 0)
		}
		if !t.in(allowed) && (t.size != 1 || flagLetters[t.char] == 0) {
			if t.size == 1 && ucd.IsAlpha(t.char) {
				p.fail("unknown flag", t.size)
			}
			p.fail(missing, t.size)
		}
	}
	if !t.is('-') {
		for {
			flag := flagLetters[t.char]
			if p.isText && t.char == 'L' {
				p.fail("bad inline flags: cannot use 'L' flag with a str pattern", 0)
			} else if !p.isText && t.char == 'u' {
				p.fail("bad inline flags: cannot use 'u' flag with a bytes pattern", 0)
			}
			add |= flag
			if flag&typeFlags != 0 && add&typeFlags != flag {
				p.fail("bad inline flags: flags 'a', 'u' and 'L' are incompatible", 0)
			}
			next("missing -, : or )", ")-:")
			if t.in(")-:") {
				break
			}
		}
	}
	if t.is(')') {
		p.flags |= add
		return 0, 0, true
	}
	if t.is('-') {
		next("missing flag", "")
		for {
			flag := flagLetters[t.char]
			if flag&typeFlags != 0 {
				p.fail("bad inline flags: cannot turn off flags 'a', 'u' and 'L'", 0)
			}
			remove |= flag
			next("missing :", ":")
			if t.is(':') {
				break
			}
		}
	}
	if add&remove != 0 {
		p.fail("bad inline flags: flag turned on and off", 1)
	}
	return add, remove, false
}
