"""The scanner: finds out which kind of value begins at a place."""

try:
    from _json import make_scanner as c_make_scanner
except ImportError:
    c_make_scanner = None

__all__ = ['make_scanner']

_words = (('null', None), ('true', True), ('false', False))


def _digits_from(s, at):
    while at < len(s) and '0' <= s[at] <= '9':
        at += 1
    return at


def _number_end(s, start):
    # Returns where the number ends, and whether it is whole; None if there is no number.
    at = start + 1 if s[start:start + 1] == '-' else start
    end = _digits_from(s, at)
    if end == at:
        return None
    if s[at] == '0':
        end = at + 1
    whole = end
    if s[end:end + 1] == '.' and (fraction := _digits_from(s, end + 1)) > end + 1:
        end = fraction
    if s[end:end + 1] in ('e', 'E'):
        digits = end + 2 if s[end + 1:end + 2] in ('+', '-') else end + 1
        if (exponent := _digits_from(s, digits)) > digits:
            end = exponent
    return end, end == whole


def py_make_scanner(context):
    """Return a function of text and place that returns a value and the place behind it."""
    memo = context.memo

    def scan(s, at):
        if at < 0:
            raise ValueError('idx cannot be negative')
        c = s[at:at + 1]
        if not c:
            raise StopIteration(at)
        if c == '"':
            return context.parse_string(s, at + 1, context.strict)
        if c == '{':
            return context.parse_object((s, at + 1), context.strict, scan, context.object_hook,
                                        context.object_pairs_hook, memo)
        if c == '[':
            return context.parse_array((s, at + 1), scan)
        for word, value in _words:
            if s.startswith(word, at):
                return value, at + len(word)
        if found := _number_end(s, at):
            end, whole = found
            return (context.parse_int if whole else context.parse_float)(s[at:end]), end
        for word in ('NaN', 'Infinity', '-Infinity'):
            if s.startswith(word, at):
                return context.parse_constant(word), at + len(word)
        raise StopIteration(at)

    def scan_once(s, idx):
        try:
            return scan(s, idx)
        finally:
            memo.clear()

    return scan_once


make_scanner = c_make_scanner or py_make_scanner
