"""Paths within an archive, with part of the interface of pathlib."""

import fnmatch
import io
import posixpath
import re

import zipfile

__all__ = ['Path']


class CompleteDirs(zipfile.ZipFile):
    """An archive that also lists the folders that only the names of its files imply."""

    _known = None  # the names of an archive that doesn't change, and a set of them

    def _names(self):
        known = self._known
        if known is None:
            names = super().namelist()
            names += self._implied(names)
            known = names, frozenset(names)
            if self.mode == 'r':
                self._known = known
        return known

    def namelist(self):
        return list(self._names()[0])

    def __reduce__(self):
        if self._filePassed or self.mode != 'r':
            raise TypeError(f'cannot pickle {type(self).__name__!r} object: it is not an archive to read that was opened by name')
        return type(self), (self.filename,)

    @staticmethod
    def _implied(names):
        known, implied = set(names), {}
        for name in names:
            folder = posixpath.dirname(name.rstrip('/'))
            while folder.strip('/') and folder + '/' not in known:
                known.add(folder + '/')
                implied[folder + '/'] = None
                folder = posixpath.dirname(folder)
        return list(implied)

    def resolve_dir(self, name):
        """The name with a slash if it is that of a folder."""
        names = self._names()[1]
        return name + '/' if name not in names and name + '/' in names else name

    def getinfo(self, name):
        try:
            return super().getinfo(name)
        except KeyError:
            if not name.endswith('/') or name not in self._names()[1]:
                raise
            return zipfile.ZipInfo(filename=name)

    @classmethod
    def inject(cls, archive):
        """Write the folders that only the names of files imply into a writable archive; return it."""
        for name in cls._implied(archive.namelist()):
            archive.writestr(name, b'')
        return archive

    @classmethod
    def make(cls, source):
        """An archive of this class: a new one, or the one given turned into it."""
        if isinstance(source, CompleteDirs):
            return source
        if not isinstance(source, zipfile.ZipFile):
            return cls(source)
        source.__class__ = cls
        return source


class Path:
    """A path within an archive; folders end in a slash."""

    def __init__(self, root, at=''):
        self.root = CompleteDirs.make(root)
        self.at = at

    def _identity(self):
        return type(self), self.root, self.at

    def __eq__(self, other):
        return self._identity() == other._identity() if type(other) is type(self) else NotImplemented

    def __hash__(self):
        return hash(self._identity()[1:])

    def _next(self, at):
        return self.__class__(self.root, at)

    def open(self, mode='r', *args, pwd=None, **kwargs):
        """Open the file, as text unless mode has a b."""
        binary, way = 'b' in mode, mode[0]
        problem = IsADirectoryError if self.is_dir() else FileNotFoundError if way == 'r' and not self.exists() else None
        if problem:
            raise problem(self)
        below = self.root.open(self.at, way, pwd=pwd)
        if binary and (args or kwargs):
            raise ValueError('encoding args invalid for binary operation')
        if binary:
            return below
        encoding, *others = args or (kwargs.pop('encoding', None),)
        return io.TextIOWrapper(below, io.text_encoding(encoding), *others, **kwargs)

    @property
    def _pure(self):
        import pathlib
        return pathlib.PurePosixPath(self.at or self.root.filename)

    name, suffix, suffixes, stem = (property(lambda self, part=part: getattr(self._pure, part)) for part in ('name', 'suffix', 'suffixes', 'stem'))

    @property
    def filename(self):
        """The path of the archive and that within it."""
        import pathlib
        return pathlib.Path(self.root.filename).joinpath(self.at)

    def read_text(self, *args, **kwargs):
        """The text of the file."""
        with self.open(*('r', *args), **kwargs) as text:
            return text.read()

    def read_bytes(self):
        """The data of the file."""
        return self.root.read(self.at) if self.is_file() else self.open('rb').read()

    def is_dir(self):
        return self.at[-1:] in ('', '/')

    def is_file(self):
        return not self.is_dir() and self.exists()

    def is_symlink(self):
        """Whether the archive says that this is a symbolic link."""
        import stat
        return stat.S_ISLNK(self.root.getinfo(self.at).external_attr >> 16)

    def exists(self):
        return self.at in self.root._names()[1]

    def iterdir(self):
        """Iterate over the contents of the folder."""
        if not self.is_dir():
            message = "Can't listdir a file"
            raise ValueError(message)
        return (self._next(name) for name in self.root.namelist() if name != self.at and self._folder_of(name) == self.at)

    @staticmethod
    def _folder_of(name):
        folder = posixpath.dirname(name.rstrip('/'))
        return folder and folder + '/'

    def match(self, path_pattern):
        return self._pure.match(path_pattern)

    def glob(self, pattern):
        """Iterate over what matches a pattern below this path."""
        if not pattern:
            raise ValueError(f'Unacceptable pattern: {pattern!r}')
        expression = ''
        for part in re.split(r'(\*\*/?|\*|\?|\[[^\]]*\]|/)', pattern):
            if part.startswith('**'):
                expression += '.*/' if part.endswith('/') else '.*'
            elif part == '*':
                expression += '[^/]*'
            elif part == '?':
                expression += '[^/]'
            elif part.startswith('['):
                expression += fnmatch.translate(part).removeprefix('(?s:').rpartition(')')[0]
            else:
                expression += re.escape(part)
        matches = re.compile(re.escape(self.at) + expression + '/?').fullmatch
        return (self._next(name) for name in self.root.namelist() if matches(name))

    def rglob(self, pattern):
        return self.glob('**/' + pattern)

    def relative_to(self, other, *extra):
        return posixpath.relpath(str(self), str(other.joinpath(*extra)))

    def __str__(self):
        return f'{posixpath.join(self.root.filename, self.at)}'

    def __repr__(self):
        return f'{self.__class__.__name__}({self.root.filename!r}, {self.at!r})'

    def joinpath(self, *other):
        """This path and more."""
        return self._next(self.root.resolve_dir(posixpath.join(self.at, *other)))

    __truediv__ = joinpath

    @property
    def parent(self):
        if not self.at:
            return self.filename.parent
        folder = posixpath.dirname(self.at.rstrip('/'))
        return self._next(folder + '/' if folder else '')
