"""HTML: escaping of text, and back."""

__all__ = ['escape', 'unescape']

_marks = {'&': '&amp;', '<': '&lt;', '>': '&gt;'}
_plain = str.maketrans(_marks)
_quoted = str.maketrans({**_marks, '"': '&quot;', "'": '&#x27;'})


def escape(s, quote=True):
    """Return a string with &, < and > as entities, and with quote both kinds of quotes."""
    return s.translate(_quoted if quote else _plain)


# Numbers that stand for something else than the character of that number: those of Windows' Latin characters.
_replaced = {0: '\ufffd', 13: '\r'} | {code: bytes([code]).decode('cp1252', 'replace') for code in range(0x80, 0xA0)}
_replaced.update({code: chr(code) for code in (0x81, 0x8D, 0x8F, 0x90, 0x9D)})


def _by_number(digits):
    code = int(digits[1:].rstrip(';'), 16) if digits[:1] in 'xX' else int(digits.rstrip(';'))
    if code in _replaced:
        return _replaced[code]
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return '\ufffd'
    if code < 0x20 and code not in (9, 10, 12, 13) or 0x7F <= code < 0xA0 or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
        return ''
    return chr(code)


def _by_name(match):
    name = match[1]
    if name[0] == '#':
        return _by_number(name[1:])
    if name in _names:
        return _names[name]
    # Without a semicolon the longest name that fits counts.
    for end in range(len(name) - 1, 1, -1):
        if name[:end] in _names:
            return _names[name[:end]] + name[end:]
    return '&' + name


_reference = _names = None  # made by the first that needs them


def unescape(s):
    """Return a string with the characters that entities and numbers stand for."""
    global _reference, _names
    if '&' not in s:
        return s
    if _reference is None:
        import re
        from .entities import html5 as _names
        _reference = re.compile(r'&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)')
    return _reference.sub(_by_name, s)
