"""The import system in programs' hands."""

__all__ = ['__import__', 'import_module', 'invalidate_caches', 'reload']

import sys

def _adopt(module, tail):
    """Make a module of the interpreter a submodule of this package."""
    name = f'{__name__}.{tail}'
    module.__name__ = name
    module.__package__ = __name__
    module.__file__ = f"{__file__.rpartition('/')[0]}/{tail}.py"
    module.__spec__ = _bootstrap.ModuleSpec(name, _bootstrap.FrozenImporter, origin='frozen')
    sys.modules[name] = module


try:
    import _frozen_importlib as _bootstrap
    import _frozen_importlib_external as _bootstrap_external
except ImportError:
    # The interpreter's own are out of reach: these work by the same source, without being its import system.
    from . import _bootstrap, _bootstrap_external
    _bootstrap._external = _bootstrap_external
else:
    _adopt(_bootstrap, '_bootstrap')
    _adopt(_bootstrap_external, '_bootstrap_external')

__import__ = _bootstrap.__import__

_reloading = {}


def invalidate_caches():
    """Have the finders of sys.meta_path forget what they remember; needed after modules were written while the program runs."""
    for finder in sys.meta_path:
        forget = getattr(finder, 'invalidate_caches', None)
        if forget is not None:
            forget()


def import_module(name, package=None):
    """Import a module and return it; a name that begins with dots is relative to package."""
    tail = name.lstrip('.')
    level = len(name) - len(tail)
    if level and not package:
        raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
    return _bootstrap._gcd_import(tail, package, level)


def reload(module):
    """Run a module again in its namespace, and return it."""
    spec = getattr(module, '__spec__', None)
    name = getattr(spec, 'name', None) or getattr(module, '__name__', None)
    if not isinstance(name, str):
        raise TypeError('reload() argument must be a module')
    if sys.modules.get(name) is not module:
        raise ImportError(f'module {name} not in sys.modules', name=name)
    if name in _reloading:
        return _reloading[name]
    _reloading[name] = module
    try:
        parent = name.rpartition('.')[0]
        path = None
        if parent:
            if parent not in sys.modules:
                raise ImportError(f'parent {parent!r} not in sys.modules', name=parent)
            path = sys.modules[parent].__path__
        spec = module.__spec__ = _bootstrap._find_spec(name, path, module)
        if spec is None:
            raise ModuleNotFoundError(f'spec not found for the module {name!r}', name=name)
        _bootstrap._exec(spec, module)
        return sys.modules[name]
    finally:
        del _reloading[name]
