"""The codec uu: bytes as lines of printable characters between a begin and an end line."""

import binascii
from io import BytesIO
from . import _make


def uu_encode(input, errors='strict', filename='<data>', mode=0o666):
    """Return the bytes as lines under a header with that name and mode."""
    _make.only_strict(errors)
    filename = filename.replace('\n', '\\n').replace('\r', '\\r')
    lines = [f'begin {mode & 0o777:o} {filename}\n'.encode('ascii')]
    lines += [binascii.b2a_uu(input[start:start + 45]) for start in range(0, len(input), 45)]
    return b''.join(lines) + b' \nend\n', len(input)


def _line(line):
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        # Some encoders put characters behind the data that the length announces: cut them off.
        count = (((line[0] - 32) & 63) * 4 + 5) // 3
        return binascii.a2b_uu(line[:count])


def uu_decode(input, errors='strict'):
    """Return the bytes between the first begin line and the end line."""
    _make.only_strict(errors)
    lines = iter(BytesIO(input).readline, b'')
    if not any(line.startswith(b'begin') for line in lines):
        raise ValueError('Missing "begin" line in input data')
    result = []
    for line in lines:
        if line == b'end\n':
            return b''.join(result), len(input)
        result.append(_line(line))
    raise ValueError('Truncated input data')


_make.stateless(globals(), 'uu', uu_encode, uu_decode, exact=True, text=False, binary=True)
