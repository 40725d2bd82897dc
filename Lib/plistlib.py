"""Property lists of Apple's systems, as XML and binary."""

import enum
import itertools
import re
from io import BytesIO
from struct import pack, unpack

__all__ = ['InvalidFileException', 'FMT_XML', 'FMT_BINARY', 'load', 'dump', 'loads', 'dumps', 'UID']

PlistFormat = enum.Enum('PlistFormat', 'FMT_XML FMT_BINARY', module=__name__)
globals().update(PlistFormat.__members__)


class UID:
    """A reference, in archives of objects."""

    def __init__(self, data):
        if not isinstance(data, int):
            raise TypeError('data must be an int')
        if data >= 1 << 64:
            raise ValueError('UIDs cannot be >= 2**64')
        if data < 0:
            raise ValueError('UIDs must be positive')
        self.data = data

    def __index__(self):
        return self.data

    def __repr__(self):
        return f'{type(self).__name__}({self.data!r})'

    def __reduce__(self):
        return type(self), (self.data,)

    def __eq__(self, other):
        return self.data == other.data if isinstance(other, UID) else NotImplemented

    def __hash__(self):
        return hash(self.data)


class InvalidFileException(ValueError):
    """A file that is no property list."""

    def __init__(self, message='Invalid file'):
        super().__init__(message)


# ---- XML

_header = b'''<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
'''
_controls = re.compile('[\0-\x08\x0b\x0c\x0e-\x1f]')
_date = re.compile(r'(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d))?)?)?)?)?Z', re.ASCII)


def _escaped(text):
    if match := _controls.search(text):
        raise ValueError("strings can't contain control characters; use bytes instead")
    text = text.replace('\r\n', '\n').replace('\r', '\n')
    return text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')


class _XMLReader:
    """Builds the value from what the parser finds."""

    def __init__(self, dict_type, aware_datetime):
        self.dict_type, self.aware = dict_type, aware_datetime
        self.stack, self.key, self.root, self.text = [], None, None, []

    def parse(self, file):
        from xml.parsers.expat import ParserCreate
        self.parser = parser = ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.CharacterDataHandler, parser.EntityDeclHandler = self.text_add, self.entity
        parser.ParseFile(file)
        return self.root

    def text_add(self, data):
        self.text.append(data)

    def entity(self, *args):
        raise InvalidFileException('XML entity declarations are not supported in plist files')

    def start(self, name, attributes):
        self.text = []
        if name == 'dict':
            self.push(self.dict_type())
        elif name == 'array':
            self.push([])

    def push(self, container):
        self.add(container)
        self.stack.append(container)

    def wrong(self, what):
        return ValueError(f'{what} at line {self.parser.CurrentLineNumber}')

    def add(self, value):
        if self.key is not None:
            if not isinstance(self.stack[-1], self.dict_type) and type(self.stack[-1]) is list:
                raise self.wrong('unexpected element')
            self.stack[-1][self.key] = value
            self.key = None
        elif not self.stack:
            self.root = value
        elif type(self.stack[-1]) is list:
            self.stack[-1].append(value)
        else:
            raise self.wrong('unexpected element')

    def end(self, name):
        text, self.text = ''.join(self.text), []
        if name == 'dict':
            if self.key:
                raise self.wrong(f"missing value for key '{self.key}'")
            self.stack.pop()
        elif name == 'array':
            self.stack.pop()
        elif name == 'key':
            if self.key or not self.stack or type(self.stack[-1]) is list and self.dict_type is not list:
                raise self.wrong('unexpected key')
            self.key = text
        elif name == 'string':
            self.add(text)
        elif name in ('true', 'false'):
            self.add(name == 'true')
        elif name == 'integer':
            negative = text.lstrip('+-')
            self.add(int(text, 16) if negative[:2].lower() == '0x' else int(text))
        elif name == 'real':
            self.add(float(text))
        elif name == 'data':
            from binascii import a2b_base64
            self.add(a2b_base64(text.encode('utf-8')))
        elif name == 'date':
            self.add(self.moment(text))

    def moment(self, text):
        import datetime
        parts = [int(part) for part in _date.match(text).groups() if part is not None]
        return datetime.datetime(*parts, tzinfo=datetime.UTC) if self.aware else datetime.datetime(*parts)


class _XMLWriter:
    """Writes a value as XML."""

    def __init__(self, file, sort_keys, skipkeys, aware_datetime):
        self.file, self.sort_keys, self.skipkeys, self.aware = file, sort_keys, skipkeys, aware_datetime
        self.level = 0

    def line(self, text):
        self.file.write(b'\t' * self.level + text.encode('utf-8') + b'\n')

    def element(self, name, text):
        self.line(f'<{name}>{_escaped(text)}</{name}>')

    def document(self, value):
        self.file.write(_header)
        self.file.write(b'<plist version="1.0">\n')
        self.value(value)
        self.file.write(b'</plist>\n')

    def value(self, value):
        if isinstance(value, str):
            self.element('string', value)
        elif value is True or value is False:
            self.line('<true/>' if value else '<false/>')
        elif isinstance(value, int):
            if not -1 << 63 <= value < 1 << 64:
                raise OverflowError(value)
            self.element('integer', f'{value}')
        elif isinstance(value, float):
            self.element('real', repr(value))
        elif isinstance(value, dict):
            self.mapping(value)
        elif isinstance(value, (bytes, bytearray)):
            self.data(value)
        elif _is_moment(value):
            if self.aware:
                import datetime
                value = value.astimezone(datetime.UTC)
            self.element('date', f'{value:%Y-%m-%dT%H:%M:%SZ}'.rjust(20, '0'))
        elif isinstance(value, (tuple, list)):
            self.sequence(value)
        else:
            raise TypeError(f'unsupported type: {type(value)}')

    def data(self, data):
        from binascii import b2a_base64
        self.line('<data>')
        width = max(16, 76 - len((b'\t' * self.level).expandtabs()))
        step = width // 4 * 3
        for at in range(0, len(data), step):
            self.line(b2a_base64(data[at:at + step], newline=False).decode())
        self.line('</data>')

    def mapping(self, value):
        if not value:
            self.line('<dict/>')
            return
        self.line('<dict>')
        self.level += 1
        for key, each in _pairs(value, self):
            self.element('key', key)
            self.value(each)
        self.level -= 1
        self.line('</dict>')

    def sequence(self, value):
        if not value:
            self.line('<array/>')
            return
        self.line('<array>')
        self.level += 1
        for each in value:
            self.value(each)
        self.level -= 1
        self.line('</array>')


def _pairs(value, settings):
    # The items of a dict that can be written, in the order in which they are.
    items = value.items()
    if settings.skipkeys:
        items = [(key, each) for key, each in items if isinstance(key, str)]
    if settings.sort_keys:
        items = sorted(items)
    for key, _each in items:
        if not isinstance(key, str):
            raise TypeError('keys must be strings')
    return list(items)


def _is_moment(value):
    import sys
    module = sys.modules.get('datetime')
    return module is not None and isinstance(value, module.datetime)


# ---- binary

_undefined = object()


class _BinaryReader:
    """Reads the binary form: objects that refer to each other by number, and a table of where they are."""

    def __init__(self, dict_type, aware_datetime):
        self.dict_type, self.aware = dict_type, aware_datetime

    def parse(self, file):
        try:
            self.file = file
            file.seek(-32, 2)
            trailer = file.read(32)
            if len(trailer) != 32:
                raise InvalidFileException()
            offset_size, self.ref_size, count, top, table = unpack('>6xBBQQQ', trailer)
            file.seek(table)
            self.offsets = self.numbers(count, offset_size)
            self.objects = [_undefined] * len(self.offsets)
            return self.object(top)
        except (OSError, IndexError, OverflowError, ValueError) as error:
            if isinstance(error, InvalidFileException):
                raise
            raise InvalidFileException() from error
        except Exception as error:
            if type(error).__name__ == 'error':
                raise InvalidFileException() from error
            raise

    def exactly(self, size):
        # A forged size shall not take all memory.
        data = self.file.read(min(size, 1 << 20))
        while len(data) < size:
            more = self.file.read(min(size - len(data), len(data)))
            if not more:
                raise InvalidFileException()
            data += more
        return data

    def numbers(self, count, size):
        if size == 0:
            raise InvalidFileException()
        data = self.exactly(count * size)
        return [int.from_bytes(data[at:at + size]) for at in range(0, len(data), size)]

    def size(self, low):
        if low != 15:
            return low
        kind = self.exactly(1)[0] & 3
        return int.from_bytes(self.exactly(1 << kind))

    def object(self, number):
        known = self.objects[number]
        if known is not _undefined:
            return known
        self.file.seek(self.offsets[number])
        token = self.exactly(1)[0]
        high, low = token >> 4, token & 15
        if high == 0:
            simple = {0: None, 8: False, 9: True, 15: b''}
            if low not in simple:
                raise InvalidFileException()
            value = simple[low]
        elif high == 1:
            value = int.from_bytes(self.exactly(1 << low), signed=low >= 3)
        elif token == 0x22:
            value = unpack('>f', self.exactly(4))[0]
        elif token == 0x23:
            value = unpack('>d', self.exactly(8))[0]
        elif token == 0x33:
            import datetime
            start = datetime.datetime(2001, 1, 1, tzinfo=datetime.UTC if self.aware else None)
            value = start + datetime.timedelta(seconds=unpack('>d', self.exactly(8))[0])
        elif high == 4:
            value = self.exactly(self.size(low))
        elif high == 5:
            value = self.exactly(self.size(low)).decode('ascii')
        elif high == 6:
            value = self.exactly(self.size(low) * 2).decode('utf-16be')
        elif high == 8:
            value = UID(int.from_bytes(self.exactly(1 + low)))
        elif high == 10:
            references = self.numbers(self.size(low), self.ref_size) if low else []
            value = []
            self.objects[number] = value
            value.extend(self.object(each) for each in references)
        elif high == 13:
            count = self.size(low)
            keys = self.numbers(count, self.ref_size) if count else []
            values = self.numbers(count, self.ref_size) if count else []
            value = self.dict_type()
            self.objects[number] = value
            try:
                for key, each in zip(keys, values):
                    value[self.object(key)] = self.object(each)
            except TypeError:
                raise InvalidFileException() from None
        else:
            raise InvalidFileException()
        self.objects[number] = value
        return value


def _bytes_for(count):
    return 1 if count < 1 << 8 else 2 if count < 1 << 16 else 4 if count < 1 << 32 else 8


class _BinaryWriter:
    """Writes the binary form."""

    def __init__(self, file, sort_keys, skipkeys, aware_datetime):
        self.file, self.sort_keys, self.skipkeys, self.aware = file, sort_keys, skipkeys, aware_datetime

    def document(self, value):
        # Equal scalars are one object.
        self.objects, self.scalars, self.containers = [], {}, {}
        self.collect(value)
        count = len(self.objects)
        self.ref_size = _bytes_for(count)
        offsets = [0] * count
        self.file.write(b'bplist00')
        for number, each in enumerate(self.objects):
            offsets[number] = self.file.tell()
            self.write(each)
        table = self.file.tell()
        size = _bytes_for(table)
        self.file.write(b''.join([offset.to_bytes(size) for offset in offsets]))
        self.file.write(pack('>5xBBBQQQ', 0, size, self.ref_size, count, self.number(value), table))

    def is_scalar(self, value):
        return isinstance(value, (str, int, float, bytes)) or _is_moment(value)

    def number(self, value):
        return self.scalars[type(value), value] if self.is_scalar(value) else self.containers[id(value)]

    def collect(self, value):
        table, key = (self.scalars, (type(value), value)) if self.is_scalar(value) else (self.containers, id(value))
        if key in table:
            return
        table[key] = len(self.objects)
        self.objects.append(value)
        if isinstance(value, dict):
            keys, values = [], []
            for key, each in _pairs(value, self):
                keys.append(key)
                values.append(each)
            for each in itertools.chain(keys, values):
                self.collect(each)
        elif isinstance(value, (list, tuple)):
            for each in value:
                self.collect(each)

    def head(self, kind, size):
        if size < 15:
            self.file.write(bytes([kind | size]))
        else:
            width = _bytes_for(size)
            self.file.write(bytes([kind | 15, 0x10 | width.bit_length() - 1]) + size.to_bytes(width))

    def references(self, values):
        self.file.write(b''.join([self.number(each).to_bytes(self.ref_size) for each in values]))

    def write(self, value):
        put = self.file.write
        if value is None or value is False or value is True:
            put({None: b'\0', False: b'\x08', True: b'\x09'}[value])
        elif isinstance(value, UID):
            width = _bytes_for(value.data)
            put(bytes([0x80 | width - 1]) + value.data.to_bytes(width))
        elif isinstance(value, int):
            if value < 0:
                try:
                    put(pack('>Bq', 0x13, value))
                except Exception:
                    raise OverflowError(value) from None
            elif value < 1 << 63:
                width = _bytes_for(value)
                put(bytes([0x10 | width.bit_length() - 1]) + value.to_bytes(width))
            elif value < 1 << 64:
                put(b'\x14' + value.to_bytes(16, signed=True))
            else:
                raise OverflowError(value)
        elif isinstance(value, float):
            put(pack('>Bd', 0x23, value))
        elif _is_moment(value):
            import datetime
            start = datetime.datetime(2001, 1, 1, tzinfo=datetime.UTC if self.aware else None)
            if self.aware:
                value = value.astimezone(datetime.UTC)
            put(pack('>Bd', 0x33, (value - start).total_seconds()))
        elif isinstance(value, (bytes, bytearray)):
            self.head(0x40, len(value))
            put(value)
        elif isinstance(value, str):
            try:
                data = value.encode('ascii')
                self.head(0x50, len(data))
            except UnicodeEncodeError:
                data = value.encode('utf-16be')
                self.head(0x60, len(data) // 2)
            put(data)
        elif isinstance(value, (list, tuple)):
            self.head(0xA0, len(value))
            self.references(value)
        elif isinstance(value, dict):
            items = _pairs(value, self)
            self.head(0xD0, len(items))
            self.references([key for key, _each in items])
            self.references([each for _key, each in items])
        else:
            raise TypeError(value)


# ---- functions


def _is_xml(start):
    if start.startswith((b'<?xml', b'<plist')):
        return True
    return any(start[len(mark):].startswith(word.encode(encoding)) for mark, encoding in (
        (b'\xef\xbb\xbf', 'utf-8'), (b'\xfe\xff', 'utf-16-be'), (b'\xff\xfe', 'utf-16-le'),
        (b'\0\0\xfe\xff', 'utf-32-be'), (b'\xff\xfe\0\0', 'utf-32-le'))
        if start.startswith(mark) for word in ('<?xml', '<plist'))


def load(fp, *, fmt=None, dict_type=dict, aware_datetime=False):
    """Read a property list from a file that is open for reading bytes. fmt: its form, found out by default.
    aware_datetime: dates have a time zone, UTC."""
    if fmt is None:
        start = fp.read(32)
        fp.seek(0)
        if start.startswith(b'bplist00'):
            fmt = FMT_BINARY
        elif _is_xml(start):
            fmt = FMT_XML
        else:
            raise InvalidFileException()
    reader = _XMLReader if fmt is FMT_XML else _BinaryReader
    return reader(dict_type, aware_datetime).parse(fp)


def loads(value, *, fmt=None, dict_type=dict, aware_datetime=False):
    """Return the value of a property list in bytes, or in a str if it is XML. The settings are those of load."""
    if isinstance(value, str):
        if fmt == FMT_BINARY:
            raise TypeError('value must be bytes-like object when fmt is FMT_BINARY')
        value = value.encode()
    return load(BytesIO(value), fmt=fmt, dict_type=dict_type, aware_datetime=aware_datetime)


def dump(value, fp, *, fmt=FMT_XML, sort_keys=True, skipkeys=False, aware_datetime=False):
    """Write a value as a property list to a file that is open for writing bytes."""
    if fmt not in (FMT_XML, FMT_BINARY):
        raise ValueError(f'Unsupported format: {fmt!r}')
    writer = _XMLWriter if fmt is FMT_XML else _BinaryWriter
    writer(fp, sort_keys, skipkeys, aware_datetime).document(value)


def dumps(value, *, fmt=FMT_XML, skipkeys=False, sort_keys=True, aware_datetime=False):
    """Return a value as a property list in bytes."""
    stream = BytesIO()
    dump(value, stream, fmt=fmt, skipkeys=skipkeys, sort_keys=sort_keys, aware_datetime=aware_datetime)
    return stream.getvalue()
