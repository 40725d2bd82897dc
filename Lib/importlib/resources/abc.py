"""Abstract classes of files that come with packages, and of their readers."""

import abc
import io
from typing import Protocol, runtime_checkable

__all__ = ['ResourceReader', 'Traversable', 'TraversableResources']


class ResourceReader(metaclass=abc.ABCMeta):
    """Reads the files of a package."""

    @abc.abstractmethod
    def open_resource(self, resource):
        """Open a file for reading bytes."""
        raise FileNotFoundError

    @abc.abstractmethod
    def resource_path(self, resource):
        """Return the path of a file in the file system."""
        raise FileNotFoundError

    @abc.abstractmethod
    def is_resource(self, path):
        """Tell whether there is a file called path."""
        raise FileNotFoundError

    @abc.abstractmethod
    def contents(self):
        """Return the names of the files and folders."""
        raise FileNotFoundError


class TraversalError(Exception):
    """A path leads to nothing."""


@runtime_checkable
class Traversable(Protocol):
    """A file or folder, with the part of pathlib.Path's methods that any storage can offer."""

    @abc.abstractmethod
    def iterdir(self):
        """Yield what a folder holds."""

    def read_bytes(self):
        """Return the bytes of a file."""
        with self.open('rb') as file:
            return file.read()

    def read_text(self, encoding=None, errors=None):
        """Return the text of a file."""
        with self.open(encoding=encoding, errors=errors) as file:
            return file.read()

    @abc.abstractmethod
    def is_dir(self):
        """Tell whether it is a folder."""

    @abc.abstractmethod
    def is_file(self):
        """Tell whether it is a file."""

    def joinpath(self, *descendants):
        """Return what a path leads to."""
        place = self
        for name in (step for path in descendants for step in str(path).split('/') if step):
            place = next((child for child in place.iterdir() if child.name == name), None)
            if place is None:
                raise TraversalError('Target not found during traversal.', name)
        return place

    def __truediv__(self, child):
        return self.joinpath(child)

    @abc.abstractmethod
    def open(self, mode='r', *args, **kwargs):
        """Open a file for reading, 'r' or 'rb'."""

    @property
    @abc.abstractmethod
    def name(self):
        """The last part of its path."""


class TraversableResources(ResourceReader):
    """A reader that has all in files()."""

    @abc.abstractmethod
    def files(self):
        """Return the package's folder."""

    def open_resource(self, resource):
        return self.files().joinpath(resource).open('rb')

    def resource_path(self, resource):
        raise FileNotFoundError(resource)

    def is_resource(self, path):
        return self.files().joinpath(path).is_file()

    def contents(self):
        return (item.name for item in self.files().iterdir())
