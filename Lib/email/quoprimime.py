"""Quoted-printable for headers and bodies (RFC 2045, RFC 2047)."""

import re

__all__ = ['body_decode', 'body_encode', 'body_length', 'decode', 'decodestring', 'header_decode', 'header_encode',
           'header_length', 'quote', 'unquote']

_header_plain = frozenset(b'-!*+/ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789')
_body_plain = frozenset(range(32, 127)) - {ord('=')} | {ord('\t')}
_header_unsafe = re.compile(r'[^-!*+/A-Za-z0-9]', re.DOTALL)
_body_unsafe = re.compile(r'[^\t\n\r -<>-~]', re.DOTALL)
_escape = re.compile(r'=([0-9A-Fa-f]{2})')


def header_check(octet):
    """Whether a byte has to be escaped in a header."""
    return octet not in _header_plain


def body_check(octet):
    """Whether a byte has to be escaped in a body."""
    return octet not in _body_plain


def header_length(bytearray):
    """Return how long bytes are when they are encoded for a header."""
    return sum(1 if octet in _header_plain or octet == 32 else 3 for octet in bytearray)


def body_length(bytearray):
    """Return how long bytes are when they are encoded for a body."""
    return sum(1 if octet in _body_plain else 3 for octet in bytearray)


def quote(c):
    """Return the escape of a character."""
    return f'={ord(c):02X}'


def unquote(s):
    """Return the character of an escape."""
    return chr(int(s[1:3], 16))


def header_encode(header_bytes, charset='iso-8859-1'):
    """Return bytes as an encoded word."""
    if not header_bytes:
        return ''
    text = _header_unsafe.sub(lambda found: '_' if found[0] == ' ' else quote(found[0]), header_bytes.decode('latin-1'))
    return f'=?{charset}?q?{text}?='


def header_decode(s):
    """Return the text of the inner part of an encoded word."""
    return _escape.sub(lambda found: unquote(found[0]), s.replace('_', ' '))


def _soft_lines(line, room):
    """Cut an escaped line into pieces that have room for a soft line break, never within an escape."""
    while len(line) > room + 1:
        cut = room
        if line[cut - 1] == '=':
            cut -= 1
        elif line[cut - 2] == '=':
            cut -= 2
        yield line[:cut] + '='
        line = line[cut:]
    # White space at the end of a line would get lost.
    if line[-1:] in (' ', '\t'):
        left = room + 2 - len(line)
        if left >= 3:
            line = line[:-1] + quote(line[-1])
        elif left == 2:
            yield line + '='
            line = ''
        else:
            yield line[:-1] + '='
            line = quote(line[-1])
    yield line


def body_encode(body, maxlinelen=76, eol='\n'):
    """Return body (text of which each character stands for a byte) in lines of at most maxlinelen characters."""
    if maxlinelen < 4:
        raise ValueError('maxlinelen must be at least 4')
    if not body:
        return body
    escaped = _body_unsafe.sub(lambda found: quote(found[0]), body)
    lines = []
    for line in escaped.splitlines():
        lines += _soft_lines(line, maxlinelen - 1)
    return eol.join(lines) + (eol if body[-1] in '\r\n' else '')


def decode(encoded, eol='\n'):
    """Return the text of quoted-printable lines."""
    if not encoded:
        return encoded
    parts = []
    for line in encoded.splitlines():
        line = line.rstrip()
        soft = line.endswith('=')
        parts.append(_escape.sub(lambda found: unquote(found[0]), line[:-1] if soft else line) + ('' if soft else eol))
    text = ''.join(parts)
    if encoded[-1] not in '\r\n' and text.endswith(eol):
        text = text[:-len(eol)]
    return text


body_decode = decodestring = decode
