"""Abstract classes of the import system: what finders and loaders must have."""

import abc

from . import _bootstrap, _bootstrap_external, machinery
from ._abc import Loader

__all__ = ['Loader', 'MetaPathFinder', 'PathEntryFinder', 'ResourceLoader', 'InspectLoader', 'ExecutionLoader', 'FileLoader',
           'SourceLoader']


class MetaPathFinder(metaclass=abc.ABCMeta):
    """A finder for sys.meta_path; it has find_spec(fullname, path, target=None)."""

    def invalidate_caches(self):
        """Forget what is remembered."""


class PathEntryFinder(metaclass=abc.ABCMeta):
    """A finder for an entry of sys.path; it has find_spec(fullname, target=None)."""

    def invalidate_caches(self):
        """Forget what is remembered."""


class ResourceLoader(Loader):
    """A loader that can read files."""

    @abc.abstractmethod
    def get_data(self, path):
        """Return the bytes of a file."""
        raise OSError


class InspectLoader(Loader):
    """A loader that can tell about modules."""

    def is_package(self, fullname):
        """Tell whether the module is a package."""
        raise ImportError

    def get_code(self, fullname):
        """Return the module's code, or None when it has no source."""
        text = self.get_source(fullname)
        return None if text is None else self.source_to_code(text)

    @abc.abstractmethod
    def get_source(self, fullname):
        """Return the source text, or None."""
        raise ImportError

    @staticmethod
    def source_to_code(data, path='<string>'):
        """Compile source."""
        return compile(data, path, 'exec', dont_inherit=True)

    exec_module = _bootstrap_external._CodeRunner.exec_module
    load_module = _bootstrap_external._CodeRunner.load_module


class ExecutionLoader(InspectLoader):
    """A loader of modules that lie in files."""

    @abc.abstractmethod
    def get_filename(self, fullname):
        """Return the path of the module's file."""
        raise ImportError

    def get_code(self, fullname):
        """Return the module's code, compiled with its path."""
        text = self.get_source(fullname)
        if text is None:
            return None
        try:
            return self.source_to_code(text, self.get_filename(fullname))
        except ImportError:
            return self.source_to_code(text)


class FileLoader(_bootstrap_external.FileLoader, ResourceLoader, ExecutionLoader):
    """A loader of a module in one file."""


class SourceLoader(_bootstrap_external.SourceLoader, ResourceLoader, ExecutionLoader):
    """A loader of source; get_data() and get_filename() are to be written, path_stats() and set_data() may be."""

    def path_mtime(self, path):
        """Return the time of the source's last change."""
        if type(self).path_stats is SourceLoader.path_stats:
            raise OSError
        return int(self.path_stats(path)['mtime'])

    def path_stats(self, path):
        """Return {'mtime': time of the last change[, 'size': size in bytes]}."""
        if type(self).path_mtime is SourceLoader.path_mtime:
            raise OSError
        return {'mtime': self.path_mtime(path)}

    def set_data(self, path, data):
        """Write a file; loaders that can't leave it."""


for _abstract, _concrete in ((MetaPathFinder, (machinery.BuiltinImporter, machinery.FrozenImporter, machinery.PathFinder)),
                             (PathEntryFinder, (machinery.FileFinder,)),
                             (Loader, (machinery.NamespaceLoader,)),
                             (InspectLoader, (machinery.BuiltinImporter, machinery.FrozenImporter, machinery.NamespaceLoader)),
                             (ExecutionLoader, (machinery.ExtensionFileLoader, machinery.AppleFrameworkLoader)),
                             (FileLoader, (machinery.SourceFileLoader, machinery.SourcelessFileLoader)),
                             (SourceLoader, (machinery.SourceFileLoader,))):
    for _class in _concrete:
        _abstract.register(_class)
del _abstract, _concrete, _class
