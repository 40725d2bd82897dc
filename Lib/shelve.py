"""Shelves: mappings of strings to any objects that can be pickled, on the disk."""

import collections.abc
from io import BytesIO
from pickle import DEFAULT_PROTOCOL, dumps, loads

__all__ = ['Shelf', 'BsdDbShelf', 'DbfilenameShelf', 'open']


class _Closed(collections.abc.MutableMapping):
    """Takes the place of the database of a closed shelf."""

    def _refuse(self, *args):
        raise ValueError('invalid operation on closed shelf')

    __iter__ = __len__ = __getitem__ = __setitem__ = __delitem__ = keys = _refuse

    def __repr__(self):
        return '<Closed Dictionary>'


class Shelf(collections.abc.MutableMapping):
    """A shelf on a mapping of bytes to bytes."""

    def __init__(self, dict, protocol=None, writeback=False, keyencoding='utf-8'):
        """writeback: keep what has been read, and write it back when the shelf is closed, as it may have changed."""
        self.dict = dict
        self._protocol = DEFAULT_PROTOCOL if protocol is None else protocol
        self.writeback, self.keyencoding, self.cache = writeback, keyencoding, {}

    def _below(self, key):
        """The key as the database has it."""
        return key.encode(self.keyencoding)

    def _shown(self, stored):
        """A key of the database as the shelf has it."""
        return stored.decode(self.keyencoding)

    def __iter__(self):
        yield from map(self._shown, self.dict.keys())

    def __len__(self):
        return len(self.dict)

    def __contains__(self, key):
        return self._below(key) in self.dict

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __getitem__(self, key):
        if key in self.cache:
            return self.cache[key]
        value = loads(self.dict[self._below(key)])
        if self.writeback:
            self.cache[key] = value
        return value

    def __setitem__(self, key, value):
        if self.writeback:
            self.cache[key] = value
        self.dict[self._below(key)] = dumps(value, self._protocol)

    def __delitem__(self, key):
        del self.dict[self._below(key)]
        self.cache.pop(key, None)

    def __enter__(self):
        return self

    def __exit__(self, type, value, traceback):
        self.close()

    def close(self):
        """Write what has to be written, and close the database."""
        if self.dict is None:
            return
        try:
            self.sync()
            close = getattr(self.dict, 'close', None)
            if close is not None:
                close()
        finally:
            # The names may be gone at the end of the program.
            try:
                self.dict = _Closed()
            except Exception:
                self.dict = None

    def __del__(self):
        if hasattr(self, 'writeback'):
            self.close()

    def sync(self):
        """Write back what was read, with writeback, and let the database write."""
        if self.writeback and self.cache:
            kept, self.cache, self.writeback = self.cache, {}, False
            for key, value in kept.items():
                self[key] = value
            self.writeback = True
        if hasattr(self.dict, 'sync'):
            self.dict.sync()


class BsdDbShelf(Shelf):
    """A shelf on a database that knows an order of its keys."""

    def _entry(self, found):
        key, value = found
        return self._shown(key), loads(value)

    def set_location(self, key):
        return self._entry(self.dict.set_location(key))

    def next(self):
        return self._entry(next(self.dict))

    def previous(self):
        return self._entry(self.dict.previous())

    def first(self):
        return self._entry(self.dict.first())

    def last(self):
        return self._entry(self.dict.last())


class DbfilenameShelf(Shelf):
    """A shelf on a database that module dbm opens."""

    def __init__(self, filename, flag='c', protocol=None, writeback=False):
        import dbm
        super().__init__(dbm.open(filename, flag), protocol, writeback)


def open(filename, flag='c', protocol=None, writeback=False):
    """Open a shelf: r to read, w to write, c to make it if need be, n to make an empty one."""
    return DbfilenameShelf(filename, flag, protocol, writeback)
