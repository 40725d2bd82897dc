// This file defines Traceback, the traceback object.

package runtime

// Traceback is a traceback object; it goes from the outermost frame to the innermost by Next.
type Traceback struct {
	Header
	Next   *Traceback
	frame  *Frame     // nil: not made yet
	left   FrameMaker // makes it
	Lasti  int
	Lineno int // 0: compute from Lasti
}

// FrameMaker is what the machine keeps of a frame that an exception has left, until someone looks at the frame.
type FrameMaker interface {
	MakeFrame() *Frame
	FrameCode() *Code
}

// Frame returns the frame object.
func (t *Traceback) Frame() *Frame {
	if t.frame == nil {
		t.frame, t.left = t.left.MakeFrame(), nil
	}
	return t.frame
}

// Code returns the frame's code.
func (t *Traceback) Code() *Code {
	if t.frame == nil {
		return t.left.FrameCode()
	}
	return t.frame.Code
}

// NewTraceback puts a frame, at the instruction at byte offset lasti, before a traceback, which may be nil.
func NewTraceback(next *Traceback, frame *Frame, lasti int) *Traceback {
	return &Traceback{Header: Header{Type: TracebackType, Kind: KindTraceback}, Next: next, frame: frame, Lasti: lasti}
}

// Init makes a traceback of zeroed memory, whose frame object is made when it is asked for.
func (t *Traceback) Init(next *Traceback, left FrameMaker, lasti int) {
	t.Header = Header{Type: TracebackType, Kind: KindTraceback}
	t.Next, t.left, t.Lasti = next, left, lasti
}

// Line returns the line number, 0 when there is none.
func (t *Traceback) Line() int {
	if t.Lineno == 0 {
		return t.Code().Line(t.Lasti)
	}
	return t.Lineno
}

// AsTraceback returns v as a traceback, or nil.
func AsTraceback(v Value) *Traceback {
	if v.Kind() == KindTraceback {
		return (*Traceback)(v.P)
	}
	return nil
}

func setupTraceback(t *Type) {
	t.Layout = KindTraceback
	t.Doc = "The frames that an exception has passed."
	t.TextSig = "(tb_next, tb_frame, tb_lasti, tb_lineno)"
	x := func(v Value) *Traceback { return (*Traceback)(v.P) }
	sig := ParseSignature("traceback(tb_next, tb_frame, tb_lasti, tb_lineno)")
	asNext := func(v Value) (*Traceback, error) {
		if v.IsNone() {
			return nil, nil
		}
		if n := AsTraceback(v); n != nil {
			return n, nil
		}
		return nil, Raise(TypeError, "expected traceback object or None, got '%s'", v.Type().TypeName())
	}
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		mark := len(th.scratch)
		a, err := sig.Bind(th, args, kw)
		if err != nil {
			return Unbound, err
		}
		defer th.release(mark)
		frame := AsFrame(a[1])
		if frame == nil {
			return Unbound, Raise(TypeError, "traceback() argument 'tb_frame' must be frame, not %s", a[1].Type().TypeName())
		}
		next, err := asNext(a[0])
		if err != nil {
			return Unbound, err
		}
		lasti, err := AsInt(th, a[2])
		if err != nil {
			return Unbound, err
		}
		line, err := AsInt(th, a[3])
		if err != nil {
			return Unbound, err
		}
		tb := NewTraceback(next, frame, lasti)
		tb.Lineno = line
		return tb.Value(), nil
	}
	t.Repr = func(th *Thread, v Value) (Value, error) {
		return Text("<traceback object at " + Address(th, v) + ">"), nil
	}
	t.GetSets = []GetSetDef{
		{Name: "tb_frame", Member: true, Get: func(th *Thread, v Value) (Value, error) { return x(v).Frame().Value(), nil }},
		{Name: "tb_lasti", Member: true, Get: func(th *Thread, v Value) (Value, error) { return Int(int64(x(v).Lasti)), nil }},
		{Name: "tb_lineno", Get: func(th *Thread, v Value) (Value, error) {
			if n := x(v).Line(); n != 0 {
				return Int(int64(n)), nil
			}
			return None, nil
		}},
		{Name: "tb_next",
			Get: func(th *Thread, v Value) (Value, error) {
				if n := x(v).Next; n != nil {
					return n.Value(), nil
				}
				return None, nil
			},
			Set: func(th *Thread, v, n Value) error {
				if n.IsUnbound() {
					return Raise(TypeError, "can't delete tb_next attribute")
				}
				next, err := asNext(n)
				if err != nil {
					return err
				}
				for c := next; c != nil; c = c.Next {
					if c == x(v) {
						return Raise(ValueError, "traceback loop detected")
					}
				}
				x(v).Next = next
				return nil
			}},
	}
	t.Methods = []*MethodDef{Def("__dir__($self, /)", "Return the names of the attributes.", func(th *Thread, a []Value) (Value, error) {
		return ListOf(Text("tb_frame"), Text("tb_next"), Text("tb_lasti"), Text("tb_lineno")).Value(), nil
	})}
}
