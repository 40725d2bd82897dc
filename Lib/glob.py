"""The paths that match a pattern with *, ?, [...] and, where asked for, ** for any folders in between."""

import fnmatch
import os
import re
import stat
import sys

__all__ = ['glob', 'iglob', 'escape', 'translate']

magic_check = re.compile('([*?[])')
magic_check_bytes = re.compile(b'([*?[])')


def has_magic(s):
    """Tell if a path has characters that make it a pattern."""
    return (magic_check_bytes if isinstance(s, bytes) else magic_check).search(s) is not None


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """Return the paths that match, as a list in no order.

    root_dir or dir_fd: where a relative pattern starts. recursive: ** matches any number of folders. include_hidden:
    wildcards match names that begin with a dot.
    """
    return list(iglob(pathname, root_dir=root_dir, dir_fd=dir_fd, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """Return an iterator of the paths that match; see glob."""
    sys.audit('glob.glob', pathname, recursive)
    sys.audit('glob.glob/2', pathname, recursive, root_dir, dir_fd)
    root = os.fspath(root_dir) if root_dir is not None else pathname[:0]
    search = _Search(root, dir_fd, recursive, include_hidden)
    paths = search.paths(pathname, False)
    if not pathname or recursive and pathname[:2] in ('**', b'**'):
        return _without_start(paths)
    return paths


def _without_start(paths):
    # ** at the front matches the start itself, whose path is empty.
    for number, path in enumerate(paths):
        if path or number:
            yield path


class _Search:
    """One call of glob."""

    def __init__(self, root, dir_fd, recursive, hidden):
        self.root, self.dir_fd, self.recursive, self.hidden = root, dir_fd, recursive, hidden

    def place(self, path):
        # Where a path of the result lies.
        if not self.root or not path:
            return path or self.root
        return os.path.join(self.root, path)

    def paths(self, pattern, only_folders):
        folder, name = os.path.split(pattern)
        if not has_magic(pattern):
            if self.exists(pattern) if name else self.is_folder(folder):
                yield pattern
            return
        # A folder that is its own head is a root or a drive, which is no pattern.
        folders = self.paths(folder, True) if folder != pattern and has_magic(folder) else [folder]
        for start in folders:
            for found in self.names(start, name, only_folders):
                yield os.path.join(start, found) if start else found

    def names(self, folder, pattern, only_folders):
        # The paths under a folder that match the last part of a pattern.
        if not has_magic(pattern):
            path = os.path.join(folder, pattern)
            if self.exists(path) if pattern else self.is_folder(folder):
                yield pattern
        elif self.recursive and pattern in ('**', b'**'):
            if not folder or self.is_folder(folder):
                yield pattern[:0]
                yield from self.below(folder, only_folders)
        else:
            names = [name for name, _ in self.entries(folder, only_folders)]
            if not self.hidden and not _is_hidden(pattern):
                names = [name for name in names if not _is_hidden(name)]
            yield from fnmatch.filter(names, pattern)

    def below(self, folder, only_folders):
        for name, is_folder in self.entries(folder, only_folders):
            if not self.hidden and _is_hidden(name):
                continue
            yield name
            if is_folder:
                path = os.path.join(folder, name) if folder else name
                for deeper in self.below(path, only_folders):
                    yield os.path.join(name, deeper)

    def entries(self, folder, only_folders):
        # Returns pairs of name and whether it is a folder. A folder that can't be read has no entries.
        where = self.place(folder)
        if not where:
            where = os.curdir.encode() if isinstance(folder, bytes) else os.curdir
        opened = None
        try:
            if self.dir_fd is not None:
                opened = os.open(where, os.O_RDONLY | os.O_DIRECTORY, dir_fd=self.dir_fd)
            with os.scandir(where if opened is None else opened) as found:
                result = []
                for entry in found:
                    try:
                        is_folder = entry.is_dir()
                    except OSError:
                        is_folder = False
                    if is_folder or not only_folders:
                        name = entry.name
                        if opened is not None and isinstance(folder, bytes):
                            name = os.fsencode(name)
                        result.append((name, is_folder))
                return result
        except OSError:
            return []
        finally:
            if opened is not None:
                os.close(opened)

    def exists(self, path):
        where = self.place(path)
        if self.dir_fd is None:
            return os.path.lexists(where)
        try:
            os.lstat(where, dir_fd=self.dir_fd)
        except (OSError, ValueError):
            return False
        return True

    def is_folder(self, path):
        where = self.place(path)
        if self.dir_fd is None:
            return os.path.isdir(where)
        try:
            return stat.S_ISDIR(os.stat(where, dir_fd=self.dir_fd).st_mode)
        except (OSError, ValueError):
            return False


def _is_hidden(name):
    return name[:1] in ('.', b'.')


def glob0(dirname, pattern):
    """Return the name in a list if it exists in the folder. Deprecated."""
    return _one_folder('glob0', dirname, pattern)


def glob1(dirname, pattern):
    """Return the names in the folder that match. Deprecated."""
    return _one_folder('glob1', dirname, pattern)


def _one_folder(function, dirname, pattern):
    import warnings
    warnings._deprecated(f'glob.{function}', '{name} is deprecated and will be removed in Python {remove}. '
                         'Use glob.glob and pass a directory to its root_dir argument instead.', remove=(3, 15))
    search = _Search(dirname[:0], None, False, False)
    if function == 'glob0' or not has_magic(pattern):
        path = os.path.join(dirname, pattern)
        found = search.exists(path) if pattern else search.is_folder(dirname)
        return [pattern] if found else []
    return list(search.names(dirname, pattern, False))


def escape(pathname):
    """Return the path as a pattern that matches only it."""
    drive, rest = os.path.splitdrive(pathname)
    if isinstance(pathname, bytes):
        return drive + magic_check_bytes.sub(rb'[\1]', rest)
    return drive + magic_check.sub(r'[\1]', rest)


def translate(pat, *, recursive=False, include_hidden=False, seps=None):
    """Return a pattern as a regular expression. seps: the separators of paths, the system's by default."""
    if not seps:
        seps = os.path.sep + (os.path.altsep or '')
    inside = ''.join(map(re.escape, seps))
    separator = f'[{inside}]' if len(seps) > 1 else inside
    other = f'[^{inside}]'
    begin = other if include_hidden else f'[^{inside}.]'
    whole = f'{other}+' if include_hidden else f'{begin}{other}*'
    folders = f'(?:.+{separator})?' if include_hidden else f'(?:{whole}{separator})*'
    everything = '.*' if include_hidden else f'{folders}(?:{whole})?'
    parts = re.split(separator, pat)
    result = []
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        if part == '*':
            result.append(whole if last else whole + separator)
        elif recursive and part == '**':
            if last:
                result.append(everything)
            elif parts[number + 1] != '**':
                result.append(folders)
        else:
            if part:
                if not include_hidden and part[0] in '*?':
                    result.append(r'(?!\.)')
                pieces = fnmatch.pattern_pieces(part, other)
                result += [other + '*' if piece is None else piece for at, piece in enumerate(pieces)
                           if piece is not None or not at or pieces[at - 1] is not None]
            if not last:
                result.append(separator)
    return f'(?s:{"".join(result)})\\z'
