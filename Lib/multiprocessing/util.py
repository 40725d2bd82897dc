"""What the package's modules share: its logger, and what is to be done at the end of a process."""

import atexit
import contextlib
import itertools
import os
import sys
import threading
import weakref

from multiprocessing import process

__all__ = [
    'sub_debug', 'debug', 'info', 'sub_warning', 'warn', 'get_logger', 'log_to_stderr', 'get_temp_dir', 'register_after_fork', 'is_exiting',
    'Finalize', 'ForkAwareThreadLock', 'ForkAwareLocal', 'close_all_fds_except', 'SUBDEBUG', 'SUBWARNING',
]

NOTSET, SUBDEBUG, DEBUG, INFO, SUBWARNING, WARNING = 0, 5, 10, 20, 25, 30
LOGGER_NAME = 'multiprocessing'
DEFAULT_LOGGING_FORMAT = '[%(levelname)s/%(processName)s] %(message)s'
abstract_sockets_supported = sys.platform == 'linux'

# Logging. Nothing is logged, and logging is not imported, before somebody asks for the logger.

_logger = None
_to_stderr = False


def get_logger():
    """Return the logger of this package."""
    global _logger
    import logging
    if _logger is None:
        logging.addLevelName(SUBDEBUG, 'SUBDEBUG')
        logging.addLevelName(SUBWARNING, 'SUBWARNING')
        _logger = logging.getLogger(LOGGER_NAME)
        _logger.propagate = False
    return _logger


def log_to_stderr(level=None):
    """Let the logger write to stderr, too, from a level on. Return it."""
    global _to_stderr
    import logging
    logger = get_logger()
    writer = logging.StreamHandler()
    writer.setFormatter(logging.Formatter(DEFAULT_LOGGING_FORMAT))
    logger.addHandler(writer)
    if level:
        logger.setLevel(level)
    _to_stderr = True
    return logger


def _level():
    return None if _logger is None else _logger.getEffectiveLevel()


def _say(level, msg, args):
    if _logger is not None:
        _logger.log(level, msg, *args, stacklevel=3)


def sub_debug(msg, *args):
    """Log a message of level SUBDEBUG."""
    _say(SUBDEBUG, msg, args)


def debug(msg, *args):
    """Log a message of level DEBUG."""
    _say(DEBUG, msg, args)


def info(msg, *args):
    """Log a message of level INFO."""
    _say(INFO, msg, args)


def sub_warning(msg, *args):
    """Log a message of level SUBWARNING."""
    _say(SUBWARNING, msg, args)


def warn(msg, *args):
    """Log a message of level WARNING."""
    _say(WARNING, msg, args)


# The end.

_finalizers = {}  # key: Finalize; the highest keys come first
_numbers = itertools.count()
_exiting = False


class Finalize:
    """A call that is made once: when an object has gone, when the Finalize is called, or at the end of the process."""

    def __init__(self, obj, callback, args=(), kwargs=None, exitpriority=None):
        """Without exitpriority the call is not made at the end; without an object that must be given. High priorities come first."""
        if exitpriority is not None and not isinstance(exitpriority, int):
            raise TypeError(f'Exitpriority ({exitpriority!r}) must be None or int, not {type(exitpriority)!s}')
        if obj is None and exitpriority is None:
            raise ValueError('Without object, exitpriority cannot be None')
        self._call = callback, args, kwargs or {}
        self._key = exitpriority, next(_numbers)
        self._home = os.getpid()
        self._object = None if obj is None else weakref.ref(obj, self)
        _finalizers[self._key] = self

    def __call__(self, wr=None):
        """Make the call, unless that was done; return its result."""
        if _finalizers.pop(self._key, None) is None:
            sub_debug('finalizer no longer registered')
            return None
        callback, args, kwargs = self._call
        self._call = self._object = None
        if self._home != os.getpid():
            return None
        sub_debug('finalizer calling %s with args %s and kwargs %s', callback, args, kwargs)
        return callback(*args, **kwargs)

    def cancel(self):
        """Give up the call."""
        if _finalizers.pop(self._key, None) is not None:
            self._call = self._object = None

    def still_active(self):
        """Tell if the call is still to be made."""
        return self._key in _finalizers

    def __repr__(self):
        if self._object is None or self._object() is None:
            return f'<{type(self).__name__} object, dead>'
        callback, args, kwargs = self._call
        words = f'<{type(self).__name__} object, callback={getattr(callback, "__name__", callback)}'
        if args:
            words += f', args={args}'
        if kwargs:
            words += f', kwargs={kwargs}'
        priority = self._key[0]
        if priority is not None:
            words += f', exitpriority={priority}'
        return words + '>'


def _run_finalizers(minpriority=None):
    """Make the calls that belong to the end, or those of them from a priority on; without one, drop all others."""
    def due():
        return [key for key in list(_finalizers) if key[0] is not None and (minpriority is None or key[0] >= minpriority)]

    while keys := due():
        key = max(keys)
        try:
            _finalizers[key]()
        except Exception:
            _finalizers.pop(key, None)
            import traceback
            traceback.print_exc()
    if minpriority is None:
        _finalizers.clear()


def is_exiting():
    """Tell if the process is ending."""
    return _exiting


def _exit_function():
    """End what this package has begun in the process: terminate the daemons among its children, wait for the others."""
    global _exiting
    if _exiting:
        return
    _exiting = True
    info('process shutting down')
    _run_finalizers(0)
    for child in process.active_children():
        if child.daemon:
            info('calling terminate() for daemon %s', child.name)
            child.terminate()
    for child in process.active_children():
        info('calling join() for process %s', child.name)
        child.join()
    _run_finalizers()


atexit.register(_exit_function)


def _flush_std_streams():
    for name in ('stdout', 'stderr'):
        with contextlib.suppress(AttributeError, ValueError):
            getattr(sys, name).flush()


def _cleanup_tests():
    """End what the package holds for later: what tests must not leave behind."""
    import gc
    gc.collect()
    process.active_children()
    _run_finalizers()


# Odds and ends.

_temp_dir = None


def get_temp_dir():
    """Return a folder that is removed at the end of the process."""
    global _temp_dir
    if _temp_dir is None:
        import shutil
        import tempfile
        _temp_dir = tempfile.mkdtemp(prefix='pymp-')
        Finalize(None, shutil.rmtree, (_temp_dir, True), exitpriority=-100)
    return _temp_dir


def is_abstract_socket_namespace(address):
    """Tell if the address of a UNIX socket is no path of a file."""
    return bool(address) and address[0] in (0, '\0')


def register_after_fork(obj, func):
    """Do nothing: no process is copied, so nothing is called in a copy."""


class ForkAwareThreadLock:
    """A lock. It needs to know nothing of forks, as there are none."""

    def __init__(self):
        lock = threading.Lock()
        self.acquire, self.release = lock.acquire, lock.release

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *error):
        self.release()


class ForkAwareLocal(threading.local):
    """Data of a thread, which goes to no other process."""

    def __reduce__(self):
        return type(self), ()


def close_all_fds_except(fds):
    """Close all files but those of some numbers."""
    begin = 0
    for number in sorted(set(fds)):
        os.closerange(begin, number)
        begin = number + 1
    os.closerange(begin, os.sysconf('SC_OPEN_MAX'))


def close_fds(*fds):
    """Close the files of some numbers."""
    for number in fds:
        os.close(number)
