"""Base64 for headers and bodies (RFC 2045)."""

__all__ = ['body_decode', 'body_encode', 'decode', 'decodestring', 'header_encode', 'header_length']

from base64 import b64encode
from binascii import a2b_base64, b2a_base64


def header_length(bytearray):
    """Return how long bytes are in base64."""
    return (len(bytearray) + 2) // 3 * 4


def header_encode(header_bytes, charset='iso-8859-1'):
    """Return text (or bytes) as an encoded word."""
    if not header_bytes:
        return ''
    data = header_bytes.encode(charset) if isinstance(header_bytes, str) else header_bytes
    return f'=?{charset}?b?{b64encode(data).decode("ascii")}?='


def body_encode(s, maxlinelen=76, eol='\n'):
    """Return bytes in base64, in lines of at most maxlinelen characters that end in eol."""
    step = maxlinelen * 3 // 4
    lines = [b2a_base64(s[at:at + step], newline=False).decode('ascii') for at in range(0, len(s), step)]
    return ''.join([line + eol for line in lines])


def decode(string):
    """Return the bytes of a base64 text."""
    if not string:
        return b''
    return a2b_base64(string.encode('raw-unicode-escape') if isinstance(string, str) else string)


body_decode = decodestring = decode
