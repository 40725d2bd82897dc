// This file holds _local, whose attributes differ from thread to thread.

package thread

import (
	py "github.com/gopy-lang/gopy/runtime"
)

var localType = &py.Type{Name: "_local", Module: "_thread", TextSig: "()", Doc: "An object whose attributes belong to the thread that set them.", Flags: py.TypeBaseType | py.TypeHasWeakref | py.TypeHasDict, Size: py.SizeOf[local]()}

// local is a _thread._local. dict is that of the thread that used it last.
type local struct {
	py.Header
	dict  *py.Dict
	dicts map[*py.Thread]*py.Dict
	args  []py.Value // of the constructor: __init__ is called with them in each thread
	kw    *py.Tuple
	weak  *py.WeakList
}

// enter makes dict that of the running thread.
func (l *local) enter(th *py.Thread) error {
	d := l.dicts[th]
	if d == nil {
		d = py.NewDict()
		l.dicts[th] = d
		l.dict = d
		v := l.Header.Value()
		if t := v.Type(); t != localType && t.Init != nil {
			if err := t.Init(th, v, l.args, l.kw); err != nil {
				delete(l.dicts, th)
				return err
			}
			l.dict = d
		}
		return nil
	}
	l.dict = d
	return nil
}

func setupLocal(t *py.Type) {
	self := func(v py.Value) *local { return py.AsAny[local](v) }
	t.WeakField = func(v py.Value) **py.WeakList { return &self(v).weak }
	t.DictField = func(v py.Value) **py.Dict { return &self(v).dict }
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		if cls == localType && len(args) > 0 {
			return py.Unbound, py.Raise(py.TypeError, "Initialization arguments are not supported")
		}
		l := py.NewObject[local](cls)
		l.dict = py.NewDict()
		l.dicts = map[*py.Thread]*py.Dict{th: l.dict}
		l.args, l.kw = append([]py.Value(nil), args...), kw
		return l.Header.Value(), nil
	}
	t.Init = func(th *py.Thread, v py.Value, args []py.Value, kw *py.Tuple) error { return nil }
	t.GetAttr = func(th *py.Thread, v py.Value, name *py.Str) (py.Value, error) {
		l := self(v)
		if err := l.enter(th); err != nil {
			return py.Unbound, err
		}
		if name.String() == "__dict__" {
			return l.dict.Value(), nil
		}
		if descr := v.Type().Lookup(th, name); descr.IsUnbound() || descr.Type().DescrSet == nil {
			if x := l.dict.GetStr(name); !x.IsUnbound() {
				return x, nil
			}
		}
		return py.GenericGetAttr(th, v, name)
	}
	t.SetAttr = func(th *py.Thread, v py.Value, name *py.Str, x py.Value) error {
		l := self(v)
		if err := l.enter(th); err != nil {
			return err
		}
		if name.String() == "__dict__" {
			return py.Raise(py.AttributeError, "'%s' object attribute '__dict__' is read-only", v.Type().TypeName())
		}
		if descr := v.Type().Lookup(th, name); !descr.IsUnbound() && descr.Type().DescrSet != nil {
			return py.GenericSetAttr(th, v, name, x)
		}
		if x.IsUnbound() {
			if !l.dict.DelStr(name) {
				return py.NoAttribute(v, name)
			}
			return nil
		}
		l.dict.SetStr(name, x)
		return nil
	}
	t.Flags |= py.TypeCustomGetattribute | py.TypeCustomSetattr
	py.SetupType(t, nil)
}
