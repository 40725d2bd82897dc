"""Files in the format gzip (RFC 1952)."""

import builtins as _builtins
import io as _io
import os as _os
import struct as _struct
import sys as _sys
import time as _time
import zlib

from compression._common import _streams

__all__ = ['BadGzipFile', 'GzipFile', 'open', 'compress', 'decompress']

FTEXT, FHCRC, FEXTRA, FNAME, FCOMMENT = 1, 2, 4, 8, 16

READ = 'rb'
WRITE = 'wb'

_COMPRESS_LEVEL_FAST = 1
_COMPRESS_LEVEL_TRADEOFF = 6
_COMPRESS_LEVEL_BEST = 9

READ_BUFFER_SIZE = 1 << 17
_WRITE_BUFFER_SIZE = 4 * _io.DEFAULT_BUFFER_SIZE


class BadGzipFile(OSError):
    """The data is not in the format gzip."""


def open(filename, mode='rb', compresslevel=_COMPRESS_LEVEL_BEST, encoding=None, errors=None, newline=None):
    """Open a gzip file by name, or a file object that holds gzip data; text modes end in t."""
    text = 't' in mode
    if text and 'b' in mode:
        raise ValueError(f'Invalid mode: {mode!r}')
    if not text:
        for name, value in (('encoding', encoding), ('errors', errors), ('newline', newline)):
            if value is not None:
                raise ValueError(f"Argument '{name}' not supported in binary mode")
    plain = mode.replace('t', '')
    if isinstance(filename, (str, bytes, _os.PathLike)):
        file = GzipFile(filename, plain, compresslevel)
    elif hasattr(filename, 'read') or hasattr(filename, 'write'):
        file = GzipFile(None, plain, compresslevel, filename)
    else:
        raise TypeError('filename must be a str or bytes object, or a file')
    if not text:
        return file
    return _io.TextIOWrapper(file, _io.text_encoding(encoding), errors, newline)


class _Rewindable:
    """A file that takes back what was read too much."""

    def __init__(self, file):
        self.file = file
        self.kept = b''

    def read(self, size):
        if not self.kept:
            return self.file.read(size)
        data, self.kept = self.kept[:size], self.kept[size:]
        if len(data) < size:
            data += self.file.read(size - len(data))
        return data

    def prepend(self, data=b''):
        self.kept = data + self.kept

    def seek(self, offset):
        self.kept = b''
        return self.file.seek(offset)

    def seekable(self):
        return True


class _Output(_io.RawIOBase):
    """What the buffer of a file being written writes to."""

    def __init__(self, owner):
        self.owner = owner

    def write(self, data):
        if self.owner is None:
            raise ValueError('write() on closed GzipFile object')
        return self.owner._write_raw(data)

    def seekable(self):
        return False

    def writable(self):
        return True


class GzipFile(_streams.BaseStream):
    """A file in the format gzip, open for reading or writing bytes."""

    myfileobj = None  # the file to close with this one

    def __init__(self, filename=None, mode=None, compresslevel=_COMPRESS_LEVEL_BEST, fileobj=None, mtime=None):
        self.mode = None
        self.fileobj = None
        self._buffer = None
        if mode and set(mode) & set('tU'):
            raise ValueError(f'Invalid mode: {mode!r}')
        mode = mode + 'b' if mode and 'b' not in mode else mode
        own = None
        try:
            if fileobj is None:
                own = fileobj = _builtins.open(filename, mode or 'rb')
            if filename is None:
                filename = getattr(fileobj, 'name', '')
                if not isinstance(filename, (str, bytes)):
                    filename = ''
            else:
                filename = _os.fspath(filename)
            given = mode
            if mode is None:
                mode = getattr(fileobj, 'mode', 'rb')
            if mode.startswith('r'):
                self.mode = READ
                self._buffer = _io.BufferedReader(_Members(fileobj))
                self.name = filename
            elif mode.startswith(('w', 'a', 'x')):
                if given is None:
                    import warnings
                    warnings.warn('GzipFile was opened for writing, but this will change in future Python releases.  '
                                  "Specify the mode argument for opening it for writing.", FutureWarning, 2)
                self.mode = WRITE
                self._begin(filename)
                self.compress = zlib.compressobj(compresslevel, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, 0)
                self._given_time = mtime
                self._buffer = _io.BufferedWriter(_Output(self), buffer_size=_WRITE_BUFFER_SIZE)
            else:
                raise ValueError(f'Invalid mode: {mode!r}')
            self.fileobj = fileobj
            if self.mode == WRITE:
                self._write_gzip_header(compresslevel)
        except:
            if own is not None:
                own.close()
            raise
        self.myfileobj = own

    def __repr__(self):
        return f'<gzip {repr(self.fileobj)[1:-1]} {hex(id(self))}>'

    @property
    def mtime(self):
        """The time in the head that was read last."""
        return self._buffer.raw._last_mtime

    # Writing.

    def _begin(self, filename):
        self.name = filename
        self.crc = zlib.crc32(b'')
        self.size = 0
        self.offset = 0

    def _write_gzip_header(self, compresslevel):
        name = self.name
        try:
            name = _os.path.basename(name)
            if not isinstance(name, bytes):
                name = name.encode('latin-1')
            name = name.removesuffix(b'.gz')
        except UnicodeEncodeError:
            name = b''
        mtime = self._given_time
        if mtime is None:
            mtime = _time.time()
        speed = {_COMPRESS_LEVEL_BEST: 2, _COMPRESS_LEVEL_FAST: 4}.get(compresslevel, 0)
        head = _struct.pack('<3sBLBB', b'\x1f\x8b\x08', FNAME if name else 0, int(mtime) & 0xFFFFFFFF, speed, 255)
        self.fileobj.write(head + (name + b'\0' if name else b''))

    def write(self, data):
        """Compress bytes."""
        self._check_not_closed()
        if self.mode != WRITE:
            import errno
            raise OSError(errno.EBADF, 'write() on read-only GzipFile object')
        if self.fileobj is None:
            raise ValueError('write() on closed GzipFile object')
        return self._buffer.write(data)

    def _write_raw(self, data):
        view = memoryview(data)
        size = view.nbytes
        if size:
            self.fileobj.write(self.compress.compress(view))
            self.size += size
            self.crc = zlib.crc32(view, self.crc)
            self.offset += size
        return size

    def flush(self, zlib_mode=zlib.Z_SYNC_FLUSH):
        """Write what is in the buffers."""
        self._check_not_closed()
        if self.mode == WRITE:
            self._buffer.flush()
            rest = self.compress.flush(zlib_mode)
            self.fileobj.write(rest)
            self.fileobj.flush()

    # Reading.

    def _check_read(self, caller):
        if self.mode != READ:
            import errno
            raise OSError(errno.EBADF, f'{caller}() on write-only GzipFile object')

    def _source(self, caller):
        """Return the buffer to read from, for the method caller."""
        self._check_not_closed()
        self._check_read(caller)
        return self._buffer

    def read(self, size=-1):
        """Return up to size bytes; all by default."""
        return self._source('read').read(size)

    def read1(self, size=-1):
        """Return up to size bytes, without reading more from the file than needed."""
        source = self._source('read1')
        return source.read1(size if size >= 0 else _io.DEFAULT_BUFFER_SIZE)

    def readinto(self, b):
        """Fill b with bytes and return how many."""
        return self._source('readinto').readinto(b)

    def readinto1(self, b):
        """Fill b with bytes, without reading more from the file than needed."""
        return self._source('readinto1').readinto1(b)

    def peek(self, n):
        """Return bytes without going on."""
        return self._source('peek').peek(n)

    def readline(self, size=-1):
        """Return a line."""
        return self._source('readline').readline(size)

    # Positions.

    def tell(self):
        """Return the position in the data."""
        self._check_not_closed()
        if self.mode == WRITE:
            self._buffer.flush()
            return self.offset
        return self._buffer.tell()

    def rewind(self):
        """Go back to the start of a file that is read."""
        if self.mode != READ:
            raise OSError("Can't rewind in write mode")
        self._buffer.seek(0)

    def seek(self, offset, whence=_io.SEEK_SET):
        """Go to a position: when writing only forwards, over zeros."""
        if self.mode == READ:
            self._check_not_closed()
            return self._buffer.seek(offset, whence)
        self._check_not_closed()
        self._buffer.flush()
        if whence == _io.SEEK_CUR:
            offset += self.offset
        elif whence != _io.SEEK_SET:
            raise ValueError('Seek from end not supported')
        if offset < self.offset:
            raise OSError('Negative seek in write mode')
        zeros = bytes(_WRITE_BUFFER_SIZE)
        for start in range(self.offset, offset, len(zeros)):
            self.write(zeros[:offset - start])
        self._buffer.flush()
        return self.offset

    def readable(self):
        """Is the file open for reading?"""
        return self.mode == READ

    def writable(self):
        """Is the file open for writing?"""
        return self.mode == WRITE

    def seekable(self):
        """Return True."""
        return True

    def fileno(self):
        """Return the file descriptor of the compressed file."""
        return self.fileobj.fileno()

    @property
    def closed(self):
        """Is the file closed?"""
        return self.fileobj is None

    def close(self):
        """Write what is left, and close the file if it was opened here."""
        file, own = self.fileobj, self.myfileobj
        if file is None:
            return
        try:
            if self.mode == WRITE:
                self._buffer.flush()
                file.write(self.compress.flush())
                file.write(_struct.pack('<LL', self.crc, self.size & 0xFFFFFFFF))
            elif self.mode == READ:
                self._buffer.close()
        finally:
            self.fileobj = None
            if self.mode == WRITE:
                self._buffer.raw.owner = None
            if own is not None:
                self.myfileobj = None
                own.close()


def _exactly(file, count):
    """Read just so many bytes."""
    data = file.read(count)
    while len(data) < count:
        more = file.read(count - len(data))
        if not more:
            raise EOFError('Compressed file ended before the end-of-stream marker was reached')
        data += more
    return data


def _read_gzip_header(file):
    """Read the head of a member and return its time; None at the end of the file."""
    magic = file.read(2)
    if not magic:
        return None
    if magic != b'\x1f\x8b':
        raise BadGzipFile(f'Not a gzipped file ({magic!r})')
    method, flags, mtime = _struct.unpack('<BBIxx', _exactly(file, 8))
    if method != 8:
        raise BadGzipFile('Unknown compression method')
    if flags & FEXTRA:
        length, = _struct.unpack('<H', _exactly(file, 2))
        _exactly(file, length)
    for flag in (FNAME, FCOMMENT):
        if flags & flag:
            while (character := file.read(1)) and character != b'\0':
                pass
    if flags & FHCRC:
        _exactly(file, 2)
    return mtime


class _Members(_streams.DecompressReader):
    """The data of all members of a gzip file."""

    def __init__(self, fp):
        super().__init__(_Rewindable(fp), zlib._ZlibDecompressor, wbits=-zlib.MAX_WBITS)
        self._at_head = True
        self._last_mtime = None

    def _start_member(self):
        self._crc = zlib.crc32(b'')
        self._stream_size = 0

    def read(self, size=-1):
        if size < 0:
            return self.readall()
        if not size:
            return b''
        while True:
            if self._coder.eof:
                self._finish_member()
                self._at_head = True
                self._coder = self._fresh()
            if self._at_head:
                self._start_member()
                mtime = _read_gzip_header(self._fp)
                if mtime is None:
                    self._size = self._pos
                    return b''
                self._last_mtime = mtime
                self._at_head = False
            if self._coder.needs_input:
                block = self._fp.read(READ_BUFFER_SIZE)
                data = self._coder.decompress(block, size)
            else:
                block = b'?'
                data = self._coder.decompress(b'', size)
            if self._coder.unused_data:
                self._fp.prepend(self._coder.unused_data)
            if data:
                break
            if not block and not self._coder.eof:
                raise EOFError('Compressed file ended before the end-of-stream marker was reached')
        self._crc = zlib.crc32(data, self._crc)
        self._stream_size += len(data)
        self._pos += len(data)
        return data

    def _finish_member(self):
        crc, size = _struct.unpack('<II', _exactly(self._fp, 8))
        if crc != self._crc:
            raise BadGzipFile(f'CRC check failed {hex(crc)} != {hex(self._crc)}')
        if size != self._stream_size & 0xFFFFFFFF:
            raise BadGzipFile('Incorrect length of data produced')
        # Zeros may fill up to the next member.
        while (character := self._fp.read(1)) == b'\0':
            pass
        if character:
            self._fp.prepend(character)

    def _rewind(self):
        super()._rewind()
        self._at_head = True


def compress(data, compresslevel=_COMPRESS_LEVEL_BEST, *, mtime=0):
    """Return data in the format gzip, with a time in its head."""
    out = bytearray(zlib.compress(data, level=compresslevel, wbits=31))
    if mtime is None:
        mtime = _time.time()
    out[4:8] = _struct.pack('<L', int(mtime))
    out[9] = 255  # the system is not told
    return bytes(out)


def decompress(data):
    """Return the data of all members."""
    members = []
    while True:
        file = _io.BytesIO(data)
        if _read_gzip_header(file) is None:
            return b''.join(members)
        decoder = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
        member = decoder.decompress(data[file.tell():])
        if not decoder.eof or len(decoder.unused_data) < 8:
            raise EOFError('Compressed file ended before the end-of-stream marker was reached')
        crc, size = _struct.unpack('<II', decoder.unused_data[:8])
        if crc != zlib.crc32(member):
            raise BadGzipFile('CRC check failed')
        if size != len(member) & 0xFFFFFFFF:
            raise BadGzipFile('Incorrect length of data produced')
        members.append(member)
        data = decoder.unused_data[8:].lstrip(b'\0')


def main():
    """Compress files, or with -d decompress them; - stands for the standard streams."""
    from argparse import ArgumentParser
    parser = ArgumentParser(description='A simple command line interface for the gzip module: act like gzip, '
                                        'but do not delete the input file.')
    group = parser.add_mutually_exclusive_group()
    for option, text in (('--fast', 'compress faster'), ('--best', 'compress better')):
        group.add_argument(option, action='store_true', help=text)
    group.add_argument('-d', '--decompress', action='store_true', help='act like gunzip instead of gzip')
    parser.add_argument('args', nargs='*', default=['-'], metavar='file')
    args = parser.parse_args()  # of the command
    level = _COMPRESS_LEVEL_FAST if args.fast else _COMPRESS_LEVEL_BEST if args.best else _COMPRESS_LEVEL_TRADEOFF
    for name in args.args:
        if args.decompress:
            if name == '-':
                source, target = GzipFile(filename='', mode='rb', fileobj=_sys.stdin.buffer), _sys.stdout.buffer
            elif not name.endswith('.gz'):
                _sys.exit(f"filename doesn't end in .gz: {name!r}")
            else:
                source, target = open(name, 'rb'), _builtins.open(name[:-3], 'wb')
        elif name == '-':
            source = _sys.stdin.buffer
            target = GzipFile(filename='', mode='wb', fileobj=_sys.stdout.buffer, compresslevel=level)
        else:
            source, target = _builtins.open(name, 'rb'), open(name + '.gz', 'wb')
        while block := source.read(READ_BUFFER_SIZE):
            target.write(block)
        if target is not _sys.stdout.buffer:
            target.close()
        if source is not _sys.stdin.buffer:
            source.close()


if __name__ == '__main__':
    main()
