// This file holds the rules for the time behind a zone's last transition: the variable TZ of POSIX, as RFC 9636 extends it.

package datetime

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// zoneRule is a standard time, and daylight saving time between two days of each year.
type zoneRule struct {
	standard, daylight *timeKind // daylight may be nil
	start, end         ruleDay
}

// ruleDay is a day of each year, and the time of that day in seconds.
type ruleDay struct {
	form                       byte // M: a weekday of a month, J: without the 29th of February, n: with it
	month, week, weekday, yday int
	time                       int
}

var (
	ruleForm = sync.OnceValue(func() *regexp.Regexp {
		const name, offset = `(<[a-zA-Z0-9+\-]+>|[a-zA-Z]+)`, `([+-]?\d{1,3}(?::\d\d(?::\d\d)?)?)`
		return regexp.MustCompile(`^` + name + offset + `(?:` + name + offset + `?)?(,.*)?$`)
	})
	dayForm = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:M(\d{1,2})\.(\d)\.(\d)|(J?)(\d{1,3}))(?:/([+-]?\d{1,3}(?::\d\d(?::\d\d)?)?))?$`)
	})
)

func parseZoneRule(th *py.Thread, text string) (*zoneRule, error) {
	problem := func(format string) error {
		shown, err := py.Repr(th, py.CopyBytes([]byte(text)).Value())
		if err != nil {
			return err
		}
		return py.Raise(py.ValueError, format, shown.String())
	}
	const malformed = "Malformed transition rule in TZ string: %s"
	f := ruleForm().FindStringSubmatch(text)
	if f == nil {
		return nil, problem("Invalid STD offset in %s")
	}
	offset, ok := clockSeconds(f[2], 24)
	if !ok {
		return nil, problem("Invalid STD offset in %s")
	}
	r := &zoneRule{standard: newTimeKind(-offset, 0, strings.Trim(f[1], "<>"))}
	if f[3] == "" {
		if f[5] != "" {
			return nil, problem("Extraneous characters at end of TZ string: %s")
		}
		return r, nil
	}
	saved := -offset + hourSecs
	if f[4] != "" {
		n, ok := clockSeconds(f[4], 24)
		if !ok {
			return nil, problem("Invalid DST offset in %s")
		}
		saved = -n
	}
	r.daylight = newTimeKind(saved, saved+offset, strings.Trim(f[3], "<>"))
	days := strings.Split(f[5], ",")
	switch {
	case f[5] == "":
		return nil, problem("Invalid DST offset in %s")
	case len(days) < 3:
		return nil, problem(malformed)
	case len(days) > 3:
		return nil, problem("Extraneous characters at end of TZ string: %s")
	}
	var good [2]bool
	r.start, good[0] = parseRuleDay(days[1])
	r.end, good[1] = parseRuleDay(days[2])
	if !good[0] || !good[1] {
		return nil, problem(malformed)
	}
	return r, nil
}

// clockSeconds reads hours, minutes and seconds with a sign.
func clockSeconds(text string, mostHours int) (int, bool) {
	sign := 1
	if strings.HasPrefix(text, "-") {
		sign = -1
	}
	total, unit := 0, hourSecs
	for i, part := range strings.Split(strings.TrimLeft(text, "+-"), ":") {
		n, err := strconv.Atoi(part)
		if err != nil || i == 0 && n > mostHours || i > 0 && n > 59 {
			return 0, false
		}
		total += n * unit
		unit /= 60
	}
	return sign * total, true
}

func parseRuleDay(text string) (d ruleDay, ok bool) {
	f := dayForm().FindStringSubmatch(text)
	if f == nil {
		return d, false
	}
	number := func(s string) int {
		n, _ := strconv.Atoi(s) // digits
		return n
	}
	d.month, d.week, d.weekday, d.yday = number(f[1]), number(f[2]), number(f[3]), number(f[5])
	ok = true
	switch {
	case f[1] != "":
		d.form = 'M'
		ok = d.month >= 1 && d.month <= 12 && d.week >= 1 && d.week <= 5 && d.weekday <= 6
	case f[4] != "":
		d.form = 'J'
		ok = d.yday >= 1 && d.yday <= 365
	default:
		d.form = 'n'
		ok = d.yday <= 365
	}
	d.time = 2 * hourSecs
	if f[6] != "" && ok {
		d.time, ok = clockSeconds(f[6], 167)
	}
	return d, ok
}

// timestamp is the moment in local time, in seconds since 1970.
func (d *ruleDay) timestamp(year int) int64 {
	day := ordinal(year, 1, 1) - epochOrdinal
	switch d.form {
	case 'M':
		first := weekday(year, d.month, 1)
		n := 1 + ((d.weekday-1-first)%7+7)%7 + 7*(d.week-1) // days of POSIX begin with Sunday
		for n > daysIn(year, d.month) {
			n -= 7
		}
		day = ordinal(year, d.month, n) - epochOrdinal
	case 'J':
		day += d.yday - 1
		if d.yday > 59 && isLeap(year) {
			day++
		}
	default:
		day += d.yday
	}
	return int64(day)*daySecs + int64(d.time)
}

// spans calls f with the daylight saving time that begins in each year next to one, as local times, until f returns true.
func (r *zoneRule) spans(year int, f func(start, end int64) bool) bool {
	for y := year - 1; y <= year+1; y++ {
		start, end := r.start.timestamp(y), r.end.timestamp(y)
		if end <= start { // south of the equator
			end = r.end.timestamp(y + 1)
		}
		if f(start, end) {
			return true
		}
	}
	return false
}

// local is the kind of a local time. What is between the clock before a change and that after it belongs to the time before, or with
// fold to that after it.
func (r *zoneRule) local(seconds int64, year, fold int) *timeKind {
	if r.daylight == nil {
		return r.standard
	}
	saved := int64(r.daylight.seconds - r.standard.seconds)
	begin, stop := max(saved, 0), max(-saved, 0)
	if fold != 0 {
		begin, stop = min(saved, 0), min(-saved, 0)
	}
	if r.spans(year, func(start, end int64) bool { return start+begin <= seconds && seconds < end+stop }) {
		return r.daylight
	}
	return r.standard
}

// utc is the kind of a moment, and whether it is the second one of its local time.
func (r *zoneRule) utc(seconds int64, year int) (kind *timeKind, fold bool) {
	if r.daylight == nil {
		return r.standard, false
	}
	saved := int64(r.daylight.seconds - r.standard.seconds)
	kind = r.standard
	r.spans(year, func(start, end int64) bool {
		start, end = start-int64(r.standard.seconds), end-int64(r.daylight.seconds)
		if start <= seconds && seconds < end {
			kind, fold = r.daylight, saved < 0 && seconds < start-saved
			return true
		}
		fold = fold || end <= seconds && seconds < end+saved
		return false
	})
	return kind, fold
}
