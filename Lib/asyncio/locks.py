"""Locks and the like, for tasks."""

import enum
from collections import deque

from asyncio import exceptions, mixins

__all__ = ('Lock', 'Event', 'Condition', 'Semaphore', 'BoundedSemaphore', 'Barrier')


class _Line(deque):
    """Futures of the tasks that wait for their turn, the first to come at the left."""

    async def stand_in(self, loop):
        """Wait until somebody calls wake(), or be cancelled."""
        turn = loop.create_future()
        self.append(turn)
        try:
            await turn
        except exceptions.CancelledError:
            # Who was woken and cancelled at the same time must see to it that the turn is not lost.
            self.turn_wasted = turn.done() and not turn.cancelled()
            raise
        finally:
            self.remove(turn)

    turn_wasted = False  # says, right after a CancelledError, if the task had been woken already

    def wake(self, count=1):
        """Wake so many tasks; return how many there were."""
        woken = 0
        if not self:
            return woken
        for turn in self:
            if woken == count:
                break
            if not turn.done():
                turn.set_result(None)
                woken += 1
        return woken

    def anybody(self):
        """Tell whether some task waits that was not cancelled."""
        return any(not turn.cancelled() for turn in self)


class _Asynchronous(mixins._LoopBoundMixin):
    """What locks share: a line of tasks, and how they are shown."""

    _state = 'unlocked'

    def _describe(self):
        """Return what to show after the state."""
        return f', waiters:{len(self._waiters)}' if self._waiters else ''

    def __repr__(self):
        return f'<{object.__repr__(self)[1:-1]} [{self._state}{self._describe()}]>'


class _Held(_Asynchronous):
    """What can be had for the time of an async with block."""

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, exc_type, exc, tb):
        self.release()


class Lock(_Held):
    """A lock that one task at a time has; the others wait in line."""

    def __init__(self):
        self._waiters, self._locked = _Line(), False

    @property
    def _state(self):
        return 'locked' if self._locked else 'unlocked'

    def locked(self):
        """Tell whether some task has the lock."""
        return self._locked

    async def acquire(self):
        """Take the lock, when it is free; return True."""
        if self._locked or self._waiters and self._waiters.anybody():
            try:
                await self._waiters.stand_in(self._get_loop())
            except exceptions.CancelledError:
                if not self._locked:
                    self._pass_on()
                raise
        self._locked = True
        return True

    def release(self):
        """Free the lock; the first task in line gets it."""
        if not self._locked:
            raise RuntimeError('Lock is not acquired.')
        self._locked = False
        self._pass_on()

    def _pass_on(self):
        # Only the first in line, and not again when it was woken before and has not run since.
        if self._waiters and not self._waiters[0].done():
            self._waiters[0].set_result(True)


class Event(_Asynchronous):
    """A flag that tasks wait for."""

    def __init__(self):
        self._waiters, self._value = _Line(), False

    @property
    def _state(self):
        return 'set' if self._value else 'unset'

    def is_set(self):
        """Tell whether the flag is set."""
        return self._value

    def set(self):
        """Set the flag: all tasks that wait for it go on."""
        if not self._value:
            self._value = True
            self._waiters.wake(len(self._waiters))

    def clear(self):
        """Take the flag back."""
        self._value = False

    async def wait(self):
        """Wait until the flag is set; return True."""
        if not self._value:
            await self._waiters.stand_in(self._get_loop())
        return True


class Condition(_Held):
    """A lock whose holders can wait to be told that something has changed."""

    def __init__(self, lock=None):
        self._lock = lock = Lock() if lock is None else lock
        self.locked, self.acquire, self.release = lock.locked, lock.acquire, lock.release
        self._waiters = _Line()

    @property
    def _state(self):
        return 'locked' if self.locked() else 'unlocked'

    async def wait(self):
        """Free the lock, wait for notify(), and take the lock again; return True."""
        if not self.locked():
            raise RuntimeError('cannot wait on un-acquired lock')
        loop = self._get_loop()
        woken = False
        self.release()
        try:
            try:
                await self._waiters.stand_in(loop)
            except exceptions.CancelledError:
                woken = self._waiters.turn_wasted
                raise
            else:
                woken = True
                return True
            finally:
                # The caller's block ends with a release(), so whatever happens the lock must be had again.
                cancelled = None
                while True:
                    try:
                        await self.acquire()
                        break
                    except exceptions.CancelledError as error:
                        cancelled = error
                if cancelled is not None:
                    try:
                        raise cancelled
                    finally:
                        cancelled = None
        except BaseException:
            if woken:
                self._waiters.wake()
            raise

    async def wait_for(self, predicate):
        """Wait until the function predicate returns something true; return that."""
        while not (outcome := predicate()):
            await self.wait()
        return outcome

    def notify(self, n=1):
        """Wake n of the tasks that wait; they go on when they get the lock."""
        if not self.locked():
            raise RuntimeError('cannot notify on un-acquired lock')
        self._waiters.wake(n)

    def notify_all(self):
        """Wake all tasks that wait."""
        self.notify(len(self._waiters))


class Semaphore(_Held):
    """A number of places: acquire() takes one or waits for one."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError('Semaphore initial value must be >= 0')
        self._waiters, self._value = _Line(), value

    @property
    def _state(self):
        return 'locked' if self.locked() else f'unlocked, value:{self._value}'

    def locked(self):
        """Tell whether acquire() would have to wait."""
        return not self._value or self._waiters.anybody()

    async def acquire(self):
        """Take a place, when there is one; return True."""
        if not self.locked():
            self._value -= 1
            return True
        try:
            await self._waiters.stand_in(self._get_loop())
        except exceptions.CancelledError:
            self._value += self._waiters.turn_wasted
            self._share_out()
            raise
        self._share_out()
        return True

    def release(self):
        """Give a place back."""
        self._value += 1
        self._share_out(1)

    def _share_out(self, most=None):
        """Give free places to those in line, who need not take them: they have them when they are woken."""
        self._value -= self._waiters.wake(self._value if most is None else most)


class BoundedSemaphore(Semaphore):
    """A Semaphore with no more places than it had at first."""

    def __init__(self, value=1):
        super().__init__(value)
        self._most = value

    def release(self):
        """Give a place back; ValueError if none was taken."""
        if self._value >= self._most:
            raise ValueError('BoundedSemaphore released too many times')
        super().release()


class _Phase(enum.Enum):
    """What happens at a barrier."""

    FILLING = 'filling'
    DRAINING = 'draining'
    RESETTING = 'resetting'
    BROKEN = 'broken'


class Barrier(_Asynchronous):
    """A place where a number of tasks wait for each other."""

    def __init__(self, parties):
        if parties < 1:
            raise ValueError('parties must be >= 1')
        self._parties, self._count = parties, 0
        self._phase = _Phase.FILLING
        self._changed = Condition()

    @property
    def _state(self):
        return self._phase.value

    def _describe(self):
        return '' if self.broken else f', waiters:{self.n_waiting}/{self._parties}'

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *args):
        pass

    async def wait(self):
        """Wait for the others; return a number, different for each, from 0 up."""
        async with self._changed:
            # Those before must be gone first.
            await self._changed.wait_for(lambda: self._phase not in (_Phase.DRAINING, _Phase.RESETTING))
            if self._phase is _Phase.BROKEN:
                raise exceptions.BrokenBarrierError('Barrier aborted')
            place = self._count
            self._count += 1
            try:
                if self._count == self._parties:
                    self._enter(_Phase.DRAINING)
                else:
                    await self._changed.wait_for(lambda: self._phase is not _Phase.FILLING)
                    if self._phase in (_Phase.RESETTING, _Phase.BROKEN):
                        raise exceptions.BrokenBarrierError('Abort or reset of barrier')
                return place
            finally:
                self._count -= 1
                if not self._count and self._phase in (_Phase.DRAINING, _Phase.RESETTING):
                    self._phase = _Phase.FILLING
                self._changed.notify_all()

    def _enter(self, phase):
        self._phase = phase
        self._changed.notify_all()

    async def reset(self):
        """Send those who wait away with a BrokenBarrierError, and begin anew."""
        async with self._changed:
            if not self._count:
                self._enter(_Phase.FILLING)
            elif self._phase is not _Phase.RESETTING:
                self._enter(_Phase.RESETTING)

    async def abort(self):
        """Break the barrier: who waits, or comes later, gets a BrokenBarrierError."""
        async with self._changed:
            self._enter(_Phase.BROKEN)

    @property
    def parties(self):
        """How many tasks it takes."""
        return self._parties

    @property
    def n_waiting(self):
        """How many tasks wait now."""
        return self._count if self._phase is _Phase.FILLING else 0

    @property
    def broken(self):
        """Whether abort() was called."""
        return self._phase is _Phase.BROKEN
