// This file copies values from one interpreter to another: those that can be shared, and, where it is allowed, what can be sent instead.

package interpreters

import (
	"math/big"

	"github.com/gopy-lang/gopy/modules/marshal"
	py "github.com/gopy-lang/gopy/runtime"
)

// Parcel is a value on its way to another interpreter. It holds no object: it makes an equal one in the interpreter of a thread.
type Parcel func(th *py.Thread) (py.Value, error)

// What becomes of a value on its way when the interpreter that has sent it ends.
const (
	RemoveOrphan  = iota + 1 // it vanishes
	RefuseOrphan             // whoever gets it gets an exception
	ReplaceOrphan            // something else takes its place
)

// What becomes of objects that can't be shared.
const (
	ShareOnly = iota // they are refused
	SendAny          // they are sent in another form
)

// Options reads arguments that say what becomes of orphans and of objects that can't be shared; -1 stands for the defaults.
func Options(th *py.Thread, orphansArg, fallbackArg py.Value, defaultOrphans, defaultFallback int64) (orphans, fallback int64, err error) {
	option := func(v py.Value, name string, least, most, preset int64) (int64, error) {
		i, err := py.AsInt(th, v)
		n := int64(i)
		if err == nil && n == -1 {
			return preset, nil
		}
		if err == nil && (n < least || n > most) {
			err = py.Raise(py.ValueError, "unsupported %s %d", name, n)
		}
		return n, err
	}
	if orphans, err = option(orphansArg, "unboundop", RemoveOrphan, ReplaceOrphan, defaultOrphans); err == nil {
		fallback, err = option(fallbackArg, "fallback", ShareOnly, SendAny, defaultFallback)
	}
	return orphans, fallback, err
}

// A Sender makes the parcel of an object of a class that Register was told of.
type Sender func(th *py.Thread, v py.Value) (Parcel, error)

// senders are what an interpreter has registered.
type senders map[*py.Type]Sender

func sendersOf(th *py.Thread) senders {
	s, _ := th.Interp.Extra["_interpreters"].(senders)
	if s == nil {
		s = senders{}
		th.Interp.Extra["_interpreters"] = s
	}
	return s
}

// Register makes the objects of a class, but not of classes derived from it, shareable in the interpreter of th.
func Register(th *py.Thread, t *py.Type, send Sender) { sendersOf(th)[t] = send }

// isShareable reports whether objects of this one's class can be shared; whether this one can, only Pack tells.
func isShareable(th *py.Thread, v py.Value) bool {
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
	if f := py.AsFunction(v); f != nil && stateless(f) == nil {
		return packFunction(th, f)
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
		if py.Matches(err, NotShareableType) {
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

// packFunction sends the code of a stateless function. It is made anew with the other interpreter's __main__ for its globals.
func packFunction(th *py.Thread, f *py.Function) (Parcel, error) {
	data, err := marshal.Dumps(th, f.Code.Value())
	if err != nil {
		return nil, err
	}
	return func(th *py.Thread) (py.Value, error) {
		c, err := loadCode(th, data)
		if err != nil {
			return py.Unbound, err
		}
		main, err := mainOf(th)
		if err != nil {
			return py.Unbound, err
		}
		return py.NewFunction(th, c, main).Value(), nil
	}, nil
}

func loadCode(th *py.Thread, data []byte) (*py.Code, error) {
	v, err := marshal.Loads(th, data)
	return py.AsCode(v), err
}

// notShareable is the exception for a value that can't be sent.
func notShareable(th *py.Thread, v py.Value, cause *py.Exception) error {
	text, err := py.Repr(th, v)
	if err != nil {
		return err
	}
	return because(py.Raise(NotShareableType, "%s does not support cross-interpreter data", text), cause)
}

// because gives an exception its cause, if there is one.
func because(err error, cause *py.Exception) error {
	if cause != nil {
		e := py.ErrorAs(err)
		e.Cause, e.SuppressContext = cause, true
	}
	return err
}

// mainOf returns the variables of __main__.
func mainOf(th *py.Thread) (*py.Dict, error) {
	m := py.AsModule(th.Interp.Modules.GetStr(th.Interp.Intern("__main__")))
	if m == nil {
		return nil, py.Raise(ErrorType, "interpreter has no __main__ module")
	}
	return m.Dict, nil
}

// variables are values for the __main__ of another interpreter.
type variables struct {
	names   []string
	parcels []Parcel
}

// packVariables makes parcels of the values of a dict.
func packVariables(th *py.Thread, d *py.Dict) (*variables, error) {
	vars := &variables{}
	d = d.Copy()
	for pos := 0; ; {
		k, v, ok := d.Next(&pos)
		if !ok {
			return vars, nil
		}
		name := py.AsStr(k)
		if name == nil {
			return nil, py.Raise(py.TypeError, "bad argument type for built-in operation")
		}
		b, err := py.Encode(th, name, "utf-8", "strict")
		if err != nil {
			return nil, err
		}
		for _, c := range b {
			if c == 0 {
				return nil, py.Raise(py.ValueError, "found embedded NULL character")
			}
		}
		p, err := Pack(th, v, false)
		if err != nil {
			return nil, err
		}
		vars.names, vars.parcels = append(vars.names, string(b)), append(vars.parcels, p)
	}
}

// set puts the values into d; nil: none.
func (vars *variables) set(th *py.Thread, d *py.Dict) error {
	if vars == nil {
		return nil
	}
	for i, name := range vars.names {
		v, err := vars.parcels[i](th)
		if err != nil {
			return err
		}
		d.SetStr(th.Interp.Intern(name), v)
	}
	return nil
}
