"""Files with Zstandard data."""

import io
import os

from _zstd import ZstdCompressor, ZstdDecompressor
from compression._common import _packed, _streams

_TEXT_ONLY = ('encoding', 'errors', 'newline')


class ZstdFile(_packed.PackedFile):
    """A file with Zstandard data: of its frames, or a new one.

    file is a name or a file object. The level is for writing only; options and zstd_dict are those of the compressor or decompressor.
    """

    FLUSH_BLOCK, FLUSH_FRAME = ZstdCompressor.FLUSH_BLOCK, ZstdCompressor.FLUSH_FRAME

    def __init__(self, file, /, mode='r', *, level=None, options=None, zstd_dict=None):
        for wrong, error, message in (
                (not isinstance(mode, str), ValueError, 'mode must be a str'),
                (not isinstance(options, (dict, type(None))), TypeError, 'options must be a dict or None')):
            if wrong:
                raise error(message)
        letter, kind = mode[:1], mode[1:]
        if letter not in {'r', 'w', 'a', 'x'} or kind not in {'', 'b'}:
            raise ValueError(f'Invalid mode: {mode!r}')
        packer, needed = None, 'read'
        if letter != 'r':
            if level is not None and not isinstance(level, int):
                raise TypeError('level must be int or None')
            packer, needed = ZstdCompressor(level, options, zstd_dict), 'write'
        elif level is not None:
            raise TypeError('level is illegal in read mode')
        if not isinstance(file, (str, bytes, os.PathLike)) and not hasattr(file, needed):
            raise TypeError('file must be a file-like object or a str, bytes, or PathLike object')
        self._start(file, letter, packer, lambda below: _streams.DecompressReader(
            below, ZstdDecompressor, zstd_dict=zstd_dict, options=options))

    def _finish(self):
        self.flush(self.FLUSH_FRAME)

    def flush(self, mode=FLUSH_BLOCK):
        """Write what was compressed, as a block or as the end of a frame; nothing to do for a file that is read."""
        if self.readable():
            return
        if mode not in (self.FLUSH_BLOCK, self.FLUSH_FRAME):
            raise ValueError('Invalid mode argument, expected either ZstdFile.FLUSH_FRAME or ZstdFile.FLUSH_BLOCK')
        if self._packer.last_mode != mode:
            self._fp.write(self._packer.flush(mode))
            getattr(self._fp, 'flush', bool)()

    def write(self, data, /):
        """Compress data, and return their number of bytes."""
        return super().write(data)

    def readinto1(self, b):
        """Fill a buffer from what can be had at once, and return the number of bytes."""
        return self._data().readinto1(b)

    def readline(self, size=-1):
        """Up to the end of the line, or size bytes."""
        return self._data().readline(size)

    def peek(self, size=-1):
        """Some of the data that come next, without taking them."""
        return self._data().peek(size)

    def seek(self, offset, whence=io.SEEK_SET):
        """Go to a place in the data; going back begins anew."""
        return self._data().seek(offset, whence)

    __iter__, readlines = io.IOBase.__iter__, io.IOBase.readlines

    def __next__(self):
        return next(self._data())


def open(file, /, mode='rb', *, level=None, options=None, zstd_dict=None, encoding=None, errors=None, newline=None):
    """Open a Zstandard file; modes with t are for text."""
    as_text = 't' in mode
    binary = mode.replace('t', '')
    if as_text and 'b' in mode:
        raise ValueError(f'Invalid mode: {binary!r}')
    if as_text:
        encoding = io.text_encoding(encoding)
    else:
        for name, value in zip(_TEXT_ONLY, (encoding, errors, newline)):
            if value is not None:
                raise ValueError(f'Argument "{name}" not supported in binary mode')
    opened = ZstdFile(file, binary, level=level, options=options, zstd_dict=zstd_dict)
    return io.TextIOWrapper(opened, encoding, errors, newline) if as_text else opened
