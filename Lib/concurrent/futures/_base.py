"""What all executors share: futures, ways to wait for them, and the executor's interface."""

import threading
from _queue import Empty, SimpleQueue
from collections import deque, namedtuple
from itertools import islice
from time import monotonic
from types import GenericAlias
from weakref import ref

FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED'

# The states of a future. One that was cancelled counts as settled when its executor has found out.
PENDING, RUNNING, FINISHED = 'PENDING', 'RUNNING', 'FINISHED'
CANCELLED, CANCELLED_AND_NOTIFIED = 'CANCELLED', 'CANCELLED_AND_NOTIFIED'
_GIVEN_UP = frozenset({CANCELLED, CANCELLED_AND_NOTIFIED})
_OVER = _GIVEN_UP | {FINISHED}
_SETTLED = frozenset({CANCELLED_AND_NOTIFIED, FINISHED})

TimeoutError = TimeoutError


class Error(Exception):
    """Something about a future is wrong."""


class CancelledError(Error):
    """The future was cancelled."""


class InvalidStateError(Error):
    """The future can't do this in its state."""


class BrokenExecutor(RuntimeError):
    """The executor can't run anything any more."""


def __getattr__(name):
    # Logging is imported by those who need it.
    if name == 'LOGGER':
        from logging import getLogger
        return getLogger('concurrent.futures')
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


class Future:
    """The result of a call that runs elsewhere, once it is there."""

    def __init__(self):
        self._condition = threading.Condition()
        self._state = PENDING
        self._result = self._exception = None
        self._callbacks = []  # of users: called with the future when it is done
        self._watchers = []  # of wait() and as_completed(): called, with the lock held, when it is settled

    __class_getitem__ = classmethod(GenericAlias)

    def __repr__(self):
        with self._condition:
            words = [f'state={"cancelled" if self._state in _GIVEN_UP else self._state.lower()}']
            if self._state == FINISHED:
                if self._exception is None:
                    words.append(f'returned {type(self._result).__name__}')
                else:
                    words.append(f'raised {type(self._exception).__name__}')
        return f'<{type(self).__name__} at {id(self):#x} {" ".join(words)}>'

    # Questions.

    def _is(self, *states):
        with self._condition:
            return self._state in states

    def cancelled(self):
        """Tell whether the future was cancelled."""
        return self._is(*_GIVEN_UP)

    def running(self):
        """Tell whether the call runs now, so that it can't be cancelled."""
        return self._is(RUNNING)

    def done(self):
        """Tell whether the call has ended or was cancelled."""
        return self._is(*_OVER)

    def _await(self, timeout):
        """Wait for the end; return result and exception."""
        with self._condition:
            if self._state not in _OVER:
                self._condition.wait(timeout)
            if self._state in _GIVEN_UP:
                raise CancelledError
            if self._state != FINISHED:
                raise TimeoutError
            return self._result, self._exception

    def result(self, timeout=None):
        """Wait for the result and return it, or raise what the call has raised; TimeoutError after timeout seconds."""
        try:
            value, error = self._await(timeout)
            if error is not None:
                raise error
            return value
        finally:
            # The traceback leads here: it must not lead on to itself.
            self = value = error = None

    def exception(self, timeout=None):
        """Wait for the end and return what the call has raised, or None; TimeoutError after timeout seconds."""
        return self._await(timeout)[1]

    # Callbacks.

    def add_done_callback(self, fn):
        """Have fn called with the future when it is done, at once if it is so already."""
        with self._condition:
            if self._state not in _OVER:
                self._callbacks.append(fn)
                return
        self._tell([fn])

    def _tell(self, callbacks):
        for callback in callbacks:
            try:
                callback(self)
            except Exception:
                __getattr__('LOGGER').exception('exception calling callback for %r', self)

    def _watch(self, watcher):
        """Have a function called with the future when it is settled."""
        with self._condition:
            if self._state in _SETTLED:
                watcher(self)
            else:
                self._watchers.append(watcher)

    def _unwatch(self, watcher):
        with self._condition:
            if watcher in self._watchers:
                self._watchers.remove(watcher)

    def _settle(self, state):
        """Enter a final state, with the lock held."""
        self._state = state
        watchers, self._watchers = self._watchers, []
        for watcher in watchers:
            watcher(self)
        self._condition.notify_all()

    # Changes.

    def cancel(self):
        """Keep the call from running; return False when it is too late for that."""
        with self._condition:
            if self._state not in (RUNNING, FINISHED):
                news = self._state == PENDING
                if news:
                    self._state = CANCELLED
                    self._condition.notify_all()
            else:
                return False
        if news:
            self._tell(self._callbacks)
        return True

    def set_running_or_notify_cancel(self):
        """For executors: tell that the call is to run now; return False when it was cancelled."""
        with self._condition:
            match self._state:
                case 'PENDING':
                    self._state = RUNNING
                    return True
                case 'CANCELLED':
                    self._settle(CANCELLED_AND_NOTIFIED)
                    return False
                case state:
                    __getattr__('LOGGER').critical('Future %s in unexpected state: %s', id(self), state)
                    raise RuntimeError('Future in unexpected state')

    def _end(self, result, exception):
        with self._condition:
            if self._state in _OVER:
                raise InvalidStateError(f'{self._state}: {self!r}')
            self._result, self._exception = result, exception
            self._settle(FINISHED)
        self._tell(self._callbacks)

    def set_result(self, result):
        """For executors and tests: end with a result."""
        self._end(result, None)

    def set_exception(self, exception):
        """For executors and tests: end with an exception."""
        self._end(None, exception)


# Waiting for many.

DoneAndNotDoneFutures = namedtuple('DoneAndNotDoneFutures', 'done not_done')


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Wait for futures, for timeout seconds at most; return the sets of those that are done and those that are not.

    return_when says when it is enough: FIRST_COMPLETED, FIRST_EXCEPTION or ALL_COMPLETED.
    """
    fs = set(fs)
    done, enough = set(), threading.Event()

    def note(future):
        done.add(future)
        if (len(done) >= len(fs) or return_when == FIRST_COMPLETED
                or return_when == FIRST_EXCEPTION and future._state == FINISHED and future._exception is not None):
            enough.set()

    for future in fs:
        future._watch(note)
    try:
        if len(done) < len(fs):
            if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
                raise ValueError(f'Invalid return condition: {return_when!r}')
            enough.wait(timeout)
    finally:
        for future in fs:
            future._unwatch(note)
    return DoneAndNotDoneFutures(done, fs - done)


def as_completed(fs, timeout=None):
    """Yield the futures as they get done, each once; TimeoutError when timeout seconds have passed since the first call."""
    end = None if timeout is None else monotonic() + timeout
    unfinished = set(fs)
    total = len(unfinished)
    arrived = SimpleQueue()
    watcher = arrived.put
    for future in unfinished:
        future._watch(watcher)
    try:
        while unfinished:
            try:
                future = arrived.get(True, None if end is None else max(0, end - monotonic()))
            except Empty:
                raise TimeoutError(f'{len(unfinished)} (of {total}) futures unfinished') from None
            unfinished.remove(future)
            # What was yielded may be forgotten by the caller, so nothing here may hold it.
            passed_on = [future]
            del future
            yield passed_on.pop()
    finally:
        for future in unfinished:
            future._unwatch(watcher)


class Executor:
    """What runs calls; subclasses say how to submit() one."""

    def submit(self, fn, /, *args, **kwargs):
        """Let fn(*args, **kwargs) run; return its future."""
        raise NotImplementedError

    def map(self, fn, *iterables, timeout=None, chunksize=1, buffersize=None):
        """Like the built-in map(), but the calls run concurrently and start at once.

        Waiting longer than timeout seconds after the call of map() raises TimeoutError. An executor that uses processes sends
        chunksize calls at once. With a buffersize no more calls than that run ahead of the results that were taken.
        """
        if buffersize is not None:
            if not isinstance(buffersize, int):
                raise TypeError('buffersize must be an integer or None')
            if buffersize < 1:
                raise ValueError('buffersize must be None or > 0')
        end = None if timeout is None else monotonic() + timeout
        jobs = zip(*iterables)
        ahead = deque(self.submit(fn, *job) for job in islice(jobs, buffersize))
        return _in_order(ahead, end, ref(self) if buffersize else None, fn, jobs)

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Take no more calls, let go of what they need, and by default wait until all are done."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False


def _in_order(ahead, end, executor, fn, jobs):
    """Yield the results of the futures in a deque; executor, if any, is a reference to what runs one more call for each."""
    try:
        while ahead:
            if executor is not None and (alive := executor()) is not None:
                for job in islice(jobs, 1):
                    ahead.append(alive.submit(fn, *job))
                del alive
            yield _take(ahead.popleft(), end)
    finally:
        for future in ahead:
            future.cancel()


def _take(future, end):
    try:
        return future.result(None if end is None else end - monotonic())
    finally:
        future.cancel()  # this matters only when there was no time left
        del future
