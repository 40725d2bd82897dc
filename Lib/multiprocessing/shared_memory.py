"""Memory that processes share by a name, as bytes (SharedMemory) and as a list of a fixed length (ShareableList)."""

import _posixshmem
import functools
import itertools
import mmap
import os
import secrets
import struct
import types

from . import util

__all__ = ['SharedMemory', 'ShareableList']

# The names of what this process has made or attached and has to take away at its end when the program forgets it.
_tracked = set()


def _clean_up():
    if not _tracked:
        return
    import warnings
    warnings.warn(f'resource_tracker: There appear to be {len(_tracked)} leaked shared_memory objects to clean up at shutdown: {_tracked}')
    while _tracked:
        try:
            _posixshmem.shm_unlink(_tracked.pop())
        except OSError:
            pass  # another process was faster


util.Finalize(None, _clean_up, exitpriority=-1000)


class SharedMemory:
    """A block of memory with a name: make it in one process, open it by its name in others, close() it in all and unlink() it once.
    When track is true, the process that made it takes its name away at its end if nobody did."""

    _descriptor = -1
    _map = _view = None
    _mode = 0o600

    def __init__(self, name=None, create=False, size=0, *, track=True):
        if not size >= 0:
            raise ValueError("'size' must be a positive integer")
        if create and size == 0:
            raise ValueError("'size' must be a positive number different from zero")
        if name is None and not create:
            raise ValueError("'name' can only be None if create=True")
        self._track = track
        flags = os.O_RDWR | (os.O_CREAT | os.O_EXCL if create else 0)
        while True:
            self._path = '/' + ('psm_' + secrets.token_hex(4) if name is None else name)
            try:
                self._descriptor = _posixshmem.shm_open(self._path, flags, mode=self._mode)
                break
            except FileExistsError:
                if name is not None:
                    raise
        try:
            if create:
                os.ftruncate(self._descriptor, size)
            self._size = os.fstat(self._descriptor).st_size
            self._map = mmap.mmap(self._descriptor, self._size)
        except OSError:
            self.close()
            if create:
                _posixshmem.shm_unlink(self._path)
            raise
        self._view = memoryview(self._map)
        if track and create:
            _tracked.add(self._path)

    def __del__(self):
        try:
            self.close()
        except OSError:
            pass

    def __reduce__(self):
        return type(self), (self.name, False, self.size)

    def __repr__(self):
        return f'{type(self).__name__}({self.name!r}, size={self.size})'

    @property
    def buf(self):
        """The memory, as a memoryview; None after close()."""
        return self._view

    @property
    def name(self):
        """What other processes open it by."""
        return self._path[1:]

    @property
    def size(self):
        """How many bytes there are."""
        return self._size

    def close(self):
        """Give back this process's access to the memory."""
        view, self._view = self._view, None
        if view is not None:
            view.release()
        mapped, self._map = self._map, None
        if mapped is not None:
            mapped.close()
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def unlink(self):
        """Take the name away: the memory goes when the last process has closed it."""
        _posixshmem.shm_unlink(self._path)
        _tracked.discard(self._path)


# How the items of a list lie in memory: slots of eight bytes or a multiple of it, described by a format of module struct. Behind
# them lie these formats, eight bytes each, and a byte for each item that tells what becomes of the unpacked value.
_slot = 8
_as_it_is, _is_text, _is_bytes, _is_none = range(4)
_formats = {int: 'q', float: 'd', bool: 'xxxxxxx?', type(None): 'xxxxxx?x'}
_conversions = {
    _as_it_is: lambda value: value, _is_text: lambda value: value.rstrip(b'\0').decode(),
    _is_bytes: lambda value: value.rstrip(b'\0'), _is_none: lambda value: None}


def _encoded(value):
    """The value as it is packed, what it is converted by, and its format, None for what needs as much room as it is long."""
    kind = type(value)
    if kind is str:
        return value.encode(), _is_text, None
    if kind is bytes:
        return value, _is_bytes, None
    return value, _is_none if value is None else _as_it_is, _formats[kind]


class ShareableList:
    """A list of a fixed length in shared memory: of int, float, bool, str, bytes and None. An item can be replaced by one that needs
    no more room."""

    __class_getitem__ = classmethod(types.GenericAlias)

    def __init__(self, sequence=None, *, name=None):
        if sequence is None and name is not None:
            self.shm = SharedMemory(name)
            self._count, = struct.unpack_from('q', self.shm.buf)
            self._places = struct.unpack_from(f'{self._count + 1}q', self.shm.buf, 8)
            return
        items = [_encoded(value) for value in sequence or ()]
        formats = [form or f'{(len(value) // _slot + 1) * _slot}s' for value, _, form in items]
        self._count = len(items)
        self._places = tuple(itertools.accumulate(map(struct.calcsize, formats), initial=0))
        self.shm = SharedMemory(name, create=True, size=self._codes + self._count)
        struct.pack_into(f'{self._count + 2}q', self.shm.buf, 0, self._count, *self._places)
        for index, (value, code, _) in enumerate(items):
            self._store(index, formats[index], value, code)

    @property
    def _data(self):
        # Where the first slot lies: behind the length and the places.
        return 8 * (self._count + 2)

    @property
    def _format_texts(self):
        return self._data + self._places[-1]

    @property
    def _codes(self):
        return self._format_texts + _slot * self._count

    def _format(self, index):
        text, = struct.unpack_from('8s', self.shm.buf, self._format_texts + _slot * index)
        return text.rstrip(b'\0').decode()

    def _store(self, index, form, value, code):
        buf = self.shm.buf
        struct.pack_into(form, buf, self._data + self._places[index], value)
        struct.pack_into('8s', buf, self._format_texts + _slot * index, form.encode())
        struct.pack_into('b', buf, self._codes + index, code)

    def _index(self, position, what):
        index = position + self._count if position < 0 else position
        if not 0 <= index < self._count:
            raise IndexError(f'{what} out of range')
        return index

    def __len__(self):
        return self._count

    def __getitem__(self, position):
        index = self._index(position, 'index')
        value, = struct.unpack_from(self._format(index), self.shm.buf, self._data + self._places[index])
        code, = struct.unpack_from('b', self.shm.buf, self._codes + index)
        return _conversions[code](value)

    def __setitem__(self, position, value):
        index = self._index(position, 'assignment index')
        value, code, form = _encoded(value)
        if form is None:
            room = self._places[index + 1] - self._places[index]
            if len(value) > room:
                raise ValueError('bytes/str item exceeds available storage')
            form = f'{room}s'
        self._store(index, form, value, code)

    def __reduce__(self):
        return functools.partial(type(self), name=self.shm.name), ()

    def __repr__(self):
        return f'{type(self).__name__}({list(self)}, name={self.shm.name!r})'

    @property
    def format(self):
        """How the items are packed, as a format of module struct."""
        return ''.join(map(self._format, range(self._count)))

    def count(self, value):
        """Return how many items equal the value."""
        return sum(item == value for item in self)

    def index(self, value):
        """Return the index of the first item that equals the value."""
        for index, item in enumerate(self):
            if item == value:
                return index
        raise ValueError('ShareableList.index(x): x not in list')
