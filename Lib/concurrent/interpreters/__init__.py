"""Several interpreters in one process, each with its own modules and its own lock (PEP 734)."""

from threading import Thread
from weakref import WeakValueDictionary

import _interpreters
from _interpreters import InterpreterError, InterpreterNotFoundError, NotShareableError, is_shareable
from concurrent.interpreters._queues import Queue, QueueEmpty, QueueFull, create as create_queue

__all__ = ['get_current', 'get_main', 'create', 'list_all', 'is_shareable', 'Interpreter', 'InterpreterError', 'InterpreterNotFoundError',
           'ExecutionFailed', 'NotShareableError', 'create_queue', 'Queue', 'QueueEmpty', 'QueueFull']


class ExecutionFailed(InterpreterError):
    """Code in another interpreter raised an exception; excinfo describes it."""

    def __init__(self, excinfo):
        super().__init__(excinfo.formatted or ': '.join(filter(None, (excinfo.type.__name__, excinfo.msg))))
        self.excinfo = excinfo

    def __str__(self):
        details = getattr(self.excinfo, 'errdisplay', None)
        summary = super().__str__()
        return f'{summary}\n\nUncaught in the interpreter:\n\n{details}' if details else summary


# In the order of the constants WHENCE_... of _interpreters.
_ORIGINS = 'unknown', 'runtime init', 'legacy C-API', 'C-API', 'cross-interpreter C-API', '_interpreters module'


class Interpreter:
    """An interpreter, known by its number.

    One that create() has made ends with close(), or when no Interpreter object stands for it any more.
    """

    # One object stands for each interpreter.
    _in_use = WeakValueDictionary()

    def __new__(cls, id, /):
        if not isinstance(id, int):
            raise TypeError(f'id must be an int, got {id!r}')
        origin = _interpreters.whence(id)  # there must be one
        if (found := cls._in_use.get(id)) is not None:
            return found
        self = super().__new__(cls)
        self._id, self._origin = id, _ORIGINS[origin]
        if origin == _interpreters.WHENCE_STDLIB:
            _interpreters.incref(id)
            self._counted = True
        cls._in_use[id] = self
        return self

    _counted = False

    def __del__(self):
        if self._counted:
            self._counted = False
            try:
                _interpreters.decref(self._id)
            except InterpreterNotFoundError:
                pass

    def __repr__(self):
        return f'{type(self).__name__}({self.id})'

    def __hash__(self):
        return hash(self.id)

    def __reduce__(self):
        return type(self), (self.id,)

    id = property(lambda self: self._id, doc='The number of the interpreter, which no other ever gets.')
    whence = property(lambda self: self._origin, doc='What has made the interpreter.')

    def is_running(self):
        """Tell whether code runs in the interpreter's __main__; its other threads don't count."""
        return _interpreters.is_running(self.id)

    def close(self):
        """End the interpreter: wait for its threads, call what it has registered with atexit. It may not be running."""
        _interpreters.destroy(self.id, restrict=True)

    def prepare_main(self, ns=None, /, **kwargs):
        """Set variables in the interpreter's __main__; their values must be shareable."""
        variables = dict(() if ns is None else ns)
        variables.update(kwargs)
        _interpreters.set___main___attrs(self.id, variables, restrict=True)

    def exec(self, code, /):
        """Run code in the interpreter's __main__: source, or a function that takes and returns nothing. An exception becomes ExecutionFailed."""
        if failure := _interpreters.exec(self.id, code, restrict=True):
            raise ExecutionFailed(failure)

    def call(self, callable, /, *args, **kwargs):
        """Call a function in the interpreter; return its result. Function, arguments and result are shared or pickled."""
        return self._call(callable, args, kwargs)

    def _call(self, callable, args, kwargs):
        result, failure = _interpreters.call(self.id, callable, args, kwargs, restrict=True)
        if failure is not None:
            raise ExecutionFailed(failure)
        return result

    def call_in_thread(self, callable, /, *args, **kwargs):
        """Call a function in the interpreter in a new thread, which is returned; the result is dropped."""
        thread = Thread(target=self._call, args=[callable, args, kwargs])
        thread.start()
        return thread


def create():
    """Make an interpreter."""
    return Interpreter(_interpreters.create(reqrefs=True))


def list_all():
    """Return all interpreters that there are."""
    found = []
    for number, _ in _interpreters.list_all(require_ready=True):
        try:
            found.append(Interpreter(number))
        except InterpreterNotFoundError:
            pass  # it has just ended
    return found


def get_current():
    """Return the interpreter that runs this."""
    return Interpreter(_interpreters.get_current()[0])


def get_main():
    """Return the interpreter that the process has begun with."""
    return Interpreter(_interpreters.get_main()[0])
