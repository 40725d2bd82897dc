"""Calls that run elsewhere, in threads, interpreters or processes, and their results."""

from concurrent.futures._base import (ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, BrokenExecutor, CancelledError, Executor, Future,
                                      InvalidStateError, TimeoutError, as_completed, wait)

# The kinds of executors are imported when they are asked for.
_KINDS = {'ProcessPoolExecutor': 'process', 'ThreadPoolExecutor': 'thread'}
try:
    import _interpreters
except ImportError:
    pass
else:
    _KINDS['InterpreterPoolExecutor'] = 'interpreter'
    del _interpreters

__all__ = ['FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED', 'CancelledError', 'TimeoutError', 'InvalidStateError', 'BrokenExecutor',
           'Future', 'Executor', 'wait', 'as_completed', *_KINDS]


def __dir__():
    return [*__all__, '__author__', '__doc__']


def __getattr__(name):
    kind = _KINDS.get(name)
    if kind is None:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    from importlib import import_module
    found = globals()[name] = getattr(import_module(f'{__name__}.{kind}'), name)
    return found
