"""Functions on file names of POSIX systems: os.path. All take str, bytes or path-like objects."""

# Before the imports: os asks for these while it is being imported.
curdir, pardir, extsep, sep, altsep = '.', '..', '.', '/', None
pathsep, defpath, devnull = ':', '/bin:/usr/bin', '/dev/null'
supports_unicode_filenames = False

import errno
import os
import stat
from genericpath import *
from genericpath import _check_arg_types, _splitext
from posix import _path_normpath as normpath, _path_splitroot_ex as splitroot

__all__ = ['normcase', 'isabs', 'join', 'splitdrive', 'splitroot', 'split', 'splitext', 'basename',
           'dirname', 'commonprefix', 'getsize', 'getmtime', 'getatime', 'getctime', 'islink',
           'exists', 'lexists', 'isdir', 'isfile', 'ismount', 'expanduser', 'expandvars',
           'normpath', 'abspath', 'samefile', 'sameopenfile', 'samestat', 'curdir', 'pardir',
           'sep', 'pathsep', 'defpath', 'altsep', 'extsep', 'devnull', 'realpath',
           'supports_unicode_filenames', 'relpath', 'commonpath', 'isjunction', 'isdevdrive',
           'ALLOW_MISSING']


def _slash(path):
    return b'/' if isinstance(path, bytes) else '/'


_get_sep = _slash


def normcase(s):
    """Return the path as it is: case matters on this system."""
    return os.fspath(s)


def isabs(s):
    """Tell whether the path begins with a slash."""
    s = os.fspath(s)
    return s.startswith(_slash(s))


def join(a, *p):
    """Join names with slashes. An absolute one drops those before it; an empty last one gives a slash at the end."""
    a = os.fspath(a)
    slash = _slash(a)
    try:
        result = a
        for part in map(os.fspath, p):
            if part.startswith(slash):
                result = part
            elif not result or result.endswith(slash):
                result += part
            else:
                result += slash + part
        return result
    except (TypeError, AttributeError, BytesWarning):
        _check_arg_types('join', a, *p)
        raise


def split(p):
    """Return (everything before the last slash, what is behind it)."""
    p = os.fspath(p)
    slash = _slash(p)
    cut = p.rfind(slash) + 1
    head = p[:cut]
    return head.rstrip(slash) or head, p[cut:]


def basename(p):
    """Return what is behind the last slash."""
    p = os.fspath(p)
    return p[p.rfind(_slash(p)) + 1:]


def dirname(p):
    """Return what is before the last slash."""
    p = os.fspath(p)
    slash = _slash(p)
    head = p[:p.rfind(slash) + 1]
    return head.rstrip(slash) or head


def splitext(p):
    """Return (path without suffix, suffix with its dot)."""
    if type(p) is str:
        dot = p.rfind('.')
        if dot <= p.rfind('/') + 1:
            return p, ''
        if p[dot - 1] not in './':
            return p[:dot], p[dot:]
    p = os.fspath(p)
    if isinstance(p, bytes):
        return _splitext(p, b'/', None, b'.')
    return _splitext(p, '/', None, '.')


def splitdrive(p):
    """Return ('', path): there are no drives on this system."""
    p = os.fspath(p)
    return p[:0], p


def ismount(path):
    """Tell whether a file system is mounted at the directory."""
    try:
        here = os.lstat(path)
        if stat.S_ISLNK(here.st_mode):
            return False
        path = os.fspath(path)
        above = os.lstat(realpath(join(path, b'..' if isinstance(path, bytes) else '..')))
    except (OSError, ValueError):
        return False
    return here.st_dev != above.st_dev or here.st_ino == above.st_ino


def expanduser(path):
    """Replace ~ or ~user at the start by that user's home directory, if it is known."""
    path = os.fspath(path)
    is_bytes = isinstance(path, bytes)
    text = os.fsdecode(path)
    if not text.startswith('~'):
        return path
    user, slash, rest = text[1:].partition('/')
    home = None
    if not user and 'HOME' in os.environ:
        home = os.environ['HOME']
    else:
        try:
            import pwd
            home = (pwd.getpwnam(user) if user else pwd.getpwuid(os.getuid())).pw_dir
        except (ImportError, KeyError):
            return path
    result = (home.rstrip('/') + slash + rest) or '/'
    return os.fsencode(result) if is_bytes else result


def expandvars(path):
    """Replace $name and ${name} by environment variables; those that aren't set stay."""
    path = os.fspath(path)
    if isinstance(path, bytes):
        dollar, brace, close, environ = b'$', b'{', b'}', getattr(os, 'environb', None)
        word = frozenset(b'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_')
    else:
        dollar, brace, close, environ = '$', '{', '}', os.environ
        word = frozenset('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_')
    done, position = [], 0
    while (start := path.find(dollar, position)) >= 0:
        done.append(path[position:start])
        if path[start + 1:start + 2] == brace:
            end = path.find(close, start + 2)
            name, after = path[start + 2:end], end + 1
            if end < 0:
                name, after = None, start + 1
        else:
            after = start + 1
            while after < len(path) and path[after] in word:
                after += 1
            name = path[start + 1:after]
        if name and name in environ:
            done.append(environ[name])
        else:
            done.append(path[start:after])
        position = after
    if not done:
        return path
    done.append(path[position:])
    return path[:0].join(done)


def abspath(path):
    """Return the normalized absolute path."""
    path = os.fspath(path)
    if not isabs(path):
        path = join(os.getcwdb() if isinstance(path, bytes) else os.getcwd(), path)
    return normpath(path)


def realpath(filename, *, strict=False):
    """Return the absolute path without symbolic links.

    With strict=True a missing file is an error, with strict=ALLOW_MISSING any other error is.
    """
    filename = os.fspath(filename)
    if isinstance(filename, bytes):
        slash, dot, dots, here = b'/', b'.', b'..', os.getcwdb
    else:
        slash, dot, dots, here = '/', '.', '..', os.getcwd
    if strict is ALLOW_MISSING:
        forgiven = FileNotFoundError
    elif strict:
        forgiven = ()
    else:
        forgiven = OSError
    path = slash if filename.startswith(slash) else here()
    # Parts still to walk, last first. A tuple (link, path before it) marks that a link is walked to its end.
    todo = filename.split(slash)[::-1]
    links = {}
    while todo:
        part = todo.pop()
        if isinstance(part, tuple):
            links[part[0]] = path
            continue
        if not part or part == dot:
            continue
        if part == dots:
            path = dirname(path) if path != slash else path
            continue
        new = path + part if path.endswith(slash) else path + slash + part
        try:
            mode = os.lstat(new).st_mode
            if not stat.S_ISLNK(mode):
                if strict and not stat.S_ISDIR(mode) and any(not isinstance(x, tuple) for x in todo):
                    raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), new)
                path = new
                continue
            if new in links:
                if links[new] is not None:
                    path = links[new]
                    continue
                if strict:
                    os.stat(new)  # raises: too many levels of links
                path = new
                continue
            target = os.readlink(new)
        except forgiven:
            path = new
            continue
        links[new] = None
        todo.append((new,))
        todo.extend(target.split(slash)[::-1])
        if target.startswith(slash):
            path = slash
    return path


def relpath(path, start=None):
    """Return the path as seen from the directory start, by default the current one."""
    path = os.fspath(path)
    if not path:
        raise ValueError("no path specified")
    if isinstance(path, bytes):
        slash, dot, dots = b'/', b'.', b'..'
    else:
        slash, dot, dots = '/', '.', '..'
    start = dot if start is None else os.fspath(start)
    try:
        origin = [part for part in abspath(start).split(slash) if part]
        target = [part for part in abspath(path).split(slash) if part]
        shared = len(commonprefix([origin, target]))
        parts = [dots] * (len(origin) - shared) + target[shared:]
        return slash.join(parts) or dot
    except (TypeError, AttributeError, BytesWarning, DeprecationWarning):
        _check_arg_types('relpath', path, start)
        raise


def commonpath(paths):
    """Return the longest path that all the paths lie under."""
    paths = tuple(map(os.fspath, paths))
    if not paths:
        raise ValueError('commonpath() arg is an empty sequence')
    slash = _slash(paths[0])
    dot = b'.' if isinstance(paths[0], bytes) else '.'
    try:
        rooted = {path.startswith(slash) for path in paths}
        if len(rooted) > 1:
            raise ValueError("Can't mix absolute and relative paths")
        parts = [[part for part in path.split(slash) if part and part != dot] for path in paths]
        return (slash if True in rooted else slash[:0]) + slash.join(commonprefix(parts))
    except (TypeError, AttributeError):
        _check_arg_types('commonpath', *paths)
        raise
