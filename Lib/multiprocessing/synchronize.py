"""Locks, semaphores, conditions, events and barriers that processes share.

All of them are made of semaphores of the system, which have names: the process that has made one takes its name away at its
end, one that is started finds it by this name. A number that processes share is a semaphore, too: what it counts is the number.
"""

import os
import sys
import threading

from _multiprocessing import SemLock, sem_unlink
from multiprocessing import context, process, util

__all__ = ['Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Condition', 'Event']

RECURSIVE_MUTEX, SEMAPHORE = 0, 1
SEM_VALUE_MAX = SemLock.SEM_VALUE_MAX


def _new(kind, value, limit):
    """Return a semaphore of the system under a name that nobody has."""
    while True:
        try:
            return SemLock(kind, value, limit, f'/mp-{os.urandom(6).hex()}', False)
        except FileExistsError:
            continue


class _OfSystem:
    """What rests on one semaphore of the system."""

    def __init__(self, kind, value, limit):
        self._semlock = _new(kind, value, limit)
        # After the children have ended: one that is just being started still has to find it.
        util.Finalize(self, sem_unlink, (self._semlock.name,), exitpriority=-50)

    def __enter__(self):
        return self._semlock.__enter__()

    def __exit__(self, *error):
        self._semlock.release()

    def __getstate__(self):
        context.assert_spawning(self)
        from multiprocessing import spawn
        spawn._keep(self)
        shared = self._semlock
        return shared.handle, shared.kind, shared.maxvalue, shared.name

    def __setstate__(self, state):
        self._semlock = SemLock._rebuild(*state)

    def __repr__(self):
        try:
            state = self._describe()
        except Exception:
            state = self._UNKNOWN
        return f'<{type(self).__name__}({state})>'

    def acquire(self, block=True, timeout=None):
        """Take it, and tell whether that worked: it may be that others have it and block is false or the time is over."""
        return self._semlock.acquire(block, timeout)

    def release(self):
        """Give it back."""
        self._semlock.release()

    def locked(self):
        """Tell whether nobody could take it now."""
        return self._semlock._is_zero()


class Semaphore(_OfSystem):
    """A number that acquire() lowers, waiting while it is 0, and release() raises."""

    _UNKNOWN = 'value=unknown'

    def __init__(self, value=1, *, ctx):
        super().__init__(SEMAPHORE, value, self._limit(value))

    def _limit(self, value):
        return SEM_VALUE_MAX

    def _describe(self):
        return f'value={self.get_value()}'

    def get_value(self):
        """Return the number."""
        return self._semlock._get_value()


class BoundedSemaphore(Semaphore):
    """A semaphore whose number can't grow beyond what it was at first."""

    def _limit(self, value):
        return value

    def _describe(self):
        return f'{super()._describe()}, maxvalue={self._semlock.maxvalue}'


class _Exclusive(_OfSystem):
    """What only one at a time can have."""

    def __init__(self, *, ctx):
        super().__init__(self._KIND, 1, 1)

    def _holder(self):
        """Return the name of who has it, as far as it is known, and whether that is this thread."""
        shared = self._semlock
        if shared._is_mine():
            thread = threading.current_thread()
            name = process.current_process().name
            return (name if thread is threading.main_thread() else f'{name}|{thread.name}'), True
        if not shared._is_zero():
            return None, False
        return 'SomeOtherThread' if shared._count() > 0 else 'SomeOtherProcess', False


class Lock(_Exclusive):
    """A lock. Any thread of any process can release it."""

    _KIND, _UNKNOWN = SEMAPHORE, 'owner=unknown'

    def _describe(self):
        return f'owner={self._holder()[0]}'


class RLock(_Exclusive):
    """A lock that its owner can take again, and must release as often."""

    _KIND, _UNKNOWN = RECURSIVE_MUTEX, 'unknown, unknown'

    def _describe(self):
        name, mine = self._holder()
        return f'{name}, {self._semlock._count() if mine else "nonzero" if name else 0}'


class Condition:
    """A lock, and what its owner can wait for: that another one who has the lock says that something has changed."""

    def __init__(self, lock=None, *, ctx):
        """The lock is a Lock or an RLock; a new RLock, if none is given."""
        self._lock = lock or ctx.RLock()
        self._bind()
        # Who waits is counted as asleep until it is called, or until it gives up, which it does with the short lock.
        # A call is a token in the gate. Its taker confirms that, and until then the caller keeps the condition's lock:
        # so nobody who comes later takes what was meant for others.
        self._asleep, self._gate, self._confirmed = (ctx.Semaphore(0) for _ in range(3))
        self._short = ctx.Lock()

    def _bind(self):
        self.acquire, self.release = self._lock.acquire, self._lock.release

    def __getstate__(self):
        context.assert_spawning(self)
        return {name: value for name, value in vars(self).items() if name not in ('acquire', 'release')}

    def __setstate__(self, state):
        vars(self).update(state)
        self._bind()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *error):
        return self._lock.__exit__(*error)

    def __repr__(self):
        try:
            sleepers = self._asleep.get_value()
        except Exception:
            sleepers = 'unknown'
        return f'<{type(self).__name__}({self._lock}, {sleepers})>'

    def wait(self, timeout=None):
        """Release the lock, sleep until called or the time is over, and take the lock again; tell whether it was a call."""
        held = self._lock._semlock
        assert held._is_mine(), 'must acquire() condition before using wait()'
        depth = held._count()
        self._asleep.release()
        for _ in range(depth):
            held.release()
        try:
            return self._sleep(timeout)
        finally:
            for _ in range(depth):
                held.acquire()

    def _sleep(self, timeout):
        called = False
        try:
            called = self._gate.acquire(True, timeout)
        finally:
            if not called:
                with self._short:
                    called = self._gate.acquire(False)  # the call has come at the last moment
                    if not called:
                        self._asleep.acquire(False)
            if called:
                self._confirmed.release()
        return called

    def wait_for(self, predicate, timeout=None):
        """Wait until predicate() is true, at most so many seconds; return what it was last."""
        return threading.Condition.wait_for(self, predicate, timeout)

    def notify(self, n=1):
        """Wake so many of those who wait, or all if they are fewer."""
        assert self._lock._semlock._is_mine(), 'lock is not owned'
        with self._short:
            called = min(n, self._asleep.get_value())
            for _ in range(called):
                self._asleep.acquire(False)
                self._gate.release()
        for _ in range(called):
            self._confirmed.acquire()

    def notify_all(self):
        """Wake all who wait."""
        self.notify(sys.maxsize)


class Event:
    """A flag that one can wait for."""

    def __init__(self, *, ctx):
        self._changed = ctx.Condition(ctx.Lock())
        self._flag = ctx.Semaphore(0)

    def __repr__(self):
        return f'<{type(self).__qualname__} at {id(self):#x} {"set" if self.is_set() else "unset"}>'

    def is_set(self):
        """Tell whether the flag is set."""
        return not self._flag.locked()

    def set(self):
        """Set the flag and wake all who wait for it."""
        with self._changed:
            if not self.is_set():
                self._flag.release()
                self._changed.notify_all()

    def clear(self):
        """Take the flag away."""
        with self._changed:
            self._flag.acquire(False)

    def wait(self, timeout=None):
        """Wait until the flag is set, at most so many seconds; tell whether it is."""
        with self._changed:
            if not self.is_set():
                self._changed.wait(timeout)
            return self.is_set()


class _SharedNumber:
    """An attribute of a barrier that all processes see. Whoever sets it has the barrier's lock."""

    def __set_name__(self, owner, name):
        self._place = '_shared' + name

    def __get__(self, barrier, owner=None):
        return self if barrier is None else vars(barrier)[self._place].get_value()

    def __set__(self, barrier, number):
        counter = vars(barrier)[self._place]
        while (have := counter.get_value()) != number:
            counter.release() if have < number else counter.acquire(False)


class _SharedWord(_SharedNumber):
    """The same for one word of a list."""

    def __init__(self, *words):
        self._words = words

    def __get__(self, barrier, owner=None):
        return self if barrier is None else self._words[super().__get__(barrier)]

    def __set__(self, barrier, word):
        super().__set__(barrier, self._words.index(word))


class Barrier(threading.Barrier):
    """A point that a number of processes pass together: each waits until all are there."""

    _depth = _SharedNumber()
    _phase = _SharedWord('filling', 'draining', 'resetting', 'broken')

    def __init__(self, parties, action=None, timeout=None, *, ctx):
        self._shared_depth, self._shared_phase = ctx.Semaphore(0), ctx.Semaphore(0)
        super().__init__(parties, action, timeout)
        self._changed = ctx.Condition(ctx.Lock())
