"""What the assertions need to show and compare values."""

from collections import Counter, namedtuple
from os.path import commonprefix

__unittest = True

_MAX_LENGTH = 80
_PLACEHOLDER_LEN = 12
_MIN_BEGIN_LEN = _MIN_END_LEN = _MIN_COMMON_LEN = 5
_MIN_DIFF_LEN = _MAX_LENGTH - (_MIN_BEGIN_LEN + _PLACEHOLDER_LEN + _MIN_COMMON_LEN + _PLACEHOLDER_LEN + _MIN_END_LEN)


def _shorten(s, prefixlen, suffixlen):
    """Leave out the middle of a text, unless that would hardly make it shorter."""
    left_out = len(s) - prefixlen - suffixlen
    if left_out <= _PLACEHOLDER_LEN:
        return s
    return f'{s[:prefixlen]}[{left_out} chars]{s[len(s) - suffixlen:]}'


def _common_shorten_repr(*args):
    """Return the reprs of values, cut so that the place shows where they differ."""
    texts = tuple(safe_repr(arg) for arg in args)
    longest = max(map(len, texts))
    if longest <= _MAX_LENGTH:
        return texts
    same = len(prefix := commonprefix(texts))
    kept = _MAX_LENGTH - (longest - same + _MIN_BEGIN_LEN + _PLACEHOLDER_LEN)
    if kept > _MIN_COMMON_LEN:
        prefix = _shorten(prefix, _MIN_BEGIN_LEN, kept)
        return tuple(prefix + text[same:] for text in texts)
    prefix = _shorten(prefix, _MIN_BEGIN_LEN, _MIN_COMMON_LEN)
    return tuple(prefix + _shorten(text[same:], _MIN_DIFF_LEN, _MIN_END_LEN) for text in texts)


def safe_repr(obj, short=False):
    """Return repr(obj), or that of any object when it fails; with short only its beginning."""
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    if short and len(text) >= _MAX_LENGTH:
        return f'{text[:_MAX_LENGTH]} [truncated]...'
    return text


def strclass(cls):
    """Return the full name of a class."""
    return f'{cls.__module__}.{cls.__qualname__}'


def sorted_list_difference(expected, actual):
    """Return what is only in the first and what is only in the second of two sorted lists."""
    missing, unexpected = [], []
    i = j = 0
    while i < len(expected) and j < len(actual):
        left, right = expected[i], actual[j]
        if left == right:
            while i < len(expected) and expected[i] == left:
                i += 1
            while j < len(actual) and actual[j] == left:
                j += 1
        elif left < right:
            missing.append(left)
            while i < len(expected) and expected[i] == left:
                i += 1
        else:
            unexpected.append(right)
            while j < len(actual) and actual[j] == right:
                j += 1
    return missing + expected[i:], unexpected + actual[j:]


def unorderable_list_difference(expected, actual):
    """The same for lists whose items can't be sorted; both lists are used up."""
    missing = []
    while expected:
        item = expected.pop()
        if item in actual:
            actual.remove(item)
        else:
            missing.append(item)
    return missing, actual


def three_way_cmp(x, y):
    """Return -1, 0 or 1 as x is less than, equal to or greater than y."""
    return (x > y) - (x < y)


_Mismatch = namedtuple('Mismatch', 'actual expected value')


def _count_diff_all_purpose(actual, expected):
    """List the values that occur a different number of times, whatever they are."""
    out = []
    left, right = list(actual), list(expected)
    marker = object()  # in the place of what was counted
    for items, others, first in ((left, right, True), (right, left, False)):
        for at, value in enumerate(items):
            if value is marker:
                continue
            counts = []
            for sequence in (items, others):
                found = [i for i, other in enumerate(sequence) if other is not marker and other == value]
                counts.append(len(found))
                for i in found:
                    sequence[i] = marker
            if first and counts[0] != counts[1]:
                out.append(_Mismatch(counts[0], counts[1], value))
            elif not first:
                out.append(_Mismatch(counts[1], counts[0], value))
    return out


def _count_diff_hashable(actual, expected):
    """List the values that occur a different number of times, by hashing them."""
    left, right = Counter(actual), Counter(expected)
    return ([_Mismatch(count, right[value], value) for value, count in left.items() if count != right.get(value, 0)]
            + [_Mismatch(0, count, value) for value, count in right.items() if value not in left])
