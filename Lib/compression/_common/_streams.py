"""What the files of the compression modules have in common."""

import io as _io
import sys as _sys

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
        self._eof = False
        self._pos = 0
        self._size = -1  # not known before the end
        self._decomp_factory, self._decomp_args = decomp_factory, decomp_args
        self._trailing_error = trailing_error
        self._decompressor = decomp_factory(**decomp_args)

    def readable(self):
        return True

    def seekable(self):
        return self._fp.seekable()

    def close(self):
        self._decompressor = None
        return super().close()

    def tell(self):
        return self._pos

    def readinto(self, b):
        with memoryview(b) as view, view.cast('B') as target:
            data = self.read(len(target))
            target[:len(data)] = data
        return len(data)

    def _next_stream(self):
        """Begin with the stream that follows; False: there is none."""
        rest = self._decompressor.unused_data or self._fp.read(BUFFER_SIZE)
        if not rest:
            return None
        self._decompressor = self._decomp_factory(**self._decomp_args)
        return rest

    def read(self, size=-1):
        if size < 0:
            return self.readall()
        if not size or self._eof:
            return b''
        data = b''
        while not data:
            if self._decompressor.eof:
                rest = self._next_stream()
                if rest is None:
                    break
                try:
                    data = self._decompressor.decompress(rest, size)
                except self._trailing_error:
                    break
                continue
            block = b''
            if self._decompressor.needs_input:
                block = self._fp.read(BUFFER_SIZE)
                if not block:
                    raise EOFError('Compressed file ended before the end-of-stream marker was reached')
            data = self._decompressor.decompress(block, size)
        if not data:
            self._eof = True
            self._size = self._pos
            return b''
        self._pos += len(data)
        return data

    def readall(self):
        parts = []
        while part := self.read(_sys.maxsize):
            parts.append(part)
        return b''.join(parts)

    def _rewind(self):
        self._fp.seek(0)
        self._eof = False
        self._pos = 0
        self._decompressor = self._decomp_factory(**self._decomp_args)

    def seek(self, offset, whence=_io.SEEK_SET):
        if whence == _io.SEEK_CUR:
            offset += self._pos
        elif whence == _io.SEEK_END:
            while self._size < 0 and self.read(BUFFER_SIZE):
                pass
            offset += self._size
        elif whence != _io.SEEK_SET:
            raise ValueError(f'Invalid value for whence: {whence}')
        if offset < self._pos:
            self._rewind()
        while self._pos < offset and self.read(min(BUFFER_SIZE, offset - self._pos)):
            pass
        return self._pos
