"""Databases of keys and values, in whatever form there is."""

import os

__all__ = ['open', 'whichdb', 'error']


class error(Exception):
    """The base of the errors of all forms; replaced below by a tuple with OSError."""


_names = ['dbm.sqlite3', 'dbm.gnu', 'dbm.ndbm', 'dbm.dumb']
_defaultmod = None
_modules = {}
error = (error, OSError)


def _module(name):
    if name not in _modules:
        _modules[name] = __import__(name, fromlist=['open'])
    return _modules[name]


def open(file, flag='r', mode=0o666):
    """Open a database: r to read, w to write, c to make it if need be, n to make an empty one. An old one is opened in
    its form, a new one made in the best that there is."""
    global _defaultmod
    if _defaultmod is None:
        for name in _names:
            try:
                _defaultmod = _module(name)
                break
            except ImportError:
                continue
        else:
            raise ImportError(f'no dbm clone found; tried {_names}')
    form = whichdb(file) if 'n' not in flag else None
    if form is None:
        if 'c' not in flag and 'n' not in flag:
            raise error[0](2, "db file doesn't exist; use 'c' or 'n' flag to create a new db")
        module = _defaultmod
    elif form == '':
        raise error[0](0, 'db type could not be determined', file)
    else:
        try:
            module = _module(form)
        except ImportError:
            raise error[0](0, f'db type is {form}, but the module is not available', file) from None
    return module.open(file, flag, mode)


def _is_file(path):
    try:
        with _open(path, 'rb'):
            return True
    except OSError:
        return False


_open = __builtins__['open'] if isinstance(__builtins__, dict) else __builtins__.open


def whichdb(filename):
    """Return the name of the module that knows a database: None if it can't be read, '' if its form isn't known."""
    filename = os.fsencode(filename)
    if _is_file(filename + b'.pag') and _is_file(filename + b'.dir') or _is_file(filename + b'.db'):
        if not _is_file(filename + b'.pag'):
            with _open(filename + b'.db', 'rb') as file:
                head = file.read(16)
            import struct
            if len(head) == 16 and struct.unpack('=l', head[12:16])[0] in (0x00061561, 0x61150600):
                return 'dbm.ndbm'
        return 'dbm.ndbm'
    try:
        size = os.stat(filename + b'.dat').st_size
        with _open(filename + b'.dir', 'rb') as file:
            if size == 0 and os.stat(filename + b'.dir').st_size == 0 or file.read(1) in (b"'", b'"'):
                return 'dbm.dumb'
    except OSError:
        pass
    try:
        with _open(filename, 'rb') as file:
            head = file.read(16)
    except OSError:
        return None
    if len(head) < 4:
        return ''
    import struct
    if struct.unpack('=l', head[:4])[0] in (0x13579ace, 0x13579acd, 0x13579acf):
        return 'dbm.gnu'
    if head == b'SQLite format 3\0':
        return 'dbm.sqlite3'
    return ''


if __name__ == '__main__':
    import sys
    for name in sys.argv[1:]:
        print(whichdb(name) or 'UNKNOWN', name)
