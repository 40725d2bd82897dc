"""The decoder: text to values."""

from . import scanner

try:
    from _json import scanstring as c_scanstring
except ImportError:
    c_scanstring = None

__all__ = ['JSONDecoder', 'JSONDecodeError']

NaN, PosInf, NegInf = float('nan'), float('inf'), float('-inf')
_CONSTANTS = {'NaN': NaN, 'Infinity': PosInf, '-Infinity': NegInf}
_escapes = dict(zip('"\\/bfnrt', '"\\/\b\f\n\r\t'))
_digits = frozenset('0123456789abcdefABCDEF')


class JSONDecodeError(ValueError):
    """Text that isn't JSON. msg says why; doc is the text, pos, lineno and colno the place."""

    def __init__(self, msg, doc, pos):
        self.msg, self.doc, self.pos = msg, doc, pos
        self.lineno = doc.count('\n', 0, pos) + 1
        self.colno = pos - doc.rfind('\n', 0, pos)
        super().__init__(f'{msg}: line {self.lineno} column {self.colno} (char {pos})')

    def __reduce__(self):
        return type(self), (self.msg, self.doc, self.pos)


def _four_digits(s, start):
    digits = s[start:start + 4]
    if len(digits) != 4 or not _digits.issuperset(digits):
        raise JSONDecodeError('Invalid \\uXXXX escape', s, start - 1)
    return int(digits, 16)


def py_scanstring(s, end, strict=True):
    """Return the string whose first quote is in front of end, and the place behind its last one."""
    parts, begin, at = [], end - 1, end
    while True:
        start = at
        while at < len(s) and s[at] not in '"\\' and s[at] >= ' ':
            at += 1
        parts.append(s[start:at])
        if at >= len(s):
            raise JSONDecodeError('Unterminated string starting at', s, begin)
        c = s[at]
        at += 1
        if c == '"':
            return ''.join(parts), at
        if c != '\\':
            if strict:
                raise JSONDecodeError(f'Invalid control character {c!r} at', s, at - 1)
            parts.append(c)
            continue
        if at >= len(s):
            raise JSONDecodeError('Unterminated string starting at', s, begin)
        c = s[at]
        if c != 'u':
            if c not in _escapes:
                raise JSONDecodeError(f'Invalid \\escape: {c!r}', s, at)
            parts.append(_escapes[c])
            at += 1
            continue
        code = _four_digits(s, at + 1)
        at += 5
        if 0xD800 <= code < 0xDC00 and s.startswith('\\u', at):
            low = _four_digits(s, at + 2)
            if 0xDC00 <= low < 0xE000:
                code = 0x10000 + ((code - 0xD800) << 10 | low - 0xDC00)
                at += 6
        parts.append(chr(code))


scanstring = c_scanstring or py_scanstring


def _behind_space(s, at):
    while at < len(s) and s[at] in ' \t\n\r':
        at += 1
    return at


def JSONObject(s_and_end, strict, scan_once, object_hook, object_pairs_hook, memo=None):
    """Return the object whose brace is in front of the place, and the place behind it."""
    s, at = s_and_end
    memo = {} if memo is None else memo
    pairs = []
    at = _behind_space(s, at)
    closed = s[at:at + 1] == '}'
    while not closed:
        if s[at:at + 1] != '"':
            raise JSONDecodeError('Expecting property name enclosed in double quotes', s, at)
        key, at = scanstring(s, at + 1, strict)
        at = _behind_space(s, at)
        if s[at:at + 1] != ':':
            raise JSONDecodeError("Expecting ':' delimiter", s, at)
        value, at = _value(s, _behind_space(s, at + 1), scan_once)
        pairs.append((memo.setdefault(key, key), value))
        at = _behind_space(s, at)
        closed = s[at:at + 1] == '}'
        if not closed:
            if s[at:at + 1] != ',':
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            comma, at = at, _behind_space(s, at + 1)
            if s[at:at + 1] == '}':
                raise JSONDecodeError('Illegal trailing comma before end of object', s, comma)
    at += 1
    if object_pairs_hook is not None:
        return object_pairs_hook(pairs), at
    result = dict(pairs)
    return (result if object_hook is None else object_hook(result)), at


def _value(s, at, scan_once):
    try:
        return scan_once(s, at)
    except StopIteration as stop:
        raise JSONDecodeError('Expecting value', s, stop.value) from None


def JSONArray(s_and_end, scan_once):
    """Return the list whose bracket is in front of the place, and the place behind it."""
    s, at = s_and_end
    values = []
    at = _behind_space(s, at)
    if s[at:at + 1] == ']':
        return values, at + 1
    while True:
        value, at = _value(s, at, scan_once)
        values.append(value)
        at = _behind_space(s, at)
        c = s[at:at + 1]
        if c == ']':
            return values, at + 1
        if c != ',':
            raise JSONDecodeError("Expecting ',' delimiter", s, at)
        comma, at = at, _behind_space(s, at + 1)
        if s[at:at + 1] == ']':
            raise JSONDecodeError('Illegal trailing comma before end of array', s, comma)


class JSONDecoder:
    """Turns JSON to Python values: object to dict, array to list, string to str, number to int or float, true to True,
    false to False, null to None."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        """Make a decoder.

        object_hook gets each object as a dict, object_pairs_hook as a list of pairs; what they return is used in its
        place. parse_float, parse_int and parse_constant (for NaN and the infinities) get the text. strict refuses
        control characters in strings.
        """
        self.object_hook, self.object_pairs_hook = object_hook, object_pairs_hook
        self.parse_float, self.parse_int = parse_float or float, parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        self.strict = strict
        self.parse_object, self.parse_array, self.parse_string = JSONObject, JSONArray, scanstring
        self.memo = {}
        self.scan_once = scanner.make_scanner(self)

    def decode(self, s):
        """Return the value of a string that holds one document."""
        value, end = self.raw_decode(s, idx=_behind_space(s, 0))
        end = _behind_space(s, end)
        if end != len(s):
            raise JSONDecodeError('Extra data', s, end)
        return value

    def raw_decode(self, s, idx=0):
        """Return the value that begins at the place, and the place behind it."""
        if idx < 0:
            raise ValueError('idx cannot be negative')
        return _value(s, idx, self.scan_once)
