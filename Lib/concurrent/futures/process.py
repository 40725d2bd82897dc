"""An executor that runs its calls in a pool of processes.

Each thread of a pool as ThreadPoolExecutor has it looks after one process: it sends it a call, waits for the answer, and
sends the next one. Processes are those of a context of multiprocessing.
"""

import multiprocessing
import os
import traceback
from functools import partial
from itertools import batched

from concurrent.futures import _base
from concurrent.futures.thread import ThreadPoolExecutor, _Crew
from multiprocessing.reduction import ForkingPickler

_ENDED = 'A process in the process pool was terminated abruptly while the future was running or pending.'
_UNUSABLE = 'A child process terminated abruptly, the process pool is not usable anymore'


class BrokenProcessPool(_base.BrokenExecutor):
    """A process has ended unexpectedly."""


class _RemoteTraceback(Exception):
    """Shows, as the cause of an exception, the traceback that it had in another process."""

    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


def _check_system_limits():
    """Raise NotImplementedError if the system has no semaphores that processes share; a pool works without them, too."""
    try:
        import multiprocessing.synchronize
    except ImportError:
        raise NotImplementedError('This Python build lacks multiprocessing.synchronize') from None


# The side of the executor.

class _Child:
    """The place where the calls of one thread run: a process."""

    lost = None  # why there is no process any more

    def __init__(self, context, first, limit, processes):
        self.context, self.first, self.limit, self.processes = context, first, limit, processes
        self.process = None
        self.start()  # here, not in the thread: who has submitted a call finds the process

    def start(self):
        """Start the process."""
        self.done = 0
        self.connection, theirs = self.context.Pipe()
        try:
            with theirs:
                process = self.context.Process(target=_serve, args=(theirs, *self.first))
                process.start()
            self.process = self.processes[process.pid] = process
        except BaseException:
            self.close()
            raise

    def open(self):
        """Wait until the process is ready."""
        try:
            self.connection.recv()
        except (EOFError, OSError):
            self.lost = _ENDED
            self.close()
            raise BrokenProcessPool(_ENDED)
        except BaseException:
            self.close()
            raise

    def run(self, fn, args, kwargs):
        message = ForkingPickler.dumps((fn, args, kwargs))  # what can't be sent fails here
        if self.limit is not None and self.done >= self.limit:
            self.close()
            self.start()
            self.open()
        self.done += 1
        try:
            self.connection.send_bytes(message)
            answer = self.connection.recv_bytes()
        except (EOFError, OSError):
            self.lost = _ENDED
            raise BrokenProcessPool(_ENDED) from None
        result, error, text = ForkingPickler.loads(answer)
        if error is None:
            return result
        error.__cause__ = _RemoteTraceback(text)
        raise error

    def close(self):
        """Let the process end, which it does when nothing more can come."""
        self.connection.close()
        process, self.process = self.process, None
        if process is not None:
            process.join()
            self.processes.pop(process.pid, None)


class ProcessPoolExecutor(_base.Executor):
    """Runs calls in processes, of which it starts as many as there is work for, up to a limit.

    Functions, arguments and results must be such that pickle can handle them.
    """

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
        """max_workers: the number of processes at most, by default that of processors; each calls initializer(*initargs) first.

        With max_tasks_per_child a process is replaced by a new one after so many calls.
        """
        if max_workers is None:
            max_workers = os.process_cpu_count() or 1
        elif max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        if max_tasks_per_child is not None:
            if not isinstance(max_tasks_per_child, int):
                raise TypeError('max_tasks_per_child must be an integer')
            if max_tasks_per_child <= 0:
                raise ValueError('max_tasks_per_child must be >= 1')
        context = multiprocessing.get_context() if mp_context is None else mp_context
        if context.get_start_method() == 'fork':
            raise NotImplementedError('processes are started anew: there is no os.fork()')
        self._max_workers, self._mp_context = max_workers, context
        self._processes = {}
        first, processes = (initializer, initargs), self._processes
        self._crew = _Crew(max_workers, type(self).__name__, lambda: _Child(context, first, max_tasks_per_child, processes), BrokenProcessPool,
                           partial(_stop_all, processes, 'terminate'), _UNUSABLE)
        self._crew.close_with(self)

    _broken = ThreadPoolExecutor._broken

    def submit(self, fn, /, *args, **kwargs):
        """Let fn(*args, **kwargs) run in a process; return its future."""
        return self._crew.accept((fn, args, kwargs))

    def map(self, fn, *iterables, timeout=None, chunksize=1, buffersize=None):
        """Like the built-in map(), but the calls run concurrently and start at once; chunksize calls are sent to a process together."""
        if chunksize < 1:
            raise ValueError('chunksize must be >= 1.')
        chunks = batched(zip(*iterables), chunksize)
        return _flatten(super().map(partial(_call_each, fn), chunks, timeout=timeout, buffersize=buffersize))

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Take no more calls, and by default wait until all are done; with cancel_futures those that have not begun never do."""
        self._crew.close(cancel_futures)
        if wait:
            self._crew.join()

    def terminate_workers(self):
        """Shut down and terminate the processes, whatever they do."""
        self._force('terminate')

    def kill_workers(self):
        """Shut down and kill the processes, whatever they do."""
        self._force('kill')

    def _force(self, how):
        self.shutdown(wait=False, cancel_futures=True)
        _stop_all(self._processes, how)


def _stop_all(processes, how):
    for process in list(processes.values()):
        try:
            getattr(process, how)()
        except ProcessLookupError:
            pass


def _call_each(fn, chunk):
    return [fn(*args) for args in chunk]


def _flatten(lists):
    """Yield what is in the lists, and hold nothing of it longer than need be."""
    for items in lists:
        items.reverse()
        while items:
            yield items.pop()


# The side of the process.

def _serve(connection, initializer, initargs):
    """Be a process of the pool: answer requests until there are no more."""
    if initializer is not None:
        try:
            initializer(*initargs)
        except Exception:
            _base.LOGGER.critical('Exception in initializer:', exc_info=True)
            return
    try:
        connection.send(None)
        while True:
            connection.send_bytes(_answer(connection.recv_bytes()))
    except (EOFError, OSError, KeyboardInterrupt):
        pass  # the executor has what it wants, or is gone


def _answer(message):
    """Make a call and return the pickled result, exception and traceback; what can't be understood is an exception, too."""
    try:
        fn, args, kwargs = ForkingPickler.loads(message)
        return ForkingPickler.dumps((fn(*args, **kwargs), None, None))
    except BaseException as error:
        text = ''.join(traceback.format_exception(error))
        try:
            return ForkingPickler.dumps((None, error, f'\n"""\n{text}"""'))
        except Exception as trouble:
            return ForkingPickler.dumps((None, RuntimeError(f'{type(error).__name__} cannot be pickled: {trouble}'), f'\n"""\n{text}"""'))
