// This file defines Pattern, the compiled regular expression.

package sre

import (
	"fmt"
	"slices"
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// Pattern is a re.Pattern object.
type Pattern struct {
	py.Header
	weak       *py.WeakList
	pattern    py.Value // str, bytes-like or None
	flags      int
	groups     int
	groupIndex *py.Dict  // name → number
	indexGroup *py.Tuple // number → name or None
	isBytes    bool
	untyped    bool // made from None: takes str and bytes
	code       []uint32
	program    *program
	idle       *search // one that is over, to be used again

	// The template that was parsed last, and its text.
	lastText     *py.Str
	lastTemplate *template
}

var patternType = &py.Type{Name: "Pattern", Module: "re", Doc: "A compiled regular expression."}

func asPattern(v py.Value) *Pattern { return (*Pattern)(v.P) }

const searchArgs = "($self, /, string, pos=0, endpos=sys.maxsize)"

func setupPattern(t *py.Type) {
	t.Size = py.SizeOf[Pattern]()
	t.WeakField = func(v py.Value) **py.WeakList { return &asPattern(v).weak }
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) { return asPattern(v).repr(th) }
	t.Hash = func(th *py.Thread, v py.Value) (int64, error) { return asPattern(v).hash(th) }
	t.Compare = comparePatterns
	t.Methods = []*py.MethodDef{
		py.Def("match"+searchArgs, "Match at the beginning of the string.", matchAt(false)),
		py.Def("fullmatch"+searchArgs, "Match the whole string.", matchAt(true)),
		py.Def("search"+searchArgs, "Find the first match in the string.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s, err := newSearch(th, asPattern(a[0]), a[1], a[2], a[3])
			if err != nil {
				return py.Unbound, err
			}
			defer s.close()
			ok, err := s.next()
			return s.match(ok, err)
		}),
		py.Def("sub($self, /, repl, string, count=0)", "Replace the matches from the left, count at the most.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			v, _, err := substitute(th, a)
			return v, err
		}),
		py.Def("subn($self, /, repl, string, count=0)", "Replace as sub does, and return (new string, number of replacements).", func(th *py.Thread, a []py.Value) (py.Value, error) {
			v, n, err := substitute(th, a)
			if err != nil {
				return py.Unbound, err
			}
			return py.TupleOf(v, py.Int(int64(n))).Value(), nil
		}),
		py.Def("findall"+searchArgs, "Return a list of all matches: their texts, or their groups.", findAll),
		py.Def("split($self, /, string, maxsplit=0)", "Split the string at the matches.", split),
		py.Def("finditer"+searchArgs, "Return an iterator over the matches.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s, err := newScanner(th, a)
			if err != nil {
				return py.Unbound, err
			}
			next, err := py.GetAttrString(th, s, "search")
			if err != nil {
				return py.Unbound, err
			}
			return py.NewCallableIterator(next, py.None), nil
		}),
		py.Def("scanner"+searchArgs, "Return a scanner, which finds one match after the other.", newScanner),
		py.Def("__copy__($self, /)", "Return self.", itself),
		py.Def("__deepcopy__($self, memo, /)", "Return self.", itself),
		py.DefClass("__class_getitem__($type, object, /)", "Return a generic alias (PEP 585).", genericAlias),
	}
	t.GetSets = []py.GetSetDef{
		{Name: "pattern", Doc: "The text that was compiled.", Member: true, Get: func(th *py.Thread, v py.Value) (py.Value, error) { return asPattern(v).pattern, nil }},
		{Name: "flags", Doc: "The flags of the regular expression.", Member: true, Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Int(int64(asPattern(v).flags)), nil }},
		{Name: "groups", Doc: "The number of groups.", Member: true, Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Int(int64(asPattern(v).groups)), nil }},
		{Name: "groupindex", Doc: "The numbers of the named groups.", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			return py.NewMappingProxy(asPattern(v).groupIndex.Value()), nil
		}},
	}
}

func itself(th *py.Thread, a []py.Value) (py.Value, error) { return a[0], nil }

func genericAlias(th *py.Thread, a []py.Value) (py.Value, error) {
	return py.NewGenericAlias(th, a[0], a[1])
}

// compile is _sre.compile.
func compile(th *py.Thread, a []py.Value) (py.Value, error) {
	flags, err := py.AsCInt(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	list, index, names := py.AsList(a[2]), py.AsDict(a[4]), py.AsTuple(a[5])
	if list == nil {
		return py.Unbound, wrongType("code", "list", a[2])
	}
	groups, err := py.AsInt(th, a[3])
	switch {
	case err != nil:
		return py.Unbound, err
	case index == nil:
		return py.Unbound, wrongType("groupindex", "dict", a[4])
	case names == nil:
		return py.Unbound, wrongType("indexgroup", "tuple", a[5])
	}
	p := &Pattern{pattern: a[0], flags: flags, groups: groups, groupIndex: index, indexGroup: names}
	p.Header = py.Header{Type: patternType, Kind: py.KindOther}
	switch {
	case a[0].IsNone():
		p.untyped = true
	case py.AsStr(a[0]) == nil:
		var s subject
		if err := s.open(th, a[0]); err != nil {
			return py.Unbound, err
		}
		s.release()
		p.isBytes = true
	}
	p.code = make([]uint32, list.Len())
	for i, v := range list.Items() {
		if !py.IsInstance(v, py.IntType) {
			return py.Unbound, py.Raise(py.TypeError, "an integer is required")
		}
		n, ok := py.AsInt64(v)
		if !ok || n < 0 || n > 1<<32-1 {
			return py.Unbound, py.Raise(py.OverflowError, "regular expression code size limit exceeded")
		}
		p.code[i] = uint32(n)
	}
	if groups < 0 || groups > maxGroups {
		return py.Unbound, py.Raise(py.RuntimeError, "invalid SRE code")
	}
	if p.program, err = translate(p.code, groups); err != nil {
		return py.Unbound, py.Raise(py.RuntimeError, "%s", err.Error())
	}
	return p.Value(), nil
}

func wrongType(name, want string, v py.Value) error {
	return py.Raise(py.TypeError, "compile() argument '%s' must be %s, not %s", name, want, v.Type().TypeName())
}

// flagNames are the flags in the order in which repr shows them.
var flagNames = []struct {
	flag int
	name string
}{
	{flagIgnoreCase, "re.IGNORECASE"}, {flagLocale, "re.LOCALE"}, {flagMultiline, "re.MULTILINE"}, {flagDotAll, "re.DOTALL"},
	{flagUnicode, "re.UNICODE"}, {flagVerbose, "re.VERBOSE"}, {flagDebug, "re.DEBUG"}, {flagASCII, "re.ASCII"},
}

func (p *Pattern) repr(th *py.Thread) (py.Value, error) {
	r, err := py.Repr(th, p.pattern)
	if err != nil {
		return py.Unbound, err
	}
	if r.Len() > 200 {
		r = r.Sub(0, 200)
	}
	flags := p.flags
	if py.AsStr(p.pattern) != nil && flags&(flagLocale|flagUnicode|flagASCII) == flagUnicode {
		flags &^= flagUnicode
	}
	var names []string
	for _, f := range flagNames {
		if flags&f.flag != 0 {
			names = append(names, f.name)
			flags &^= f.flag
		}
	}
	if flags != 0 {
		names = append(names, fmt.Sprintf("0x%x", uint32(flags)))
	}
	text := "re.compile(" + r.String()
	if names != nil {
		text += ", " + strings.Join(names, "|")
	}
	return py.Text(text + ")"), nil
}

func (p *Pattern) hash(th *py.Thread) (int64, error) {
	h, err := py.Hash(th, p.pattern)
	if err != nil {
		return 0, err
	}
	for _, c := range p.code {
		h = h*1000003 ^ int64(c)
	}
	if h ^= int64(p.flags)<<8 ^ int64(p.groups); h == -1 {
		h = -2
	}
	return h, nil
}

func comparePatterns(th *py.Thread, a, b py.Value, op py.CompareOp) (py.Value, error) {
	if op != py.EQ && op != py.NE || b.Type() != patternType || a.Type() != patternType {
		return py.NotImplemented, nil
	}
	x, y := asPattern(a), asPattern(b)
	equal := x == y
	if !equal && x.flags == y.flags && x.isBytes == y.isBytes && slices.Equal(x.code, y.code) {
		var err error
		if equal, err = py.Equal(th, x.pattern, y.pattern); err != nil {
			return py.Unbound, err
		}
	}
	return py.Bool(equal == (op == py.EQ)), nil
}

// search is one run of a pattern over a subject, match after match.
type search struct {
	th       *py.Thread
	p        *Pattern
	subject  subject
	machine  matcher // narrow or wide
	narrow   machine[byte]
	wide     machine[rune]
	pos, end int  // where the search began and where it ends
	at       int  // where the next match is looked for
	advance  bool // it must not be empty there
	parts    int  // how many texts were taken out of the subject
	slab     py.TextSlab
}

// newSearch begins a search; close must end it.
func newSearch(th *py.Thread, p *Pattern, value, pos, end py.Value) (*search, error) {
	from, err := sizeArg(th, pos)
	if err != nil {
		return nil, err
	}
	to, err := sizeArg(th, end)
	if err != nil {
		return nil, err
	}
	x := p.idle
	if p.idle = nil; x == nil {
		x = &search{p: p}
	}
	s := &x.subject
	if err := s.open(th, value); err != nil {
		return nil, err
	}
	switch {
	case p.untyped:
	case s.str == nil && !p.isBytes:
		err = py.Raise(py.TypeError, "cannot use a string pattern on a bytes-like object")
	case s.str != nil && p.isBytes:
		err = py.Raise(py.TypeError, "cannot use a bytes pattern on a string-like object")
	}
	if err != nil {
		s.release()
		return nil, err
	}
	n := s.length()
	to = max(0, min(to, n))
	from = max(0, min(from, n))
	x.th, x.pos, x.end, x.at, x.advance, x.parts = th, from, to, from, false, 0
	if stop := max(from, to); s.wide != nil {
		x.wide.prepare(th, p.program, s.wide[:stop])
		x.machine = &x.wide
	} else {
		x.narrow.prepare(th, p.program, s.narrow[:stop])
		x.machine = &x.narrow
	}
	if from > to { // nothing matches, not even the empty text
		x.at = n + 1
	}
	return x, nil
}

// sizeArg reads a position; one too large for the machine is an error.
func sizeArg(th *py.Thread, v py.Value) (int, error) {
	i, err := py.Index(th, v)
	if err != nil {
		return 0, err
	}
	if n, ok := py.AsInt64(i); ok {
		return int(n), nil
	}
	return 0, py.Raise(py.OverflowError, "Python int too large to convert to C ssize_t")
}

func (s *search) close() {
	s.subject.release()
	s.subject = subject{}
	s.narrow.drop()
	s.wide.drop()
	s.slab = py.TextSlab{}
	s.th, s.p.idle = nil, s
}

// next finds the next match.
func (s *search) next() (bool, error) {
	if s.at > s.end {
		return false, nil
	}
	ok, err := s.machine.search(s.at, s.advance)
	if ok {
		s.step()
	}
	return ok, err
}

// step goes behind the match.
func (s *search) step() {
	r := s.machine.result()
	s.at, s.advance = r.end, r.end == r.start
}

// match makes the Match object of what the machine found; None when it found nothing.
func (s *search) match(ok bool, err error) (py.Value, error) {
	if err != nil || !ok {
		return py.None, err
	}
	return newMatch(s), nil
}

// group returns the text of a group, absent when it took no part; 0 is the whole match.
func (s *search) group(i int, absent py.Value) py.Value {
	r := s.machine.result()
	from, to := r.start, r.end
	if i > 0 {
		from, to = r.marks[2*i-2], r.marks[2*i-1]
	}
	if from < 0 || to < from {
		return absent
	}
	return s.slice(from, to)
}

// slice is subject.slice. Several texts share memory.
func (s *search) slice(from, to int) py.Value {
	need := py.Needs(to - from)
	if str := s.subject.str; need == 0 || str == nil || !str.IsASCII() || to-from == str.Len() {
		return s.subject.slice(from, to)
	}
	s.slab.Reserve(uintptr(s.parts) * need)
	s.parts++
	return s.slab.ASCII(s.subject.str.String()[from:to]).Value()
}

func matchAt(all bool) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		s, err := newSearch(th, asPattern(a[0]), a[1], a[2], a[3])
		if err != nil {
			return py.Unbound, err
		}
		defer s.close()
		if s.at > s.end {
			return py.None, nil
		}
		ok, err := s.machine.match(s.at, all, false)
		return s.match(ok, err)
	}
}

func findAll(th *py.Thread, a []py.Value) (py.Value, error) {
	p := asPattern(a[0])
	s, err := newSearch(th, p, a[1], a[2], a[3])
	if err != nil {
		return py.Unbound, err
	}
	defer s.close()
	out := py.NewList(nil)
	empty := s.subject.empty()
	for {
		ok, err := s.next()
		if err != nil {
			return py.Unbound, err
		}
		if !ok {
			return out.Value(), nil
		}
		if p.groups <= 1 {
			out.Append(s.group(p.groups, empty))
			continue
		}
		groups := py.SizedTuple(p.groups)
		for i := range groups.Items() {
			groups.Items()[i] = s.group(i+1, empty)
		}
		out.Append(groups.Value())
	}
}

var maxSize = py.Int(1<<63 - 1)

func split(th *py.Thread, a []py.Value) (py.Value, error) {
	p := asPattern(a[0])
	limit, err := sizeArg(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	s, err := newSearch(th, p, a[1], py.Int(0), maxSize)
	if err != nil {
		return py.Unbound, err
	}
	defer s.close()
	out := py.NewList(nil)
	last := 0
	for n := 0; limit == 0 || n < limit; n++ {
		ok, err := s.next()
		if err != nil {
			return py.Unbound, err
		}
		if !ok {
			break
		}
		out.Append(s.slice(last, s.machine.result().start))
		for i := range p.groups {
			out.Append(s.group(i+1, py.None))
		}
		last = s.machine.result().end
	}
	out.Append(s.slice(last, s.end))
	return out.Value(), nil
}

// substitute is sub and subn.
func substitute(th *py.Thread, a []py.Value) (py.Value, int, error) {
	p := asPattern(a[0])
	limit, err := sizeArg(th, a[3])
	if err != nil {
		return py.Unbound, 0, err
	}
	repl, err := newReplacement(th, p, a[1])
	if err != nil {
		return py.Unbound, 0, err
	}
	s, err := newSearch(th, p, a[2], py.Int(0), maxSize)
	if err != nil {
		return py.Unbound, 0, err
	}
	defer s.close()
	out := assembly{subject: &s.subject}
	last, n := 0, 0
	for limit == 0 || n < limit {
		ok, err := s.next()
		if err != nil {
			return py.Unbound, 0, err
		}
		if !ok {
			break
		}
		r := s.machine.result()
		start, end := r.start, r.end
		out.addPart(last, start)
		if err := repl.addTo(th, &out, s); err != nil {
			return py.Unbound, 0, err
		}
		if err := th.Charge(2 * int64(len(out.text))); err != nil {
			return py.Unbound, 0, err
		}
		last = end
		n++
	}
	if n == 0 {
		return s.subject.slice(0, s.end), 0, nil
	}
	out.addPart(last, s.end)
	v, err := out.value(th)
	return v, n, err
}
