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
        self.disable_check = not not disable_check

    @property
    def override(self):
        return 1 - 2 * self.disable_check

    def __enter__(self):
        self._before = _imp._override_multi_interp_extensions_check(self.override)
        return self

    def __exit__(self, *exception):
        _imp._override_multi_interp_extensions_check(self._before)
        del self._before


class _Pending:
    """What a module that waits for being run was like before; the loader_state of its spec."""

    def __init__(self, module):
        self.kind = type(module)
        self.names = dict(vars(module))
        self.lock = _thread.RLock()
        self.running = False

    def run(self, module, namespace, spec):
        """Run the module; what was set in it meanwhile stays set."""
        self.running = True
        unknown = object()
        kept = {key: value for key, value in namespace.items() if self.names.get(key, unknown) is not value}
        spec.loader.exec_module(module)
        name = namespace['__name__']
        if sys.modules.get(name, module) is not module:
            raise ValueError(f'module object for {name!r} substituted in sys.modules during a lazy load')
        namespace.update(kept)
        module.__class__ = self.kind


class _LazyModule(types.ModuleType):
    """A module that is run when something first asks for an attribute."""

    def __getattribute__(self, name):
        plain = object.__getattribute__.__get__(self)
        spec = plain('__spec__')
        pending = spec.loader_state
        with pending.lock:
            if plain('__class__') is _LazyModule:      # no other thread was faster
                if pending.running:
                    return plain(name)
                pending.run(self, plain('__dict__'), spec)
        return getattr(self, name)

    def __delattr__(self, name):
        self.__getattribute__(name)
        delattr(self, name)


class LazyLoader(Loader):
    """A loader that puts off running modules until they are used."""

    def __init__(self, loader):
        self.loader = self._suitable(loader)

    @staticmethod
    def _suitable(loader):
        try:
            loader.exec_module
        except AttributeError:
            raise TypeError('loader must define exec_module()') from None
        return loader

    @classmethod
    def factory(cls, loader):
        """Return a callable that makes lazy loaders of what loader makes."""
        make = cls._suitable(loader)

        def make_lazy(*args, **kwargs):
            return cls(make(*args, **kwargs))

        return make_lazy

    def create_module(self, spec):
        """Make the module as the loader does."""
        create = self.loader.create_module
        return create(spec)

    def exec_module(self, module):
        """Prepare the module for being run later."""
        spec = module.__spec__
        spec.loader = module.__loader__ = self.loader
        spec.loader_state = _Pending(module)
        module.__class__ = _LazyModule
