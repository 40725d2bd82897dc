// This file converts between POSIX timestamps and dates and times, in the local time zone or in UTC.

package datetime

import (
	"math"
	"math/big"
	"time"

	"github.com/gopy-lang/gopy/internal/strftime"
	py "github.com/gopy-lang/gopy/runtime"
)

func beyondTimestamps() error {
	return py.Raise(py.OverflowError, "timestamp out of range for platform time_t")
}

// checkSeconds refuses seconds that the C library has no year for.
func checkSeconds(s int64) (time.Time, error) {
	const most = 67768036191676799 // the last second of year 2**31+1899
	if s > most || s < -67768040609740800 {
		const valueTooLarge = 75
		return time.Time{}, py.OSErrorOf(valueTooLarge)
	}
	return time.Unix(s, 0), nil
}

// wholeSeconds reads a timestamp, rounded down to seconds.
func wholeSeconds(th *py.Thread, v py.Value) (time.Time, error) {
	if py.IsFloat(v) {
		f := py.AsFloat64(v)
		if math.IsNaN(f) {
			return time.Time{}, py.Raise(py.ValueError, "Invalid value NaN (not a number)")
		}
		if f = math.Floor(f); f >= 1<<63 || f < -1<<63 {
			return time.Time{}, beyondTimestamps()
		}
		return checkSeconds(int64(f))
	}
	i, err := py.Index(th, v)
	if err != nil {
		return time.Time{}, err
	}
	n, ok := py.AsInt64(i)
	if !ok {
		return time.Time{}, beyondTimestamps()
	}
	return checkSeconds(n)
}

// timestamp reads a timestamp as seconds and microseconds, rounded half to even.
func timestamp(th *py.Thread, v py.Value) (t time.Time, micros int, err error) {
	if !py.IsFloat(v) {
		if v.Type().Index == nil && !py.IsInstance(v, py.IntType) {
			return t, 0, py.Raise(py.TypeError, "argument must be int or float, not %s", v.Type().TypeName())
		}
		t, err = wholeSeconds(th, v)
		return t, 0, err
	}
	f := py.AsFloat64(v)
	if math.IsNaN(f) {
		return t, 0, py.Raise(py.ValueError, "Invalid value NaN (not a number)")
	}
	whole, fraction := math.Modf(f)
	m := math.RoundToEven(fraction * 1e6)
	if m >= 1e6 {
		m -= 1e6
		whole++
	} else if m < 0 {
		m += 1e6
		whole--
	}
	if whole >= 1<<63 || whole < -1<<63 {
		return t, 0, beyondTimestamps()
	}
	t, err = checkSeconds(int64(whole))
	return t, int(m), err
}

// secondsOf counts the seconds from 1970 of a date and time in UTC.
func (m *moment) secondsOf() int64 {
	return int64(m.ordinal()-epoch)*daySecs + int64((m.hour*60+m.minute)*60+m.second)
}

// localOffset is the offset of local time at a number of seconds since 1970 UTC.
func localOffset(th *py.Thread, seconds int64) (int64, error) {
	t := time.Unix(seconds, 0).In(strftime.Location(th))
	if y := t.Year(); y < minYear || y > maxYear {
		return 0, py.Raise(py.ValueError, "year must be in 1..9999, not %d", y)
	}
	_, offset := t.Zone()
	return int64(offset), nil
}

// localSeconds returns the seconds since 1970 UTC that a naive date and time in the local zone means. Of two such times the fold
// decides; a time that was skipped is taken as the offset before (fold 0) or after the gap says (PEP 495).
func (m *moment) localSeconds(th *py.Thread) (int64, error) {
	t := m.secondsOf()
	a, err := localOffset(th, t)
	if err != nil {
		return 0, err
	}
	u1 := t - a
	o1, err := localOffset(th, u1)
	if err != nil {
		return 0, err
	}
	b := o1
	if u1+o1 == t { // a solution; there may be one more, a day before or after
		probe := u1 - daySecs
		if m.fold != 0 {
			probe = u1 + daySecs
		}
		if b, err = localOffset(th, probe); err != nil {
			return 0, err
		}
		if a == b {
			return u1, nil
		}
	}
	u2 := t - b
	o2, err := localOffset(th, u2)
	switch {
	case err != nil:
		return 0, err
	case u2+o2 == t:
		return u2, nil
	case u1+o1 == t:
		return u1, nil
	case (m.fold != 0) == (u1 < u2):
		return u1, nil
	}
	return u2, nil
}

// momentAt makes a datetime of a timestamp: in local time, or in UTC if zone isn't None.
func momentAt(th *py.Thread, cls *py.Type, t time.Time, micros int, zone py.Value, utc bool) (py.Value, error) {
	if utc {
		t = t.UTC()
	} else {
		t = t.In(strftime.Location(th))
	}
	if y := t.Year(); y < minYear || y > maxYear {
		return py.Unbound, py.Raise(py.ValueError, "year must be in 1..9999, not %d", y)
	}
	fold := 0
	if !utc {
		_, now := t.Zone()
		_, before := t.Add(-daySecs * time.Second).Zone()
		if change := now - before; change < 0 {
			if _, offset := t.Add(time.Duration(change) * time.Second).Zone(); offset == before {
				fold = 1
			}
		}
	}
	year, month, day := t.Date()
	return makeMoment(th, cls, year, int(month), day, t.Hour(), t.Minute(), min(t.Second(), 59), micros, zone, fold)
}

// localZone is the timezone of local time at a number of seconds since 1970.
func localZone(th *py.Thread, seconds int64) py.Value {
	name, offset := time.Unix(seconds, 0).In(strftime.Location(th)).Zone()
	return makeNamedZone(offset, name)
}

func makeNamedZone(offset int, name string) py.Value {
	d, _ := makeDelta(0, offset, 0)
	return makeZone(d, py.NewStr(name)).Value()
}

// timestampValue is seconds + micros/10**6 as a float, rounded once.
func timestampValue(seconds int64, micros int) py.Value {
	if micros == 0 {
		return py.Float(float64(seconds))
	}
	if seconds > -1<<33 && seconds < 1<<33 { // exact in 53 bits
		return py.Float(float64(seconds*1000000+int64(micros)) / 1e6)
	}
	n := new(big.Int).Mul(big.NewInt(seconds), big.NewInt(1000000))
	f, _ := new(big.Rat).SetFrac(n.Add(n, big.NewInt(int64(micros))), big.NewInt(1000000)).Float64()
	return py.Float(f)
}
