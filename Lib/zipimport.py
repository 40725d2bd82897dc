"""Importing from Zip archives: sys.path may name an archive, or a folder within one.

The archive's directory is read once and kept; what is compressed is inflated by module zlib.
"""

import _io
import marshal
import sys
import time

import _frozen_importlib as _core
import _frozen_importlib_external as _files

__all__ = ['ZipImportError', 'zipimporter']


class ZipImportError(ImportError):
    """An archive, or something in it, can't be read."""


# What is known of archives: their path -> {path within: _Member}.
_zip_directory_cache = {}


class _Member(tuple):
    """What the directory says of a file: path, method, compressed size, size, where its header is, time, date, check sum."""

    __slots__ = ()

    @property
    def modified(self):
        """The time of the last modification, in seconds since the epoch."""
        clock, day = self[5], self[6]
        return time.mktime((1980 + (day >> 9), day >> 5 & 15, day & 31, clock >> 11, clock >> 5 & 63, clock % 32 * 2, -1, -1, -1))


def _number(data, at, size=2):
    return int.from_bytes(data[at:at + size], 'little')


class _Directory:
    """Reads an archive's directory (APPNOTE.TXT, 4.3.12 and 4.3.16)."""

    _END, _ENTRY = b'PK\x05\x06', b'PK\x01\x02'

    def __init__(self, archive):
        self._archive = archive

    def _wrong(self, what):
        return ZipImportError(f'{what}: {self._archive!r}', path=self._archive)

    def read(self):
        """Return {path: _Member}."""
        try:
            file = _io.open_code(self._archive)
        except OSError:
            raise self._wrong("can't open Zip file") from None
        with file:
            try:
                length = file.seek(0, 2)
                file.seek(max(length - (1 << 16) - 22, 0))
                tail = file.read()
            except OSError:
                raise self._wrong("can't read Zip file") from None
            return self._entries(file, tail, length)

    def _entries(self, file, tail, length):
        at = tail.rfind(self._END)
        if at < 0:
            raise self._wrong('not a Zip file')
        if len(tail) - at < 22:
            raise self._wrong('corrupt Zip file')
        where = length - len(tail) + at
        wide = self._wide(file, where)
        if wide:
            where -= 76  # the two records of Zip64
        size, offset = wide or (_number(tail, at + 12, 4), _number(tail, at + 16, 4))
        if where < size:
            raise self._wrong('bad central directory size')
        if where < offset:
            raise self._wrong('bad central directory offset')
        start = where - size
        shift = start - offset  # what was put before the archive
        if shift < 0:
            raise self._wrong('bad central directory size or offset')
        file.seek(start)
        return self._members(file.read(size), shift)

    def _wide(self, file, where):
        # Size and offset in the record of Zip64, if there is one.
        if where < 76:
            return None
        file.seek(where - 76)
        record = file.read(76)
        if record[:4] != b'PK\x06\x06' or record[56:60] != b'PK\x06\x07':
            return None
        return _number(record, 40, 8), _number(record, 48, 8)

    def _members(self, data, shift):
        members, at = {}, 0
        while data[at:at + 4] == self._ENTRY:
            if len(data) - at < 46:
                raise EOFError('EOF read where not expected')
            flags, method, clock, day = (_number(data, at + n) for n in (8, 10, 12, 14))
            check, packed, size = (_number(data, at + n, 4) for n in (16, 20, 24))
            lengths = [_number(data, at + n) for n in (28, 30, 32)]
            header = _number(data, at + 42, 4)
            rest = at + 46
            name = data[rest:rest + lengths[0]]
            extra = data[rest + lengths[0]:rest + lengths[0] + lengths[1]]
            packed, size, header = self._widened(extra, packed, size, header)
            path = name.decode('utf-8' if flags & 1 << 11 else 'ascii', 'replace') if name.isascii() or flags & 1 << 11 else name.decode('cp437')
            members[path] = _Member((f'{self._archive}/{path}', method, packed, size, header + shift, clock, day, check))
            at = rest + sum(lengths)
        # Folders that only the names of files tell of.
        for path in list(members):
            while (cut := path.rstrip('/').rfind('/')) >= 0:
                path = path[:cut + 1]
                if path in members:
                    break
                members[path] = _Member((f'{self._archive}/{path}', 0, 0, 0, 0, 0, 0, 0))
        return members

    def _widened(self, extra, packed, size, header):
        # Numbers that don't fit in 32 bits are in an extra field.
        numbers = [size, packed, header]
        at = 0
        while at + 4 <= len(extra):
            length = _number(extra, at + 2)
            if _number(extra, at) == 1:
                field = extra[at + 4:at + 4 + length]
                wide = [n for n in range(3) if numbers[n] == 0xFFFFFFFF]
                if len(field) < 8 * len(wide):
                    raise self._wrong('bad zip64 extra field')
                for place, n in enumerate(wide):
                    numbers[n] = _number(field, 8 * place, 8)
            at += 4 + length
        return numbers[1], numbers[0], numbers[2]


def _unpack(archive, member):
    """Return the data of a file in an archive."""
    method, packed, header = member[1], member[2], member[4]
    if packed < 0:
        raise ZipImportError('negative data size')
    if not member[4] and not member[3] and member[0].endswith('/'):
        return b''
    with _io.open_code(archive) as file:
        file.seek(header)
        head = file.read(30)
        if len(head) < 30:
            raise EOFError('EOF read where not expected')
        if head[:4] != b'PK\x03\x04':
            raise ZipImportError(f'bad local file header: {archive!r}', path=archive)
        file.seek(header + 30 + _number(head, 26) + _number(head, 28))
        data = file.read(packed)
    if len(data) != packed:
        raise OSError("zipimport: can't read data")
    if method == 0:
        return data
    try:
        from zlib import decompress
    except ImportError:
        raise ZipImportError("can't decompress data; zlib not available") from None
    return decompress(data, -15)


class zipimporter(_files._CodeRunner):
    """A finder and loader for one archive, or a folder in it. ZipImportError when the path leads to no archive.

    Attributes: archive, the path of the archive; prefix, the folder in it with a slash behind, or ''.
    """

    def __init__(self, path):
        if not isinstance(path, str):
            raise TypeError(f'expected str, not {type(path)!r}')
        if not path:
            raise ZipImportError('archive path is empty', path=path)
        archive, inside = path.rstrip('/') or path, []
        while not _files._path_isfile(archive):
            archive, step = _files._split(archive) if not _files._is_folder(archive) else (archive, '')
            if not step or not archive:
                raise ZipImportError('not a Zip file', path=archive)
            inside.insert(0, step)
        self.archive = archive
        self.prefix = ''.join(step + '/' for step in inside)
        self._get_files(fresh=False)

    def __repr__(self):
        return f'<zipimporter object "{self.archive}/{self.prefix}">'

    def _get_files(self, fresh=True):
        # The directory; once it has been forgotten an archive that can't be read any more is an empty one.
        members = _zip_directory_cache.get(self.archive)
        if members is None:
            try:
                members = _zip_directory_cache[self.archive] = _Directory(self.archive).read()
            except ZipImportError:
                if not fresh:
                    raise
                members = {}
        return members

    def invalidate_caches(self):
        """Forget the archive's directory."""
        _zip_directory_cache.pop(self.archive, None)

    # Where modules are.

    def _place(self, fullname):
        return self.prefix + fullname.rpartition('.')[2]

    def _candidates(self, fullname):
        # Yield (path within, is compiled, is package) of what there is of a module, the best first.
        members, place = self._get_files(), self._place(fullname)
        for tail in ('/__init__.pyc', '/__init__.py', '.pyc', '.py'):
            if place + tail in members:
                yield place + tail, tail.endswith('c'), tail[0] == '/'

    def _first(self, fullname):
        for found in self._candidates(fullname):
            return found
        raise ZipImportError(f"can't find module {fullname!r}", name=fullname)

    def find_spec(self, fullname, target=None):
        """Return the spec of a module, or of a part of a namespace package; None when the archive has neither."""
        for _, _, is_package in self._candidates(fullname):
            return _core.spec_from_loader(fullname, self, is_package=is_package)
        place = self._place(fullname)
        if place + '/' in self._get_files():
            spec = _core.ModuleSpec(fullname, None, is_package=True)
            spec.submodule_search_locations.append(f'{self.archive}/{place}')
            return spec
        return None

    def is_package(self, fullname):
        """Tell whether a module is a package."""
        return self._first(fullname)[2]

    def get_filename(self, fullname):
        """Return what a module's __file__ is."""
        return self._load(fullname)[1]

    def get_code(self, fullname):
        """Return the code object of a module."""
        return self._load(fullname)[0]

    def _load(self, fullname):
        # Return (code, file) of the first candidate that can be used: compiled code may be out of date.
        trouble = None
        for path, compiled, _ in self._candidates(fullname):
            file = f'{self.archive}/{path}'
            data = _unpack(self.archive, self._get_files()[path])
            if not compiled:
                source = data.replace(b'\r\n', b'\n').replace(b'\r', b'\n')
                return compile(source, file, 'exec', dont_inherit=True), file
            try:
                code = self._valid_code(data, fullname, file, path)
            except ImportError as error:
                trouble = error
                continue
            if code is not None:
                return code, file
        if trouble is not None:
            raise ZipImportError(f'module load failed: {trouble}', name=fullname) from trouble
        raise ZipImportError(f"can't find module {fullname!r}", name=fullname)

    def _valid_code(self, data, fullname, file, path):
        # The code of a .pyc file; None when it was made of another source than the archive's.
        import _imp
        flags = _files._classify_pyc(data, fullname, {'name': fullname, 'path': file})
        source = self._get_files().get(path[:-1])
        if flags & 1:
            if flags & 2 and _imp.check_hash_based_pycs != 'never' or _imp.check_hash_based_pycs == 'always':
                if source is not None and data[8:16] != _imp.source_hash(_imp.pyc_magic_number_token, _unpack(self.archive, source)):
                    return None
        elif source is not None:
            # An archive's times are even.
            if abs(_number(data, 8, 4) - source.modified) > 1 or _number(data, 12, 4) != source[3]:
                return None
        code = marshal.loads(data[16:])
        if not isinstance(code, type(_unpack.__code__)):
            raise TypeError(f'compiled module {file!r} is not a code object')
        return code

    # What they hold.

    def get_data(self, pathname):
        """Return the data of a file in the archive, given by its path there or that of the archive and it."""
        path = pathname.removeprefix(self.archive + '/')
        try:
            member = self._get_files()[path]
        except KeyError:
            raise OSError(0, '', path) from None
        return _unpack(self.archive, member)

    def get_source(self, fullname):
        """Return the source of a module, None when there is only compiled code."""
        stem = self._first(fullname)[0].removesuffix('c')
        if stem not in self._get_files():
            return None
        return _unpack(self.archive, self._get_files()[stem]).decode()

    def get_resource_reader(self, fullname):
        """Return the reader of the files beside a module."""
        from importlib.readers import ZipReader
        return ZipReader(self, fullname)

    def load_module(self, fullname):
        """Import a module; deprecated."""
        import _warnings
        _warnings.warn('zipimport.zipimporter.load_module() is deprecated and slated for removal in Python 3.15; use exec_module() instead',
                       DeprecationWarning, stacklevel=2)
        is_package = self._first(fullname)[2]
        code, file = self._load(fullname)
        module = sys.modules.get(fullname)
        if module is None:
            module = sys.modules[fullname] = type(sys)(fullname)
        module.__loader__, module.__file__ = self, file
        module.__package__ = fullname if is_package else fullname.rpartition('.')[0]
        if is_package:
            module.__path__ = [f'{self.archive}/{self._place(fullname)}']
        try:
            exec(code, module.__dict__)
        except BaseException:
            sys.modules.pop(fullname, None)
            raise
        return sys.modules[fullname]
