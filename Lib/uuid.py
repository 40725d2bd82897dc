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
        return f'{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}'

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
_last_timestamp = _last_timestamp_v6 = _last_timestamp_v7 = None
_last_counter_v7 = 0


def getnode():
    """Return the hardware address of a network card as an int, or a random number instead."""
    global _node
    if _node is None:
        found = (way() for way in _GETTERS)
        _node = next((node for node in found if node and 0 < node < 1 << 48), None) or _random_getnode()
    return _node


def _first_universal(addresses):
    """Return the first address that a maker has given to a card, else the first of all, None if there are none."""
    local = None
    for address in addresses:
        if address and 0 < address < 1 << 48:
            if not address >> 40 & 2:
                return address
            local = local or address
    return local


def _sysfs_getnode():
    """Ask Linux, which shows each card's address as a file."""
    try:
        names = sorted(_os.listdir('/sys/class/net'))
    except OSError:
        return None
    return _first_universal(map(_card_address, names))


def _card_address(name):
    try:
        with open(f'/sys/class/net/{name}/address', 'rb') as file:
            return _parse_mac(file.read().strip())
    except OSError:
        return None


# Other systems have commands that print the addresses.

_AIX = _sys.platform.startswith('aix')
_MAC_DELIM = b'.' if _AIX else b':'
_MAC_OMITS_LEADING_ZEROES = _AIX


def _parse_mac(word):
    """Return the number that an address stands for, None for what is none."""
    parts = word.split(_MAC_DELIM)
    sizes = (1, 2) if _MAC_OMITS_LEADING_ZEROES else (2,)
    if len(parts) != 6 or any(len(part) not in sizes for part in parts):
        return None
    try:
        return int(b''.join(part.rjust(2, b'0') for part in parts), 16)
    except ValueError:
        return None


def _get_command_stdout(command, args):
    """Start a command and return a file to read what it prints, None when there is no such command."""
    import io
    import shutil
    import subprocess
    search = _os.pathsep.join((_os.environ.get('PATH', _os.defpath), '/sbin', '/usr/sbin'))
    program = shutil.which(command, path=search)
    if program is None:
        return None
    try:
        done = subprocess.run([program, *args.split()], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              env={**_os.environ, 'LC_ALL': 'C'})
    except OSError:
        return None
    return io.BytesIO(done.stdout)


def _printed_words(command, args):
    output = _get_command_stdout(command, args)
    return [] if output is None else [line.split() for line in output]


def _find_mac_near_keyword(command, args, keywords, get_word_index):
    """Find an address in what a command prints: in the line of a keyword, where get_word_index(place of the keyword) says."""
    def addresses():
        for words in _printed_words(command, args):
            lowered = [word.lower() for word in words]
            for place in (i for i, word in enumerate(lowered) if word in keywords):
                if 0 <= (at := get_word_index(place)) < len(words):
                    yield _parse_mac(words[at])

    return _first_universal(addresses())


def _find_mac_under_heading(command, args, heading):
    """Find an address in the table that a command prints: in the column with a heading."""
    head, *rows = _printed_words(command, args) or [[]]
    if heading not in head:
        return None
    column = head.index(heading)
    return _first_universal(_parse_mac(row[column]) for row in rows if len(row) > column)


def _ifconfig_getnode():
    return _first_universal(_find_mac_near_keyword('ifconfig', args, (b'hwaddr', b'ether', b'address:', b'lladdr'), lambda i: i + 1)
                            for args in ('', '-a', '-av'))


def _ip_getnode():
    return _find_mac_near_keyword('ip', 'link', (b'link/ether',), lambda i: i + 1)


def _arp_getnode():
    import socket
    try:
        own = _os.fsencode(socket.gethostbyname(socket.gethostname()))
    except OSError:
        return None
    tries = ((own,), -1), ((own,), 1), ((b'(%s)' % own,), 2)
    return _first_universal(_find_mac_near_keyword('arp', '-an', words, lambda i, step=step: i + step) for words, step in tries)


def _lanscan_getnode():
    return _find_mac_near_keyword('lanscan', '-ai', (b'lan0',), lambda i: 0)


def _netstat_getnode():
    return _find_mac_under_heading('netstat', '-ian', b'Address')


def _unix_getnode():
    """Ask the system's library, by an identifier of the time, if it makes such."""
    if _generate_time_safe is None:
        return None
    return UUID(bytes=_generate_time_safe()[0]).node


def _random_getnode():
    import random
    return random.getrandbits(48) | 1 << 40  # a multicast address, which no card has


_GETTERS = [_sysfs_getnode, _ip_getnode, _ifconfig_getnode] if _sys.platform == 'linux' else [
    _ifconfig_getnode, _ip_getnode, _arp_getnode, _lanscan_getnode, _netstat_getnode]


def _ticks():
    """Return the time in units of 100 ns since 15 October 1582."""
    return _time.time_ns() // 100 + 0x01B21DD213814000


def _random_sequence():
    import random
    return random.getrandbits(14)


def uuid1(node=None, clock_seq=None):
    """Return an identifier of the time and this machine."""
    global _last_timestamp
    if _generate_time_safe is not None and node is None is clock_seq:
        data, safety = _generate_time_safe()
        try:
            safety = SafeUUID(safety)
        except ValueError:
            safety = SafeUUID.unknown
        return UUID(bytes=data, is_safe=safety)
    ticks = _last_timestamp = max(_ticks(), (_last_timestamp or 0) + 1)
    if clock_seq is None:
        clock_seq = _random_sequence()
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
    global _last_timestamp_v6
    ticks = _last_timestamp_v6 = max(_ticks(), (_last_timestamp_v6 or 0) + 1)
    if clock_seq is None:
        clock_seq = _random_sequence()
    if node is None:
        node = getnode()
    bits = (ticks >> 12 & 0xFFFFFFFFFFFF) << 80 | (ticks & 0x0FFF) << 64
    return UUID._from_int(_stamped(bits | (clock_seq & 0x3FFF) << 48 | node & 0xFFFFFFFFFFFF, 6))


def uuid7():
    """Return an identifier of the time in milliseconds, a counter and random bits: it sorts by time."""
    global _last_timestamp_v7, _last_counter_v7
    now, last = _time.time_ns() // 1_000_000, _last_timestamp_v7
    if now == last and _last_counter_v7 < (1 << 42) - 1:
        _last_counter_v7 += 1
        tail = int.from_bytes(_os.urandom(4))
    else:  # another millisecond, be it that the clock was set back or the counter is full
        now = now if last is None else max(now, last + 1)
        noise = int.from_bytes(_os.urandom(10))
        _last_counter_v7, tail = noise >> 32 & 0x1FFFFFFFFFF, noise & 0xFFFFFFFF  # the highest of the counter's 42 bits is free for counting
    _last_timestamp_v7 = now
    bits = (now & 0xFFFFFFFFFFFF) << 80 | (_last_counter_v7 >> 30 & 0xFFF) << 64 | (_last_counter_v7 & 0x3FFFFFFF) << 32 | tail
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
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
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
        try:
            namespace = spaces.get(args.namespace) or UUID(args.namespace)
        except ValueError as error:
            parser.error(f'{error}: {args.namespace!r}')
        for _ in range(args.count):
            print(named[args.uuid](namespace, args.name))
    else:
        for _ in range(args.count):
            print(plain[args.uuid]())


if __name__ == '__main__':
    main()
