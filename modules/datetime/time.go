// This file fills time.

package datetime

import (
	"strconv"

	py "github.com/gopy-lang/gopy/runtime"
)

// clock is a time object.
type clock struct {
	py.Header
	hour, minute, second, micro int
	fold                        int
	zone                        py.Value // None: naive
}

func asTime(v py.Value) *clock {
	if v.Type() == timeType || py.IsInstance(v, timeType) {
		return py.AsAny[clock](v)
	}
	return nil
}

func newTime(hour, minute, second, micro int, zone py.Value, fold int) *clock {
	return &clock{py.Header{Type: timeType, Kind: py.KindOther}, hour, minute, second, micro, fold, zone}
}

// makeTime makes a time of a class: a subclass is called, so that it can take part.
func makeTime(th *py.Thread, cls *py.Type, hour, minute, second, micro int, zone py.Value, fold int) (py.Value, error) {
	if cls == timeType {
		if err := checkTime(hour, minute, second, micro, fold); err != nil {
			return py.Unbound, err
		}
		return newTime(hour, minute, second, micro, zone, fold).Value(), nil
	}
	args := []py.Value{py.Int(int64(hour)), py.Int(int64(minute)), py.Int(int64(second)), py.Int(int64(micro)), zone}
	return callWithFold(th, cls, args, fold)
}

// callWithFold calls a class; fold is passed by name when it isn't 0.
func callWithFold(th *py.Thread, cls *py.Type, args []py.Value, fold int) (py.Value, error) {
	if fold == 0 {
		return py.Call(th, cls.Value(), args, nil)
	}
	names := py.TupleOf(th.Interp.Intern("fold").Value())
	return py.Call(th, cls.Value(), append(args, py.Int(int64(fold))), names)
}

// state is the pickled form, with fold in the first bit if it is wanted.
func (x *clock) state(withFold bool) []byte {
	b := []byte{byte(x.hour), byte(x.minute), byte(x.second), byte(x.micro >> 16), byte(x.micro >> 8), byte(x.micro)}
	if withFold && x.fold != 0 {
		b[0] |= 0x80
	}
	return b
}

func (x *clock) offset(th *py.Thread) (*delta, error) {
	return zoneOffset(th, x.zone, "utcoffset", py.None)
}

// micros counts from midnight.
func (x *clock) micros() int { return ((x.hour*60+x.minute)*60+x.second)*1000000 + x.micro }

var timeSignature = py.ParseSignature("(hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)")

func timeNew(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
	if n := len(args); (n == 1 || n == 2) && kw == nil {
		state, ok, err := stateBytes(th, "time", args, 6, func(b []byte) bool { return b[0]&0x7F < 24 })
		if err != nil {
			return py.Unbound, err
		}
		if ok {
			x := py.NewObject[clock](cls)
			x.hour, x.minute, x.second, x.micro = int(state[0]&0x7F), int(state[1]), int(state[2]), int(state[3])<<16|int(state[4])<<8|int(state[5])
			x.fold = int(state[0] >> 7)
			x.zone, err = stateZone(args[1:])
			return x.Value(), err
		}
	}
	bound, held, err := timeSignature.BindArgs(th, args, kw)
	if err != nil {
		return py.Unbound, err
	}
	var a [6]py.Value
	copy(a[:], bound)
	held.Release()
	var hour, minute, second, micro, fold int
	if err = cInts(th, a[:], &hour, &minute, &second, &micro); err == nil {
		err = cInts(th, a[5:], &fold)
	}
	if err == nil {
		err = checkTime(hour, minute, second, micro, fold)
	}
	if err == nil {
		err = checkZone(a[4])
	}
	if err != nil {
		return py.Unbound, err
	}
	x := py.NewObject[clock](cls)
	x.hour, x.minute, x.second, x.micro, x.fold, x.zone = hour, minute, second, micro, fold, a[4]
	return x.Value(), nil
}

// stateZone is the time zone that follows a pickled state.
func stateZone(args []py.Value) (py.Value, error) {
	if len(args) == 0 {
		return py.None, nil
	}
	if checkZone(args[0]) != nil {
		return py.Unbound, py.Raise(py.TypeError, "bad tzinfo state arg")
	}
	return args[0], nil
}

// appendRepr writes the end of the repr of a time or datetime: what is not zero, the zone, the fold.
func appendRepr(th *py.Thread, out []byte, second, micro int, zone py.Value, fold int) ([]byte, error) {
	if second != 0 || micro != 0 {
		out = strconv.AppendInt(append(out, ", "...), int64(second), 10)
	}
	if micro != 0 {
		out = strconv.AppendInt(append(out, ", "...), int64(micro), 10)
	}
	if !zone.IsNone() {
		s, err := py.Repr(th, zone)
		if err != nil {
			return nil, err
		}
		out = append(append(out, ", tzinfo="...), s.String()...)
	}
	if fold != 0 {
		out = strconv.AppendInt(append(out, ", fold="...), int64(fold), 10)
	}
	return append(out, ')'), nil
}

func timeCompare(th *py.Thread, a, b py.Value, op py.CompareOp) (py.Value, error) {
	x, y := asTime(a), asTime(b)
	if x == nil || y == nil {
		return py.NotImplemented, nil
	}
	if py.Is(x.zone, y.zone) {
		return compareResult(x.micros()-y.micros(), op), nil
	}
	p, err := x.offset(th)
	if err != nil {
		return py.Unbound, err
	}
	q, err := y.offset(th)
	if err != nil {
		return py.Unbound, err
	}
	switch {
	case p == nil && q == nil:
		return compareResult(x.micros()-y.micros(), op), nil
	case p != nil && q != nil:
		m, _ := p.total()
		n, _ := q.total()
		return compareResult((x.micros()-m)-(y.micros()-n), op), nil
	case op == py.EQ || op == py.NE:
		return py.Bool(op == py.NE), nil
	}
	return py.Unbound, py.Raise(py.TypeError, "can't compare offset-naive and offset-aware times")
}

func setupTime() {
	t := timeType
	t.Size = py.SizeOf[clock]()
	self := py.AsAny[clock]
	t.New = timeNew
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		x := self(v)
		out := strconv.AppendInt([]byte(v.Type().TypeName()+"("), int64(x.hour), 10)
		out = strconv.AppendInt(append(out, ", "...), int64(x.minute), 10)
		out, err := appendRepr(th, out, x.second, x.micro, x.zone, x.fold)
		return py.Text(string(out)), err
	}
	t.Str = func(th *py.Thread, v py.Value) (py.Value, error) { return py.CallMethod(th, v, "isoformat") }
	t.Hash = func(th *py.Thread, v py.Value) (int64, error) {
		x := self(v)
		if x.zone.IsNone() {
			return hashBytes(th, x.state(false))
		}
		if x.fold != 0 {
			x = newTime(x.hour, x.minute, x.second, x.micro, x.zone, 0)
		}
		offset, err := x.offset(th)
		if err != nil {
			return 0, err
		}
		if offset == nil {
			return hashBytes(th, x.state(false))
		}
		n, _ := offset.total()
		d, err := makeDelta(0, 0, x.micros()-n)
		if err != nil {
			return 0, err
		}
		if d.days == 0 {
			return hashBytes(th, newTime(d.seconds/3600, d.seconds/60%60, d.seconds%60, d.micros, py.None, 0).state(false))
		}
		return d.hash(th)
	}
	t.Compare = timeCompare
	t.GetSets = []py.GetSetDef{
		member("hour", "The hour, 0 to 23.", false, func(x *clock) int { return x.hour }),
		member("minute", "The minute.", false, func(x *clock) int { return x.minute }),
		member("second", "The second.", false, func(x *clock) int { return x.second }),
		member("microsecond", "The microsecond.", false, func(x *clock) int { return x.micro }),
		{Name: "tzinfo", Doc: "The time zone, or None.", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return self(v).zone, nil }},
		member("fold", "1 for the later one of two times that the clock shows alike.", false, func(x *clock) int { return x.fold }),
	}
	replace := func(th *py.Thread, a []py.Value) (py.Value, error) {
		x := self(a[0])
		hour, minute, second, micro, fold, zone := x.hour, x.minute, x.second, x.micro, x.fold, x.zone
		if !a[5].IsUnbound() {
			zone = a[5]
		}
		cls := a[0].Type()
		if err := cInts(th, a[1:], &hour, &minute, &second, &micro); err != nil {
			return py.Unbound, err
		}
		if err := cInts(th, a[6:], &fold); err != nil {
			return py.Unbound, err
		}
		if fold != 0 && fold != 1 {
			return py.Unbound, py.Raise(py.ValueError, "fold must be either 0 or 1, not %d", fold)
		}
		if cls == timeType {
			if err := checkZone(zone); err != nil {
				return py.Unbound, err
			}
		}
		return makeTime(th, cls, hour, minute, second, micro, zone, fold)
	}
	reduce := func(th *py.Thread, v py.Value, protocol int) (py.Value, error) {
		x := self(v)
		args := []py.Value{py.NewBytes(x.state(protocol > 3)).Value()}
		if !x.zone.IsNone() {
			args = append(args, x.zone)
		}
		return py.TupleOf(v.Type().Value(), py.NewTuple(args).Value()).Value(), nil
	}
	t.Methods = []*py.MethodDef{
		strptimeMethod("_strptime_datetime_time"),
		py.Def("isoformat($self, /, timespec=<unrepresentable>)", "Return the time as [HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].\n\ntimespec is 'auto', 'hours', 'minutes', 'seconds', 'milliseconds' or 'microseconds'.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			spec, err := timespecArgument(th, a[1], 1)
			if err != nil {
				return py.Unbound, err
			}
			out, err := appendTime(make([]byte, 0, 32), x.hour, x.minute, x.second, x.micro, spec)
			if err != nil {
				return py.Unbound, err
			}
			offset, err := x.offset(th)
			if err != nil {
				return py.Unbound, err
			}
			if offset != nil {
				out = appendOffset(out, offset, ":")
			}
			return py.Text(string(out)), nil
		}),
		py.Def("strftime($self, /, format)", "Return a text in a format, as time.strftime() does.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s, err := formatArgument("strftime", a[1])
			if err != nil {
				return py.Unbound, err
			}
			x := self(a[0])
			f := formatter{fields: fieldsOf(1900, 1, 1, x.hour, x.minute, x.second, -1), micros: x.micro, obj: a[0], zone: x.zone, arg: py.None}
			return f.format(th, s.String())
		}),
		py.Def("__format__($self, format, /)", "Format with strftime.", formatMethod),
		py.Def("utcoffset($self, /)", "Return what the time zone says is the offset from UTC.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return optional(self(a[0]).offset(th))
		}),
		py.Def("tzname($self, /)", "Return what the time zone says is its name.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return zoneNameValue(th, self(a[0]).zone, py.None)
		}),
		py.Def("dst($self, /)", "Return what the time zone says is summer time.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return optional(zoneOffset(th, self(a[0]).zone, "dst", py.None))
		}),
		py.Def("replace($self, /, hour=unchanged, minute=unchanged, second=unchanged,\n        microsecond=unchanged, tzinfo=unchanged, *, fold=unchanged)", "Return the time with other parts.", replace),
		py.DefRaw("__replace__", "($self, /, **changes)", "Return the time with other parts.",
			replaceWith("replace(self, /, hour=unchanged, minute=unchanged, second=unchanged, microsecond=unchanged, tzinfo=unchanged, *, fold=unchanged)", replace)),
		py.DefClass("fromisoformat($type, object, /)", "Return the time of a text in one of the ISO 8601 formats.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s := py.AsStr(a[1])
			if s == nil {
				return py.Unbound, py.Raise(py.TypeError, "fromisoformat: argument must be str")
			}
			p, ok := parseTime(trimT(s.String()))
			if !ok {
				return py.Unbound, invalidISO(th, a[1])
			}
			if p.hour == 24 {
				if err := p.checkMidnight(); err != nil {
					return py.Unbound, err
				}
				p.hour = 0
			}
			zone, err := p.zone(th)
			if err != nil {
				return py.Unbound, err
			}
			return makeTime(th, py.AsType(a[0]), p.hour, p.minute, p.second, p.micro, zone, 0)
		}),
		py.Def("__reduce_ex__($self, proto, /)", "Tell pickle how to rebuild the object, for a protocol.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := cInt(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			return reduce(th, a[0], n)
		}),
		py.Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return reduce(th, a[0], 2)
		}),
	}
	py.SetupType(t, nil)
}
