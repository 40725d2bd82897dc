// Package datetime is the module _datetime: dates, times, durations and time zones (library reference, "datetime").
//
//	datetime.go   the module
//	calendar.go   the Gregorian calendar
//	delta.go      timedelta
//	date.go       date, IsoCalendarDate
//	time.go       time
//	moment.go     datetime
//	zone.go       tzinfo, timezone
//	iana.go       ZoneInfo, module _zoneinfo
//	tzdata.go     the data of time zones
//	tzrule.go     rules for the time behind them
//	local.go      timestamps and the local time zone
//	isoparse.go   ISO 8601 texts
//	format.go     texts of dates, times and offsets; strftime
package datetime

import (
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name: "_datetime",
	Doc:  "Dates, times, durations and time zones.",
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(setup)
		for _, t := range []*py.Type{dateType, momentType, timeType, deltaType, zoneInfoType, zoneType} {
			m.Set(th, t.Name, t.Value())
		}
		m.Set(th, "MINYEAR", py.Int(minYear))
		m.Set(th, "MAXYEAR", py.Int(maxYear))
		m.Set(th, "UTC", utc.Value())
		return nil
	},
}

var (
	setupOnce    sync.Once
	deltaType    = &py.Type{Name: "timedelta", Module: "datetime", Flags: py.TypeBaseType, Doc: "A duration: the difference of two dates or times."}
	dateType     = &py.Type{Name: "date", Module: "datetime", Flags: py.TypeBaseType, Doc: "date(year, month, day) --> date object"}
	timeType     = &py.Type{Name: "time", Module: "datetime", Flags: py.TypeBaseType, Doc: "time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object\n\nAll arguments are optional. tzinfo is None or an instance of a tzinfo subclass; the others are ints."}
	momentType   = &py.Type{Name: "datetime", Module: "datetime", Flags: py.TypeBaseType, Doc: "datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])\n\nThe year, month and day are required. tzinfo is None or an instance of a tzinfo subclass; the others are ints."}
	zoneInfoType = &py.Type{Name: "tzinfo", Module: "datetime", Flags: py.TypeBaseType, Doc: "The base class of time zones."}
	zoneType     = &py.Type{Name: "timezone", Module: "datetime", Doc: "A time zone with a fixed offset from UTC."}
	isoDateType  = &py.Type{Name: "IsoCalendarDate", Module: "datetime", Doc: "An ISO year, week and weekday.", Layout: py.KindTuple}
)

func setup() {
	setupDelta()
	setupDate()
	setupIsoDate()
	setupZoneInfo()
	setupZone()
	setupTime()
	setupMoment()
	set := func(t *py.Type, names string, v py.Value) { t.Dict().SetStr(py.NewStr(names), v) }
	set(deltaType, "min", newDelta(-maxDays, 0, 0).Value())
	set(deltaType, "max", newDelta(maxDays, 24*3600-1, 999999).Value())
	set(deltaType, "resolution", newDelta(0, 0, 1).Value())
	set(dateType, "min", newDate(minYear, 1, 1).Value())
	set(dateType, "max", newDate(maxYear, 12, 31).Value())
	set(dateType, "resolution", newDelta(1, 0, 0).Value())
	set(timeType, "min", newTime(0, 0, 0, 0, py.None, 0).Value())
	set(timeType, "max", newTime(23, 59, 59, 999999, py.None, 0).Value())
	set(timeType, "resolution", newDelta(0, 0, 1).Value())
	set(momentType, "min", newMoment(minYear, 1, 1, 0, 0, 0, 0, py.None, 0).Value())
	set(momentType, "max", newMoment(maxYear, 12, 31, 23, 59, 59, 999999, py.None, 0).Value())
	set(momentType, "resolution", newDelta(0, 0, 1).Value())
	utc = &zone{Header: py.Header{Type: zoneType, Kind: py.KindOther}, offset: newDelta(0, 0, 0)}
	set(zoneType, "utc", utc.Value())
	set(zoneType, "min", makeZone(newDelta(-1, 60, 0), nil).Value())
	set(zoneType, "max", makeZone(newDelta(0, 23*3600+59*60, 0), nil).Value())
}

// cInt converts an argument that C takes as an int.
func cInt(th *py.Thread, v py.Value) (int, error) {
	if v.IsSmallInt() {
		if n := v.SmallInt(); n == int64(int32(n)) {
			return int(n), nil
		}
	}
	i, err := py.Index(th, v)
	if err != nil {
		return 0, err
	}
	n, ok := py.AsInt64(i)
	switch {
	case !ok:
		return 0, py.Raise(py.OverflowError, "Python int too large to convert to C long")
	case n > 1<<31-1:
		return 0, py.Raise(py.OverflowError, "signed integer is greater than maximum")
	case n < -1<<31:
		return 0, py.Raise(py.OverflowError, "signed integer is less than minimum")
	}
	return int(n), nil
}

// cInts converts arguments; one without value leaves its target as it is.
func cInts(th *py.Thread, args []py.Value, targets ...*int) error {
	for i, p := range targets {
		if args[i].IsUnbound() {
			continue
		}
		var err error
		if *p, err = cInt(th, args[i]); err != nil {
			return err
		}
	}
	return nil
}

// checkZone refuses what is no tzinfo and not None.
func checkZone(v py.Value) error {
	if v.IsNone() || py.IsInstance(v, zoneInfoType) {
		return nil
	}
	return py.Raise(py.TypeError, "tzinfo argument must be None or of a tzinfo subclass, not type '%s'", v.Type().TypeName())
}

// stateBytes returns the pickled state of n bytes that is the only argument but for a time zone, ok false if there is none.
// A pickle of Python 2 has it as a str.
func stateBytes(th *py.Thread, what string, args []py.Value, n int, sane func(b []byte) bool) (state []byte, ok bool, err error) {
	if len(args) == 0 {
		return nil, false, nil
	}
	if args[0].Kind() == py.KindBytes {
		b, _ := py.BytesData(args[0])
		return b, len(b) == n && sane(b), nil
	}
	if s := py.AsStr(args[0]); s != nil && s.Len() == n {
		b := make([]byte, 0, n)
		for i := range n {
			c := s.RuneAt(i)
			if c > 255 {
				c = 0xFFFF
			}
			b = append(b, byte(c))
			if c > 255 {
				if i < 3 && !sane(append(b, make([]byte, n)...)) {
					return nil, false, nil
				}
				return nil, false, py.Raise(py.ValueError, "Failed to encode latin1 string when unpickling a %s object. pickle.load(data, encoding='latin1') is assumed.", what)
			}
		}
		return b, sane(b), nil
	}
	return nil, false, nil
}

// hashBytes is the hash of a pickled state.
func hashBytes(th *py.Thread, b []byte) (int64, error) { return py.Hash(th, py.NewBytes(b).Value()) }

// compareResult is a op b when comparing a and b gave c.
func compareResult(c int, op py.CompareOp) py.Value {
	switch op {
	case py.LT:
		return py.Bool(c < 0)
	case py.LE:
		return py.Bool(c <= 0)
	case py.EQ:
		return py.Bool(c == 0)
	case py.NE:
		return py.Bool(c != 0)
	case py.GT:
		return py.Bool(c > 0)
	}
	return py.Bool(c >= 0)
}

// member declares a read-only number.
func member[T any](name, doc string, stored bool, get func(x *T) int) py.GetSetDef {
	return py.GetSetDef{Name: name, Doc: doc, Member: stored, Get: func(th *py.Thread, v py.Value) (py.Value, error) {
		return py.Int(int64(get(py.AsAny[T](v)))), nil
	}}
}

func importAttr(th *py.Thread, module, name string) (py.Value, error) {
	m, err := th.Interp.Importer.Import(th, th.Interp.Intern(module), py.None, py.None, py.TupleOf(py.Text(name)).Value(), 0)
	if err != nil {
		return py.Unbound, err
	}
	return py.GetAttrString(th, m, name)
}

// structTime calls time.struct_time.
func structTime(th *py.Thread, year, month, day, hour, minute, second, dst int) (py.Value, error) {
	f, err := importAttr(th, "time", "struct_time")
	if err != nil {
		return py.Unbound, err
	}
	items := make([]py.Value, 0, 9)
	for _, n := range [...]int{year, month, day, hour, minute, second, weekday(year, month, day), yearDay(year, month, day), dst} {
		items = append(items, py.Int(int64(n)))
	}
	return py.CallArgs(th, f, py.NewTuple(items).Value())
}
