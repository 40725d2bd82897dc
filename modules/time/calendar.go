// This file holds struct_time, and conversions between calendar dates and seconds.

package time

import (
	"fmt"
	"math"
	"sync"
	"time"

	py "github.com/gopy-lang/gopy/runtime"
)

var structTimeType = sync.OnceValue(func() *py.Type {
	return py.NewStructType("time.struct_time", "A date and time as a tuple of nine ints with names.", 9,
		py.StructField{Name: "tm_year", Doc: "year, e.g. 1993"}, py.StructField{Name: "tm_mon", Doc: "month, 1 to 12"},
		py.StructField{Name: "tm_mday", Doc: "day of the month, 1 to 31"}, py.StructField{Name: "tm_hour", Doc: "hour, 0 to 23"},
		py.StructField{Name: "tm_min", Doc: "minute, 0 to 59"}, py.StructField{Name: "tm_sec", Doc: "second, 0 to 61"},
		py.StructField{Name: "tm_wday", Doc: "day of the week, Monday is 0"}, py.StructField{Name: "tm_yday", Doc: "day of the year, 1 to 366"},
		py.StructField{Name: "tm_isdst", Doc: "1 in summer time, 0 out of it, -1 if not known"},
		py.StructField{Name: "tm_zone", Doc: "abbreviation of the time zone"}, py.StructField{Name: "tm_gmtoff", Doc: "offset from UTC in seconds"})
})

// fields are a struct_time's, numbered as Python does.
type fields struct {
	year, month, day, hour, minute, second int
	weekday, yearDay, summer               int
	zone                                   string
	offset                                 int
}

func fieldsOf(t time.Time) fields {
	zone, offset := t.Zone()
	summer := 0
	if t.IsDST() {
		summer = 1
	}
	return fields{t.Year(), int(t.Month()), t.Day(), t.Hour(), t.Minute(), t.Second(), (int(t.Weekday()) + 6) % 7, t.YearDay(), summer, zone, offset}
}

func structTime(t time.Time, zone string) py.Value {
	f := fieldsOf(t)
	items := make([]py.Value, 0, 11)
	for _, n := range [...]int{f.year, f.month, f.day, f.hour, f.minute, f.second, f.weekday, f.yearDay, f.summer} {
		items = append(items, py.Int(int64(n)))
	}
	return py.NewStruct(structTimeType(), append(items, py.Text(zone), py.Int(int64(f.offset)))...)
}

// fieldsArgument converts a tuple of nine ints or a struct_time, as far as they fit C's int.
func fieldsArgument(th *py.Thread, function string, v py.Value) (f fields, err error) {
	t := py.AsTuple(v)
	switch {
	case t == nil:
		return f, py.Raise(py.TypeError, "Tuple or struct_time argument required")
	case t.Len() != 9:
		return f, py.Raise(py.TypeError, "%s(): illegal time tuple argument", function)
	}
	for i, p := range [...]*int{&f.year, &f.month, &f.day, &f.hour, &f.minute, &f.second, &f.weekday, &f.yearDay, &f.summer} {
		x, err := py.Index(th, t.At(i))
		if err != nil {
			return f, err
		}
		n, ok := py.AsInt64(x)
		switch {
		case !ok || n > math.MaxInt32:
			return f, py.Raise(py.OverflowError, "signed integer is greater than maximum")
		case n < math.MinInt32:
			return f, py.Raise(py.OverflowError, "signed integer is less than minimum")
		}
		*p = int(n)
	}
	if v.Type() == structTimeType() {
		if z, err := py.GetAttrString(th, v, "tm_zone"); err == nil && py.AsStr(z) != nil {
			f.zone = py.AsStr(z).String()
		}
		if o, err := py.GetAttrString(th, v, "tm_gmtoff"); err == nil {
			n, _ := py.AsInt64(o)
			f.offset = int(n)
		}
	} else {
		zone, offset := f.local(th).Zone()
		f.zone, f.offset = zone, offset
	}
	return f, nil
}

// local is the point in time that the fields mean in the local zone; out of their ranges they carry over.
func (f fields) local(th *py.Thread) time.Time {
	return time.Date(f.year, time.Month(f.month), f.day, f.hour, f.minute, f.second, 0, location(th))
}

// check makes zeros of month, day and day of the year ones, and refuses what is out of range.
func (f *fields) check() error {
	for _, p := range [...]*int{&f.month, &f.day, &f.yearDay} {
		if *p == 0 {
			*p = 1
		}
	}
	if f.weekday >= 0 {
		f.weekday %= 7
	}
	for _, c := range [...]struct {
		name             string
		value, low, high int
	}{
		{"month", f.month, 1, 12}, {"day of month", f.day, 1, 31}, {"hour", f.hour, 0, 23}, {"minute", f.minute, 0, 59}, {"seconds", f.second, 0, 61},
		{"day of week", f.weekday, -1, 6}, {"day of year", f.yearDay, 1, 366},
	} {
		if c.value < c.low || c.value > c.high {
			return py.Raise(py.ValueError, "%s out of range", c.name)
		}
	}
	f.weekday = (f.weekday + 7) % 7
	return nil
}

func mktime(th *py.Thread, a []py.Value) (py.Value, error) {
	f, err := fieldsArgument(th, "mktime", a[0])
	if err != nil {
		return py.Unbound, err
	}
	t := f.local(th)
	if want := f.summer > 0; f.summer >= 0 && t.IsDST() != want {
		// The caller means the other of the zone's offsets.
		for _, month := range [...]time.Month{time.January, time.July} {
			if other := time.Date(f.year, month, 1, 0, 0, 0, 0, location(th)); other.IsDST() == want {
				_, offset := other.Zone()
				t = time.Date(f.year, time.Month(f.month), f.day, f.hour, f.minute, f.second-offset, 0, time.UTC)
				break
			}
		}
	}
	return py.Float(float64(t.Unix())), nil
}

var (
	weekdays = [...]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	months   = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
)

func asctime(th *py.Thread, a []py.Value) (py.Value, error) {
	f := fieldsOf(th.Interp.Host.Now().In(location(th)))
	if !a[0].IsUnbound() {
		var err error
		if f, err = fieldsArgument(th, "asctime", a[0]); err == nil {
			err = f.check()
		}
		if err != nil {
			return py.Unbound, err
		}
	}
	return py.Text(asctimeText(f)), nil
}

func asctimeText(f fields) string {
	return fmt.Sprintf("%s %s %2d %02d:%02d:%02d %d", weekdays[f.weekday][:3], months[f.month-1][:3], f.day, f.hour, f.minute, f.second, f.year)
}
