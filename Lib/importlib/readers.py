"""What loaders give importlib.resources: readers of the files beside a module."""

import pathlib

from .resources.abc import TraversableResources

__all__ = ['FileReader', 'ZipReader', 'MultiplexedPath', 'NamespaceReader']


def _library_path(path):
    from .resources._library import LibraryPath
    return LibraryPath(path) if path.startswith('<stdlib>') else pathlib.Path(path)


class FileReader(TraversableResources):
    """Reads the files of a folder."""

    def __init__(self, loader):
        self.path = _library_path(loader.path.rpartition('/')[0] or '.')

    def resource_path(self, resource):
        """Return the path of a file."""
        return str(self.path.joinpath(resource))

    def files(self):
        """Return the folder."""
        return self.path


class MultiplexedPath:
    """Several folders as if they were one."""

    def __init__(self, *paths):
        self._paths = [path if hasattr(path, 'iterdir') else pathlib.Path(path) for path in dict.fromkeys(paths)]
        if not self._paths:
            raise FileNotFoundError('MultiplexedPath must contain at least one path')
        if not all(path.is_dir() for path in self._paths):
            raise NotADirectoryError('MultiplexedPath only supports directories')

    def iterdir(self):
        """Yield what the folders hold, folders of one name as one."""
        groups = {}
        for path in self._paths:
            for child in path.iterdir():
                groups.setdefault(child.name, []).append(child)
        for children in groups.values():
            yield children[0] if len(children) == 1 or not all(child.is_dir() for child in children) else MultiplexedPath(*children)

    def is_dir(self):
        return True

    def is_file(self):
        return False

    def joinpath(self, *descendants):
        """Return what a path leads to in one of the folders."""
        if not descendants:
            return self
        found = [path.joinpath(*descendants) for path in self._paths]
        found = [path for path in found if path.exists()]
        if len(found) > 1 and all(path.is_dir() for path in found):
            return MultiplexedPath(*found)
        return found[0] if found else self._paths[0].joinpath(*descendants)

    __truediv__ = joinpath

    def read_bytes(self):
        raise FileNotFoundError(f'{self} is not a file')

    def read_text(self, *args, **kwargs):
        raise FileNotFoundError(f'{self} is not a file')

    def open(self, *args, **kwargs):
        raise FileNotFoundError(f'{self} is not a file')

    @property
    def name(self):
        return self._paths[0].name

    def __repr__(self):
        return f'MultiplexedPath({", ".join(repr(str(path)) for path in self._paths)})'


def _folder(path):
    # The folder that a portion of a namespace package is, in the file system or an archive; None for what is no folder.
    place = _library_path(path)
    if place.is_dir():
        return place
    for archive in getattr(place, 'parents', ()):
        if archive.is_file():
            import zipfile
            within = zipfile.Path(archive, place.relative_to(archive).as_posix() + '/')
            return within if any(within.iterdir()) else None
    return None


class NamespaceReader(TraversableResources):
    """Reads the files of a namespace package."""

    def __init__(self, namespace_path):
        if 'NamespacePath' not in str(namespace_path):
            raise ValueError('Invalid path')
        self.path = MultiplexedPath(*filter(None, map(_folder, namespace_path)))

    def resource_path(self, resource):
        """Return the path of a file."""
        return str(self.path.joinpath(resource))

    def files(self):
        """Return the folders."""
        return self.path


class ZipReader(TraversableResources):
    """Reads the files of a package in an archive."""

    def __init__(self, loader, module):
        self.prefix = loader.prefix.replace('\\', '/')
        if loader.is_package(module):
            self.prefix += module.rpartition('.')[2] + '/'
        self.archive = loader.archive

    def files(self):
        """Return the folder in the archive."""
        import zipfile
        return zipfile.Path(self.archive, self.prefix)
