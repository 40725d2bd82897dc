"""Blocks of code that may only take so long."""

import enum
from types import TracebackType

from _asyncio import current_task
from asyncio import events, exceptions

__all__ = ('Timeout', 'timeout', 'timeout_at')


class _Phase(enum.Enum):
    NEW = 'created'
    RUNNING = 'active'
    EXPIRING = 'expiring'
    EXPIRED = 'expired'
    OVER = 'finished'


class Timeout:
    """Cancels the task in whose async with block it is when time is up; the block then raises TimeoutError."""

    def __init__(self, when: float | None) -> None:
        """when: a time of the event loop's clock; None for never."""
        self._phase = _Phase.NEW
        self._alarm = self._task = None
        self._when = when

    def when(self) -> float | None:
        """Return when time is up; None for never."""
        return self._when

    def reschedule(self, when: float | None) -> None:
        """Set another time."""
        if self._phase is _Phase.NEW:
            raise RuntimeError('Timeout has not been entered')
        if self._phase is not _Phase.RUNNING:
            raise RuntimeError(f'Cannot change state of {self._phase.value} Timeout')
        self._when = when
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        if when is not None:
            loop = events.get_running_loop()
            self._alarm = loop.call_at(when, self._ring) if when > loop.time() else loop.call_soon(self._ring)

    def _ring(self):
        self._task.cancel()
        self._phase, self._alarm = _Phase.EXPIRING, None

    def expired(self) -> bool:
        """Tell whether time was up before the block had ended."""
        return self._phase in (_Phase.EXPIRING, _Phase.EXPIRED)

    def __repr__(self) -> str:
        when = ''
        if self._phase is _Phase.RUNNING:
            when = f' when={None if self._when is None else round(self._when, 3)}'
        return f'<Timeout [{self._phase.value}]{when}>'

    async def __aenter__(self) -> "Timeout":
        if self._phase is not _Phase.NEW:
            raise RuntimeError('Timeout has already been entered')
        if (task := current_task()) is None:
            raise RuntimeError('Timeout should be used inside a task')
        self._phase, self._task = _Phase.RUNNING, task
        self._cancelled_before = task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type: type[BaseException] | None, exc_val: BaseException | None,
                        exc_tb: TracebackType | None) -> bool | None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        if self._phase is _Phase.RUNNING:
            self._phase = _Phase.OVER
        elif self._phase is _Phase.EXPIRING:
            self._phase = _Phase.EXPIRED
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

