// This file reads dates and times in the formats of ISO 8601, but for ordinal dates and fractions of hours and minutes.

package datetime

import (
	"strings"
	"unicode/utf8"

	py "github.com/gopy-lang/gopy/runtime"
)

func invalidISO(th *py.Thread, v py.Value) error {
	s, err := py.Repr(th, v)
	if err != nil {
		return err
	}
	return py.Raise(py.ValueError, "Invalid isoformat string: %s", s.String())
}

// number reads n digits at the beginning of s.
func number(s string, n int) (value int, ok bool) {
	if len(s) < n {
		return 0, false
	}
	for i := range n {
		c := s[i] - '0'
		if c > 9 {
			return 0, false
		}
		value = value*10 + int(c)
	}
	return value, true
}

// parseDate reads YYYY-MM-DD, YYYYMMDD, YYYY-Www, YYYYWww, YYYY-Www-D or YYYYWwwD. The date may be none of the calendar.
func parseDate(s string) (year, month, day int, ok bool) {
	if len(s) < 7 || len(s) > 10 {
		return
	}
	if year, ok = number(s, 4); !ok {
		return
	}
	rest, extended := strings.CutPrefix(s[4:], "-")
	if strings.HasPrefix(rest, "W") {
		return parseWeek(year, rest[1:], extended)
	}
	if month, ok = number(rest, 2); !ok {
		return
	}
	rest = rest[2:]
	if extended {
		if rest, ok = strings.CutPrefix(rest, "-"); !ok {
			return
		}
	}
	day, ok = number(rest, 2)
	return year, month, day, ok && len(rest) == 2
}

// parseWeek reads what follows the W of a week date.
func parseWeek(year int, s string, extended bool) (y, m, d int, ok bool) {
	week, ok := number(s, 2)
	if !ok {
		return
	}
	s = s[2:]
	day := 1
	if s != "" {
		if extended {
			if s, ok = strings.CutPrefix(s, "-"); !ok {
				return
			}
		}
		if day, ok = number(s, 1); !ok || len(s) != 1 {
			return 0, 0, 0, false
		}
	}
	n, bad := isoOrdinal(year, week, day)
	if bad != weekFine || n < 1 || n > maxOrdinal {
		return 0, 0, 0, false
	}
	y, m, d = fromOrdinal(n)
	return y, m, d, true
}

// dateLength tells how many characters of a date and time are the date; one separator follows.
func dateLength(s []rune) int {
	isDigit := func(i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }
	if len(s) == 7 {
		return 7
	}
	if s[4] == '-' {
		if s[5] != 'W' {
			return 10 // YYYY-MM-DD
		}
		// YYYY-Www and a separator, or YYYY-Www-D: a hyphen before two digits is a separator.
		if len(s) > 8 && s[8] == '-' && !(isDigit(9) && isDigit(10)) {
			return 10
		}
		return 8
	}
	if s[4] != 'W' {
		return 8 // YYYYMMDD
	}
	// YYYYWww or YYYYWwwD, and a separator that may be a digit: hours, minutes and seconds have two digits each.
	end := 7
	for isDigit(end) {
		end++
	}
	switch {
	case end < 9:
		return end
	case end%2 == 0:
		return 7
	}
	return 8
}

// parsedTime is what a text says of a time.
type parsedTime struct {
	hour, minute, second, micro int
	hasZone, isUTC              bool
	offset                      int // seconds
	offsetMicros                int
}

// checkMidnight refuses hour 24 but for midnight.
func (p *parsedTime) checkMidnight() error {
	if p.minute != 0 || p.second != 0 || p.micro != 0 {
		return py.Raise(py.ValueError, "minute, second, and microsecond must be 0 when hour is 24")
	}
	return nil
}

// zone makes the tzinfo.
func (p *parsedTime) zone(th *py.Thread) (py.Value, error) {
	if !p.hasZone {
		return py.None, nil
	}
	d, err := makeDelta(0, p.offset, p.offsetMicros)
	if err == nil {
		err = checkOffset(th, d)
	}
	if err != nil {
		return py.Unbound, err
	}
	return makeZone(d, nil).Value(), nil
}

// trimT drops the T that may stand before a time.
func trimT(s string) string { return strings.TrimPrefix(s, "T") }

// parseClock reads HH[:MM[:SS[.f…]]] or HH[MM[SS[.f…]]]. With spaced, a space may end it.
func parseClock(s string, spaced bool) (hour, minute, second, micro int, ok bool) {
	if hour, ok = number(s, 2); !ok {
		return
	}
	s = s[2:]
	atEnd := func() bool { return s == "" || spaced && s == " " }
	if atEnd() {
		return
	}
	extended := s[0] == ':'
	for _, p := range []*int{&minute, &second} {
		if extended {
			if s, ok = strings.CutPrefix(s, ":"); !ok {
				return
			}
		}
		if *p, ok = number(s, 2); !ok {
			return
		}
		s = s[2:]
		if atEnd() {
			return
		}
	}
	if s[0] != '.' && s[0] != ',' {
		return hour, minute, second, micro, false
	}
	s = s[1:]
	for i := 0; i < len(s); i++ {
		c := s[i] - '0'
		if c > 9 {
			return hour, minute, second, micro, false
		}
		if i < 6 {
			micro = micro*10 + int(c)
		}
	}
	for i := len(s); i < 6; i++ {
		micro *= 10
	}
	return hour, minute, second, micro, s != ""
}

// parseTime reads a time with or without offset from UTC.
func parseTime(s string) (p parsedTime, ok bool) {
	at := strings.IndexAny(s, "+-Z")
	clock := s
	if at >= 0 {
		clock = s[:at]
	}
	if p.hour, p.minute, p.second, p.micro, ok = parseClock(clock, at >= 0); !ok || at < 0 {
		return p, ok
	}
	p.hasZone = true
	sign, rest := s[at], s[at+1:]
	if sign == 'Z' {
		return p, rest == ""
	}
	hour, minute, second, micro, ok := parseClock(rest, false)
	p.offset, p.offsetMicros = (hour*60+minute)*60+second, micro
	if sign == '-' {
		p.offset, p.offsetMicros = -p.offset, -micro
	}
	return p, ok
}

// parseMoment takes a date and time apart.
func parseMoment(s string) (date, time string, hasTime, ok bool) {
	text := make([]rune, 0, len(s))
	for rest := s; rest != ""; {
		r, size := py.DecodeChar(rest)
		text = append(text, r)
		rest = rest[size:]
	}
	if len(text) < 7 {
		return
	}
	n := dateLength(text)
	if n >= len(text) {
		return s, "", false, true
	}
	at := 0
	for _, r := range text[:n] {
		if r >= utf8.RuneSelf {
			return
		}
		at++
	}
	_, size := py.DecodeChar(s[at:])
	return s[:at], s[at+size:], true, true
}
