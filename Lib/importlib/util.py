"""Tools for those who write importers."""

import _imp
import _thread
import sys
import types

from ._abc import Loader
from ._bootstrap import _find_spec, _resolve_name, module_from_spec, spec_from_loader
from ._bootstrap_external import MAGIC_NUMBER, cache_from_source, decode_source, source_from_cache, spec_from_file_location

__all__ = ['LazyLoader', 'Loader', 'MAGIC_NUMBER', 'cache_from_source', 'decode_source', 'find_spec', 'module_from_spec',
           'resolve_name', 'source_from_cache', 'source_hash', 'spec_from_file_location', 'spec_from_loader']


def source_hash(source_bytes):
    """Return the hash of a source that a hash-based .pyc file holds."""
    return _imp.source_hash(_imp.pyc_magic_number_token, source_bytes)


def resolve_name(name, package):
    """Make a relative name absolute."""
    tail = name.lstrip('.')
    level = len(name) - len(tail)
    if not level:
        return name
    if not package:
        raise ImportError(f'no package specified for {name!r} (required for relative module names)')
    return _resolve_name(tail, package, level)


def find_spec(name, package=None):
    """Return a module's spec, or None; parent packages are imported."""
    fullname = resolve_name(name, package)
    if fullname in sys.modules:
        if (module := sys.modules[fullname]) is None:
            return None
        try:
            spec = module.__spec__
        except AttributeError:
            raise ValueError(f'{name}.__spec__ is not set') from None
        if spec is None:
            raise ValueError(f'{name}.__spec__ is None')
        return spec
    parent = fullname.rpartition('.')[0]
    path = None
    if parent:
        package = __import__(parent, fromlist=['__path__'])
        try:
            path = package.__path__
        except AttributeError as error:
            raise ModuleNotFoundError(f'__path__ attribute not found on {parent!r} while trying to find {fullname!r}',
                                      name=fullname) from error
    return _find_spec(fullname, path)


class _incompatible_extension_module_restrictions:
    """A context in which extension modules that don't know interpreters may be imported in any interpreter, or not."""

    def __init__(self, *, disable_check):
        self.disable_check = bool(disable_check)

    @property
    def override(self):
        return -1 if self.disable_check else 1

    def __enter__(self):
        self._before = _imp._override_multi_interp_extensions_check(self.override)
        return self

    def __exit__(self, *exception):
        _imp._override_multi_interp_extensions_check(self._before)
        del self._before


class _LazyModule(types.ModuleType):
    """A module that is run when something first asks for an attribute."""

    def __getattribute__(self, name):
        spec = object.__getattribute__(self, '__spec__')
        state = spec.loader_state
        with state['lock']:
            if object.__getattribute__(self, '__class__') is _LazyModule:
                namespace = object.__getattribute__(self, '__dict__')
                if name == '__dict__' or name == '__class__' or name == '__spec__':
                    if state['running']:
                        return object.__getattribute__(self, name)
                if state['running']:
                    return object.__getattribute__(self, name)
                state['running'] = True
                before = dict(state['before'])
                changed = {key: value for key, value in namespace.items() if key not in before or value is not before[key]}
                spec.loader.exec_module(self)
                original = namespace['__name__']
                if original in sys.modules and sys.modules[original] is not self:
                    raise ValueError(f'module object for {original!r} substituted in sys.modules during a lazy load')
                namespace.update(changed)
                self.__class__ = state['class']
        return getattr(self, name)

    def __delattr__(self, name):
        self.__getattribute__(name)
        delattr(self, name)


class LazyLoader(Loader):
    """A loader that puts off running modules until they are used."""

    @staticmethod
    def _check(loader):
        if not hasattr(loader, 'exec_module'):
            raise TypeError('loader must define exec_module()')

    @classmethod
    def factory(cls, loader):
        """Return a callable that makes lazy loaders of what loader makes."""
        cls._check(loader)
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))

    def __init__(self, loader):
        self._check(loader)
        self.loader = loader

    def create_module(self, spec):
        """Make the module as the loader does."""
        return self.loader.create_module(spec)

    def exec_module(self, module):
        """Prepare the module for being run later."""
        module.__spec__.loader = module.__loader__ = self.loader
        module.__spec__.loader_state = {'before': module.__dict__.copy(), 'class': module.__class__, 'lock': _thread.RLock(),
                                        'running': False}
        module.__class__ = _LazyModule
