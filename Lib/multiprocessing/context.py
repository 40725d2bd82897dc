"""Contexts: ways to start processes, and all that goes with them. gopy has one, 'spawn': a new interpreter is started."""

import os

from multiprocessing import process

__all__ = ()

_lacking = frozenset((
    'Array', 'Barrier', 'BoundedSemaphore', 'Condition', 'Event', 'JoinableQueue', 'Lock', 'Manager', 'Pool', 'Queue', 'RLock', 'RawArray',
    'RawValue', 'Semaphore', 'SimpleQueue', 'Value',
))


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

    def __getattr__(self, name):
        more = ": gopy doesn't have it yet" if name in _lacking else ''
        raise AttributeError(f'{type(self).__name__!r} object has no attribute {name!r}{more}')

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
