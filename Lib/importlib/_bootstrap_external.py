"""The part of the import system that deals with files: finders of folders, loaders of source and .pyc files."""

try:
    import _frozen_importlib as _core
except ImportError:
    from . import _bootstrap as _core
import _imp
import _io
import _warnings
import marshal
import posix as _os
import sys

path_sep = '/'
path_separators = '/'

SOURCE_SUFFIXES = ['.py']
BYTECODE_SUFFIXES = ['.pyc']
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
EXTENSION_SUFFIXES = _imp.extension_suffixes()

MAGIC_NUMBER = _imp.pyc_magic_number_token.to_bytes(4, 'little')
_PYCACHE = '__pycache__'
_OPT = 'opt-'
_LIBRARY = '<stdlib>'       # where the library in the binary seems to lie

_native = None              # the interpreter's own finder: it reads the library in the binary


def _call(function, *args, **kwargs):
    return _core._call_with_frames_removed(function, *args, **kwargs)


# Paths.

def _path_join(*parts):
    parts = [part for part in parts if part]
    return '/'.join([part.rstrip('/') for part in parts[:-1]] + parts[-1:])


def _split(path):
    head, _, tail = path.rpartition('/')
    return head, tail


def _path_stat(path):
    return _os.stat(path)


def _in_library(path):
    return path == _LIBRARY or path.startswith(_LIBRARY + '/')


def _mode(path):
    try:
        return _path_stat(path).st_mode & 0o170000
    except (OSError, ValueError):
        return 0


def _path_isfile(path):
    return _mode(path) == 0o100000


def _is_folder(path):
    return _mode(path or _os.getcwd()) == 0o040000


def _path_isabs(path):
    return path.startswith('/')


def _path_abspath(path):
    if _path_isabs(path) or _in_library(path):
        return path
    inside = path.removeprefix('./')
    return _path_join(_os.getcwd(), inside) if inside not in ('', '.') else _os.getcwd()


def _write_atomic(path, data, mode=0o666):
    temporary = f'{path}.{id(path)}'
    descriptor = _os.open(temporary, _os.O_EXCL | _os.O_CREAT | _os.O_WRONLY, mode & 0o666)
    try:
        with _io.FileIO(descriptor, 'wb') as file:
            if file.write(data) != len(data):
                raise OSError(f'could not write all of {path!r}')
        _os.replace(temporary, path)
    except OSError:
        try:
            _os.unlink(temporary)
        except OSError:
            pass
        raise


# Where compiled code is kept (PEP 3147, PEP 488).

class _CacheName:
    """The name of a .pyc file: STEM.TAG[.opt-LEVEL].pyc."""

    def __init__(self, stem, level=''):
        if sys.implementation.cache_tag is None:
            raise NotImplementedError('sys.implementation.cache_tag is None')
        self.stem, self.level = stem, level

    @classmethod
    def of_source(cls, name, level):
        stem, dot, rest = name.rpartition('.')
        level = str((sys.flags.optimize or '') if level is None else level)
        if level and not level.isalnum():
            raise ValueError(f'{level!r} is not alphanumeric')
        return cls((stem or rest) + dot, level)

    @classmethod
    def parse(cls, name):
        parts = name.split('.')
        if len(parts) not in (3, 4):
            raise ValueError(f'expected only 2 or 3 dots in {name!r}')
        if len(parts) == 3:
            return cls(parts[0])
        prefix, mark, level = parts[2].partition(_OPT)
        if prefix or not mark:
            raise ValueError(f'optimization portion of filename does not start with {_OPT!r}')
        if not level.isalnum():
            raise ValueError(f'optimization level {parts[2]!r} is not an alphanumeric value')
        return cls(parts[0], level)

    def __str__(self):
        return ''.join((self.stem, sys.implementation.cache_tag, self.level and f'.{_OPT}{self.level}', '.pyc'))


def cache_from_source(path, debug_override=None, *, optimization=None):
    """Return the path of the .pyc file of a source file."""
    if debug_override is not None:
        _warnings.warn("the debug_override parameter is deprecated; use 'optimization' instead", DeprecationWarning)
        if optimization is None:
            optimization = '' if debug_override else '1'
        else:
            raise TypeError('debug_override or optimization must be set to None')
    folder, name = _split(_os.fspath(path))
    cached = str(_CacheName.of_source(name, optimization))
    prefix = sys.pycache_prefix
    return _path_join(folder, _PYCACHE, cached) if prefix is None else _path_join(prefix, _path_abspath(folder).lstrip('/'), cached)


def source_from_cache(path):
    """Return the path of the source file of a .pyc file."""
    _CacheName('')
    path = _os.fspath(path)
    folder, name = _split(path)
    prefix = (sys.pycache_prefix or '').rstrip('/')
    if prefix and folder.startswith(prefix + '/'):
        folder = folder.removeprefix(prefix)
    else:
        folder, last = _split(folder)
        if last != _PYCACHE:
            raise ValueError(f'{_PYCACHE} not bottom-level directory in {path!r}')
    return _path_join(folder, _CacheName.parse(name).stem + SOURCE_SUFFIXES[0])


def _get_cached(filename):
    # What a module's __cached__ is.
    suffix = '.' + filename.rpartition('.')[2]
    if suffix in BYTECODE_SUFFIXES:
        return filename
    try:
        return cache_from_source(filename) if suffix in SOURCE_SUFFIXES else None
    except NotImplementedError:
        return None


def _get_sourcefile(bytecode_path):
    if not (bytecode_path or '').lower().endswith('.pyc'):
        return bytecode_path
    try:
        source = source_from_cache(bytecode_path)
    except (NotImplementedError, ValueError):
        source = bytecode_path[:-1]
    return source if _path_isfile(source) else bytecode_path


_CHECKED, _HASHED = 2, 1    # flags of .pyc files (PEP 552)


def _classify_pyc(data, name, exc_details):
    """Check the head of a .pyc file and return its flags."""
    if data[:4] != MAGIC_NUMBER:
        raise ImportError(f'bad magic number in {name!r}: {data[:4]!r}', **exc_details)
    if len(data) < 16:
        raise EOFError(f'reached EOF while reading pyc header of {name!r}')
    flags = int.from_bytes(data[4:8], 'little')
    if flags & ~0b11:
        raise ImportError(f'invalid flags {flags!r} in {name!r}', **exc_details)
    return flags


def _word(number):
    return (int(number) & 0xFFFFFFFF).to_bytes(4, 'little')


def _pyc(code, flags, check):
    # A .pyc file; check is what ties it to its source: time and size, or a hash.
    return MAGIC_NUMBER + _word(flags) + check + marshal.dumps(code)


def _code_to_timestamp_pyc(code, mtime=0, source_size=0):
    return _pyc(code, 0, _word(mtime) + _word(source_size))


def _code_to_hash_pyc(code, source_hash, checked=True):
    return _pyc(code, _HASHED | (_CHECKED if checked else 0), source_hash)


def _compile_bytecode(data, name=None, bytecode_path=None, source_path=None):
    found = marshal.loads(data)
    if not hasattr(found, 'co_filename'):
        raise ImportError(f'Non-code object in {bytecode_path!r}', name=name, path=bytecode_path)
    if source_path is not None:
        _imp._fix_co_filename(found, source_path)  # the file may have been moved since
    return found


def decode_source(source_bytes):
    """Return the text of a source file, with \\n at the ends of lines."""
    import tokenize
    encoding = tokenize.detect_encoding(_io.BytesIO(source_bytes).readline)[0]
    return _io.IncrementalNewlineDecoder(None, True).decode(source_bytes.decode(encoding))


_unset = object()


def _location_of(name, loader):
    if hasattr(loader, 'get_filename'):
        try:
            return loader.get_filename(name)
        except ImportError:
            pass
    return '<unknown>'


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=_unset):
    """Return the spec of a module in a file, None when no loader is known for it."""
    location = _location_of(name, loader) if location is None else _path_abspath(_os.fspath(location))
    if loader is None:
        fitting = [kind for kind, suffixes in _get_supported_file_loaders() if location.endswith((*suffixes,))]
        if not fitting:
            return None
        loader = fitting[0](name, location)
    spec = _core.ModuleSpec(name, loader, origin=location)
    spec.has_location = True
    if submodule_search_locations is _unset:
        submodule_search_locations = [] if _core._is_package(loader, name) else None
    if submodule_search_locations == [] and location:
        submodule_search_locations.append(_split(location)[0])
    spec.submodule_search_locations = submodule_search_locations
    return spec


# Loaders.

class _CodeRunner:
    """What loaders of code objects have in common."""

    def is_package(self, fullname):
        """Tell whether the module's file is called __init__."""
        stem = _split(self.get_filename(fullname))[1].rsplit('.', 1)[0]
        return stem == '__init__' and fullname.rpartition('.')[2] != '__init__'

    def create_module(self, spec):
        """Return None: an ordinary module will do."""

    def exec_module(self, module):
        """Run the module's code."""
        name = module.__name__
        code = self.get_code(name)
        if code is None:
            raise ImportError(f'cannot load module {module.__name__!r} when get_code() returns None')
        _core._call_with_frames_removed(exec, code, module.__dict__)

    def load_module(self, fullname):
        """Load a module the old way; deprecated."""
        return _core._load_module_shim(self, fullname)


_LoaderBasics = _CodeRunner


class SourceLoader(_CodeRunner):
    """Loads modules from source text, and keeps what it compiled where set_data() can."""

    def path_mtime(self, path):
        """Return the time of the source's last change."""
        raise OSError

    def path_stats(self, path):
        """Return {'mtime': time of the last change[, 'size': size in bytes]}."""
        changed = self.path_mtime(path)
        return dict(mtime=changed)

    def set_data(self, path, data):
        """Write a file; loaders that can't leave it."""

    def _cache_bytecode(self, source_path, cache_path, data):
        return self.set_data(path=cache_path, data=data)

    def get_source(self, fullname):
        """Return the source text."""
        try:
            return decode_source(self.get_data(self.get_filename(fullname)))
        except OSError as error:
            raise ImportError('source not available through get_data()', name=fullname) from error

    def source_to_code(self, data, path, *, _optimize=-1):
        """Compile source, bytes or str."""
        return _core._call_with_frames_removed(compile, data, path, 'exec', dont_inherit=True, optimize=_optimize)

    def get_code(self, fullname):
        """Return the module's code, from its .pyc file where that is fresh."""
        return _Compilation(self, fullname).code()


class _Compilation:
    """How a source loader gets a module's code: from the cache, else by compiling, which then is cached."""

    def __init__(self, loader, name):
        self._loader, self._name, self._path = loader, name, loader.get_filename(name)
        self._read = None           # the source, once it has been read
        try:
            self._cache, self._stats = cache_from_source(self._path), loader.path_stats(self._path)
        except (NotImplementedError, OSError):
            self._cache = self._stats = None

    def _source(self):
        if self._read is None:
            self._read = self._loader.get_data(self._path)
        return self._read

    def code(self):
        found = self._cached() if self._cache else None
        if found is None:
            found = self._loader.source_to_code(self._source(), self._path)
            if self._cache and not sys.dont_write_bytecode:
                self._store(found)
        return found

    def _cached(self):
        # The code of the .pyc file, None without one that fits the source.
        try:
            data = self._loader.get_data(self._cache)
            flags = _classify_pyc(data, self._name, {'name': self._name, 'path': self._cache})
        except (OSError, ImportError, EOFError):
            return None
        fits = self._has_hash if flags & _HASHED else self._has_stamp
        if not fits(data[8:16], flags):
            return None
        return _compile_bytecode(memoryview(data)[16:], self._name, self._cache, self._path)

    def _has_stamp(self, check, flags):
        wanted = _word(self._stats['mtime'])
        if self._stats.get('size') is not None:
            wanted += _word(self._stats['size'])
        return check.startswith(wanted)

    def _has_hash(self, check, flags):
        checking = {'always': True, 'never': False}.get(_imp.check_hash_based_pycs, flags & _CHECKED)
        return not checking or check == _imp.source_hash(_imp.pyc_magic_number_token, self._source())

    def _store(self, code):
        size = self._stats.get('size', len(self._source()))
        try:
            self._loader._cache_bytecode(self._path, self._cache, _code_to_timestamp_pyc(code, self._stats['mtime'], size))
        except NotImplementedError:
            pass


class FileLoader:
    """A loader of a module in one file."""

    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def __eq__(self, other):
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self):
        return hash((self.name, self.path))

    def _check(self, fullname):
        if fullname is not None and fullname != self.name:
            raise ImportError(f'loader for {self.name} cannot handle {fullname}', name=fullname)

    def load_module(self, fullname=None):
        """Load the module the old way; deprecated."""
        self._check(fullname)
        return _core._load_module_shim(self, self.name)

    def get_filename(self, fullname=None):
        """Return the path of the file."""
        self._check(fullname)
        return self.path

    def get_data(self, path):
        """Return the bytes of a file."""
        if _in_library(path) and _native is not None:
            return _library_loader().get_data(path)
        with _io.open_code(path) as file:
            return file.read()

    def get_resource_reader(self, name=None):
        """Return a reader of the files beside the module."""
        self._check(name)
        from importlib.readers import FileReader
        return FileReader(self)


def _library_loader():
    """Return a loader of the interpreter's own, which can read any file of the library in the binary."""
    return _native.find_spec('os', [_LIBRARY]).loader


class SourceFileLoader(FileLoader, SourceLoader):
    """Loads a module from a source file."""

    def get_code(self, fullname):
        """Return the module's code. That of the library in the binary is compiled already."""
        if type(self) is SourceFileLoader and _in_library(self.path):
            code = _imp._library_code(self.get_filename(fullname))
            if code is not None:
                return code
        return super().get_code(fullname)

    def path_stats(self, path):
        """Return the time of the file's last change and its size."""
        if _in_library(path):
            raise OSError('a file of the library in the binary')
        stat = _path_stat(path)
        return {'mtime': stat.st_mtime, 'size': stat.st_size}

    def set_data(self, path, data, *, _mode=0o666):
        """Write a file, making the folders that lead to it; a file that can't be written is left out."""
        parent, missing = _split(path)[0], []
        while parent and not _is_folder(parent):
            missing.append(parent)
            parent = _split(parent)[0]
        try:
            for folder in reversed(missing):
                try:
                    _os.mkdir(folder)
                except FileExistsError:
                    pass
            _write_atomic(path, data, _mode)
        except OSError as error:
            _core._verbose_message('could not create {!r}: {!r}', path, error)
        else:
            _core._verbose_message('created {!r}', path)

    def _cache_bytecode(self, source_path, cache_path, data):
        try:
            mode = _path_stat(source_path).st_mode | 0o200
        except OSError:
            mode = 0o666
        return self.set_data(cache_path, data, _mode=mode)


class SourcelessFileLoader(FileLoader, _CodeRunner):
    """Loads a module from a .pyc file alone."""

    def get_code(self, fullname):
        """Return the code that the file holds."""
        file = self.get_filename(fullname)
        data = self.get_data(file)
        _classify_pyc(data, fullname, {'name': fullname, 'path': file})
        return _compile_bytecode(memoryview(data)[16:], fullname, file)

    def get_source(self, fullname):
        """Return None: the source isn't there."""


class ExtensionFileLoader(FileLoader, _CodeRunner):
    """The loader of extension modules, which this interpreter cannot load."""

    def __init__(self, name, path):
        super().__init__(name, path)

    def create_module(self, spec):
        """Raise ImportError: extension modules need CPython."""
        raise ImportError(f'extension modules are not supported: {self.path!r}', name=spec.name, path=self.path)

    def exec_module(self, module):
        """Raise ImportError: extension modules need CPython."""
        raise ImportError(f'extension modules are not supported: {self.path!r}', name=self.name, path=self.path)

    def is_package(self, fullname):
        """Tell whether the module's file is called __init__."""
        return any(_split(self.path)[1] == '__init__' + suffix for suffix in EXTENSION_SUFFIXES)

    def get_code(self, fullname):
        """Return None: it has no code object."""

    def get_source(self, fullname):
        """Return None: it has no source."""


class _NamespacePath:
    """The __path__ of a namespace package: looked up again when the path of its parent has changed."""

    _epoch = 0

    def __init__(self, name, path, path_finder):
        self._name = name
        self._path = path
        self._find = path_finder
        self._seen = tuple(self._parent_path())
        self._seen_epoch = self._epoch

    def _parent_path(self):
        parent, dot, _ = self._name.rpartition('.')
        return getattr(sys.modules[parent], '__path__') if dot else sys.path

    def _current(self):
        now = tuple(self._parent_path())
        if now != self._seen or self._seen_epoch != self._epoch:
            spec = self._find(self._name, now)
            if spec is not None and spec.loader is None and spec.submodule_search_locations:
                self._path = spec.submodule_search_locations
            self._seen, self._seen_epoch = now, self._epoch
        return self._path

    def __iter__(self):
        return iter(self._current())

    def __len__(self):
        return len(self._current())

    def __getitem__(self, index):
        return self._current()[index]

    def __setitem__(self, index, path):
        self._path[index] = path

    def __contains__(self, item):
        return item in self._current()

    def __repr__(self):
        return f'_NamespacePath({self._path!r})'

    def append(self, item):
        self._path.append(item)


class NamespaceLoader:
    """The loader of a namespace package: there is nothing to run."""

    def __init__(self, name, path, path_finder):
        self._path = _NamespacePath(name, path, path_finder)

    def is_package(self, fullname):
        """Return True."""
        return True

    def get_source(self, fullname):
        """Return the empty string."""
        return ''

    def get_code(self, fullname):
        """Return empty code."""
        return compile('', '<string>', 'exec', dont_inherit=True)

    def create_module(self, spec):
        """Return None: an ordinary module will do."""

    def exec_module(self, module):
        """Do nothing."""

    def load_module(self, fullname):
        """Load the package the old way; deprecated."""
        return _core._load_module_shim(self, fullname)

    def get_resource_reader(self, module):
        """Return a reader of the files in the package's folders."""
        from importlib.readers import NamespaceReader
        return NamespaceReader(self._path)


# Finders.

def _namespace_loader(locations):
    """Return the loader of a namespace package whose folders are known."""
    loader = NamespaceLoader.__new__(NamespaceLoader)
    loader._path = locations
    return loader


def _namespace_spec(name, locations):
    spec = _core.ModuleSpec(name, None)
    spec.submodule_search_locations = locations
    return spec


class PathFinder:
    """Finds modules along sys.path, or a package's __path__, by the finders that sys.path_hooks make of the entries."""

    @staticmethod
    def invalidate_caches():
        """Have the finders of sys.path_importer_cache look anew."""
        for entry, finder in list(sys.path_importer_cache.items()):
            if finder is None or not (_path_isabs(entry) or _in_library(entry)):
                del sys.path_importer_cache[entry]
            elif forget := getattr(finder, 'invalidate_caches', None):
                forget()
        _NamespacePath._epoch += 1
        if metadata := sys.modules.get('importlib.metadata'):
            metadata.MetadataPathFinder.invalidate_caches()

    @staticmethod
    def _path_hooks(path):
        hooks = sys.path_hooks
        if hooks is not None and len(hooks) == 0:
            _warnings.warn('sys.path_hooks is empty', category=ImportWarning)
        for hook in hooks or ():
            try:
                return hook(path)
            except ImportError:
                pass
        return None

    @classmethod
    def _path_importer_cache(cls, path):
        known = sys.path_importer_cache
        if not path:
            try:
                path = _os.getcwd()
            except (FileNotFoundError, PermissionError):
                return None
        if path not in known:
            known[path] = cls._path_hooks(path)
        return known[path]

    @classmethod
    def _answers(cls, fullname, path, target):
        # What the finders of the entries say.
        for entry in path:
            if isinstance(entry, str):
                find = getattr(cls._path_importer_cache(entry), 'find_spec', None)
                spec = find and find(fullname, target)
                if spec is not None:
                    yield spec

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        """Return the spec of a module, or None."""
        portions = []
        for spec in cls._answers(fullname, sys.path if path is None else path, target):
            if spec.loader is not None:
                return spec
            if spec.submodule_search_locations is None:
                raise ImportError('spec missing loader')
            portions += spec.submodule_search_locations
        return _namespace_spec(fullname, _NamespacePath(fullname, portions, cls.find_spec)) if portions else None

    @staticmethod
    def find_distributions(*args, **kwargs):
        """Return the installed distributions that fit a context."""
        from importlib import metadata
        return metadata.MetadataPathFinder.find_distributions(*args, **kwargs)


class FileFinder:
    """Finds the modules in one folder; it remembers the folder's names until the folder changes."""

    def __init__(self, path, *loader_details):
        self.path = _path_abspath(path)
        self._loaders = [(suffix, loader) for loader, suffixes in loader_details for suffix in suffixes]
        self._stamp, self._names = None, frozenset()

    def __repr__(self):
        return f'{type(self).__name__}({self.path!r})'

    def invalidate_caches(self):
        """Look at the folder anew next time."""
        self._stamp = None

    def _contents(self):
        try:
            stamp = _path_stat(self.path).st_mtime_ns
        except OSError:
            stamp = -1
        if stamp != self._stamp:
            try:
                self._names = frozenset(_os.listdir(self.path))
            except (FileNotFoundError, PermissionError, NotADirectoryError):
                self._names = frozenset()
            self._stamp = stamp
        return self._names

    def _get_spec(self, kind, fullname, path, smsl, target):
        return spec_from_file_location(fullname, path, loader=kind(fullname, path), submodule_search_locations=smsl)

    def _places(self, tail, names):
        # Where the module may lie: (file, its loader, the folder if it is a package).
        if tail in names:
            folder = _path_join(self.path, tail)
            for suffix, loader in self._loaders:
                yield _path_join(folder, '__init__' + suffix), loader, [folder]
        for suffix, loader in self._loaders:
            if tail + suffix in names:
                yield _path_join(self.path, tail + suffix), loader, None

    def find_spec(self, fullname, target=None):
        """Return the spec of a module in the folder, or None."""
        tail, names = fullname.rpartition('.')[2], self._contents()
        for file, loader, folder in self._places(tail, names):
            if _path_isfile(file):
                return self._get_spec(loader, fullname, file, folder, target)
        folder = _path_join(self.path, tail)
        return _namespace_spec(fullname, [folder]) if tail in names and _is_folder(folder) else None

    @classmethod
    def path_hook(cls, *loader_details):
        """Return a hook for sys.path_hooks that makes finders with these loaders."""
        def hook(path):
            if _is_folder(path):
                return cls(path, *loader_details)
            raise ImportError('only directories are supported', path=path)

        hook.__name__ = hook.__qualname__ = 'path_hook_for_FileFinder'
        return hook


class _NativeEntryFinder:
    """Finds the modules of the library in the binary."""

    def iter_modules(self, prefix=''):
        """Yield (name, is a package) of the modules, for pkgutil."""
        for entry in _imp._library_names(self.path) or ():
            stem = entry.removesuffix('.py')
            if stem != entry and stem != '__init__':
                yield prefix + stem, False
            elif '__init__.py' in (_imp._library_names(f'{self.path}/{entry}') or ()):
                yield prefix + entry, True

    def __init__(self, path):
        if not _in_library(path):
            raise ImportError('not in the library', path=path)
        self.path = path

    def __repr__(self):
        return f'{type(self).__name__}({self.path!r})'

    def invalidate_caches(self):
        """Do nothing: it remembers nothing."""

    def find_spec(self, fullname, target=None):
        """Return the spec of a module, or None."""
        found = _native.find_spec(fullname, [self.path])
        if found is None or found.loader is None:
            return None
        file = found.origin
        loader = SourceFileLoader(fullname, file) if _in_library(file) else found.loader
        spec = _core.ModuleSpec(fullname, loader, origin=file)
        spec.has_location = True
        if found.submodule_search_locations is not None:
            spec.submodule_search_locations = list(found.submodule_search_locations)
        return spec


def _archive_importer(path):
    """The path hook for archives: module zipimport is only imported where there seems to be one."""
    archive, shorter = path, _split(path)[0]
    while shorter and shorter != archive and not _path_isfile(archive):
        archive, shorter = shorter, _split(shorter)[0]
    if not _path_isfile(archive):
        raise ImportError(f'not a Zip file: {path!r}', path=path)
    module = sys.modules.get('zipimport')
    if module is None:
        # Not by an import statement, which might look for it in this very archive.
        spec = _NativeEntryFinder(_LIBRARY).find_spec('zipimport')
        module = _core._load(spec)
    return module.zipimporter(path)


def _get_supported_file_loaders():
    loaders = []
    if EXTENSION_SUFFIXES:
        loaders.append((ExtensionFileLoader, EXTENSION_SUFFIXES))
    return [*loaders, (SourceFileLoader, SOURCE_SUFFIXES), (SourcelessFileLoader, BYTECODE_SUFFIXES)]


def _install(bootstrap_module):
    """Put the path's finder in sys.meta_path and the folders' in sys.path_hooks."""
    global _native
    for finder in sys.meta_path:
        if type(finder).__name__ == 'NativeFinder':
            _native = finder
            sys.path_hooks += [_NativeEntryFinder, _archive_importer]
            break
    sys.path_hooks.append(FileFinder.path_hook(*_get_supported_file_loaders()))
    sys.meta_path.append(PathFinder)
