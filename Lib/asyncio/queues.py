"""Queues that tasks share."""

import heapq
from collections import deque
from types import GenericAlias

from asyncio import exceptions, locks, mixins

__all__ = ('Queue', 'PriorityQueue', 'LifoQueue', 'QueueFull', 'QueueEmpty', 'QueueShutDown')


class QueueEmpty(Exception):
    """There is nothing in the queue."""


class QueueFull(Exception):
    """There is no room in the queue."""


class QueueShutDown(Exception):
    """The queue was shut down."""


class Queue(mixins._LoopBoundMixin):
    """A queue: first in, first out."""

    def __init__(self, maxsize=0):
        """maxsize: how many items there is room for; 0 for any number."""
        self._maxsize = maxsize
        self._getters, self._putters = locks._Line(), locks._Line()
        self._unfinished_tasks, self._is_shutdown = 0, False
        self._all_done = locks.Event()
        self._all_done.set()
        self._init(maxsize)

    __class_getitem__ = classmethod(GenericAlias)

    # Subclasses keep the items in another order.

    def _init(self, maxsize):
        self._queue = deque()

    def _get(self):
        items = self._queue
        return items.popleft()

    def _put(self, item):
        self._queue.append(item)

    def _format(self):
        words = [f'maxsize={self._maxsize!r}']
        if items := getattr(self, '_queue', ()):
            words.append(f'_queue={list(items)!r}')
        words += (f'{name}[{len(line)}]' for name in ('_getters', '_putters') if (line := getattr(self, name)))
        if undone := self._unfinished_tasks:
            words.append(f'tasks={undone}')
        if self._is_shutdown:
            words.append('shutdown')
        return ' '.join(words)

    def __repr__(self):
        return f'<{type(self).__name__} at {id(self):#x} {self._format()}>'

    def __str__(self):
        return f'<{type(self).__name__} {self._format()}>'

    @property
    def maxsize(self):
        """How many items there is room for; 0 for any number."""
        return self._maxsize

    def qsize(self):
        """Return how many items there are."""
        return len(self._queue)

    def empty(self):
        """Tell whether there are no items."""
        return not self._queue

    def full(self):
        """Tell whether there is no room."""
        most = self._maxsize
        return 0 < most <= self.qsize()

    async def _stand_in(self, line, in_vain):
        """Wait in a line; who is cancelled leaves the turn to the next unless it would be in vain."""
        try:
            await line.stand_in(self._get_loop())
        except exceptions.CancelledError:
            if line.turn_wasted and not in_vain():
                line.wake()
            raise

    async def put(self, item):
        """Put an item in, when there is room for it."""
        while self.full():
            if self._is_shutdown:
                raise QueueShutDown
            await self._stand_in(self._putters, self.full)
        self.put_nowait(item)

    def put_nowait(self, item):
        """Put an item in; raise QueueFull if there is no room."""
        if self._is_shutdown:
            raise QueueShutDown
        if self.full():
            raise QueueFull
        self._put(item)
        self._count(+1)
        self._getters.wake()

    async def get(self):
        """Take an item out, when there is one."""
        while self.empty():
            if self._is_shutdown:
                raise QueueShutDown
            await self._stand_in(self._getters, self.empty)
        return self.get_nowait()

    def get_nowait(self):
        """Take an item out; raise QueueEmpty if there is none."""
        if self.empty():
            raise QueueShutDown if self._is_shutdown else QueueEmpty
        item = self._get()
        self._putters.wake()
        return item

    def task_done(self):
        """Tell that an item that was taken out has been dealt with."""
        if not self._unfinished_tasks:
            raise ValueError('task_done() called too many times')
        self._count(-1)

    def _count(self, change):
        """Count items that are not dealt with."""
        self._unfinished_tasks = left = self._unfinished_tasks + change
        if not left:
            self._all_done.set()
        elif left == change:
            self._all_done.clear()

    async def join(self):
        """Wait until all items that were put in have been dealt with."""
        await self._all_done.wait()

    def shutdown(self, immediate=False):
        """Let put() raise QueueShutDown from now on, and get() when nothing is left; immediate: nothing is left at once."""
        self._is_shutdown = True
        if immediate:
            while not self.empty():
                self._get()
                self._count(-1 if self._unfinished_tasks else 0)
        for line in (self._getters, self._putters):
            line.wake(len(line))


class PriorityQueue(Queue):
    """A queue: the smallest item comes out first."""

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        heapq.heappush(self._queue, item)

    def _get(self):
        return heapq.heappop(self._queue)


class LifoQueue(Queue):
    """A queue: last in, first out."""

    def _init(self, maxsize):
        self._queue = []

    def _get(self):
        return self._queue.pop()
