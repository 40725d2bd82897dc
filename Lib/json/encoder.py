"""The encoder: values to text."""

try:
    from _json import encode_basestring_ascii as c_encode_basestring_ascii
except ImportError:
    c_encode_basestring_ascii = None
try:
    from _json import encode_basestring as c_encode_basestring
except ImportError:
    c_encode_basestring = None
try:
    from _json import make_encoder as c_make_encoder
except ImportError:
    c_make_encoder = None

INFINITY = float('inf')
ESCAPE_DCT = {chr(code): f'\\u{code:04x}' for code in range(32)} | {
    '\\': '\\\\', '"': '\\"', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t'}
_escape_table = str.maketrans(ESCAPE_DCT)

# What is escaped, as patterns; programs use them, this module doesn't.
_patterns = {'ESCAPE': r'[\x00-\x1f\\"\b\f\n\r\t]', 'ESCAPE_ASCII': r'([\\"]|[^\ -~])', 'HAS_UTF8': b'[\x80-\xff]'}


def __getattr__(name):
    if name not in _patterns:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    import re
    return re.compile(_patterns[name])


def py_encode_basestring(s):
    """Return a string in quotes, with escapes where they must be."""
    return f'"{str.translate(s, _escape_table)}"'


def _ascii(c):
    code = ord(c)
    if code < 0x10000:
        return f'\\u{code:04x}'
    code -= 0x10000
    return f'\\u{0xD800 | code >> 10:04x}\\u{0xDC00 | code & 0x3FF:04x}'


def py_encode_basestring_ascii(s):
    """Return a string in quotes and in ASCII."""
    text = str.translate(s, _escape_table)
    if not text.isascii() or '\x7f' in text:
        text = ''.join([c if c < '\x7f' else _ascii(c) for c in text])
    return f'"{text}"'


encode_basestring = c_encode_basestring or py_encode_basestring
encode_basestring_ascii = c_encode_basestring_ascii or py_encode_basestring_ascii


class JSONEncoder:
    """Turns Python values to JSON: dict to object, list and tuple to array, str to string, int and float to number, True
    to true, False to false, None to null. Subclasses may define default for other objects."""

    item_separator = ', '
    key_separator = ': '

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        """Make an encoder.

        skipkeys: leave out items whose keys can't be, else that is a TypeError. ensure_ascii: escape all other
        characters. check_circular: watch for containers in themselves. allow_nan: write NaN and the infinities.
        sort_keys: order objects. indent: a number of spaces or a string for each level, on lines of their own.
        separators: the item and the key separator. default: a function for objects of other types.
        """
        self.skipkeys, self.ensure_ascii, self.check_circular = skipkeys, ensure_ascii, check_circular
        self.allow_nan, self.sort_keys, self.indent = allow_nan, sort_keys, indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default

    def default(self, o):
        """Return something that can be encoded in place of an object. This one raises TypeError."""
        raise TypeError(f'Object of type {type(o).__name__} is not JSON serializable')

    def encode(self, o):
        """Return a value as a string.

        >>> from json.encoder import JSONEncoder
        >>> JSONEncoder().encode({'gopher': [1, None, True]})
        '{"gopher": [1, null, true]}'
        """
        if isinstance(o, str):
            return (encode_basestring_ascii if self.ensure_ascii else encode_basestring)(o)
        return ''.join(self.iterencode(o, _one_shot=True))

    def iterencode(self, o, _one_shot=False):
        """Return an iterator of strings that make up the text of a value."""
        markers = {} if self.check_circular else None
        string = encode_basestring_ascii if self.ensure_ascii else encode_basestring
        if _one_shot and c_make_encoder is not None:
            encode = c_make_encoder(markers, self.default, string, _unit(self.indent), self.key_separator,
                                    self.item_separator, self.sort_keys, self.skipkeys, self.allow_nan)
            return encode(o, 0)
        return _Writer(self, markers, string).value(o, 0)


def _unit(indent):
    # What lines are indented by at each level: a number stands for so many spaces.
    return indent if indent is None or isinstance(indent, str) else ' ' * indent


class _Writer:
    """One run of an encoder."""

    def __init__(self, settings, markers, string):
        self.settings, self.markers, self.string = settings, markers, string
        self.indent = _unit(settings.indent)

    def number(self, x):
        if x != x:
            text = 'NaN'
        elif x == INFINITY:
            text = 'Infinity'
        elif x == -INFINITY:
            text = '-Infinity'
        else:
            return float.__repr__(x)
        if not self.settings.allow_nan:
            raise ValueError(f'Out of range float values are not JSON compliant: {x!r}')
        return text

    def simple(self, o):
        # The text of what is no container, None for others.
        if isinstance(o, str):
            return self.string(o)
        if o is None:
            return 'null'
        if o is True:
            return 'true'
        if o is False:
            return 'false'
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self.number(o)
        return None

    def value(self, o, level):
        text = self.simple(o)
        if text is not None:
            yield text
        elif isinstance(o, (list, tuple)):
            yield from self.items(o, level, '[', ']', self.list_items) if o else ('[]',)
        elif isinstance(o, dict):
            yield from self.items(o, level, '{', '}', self.dict_items) if o else ('{}',)
        else:
            self.enter(o)
            replaced = self.settings.default(o)
            try:
                yield from self.value(replaced, level)
            except GeneratorExit:
                raise
            except BaseException as error:
                error.add_note(f'when serializing {type(o).__name__} object')
                raise
            self.leave(o)

    def enter(self, o):
        if self.markers is not None:
            if id(o) in self.markers:
                raise ValueError('Circular reference detected')
            self.markers[id(o)] = o

    def leave(self, o):
        if self.markers is not None:
            del self.markers[id(o)]

    def items(self, o, level, begin, end, of):
        self.enter(o)
        separator, first, last = self.settings.item_separator, begin, end
        if self.indent is not None:
            line = '\n' + self.indent * (level + 1)
            separator, first, last = separator + line, begin + line, '\n' + self.indent * level + end
        any_item = False
        for where, lead, value in of(o):
            lead = (separator if any_item else first) + lead
            any_item = True
            text = None
            try:
                text = self.simple(value)
                if text is not None:
                    yield lead + text
                else:
                    yield lead
                    yield from self.value(value, level + 1)
            except GeneratorExit:
                raise
            except BaseException as error:
                error.add_note(f'when serializing {type(o).__name__} item {where!r}')
                raise
        yield last if any_item else begin + end
        self.leave(o)

    def list_items(self, o):
        for number, value in enumerate(o):
            yield number, '', value

    def dict_items(self, o):
        pairs = sorted(o.items()) if self.settings.sort_keys else o.items()
        for key, value in pairs:
            if isinstance(key, str):
                name = key
            elif isinstance(key, float):
                name = self.number(key)
            elif key is None or key is True or key is False or isinstance(key, int):
                name = self.simple(key)
            elif self.settings.skipkeys:
                continue
            else:
                raise TypeError(f'keys must be str, int, float, bool or None, not {type(key).__name__}')
            yield key, self.string(name) + self.settings.key_separator, value
