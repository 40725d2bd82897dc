"""The finders and loaders of the import system, and the suffixes of the files they deal with."""

from ._bootstrap import BuiltinImporter, FrozenImporter, ModuleSpec
from ._bootstrap_external import (BYTECODE_SUFFIXES, EXTENSION_SUFFIXES, SOURCE_SUFFIXES, ExtensionFileLoader, FileFinder,
                                  NamespaceLoader, PathFinder, SourceFileLoader, SourcelessFileLoader)

_DEPRECATED = {'DEBUG_BYTECODE_SUFFIXES', 'OPTIMIZED_BYTECODE_SUFFIXES', 'WindowsRegistryFinder'}

__all__ = ['AppleFrameworkLoader', 'BYTECODE_SUFFIXES', 'BuiltinImporter', 'DEBUG_BYTECODE_SUFFIXES', 'EXTENSION_SUFFIXES',
           'ExtensionFileLoader', 'FileFinder', 'FrozenImporter', 'ModuleSpec', 'NamespaceLoader', 'OPTIMIZED_BYTECODE_SUFFIXES',
           'PathFinder', 'SOURCE_SUFFIXES', 'SourceFileLoader', 'SourcelessFileLoader', 'WindowsRegistryFinder', 'all_suffixes']


class AppleFrameworkLoader(ExtensionFileLoader):
    """The loader of extension modules in frameworks of iOS, which this interpreter cannot load."""


class _WindowsRegistryFinder:
    """Finds modules that Windows' registry declares: none on other systems."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        """Return None."""
        return None


_WindowsRegistryFinder.__name__ = _WindowsRegistryFinder.__qualname__ = 'WindowsRegistryFinder'


def all_suffixes():
    """Return the suffixes of every kind of module file."""
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES


def __getattr__(name):
    if name not in _DEPRECATED:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    import warnings
    if name == 'WindowsRegistryFinder':
        warnings.warn('importlib.machinery.WindowsRegistryFinder is deprecated; use site configuration instead. '
                      'Future versions of Python may not enable this finder by default.', DeprecationWarning, stacklevel=2)
        return _WindowsRegistryFinder
    warnings.warn(f'importlib.machinery.{name} is deprecated; use importlib.machinery.BYTECODE_SUFFIXES instead.',
                  DeprecationWarning, stacklevel=2)
    return BYTECODE_SUFFIXES
