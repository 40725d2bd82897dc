"""What the files of the compression modules have in common."""

import io as _io
import sys as _sys
from _functools import partial as _partial

BUFFER_SIZE = _io.DEFAULT_BUFFER_SIZE


class BaseStream(_io.BufferedIOBase):
    """A compressed file: checks of its state."""

    def _check_not_closed(self):
        if self.closed:
            raise ValueError('I/O operation on closed file')

    def _require(self, answer, message):
        if not answer:
            raise _io.UnsupportedOperation(message)

    def _check_can_read(self):
        self._require(self.readable(), 'File not open for reading')

    def _check_can_write(self):
        self._require(self.writable(), 'File not open for writing')

    def _check_can_seek(self):
        self._require(self.readable(), 'Seeking is only supported on files open for reading')
        self._require(self.seekable(), 'The underlying file object does not support seeking')


class DecompressReader(_io.RawIOBase):
    """The data of a compressed file: of all its streams, one after the other.

    trailing_error is the exception that means that what follows a stream is no further one, and is ignored.
    """

    def __init__(self, fp, decomp_factory, trailing_error=(), **decomp_args):
        self._fp = fp
        self._fresh = _partial(decomp_factory, **decomp_args)
        self._no_stream = trailing_error
        self._size = None  # known once the end was reached
        self._begin()

    def _begin(self):
        """Stand before the first byte of the data; the file below has to stand at its own."""
        self._pos = 0
        self._ended = False
        self._coder = self._fresh()

    def readable(self):
        return True

    def seekable(self):
        below = self._fp
        return below.seekable()

    def close(self):
        self._coder = self._fresh = None
        super().close()

    def tell(self):
        return self._pos

    def readinto(self, b):
        with memoryview(b) as view, view.cast('B') as target:
            data = self.read(len(target))
            target[:len(data)] = data
        return len(data)

    def _more(self, size):
        """Up to size bytes of the data; b'' may mean that there are more later, None means the end."""
        coder, block = self._coder, b''
        if not coder.eof:
            if coder.needs_input and not (block := self._fp.read(BUFFER_SIZE)):
                raise EOFError('Compressed file ended before the end-of-stream marker was reached')
            return coder.decompress(block, size)
        block = coder.unused_data or self._fp.read(BUFFER_SIZE)
        if not block:
            return None
        self._coder = self._fresh()
        try:
            return self._coder.decompress(block, size)
        except self._no_stream:
            return None

    def read(self, size=-1):
        if size < 0:
            return self.readall()
        data = b'' if size and not self._ended else None
        while data == b'':
            data = self._more(size)
            self._ended = data is None
        if self._ended:
            self._size = self._pos
        self._pos += len(data or b'')
        return data or b''

    def readall(self):
        return b''.join(iter(_partial(self.read, _sys.maxsize), b''))

    def _rewind(self):
        self._fp.seek(0)
        self._begin()

    def _skip(self, target):
        """Read up to a position of the data, None for the end."""
        while self._pos != target:
            if not self.read(BUFFER_SIZE if target is None else min(BUFFER_SIZE, target - self._pos)):
                break

    def seek(self, offset, whence=_io.SEEK_SET):
        if whence not in (_io.SEEK_SET, _io.SEEK_CUR, _io.SEEK_END):
            raise ValueError(f'Invalid value for whence: {whence}')
        target = offset
        if whence == _io.SEEK_CUR:
            target += self._pos
        elif whence == _io.SEEK_END:
            if self._size is None:
                self._skip(None)
            target += self._size
        if target < self._pos:
            self._rewind()
        if target > self._pos:
            self._skip(target)
        return self._pos
