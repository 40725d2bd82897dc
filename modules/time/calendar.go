// This file holds struct_time, and conversions between calendar dates and seconds.

package time

import (
	"fmt"
	"math"
	"sync"
	"time"

	"github.com/gopy-lang/gopy/internal/strftime"
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

func structTime(t time.Time, zone string) py.Value {
	f := strftime.Of(t)
	items := make([]py.Value, 0, 11)
	for _, n := range [...]int{f.Year, f.Month, f.Day, f.Hour, f.Minute, f.Second, f.Weekday, f.YearDay, f.Summer} {
		items = append(items, py.Int(int64(n)))
	}
	return py.NewStruct(structTimeType(), append(items, py.Text(zone), py.Int(int64(f.Offset)))...)
}

// fieldsArgument converts a tuple of nine ints or a struct_time, as far as they fit C's int.
func fieldsArgument(th *py.Thread, function string, v py.Value) (f strftime.Fields, err error) {
	t := py.AsTuple(v)
	switch {
	case t == nil:
		return f, py.Raise(py.TypeError, "Tuple or struct_time argument required")
	case t.Len() != 9:
		return f, py.Raise(py.TypeError, "%s(): illegal time tuple argument", function)
	}
	for i, p := range [...]*int{&f.Year, &f.Month, &f.Day, &f.Hour, &f.Minute, &f.Second, &f.Weekday, &f.YearDay, &f.Summer} {
		x, err := py.Index(th, t.At(i))
		if err != nil {
			return f, err
		}
		n, ok := py.AsInt64(x)
		switch {
		case !ok:
			return f, py.Raise(py.OverflowError, "Python int too large to convert to C long")
		case n > math.MaxInt32:
			return f, py.Raise(py.OverflowError, "signed integer is greater than maximum")
		case n < math.MinInt32:
			return f, py.Raise(py.OverflowError, "signed integer is less than minimum")
		case i == 0 && n < math.MinInt32+1900: // the C library counts from 1900
			return f, py.Raise(py.OverflowError, "year out of range")
		}
		*p = int(n)
	}
	if v.Type() == structTimeType() {
		if z := py.AsStr(py.HiddenItem(v, 0)); z != nil {
			f.Zone = z.String()
		}
		n, _ := py.AsInt64(py.HiddenItem(v, 1))
		f.Offset = int(n)
	} else {
		zone, offset := f.Local(th).Zone()
		f.Zone, f.Offset = zone, offset
	}
	return f, nil
}

// check makes zeros of month, day and day of the year ones, and refuses what is out of range.
func check(f *strftime.Fields) error {
	for _, p := range [...]*int{&f.Month, &f.Day, &f.YearDay} {
		if *p == 0 {
			*p = 1
		}
	}
	if f.Weekday >= 0 {
		f.Weekday %= 7
	}
	for _, c := range [...]struct {
		name             string
		value, low, high int
	}{
		{"month", f.Month, 1, 12}, {"day of month", f.Day, 1, 31}, {"hour", f.Hour, 0, 23}, {"minute", f.Minute, 0, 59}, {"seconds", f.Second, 0, 61},
		{"day of week", f.Weekday, -1, 6}, {"day of year", f.YearDay, 1, 366},
	} {
		if c.value < c.low || c.value > c.high {
			return py.Raise(py.ValueError, "%s out of range", c.name)
		}
	}
	f.Weekday = (f.Weekday + 7) % 7
	return nil
}

// offsetNear returns a zone's offset in summer time or out of it, in seconds, as it was or will be nearest to a year, and
// whether there is one within eight years: so far the C library looks, too, before it takes an hour for the difference.
func offsetNear(zone *time.Location, year int, summer bool) (int, bool) {
	for distance := range 9 {
		for _, y := range [...]int{year - distance, year + distance} {
			for _, month := range [...]time.Month{time.January, time.July} {
				if t := time.Date(y, month, 1, 0, 0, 0, 0, zone); t.IsDST() == summer {
					_, offset := t.Zone()
					return offset, true
				}
			}
		}
	}
	return 0, false
}

func mktime(th *py.Thread, a []py.Value) (py.Value, error) {
	f, err := fieldsArgument(th, "mktime", a[0])
	if err != nil {
		return py.Unbound, err
	}
	t := f.Local(th)
	if want := f.Summer > 0; f.Summer >= 0 && t.IsDST() != want {
		// The caller means the other of the zone's offsets.
		if offset, ok := offsetNear(strftime.Location(th), f.Year, want); ok {
			t = time.Date(f.Year, time.Month(f.Month), f.Day, f.Hour, f.Minute, f.Second-offset, 0, time.UTC)
		} else if want {
			t = t.Add(-time.Hour)
		} else {
			t = t.Add(time.Hour)
		}
	}
	return py.Float(float64(t.Unix())), nil
}

func asctime(th *py.Thread, a []py.Value) (py.Value, error) {
	f := strftime.Of(th.Interp.Host.Now().In(strftime.Location(th)))
	if !a[0].IsUnbound() {
		var err error
		if f, err = fieldsArgument(th, "asctime", a[0]); err == nil {
			err = check(&f)
		}
		if err != nil {
			return py.Unbound, err
		}
	}
	return py.Text(asctimeText(f)), nil
}

func asctimeText(f strftime.Fields) string {
	return fmt.Sprintf("%s %s %2d %02d:%02d:%02d %d", strftime.Weekdays[f.Weekday][:3], strftime.Months[f.Month-1][:3], f.Day, f.Hour, f.Minute, f.Second, f.Year)
}
