// This file holds the proleptic Gregorian calendar: ordinals, months, weeks.

package datetime

import py "github.com/gopy-lang/gopy/runtime"

const (
	minYear    = 1
	maxYear    = 9999
	maxOrdinal = 3652059 // 9999-12-31
	epoch      = 719163  // ordinal of 1970-01-01
)

func isLeap(year int) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

var monthLengths = [13]int{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

func daysIn(year, month int) int {
	if month == 2 && isLeap(year) {
		return 29
	}
	return monthLengths[month]
}

// daysBefore are the days of a common year before each month.
var daysBefore = [14]int{0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365}

// yearDay is the day of the year, 1 for the first of January.
func yearDay(year, month, day int) int {
	n := daysBefore[month] + day
	if month > 2 && isLeap(year) {
		n++
	}
	return n
}

// daysBeforeYear counts the days from 0001-01-01 to the first of January of a year.
func daysBeforeYear(year int) int {
	y := year - 1
	return y*365 + y/4 - y/100 + y/400
}

// ordinal numbers the days: 0001-01-01 is day 1.
func ordinal(year, month, day int) int { return daysBeforeYear(year) + yearDay(year, month, day) }

// fromOrdinal is the inverse of ordinal for positive numbers.
func fromOrdinal(n int) (year, month, day int) {
	n--
	const days400, days100, days4 = 146097, 36524, 1461
	year = n/days400*400 + 1
	n %= days400
	centuries := min(n/days100, 3)
	n -= centuries * days100
	fours := n / days4
	n %= days4
	years := min(n/365, 3)
	n -= years * 365
	year += centuries*100 + fours*4 + years
	n++ // the day of the year
	month = (n + 31) / 32
	if month == 0 {
		month = 1
	}
	for month < 12 && yearDay(year, month+1, 1) <= n {
		month++
	}
	return year, month, n - yearDay(year, month, 1) + 1
}

// weekday is 0 for Monday.
func weekday(year, month, day int) int { return (ordinal(year, month, day) + 6) % 7 }

// weekOneMonday is the ordinal of the Monday of the first ISO week of a year: that with the first Thursday.
func weekOneMonday(year int) int {
	first := daysBeforeYear(year) + 1
	day := (first + 6) % 7
	monday := first - day
	if day > 3 {
		monday += 7
	}
	return monday
}

// isoCalendar returns the ISO year, week and weekday of a date.
func isoCalendar(year, month, day int) (isoYear, week, weekday int) {
	today := ordinal(year, month, day)
	isoYear = year
	start := weekOneMonday(year)
	if today < start {
		isoYear--
		start = weekOneMonday(isoYear)
	} else if next := weekOneMonday(year + 1); today >= next {
		isoYear++
		start = next
	}
	return isoYear, (today-start)/7 + 1, (today-start)%7 + 1
}

// weekError tells what is wrong with an ISO week date.
type weekError int

const (
	weekFine weekError = iota
	badYear
	badWeek
	badWeekday
)

// isoOrdinal returns the ordinal of an ISO week date.
func isoOrdinal(year, week, day int) (int, weekError) {
	switch {
	case year < minYear || year > maxYear:
		return 0, badYear
	case week < 1 || week > 53:
		return 0, badWeek
	case week == 53 && weekOneMonday(year+1)-weekOneMonday(year) < 53*7:
		return 0, badWeek
	case day < 1 || day > 7:
		return 0, badWeekday
	}
	return weekOneMonday(year) + (week-1)*7 + day - 1, weekFine
}

func checkDate(year, month, day int) error {
	switch {
	case year < minYear || year > maxYear:
		return py.Raise(py.ValueError, "year must be in 1..9999, not %d", year)
	case month < 1 || month > 12:
		return py.Raise(py.ValueError, "month must be in 1..12, not %d", month)
	case day < 1 || day > daysIn(year, month):
		return py.Raise(py.ValueError, "day %d must be in range 1..%d for month %d in year %d", day, daysIn(year, month), month, year)
	}
	return nil
}

func checkTime(hour, minute, second, micro, fold int) error {
	switch {
	case hour < 0 || hour > 23:
		return py.Raise(py.ValueError, "hour must be in 0..23, not %d", hour)
	case minute < 0 || minute > 59:
		return py.Raise(py.ValueError, "minute must be in 0..59, not %d", minute)
	case second < 0 || second > 59:
		return py.Raise(py.ValueError, "second must be in 0..59, not %d", second)
	case micro < 0 || micro > 999999:
		return py.Raise(py.ValueError, "microsecond must be in 0..999999, not %d", micro)
	case fold != 0 && fold != 1:
		return py.Raise(py.ValueError, "fold must be either 0 or 1, not %d", fold)
	}
	return nil
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
