"""IP addresses and networks, of versions 4 and 6."""

import functools

IPV4LENGTH = 32
IPV6LENGTH = 128


class AddressValueError(ValueError):
    """Something that is no address."""


class NetmaskValueError(ValueError):
    """Something that is no mask."""


def _first(address, kinds, what, **more):
    for kind in kinds:
        try:
            return kind(address, **more)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError(f'{address!r} does not appear to be an IPv4 or IPv6 {what}')


def ip_address(address):
    """Return an address of the version that fits: of a string, an int or packed bytes."""
    return _first(address, (IPv4Address, IPv6Address), 'address')


def ip_network(address, strict=True):
    """Return a network of the version that fits. strict: bits of the host are an error."""
    return _first(address, (IPv4Network, IPv6Network), 'network', strict=strict)


def ip_interface(address):
    """Return an address with its network, of the version that fits."""
    return _first(address, (IPv4Interface, IPv6Interface), 'interface')


def v4_int_to_packed(address):
    """Return an int as the four bytes of an address."""
    try:
        return address.to_bytes(4)
    except OverflowError:
        raise ValueError('Address negative or too large for IPv4')


def v6_int_to_packed(address):
    """Return an int as the sixteen bytes of an address."""
    try:
        return address.to_bytes(16)
    except OverflowError:
        raise ValueError('Address negative or too large for IPv6')


def summarize_address_range(first, last):
    """Yield the networks that a range of addresses is made of."""
    if not (isinstance(first, _BaseAddress) and isinstance(last, _BaseAddress)):
        raise TypeError('first and last must be IP addresses, not networks')
    if first.version not in _networks:
        raise ValueError('unknown IP version')
    if first.version != last.version:
        raise TypeError(f'{first} and {last} are not of the same version')
    if first > last:
        raise ValueError('last IP address must be greater than first')
    kind, width = _networks[first.version], first.max_prefixlen
    low, high = int(first), int(last)
    while low <= high:
        # As big as where it begins and what is left allow.
        zeros = width if not low else (low & -low).bit_length() - 1
        bits = min(zeros, (high - low + 1).bit_length() - 1)
        yield kind((low, width - bits))
        low += 1 << bits


def collapse_addresses(addresses):
    """Return an iterator of the least networks that hold the same addresses."""
    singles, networks, version = [], [], None
    for each in addresses:
        if version not in (None, each.version):
            raise TypeError(f'{each} and {(singles + networks)[-1]} are not of the same version')
        version = each.version
        if isinstance(each, _BaseAddress):
            network = getattr(each, 'network', None)
            if network is not None and network.prefixlen != each.max_prefixlen:
                networks.append(network)
            else:
                singles.append(each.ip if network is not None else each)
        elif each.prefixlen == each.max_prefixlen:
            singles.append(each.network_address)
        else:
            networks.append(each)
    singles = sorted(set(singles))
    at = 0
    while at < len(singles):
        end = at
        while end + 1 < len(singles) and int(singles[end + 1]) == int(singles[end]) + 1:
            end += 1
        networks += summarize_address_range(singles[at], singles[end])
        at = end + 1
    return iter(_collapsed(networks))


def _collapsed(networks):
    result = []
    for network in sorted(set(networks), key=lambda network: (int(network.network_address), network.prefixlen)):
        if result and int(result[-1].broadcast_address) >= int(network.broadcast_address):
            continue
        result.append(network)
        # Two halves are one network.
        while len(result) > 1 and result[-1].prefixlen == result[-2].prefixlen and result[-1].prefixlen \
                and result[-1].supernet() == result[-2].supernet():
            result[-2:] = [result[-1].supernet()]
    return result


def get_mixed_type_key(obj):
    """Return a key by which addresses and networks can be sorted together."""
    if isinstance(obj, (_BaseNetwork, _BaseAddress)):
        return obj._mixed_key()
    return NotImplemented


class _Base:
    """What addresses and networks have in common."""

    __slots__ = ()

    @property
    def exploded(self):
        """The long form."""
        return self._explode()

    @property
    def compressed(self):
        """The short form."""
        return str(self)

    @property
    def reverse_pointer(self):
        """The name in the domain name system."""
        return self._reverse_pointer()

    @classmethod
    def _mask_of(cls, prefix):
        return cls._all ^ (cls._all >> prefix)

    @classmethod
    def _prefix_from(cls, number):
        # The length of a mask given as an int. ValueError if bits of different kinds are mixed.
        inverse = number ^ cls._all
        if inverse & (inverse + 1):
            raise ValueError(f'Netmask pattern {cls._text_of(number)!r} mixes zeroes & ones')
        return cls.max_prefixlen - inverse.bit_length()

    @classmethod
    def _prefix_of(cls, text):
        # A prefix length as text.
        if not (isinstance(text, str) and text.isascii() and text.isdigit()):
            raise NetmaskValueError(f'{text!r} is not a valid netmask')
        number = int(text)
        if not 0 <= number <= cls.max_prefixlen:
            raise NetmaskValueError(f'{text!r} is not a valid netmask')
        return number

    @classmethod
    def _mask(cls, given):
        # Returns the length of a prefix that is given as int or text.
        if isinstance(given, int):
            if not 0 <= given <= cls.max_prefixlen:
                raise NetmaskValueError(f'{given!r} is not a valid netmask')
            return given
        try:
            return cls._prefix_of(given)
        except NetmaskValueError:
            if cls.version == 6:
                raise
        try:
            number = cls._parse(given)
        except AddressValueError:
            raise NetmaskValueError(f'{given!r} is not a valid netmask') from None
        try:
            return cls._prefix_from(number)
        except ValueError:
            pass
        try:
            # The opposite: ones for the host.
            return cls._prefix_from(number ^ cls._all)
        except ValueError:
            raise NetmaskValueError(f'{given!r} is not a valid netmask') from None

    @classmethod
    def _check_int(cls, number):
        if number < 0:
            raise AddressValueError(f'{number} (< 0) is not permitted as an IPv{cls.version} address')
        if number > cls._all:
            raise AddressValueError(f'{number} (>= 2**{cls.max_prefixlen}) is not permitted as an IPv{cls.version} address')
        return number

    @classmethod
    def _check_packed(cls, data):
        if len(data) * 8 != cls.max_prefixlen:
            raise AddressValueError(f'{bytes(data)!r} (len {len(data)} != {cls.max_prefixlen // 8}) is not permitted as an '
                                    f'IPv{cls.version} address')
        return int.from_bytes(data)

    def __reduce__(self):
        return type(self), (str(self),)


class _V4(_Base):
    __slots__ = ()
    version, max_prefixlen = 4, IPV4LENGTH
    _version = 4
    _all = 2 ** 32 - 1

    @classmethod
    def _parse(cls, text):
        if not text:
            raise AddressValueError('Address cannot be empty')
        octets = text.split('.')
        if len(octets) != 4:
            raise AddressValueError(f'Expected 4 octets in {text!r}')
        number = 0
        for octet in octets:
            try:
                if not octet:
                    raise ValueError('Empty octet not permitted')
                if not (octet.isascii() and octet.isdigit()):
                    raise ValueError(f'Only decimal digits permitted in {octet!r}')
                if len(octet) > 3:
                    raise ValueError(f'At most 3 characters permitted in {octet!r}')
                if octet != '0' and octet[0] == '0':
                    raise ValueError(f'Leading zeros are not permitted in {octet!r}')
                if int(octet) > 255:
                    raise ValueError(f'Octet {int(octet)} (> 255) not permitted')
            except ValueError as error:
                raise AddressValueError(f'{error} in {text!r}') from None
            number = number << 8 | int(octet)
        return number

    @classmethod
    def _text_of(cls, number):
        return '.'.join(map(str, number.to_bytes(4)))

    def _explode(self):
        return str(self)

    def _reverse_pointer(self):
        return '.'.join(reversed(str(self).split('.'))) + '.in-addr.arpa'


class _V6(_Base):
    __slots__ = ()
    version, max_prefixlen = 6, IPV6LENGTH
    _version = 6
    _all = 2 ** 128 - 1

    @classmethod
    def _parse(cls, text):
        if not text:
            raise AddressValueError('Address cannot be empty')
        if len(text) > 45:
            shown = text if len(text) <= 100 else f'{text[:45]}({len(text) - 90} chars elided){text[-45:]}'
            raise AddressValueError(f'At most 45 characters expected in {shown!r}')
        parts = text.split(':')
        if len(parts) < 3:
            raise AddressValueError(f'At least 3 parts expected in {text!r}')
        if '.' in parts[-1]:
            try:
                tail = IPv4Address(parts.pop())._ip
            except AddressValueError as error:
                raise AddressValueError(f'{error} in {text!r}') from None
            parts += f'{tail >> 16:x}', f'{tail & 0xffff:x}'
        if len(parts) > 9:
            raise AddressValueError(f'At most 8 colons permitted in {text!r}')
        gap = None
        for at in range(1, len(parts) - 1):
            if not parts[at]:
                if gap is not None:
                    raise AddressValueError(f"At most one '::' permitted in {text!r}")
                gap = at
        if gap is not None:
            high, low = gap, len(parts) - gap - 1
            if not parts[0]:
                high -= 1
                if high:
                    raise AddressValueError(f"Leading ':' only permitted as part of '::' in {text!r}")
            if not parts[-1]:
                low -= 1
                if low:
                    raise AddressValueError(f"Trailing ':' only permitted as part of '::' in {text!r}")
            left_out = 8 - high - low
            if left_out < 1:
                raise AddressValueError(f"Expected at most 7 other parts with '::' in {text!r}")
        else:
            if len(parts) != 8:
                raise AddressValueError(f"Exactly 8 parts expected without '::' in {text!r}")
            if not parts[0]:
                raise AddressValueError(f"Leading ':' only permitted as part of '::' in {text!r}")
            if not parts[-1]:
                raise AddressValueError(f"Trailing ':' only permitted as part of '::' in {text!r}")
            high, low, left_out = 8, 0, 0
        groups = parts[:high] + ['0'] * left_out + (parts[-low:] if low else [])
        if gap is not None and not parts[0]:
            groups = ['0'] * left_out + (parts[-low:] if low else [])
        if gap is not None and not parts[-1]:
            groups = (parts[:high] if parts[0] else []) + ['0'] * left_out
        number = 0
        for group in groups:
            try:
                if not set(group) <= set('0123456789abcdefABCDEF') or not group:
                    raise ValueError(f'Only hex digits permitted in {group!r}')
                if len(group) > 4:
                    raise ValueError(f'At most 4 characters permitted in {group!r}')
            except ValueError as error:
                raise AddressValueError(f'{error} in {text!r}') from None
            number = number << 16 | int(group, 16)
        return number

    @classmethod
    def _text_of(cls, number):
        groups = [number >> 16 * at & 0xffff for at in range(7, -1, -1)]
        # The longest run of zeros, of two at least, is left out.
        best, at = (0, 0), 0
        while at < 8:
            end = at
            while end < 8 and not groups[end]:
                end += 1
            if end - at > max(best[1], 1):
                best = at, end - at
            at = max(end, at + 1)
        texts = [f'{group:x}' for group in groups]
        if not best[1]:
            return ':'.join(texts)
        start, length = best
        return ':'.join(texts[:start]) + '::' + ':'.join(texts[start + length:])

    @staticmethod
    def _long(number):
        digits = f'{number:032x}'
        groups = [digits[at:at + 4] for at in range(0, 32, 4)]
        if number >> 32 == 0xffff:
            groups[6:] = [str(IPv4Address(number & 0xffffffff))]
        return ':'.join(groups)

    def _explode(self):
        if isinstance(self, _BaseNetwork):
            return f'{self._long(self.network_address._ip)}/{self.prefixlen}'
        scope = f'%{self._scope_id}' if self._scope_id else ''
        if isinstance(self, IPv6Interface):
            return f'{self._long(self._ip)}{scope}/{self._prefixlen}'
        return self._long(self._ip) + scope

    def _reverse_pointer(self):
        number = self.network_address._ip if isinstance(self, _BaseNetwork) else self._ip
        return '.'.join(f'{number:032x}'[::-1]) + '.ip6.arpa'


@functools.total_ordering
class _BaseAddress(_Base):
    """An address."""

    __slots__ = ()

    def __int__(self):
        return self._ip

    def __eq__(self, other):
        try:
            return self._ip == other._ip and self.version == other.version and \
                getattr(self, 'scope_id', None) == getattr(other, 'scope_id', None)
        except AttributeError:
            return NotImplemented

    def __lt__(self, other):
        if not isinstance(other, _BaseAddress):
            return NotImplemented
        if self.version != other.version:
            raise TypeError(f'{self} and {other} are not of the same version')
        return self._ip < other._ip

    def __hash__(self):
        return hash(hex(self._ip))

    def __add__(self, other):
        return type(self)(self._ip + other) if isinstance(other, int) else NotImplemented

    def __sub__(self, other):
        return type(self)(self._ip - other) if isinstance(other, int) else NotImplemented

    def __str__(self):
        return self._text_of(self._ip)

    def __repr__(self):
        return f'{type(self).__name__}({str(self)!r})'

    def _mixed_key(self):
        return self.version, self

    def __reduce__(self):
        return type(self), (self._ip,)

    def __format__(self, fmt):
        if not fmt or fmt[-1] == 's':
            return format(str(self), fmt)
        import re
        match = re.fullmatch('(#?)(_?)([xbnX])', fmt)
        if match is None:
            return super().__format__(fmt)
        alternate, grouping, base = match.groups()
        if base == 'n':
            base = 'b' if self.version == 4 else 'x'
        digits = self.max_prefixlen // (1 if base == 'b' else 4)
        width = digits + (digits // 4 - 1 if grouping else 0) + (2 if alternate else 0)
        return format(self._ip, f'{alternate}0{width}{grouping}{base}')

    @property
    def packed(self):
        """The address as bytes."""
        return self._ip.to_bytes(self.max_prefixlen // 8)

    def _among(self, networks):
        return any(self._ip >> self.max_prefixlen - length << self.max_prefixlen - length == start
                   for start, length in networks)


@functools.total_ordering
class _BaseNetwork(_Base):
    """A network: addresses with the same beginning."""

    def __init__(self, address, strict=True):
        given, mask = _split(address, self.max_prefixlen)
        first = self._address_class(given)
        self._prefixlen = self._mask(mask)
        self.netmask = self._address_class(self._mask_of(self._prefixlen))
        start = first._ip & self.netmask._ip
        if start != first._ip and strict:
            shown = address if isinstance(address, str) else f'{first}/{self._prefixlen}'
            raise ValueError(f'{shown} has host bits set')
        self.network_address = first if start == first._ip else self._address_class(start)

    def __repr__(self):
        return f'{type(self).__name__}({str(self)!r})'

    def __str__(self):
        return f'{self.network_address}/{self._prefixlen}'

    @property
    def prefixlen(self):
        return self._prefixlen

    @functools.cached_property
    def broadcast_address(self):
        return self._address_class(self.network_address._ip | self.hostmask._ip)

    @functools.cached_property
    def hostmask(self):
        return self._address_class(self.netmask._ip ^ self._all)

    @property
    def with_prefixlen(self):
        return f'{self.network_address}/{self._prefixlen}'

    @property
    def with_netmask(self):
        return f'{self.network_address}/{self.netmask}'

    @property
    def with_hostmask(self):
        return f'{self.network_address}/{self.hostmask}'

    @property
    def num_addresses(self):
        """How many addresses there are."""
        return self.hostmask._ip + 1

    def __iter__(self):
        for number in range(self.network_address._ip, self.broadcast_address._ip + 1):
            yield self._address_class(number)

    def hosts(self):
        """Return an iterator of the addresses that hosts can have."""
        if self._prefixlen >= self.max_prefixlen - 1:
            return iter(list(self))
        first = self.network_address._ip + 1
        end = self.broadcast_address._ip + (0 if self.version == 4 else 1)
        return map(self._address_class, range(first, end))

    def __getitem__(self, n):
        base = self.network_address._ip if n >= 0 else self.broadcast_address._ip + 1
        number = base + n
        if not self.network_address._ip <= number <= self.broadcast_address._ip:
            raise IndexError('address out of range')
        return self._address_class(number)

    def __eq__(self, other):
        try:
            return (self.version == other.version and self.network_address == other.network_address
                    and self.netmask._ip == other.netmask._ip)
        except AttributeError:
            return NotImplemented

    def __lt__(self, other):
        if not isinstance(other, _BaseNetwork):
            return NotImplemented
        if self.version != other.version:
            raise TypeError(f'{self} and {other} are not of the same version')
        return (self.network_address, self.netmask) < (other.network_address, other.netmask)

    def __hash__(self):
        return hash((self.network_address._ip, self.netmask._ip))

    def _mixed_key(self):
        return self.version, self.network_address, self.netmask

    def __contains__(self, other):
        if self.version != other.version or isinstance(other, _BaseNetwork):
            return False
        return other._ip & self.netmask._ip == self.network_address._ip

    def overlaps(self, other):
        """Tell if there are addresses in both networks."""
        return (self.network_address in other or self.broadcast_address in other or other.network_address in self
                or other.broadcast_address in self)

    def address_exclude(self, other):
        """Yield the networks that are left when one inside is taken out."""
        if self.version != other.version:
            raise TypeError(f'{self} and {other} are not of the same version')
        if not isinstance(other, _BaseNetwork):
            raise TypeError(f'{other} is not a network object')
        if not other.subnet_of(self):
            raise ValueError(f'{other} not contained in {self}')
        rest = self
        while rest != other:
            one, two = rest.subnets()
            if other.subnet_of(one):
                yield two
                rest = one
            else:
                yield one
                rest = two

    def compare_networks(self, other):
        """Return -1, 0 or 1."""
        if self.version != other.version:
            raise TypeError(f'{self} and {other} are not of the same type')
        return (self > other) - (self < other)

    def _new_prefix(self, difference, new, larger):
        if self._prefixlen == self.max_prefixlen and larger:
            return None
        if new is not None:
            if larger and new < self._prefixlen:
                raise ValueError('new prefix must be longer')
            if not larger and new > self._prefixlen:
                raise ValueError('new prefix must be shorter')
            if difference != 1:
                raise ValueError('cannot set prefixlen_diff and new_prefix')
            difference = abs(new - self._prefixlen)
        if difference < 0:
            raise ValueError('prefix length diff must be > 0')
        return self._prefixlen + (difference if larger else -difference)

    def subnets(self, prefixlen_diff=1, new_prefix=None):
        """Yield the networks that this one can be split into."""
        length = self._new_prefix(prefixlen_diff, new_prefix, True)
        if length is None:
            yield self
            return
        if length > self.max_prefixlen:
            raise ValueError(f'prefix length diff {length} is invalid for netblock {self}')
        step = 1 << self.max_prefixlen - length
        for start in range(self.network_address._ip, self.broadcast_address._ip + 1, step):
            yield type(self)((start, length))

    def supernet(self, prefixlen_diff=1, new_prefix=None):
        """Return the network around this one."""
        if self._prefixlen == 0:
            return self
        length = self._new_prefix(prefixlen_diff, new_prefix, False)
        if length < 0:
            raise ValueError(f'current prefixlen is {self._prefixlen}, cannot have a prefixlen_diff of {prefixlen_diff}')
        return type(self)((self.network_address._ip & self._mask_of(length), length))

    def _within(self, inner, outer):
        if not isinstance(inner, _BaseNetwork) or not isinstance(outer, _BaseNetwork) or inner.version != outer.version:
            raise TypeError(f'{inner} and {outer} are not of the same version')
        return outer.network_address <= inner.network_address and outer.broadcast_address >= inner.broadcast_address

    def subnet_of(self, other):
        """Tell if this network is in another."""
        return self._within(self, other)

    def supernet_of(self, other):
        """Tell if another network is in this one."""
        return self._within(other, self)

    def _inside(self, networks):
        first, last = self.network_address, self.broadcast_address
        return any(first._among((one,)) and last._among((one,)) for one in networks)

    @property
    def is_private(self):
        """Is it in a block that is not for the whole network, and not in one that is nonetheless?"""
        kind = self._address_class
        except_ = any(end._among(kind._not_private) for end in (self.network_address, self.broadcast_address))
        return self._inside(kind._private) and not except_

    def _both(self, name):
        return getattr(self.network_address, name) and getattr(self.broadcast_address, name)

    def _reverse_pointer(self):
        return f'{str(self.network_address)}/{self._prefixlen}'


for _property in ('is_multicast', 'is_reserved', 'is_link_local', 'is_unspecified', 'is_loopback'):
    setattr(_BaseNetwork, _property, property(lambda self, name=_property: self._both(name)))
del _property


def _split(address, longest):
    # Returns what an address is made of, and the mask.
    if isinstance(address, (bytes, int)):
        return address, longest
    if isinstance(address, tuple):
        return address[0], address[1] if len(address) > 1 else longest
    parts = str(address).split('/')
    if len(parts) > 2:
        raise AddressValueError(f"Only one '/' permitted in {address!r}")
    return parts[0], parts[1] if len(parts) > 1 else longest


def _blocks(kind, text):
    result = []
    for word in text.split():
        start, _, length = word.partition('/')
        result.append((kind._parse(start), int(length)))
    return tuple(result)


class IPv4Address(_V4, _BaseAddress):
    """An address of version 4."""

    __slots__ = ('_ip', '__weakref__')

    def __init__(self, address):
        if isinstance(address, int):
            self._ip = self._check_int(address)
        elif isinstance(address, bytes):
            self._ip = self._check_packed(address)
        else:
            text = str(address)
            if '/' in text:
                raise AddressValueError(f"Unexpected '/' in {address!r}")
            self._ip = self._parse(text)

    _private = _blocks(_V4, '0.0.0.0/8 10.0.0.0/8 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.0.170/31 '
                            '192.0.2.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4 '
                            '255.255.255.255/32')
    _not_private = _blocks(_V4, '192.0.0.9/32 192.0.0.10/32')
    _shared = _blocks(_V4, '100.64.0.0/10')

    @property
    def is_reserved(self):
        return self._ip >> 28 == 15

    @property
    def is_private(self):
        return self._among(self._private) and not self._among(self._not_private)

    @property
    def is_global(self):
        return not self._among(self._shared) and not self.is_private

    @property
    def is_multicast(self):
        return self._ip >> 28 == 14

    @property
    def is_unspecified(self):
        return self._ip == 0

    @property
    def is_loopback(self):
        return self._ip >> 24 == 127

    @property
    def is_link_local(self):
        return self._ip >> 16 == 0xa9fe

    @property
    def ipv6_mapped(self):
        """The same address in version 6."""
        return IPv6Address(f'::ffff:{self}')


class IPv6Address(_V6, _BaseAddress):
    """An address of version 6."""

    __slots__ = ('_ip', '_scope_id', '__weakref__')

    def __init__(self, address):
        self._scope_id = None
        if isinstance(address, int):
            self._ip = self._check_int(address)
        elif isinstance(address, bytes):
            self._ip = self._check_packed(address)
        else:
            text = str(address)
            if '/' in text:
                raise AddressValueError(f"Unexpected '/' in {address!r}")
            text, percent, scope = text.partition('%')
            if percent:
                if not scope or '%' in scope:
                    raise AddressValueError(f'Invalid IPv6 address: "{address!r}"')
                self._scope_id = scope
            self._ip = self._parse(text)

    _private = _blocks(_V6, '::1/128 ::/128 ::ffff:0:0/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 '
                            '3fff::/20 fc00::/7 fe80::/10')
    _not_private = _blocks(_V6, '2001:1::1/128 2001:1::2/128 2001:3::/32 2001:4:112::/48 2001:20::/28 2001:30::/28')
    _reserved = _blocks(_V6, '::/8 100::/8 200::/7 400::/6 800::/5 1000::/4 4000::/3 6000::/3 8000::/3 A000::/3 C000::/3 '
                             'E000::/4 F000::/5 F800::/6 FE00::/9')

    def __str__(self):
        text = self._text_of(self._ip)
        mapped = self.ipv4_mapped
        if mapped is not None:
            text = f'::ffff:{mapped}'
        return f'{text}%{self._scope_id}' if self._scope_id else text

    def __hash__(self):
        return hash((self._ip, self._scope_id))

    def __reduce__(self):
        return type(self), (str(self),)

    @property
    def scope_id(self):
        """What stands behind a %: an interface of the machine."""
        return self._scope_id

    def _mapped(self, name, otherwise):
        mapped = self.ipv4_mapped
        return otherwise if mapped is None else getattr(mapped, name)

    @property
    def is_multicast(self):
        return self._mapped('is_multicast', self._ip >> 120 == 0xff)

    @property
    def is_reserved(self):
        return self._mapped('is_reserved', self._among(self._reserved))

    @property
    def is_link_local(self):
        return self._mapped('is_link_local', self._ip >> 118 == 0x3fa)

    @property
    def is_site_local(self):
        return self._ip >> 118 == 0x3fb

    @property
    def is_private(self):
        return self._mapped('is_private', self._among(self._private) and not self._among(self._not_private))

    @property
    def is_global(self):
        return self._mapped('is_global', not self.is_private)

    @property
    def is_unspecified(self):
        return self._mapped('is_unspecified', self._ip == 0)

    @property
    def is_loopback(self):
        return self._mapped('is_loopback', self._ip == 1)

    @property
    def ipv4_mapped(self):
        """The address of version 4 that this one stands for, or None."""
        return IPv4Address(self._ip & 0xffffffff) if self._ip >> 32 == 0xffff else None

    @property
    def teredo(self):
        """Server and client as a pair, or None."""
        if self._ip >> 96 != 0x20010000:
            return None
        return IPv4Address(self._ip >> 64 & 0xffffffff), IPv4Address(~self._ip & 0xffffffff)

    @property
    def sixtofour(self):
        """The address of version 4 inside, or None."""
        return IPv4Address(self._ip >> 80 & 0xffffffff) if self._ip >> 112 == 0x2002 else None


def _interface(base, network_class):
    class Interface(base):
        """An address with its network."""

        def __init__(self, address):
            given, mask = _split(address, self.max_prefixlen)
            base.__init__(self, given)
            self.network = network_class((given, mask), strict=False) if not isinstance(address, (int, bytes)) else \
                network_class(address)
            self.netmask, self._prefixlen = self.network.netmask, self.network._prefixlen

        @property
        def hostmask(self):
            return self.network.hostmask

        def __str__(self):
            return f'{base.__str__(self)}/{self._prefixlen}'

        def __eq__(self, other):
            same = base.__eq__(self, other)
            if same is NotImplemented or not same:
                return same
            try:
                return self.network == other.network
            except AttributeError:
                # An address is no interface.
                return False

        def __lt__(self, other):
            less = base.__lt__(self, other)
            if less is NotImplemented:
                return NotImplemented
            try:
                return (self.network, self._ip) < (other.network, other._ip)
            except AttributeError:
                return False

        def __hash__(self):
            return hash((self._ip, self._prefixlen, int(self.network.network_address)))

        __reduce__ = _Base.__reduce__

        @property
        def is_unspecified(self):
            return self._ip == 0 and self.network.is_unspecified

        @property
        def is_loopback(self):
            own = base.is_loopback.fget(self)
            return own and self.network.is_loopback if self.version == 6 else own

        @property
        def ip(self):
            """The address alone."""
            return base(self._ip)

        @property
        def with_prefixlen(self):
            return f'{self.ip}/{self._prefixlen}'

        @property
        def with_netmask(self):
            return f'{self.ip}/{self.netmask}'

        @property
        def with_hostmask(self):
            return f'{self.ip}/{self.hostmask}'

    name = base.__name__.replace('Address', 'Interface')
    Interface.__name__ = Interface.__qualname__ = name
    return functools.total_ordering(Interface)


class IPv4Network(_V4, _BaseNetwork):
    """A network of version 4."""

    _address_class = IPv4Address

    @property
    def is_global(self):
        return (not (self.network_address in _shared_network and self.broadcast_address in _shared_network)
                and not self.is_private)


class IPv6Network(_V6, _BaseNetwork):
    """A network of version 6."""

    _address_class = IPv6Address

    @property
    def is_site_local(self):
        return self._both('is_site_local')

    @property
    def is_global(self):
        return not self.is_private


_shared_network = IPv4Network('100.64.0.0/10')
_networks = {4: IPv4Network, 6: IPv6Network}
IPv4Interface, IPv6Interface = _interface(IPv4Address, IPv4Network), _interface(IPv6Address, IPv6Network)
for _class in (IPv4Interface, IPv6Interface):
    _class.__module__ = __name__
del _class
