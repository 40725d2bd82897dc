"""A scheduler of events: calls that are made in turn, each at its time."""

import heapq
import itertools
import threading
import time
from collections import namedtuple
from time import monotonic as _clock

__all__ = ['scheduler']

_absent = object()

Event = namedtuple('Event', 'time, priority, sequence, action, argument, kwargs')
Event.time.__doc__ = 'When the action is due, in the unit of the scheduler\'s clock.'
Event.priority.__doc__ = 'Of events due at the same time, the one with the lowest number comes first.'
Event.sequence.__doc__ = 'The number of the event, which keeps events of one time and priority in order.'
Event.action.__doc__ = 'What is called.'
Event.argument.__doc__ = 'The positional arguments of the call.'
Event.kwargs.__doc__ = 'The keyword arguments of the call.'


class scheduler:
    """Events in the order of their times, which run() waits for and makes happen.

    timefunc() tells the time; delayfunc(n) waits for n of its units and is also called with 0 after each event, so that
    other threads get their turn.
    """

    def __init__(self, timefunc=_clock, delayfunc=time.sleep):
        """Make a scheduler of a clock and a way to wait."""
        self._events = []
        self._mutex = threading.RLock()
        self._numbers = itertools.count()
        self.timefunc = timefunc
        self.delayfunc = delayfunc

    def enterabs(self, time, priority, action, argument=(), kwargs=_absent):
        """Schedule a call for a time; return the event, by which it can be cancelled."""
        with self._mutex:
            event = Event(time, priority, next(self._numbers), action, argument, {} if kwargs is _absent else kwargs)
            heapq.heappush(self._events, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=_absent):
        """Schedule a call for a time from now; return the event."""
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        """Take an event out; ValueError if it isn't in."""
        with self._mutex:
            self._events.remove(event)
            heapq.heapify(self._events)

    def empty(self):
        """Say whether there are no events."""
        with self._mutex:
            return not self._events

    def _take_due(self):
        """Return (event that is due or None, time until the next)."""
        with self._mutex:
            if not self._events:
                return None, None
            left = self._events[0].time - self.timefunc()
            if left > 0:
                return None, left
            return heapq.heappop(self._events), 0

    def run(self, blocking=True):
        """Wait for the events and make their calls until there are none; unless blocking, make those that are due
        and return the time until the next, None if there is none.

        What an action raises comes out; the scheduler can be run again then.
        """
        while True:
            event, left = self._take_due()
            if event is not None:
                event.action(*event.argument, **event.kwargs)
                self.delayfunc(0)
            elif left is None:
                return None
            elif blocking:
                self.delayfunc(left)
            else:
                return left

    @property
    def queue(self):
        """The events that are to come, in order."""
        with self._mutex:
            return sorted(self._events)
