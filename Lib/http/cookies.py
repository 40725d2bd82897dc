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
    _flags = {'secure', 'httponly', 'partitioned'}

    def __init__(self):
        self._key = self._value = self._coded_value = None
        dict.update(self, self._reserved_defaults)

    @property
    def key(self):
        return self._key

    @property
    def value(self):
        return self._value

    @property
    def coded_value(self):
        return self._coded_value

    def __setitem__(self, K, V):
        K = K.lower()
        if K not in self._reserved:
            raise CookieError('Invalid attribute %r' % (K,))
        if _has_control_character(K, V):
            raise CookieError(f'Control characters are not allowed in cookies {K!r} {V!r}')
        dict.__setitem__(self, K, V)

    def setdefault(self, key, val=None):
        key = key.lower()
        if key not in self._reserved:
            raise CookieError('Invalid attribute %r' % (key,))
        if _has_control_character(key, val):
            raise CookieError('Control characters are not allowed in cookies %r %r' % (key, val))
        return dict.setdefault(self, key, val)

    def __eq__(self, morsel):
        if not isinstance(morsel, Morsel):
            return NotImplemented
        return dict.__eq__(self, morsel) and (self._key, self._value, self._coded_value) == (
            morsel._key, morsel._value, morsel._coded_value)

    __ne__ = object.__ne__

    def copy(self):
        morsel = Morsel()
        dict.update(morsel, self)
        morsel.__dict__.update(self.__dict__)
        return morsel

    def update(self, values):
        data = {}
        for key, value in dict(values).items():
            key = key.lower()
            if key not in self._reserved:
                raise CookieError('Invalid attribute %r' % (key,))
            if _has_control_character(key, value):
                raise CookieError(f'Control characters are not allowed in cookies {key!r} {value!r}')
            data[key] = value
        dict.update(self, data)

    def __ior__(self, values):
        self.update(values)
        return self

    def isReservedKey(self, K):
        return K.lower() in self._reserved

    def set(self, key, val, coded_val):
        """Set key, value and the value's written form."""
        if key.lower() in self._reserved:
            raise CookieError('Attempt to set a reserved key %r' % (key,))
        if not _legal_key.fullmatch(key):
            raise CookieError('Illegal key %r' % (key,))
        if _has_control_character(key, val, coded_val):
            raise CookieError('Control characters are not allowed in cookies %r %r %r' % (key, val, coded_val))
        self._key, self._value, self._coded_value = key, val, coded_val

    def __getstate__(self):
        return {'key': self._key, 'value': self._value, 'coded_value': self._coded_value}

    def __setstate__(self, state):
        key, value, coded = state['key'], state['value'], state['coded_value']
        if _has_control_character(key, value, coded):
            raise CookieError(f'Control characters are not allowed in cookies {key!r} {value!r} {coded!r}')
        self._key, self._value, self._coded_value = key, value, coded

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
        dict.__setitem__(self, key, morsel)

    def __setitem__(self, key, value):
        if isinstance(value, Morsel):
            dict.__setitem__(self, key, value)
        else:
            self._put(key, *self.value_encode(value))

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
        return ''.join([morsel.js_output(attrs) for _, morsel in sorted(self.items())])

    def load(self, rawdata):
        """Take cookies from a header or from a dictionary."""
        if isinstance(rawdata, str):
            self._read(rawdata)
        else:
            for key, value in rawdata.items():
                self[key] = value

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
