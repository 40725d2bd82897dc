"""Matching of file names against shell patterns: * any characters, ? one character, [seq] or [!seq] one of some."""

import functools
import os
import re

__all__ = ['filter', 'filterfalse', 'fnmatch', 'fnmatchcase', 'translate']


def fnmatch(name, pat):
    """Tell if a name matches a pattern, both brought to the case that the system's file names have."""
    return fnmatchcase(os.path.normcase(name), os.path.normcase(pat))


def fnmatchcase(name, pat):
    """Tell if a name matches a pattern; case counts."""
    return _matcher(pat)(name) is not None


@functools.lru_cache(maxsize=32768, typed=True)
def _matcher(pattern):
    if isinstance(pattern, bytes):
        expression = translate(pattern.decode('iso-8859-1')).encode('iso-8859-1')
    else:
        expression = translate(pattern)
    return re.compile(expression).match


def _chosen(names, pattern, keep):
    normcase = os.path.normcase
    match = _matcher(normcase(pattern))
    if os.name == 'posix':
        # Nothing to change in names of either case.
        return [name for name in names if (match(name) is not None) is keep]
    return [name for name in names if (match(normcase(name)) is not None) is keep]


def filter(names, pat):
    """Return the names that match the pattern, as a list."""
    return _chosen(names, pat, True)


def filterfalse(names, pat):
    """Return the names that don't match the pattern, as a list."""
    return _chosen(names, pat, False)


def translate(pat):
    """Return the pattern as a regular expression."""
    pieces = pattern_pieces(pat, '.')
    first, *groups = _split_at_stars(pieces)
    if not groups:
        return f'(?s:{first})\\z'
    *middle, last = groups
    # What stands between two stars is found once and for all: no other place for it would do better.
    return f'(?s:{first}{"".join(f"(?>.*?{fixed})" for fixed in middle)}.*{last})\\z'


def _split_at_stars(pieces):
    groups = [[]]
    for piece in pieces:
        if piece is None:
            if len(groups) == 1 or groups[-1]:
                groups.append([])
        else:
            groups[-1].append(piece)
    return [''.join(group) for group in groups]


def pattern_pieces(pattern, any_character):
    """Return a shell pattern as a list of regular expressions, None for a star."""
    pieces, at = [], 0
    while at < len(pattern):
        character = pattern[at]
        at += 1
        if character == '*':
            pieces.append(None)
        elif character == '?':
            pieces.append(any_character)
        elif character == '[' and (end := _end_of_set(pattern, at)) is not None:
            pieces.append(_set(pattern[at:end]))
            at = end + 1
        else:
            pieces.append(re.escape(character))
    return pieces


def _end_of_set(pattern, start):
    # A closing bracket that comes first, or first behind the !, belongs to the set.
    skip = 2 if pattern.startswith('!', start) else 1
    end = pattern.find(']', start + skip)
    return None if end < 0 else end


def _set(content):
    negated = content[0] == '!'
    if negated:
        content = content[1:]
    members, at = [], 0
    while at < len(content):
        low = content[at]
        if content[at + 1:at + 2] == '-' and at + 2 < len(content):
            high = content[at + 2]
            at += 3
            if low <= high:
                members.append(f'{_member(low)}-{_member(high)}')
        else:
            members.append(_member(low))
            at += 1
    inside = ''.join(members)
    if negated:
        return f'[^{inside}]' if inside else '.'
    if not inside:
        return '(?!)'
    return f'[\\{inside}]' if inside[0] in '^[' else f'[{inside}]'


def _member(character):
    return '\\' + character if character in '\\-&~|' else character
