"""Blocks of code that may only take so long."""

import enum
from types import TracebackType

from _asyncio import current_task
from asyncio import events, exceptions

__all__ = ('Timeout', 'timeout', 'timeout_at')


class _State(enum.Enum):
    CREATED = 'created'
    ENTERED = 'active'
    EXPIRING = 'expiring'
    EXPIRED = 'expired'
    EXITED = 'finished'


class Timeout:
    """Cancels the task in whose async with block it is when time is up; the block then raises TimeoutError."""

    def __init__(self, when: float | None) -> None:
        """when: a time of the event loop's clock; None for never."""
        self._state = _State.CREATED
        self._alarm = self._task = None
        self._when = when

    def when(self) -> float | None:
        """Return when time is up; None for never."""
        return self._when

    def reschedule(self, when: float | None) -> None:
        """Set another time."""
        if self._state is _State.CREATED:
            raise RuntimeError('Timeout has not been entered')
        if self._state is not _State.ENTERED:
            raise RuntimeError(f'Cannot change state of {self._state.value} Timeout')
        self._when = when
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        if when is not None:
            loop = events.get_running_loop()
            self._alarm = loop.call_at(when, self._ring) if when > loop.time() else loop.call_soon(self._ring)

    def _ring(self):
        self._task.cancel()
        self._state, self._alarm = _State.EXPIRING, None

    def expired(self) -> bool:
        """Tell whether time was up before the block had ended."""
        return self._state in (_State.EXPIRING, _State.EXPIRED)

    def __repr__(self) -> str:
        when = ''
        if self._state is _State.ENTERED:
            when = f' when={None if self._when is None else round(self._when, 3)}'
        return f'<Timeout [{self._state.value}]{when}>'

    async def __aenter__(self) -> "Timeout":
        if self._state is not _State.CREATED:
            raise RuntimeError('Timeout has already been entered')
        if (task := current_task()) is None:
            raise RuntimeError('Timeout should be used inside a task')
        self._state, self._task = _State.ENTERED, task
        self._cancelled_before = task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type: type[BaseException] | None, exc_val: BaseException | None,
                        exc_tb: TracebackType | None) -> bool | None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        if self._state is _State.ENTERED:
            self._state = _State.EXITED
        elif self._state is _State.EXPIRING:
            self._state = _State.EXPIRED
            if self._task.uncancel() <= self._cancelled_before and exc_type is not None:
                # Nobody else has cancelled the task, so it was us.
                if issubclass(exc_type, exceptions.CancelledError):
                    raise TimeoutError from exc_val
                for error in (exc_val, *getattr(exc_val, 'exceptions', ())) if isinstance(exc_val, ExceptionGroup) else (exc_val,):
                    _explain(error)
        return None


def _explain(error):
    """Where an exception was raised while a CancelledError was handled say that this was a timeout."""
    while error is not None and (context := error.__context__) is not None:
        if isinstance(context, exceptions.CancelledError):
            timeout = TimeoutError()
            timeout.__cause__ = timeout.__context__ = context
            error.__context__ = timeout
            return
        error = context


def timeout(delay: float | None) -> Timeout:
    """Return a Timeout of delay seconds from now; None for one that never ends, which reschedule() may change."""
    return Timeout(None if delay is None else events.get_running_loop().time() + delay)


def timeout_at(when: float | None) -> Timeout:
    """Return a Timeout that ends at a time of the event loop's clock."""
    return Timeout(when)

