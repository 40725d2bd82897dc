"""Files of the library in the binary."""

import _imp
import errno
import io
import os

from .. import _bootstrap_external
from .abc import Traversable


class LibraryPath(Traversable):
    """A file of the library in the binary, read through the interpreter."""

    def __init__(self, path):
        self.path = path

    @property
    def name(self):
        return self.path.rpartition('/')[2]

    def __str__(self):
        return self.path

    def __repr__(self):
        return f'{type(self).__name__}({self.path!r})'

    def joinpath(self, *descendants):
        return LibraryPath('/'.join([self.path, *map(str, descendants)]))

    __truediv__ = joinpath

    def read_bytes(self):
        if self._names() is not None:
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), self.path)
        return _bootstrap_external._library_loader().get_data(self.path)

    def open(self, mode='r', *args, **kwargs):
        if self._names() is not None:
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), self.path)
        stream = io.BytesIO(self.read_bytes())
        return stream if 'b' in mode else io.TextIOWrapper(stream, *args, **kwargs)

    def _names(self):
        return _imp._library_names(self.path)

    def is_file(self):
        if self._names() is not None:
            return False
        try:
            self.read_bytes()
        except OSError:
            return False
        return True

    def is_dir(self):
        return self._names() is not None

    def iterdir(self):
        names = self._names()
        if names is None:
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), self.path)
        return map(self.joinpath, names)
