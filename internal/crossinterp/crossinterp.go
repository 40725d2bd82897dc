// Package crossinterp takes values from one interpreter of a program to another, for the modules _interpreters, _interpqueues and _interpchannels:
// no object is ever seen by two interpreters.
//
//	crossinterp.go  values that can be shared, and who can't
//	code.go         functions and code
//	pickled.go      what can only be pickled
//	buffer.go       memory that interpreters share
//	end.go          what happens when an interpreter ends
//	arguments.go    arguments that the modules have in common
package crossinterp

import (
	"math/big"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// NotShareableError is the class of the exception for an object that can't be given to another interpreter.
var NotShareableError = &py.Type{Name: "NotShareableError", Module: "concurrent.interpreters", Flags: py.TypeBaseType, Doc: "An object can't be given to another interpreter."}

var setupOnce sync.Once

// Setup makes the classes of this package; modules that use it call it first.
func Setup() {
	setupOnce.Do(func() {
		py.SetupType(NotShareableError, py.TypeError)
		setupBufferView(BufferView)
	})
}

// Parcel is a value on its way to another interpreter. It holds no object: it makes an equal one in the interpreter of a thread.
type Parcel func(th *py.Thread) (py.Value, error)

// A Sender makes the parcel of an object of a class that Register was told of.
type Sender func(th *py.Thread, v py.Value) (Parcel, error)

// senders are what an interpreter has registered.
type senders map[*py.Type]Sender

func sendersOf(th *py.Thread) senders {
	s, _ := th.Interp.Extra["crossinterp"].(senders)
	if s == nil {
		s = senders{}
		th.Interp.Extra["crossinterp"] = s
	}
	return s
}

// Register makes the objects of a class, but not of classes derived from it, shareable in the interpreter of th.
func Register(th *py.Thread, t *py.Type, send Sender) { sendersOf(th)[t] = send }

// IsShareable reports whether objects of this one's class can be shared; whether this one can, only Pack tells.
func IsShareable(th *py.Thread, v py.Value) bool {
	switch t := v.Type(); {
	case v.IsNone(), v.IsBool(), v.IsExactInt(), v.IsFloat(), v.IsExact(py.KindStr), v.IsExact(py.KindBytes), v.IsExact(py.KindTuple), v.IsExact(py.KindMemoryView):
		return true
	default:
		return sendersOf(th)[t] != nil
	}
}

// Pack makes the parcel of a value. With fallback what can't be shared is sent by what it takes to make it again: a function that depends on nothing
// by its code, all else pickled. It fails with NotShareableError.
func Pack(th *py.Thread, v py.Value, fallback bool) (Parcel, error) {
	switch {
	case v.IsNone(), v.IsBool(), v.IsSmallInt(), v.IsFloat():
		return constant(v), nil
	case v.IsExact(py.KindBigInt):
		small, ok := py.AsInt64(v)
		if ok {
			return constant(py.Int(small)), nil
		}
		if !fallback {
			return nil, notShareable(th, v, py.NewException(py.OverflowError, py.Text("try sending as bytes")))
		}
		n := new(big.Int).Set(py.AsBig(v))
		return func(th *py.Thread) (py.Value, error) { return py.NewBig(new(big.Int).Set(n)), nil }, nil
	case v.IsExact(py.KindStr):
		text := py.AsStr(v).String()
		return func(th *py.Thread) (py.Value, error) { return py.Text(text), nil }, nil
	case v.IsExact(py.KindBytes):
		text := (*py.Bytes)(v.P).String()
		return func(th *py.Thread) (py.Value, error) { return py.NewBytes([]byte(text)).Value(), nil }, nil
	case v.IsExact(py.KindTuple):
		return packTuple(th, py.AsTuple(v), fallback)
	case v.IsExact(py.KindMemoryView):
		return packMemory(th, v)
	}
	if send := sendersOf(th)[v.Type()]; send != nil {
		return send(th, v)
	}
	if !fallback {
		return nil, notShareable(th, v, nil)
	}
	if f := py.AsFunction(v); f != nil && Stateless(th, f) == nil {
		return packFunction(f)
	}
	parcel, err := pickled(th, v)
	if err != nil {
		return nil, notShareable(th, v, nil)
	}
	return parcel, nil
}

// constant is the parcel of a value that is no object.
func constant(v py.Value) Parcel {
	return func(th *py.Thread) (py.Value, error) { return v, nil }
}

func packTuple(th *py.Thread, t *py.Tuple, fallback bool) (Parcel, error) {
	if err := th.Enter(" while sharing a tuple"); err != nil {
		return nil, err
	}
	defer th.Leave()
	parcels := make([]Parcel, t.Len())
	for i := range parcels {
		p, err := Pack(th, t.At(i), fallback)
		if py.Matches(err, NotShareableError) {
			return nil, notShareable(th, t.Value(), py.ErrorAs(err))
		}
		if err != nil {
			return nil, err
		}
		parcels[i] = p
	}
	return func(th *py.Thread) (py.Value, error) {
		if err := th.Enter(" while sharing a tuple"); err != nil {
			return py.Unbound, err
		}
		defer th.Leave()
		items := make([]py.Value, len(parcels))
		for i, p := range parcels {
			v, err := p(th)
			if err != nil {
				return py.Unbound, err
			}
			items[i] = v
		}
		return py.NewTuple(items).Value(), nil
	}, nil
}

// notShareable is the exception for a value that can't be sent.
func notShareable(th *py.Thread, v py.Value, cause *py.Exception) error {
	text, err := py.Repr(th, v)
	if err != nil {
		return err
	}
	return Because(py.Raise(NotShareableError, "%s does not support cross-interpreter data", text), cause)
}

// Because gives an exception its cause, if there is one.
func Because(err error, cause *py.Exception) error {
	if cause != nil {
		e := py.ErrorAs(err)
		e.Cause, e.SuppressContext = cause, true
	}
	return err
}

// Main returns the variables of __main__.
func Main(th *py.Thread) (*py.Dict, error) {
	m := py.AsModule(th.Interp.Modules.GetStr(th.Interp.Intern("__main__")))
	if m == nil {
		return nil, py.Raise(py.RuntimeError, "interpreter has no __main__ module")
	}
	return m.Dict, nil
}
