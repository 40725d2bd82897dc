// This file fills PickleBuffer.

package pickle

import py "github.com/gopy-lang/gopy/runtime"

// buffer is a PickleBuffer object.
type buffer struct {
	py.Header
	weak   *py.WeakList
	source py.Value       // the object with the memory
	view   *py.MemoryView // nil: released
}

func (x *buffer) check() error {
	if x.view == nil {
		return py.Raise(py.ValueError, "operation forbidden on released PickleBuffer object")
	}
	return nil
}

// contents returns the memory and whether it is read-only; all in one piece.
func (x *buffer) contents(th *py.Thread) (data []byte, readOnly bool, err error) {
	if err := x.check(); err != nil {
		return nil, false, err
	}
	b, err := py.GetBuffer(th, x.view.Value(), false)
	if err != nil {
		return nil, false, err
	}
	defer b.Free()
	whole, err := py.GetAttrString(th, x.view.Value(), "contiguous")
	if err != nil {
		return nil, false, err
	}
	if !py.Is(whole, py.True) {
		return nil, false, cantPickle("PickleBuffer can not be pickled when pointing to a non-contiguous buffer")
	}
	size := b.ItemSize
	for _, n := range b.Shape {
		size *= n
	}
	return b.Data[b.Offset : b.Offset+size], b.ReadOnly, nil
}

func setupBuffer() {
	t := bufferType
	self := py.AsAny[buffer]
	t.WeakField = func(v py.Value) **py.WeakList { return &self(v).weak }
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		if kw != nil && kw.Len() > 0 {
			return py.Unbound, py.Raise(py.TypeError, "PickleBuffer() takes no keyword arguments")
		}
		if len(args) != 1 {
			return py.Unbound, py.Raise(py.TypeError, "PickleBuffer() takes exactly 1 positional argument (%d given)", len(args))
		}
		if args[0].Type().Buffer == nil {
			return py.Unbound, py.Raise(py.TypeError, "a bytes-like object is required, not '%s'", args[0].Type().TypeName())
		}
		x := py.NewObject[buffer](cls)
		var err error
		x.source = args[0]
		x.view, err = py.NewMemoryView(th, args[0])
		return x.Value(), err
	}
	t.Buffer = func(th *py.Thread, v py.Value, writable bool) (*py.Buffer, error) {
		x := self(v)
		if err := x.check(); err != nil {
			return nil, err
		}
		return py.GetBuffer(th, x.source, writable)
	}
	t.Methods = []*py.MethodDef{
		py.Def("raw($self, /)", "Return a memoryview of the memory as plain bytes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			if err := x.check(); err != nil {
				return py.Unbound, err
			}
			whole, err := py.GetAttrString(th, x.view.Value(), "contiguous")
			if err != nil {
				return py.Unbound, err
			}
			if !py.Is(whole, py.True) {
				return py.Unbound, py.Raise(py.BufferError, "cannot extract raw buffer from non-contiguous buffer")
			}
			return py.CallMethod(th, x.view.Value(), "cast", py.Text("B"))
		}),
		py.Def("release($self, /)", "End the use of the memory.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			self(a[0]).view, self(a[0]).source = nil, py.None
			return py.None, nil
		}),
	}
	py.SetupType(t, nil)
}
