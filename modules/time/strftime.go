// This file holds strftime, with the extensions of the GNU C library in the C locale: flags, widths, E and O.

package time

import (
	"strconv"
	"strings"
	"time"

	py "github.com/gopy-lang/gopy/runtime"
)

func strftime(th *py.Thread, a []py.Value, kw *py.Tuple) (py.Value, error) {
	switch {
	case kw != nil && kw.Len() > 0:
		return py.Unbound, py.Raise(py.TypeError, "time.strftime() takes no keyword arguments")
	case len(a) == 0:
		return py.Unbound, py.Raise(py.TypeError, "strftime() takes at least 1 argument (0 given)")
	case len(a) > 2:
		return py.Unbound, py.Raise(py.TypeError, "strftime() takes at most 2 arguments (%d given)", len(a))
	}
	format := py.AsStr(a[0])
	if format == nil {
		return py.Unbound, py.Raise(py.TypeError, "strftime() argument 1 must be str, not %s", a[0].Type().TypeName())
	}
	f := fieldsOf(th.Interp.Host.Now().In(location(th)))
	if len(a) == 2 {
		var err error
		if f, err = fieldsArgument(th, "strftime", a[1]); err == nil {
			err = f.check()
		}
		if err != nil {
			return py.Unbound, err
		}
	}
	text, err := f.format(th, format.String())
	return py.Text(text), err
}

// directive is one % directive: its flags, width and letter.
type directive struct {
	pad   byte // 0: as the letter says; - none, _ spaces, 0 zeros
	upper bool // ^
	swap  bool // #
	width int
	code  byte
}

// maxWidth bounds the widths that a format may ask for.
const maxWidth = 1 << 20

// readDirective reads what follows a %. size 0: it is no directive.
func readDirective(s string) (d directive, size int) {
	i := 0
flags:
	for ; i < len(s); i++ {
		switch s[i] {
		case '-', '_', '0':
			d.pad = s[i]
		case '^':
			d.upper = true
		case '#':
			d.swap = true
		default:
			break flags
		}
	}
	for ; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
		d.width = min(d.width*10+int(s[i]-'0'), maxWidth)
	}
	if i < len(s) && (s[i] == 'E' || s[i] == 'O') {
		i++
	}
	if i == len(s) {
		return d, 0
	}
	d.code = s[i]
	return d, i + 1
}

func (f *fields) format(th *py.Thread, format string) (string, error) {
	var out strings.Builder
	for {
		text, rest, found := strings.Cut(format, "%")
		out.WriteString(text)
		if !found {
			return out.String(), nil
		}
		d, size := readDirective(rest)
		value, ok := "", false
		if size > 0 {
			if value, ok = f.directive(th, d); ok {
				format = rest[size:]
			}
		}
		if !ok {
			out.WriteByte('%')
			format = rest
			continue
		}
		if err := th.Charge(int64(out.Len() + len(value))); err != nil {
			return "", err
		}
		out.WriteString(value)
	}
}

// number pads n to a width with zeros or what the flags say.
func (d directive) number(n, width int, pad byte) string {
	if d.pad != 0 {
		pad = d.pad
	}
	if d.width > 0 {
		width = d.width
	}
	digits, sign := strconv.Itoa(n), ""
	if n < 0 {
		digits, sign = digits[1:], "-"
	}
	missing := max(0, width-len(digits)-len(sign))
	switch pad {
	case '-':
		missing = 0
	case '_':
		return strings.Repeat(" ", missing) + sign + digits
	}
	return sign + strings.Repeat("0", missing) + digits
}

// text applies case flags and width.
func (d directive) text(s string) string {
	switch {
	case d.upper:
		s = strings.ToUpper(s)
	case d.swap && d.code == 'p':
		s = strings.ToLower(s)
	case d.swap:
		s = strings.ToUpper(s)
	}
	if missing := d.width - len(s); missing > 0 {
		fill := " "
		if d.pad == '0' {
			fill = "0"
		}
		s = strings.Repeat(fill, missing) + s
	}
	return s
}

func (f *fields) hour12() int {
	if f.hour%12 == 0 {
		return 12
	}
	return f.hour % 12
}

// directive formats one directive; ok is false for an unknown letter.
func (f *fields) directive(th *py.Thread, d directive) (s string, ok bool) {
	number := func(n, width int) (string, bool) { return d.number(n, width, '0'), true }
	spaced := func(n, width int) (string, bool) { return d.number(n, width, '_'), true }
	nested := func(format string) (string, bool) {
		s, err := f.format(th, format)
		return d.text(s), err == nil
	}
	switch d.code {
	case '%':
		return d.text("%"), true
	case 'n':
		return d.text("\n"), true
	case 't':
		return d.text("\t"), true
	case 'a':
		return d.text(weekdays[f.weekday][:3]), true
	case 'A':
		return d.text(weekdays[f.weekday]), true
	case 'b', 'h':
		return d.text(months[f.month-1][:3]), true
	case 'B':
		return d.text(months[f.month-1]), true
	case 'p', 'P':
		s := "AM"
		if f.hour >= 12 {
			s = "PM"
		}
		if d.code == 'P' {
			s = strings.ToLower(s)
		}
		return d.text(s), true
	case 'Z':
		return d.text(f.zone), true
	case 'Y':
		return d.number(f.year, 1, '0'), true
	case 'C':
		return d.number(floorDiv(f.year, 100), 1, '0'), true
	case 'y':
		return number(f.year-100*floorDiv(f.year, 100), 2)
	case 'm':
		return number(f.month, 2)
	case 'd':
		return number(f.day, 2)
	case 'e':
		return spaced(f.day, 2)
	case 'H':
		return number(f.hour, 2)
	case 'I':
		return number(f.hour12(), 2)
	case 'k':
		return spaced(f.hour, 2)
	case 'l':
		return spaced(f.hour12(), 2)
	case 'M':
		return number(f.minute, 2)
	case 'S':
		return number(f.second, 2)
	case 'j':
		return number(f.yearDay, 3)
	case 'u':
		return number(f.weekday+1, 1)
	case 'w':
		return number((f.weekday+1)%7, 1)
	case 'U':
		return number((f.yearDay-1+7-(f.weekday+1)%7)/7, 2)
	case 'W':
		return number((f.yearDay-1+7-f.weekday)/7, 2)
	case 'V', 'G', 'g':
		year, week := f.isoWeek()
		switch d.code {
		case 'V':
			return number(week, 2)
		case 'G':
			return d.number(year, 1, '0'), true
		}
		return number(year-100*floorDiv(year, 100), 2)
	case 's':
		return number(int(f.local(th).Unix()), 1)
	case 'z':
		sign, offset := "+", f.offset
		if offset < 0 {
			sign, offset = "-", -offset
		}
		return sign + d.number(offset/3600*100+offset%3600/60, 4, '0'), true
	case 'c':
		return nested("%a %b %e %H:%M:%S %Y")
	case 'x', 'D':
		return nested("%m/%d/%y")
	case 'X', 'T':
		return nested("%H:%M:%S")
	case 'r':
		return nested("%I:%M:%S %p")
	case 'R':
		return nested("%H:%M")
	case 'F':
		return nested("%Y-%m-%d")
	}
	return "", false
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// isoWeek returns the year and the number of the week by ISO 8601, from the day of the year and of the week as given.
func (f *fields) isoWeek() (year, week int) {
	days := func(year int) int { return time.Date(year, time.December, 31, 0, 0, 0, 0, time.UTC).YearDay() }
	week = (f.yearDay - 1 - f.weekday + 10) / 7 // Thursday decides
	switch {
	case week < 1:
		year = f.year - 1
		return year, (f.yearDay - 1 + days(year) - f.weekday + 10) / 7
	case week == 53 && f.yearDay-f.weekday+3 > days(f.year):
		return f.year + 1, 1
	}
	return f.year, week
}
