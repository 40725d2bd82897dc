"""Archives in the format ZIP (PKWARE's APPNOTE), with the extension for large files."""

import io
import os
import shutil
import stat
import struct
import sys
import threading
import time
import zlib

try:
    import bz2
except ImportError:
    bz2 = None
try:
    import lzma
except ImportError:
    lzma = None
try:
    from compression import zstd
except ImportError:
    zstd = None

crc32 = zlib.crc32

__all__ = ['BadZipFile', 'BadZipfile', 'error', 'ZIP_STORED', 'ZIP_DEFLATED', 'ZIP_BZIP2', 'ZIP_LZMA', 'ZIP_ZSTANDARD',
           'is_zipfile', 'ZipInfo', 'ZipFile', 'PyZipFile', 'LargeZipFile', 'Path']


class BadZipFile(Exception):
    """The file is no ZIP archive, or a damaged one."""


class LargeZipFile(Exception):
    """The archive needs the extension for large files, which is switched off."""


error = BadZipfile = BadZipFile

ZIP64_LIMIT = (1 << 31) - 1
ZIP_FILECOUNT_LIMIT = (1 << 16) - 1
ZIP_MAX_COMMENT = (1 << 16) - 1

ZIP_STORED = 0
ZIP_DEFLATED = 8
ZIP_BZIP2 = 12
ZIP_LZMA = 14
ZIP_ZSTANDARD = 93

DEFAULT_VERSION = 20
ZIP64_VERSION = 45
BZIP2_VERSION = 46
LZMA_VERSION = 63
ZSTANDARD_VERSION = 63
MAX_EXTRACT_VERSION = 63

structEndArchive = b'<4s4H2LH'
stringEndArchive = b'PK\005\006'
sizeEndCentDir = struct.calcsize(structEndArchive)
structCentralDir = '<4s4B4HL2L5H2L'
stringCentralDir = b'PK\001\002'
sizeCentralDir = struct.calcsize(structCentralDir)
structFileHeader = '<4s2B4HL2L2H'
stringFileHeader = b'PK\003\004'
sizeFileHeader = struct.calcsize(structFileHeader)
structEndArchive64Locator = '<4sLQL'
stringEndArchive64Locator = b'PK\x06\x07'
sizeEndCentDir64Locator = struct.calcsize(structEndArchive64Locator)
structEndArchive64 = '<4sQ2H2L4Q'
stringEndArchive64 = b'PK\x06\x06'
sizeEndCentDir64 = struct.calcsize(structEndArchive64)

_ENCRYPTED, _DESCRIPTOR, _PATCH, _STRONG, _UTF8 = 0x1, 0x8, 0x20, 0x40, 0x800

compressor_names = {0: 'store', 1: 'shrink', 2: 'reduce', 3: 'reduce', 4: 'reduce', 5: 'reduce', 6: 'implode', 7: 'tokenize',
                    8: 'deflate', 9: 'deflate64', 10: 'implode', 12: 'bzip2', 14: 'lzma', 18: 'terse', 19: 'lz77',
                    93: 'zstd', 97: 'wavpack', 98: 'ppmd'}


def _check_compression(compression):
    if compression == ZIP_STORED or compression == ZIP_DEFLATED:
        return
    for method, module, name in ((ZIP_BZIP2, bz2, 'bz2'), (ZIP_LZMA, lzma, 'lzma'), (ZIP_ZSTANDARD, zstd, 'compression.zstd')):
        if compression == method:
            if module is None:
                raise RuntimeError(f'Compression requires the (missing) {name} module')
            return
    raise NotImplementedError('That compression method is not supported')


class LZMACompressor:
    """LZMA data as ZIP wants it: version and properties first."""

    def __init__(self):
        self._compressor = None

    def _start(self):
        properties = lzma._encode_filter_properties({'id': lzma.FILTER_LZMA1})
        self._compressor = lzma.LZMACompressor(lzma.FORMAT_RAW, filters=[lzma._decode_filter_properties(lzma.FILTER_LZMA1, properties)])
        return struct.pack('<BBH', 9, 4, len(properties)) + properties

    def compress(self, data):
        start = self._start() if self._compressor is None else b''
        return start + self._compressor.compress(data)

    def flush(self):
        start = self._start() if self._compressor is None else b''
        return start + self._compressor.flush()


class LZMADecompressor:
    """Reads what LZMACompressor writes."""

    def __init__(self):
        self._decompressor = None
        self._head = b''
        self.eof = False

    @property
    def unused_data(self):
        return self._decompressor.unused_data if self._decompressor else b''

    def decompress(self, data):
        if self._decompressor is None:
            self._head += data
            if len(self._head) <= 4:
                return b''
            size, = struct.unpack('<H', self._head[2:4])
            if len(self._head) <= 4 + size:
                return b''
            filters = [lzma._decode_filter_properties(lzma.FILTER_LZMA1, self._head[4:4 + size])]
            self._decompressor = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters)
            data, self._head = self._head[4 + size:], b''
        result = self._decompressor.decompress(data)
        self.eof = self._decompressor.eof
        return result


def _get_compressor(compress_type, compresslevel=None):
    if compress_type == ZIP_DEFLATED:
        return zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION if compresslevel is None else compresslevel, zlib.DEFLATED, -15)
    if compress_type == ZIP_BZIP2:
        return bz2.BZ2Compressor() if compresslevel is None else bz2.BZ2Compressor(compresslevel)
    if compress_type == ZIP_LZMA:
        return LZMACompressor()
    if compress_type == ZIP_ZSTANDARD:
        return zstd.ZstdCompressor(level=compresslevel)
    return None


def _get_decompressor(compress_type):
    if compress_type == ZIP_STORED:
        return None
    if compress_type not in (ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA, ZIP_ZSTANDARD):
        name = compressor_names.get(compress_type)
        raise NotImplementedError(f'compression type {compress_type} ({name})' if name else f'compression type {compress_type}')
    _check_compression(compress_type)
    if compress_type == ZIP_DEFLATED:
        return zlib.decompressobj(-15)
    if compress_type == ZIP_BZIP2:
        return bz2.BZ2Decompressor()
    return LZMADecompressor() if compress_type == ZIP_LZMA else zstd.ZstdDecompressor()


class _End:
    """The end of the central directory: where it is and what it says."""

    def __init__(self, file):
        file.seek(0, 2)
        size = file.tell()
        start = max(size - sizeEndCentDir - ZIP_MAX_COMMENT, 0)
        file.seek(start)
        tail = file.read()
        at = len(tail)
        while True:
            at = tail.rfind(stringEndArchive, 0, at)
            if at < 0:
                raise BadZipFile('File is not a zip file')
            if at + sizeEndCentDir <= len(tail):
                break
        (_, self.disk, self.first_disk, _, self.count, self.size, self.offset, length) = struct.unpack(structEndArchive, tail[at:at + sizeEndCentDir])
        self.comment = tail[at + sizeEndCentDir:at + sizeEndCentDir + length]
        self.location = start + at
        where = self.location - sizeEndCentDir64Locator
        extended = 0
        if where >= 0:
            file.seek(where)
            data = file.read(sizeEndCentDir64Locator)
            sign, disk, position, disks = struct.unpack(structEndArchive64Locator, data)
            if sign == stringEndArchive64Locator:
                if disk != 0 or disks > 1:
                    raise BadZipFile('zipfiles that span multiple disks are not supported')
                extended = self.location - self._read_extended(file, where, position)
        self.start = self.location - extended - self.size
        self.concat = self.start - self.offset  # bytes before the archive
        if self.start < 0:
            raise BadZipFile('Bad offset for central directory')

    def _read_extended(self, file, where, position):
        """Read the record for large files, which ends before its locator and is said to be at a position; return its place."""
        if position > where:
            raise BadZipFile('Corrupt zip64 end of central directory locator')
        for place in where - sizeEndCentDir64, position:
            if place < 0:
                continue
            file.seek(place)
            data = file.read(sizeEndCentDir64)
            if len(data) == sizeEndCentDir64 and data[:4] == stringEndArchive64:
                break
        else:
            raise BadZipFile('Zip64 end of central directory record not found')
        _, length, _, _, _, _, _, self.count, self.size, self.offset = struct.unpack(structEndArchive64, data)
        if place + 12 + length != where or self.offset + self.size > position:
            raise BadZipFile('Corrupt zip64 end of central directory record')
        return place


def is_zipfile(filename):
    """Whether a file, a name or a file object, is a ZIP archive."""
    try:
        if hasattr(filename, 'read'):
            place = filename.tell()
            end = _End(filename)
            good = not end.count or (filename.seek(end.start), filename.read(4))[1] == stringCentralDir
            filename.seek(place)
            return good
        with io.open(filename, 'rb') as file:
            return is_zipfile(file)
    except (OSError, BadZipFile):
        return False


def _sanitize(name):
    name = name.partition('\0')[0]
    if os.sep != '/' and os.sep in name:
        name = name.replace(os.sep, '/')
    if os.altsep and os.altsep != '/' and os.altsep in name:
        name = name.replace(os.altsep, '/')
    return name


def _now():
    """The time for new files, which the environment may say: archives can be made alike then."""
    said = os.environ.get('SOURCE_DATE_EPOCH')
    return (time.gmtime(int(said)) if said else time.localtime())[:6]


class ZipInfo:
    """What an archive says of a file in it."""

    __slots__ = ('orig_filename', 'filename', 'date_time', 'compress_type', 'compress_level', 'comment', 'extra',
                 'create_system', 'create_version', 'extract_version', 'reserved', 'flag_bits', 'volume', 'internal_attr',
                 'external_attr', 'header_offset', 'CRC', 'compress_size', 'file_size', '_raw_time', '_raw_name', '_end_offset')

    def __init__(self, filename='NoName', date_time=(1980, 1, 1, 0, 0, 0)):
        self.orig_filename = filename
        self.filename = _sanitize(filename)
        self.date_time = date_time
        if date_time[0] < 1980:
            raise ValueError('ZIP does not support timestamps before 1980')
        self.compress_type = ZIP_STORED
        self.compress_level = None
        self.comment = b''
        self.extra = b''
        self.create_system = 0 if sys.platform == 'win32' else 3
        self.create_version = DEFAULT_VERSION
        self.extract_version = DEFAULT_VERSION
        self.reserved = self.flag_bits = self.volume = self.internal_attr = self.external_attr = 0
        self.compress_size = self.file_size = 0
        self._end_offset = self._raw_name = None

    @property
    def _compresslevel(self):
        return self.compress_level

    @_compresslevel.setter
    def _compresslevel(self, value):
        self.compress_level = value

    def __repr__(self):
        parts = [f'<{type(self).__name__} filename={self.filename!r}']
        if self.compress_type != ZIP_STORED:
            parts.append(f'compress_type={compressor_names.get(self.compress_type, self.compress_type)}')
        high, low = self.external_attr >> 16, self.external_attr & 0xffff
        if high:
            parts.append(f'filemode={stat.filemode(high)!r}')
        if low:
            parts.append(f'external_attr={low:#x}')
        if not self.is_dir() or self.file_size:
            parts.append(f'file_size={self.file_size!r}')
        if (not self.is_dir() or self.compress_size) and (self.compress_type != ZIP_STORED or self.file_size != self.compress_size):
            parts.append(f'compress_size={self.compress_size!r}')
        return ' '.join(parts) + '>'

    def _dos(self):
        y, m, d, hour, minute, second = self.date_time[:6]
        return (y - 1980) << 9 | m << 5 | d, hour << 11 | minute << 5 | second // 2

    def FileHeader(self, zip64=None):
        """The header before the data of the file."""
        date, clock = self._dos()
        if self.flag_bits & _DESCRIPTOR:
            crc = packed = size = 0
        else:
            crc, packed, size = self.CRC, self.compress_size, self.file_size
        large = max(self.file_size, self.compress_size) > ZIP64_LIMIT
        extra = self.extra
        if zip64 is None:
            zip64 = large
        if zip64:
            extra += struct.pack('<HHQQ', 1, 16, size, packed)
            size = packed = 0xffffffff
            self.extract_version = max(ZIP64_VERSION, self.extract_version)
            self.create_version = max(ZIP64_VERSION, self.create_version)
        elif large:
            raise LargeZipFile('Filesize would require ZIP64 extensions')
        self._need(self.compress_type)
        name, flags = self._encodeFilenameFlags()
        return struct.pack(structFileHeader, stringFileHeader, self.extract_version, self.reserved, flags, self.compress_type,
                           clock, date, crc, packed, size, len(name), len(extra)) + name + extra

    def _need(self, method):
        version = {ZIP_BZIP2: BZIP2_VERSION, ZIP_LZMA: LZMA_VERSION, ZIP_ZSTANDARD: ZSTANDARD_VERSION}.get(method, 0)
        self.extract_version = max(version, self.extract_version)
        self.create_version = max(version, self.create_version)

    def _encodeFilenameFlags(self):
        if self._raw_name is not None and self.filename == self._raw_name[1]:
            return self._raw_name[0], self.flag_bits & ~_UTF8  # as it came, in whatever encoding
        try:
            return self.filename.encode('ascii'), self.flag_bits & ~_UTF8
        except UnicodeEncodeError:
            return self.filename.encode('utf-8'), self.flag_bits | _UTF8

    def _decodeExtra(self, name_crc):
        extra, at = self.extra, 0
        while len(extra) - at >= 4:
            kind, length = struct.unpack_from('<HH', extra, at)
            if length + 4 > len(extra) - at:
                raise BadZipFile(f'Corrupt extra field {kind:04x} (size={length})')
            if kind == 1:
                data, place = extra[at + 4:at + 4 + length], 0
                for name, text in (('file_size', 'File size'), ('compress_size', 'Compress size'), ('header_offset', 'Header offset')):
                    if getattr(self, name) == 0xffffffff or name == 'file_size' and self.file_size == 0xffffffffffffffff:
                        if place + 8 > len(data):
                            raise BadZipFile(f'Corrupt zip64 extra field. {text} not found.')
                        setattr(self, name, struct.unpack_from('<Q', data, place)[0])
                        place += 8
            elif kind == 0x7075:
                self._take_unicode_name(extra[at + 4:at + 4 + length], name_crc)
            at += length + 4

    def _take_unicode_name(self, data, name_crc):
        """Take the name of an extra field, if it is meant for the name that stands in the header."""
        if len(data) < 5 or data[0] != 1 or int.from_bytes(data[1:5], 'little') != name_crc:
            return
        try:
            name = data[5:].decode('utf-8')
        except UnicodeDecodeError as error:
            raise BadZipFile('Corrupt unicode path extra field (0x7075): invalid utf-8 bytes') from error
        if name:
            self.filename = _sanitize(name)
        else:
            import warnings
            warnings.warn('Empty unicode path extra field (0x7075)', stacklevel=2)

    def _for_archive(self, archive):
        """Fill in what the archive sets for new files."""
        self.date_time = _now()
        self.compress_type, self.compress_level = archive.compression, archive.compresslevel
        if self.filename.endswith('/'):
            self.external_attr = 0o40775 << 16 | 0x10
        else:
            self.external_attr = 0o600 << 16
        return self

    @classmethod
    def from_file(cls, filename, arcname=None, *, strict_timestamps=True):
        """The description of a file or folder of the file system."""
        if isinstance(filename, os.PathLike):
            filename = os.fspath(filename)
        found = os.stat(filename)
        folder = stat.S_ISDIR(found.st_mode)
        when = time.localtime(found.st_mtime)[:6]
        if not strict_timestamps:
            when = (1980, 1, 1, 0, 0, 0) if when[0] < 1980 else (2107, 12, 31, 23, 59, 59) if when[0] > 2107 else when
        name = os.path.normpath(os.path.splitdrive(filename if arcname is None else arcname)[1]).lstrip(os.sep + (os.altsep or ''))
        info = cls(name + '/' if folder else name, when)
        info.external_attr = (found.st_mode & 0xffff) << 16
        if folder:
            info.file_size = 0
            info.external_attr |= 0x10
        else:
            info.file_size = found.st_size
        return info

    def is_dir(self):
        """Whether this is a folder."""
        return self.filename.endswith('/') or bool(os.altsep and self.filename.endswith((os.path.sep, os.path.altsep)))


_crc_table = None


def _decrypter(password):
    """The function that decrypts bytes by PKWARE's old cipher."""
    global _crc_table
    if _crc_table is None:
        _crc_table = []
        for n in range(256):
            for _ in range(8):
                n = n >> 1 ^ 0xedb88320 if n & 1 else n >> 1
            _crc_table.append(n)
    table = _crc_table
    a, b, c = 0x12345678, 0x23456789, 0x34567890

    def update(byte):
        nonlocal a, b, c
        a = a >> 8 ^ table[(a ^ byte) & 0xff]
        b = (b + (a & 0xff)) * 134775813 + 1 & 0xffffffff
        c = c >> 8 ^ table[(c ^ b >> 24) & 0xff]

    for byte in password:
        update(byte)

    def decrypt(data):
        result = bytearray()
        for byte in data:
            key = c | 2
            byte ^= key * (key ^ 1) >> 8 & 0xff
            update(byte)
            result.append(byte)
        return bytes(result)
    return decrypt


class _Part:
    """A view of the archive's file with a place of its own."""

    def __init__(self, archive, place):
        self._archive, self._place, self._fp = archive, place, archive.fp
        self.seekable = archive.fp.seekable

    def tell(self):
        return self._place

    def seek(self, offset):
        self._place = offset

    def read(self, size=-1):
        with self._archive._lock:
            if self._archive._writing:
                raise ValueError("Can't read from the ZIP file while there is an open writing handle on it. "
                                 'Close the writing handle before trying to read.')
            self._fp.seek(self._place)
            data = self._fp.read(size)
            self._place = self._fp.tell()
            return data

    def close(self):
        if self._archive is not None:
            archive, self._archive = self._archive, None
            archive._release()


class ZipExtFile(io.BufferedIOBase):
    """A file of an archive, open for reading."""

    MAX_N = (1 << 31) - 1
    MIN_READ_SIZE = 4096

    def __init__(self, fileobj, mode, zipinfo, pwd=None, close_fileobj=False):
        self._file, self._close_file = fileobj, close_fileobj
        self.mode, self.name = mode, zipinfo.filename
        self._info, self._password = zipinfo, pwd
        self._start = fileobj.tell()
        self.newlines = None
        self._begin()
        if pwd and self._head_byte is not None:
            want = zipinfo._raw_time >> 8 & 0xff if zipinfo.flag_bits & _DESCRIPTOR else zipinfo.CRC >> 24 & 0xff
            if self._head_byte != want:
                raise RuntimeError(f'Bad password for file {zipinfo.orig_filename!r}')

    def _begin(self):
        info = self._info
        self._buffer, self._offset = b'', 0
        self._left, self._compressed_left = info.file_size, info.compress_size
        self._decompressor = _get_decompressor(info.compress_type)
        self._eof = self._compressed_left == 0 and info.compress_type == ZIP_STORED
        self._crc = crc32(b'') if getattr(info, 'CRC', None) is not None else None
        self._decrypt = None
        self._head_byte = None
        self._position = 0
        if self._password:
            self._decrypt = _decrypter(self._password)
            self._head_byte = self._decrypt(self._file.read(12))[11]
            self._compressed_left -= 12

    def __repr__(self):
        parts = [f'<{type(self).__module__}.{type(self).__qualname__}']
        if self.closed:
            parts.append('[closed]')
        else:
            parts.append(f'name={self.name!r}')
            if self._info.compress_type != ZIP_STORED:
                parts.append(f'compress_type={compressor_names.get(self._info.compress_type, self._info.compress_type)}')
        return ' '.join(parts) + '>'

    def _more(self, size):
        """The next data, decompressed: about size bytes."""
        if self._eof or self._left <= 0:
            self._eof = True
            return self._finish(b'')
        raw = b''
        unconsumed = getattr(self._decompressor, 'unconsumed_tail', b'')
        if not unconsumed:
            take = min(self._compressed_left, max(size, self.MIN_READ_SIZE) if self._decompressor else size)
            if take > 0:
                raw = self._file.read(take)
                if not raw:
                    raise EOFError
                self._compressed_left -= len(raw)
                if self._decrypt:
                    raw = self._decrypt(raw)
        if self._decompressor is None:
            data = raw
            self._eof = self._compressed_left <= 0
        elif self._info.compress_type == ZIP_DEFLATED:
            data = self._decompressor.decompress(unconsumed or raw, max(size, self.MIN_READ_SIZE))
            self._eof = self._decompressor.eof or self._compressed_left <= 0 and not self._decompressor.unconsumed_tail
            if self._eof:
                data += self._decompressor.flush()
        else:
            data = self._decompressor.decompress(raw)
            self._eof = self._decompressor.eof or self._compressed_left <= 0
        data = data[:self._left]
        self._left -= len(data)
        if self._left <= 0:
            self._eof = True
        return self._finish(data)

    def _finish(self, data):
        if self._crc is not None:
            self._crc = crc32(data, self._crc)
            if self._eof and self._crc != self._info.CRC:
                raise BadZipFile(f'Bad CRC-32 for file {self.name!r}')
        return data

    def _check_open(self, what):
        if self.closed:
            raise ValueError(f'{what} on closed file.')

    def readable(self):
        self._check_open('I/O operation')
        return True

    def seekable(self):
        self._check_open('I/O operation')
        return bool(self._file.seekable()) if callable(self._file.seekable) else self._file.seekable

    def peek(self, n=1):
        """What comes next, without taking it."""
        while len(self._buffer) - self._offset < n and not self._eof:
            data = self._more(n)
            self._buffer, self._offset = self._buffer[self._offset:] + data, 0
        return self._buffer[self._offset:self._offset + 512]

    def read(self, n=-1):
        """Up to n bytes, or all that are left."""
        self._check_open('read')
        if n is None or n < 0:
            parts = [self._buffer[self._offset:]]
            while not self._eof:
                parts.append(self._more(self.MAX_N))
            self._buffer, self._offset = b'', 0
            data = b''.join(parts)
        else:
            parts, want = [], n
            while want > 0:
                piece = self._buffer[self._offset:self._offset + want]
                if piece:
                    self._offset += len(piece)
                elif self._eof:
                    break
                else:
                    self._buffer, self._offset = self._more(want), 0
                    continue
                parts.append(piece)
                want -= len(piece)
            data = b''.join(parts)
        self._position += len(data)
        return data

    def read1(self, n=-1):
        """Up to n bytes with as few reads as possible."""
        self._check_open('read')
        if n is None or n < 0:
            n = self.MAX_N
        while self._offset >= len(self._buffer) and not self._eof and n:
            self._buffer, self._offset = self._more(min(n, 1 << 16)), 0
        data = self._buffer[self._offset:self._offset + n]
        self._offset += len(data)
        self._position += len(data)
        return data

    def readline(self, limit=-1):
        """A line."""
        if limit < 0:
            end = self._buffer.find(b'\n', self._offset) + 1
            if end > 0:
                line = self._buffer[self._offset:end]
                self._offset = end
                self._position += len(line)
                return line
        return io.BufferedIOBase.readline(self, limit)

    def seek(self, offset, whence=os.SEEK_SET):
        """Go to a place; going back begins anew."""
        self._check_open('seek')
        if not self.seekable():
            raise io.UnsupportedOperation('underlying stream is not seekable')
        if whence == os.SEEK_CUR:
            offset += self._position
        elif whence == os.SEEK_END:
            offset += self._info.file_size
        elif whence != os.SEEK_SET:
            raise ValueError('whence must be os.SEEK_SET (0), os.SEEK_CUR (1), or os.SEEK_END (2)')
        offset = max(0, min(offset, self._info.file_size))
        if offset < self._position:
            self._file.seek(self._start)
            self._begin()
        while self._position < offset and self.read(min(1 << 16, offset - self._position)):
            pass
        return self._position

    def tell(self):
        self._check_open('tell')
        if not self.seekable():
            raise io.UnsupportedOperation('underlying stream is not seekable')
        return self._position

    def close(self):
        try:
            if self._close_file:
                self._file.close()
        finally:
            super().close()


class _Counting:
    """An output that can't tell its place: counts."""

    def __init__(self, file):
        self._file, self._place = file, 0

    def write(self, data):
        n = self._file.write(data)
        self._place += n
        return n

    def tell(self):
        return self._place

    def flush(self):
        self._file.flush()

    def close(self):
        self._file.close()


class _Writer(io.BufferedIOBase):
    """A file of an archive, open for writing."""

    def __init__(self, archive, info, zip64):
        self._archive, self._info, self._zip64 = archive, info, zip64
        self._compressor = _get_compressor(info.compress_type, info.compress_level)
        self._size = self._compressed = self._crc = 0

    @property
    def name(self):
        return self._info.filename

    @property
    def mode(self):
        return 'wb'

    def writable(self):
        return True

    def write(self, data):
        if self.closed:
            raise ValueError('I/O operation on closed file.')
        length = len(data) if isinstance(data, (bytes, bytearray)) else memoryview(data).nbytes
        self._size += length
        self._crc = crc32(data, self._crc)
        if self._compressor:
            data = self._compressor.compress(data)
            self._compressed += len(data)
        self._archive.fp.write(data)
        return length

    def close(self):
        if self.closed:
            return
        archive, info = self._archive, self._info
        try:
            super().close()
            if self._compressor:
                data = self._compressor.flush()
                self._compressed += len(data)
                archive.fp.write(data)
                info.compress_size = self._compressed
            else:
                info.compress_size = self._size
            info.CRC, info.file_size = self._crc, self._size
            if not self._zip64:
                if self._size > ZIP64_LIMIT:
                    raise RuntimeError('File size too large, try using force_zip64')
                if self._compressed > ZIP64_LIMIT:
                    raise RuntimeError('Compressed size too large, try using force_zip64')
            if info.flag_bits & _DESCRIPTOR:
                archive.fp.write(struct.pack('<LLQQ' if self._zip64 else '<LLLL', 0x08074b50, info.CRC, info.compress_size, info.file_size))
                archive.start_dir = archive.fp.tell()
            else:
                archive.start_dir = archive.fp.tell()
                archive.fp.seek(info.header_offset)
                archive.fp.write(info.FileHeader(self._zip64))
                archive.fp.seek(archive.start_dir)
            archive.filelist.append(info)
            archive.NameToInfo[info.filename] = info
        finally:
            archive._writing = False


class ZipFile:
    """A ZIP archive, by name or as a file object; mode is r, w, x or a."""

    fp = None
    _windows_illegal_name_trans_table = None

    def __init__(self, file, mode='r', compression=ZIP_STORED, allowZip64=True, compresslevel=None, *, strict_timestamps=True, metadata_encoding=None):
        if mode not in ('r', 'w', 'x', 'a'):
            raise ValueError("ZipFile requires mode 'r', 'w', 'x', or 'a'")
        _check_compression(compression)
        self._allowZip64 = allowZip64
        self._didModify = False
        self.debug = 0
        self.NameToInfo = {}
        self.filelist = []
        self.compression, self.compresslevel = compression, compresslevel
        self.mode = mode
        self.pwd = None
        self._comment = b''
        self._strict_timestamps = strict_timestamps
        self.metadata_encoding = metadata_encoding
        if metadata_encoding and mode != 'r':
            raise ValueError('metadata_encoding is only supported for reading files')
        if isinstance(file, os.PathLike):
            file = os.fspath(file)
        if isinstance(file, str):
            self._filePassed, self.filename = 0, file
            for how in {'r': ('rb',), 'w': ('w+b', 'wb'), 'x': ('x+b', 'xb'), 'a': ('r+b', 'w+b', 'wb')}[mode]:
                try:
                    self.fp = io.open(file, how)
                    break
                except OSError as problem:
                    last = problem
            else:
                raise last
        else:
            self._filePassed, self.fp, self.filename = 1, file, getattr(file, 'name', None)
        self._users = 1
        self._lock = threading.RLock()
        self._seekable = True
        self._writing = False
        try:
            if mode == 'r':
                self._read_directory()
            elif mode in 'wx':
                self._didModify = True
                try:
                    self.start_dir = self.fp.tell()
                except (AttributeError, OSError):
                    self.fp = _Counting(self.fp)
                    self.start_dir = 0
                    self._seekable = False
                else:
                    try:
                        self.fp.seek(self.start_dir)
                    except (AttributeError, OSError):
                        self._seekable = False
            else:
                try:
                    self._read_directory()
                    self.fp.seek(self.start_dir)
                except BadZipFile:
                    self.fp.seek(0, 2)
                    self._didModify = True
                    self.start_dir = self.fp.tell()
        except:
            fp, self.fp = self.fp, None
            self._close_fp(fp)
            raise

    def __enter__(self):
        return self

    def __exit__(self, type, value, traceback):
        self.close()

    def __repr__(self):
        parts = [f'<{type(self).__module__}.{type(self).__qualname__}']
        if self.fp is None:
            parts.append('[closed]')
        else:
            if self._filePassed:
                parts.append(f'file={self.fp!r}')
            elif self.filename is not None:
                parts.append(f'filename={self.filename!r}')
            parts.append(f'mode={self.mode!r}')
        return ' '.join(parts) + '>'

    def _read_directory(self):
        fp = self.fp
        try:
            end = _End(fp)
        except OSError:
            raise BadZipFile('File is not a zip file')
        self._comment = end.comment
        self.start_dir = end.start
        fp.seek(end.start)
        data = fp.read(end.size)
        at = 0
        while at < end.size:
            fields = data[at:at + sizeCentralDir]
            if len(fields) != sizeCentralDir:
                raise BadZipFile('Truncated central directory')
            fields = struct.unpack(structCentralDir, fields)
            if fields[0] != stringCentralDir:
                raise BadZipFile('Bad magic number for central directory')
            (_, create_version, create_system, extract_version, reserved, flags, method, clock, date, crc, packed, size,
             name_length, extra_length, comment_length, disk, internal, external, offset) = fields
            at += sizeCentralDir
            name = data[at:at + name_length]
            at += name_length
            text = name.decode('utf-8') if flags & _UTF8 else name.decode(self.metadata_encoding or 'cp437')
            info = ZipInfo(text)
            if not flags & _UTF8:
                info._raw_name = name, info.filename
            info.extra = data[at:at + extra_length]
            at += extra_length
            info.comment = data[at:at + comment_length]
            at += comment_length
            info.header_offset = offset
            info.create_version, info.create_system, info.extract_version, info.reserved = create_version, create_system, extract_version, reserved
            info.flag_bits, info.compress_type, info.CRC, info.compress_size, info.file_size = flags, method, crc, packed, size
            info.volume, info.internal_attr, info.external_attr = disk, internal, external
            if extract_version > MAX_EXTRACT_VERSION:
                raise NotImplementedError(f'zip file version {extract_version / 10:.1f}')
            info._raw_time = clock
            info.date_time = ((date >> 9) + 1980, date >> 5 & 15, date & 31, clock >> 11, clock >> 5 & 63, (clock & 31) * 2)
            info._decodeExtra(crc32(name))
            info.header_offset += end.concat
            self.filelist.append(info)
            self.NameToInfo[info.filename] = info
        limit = self.start_dir
        for info in reversed(sorted(self.filelist, key=lambda info: info.header_offset)):
            info._end_offset = limit
            limit = info.header_offset

    def namelist(self):
        """The names of all files."""
        return [info.filename for info in self.filelist]

    def infolist(self):
        """The descriptions of all files."""
        return self.filelist

    def printdir(self, file=None):
        """Print a table of the files."""
        print(f'{"File Name":<46} {"Modified    ":>19} {"Size":>12}', file=file)
        for info in self.filelist:
            date = '%d-%02d-%02d %02d:%02d:%02d' % info.date_time[:6]
            print(f'{info.filename:<46} {date} {info.file_size:12d}', file=file)

    def testzip(self):
        """Read all files; the name of the first one that is damaged, or None."""
        for info in self.filelist:
            try:
                with self.open(info.filename, 'r') as file:
                    while file.read(1 << 20):
                        pass
            except BadZipFile:
                return info.filename
        return None

    def getinfo(self, name):
        """The description of a file."""
        info = self.NameToInfo.get(name)
        if info is None:
            raise KeyError(f'There is no item named {name!r} in the archive')
        return info

    def setpassword(self, pwd):
        """Set the password for files that are encrypted."""
        if pwd and not isinstance(pwd, bytes):
            raise TypeError(f'pwd: expected bytes, got {type(pwd).__name__}')
        self.pwd = pwd or None

    @property
    def comment(self):
        """The comment of the archive, bytes."""
        return self._comment

    @comment.setter
    def comment(self, comment):
        if not isinstance(comment, bytes):
            raise TypeError(f'comment: expected bytes, got {type(comment).__name__}')
        if len(comment) > ZIP_MAX_COMMENT:
            import warnings
            warnings.warn(f'Archive comment is too long; truncating to {ZIP_MAX_COMMENT} bytes', stacklevel=2)
            comment = comment[:ZIP_MAX_COMMENT]
        self._comment = comment
        self._didModify = True

    def read(self, name, pwd=None):
        """The data of a file."""
        with self.open(name, 'r', pwd) as file:
            return file.read()

    def open(self, name, mode='r', pwd=None, *, force_zip64=False):
        """Open a file of the archive, to read or to write it."""
        if mode not in {'r', 'w'}:
            raise ValueError('open() requires mode "r" or "w"')
        if pwd and mode == 'w':
            raise ValueError('pwd is only supported for reading files')
        if not self.fp:
            raise ValueError('Attempt to use ZIP archive that was already closed')
        if isinstance(name, ZipInfo):
            info = name
        elif mode == 'w':
            info = ZipInfo(name)
            info.compress_type, info.compress_level = self.compression, self.compresslevel
        else:
            info = self.getinfo(name)
        if mode == 'w':
            return self._open_to_write(info, force_zip64)
        if self._writing:
            raise ValueError("Can't read from the ZIP file while there is an open writing handle on it. "
                             'Close the writing handle before trying to read.')
        self._users += 1
        part = _Part(self, info.header_offset)
        try:
            header = part.read(sizeFileHeader)
            if len(header) != sizeFileHeader:
                raise BadZipFile('Truncated file header')
            header = struct.unpack(structFileHeader, header)
            if header[0] != stringFileHeader:
                raise BadZipFile('Bad magic number for file header')
            raw_name = part.read(header[10])
            if header[11]:
                part.seek(part.tell() + header[11])
            if info.flag_bits & _PATCH:
                raise NotImplementedError('compressed patched data (flag bit 5)')
            if info.flag_bits & _STRONG:
                raise NotImplementedError('strong encryption (flag bit 6)')
            text = raw_name.decode('utf-8' if header[3] & _UTF8 else self.metadata_encoding or 'cp437')
            if text != info.orig_filename:
                raise BadZipFile(f'File name in directory {info.orig_filename!r} and header {raw_name!r} differ.')
            if info._end_offset is not None and part.tell() + info.compress_size > info._end_offset:
                if info._end_offset == info.header_offset:
                    import warnings
                    warnings.warn(f'Overlapped entries: {info.orig_filename!r} (possible zip bomb)', skip_file_prefixes=(os.path.dirname(__file__),))
                else:
                    raise BadZipFile(f'Overlapped entries: {info.orig_filename!r} (possible zip bomb)')
            if info.flag_bits & _ENCRYPTED:
                pwd = pwd or self.pwd
                if pwd and not isinstance(pwd, bytes):
                    raise TypeError(f'pwd: expected bytes, got {type(pwd).__name__}')
                if not pwd:
                    raise RuntimeError(f'File {info.filename!r} is encrypted, password required for extraction')
            else:
                pwd = None
            return ZipExtFile(part, mode + 'b', info, pwd, True)
        except:
            part.close()
            raise

    def _open_to_write(self, info, force_zip64=False):
        if force_zip64 and not self._allowZip64:
            raise ValueError('force_zip64 is True, but allowZip64 was False when opening the ZIP file.')
        if self._writing:
            raise ValueError("Can't write to the ZIP file while there is another write handle open on it. "
                             'Close the first handle before opening another.')
        info.compress_size = 0
        info.CRC = 0
        info.flag_bits = 0x02 if info.compress_type == ZIP_LZMA else 0
        if not self._seekable:
            info.flag_bits |= _DESCRIPTOR
        if not info.external_attr:
            info.external_attr = 0o600 << 16
        zip64 = force_zip64 or info.file_size * 1.05 > ZIP64_LIMIT
        if not self._allowZip64 and zip64:
            raise LargeZipFile('Filesize would require ZIP64 extensions')
        if self._seekable:
            self.fp.seek(self.start_dir)
        info.header_offset = self.fp.tell()
        self._writecheck(info)
        self._didModify = True
        self.fp.write(info.FileHeader(zip64))
        self._writing = True
        return _Writer(self, info, zip64)

    def extract(self, member, path=None, pwd=None):
        """Write a file of the archive to a folder, and return its path. Names can't lead out of the folder."""
        return self._extract_member(member, os.getcwd() if path is None else os.fspath(path), pwd)

    def extractall(self, path=None, members=None, pwd=None):
        """Write all files, or some, to a folder."""
        path = os.getcwd() if path is None else os.fspath(path)
        for name in self.namelist() if members is None else members:
            self._extract_member(name, path, pwd)

    def _extract_member(self, member, target, pwd):
        info = member if isinstance(member, ZipInfo) else self.getinfo(member)
        name = info.filename.replace('/', os.path.sep)
        parts = [part for part in os.path.splitdrive(name)[1].split(os.path.sep) if part not in ('', os.path.curdir, os.path.pardir)]
        name = os.path.sep.join(parts)
        if not name and not info.is_dir():
            raise ValueError('Empty filename.')
        target = os.path.normpath(os.path.join(target, name))
        if (folders := os.path.dirname(target)) and not os.path.exists(folders):
            os.makedirs(folders, exist_ok=True)
        if info.is_dir():
            os.makedirs(target, exist_ok=True)
            return target
        with self.open(info, pwd=pwd) as source, io.open(target, 'wb') as out:
            shutil.copyfileobj(source, out)
        return target

    def _writecheck(self, info):
        if info.filename in self.NameToInfo:
            import warnings
            warnings.warn(f'Duplicate name: {info.filename!r}', stacklevel=3)
        if self.mode not in ('w', 'x', 'a'):
            raise ValueError("write() requires mode 'w', 'x', or 'a'")
        if not self.fp:
            raise ValueError('Attempt to write ZIP archive that was already closed')
        _check_compression(info.compress_type)
        if not self._allowZip64:
            for wrong, what in ((len(self.filelist) >= ZIP_FILECOUNT_LIMIT, 'Files count'), (info.file_size > ZIP64_LIMIT, 'Filesize'),
                                (info.header_offset > ZIP64_LIMIT, 'Zipfile size')):
                if wrong:
                    raise LargeZipFile(f'{what} would require ZIP64 extensions')

    def _check_not_writing(self):
        if not self.fp:
            raise ValueError('Attempt to write to ZIP archive that was already closed')
        if self._writing:
            raise ValueError("Can't write to ZIP archive while an open writing handle exists")

    def write(self, filename, arcname=None, compress_type=None, compresslevel=None):
        """Add a file of the file system."""
        self._check_not_writing()
        info = ZipInfo.from_file(filename, arcname, strict_timestamps=self._strict_timestamps)
        if info.is_dir():
            info.compress_size = 0
            info.CRC = 0
            self.mkdir(info)
            return
        info.compress_type = self.compression if compress_type is None else compress_type
        info.compress_level = self.compresslevel if compresslevel is None else compresslevel
        with io.open(filename, 'rb') as source, self.open(info, 'w') as out:
            shutil.copyfileobj(source, out, 1024 * 8)

    def writestr(self, zinfo_or_arcname, data, compress_type=None, compresslevel=None):
        """Add a file with data, bytes or a str that is encoded as UTF-8."""
        if isinstance(data, str):
            data = data.encode('utf-8')
        if isinstance(zinfo_or_arcname, ZipInfo):
            info = zinfo_or_arcname
        else:
            info = ZipInfo(zinfo_or_arcname)._for_archive(self)
        self._check_not_writing()
        if compress_type is not None:
            info.compress_type = compress_type
        if compresslevel is not None:
            info.compress_level = compresslevel
        info.file_size = len(data)
        with self._lock, self.open(info, 'w') as out:
            out.write(data)

    def mkdir(self, zinfo_or_directory_name, mode=511):
        """Add a folder."""
        if isinstance(zinfo_or_directory_name, ZipInfo):
            info = zinfo_or_directory_name
            if not info.is_dir():
                raise ValueError('The given ZipInfo does not describe a directory')
        elif isinstance(zinfo_or_directory_name, str):
            name = zinfo_or_directory_name
            info = ZipInfo(name if name.endswith('/') else name + '/')
            info.CRC = info.compress_size = info.file_size = 0
            info.external_attr = (0o40000 | mode) << 16 & 0xffff0000 | 0x10
        else:
            raise TypeError('Expected type str or ZipInfo')
        with self._lock:
            if self._seekable:
                self.fp.seek(self.start_dir)
            info.header_offset = self.fp.tell()
            self._writecheck(info)
            self._didModify = True
            self.filelist.append(info)
            self.NameToInfo[info.filename] = info
            self.fp.write(info.FileHeader(False))
            self.start_dir = self.fp.tell()

    def __del__(self):
        self.close()

    def close(self):
        """Write the directory, if there is something new, and close the file."""
        if self.fp is None:
            return
        if self._writing:
            raise ValueError("Can't close the ZIP file while there is an open writing handle on it. "
                             'Close the writing handle before closing the zip.')
        try:
            if self.mode in ('w', 'x', 'a') and self._didModify:
                with self._lock:
                    if self._seekable:
                        self.fp.seek(self.start_dir)
                    self._write_directory()
        finally:
            fp, self.fp = self.fp, None
            self._close_fp(fp)

    def _write_directory(self):
        for info in self.filelist:
            date, clock = info._dos()
            large = []
            size, packed, offset = info.file_size, info.compress_size, info.header_offset
            if size > ZIP64_LIMIT or packed > ZIP64_LIMIT:
                large += [size, packed]
                size = packed = 0xffffffff
            if offset > ZIP64_LIMIT:
                large.append(offset)
                offset = 0xffffffff
            extra = info.extra
            if large:
                extra = struct.pack(f'<HH{len(large)}Q', 1, 8 * len(large), *large) + _strip_extra(extra, (1,))
                info.extract_version = max(ZIP64_VERSION, info.extract_version)
                info.create_version = max(ZIP64_VERSION, info.create_version)
            info._need(info.compress_type)
            name, flags = info._encodeFilenameFlags()
            self.fp.write(struct.pack(structCentralDir, stringCentralDir, info.create_version, info.create_system, info.extract_version,
                                      info.reserved, flags, info.compress_type, clock, date, info.CRC, packed, size, len(name),
                                      len(extra), len(info.comment), 0, info.internal_attr, info.external_attr, offset))
            self.fp.write(name + extra + info.comment)
        place = self.fp.tell()
        count, size, offset = len(self.filelist), place - self.start_dir, self.start_dir
        if count > ZIP_FILECOUNT_LIMIT or offset > ZIP64_LIMIT or size > ZIP64_LIMIT:
            if not self._allowZip64:
                what = 'Files count' if count > ZIP_FILECOUNT_LIMIT else 'Central directory offset' if offset > ZIP64_LIMIT else 'Central directory size'
                raise LargeZipFile(f'{what} would require ZIP64 extensions')
            self.fp.write(struct.pack(structEndArchive64, stringEndArchive64, sizeEndCentDir64 - 12, 45, 45, 0, 0, count, count, size, offset))
            self.fp.write(struct.pack(structEndArchive64Locator, stringEndArchive64Locator, 0, place, 1))
            count, size, offset = min(count, 0xffff), min(size, 0xffffffff), min(offset, 0xffffffff)
        self.fp.write(struct.pack(structEndArchive, stringEndArchive, 0, 0, count, count, size, offset, len(self._comment)) + self._comment)
        if self.mode == 'a':
            self.fp.truncate()
        self.fp.flush()

    def _close_fp(self, fp):
        self._users = getattr(self, '_users', 1) - 1
        if not self._users:
            if not self._filePassed:
                fp.close()
        else:
            self._waiting = fp

    def _release(self):
        """A part was closed; the last one closes the file if the archive is closed already."""
        self._users -= 1
        if not self._users and not self._filePassed and self.fp is None:
            self._waiting.close()


def _strip_extra(extra, kinds):
    """An extra field without some of its records."""
    kept, at = [], 0
    while len(extra) - at >= 4:
        kind, length = struct.unpack_from('<HH', extra, at)
        if kind not in kinds:
            kept.append(extra[at:at + 4 + length])
        at += 4 + length
    return b''.join(kept) + extra[at:]


class PyZipFile(ZipFile):
    """An archive of Python modules, compiled."""

    def __init__(self, file, mode='r', compression=ZIP_STORED, allowZip64=True, optimize=-1):
        super().__init__(file, mode=mode, compression=compression, allowZip64=allowZip64)
        self._optimize = optimize

    def writepy(self, pathname, basename='', filterfunc=None):
        """Add a module, a package, or the modules of a folder, those that filterfunc says yes to."""
        pathname = os.fspath(pathname)
        if filterfunc and not filterfunc(pathname):
            if self.debug:
                print(f'{"path" if os.path.isdir(pathname) else "file"} {pathname!r} skipped by filterfunc')
            return
        folder, name = os.path.split(pathname)
        if not os.path.isdir(pathname):
            if not pathname.endswith('.py'):
                raise RuntimeError('Files added with writepy() must end with ".py"')
            self._add(pathname, basename)
            return
        if os.path.isfile(os.path.join(pathname, '__init__.py')):
            basename = f'{basename}/{name}' if basename else name
            if self.debug:
                print('Adding package in', pathname, 'as', basename)
            self._add(os.path.join(pathname, '__init__.py'), basename)
            for entry in sorted(os.listdir(pathname)):
                path = os.path.join(pathname, entry)
                if os.path.isdir(path):
                    if os.path.isfile(os.path.join(path, '__init__.py')):
                        self.writepy(path, basename, filterfunc=filterfunc)
                elif entry.endswith('.py') and entry != '__init__.py':
                    self._add_filtered(path, basename, filterfunc)
        else:
            if self.debug:
                print('Adding files from directory', pathname)
            for entry in sorted(os.listdir(pathname)):
                if entry.endswith('.py'):
                    self._add_filtered(os.path.join(pathname, entry), basename, filterfunc)

    def _add_filtered(self, path, basename, filterfunc):
        if filterfunc and not filterfunc(path):
            if self.debug:
                print(f'file {path!r} skipped by filterfunc')
            return
        self._add(path, basename)

    def _add(self, path, basename):
        import py_compile
        if self.debug:
            print('Adding', path)
        import tempfile
        with tempfile.TemporaryDirectory() as folder:
            target = os.path.join(folder, 'module.pyc')
            name = os.path.basename(path) + 'c'
            try:
                py_compile.compile(path, target, doraise=True, optimize=self._optimize)
            except py_compile.PyCompileError as problem:
                print(problem.msg)
                target, name = path, os.path.basename(path)
            self.write(target, f'{basename}/{name}' if basename else name)


from ._path import CompleteDirs, Path


def main(args=None):
    """The command line."""
    import argparse
    parser = argparse.ArgumentParser(description='A simple command-line interface for zipfile module.', color=True)
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument('-l', '--list', metavar='<zipfile>', help='Show listing of a zipfile')
    group.add_argument('-e', '--extract', nargs=2, metavar=('<zipfile>', '<output_dir>'), help='Extract zipfile into target dir')
    group.add_argument('-c', '--create', nargs='+', metavar=('<name>', '<file>'), help='Create zipfile from sources')
    group.add_argument('-t', '--test', metavar='<zipfile>', help='Test if a zipfile is valid')
    parser.add_argument('--metadata-encoding', metavar='<encoding>', help='Specify encoding of member names for -l, -e and -t')
    args = parser.parse_args(args)
    encoding = args.metadata_encoding
    if args.test is not None:
        with ZipFile(args.test, 'r', metadata_encoding=encoding) as archive:
            bad = archive.testzip()
        if bad:
            print(f'The following enclosed file is corrupted: {bad!r}')
        print('Done testing')
    elif args.list is not None:
        with ZipFile(args.list, 'r', metadata_encoding=encoding) as archive:
            archive.printdir()
    elif args.extract is not None:
        source, target = args.extract
        with ZipFile(source, 'r', metadata_encoding=encoding) as archive:
            archive.extractall(target)
    else:
        if encoding:
            print('Non-conforming encodings not supported with -c.', file=sys.stderr)
            sys.exit(1)

        def add(archive, path, name):
            if os.path.isfile(path):
                archive.write(path, name, ZIP_DEFLATED)
            elif os.path.isdir(path):
                if name:
                    archive.write(path, name)
                for entry in sorted(os.listdir(path)):
                    add(archive, os.path.join(path, entry), os.path.join(name, entry))

        with ZipFile(args.create[0], 'w') as archive:
            for path in args.create[1:]:
                name = os.path.basename(path) or os.path.basename(os.path.dirname(path))
                add(archive, path, '' if name in ('', os.curdir, os.pardir) else name)
