"""Files and data in the format bzip2."""

__all__ = ['BZ2File', 'BZ2Compressor', 'BZ2Decompressor', 'open', 'compress', 'decompress']

import builtins as _builtins
import io
import os
from operator import index as _index

from _bz2 import BZ2Compressor, BZ2Decompressor
from compression._common import _streams


def _from_buffer(name, doc, convert=None):
    """A method of files that are read: that of the buffer over the decompressed data."""
    def method(self, *args):
        if convert:
            args = tuple(map(convert, args))
        self._check_can_read()
        return getattr(self._buffer, name)(*args)
    method.__name__, method.__qualname__, method.__doc__ = name, f'BZ2File.{name}', doc
    return method


def _number(value):
    try:
        return _index(value)
    except TypeError:
        raise TypeError('Integer argument expected') from None


class BZ2File(_streams.BaseStream):
    """A file with bzip2 data: of its streams, or a new one. filename is a name or a file object."""

    _below = None  # the file with the compressed data
    _own = False
    _buffer = _packer = None  # one for reading, one for writing

    def __init__(self, filename, mode='r', *, compresslevel=9):
        if compresslevel not in range(1, 10):
            raise ValueError('compresslevel must be between 1 and 9')
        form = mode.replace('b', '', 1) or 'r'
        if form not in 'rwax' or mode[:1] == 'b':
            raise ValueError(f'Invalid mode: {mode!r}')
        packer = None if form == 'r' else BZ2Compressor(compresslevel)
        self._own = isinstance(filename, (str, bytes, os.PathLike))
        if not self._own and not (hasattr(filename, 'read') or hasattr(filename, 'write')):
            raise TypeError('filename must be a str, bytes, file or PathLike object')
        self._below = _builtins.open(filename, form + 'b') if self._own else filename
        self._packer, self._written = packer, 0
        if packer is None:
            self._buffer = io.BufferedReader(_streams.DecompressReader(self._below, BZ2Decompressor, trailing_error=OSError))

    def close(self):
        """Write what is left, and close the file if it was opened here."""
        below, self_owned = self._below, self._own
        if below is None:
            return
        try:
            if self._packer is not None:
                below.write(self._packer.flush())
            else:
                self._buffer.close()
        finally:
            self._below = self._buffer = None
            if self_owned:
                below.close()

    closed = property(lambda self: self._below is None, doc='Whether the file is closed.')
    mode = property(lambda self: 'rb' if self._packer is None else 'wb', doc='How the file was opened.')

    def _open_file(self):
        self._check_not_closed()
        return self._below

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

    read = _from_buffer('read', 'Up to size bytes, or all that are left.')
    peek = _from_buffer('peek', 'Some of the data that come next, without taking them.')
    readinto = _from_buffer('readinto', 'Fill a buffer, and return the number of bytes.')
    readline = _from_buffer('readline', 'A line.', _number)
    readlines = _from_buffer('readlines', 'A list of lines, of about size bytes.', _number)
    __iter__ = _from_buffer('__iter__', 'Iterate over the lines.')

    def read1(self, size=-1):
        """Up to size bytes without waiting for all of them."""
        self._check_can_read()
        return self._buffer.read1(size if size >= 0 else io.DEFAULT_BUFFER_SIZE)

    def write(self, data):
        """Compress data, and return their number of bytes."""
        self._check_can_write()
        with memoryview(data) as view:
            count = view.nbytes
            packed = self._packer.compress(view)
        self._below.write(packed)
        self._written += count
        return count

    def seek(self, offset, whence=io.SEEK_SET):
        """Go to a place in the data; going back begins anew."""
        self._check_can_seek()
        return self._buffer.seek(offset, whence)

    def tell(self):
        """The place in the data."""
        return self._buffer.tell() if self.readable() else self._written


def open(filename, mode='rb', compresslevel=9, encoding=None, errors=None, newline=None):
    """Open a bzip2 file; text modes end in t."""
    text = 't' in mode
    if text and 'b' in mode:
        raise ValueError(f'Invalid mode: {mode!r}')
    if not text:
        for name, value in (('encoding', encoding), ('errors', errors), ('newline', newline)):
            if value is not None:
                raise ValueError(f"Argument '{name}' not supported in binary mode")
    file = BZ2File(filename, mode.replace('t', ''), compresslevel=compresslevel)
    return io.TextIOWrapper(file, io.text_encoding(encoding), errors, newline) if text else file


def compress(data, compresslevel=9):
    """The data as a bzip2 stream."""
    compressor = BZ2Compressor(compresslevel)
    return compressor.compress(data) + compressor.flush()


def decompress(data):
    """The data of all streams; what follows the last one is ignored."""
    parts = []
    while data:
        decompressor = BZ2Decompressor()
        try:
            part = decompressor.decompress(data)
        except OSError:
            if parts:
                break
            raise
        parts.append(part)
        if not decompressor.eof:
            raise ValueError('Compressed data ended before the end-of-stream marker was reached')
        data = decompressor.unused_data
    return b''.join(parts)
