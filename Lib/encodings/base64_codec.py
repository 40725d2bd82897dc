"""The codec base64: MIME base64 in lines of at most 76 characters."""

import base64
from . import _make


def base64_encode(input, errors='strict'):
    """Return the bytes as base64."""
    _make.only_strict(errors)
    return base64.encodebytes(input), len(input)


def base64_decode(input, errors='strict'):
    """Return the bytes that the base64 stands for."""
    _make.only_strict(errors)
    return base64.decodebytes(input), len(input)


_make.stateless(globals(), 'base64', base64_encode, base64_decode, exact=True, text=False, binary=True)
