"""Files of the library in the binary."""

import io

from .. import _bootstrap_external
from .abc import Traversable


class LibraryPath(Traversable):
    """A file of the library in the binary, read through the interpreter; folders can't be listed."""

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
        return _bootstrap_external._library_loader().get_data(self.path)

    def open(self, mode='r', *args, **kwargs):
        stream = io.BytesIO(self.read_bytes())
        return stream if 'b' in mode else io.TextIOWrapper(stream, *args, **kwargs)

    def is_file(self):
        try:
            self.read_bytes()
        except OSError:
            return False
        return True

    def is_dir(self):
        return not self.is_file()

    def iterdir(self):
        raise NotADirectoryError(f'the library in the binary cannot be listed: {self.path!r}')
