"""The encoding punycode (RFC 3492): any text in ASCII, the ASCII characters first, then numbers that say where the others go."""

import codecs
from . import _make

digits = b'abcdefghijklmnopqrstuvwxyz0123456789'

# The parameters of RFC 3492, section 5.
_base, _tmin, _tmax, _skew, _damp, _first_bias, _first_code = 36, 1, 26, 38, 700, 72, 128


def _threshold(place, bias):
    # place counts digits from 1.
    return min(max(_base * place - bias, _tmin), _tmax)


def adapt(delta, first, numchars):
    """Return the bias after a delta (section 6.1)."""
    delta = delta // _damp if first else delta // 2
    delta += delta // numchars
    rounds = 0
    while delta > (_base - _tmin) * _tmax // 2:
        delta //= _base - _tmin
        rounds += _base
    return rounds + (_base - _tmin + 1) * delta // (delta + _skew)


def _number(n, bias):
    # A delta as digits of varying weight, least first.
    out, place = bytearray(), 1
    while n >= (limit := _threshold(place, bias)):
        n, digit = divmod(n - limit, _base - limit)
        out.append(digits[limit + digit])
        place += 1
    out.append(digits[n])
    return bytes(out)


def punycode_encode(text):
    """Return the text as bytes."""
    basic = text.encode('ascii', 'ignore')
    result = bytearray(basic + b'-' if basic else b'')
    code, bias, delta, done = _first_code, _first_bias, 0, len(basic)
    codes = [ord(c) for c in text]
    for wanted in sorted({c for c in codes if c >= _first_code}):
        delta += (wanted - code) * (done + 1)
        code = wanted
        for c in codes:
            if c < code:
                delta += 1
            elif c == code:
                result += _number(delta, bias)
                bias = adapt(delta, done == len(basic), done + 1)
                done += 1
                delta = 0
        delta += 1
        code += 1
    return bytes(result)


def _read_number(data, position, bias, errors):
    # data: the digits in capital letters, as bytes. Returns the position behind and the number, or None where it is broken.
    number, weight, place = 0, 1, 1
    while True:
        if position >= len(data):
            if errors == 'strict':
                raise UnicodeDecodeError('punycode', data, position, position + 1, 'incomplete punycode string')
            return position + 1, None
        byte = data[position]
        position += 1
        if 0x41 <= byte <= 0x5A:
            digit = byte - 0x41
        elif 0x30 <= byte <= 0x39:
            digit = byte - 0x30 + 26
        elif errors == 'strict':
            raise UnicodeDecodeError('punycode', data, position - 1, position, f"Invalid extended code point '{byte}'")
        else:
            return position, None
        limit = _threshold(place, bias)
        number += digit * weight
        if digit < limit:
            return position, number
        weight *= _base - limit
        place += 1


def punycode_decode(text, errors):
    """Return the text that the bytes stand for."""
    if isinstance(text, str):
        text = text.encode('ascii')
    text = bytes(text)
    dash = text.rfind(b'-')
    basic = str(text[:max(dash, 0)], 'ascii', errors)
    data = text[dash + 1:].upper()
    result = list(basic)
    code, bias, slot, position = _first_code, _first_bias, -1, 0
    try:
        while position < len(data):
            position, delta = _read_number(data, position, bias, errors)
            if delta is None:
                break
            turns, slot = divmod(slot + 1 + delta, len(result) + 1)
            code += turns
            if code > 0x10FFFF:
                if errors == 'strict':
                    raise UnicodeDecodeError('punycode', data, position - 1, position,
                                             f'Invalid character U+{code:x}')
                code = ord('?')
            result.insert(slot, chr(code))
            bias = adapt(delta, len(result) == len(basic) + 1, len(result))
    except UnicodeDecodeError as error:
        shift = dash + 1
        raise UnicodeDecodeError(error.encoding, text, shift + error.start, shift + error.end, error.reason) from None
    return ''.join(result)


def _encode(input, errors='strict'):
    return punycode_encode(input), len(input)


def _decode(input, errors='strict'):
    if errors not in ('strict', 'replace', 'ignore'):
        raise UnicodeError(f'Unsupported error handling: {errors}')
    return punycode_decode(input, errors), len(input)


_make.stateless(globals(), 'punycode', _encode, _decode)
