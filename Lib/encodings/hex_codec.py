"""The codec hex: each byte as two hexadecimal digits."""

import binascii
from . import _make


def hex_encode(input, errors='strict'):
    """Return the bytes as digits."""
    _make.only_strict(errors)
    return binascii.b2a_hex(input), len(input)


def hex_decode(input, errors='strict'):
    """Return the bytes that the digits stand for."""
    _make.only_strict(errors)
    return binascii.a2b_hex(input), len(input)


_make.stateless(globals(), 'hex', hex_encode, hex_decode, exact=True, text=False, binary=True)
