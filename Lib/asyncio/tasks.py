"""Tasks, and ways to wait for some."""

import concurrent.futures
import functools
import inspect
import math
from types import CoroutineType, coroutine

from _asyncio import (Task, _enter_task, _leave_task, _register_eager_task, _register_task, _swap_current_task, _unregister_eager_task,
                      _unregister_task, all_tasks, current_task)
from asyncio import coroutines, events, exceptions, futures, queues, timeouts
from asyncio.futures import Future

__all__ = ('Task', 'create_task', 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED', 'wait', 'wait_for', 'as_completed', 'sleep',
           'gather', 'shield', 'ensure_future', 'run_coroutine_threadsafe', 'current_task', 'all_tasks', 'create_eager_task_factory',
           'eager_task_factory', '_register_task', '_unregister_task', '_enter_task', '_leave_task')

# There is one implementation of these; programs that compare two find it under both names.
_PyTask = _CTask = Task
for _name in ('current_task', 'all_tasks', 'register_task', 'register_eager_task', 'unregister_task', 'unregister_eager_task', 'enter_task',
              'leave_task', 'swap_current_task'):
    globals()['_py_' + _name] = globals()['_c_' + _name] = globals().get('_' + _name) or globals()[_name]
del _name

FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = (getattr(concurrent.futures, when) for when in
                                                   ('FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED'))


# Making tasks.

def create_task(coro, **kwargs):
    """Run a coroutine as a task of the running event loop; return the task. Keep it: the loop alone doesn't keep it alive."""
    return events.get_running_loop().create_task(coro, **kwargs)


def create_eager_task_factory(custom_task_constructor):
    """Return a task factory whose tasks run at once, until they have to wait."""

    def factory(loop, coro, *, eager_start=True, **kwargs):
        return custom_task_constructor(coro, loop=loop, eager_start=eager_start, **kwargs)

    return factory


eager_task_factory = create_eager_task_factory(Task)


def ensure_future(coro_or_future, *, loop=None):
    """Return a future as it is; make a task of a coroutine or of anything one can await."""
    made = None
    if type(coro_or_future) is CoroutineType:
        made = coro_or_future
    elif futures.isfuture(coro_or_future):
        if not (loop is None or loop is futures._get_loop(coro_or_future)):
            raise ValueError('The future belongs to a different loop than the one specified as the loop argument')
        return coro_or_future
    elif coroutines.iscoroutine(coro_or_future):
        made = coro_or_future
    elif inspect.isawaitable(coro_or_future):
        made = _await_it(coro_or_future)
    else:
        raise TypeError('An asyncio.Future, a coroutine or an awaitable is required')
    try:
        return (events.get_event_loop() if loop is None else loop).create_task(made)
    except RuntimeError:
        made.close()  # nobody else will
        raise


async def _await_it(awaitable):
    return await awaitable


def run_coroutine_threadsafe(coro, loop):
    """Run a coroutine in the event loop of another thread; return a concurrent.futures.Future."""
    if not coroutines.iscoroutine(coro):
        raise TypeError('A coroutine object is required')
    there = concurrent.futures.Future()

    def begin():
        try:
            futures._chain_future(ensure_future(coro, loop=loop), there)
        except BaseException as error:
            if there.set_running_or_notify_cancel():
                there.set_exception(error)
            raise  # it is reported here, too

    loop.call_soon_threadsafe(begin)
    return there


# Waiting.

@coroutine
def _give_way():
    """Let the others have their turn."""
    yield


async def sleep(delay, result=None):
    """Wait for delay seconds; return result."""
    if delay <= 0:
        await _give_way()
        return result
    if math.isnan(delay):
        raise ValueError('Invalid delay: NaN (not a number)')
    loop = events.get_running_loop()
    alarm = loop.create_future()
    timer = loop.call_later(delay, futures._set_result_unless_cancelled, alarm, result)
    try:
        return await alarm
    finally:
        timer.cancel()


def _forbid_coroutines(fs, expected):
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError(f'{expected}, not {type(fs).__name__}')


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    """Wait for futures, for timeout seconds at most; return the sets of those that are done and those that are not.

    return_when says when it is enough. Neither a timeout nor an exception raises anything here.
    """
    _forbid_coroutines(fs, 'expect a list of futures')
    if not fs:
        raise ValueError('Set of Tasks/Futures is empty.')
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f'Invalid return_when value: {return_when}')
    fs = set(fs)
    if any(map(coroutines.iscoroutine, fs)):
        raise TypeError('Passing coroutines is forbidden, use tasks explicitly.')
    await _wait(fs, timeout, return_when, events.get_running_loop())
    done = {future for future in fs if future.done()}
    return done, fs - done


async def _wait(fs, timeout, return_when, loop):
    enough = loop.create_future()
    left = len(fs)
    me = current_task(loop)

    def note(future):
        nonlocal left
        left -= 1
        if enough.done():
            return
        if (left <= 0 or return_when == FIRST_COMPLETED
                or return_when == FIRST_EXCEPTION and not future.cancelled() and future.exception() is not None):
            enough.set_result(None)

    timer = None if timeout is None else loop.call_later(timeout, futures._set_result_unless_cancelled, enough, None)
    for future in fs:
        future.add_done_callback(note)
        futures.future_add_to_awaited_by(future, me)
    try:
        await enough
    finally:
        if timer is not None:
            timer.cancel()
        for future in fs:
            future.remove_done_callback(note)
            futures.future_discard_from_awaited_by(future, me)


async def wait_for(fut, timeout):
    """Wait for something awaitable; after timeout seconds cancel it and raise TimeoutError. None: wait as long as it takes."""
    if timeout is not None and timeout <= 0:
        # What is done already has its result all the same.
        fut = ensure_future(fut)
        if not fut.done():
            await _cancel_and_wait(fut)
            try:
                return fut.result()
            except exceptions.CancelledError as error:
                raise TimeoutError from error
        return fut.result()
    if fut is not None and not (futures.isfuture(fut) or coroutines.iscoroutine(fut)):
        fut = ensure_future(fut)
    async with timeouts.timeout(timeout):
        return await fut


def _me(loop):
    """Return the task that runs now, if it is one of the loop."""
    return current_task(loop) if events._get_running_loop() is loop else None


async def _cancel_and_wait(future):
    """Cancel a future and wait until it is really done, whatever it ends with."""
    loop = events.get_running_loop()
    over = loop.create_future()
    me = current_task(loop)
    tell = functools.partial(_wake, over)
    future.add_done_callback(tell)
    futures.future_add_to_awaited_by(future, me)
    try:
        future.cancel()
        await over
    finally:
        future.remove_done_callback(tell)
        futures.future_discard_from_awaited_by(future, me)


def _wake(waiter, *_):
    if not waiter.done():
        waiter.set_result(None)


class _AsCompletedIterator:
    """What as_completed() returns: an iterator over awaitables, and an asynchronous one over the futures themselves."""

    def __init__(self, aws, timeout):
        self._arrived = queues.Queue()  # futures that are done; None for each that isn't, once time is up
        self._loop = events.get_event_loop()
        self._waited_for = set([ensure_future(aw, loop=self._loop) for aw in dict.fromkeys(aws)])  # tasks begin in order
        self._left = len(self._waited_for)  # how often there is still something to return
        self._timer, self._task = None, _me(self._loop)
        for future in self._waited_for:
            future.add_done_callback(self._arrive)
            futures.future_add_to_awaited_by(future, self._task)
        if timeout is not None and self._waited_for:
            self._timer = self._loop.call_later(timeout, self._time_is_up)

    def __iter__(self):
        return self

    def __next__(self):
        self._count(StopIteration)
        return self._wait_for_one(result=True)

    def __aiter__(self):
        return self

    async def __anext__(self):
        self._count(StopAsyncIteration)
        return await self._wait_for_one(result=False)

    def _count(self, end):
        if not self._left:
            raise end
        self._left -= 1

    def _arrive(self, future):
        if future in self._waited_for:
            self._waited_for.remove(future)
            futures.future_discard_from_awaited_by(future, self._task)
            self._arrived.put_nowait(future)
            if not self._waited_for and self._timer is not None:
                self._timer.cancel()

    def _time_is_up(self):
        late, self._waited_for = self._waited_for, set()
        for future in late:
            future.remove_done_callback(self._arrive)
            futures.future_discard_from_awaited_by(future, self._task)
            self._arrived.put_nowait(None)

    async def _wait_for_one(self, result):
        future = await self._arrived.get()
        if future is None:
            raise exceptions.TimeoutError
        return future.result() if result else future


def as_completed(fs, *, timeout=None):
    """Return an iterator over awaitables as they get done.

    A plain for loop gets coroutines that return the next result; async for gets the futures, those given themselves. When
    timeout seconds are over before all are done, what is left raises TimeoutError.
    """
    _forbid_coroutines(fs, 'expects an iterable of awaitables')
    return _AsCompletedIterator(fs, timeout)


# Several as one.

class _GatheringFuture(Future):
    """The future of gather(): to cancel it is to cancel all that it gathers."""

    _cancel_asked = False

    def __init__(self, children, *, loop):
        super().__init__(loop=loop)
        self._children = children

    def cancel(self, msg=None):
        """Cancel all that isn't done; tell whether there was something."""
        if self.done():
            return False
        # Not a generator: each one is to be cancelled.
        some = any([child.cancel(msg=msg) for child in self._children])
        if some:
            # Also when a child makes nothing of it, or none of its errors is to be raised, this future is cancelled in the end.
            self._cancel_asked = True
        return some


def _outcome(child):
    """Return the result of a future that is done, or its exception."""
    if child.cancelled():
        # A traceback would lead nowhere: this was never raised.
        return exceptions.CancelledError('' if child._cancel_message is None else child._cancel_message)
    error = child.exception()
    return child.result() if error is None else error


def gather(*coros_or_futures, return_exceptions=False):
    """Run awaitables concurrently; return a future of the list of their results, in the order given.

    The first exception ends the future, and the others go on; with return_exceptions exceptions are results like others.
    To cancel the future is to cancel all that it waits for.
    """
    if not coros_or_futures:
        nothing = events.get_event_loop().create_future()
        nothing.set_result([])
        return nothing
    loop = None
    unique, children = {}, []
    for thing in coros_or_futures:
        future = unique.get(thing)
        if future is None:
            future = ensure_future(thing, loop=loop)
            if loop is None:
                loop = futures._get_loop(future)
            if future is not thing:
                future._log_destroy_pending = False  # nobody but us has it
            unique[thing] = future
        children.append(future)
    waiting = len(unique)
    me = _me(loop)
    outer = None

    def note(child):
        nonlocal waiting
        waiting -= 1
        if me is not None:
            futures.future_discard_from_awaited_by(child, me)
        if outer is None or outer.done():
            if not child.cancelled():
                child.exception()  # it was looked at
            return
        if not return_exceptions:
            error = child._make_cancelled_error() if child.cancelled() else child.exception()
            if error is not None:
                outer.set_exception(error)
                for other in unique.values() if me is not None else ():
                    futures.future_discard_from_awaited_by(other, me)
                return
        if waiting:
            return
        if outer._cancel_asked:
            outer.set_exception(child._make_cancelled_error())
        elif return_exceptions:
            outer.set_result([_outcome(each) for each in children])
        else:
            outer.set_result([each.result() for each in children])

    finished = []
    for future in unique.values():
        if future.done():
            finished.append(future)
        else:
            if me is not None:
                futures.future_add_to_awaited_by(future, me)
            future.add_done_callback(note)
    outer = _GatheringFuture(children, loop=loop)
    # Eager tasks may be done already.
    for future in finished:
        note(future)
    return outer


def _log_on_exception(future):
    """Report the exception of a shielded future that nobody waits for any more."""
    if future.cancelled() or (error := future.exception()) is None:
        return
    report = {'message': f'{type(error).__name__} exception in shielded future', 'exception': error, 'future': future}
    if future._source_traceback:
        report['source_traceback'] = future._source_traceback
    futures._get_loop(future).call_exception_handler(report)


def shield(arg):
    """Return a future that ends like arg, but to cancel it does not cancel arg."""
    if (inner := ensure_future(arg)).done():
        return inner
    loop = futures._get_loop(inner)
    outer, me = loop.create_future(), _me(loop)
    if me is not None:
        futures.future_add_to_awaited_by(inner, me)

    def inner_ends(_):
        if not outer.cancelled():
            futures._copy_future_state(inner, outer)

    def outer_ends(_):
        if me is not None:
            futures.future_discard_from_awaited_by(inner, me)
        if not inner.done():
            inner.remove_done_callback(inner_ends)
            # However many shields are cancelled, once is enough.
            for change in (inner.remove_done_callback, inner.add_done_callback):
                change(_log_on_exception)

    inner.add_done_callback(inner_ends)
    outer.add_done_callback(outer_ends)
    return outer
