"""The interface of multiprocessing, of threads: for programs that wait more than they compute, and for finding errors."""

import threading
import weakref
from array import array
from queue import Queue
from threading import Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore, current_thread as current_process

from .connection import Pipe

__all__ = ['Process', 'current_process', 'active_children', 'freeze_support', 'Lock', 'RLock', 'Semaphore', 'BoundedSemaphore',
           'Condition', 'Event', 'Barrier', 'Queue', 'Manager', 'Pipe', 'Pool', 'JoinableQueue']

JoinableQueue = Queue
list, dict = list, dict


def _children_of(thread):
    return thread.__dict__.setdefault('_children', weakref.WeakKeyDictionary())


class DummyProcess(threading.Thread):
    """A thread that can be used like a process."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None):
        super().__init__(group, target, name, args, kwargs)
        self._launched = False
        self._maker = current_process()
        _children_of(self)

    def start(self):
        """Run the target in a thread."""
        if (maker := self._maker) is not (runner := current_process()):
            raise RuntimeError(f'Parent is {maker!r} but current_process is {runner!r}')
        self._launched = True
        _children_of(maker)[self] = None
        super().start()

    @property
    def exitcode(self):
        """0 after the end, None before."""
        return 0 if self._launched and not self.is_alive() else None


Process = DummyProcess
_children_of(current_process())


def active_children():
    """Return those that the running one has started and that still run."""
    children = _children_of(current_process())
    alive = [child for child in [*children] if child.is_alive()]
    for child in [*children]:
        if child not in alive:
            children.pop(child, None)
    return alive


def freeze_support():
    """Do nothing: there are no processes."""


class Namespace:
    """Attributes that all may set."""

    def __init__(self, /, **kwds):
        vars(self).update(kwds)

    def __repr__(self):
        shown = sorted(f'{name}={value!r}' for name, value in vars(self).items() if not name.startswith('_'))
        return f'{type(self).__name__}({", ".join(shown)})'


class Value:
    """A value that all may set; typecode and lock have no meaning here."""

    def __init__(self, typecode, value, lock=True):
        self._typecode, self.value = typecode, value

    def __repr__(self):
        return f'<{type(self).__name__}({self._typecode!r}, {self.value!r})>'


def Array(typecode, sequence, lock=True):
    """Return an array that all may change."""
    return array(typecode, sequence)


def Manager():
    """Return this module: its Queue, list, dict, Namespace and so on need no manager."""
    import multiprocessing.dummy as manager
    return manager


def shutdown():
    """Do nothing: a manager of threads has nothing to end."""


def Pool(processes=None, initializer=None, initargs=()):
    """Return a pool of threads."""
    from multiprocessing import pool
    return pool.ThreadPool(processes, initializer, initargs)
