// Package strftime formats dates and times, with the extensions of the GNU C library in the C locale: flags, widths, E and O.
package strftime

import (
	"strconv"
	"strings"
	"time"

	py "github.com/gopy-lang/gopy/runtime"
)

// Fields are a date and time as struct_time has them, numbered as Python does.
type Fields struct {
	Year, Month, Day, Hour, Minute, Second int
	Weekday, YearDay, Summer               int // Monday is 0; the first of January is 1; -1: summer time isn't known
	Zone                                   string
	Offset                                 int // seconds east of UTC
}

// Of returns the fields of a point in time.
func Of(t time.Time) Fields {
	zone, offset := t.Zone()
	summer := 0
	if t.IsDST() {
		summer = 1
	}
	year, month, day := t.Date()
	hour, minute, second := t.Clock()
	return Fields{year, int(month), day, hour, minute, second, (int(t.Weekday()) + 6) % 7, t.YearDay(), summer, zone, offset}
}

// Local is the point in time that the fields mean in the local zone; out of their ranges they carry over.
func (f *Fields) Local(th *py.Thread) time.Time {
	return time.Date(f.Year, time.Month(f.Month), f.Day, f.Hour, f.Minute, f.Second, 0, Location(th))
}

// The names of the days of the week and the months.
var (
	Weekdays = [...]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	Months   = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
)

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

// Format formats the date and time. Directives that aren't known stay as they are.
func (f *Fields) Format(th *py.Thread, format string) (string, error) {
	var out strings.Builder
	for {
		text, rest, found := strings.Cut(format, "%")
		out.WriteString(text)
		if !found {
			return out.String(), nil
		}
		d, size := readDirective(rest)
		if n := f.twoDigits(d); n >= 0 {
			out.WriteByte('0' + byte(n/10))
			out.WriteByte('0' + byte(n%10))
			format = rest[size:]
			continue
		}
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

// twoDigits returns the number that a directive without flags and width stands for if it has two digits, -1 for most directives.
func (f *Fields) twoDigits(d directive) int {
	if d != (directive{code: d.code}) {
		return -1
	}
	n := -1
	switch d.code {
	case 'H':
		n = f.Hour
	case 'M':
		n = f.Minute
	case 'S':
		n = f.Second
	case 'd':
		n = f.Day
	case 'm':
		n = f.Month
	}
	if n > 99 {
		return -1
	}
	return n
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

func (f *Fields) hour12() int {
	if f.Hour%12 == 0 {
		return 12
	}
	return f.Hour % 12
}

// directive formats one directive; ok is false for an unknown letter.
func (f *Fields) directive(th *py.Thread, d directive) (s string, ok bool) {
	number := func(n, width int) (string, bool) { return d.number(n, width, '0'), true }
	spaced := func(n, width int) (string, bool) { return d.number(n, width, '_'), true }
	nested := func(format string) (string, bool) {
		s, err := f.Format(th, format)
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
		return d.text(Weekdays[f.Weekday][:3]), true
	case 'A':
		return d.text(Weekdays[f.Weekday]), true
	case 'b', 'h':
		return d.text(Months[f.Month-1][:3]), true
	case 'B':
		return d.text(Months[f.Month-1]), true
	case 'p', 'P':
		s := "AM"
		if f.Hour >= 12 {
			s = "PM"
		}
		if d.code == 'P' {
			s = strings.ToLower(s)
		}
		return d.text(s), true
	case 'Z':
		return d.text(f.Zone), true
	case 'Y':
		return d.number(f.Year, 1, '0'), true
	case 'C':
		return d.number(floorDiv(f.Year, 100), 1, '0'), true
	case 'y':
		return number(f.Year-100*floorDiv(f.Year, 100), 2)
	case 'm':
		return number(f.Month, 2)
	case 'd':
		return number(f.Day, 2)
	case 'e':
		return spaced(f.Day, 2)
	case 'H':
		return number(f.Hour, 2)
	case 'I':
		return number(f.hour12(), 2)
	case 'k':
		return spaced(f.Hour, 2)
	case 'l':
		return spaced(f.hour12(), 2)
	case 'M':
		return number(f.Minute, 2)
	case 'S':
		return number(f.Second, 2)
	case 'j':
		return number(f.YearDay, 3)
	case 'u':
		return number(f.Weekday+1, 1)
	case 'w':
		return number((f.Weekday+1)%7, 1)
	case 'U':
		return number((f.YearDay-1+7-(f.Weekday+1)%7)/7, 2)
	case 'W':
		return number((f.YearDay-1+7-f.Weekday)/7, 2)
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
		return number(int(f.Local(th).Unix()), 1)
	case 'z':
		sign, offset := "+", f.Offset
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
func (f *Fields) isoWeek() (year, week int) {
	days := func(year int) int { return time.Date(year, time.December, 31, 0, 0, 0, 0, time.UTC).YearDay() }
	week = (f.YearDay - 1 - f.Weekday + 10) / 7 // Thursday decides
	switch {
	case week < 1:
		year = f.Year - 1
		return year, (f.YearDay - 1 + days(year) - f.Weekday + 10) / 7
	case week == 53 && f.YearDay-f.Weekday+3 > days(f.Year):
		return f.Year + 1, 1
	}
	return f.Year, week
}
