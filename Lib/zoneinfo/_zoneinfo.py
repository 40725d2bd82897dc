"""The class ZoneInfo."""

import calendar
import collections
import re
import weakref
from bisect import bisect_right
from datetime import datetime, timedelta, tzinfo

from . import _common, _tzpath

_ZERO = timedelta(0)
_EPOCH = datetime(1970, 1, 1)
_HOUR = 3600


class _Kind:
    """A kind of local time: offset from UTC, what of it is daylight saving time, and name."""

    __slots__ = 'seconds', 'utcoffset', 'dst', 'tzname'

    def __init__(self, seconds, dst, tzname):
        self.seconds = seconds
        self.utcoffset = timedelta(seconds=seconds)
        self.dst = timedelta(seconds=dst)
        self.tzname = tzname


_NONE = _Kind(0, 0, None)
_NONE.utcoffset = _NONE.dst = None


class _Date:
    """A day of each year that a rule of POSIX names, and the time of that day in seconds."""

    _forms = re.compile(r'(?:M(?P<m>\d{1,2})\.(?P<w>\d)\.(?P<d>\d)|J(?P<j>\d{1,3})|(?P<n>\d{1,3}))'
                        r'(?:/(?P<sign>[+-])?(?P<hour>\d{1,3})(?::(?P<minute>\d\d)(?::(?P<second>\d\d))?)?)?', re.ASCII)

    def __init__(self, text):
        found = self._forms.fullmatch(text)
        if not found:
            raise ValueError(f'Malformed transition rule in TZ string: {text}')
        field = {name: int(value) for name, value in found.groupdict().items() if value and name != 'sign'}
        self.month, self.week, self.day = field.get('m'), field.get('w'), field.get('d')
        self.julian, self.number = field.get('j'), field.get('n')
        self.time = _seconds(found['sign'], field) if 'hour' in field else 2 * _HOUR
        if self.month is not None and not (1 <= self.month <= 12 and 1 <= self.week <= 5 and self.day <= 6):
            raise ValueError(f'Invalid date in TZ string: {text}')
        if self.julian is not None and not 1 <= self.julian <= 365 or self.number is not None and self.number > 365:
            raise ValueError(f'Invalid day of the year in TZ string: {text}')

    def timestamp(self, year):
        """The moment in local time, in seconds since 1970."""
        if self.month is not None:
            first, length = calendar.monthrange(year, self.month)
            day = 1 + (self.day - 1 - first) % 7 + 7 * (self.week - 1)  # days of POSIX begin with Sunday
            while day > length:
                day -= 7
            days = (datetime(year, self.month, day) - _EPOCH).days
        elif self.julian is not None:  # the 29th of February never counts
            days = (datetime(year, 1, 1) - _EPOCH).days + self.julian - 1 + (self.julian > 59 and calendar.isleap(year))
        else:
            days = (datetime(year, 1, 1) - _EPOCH).days + self.number
        return days * 86400 + self.time


def _seconds(sign, field):
    hour, minute, second = field['hour'], field.get('minute', 0), field.get('second', 0)
    if hour > 167 or minute > 59 or second > 59:
        raise ValueError('Time out of range in TZ string')
    value = hour * _HOUR + minute * 60 + second
    return -value if sign == '-' else value


class _Rule:
    """The rule for the time after the last transition: the environment variable TZ of POSIX."""

    _name = r'(?:<[a-zA-Z0-9+\-]+>|[a-zA-Z]+)'
    _offset = r'[+-]?\d{1,3}(?::\d\d(?::\d\d)?)?'
    _form = re.compile(rf'(?P<std>{_name})(?P<stdoff>{_offset})(?:(?P<dst>{_name})(?P<dstoff>{_offset})?(?:,(?P<start>[^,]+),(?P<end>[^,]+))?)?', re.ASCII)

    def __init__(self, text):
        try:
            self._read(text)
        except ValueError as error:
            raise ValueError(f'Malformed TZ string: {text}') from error

    def _read(self, text):
        found = self._form.fullmatch(text)
        if not found or bool(found['dst']) != bool(found['start']):
            raise ValueError('not of the form that POSIX gives it')
        offset = self._parse(found['stdoff'])
        self.standard = _Kind(offset, 0, found['std'].strip('<>'))
        self.daylight = None
        if found['dst']:
            saved = self._parse(found['dstoff']) if found['dstoff'] else offset + _HOUR
            self.daylight = _Kind(saved, saved - offset, found['dst'].strip('<>'))
            self.start, self.end = _Date(found['start']), _Date(found['end'])

    @staticmethod
    def _parse(text):
        """An offset; POSIX counts those west of Greenwich."""
        parts = [int(part) for part in text.lstrip('+-').split(':')]
        if parts[0] > 24 or any(part > 59 for part in parts[1:]):
            raise ValueError(f'Invalid offset in TZ string: {text}')
        value = sum(part * unit for part, unit in zip(parts, (_HOUR, 60, 1)))
        return value if text.startswith('-') else -value

    def _periods(self, year):
        """Give the times of daylight saving around a year, as moments. Those that follow at once are one."""
        periods = []
        for y in range(max(year - 2, 1), min(year + 2, 9999)):
            start, end = self.start.timestamp(y), self.end.timestamp(y)
            if end < start:  # it lasts over the turn of the year
                end = self.end.timestamp(y + 1)
            start -= self.standard.seconds
            end -= self.daylight.seconds
            if periods and start <= periods[-1][1]:
                periods[-1][1] = max(end, periods[-1][1])
            else:
                periods.append([start, end])
        return periods

    def local(self, seconds, year, fold):
        """The kind of a local time."""
        if self.daylight is None:
            return self.standard
        periods = self._periods(year)

        def saving(kind):
            return any(start <= seconds - kind.seconds < end for start, end in periods)

        # A local time fits both kinds or none where the clock is changed. Then what was before the change counts, or with fold
        # what is after it.
        first, second = saving(self.daylight), not saving(self.standard)
        if first != second:
            return self.daylight if first else self.standard
        ahead = self.daylight.seconds > self.standard.seconds
        return self.daylight if (first == ahead) != bool(fold) else self.standard

    def utc(self, seconds, year):
        """The kind of a moment, and whether it is the second one of its local time."""
        if self.daylight is None:
            return self.standard, False
        periods = self._periods(year)
        kind = self.daylight if any(start <= seconds < end for start, end in periods) else self.standard
        saved = self.daylight.seconds - self.standard.seconds
        backs = (end if saved > 0 else start for start, end in periods)
        return kind, any(back <= seconds < back + abs(saved) for back in backs)


def _daylight(kinds, indexes):
    """What of each kind's offset is daylight saving time: the difference to the standard time next to it."""
    saved = {}
    for pairs in (zip(indexes, indexes[1:]), zip(indexes[1:], indexes)):
        for before, after in pairs:
            if kinds[after][1] and not kinds[before][1] and not saved.get(after):
                difference = kinds[after][0] - kinds[before][0]
                if difference:
                    saved[after] = difference
    return [_Kind(offset, saved.get(i, _HOUR) if is_dst else 0, name) for i, (offset, is_dst, name) in enumerate(kinds)]


class ZoneInfo(tzinfo):
    """A time zone by its key in the IANA database. The same key gives the same object."""

    _strong_cache_size = 8
    _strong_cache = collections.OrderedDict()
    _weak_cache = weakref.WeakValueDictionary()

    def __init_subclass__(cls):
        cls._strong_cache = collections.OrderedDict()
        cls._weak_cache = weakref.WeakValueDictionary()

    def __new__(cls, key):
        found = cls._weak_cache.get(key)
        if found is None:
            found = cls._weak_cache.setdefault(key, cls._new(key))
            found._from_cache = True
        cls._strong_cache[key] = cls._strong_cache.pop(key, found)
        if len(cls._strong_cache) > cls._strong_cache_size:
            cls._strong_cache.popitem(last=False)
        return found

    @classmethod
    def _new(cls, key):
        path = _tzpath.find_tzfile(key)
        try:
            file = open(path, 'rb') if path is not None else _common.load_tzdata(key)
        except (IsADirectoryError, PermissionError) as error:
            raise _common.ZoneInfoNotFoundError(f'No time zone found with key {key}') from error
        with file:
            return cls._build(file, key)

    @classmethod
    def _build(cls, file, key):
        self = super().__new__(cls)
        self._key = key
        self._from_cache = False
        self._file = None
        indexes, moments, kinds, rule = _common.load_data(file)
        kinds_of = _daylight(kinds, indexes)
        self._moments = list(moments)
        self._after = [kinds_of[i] for i in indexes]
        first = next((kind for kind, (_, is_dst, _) in zip(kinds_of, kinds) if not is_dst), kinds_of[0] if kinds_of else _NONE)
        self._before = first
        offsets = [first.seconds] + [kind.seconds for kind in self._after]
        self._walls = ([moment + max(pair) for moment, *pair in zip(moments, offsets, offsets[1:])],
                       [moment + min(pair) for moment, *pair in zip(moments, offsets, offsets[1:])])
        self._offsets = offsets
        if rule is not None:
            self._rule = _Rule(rule.decode())
        else:
            self._rule = None
        self._fixed = len(set(kinds)) == 1 and (self._rule is None or self._rule.daylight is None)
        return self

    @classmethod
    def no_cache(cls, key):
        """A new object for a key."""
        return cls._new(key)

    @classmethod
    def from_file(cls, file_obj, /, key=None):
        """An object for data in the format TZif."""
        self = cls._build(file_obj, key)
        self._file = repr(file_obj)
        return self

    @classmethod
    def clear_cache(cls, *, only_keys=None):
        """Forget the objects for all keys, or for some."""
        if only_keys is None:
            cls._weak_cache.clear()
            cls._strong_cache.clear()
            return
        for key in only_keys:
            cls._weak_cache.pop(key, None)
            cls._strong_cache.pop(key, None)

    @property
    def key(self):
        """The key in the database, None for an object from a file without one."""
        return self._key

    def _find(self, dt):
        if dt is None:
            if self._fixed:
                return self._rule.standard if self._rule else (self._after[-1] if self._after else self._before)
            return _NONE
        days = dt.toordinal() - 719163
        seconds = days * 86400 + dt.hour * _HOUR + dt.minute * 60 + dt.second
        walls = self._walls[1 if dt.fold else 0]
        i = bisect_right(walls, seconds)
        if i == len(walls) and self._rule is not None:
            return self._rule.local(seconds, dt.year, dt.fold)
        return self._after[i - 1] if i else self._before

    def utcoffset(self, dt, /):
        """The offset from UTC at a local time."""
        return self._find(dt).utcoffset

    def dst(self, dt, /):
        """What of the offset is daylight saving time."""
        return self._find(dt).dst

    def tzname(self, dt, /):
        """The name of the zone's time at a local time."""
        return self._find(dt).tzname

    def fromutc(self, dt, /):
        """The local time of a moment that is given in UTC."""
        if not isinstance(dt, datetime):
            raise TypeError('fromutc() requires a datetime argument')
        if dt.tzinfo is not self:
            raise ValueError('dt.tzinfo is not self')
        seconds = (dt.toordinal() - 719163) * 86400 + dt.hour * _HOUR + dt.minute * 60 + dt.second
        i = bisect_right(self._moments, seconds)
        if i == len(self._moments) and self._rule is not None:
            kind, fold = self._rule.utc(seconds, dt.year)
            if i and not fold and self._moments:
                back = self._offsets[i - 1] - kind.seconds
                fold = 0 < back and seconds - self._moments[-1] < back
        else:
            kind = self._after[i - 1] if i else self._before
            back = self._offsets[i - 1] - self._offsets[i] if i else 0
            fold = bool(i) and seconds - self._moments[i - 1] < back
        dt += kind.utcoffset
        return dt.replace(fold=1) if fold else dt

    def __str__(self):
        return self._key if self._key is not None else repr(self)

    def __repr__(self):
        name = f'{type(self).__module__}.{type(self).__qualname__}'
        if self._key is not None:
            return f'{name}(key={self._key!r})'
        return f'{name}.from_file({self._file})'

    def __reduce__(self):
        if self._file is not None:
            import pickle
            raise pickle.PicklingError('Cannot pickle a ZoneInfo file created from a file stream.')
        return type(self)._unpickle, (self._key, self._from_cache)

    @classmethod
    def _unpickle(cls, key, from_cache, /):
        return cls(key) if from_cache else cls.no_cache(key)


ZoneInfo.__module__ = 'zoneinfo'
