"""Reading of dates and times by a format: strptime of the modules time and datetime."""

import locale
import os
import re
import time
from _thread import allocate_lock as _allocate_lock
from datetime import date as _date, timedelta as _timedelta, timezone as _timezone

import calendar

__all__ = []


def _getlang():
    return locale.getlocale(locale.LC_TIME)


class LocaleTime:
    """The words of the current locale that dates are written with, in lower case."""

    def __init__(self):
        self.lang = _getlang()
        self.a_weekday = [calendar.day_abbr[i].lower() for i in range(7)]
        self.f_weekday = [calendar.day_name[i].lower() for i in range(7)]
        self.a_month = [calendar.month_abbr[i].lower() for i in range(13)]
        self.f_month = [calendar.month_name[i].lower() for i in range(13)]
        self.am_pm = [time.strftime('%p', (2000, 1, 1, hour, 0, 0, 5, 1, 0)).lower() for hour in (1, 13)]
        self.tzname, self.daylight = time.tzname, time.daylight
        standard = frozenset({'utc', 'gmt', self.tzname[0].lower()})
        self.timezone = standard, frozenset({self.tzname[1].lower()} if self.daylight else ())
        self.LC_alt_digits = ()
        self.LC_date_time = self._format('D_T_FMT', '%a %b %d %H:%M:%S %Y')
        self.LC_date = self._format('D_FMT', '%m/%d/%y')
        self.LC_time = self._format('T_FMT', '%H:%M:%S')
        self.LC_time_ampm = self._format('T_FMT_AMPM', '%I:%M:%S %p')
        if _getlang() != self.lang:
            raise ValueError('locale changed during initialization')
        if time.tzname != self.tzname or time.daylight != self.daylight:
            raise ValueError('timezone changed during initialization')

    @staticmethod
    def _format(name, default):
        try:
            found = locale.nl_langinfo(getattr(locale, name))
        except (AttributeError, ValueError):
            return default
        for short, long in (('%D', '%m/%d/%y'), ('%F', '%Y-%m-%d'), ('%e', '%d'), ('%T', '%H:%M:%S'), ('%R', '%H:%M'), ('%r', '%I:%M:%S %p')):
            found = found.replace(short, long)
        return found or default


_NUMBERS = {
    'd': r'3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9]',
    'f': r'[0-9]{1,6}',
    'H': r'2[0-3]|[0-1]\d|\d| \d',
    'I': r'1[0-2]|0[1-9]|[1-9]| [1-9]',
    'G': r'\d\d\d\d',
    'j': r'36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]',
    'm': r'1[0-2]|0[1-9]|[1-9]',
    'M': r'[0-5]\d|\d',
    'S': r'6[0-1]|[0-5]\d|\d',
    'U': r'5[0-3]|[0-4]\d|\d',
    'W': r'5[0-3]|[0-4]\d|\d',
    'w': r'[0-6]',
    'u': r'[1-7]',
    'V': r'5[0-3]|0[1-9]|[1-4]\d|\d',
    'y': r'\d\d',
    'Y': r'\d\d\d\d',
    'z': r'[+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?|(?-i:Z)',
}


class TimeRE(dict):
    """The regular expression of each directive."""

    def __init__(self, locale_time=None):
        self.locale_time = words = locale_time or LocaleTime()
        super().__init__((letter, f'(?P<{letter}>{pattern})') for letter, pattern in _NUMBERS.items())
        self.update({
            'A': self._choice(words.f_weekday, 'A'), 'a': self._choice(words.a_weekday, 'a'),
            'B': self._choice(words.f_month[1:], 'B'), 'b': self._choice(words.a_month[1:], 'b'),
            'p': self._choice(words.am_pm, 'p'),
            'Z': self._choice([name for names in words.timezone for name in names], 'Z'),
            '%': '%',
        })
        for other, letter in (('k', 'H'), ('l', 'I'), ('e', 'd'), ('P', 'p'), ('Op', 'p')):
            self[other] = self[letter]
        for letter in 'dmwyCHIMSe':
            if letter in self:
                self['O' + letter] = self[letter]
        for letter in 'yY':
            self['E' + letter] = self[letter]
        self['T'] = self.pattern('%H:%M:%S')
        self['R'] = self.pattern('%H:%M')
        self['r'] = self.pattern(words.LC_time_ampm)
        self['X'] = self.pattern(words.LC_time)
        self['x'] = self.pattern(words.LC_date)
        self['c'] = self.pattern(words.LC_date_time)
        for letter in 'xXc':
            self['E' + letter] = self[letter]

    @staticmethod
    def _choice(words, letter):
        """Any of the words; the longest one counts."""
        longest_first = sorted(filter(None, words), key=len, reverse=True)
        return f'(?P<{letter}>{"|".join(map(re.escape, longest_first))})' if longest_first else ''

    def pattern(self, format):
        """The regular expression for a format."""
        out = []
        i, year, day = 0, False, False
        while i < len(format):
            c = format[i]
            i += 1
            if c.isspace():
                while i < len(format) and format[i].isspace():
                    i += 1
                out.append(r'\s+')
            elif c != '%':
                out.append(re.sub(r'([\\.^$*+?(){}\[\]|])', r'\\\1', c).replace("'", "['\u02bc]"))
            else:
                if format[i:i + 1] == '-':
                    i += 1
                letter = (format[i:i + 2] if format[i:i + 1] in ('O', 'E') else format[i:i + 1]).rstrip()
                i += len(letter)
                if not letter:
                    raise IndexError('stray %')
                out.append(self[letter])
                year = year or letter in ('Y', 'y', 'G', 'c', 'x')
                day = day or letter in ('d', 'e')
        if day and not year:
            import warnings
            warnings.warn('Parsing dates involving a day of month without a year specified is ambiguous\n'
                          'and fails to parse leap day. The default behavior will change in Python 3.15\n'
                          'to either always raise an exception or to use a different default year (TBD).\n'
                          'To avoid trouble, add a specific year to the input & format.\n'
                          'See https://github.com/python/cpython/issues/70647.',
                          DeprecationWarning, skip_file_prefixes=(os.path.dirname(__file__),))
        return ''.join(out)

    def compile(self, format):
        """The compiled regular expression for a format."""
        return re.compile(self.pattern(format), re.IGNORECASE)


_cache_lock = _allocate_lock()
_CACHE_MAX_SIZE = 5
_TimeRE_cache = TimeRE()
_regex_cache = {}


def _regex(format):
    """The compiled regular expression of a format, and the words of the locale."""
    global _TimeRE_cache
    with _cache_lock:
        words = _TimeRE_cache.locale_time
        if _getlang() != words.lang or time.tzname != words.tzname or time.daylight != words.daylight:
            _TimeRE_cache = TimeRE()
            _regex_cache.clear()
            words = _TimeRE_cache.locale_time
        regex = _regex_cache.get(format)
        if regex is None:
            if len(_regex_cache) > _CACHE_MAX_SIZE:
                _regex_cache.clear()
            try:
                regex = _TimeRE_cache.compile(format)
            except KeyError as error:
                bad = error.args[0]
                raise ValueError(f"'{bad}' is a bad directive in format {format!r}") from None
            except IndexError:
                raise ValueError(f'stray % in format {format!r}') from None
            _regex_cache[format] = regex
        return regex, words


def _calc_julian_from_U_or_W(year, week_of_year, day_of_week, week_starts_Mon):
    """The day of the year, which may lie outside of the year."""
    starts_on = 0 if week_starts_Mon else 6
    days_before_week_1 = (starts_on - _date(year, 1, 1).weekday()) % 7
    return 1 + days_before_week_1 + 7 * (week_of_year - 1) + (day_of_week - starts_on) % 7


def _offset(text):
    """Seconds and microseconds of an offset from UTC."""
    if text == 'Z':
        return 0, 0
    digits = text[1:]
    if digits[2] == ':':
        digits = digits[:2] + digits[3:]
        if len(digits) > 4:
            if digits[4] != ':':
                raise ValueError(f'Inconsistent use of : in {text}')
            digits = digits[:4] + digits[5:]
    seconds = int(digits[:2]) * 3600 + int(digits[2:4]) * 60 + int(digits[4:6] or 0)
    micro = int(digits[7:].ljust(6, '0')) if digits[7:] else 0
    return (-seconds, -micro) if text[0] == '-' else (seconds, micro)


def _zone(name, words):
    """The flag of daylight saving time that the name of a time zone stands for."""
    for flag, names in enumerate(words.timezone):
        if name in names:
            if words.tzname[0] == words.tzname[1] and words.daylight and name not in ('utc', 'gmt'):
                break
            return flag
    return -1


_MUST_G = ("ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive "
           "('%A', '%a', '%w', or '%u').")
_MUST_V = ("ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday directive "
           "('%A', '%a', '%w', or '%u').")


def _strptime(data_string, format='%a %b %d %H:%M:%S %Y'):
    """Read a text by a format: the fields of a struct_time with zone and offset, the microseconds, those of the offset."""
    for index, value in enumerate((data_string, format)):
        if not isinstance(value, str):
            raise TypeError(f'strptime() argument {index} must be str, not {type(value)}')
    regex, words = _regex(format)
    found = regex.match(data_string)
    if not found:
        raise ValueError(f'time data {data_string!r} does not match format {format!r}')
    if found.end() != len(data_string):
        raise ValueError(f'unconverted data remains: {data_string[found.end():]}')
    field = {name: text for name, text in found.groupdict().items() if text is not None}

    def number(letter, default=None):
        return int(field[letter]) if letter in field else default

    year, iso_year, iso_week = number('Y'), number('G'), number('V')
    if 'y' in field:
        year = number('y')
        year += 2000 if year <= 68 else 1900
    month, day, julian = number('m', 1), number('d', 1), number('j')
    if 'B' in field:
        month = words.f_month.index(field['B'].lower())
    elif 'b' in field:
        month = words.a_month.index(field['b'].lower())
    hour, minute, second = number('H', 0), number('M', 0), number('S', 0)
    if 'I' in field:
        hour = number('I') % 12
        if field.get('p', '').lower() == words.am_pm[1]:
            hour += 12
    fraction = int(field['f'].ljust(6, '0')) if 'f' in field else 0
    weekday = None
    if 'A' in field:
        weekday = words.f_weekday.index(field['A'].lower())
    elif 'a' in field:
        weekday = words.a_weekday.index(field['a'].lower())
    elif 'w' in field:
        weekday = (number('w') - 1) % 7
    elif 'u' in field:
        weekday = number('u') - 1
    offset, offset_fraction = _offset(field['z']) if 'z' in field else (None, 0)
    zone, dst = None, -1
    if 'Z' in field:
        zone = field['Z']
        dst = _zone(zone.lower(), words)

    if iso_year is not None:
        if julian is not None:
            raise ValueError("Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.")
        if iso_week is None or weekday is None:
            raise ValueError(_MUST_G)
    elif iso_week is not None:
        if year is None or weekday is None:
            raise ValueError(_MUST_V)
        raise ValueError("ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead.")

    leap_day = year is None and month == 2 and day == 29
    if leap_day:
        year = 1904  # the next year that has the day
    elif year is None:
        year = 1900
    if julian is None and weekday is not None:
        if 'U' in field or 'W' in field:
            monday = 'W' in field and 'U' not in field
            julian = _calc_julian_from_U_or_W(year, number('W' if monday else 'U'), weekday, monday)
        elif iso_year is not None and iso_week is not None:
            when = _date.fromisocalendar(iso_year, iso_week, weekday + 1)
            year, month, day = when.year, when.month, when.day
            julian = when.toordinal() - _date(year, 1, 1).toordinal() + 1
        if julian is not None and julian <= 0:
            year -= 1
            julian += 366 if calendar.isleap(year) else 365
    if julian is None:
        julian = _date(year, month, day).toordinal() - _date(year, 1, 1).toordinal() + 1
    else:
        when = _date.fromordinal(julian - 1 + _date(year, 1, 1).toordinal())
        year, month, day = when.year, when.month, when.day
    if weekday is None:
        weekday = _date(year, month, day).weekday()
    if leap_day:
        year = 1900
    return (year, month, day, hour, minute, second, weekday, julian, dst, zone, offset), fraction, offset_fraction


def _strptime_time(data_string, format='%a %b %d %H:%M:%S %Y'):
    """time.strptime."""
    return time.struct_time(_strptime(data_string, format)[0])


def _tzinfo(zone, offset, offset_fraction):
    if offset is None:
        return None
    span = _timedelta(seconds=offset, microseconds=offset_fraction)
    return _timezone(span, zone) if zone else _timezone(span)


def _strptime_datetime_date(cls, data_string, format='%a %b %d %Y'):
    """date.strptime."""
    fields, _, _ = _strptime(data_string, format)
    return cls(*fields[:3])


def _strptime_datetime_time(cls, data_string, format='%H:%M:%S'):
    """time.strptime of module datetime."""
    fields, fraction, offset_fraction = _strptime(data_string, format)
    tzinfo = _tzinfo(*fields[9:], offset_fraction)
    return cls(*fields[3:6], fraction) if tzinfo is None else cls(*fields[3:6], fraction, tzinfo)


def _strptime_datetime_datetime(cls, data_string, format='%a %b %d %H:%M:%S %Y'):
    """datetime.strptime."""
    fields, fraction, offset_fraction = _strptime(data_string, format)
    tzinfo = _tzinfo(*fields[9:], offset_fraction)
    return cls(*fields[:6], fraction) if tzinfo is None else cls(*fields[:6], fraction, tzinfo)
