"""Files of compressed data, as bz2 and lzma have them."""

import builtins as _builtins
import io
import os
from operator import index as _index

from . import _streams


def _number(value):
    try:
        return _index(value)
    except TypeError:
        raise TypeError('Integer argument expected') from None


class PackedFile(_streams.BaseStream):
    """A file with compressed data: of its streams, or a new one."""

    _fp = None  # the file with the compressed data
    _own = False
    _buffer = _packer = None  # one for reading, one for writing

    def _start(self, filename, mode, packer, unpack):
        """Open filename, a name or a file object: for writing with a packer, or for reading with unpack(file), a raw stream."""
        self._own = isinstance(filename, (str, bytes, os.PathLike))
        if not self._own and not (hasattr(filename, 'read') or hasattr(filename, 'write')):
            raise TypeError('filename must be a str, bytes, file or PathLike object')
        self._fp = _builtins.open(filename, mode + 'b') if self._own else filename
        self._packer, self._written = packer, 0
        if packer is None:
            try:
                self._buffer = io.BufferedReader(unpack(self._fp))
            except BaseException:
                below, self._fp = self._fp, None
                if self._own:
                    below.close()
                raise

    def close(self):
        """Write what is left, and close the file if it was opened here."""
        below, self_owned = self._fp, self._own
        if below is None:
            return
        try:
            if self._packer is not None:
                self._finish()
            else:
                self._buffer.close()
        finally:
            self._fp = self._buffer = None
            if self_owned:
                below.close()

    def _finish(self):
        """Write what the packer still holds."""
        self._fp.write(self._packer.flush())

    closed = property(lambda self: self._fp is None, doc='Whether the file is closed.')
    mode = property(lambda self: 'rb' if self._packer is None else 'wb', doc='How the file was opened.')

    def _open_file(self):
        self._check_not_closed()
        return self._fp

    name = property(lambda self: self._open_file().name, doc='The name of the file below.')

    def fileno(self):
        """The descriptor of the file below."""
        return self._open_file().fileno()

    def readable(self):
        return self._open_file() is not None and self._packer is None

    def writable(self):
        return not self.readable()

    def seekable(self):
        return self.readable() and self._buffer.seekable()

    def _data(self):
        self._check_can_read()
        return self._buffer

    def read(self, size=-1):
        """Up to size bytes, or all that are left."""
        return self._data().read(size)

    def peek(self, n=0):
        """Some of the data that come next, without taking them."""
        return self._data().peek(n)

    def readinto(self, b):
        """Fill a buffer, and return the number of bytes."""
        return self._data().readinto(b)

    def readline(self, size=-1):
        """A line."""
        return self._data().readline(_number(size))

    def readlines(self, size=-1):
        """A list of lines, of about size bytes."""
        return self._data().readlines(_number(size))

    def __iter__(self):
        return iter(self._data())

    def read1(self, size=-1):
        """Up to size bytes without waiting for all of them."""
        return self._data().read1(size if size >= 0 else io.DEFAULT_BUFFER_SIZE)

    def write(self, data):
        """Compress data, and return their number of bytes."""
        self._check_can_write()
        with memoryview(data) as view:
            count = view.nbytes
            packed = self._packer.compress(view)
        self._fp.write(packed)
        self._written += count
        return count

    def seek(self, offset, whence=io.SEEK_SET):
        """Go to a place in the data; going back begins anew."""
        self._check_can_seek()
        return self._buffer.seek(offset, whence)

    def tell(self):
        """The place in the data."""
        return self._buffer.tell() if self.readable() else self._written


def open_packed(make, filename, mode, encoding, errors, newline):
    """Open a file by make(filename, mode); as text if the mode says so."""
    text = 't' in mode
    if text and 'b' in mode:
        raise ValueError(f'Invalid mode: {mode!r}')
    if not text:
        for name, value in (('encoding', encoding), ('errors', errors), ('newline', newline)):
            if value is not None:
                raise ValueError(f"Argument '{name}' not supported in binary mode")
    file = make(filename, mode.replace('t', ''))
    return io.TextIOWrapper(file, io.text_encoding(encoding), errors, newline) if text else file
