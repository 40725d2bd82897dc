"""Calls that an event loop is going to make."""

import contextvars
import sys
import threading

from asyncio import format_helpers


class Handle:
    """A call that an event loop is going to make."""

    __slots__ = ('_callback', '_args', '_cancelled', '_loop', '_context', '_source_traceback', '_was', '__weakref__')

    def __init__(self, callback, args, loop, context=None):
        self._context = contextvars.copy_context() if context is None else context
        self._loop, self._callback, self._args = loop, callback, args
        self._cancelled = False
        self._source_traceback = format_helpers.extract_stack(sys._getframe(1)) if loop.get_debug() else None
        self._was = None

    def _repr_info(self):
        words = [type(self).__name__]
        if self._cancelled:
            words.append('cancelled')
        if self._callback is not None:
            words.append(format_helpers._format_callback_source(self._callback, self._args, debug=self._loop.get_debug()))
        if place := self._source_traceback:
            words.append(f'created at {place[-1][0]}:{place[-1][1]}')
        return words

    def __repr__(self):
        return self._was or f'<{" ".join(self._repr_info())}>'

    def get_context(self):
        """Return the context that the function is called in."""
        return self._context

    def cancel(self):
        """Give the call up."""
        if self._cancelled:
            return
        self._cancelled = True
        if self._loop.get_debug():
            self._was = repr(self)  # for messages: the function itself is not kept
        self._callback = self._args = None

    def cancelled(self):
        """Tell whether the call was given up."""
        return self._cancelled

    def _run(self):
        """Make the call; exceptions are reported to the event loop."""
        try:
            self._context.run(self._callback, *self._args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._failed(error)
        self = None  # an exception's traceback leads here

    def _failed(self, error):
        """Report the exception of the call to the event loop."""
        call = format_helpers._format_callback_source(self._callback, self._args, debug=self._loop.get_debug())
        report = {'message': f'Exception in callback {call}', 'exception': error, 'handle': self}
        if self._source_traceback:
            report['source_traceback'] = self._source_traceback
        self._loop.call_exception_handler(report)


class _ThreadSafeHandle(Handle):
    """A call that another thread has asked for; cancelling it and making it exclude each other."""

    __slots__ = ('_guard',)

    def __init__(self, callback, args, loop, context=None):
        super().__init__(callback, args, loop, context)
        self._guard = threading.RLock()

    def cancel(self):
        with self._guard:
            super().cancel()

    def cancelled(self):
        with self._guard:
            return super().cancelled()

    def _run(self):
        with self._guard:
            if not self._cancelled:
                super()._run()


class TimerHandle(Handle):
    """A call that an event loop is going to make at some time."""

    __slots__ = ('_scheduled', '_when')

    def __init__(self, when, callback, args, loop, context=None):
        super().__init__(callback, args, loop, context)
        if place := self._source_traceback:
            del place[-1]
        self._when, self._scheduled = when, False

    def _repr_info(self):
        words = super()._repr_info()
        words.insert(1 + self._cancelled, f'when={self._when}')
        return words

    def when(self):
        """Return the time of the call, by the clock of the event loop."""
        return self._when

    def cancel(self):
        if not self._cancelled:
            self._loop._timer_handle_cancelled(self)
        super().cancel()

    cancel.__doc__ = Handle.cancel.__doc__

    def __hash__(self):
        return hash(self._when)

    def __lt__(self, other):
        return self._when < other._when if isinstance(other, TimerHandle) else NotImplemented

    def __gt__(self, other):
        return self._when > other._when if isinstance(other, TimerHandle) else NotImplemented

    def __eq__(self, other):
        if not isinstance(other, TimerHandle):
            return NotImplemented
        mine, yours = ((h._when, h._callback, h._args, h._cancelled) for h in (self, other))
        return mine == yours

    def __le__(self, other):
        return self < other or self == other if isinstance(other, TimerHandle) else NotImplemented

    def __ge__(self, other):
        return self > other or self == other if isinstance(other, TimerHandle) else NotImplemented
