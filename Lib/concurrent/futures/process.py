"""An executor that runs its calls in a pool of processes.

Each thread of a pool as ThreadPoolExecutor has it looks after one process: it sends it a call, waits for the answer, and
sends the next one. Processes are started anew, not forked: they import the program's main module by the name __mp_main__.
"""

import os
import pickle
import subprocess
import sys
import traceback
from functools import partial
from itertools import batched

from concurrent.futures import _base
from concurrent.futures.thread import ThreadPoolExecutor, _Crew
from multiprocessing import spawn

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
    """Raise NotImplementedError if there are no contexts to start processes with; a pool works without them, too."""
    try:
        import multiprocessing.synchronize
    except ImportError:
        raise NotImplementedError('This Python build lacks multiprocessing.synchronize') from None


# Messages are pickled, after eight bytes that tell their length.

def _send(file, message):
    file.write(len(message).to_bytes(8, 'little') + message)
    file.flush()


def _receive(file):
    size = int.from_bytes(_read(file, 8), 'little')
    return pickle.loads(_read(file, size))


def _read(file, size):
    data = file.read(size)
    if len(data) < size:
        raise EOFError
    return data


# The side of the executor.

class _Child:
    """The place where the calls of one thread run: a process."""

    lost = None  # why there is no process any more

    def __init__(self, settings, limit, processes):
        self.settings, self.limit, self.processes = settings, limit, processes
        self.process = None

    def open(self):
        """Start the process."""
        theirs, self.requests = self._pipe('wb')
        self.answers, theirs_too = self._pipe('rb')
        command = f'from concurrent.futures.process import _serve; _serve({theirs}, {theirs_too})'
        try:
            self.process = subprocess.Popen([sys.executable, *subprocess._args_from_interpreter_flags(), '-c', command],
                                            stdin=subprocess.DEVNULL, pass_fds=(theirs, theirs_too))
        finally:
            os.close(theirs)
            os.close(theirs_too)
        self.processes[self.process.pid] = self.process
        self.done = 0
        try:
            _send(self.requests, pickle.dumps(self.settings))
            _receive(self.answers)
        except (EOFError, OSError):
            self.lost = _ENDED
            self.close()
            raise BrokenProcessPool(_ENDED)

    def _pipe(self, mode):
        """Return the ends of a pipe: what the other process reads, and a file to write, or the other way round."""
        source, goal = os.pipe()
        return (source, open(goal, mode)) if mode == 'wb' else (open(source, mode), goal)

    def run(self, fn, args, kwargs):
        message = pickle.dumps((fn, args, kwargs))  # what can't be sent fails here
        if self.limit is not None and self.done >= self.limit:
            self.close()
            self.open()
        self.done += 1
        try:
            _send(self.requests, message)
            answer, error, text = _receive(self.answers)
        except (EOFError, OSError):
            self.lost = _ENDED
            raise BrokenProcessPool(_ENDED) from None
        if error is None:
            return answer
        error.__cause__ = _RemoteTraceback(text)
        raise error

    def close(self):
        """Let the process end, which it does when nothing more can come."""
        if self.process is None:
            return
        for file in (self.requests, self.answers):
            try:
                file.close()
            except OSError:
                pass
        self.process.wait()
        self.processes.pop(self.process.pid, None)
        self.process = None


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
        if mp_context is not None and mp_context.get_start_method() == 'fork':
            raise NotImplementedError('processes are started anew: there is no os.fork()')
        self._max_workers, self._mp_context = max_workers, mp_context
        self._processes = {}
        settings, processes = _settings(initializer, initargs), self._processes
        self._crew = _Crew(max_workers, type(self).__name__, lambda: _Child(settings, max_tasks_per_child, processes), BrokenProcessPool,
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


def _settings(initializer, initargs):
    """Return what a process must know to begin with: the way to modules and what the main one is, and its first call."""
    return spawn._program(), pickle.dumps((initializer, initargs))


# The side of the process.

def _serve(source, goal):
    """Be a process of the pool: answer requests until there are no more."""
    with open(source, 'rb') as requests, open(goal, 'wb') as answers:
        try:
            _prepare(_receive(requests))
            _send(answers, pickle.dumps(None))
            while True:
                _send(answers, _answer(_receive_call(requests)))
        except (EOFError, OSError, KeyboardInterrupt):
            pass  # the executor has what it wants, or is gone


def _prepare(settings):
    program, first = settings
    try:
        spawn.prepare(program)
        initializer, initargs = pickle.loads(first)
        if initializer is not None:
            initializer(*initargs)
    except Exception:
        _base.LOGGER.critical('Exception in initializer:', exc_info=True)
        raise EOFError


def _receive_call(requests):
    """Return a function without arguments that makes the next call; also what can't be understood is for that to tell."""
    size = int.from_bytes(_read(requests, 8), 'little')
    message = _read(requests, size)

    def call():
        fn, args, kwargs = pickle.loads(message)
        return fn(*args, **kwargs)

    return call


def _answer(call):
    try:
        return pickle.dumps((call(), None, None))
    except BaseException as error:
        text = ''.join(traceback.format_exception(error))
        try:
            return pickle.dumps((None, error, f'\n"""\n{text}"""'))
        except Exception as trouble:
            return pickle.dumps((None, RuntimeError(f'{type(error).__name__} cannot be pickled: {trouble}'), f'\n"""\n{text}"""'))
