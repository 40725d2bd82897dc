"""The data of a time zone: the format TZif (RFC 9636)."""

import struct


class ZoneInfoNotFoundError(KeyError):
    """There are no data for a time zone."""


def load_tzdata(key):
    """A file object with the data that come with gopy."""
    import _tzdata
    import io
    data = _tzdata.load(key) if key.isprintable() else None
    if data is None:
        raise ZoneInfoNotFoundError(f'No time zone found with key {key}')
    return io.BytesIO(data)


def _read(file, size):
    data = file.read(size)
    if len(data) != size:
        raise ValueError(f'Invalid TZif file: {size} bytes expected, {len(data)} found')
    return data


def _header(file):
    magic = file.read(4)
    if magic != b'TZif':
        raise ValueError(f'Invalid TZif file: magic not found: {magic!r}' if magic else 'Invalid TZif file: magic not found')
    return struct.unpack('>c15x6I', _read(file, 40))


def load_data(file):
    """Read TZif data: indexes into the types for all transitions, the moments of these, the types (offset, is
    daylight saving time, name), and the rule for what follows, as bytes or None."""
    version, is_ut, is_std, leaps, times, types, chars = _header(file)
    size = 4
    if version > b'\0':  # the same again with 64 bits
        _read(file, times * 5 + types * 6 + chars + leaps * 8 + is_std + is_ut)
        version, is_ut, is_std, leaps, times, types, chars = _header(file)
        size = 8
    moments = struct.unpack(f'>{times}{"q" if size == 8 else "l"}', _read(file, times * size))
    indexes = struct.unpack(f'>{times}B', _read(file, times))
    fields = [struct.unpack('>lbB', _read(file, 6)) for _ in range(types)]
    names = _read(file, chars)
    if any(index >= types for index in indexes):
        raise ValueError('Invalid TZif file: no such local time type')
    file.seek(leaps * (size + 4) + is_std + is_ut, 1)
    kinds = []
    for offset, is_dst, start in fields:
        end = names.find(b'\0', start)
        kinds.append((offset, bool(is_dst), names[start:end if end >= 0 else None].decode()))
    rule = None
    if size == 8:
        if file.read(1) != b'\n':
            raise ValueError('Invalid TZif file: no footer')
        rule = file.readline().rstrip(b'\n') or None
    if not kinds and rule is None:
        raise ValueError('Invalid TZif file: no time zone in it')
    return indexes, moments, kinds, rule
