// This file defines assembly, a new str or bytes object that is put together of parts of a subject and other texts.

package sre

import py "github.com/gopy-lang/gopy/runtime"

// assembly is the result of sub in the making.
type assembly struct {
	subject *subject
	text    []byte
	chars   int      // of a str
	only    py.Value // the one piece, when there is no more
	pieces  int
	wrong   error // of the first piece that can't be joined
}

// addPart adds the subject's characters from … to.
func (a *assembly) addPart(from, to int) {
	if from >= to {
		return
	}
	s := a.subject
	a.pieces++
	switch {
	case s.str == nil:
		a.text = append(a.text, s.narrow[from:to]...)
	case s.str.IsASCII():
		a.text = append(a.text, s.str.String()[from:to]...)
	default:
		a.text = append(a.text, s.str.Sub(from, to).String()...)
	}
	a.chars += to - from
}

// add adds an object; one that is no text is an error in the end.
func (a *assembly) add(th *py.Thread, v py.Value) {
	a.pieces++
	a.only = v
	if a.subject.str != nil {
		if s := py.AsStr(v); s != nil {
			a.text = append(a.text, s.String()...)
			a.chars += s.Len()
			return
		}
		if a.wrong == nil {
			a.wrong = py.Raise(py.TypeError, "sequence item %d: expected str instance, %s found", a.pieces-1, v.Type().TypeName())
		}
		return
	}
	b, release, err := py.LendBytes(th, v, false)
	if err != nil {
		if a.wrong == nil {
			a.wrong = py.Raise(py.TypeError, "sequence item %d: expected a bytes-like object, %s found", a.pieces-1, v.Type().TypeName())
		}
		return
	}
	a.text = append(a.text, b...)
	release()
}

// value returns the whole.
func (a *assembly) value(th *py.Thread) (py.Value, error) {
	switch {
	case a.wrong != nil:
		return py.Unbound, a.wrong
	case a.subject.str == nil:
		return py.NewBytes(a.text).Value(), nil
	case a.pieces == 1 && a.only.IsExact(py.KindStr):
		return a.only, nil
	}
	return py.CopyCounted(py.StringView(a.text), a.chars), nil
}
