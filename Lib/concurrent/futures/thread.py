"""An executor that runs its calls in a pool of threads."""

import os
import threading
from _queue import Empty, SimpleQueue
from gc import collect
from itertools import count
from types import GenericAlias
from weakref import WeakSet, finalize

from concurrent.futures import _base


class BrokenThreadPool(_base.BrokenExecutor):
    """A thread's initializer has failed."""


_PATIENCE = 1.0  # seconds a thread has nothing to do before it looks why


class _WorkItem:
    """A call that waits for a thread, and the future that its result goes to."""

    __slots__ = ('future', 'task')
    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, future, task):
        self.future, self.task = future, task


class _Crew:
    """The threads of a pool and the work that waits for them.

    Threads know the crew but not the executor, so that an executor nobody uses any more can go, and its threads then end.
    """

    def __init__(self, size, name, workshop, broken, abandon=None, refusal=None):
        self.size, self.name = size, name
        self.workshop = workshop  # a call of it makes the place, for one thread, where calls run
        self.broken = broken  # the exception's class
        self.refusal = refusal  # what is said then, if not what has happened
        self.abandon = abandon  # called when nothing can run any more, if something is to be done then
        self.threads = set()
        self.lock = threading.Lock()
        self.jobs = SimpleQueue()  # of work items; None tells a thread to look whether it should end
        self.load = 0  # how many jobs wait or run
        self.restful = False  # no job has come since garbage was collected
        self.trouble = None  # why nothing can run any more
        self.closed = False
        _crews.add(self)

    def accept(self, call):
        """Queue a call and see that there is a thread for it; return its future."""
        with self.lock:
            if self.trouble:
                raise self.broken(self.trouble)
            if self.closed:
                raise RuntimeError('cannot schedule new futures after shutdown')
            if _exiting:
                raise RuntimeError('cannot schedule new futures after interpreter shutdown')
            if self.load >= len(self.threads) < self.size:
                thread = threading.Thread(target=self.labour, args=(self.workshop(),), name=f'{self.name}_{len(self.threads)}')
                thread.start()
                self.threads.add(thread)
            future = _base.Future()
            self.jobs.put(_WorkItem(future, call))
            self.load += 1
            self.restful = False
        return future

    def labour(self, place):
        """What a thread does."""
        try:
            place.open()
        except BaseException:
            if place.lost is None:
                _base.LOGGER.critical('Exception in initializer:', exc_info=True)
            return self.give_up(place.lost or 'A thread initializer failed, the thread pool is not usable anymore')
        try:
            while True:
                if job := self.next_job():
                    self.carry_out(place, job.future, job.task)
                    del job
                    if place.lost:
                        self.give_up(place.lost)
                        break
                elif self.closed or _exiting:
                    break
        finally:
            place.close()
            self.jobs.put(None)  # the next one

    def next_job(self):
        """Wait for a job; return None if it is time to look whether to end."""
        try:
            return self.jobs.get(timeout=_PATIENCE)
        except Empty:
            pass
        # The executor may have been forgotten, which only a collection of garbage finds out. One is enough for each time of rest.
        with self.lock:
            alone, self.restful = not (self.load or self.restful or self.closed), True
        if alone:
            collect()
        return self.jobs.get()

    def carry_out(self, place, future, call):
        if not future.set_running_or_notify_cancel():
            with self.lock:
                self.load -= 1
            return
        answer = error = None
        try:
            answer = place.run(*call)
        except BaseException as exc:
            error = exc
        finally:
            # The thread is free before the result is there: who waits for it and submits anew needs no further thread.
            with self.lock:
                self.load -= 1
        try:
            if error is None:
                future.set_result(answer)
            else:
                future.set_exception(error)
        finally:
            # Neither a cycle through the exception's traceback nor the call may outlive this.
            self = future = call = answer = error = None

    def give_up(self, trouble):
        """A place can't be used: neither what waits nor what comes can run."""
        with self.lock:
            self.trouble = self.refusal or trouble
            unborn = self.drain()
        if self.abandon is not None:
            self.abandon()
        for future in unborn:
            future.set_exception(self.broken(trouble))

    def drain(self):
        """Return the futures of the jobs that nobody has begun, which now nobody will."""
        futures = []
        while True:
            try:
                job = self.jobs.get_nowait()
            except Empty:
                self.load -= len(futures)
                return futures
            if job is not None:
                futures.append(job.future)

    def close(self, cancel=False):
        """Let the threads end when there is no more work."""
        with self.lock:
            self.closed = True
            unborn = self.drain() if cancel else ()
            self.jobs.put(None)
        for future in unborn:
            future.cancel()


    def close_with(self, executor):
        """Close when nobody knows the executor any more."""
        finalize(executor, self.close).atexit = False

    def join(self):
        """Wait for the threads to end."""
        for thread in list(self.threads):
            thread.join()


class _Here:
    """The place where a ThreadPoolExecutor's calls run: the thread itself."""

    lost = None  # it can't get lost

    def __init__(self, initializer, initargs):
        self.initializer, self.initargs = initializer, initargs

    def open(self):
        if self.initializer is not None:
            self.initializer(*self.initargs)

    def run(self, fn, args, kwargs):
        return fn(*args, **kwargs)

    def close(self):
        pass


class ThreadPoolExecutor(_base.Executor):
    """Runs calls in threads, of which it starts as many as there is work for, up to a limit."""

    BROKEN = BrokenThreadPool
    _numbers = count()

    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=(), **ctxkwargs):
        """max_workers: the number of threads at most; each calls initializer(*initargs) first. Their names begin with the prefix."""
        if max_workers is None:
            # More than there are processors, for threads that wait, but not too many on large machines.
            max_workers = min(32, 4 + (os.process_cpu_count() or 1))
        if max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        workshop = self._workshop(initializer, initargs, **ctxkwargs)
        self._max_workers = max_workers
        self._thread_name_prefix = thread_name_prefix or f'{type(self).__name__}-{next(self._numbers)}'
        self._crew = _Crew(max_workers, self._thread_name_prefix, workshop, self.BROKEN)
        self._crew.close_with(self)

    @classmethod
    def _workshop(cls, initializer, initargs):
        """Return what makes the place where the calls of a thread run."""
        if not (initializer is None or callable(initializer)):
            raise TypeError('initializer must be a callable')
        return lambda: _Here(initializer, initargs)

    @property
    def _threads(self):
        return self._crew.threads

    @property
    def _broken(self):
        return self._crew.trouble or False

    def submit(self, fn, /, *args, **kwargs):
        """Let fn(*args, **kwargs) run in a thread; return its future."""
        return self._crew.accept((fn, args, kwargs))

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Take no more calls, and by default wait until all are done; with cancel_futures those that have not begun never do."""
        self._crew.close(cancel_futures)
        if wait:
            self._crew.join()


# The end of the program waits for all calls.

_crews = WeakSet()
_exiting = False


def _finish_all():
    global _exiting
    _exiting = True
    threads = []
    for crew in list(_crews):
        with crew.lock:  # what gets in later sees that the program ends
            threads += crew.threads
            crew.closed = bool(crew.threads)
        crew.jobs.put(None)
    for thread in threads:
        thread.join()


threading._register_atexit(_finish_all)
