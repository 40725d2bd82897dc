// This file fills date and IsoCalendarDate.

package datetime

import (
	"fmt"

	"github.com/gopy-lang/gopy/internal/strftime"
	py "github.com/gopy-lang/gopy/runtime"
)

// date is a date object. A datetime object begins like one.
type date struct {
	py.Header
	year, month, day int
}

func asDate(v py.Value) *date {
	if t := v.Type(); t == dateType || t == momentType || py.IsInstance(v, dateType) {
		return py.AsAny[date](v)
	}
	return nil
}

func newDate(year, month, day int) *date {
	return &date{Header: py.Header{Type: dateType, Kind: py.KindOther}, year: year, month: month, day: day}
}

// makeDate makes a date of a class: a subclass is called, so that it can take part.
func makeDate(th *py.Thread, cls *py.Type, year, month, day int) (py.Value, error) {
	if cls != dateType && cls != momentType {
		return py.CallArgs(th, cls.Value(), py.Int(int64(year)), py.Int(int64(month)), py.Int(int64(day)))
	}
	if err := checkDate(year, month, day); err != nil {
		return py.Unbound, err
	}
	if cls == momentType {
		return newMoment(year, month, day, 0, 0, 0, 0, py.None, 0).Value(), nil
	}
	return newDate(year, month, day).Value(), nil
}

func (d *date) ordinal() int { return ordinal(d.year, d.month, d.day) }

func (d *date) compare(e *date) int {
	if d.year != e.year {
		return d.year - e.year
	}
	if d.month != e.month {
		return d.month - e.month
	}
	return d.day - e.day
}

func (d *date) state() []byte {
	return []byte{byte(d.year >> 8), byte(d.year), byte(d.month), byte(d.day)}
}

var dateSignature = py.ParseSignature("(year, month, day)")

func dateNew(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
	if len(args) == 1 && kw == nil {
		state, ok, err := stateBytes(th, "date", args, 4, func(b []byte) bool { return b[2] >= 1 && b[2] <= 12 })
		if err != nil {
			return py.Unbound, err
		}
		if ok {
			x := py.NewObject[date](cls)
			x.year, x.month, x.day = int(state[0])<<8|int(state[1]), int(state[2]), int(state[3])
			return x.Value(), nil
		}
	}
	if kw == nil && len(args) < 3 { // what was given is looked at before what is missing
		var given [2]int
		if err := cInts(th, args, []*int{&given[0], &given[1]}[:len(args)]...); err != nil {
			return py.Unbound, err
		}
	}
	a, held, err := dateSignature.BindArgs(th, args, kw)
	if err != nil {
		return py.Unbound, err
	}
	var year, month, day int
	err = cInts(th, a, &year, &month, &day)
	held.Release()
	if err == nil {
		err = checkDate(year, month, day)
	}
	if err != nil {
		return py.Unbound, err
	}
	x := py.NewObject[date](cls)
	x.year, x.month, x.day = year, month, day
	return x.Value(), nil
}

// dateAdd is d + sign*days.
func dateAdd(th *py.Thread, d *date, t *delta, sign int) (py.Value, error) {
	n := d.ordinal() + sign*t.days
	if n < 1 || n > maxOrdinal {
		return py.Unbound, outOfRange()
	}
	year, month, day := fromOrdinal(n)
	return makeDate(th, d.Header.Type, year, month, day)
}

func outOfRange() error { return py.Raise(py.OverflowError, "date value out of range") }

func setupDate() {
	t := dateType
	t.Size = py.SizeOf[date]()
	self := py.AsAny[date]
	t.New = dateNew
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		d := self(v)
		return py.Text(fmt.Sprintf("%s(%d, %d, %d)", v.Type().TypeName(), d.year, d.month, d.day)), nil
	}
	t.Str = func(th *py.Thread, v py.Value) (py.Value, error) { return py.CallMethod(th, v, "isoformat") }
	t.Hash = func(th *py.Thread, v py.Value) (int64, error) { return hashBytes(th, self(v).state()) }
	t.Compare = func(th *py.Thread, a, b py.Value, op py.CompareOp) (py.Value, error) {
		x, y := asDate(a), asDate(b)
		if x == nil || y == nil || asMoment(a) != nil || asMoment(b) != nil {
			return py.NotImplemented, nil
		}
		return compareResult(x.compare(y), op), nil
	}
	t.Binary[py.OpAdd] = func(th *py.Thread, a, b py.Value) (py.Value, error) {
		if asMoment(a) != nil || asMoment(b) != nil {
			return py.NotImplemented, nil
		}
		if d, e := asDate(a), asDelta(b); d != nil && e != nil {
			return dateAdd(th, d, e, 1)
		}
		if d, e := asDate(b), asDelta(a); d != nil && e != nil {
			return dateAdd(th, d, e, 1)
		}
		return py.NotImplemented, nil
	}
	t.Binary[py.OpSub] = func(th *py.Thread, a, b py.Value) (py.Value, error) {
		d := asDate(a)
		if d == nil || asMoment(a) != nil || asMoment(b) != nil {
			return py.NotImplemented, nil
		}
		if e := asDate(b); e != nil {
			return deltaValue(makeDelta(d.ordinal()-e.ordinal(), 0, 0))
		}
		if e := asDelta(b); e != nil {
			return dateAdd(th, d, e, -1)
		}
		return py.NotImplemented, nil
	}
	t.GetSets = []py.GetSetDef{
		member("year", "The year.", false, func(d *date) int { return d.year }),
		member("month", "The month, 1 to 12.", false, func(d *date) int { return d.month }),
		member("day", "The day of the month.", false, func(d *date) int { return d.day }),
	}
	t.Methods = dateMethods()
	py.SetupType(t, nil)
}

func dateMethods() []*py.MethodDef {
	self := py.AsAny[date]
	fromISOCalendar := py.DefClass("fromisocalendar($type, /, year, week, day)", "Return the date of an ISO year, week and weekday.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		var year, week, day int
		if err := cInts(th, a[1:], &year, &week, &day); err != nil {
			if py.Matches(err, py.OverflowError) {
				err = py.Raise(py.ValueError, "ISO calendar component out of range")
			}
			return py.Unbound, err
		}
		n, bad := isoOrdinal(year, week, day)
		switch bad {
		case badYear:
			return py.Unbound, py.Raise(py.ValueError, "year must be in 1..9999, not %d", year)
		case badWeek:
			return py.Unbound, py.Raise(py.ValueError, "Invalid week: %d", week)
		case badWeekday:
			return py.Unbound, py.Raise(py.ValueError, "Invalid weekday: %d (range is [1, 7])", day)
		}
		if n < 1 || n > maxOrdinal {
			y := 0
			if n > maxOrdinal {
				y = maxYear + 1
			}
			return py.Unbound, checkDate(y, 1, 1)
		}
		y, m, d := fromOrdinal(n)
		return makeDate(th, py.AsType(a[0]), y, m, d)
	})
	return []*py.MethodDef{
		py.DefClass("fromtimestamp($type, timestamp, /)", "Return the local date of a POSIX timestamp.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			t, err := wholeSeconds(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			year, month, day := t.In(strftime.Location(th)).Date()
			return makeDate(th, py.AsType(a[0]), year, int(month), day)
		}),
		py.DefClass("fromordinal($type, ordinal, /)", "Return the date with a proleptic Gregorian ordinal.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := cInt(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			if n < 1 {
				return py.Unbound, py.Raise(py.ValueError, "ordinal must be >= 1")
			}
			year, month, day := fromOrdinal(n)
			return makeDate(th, py.AsType(a[0]), year, month, day)
		}),
		py.DefClass("fromisoformat($type, object, /)", "Return the date of a text in one of the ISO 8601 formats.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s := py.AsStr(a[1])
			if s == nil {
				return py.Unbound, py.Raise(py.TypeError, "fromisoformat: argument must be str")
			}
			year, month, day, ok := parseDate(s.String())
			if !ok {
				return py.Unbound, invalidISO(th, a[1])
			}
			return makeDate(th, py.AsType(a[0]), year, month, day)
		}),
		fromISOCalendar,
		strptimeMethod("_strptime_datetime_date"),
		py.DefClass("today($type, /)", "Return the local date of today.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			now, err := importAttr(th, "time", "time")
			if err != nil {
				return py.Unbound, err
			}
			t, err := py.CallArgs(th, now)
			if err != nil {
				return py.Unbound, err
			}
			return py.CallMethod(th, a[0], "fromtimestamp", t)
		}),
		py.Def("ctime($self, /)", "Return a text as time.ctime() does.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			d := self(a[0])
			return ctime(d, 0, 0, 0), nil
		}),
		py.Def("strftime($self, /, format)", "Return a text in a format, as time.strftime() does.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s, err := formatArgument("strftime", a[1])
			if err != nil {
				return py.Unbound, err
			}
			d := self(a[0])
			f := formatter{fields: fieldsOf(d.year, d.month, d.day, 0, 0, 0, -1), obj: a[0], zone: py.None, arg: py.None}
			return f.format(th, s.String())
		}),
		py.Def("__format__($self, format, /)", "Format with strftime.", formatMethod),
		py.Def("isoformat($self, /)", "Return the date as YYYY-MM-DD.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			d := self(a[0])
			return py.Text(string(appendDate(make([]byte, 0, 10), d.year, d.month, d.day))), nil
		}),
		py.Def("isoweekday($self, /)", "Return the day of the week: Monday is 1, Sunday 7.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			d := self(a[0])
			return py.Int(int64(weekday(d.year, d.month, d.day) + 1)), nil
		}),
		py.Def("isocalendar($self, /)", "Return the ISO year, week and weekday as a named tuple.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			d := self(a[0])
			year, week, day := isoCalendar(d.year, d.month, d.day)
			return py.NewTupleOf(isoDateType, []py.Value{py.Int(int64(year)), py.Int(int64(week)), py.Int(int64(day))}).Value(), nil
		}),
		py.Def("timetuple($self, /)", "Return the date as a time.struct_time.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			d := self(a[0])
			return structTime(th, d.year, d.month, d.day, 0, 0, 0, -1)
		}),
		py.Def("toordinal($self, /)", "Return the proleptic Gregorian ordinal: the first of January of year 1 is day 1.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(int64(self(a[0]).ordinal())), nil
		}),
		py.Def("weekday($self, /)", "Return the day of the week: Monday is 0, Sunday 6.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			d := self(a[0])
			return py.Int(int64(weekday(d.year, d.month, d.day))), nil
		}),
		py.Def("replace($self, /, year=unchanged, month=unchanged, day=unchanged)", "Return the date with other parts.", dateReplace),
		py.DefRaw("__replace__", "($self, /, **changes)", "Return the date with other parts.", replaceWith("replace(self, /, year=<unrepresentable>, month=<unrepresentable>, day=<unrepresentable>)", dateReplace)),
		py.Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.TupleOf(a[0].Type().Value(), py.TupleOf(py.NewBytes(self(a[0]).state()).Value()).Value()).Value(), nil
		}),
	}
}

// replaceWith makes __replace__ of the function of replace.
func replaceWith(signature string, f py.Func) py.RawFunc {
	s := py.ParseSignature(signature)
	return func(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := s.BindArgs(th, args, kw)
		if err != nil {
			return py.Unbound, err
		}
		defer held.Release()
		return f(th, a)
	}
}

func dateReplace(th *py.Thread, a []py.Value) (py.Value, error) {
	d := py.AsAny[date](a[0])
	cls := a[0].Type()
	year, month, day := d.year, d.month, d.day
	if err := cInts(th, a[1:], &year, &month, &day); err != nil {
		return py.Unbound, err
	}
	return makeDate(th, cls, year, month, day)
}

func ctime(d *date, hour, minute, second int) py.Value {
	return py.Text(fmt.Sprintf("%s %s %2d %02d:%02d:%02d %04d", strftime.Weekdays[weekday(d.year, d.month, d.day)][:3], strftime.Months[d.month-1][:3],
		d.day, hour, minute, second, d.year))
}

var isoDateSignature = py.ParseSignature("IsoCalendarDate(year, week, weekday)")

func setupIsoDate() {
	t := isoDateType
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := isoDateSignature.BindArgs(th, args, kw)
		if err != nil {
			return py.Unbound, err
		}
		defer held.Release()
		return py.NewTupleOf(cls, append([]py.Value(nil), a...)).Value(), nil
	}
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		x := py.AsTuple(v)
		var texts [3]string
		for i := range texts {
			s, err := py.Repr(th, x.At(i))
			if err != nil {
				return py.Unbound, err
			}
			texts[i] = s.String()
		}
		return py.Text(v.Type().TypeName() + "(year=" + texts[0] + ", week=" + texts[1] + ", weekday=" + texts[2] + ")"), nil
	}
	for i, name := range []string{"year", "week", "weekday"} {
		t.GetSets = append(t.GetSets, py.GetSetDef{Name: name, Doc: "The ISO " + name + ".", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			return py.AsTuple(v).At(i), nil
		}})
	}
	t.Methods = []*py.MethodDef{
		py.Def("__reduce__($self, /)", "Tell pickle to make a plain tuple.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			plain := py.NewTuple(py.AsTuple(a[0]).Items())
			return py.TupleOf(py.TupleType.Value(), py.TupleOf(plain.Value()).Value()).Value(), nil
		}),
	}
	py.SetupType(t, py.TupleType)
}
