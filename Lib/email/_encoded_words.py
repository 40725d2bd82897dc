"""Encoded words (RFC 2047, RFC 2231 section 5): text of any charset in the ASCII of a header."""

import base64
import binascii
import re

from email.errors import (CharsetError, InvalidBase64CharactersDefect, InvalidBase64LengthDefect,
                          InvalidBase64PaddingDefect, UndecodableBytesDefect)

_q_escape = re.compile(rb'=([0-9A-Fa-f]{2})')
_q_unsafe = re.compile(rb"[^-!*+/0-9A-Za-z]")
_not_base64 = re.compile(rb'[^A-Za-z0-9+/=]')


def decode_q(encoded):
    """Return the bytes of a Q encoded text, and its defects."""
    return _q_escape.sub(lambda found: bytes([int(found[1], 16)]), encoded.replace(b'_', b' ')), []


def encode_q(bstring):
    """Return bytes in Q encoding."""
    return _q_unsafe.sub(lambda found: b'_' if found[0] == b' ' else b'=%02X' % found[0][0], bstring).decode('ascii')


def len_q(bstring):
    """Return how long bytes are in Q encoding."""
    return len(bstring) + 2 * sum(1 for found in _q_unsafe.finditer(bstring) if found[0] != b' ')


def decode_b(encoded):
    """Return the bytes of a base64 text, and its defects. What makes no sense at all is returned as it is."""
    defects = []
    data = encoded
    try:
        return base64.b64decode(data + b'==='[:-len(data) % 4], validate=True), \
            [InvalidBase64PaddingDefect()] if len(data) % 4 else []
    except binascii.Error:
        pass
    if _not_base64.search(data):
        defects.append(InvalidBase64CharactersDefect())
    try:
        return base64.b64decode(data), defects or [InvalidBase64CharactersDefect()]
    except binascii.Error:
        pass
    try:
        return base64.b64decode(data + b'=='), \
            [*(defects or [InvalidBase64CharactersDefect()]), InvalidBase64PaddingDefect()]
    except binascii.Error:
        return encoded, [InvalidBase64LengthDefect()]


def encode_b(bstring):
    """Return bytes in base64."""
    return base64.b64encode(bstring).decode('ascii')


def len_b(bstring):
    """Return how long bytes are in base64."""
    return (len(bstring) + 2) // 3 * 4


_decoders = {'q': decode_q, 'b': decode_b}
_encoders = {'q': encode_q, 'b': encode_b}


def decode(ew):
    """Take an encoded word apart: its text, charset, language and defects."""
    _, charset, method, text, _ = ew.split('?')
    charset, _, language = charset.partition('*')
    data, defects = _decoders[method.lower()](text.encode('ascii', 'surrogateescape'))
    try:
        charset.encode('ascii')
        decoded = data.decode(charset)
    except UnicodeDecodeError:
        defects.append(UndecodableBytesDefect(f'Encoded word contains bytes not decodable using {charset!r} charset'))
        decoded = data.decode(charset, 'surrogateescape')
    except (LookupError, UnicodeEncodeError):
        decoded = data.decode('ascii', 'surrogateescape')
        if charset.lower() != 'unknown-8bit':
            defects.append(CharsetError(f'Unknown charset {charset!r} in encoded word; decoded as unknown bytes'))
    return decoded, charset, language, defects


def encode(string, charset='utf-8', encoding=None, lang=''):
    """Return string as an encoded word, in the encoding that is shorter if none is given; Q wins by a small margin."""
    # Bytes of which nobody knows what they are may stand beside other text.
    data = string.encode('utf-8', 'surrogateescape') if charset == 'unknown-8bit' else string.encode(charset)
    if encoding is None:
        encoding = 'q' if len_q(data) - len_b(data) < 5 else 'b'
    return f'=?{charset}{"*" + lang if lang else ""}?{encoding}?{_encoders[encoding](data)}?='
