"""What is a coroutine, and how it is shown."""

import inspect
import os
import sys
import warnings
from collections.abc import Coroutine
from types import CoroutineType

__all__ = ('iscoroutinefunction', 'iscoroutine')

_is_coroutine = object()  # the value of an attribute of this name marks a function whose result is awaitable


def _is_debug_mode():
    """Tell whether new event loops are to check more."""
    flags = sys.flags
    return flags.dev_mode or not flags.ignore_environment and bool(os.environ.get('PYTHONASYNCIODEBUG'))


def _makes_coroutines(func):
    return inspect.iscoroutinefunction(func) or getattr(func, '_is_coroutine', None) is _is_coroutine


def iscoroutinefunction(func):
    """Tell whether calling func makes a coroutine. Deprecated, see inspect.iscoroutinefunction()."""
    warnings._deprecated('asyncio.iscoroutinefunction', f'{warnings._DEPRECATED_MSG}; use inspect.iscoroutinefunction() instead',
                         remove=(3, 16))
    return _makes_coroutines(func)


def iscoroutine(obj):
    """Tell whether obj is a coroutine, or looks like one."""
    return type(obj) is CoroutineType or isinstance(obj, Coroutine)


def _part(coro, name, otherwise=None):
    """Return an attribute of a coroutine, or of the generator it is made of."""
    for prefix in ('cr_', 'gi_'):
        if hasattr(coro, prefix + name):
            return getattr(coro, prefix + name)
    return otherwise


def _format_coroutine(coro):
    """Describe a coroutine: its name, if it runs, and where."""
    for attribute in ('__qualname__', '__name__'):
        if name := getattr(coro, attribute, None):
            break
    else:
        name = f'<{type(coro).__name__} without __name__>'
    shown = f'{name}()'
    code, frame = _part(coro, 'code'), _part(coro, 'frame')
    if not code:
        return shown + (' running' if _part(coro, 'running', False) else '')
    file = code.co_filename or '<empty co_filename>'
    if frame is None:
        return f'{shown} done, defined at {file}:{code.co_firstlineno}'
    return f'{shown} running at {file}:{frame.f_lineno}'
