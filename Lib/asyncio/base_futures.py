"""What is a future, and how it is shown."""

import reprlib
from _thread import get_ident

from asyncio import format_helpers

__all__ = ()

_PENDING, _CANCELLED, _FINISHED = 'PENDING', 'CANCELLED', 'FINISHED'


def isfuture(obj):
    """Tell whether obj behaves like a future: its class says so by an attribute."""
    return hasattr(obj.__class__, '_asyncio_future_blocking') and obj._asyncio_future_blocking is not None


def _format_callbacks(callbacks):
    """Show the functions, of pairs of one and a context, that a future will call; of many the first and the last."""
    shown = [format_helpers._format_callback_source(function, ()) for function, _ in (callbacks[:1] + callbacks[1:][-1:])]
    if len(callbacks) > 2:
        shown.insert(1, f'<{len(callbacks) - 2} more>')
    return f'cb=[{", ".join(shown)}]'


def _future_repr_info(future):
    """Return the words that describe a future."""
    words = [future._state.lower()]
    if future._state == _FINISHED:
        if future._exception is not None:
            words.append(f'exception={future._exception!r}')
        else:
            words.append(f'result={reprlib.repr(future._result)}')
    if future._callbacks:
        words.append(_format_callbacks(future._callbacks))
    if place := future._source_traceback:
        words.append(f'created at {place[-1][0]}:{place[-1][1]}')
    return words


_being_shown = set()


def _future_repr(future):
    key = id(future), get_ident()
    if key in _being_shown:
        return '...'
    _being_shown.add(key)
    try:
        info = getattr(future, '_repr_info', None)
        words = info() if info else _future_repr_info(future)
    finally:
        _being_shown.discard(key)
    return f'<{type(future).__name__} {" ".join(words)}>'
