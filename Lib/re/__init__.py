"""Regular expressions.

The functions take a pattern as text or as compile() returns it. Patterns are parsed, compiled and run by the module _sre.
"""

import enum
from _sre import Match, Pattern, build as _build, compile_template as _compile_template, purge as _purge

__all__ = ['match', 'fullmatch', 'search', 'sub', 'subn', 'split', 'findall', 'finditer', 'compile', 'purge', 'escape', 'error',
           'Pattern', 'Match', 'A', 'I', 'L', 'M', 'S', 'X', 'U', 'ASCII', 'IGNORECASE', 'LOCALE', 'MULTILINE', 'DOTALL',
           'VERBOSE', 'UNICODE', 'NOFLAG', 'RegexFlag', 'PatternError']


@enum.global_enum
class RegexFlag(enum.IntFlag, boundary=enum.KEEP):
    """What compile() can be told about a pattern."""

    NOFLAG = 0
    ASCII = A = 256       # \w, \b, \s and \d know ASCII only
    IGNORECASE = I = 2
    LOCALE = L = 4        # \w, \b and letter case are those of the locale, for bytes only
    UNICODE = U = 32      # \w, \b, \s and \d know all characters: so it is for text
    MULTILINE = M = 8     # ^ and $ match at every line
    DOTALL = S = 16       # . matches a newline, too
    VERBOSE = X = 64      # white space and comments don't count
    DEBUG = 128           # print the compiled pattern

    __str__ = object.__str__
    _numeric_repr_ = hex


class PatternError(Exception):
    """A pattern that can't be compiled, with msg, pattern, pos, lineno and colno."""

    __module__ = 're'

    def __init__(self, msg, pattern=None, pos=None):
        self.msg, self.pattern, self.pos = msg, pattern, pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = '\n' if isinstance(pattern, str) else b'\n'
            self.lineno = 1 + pattern.count(newline, 0, pos)
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg += f' at position {pos}'
            if newline in pattern:
                msg += f' (line {self.lineno}, column {self.colno})'
        super().__init__(msg)


_compile = _build
error = PatternError


class _Zero(int):
    """The default of arguments that should be passed by name."""


_zero = _Zero()


def _take(function, names, given, values):
    """Sort out arguments that were passed by position but should have been named."""
    for at, value in enumerate(given):
        if at == 2:
            raise TypeError(f'{function} takes from {names} to {int(names) + 2} positional arguments '
                            f'but {int(names) + len(given)} were given')
        (name, named) = values[at]
        if named is not _zero:
            raise TypeError(f'{function} got multiple values for argument {name!r}')
        values[at] = name, value
    import warnings
    warnings.warn(f'{values[0][0]!r} is passed as positional argument', DeprecationWarning, stacklevel=3)
    return values[0][1], values[1][1]


def match(pattern, string, flags=0):
    """Match at the beginning of the string; return a Match or None."""
    return _build(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """Match the whole string; return a Match or None."""
    return _build(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """Find the first match in the string; return a Match or None."""
    return _build(pattern, flags).search(string)


def sub(pattern, repl, string, *args, count=_zero, flags=_zero):
    """Replace the matches, count of them at most, by a text with references to groups or by what a function returns."""
    if args:
        count, flags = _take('sub()', '3', args, [('count', count), ('flags', flags)])
    return _build(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, *args, count=_zero, flags=_zero):
    """Replace as sub() does; return the new string and the number of replacements."""
    if args:
        count, flags = _take('subn()', '3', args, [('count', count), ('flags', flags)])
    return _build(pattern, flags).subn(repl, string, count)


def split(pattern, string, *args, maxsplit=_zero, flags=_zero):
    """Split the string at the matches; the texts of groups become part of the list."""
    if args:
        maxsplit, flags = _take('split()', '2', args, [('maxsplit', maxsplit), ('flags', flags)])
    return _build(pattern, flags).split(string, maxsplit)


sub.__text_signature__ = subn.__text_signature__ = '(pattern, repl, string, count=0, flags=0)'
split.__text_signature__ = '(pattern, string, maxsplit=0, flags=0)'


def findall(pattern, string, flags=0):
    """Return a list of the matches: their texts, or the texts of their groups."""
    return _build(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """Iterate over the matches."""
    return _build(pattern, flags).finditer(string)


def compile(pattern, flags=0):
    """Return a Pattern."""
    return _build(pattern, flags)


def purge():
    """Forget the patterns that were compiled."""
    _purge()


_special_chars_map = {c: f'\\{c:c}' for c in b'()[]{}?*+-|^$\\.&~# \t\n\r\v\f'}


def escape(pattern):
    """Put a backslash before each character that means something in a pattern."""
    if isinstance(pattern, str):
        return pattern.translate(_special_chars_map)
    return str(pattern, 'latin1').translate(_special_chars_map).encode('latin1')


def _pickle(pattern):
    return _build, (pattern.pattern, pattern.flags)


def _register():
    import copyreg
    copyreg.pickle(Pattern, _pickle, _build)


_register()
del _register


class Scanner:
    """Splits text into tokens by a list of patterns, each with what to make of its matches."""

    def __init__(self, lexicon, flags=0):
        if isinstance(flags, RegexFlag):
            flags = flags.value
        self.lexicon = lexicon
        self._actions = {}
        parts, group = [], 1
        for phrase, action in lexicon:
            self._actions[group] = action
            parts.append(f'({phrase})')
            group += 1 + _build(phrase, flags).groups
        self.scanner = _build('|'.join(parts), flags)

    def scan(self, string):
        """Return the list of tokens and what is left of the string where no pattern matches."""
        result = []
        find = self.scanner.scanner(string).match
        end = 0
        while found := find():
            if end == found.end():
                break
            action = self._actions[found.lastindex]
            if callable(action):
                self.match = found
                action = action(self, found.group())
            if action is not None:
                result.append(action)
            end = found.end()
        return result, string[end:]
