// This file defines Match, what a pattern found.

package sre

import (
	"strconv"

	py "github.com/gopy-lang/gopy/runtime"
)

// Match is a re.Match object.
type Match struct {
	py.Header
	pattern     *Pattern
	str         py.Value
	spans       []int // beginning and end of the whole match and of each group, -1: took no part
	pos, endpos int
	lastIndex   int // the group closed last, -1: none
	regs        py.Value
	room        [6]int // of the spans when they are few
}

var matchType = &py.Type{Name: "Match", Module: "re", Doc: "What a match found: its text and groups. It is always true."}

func asMatch(v py.Value) *Match { return (*Match)(v.P) }

func newMatch(s *search) py.Value {
	r := s.machine.result()
	m := &Match{pattern: s.p, str: s.subject.value, pos: s.pos, endpos: s.end, lastIndex: r.lastIndex, regs: py.Unbound}
	m.Header = py.Header{Type: matchType, Kind: py.KindOther}
	if n := 2 + len(r.marks); n <= len(m.room) {
		m.spans = m.room[:n]
	} else {
		m.spans = make([]int, n)
	}
	m.spans[0], m.spans[1] = r.start, r.end
	for i := 0; i < len(r.marks); i += 2 {
		from, to := r.marks[i], r.marks[i+1]
		if from < 0 || to < from {
			from, to = -1, -1
		}
		m.spans[i+2], m.spans[i+3] = from, to
	}
	return m.Value()
}

func setupMatch(t *py.Type) {
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		m := asMatch(v)
		text, err := m.text(th, 0, py.None)
		if err != nil {
			return py.Unbound, err
		}
		r, err := py.Repr(th, text)
		if err != nil {
			return py.Unbound, err
		}
		if r.Len() > 50 {
			r = r.Sub(0, 50)
		}
		return py.Text("<re.Match object; span=(" + strconv.Itoa(m.spans[0]) + ", " + strconv.Itoa(m.spans[1]) + "), match=" + r.String() + ">"), nil
	}
	t.GetItem = func(th *py.Thread, v, key py.Value) (py.Value, error) { return asMatch(v).get(th, key, py.None) }
	t.Methods = []*py.MethodDef{
		py.DefRaw("group", "", "Return one or more groups, by number or name; 0, the default, is the whole match.", matchGroup),
		py.Def("start($self, group=0, /)", "Return where the group begins, -1 when it took no part.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			i, err := asMatch(a[0]).index(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			return py.Int(int64(asMatch(a[0]).spans[2*i])), nil
		}),
		py.Def("end($self, group=0, /)", "Return where the group ends, -1 when it took no part.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			i, err := asMatch(a[0]).index(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			return py.Int(int64(asMatch(a[0]).spans[2*i+1])), nil
		}),
		py.Def("span($self, group=0, /)", "Return (start, end) of the group.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			i, err := asMatch(a[0]).index(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			return asMatch(a[0]).span(i), nil
		}),
		py.Def("groups($self, /, default=None)", "Return all groups as a tuple; default stands for those that took no part.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := asMatch(a[0])
			groups := py.SizedTuple(m.pattern.groups)
			out := groups.Items()
			if s := py.AsStr(m.str); s != nil && s.IsASCII() {
				m.asciiGroups(s, out, a[1])
				return groups.Value(), nil
			}
			for i := range out {
				var err error
				if out[i], err = m.text(th, i+1, a[1]); err != nil {
					return py.Unbound, err
				}
			}
			return groups.Value(), nil
		}),
		py.Def("groupdict($self, /, default=None)", "Return the named groups as a dict; default stands for those that took no part.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m, def := asMatch(a[0]), a[1]
			out := py.NewDictSize(m.pattern.groupIndex.Len())
			for pos := 0; ; {
				name, number, ok := m.pattern.groupIndex.Next(&pos)
				if !ok {
					return out.Value(), nil
				}
				i, isInt := py.AsInt64(number)
				if !isInt || i < 0 || i > int64(m.pattern.groups) {
					return py.Unbound, py.Raise(py.IndexError, "no such group")
				}
				text, err := m.text(th, int(i), def)
				if err == nil {
					err = out.SetItem(th, name, text)
				}
				if err != nil {
					return py.Unbound, err
				}
			}
		}),
		py.Def("expand($self, /, template)", "Return the template with its group references replaced, as sub does.", matchExpand),
		py.Def("__copy__($self, /)", "Return self.", itself),
		py.Def("__deepcopy__($self, memo, /)", "Return self.", itself),
		py.DefClass("__class_getitem__($type, object, /)", "Return a generic alias (PEP 585).", genericAlias),
	}
	t.GetSets = []py.GetSetDef{
		{Name: "string", Doc: "The string that was searched.", Member: true, Get: func(th *py.Thread, v py.Value) (py.Value, error) { return asMatch(v).str, nil }},
		{Name: "re", Doc: "The pattern.", Member: true, Get: func(th *py.Thread, v py.Value) (py.Value, error) { return asMatch(v).pattern.Value(), nil }},
		{Name: "pos", Doc: "Where the search began.", Member: true, Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Int(int64(asMatch(v).pos)), nil }},
		{Name: "endpos", Doc: "Where the search ended.", Member: true, Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Int(int64(asMatch(v).endpos)), nil }},
		{Name: "lastindex", Doc: "The number of the group closed last.", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			if i := asMatch(v).lastIndex; i >= 0 {
				return py.Int(int64(i)), nil
			}
			return py.None, nil
		}},
		{Name: "lastgroup", Doc: "The name of the group closed last.", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			m := asMatch(v)
			if i := m.lastIndex; i >= 0 && i < m.pattern.indexGroup.Len() {
				return m.pattern.indexGroup.At(i), nil
			}
			return py.None, nil
		}},
		{Name: "regs", Doc: "The spans of the match and its groups.", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			m := asMatch(v)
			if m.regs.IsUnbound() {
				out := make([]py.Value, len(m.spans)/2)
				for i := range out {
					out[i] = m.span(i)
				}
				m.regs = py.NewTuple(out).Value()
			}
			return m.regs, nil
		}},
	}
}

func (m *Match) span(i int) py.Value {
	return py.TupleOf(py.Int(int64(m.spans[2*i])), py.Int(int64(m.spans[2*i+1]))).Value()
}

// text returns the text of group i.
func (m *Match) text(th *py.Thread, i int, absent py.Value) (py.Value, error) {
	from, to := m.spans[2*i], m.spans[2*i+1]
	if from < 0 {
		return absent, nil
	}
	if s := py.AsStr(m.str); s != nil {
		n := s.Len()
		return s.Sub(min(from, n), min(to, n)).Value(), nil
	}
	b, err := py.AsBytes(th, m.str)
	if err != nil {
		return py.Unbound, err
	}
	from, to = min(from, len(b)), min(to, len(b)) // a bytearray may have shrunk since
	if from == 0 && to == len(b) && m.str.IsExact(py.KindBytes) {
		return m.str, nil
	}
	return py.NewBytes(append([]byte(nil), b[from:to]...)).Value(), nil
}

// asciiGroups puts the texts of the groups, which are those of an ASCII str, in out.
func (m *Match) asciiGroups(s *py.Str, out []py.Value, absent py.Value) {
	var slab py.TextSlab
	whole := s.String()
	spans := m.spans[2:]
	for i := range out {
		if from := spans[2*i]; from >= 0 {
			slab.Plan(spans[2*i+1] - from)
		}
	}
	for i := range out {
		switch from, to := spans[2*i], spans[2*i+1]; {
		case from < 0:
			out[i] = absent
		case to-from > py.MaxInSlab || to-from == len(whole):
			out[i] = s.Sub(from, to).Value()
		default:
			out[i] = slab.ASCII(whole[from:to]).Value()
		}
	}
}

// index returns the number of a group given by number or name.
func (m *Match) index(th *py.Thread, key py.Value) (int, error) {
	n := int64(-1)
	if key.IsSmallInt() {
		n = key.SmallInt()
	} else if key.Type().Index != nil {
		v, err := py.Index(th, key)
		if err != nil {
			return 0, err
		}
		if i, ok := py.AsInt64(v); ok {
			n = i
		}
	} else if _, err := py.Hash(th, key); err == nil {
		v, err := m.pattern.groupIndex.GetItem(th, key)
		if err != nil {
			return 0, err
		}
		if i, ok := py.AsInt64(v); ok && !v.IsUnbound() {
			n = i
		}
	}
	if n < 0 || n > int64(m.pattern.groups) {
		return 0, py.Raise(py.IndexError, "no such group")
	}
	return int(n), nil
}

func (m *Match) get(th *py.Thread, key, absent py.Value) (py.Value, error) {
	i, err := m.index(th, key)
	if err != nil {
		return py.Unbound, err
	}
	return m.text(th, i, absent)
}

func matchGroup(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	m := asMatch(args[0])
	if kw != nil && kw.Len() > 0 {
		return py.Unbound, py.Raise(py.TypeError, "Match.group() takes no keyword arguments")
	}
	switch len(args) {
	case 1:
		return m.text(th, 0, py.None)
	case 2:
		return m.get(th, args[1], py.None)
	}
	out := make([]py.Value, len(args)-1)
	for i, key := range args[1:] {
		var err error
		if out[i], err = m.get(th, key, py.None); err != nil {
			return py.Unbound, err
		}
	}
	return py.NewTuple(out).Value(), nil
}
