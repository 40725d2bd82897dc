// This file fills datetime.

package datetime

import (
	"strconv"
	"time"

	py "github.com/gopy-lang/gopy/runtime"
)

// moment is a datetime object.
type moment struct {
	date
	hour, minute, second, micro int
	fold                        int
	zone                        py.Value // None: naive
}

func asMoment(v py.Value) *moment {
	if t := v.Type(); t == momentType || t != dateType && py.IsInstance(v, momentType) {
		return py.AsAny[moment](v)
	}
	return nil
}

func newMoment(year, month, day, hour, minute, second, micro int, zone py.Value, fold int) *moment {
	return &moment{date{py.Header{Type: momentType, Kind: py.KindOther}, year, month, day}, hour, minute, second, micro, fold, zone}
}

// makeMoment makes a datetime of a class: a subclass is called, so that it can take part.
func makeMoment(th *py.Thread, cls *py.Type, year, month, day, hour, minute, second, micro int, zone py.Value, fold int) (py.Value, error) {
	if cls == momentType {
		err := checkDate(year, month, day)
		if err == nil {
			err = checkTime(hour, minute, second, micro, fold)
		}
		if err == nil {
			err = checkZone(zone)
		}
		if err != nil {
			return py.Unbound, err
		}
		return newMoment(year, month, day, hour, minute, second, micro, zone, fold).Value(), nil
	}
	args := make([]py.Value, 0, 9)
	for _, n := range [...]int{year, month, day, hour, minute, second, micro} {
		args = append(args, py.Int(int64(n)))
	}
	return callWithFold(th, cls, append(args, zone), fold)
}

// state is the pickled form, with fold in the first bit of the month if it is wanted.
func (m *moment) state(withFold bool) []byte {
	b := append(m.date.state(), byte(m.hour), byte(m.minute), byte(m.second), byte(m.micro>>16), byte(m.micro>>8), byte(m.micro))
	if withFold && m.fold != 0 {
		b[2] |= 0x80
	}
	return b
}

func (m *moment) offset(th *py.Thread) (*delta, error) {
	return zoneOffset(th, m.zone, "utcoffset", m.Value())
}

// withFold is the same datetime with another fold.
func (m *moment) withFold(fold int) *moment {
	return newMoment(m.year, m.month, m.day, m.hour, m.minute, m.second, m.micro, m.zone, fold)
}

// compareFields compares without regard to zones.
func (m *moment) compareFields(n *moment) int {
	if c := m.date.compare(&n.date); c != 0 {
		return c
	}
	return m.micros() - n.micros()
}

// micros counts from midnight.
func (m *moment) micros() int { return ((m.hour*60+m.minute)*60+m.second)*1000000 + m.micro }

// minus is the difference without regard to zones.
func (m *moment) minus(n *moment) *delta {
	d, _ := makeDelta(m.ordinal()-n.ordinal(), 0, m.micros()-n.micros())
	return d
}

// ambiguous tells that the offset hangs on the fold: such a datetime equals none in another zone (PEP 495).
func (m *moment) ambiguous(th *py.Thread, offset *delta) (bool, error) {
	other, err := m.withFold(1 - m.fold).offset(th)
	if err != nil {
		return false, err
	}
	if other == nil || offset == nil {
		return other != offset, nil
	}
	return other.compare(offset) != 0, nil
}

var momentSignature = py.ParseSignature("(year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)")

func momentNew(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
	if n := len(args); (n == 1 || n == 2) && kw == nil {
		state, ok, err := stateBytes(th, "datetime", args, 10, func(b []byte) bool { m := b[2] & 0x7F; return m >= 1 && m <= 12 })
		if err != nil {
			return py.Unbound, err
		}
		if ok {
			x := py.NewObject[moment](cls)
			x.year, x.month, x.day = int(state[0])<<8|int(state[1]), int(state[2]&0x7F), int(state[3])
			x.hour, x.minute, x.second, x.micro = int(state[4]), int(state[5]), int(state[6]), int(state[7])<<16|int(state[8])<<8|int(state[9])
			x.fold = int(state[2] >> 7)
			x.zone, err = stateZone(args[1:])
			return x.Value(), err
		}
	}
	if kw == nil && len(args) < 3 { // what was given is looked at before what is missing
		var given [2]int
		if err := cInts(th, args, []*int{&given[0], &given[1]}[:len(args)]...); err != nil {
			return py.Unbound, err
		}
	}
	bound, held, err := momentSignature.BindArgs(th, args, kw)
	if err != nil {
		return py.Unbound, err
	}
	var a [9]py.Value
	copy(a[:], bound)
	held.Release()
	var year, month, day, hour, minute, second, micro, fold int
	if err = cInts(th, a[:], &year, &month, &day, &hour, &minute, &second, &micro); err == nil {
		err = cInts(th, a[8:], &fold)
	}
	if err == nil {
		err = checkDate(year, month, day)
	}
	if err == nil {
		err = checkTime(hour, minute, second, micro, fold)
	}
	if err == nil {
		err = checkZone(a[7])
	}
	if err != nil {
		return py.Unbound, err
	}
	x := py.NewObject[moment](cls)
	x.year, x.month, x.day = year, month, day
	x.hour, x.minute, x.second, x.micro, x.fold, x.zone = hour, minute, second, micro, fold, a[7]
	return x.Value(), nil
}

// momentAdd is m + sign*d.
func momentAdd(th *py.Thread, m *moment, d *delta, sign int) (py.Value, error) {
	r, err := m.plus(d, sign)
	if err != nil {
		return py.Unbound, err
	}
	if m.Header.Type == momentType {
		return r.Value(), nil
	}
	return makeMoment(th, m.Header.Type, r.year, r.month, r.day, r.hour, r.minute, r.second, r.micro, r.zone, 0)
}

// plus is momentAdd for the type datetime itself.
func (m *moment) plus(d *delta, sign int) (*moment, error) {
	micros := m.micros() + sign*(d.seconds*1000000+d.micros)
	day := floorDiv(micros, dayMicros)
	micros -= day * dayMicros
	n := m.ordinal() + sign*d.days + day
	if n < 1 || n > maxOrdinal {
		return nil, outOfRange()
	}
	seconds := micros / 1000000
	year, month, dayOfMonth := fromOrdinal(n)
	return newMoment(year, month, dayOfMonth, seconds/3600, seconds/60%60, seconds%60, micros%1000000, m.zone, 0), nil
}

func momentCompare(th *py.Thread, a, b py.Value, op py.CompareOp) (py.Value, error) {
	x, y := asMoment(a), asMoment(b)
	if x == nil || y == nil {
		return py.NotImplemented, nil
	}
	if py.Is(x.zone, y.zone) {
		return compareResult(x.compareFields(y), op), nil
	}
	p, err := x.offset(th)
	if err != nil {
		return py.Unbound, err
	}
	q, err := y.offset(th)
	if err != nil {
		return py.Unbound, err
	}
	c := 0
	equality := op == py.EQ || op == py.NE
	switch {
	case p == nil && q == nil, p != nil && q != nil && p.compare(q) == 0:
		c = x.compareFields(y)
	case p != nil && q != nil:
		d, err := x.minus(y).add(p, q)
		if err != nil {
			return py.Unbound, err
		}
		c = d.compare(newDelta(0, 0, 0))
	case equality:
		return py.Bool(op == py.NE), nil
	default:
		return py.Unbound, py.Raise(py.TypeError, "can't compare offset-naive and offset-aware datetimes")
	}
	if equality && c == 0 {
		for _, side := range []struct {
			m      *moment
			offset *delta
		}{{x, p}, {y, q}} {
			odd, err := side.m.ambiguous(th, side.offset)
			if err != nil {
				return py.Unbound, err
			}
			if odd {
				return py.Bool(op == py.NE), nil
			}
		}
	}
	return compareResult(c, op), nil
}

// add is d - p + q.
func (d *delta) add(p, q *delta) (*delta, error) {
	return makeDelta(d.days-p.days+q.days, d.seconds-p.seconds+q.seconds, d.micros-p.micros+q.micros)
}

func momentSubtract(th *py.Thread, a, b py.Value) (py.Value, error) {
	x := asMoment(a)
	if x == nil {
		return py.NotImplemented, nil
	}
	if d := asDelta(b); d != nil {
		return momentAdd(th, x, d, -1)
	}
	y := asMoment(b)
	if y == nil {
		return py.NotImplemented, nil
	}
	d := x.minus(y)
	if py.Is(x.zone, y.zone) {
		return d.Value(), nil
	}
	p, err := x.offset(th)
	if err != nil {
		return py.Unbound, err
	}
	q, err := y.offset(th)
	switch {
	case err != nil:
		return py.Unbound, err
	case (p == nil) != (q == nil):
		return py.Unbound, py.Raise(py.TypeError, "can't subtract offset-naive and offset-aware datetimes")
	case p == nil:
		return d.Value(), nil
	}
	return deltaValue(d.add(p, q))
}

func momentHash(th *py.Thread, v py.Value) (int64, error) {
	m := py.AsAny[moment](v)
	if m.zone.IsNone() {
		return hashBytes(th, m.state(false))
	}
	if m.fold != 0 {
		m = m.withFold(0)
	}
	offset, err := m.offset(th)
	if err != nil {
		return 0, err
	}
	if offset == nil {
		return hashBytes(th, m.state(false))
	}
	d, err := makeDelta(m.ordinal()-offset.days, (m.hour*60+m.minute)*60+m.second-offset.seconds, m.micro-offset.micros)
	if err != nil {
		return 0, err
	}
	return d.hash(th)
}

func setupMoment() {
	t := momentType
	t.Size = py.SizeOf[moment]()
	self := py.AsAny[moment]
	t.New = momentNew
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		m := self(v)
		out := []byte(v.Type().TypeName() + "(")
		for i, n := range [...]int{m.year, m.month, m.day, m.hour, m.minute} {
			if i > 0 {
				out = append(out, ", "...)
			}
			out = strconv.AppendInt(out, int64(n), 10)
		}
		out, err := appendRepr(th, out, m.second, m.micro, m.zone, m.fold)
		return py.Text(string(out)), err
	}
	t.Str = func(th *py.Thread, v py.Value) (py.Value, error) {
		return py.CallMethod(th, v, "isoformat", py.Text(" "))
	}
	t.Hash = momentHash
	t.Compare = momentCompare
	t.Binary[py.OpAdd] = func(th *py.Thread, a, b py.Value) (py.Value, error) {
		if m, d := asMoment(a), asDelta(b); m != nil && d != nil {
			return momentAdd(th, m, d, 1)
		}
		if m, d := asMoment(b), asDelta(a); m != nil && d != nil {
			return momentAdd(th, m, d, 1)
		}
		return py.NotImplemented, nil
	}
	t.Binary[py.OpSub] = momentSubtract
	t.GetSets = []py.GetSetDef{
		member("hour", "The hour, 0 to 23.", false, func(m *moment) int { return m.hour }),
		member("minute", "The minute.", false, func(m *moment) int { return m.minute }),
		member("second", "The second.", false, func(m *moment) int { return m.second }),
		member("microsecond", "The microsecond.", false, func(m *moment) int { return m.micro }),
		{Name: "tzinfo", Doc: "The time zone, or None.", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return self(v).zone, nil }},
		member("fold", "1 for the later one of two times that the clock shows alike.", false, func(m *moment) int { return m.fold }),
	}
	t.Methods = append(momentClassMethods(), momentMethods()...)
	py.SetupType(t, dateType)
}

func momentClassMethods() []*py.MethodDef {
	return []*py.MethodDef{
		py.DefClass("now($type, /, tz=None)", "Return the date and time of now: local ones without tz, else those in tz.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			now := th.Interp.Host.Now()
			return fromTimestamp(th, a[0], a[1], now, now.Nanosecond()/1000)
		}),
		py.DefClass("utcnow($type, /)", "Return the date and time of now in UTC, without time zone. Deprecated: use now(UTC).", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if err := py.Warn(th, py.DeprecationWarning, "datetime.datetime.utcnow() is deprecated and scheduled for removal in a future version. Use timezone-aware objects to represent datetimes in UTC: datetime.datetime.now(datetime.UTC).", 1); err != nil {
				return py.Unbound, err
			}
			now := th.Interp.Host.Now()
			return momentAt(th, py.AsType(a[0]), now, now.Nanosecond()/1000, py.None, true)
		}),
		py.DefClass("fromtimestamp($type, /, timestamp, tz=None)", "Return the date and time of a POSIX timestamp: local ones without tz, else those in tz.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if err := checkZone(a[2]); err != nil {
				return py.Unbound, err
			}
			t, micros, err := timestamp(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			return fromTimestamp(th, a[0], a[2], t, micros)
		}),
		py.DefClass("utcfromtimestamp($type, timestamp, /)", "Return the date and time of a POSIX timestamp in UTC, without time zone. Deprecated: use fromtimestamp(timestamp, UTC).", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if err := py.Warn(th, py.DeprecationWarning, "datetime.datetime.utcfromtimestamp() is deprecated and scheduled for removal in a future version. Use timezone-aware objects to represent datetimes in UTC: datetime.datetime.fromtimestamp(timestamp, datetime.UTC).", 1); err != nil {
				return py.Unbound, err
			}
			t, micros, err := timestamp(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			return momentAt(th, py.AsType(a[0]), t, micros, py.None, true)
		}),
		strptimeMethod("_strptime_datetime_datetime"),
		py.DefClass("combine($type, /, date, time, tzinfo=<unrepresentable>)", "Return the datetime of a date and a time.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			d, t := asDate(a[1]), asTime(a[2])
			if d == nil {
				return py.Unbound, py.Raise(py.TypeError, "combine() argument 1 must be datetime.date, not %s", argumentName(a[1]))
			}
			if t == nil {
				return py.Unbound, py.Raise(py.TypeError, "combine() argument 2 must be datetime.time, not %s", argumentName(a[2]))
			}
			zone := t.zone
			if !a[3].IsUnbound() {
				zone = a[3]
			}
			if err := checkZone(zone); err != nil {
				return py.Unbound, err
			}
			return makeMoment(th, py.AsType(a[0]), d.year, d.month, d.day, t.hour, t.minute, t.second, t.micro, zone, t.fold)
		}),
		py.DefClass("fromisoformat($type, object, /)", "Return the datetime of a text in one of the ISO 8601 formats.", momentFromISO),
	}
}

// fromTimestamp makes a datetime in the zone tz, or in local time if that is None.
func fromTimestamp(th *py.Thread, cls, tz py.Value, t time.Time, micros int) (py.Value, error) {
	if err := checkZone(tz); err != nil {
		return py.Unbound, err
	}
	v, err := momentAt(th, py.AsType(cls), t, micros, tz, !tz.IsNone())
	if err != nil || tz.IsNone() {
		return v, err
	}
	return py.CallMethod(th, tz, "fromutc", v)
}

func momentFromISO(th *py.Thread, a []py.Value) (py.Value, error) {
	s := py.AsStr(a[1])
	if s == nil {
		return py.Unbound, py.Raise(py.TypeError, "fromisoformat: argument must be str")
	}
	dateText, timeText, hasTime, ok := parseMoment(s.String())
	if !ok {
		return py.Unbound, invalidISO(th, a[1])
	}
	year, month, day, ok := parseDate(dateText)
	if !ok {
		return py.Unbound, invalidISO(th, a[1])
	}
	var p parsedTime
	if hasTime {
		if p, ok = parseTime(timeText); !ok {
			return py.Unbound, invalidISO(th, a[1])
		}
	}
	zone, err := p.zone(th)
	if err != nil {
		return py.Unbound, err
	}
	if p.hour == 24 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month) { // midnight at the end of the day
		if err := p.checkMidnight(); err != nil {
			return py.Unbound, err
		}
		p.hour = 0
		if day++; day > daysIn(year, month) {
			day = 1
			if month++; month > 12 {
				month = 1
				year++
			}
		}
	}
	return makeMoment(th, py.AsType(a[0]), year, month, day, p.hour, p.minute, p.second, p.micro, zone, 0)
}

func momentMethods() []*py.MethodDef {
	self := py.AsAny[moment]
	reduce := func(th *py.Thread, v py.Value, protocol int) (py.Value, error) {
		m := self(v)
		args := []py.Value{py.NewBytes(m.state(protocol > 3)).Value()}
		if !m.zone.IsNone() {
			args = append(args, m.zone)
		}
		return py.TupleOf(v.Type().Value(), py.NewTuple(args).Value()).Value(), nil
	}
	return []*py.MethodDef{
		py.Def("date($self, /)", "Return the date.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := self(a[0])
			return newDate(m.year, m.month, m.day).Value(), nil
		}),
		py.Def("time($self, /)", "Return the time, without time zone.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := self(a[0])
			return newTime(m.hour, m.minute, m.second, m.micro, py.None, m.fold).Value(), nil
		}),
		py.Def("timetz($self, /)", "Return the time with its time zone.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := self(a[0])
			return newTime(m.hour, m.minute, m.second, m.micro, m.zone, m.fold).Value(), nil
		}),
		py.Def("ctime($self, /)", "Return a text as time.ctime() does.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := self(a[0])
			return ctime(&m.date, m.hour, m.minute, m.second), nil
		}),
		py.Def("timetuple($self, /)", "Return the date and time as a time.struct_time.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := self(a[0])
			dst, err := m.dstFlag(th)
			if err != nil {
				return py.Unbound, err
			}
			return structTime(th, m.year, m.month, m.day, m.hour, m.minute, m.second, dst)
		}),
		py.Def("timestamp($self, /)", "Return the POSIX timestamp as a float.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := self(a[0])
			offset, err := m.offset(th)
			if err != nil {
				return py.Unbound, err
			}
			if offset != nil {
				micros := m.micro - offset.micros
				seconds := m.secondsOf() - int64(offset.days)*daySecs - int64(offset.seconds)
				if micros < 0 {
					micros += 1000000
					seconds--
				}
				return timestampValue(seconds, micros), nil
			}
			s, err := m.localSeconds(th)
			if err != nil {
				return py.Unbound, err
			}
			return timestampValue(s, m.micro), nil
		}),
		py.Def("utctimetuple($self, /)", "Return the date and time in UTC as a time.struct_time.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := self(a[0])
			offset, err := m.offset(th)
			if err != nil {
				return py.Unbound, err
			}
			if offset != nil {
				if m, err = m.plus(offset, -1); err != nil {
					return py.Unbound, err
				}
			}
			return structTime(th, m.year, m.month, m.day, m.hour, m.minute, m.second, 0)
		}),
		py.Def("isoformat($self, /, sep=<unrepresentable>, timespec=<unrepresentable>)", "Return the datetime as YYYY-MM-DDTHH:MM:SS[.mmmmmm][+HH:MM].\n\nsep stands between date and time. timespec is 'auto', 'hours', 'minutes', 'seconds', 'milliseconds' or 'microseconds'.", momentISO),
		py.Def("strftime($self, /, format)", "Return a text in a format, as time.strftime() does.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s, err := formatArgument("strftime", a[1])
			if err != nil {
				return py.Unbound, err
			}
			m := self(a[0])
			dst := -1
			if !m.zone.IsNone() {
				if dst, err = m.dstFlag(th); err != nil {
					return py.Unbound, err
				}
			}
			f := formatter{fields: fieldsOf(m.year, m.month, m.day, m.hour, m.minute, m.second, dst), micros: m.micro, obj: a[0], zone: m.zone, arg: a[0]}
			return f.format(th, s.String())
		}),
		py.Def("utcoffset($self, /)", "Return what the time zone says is the offset from UTC.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return optional(self(a[0]).offset(th))
		}),
		py.Def("tzname($self, /)", "Return what the time zone says is its name.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return zoneNameValue(th, self(a[0]).zone, a[0])
		}),
		py.Def("dst($self, /)", "Return what the time zone says is summer time.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return optional(zoneOffset(th, self(a[0]).zone, "dst", a[0]))
		}),
		py.Def("replace($self, /, year=unchanged, month=unchanged, day=unchanged,\n        hour=unchanged, minute=unchanged, second=unchanged,\n        microsecond=unchanged, tzinfo=unchanged, *, fold=unchanged)", "Return the datetime with other parts.", momentReplace),
		py.DefRaw("__replace__", "($self, /, **changes)", "Return the datetime with other parts.",
			replaceWith("replace(self, /, year=unchanged, month=unchanged, day=unchanged, hour=unchanged, minute=unchanged, second=unchanged, microsecond=unchanged, tzinfo=unchanged, *, fold=unchanged)", momentReplace)),
		py.Def("astimezone($self, /, tz=None)", "Return the same point in time in another time zone, by default the local one.", momentInZone),
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
}

// dstFlag is tm_isdst.
func (m *moment) dstFlag(th *py.Thread) (int, error) {
	d, err := zoneOffset(th, m.zone, "dst", m.Value())
	switch {
	case err != nil:
		return 0, err
	case d == nil:
		return -1, nil
	case d.days != 0 || d.seconds != 0 || d.micros != 0:
		return 1, nil
	}
	return 0, nil
}

func momentISO(th *py.Thread, a []py.Value) (py.Value, error) {
	m := py.AsAny[moment](a[0])
	sep := 'T'
	if !a[1].IsUnbound() {
		s := py.AsStr(a[1])
		if s == nil {
			return py.Unbound, py.Raise(py.TypeError, "isoformat() argument 1 must be a unicode character, not %s", argumentName(a[1]))
		}
		if n := s.Len(); n != 1 {
			return py.Unbound, py.Raise(py.TypeError, "isoformat() argument 1 must be a unicode character, not a string of length %d", n)
		}
		sep = s.RuneAt(0)
	}
	spec, err := timespecArgument(th, a[2], 2)
	if err != nil {
		return py.Unbound, err
	}
	out := appendDate(make([]byte, 0, 40), m.year, m.month, m.day)
	if out, err = appendTime(py.AppendChar(out, sep), m.hour, m.minute, m.second, m.micro, spec); err != nil {
		return py.Unbound, err
	}
	offset, err := m.offset(th)
	if err != nil {
		return py.Unbound, err
	}
	if offset != nil {
		out = appendOffset(out, offset, ":")
	}
	return py.Text(string(out)), nil
}

func momentReplace(th *py.Thread, a []py.Value) (py.Value, error) {
	m := py.AsAny[moment](a[0])
	cls := a[0].Type()
	year, month, day, hour, minute, second, micro, fold, zone := m.year, m.month, m.day, m.hour, m.minute, m.second, m.micro, m.fold, m.zone
	if !a[8].IsUnbound() {
		zone = a[8]
	}
	if err := cInts(th, a[1:], &year, &month, &day, &hour, &minute, &second, &micro); err != nil {
		return py.Unbound, err
	}
	if err := cInts(th, a[9:], &fold); err != nil {
		return py.Unbound, err
	}
	if fold != 0 && fold != 1 {
		return py.Unbound, py.Raise(py.ValueError, "fold must be either 0 or 1, not %d", fold)
	}
	return makeMoment(th, cls, year, month, day, hour, minute, second, micro, zone, fold)
}

// momentInZone is astimezone.
func momentInZone(th *py.Thread, a []py.Value) (py.Value, error) {
	m, tz := py.AsAny[moment](a[0]), a[1]
	if err := checkZone(tz); err != nil {
		return py.Unbound, err
	}
	own := m.zone
	var offset *delta
	var err error
	if !own.IsNone() {
		if py.Is(own, tz) {
			return a[0], nil
		}
		if offset, err = m.offset(th); err != nil {
			return py.Unbound, err
		}
	}
	if offset == nil { // naive: local time
		s, err := m.localSeconds(th)
		if err != nil {
			return py.Unbound, err
		}
		other, err := m.withFold(1 - m.fold).localSeconds(th)
		if err != nil {
			return py.Unbound, err
		}
		if other != s && (other > s) == (m.fold == 1) { // in a gap: the offset of the other side
			s = other
		}
		own = localZone(th, s)
		if py.Is(own, tz) {
			return a[0], nil
		}
		offset = py.AsAny[zone](own).offset
	}
	v, err := momentAdd(th, m, offset, -1)
	if err != nil {
		return py.Unbound, err
	}
	inUTC := asMoment(v)
	if inUTC == nil {
		return py.Unbound, py.Raise(py.TypeError, "datetime subclass returned %s", v.Type().TypeName())
	}
	if tz.IsNone() {
		tz = localZone(th, inUTC.secondsOf())
	}
	inUTC.zone = tz
	if tz.Type() == zoneType {
		return momentAdd(th, inUTC, py.AsAny[zone](tz).offset, 1)
	}
	return py.CallMethod(th, tz, "fromutc", v)
}
