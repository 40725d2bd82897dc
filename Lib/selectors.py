"""Waiting for several files at once, by the best means that the system has."""

import math
import select
from abc import ABCMeta, abstractmethod
from collections import namedtuple
from collections.abc import Mapping

EVENT_READ = 1 << 0
EVENT_WRITE = 1 << 1


def _number(file):
    """Return the descriptor of a file object, or of a number itself."""
    number = file
    if not isinstance(file, int):
        try:
            number = int(file.fileno())
        except (AttributeError, TypeError, ValueError):
            raise ValueError(f'Invalid file object: {file!r}') from None
    if number < 0:
        raise ValueError(f'Invalid file descriptor: {number}')
    return number


SelectorKey = namedtuple('SelectorKey', ['fileobj', 'fd', 'events', 'data'])
SelectorKey.__doc__ = 'A file that is registered, with what it is registered for.'


class _FileMap(Mapping):
    """The registered files and their keys."""

    def __init__(self, selector):
        self._known = selector

    def __len__(self):
        return len(self._known._keys)

    def __getitem__(self, file):
        number = self._known._find(file)
        try:
            return self._known._keys[number]
        except KeyError:
            raise KeyError(f'{file!r} is not registered') from None

    def get(self, file, default=None):
        number = self._known._find(file)
        return self._known._keys.get(number, default)

    def __iter__(self):
        return iter(self._known._keys)


class BaseSelector(metaclass=ABCMeta):
    """What a selector is: files are registered for events, and select() waits for them."""

    @abstractmethod
    def register(self, fileobj, events, data=None):
        """Register a file for EVENT_READ, EVENT_WRITE or both; return its SelectorKey."""

    @abstractmethod
    def unregister(self, fileobj):
        """Forget a file; return its SelectorKey."""

    def modify(self, fileobj, events, data=None):
        """Register a file anew for other events or with other data."""
        self.unregister(fileobj)
        return self.register(fileobj, events, data)

    @abstractmethod
    def select(self, timeout=None):
        """Wait for events, timeout seconds at most; return pairs of a SelectorKey and the events there are."""

    def close(self):
        """Let go of what the selector holds."""

    def get_key(self, fileobj):
        """Return the SelectorKey of a file; KeyError when it is not registered."""
        mapping = self.get_map()
        if mapping is None:
            raise RuntimeError('Selector is closed')
        try:
            return mapping[fileobj]
        except KeyError:
            raise KeyError(f'{fileobj!r} is not registered') from None

    @abstractmethod
    def get_map(self):
        """Return a mapping of files to keys, None once the selector is closed."""

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


class _KeptSelector(BaseSelector):
    """A selector that keeps the keys of its files."""

    def __init__(self):
        self._keys = {}  # by descriptor
        self._map = _FileMap(self)

    def _find(self, file):
        """Return the descriptor under which a file is registered, even if it has been closed since."""
        try:
            return _number(file)
        except ValueError:
            for key in self._keys.values():
                if key.fileobj is file:
                    return key.fd
            raise

    def register(self, fileobj, events, data=None):
        if not events or events & ~(EVENT_READ | EVENT_WRITE):
            raise ValueError(f'Invalid events: {events!r}')
        key = SelectorKey(fileobj, self._find(fileobj), events, data)
        if key.fd in self._keys:
            raise KeyError(f'{fileobj!r} (FD {key.fd}) is already registered')
        self._keys[key.fd] = key
        return key

    def unregister(self, fileobj):
        try:
            return self._keys.pop(self._find(fileobj))
        except KeyError:
            raise KeyError(f'{fileobj!r} is not registered') from None

    def modify(self, fileobj, events, data=None):
        try:
            key = self._keys[self._find(fileobj)]
        except KeyError:
            raise KeyError(f'{fileobj!r} is not registered') from None
        if events != key.events:
            return super().modify(fileobj, events, data)
        if data != key.data:
            key = self._keys[key.fd] = key._replace(data=data)
        return key

    def close(self):
        self._keys.clear()
        self._map = None

    def get_map(self):
        return self._map

    def _ready(self, events):
        """Turn pairs of a descriptor and events into what select() returns."""
        out = []
        for fd, found in events:
            key = self._keys.get(fd)
            if key is not None and found & key.events:
                out.append((key, found & key.events))
        return out


class SelectSelector(_KeptSelector):
    """A selector by select()."""

    def select(self, timeout=None):
        if timeout is not None:
            timeout = max(timeout, 0)
        readers = [fd for fd, key in self._keys.items() if key.events & EVENT_READ]
        writers = [fd for fd, key in self._keys.items() if key.events & EVENT_WRITE]
        try:
            readable, writable, _ = select.select(readers, writers, [], timeout)
        except InterruptedError:
            return []
        readable, writable = set(readable), set(writable)
        return self._ready((fd, (fd in readable and EVENT_READ) | (fd in writable and EVENT_WRITE)) for fd in readable | writable)


class _PollingSelector(_KeptSelector):
    """What poll(), devpoll and epoll have in common: an object of the system that knows the files."""

    def __init__(self):
        super().__init__()
        self._known = self._make()

    def register(self, fileobj, events, data=None):
        key = super().register(fileobj, events, data)
        try:
            self._known.register(key.fd, self._mask(events))
        except:
            super().unregister(fileobj)
            raise
        return key

    def _mask(self, events):
        return (events & EVENT_READ and self._READ) | (events & EVENT_WRITE and self._WRITE)

    def unregister(self, fileobj):
        key = super().unregister(fileobj)
        try:
            self._known.unregister(key.fd)
        except OSError:
            pass  # it has been closed meanwhile
        return key

    def modify(self, fileobj, events, data=None):
        try:
            key = self._keys[self._find(fileobj)]
        except KeyError:
            raise KeyError(f'{fileobj!r} is not registered') from None
        if events != key.events:
            try:
                self._known.modify(key.fd, self._mask(events))
            except:
                super().unregister(fileobj)
                raise
        if events != key.events or data != key.data:
            key = self._keys[key.fd] = key._replace(events=events, data=data)
        return key

    def _wait(self, timeout):
        """Round the timeout up to what the system counts in, and wait."""
        if timeout is not None:
            timeout = 0 if timeout <= 0 else math.ceil(timeout * 1e3)
        return self._known.poll(timeout)

    def select(self, timeout=None):
        try:
            events = self._wait(timeout)
        except InterruptedError:
            return []
        if not events:
            return events
        # An error or the end of the other side shows as both.
        return self._ready((fd, (found & ~self._READ and EVENT_WRITE) | (found & ~self._WRITE and EVENT_READ)) for fd, found in events)


if getattr(select, 'poll', None):
    class PollSelector(_PollingSelector):
        """A selector by poll()."""

        _make, _READ, _WRITE = select.poll, select.POLLIN, select.POLLOUT


if getattr(select, 'epoll', None):
    class EpollSelector(_PollingSelector):
        """A selector by epoll."""

        _make, _READ, _WRITE = select.epoll, select.EPOLLIN, select.EPOLLOUT

        def fileno(self):
            """Return the descriptor of the epoll object."""
            return self._known.fileno()

        def _wait(self, timeout):
            if timeout is None:
                timeout = -1
            else:
                timeout = 0 if timeout <= 0 else math.ceil(timeout * 1e3) * 1e-3
            return self._known.poll(timeout, max(len(self._keys), 1))

        def close(self):
            self._known.close()
            super().close()


def _works(kind):
    """Tell whether the system has what a function of select needs."""
    if not hasattr(select, kind):
        return False
    try:
        if kind == 'epoll':
            select.epoll().close()
        elif kind == 'poll':
            select.poll().poll(0)
        return True
    except OSError:
        return False


DefaultSelector = EpollSelector if _works('epoll') else PollSelector if _works('poll') else SelectSelector
