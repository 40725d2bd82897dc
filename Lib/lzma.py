"""Files and data in the formats .xz and .lzma, and LZMA with chosen filters."""

import _lzma
import builtins as _builtins
import io as _io
import os as _os
from _lzma import *
from _lzma import _decode_filter_properties, _encode_filter_properties
from compression._common import _streams

__all__ = [*(f'{kind}_{name}' for kind, names in (
    ('CHECK', 'NONE CRC32 CRC64 SHA256 ID_MAX UNKNOWN'), ('FILTER', 'LZMA1 LZMA2 DELTA X86 IA64 ARM ARMTHUMB POWERPC SPARC'),
    ('FORMAT', 'AUTO XZ ALONE RAW'), ('MF', 'HC3 HC4 BT2 BT3 BT4'), ('MODE', 'FAST NORMAL'), ('PRESET', 'DEFAULT EXTREME')) for name in names.split()),
    'LZMACompressor', 'LZMADecompressor', 'LZMAFile', 'LZMAError', 'open', 'compress', 'decompress', 'is_check_supported']

_COMPRESSING = (('check', -1, 'an integrity check'), ('preset', None, 'a preset compression level'))


class LZMAFile(_streams.BaseStream):
    """A compressed file: its data are those of all of its streams, or become a new stream. filename is a name or a file object."""

    _raw = None  # what the compressed data are read from or written to; None: closed
    _engine = None  # the buffered data of a file that is read, the compressor of one that is written
    _reading = True
    _opened = False  # by this object

    def __init__(self, filename=None, mode='r', *, format=None, check=-1, preset=None, filters=None):
        letter = mode[0] if mode in {'r', 'rb', 'w', 'wb', 'a', 'ab', 'x', 'xb'} else None
        if letter is None:
            raise ValueError(f'Invalid mode: {mode!r}')
        given = {'check': check, 'preset': preset}
        self._reading = letter == 'r'
        if self._reading:
            for name, absent, what in _COMPRESSING:
                if given[name] != absent:
                    raise ValueError(f'Cannot specify {what} when opening a file for reading')
        else:
            self._engine = LZMACompressor(FORMAT_XZ if format is None else format, filters=filters, **given)
            self._count = 0
        if isinstance(filename, (str, bytes, _os.PathLike)):
            self._raw, self._opened = _builtins.open(filename, letter + 'b'), True
        elif any(hasattr(filename, method) for method in ('read', 'write')):
            self._raw = filename
        else:
            raise TypeError('filename must be a str, bytes, file or PathLike object')
        if self._reading:
            reader = _streams.DecompressReader(self._raw, LZMADecompressor, trailing_error=LZMAError,
                                               format=FORMAT_AUTO if format is None else format, filters=filters)
            self._engine = _io.BufferedReader(reader)

    def close(self):
        """Write what the compressor still holds, and close the file if this object opened it."""
        raw, self._raw = self._raw, None
        if raw is None:
            return
        engine, self._engine = self._engine, None
        try:
            engine.close() if self._reading else raw.write(engine.flush())
        finally:
            if self._opened:
                raw.close()

    @property
    def closed(self):
        """Whether close() was called."""
        return self._raw is None

    @property
    def name(self):
        """The name of the compressed file."""
        return self._open().name

    @property
    def mode(self):
        """'rb' or 'wb'."""
        return 'rb' if self._reading else 'wb'

    def _open(self):
        self._check_not_closed()
        return self._raw

    def _data(self):
        self._open()
        self._check_can_read()
        return self._engine

    def fileno(self):
        """The descriptor of the compressed file."""
        return self._open().fileno()

    def readable(self):
        """Whether the file was opened for reading."""
        self._open()
        return self._reading

    def writable(self):
        """Whether the file was opened for writing."""
        return not self.readable()

    def seekable(self):
        """Whether the file can be read again from elsewhere."""
        return self.readable() and self._engine.seekable()

    def peek(self, size=-1):
        """Some of the data that come next, at least a byte unless they are at their end."""
        return self._data().peek(size)

    def read(self, size=-1):
        """Up to size bytes, or all that are left."""
        return self._data().read(size)

    def read1(self, size=-1):
        """Up to size bytes from what can be had at once."""
        return self._data().read1(_io.DEFAULT_BUFFER_SIZE if size < 0 else size)

    def readline(self, size=-1):
        """Up to the end of the line, or size bytes."""
        return self._data().readline(size)

    def write(self, data):
        """Compress data, and return how many bytes they have."""
        self._open()
        self._check_can_write()
        size = memoryview(data).nbytes
        self._raw.write(self._engine.compress(data))
        self._count += size
        return size

    def seek(self, offset, whence=_io.SEEK_SET):
        """Go to a place in the data: forwards by reading, backwards from the beginning."""
        self._open()
        self._check_can_seek()
        return self._engine.seek(offset, whence)

    def tell(self):
        """The place in the data."""
        return self._engine.tell() if self.readable() else self._count


def open(filename, mode='rb', *, format=None, check=-1, preset=None, filters=None, encoding=None, errors=None, newline=None):
    """Open a compressed file, in text modes (with t) for text."""
    texts = {'encoding': encoding, 'errors': errors, 'newline': newline}
    plain = mode.replace('t', '')
    if plain == mode:
        for name in (name for name, value in texts.items() if value is not None):
            raise ValueError(f"Argument '{name}' not supported in binary mode")
    elif 'b' in mode:
        raise ValueError(f'Invalid mode: {mode!r}')
    file = LZMAFile(filename, plain, format=format, check=check, preset=preset, filters=filters)
    if plain == mode:
        return file
    texts['encoding'] = _io.text_encoding(encoding)
    return _io.TextIOWrapper(file, **texts)


def compress(data, format=FORMAT_XZ, check=-1, preset=None, filters=None):
    """The data compressed."""
    once = LZMACompressor(format, check, preset, filters)
    return b''.join((once.compress(data), once.flush()))


def decompress(data, format=FORMAT_AUTO, memlimit=None, filters=None):
    """The data of all streams; what follows the last one and is none is ignored."""
    parts, rest = [], data
    while True:
        stream = LZMADecompressor(format, memlimit, filters)
        try:
            part = stream.decompress(rest)
        except LZMAError:
            if not parts:
                raise
            break
        if not stream.eof:
            raise LZMAError('Compressed data ended before the end-of-stream marker was reached')
        parts.append(part)
        rest = stream.unused_data
        if not rest:
            break
    return b''.join(parts)
