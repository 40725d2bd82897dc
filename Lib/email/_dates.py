"""Dates of messages (RFC 5322), also in the forms that older software writes."""

import calendar
import re
import time

day_names = ('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')
month_names = ('Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec')

_months = {}
for _number, _long in enumerate(('january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september',
                                 'october', 'november', 'december'), 1):
    _months[_long] = _months[_long[:3]] = _number

# Hours from Greenwich.
_zones = {'UT': 0, 'UTC': 0, 'GMT': 0, 'Z': 0, 'AST': -4, 'ADT': -3, 'EST': -5, 'EDT': -4, 'CST': -6, 'CDT': -5, 'MST': -7,
          'MDT': -6, 'PST': -8, 'PDT': -7}

_clock = r'(?P<hour>\d{1,2})[:.](?P<minute>\d{1,2})(?:[:.](?P<second>\d{1,2}))?(?![:.\d])'
_zone = r'\s*(?P<zone>[+-]\d+|[A-Za-z]+(?!\S*\d))?'
_weekday = r'\s*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s*|\w*,\s*)?'
_forms = [re.compile(form, re.IGNORECASE) for form in (
    # 3 Apr 2002 14:58:26 +0800, 19-Nov-82 16:14:55 EST
    _weekday + r'(?P<day>\d+)[\s-]+(?P<month>[a-z]+)\.?(?:\s+|\s*[,-]\s*)(?P<year>\d+),?\s+' + _clock + _zone,
    # Apr 3, 2002 14:58:26 +0800
    _weekday + r'(?P<month>[a-z]+)\s+(?P<day>\d+),?\s+(?P<year>\d+)\s+' + _clock + _zone,
    # Sun Nov  6 08:49:37 1994
    _weekday + r'(?P<month>[a-z]+)\s+(?P<day>\d+)\s+' + _clock + r'\s+(?:(?P<zone>[a-z]+)\s+)?(?P<year>\d+)'
    r'(?:\s+(?P<late_zone>[+-]?\d+|[a-z]+))?')]


def _offset(zone):
    """The seconds that a zone is east of Greenwich; None if that isn't known or is left open (-0000)."""
    if not zone:
        return None
    if zone[0] not in '+-0123456789':
        hours = _zones.get(zone.upper())
        return None if hours is None else hours * 3600
    number = int(zone.lstrip('+-'))
    if zone[0] == '-' and number == 0:
        return None
    seconds = number // 100 * 3600 + number % 100 * 60
    return -seconds if zone[0] == '-' else seconds


def read_date(data):
    """Return a tuple like that of time.localtime, and the offset from Greenwich or None; or None if data is no date."""
    if not data:
        return None
    for form in _forms:
        found = form.match(data)
        month = found and _months.get(found['month'].lower())
        if month:
            year = int(found['year'][:20])
            if year < 100:
                year += 1900 if year > 68 else 2000
            zone = found['zone'] or found.groupdict().get('late_zone')
            return (year, month, int(found['day'][:20]), int(found['hour']), int(found['minute']), int(found['second'] or 0),
                    0, 1, -1, _offset(zone))
    return None


def parsedate_tz(data):
    """Return the date as a tuple of ten: that of time.localtime and the offset from Greenwich in seconds. None: no date."""
    date = read_date(data)
    return date and (*date[:9], date[9] or 0)


def parsedate(data):
    """Return the date as a tuple like that of time.localtime, or None if it is none."""
    date = read_date(data)
    return date and date[:9]


def mktime_tz(data):
    """Return the time stamp of a tuple of parsedate_tz."""
    if data[9] is None:
        return time.mktime((*data[:8], -1))
    return calendar.timegm(data) - data[9]
