// This file translates newlines: in Go for text streams, and as IncrementalNewlineDecoder for Python programs.

package io

import (
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// newlineFilter finds the kinds of newlines in text that comes piece by piece, and makes all of them \n if translate is set.
type newlineFilter struct {
	translate bool
	pendingCR bool // the last piece ended in \r, which \n may follow
	seen      newlineKinds
}

type newlineKinds uint8

const (
	seenCR newlineKinds = 1 << iota
	seenLF
	seenCRLF
)

// value is the attribute "newlines": None, one kind or a tuple.
func (k newlineKinds) value() py.Value {
	var all []py.Value
	for i, s := range [...]string{"\r", "\n", "\r\n"} {
		if k&(1<<i) != 0 {
			all = append(all, py.Text(s))
		}
	}
	switch len(all) {
	case 0:
		return py.None
	case 1:
		return all[0]
	}
	return py.NewTuple(all).Value()
}

// apply returns the text with a \r at the end held back until the next piece.
func (f *newlineFilter) apply(s string, final bool) string {
	if f.pendingCR && (s != "" || final) {
		s = "\r" + s
		f.pendingCR = false
	}
	if !final && strings.HasSuffix(s, "\r") {
		s = s[:len(s)-1]
		f.pendingCR = true
	}
	if s == "" {
		return s
	}
	first := strings.IndexByte(s, '\r')
	if first < 0 {
		if f.seen&seenLF == 0 && strings.IndexByte(s, '\n') >= 0 {
			f.seen |= seenLF
		}
		return s
	}
	cr, crlf, lf := strings.Count(s[first:], "\r"), strings.Count(s, "\r\n"), strings.Count(s, "\n")
	if cr > crlf {
		f.seen |= seenCR
	}
	if lf > crlf {
		f.seen |= seenLF
	}
	if crlf > 0 {
		f.seen |= seenCRLF
	}
	if !f.translate {
		return s
	}
	if crlf > 0 {
		s = strings.ReplaceAll(s, "\r\n", "\n")
	}
	if cr > crlf {
		s = strings.ReplaceAll(s, "\r", "\n")
	}
	return s
}

// newlineDecoder is an instance of IncrementalNewlineDecoder.
type newlineDecoder struct {
	py.Header
	inner py.Value // a decoder; None: input is text already
	ready bool
	newlineFilter
}

func setupNewlineDecoder(t *py.Type) {
	t.Doc = "A decoder around another one that also finds, and if asked translates, newlines."
	t.TextSig = "(decoder, translate, errors='strict')"
	t.Size = py.SizeOf[newlineDecoder]()
	t.Flags |= py.TypeBaseType
	d := func(v py.Value) *newlineDecoder { return (*newlineDecoder)(v.P) }
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		return value(py.NewObject[newlineDecoder](cls)), nil
	}
	t.Init = initBy(py.Def("IncrementalNewlineDecoder($self, decoder, translate, errors='strict')", "", func(th *py.Thread, a []py.Value) (py.Value, error) {
		translate, err := py.Truth(th, a[2])
		x := d(a[0])
		x.inner, x.ready, x.newlineFilter = a[1], true, newlineFilter{translate: translate}
		return py.None, err
	}))
	ready := func(f func(th *py.Thread, x *newlineDecoder, a []py.Value) (py.Value, error)) py.Func {
		return func(th *py.Thread, a []py.Value) (py.Value, error) {
			if !d(a[0]).ready {
				return py.Unbound, py.Raise(py.ValueError, "IncrementalNewlineDecoder.__init__() not called")
			}
			return f(th, d(a[0]), a)
		}
	}
	t.Methods = []*py.MethodDef{
		py.Def("decode($self, /, input, final=False)", "Decode a piece; final tells that no more comes.", ready(func(th *py.Thread, x *newlineDecoder, a []py.Value) (py.Value, error) {
			final, err := py.Truth(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			text := a[1]
			if !x.inner.IsNone() {
				if text, err = py.CallMethod(th, x.inner, "decode", text, py.Bool(final)); err != nil {
					return py.Unbound, err
				}
			}
			s := py.AsStr(text)
			if s == nil {
				return py.Unbound, py.Raise(py.TypeError, "decoder should return a string result, not '%s'", text.Type().TypeName())
			}
			return py.Text(x.apply(s.String(), final)), nil
		})),
		py.Def("getstate($self, /)", "Return (undecoded bytes, flags).", ready(func(th *py.Thread, x *newlineDecoder, a []py.Value) (py.Value, error) {
			pending, flags := newBytes(nil), int64(0)
			if !x.inner.IsNone() {
				v, err := py.CallMethod(th, x.inner, "getstate")
				if err != nil {
					return py.Unbound, err
				}
				b, f, err := decoderState(th, v)
				if err != nil {
					return py.Unbound, err
				}
				pending, flags = newBytes(b), f
			}
			flags <<= 1
			if x.pendingCR {
				flags |= 1
			}
			return py.TupleOf(pending, py.Int(flags)).Value(), nil
		})),
		py.Def("setstate($self, state, /)", "Go back to a state that getstate returned.", ready(func(th *py.Thread, x *newlineDecoder, a []py.Value) (py.Value, error) {
			b, flags, err := decoderState(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			x.pendingCR = flags&1 != 0
			if !x.inner.IsNone() {
				return py.CallMethod(th, x.inner, "setstate", py.TupleOf(newBytes(b), py.Int(flags>>1)).Value())
			}
			return py.None, nil
		})),
		py.Def("reset($self, /)", "Go back to the state of the start.", ready(func(th *py.Thread, x *newlineDecoder, a []py.Value) (py.Value, error) {
			x.pendingCR, x.seen = false, 0
			if !x.inner.IsNone() {
				return py.CallMethod(th, x.inner, "reset")
			}
			return py.None, nil
		})),
	}
	t.GetSets = []py.GetSetDef{{Name: "newlines", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return d(v).seen.value(), nil }}}
	py.SetupType(t, nil)
}
