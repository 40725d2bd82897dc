"""The functions on file names that are the same on all systems."""

import stat

__all__ = ['commonprefix', 'exists', 'getatime', 'getctime', 'getmtime', 'getsize', 'isdevdrive',
           'isdir', 'isfile', 'isjunction', 'islink', 'lexists', 'samefile', 'sameopenfile',
           'samestat', 'ALLOW_MISSING']


def _mode(ask, path):
    # The mode of a file, 0 when there is none or the name is impossible.
    try:
        return ask(path).st_mode
    except (OSError, ValueError):
        return 0


def exists(path):
    """Tell whether there is such a file; False for a broken symbolic link."""
    return _mode(os.stat, path) != 0


def lexists(path):
    """Tell whether there is such a file, even a broken symbolic link."""
    return _mode(os.lstat, path) != 0


def isfile(path):
    """Tell whether the path is a regular file, or a link to one."""
    return stat.S_ISREG(_mode(os.stat, path))


def isdir(s):
    """Tell whether the path is a directory, or a link to one."""
    return stat.S_ISDIR(_mode(os.stat, s))


def islink(path):
    """Tell whether the path is a symbolic link."""
    return stat.S_ISLNK(_mode(os.lstat, path))


def isjunction(path):
    """Return False: only Windows has junctions."""
    os.fspath(path)
    return False


def isdevdrive(path):
    """Return False: only Windows has Dev Drives."""
    os.fspath(path)
    return False


def getsize(filename):
    """Return the size of a file in bytes."""
    return os.stat(filename).st_size


def getmtime(filename):
    """Return when the contents of a file last changed, in seconds since 1970."""
    return os.stat(filename).st_mtime


def getatime(filename):
    """Return when a file was last read, in seconds since 1970."""
    return os.stat(filename).st_atime


def getctime(filename):
    """Return when the status of a file last changed, in seconds since 1970."""
    return os.stat(filename).st_ctime


def commonprefix(m):
    """Return the characters that all the strings begin with; '' for none. Sequences work too."""
    if not m:
        return ''
    if not isinstance(m[0], (list, tuple)):
        m = [os.fspath(name) for name in m]
    first, last = min(m), max(m)
    n = 0
    for a, b in zip(first, last):
        if a != b:
            break
        n += 1
    return first[:n]


def samestat(s1, s2):
    """Tell whether two stat results are of the same file."""
    return (s1.st_ino, s1.st_dev) == (s2.st_ino, s2.st_dev)


def samefile(f1, f2):
    """Tell whether two names are of the same file."""
    return samestat(os.stat(f1), os.stat(f2))


def sameopenfile(fp1, fp2):
    """Tell whether two descriptors are of the same open file."""
    return samestat(os.fstat(fp1), os.fstat(fp2))


def _splitext(p, sep, altsep, extsep):
    # The suffix begins at the last dot of the last part, unless only dots stand before it.
    start = max(p.rfind(sep), p.rfind(altsep) if altsep else -1) + 1
    dot = p.rfind(extsep, start)
    if dot < 0 or not p[start:dot].lstrip(extsep):
        return p, p[:0]
    return p[:dot], p[dot:]


def _check_arg_types(funcname, *args):
    # Explain what is wrong with the arguments of a function on several names.
    kinds = set()
    for arg in args:
        if isinstance(arg, str):
            kinds.add(str)
        elif isinstance(arg, bytes):
            kinds.add(bytes)
        else:
            raise TypeError(f"{funcname}() argument must be str, bytes, or "
                            f"os.PathLike object, not {type(arg).__name__!r}") from None
    if len(kinds) > 1:
        raise TypeError("Can't mix strings and bytes in path components") from None


class _AllowMissing:
    """What realpath's argument strict takes to allow missing files but no other error."""

    def __repr__(self):
        return "os.path.ALLOW_MISSING"

    def __reduce__(self):
        return "ALLOW_MISSING"


ALLOW_MISSING = _AllowMissing()


import os  # last, since it needs the functions above through os.path
