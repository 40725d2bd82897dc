"""Futures, and those of threads seen as such."""

import concurrent.futures

import _asyncio
from _asyncio import Future, future_add_to_awaited_by, future_discard_from_awaited_by
from asyncio import base_futures, events, exceptions
from asyncio.base_futures import isfuture

__all__ = ('Future', 'wrap_future', 'isfuture', 'future_add_to_awaited_by', 'future_discard_from_awaited_by')

# There is one implementation of these; programs that compare two find it under both names.
_PyFuture = _CFuture = Future
_py_future_add_to_awaited_by = _c_future_add_to_awaited_by = future_add_to_awaited_by
_py_future_discard_from_awaited_by = _c_future_discard_from_awaited_by = future_discard_from_awaited_by

_PENDING, _CANCELLED, _FINISHED = base_futures._PENDING, base_futures._CANCELLED, base_futures._FINISHED


def _get_loop(future):
    """Return the event loop of a future; older classes have an attribute for it."""
    try:
        ask = future.get_loop
    except AttributeError:
        return future._loop
    return ask()


def _set_result_unless_cancelled(future, result):
    if not future.cancelled():
        future.set_result(result)


# The same exceptions have two names, in threads and here.
_OURS = {concurrent.futures.CancelledError: exceptions.CancelledError,
         concurrent.futures.InvalidStateError: exceptions.InvalidStateError}


def _for_us(error):
    ours = _OURS.get(type(error))
    return ours(*error.args).with_traceback(error.__traceback__) if ours else error


def _copy_future_state(source, dest):
    """Let dest end like source, which is done; of threads or of event loops both."""
    if dest.cancelled():
        return
    assert source.done() and not dest.done()
    if source.cancelled():
        dest.cancel()
    elif (error := source.exception()) is not None:
        dest.set_exception(_for_us(error))
    else:
        dest.set_result(source.result())


def _chain_future(source, destination):
    """Let destination end like source, and source be cancelled like destination. Each may be of a thread or of an event loop."""
    for future, role in ((source, 'source'), (destination, 'destination')):
        if not (isfuture(future) or isinstance(future, concurrent.futures.Future)):
            raise TypeError(f'A future is required for {role} argument')
    home, goal = (_get_loop(future) if isfuture(future) else None for future in (source, destination))

    def pass_on(_):
        if destination.cancelled() and goal is not None and goal.is_closed():
            return
        if goal is None or goal is home:
            finish()
        elif not goal.is_closed():
            goal.call_soon_threadsafe(finish)

    def finish():
        if goal is None:
            # One of a thread can be cancelled only as long as it doesn't run.
            if source.cancelled():
                destination.cancel()
            if not destination.set_running_or_notify_cancel():
                return
        _copy_future_state(source, destination)

    def pass_back(_):
        if not destination.cancelled():
            return
        if home is None or home is goal or home is events._get_running_loop():
            source.cancel()
        else:
            home.call_soon_threadsafe(source.cancel)

    destination.add_done_callback(pass_back)
    source.add_done_callback(pass_on)


def wrap_future(future, *, loop=None):
    """Return a future of the event loop for one of a thread."""
    if isfuture(future):
        return future
    assert isinstance(future, concurrent.futures.Future), f'concurrent.futures.Future is expected, got {future!r}'
    here = (events.get_event_loop() if loop is None else loop).create_future()
    _chain_future(future, here)
    return here
