// This file writes dates, times and offsets as text.

package datetime

import (
	"strings"

	"github.com/gopy-lang/gopy/internal/strftime"
	py "github.com/gopy-lang/gopy/runtime"
)

// appendDigits writes a number that isn't negative with at least width digits.
func appendDigits(out []byte, n, width int) []byte {
	var b [20]byte
	i := len(b)
	for n > 0 || width > 0 {
		i--
		b[i] = byte('0' + n%10)
		n /= 10
		width--
	}
	return append(out, b[i:]...)
}

func appendDate(out []byte, year, month, day int) []byte {
	out = appendDigits(out, year, 4)
	out = appendDigits(append(out, '-'), month, 2)
	return appendDigits(append(out, '-'), day, 2)
}

// appendTime writes a time as the timespec says.
func appendTime(out []byte, hour, minute, second, micro int, spec string) ([]byte, error) {
	if spec == "auto" {
		spec = "seconds"
		if micro != 0 {
			spec = "microseconds"
		}
	}
	detail := 0
	switch spec {
	case "hours":
	case "minutes":
		detail = 1
	case "seconds":
		detail = 2
	case "milliseconds":
		detail = 3
	case "microseconds":
		detail = 4
	default:
		return out, py.Raise(py.ValueError, "Unknown timespec value")
	}
	out = appendDigits(out, hour, 2)
	if detail > 0 {
		out = appendDigits(append(out, ':'), minute, 2)
	}
	if detail > 1 {
		out = appendDigits(append(out, ':'), second, 2)
	}
	switch detail {
	case 3:
		out = appendDigits(append(out, '.'), micro/1000, 3)
	case 4:
		out = appendDigits(append(out, '.'), micro, 6)
	}
	return out, nil
}

// appendOffset writes an offset from UTC with a separator between its parts.
func appendOffset(out []byte, offset *delta, sep string) []byte {
	sign := byte('+')
	if offset.days < 0 {
		sign = '-'
		offset, _ = offset.negate()
	}
	out = appendDigits(append(out, sign), offset.seconds/3600, 2)
	out = appendDigits(append(out, sep...), offset.seconds/60%60, 2)
	if offset.seconds%60 != 0 || offset.micros != 0 {
		out = appendDigits(append(out, sep...), offset.seconds%60, 2)
	}
	if offset.micros != 0 {
		out = appendDigits(append(out, '.'), offset.micros, 6)
	}
	return out
}

// timespecArgument reads the timespec of isoformat.
func timespecArgument(th *py.Thread, v py.Value, number int) (string, error) {
	if v.IsUnbound() {
		return "auto", nil
	}
	s := py.AsStr(v)
	if s == nil {
		return "", py.Raise(py.TypeError, "isoformat() argument %d must be str, not %s", number, argumentName(v))
	}
	if _, err := py.Encode(th, s, "utf-8", "strict"); err != nil {
		return "", err
	}
	return s.String(), nil
}

// argumentName is how messages about arguments name the type of a value.
func argumentName(v py.Value) string {
	if v.IsNone() {
		return "None"
	}
	return v.Type().TypeName()
}

// formatter is what strftime formats: the fields, and what the zone directives stand for.
type formatter struct {
	fields strftime.Fields
	micros int
	obj    py.Value // date, time or datetime
	zone   py.Value // tzinfo, None if there is none
	arg    py.Value // what its methods get
}

func (f *formatter) format(th *py.Thread, format string) (py.Value, error) {
	if !strings.Contains(format, "%") {
		return py.Text(format), nil
	}
	var out []byte
	for i := 0; i < len(format); i++ {
		c := format[i]
		if c != '%' || i+1 == len(format) {
			out = append(out, c)
			continue
		}
		i++
		var err error
		switch c = format[i]; {
		case c == 'z':
			out, err = f.appendZone(th, out, "")
		case c == ':' && i+1 < len(format) && format[i+1] == 'z':
			i++
			out, err = f.appendZone(th, out, ":")
		case c == 'Z':
			var name string
			if name, err = quotedName(th, f.zone, f.arg); err == nil {
				out = append(out, name...)
			}
		case c == 'f':
			out = appendDigits(out, f.micros, 6)
		case c == 'Y':
			out = appendDigits(out, f.fields.Year, 4)
		case c == 'C':
			out = appendDigits(out, f.fields.Year/100, 2)
		case c == 'F':
			out = append(appendDigits(out, f.fields.Year, 4), "-%m-%d"...)
		case c == 'G':
			year, _, _ := isoCalendar(f.fields.Year, f.fields.Month, f.fields.Day)
			out = appendDigits(out, year, 4)
		default:
			out = append(out, '%', c)
		}
		if err != nil {
			return py.Unbound, err
		}
		if err := th.Charge(int64(len(out))); err != nil {
			return py.Unbound, err
		}
	}
	text, err := f.fields.Format(th, string(out))
	return py.Text(text), err
}

// quotedName is the name of a zone, empty for None, with its percent signs doubled.
func quotedName(th *py.Thread, tz, arg py.Value) (string, error) {
	v, err := zoneNameValue(th, tz, arg)
	if err != nil || v.IsNone() {
		return "", err
	}
	if v.IsExact(py.KindStr) {
		return strings.ReplaceAll(py.AsStr(v).String(), "%", "%%"), nil
	}
	if v, err = py.CallMethod(th, v, "replace", py.Text("%"), py.Text("%%")); err != nil {
		return "", err
	}
	s := py.AsStr(v)
	if s == nil {
		return "", py.Raise(py.TypeError, "tzname.replace() did not return a string")
	}
	return s.String(), nil
}

func (f *formatter) appendZone(th *py.Thread, out []byte, sep string) ([]byte, error) {
	offset, err := zoneOffset(th, f.zone, "utcoffset", f.arg)
	if err != nil || offset == nil {
		return out, err
	}
	return appendOffset(out, offset, sep), nil
}

func fieldsOf(year, month, day, hour, minute, second, dst int) strftime.Fields {
	return strftime.Fields{Year: year, Month: month, Day: day, Hour: hour, Minute: minute, Second: second,
		Weekday: weekday(year, month, day), YearDay: yearDay(year, month, day), Summer: dst}
}

// formatArgument reads the argument of strftime and __format__.
func formatArgument(function string, v py.Value) (*py.Str, error) {
	s := py.AsStr(v)
	if s == nil {
		return nil, py.Raise(py.TypeError, "%s() argument 1 must be str, not %s", function, argumentName(v))
	}
	return s, nil
}

// formatMethod is __format__: str() for the empty format, else the object's strftime.
func formatMethod(th *py.Thread, a []py.Value) (py.Value, error) {
	s, err := formatArgument("__format__", a[1])
	if err != nil {
		return py.Unbound, err
	}
	if s.Len() == 0 {
		text, err := py.StrOf(th, a[0])
		if err != nil {
			return py.Unbound, err
		}
		return text.Value(), nil
	}
	return py.CallMethod(th, a[0], "strftime", a[1])
}

// strptimeMethod makes strptime of a function of module _strptime.
func strptimeMethod(function string) *py.MethodDef {
	d := py.DefRaw("strptime", "", "strptime(string, format)\n\nRead a text in a format, as time.strptime() does.", func(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
		if kw != nil && kw.Len() > 0 {
			return py.Unbound, py.Raise(py.TypeError, "strptime() takes no keyword arguments")
		}
		if len(args) != 3 {
			return py.Unbound, py.Raise(py.TypeError, "strptime() takes exactly 2 arguments (%d given)", len(args)-1)
		}
		for i, v := range args[1:] {
			if py.AsStr(v) == nil {
				return py.Unbound, py.Raise(py.TypeError, "strptime() argument %d must be str, not %s", i+1, argumentName(v))
			}
		}
		f, err := importAttr(th, "_strptime", function)
		if err != nil {
			return py.Unbound, err
		}
		return py.CallArgs(th, f, args...)
	})
	d.Flags = py.MethodClass
	return d
}
