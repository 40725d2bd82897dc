// This file fills tzinfo and timezone.

package datetime

import py "github.com/gopy-lang/gopy/runtime"

// zoneInfo is a tzinfo object: it has nothing of its own.
type zoneInfo struct{ py.Header }

// zone is a timezone object.
type zone struct {
	py.Header
	offset *delta
	name   *py.Str // nil: made of the offset
}

// utc is timezone.utc.
var utc *zone

// makeZone makes a timezone; that without name at UTC is always the same.
func makeZone(offset *delta, name *py.Str) *zone {
	if utc != nil && name == nil && offset.days == 0 && offset.seconds == 0 && offset.micros == 0 {
		return utc
	}
	return &zone{Header: py.Header{Type: zoneType, Kind: py.KindOther}, offset: offset, name: name}
}

// checkOffset refuses an offset of a day or more.
func checkOffset(th *py.Thread, offset *delta) error {
	if offset.days == 0 || offset.days == -1 && (offset.seconds > 0 || offset.micros > 0) {
		return nil
	}
	s, err := py.Repr(th, offset.Value())
	if err != nil {
		return err
	}
	return py.Raise(py.ValueError, "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not %s", s.String())
}

func (z *zone) text() string {
	switch {
	case z.name != nil:
		return z.name.String()
	case z == utc, z.offset.days == 0 && z.offset.seconds == 0 && z.offset.micros == 0:
		return "UTC"
	}
	return string(appendOffset([]byte("UTC"), z.offset, ":"))
}

// zoneOffset calls a tzinfo's utcoffset or dst; nil stands for None.
func zoneOffset(th *py.Thread, tz py.Value, method string, arg py.Value) (*delta, error) {
	if tz.IsNone() {
		return nil, nil
	}
	if tz.Type() == zoneType {
		if method == "dst" {
			return nil, nil
		}
		return py.AsAny[zone](tz).offset, nil
	}
	v, err := py.CallMethod(th, tz, method, arg)
	if err != nil || v.IsNone() {
		return nil, err
	}
	d := asDelta(v)
	if d == nil {
		return nil, py.Raise(py.TypeError, "tzinfo.%s() must return None or timedelta, not '%s'", method, v.Type().TypeName())
	}
	return d, checkOffset(th, d)
}

// zoneNameValue calls a tzinfo's tzname.
func zoneNameValue(th *py.Thread, tz, arg py.Value) (py.Value, error) {
	if tz.IsNone() {
		return py.None, nil
	}
	if tz.Type() == zoneType {
		return py.Text(py.AsAny[zone](tz).text()), nil
	}
	v, err := py.CallMethod(th, tz, "tzname", arg)
	if err == nil && !v.IsNone() && py.AsStr(v) == nil {
		err = py.Raise(py.TypeError, "tzinfo.tzname() must return None or a string, not '%s'", v.Type().TypeName())
	}
	return v, err
}

// optional returns a timedelta or None.
func optional(d *delta, err error) (py.Value, error) {
	if err != nil {
		return py.Unbound, err
	}
	if d == nil {
		return py.None, nil
	}
	return d.Value(), nil
}

func setupZoneInfo() {
	t := zoneInfoType
	t.Size = py.SizeOf[zoneInfo]()
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		return py.NewObject[zoneInfo](cls).Value(), nil
	}
	t.Init = func(th *py.Thread, self py.Value, args []py.Value, kw *py.Tuple) error { return nil }
	missing := func(name, doc string) *py.MethodDef {
		return py.Def(name+"($self, object, /)", doc, func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Unbound, py.Raise(py.NotImplementedError, "a tzinfo subclass must implement %s()", name)
		})
	}
	t.Methods = []*py.MethodDef{
		missing("tzname", "Return the name of the zone at a datetime."),
		missing("utcoffset", "Return the offset from UTC at a datetime as a timedelta: positive east of UTC."),
		missing("dst", "Return the part of the offset that is summer time at a datetime, as a timedelta."),
		py.Def("fromutc($self, object, /)", "Convert a datetime in UTC to local time.", zoneFromUTC),
		py.Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			args := py.EmptyTuple().Value()
			get, err := py.GetAttrOr(th, a[0], th.Interp.Intern("__getinitargs__"))
			if err == nil && !get.IsUnbound() {
				args, err = py.CallArgs(th, get)
			}
			if err != nil {
				return py.Unbound, err
			}
			state, err := py.CallMethod(th, a[0], "__getstate__")
			if err != nil {
				return py.Unbound, err
			}
			return py.TupleOf(a[0].Type().Value(), args, state).Value(), nil
		}),
	}
	py.SetupType(t, nil)
}

// utcArgument reads the argument of fromutc.
func utcArgument(self, v py.Value) (*moment, error) {
	m := asMoment(v)
	if m == nil {
		return nil, py.Raise(py.TypeError, "fromutc: argument must be a datetime")
	}
	if !py.Is(m.zone, self) {
		return nil, py.Raise(py.ValueError, "fromutc: dt.tzinfo is not self")
	}
	return m, nil
}

// zoneFromUTC is tzinfo.fromutc, for zones whose rules utcoffset and dst know.
func zoneFromUTC(th *py.Thread, a []py.Value) (py.Value, error) {
	m, err := utcArgument(a[0], a[1])
	if err != nil {
		return py.Unbound, err
	}
	offset, err := m.offset(th)
	if err != nil {
		return py.Unbound, err
	}
	if offset == nil {
		return py.Unbound, py.Raise(py.ValueError, "fromutc: non-None utcoffset() result required")
	}
	dst, err := zoneOffset(th, m.zone, "dst", a[1])
	if err != nil {
		return py.Unbound, err
	}
	if dst == nil {
		return py.Unbound, py.Raise(py.ValueError, "fromutc: non-None dst() result required")
	}
	standard, err := makeDelta(offset.days-dst.days, offset.seconds-dst.seconds, offset.micros-dst.micros)
	if err != nil {
		return py.Unbound, err
	}
	v, err := momentAdd(th, m, standard, 1)
	if err != nil {
		return py.Unbound, err
	}
	m = asMoment(v)
	if m == nil {
		return py.Unbound, py.Raise(py.TypeError, "fromutc: argument must be a datetime")
	}
	if dst, err = zoneOffset(th, m.zone, "dst", v); err != nil {
		return py.Unbound, err
	}
	if dst == nil {
		return py.Unbound, py.Raise(py.ValueError, "fromutc: tz.dst() gave inconsistent results; cannot convert")
	}
	if dst.days == 0 && dst.seconds == 0 && dst.micros == 0 {
		return v, nil
	}
	return momentAdd(th, m, dst, 1)
}

var zoneSignature = py.ParseSignature("timezone(offset, name=<unrepresentable>)")

func setupZone() {
	t := zoneType
	self := py.AsAny[zone]
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := zoneSignature.BindArgs(th, args, kw)
		if err != nil {
			return py.Unbound, err
		}
		defer held.Release()
		offset := asDelta(a[0])
		if offset == nil {
			return py.Unbound, py.Raise(py.TypeError, "timezone() argument 1 must be datetime.timedelta, not %s", argumentName(a[0]))
		}
		var name *py.Str
		if !a[1].IsUnbound() {
			if name = py.AsStr(a[1]); name == nil {
				return py.Unbound, py.Raise(py.TypeError, "timezone() argument 2 must be str, not %s", argumentName(a[1]))
			}
		}
		if err := checkOffset(th, offset); err != nil {
			return py.Unbound, err
		}
		return makeZone(offset, name).Value(), nil
	}
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		z := self(v)
		if z == utc {
			return py.Text("datetime.timezone.utc"), nil
		}
		text, err := py.Repr(th, z.offset.Value())
		if err != nil {
			return py.Unbound, err
		}
		out := v.Type().TypeName() + "(" + text.String()
		if z.name != nil {
			out += ", " + py.ReprString(z.name.String())
		}
		return py.Text(out + ")"), nil
	}
	t.Str = func(th *py.Thread, v py.Value) (py.Value, error) { return py.Text(self(v).text()), nil }
	t.Hash = func(th *py.Thread, v py.Value) (int64, error) { return self(v).offset.hash(th) }
	t.Compare = func(th *py.Thread, a, b py.Value, op py.CompareOp) (py.Value, error) {
		if op != py.EQ && op != py.NE || a.Type() != zoneType || b.Type() != zoneType {
			return py.NotImplemented, nil
		}
		return compareResult(self(a).offset.compare(self(b).offset), op), nil
	}
	checked := func(name string, f func(z *zone) py.Value) py.Func {
		return func(th *py.Thread, a []py.Value) (py.Value, error) {
			if !a[1].IsNone() && asMoment(a[1]) == nil {
				return py.Unbound, py.Raise(py.TypeError, "%s(dt) argument must be a datetime instance or None, not %s", name, a[1].Type().TypeName())
			}
			return f(self(a[0])), nil
		}
	}
	t.Methods = []*py.MethodDef{
		py.Def("tzname($self, object, /)", "Return the name of the zone.", checked("tzname", func(z *zone) py.Value { return py.Text(z.text()) })),
		py.Def("utcoffset($self, object, /)", "Return the fixed offset.", checked("utcoffset", func(z *zone) py.Value { return z.offset.Value() })),
		py.Def("dst($self, object, /)", "Return None.", checked("dst", func(z *zone) py.Value { return py.None })),
		py.Def("fromutc($self, object, /)", "Convert a datetime in UTC to local time.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m, err := utcArgument(a[0], a[1])
			if err != nil {
				return py.Unbound, err
			}
			return momentAdd(th, m, self(a[0]).offset, 1)
		}),
		py.Def("__getinitargs__($self, /)", "Return the arguments of the constructor, for pickle.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			z := self(a[0])
			if z.name == nil {
				return py.TupleOf(z.offset.Value()).Value(), nil
			}
			return py.TupleOf(z.offset.Value(), z.name.Value()).Value(), nil
		}),
	}
	py.SetupType(t, zoneInfoType)
}
