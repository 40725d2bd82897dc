"""Queues that processes share. What goes through one is pickled and sent through a pipe, of which one reads and one writes at a time."""

import queue
import threading
import time
import traceback
from queue import Empty, Full
from types import GenericAlias

from multiprocessing import connection, context, util
from multiprocessing.reduction import ForkingPickler
from multiprocessing.synchronize import SEM_VALUE_MAX

__all__ = ['Queue', 'SimpleQueue', 'JoinableQueue']


class _Channel:
    """A pipe with a lock at each end."""

    def __init__(self, ctx):
        self.exit, self.entrance = connection.Pipe(duplex=False)
        self.reading, self.writing = ctx.Lock(), ctx.Lock()

    def push(self, message):
        with self.writing:
            self.entrance.send_bytes(message)

    def pull(self, patience=None):
        """Return the next message, None if there is none within so many seconds."""
        end = None if patience is None else time.monotonic() + patience
        if not self.reading.acquire(True, patience):
            return None
        try:
            if end is None or self.exit.poll(max(0, end - time.monotonic())):
                return self.exit.recv_bytes()
            return None
        finally:
            self.reading.release()

    def empty(self):
        return not self.exit.poll()


class SimpleQueue:
    """A queue in its simplest form: put() writes to the pipe, and waits while that is full."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, *, ctx):
        self._channel = _Channel(ctx)

    def __getstate__(self):
        context.assert_spawning(self)
        return self._channel

    def __setstate__(self, channel):
        self._channel = channel

    def close(self):
        """Close the pipe in this process."""
        self._channel.exit.close()
        self._channel.entrance.close()

    def empty(self):
        """Tell whether there is nothing to get."""
        return self._channel.empty()

    def get(self):
        """Wait for an object and return it."""
        return ForkingPickler.loads(self._channel.pull())

    def put(self, obj):
        """Add an object."""
        self._channel.push(ForkingPickler.dumps(obj))


class _Feeder:
    """What a process has put into a queue and the pipe has not taken yet, and the thread that writes it there."""

    def __init__(self, channel, room):
        self.channel, self.room = channel, room
        self.backlog = queue.SimpleQueue()  # of tuples of one object; None is the end
        self.thread = None
        self.awaited = True
        self.starting = threading.Lock()

    def take(self, obj):
        self.backlog.put((obj,))
        with self.starting:
            if self.thread is None:
                self.thread = threading.Thread(target=self.work, name='QueueFeederThread', daemon=True)
                self.farewell = util.Finalize(None, self.join, exitpriority=-5)
                self.thread.start()

    def finish(self):
        """Let the thread end when all has been written."""
        self.backlog.put(None)

    def join(self):
        """Wait for this end, unless that is not wanted."""
        if self.awaited and self.thread is not None:
            self.finish()
            self.thread.join()

    def work(self):
        while item := self.backlog.get():
            try:
                message = ForkingPickler.dumps(item[0])
            except Exception:
                self.room.release()
                if not util.is_exiting():
                    traceback.print_exc()
                continue
            finally:
                del item
            try:
                self.channel.push(message)
            except BrokenPipeError:
                pass  # nobody can read it any more
            except Exception:
                if not util.is_exiting():
                    traceback.print_exc()
                break
        self.channel.entrance.close()
        self.farewell.cancel()


class Queue:
    """A queue like queue.Queue. Each process that puts something has a thread that writes it to the pipe."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, maxsize=0, *, ctx):
        """At most maxsize objects are in the queue at a time; any number, if that is not positive."""
        if maxsize <= 0:
            maxsize = SEM_VALUE_MAX
        self._maxsize, self._room = maxsize, ctx.BoundedSemaphore(maxsize)
        self._channel = _Channel(ctx)
        self._begin()

    def _begin(self):
        self._closed = False
        self._feeder = _Feeder(self._channel, self._room)
        self._drain = util.Finalize(self, self._feeder.finish, exitpriority=10)

    def __getstate__(self):
        context.assert_spawning(self)
        return self._maxsize, self._room, self._channel

    def __setstate__(self, state):
        self._maxsize, self._room, self._channel = state
        self._begin()

    def _need_open(self):
        if self._closed:
            raise ValueError(f'Queue {self!r} is closed')

    def put(self, obj, block=True, timeout=None):
        """Add an object; wait for room, by default without a limit, or raise queue.Full."""
        self._need_open()
        if not self._room.acquire(block, timeout):
            raise Full
        self._accept(obj)

    def _accept(self, obj):
        self._feeder.take(obj)

    def get(self, block=True, timeout=None):
        """Take an object out and return it; wait for one, by default without a limit, or raise queue.Empty."""
        self._need_open()
        message = self._channel.pull(timeout if block else 0)
        if message is None:
            raise Empty
        self._room.release()
        return ForkingPickler.loads(message)

    def put_nowait(self, obj):
        """Add an object if there is room for it at once."""
        self.put(obj, False)

    def get_nowait(self):
        """Take an object out if there is one at once."""
        return self.get(False)

    def qsize(self):
        """Return how many objects are in the queue, roughly: others use it at the same time."""
        return self._maxsize - self._room.get_value()

    def empty(self):
        """Tell whether there is nothing to get."""
        return self._channel.empty()

    def full(self):
        """Tell whether there is no room."""
        return self._room.locked()

    def close(self):
        """Say that this process puts nothing more; its thread ends when it has written all."""
        if not self._closed:
            self._closed = True
            if self._feeder.thread is not None:
                self._channel.exit.close()
            self._drain()

    def join_thread(self):
        """Wait, after close(), until all is written."""
        assert self._closed, f'Queue {self!r} not closed'
        self._feeder.join()

    def cancel_join_thread(self):
        """Let the process end even if not all is written."""
        self._feeder.awaited = False


class JoinableQueue(Queue):
    """A queue that one can wait for until all that was put has been worked on."""

    def __init__(self, maxsize=0, *, ctx):
        super().__init__(maxsize, ctx=ctx)
        self._unfinished, self._news = ctx.Semaphore(0), ctx.Condition()

    def __getstate__(self):
        return super().__getstate__(), self._unfinished, self._news

    def __setstate__(self, state):
        inner, self._unfinished, self._news = state
        super().__setstate__(inner)

    def _accept(self, obj):
        self._unfinished.release()
        super()._accept(obj)

    def task_done(self):
        """Say that the work on an object is done: once for each get()."""
        with self._news:
            if not self._unfinished.acquire(False):
                raise ValueError('task_done() called too many times')
            if self._unfinished.locked():
                self._news.notify_all()

    def join(self):
        """Wait until task_done() was called for all that was put."""
        with self._news:
            self._news.wait_for(self._unfinished.locked)
