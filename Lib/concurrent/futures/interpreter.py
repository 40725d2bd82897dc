"""An executor that runs its calls in a pool of interpreters."""

import pickle

from _interpreters import capture_exception
from concurrent import interpreters
from concurrent.futures.thread import BrokenThreadPool, ThreadPoolExecutor


class BrokenInterpreterPool(BrokenThreadPool):
    """An interpreter could not be prepared."""


def _carry_out(fn, args, kwargs):
    """Call fn; return its result, or None and what is to be told of an exception: the exception, pickled if that can be, and a description."""
    try:
        return fn(*args, **kwargs), None
    except BaseException as exc:
        exc.__traceback__ = exc.__traceback__.tb_next
        report = capture_exception(exc)
        try:
            itself = pickle.dumps(exc)
        except Exception:
            itself = None
        return None, (itself, report)


class _Abroad:
    """The place where an InterpreterPoolExecutor's calls run: an interpreter of the thread's own."""

    lost = None
    _interpreter = None

    def __init__(self, initializer, initargs):
        self._preparation = (initializer, initargs, {}) if initializer else None

    def open(self):
        self._interpreter = interpreters.create()
        if self._preparation:
            self.run(*self._preparation)

    def run(self, fn, args, kwargs):
        result, raised = self._interpreter.call(_carry_out, fn, args, kwargs)
        if raised is None:
            return result
        itself, report = raised
        failure = interpreters.ExecutionFailed(report)
        try:
            exc = pickle.loads(itself)
        except Exception:
            raise failure from None  # the exception can't be had
        raise exc from failure

    def close(self):
        if self._interpreter is not None:
            self._interpreter.close()


def _refuse_scripts(fn):
    if isinstance(fn, str):
        raise TypeError('scripts not supported')


class InterpreterPoolExecutor(ThreadPoolExecutor):
    """Runs calls in threads that each have an interpreter of their own.

    Functions, arguments and results go from one to the other as by Interpreter.call(). A call's exception is raised from an ExecutionFailed
    that shows where it happened.
    """

    BROKEN = BrokenInterpreterPool

    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        """max_workers: the number of interpreters at most; in each of them initializer(*initargs) is called first."""
        super().__init__(max_workers, thread_name_prefix, initializer, initargs)

    @classmethod
    def _workshop(cls, initializer, initargs):
        _refuse_scripts(initializer)
        return lambda: _Abroad(initializer, initargs)

    def submit(self, fn, /, *args, **kwargs):
        """Let fn(*args, **kwargs) run in an interpreter; return its future."""
        _refuse_scripts(fn)
        return super().submit(fn, *args, **kwargs)
