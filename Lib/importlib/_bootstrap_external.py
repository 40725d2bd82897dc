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
    if not path or path == '.':
        return _os.getcwd()
    return path if _path_isabs(path) or _in_library(path) else _path_join(_os.getcwd(), path.removeprefix('./'))


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

def _cache_tag():
    if (tag := sys.implementation.cache_tag) is None:
        raise NotImplementedError('sys.implementation.cache_tag is None')
    return tag

def cache_from_source(path, debug_override=None, *, optimization=None):
    """Return the path of the .pyc file of a source file."""
    if debug_override is not None:
        _warnings.warn("the debug_override parameter is deprecated; use 'optimization' instead", DeprecationWarning)
        if optimization is not None:
            raise TypeError('debug_override or optimization must be set to None')
        optimization = '' if debug_override else 1
    path = _os.fspath(path)
    head, tail = _split(path)
    tag = _cache_tag()
    base, dot, rest = tail.rpartition('.')
    name = f'{base or rest}{dot}{tag}'
    if optimization is None:
        optimization = sys.flags.optimize or ''
    if level := str(optimization):
        if not level.isalnum():
            raise ValueError(f'{level!r} is not alphanumeric')
        name += f'.{_OPT}{level}'
    name += '.pyc'
    if sys.pycache_prefix is not None:
        return _path_join(sys.pycache_prefix, _path_abspath(head).lstrip('/'), name)
    return _path_join(head, _PYCACHE, name)


def source_from_cache(path):
    """Return the path of the source file of a .pyc file."""
    _cache_tag()
    path = _os.fspath(path)
    head, name = _split(path)
    prefix = None if sys.pycache_prefix is None else sys.pycache_prefix.rstrip('/')
    if prefix is not None and head.startswith(prefix + '/'):
        head = head[len(prefix):]
    else:
        head, folder = _split(head)
        if folder != _PYCACHE:
            raise ValueError(f'{_PYCACHE} not bottom-level directory in {path!r}')
    dots = name.count('.')
    if dots not in (2, 3):
        raise ValueError(f'expected only 2 or 3 dots in {name!r}')
    if dots == 3:
        level = name.split('.')[-2]
        if not level.startswith(_OPT):
            raise ValueError(f"optimization portion of filename does not start with {_OPT!r}")
        if not level[len(_OPT):].isalnum():
            raise ValueError(f"optimization level {level!r} is not an alphanumeric value")
    return _path_join(head, name.partition('.')[0] + SOURCE_SUFFIXES[0])


def _get_cached(filename):
    if filename.endswith(tuple(SOURCE_SUFFIXES)):
        try:
            return cache_from_source(filename)
        except NotImplementedError:
            return None
    return filename if filename.endswith(tuple(BYTECODE_SUFFIXES)) else None


def _get_sourcefile(bytecode_path):
    if not bytecode_path or not bytecode_path.lower().endswith('.pyc'):
        return bytecode_path
    try:
        source = source_from_cache(bytecode_path)
    except (NotImplementedError, ValueError):
        source = bytecode_path[:-1]
    return source if _path_isfile(source) else bytecode_path


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


def _code_to_pyc(code, flags, first, second):
    return b''.join((MAGIC_NUMBER, flags.to_bytes(4, 'little'), first, second, marshal.dumps(code)))


def _code_to_timestamp_pyc(code, mtime=0, source_size=0):
    return _code_to_pyc(code, 0, (int(mtime) & 0xFFFFFFFF).to_bytes(4, 'little'), (source_size & 0xFFFFFFFF).to_bytes(4, 'little'))


def _code_to_hash_pyc(code, source_hash, checked=True):
    return _code_to_pyc(code, 0b11 if checked else 0b01, source_hash[:4], source_hash[4:])


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


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=_unset):
    """Return the spec of a module in a file."""
    if location is not None:
        location = _path_abspath(_os.fspath(location))
    else:
        location = '<unknown>'
        if hasattr(loader, 'get_filename'):
            try:
                location = loader.get_filename(name)
            except ImportError:
                pass
    spec = _core.ModuleSpec(name, loader, origin=location)
    spec.has_location = True
    if loader is None:
        for kind, suffixes in _get_supported_file_loaders():
            if location.endswith(tuple(suffixes)):
                spec.loader = loader = kind(name, location)
                break
        else:
            return None
    if submodule_search_locations is _unset:
        try:
            package = hasattr(loader, 'is_package') and loader.is_package(name)
        except ImportError:
            package = False
        submodule_search_locations = [] if package else None
    spec.submodule_search_locations = submodule_search_locations
    if submodule_search_locations == [] and location:
        folder = _split(location)[0]
        submodule_search_locations.append(folder)
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
        return {'mtime': self.path_mtime(path)}

    def set_data(self, path, data):
        """Write a file; loaders that can't leave it."""

    def _cache_bytecode(self, source_path, cache_path, data):
        return self.set_data(cache_path, data)

    def get_source(self, fullname):
        """Return the source text."""
        path = self.get_filename(fullname)
        try:
            data = self.get_data(path)
        except OSError as error:
            raise ImportError('source not available through get_data()', name=fullname) from error
        return decode_source(data)

    def source_to_code(self, data, path, *, _optimize=-1):
        """Compile source, bytes or str."""
        return _core._call_with_frames_removed(compile, data, path, 'exec', dont_inherit=True, optimize=_optimize)

    def _cached_code(self, fullname, source_path, cache, stats):
        """Return the code of a .pyc file that fits its source, or None, and the source when it had to be read."""
        try:
            data = self.get_data(cache)
        except OSError:
            return None, None
        source = None
        try:
            flags = _classify_pyc(data, fullname, {'name': fullname, 'path': cache})
            if flags & 1:
                checking = _imp.check_hash_based_pycs
                if checking != 'never' and (flags & 2 or checking == 'always'):
                    source = self.get_data(source_path)
                    if _imp.source_hash(_imp.pyc_magic_number_token, source) != data[8:16]:
                        return None, source
            else:
                if int.from_bytes(data[8:12], 'little') != int(stats['mtime']) & 0xFFFFFFFF:
                    return None, None
                size = stats.get('size')
                if size is not None and int.from_bytes(data[12:16], 'little') != size & 0xFFFFFFFF:
                    return None, None
        except (ImportError, EOFError):
            return None, source
        return _compile_bytecode(memoryview(data)[16:], fullname, cache, source_path), source

    def get_code(self, fullname):
        """Return the module's code, from its .pyc file where that is fresh."""
        path = self.get_filename(fullname)
        stats = cache = source = None
        try:
            cache = cache_from_source(path)
            stats = self.path_stats(path)
        except (NotImplementedError, OSError):
            pass
        if stats is not None:
            code, source = self._cached_code(fullname, path, cache, stats)
            if code is not None:
                return code
        if source is None:
            source = self.get_data(path)
        code = self.source_to_code(source, path)
        if stats is not None and not sys.dont_write_bytecode:
            size = stats.get('size', len(source))
            try:
                self._cache_bytecode(path, cache, _code_to_timestamp_pyc(code, stats['mtime'], size))
            except NotImplementedError:
                pass
        return code


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
        from importlib.metadata import MetadataPathFinder
        MetadataPathFinder.invalidate_caches()

    @staticmethod
    def _path_hooks(path):
        if sys.path_hooks is not None and not sys.path_hooks:
            _warnings.warn('sys.path_hooks is empty', ImportWarning)
        for hook in sys.path_hooks or ():
            try:
                return hook(path)
            except ImportError:
                continue
        return None

    @classmethod
    def _path_importer_cache(cls, path):
        if path == '':
            try:
                path = _os.getcwd()
            except (FileNotFoundError, PermissionError):
                return None
        try:
            return sys.path_importer_cache[path]
        except KeyError:
            finder = sys.path_importer_cache[path] = cls._path_hooks(path)
            return finder

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        """Return the spec of a module, or None."""
        portions = []
        for entry in sys.path if path is None else path:
            if not isinstance(entry, str):
                continue
            find = getattr(cls._path_importer_cache(entry), 'find_spec', None)
            spec = None if find is None else find(fullname, target)
            if spec is None:
                continue
            if spec.loader is not None:
                return spec
            if spec.submodule_search_locations is None:
                raise ImportError('spec missing loader')
            portions.extend(spec.submodule_search_locations)
        if not portions:
            return None
        spec = _core.ModuleSpec(fullname, None)
        spec.submodule_search_locations = _NamespacePath(fullname, portions, cls.find_spec)
        return spec

    @staticmethod
    def find_distributions(*args, **kwargs):
        """Return the installed distributions that fit a context."""
        from importlib.metadata import MetadataPathFinder
        return MetadataPathFinder.find_distributions(*args, **kwargs)


class FileFinder:
    """Finds the modules in one folder; it remembers the folder's names until the folder changes."""

    def __init__(self, path, *loader_details):
        self._loaders = [(suffix, loader) for loader, suffixes in loader_details for suffix in suffixes]
        if not path or path == '.':
            self.path = _os.getcwd()
        else:
            self.path = _path_abspath(path)
        self._stamp = None
        self._names = frozenset()

    def __repr__(self):
        return f'FileFinder({self.path!r})'

    def invalidate_caches(self):
        """Look at the folder anew next time."""
        self._stamp = None

    def _refresh(self):
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

    def _get_spec(self, kind, fullname, path, smsl, target):
        return spec_from_file_location(fullname, path, loader=kind(fullname, path), submodule_search_locations=smsl)

    def find_spec(self, fullname, target=None):
        """Return the spec of a module in the folder, or None."""
        tail = fullname.rpartition('.')[2]
        self._refresh()
        folder = None
        if tail in self._names:
            folder = _path_join(self.path, tail)
            if _is_folder(folder):
                for suffix, loader in self._loaders:
                    file = _path_join(folder, '__init__' + suffix)
                    if _path_isfile(file):
                        return self._get_spec(loader, fullname, file, [folder], target)
            else:
                folder = None
        for suffix, loader in self._loaders:
            if tail + suffix in self._names:
                try:
                    file = _path_join(self.path, tail + suffix)
                except ValueError:
                    return None
                if _path_isfile(file):
                    return self._get_spec(loader, fullname, file, None, target)
        if folder is None:
            return None
        spec = _core.ModuleSpec(fullname, None)
        spec.submodule_search_locations = [folder]
        return spec

    @classmethod
    def path_hook(cls, *loader_details):
        """Return a hook for sys.path_hooks that makes finders with these loaders."""
        def path_hook_for_FileFinder(path):
            if not _is_folder(path):
                raise ImportError('only directories are supported', path=path)
            return cls(path, *loader_details)

        return path_hook_for_FileFinder


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
