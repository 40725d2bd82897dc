"""Universally unique identifiers (RFC 9562): 128 bits, made of a time, of names or of random bits."""

import os as _os
import sys as _sys
import time as _time
from enum import Enum as _Enum

try:
    from _uuid import generate_time_safe as _generate_time_safe
except ImportError:
    _generate_time_safe = None

RESERVED_NCS = 'reserved for NCS compatibility'
RFC_4122 = 'specified in RFC 4122'
RESERVED_MICROSOFT = 'reserved for Microsoft compatibility'
RESERVED_FUTURE = 'reserved for future definition'

_MOST = (1 << 128) - 1
_int, _bytes = int, bytes  # the class has attributes of these names


class SafeUUID(_Enum):
    """Whether the system vouches that no other process can make the same identifier."""
    safe = 0
    unsafe = -1
    unknown = None


def _stamped(bits, version):
    """Put version and variant in their places."""
    return bits & ~(0xF << 76 | 0x3 << 62) | version << 76 | 0x2 << 62


class UUID:
    """An identifier, made of one of hexadecimal text, bytes, bytes_le, fields or an int. It never changes."""

    __slots__ = ('int', 'is_safe', '__weakref__')

    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None, *,
                 is_safe=SafeUUID.unknown):
        if [hex, bytes, bytes_le, fields, int].count(None) != 4:
            raise TypeError('one of the hex, bytes, bytes_le, fields, or int arguments must be given')
        if hex is not None:
            digits = hex.replace('urn:', '').replace('uuid:', '').strip('{}').replace('-', '')
            if len(digits) != 32:
                raise ValueError('badly formed hexadecimal UUID string')
            int = _int(digits, 16)
        elif bytes is not None:
            if len(bytes) != 16:
                raise ValueError('bytes is not a 16-char string')
            assert isinstance(bytes, _bytes), repr(bytes)
            int = _int.from_bytes(bytes)
        elif bytes_le is not None:
            if len(bytes_le) != 16:
                raise ValueError('bytes_le is not a 16-char string')
            assert isinstance(bytes_le, _bytes), repr(bytes_le)
            int = _int.from_bytes(_swapped(bytes_le))
        elif fields is not None:
            int = _from_fields(fields)
        if not 0 <= int <= _MOST:
            raise ValueError('int is out of range (need a 128-bit value)')
        if version is not None:
            if not 1 <= version <= 8:
                raise ValueError('illegal version number')
            int = _stamped(int, version)
        object.__setattr__(self, 'int', int)
        object.__setattr__(self, 'is_safe', is_safe)

    @classmethod
    def _from_int(cls, value):
        self = cls.__new__(cls)
        object.__setattr__(self, 'int', value)
        object.__setattr__(self, 'is_safe', SafeUUID.unknown)
        return self

    def __getstate__(self):
        state = {'int': self.int}
        if self.is_safe is not SafeUUID.unknown:
            state['is_safe'] = self.is_safe.value
        return state

    def __setstate__(self, state):
        object.__setattr__(self, 'int', state['int'])
        object.__setattr__(self, 'is_safe', SafeUUID(state['is_safe']) if 'is_safe' in state else SafeUUID.unknown)

    def __setattr__(self, name, value):
        raise TypeError('UUID objects are immutable')

    def __eq__(self, other):
        return self.int == other.int if isinstance(other, UUID) else NotImplemented

    def __lt__(self, other):
        return self.int < other.int if isinstance(other, UUID) else NotImplemented

    def __gt__(self, other):
        return self.int > other.int if isinstance(other, UUID) else NotImplemented

    def __le__(self, other):
        return self.int <= other.int if isinstance(other, UUID) else NotImplemented

    def __ge__(self, other):
        return self.int >= other.int if isinstance(other, UUID) else NotImplemented

    def __hash__(self):
        return hash(self.int)

    def __int__(self):
        return self.int

    def __str__(self):
        digits = self.hex
        return '-'.join(digits[start:end] for start, end in ((0, 8), (8, 12), (12, 16), (16, 20), (20, 32)))

    def __repr__(self):
        return f'{type(self).__name__}({str(self)!r})'

    def _part(shift, size, doc):
        return property(lambda self: self.int >> shift & (1 << size) - 1, doc=doc)

    time_low = _part(96, 32, 'The first 32 bits.')
    time_mid = _part(80, 16, 'The next 16 bits.')
    time_hi_version = _part(64, 16, 'The next 16 bits, the version among them.')
    clock_seq_hi_variant = _part(56, 8, 'The next 8 bits, the variant among them.')
    clock_seq_low = _part(48, 8, 'The next 8 bits.')
    node = _part(0, 48, 'The last 48 bits.')
    clock_seq = _part(48, 14, 'The clock sequence.')
    del _part

    @property
    def bytes(self):
        """The bits as 16 bytes."""
        return self.int.to_bytes(16)

    @property
    def bytes_le(self):
        """The bits as 16 bytes, the first three fields in little-endian order."""
        return _swapped(self.bytes)

    @property
    def fields(self):
        """The six fields."""
        return (self.time_low, self.time_mid, self.time_hi_version, self.clock_seq_hi_variant, self.clock_seq_low,
                self.node)

    @property
    def hex(self):
        """The bits as 32 hexadecimal digits."""
        return f'{self.int:032x}'

    @property
    def urn(self):
        """The identifier as a URN."""
        return f'urn:uuid:{self}'

    @property
    def time(self):
        """The time: of version 6 and 1 in units of 100 ns since October 1582, of version 7 in ms since 1970."""
        high = self.time_hi_version & 0x0FFF
        if self.version == 6:
            return self.time_low << 28 | self.time_mid << 12 | high
        if self.version == 7:
            return self.int >> 80
        return high << 48 | self.time_mid << 32 | self.time_low

    @property
    def variant(self):
        """The layout of the identifier, one of the constants."""
        top = self.int >> 61 & 7
        if not top & 4:
            return RESERVED_NCS
        if not top & 2:
            return RFC_4122
        return RESERVED_FUTURE if top & 1 else RESERVED_MICROSOFT

    @property
    def version(self):
        """The version; None for other layouts than RFC 4122's."""
        return self.int >> 76 & 0xF if self.variant == RFC_4122 else None


def _swapped(data):
    return data[3::-1] + data[5:3:-1] + data[7:5:-1] + data[8:]


def _from_fields(fields):
    if len(fields) != 6:
        raise ValueError('fields is not a 6-tuple')
    total = 0
    for number, (value, size) in enumerate(zip(fields, (32, 16, 16, 8, 8, 48)), 1):
        if not 0 <= value < 1 << size:
            article = 'an' if size == 8 else 'a'
            raise ValueError(f'field {number} out of range (need {article} {size}-bit value)')
        total = total << size | value
    return total


_node = None  # of this machine, once known
_last_time = _last_time_v6 = 0
_last_time_v7, _counter_v7 = 0, 0


def getnode():
    """Return the hardware address of a network card as an int, or a random number instead."""
    global _node
    if _node is None:
        _node = _card_address() or _random_node()
    return _node


def _card_address():
    """Return the address of the first card that has a universal one, as Linux shows it."""
    other = None
    try:
        names = sorted(_os.listdir('/sys/class/net'))
    except OSError:
        return None
    for name in names:
        try:
            with open(f'/sys/class/net/{name}/address') as file:
                address = int(file.read().replace(':', ''), 16)
        except (OSError, ValueError):
            continue
        if 0 < address < 1 << 48:
            if not address >> 40 & 2:
                return address
            other = other or address
    return other


def _random_node():
    return int.from_bytes(_os.urandom(6)) | 1 << 40  # a multicast address, which no card has


def _ticks():
    """Return the time in units of 100 ns since 15 October 1582."""
    return _time.time_ns() // 100 + 0x01B21DD213814000


def uuid1(node=None, clock_seq=None):
    """Return an identifier of the time and this machine."""
    global _last_time
    if _generate_time_safe is not None and node is None is clock_seq:
        data, safety = _generate_time_safe()
        try:
            safety = SafeUUID(safety)
        except ValueError:
            safety = SafeUUID.unknown
        return UUID(bytes=data, is_safe=safety)
    ticks = _last_time = max(_ticks(), _last_time + 1)
    if clock_seq is None:
        clock_seq = int.from_bytes(_os.urandom(2))
    if node is None:
        node = getnode()
    fields = (ticks & 0xFFFFFFFF, ticks >> 32 & 0xFFFF, ticks >> 48 & 0x0FFF, clock_seq >> 8 & 0x3F, clock_seq & 0xFF, node)
    return UUID(fields=fields, version=1)


def _named(namespace, name, function, version):
    data = name.encode() if isinstance(name, str) else name
    from hashlib import new
    digest = new(function, namespace.bytes + data, usedforsecurity=False).digest()
    return UUID._from_int(_stamped(int.from_bytes(digest[:16]), version))


def uuid3(namespace, name):
    """Return the identifier of a name in a namespace, by MD5."""
    return _named(namespace, name, 'md5', 3)


def uuid4():
    """Return a random identifier."""
    return UUID._from_int(_stamped(int.from_bytes(_os.urandom(16)), 4))


def uuid5(namespace, name):
    """Return the identifier of a name in a namespace, by SHA-1."""
    return _named(namespace, name, 'sha1', 5)


def uuid6(node=None, clock_seq=None):
    """Return an identifier of the time and this machine that sorts by time."""
    global _last_time_v6
    ticks = _last_time_v6 = max(_ticks(), _last_time_v6 + 1)
    if clock_seq is None:
        clock_seq = int.from_bytes(_os.urandom(2))
    if node is None:
        node = getnode()
    bits = (ticks >> 12 & 0xFFFFFFFFFFFF) << 80 | (ticks & 0x0FFF) << 64
    return UUID._from_int(_stamped(bits | (clock_seq & 0x3FFF) << 48 | node & 0xFFFFFFFFFFFF, 6))


def uuid7():
    """Return an identifier of the time in milliseconds, a counter and random bits: it sorts by time."""
    global _last_time_v7, _counter_v7
    now = _time.time_ns() // 1_000_000
    noise = int.from_bytes(_os.urandom(10))
    tail = noise & 0xFFFFFFFF
    if now > _last_time_v7:
        _counter_v7 = noise >> 32 & 0x1FFFFFFFFFF  # the highest of its 42 bits is free for counting
    else:
        now = _last_time_v7 if now <= _last_time_v7 else now
        _counter_v7 += 1
        if _counter_v7 > 0x3FFFFFFFFFF:
            now += 1
            _counter_v7 = noise >> 32 & 0x1FFFFFFFFFF
    _last_time_v7 = now
    bits = (now & 0xFFFFFFFFFFFF) << 80 | (_counter_v7 >> 30 & 0xFFF) << 64 | (_counter_v7 & 0x3FFFFFFF) << 32 | tail
    return UUID._from_int(_stamped(bits, 7))


def uuid8(a=None, b=None, c=None):
    """Return an identifier of three numbers of 48, 12 and 62 bits, random by default."""
    import random
    high = random.getrandbits(48) if a is None else a
    middle = random.getrandbits(12) if b is None else b
    low = random.getrandbits(62) if c is None else c
    return UUID._from_int(_stamped((high & 0xFFFFFFFFFFFF) << 80 | (middle & 0xFFF) << 64 | low & 0x3FFFFFFFFFFFFFFF, 8))


NAMESPACE_DNS, NAMESPACE_URL, NAMESPACE_OID, NAMESPACE_X500 = (
    UUID(f'6ba7b81{digit}-9dad-11d1-80b4-00c04fd430c8') for digit in '0124')
NIL = UUID(int=0)
MAX = UUID(int=_MOST)


def main():
    """Print identifiers as the arguments of the command say."""
    import argparse
    plain = {'uuid1': uuid1, 'uuid4': uuid4, 'uuid6': uuid6, 'uuid7': uuid7, 'uuid8': uuid8}
    named = {'uuid3': uuid3, 'uuid5': uuid5}
    spaces = {'@dns': NAMESPACE_DNS, '@url': NAMESPACE_URL, '@oid': NAMESPACE_OID, '@x500': NAMESPACE_X500}
    parser = argparse.ArgumentParser(
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description='Generate a UUID using the selected UUID function.')
    parser.add_argument('-u', '--uuid', choices=sorted({**plain, **named}), default='uuid4', help='function to generate the UUID')
    parser.add_argument('-n', '--namespace', metavar=f'{{any UUID,{",".join(spaces)}}}',
                        help='uuid3/uuid5 only: a UUID, or a well-known predefined UUID addressed by namespace name')
    parser.add_argument('-N', '--name', help='uuid3/uuid5 only: name used as part of generating the UUID')
    parser.add_argument('-C', '--count', metavar='NUM', type=int, default=1, help='generate NUM fresh UUIDs')
    args = parser.parse_args()
    if args.uuid in named:
        if not args.namespace or not args.name:
            parser.error(f'Incorrect number of arguments. {args.uuid} requires a namespace and a name. '
                         "Run 'python -m uuid -h' for more information.")
        namespace = spaces.get(args.namespace) or UUID(args.namespace)
        for _ in range(args.count):
            print(named[args.uuid](namespace, args.name))
    else:
        for _ in range(args.count):
            print(plain[args.uuid]())


if __name__ == '__main__':
    main()
