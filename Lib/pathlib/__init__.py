"""Paths as objects. Pure paths are only names; paths can ask the file system."""

import io
import ntpath
import os
import posixpath
import sys
from collections.abc import Sequence
from errno import EXDEV
from stat import S_ISBLK, S_ISCHR, S_ISDIR, S_ISFIFO, S_ISLNK, S_ISREG, S_ISSOCK

__all__ = ['UnsupportedOperation', 'PurePath', 'PurePosixPath', 'PureWindowsPath', 'Path', 'PosixPath', 'WindowsPath']


class UnsupportedOperation(NotImplementedError):
    """Something that can't be done on this system."""


class _Parents(Sequence):
    """The folders above a path, the nearest first."""

    __slots__ = ('_path',)

    def __init__(self, path):
        self._path = path

    def __len__(self):
        return len(self._path._names)

    def __getitem__(self, idx):
        count = len(self)
        if isinstance(idx, slice):
            return tuple(self[i] for i in range(*idx.indices(count)))
        if not -count <= idx < count:
            raise IndexError(idx)
        path = self._path
        return path._like(path.drive, path.root, path._names[:count - 1 - idx % count])

    def __repr__(self):
        return f'<{type(self._path).__name__}.parents>'


def _ending(name):
    # Where the ending of a name begins, with its dot; dots in front are none.
    dot = name.rfind('.')
    return dot if dot > 0 and name[:dot].strip('.') else len(name)


class PurePath:
    """A path without a file system. Making one gives a PurePosixPath or a PureWindowsPath, as the system is."""

    # _given: the parts as they were given, until the path is taken apart; then drive, root and names. _str is the text.
    __slots__ = ('_given', '_drive', '_root', '_parts_of_name', '_str', '_folded', '_hash')

    parser = os.path

    def __new__(cls, *args, **kwargs):
        if cls is PurePath:
            cls = PureWindowsPath if os.name == 'nt' else PurePosixPath
        return object.__new__(cls)

    def __init__(self, *args):
        given = []
        for arg in args:
            if isinstance(arg, PurePath):
                if arg.parser is not self.parser:
                    given.append(arg._raw().replace('\\', '/'))
                else:
                    given += arg._given
                continue
            text = arg
            if type(arg) is not str:
                try:
                    text = os.fspath(arg)
                except TypeError:
                    if hasattr(type(arg), '__fspath__'):
                        raise
                if not isinstance(text, str):
                    raise TypeError('argument should be a str or an os.PathLike object where __fspath__ returns a str, '
                                    f'not {type(text).__name__!r}')
            given.append(str(text) if type(text) is not str else text)
        self._given = given

    def with_segments(self, *pathsegments):
        """Make a path of these parts. Paths that come from this one are made so; subclasses may pass things on."""
        return type(self)(*pathsegments)

    def _raw(self):
        given = self._given
        if len(given) == 1:
            return given[0]
        return self.parser.join(*given) if given else ''

    @classmethod
    def _parse_path(cls, text):
        # Returns drive, root and the names.
        if not text:
            return '', '', []
        parser = cls.parser
        if parser.altsep:
            text = text.replace(parser.altsep, parser.sep)
        drive, root, rest = parser.splitroot(text)
        if not root and drive.startswith(parser.sep) and not drive.endswith(parser.sep):
            # \\server\share has a root all the same, and so have \\?\UNC\server\share and \\?\device.
            pieces = drive.split(parser.sep)
            if len(pieces) == 4 and pieces[2] not in '?.' or len(pieces) == 6:
                root = parser.sep
        return drive, root, [name for name in rest.split(parser.sep) if name and name != '.']

    def _load(self):
        self._drive, self._root, self._parts_of_name = self._parse_path(self._raw())

    @property
    def drive(self):
        """The letter or the share, with Windows."""
        try:
            return self._drive
        except AttributeError:
            self._load()
            return self._drive

    @property
    def root(self):
        """The separator at the beginning, if there is one."""
        try:
            return self._root
        except AttributeError:
            self._load()
            return self._root

    @property
    def _names(self):
        try:
            return self._parts_of_name
        except AttributeError:
            self._load()
            return self._parts_of_name

    def _text_of(self, drive, root, names):
        sep = self.parser.sep
        if drive or root:
            return drive + root + sep.join(names)
        if names and self.parser.splitdrive(names[0])[0]:
            # A name that would be taken for a drive.
            names = ['.', *names]
        return sep.join(names)

    def _like(self, drive, root, names):
        path = self.with_segments(self._text_of(drive, root, names))
        path._str = self._text_of(drive, root, names) or '.'
        path._drive, path._root, path._parts_of_name = drive, root, names
        return path

    def __str__(self):
        try:
            return self._str
        except AttributeError:
            self._str = text = self._text_of(self.drive, self.root, self._names) or '.'
            return text

    def __fspath__(self):
        return str(self)

    def __bytes__(self):
        return os.fsencode(self)

    def __repr__(self):
        return f'{type(self).__name__}({self.as_posix()!r})'

    def as_posix(self):
        """Return the path with slashes."""
        return str(self).replace(self.parser.sep, '/')

    def __reduce__(self):
        return type(self), tuple(self._given)

    # Comparison: by case where it matters. Order goes by names.

    @property
    def _key(self):
        try:
            return self._folded
        except AttributeError:
            text = str(self)
            self._folded = text if self.parser is posixpath else text.lower()
            return self._folded

    def __hash__(self):
        try:
            return self._hash
        except AttributeError:
            self._hash = hash(self._key)
            return self._hash

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._key == other._key and self.parser is other.parser

    def _same_kind(self, other):
        return isinstance(other, PurePath) and self.parser is other.parser

    def _order(self):
        return self._key.split(self.parser.sep)

    def __lt__(self, other):
        return self._order() < other._order() if self._same_kind(other) else NotImplemented

    def __le__(self, other):
        return self._order() <= other._order() if self._same_kind(other) else NotImplemented

    def __gt__(self, other):
        return self._order() > other._order() if self._same_kind(other) else NotImplemented

    def __ge__(self, other):
        return self._order() >= other._order() if self._same_kind(other) else NotImplemented

    # Joining and parts.

    def joinpath(self, *pathsegments):
        """Return this path with others behind it; an absolute one replaces what is before it."""
        make = self.with_segments
        return make(self, *pathsegments)

    def __truediv__(self, key):
        try:
            return self.with_segments(self, key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self.with_segments(key, self)
        except TypeError:
            return NotImplemented

    @property
    def anchor(self):
        """Drive and root."""
        return self.drive + self.root

    @property
    def parts(self):
        """The anchor, if there is one, and the names as a tuple."""
        anchor = self.anchor
        return (anchor, *self._names) if anchor else tuple(self._names)

    @property
    def parent(self):
        """The folder in which this path is."""
        names = self._names
        return self._like(self.drive, self.root, names[:-1]) if names else self

    @property
    def parents(self):
        """The folders above, the nearest first."""
        return _Parents(self)

    @property
    def name(self):
        """The last name."""
        names = self._names
        return names[-1] if names else ''

    def _with_last(self, name):
        parser = self.parser
        if not name or parser.sep in name or parser.altsep and parser.altsep in name or name == '.':
            raise ValueError(f'Invalid name {name!r}')
        return self._like(self.drive, self.root, [*self._names[:-1], name])

    def with_name(self, name):
        """Return the path with another last name."""
        if not self.name:
            raise ValueError(f'{self!r} has an empty name')
        return self._with_last(name)

    def with_stem(self, stem):
        """Return the path with another last name but the same ending."""
        suffix = self.suffix
        if not suffix:
            return self.with_name(stem)
        if not stem:
            raise ValueError(f'{self!r} has a non-empty suffix')
        return self.with_name(stem + suffix)

    def with_suffix(self, suffix):
        """Return the path with another ending, which begins with a dot or is empty."""
        stem = self.stem
        if not stem:
            raise ValueError(f'{self!r} has an empty name')
        if suffix and not suffix.startswith('.'):
            raise ValueError(f'Invalid suffix {suffix!r}')
        return self.with_name(stem + suffix)

    @property
    def stem(self):
        """The last name without its ending."""
        name = self.name
        return name[:_ending(name)]

    @property
    def suffix(self):
        """The ending of the last name, with its dot."""
        name = self.name
        return name[_ending(name):]

    @property
    def suffixes(self):
        """All endings of the last name."""
        return ['.' + ending for ending in self.name.lstrip('.').split('.')[1:]]

    def relative_to(self, other, *, walk_up=False):
        """Return the path as seen from another. walk_up: go up with .. where needed."""
        other = self._as_path(other)
        mine = self._parts_folded()
        for steps, above in enumerate([other, *other.parents]):
            theirs = above._parts_folded()
            if mine[:len(theirs)] == theirs:
                break
            if not walk_up:
                raise ValueError(f'{str(self)!r} is not in the subpath of {str(other)!r}')
            if above.name == '..':
                raise ValueError(f"'..' segment in {str(other)!r} cannot be walked")
        else:
            raise ValueError(f'{str(self)!r} and {str(other)!r} have different anchors')
        rest = self._names[len(above._names):]
        return self._like('', '', ['..'] * steps + rest)

    def _parts_folded(self):
        folded = self.parser.normcase
        return folded(self.anchor), *(folded(name) for name in self._names)

    def is_relative_to(self, other):
        """Tell if the path is another or lies in it."""
        other = self._as_path(other)
        return other == self or other in self.parents

    def is_absolute(self):
        """Tell if the path has a root (and a drive, with Windows)."""
        if self.parser is posixpath:
            return any(text.startswith('/') for text in self._given)
        return self.parser.isabs(self)

    def is_reserved(self):
        """Tell if a name in the path is one that Windows keeps for itself. Deprecated."""
        import warnings
        warnings._deprecated('pathlib.PurePath.is_reserved', 'pathlib.PurePath.is_reserved() is deprecated and scheduled '
                             'for removal in Python 3.15. Use os.path.isreserved() to detect reserved paths on Windows.',
                             remove=(3, 15))
        return self.parser is ntpath and self.parser.isreserved(self)

    def as_uri(self):
        """Return the path as a file URI."""
        import warnings
        warnings._deprecated('pathlib.PurePath.as_uri', 'pathlib.PurePath.as_uri() is deprecated and scheduled for removal '
                             'in Python 3.19. Use pathlib.Path.as_uri().', remove=(3, 19))
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        from urllib.parse import quote_from_bytes
        drive = self.drive
        if len(drive) == 2 and drive[1] == ':':
            return 'file:///' + drive + quote_from_bytes(os.fsencode(self.as_posix()[2:]))
        if drive:
            return 'file:' + quote_from_bytes(os.fsencode(self.as_posix()))
        return 'file://' + quote_from_bytes(os.fsencode(self))

    # Patterns.

    def _as_path(self, target):
        return target if hasattr(target, 'with_segments') else self.with_segments(target)

    def _minds_case(self, wish):
        return self.parser is posixpath if wish is None else wish

    def full_match(self, pattern, *, case_sensitive=None):
        """Tell if the whole path matches a pattern, in which ** stands for any folders."""
        pattern, case_sensitive = self._as_path(pattern), self._minds_case(case_sensitive)
        matcher = _whole_matcher(str(pattern) if pattern.parts else '', self.parser.sep, case_sensitive)
        return matcher(str(self) if self.parts else '') is not None

    def match(self, path_pattern, *, case_sensitive=None):
        """Tell if the path matches a pattern; a relative one is compared with the end of the path."""
        path_pattern, case_sensitive = self._as_path(path_pattern), self._minds_case(case_sensitive)
        parts, patterns = self.parts[::-1], path_pattern.parts[::-1]
        if not patterns:
            raise ValueError('empty pattern')
        if len(parts) < len(patterns) or path_pattern.anchor and len(parts) > len(patterns):
            return False
        return all(_name_matcher(pattern, case_sensitive)(part) for part, pattern in zip(parts, patterns))


class PurePosixPath(PurePath):
    """A pure path of a POSIX system."""

    parser = posixpath
    __slots__ = ()


class PureWindowsPath(PurePath):
    """A pure path of Windows."""

    parser = ntpath
    __slots__ = ()


os.PathLike.register(PurePath)

_matchers = {}


def _compiled(key, make, case_sensitive):
    matcher = _matchers.get(key)
    if matcher is None:
        import re
        if len(_matchers) > 500:
            _matchers.clear()
        matcher = _matchers[key] = re.compile(make(), re.NOFLAG if case_sensitive else re.IGNORECASE).match
    return matcher


def _whole_matcher(pattern, sep, case_sensitive):
    def make():
        import glob
        return glob.translate(pattern, recursive=True, include_hidden=True, seps=sep)
    return _compiled((pattern, sep, case_sensitive), make, case_sensitive)


def _name_matcher(pattern, case_sensitive):
    if pattern == '*' or pattern == '**':
        return bool
    def make():
        import glob
        return glob.translate(pattern, include_hidden=True, seps='\0')
    return _compiled((pattern, case_sensitive), make, case_sensitive)


class _Info:
    """What is known about a path: asked once, then kept."""

    __slots__ = ('_path', '_facts', '_own_facts')

    def __init__(self, path):
        self._path = str(path)

    def __repr__(self):
        return f'<{"Windows" if os.name == "nt" else "Posix"}Path.info>'

    def _mode(self, follow_symlinks):
        # 0 where there is nothing.
        slot = '_facts' if follow_symlinks else '_own_facts'
        facts = getattr(self, slot, None)
        if facts is None:
            try:
                facts = os.stat(self._path, follow_symlinks=follow_symlinks).st_mode
            except (OSError, ValueError):
                facts = 0
            setattr(self, slot, facts)
        return facts

    def exists(self, *, follow_symlinks=True):
        """Tell if there is something."""
        return self._mode(follow_symlinks) != 0

    def is_dir(self, *, follow_symlinks=True):
        """Tell if it is a folder."""
        return S_ISDIR(self._mode(follow_symlinks))

    def is_file(self, *, follow_symlinks=True):
        """Tell if it is a regular file."""
        return S_ISREG(self._mode(follow_symlinks))

    def is_symlink(self):
        """Tell if it is a symbolic link."""
        return S_ISLNK(self._mode(False))


class _DirEntryInfo(_Info):
    """What the listing of a folder said about a path."""

    __slots__ = ('_entry',)

    def __init__(self, entry):
        super().__init__(entry.path)
        self._entry = entry

    def exists(self, *, follow_symlinks=True):
        return not follow_symlinks or super().exists()

    def is_dir(self, *, follow_symlinks=True):
        try:
            return self._entry.is_dir(follow_symlinks=follow_symlinks)
        except OSError:
            return False

    def is_file(self, *, follow_symlinks=True):
        try:
            return self._entry.is_file(follow_symlinks=follow_symlinks)
        except OSError:
            return False

    def is_symlink(self):
        try:
            return self._entry.is_symlink()
        except OSError:
            return False


class Path(PurePath):
    """A path that can ask the file system. Making one gives a PosixPath or a WindowsPath, as the system is."""

    __slots__ = ('_info',)

    def __new__(cls, *args, **kwargs):
        if cls is Path:
            cls = WindowsPath if os.name == 'nt' else PosixPath
        return object.__new__(cls)

    @property
    def info(self):
        """What is known about the path, see pathlib.types.PathInfo."""
        try:
            return self._info
        except AttributeError:
            self._info = _Info(self)
            return self._info

    # Questions.

    def stat(self, *, follow_symlinks=True):
        """Return what os.stat says."""
        return os.stat(self, follow_symlinks=follow_symlinks)

    def lstat(self):
        """Return what os.stat says about the path itself, even if it is a link."""
        return os.lstat(self)

    def exists(self, *, follow_symlinks=True):
        """Tell if there is something."""
        return os.path.exists(self) if follow_symlinks else os.path.lexists(self)

    def is_dir(self, *, follow_symlinks=True):
        """Tell if it is a folder."""
        return os.path.isdir(self) if follow_symlinks else self._is(S_ISDIR, follow=False)

    def is_file(self, *, follow_symlinks=True):
        """Tell if it is a regular file."""
        return os.path.isfile(self) if follow_symlinks else self._is(S_ISREG, follow=False)

    def _is(self, test, follow=True):
        try:
            return test(self.stat(follow_symlinks=follow).st_mode)
        except (OSError, ValueError):
            return False

    def is_mount(self):
        """Tell if it is a mount point."""
        return os.path.ismount(self)

    def is_symlink(self):
        """Tell if it is a symbolic link."""
        return os.path.islink(self)

    def is_junction(self):
        """Tell if it is a junction (of Windows)."""
        return os.path.isjunction(self)

    def is_block_device(self):
        """Tell if it is a block device."""
        return self._is(S_ISBLK)

    def is_char_device(self):
        """Tell if it is a character device."""
        return self._is(S_ISCHR)

    def is_fifo(self):
        """Tell if it is a named pipe."""
        return self._is(S_ISFIFO)

    def is_socket(self):
        """Tell if it is a socket."""
        return self._is(S_ISSOCK)

    def samefile(self, other_path):
        """Tell if another path leads to the same file."""
        other = other_path if hasattr(other_path, 'stat') else self.with_segments(other_path)
        return os.path.samestat(self.stat(), other.stat())

    def owner(self, *, follow_symlinks=True):
        """Return the name of the user who owns the file."""
        try:
            import pwd
        except ImportError:
            raise UnsupportedOperation(f"{type(self).__name__}.owner() is unsupported on this system") from None
        return pwd.getpwuid(self.stat(follow_symlinks=follow_symlinks).st_uid).pw_name

    def group(self, *, follow_symlinks=True):
        """Return the name of the group that owns the file."""
        try:
            import grp
        except ImportError:
            raise UnsupportedOperation(f"{type(self).__name__}.group() is unsupported on this system") from None
        return grp.getgrgid(self.stat(follow_symlinks=follow_symlinks).st_gid).gr_name

    # Contents.

    def open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
        """Open the file, as the built-in function does."""
        if 'b' not in mode:
            encoding = io.text_encoding(encoding)
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        """Return the contents as bytes."""
        with self.open('rb', buffering=0) as file:
            return file.read()

    def read_text(self, encoding=None, errors=None, newline=None):
        """Return the contents as text."""
        encoding = io.text_encoding(encoding)
        with self.open('r', -1, encoding, errors, newline) as file:
            return file.read()

    def write_bytes(self, data):
        """Make the bytes the contents."""
        # Anything but bytes-like data is refused before the file is emptied.
        view = memoryview(data)
        with self.open('wb') as file:
            return file.write(view)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        """Make the text the contents."""
        encoding = io.text_encoding(encoding)
        if not isinstance(data, str):
            raise TypeError(f'data must be str, not {type(data).__name__}')
        with self.open('w', -1, encoding, errors, newline) as file:
            return file.write(data)

    # Folders.

    def _child(self, entry, text):
        path = self.with_segments(text)
        path._str = text
        path._info = _DirEntryInfo(entry)
        return path

    def iterdir(self):
        """Return an iterator of the paths in the folder, in no order."""
        root = str(self)
        with os.scandir(root) as found:
            entries = list(found)
        if root == '.':
            return (self._child(entry, entry.name) for entry in entries)
        return (self._child(entry, entry.path) for entry in entries)

    def glob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """Return an iterator of the paths under this one that match a pattern; ** stands for any folders."""
        sys.audit('pathlib.Path.glob', self, pattern)
        if not isinstance(pattern, PurePath):
            pattern = self.with_segments(pattern)
        if pattern.anchor:
            raise NotImplementedError('Non-relative patterns are unsupported')
        raw = pattern._raw()
        names = list(pattern._names)
        if not names:
            raise ValueError(f'Unacceptable pattern: {str(raw)!r}')
        if raw[-1] in (self.parser.sep, self.parser.altsep):
            # Only folders, and they show it.
            names.append('')
        # If that was said, even names without wildcards are looked for in the folder.
        case_sensitive, pedantic = self._minds_case(case_sensitive), case_sensitive is not None
        text = str(self)
        start = '' if text == '.' else self.parser.join(text, '')
        search = _Search(names, case_sensitive, pedantic, recurse_symlinks, self.parser)
        paths = (self._found(path) for path in search.below(start, 0, False))
        return paths

    def _found(self, text):
        path = self.with_segments(text)
        path._str = text[:-1] if text[-1:] == self.parser.sep and len(text) > 1 and text != self.anchor else text or '.'
        if text[-1:] == self.parser.sep:
            del path._str
        return path

    def rglob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """Return an iterator of the paths anywhere under this one that match a pattern."""
        sys.audit('pathlib.Path.rglob', self, pattern)
        pattern = self.parser.join('**', os.fspath(pattern))
        return self.glob(pattern, case_sensitive=case_sensitive, recurse_symlinks=recurse_symlinks)

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        """Yield each folder under this one with the names of the folders and of the other files in it, see os.walk."""
        sys.audit('pathlib.Path.walk', self, on_error, follow_symlinks)
        root = str(self)
        for folder, folders, files in _walk(root, top_down, on_error, follow_symlinks):
            yield self.with_segments(folder) if root != '.' or folder == root else self.with_segments(
                folder.removeprefix('.' + self.parser.sep)), folders, files

    # Other paths.

    def absolute(self):
        """Return the absolute path; links and .. stay."""
        if self.is_absolute():
            return self
        if self.root:
            drive = os.path.splitroot(os.getcwd())[0]
            return self._like(drive, self.root, self._names)
        if self.drive:
            here = os.path.abspath(self.drive)
        else:
            here = os.getcwd()
            if not self._names:
                return self.with_segments(here)
        drive, root, names = self._parse_path(here)
        return self._like(drive, root, names + self._names)

    @classmethod
    def cwd(cls):
        """Return the current folder."""
        path = cls(os.getcwd())
        return path

    @classmethod
    def home(cls):
        """Return the user's home folder."""
        home = os.path.expanduser('~')
        if home == '~':
            raise RuntimeError('Could not determine home directory.')
        return cls(home)

    def expanduser(self):
        """Put the home folder in the place of ~ or ~user at the beginning."""
        names = self._names
        if self.drive or self.root or not names or not names[0].startswith('~'):
            return self
        home = os.path.expanduser(names[0])
        if home[:1] == '~':
            raise RuntimeError('Could not determine home directory.')
        drive, root, above = self._parse_path(home)
        return self._like(drive, root, above + names[1:])

    def resolve(self, strict=False):
        """Return the absolute path without links. strict: what is missing is an error."""
        return self.with_segments(os.path.realpath(self, strict=strict))

    def readlink(self):
        """Return where the link leads to."""
        if not hasattr(os, 'readlink'):
            raise UnsupportedOperation(f'{type(self).__name__}.readlink() is unsupported on this system')
        return self.with_segments(os.readlink(self))

    def as_uri(self):
        """Return the path as a file URI."""
        if not self.is_absolute():
            raise ValueError("relative paths can't be expressed as file URIs")
        from urllib.request import pathname2url
        return pathname2url(str(self), add_scheme=True)

    @classmethod
    def from_uri(cls, uri):
        """Return the path of a file URI."""
        from urllib.error import URLError
        from urllib.request import url2pathname
        try:
            path = cls(url2pathname(uri, require_scheme=True))
        except URLError as error:
            raise ValueError(error.reason) from None
        if not path.is_absolute():
            raise ValueError(f'URI is not absolute: {uri!r}')
        return path

    # Changes.

    def touch(self, mode=0o666, exist_ok=True):
        """Make the file, or set its time to now."""
        if exist_ok:
            try:
                os.utime(self, None)
                return
            except OSError:
                # Something else may be wrong: then opening it says so.
                pass
        os.close(os.open(self, os.O_CREAT | os.O_WRONLY | (0 if exist_ok else os.O_EXCL), mode))

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        """Make the folder, with parents those above it too."""
        try:
            os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            # The system may have other complaints about a folder that is there.
            if not exist_ok or not self.is_dir():
                raise

    def chmod(self, mode, *, follow_symlinks=True):
        """Change the permissions."""
        os.chmod(self, mode, follow_symlinks=follow_symlinks)

    def lchmod(self, mode):
        """Change the permissions of the path itself, even if it is a link."""
        self.chmod(mode, follow_symlinks=False)

    def unlink(self, missing_ok=False):
        """Remove the file or link."""
        try:
            os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        """Remove the folder, which must be empty."""
        os.rmdir(self)

    def rename(self, target):
        """Rename, and return the new path."""
        os.rename(self, target)
        return self._as_path(target)

    def replace(self, target):
        """Rename, even over another file, and return the new path."""
        os.replace(self, target)
        return self._as_path(target)

    def symlink_to(self, target, target_is_directory=False):
        """Make this path a symbolic link to another."""
        if not hasattr(os, 'symlink'):
            raise UnsupportedOperation(f'{type(self).__name__}.symlink_to() is unsupported on this system')
        os.symlink(target, self, target_is_directory)

    def hardlink_to(self, target):
        """Make this path another name of a file."""
        if not hasattr(os, 'link'):
            raise UnsupportedOperation(f'{type(self).__name__}.hardlink_to() is unsupported on this system')
        os.link(target, self)

    def copy(self, target, *, follow_symlinks=True, preserve_metadata=False):
        """Copy the file or folder to another path, and return that."""
        from pathlib import _os
        target = self._as_path(target)
        _os.check_apart(self, target)
        _os.copy(self, target, follow_symlinks, preserve_metadata)
        # What was known may have changed.
        return target.joinpath()

    def _copy_from(self, source, follow_symlinks=True, preserve_metadata=False):
        from pathlib import _os
        _os.copy(source, self, follow_symlinks, preserve_metadata)

    def copy_into(self, target_dir, **kwargs):
        """Copy the file or folder into a folder, and return the path of the copy."""
        return self.copy(self._in(target_dir), **kwargs)

    def move(self, target):
        """Move the file or folder to another path, and return that."""
        target = self._as_path(target)
        if isinstance(target, Path):
            if str(self).casefold() != str(target).casefold() or self == target:
                from pathlib import _os
                _os.check_apart(self, target)
            try:
                os.replace(self, target)
                return target.joinpath()
            except OSError as error:
                if error.errno != EXDEV:
                    raise
        result = self.copy(target, follow_symlinks=False, preserve_metadata=True)
        self._delete()
        return result

    def _delete(self):
        if self.is_symlink() or self.is_junction() or not self.is_dir():
            self.unlink()
        else:
            # Imported only where it is needed.
            import shutil
            shutil.rmtree(self)

    def move_into(self, target_dir):
        """Move the file or folder into a folder, and return its path there."""
        return self.move(self._in(target_dir))

    def _in(self, folder):
        name = self.name
        if not name:
            raise ValueError(f'{self!r} has an empty name')
        if hasattr(folder, 'with_segments'):
            return folder / name
        return self.with_segments(folder, name)


class PosixPath(Path, PurePosixPath):
    """A path on a POSIX system."""

    __slots__ = ()

    if os.name == 'nt':
        def __new__(cls, *args, **kwargs):
            raise UnsupportedOperation(f'cannot instantiate {cls.__name__!r} on your system')


class WindowsPath(Path, PureWindowsPath):
    """A path on Windows."""

    __slots__ = ()

    if os.name != 'nt':
        def __new__(cls, *args, **kwargs):
            raise UnsupportedOperation(f'cannot instantiate {cls.__name__!r} on your system')


def _walk(root, top_down, on_error, follow_symlinks):
    stack = [root]
    while stack:
        top = stack.pop()
        if isinstance(top, tuple):
            yield top
            continue
        folders, files = [], []
        try:
            with os.scandir(top) as found:
                entries = list(found)
        except OSError as error:
            if on_error is not None:
                on_error(error)
            continue
        for entry in entries:
            try:
                is_folder = entry.is_dir(follow_symlinks=follow_symlinks)
                if is_folder and not follow_symlinks and entry.is_junction():
                    is_folder = False
            except OSError:
                is_folder = False
            (folders if is_folder else files).append(entry.name)
        if top_down:
            yield top, folders, files
        else:
            stack.append((top, folders, files))
        stack += [os.path.join(top, name) for name in reversed(folders)]


class _Search:
    """One call of glob: the parts of the pattern, and how names are compared. Paths are texts; those of folders end with a
    separator."""

    def __init__(self, parts, case_sensitive, pedantic, through_links, parser):
        self.parts, self.case_sensitive, self.pedantic = parts, case_sensitive, pedantic
        self.through_links, self.parser = through_links, parser

    def below(self, start, number, known):
        # Yields the paths that match the parts from that number on, under the beginning of a path. known: it exists.
        parts = self.parts
        if number == len(parts):
            if known or self.is_there(start):
                yield start
            return
        part = parts[number]
        last = number == len(parts) - 1
        sep = '' if last else self.parser.sep
        if part in ('', '..'):
            if part == '' or last:
                path = start + part
                if last and part == '':
                    if self.is_folder_at(start):
                        yield start
                    return
                yield from self.below(path, number + 1, False)
            else:
                yield from self.below(start + part + sep, number + 1, False)
        elif part == '**':
            while number + 1 < len(parts) and parts[number + 1] == '**':
                number += 1
            yield from self.anywhere(start, number)
        elif not self.pedantic and not any(c in part for c in '*?['):
            yield from self.below(start + part + sep, number + 1, False)
        else:
            matches = _name_matcher(part, self.case_sensitive)
            for entry in self.entries(start):
                if matches(entry.name):
                    path = start + entry.name
                    if last:
                        yield path
                    elif self.is_folder(entry):
                        yield from self.below(path + self.parser.sep, number + 1, True)

    def anywhere(self, start, number):
        # The path itself and everything below: there the rest of the pattern may match.
        number += 1
        last = number == len(self.parts)
        if not last:
            several = '**' in self.parts[number:]
            seen = set()
            for path in self.folders(start):
                for found in self.below(path, number, True):
                    if several:
                        if found in seen:
                            continue
                        seen.add(found)
                    yield found
            return
        if self.is_folder_at(start):
            yield start
        stack = [start]
        while stack:
            folder = stack.pop()
            for entry in self.entries(folder):
                path = folder + entry.name
                if self.is_folder(entry, True):
                    stack.append(path + self.parser.sep)
                yield path

    def folders(self, start):
        # The folder and all below it; links are followed only if that is wanted.
        stack = [start]
        while stack:
            folder = stack.pop()
            yield folder
            stack += [folder + entry.name + self.parser.sep for entry in self.entries(folder) if self.is_folder(entry, True)]

    # What is asked of the file system.

    def is_there(self, path):
        return os.path.lexists(path or '.')

    def is_folder_at(self, path):
        return os.path.isdir(path or '.')

    def entries(self, folder):
        try:
            with os.scandir(folder or '.') as found:
                return list(found)
        except OSError:
            return ()

    def is_folder(self, entry, recursing=False):
        try:
            return entry.is_dir(follow_symlinks=self.through_links or not recursing)
        except OSError:
            return False
