"""Functions on file names of Windows: os.path there, and for handling such names elsewhere."""

# Before the imports: os asks for these while it is being imported.
curdir, pardir, extsep, sep, altsep = '.', '..', '.', '\\', '/'
pathsep, defpath, devnull = ';', '.;C:\\bin', 'nul'
supports_unicode_filenames = True

import errno
import genericpath
import os
import sys
from genericpath import *

__all__ = ['normcase', 'isabs', 'join', 'splitdrive', 'splitroot', 'split', 'splitext', 'basename', 'dirname',
           'commonprefix', 'getsize', 'getmtime', 'getatime', 'getctime', 'islink', 'exists', 'lexists', 'isdir', 'isfile',
           'ismount', 'isreserved', 'expanduser', 'expandvars', 'normpath', 'abspath', 'curdir', 'pardir', 'sep', 'pathsep',
           'defpath', 'altsep', 'extsep', 'devnull', 'realpath', 'supports_unicode_filenames', 'relpath', 'samefile',
           'sameopenfile', 'samestat', 'commonpath', 'isjunction', 'isdevdrive', 'ALLOW_MISSING']


class _Marks:
    """The special characters, as str or as bytes."""

    def __init__(self, convert):
        self.sep, self.altsep, self.colon, self.dot, self.up, self.empty = map(convert, ('\\', '/', ':', '.', '..', ''))
        self.both = self.sep + self.altsep
        self.verbatim_unc = self.sep * 2 + convert('?\\UNC\\')
        self.verbatim = self.sep * 2 + convert('?\\'), self.sep * 2 + convert('.\\')


_text, _bytes = _Marks(str), _Marks(str.encode)


def _of(path):
    return _bytes if isinstance(path, bytes) else _text


def _get_bothseps(path):
    return _of(path).both


def normcase(s):
    """Return the path in lower case and with backslashes."""
    s = os.fspath(s)
    if isinstance(s, bytes):
        encoding = sys.getfilesystemencoding()
        return s.decode(encoding, 'surrogateescape').replace('/', '\\').lower().encode(encoding, 'surrogateescape')
    return s.replace('/', '\\').lower()


def splitroot(p):
    """Split a path in drive, root and the rest. The drive is a letter or a share or device, the root one separator."""
    p = os.fspath(p)
    marks = _of(p)
    plain, none = p.replace(marks.altsep, marks.sep), marks.empty
    if plain.startswith(marks.sep * 2):
        # \\server\share, \\?\UNC\server\share, \\.\device: the drive ends at the second separator behind the beginning.
        start = len(marks.verbatim_unc) if plain[:8].upper() == marks.verbatim_unc else 2
        first = plain.find(marks.sep, start)
        second = plain.find(marks.sep, first + 1) if first >= 0 else -1
        if second < 0:
            return p, none, none
        return p[:second], p[second:second + 1], p[second + 1:]
    drive = 2 if plain[1:2] == marks.colon else 0
    root = drive + 1 if plain[drive:drive + 1] == marks.sep else drive
    return p[:drive], p[drive:root], p[root:]


def splitdrive(p):
    """Split a path in drive and the rest."""
    drive, root, rest = splitroot(p)
    return drive, root + rest


def isabs(s):
    """Tell if a path has a drive and a root, or is on a share."""
    s = os.fspath(s)
    marks = _of(s)
    start = s[:3].replace(marks.altsep, marks.sep)
    return start.startswith(marks.colon + marks.sep, 1) or start.startswith(marks.sep * 2)


def join(path, *paths):
    """Join parts of a path. One with a root or another drive drops those before it."""
    path = os.fspath(path)
    marks = _of(path)
    try:
        drive, root, rest = splitroot(path)
        for part in paths:
            p_drive, p_root, p_rest = splitroot(part)
            if p_root:
                if p_drive or not drive:
                    drive = p_drive
                root, rest = p_root, p_rest
                continue
            if p_drive and p_drive != drive:
                if p_drive.lower() != drive.lower():
                    drive, root, rest = p_drive, p_root, p_rest
                    continue
                drive = p_drive
            if rest and rest[-1:] not in marks.both:
                rest += marks.sep
            rest += p_rest
        if not paths:
            path[:0] + marks.sep
        # A share and a relative path need a separator in between.
        if rest and not root and drive and drive[-1:] not in marks.colon + marks.both:
            return drive + marks.sep + rest
        return drive + root + rest
    except (TypeError, AttributeError, BytesWarning):
        genericpath._check_arg_types('join', path, *paths)
        raise


def split(p):
    """Split a path in what is in front of the last name and that name."""
    p = os.fspath(p)
    marks = _of(p)
    drive, root, rest = splitroot(p)
    at = len(rest)
    while at and rest[at - 1:at] not in marks.both:
        at -= 1
    return drive + root + rest[:at].rstrip(marks.both), rest[at:]


def splitext(p):
    """Split the ending off the last name: the last dot that isn't at its beginning, and what follows."""
    p = os.fspath(p)
    marks = _of(p)
    return genericpath._splitext(p, marks.sep, marks.altsep, marks.dot)


def basename(p):
    """Return the last name of a path."""
    return split(p)[1]


def dirname(p):
    """Return what is in front of the last name of a path."""
    return split(p)[0]


def ismount(path):
    """Tell if a path is the root of a drive, a share or a volume."""
    path = os.fspath(path)
    marks = _of(path)
    path = abspath(path)
    drive, root, rest = splitroot(path)
    if drive and drive[:1] in marks.both:
        return not rest
    if root and not rest:
        return True
    try:
        from nt import _getvolumepathname
    except ImportError:
        return False
    trimmed = path.rstrip(marks.both)
    return trimmed.casefold() == _getvolumepathname(path).rstrip(marks.both).casefold()


_reserved_characters = frozenset({*map(chr, range(32)), *'"*:<>?|/\\'})
_reserved_names = frozenset({'CON', 'PRN', 'AUX', 'NUL', 'CONIN$', 'CONOUT$'}
                            | {f'{port}{number}' for port in ('COM', 'LPT') for number in '123456789\xb9\xb2\xb3'})


def isreserved(path):
    """Tell if a name in a path is one that Windows keeps for itself or doesn't allow."""
    names = os.fsdecode(splitroot(path)[2]).replace('/', '\\').split('\\')
    return any(_is_reserved_name(name) for name in reversed(names))


def _is_reserved_name(name):
    if name[-1:] in ('.', ' '):
        return name not in ('.', '..')
    if not _reserved_characters.isdisjoint(name):
        return True
    return name.partition('.')[0].rstrip(' ').upper() in _reserved_names


def expanduser(path):
    """Put the home folder in the place of ~ or ~user at the beginning."""
    path = os.fspath(path)
    marks = _of(path)
    tilde = b'~' if marks is _bytes else '~'
    if not path.startswith(tilde):
        return path
    end = 1
    while end < len(path) and path[end:end + 1] not in marks.both:
        end += 1
    variables = os.environ
    if 'USERPROFILE' in variables:
        home = variables['USERPROFILE']
    elif 'HOMEPATH' in variables:
        home = join(variables.get('HOMEDRIVE', ''), variables['HOMEPATH'])
    else:
        return path
    if end != 1:
        user = os.fsdecode(path[1:end])
        current = variables.get('USERNAME')
        if user != current:
            # Others' homes lie beside one's own, if that has its owner's name.
            if current != basename(home):
                return path
            home = join(dirname(home), user)
    return (os.fsencode(home) if marks is _bytes else home) + path[end:]


def expandvars(path):
    """Put variables of the environment in the place of $name, ${name} and %name%; '...' stays as it is."""
    path = os.fspath(path)
    as_bytes = isinstance(path, bytes)
    text = os.fsdecode(path) if as_bytes else path
    if '$' not in text and '%' not in text:
        return path
    values = {os.fsdecode(key): os.fsdecode(value) for key, value in os.environb.items()} if as_bytes and getattr(
        os, 'environb', None) is not None else os.environ
    out, at = [], 0
    while at < len(text):
        c = text[at]
        end = at + 1
        known = None
        if c == "'":
            close = text.find("'", at + 1)
            end = len(text) if close < 0 else close + 1
        elif c == '%':
            close = text.find('%', at + 1)
            if close == at + 1:
                known, end = '%', at + 2
            elif close < 0:
                end = len(text)
            else:
                end = close + 1
                known = values.get(text[at + 1:close])
        elif c == '$':
            following = text[at + 1:at + 2]
            if following == '$':
                known, end = '$', at + 2
            elif following == '{':
                close = text.find('}', at + 2)
                end = len(text) if close < 0 else close + 1
                if close >= 0:
                    known = values.get(text[at + 2:close])
            else:
                while end < len(text) and (text[end].isascii() and text[end].isalnum() or text[end] in '_-'):
                    end += 1
                if end > at + 1:
                    known = values.get(text[at + 1:end])
        out.append(text[at:end] if known is None else known)
        at = end
    result = ''.join(out)
    return os.fsencode(result) if as_bytes else result


def normpath(path):
    """Return a path without superfluous separators, . and .. where they can be done without."""
    path = os.fspath(path)
    marks = _of(path)
    drive, root, rest = splitroot(path.replace(marks.altsep, marks.sep))
    names = []
    for name in rest.split(marks.sep):
        if not name or name == marks.dot:
            continue
        if name == marks.up:
            if names and names[-1] != marks.up:
                names.pop()
                continue
            if root:
                continue
        names.append(name)
    return drive + root + marks.sep.join(names) or marks.dot


def abspath(path):
    """Return an absolute, normal path."""
    path = os.fspath(path)
    try:
        from nt import _getfullpathname
    except ImportError:
        pass
    else:
        try:
            return _getfullpathname(normpath(path))
        except (OSError, ValueError):
            pass
    if not isabs(path):
        here = os.getcwdb() if isinstance(path, bytes) else os.getcwd()
        path = join(here, path)
    return normpath(path)


def realpath(path, *, strict=False):
    """Return an absolute path without links. strict: what is missing is an error (ALLOW_MISSING: other errors only)."""
    path = os.fspath(path)
    try:
        from nt import _getfinalpathname
    except ImportError:
        # No file of Windows is in reach here.
        return abspath(path)
    marks = _of(path)
    path = normpath(path)
    ignored = FileNotFoundError if strict is ALLOW_MISSING else () if strict else OSError
    had_prefix = path.startswith(marks.verbatim[0])
    if not had_prefix and not isabs(path):
        path = join(os.getcwdb() if marks is _bytes else os.getcwd(), path)
    tail = marks.empty
    start = path
    while True:
        try:
            found = _getfinalpathname(path)
            break
        except ignored:
            path, name = split(path)
            if not name:
                found = path
                break
            tail = join(name, tail) if tail else name
    result = join(found, tail) if tail else found
    if not had_prefix and result.startswith(marks.verbatim[0]):
        unc = result.startswith(marks.verbatim_unc)
        shorter = marks.sep * 2 + result[len(marks.verbatim_unc):] if unc else result[len(marks.verbatim[0]):]
        try:
            if _getfinalpathname(shorter) == result:
                result = shorter
        except (OSError, ValueError):
            if tail:
                result = shorter
    return result


def relpath(path, start=None):
    """Return a path as seen from a folder, the current one by default."""
    path = os.fspath(path)
    if not path:
        raise ValueError('no path specified')
    marks = _of(path)
    start = marks.dot if start is None else os.fspath(start)
    try:
        roots, names = [], []
        for each in (start, path):
            drive, root, rest = splitroot(abspath(each))
            roots.append(drive)
            names.append([name for name in rest.split(marks.sep) if name])
        if normcase(roots[0]) != normcase(roots[1]):
            raise ValueError(f'path is on mount {roots[1]!r}, start on mount {roots[0]!r}')
        common = 0
        for one, other in zip(*names):
            if normcase(one) != normcase(other):
                break
            common += 1
        steps = [marks.up] * (len(names[0]) - common) + names[1][common:]
        return marks.sep.join(steps) or marks.dot
    except (TypeError, ValueError, AttributeError, BytesWarning, DeprecationWarning):
        genericpath._check_arg_types('relpath', path, start)
        raise


def commonpath(paths):
    """Return the longest path that all the paths begin with."""
    paths = tuple(map(os.fspath, paths))
    if not paths:
        raise ValueError('commonpath() arg is an empty iterable')
    marks = _of(paths[0])
    try:
        parts = [splitroot(path.replace(marks.altsep, marks.sep)) for path in paths]
        if len({drive.lower() for drive, _root, _rest in parts}) != 1:
            raise ValueError("Paths don't have the same drive")
        if len({bool(root) for _drive, root, _rest in parts}) != 1:
            if parts[0][0]:
                raise ValueError("Can't mix absolute and relative paths")
            raise ValueError("Can't mix rooted and not-rooted paths")
        names = [[name for name in rest.split(marks.sep) if name and name != marks.dot] for _drive, _root, rest in parts]
        count = 0
        for column in zip(*names):
            if len({name.lower() for name in column}) != 1:
                break
            count += 1
        first = splitroot(paths[0].replace(marks.altsep, marks.sep))
        return first[0] + first[1] + marks.sep.join(names[0][:count])
    except (TypeError, AttributeError):
        genericpath._check_arg_types('commonpath', *paths)
        raise


def isdevdrive(path):
    """Tell if a path is on a drive for developers."""
    try:
        from nt import _path_isdevdrive
    except ImportError:
        os.fspath(path)
        return False
    try:
        return _path_isdevdrive(abspath(path))
    except OSError:
        return False
