"""Queues between interpreters."""

import queue
import time
from weakref import WeakValueDictionary

import _interpqueues
from _interpqueues import QueueError, QueueNotFoundError
from concurrent.interpreters import _crossinterp
from concurrent.interpreters._crossinterp import UNBOUND_ERROR, UNBOUND_REMOVE

__all__ = ['UNBOUND', 'UNBOUND_ERROR', 'UNBOUND_REMOVE', 'create', 'list_all', 'Queue', 'QueueError', 'QueueNotFoundError', 'QueueEmpty',
           'QueueFull', 'ItemInterpreterDestroyed']

UNBOUND = _crossinterp.UnboundItem.singleton('queue', __name__)


class QueueEmpty(QueueError, queue.Empty):
    """There is nothing to get."""


class QueueFull(QueueError, queue.Full):
    """There is no room for more."""


class ItemInterpreterDestroyed(QueueError, _crossinterp.ItemInterpreterDestroyed):
    """The next object in the queue went with the interpreter that had put it there."""


def _number_for(unbounditems):
    """Return the number by which _interpqueues knows what becomes of lost objects."""
    number, = _crossinterp.serialize_unbound(_crossinterp.UNBOUND if unbounditems is UNBOUND else unbounditems)
    return number


def _settle(number):
    """Return what a lost object is replaced by, or raise."""
    found = _crossinterp.resolve_unbound(number, ItemInterpreterDestroyed)
    return UNBOUND if found is _crossinterp.UNBOUND else found


class Queue:
    """A queue that interpreters share: first in, first out.

    Objects that can't be shared are pickled, so that each interpreter has its own.
    """

    # In each interpreter one object stands for a queue, as long as it is used there.
    _in_use = WeakValueDictionary()

    def __new__(cls, id, /):
        if not isinstance(id, int):
            raise TypeError(f'id must be an int, got {id!r}')
        self = cls._in_use.get(id)
        if self is None:
            _interpqueues.bind(id)
            self = super().__new__(cls)
            self._id = id
            cls._in_use[id] = self
        return self

    def __del__(self):
        try:
            _interpqueues.release(self._id)
        except (AttributeError, QueueError):
            pass  # it has no number, or is gone already

    def __repr__(self):
        return f'{type(self).__name__}({self.id})'

    def __hash__(self):
        return hash(self.id)

    def __reduce__(self):
        return type(self), (self.id,)

    id = property(lambda self: self._id, doc='The number by which all interpreters know the queue.')

    @property
    def maxsize(self):
        """How many objects the queue can hold, 0 or less: any number."""
        return _interpqueues.get_maxsize(self.id)

    @property
    def unbounditems(self):
        """What becomes of objects whose interpreter has ended, unless put() was told otherwise."""
        number, _ = _interpqueues.get_queue_defaults(self.id)
        return UNBOUND_REMOVE if number == 1 else UNBOUND_ERROR if number == 2 else UNBOUND

    def empty(self):
        """Tell whether there is nothing in the queue."""
        return not self.qsize()

    def full(self):
        """Tell whether the queue has no room."""
        return _interpqueues.is_full(self.id)

    def qsize(self):
        """Return how many objects are in the queue."""
        return _interpqueues.get_count(self.id)

    def put(self, obj, block=True, timeout=None, *, unbounditems=None):
        """Add an object; while there is no room wait, unless block is false, at most timeout seconds. Without room raise QueueFull."""
        choice = -1 if unbounditems is None else _number_for(unbounditems)
        self._persist(QueueFull, True, block, timeout, _interpqueues.put, obj, choice)

    def put_nowait(self, obj, *, unbounditems=None):
        """Add an object; raise QueueFull when there is no room."""
        self.put(obj, False, unbounditems=unbounditems)

    def get(self, block=True, timeout=None):
        """Take the next object; while there is none wait, unless block is false, at most timeout seconds. Without one raise QueueEmpty."""
        obj, lost = self._persist(QueueEmpty, False, block, timeout, _interpqueues.get)
        return obj if lost is None else _settle(lost)

    def get_nowait(self):
        """Take the next object; raise QueueEmpty when there is none."""
        return self.get(False)

    def _persist(self, hindrance, room, block, timeout, action, *args):
        """Return what action does with the queue, after waiting for room or for an object where it raises hindrance."""
        left = end = None
        if block and timeout is not None:
            if timeout < 0:
                raise ValueError('timeout value must be non-negative')
            end = time.monotonic() + timeout
        while True:
            try:
                return action(self.id, *args)
            except hindrance:
                if end is not None:
                    left = end - time.monotonic()
                if not block or left is not None and left <= 0:
                    raise
            _interpqueues._wait(self.id, room, left)


def create(maxsize=0, *, unbounditems=UNBOUND):
    """Make a queue for at most maxsize objects, 0: any number.

    unbounditems: what becomes of objects in it when the interpreter that has put them there ends. UNBOUND takes their place by default; with
    UNBOUND_ERROR getting them raises ItemInterpreterDestroyed, with UNBOUND_REMOVE they vanish.
    """
    return Queue(_interpqueues.create(maxsize, _number_for(unbounditems)))


def list_all():
    """Return all queues."""
    return [Queue(number) for number, *_ in _interpqueues.list_all()]


_interpqueues._register_heap_types(Queue, QueueEmpty, QueueFull)
