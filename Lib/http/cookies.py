"""Cookies as headers (RFC 6265): Morsel is one, a cookie object holds several by name."""

import re
import types

__all__ = ['CookieError', 'BaseCookie', 'SimpleCookie']

_control = re.compile(r'[\x00-\x1F\x7F]')
_legal_key = re.compile(r"[\w!#$%&'*+\-.^_`|~:]+", re.ASCII)
_needs_quotes = re.compile(r"[^\w!#$%&'*+\-.^_`|~: ()/<=>?@\[\]{}]", re.ASCII)


class CookieError(Exception):
    """A cookie that can't be."""


def _has_control_character(*val):
    return any(_control.search(str(value)) for value in val)


def _refuse_control_characters(*parts):
    if _has_control_character(*parts):
        raise CookieError(' '.join(['Control characters are not allowed in cookies', *map(repr, parts)]))


def _quote(str):
    """str as a value: in quotes, with octal escapes, where it has to be."""
    if str is None or str and _legal_key.fullmatch(str):
        return str
    escaped = []
    for char in str:
        if char in '"\\':
            escaped.append('\\' + char)
        elif ord(char) < 256 and (char in ',;' or _needs_quotes.match(char)):
            escaped.append('\\%03o' % ord(char))
        else:
            escaped.append(char)
    return '"' + ''.join(escaped) + '"'


def _unquote(str):
    """The reverse of _quote."""
    if str is None or len(str) < 2 or str[0] != '"' or str[-1] != '"':
        return str
    return re.sub(r'\\(?:([0-3][0-7][0-7])|(.))', lambda found: chr(int(found[1], 8)) if found[1] else found[2], str[1:-1])


def _getdate(future=0):
    """The date in some seconds, as a cookie has it."""
    from email.utils import _days, _months
    from time import gmtime, time
    when = gmtime(time() + future)
    return '%s, %02d %3s %4d %02d:%02d:%02d GMT' % (_days[when[6]], when[2], _months[when[1] - 1], when[0], *when[3:6])


class Morsel(dict):
    """A cookie: key, value, the value in its written form, and attributes as items of the dictionary."""

    _reserved = {'expires': 'expires', 'path': 'Path', 'comment': 'Comment', 'domain': 'Domain', 'max-age': 'Max-Age',
                 'secure': 'Secure', 'httponly': 'HttpOnly', 'version': 'Version', 'samesite': 'SameSite',
                 'partitioned': 'Partitioned'}
    _reserved_defaults = dict.fromkeys(_reserved, '')
    _flags = {'httponly', 'partitioned', 'secure'}

    def __init__(self):
        self._take(None, None, None)
        super().update(self._reserved_defaults)

    def _take(self, key, value, coded):
        self._key, self._value, self._coded_value = key, value, coded

    def _identity(self):
        return self._key, self._value, self._coded_value

    key = property(lambda self: self._key)
    value = property(lambda self: self._value)
    coded_value = property(lambda self: self._coded_value)

    @classmethod
    def _attribute(cls, name, value):
        """The lower-case name of an attribute, once name and value are known to be possible."""
        lowered = name.lower()
        if lowered not in cls._reserved:
            raise CookieError(f'Invalid attribute {lowered!r}')
        _refuse_control_characters(lowered, value)
        return lowered

    def __setitem__(self, K, V):
        super().__setitem__(self._attribute(K, V), V)

    def setdefault(self, key, val=None):
        return super().setdefault(self._attribute(key, val), val)

    def update(self, values):
        super().update({self._attribute(name, value): value for name, value in dict(values).items()})

    def __ior__(self, values):
        self.update(values)
        return self

    def __eq__(self, morsel):
        if isinstance(morsel, Morsel):
            return self._identity() == morsel._identity() and dict.__eq__(self, morsel)
        return NotImplemented

    __ne__ = object.__ne__

    def copy(self):
        twin = Morsel()
        dict.update(twin, self)
        vars(twin).update(vars(self))
        return twin

    def isReservedKey(self, K):
        lowered = K.lower()
        return lowered in self._reserved

    def set(self, key, val, coded_val):
        """Set key, value and the value's written form."""
        if self.isReservedKey(key):
            raise CookieError(f'Attempt to set a reserved key {key!r}')
        if _legal_key.fullmatch(key) is None:
            raise CookieError(f'Illegal key {key!r}')
        _refuse_control_characters(key, val, coded_val)
        self._take(key, val, coded_val)

    def __getstate__(self):
        return dict(zip(('key', 'value', 'coded_value'), self._identity()))

    def __setstate__(self, state):
        parts = [state[name] for name in ('key', 'value', 'coded_value')]
        _refuse_control_characters(*parts)
        self._take(*parts)

    def output(self, attrs=None, header='Set-Cookie:'):
        """The cookie as a header."""
        return f'{header} {self.OutputString(attrs)}'

    __str__ = output

    def __repr__(self):
        return f'<{self.__class__.__name__}: {self.OutputString()}>'

    def js_output(self, attrs=None):
        """The cookie as a script in a page."""
        from urllib.parse import quote
        text = quote(self.OutputString(attrs), safe='')
        return ('\n        <script type="text/javascript">\n        <!-- begin hiding\n        document.cookie = decodeURIComponent("%s");\n'
                '        // end hiding -->\n        </script>\n        ' % text)

    def OutputString(self, attrs=None):
        """The value of the header, with the attributes in attrs (None: all)."""
        parts = [f'{self.key}={self.coded_value}']
        wanted = self._reserved if attrs is None else attrs
        for key, value in sorted(self.items()):
            if value == '' or key not in wanted:
                continue
            name = self._reserved[key]
            if key == 'expires' and isinstance(value, int):
                parts.append(f'{name}={_getdate(value)}')
            elif key == 'max-age' and isinstance(value, int):
                parts.append('%s=%d' % (name, value))
            elif key == 'comment' and isinstance(value, str):
                parts.append(f'{name}={_quote(value)}')
            elif key in self._flags:
                if value:
                    parts.append(name)
            else:
                parts.append(f'{name}={value}')
        return '; '.join(parts)

    __class_getitem__ = classmethod(types.GenericAlias)


_pair = re.compile(r"""
    \s*
    (?P<key>[\w!\#%&'~_`><@,:/$*+\-.^|)(?}{=]+?)
    (?:\s*=\s*
       (?P<value>"(?:[^\\"]|\\.)*"                                                             # in quotes
         |(?:[A-Z][a-z]{2,8},\s)?(?:\d{1,2}[\s-]\w{3}[\s-]\d{2,4}|\w{3}\s\d{1,2}\s\d{4})\s[\d:]{8}(?:\sGMT)?  # a date
         |\w{3},\s[\w\d\s-]{9,11}\s[\d:]{8}\sGMT
         |[\w!\#%&'~_`><@,:/$*+\-.^|)(?}{=\[\]]*)                                                # a word
    )?
    \s*(?:\s+|;|$)
    """, re.ASCII | re.VERBOSE)


class BaseCookie(dict):
    """Morsels by key; items that aren't morsels become some."""

    def value_decode(self, val):
        """(value, written form) of a value in a header."""
        return val, val

    def value_encode(self, val):
        """(value, written form) of a value in a program."""
        text = str(val)
        return text, text

    def __init__(self, input=None):
        if input:
            self.load(input)

    def _put(self, key, real, coded):
        morsel = self.get(key, Morsel())
        morsel.set(key, real, coded)
        super().__setitem__(key, morsel)

    def __setitem__(self, key, value):
        if not isinstance(value, Morsel):
            self._put(key, *self.value_encode(value))
            return
        super().__setitem__(key, value)

    def output(self, attrs=None, header='Set-Cookie:', sep='\r\n'):
        """All cookies as headers."""
        lines = []
        for _, morsel in sorted(self.items()):
            line = morsel.output(attrs, header)
            if _has_control_character(line):
                raise CookieError('Control characters are not allowed in cookies')
            lines.append(line)
        return sep.join(lines)

    __str__ = output

    def __repr__(self):
        pairs = [f'{key}={morsel.value!r}' for key, morsel in sorted(self.items())]
        return f'<{self.__class__.__name__}: {" ".join(pairs)}>'

    def js_output(self, attrs=None):
        scripts = []
        for _, morsel in sorted(self.items()):
            if _has_control_character(morsel.OutputString(attrs)):
                raise CookieError('Control characters are not allowed in cookies')
            scripts.append(morsel.js_output(attrs))
        return ''.join(scripts)

    def load(self, rawdata):
        """Take cookies from a header or from a dictionary."""
        if not isinstance(rawdata, str):
            for name in rawdata:
                self[name] = rawdata[name]
            return
        self._read(rawdata)

    def _read(self, text):
        found, at, seen = [], 0, False
        while 0 <= at < len(text):
            match = _pair.match(text, at)
            if not match:
                break
            key, value, at = match['key'], match['value'], match.end()
            if key[0] == '$':
                if seen:
                    found.append((key[1:], value, True))
            elif key.lower() in Morsel._reserved:
                if not seen:
                    return
                if value is None:
                    if key.lower() not in Morsel._flags:
                        return
                    found.append((key, True, True))
                else:
                    found.append((key, _unquote(value), True))
            elif value is not None:
                found.append((key, self.value_decode(value), False))
                seen = True
            else:
                return
        morsel = None
        for key, value, attribute in found:
            if attribute:
                morsel[key] = value
            else:
                self._put(key, *value)
                morsel = self[key]


class SimpleCookie(BaseCookie):
    """Cookies whose values are strings, quoted where they have to be."""

    def value_decode(self, val):
        return _unquote(val), val

    def value_encode(self, val):
        text = str(val)
        return text, _quote(text)
