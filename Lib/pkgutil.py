"""Tools for packages: what modules they have, their data, and objects by their dotted names."""

import importlib
import importlib.machinery
import importlib.util
import os
import sys

__all__ = ['get_importer', 'iter_importers', 'walk_packages', 'iter_modules', 'get_data', 'read_code', 'extend_path', 'ModuleInfo']


def __getattr__(name):
    # The class is made when it is wanted.
    if name != 'ModuleInfo':
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    from collections import namedtuple
    global ModuleInfo
    ModuleInfo = namedtuple('ModuleInfo', 'module_finder name ispkg')
    ModuleInfo.__doc__ = 'A namedtuple with minimal info about a module.'
    return ModuleInfo


def _info(*values):
    return (globals().get('ModuleInfo') or __getattr__('ModuleInfo'))(*values)


def read_code(stream):
    """Return the code object that a .pyc file holds, or None for one of another version."""
    import marshal
    if stream.read(4) != importlib.util.MAGIC_NUMBER:
        return None
    stream.read(12)
    return marshal.load(stream)


def get_importer(path_item):
    """Return the finder for an entry of sys.path, or None."""
    path_item = os.fsdecode(path_item)
    if path_item in sys.path_importer_cache:
        return sys.path_importer_cache[path_item]
    for hook in sys.path_hooks:
        try:
            finder = hook(path_item)
        except ImportError:
            continue
        return sys.path_importer_cache.setdefault(path_item, finder)
    return None


def iter_importers(fullname=""):
    """Yield the finders that would be asked for a module."""
    if fullname.startswith('.'):
        raise ImportError(f'Relative module name {fullname!r} not supported')
    package = fullname.rpartition('.')[0]
    if package:
        path = getattr(importlib.import_module(package), '__path__', None)
        if path is None:
            return
    else:
        yield from sys.meta_path
        path = sys.path
    yield from map(get_importer, path)


def iter_modules(path=None, prefix=''):
    """Yield a ModuleInfo for each module in the folders of path, or those of all top-level modules."""
    if isinstance(path, str):
        raise ValueError("path must be None or list of paths to look for modules in")
    finders = iter_importers() if path is None else map(get_importer, path)
    seen = set()
    for finder in finders:
        for name, is_package in iter_importer_modules(finder, prefix):
            if name not in seen:
                seen.add(name)
                yield _info(finder, name, is_package)


class _Listing:
    """What lists the modules of a finder: a generic function, made when it is first called or told of another kind of finder."""

    _generic = None

    def __call__(self, importer, prefix=''):
        """Return (name, whether it is a package) of the modules that a finder can find."""
        return self._function()(importer, prefix)

    def __getattr__(self, name):
        return getattr(self._function(), name)

    def _function(self):
        if self._generic is None:
            from functools import singledispatch
            self._generic = singledispatch(self._any)
            self._generic.register(importlib.machinery.FileFinder, _folder_modules)
            self._generic.register(importlib.import_module('zipimport').zipimporter, _archive_modules)
        return self._generic

    @staticmethod
    def _any(importer, prefix=''):
        listing = getattr(importer, 'iter_modules', None)
        return [] if listing is None else listing(prefix)


iter_importer_modules = _Listing()


def _folder_modules(importer, prefix=''):
    folder = importer.path
    if folder is None or not os.path.isdir(folder):
        return
    try:
        entries = sorted(os.listdir(folder))
    except OSError:
        return
    seen = set()
    for entry in entries:
        name = _module_name(entry)
        is_package = False
        full = os.path.join(folder, entry)
        if not name and '.' not in entry and os.path.isdir(full):
            try:
                is_package = any(_module_name(inner) == '__init__' for inner in os.listdir(full))
            except OSError:
                continue
            if not is_package:
                continue
            name = entry
        if name and name != '__init__' and '.' not in name and name not in seen:
            seen.add(name)
            yield prefix + name, is_package


def _archive_modules(importer, prefix=''):
    # An archive lists files only: a folder with an __init__ is a package.
    found = {}
    for member in importer._get_files():
        name, *inner = member.removeprefix(importer.prefix).split(os.sep) if member.startswith(importer.prefix) else ['']
        if not inner:
            found.setdefault(_module_name(name), False)
        elif len(inner) == 1 and _module_name(inner[0]) == '__init__' and '.' not in name:
            found[name] = True
    return [(prefix + name, found[name]) for name in sorted(found.keys() - {None, '__init__', ''}) if '.' not in name]


def _module_name(file):
    suffix = max((suffix for suffix in importlib.machinery.all_suffixes() if file.endswith(suffix)), key=len, default=None)
    return None if suffix is None else os.path.basename(file[:-len(suffix)])


def walk_packages(path=None, prefix='', onerror=None):
    """Yield a ModuleInfo for each module below path, importing the packages on the way; onerror is called with what can't be."""
    seen = set()
    for info in iter_modules(path, prefix):
        yield info
        if not info.ispkg:
            continue
        try:
            __import__(info.name)
        except ImportError:
            if onerror is not None:
                onerror(info.name)
        except Exception:
            if onerror is None:
                raise
            onerror(info.name)
        else:
            folders = []
            for folder in getattr(sys.modules[info.name], '__path__', None) or []:
                if folder not in seen:
                    seen.add(folder)
                    folders.append(folder)
            yield from walk_packages(folders, info.name + '.', onerror)


def extend_path(path, name):
    """Return a package's __path__ with the folders of sys.path (or the parent's) that hold a part of it, and those of *.pkg files."""
    if not isinstance(path, list):
        return path
    extended = path[:]
    parent, _, tail = name.rpartition('.')
    if parent:
        try:
            search = sys.modules[parent].__path__
        except (KeyError, AttributeError):
            return extended
    else:
        search = sys.path
    for folder in search:
        if not isinstance(folder, str):
            continue
        finder = get_importer(folder)
        if finder is not None:
            portions = []
            if hasattr(finder, 'find_spec'):
                spec = finder.find_spec(tail)
                if spec is not None:
                    portions = spec.submodule_search_locations or []
            elif hasattr(finder, 'find_loader'):
                portions = finder.find_loader(tail)[1]
            extended += [portion for portion in portions if portion not in extended]
        listing = os.path.join(folder, name + '.pkg')
        if os.path.isfile(listing):
            try:
                file = open(listing, encoding='utf-8')
            except OSError as error:
                sys.stderr.write(f"Can't open {listing}: {error.strerror}\n")
                continue
            with file:
                lines = [line.rstrip('\n') for line in file]
            extended += [line for line in lines if line and not line.startswith('#')]
    return extended


def get_data(package, resource):
    """Return the bytes of a file in a package's folder, or None where the loader can't tell; resource has slashes."""
    spec = importlib.util.find_spec(package)
    if spec is None or not hasattr(spec.loader, 'get_data'):
        return None
    module = sys.modules.get(package) or importlib._bootstrap._load(spec)
    file = getattr(module, '__file__', None)
    if file is None:
        return None
    return spec.loader.get_data(os.path.join(os.path.dirname(file), *resource.split('/')))


def resolve_name(name):
    """Return the object that a name leads to: module.path:object.path, or dotted names of modules and then of attributes."""
    modules, colon, attributes = name.partition(':')
    steps = modules.split('.')
    inner = attributes.split('.') if attributes else []
    if not all(step.isidentifier() for step in steps + inner):
        raise ValueError(f'invalid format: {name!r}')
    if colon:
        found = importlib.import_module(modules)
    else:
        path = steps.pop(0)
        found = importlib.import_module(path)
        while steps:
            path = f'{path}.{steps[0]}'
            try:
                found = importlib.import_module(path)
            except ImportError:
                break
            steps.pop(0)
        inner = steps
    for step in inner:
        found = getattr(found, step)
    return found
