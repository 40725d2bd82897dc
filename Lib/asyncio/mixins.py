"""What locks, queues and the like share: they belong to the first event loop that they have to wait in."""

from threading import Lock

from asyncio import events

_binding = Lock()


class _LoopBoundMixin:
    """Finds the event loop of an object."""

    _loop = None

    def _get_loop(self):
        running = events._get_running_loop()
        if self._loop is None:
            with _binding:
                if self._loop is None:
                    self._loop = running
        if self._loop is not running:
            raise RuntimeError(f'{self!r} is bound to a different event loop')
        return running
