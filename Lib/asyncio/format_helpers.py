"""How functions, their arguments and places in programs are shown."""

import functools
import inspect
import reprlib
import sys
import traceback

from asyncio import constants


def _get_function_source(func):
    """Return the file and line where a function begins; None for what isn't written in Python."""
    inner = inspect.unwrap(func)
    while isinstance(inner, (functools.partial, functools.partialmethod)):
        inner = inspect.unwrap(inner.func)
    code = inner.__code__ if inspect.isfunction(inner) else None
    return code and (code.co_filename, code.co_firstlineno)


def _format_args_and_kwargs(args, kwargs, *, debug=False):
    """Show arguments; they are left out except in debug mode, as they may be secret."""
    shown = [] if not debug else [*map(reprlib.repr, args), *(f'{name}={reprlib.repr(value)}' for name, value in (kwargs or {}).items())]
    return f'({", ".join(shown)})'


def _format_callback(func, args, kwargs, *, debug=False, suffix=''):
    """Show a call; those of a partial function have several pairs of parentheses."""
    shown = [suffix, _format_args_and_kwargs(args, kwargs, debug=debug)]
    while isinstance(func, functools.partial):
        shown.append(_format_args_and_kwargs(func.args, func.keywords, debug=debug))
        func = func.func
    shown.append(getattr(func, '__qualname__', None) or getattr(func, '__name__', None) or repr(func))
    return ''.join(reversed(shown))


def _format_callback_source(func, args, *, debug=False):
    """Show a call and where its function is."""
    place = _get_function_source(func)
    return _format_callback(func, args, None, debug=debug) + (f' at {place[0]}:{place[1]}' if place else '')


def extract_stack(f=None, limit=None):
    """Return the summary of a frame's stack, by default the caller's, cut to a sensible depth; the newest frame is the last."""
    if f is None:
        f = sys._getframe(1)
    summary = traceback.StackSummary.extract(traceback.walk_stack(f), limit=limit or constants.DEBUG_STACK_DEPTH, lookup_lines=False)
    summary.reverse()
    return summary
