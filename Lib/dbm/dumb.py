"""A simple database of keys and values, in plain files: slow, but everywhere.

NAME.dir has a line for each key, with place and length of its value; NAME.dat has the values, each at a multiple of a
block; NAME.bak is the directory before the last change.
"""

import ast as _ast
import io as _io
import os as _os
from collections.abc import MutableMapping

__all__ = ['error', 'open']

_block = 512
error = OSError


class _Database(MutableMapping):
    """An open database."""

    # Kept on the class: they may be needed at the very end of the program.
    _os, _io = _os, _io

    def __init__(self, filebasename, mode, flag='c'):
        filebasename = _os.fsencode(filebasename)
        self._mode, self._readonly = mode, flag == 'r'
        self._dirfile, self._datfile, self._bakfile = (filebasename + ending for ending in (b'.dir', b'.dat', b'.bak'))
        self._index, self._modified = None, False
        self._prepare(flag)
        self._read_index(flag)

    def _prepare(self, flag):
        if flag == 'n':
            for path in (self._datfile, self._bakfile, self._dirfile):
                try:
                    _os.remove(path)
                except OSError:
                    pass
        try:
            _io.open(self._datfile, 'r', encoding='latin-1').close()
        except OSError:
            if flag in ('r', 'w'):
                raise
            with _io.open(self._datfile, 'w', encoding='latin-1'):
                self._set_mode(self._datfile)

    def _read_index(self, flag):
        self._index = {}
        try:
            file = _io.open(self._dirfile, 'r', encoding='latin-1')
        except OSError:
            if flag in ('r', 'w'):
                raise
            with _io.open(self._dirfile, 'w', encoding='latin-1'):
                self._set_mode(self._dirfile)
            return
        with file:
            for line in file:
                key, place = _ast.literal_eval(line.rstrip())
                self._index[key.encode('latin-1')] = place

    def _set_mode(self, path):
        self._os.chmod(path, self._mode)

    def sync(self):
        """Write the directory if it has changed."""
        if self._index is None or not self._modified:
            return
        for change in (lambda: self._os.unlink(self._bakfile), lambda: self._os.rename(self._dirfile, self._bakfile)):
            try:
                change()
            except OSError:
                pass
        with self._io.open(self._dirfile, 'w', encoding='latin-1') as file:
            self._set_mode(self._dirfile)
            for key, place in self._index.items():
                file.write(f'{key.decode("latin-1")!r}, {place}\n')
        self._modified = False

    def _check_open(self):
        if self._index is None:
            raise error('DBM object has already been closed')

    def _check_writable(self, key):
        if self._readonly:
            raise error('The database is opened for reading only')
        return key.encode('utf-8') if isinstance(key, str) else key

    def __getitem__(self, key):
        if isinstance(key, str):
            key = key.encode('utf-8')
        self._check_open()
        start, length = self._index[key]
        with _io.open(self._datfile, 'rb') as file:
            file.seek(start)
            return file.read(length)

    def __setitem__(self, key, val):
        key = self._check_writable(key)
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError('keys must be bytes or strings')
        if isinstance(val, str):
            val = val.encode('utf-8')
        elif not isinstance(val, (bytes, bytearray)):
            raise TypeError('values must be bytes or strings')
        self._check_open()
        key, self._modified = bytes(key), True
        if key in self._index:
            start, length = self._index[key]
            if -(-len(val) // _block) <= -(-length // _block):
                with _io.open(self._datfile, 'rb+') as file:
                    file.seek(start)
                    file.write(val)
                self._index[key] = start, len(val)
            else:
                self._index[key] = self._append(val)
        else:
            place = self._index[key] = self._append(val)
            with _io.open(self._dirfile, 'a', encoding='latin-1') as file:
                self._set_mode(self._dirfile)
                file.write(f'{key.decode("latin-1")!r}, {place}\n')

    def _append(self, val):
        with _io.open(self._datfile, 'rb+') as file:
            file.seek(0, 2)
            end = file.tell()
            start = -(-end // _block) * _block
            file.write(b'\0' * (start - end) + val)
        return start, len(val)

    def __delitem__(self, key):
        key = self._check_writable(key)
        self._check_open()
        self._modified = True
        del self._index[key]
        self.sync()

    def keys(self):
        """Return the keys as a list."""
        self._check_open()
        return list(self._index)

    def items(self):
        """Return pairs of key and value as a list."""
        self._check_open()
        return [(key, self[key]) for key in self._index]

    def __contains__(self, key):
        if isinstance(key, str):
            key = key.encode('utf-8')
        self._check_open()
        return key in self._index

    def iterkeys(self):
        """Return an iterator of the keys."""
        self._check_open()
        return iter(self._index)

    __iter__ = iterkeys

    def __len__(self):
        self._check_open()
        return len(self._index)

    def close(self):
        """Write what has changed, and close."""
        try:
            self.sync()
        finally:
            self._index = self._datfile = self._dirfile = self._bakfile = None

    __del__ = close

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def open(file, flag='c', mode=0o666):
    """Open a database: r to read, w to write, c to make it if need be, n to make an empty one."""
    mask = _os.umask(0)
    _os.umask(mask)
    if flag not in tuple('rwcn'):
        raise ValueError("Flag must be one of 'r', 'w', 'c', or 'n'")
    return _Database(file, mode & ~mask, flag=flag)
