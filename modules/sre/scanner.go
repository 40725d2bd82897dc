// This file defines the scanner, which finds one match after the other.

package sre

import py "github.com/gopy-lang/gopy/runtime"

type scanner struct {
	py.Header
	search *search
	done   bool
}

var scannerType = &py.Type{Name: "SRE_Scanner", Module: "_sre"}

func asScanner(v py.Value) *scanner { return (*scanner)(v.P) }

func setupScanner(t *py.Type) {
	t.Methods = []*py.MethodDef{
		py.Def("match($self, /)", "Match where the last match ended.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return asScanner(a[0]).step(th, func(s *search) (bool, error) {
				if s.at > s.end {
					return false, nil
				}
				ok, err := s.machine.match(s.at, false, s.advance)
				if ok {
					s.step()
				}
				return ok, err
			})
		}),
		py.Def("search($self, /)", "Find the next match.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return asScanner(a[0]).step(th, (*search).next)
		}),
	}
	t.GetSets = []py.GetSetDef{
		{Name: "pattern", Member: true, Get: func(th *py.Thread, v py.Value) (py.Value, error) { return asScanner(v).search.p.Value(), nil }},
	}
}

func newScanner(th *py.Thread, a []py.Value) (py.Value, error) {
	s, err := newSearch(th, asPattern(a[0]), a[1], a[2], a[3])
	if err != nil {
		return py.Unbound, err
	}
	return (&scanner{Header: py.Header{Type: scannerType, Kind: py.KindOther}, search: s}).Value(), nil
}

// step looks for a match; after the first failure there are no more.
func (x *scanner) step(th *py.Thread, find func(s *search) (bool, error)) (py.Value, error) {
	if x.done {
		return py.None, nil
	}
	switch m := x.search.machine.(type) { // it may be another thread's turn
	case *machine[byte]:
		m.th = th
	case *machine[rune]:
		m.th = th
	}
	ok, err := find(x.search)
	if err == nil && !ok {
		x.done = true
		x.search.close()
	}
	return x.search.match(ok, err)
}
