"""Contexts: ways to start processes, and all that goes with them. gopy has one, 'spawn': a new interpreter is started."""

import os
from importlib import import_module

from multiprocessing import process

__all__ = ()


class ProcessError(Exception):
    """The base of this package's errors."""


class BufferTooShort(ProcessError):
    """A message does not fit; it is the error's argument."""


class TimeoutError(ProcessError):
    """Something has taken too long."""


class AuthenticationError(ProcessError):
    """A connection's other side does not know the secret."""


class BaseContext:
    """What contexts have in common."""

    ProcessError, BufferTooShort, TimeoutError, AuthenticationError = ProcessError, BufferTooShort, TimeoutError, AuthenticationError

    def current_process():
        """Return the object of the process that this runs in."""
        return process.current_process()

    def parent_process():
        """Return the object of the process that has started this one; None in the main process."""
        return process.parent_process()

    def active_children():
        """Return a list of the children that run. Those that have ended are joined."""
        return process.active_children()

    current_process, parent_process, active_children = map(staticmethod, (current_process, parent_process, active_children))

    def cpu_count(self):
        """Return the number of the machine's processors."""
        if number := os.cpu_count():
            return number
        raise NotImplementedError('cannot determine number of cpus')

    def Pipe(self, duplex=True):
        """Return the two ends of a connection. Without duplex the first can only receive, the second only send."""
        from multiprocessing import connection
        return connection.Pipe(duplex)

    # What processes share.

    def Lock(self):
        """Return a new lock."""
        return self._shared('synchronize', 'Lock')

    def RLock(self):
        """Return a new lock that its owner can take again."""
        return self._shared('synchronize', 'RLock')

    def Semaphore(self, value=1):
        """Return a new semaphore."""
        return self._shared('synchronize', 'Semaphore', value)

    def BoundedSemaphore(self, value=1):
        """Return a new semaphore that does not grow beyond its first value."""
        return self._shared('synchronize', 'BoundedSemaphore', value)

    def Condition(self, lock=None):
        """Return a new condition, with a lock if one is given."""
        return self._shared('synchronize', 'Condition', lock)

    def Event(self):
        """Return a new event."""
        return self._shared('synchronize', 'Event')

    def Barrier(self, parties, action=None, timeout=None):
        """Return a new barrier."""
        return self._shared('synchronize', 'Barrier', parties, action, timeout)

    def Queue(self, maxsize=0):
        """Return a new queue."""
        return self._shared('queues', 'Queue', maxsize)

    def JoinableQueue(self, maxsize=0):
        """Return a new queue that one can wait for."""
        return self._shared('queues', 'JoinableQueue', maxsize)

    def SimpleQueue(self):
        """Return a new queue in its simplest form."""
        return self._shared('queues', 'SimpleQueue')

    def _shared(self, module, name, *args):
        return getattr(import_module(f'multiprocessing.{module}'), name)(*args, ctx=self.get_context())

    def Pool(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None):
        """Return a new pool of processes."""
        from multiprocessing import pool
        return pool.Pool(processes, initializer, initargs, maxtasksperchild, self.get_context())

    def Manager(self):
        """Return a manager whose process has been started."""
        from multiprocessing import managers
        manager = managers.SyncManager(ctx=self.get_context())
        manager.start()
        return manager

    # What gopy lacks.

    def RawValue(self, typecode_or_type, *args):
        """Raise NotImplementedError, like all that needs ctypes."""
        raise _needs_ctypes('RawValue')

    def RawArray(self, typecode_or_type, size_or_initializer):
        """Raise NotImplementedError, like all that needs ctypes."""
        raise _needs_ctypes('RawArray')

    def Value(self, typecode_or_type, *args, lock=True):
        """Raise NotImplementedError, like all that needs ctypes."""
        raise _needs_ctypes('Value')

    def Array(self, typecode_or_type, size_or_initializer, *, lock=True):
        """Raise NotImplementedError, like all that needs ctypes."""
        raise _needs_ctypes('Array')

    # Settings.

    def freeze_support(self):
        """Do nothing: there are no executables that hold a program."""

    def get_logger(self):
        """Return the logger of this package."""
        from multiprocessing import util
        return util.get_logger()

    def log_to_stderr(self, level=None):
        """Let the logger write to stderr, too. Return it."""
        from multiprocessing import util
        return util.log_to_stderr(level)

    def allow_connection_pickling(self):
        """Let connections and sockets be sent to processes that are started."""
        from multiprocessing import connection

    def set_executable(self, executable):
        """Say which interpreter to start."""
        from multiprocessing import spawn
        spawn.set_executable(executable)

    def set_forkserver_preload(self, module_names):
        """Do nothing: there is no server that could import modules for processes."""

    def get_context(self, method=None):
        """Return the context of a start method."""
        return self if method is None else _named(method)

    def get_start_method(self, allow_none=False):
        """Return the name of the start method."""
        return self._method

    def set_start_method(self, method, force=False):
        """Choose the default context's start method."""
        raise ValueError('cannot set start method of concrete context')

    @property
    def reducer(self):
        """The module that pickles what is sent to processes."""
        from multiprocessing import reduction
        return reduction


def _needs_ctypes(name):
    return NotImplementedError(f'gopy has no ctypes, which multiprocessing.{name} rests on')


class Process(process.BaseProcess):
    """A process that the default context starts."""

    _start_method = None

    @staticmethod
    def _after_fork():
        """Do nothing: no process is copied."""


class SpawnProcess(process.BaseProcess):
    """A process for which a new interpreter is started."""

    _start_method = 'spawn'


class SpawnContext(BaseContext):
    """The context whose processes are new interpreters."""

    _method = 'spawn'
    Process = SpawnProcess


class DefaultContext(BaseContext):
    """The context that the package's functions belong to. Its start method can be chosen once."""

    Process = Process

    def __init__(self, context):
        self._first, self._chosen = context, None

    def get_context(self, method=None):
        """Return the context of a start method, by default that of the chosen one, which is final then."""
        if method is None:
            self._chosen = self._chosen or self._first
        return self._chosen if method is None else _named(method)

    def set_start_method(self, method, force=False):
        """Choose how processes are started: once, but for force."""
        if self._chosen and not force:
            raise RuntimeError('context has already been set')
        self._chosen = _named(method) if method is not None else None

    def get_start_method(self, allow_none=False):
        """Return the name of the start method; None if allow_none and none was chosen."""
        return None if allow_none and self._chosen is None else self.get_context()._method

    def get_all_start_methods(self):
        """Return the names of all start methods, the default one first."""
        return list(_contexts)


def _named(method):
    if method in _contexts:
        return _contexts[method]
    raise ValueError(f'cannot find context for {method!r}')


_contexts = {'spawn': SpawnContext()}
_default = DefaultContext(_contexts['spawn'])


def assert_spawning(obj):
    """Raise RuntimeError unless a process is being started."""
    from multiprocessing import spawn
    if spawn._packing() is None:
        raise RuntimeError(f'{type(obj).__name__} objects should only be shared between processes through inheritance')
