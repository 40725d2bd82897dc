// This file holds ChannelID, the number of a channel or of one of its ends, and how ends get from interpreter to interpreter.

package interpchannels

import (
	"strconv"

	"github.com/gopy-lang/gopy/internal/crossinterp"
	py "github.com/gopy-lang/gopy/runtime"
)

var idType = &py.Type{Name: "ChannelID", Module: "_interpchannels", Doc: "The number of a channel, or of one end of it."}

// channelNumber is a ChannelID.
type channelNumber struct {
	py.Header
	id  int64
	end int
}

var endNames = [...]string{sending: "send", receiving: "recv", both: "both"}

func newID(id int64, end int) py.Value {
	return (&channelNumber{py.Header{Type: idType, Kind: py.KindOther}, id, end}).Header.Value()
}

func asID(v py.Value) *channelNumber {
	if v.Type() != idType {
		return nil
	}
	return (*channelNumber)(v.P)
}

// number reads the number of a channel.
func number(th *py.Thread, v py.Value) (int64, error) {
	if x := asID(v); x != nil {
		return x.id, nil
	}
	return crossinterp.Number(th, v, "channel")
}

func setupID(t *py.Type) {
	self := func(v py.Value) *channelNumber { return (*channelNumber)(v.P) }
	plain := func(th *py.Thread, v py.Value) (py.Value, error) { return py.Int(self(v).id), nil }
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		return py.Unbound, py.Raise(py.TypeError, "cannot create '_interpchannels.ChannelID' instances")
	}
	t.Int, t.Index = plain, plain
	t.Hash = func(th *py.Thread, v py.Value) (int64, error) { return py.Hash(th, py.Int(self(v).id)) }
	t.Str = func(th *py.Thread, v py.Value) (py.Value, error) {
		return py.Text(strconv.FormatInt(self(v).id, 10)), nil
	}
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		x := self(v)
		text := "ChannelID(" + strconv.FormatInt(x.id, 10)
		if x.end != both {
			text += ", " + endNames[x.end] + "=True"
		}
		return py.Text(text + ")"), nil
	}
	t.Compare = func(th *py.Thread, a, b py.Value, op py.CompareOp) (py.Value, error) {
		if op != py.EQ && op != py.NE {
			return py.NotImplemented, nil
		}
		x, y := self(a), asID(b)
		same := false
		switch {
		case y != nil:
			same = x.id == y.id && x.end == y.end
		case b.IsExactInt(), b.IsBool(), b.IsFloat():
			var err error
			if same, err = py.Equal(th, py.Int(x.id), b); err != nil {
				return py.Unbound, err
			}
		default:
			return py.NotImplemented, nil
		}
		return py.Bool(same == (op == py.EQ)), nil
	}
	end := func(name string, e int) py.GetSetDef {
		return py.GetSetDef{Name: name, Doc: "The number of that end.", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			return newID(self(v).id, e), nil
		}}
	}
	t.GetSets = []py.GetSetDef{
		{Name: "end", Doc: "Which end it is: 'send', 'recv' or 'both'.", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			return py.Text(endNames[self(v).end]), nil
		}},
		end("send", sending),
		end("recv", receiving),
	}
	py.SetupType(t, nil)
}

func channelID(th *py.Thread, a []py.Value) (py.Value, error) {
	n, err := number(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	end := both
	if x := asID(a[0]); x != nil {
		end = x.end
	}
	on, err := switches(th, a[1:4])
	if err != nil {
		return py.Unbound, err
	}
	toSend, toReceive, force := on[0], on[1], on[2]
	switch {
	case !a[1].IsNone() && !a[2].IsNone() && !toSend && !toReceive:
		return py.Unbound, py.Raise(py.ValueError, "'send' and 'recv' cannot both be False")
	case toSend && toReceive:
		end = both
	case toSend:
		end = sending
	case toReceive:
		end = receiving
	}
	if !force && !tableOf(th).exists(n) {
		return py.Unbound, notFound(n)
	}
	return newID(n, end), nil
}

func sendID(th *py.Thread, v py.Value) (crossinterp.Parcel, error) {
	x := *asID(v)
	return func(th *py.Thread) (py.Value, error) { return newID(x.id, x.end), nil }, nil
}

// classes are what _register_end_types was told of in one interpreter: the classes for the two ends.
type classes [2]py.Value

func register(th *py.Thread, a []py.Value) (py.Value, error) {
	c := &classes{a[sending], a[receiving]}
	for end, class := range c {
		t := py.AsType(class)
		if t == nil {
			return py.Unbound, py.Raise(py.TypeError, "expected a type for '%s'", endNames[end])
		}
		crossinterp.Register(th, t, func(th *py.Thread, v py.Value) (crossinterp.Parcel, error) { return sendEnd(th, v, end) })
	}
	th.Interp.Extra["_interpchannels"] = c
	return py.None, nil
}

// sendEnd makes the parcel of an object that stands for an end.
func sendEnd(th *py.Thread, v py.Value, end int) (crossinterp.Parcel, error) {
	id, err := py.GetAttrString(th, v, "_id")
	if err != nil {
		return nil, err
	}
	n, err := number(th, id)
	if err != nil {
		return nil, err
	}
	return func(th *py.Thread) (py.Value, error) {
		const library = "test.support.channels" // where CPython has the classes
		in := th.Interp
		if in.Extra["_interpchannels"] == nil {
			if _, err := in.Importer.Import(th, in.Intern(library), py.None, py.None, py.None, 0); err != nil {
				return py.Unbound, err
			}
		}
		c, _ := in.Extra["_interpchannels"].(*classes)
		if c == nil {
			return py.Unbound, py.Raise(errorType, "module %s has not registered its classes", library)
		}
		return py.CallArgs(th, c[end], newID(n, end))
	}, nil
}
