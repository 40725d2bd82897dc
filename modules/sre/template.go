// This file holds what sub replaces matches by: a literal, a template with group references, or a function.

package sre

import (
	"bytes"
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// template is alternating literals and groups: literals[0], groups[0], literals[1], …
type template struct {
	py.Header
	literals []py.Value
	groups   []int
}

var templateType = &py.Type{Name: "SRE_Template", Module: "_sre"}

func setupTemplate(t *py.Type) {}

// newTemplate is _sre.template.
func newTemplate(th *py.Thread, a []py.Value) (py.Value, error) {
	list := py.AsList(a[1])
	if list == nil {
		return py.Unbound, py.Raise(py.TypeError, "template() argument 2 must be list, not %s", a[1].Type().TypeName())
	}
	invalid := func() (py.Value, error) { return py.Unbound, py.Raise(py.TypeError, "invalid template") }
	items := list.Items()
	if len(items)%2 == 0 {
		return invalid()
	}
	t := &template{Header: py.Header{Type: templateType, Kind: py.KindOther}}
	for i, v := range items {
		if i%2 == 0 {
			t.literals = append(t.literals, v)
			continue
		}
		n, ok := py.AsInt64(v)
		if !py.IsInstance(v, py.IntType) || !ok || n < 0 {
			return invalid()
		}
		t.groups = append(t.groups, int(n))
	}
	return t.Value(), nil
}

// compileTemplate parses a text or takes the template that the pattern had for it last.
func compileTemplate(th *py.Thread, p *Pattern, text py.Value) (*template, error) {
	s := py.AsStr(text)
	if s != nil && p.lastText != nil && p.lastText.Equal(s) {
		return p.lastTemplate, nil
	}
	t, err := parseReplacement(th, p, text)
	if err == nil && s != nil {
		p.lastText, p.lastTemplate = s, t
	}
	return t, err
}

// addTo adds the expanded template; group adds the text of a group.
func (t *template) addTo(th *py.Thread, out *assembly, groups int, group func(i int)) error {
	for i, literal := range t.literals {
		if s := py.AsStr(literal); s == nil || s.Len() > 0 {
			out.add(th, literal)
		}
		if i == len(t.groups) {
			break
		}
		if t.groups[i] > groups {
			return py.Raise(py.IndexError, "no such group")
		}
		group(t.groups[i])
	}
	return nil
}

// replacement is the argument repl of sub: one of its fields is set.
type replacement struct {
	function py.Value
	literal  py.Value
	template *template
}

func newReplacement(th *py.Thread, p *Pattern, repl py.Value) (*replacement, error) {
	r := &replacement{function: py.Unbound, literal: py.Unbound}
	if py.Callable(repl) {
		r.function = repl
		return r, nil
	}
	if s := py.AsStr(repl); s != nil {
		if !strings.Contains(s.String(), `\`) {
			r.literal = repl
			return r, nil
		}
	} else if repl.Type().Buffer != nil {
		b, err := py.AsBytes(th, repl)
		if err != nil {
			return nil, err
		}
		if !bytes.Contains(b, []byte(`\`)) {
			r.literal = repl
			return r, nil
		}
	}
	var err error
	if r.template, err = compileTemplate(th, p, repl); err != nil {
		return nil, err
	}
	if len(r.template.groups) == 0 {
		r.literal, r.template = r.template.literals[0], nil
	}
	return r, nil
}

// addTo adds what replaces the match that s has found.
func (r *replacement) addTo(th *py.Thread, out *assembly, s *search) error {
	switch {
	case !r.literal.IsUnbound():
		out.add(th, r.literal)
		return nil
	case r.template != nil:
		found := s.machine.result()
		return r.template.addTo(th, out, s.p.groups, func(i int) { out.addPart(found.span(i)) })
	}
	v, err := py.CallArgs(th, r.function, newMatch(s))
	if err == nil && !v.IsNone() {
		out.add(th, v)
	}
	return err
}

func matchExpand(th *py.Thread, a []py.Value) (py.Value, error) {
	m := asMatch(a[0])
	t, err := compileTemplate(th, m.pattern, a[1])
	if err != nil {
		return py.Unbound, err
	}
	if len(t.groups) == 0 {
		return t.literals[0], nil
	}
	s := &subject{}
	if err := s.open(th, m.str); err != nil {
		return py.Unbound, err
	}
	defer s.release()
	out := assembly{subject: s}
	n := s.length() // a bytearray may have shrunk since
	if err := t.addTo(th, &out, m.pattern.groups, func(i int) { out.addPart(min(m.spans[2*i], n), min(m.spans[2*i+1], n)) }); err != nil {
		return py.Unbound, err
	}
	return out.value(th)
}
