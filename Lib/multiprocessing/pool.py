"""Pools: a number of workers, processes or threads, that make calls for the program.

Each worker has a thread here, its attendant. It takes the next task, which is one call or a chunk of them, has it done, in its
process or on the spot, and hands the result over. Tasks come from iterators, of which the attendants ask the oldest whenever
one of them is free: so a long or endless iterable for imap() is read no faster than the workers work.
"""

import collections
import os
import threading
import traceback
import warnings
from itertools import islice, starmap
from types import GenericAlias

from multiprocessing import TimeoutError, util
from multiprocessing.reduction import ForkingPickler

__all__ = ['Pool', 'ThreadPool']

RUN, CLOSE, TERMINATE = 'RUN', 'CLOSE', 'TERMINATE'


class MaybeEncodingError(Exception):
    """A result can't be sent to the process that waits for it."""

    def __init__(self, exc, value):
        self.exc, self.value = repr(exc), repr(value)
        super().__init__(self.exc, self.value)

    def __str__(self):
        return f"Error sending result: '{self.value}'. Reason: '{self.exc}'"

    def __repr__(self):
        return f'<{type(self).__name__}: {self}>'


class RemoteTraceback(Exception):
    """Shows, as the cause of an exception, the traceback that it had in another process."""

    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


# The side of the worker: how calls are made.

def _each(func, chunk):
    return list(map(func, chunk))


def _each_unpacked(func, chunk):
    return list(starmap(func, chunk))


def _outcome(func, args, kwds):
    """Return whether a call has worked, and its result or the exception."""
    try:
        return True, func(*args, **kwds)
    except Exception as error:
        return False, error


def _process(connection, first):
    """Be a worker process: answer what comes through the connection, until it ends."""
    initializer, initargs = first
    if initializer is not None:
        initializer(*initargs)
    connection.send(None)
    try:
        while True:
            connection.send_bytes(_answer(connection.recv_bytes()))
    except (EOFError, OSError, KeyboardInterrupt):
        pass  # nobody wants anything any more


def _answer(request):
    """Return the pickled answer to a pickled call: whether it has worked, the result or exception, and the latter's traceback."""
    try:
        func, args, kwds = ForkingPickler.loads(request)
    except Exception as error:
        worked, value = False, error
    else:
        worked, value = _outcome(func, args, kwds)
    text = None if worked else ''.join(traceback.format_exception(value))
    try:
        return ForkingPickler.dumps((worked, value, text))
    except Exception as error:
        return ForkingPickler.dumps((False, MaybeEncodingError(error, value), text or ''.join(traceback.format_exception(error))))


# The side of the program: where attendants have tasks done.

class _OnTheSpot:
    """The worker is the attendant itself."""

    def __init__(self, first):
        self.first = first

    def begin(self):
        initializer, initargs = self.first
        if initializer is not None:
            initializer(*initargs)

    do = staticmethod(_outcome)

    def stop(self, kill=False):
        """There is nothing to stop: a thread can't be."""

    wait = stop


class _InProcess:
    """The worker is a process, and another one after a number of tasks, or when it has ended."""

    def __init__(self, context, first, limit):
        self.context, self.first, self.limit = context, first, limit
        self.lock = threading.Lock()  # a process is started or stopped
        self.stopped = False
        self.start()

    def start(self):
        with self.lock:
            if self.stopped:
                return
            self.connection, theirs = self.context.Pipe()
            with theirs:
                worker = self.context.Process(target=_process, args=(theirs, self.first), daemon=True)
                worker.name = worker.name.replace('Process', 'PoolWorker')
                worker.start()
            self.worker, self.ready, self.done = worker, False, 0

    def begin(self):
        """The process was started when the pool was made."""

    def do(self, func, args, kwds):
        if self.done == self.limit or self.ready and not self.worker.is_alive():
            self.finish()
            self.start()
        try:
            request = ForkingPickler.dumps((func, args, kwds))
        except Exception as error:
            return False, error
        try:
            if not self.ready:
                self.connection.recv()
                self.ready = True
            self.connection.send_bytes(request)
            answer = self.connection.recv_bytes()
        except (EOFError, OSError):
            return False, self.loss()
        self.done += 1
        try:
            worked, value, text = ForkingPickler.loads(answer)
        except Exception as error:
            return False, error
        if text is not None:
            value.__cause__ = RemoteTraceback(f'\n"""\n{text}"""')
        return worked, value

    def loss(self):
        """Return the exception that says how the process was lost, and start another one."""
        self.worker.join()
        what = 'while it made this call' if self.ready else 'before it could make a call: its initializer may have failed'
        error = RuntimeError(f'the worker process {self.worker.name} ended with exit code {self.worker.exitcode} {what}')
        self.finish()
        self.start()
        return error

    def finish(self):
        """Let the process end, and wait for that."""
        self.connection.close()
        self.worker.join()

    def stop(self, kill=False):
        """Let the process end, at once with kill; there will be no other one."""
        with self.lock:
            self.stopped = True
            if kill:
                self.worker.terminate()
        if not kill:
            self.finish()

    def wait(self):
        """Wait for the end of the process that was told to stop."""
        self.worker.join()


class _Staff:
    """The attendants and what they share. They don't know the pool, so that one that nobody uses any more can go."""

    def __init__(self, desks):
        self.desks = desks
        self.state = RUN
        self.orders = collections.deque()  # of iterators of tasks: result, place in it, function, arguments, keyword arguments
        self.changed = threading.Condition()  # the state or the orders
        self.asking = threading.Lock()  # one attendant at a time asks for a task
        self.telling = threading.RLock()  # one result at a time is handed over
        self.threads = [threading.Thread(target=self.attend, args=(desk,), daemon=True) for desk in desks]
        for thread in self.threads:
            thread.start()

    def accept(self, tasks):
        with self.changed:
            self.orders.append(tasks)
            self.changed.notify()

    def attend(self, desk):
        try:
            desk.begin()
        except Exception:
            traceback.print_exc()
            return
        while task := self.next_task():
            result, place, *call = task
            outcome = desk.do(*call)
            if self.state == TERMINATE:
                break
            with self.telling:
                try:
                    result._receive(place, *outcome)
                except Exception:
                    traceback.print_exc()  # of the program's callback
            del task, result, call, outcome
        desk.stop(kill=self.state == TERMINATE)

    def next_task(self):
        """Wait for a task; None: there are no more."""
        with self.asking:
            while True:
                with self.changed:
                    self.changed.wait_for(lambda: self.orders or self.state != RUN)
                    if not self.orders or self.state == TERMINATE:
                        return None
                    order = self.orders[0]
                if task := next(order, None):
                    return task
                with self.changed:
                    if self.orders:
                        self.orders.popleft()

    def end(self, state):
        with self.changed:
            self.state = state
            if state == TERMINATE:
                self.orders.clear()
            self.changed.notify_all()
        if state == TERMINATE:
            for desk in self.desks:
                desk.stop(kill=True)
            for desk in self.desks:
                desk.wait()


# Results.

class AsyncResult:
    """The result of a call, which may not be there yet."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, pool, callback, error_callback):
        self._pool = pool  # must live until the result is there
        self._callbacks = error_callback, callback
        self._there = threading.Event()

    def ready(self):
        """Tell whether the call is done."""
        return self._there.is_set()

    def successful(self):
        """Tell whether it has ended without an exception; ValueError, if it isn't done."""
        if not self.ready():
            raise ValueError(f'{self!r} not ready')
        return self._worked

    def wait(self, timeout=None):
        """Wait until the call is done, at most so many seconds."""
        self._there.wait(timeout)

    def get(self, timeout=None):
        """Wait for the result and return it, or raise the call's exception. TimeoutError after so many seconds."""
        if not self._there.wait(timeout):
            raise TimeoutError
        if self._worked:
            return self._value
        raise self._value

    def _receive(self, place, worked, value):
        self._worked, self._value = worked, value
        callback, self._callbacks, self._pool = self._callbacks[worked], None, None
        try:
            if callback:
                callback(value)
        finally:
            self._there.set()


ApplyResult = AsyncResult


class MapResult(AsyncResult):
    """The result of a call for each of a number of items."""

    def __init__(self, pool, callback, error_callback, chunks):
        super().__init__(pool, callback, error_callback)
        self._parts = [None] * chunks
        self._missing, self._error = chunks, None
        if not chunks:
            self._receive_all()

    def _receive(self, place, worked, value):
        if worked:
            self._parts[place] = value
        elif self._error is None:
            self._error = value
        self._missing -= 1
        if not self._missing:
            self._receive_all()

    def _receive_all(self):
        worked = self._error is None
        value = [item for part in self._parts for item in part] if worked else self._error
        self._parts = self._error = None
        super()._receive(None, worked, value)


class IMapIterator:
    """Iterates over the results of calls, in the order of the items."""

    def __init__(self, pool):
        self._pool = pool
        self._changed = threading.Condition()
        self._arrived = {}  # place: outcome
        self._given, self._length = 0, None

    def __iter__(self):
        return self

    def _key(self):
        """Return the place of the result to give next, None if that isn't there."""
        return self._given if self._given in self._arrived else None

    def next(self, timeout=None):
        """Return the next result, or raise the call's exception. TimeoutError, if it isn't there after so many seconds."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._key() is not None or self._given == self._length, timeout):
                raise TimeoutError
            if (place := self._key()) is None:
                self._pool = None
                raise StopIteration
            worked, value = self._arrived.pop(place)
            self._given += 1
        if worked:
            return value
        raise value

    __next__ = next

    def _receive(self, place, worked, value):
        with self._changed:
            self._arrived[place] = worked, value
            self._changed.notify_all()

    def _end(self, length):
        with self._changed:
            self._length = length
            self._changed.notify_all()


class IMapUnorderedIterator(IMapIterator):
    """Iterates over the results of calls as they come."""

    def _key(self):
        return next(iter(self._arrived), None)


def _flat(iterator):
    for part in iterator:
        yield from part


def _chunks(iterable, size):
    iterator = iter(iterable)
    while chunk := tuple(islice(iterator, size)):
        yield chunk


def _abandon(staff, text):
    """End the workers of a pool that nobody uses any more."""
    if staff.state == RUN and not util.is_exiting():
        warnings.warn(f'unclosed running multiprocessing pool {text}', ResourceWarning)
    staff.end(TERMINATE)


# Pools.

class Pool:
    """A pool of processes."""

    _staff = None

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        """Make so many processes, by default as many as there are processors; each calls initializer(*initargs) first.

        With maxtasksperchild a process is replaced by a new one after so many tasks.
        """
        if processes is None:
            processes = os.process_cpu_count() or 1
        if processes < 1:
            raise ValueError('Number of processes must be at least 1')
        if not (maxtasksperchild is None or isinstance(maxtasksperchild, int) and maxtasksperchild > 0):
            raise ValueError('maxtasksperchild must be a positive int or None')
        if not (initializer is None or callable(initializer)):
            raise TypeError('initializer must be a callable')
        self._size = processes
        if context is None:
            from multiprocessing import get_context
            context = get_context()
        desks = []
        try:
            for _ in range(processes):
                desks.append(self._desk(context, (initializer, initargs), maxtasksperchild))
        except BaseException:
            for desk in desks:
                desk.stop(kill=True)
            raise
        self._staff = _Staff(desks)
        self._final = util.Finalize(self, _abandon, (self._staff, repr(self)), exitpriority=15)

    def _desk(self, context, first, limit):
        return _InProcess(context, first, limit)

    def __repr__(self):
        return f'<{type(self).__module__}.{type(self).__qualname__} state={self._staff.state if self._staff else None} pool_size={self._size}>'

    def __reduce__(self):
        raise NotImplementedError('pool objects cannot be passed between processes or pickled')

    def __enter__(self):
        self._need_running()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()

    def _need_running(self):
        if self._staff.state != RUN:
            raise ValueError('Pool not running')

    # Single calls.

    def apply(self, func, args=(), kwds={}):
        """Call func(*args, **kwds) in a worker and return the result."""
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        """Let func(*args, **kwds) be called in a worker; return an AsyncResult. A callback gets the result, the other one the exception."""
        self._need_running()
        result = AsyncResult(self, callback, error_callback)
        self._staff.accept(iter([(result, None, func, args, kwds)]))
        return result

    # One call for each item.

    def map(self, func, iterable, chunksize=None):
        """Return the list of the results of func(item) for all items. A worker gets chunksize of them at a time."""
        return self.map_async(func, iterable, chunksize).get()

    def starmap(self, func, iterable, chunksize=None):
        """Return the list of the results of func(*item) for all items."""
        return self.starmap_async(func, iterable, chunksize).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        """Do what map() does, but return an AsyncResult."""
        return self._map(_each, func, iterable, chunksize, callback, error_callback)

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        """Do what starmap() does, but return an AsyncResult."""
        return self._map(_each_unpacked, func, iterable, chunksize, callback, error_callback)

    def _map(self, how, func, iterable, size, callback, error_callback):
        self._need_running()
        items = iterable if isinstance(iterable, (list, tuple, range)) else list(iterable)  # what its iteration raises comes from here
        if size is None:
            size = max(1, -(-len(items) // (4 * self._size)))  # four chunks for each worker
        self._check(size)
        result = MapResult(self, callback, error_callback, -(-len(items) // size))
        self._staff.accept((result, place, how, (func, chunk), {}) for place, chunk in enumerate(_chunks(items, size)))
        return result

    def imap(self, func, iterable, chunksize=1):
        """Return an iterator over the results of func(item), which reads the items when workers are free."""
        return self._imap(IMapIterator, func, iterable, chunksize)

    def imap_unordered(self, func, iterable, chunksize=1):
        """The same, but with results in the order in which they come."""
        return self._imap(IMapUnorderedIterator, func, iterable, chunksize)

    def _imap(self, kind, func, iterable, size):
        self._need_running()
        self._check(size)
        result = kind(self)
        if size == 1:
            self._staff.accept(self._tasks(result, ((func, (item,)) for item in iterable)))
            return result
        self._staff.accept(self._tasks(result, ((_each, (func, chunk)) for chunk in _chunks(iterable, size))))
        return _flat(result)

    @staticmethod
    def _tasks(result, calls):
        """Yield a task for each call. An exception of the program's iterable is the last result."""
        place = 0
        try:
            for func, args in calls:
                yield result, place, func, args, {}
                place += 1
        except Exception as error:
            result._receive(place, False, error)
            place += 1
        result._end(place)

    @staticmethod
    def _check(size):
        if size < 1:
            raise ValueError(f'Chunksize must be 1+, not {size:n}')

    # The end.

    def close(self):
        """Take no more calls; the workers end when all are done."""
        if self._staff.state == RUN:
            self._staff.end(CLOSE)

    def terminate(self):
        """End at once: what isn't done never will be."""
        self._final.cancel()
        self._staff.end(TERMINATE)

    def join(self):
        """Wait for the workers' end, after close() or terminate()."""
        if self._staff.state == RUN:
            raise ValueError('Pool is still running')
        for thread in self._staff.threads:
            thread.join()
        for desk in self._staff.desks:
            desk.stop()


class ThreadPool(Pool):
    """A pool of threads, with the methods of a pool of processes."""

    def __init__(self, processes=None, initializer=None, initargs=()):
        """Make so many threads, by default as many as there are processors; each calls initializer(*initargs) first."""
        super().__init__(processes, initializer, initargs)

    def _desk(self, context, first, limit):
        return _OnTheSpot(first)
