"""Calendars: which day of the week a date is, and months and years as lists, text and HTML."""

import datetime
import functools
import locale as _locale
import sys
from enum import IntEnum, global_enum
from itertools import repeat

__all__ = ['IllegalMonthError', 'IllegalWeekdayError', 'setfirstweekday', 'firstweekday', 'isleap', 'leapdays', 'weekday',
           'monthrange', 'monthcalendar', 'prmonth', 'month', 'prcal', 'calendar', 'timegm', 'month_name', 'month_abbr',
           'day_name', 'day_abbr', 'Calendar', 'TextCalendar', 'HTMLCalendar', 'LocaleTextCalendar', 'LocaleHTMLCalendar',
           'weekheader', 'Day', 'Month', 'JANUARY', 'FEBRUARY', 'MARCH', 'APRIL', 'MAY', 'JUNE', 'JULY', 'AUGUST',
           'SEPTEMBER', 'OCTOBER', 'NOVEMBER', 'DECEMBER', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY',
           'SATURDAY', 'SUNDAY']

error = ValueError


class IllegalMonthError(ValueError, IndexError):
    """A number that isn't a month's."""

    def __init__(self, month):
        self.month = month

    def __str__(self):
        return f'bad month number {self.month!r}; must be 1-12'


class IllegalWeekdayError(ValueError):
    """A number that isn't a day's of the week."""

    def __init__(self, weekday):
        self.weekday = weekday

    def __str__(self):
        return f'bad weekday number {self.weekday!r}; must be 0 (Monday) to 6 (Sunday)'


def __getattr__(name):
    former = {'January': 1, 'February': 2}.get(name)
    if former is None:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    import warnings
    warnings.warn(f"The '{name}' attribute is deprecated, use '{name.upper()}' instead", DeprecationWarning, stacklevel=2)
    return former


@global_enum
class Month(IntEnum):
    """The months, from 1 on."""
    JANUARY = 1
    FEBRUARY = 2
    MARCH = 3
    APRIL = 4
    MAY = 5
    JUNE = 6
    JULY = 7
    AUGUST = 8
    SEPTEMBER = 9
    OCTOBER = 10
    NOVEMBER = 11
    DECEMBER = 12


@global_enum
class Day(IntEnum):
    """The days of the week, from 0 on."""
    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


mdays = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


class _Names:
    """A sequence of names in the locale of the moment: a format of strftime applied to one date each."""

    def __init__(self, format, dates):
        self.format = format
        self._dates = dates

    def __getitem__(self, i):
        dates = self._dates[i]
        if isinstance(i, slice):
            return [self._name(date) for date in dates]
        return self._name(dates)

    def _name(self, date):
        return date.strftime(self.format) if date else ''

    def __len__(self):
        return len(self._dates)


class _localized_month(_Names):

    def __init__(self, format):
        super().__init__(format, [None, *(datetime.date(2001, month, 1) for month in range(1, 13))])


class _localized_day(_Names):

    def __init__(self, format):
        super().__init__(format, [datetime.date(2001, 1, day) for day in range(1, 8)])


day_name = _localized_day('%A')
day_abbr = _localized_day('%a')
month_name = _localized_month('%B')
month_abbr = _localized_month('%b')

def isleap(year):
    """Whether a year has a 29th of February."""
    return not year % (4 if year % 100 else 400)


def leapdays(y1, y2):
    """The number of leap years from y1 up to, but without, y2."""
    def before(year):
        year -= 1
        return year // 4 - year // 100 + year // 400
    return before(y2) - before(y1)


def weekday(year, month, day):
    """The day of the week of a date."""
    if year < datetime.MINYEAR or year > datetime.MAXYEAR:
        year = 2000 + year % 400  # the calendar repeats itself
    date = datetime.date(year, month, day)
    return Day(date.weekday())


def _validate_month(month):
    if not 1 <= month <= 12:
        raise IllegalMonthError(month)


def monthrange(year, month):
    """The day of the week that a month begins with, and its number of days."""
    _validate_month(month)
    return weekday(year, month, 1), _length(year, month)


def _length(year, month):
    """The number of days of a month."""
    if month == FEBRUARY and isleap(year):
        return 29
    return mdays[month]


def _month_beside(year, month, step):
    """Year and month of the month that lies some months later, or earlier."""
    years, index = divmod(month - 1 + step, 12)
    return year + years, index + 1


class Calendar:
    """Months and years as lists of weeks. Weeks begin with the day firstweekday."""

    def __init__(self, firstweekday=0):
        self.firstweekday = firstweekday

    def getfirstweekday(self):
        """The day that weeks begin with."""
        first = self._first
        return first % 7

    def setfirstweekday(self, firstweekday):
        """Set the day that weeks begin with."""
        self._first = firstweekday

    firstweekday = property(fget=getfirstweekday, fset=setfirstweekday)

    def iterweekdays(self):
        """Iterate over the days of a week."""
        for i in range(7):
            yield (self.firstweekday + i) % 7

    def itermonthdays3(self, year, month):
        """Iterate over (year, month, day) of all days of the weeks that a month touches."""
        before, length, after = self._extent(year, month)
        earlier, later = _month_beside(year, month, -1), _month_beside(year, month, 1)
        last = _length(*earlier)
        for which, start, stop in ((earlier, last - before, last), ((year, month), 0, length), (later, 0, after)):
            for day in range(start, stop):
                yield *which, day + 1

    def _extent(self, year, month):
        """How many days the weeks of a month have before it, in it and after it."""
        first, length = monthrange(year, month)
        before = (first - self.firstweekday) % 7
        return before, length, -(before + length) % 7

    def itermonthdates(self, year, month):
        """Iterate over the dates of all days of the weeks that a month touches."""
        for fields in self.itermonthdays3(year, month):
            yield datetime.date(*fields)

    def itermonthdays4(self, year, month):
        """Iterate over (year, month, day, weekday) of all days of the weeks that a month touches."""
        for i, fields in enumerate(self.itermonthdays3(year, month)):
            yield *fields, (self.firstweekday + i) % 7

    def itermonthdays(self, year, month):
        """Iterate over the days of the weeks that a month touches; days outside of the month are 0."""
        before, length, after = self._extent(year, month)
        yield from repeat(0, before)
        yield from range(1, length + 1)
        yield from repeat(0, after)

    def itermonthdays2(self, year, month):
        """Iterate over (day, weekday) of the weeks that a month touches; days outside of the month are 0."""
        for i, day in enumerate(self.itermonthdays(year, month), self.firstweekday):
            yield day, i % 7

    @staticmethod
    def _weeks(days):
        days = list(days)
        return [days[i:i + 7] for i in range(0, len(days), 7)]

    def monthdatescalendar(self, year, month):
        """The weeks of a month, lists of dates."""
        return self._weeks(self.itermonthdates(year, month))

    def monthdays2calendar(self, year, month):
        """The weeks of a month, lists of (day, weekday)."""
        return self._weeks(self.itermonthdays2(year, month))

    def monthdayscalendar(self, year, month):
        """The weeks of a month, lists of days."""
        return self._weeks(self.itermonthdays(year, month))

    @staticmethod
    def _year(make, year, width):
        months = [make(year, month) for month in Month]
        return [months[i:i + width] for i in range(0, 12, width)]

    def yeardatescalendar(self, year, width=3):
        """The months of a year in rows of width months, each as monthdatescalendar gives it."""
        return self._year(self.monthdatescalendar, year, width)

    def yeardays2calendar(self, year, width=3):
        """The months of a year in rows of width months, each as monthdays2calendar gives it."""
        return self._year(self.monthdays2calendar, year, width)

    def yeardayscalendar(self, year, width=3):
        """The months of a year in rows of width months, each as monthdayscalendar gives it."""
        return self._year(self.monthdayscalendar, year, width)


def _write(text):
    """Print text as it is."""
    print(text, end='')


class TextCalendar(Calendar):
    """Months and years as text, like the command cal of Unix."""

    def prweek(self, theweek, width):
        """Print a week."""
        _write(self.formatweek(theweek, width))

    def formatday(self, day, weekday, width):
        """A day in its column."""
        return ('' if day == 0 else f'{day:2}').center(width)

    def formatweek(self, theweek, width):
        """A week on a line, without the end of the line."""
        return ' '.join(self.formatday(day, name, width) for day, name in theweek)

    def formatweekday(self, day, width):
        """The name of a day of the week."""
        return (day_name if width >= 9 else day_abbr)[day][:width].center(width)

    def formatweekheader(self, width):
        """The names of the days of a week."""
        return ' '.join(self.formatweekday(day, width) for day in self.iterweekdays())

    def formatmonthname(self, theyear, themonth, width, withyear=True):
        """The name of a month, with the year or without."""
        _validate_month(themonth)
        name = month_name[themonth]
        return (f'{name} {theyear!r}' if withyear else name).center(width)

    def prmonth(self, theyear, themonth, w=0, l=0):
        """Print a month."""
        _write(self.formatmonth(theyear, themonth, w, l))

    def formatmonth(self, theyear, themonth, w=0, l=0):
        """A month: columns w wide, l lines a week."""
        w, l = max(2, w), max(1, l)
        lines = [self.formatmonthname(theyear, themonth, 7 * (w + 1) - 1), self.formatweekheader(w)]
        lines += (self.formatweek(week, w) for week in self.monthdays2calendar(theyear, themonth))
        return ''.join(line.rstrip() + '\n' * l for line in lines)

    def formatyear(self, theyear, w=2, l=1, c=6, m=3):
        """A year: m months a row, c blanks between them."""
        w, l, c = max(2, w), max(1, l), max(2, c)
        width = (w + 1) * 7 - 1
        lines = [repr(theyear).center(width * m + c * (m - 1))]
        days = self.formatweekheader(w)
        for row, months in enumerate(self.yeardays2calendar(theyear, m)):
            numbers = range(m * row + 1, min(m * (row + 1) + 1, 13))
            lines.append('')
            lines.append(formatstring((self.formatmonthname(theyear, k, width, False) for k in numbers), width, c))
            lines.append(formatstring((days for _ in numbers), width, c))
            for i in range(max(map(len, months))):
                lines.append(formatstring((self.formatweek(weeks[i], w) if i < len(weeks) else '' for weeks in months), width, c))
        return ''.join(line.rstrip() + '\n' * l for line in lines)

    def pryear(self, theyear, w=0, l=0, c=6, m=3):
        """Print a year."""
        _write(self.formatyear(theyear, w, l, c, m))


class HTMLCalendar(Calendar):
    """Months and years as tables of HTML. The attributes name the classes of the cells."""

    cssclasses = cssclasses_weekday_head = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
    cssclass_noday = 'noday'
    cssclass_month_head = 'month'
    cssclass_month = 'month'
    cssclass_year_head = 'year'
    cssclass_year = 'year'

    def formatday(self, day, weekday):
        """The cell of a day."""
        if day == 0:
            return f'<td class="{self.cssclass_noday}">&nbsp;</td>'
        return f'<td class="{self.cssclasses[weekday]}">{day}</td>'

    def formatweek(self, theweek):
        """The row of a week."""
        return f'<tr>{"".join(self.formatday(day, name) for day, name in theweek)}</tr>'

    def formatweekday(self, day):
        """The heading of a day of the week."""
        return f'<th class="{self.cssclasses_weekday_head[day]}">{day_abbr[day]}</th>'

    def formatweekheader(self):
        """The row of the headings."""
        return f'<tr>{"".join(map(self.formatweekday, self.iterweekdays()))}</tr>'

    def formatmonthname(self, theyear, themonth, withyear=True):
        """The row with the name of a month."""
        _validate_month(themonth)
        name = month_name[themonth]
        return self._title(f'{name} {theyear}' if withyear else name)

    def _title(self, text):
        return f'<tr><th colspan="7" class="{self.cssclass_month_head}">{text}</th></tr>'

    @staticmethod
    def _table(css):
        return f'<table border="0" cellpadding="0" cellspacing="0" class="{css}">\n'

    def formatmonth(self, theyear, themonth, withyear=True):
        """The table of a month."""
        rows = [self.formatmonthname(theyear, themonth, withyear=withyear), self.formatweekheader()]
        rows += map(self.formatweek, self.monthdays2calendar(theyear, themonth))
        return self._table(self.cssclass_month) + '\n'.join(rows) + '\n</table>\n'

    def formatyear(self, theyear, width=3):
        """The table of a year, width months a row."""
        width = max(width, 1)
        parts = [self._table(self.cssclass_year), f'<tr><th colspan="{width}" class="{self.cssclass_year_head}">{theyear}</th></tr>']
        for first in range(1, 13, width):
            cells = (f'<td>{self.formatmonth(theyear, m, withyear=False)}</td>' for m in range(first, min(first + width, 13)))
            parts.append(f'<tr>{"".join(cells)}</tr>')
        return ''.join(parts) + '</table>'

    def formatyearpage(self, theyear, width=3, css='calendar.css', encoding=None):
        """A page with the table of a year, encoded."""
        encoding = encoding or 'utf-8'
        style = '' if css is None else f'<link rel="stylesheet" type="text/css" href="{css}" />\n'
        page = (f'<?xml version="1.0" encoding="{encoding}"?>\n'
                '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
                '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n'
                f'<html>\n<head>\n<meta http-equiv="Content-Type" content="text/html; charset={encoding}" />\n{style}'
                f'<title>Calendar for {theyear}</title>\n</head>\n<body>\n{self.formatyear(theyear, width)}</body>\n</html>\n')
        return page.encode(encoding, 'xmlcharrefreplace')


def _time_locale(wanted=None):
    """Set the locale for times, unless None, and return the one that then holds."""
    return _locale.setlocale(_locale.LC_TIME, wanted)


class different_locale:
    """A with block that runs under another locale for times."""

    def __init__(self, locale):
        self.locale, self.oldlocale = locale, None

    def __enter__(self):
        self.oldlocale = _time_locale()
        _time_locale(self.locale)

    def __exit__(self, *args):
        if self.oldlocale is None:
            return
        _time_locale(self.oldlocale)


def _usual_locale():
    """The locale for times that holds, or if the program set none that of the environment."""
    current = _time_locale()
    if current != 'C':
        return current
    with different_locale(''):
        return _time_locale()


def _under_locale(format):
    """Let a method run under the calendar's locale."""
    @functools.wraps(format)
    def method(self, *args, **kwargs):
        with different_locale(self.locale):
            return format(self, *args, **kwargs)
    return method


class LocaleTextCalendar(TextCalendar):
    """A TextCalendar with the names of a locale."""

    def __init__(self, firstweekday=0, locale=None):
        super().__init__(firstweekday)
        self.locale = _usual_locale() if locale is None else locale

    @_under_locale
    def formatweekday(self, day, width):
        return super().formatweekday(day, width)

    @_under_locale
    def formatmonthname(self, theyear, themonth, width, withyear=True):
        return super().formatmonthname(theyear, themonth, width, withyear)


class LocaleHTMLCalendar(HTMLCalendar):
    """An HTMLCalendar with the names of a locale."""

    def __init__(self, firstweekday=0, locale=None):
        super().__init__(firstweekday)
        self.locale = _usual_locale() if locale is None else locale

    @_under_locale
    def formatweekday(self, day):
        return super().formatweekday(day)

    @_under_locale
    def formatmonthname(self, theyear, themonth, withyear=True):
        return super().formatmonthname(theyear, themonth, withyear)


c = TextCalendar()
firstweekday = c.getfirstweekday


def setfirstweekday(firstweekday):
    """Set the day that weeks begin with, for the functions of this module."""
    if firstweekday < MONDAY or firstweekday > SUNDAY:
        raise IllegalWeekdayError(firstweekday)
    c.setfirstweekday(firstweekday)


monthcalendar = c.monthdayscalendar
prweek = c.prweek
week = c.formatweek
weekheader = c.formatweekheader
prmonth = c.prmonth
month = c.formatmonth
calendar = c.formatyear
prcal = c.pryear

_colwidth = 7 * 3 - 1
_spacing = 6


def format(cols, colwidth=_colwidth, spacing=_spacing):
    """Print texts in columns."""
    line = formatstring(cols, colwidth, spacing)
    print(line)


def formatstring(cols, colwidth=_colwidth, spacing=_spacing):
    """Texts in columns: each centred, with blanks between them."""
    return (' ' * spacing).join(text.center(colwidth) for text in cols)


EPOCH = 1970


def timegm(tuple):
    """The seconds since 1970 of a moment in UTC, given as time.gmtime gives it."""
    year, month, day, hours, minutes, seconds = tuple[:6]
    since = datetime.date(year, month, 1) - datetime.date(EPOCH, 1, 1)
    return (since.days + day - 1) * 86400 + hours * 3600 + minutes * 60 + seconds


def _highlighting(base):
    """A calendar that shows a day, a date or None, in the colours of the terminal's theme."""
    from _colorize import ANSIColors

    class Highlighting(base):

        def __init__(self, shown, **options):
            super().__init__(**options)
            self._shown = shown

        def monthdays2calendar(self, year, month):
            day = self._shown
            weeks = super().monthdays2calendar(year, month)
            if day is None or (day.year, day.month) != (year, month):
                return weeks
            return [[(-number if number == day.day else number, name) for number, name in week] for week in weeks]

        def formatday(self, day, weekday, width):
            if day >= 0:
                return super().formatday(day, weekday, width)
            text = super().formatday(-day, weekday, width)
            return f'{ANSIColors.BLACK}{ANSIColors.BACKGROUND_YELLOW}{text}{ANSIColors.RESET}'

    return Highlighting


def main(args=None):
    """The command line."""
    import argparse
    parser = argparse.ArgumentParser(**({} if args is None else {'color': True}))
    text = parser.add_argument_group('text only arguments')
    html = parser.add_argument_group('html only arguments')
    text.add_argument('-w', '--width', type=int, default=2, help='width of date column (default 2)')
    text.add_argument('-l', '--lines', type=int, default=1, help='number of lines for each week (default 1)')
    text.add_argument('-s', '--spacing', type=int, default=6, help='spacing between months (default 6)')
    text.add_argument('-m', '--months', type=int, default=3, help='months per row (default 3)')
    html.add_argument('-c', '--css', default='calendar.css', help='CSS to use for page')
    parser.add_argument('-L', '--locale', default=None, help='locale to use for month and weekday names')
    parser.add_argument('-e', '--encoding', default=None, help='encoding to use for output')
    parser.add_argument('-t', '--type', default='text', choices=('text', 'html'), help='output type (text or html)')
    parser.add_argument('-f', '--first-weekday', type=int, default=0, help='weekday (0 is Monday, 6 is Sunday) to start each week (default 0)')
    parser.add_argument('year', nargs='?', type=int, help='year number')
    parser.add_argument('month', nargs='?', type=int, help='month number (1-12, text only)')
    options = parser.parse_args(args)
    if options.locale and not options.encoding:
        parser.error('if --locale is specified --encoding is required')
    locale = (options.locale, options.encoding)
    today = datetime.date.today()
    if options.type == 'html':
        if options.month:
            parser.error('incorrect number of arguments')
        maker = LocaleHTMLCalendar(locale=locale) if options.locale else HTMLCalendar()
        maker.setfirstweekday(options.first_weekday)
        year = today.year if options.year is None else options.year
        sys.stdout.buffer.write(maker.formatyearpage(year, encoding=options.encoding or sys.getdefaultencoding(), css=options.css))
        return
    base, extra = (LocaleTextCalendar, {'locale': locale}) if options.locale else (TextCalendar, {})
    from _colorize import can_colorize
    if can_colorize():
        maker = _highlighting(base)(today, **extra)
    else:
        maker = base(**extra)
    maker.setfirstweekday(options.first_weekday)
    shape = {'w': options.width, 'l': options.lines}
    if options.month is None:
        shape['c'] = options.spacing
        shape['m'] = options.months
    else:
        _validate_month(options.month)
    year = today.year if options.year is None else options.year
    result = maker.formatyear(year, **shape) if options.month is None else maker.formatmonth(year, options.month, **shape)
    if options.encoding:
        sys.stdout.buffer.write(result.encode(options.encoding))
    else:
        sys.stdout.write(result)


if __name__ == '__main__':
    main()
