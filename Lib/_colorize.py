"""Colours of what the library prints on a terminal."""

import os
import sys

COLORIZE = True

_NORMAL = dict(BLACK=30, RED=31, GREEN=32, YELLOW=33, BLUE=34, MAGENTA=35, CYAN=36, WHITE=37)


def _codes():
    """Each name of a colour with its escape sequence."""
    yield 'RESET', '\x1b[0m'
    for name, number in _NORMAL.items():
        yield name, f'\x1b[{number}m'
        yield 'BOLD_' + name, f'\x1b[1;{number}m'
        yield 'BACKGROUND_' + name, f'\x1b[{number + 10}m'
        yield 'INTENSE_' + name, f'\x1b[{number + 60}m'
        yield 'INTENSE_BACKGROUND_' + name, f'\x1b[{number + 70}m'
    yield 'GREY', '\x1b[90m'
    yield 'BOLD', '\x1b[1m'


class ANSIColors:
    """The escape sequences as attributes."""


class _NoColors(ANSIColors):
    """The same attributes, all empty."""


for _name, _code in _codes():
    setattr(ANSIColors, _name, _code)
    setattr(_NoColors, _name, '')
ColorCodes = {code for _, code in _codes()}
NoColors = _NoColors()


class ThemeSection:
    """A mapping of roles to escape sequences; the roles are attributes, too."""

    _roles = {}

    def __init__(self, **colors):
        for role, color in {**self._roles, **colors}.items():
            setattr(self, role, color)

    def copy_with(self, **colors):
        return type(self)(**{**vars(self), **colors})

    @classmethod
    def no_colors(cls):
        return cls(**dict.fromkeys(cls._roles, ''))

    def __getitem__(self, role):
        return vars(self)[role]

    def __iter__(self):
        return iter(vars(self))

    def __len__(self):
        return len(vars(self))

    def keys(self):
        return vars(self).keys()

    def values(self):
        return vars(self).values()

    def items(self):
        return vars(self).items()

    def __eq__(self, other):
        return type(other) is type(self) and vars(self) == vars(other)

    def __repr__(self):
        return f'{type(self).__name__}({", ".join(f"{k}={v!r}" for k, v in vars(self).items())})'


_C = ANSIColors


class Argparse(ThemeSection):
    _roles = dict(
        usage=_C.BOLD_BLUE, prog=_C.BOLD_MAGENTA, prog_extra=_C.MAGENTA, heading=_C.BOLD_BLUE, summary_long_option=_C.CYAN,
        summary_short_option=_C.GREEN, summary_label=_C.YELLOW, summary_action=_C.GREEN, long_option=_C.BOLD_CYAN,
        short_option=_C.BOLD_GREEN, label=_C.BOLD_YELLOW, action=_C.BOLD_GREEN, reset=_C.RESET)


class Syntax(ThemeSection):
    _roles = dict(
        prompt=_C.BOLD_MAGENTA, keyword=_C.BOLD_BLUE, keyword_constant=_C.BOLD_BLUE, builtin=_C.CYAN, comment=_C.RED,
        string=_C.GREEN, number=_C.YELLOW, op=_C.RESET, definition=_C.BOLD, soft_keyword=_C.BOLD_BLUE, reset=_C.RESET)


class Traceback(ThemeSection):
    _roles = dict(
        type=_C.BOLD_MAGENTA, message=_C.MAGENTA, filename=_C.MAGENTA, line_no=_C.MAGENTA, frame=_C.MAGENTA,
        error_highlight=_C.BOLD_RED, error_range=_C.RED, reset=_C.RESET)


class Unittest(ThemeSection):
    _roles = dict(passed=_C.GREEN, warn=_C.YELLOW, fail=_C.RED, fail_info=_C.BOLD_RED, reset=_C.RESET)


class Theme:
    """All sections."""

    _sections = dict(argparse=Argparse, syntax=Syntax, traceback=Traceback, unittest=Unittest)

    def __init__(self, **sections):
        for name, cls in self._sections.items():
            setattr(self, name, sections.get(name) or cls())

    def copy_with(self, **sections):
        return type(self)(**{**vars(self), **{name: section for name, section in sections.items() if section is not None}})

    @classmethod
    def no_colors(cls):
        return cls(**{name: section.no_colors() for name, section in cls._sections.items()})

    def __eq__(self, other):
        return type(other) is type(self) and vars(self) == vars(other)

    def __repr__(self):
        return f'Theme({", ".join(f"{k}={v!r}" for k, v in vars(self).items())})'


default_theme = _theme = Theme()
theme_no_color = Theme.no_colors()


def set_theme(t):
    """Set the theme that get_theme gives."""
    global _theme
    if not isinstance(t, Theme):
        raise ValueError(f'Expected Theme object, found {t}')
    _theme = t


def get_colors(colorize=False, *, file=None):
    """Return the colours, empty ones where they aren't wanted."""
    return ANSIColors() if colorize or can_colorize(file=file) else NoColors


def get_theme(*, tty_file=None, force_color=False, force_no_color=False):
    """Return the theme, an empty one where colours aren't wanted."""
    if force_color or not force_no_color and can_colorize(file=tty_file):
        return _theme
    return theme_no_color


def decolor(text):
    """Return a text without its colours."""
    for code in ColorCodes:
        text = text.replace(code, '')
    return text


def can_colorize(*, file=None):
    """Tell whether text for a file (standard output) may be coloured: the environment decides, then whether it is a terminal."""
    environ = {} if sys.flags.ignore_environment else os.environ
    if file is None:
        file = sys.stdout
    for value, answer in (('0', False), ('1', True)):
        if environ.get('PYTHON_COLORS') == value:
            return answer
    if environ.get('NO_COLOR'):
        return False
    if not COLORIZE:
        return False
    if environ.get('FORCE_COLOR'):
        return True
    if environ.get('TERM') == 'dumb' or not hasattr(file, 'fileno'):
        return False
    try:
        return os.isatty(file.fileno())
    except OSError:
        return hasattr(file, 'isatty') and file.isatty()
