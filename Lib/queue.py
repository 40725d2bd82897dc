"""Queues that threads share."""

import threading
from collections import deque
from heapq import heappop, heappush
from time import monotonic as time

try:
    from _queue import Empty, SimpleQueue
except ImportError:
    SimpleQueue = None

    class Empty(Exception):
        """There is nothing in the queue."""

__all__ = ['Empty', 'Full', 'ShutDown', 'Queue', 'PriorityQueue', 'LifoQueue', 'SimpleQueue']


class Full(Exception):
    """There is no room in the queue."""


class ShutDown(Exception):
    """The queue has been shut down."""


class Queue:
    """A queue: first in, first out."""

    def __init__(self, maxsize=0):
        """maxsize: how many items there is room for; 0 for any number."""
        self.maxsize = maxsize
        self._init(maxsize)
        # All conditions share one lock.
        mutex = self.mutex = threading.Lock()
        self.not_empty, self.not_full, self.all_tasks_done = (threading.Condition(mutex) for _ in range(3))
        self.unfinished_tasks, self.is_shutdown = 0, False

    def task_done(self):
        """Tell that what was taken has been dealt with."""
        with (done := self.all_tasks_done):
            left = self.unfinished_tasks - 1
            if left < 0:
                raise ValueError('task_done() called too many times')
            self.unfinished_tasks = left
            if not left:
                done.notify_all()

    def join(self):
        """Wait until everything that was put in has been dealt with."""
        with (done := self.all_tasks_done):
            done.wait_for(lambda: not self.unfinished_tasks)

    def qsize(self):
        """Return how many items there are; that may change at once."""
        with self.mutex:
            return self._qsize()

    def empty(self):
        """Tell if there are no items; that may change at once."""
        return not self.qsize()

    def full(self):
        """Tell if there is no room; that may change at once."""
        return 0 < self.maxsize <= self.qsize()

    def _wait(self, condition, ready, block, timeout, otherwise):
        # Waits until ready() is true or the queue is shut down.
        if not block:
            if not ready():
                raise otherwise
            return
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        end = None if timeout is None else time() + timeout
        while not ready():
            left = None if end is None else end - time()
            if left is not None and left <= 0.0:
                raise otherwise
            condition.wait(left)
            if self.is_shutdown and not (condition is self.not_empty and ready()):
                raise ShutDown

    def put(self, item, block=True, timeout=None):
        """Put an item in. Without room, wait (so many seconds at most) or raise Full."""
        with self.not_full:
            if self.is_shutdown:
                raise ShutDown
            if self.maxsize > 0:
                self._wait(self.not_full, lambda: self._qsize() < self.maxsize, block, timeout, Full)
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()

    def get(self, block=True, timeout=None):
        """Take an item out. If there is none, wait (so many seconds at most) or raise Empty."""
        with self.not_empty:
            if block and timeout is not None or not self._qsize():
                if not self._qsize() and self.is_shutdown:
                    raise ShutDown
                self._wait(self.not_empty, self._qsize, block, timeout, Empty)
            item = self._get()
            self.not_full.notify()
            return item

    def put_nowait(self, item):
        """Put an item in, or raise Full."""
        return self.put(item, False)

    def get_nowait(self):
        """Take an item out, or raise Empty."""
        return self.get(False)

    def shutdown(self, immediate=False):
        """Let nothing be put in any more; get raises ShutDown once the queue is empty. immediate: throw all items away."""
        with self.mutex:
            self.is_shutdown = True
            if immediate:
                while self._qsize():
                    self._get()
                    self.unfinished_tasks = max(self.unfinished_tasks - 1, 0)
            for condition in (self.not_empty, self.not_full, *([self.all_tasks_done] if immediate else ())):
                condition.notify_all()

    # How items are kept: other kinds of queues define these.

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    __class_getitem__ = classmethod(type(list[int]))


class PriorityQueue(Queue):
    """A queue that gives the least item first."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        heappush(self.queue, item)

    def _get(self):
        return heappop(self.queue)


class LifoQueue(Queue):
    """A queue that gives the newest item first."""

    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()


class _PySimpleQueue:
    """A queue without limits and without a count of tasks."""

    def __init__(self):
        self._queue, self._count = deque(), threading.Semaphore(0)

    def put(self, item, block=True, timeout=None):
        """Put an item in; there is always room."""
        self._queue.append(item)
        self._count.release()

    def get(self, block=True, timeout=None):
        """Take an item out. If there is none, wait (so many seconds at most) or raise Empty."""
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if not self._count.acquire(block, timeout if block else None):
            raise Empty
        return self._queue.popleft()

    def put_nowait(self, item):
        """Put an item in."""
        return self.put(item, False)

    def get_nowait(self):
        """Take an item out, or raise Empty."""
        return self.get(False)

    def empty(self):
        """Tell if there are no items; that may change at once."""
        return not self._queue

    def qsize(self):
        """Return how many items there are; that may change at once."""
        return len(self._queue)

    __class_getitem__ = classmethod(type(list[int]))


SimpleQueue = SimpleQueue or _PySimpleQueue
