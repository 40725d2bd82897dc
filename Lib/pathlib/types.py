"""Protocols for parts of pathlib, and the bases of paths that are none of the system's: those in an archive, say."""

from abc import ABC, abstractmethod
from pathlib import Path, PurePath, _Search, _whole_matcher
from pathlib import _os
from typing import Optional, Protocol, runtime_checkable


@runtime_checkable
class PathInfo(Protocol):
    """What is known about a path: the attribute info of Path objects. Answers may be kept."""

    def exists(self, *, follow_symlinks: bool = True) -> bool:
        """Tell if there is something."""

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:
        """Tell if it is a folder."""

    def is_file(self, *, follow_symlinks: bool = True) -> bool:
        """Tell if it is a regular file."""

    def is_symlink(self) -> bool:
        """Tell if it is a symbolic link."""


@runtime_checkable
class _PathParser(Protocol):
    """What takes texts of paths apart: posixpath, ntpath, and others like these."""

    sep: str
    altsep: Optional[str]

    def split(self, path: str) -> tuple[str, str]:
        """Return what is before the last name, and this name."""

    def splitext(self, path: str) -> tuple[str, str]:
        """Return what is before the ending, and this ending."""

    def normcase(self, path: str) -> str:
        """Return what a path is compared by."""


def _pieces(text, split):
    """Return the anchor of a path and its names."""
    names = []
    above, name = split(text)
    while above != text:
        names.insert(0, name)
        text = above
        above, name = split(text)
    return text, names


class _JoinablePath(ABC):
    """A path as a name, which has no file system."""

    __slots__ = ()

    @property
    @abstractmethod
    def parser(self):
        """What takes the text of the path apart."""

    @abstractmethod
    def with_segments(self, *pathsegments):
        pass

    @abstractmethod
    def __str__(self):
        """Return the text of the path."""

    # Joining and parts. These of a path of the system ask for nothing but its name and its parser.

    stem, suffix, suffixes = PurePath.stem, PurePath.suffix, PurePath.suffixes
    with_stem, with_suffix = PurePath.with_stem, PurePath.with_suffix

    @property
    def anchor(self):
        return _pieces(str(self), self.parser.split)[0]

    @property
    def parts(self):
        anchor, names = _pieces(str(self), self.parser.split)
        return (anchor, *names) if anchor else tuple(names)

    @property
    def name(self):
        return self.parser.split(str(self))[1]

    def with_name(self, name):
        above, _ = self.parser.split(name)
        if above:
            raise ValueError(f'Invalid name {name!r}')
        text = str(self)
        return self.with_segments(text[:len(text) - len(self.name)] + name)

    @property
    def parent(self):
        text = str(self)
        above, _ = self.parser.split(text)
        return self if above == text else self.with_segments(above)

    @property
    def parents(self):
        found, path = [], self
        while (above := path.parent) is not path:
            found.append(above)
            path = above
        return tuple(found)

    def joinpath(self, *pathsegments):
        return self.with_segments(str(self), *pathsegments)

    def _beside(self, *texts):
        try:
            return self.with_segments(*texts)
        except TypeError:
            return NotImplemented

    def __truediv__(self, key):
        return self._beside(str(self), key)

    def __rtruediv__(self, key):
        return self._beside(key, str(self))

    def full_match(self, pattern):
        matches = _whole_matcher(str(pattern), self.parser.sep, self._minds_case())
        return matches(str(self)) is not None

    def _minds_case(self):
        return self.parser.normcase('Aa') == 'Aa'


class _ReadablePath(_JoinablePath):
    """A path at which there may be a file or folder to read."""

    __slots__ = ()

    @property
    @abstractmethod
    def info(self):
        """What is known about the path, as a PathInfo."""

    @abstractmethod
    def __open_rb__(self, buffering=-1):
        """Open the file for reading bytes."""

    @abstractmethod
    def iterdir(self):
        """Yield the paths in the folder, in no order."""

    @abstractmethod
    def readlink(self):
        """Return where the link leads to."""

    def read_bytes(self):
        with _os.magic_open(self, 'rb', buffering=0) as file:
            return file.read()

    def read_text(self, encoding=None, errors=None, newline=None):
        encoding = _os.io.text_encoding(encoding)
        with _os.magic_open(self, 'r', -1, encoding, errors, newline) as file:
            return file.read()

    def glob(self, pattern, *, recurse_symlinks=True):
        if not recurse_symlinks:
            raise NotImplementedError('links to folders are always followed here')
        anchor, names = _pieces(str(pattern), self.parser.split)
        if anchor:
            raise NotImplementedError('Non-relative patterns are unsupported')
        if not names:
            raise ValueError(f'Unacceptable pattern: {pattern!r}')
        text = str(self)
        search = _PathSearch(self, names)
        return map(self.with_segments, search.below(search.join(text, '') if text else '', 0, False))

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        tasks = [(self, None)]
        while tasks:
            folder, found = tasks.pop()
            if found is not None:
                yield folder, *found
                continue
            folders, files = found = [], []
            try:
                for child in folder.iterdir():
                    (folders if child.info.is_dir(follow_symlinks=follow_symlinks) else files).append(child.name)
            except OSError as error:
                if on_error is not None:
                    on_error(error)
                continue
            if top_down:
                yield folder, folders, files
            else:
                tasks.append((folder, found))
            tasks += [(folder.joinpath(name), None) for name in reversed(folders)]

    def copy(self, target, **kwargs):
        _os.check_apart(self, target)
        target._copy_from(self, **kwargs)
        return target.joinpath()

    def copy_into(self, target_dir, **kwargs):
        if not self.name:
            raise ValueError(f'{self!r} has an empty name')
        return self.copy(target_dir / self.name, **kwargs)


class _PathSearch(_Search):
    """A call of glob in the folders of readable paths."""

    def __init__(self, top, names):
        super().__init__(names, top._minds_case(), False, True, top.parser)
        self.path, self.join = top.with_segments, top.parser.join

    def is_there(self, path):
        return self.path(path).info.exists(follow_symlinks=False)

    def is_folder_at(self, path):
        return self.path(path).info.is_dir()

    def entries(self, folder):
        try:
            return list(self.path(folder).iterdir())
        except OSError:
            return ()

    def is_folder(self, entry, recursing=False):
        return entry.info.is_dir()


class _WritablePath(_JoinablePath):
    """A path at which a file, link or folder can be made."""

    __slots__ = ()

    @abstractmethod
    def symlink_to(self, target, target_is_directory=False):
        pass

    @abstractmethod
    def mkdir(self):
        pass

    @abstractmethod
    def __open_wb__(self, buffering=-1):
        """Open the file for writing bytes."""

    def write_bytes(self, data):
        view = memoryview(data)  # anything else is refused before the file is emptied
        with _os.magic_open(self, 'wb') as file:
            return file.write(view)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        encoding = _os.io.text_encoding(encoding)
        if not isinstance(data, str):
            raise TypeError(f'data must be str, not {type(data).__name__}')
        with _os.magic_open(self, 'w', -1, encoding, errors, newline) as file:
            return file.write(data)

    def _copy_from(self, source, follow_symlinks=True):
        _os.copy(source, self, follow_symlinks)


def _take_docstrings(kind, model):
    """Give the methods and properties of a class the docstrings of their like."""
    for name, own in vars(kind).items():
        if name[0] != '_' and own.__doc__ is None:
            own.__doc__ = getattr(model, name).__doc__


_take_docstrings(_JoinablePath, PurePath)
_take_docstrings(_ReadablePath, Path)
_take_docstrings(_WritablePath, Path)
_JoinablePath.register(PurePath)
_ReadablePath.register(Path)
_WritablePath.register(Path)
