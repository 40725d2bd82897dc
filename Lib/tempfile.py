"""Temporary files and folders."""

import errno as _errno
import functools as _functools
import io as _io
import os as _os
import sys as _sys
import types as _types
import weakref as _weakref

__all__ = ['NamedTemporaryFile', 'TemporaryFile', 'SpooledTemporaryFile', 'TemporaryDirectory', 'mkstemp', 'mkdtemp',
           'mktemp', 'TMP_MAX', 'gettempprefix', 'tempdir', 'gettempdir', 'gettempprefixb', 'gettempdirb']

_bin_openflags = _os.O_RDWR | _os.O_CREAT | _os.O_EXCL
for _flag in ('O_NOFOLLOW', 'O_CLOEXEC', 'O_BINARY'):
    if _flag != 'O_CLOEXEC':
        _bin_openflags |= getattr(_os, _flag, 0)
_text_openflags = _bin_openflags & ~getattr(_os, 'O_BINARY', 0)

_generic = classmethod(_types.GenericAlias)

# How many names are tried.
TMP_MAX = getattr(_os, 'TMP_MAX', 10000)
template = 'tmp'
tempdir = None


def _infer_return_type(*args):
    # str or bytes, whatever the arguments are; paths count as str.
    kind = None
    for arg in args:
        if arg is None:
            continue
        if isinstance(arg, _os.PathLike):
            arg = _os.fspath(arg)
        this = bytes if isinstance(arg, bytes) else str
        if kind not in (None, this):
            raise TypeError("Can't mix bytes and non-bytes in path components.")
        kind = this
    if kind is None:
        kind = str if tempdir is None or isinstance(tempdir, str) else bytes
    return kind


def _place(prefix, suffix, dir):
    kind = _infer_return_type(prefix, suffix, dir)
    if suffix is None:
        suffix = kind()
    if prefix is None:
        prefix = template if kind is str else _os.fsencode(template)
    if dir is None:
        dir = gettempdir() if kind is str else gettempdirb()
    return prefix, suffix, dir, kind


class _RandomNameSequence:
    """An endless iterator of names that nobody can guess."""

    characters = 'abcdefghijklmnopqrstuvwxyz0123456789_'

    def __iter__(self):
        return self

    def __next__(self):
        # The system's random bytes, other ones in each process. 222 is six times the number of characters.
        names = self.characters
        good = [byte for byte in _os.urandom(32) if byte < 222]
        while len(good) < 8:
            good += [byte for byte in _os.urandom(32) if byte < 222]
        return ''.join([names[byte % 37] for byte in good[:8]])


_name_sequence = None


def _get_candidate_names():
    global _name_sequence
    if _name_sequence is None:
        _name_sequence = _RandomNameSequence()
    return _name_sequence


def _candidate_tempdir_list():
    folders = [value for value in map(_os.getenv, ('TMPDIR', 'TEMP', 'TMP')) if value]
    if _os.name == 'nt':
        folders += [_os.path.expanduser(r'~\AppData\Local\Temp'), _os.path.expandvars(r'%SYSTEMROOT%\Temp'),
                    r'c:\temp', r'c:\tmp', r'\temp', r'\tmp']
    else:
        folders += ['/tmp', '/var/tmp', '/usr/tmp']
    try:
        folders.append(_os.getcwd())
    except (AttributeError, OSError):
        folders.append(_os.curdir)
    return folders


def _get_default_tempdir(dirlist=None):
    # The first folder in which a file can be made.
    folders = _candidate_tempdir_list() if dirlist is None else dirlist
    names = _RandomNameSequence()
    for folder in folders:
        if folder != _os.curdir:
            folder = _os.path.abspath(folder)
        for _attempt in range(100):
            path = _os.path.join(folder, next(names))
            try:
                descriptor = _os.open(path, _bin_openflags, 0o600)
                try:
                    try:
                        _os.write(descriptor, b'x')
                    finally:
                        _os.close(descriptor)
                finally:
                    _os.unlink(path)
                return folder
            except FileExistsError:
                continue
            except PermissionError:
                if _os.name == 'nt' and _os.path.isdir(folder) and _os.access(folder, _os.W_OK):
                    continue
                break
            except OSError:
                break
    raise FileNotFoundError(_errno.ENOENT, f'No usable temporary directory found in {folders}')


def gettempprefix():
    """Return what names begin with by default."""
    return _os.fsdecode(template)


def gettempprefixb():
    """Return what names begin with by default, as bytes."""
    return _os.fsencode(template)


def _gettempdir():
    global tempdir
    if tempdir is None:
        tempdir = _get_default_tempdir()
    return tempdir


def gettempdir():
    """Return the folder for temporary files: tempdir if it is set, else a folder of the environment or the system."""
    return _os.fsdecode(_gettempdir())


def gettempdirb():
    """Return the folder for temporary files as bytes."""
    return _os.fsencode(_gettempdir())


def _first_free(dir, prefix, suffix, kind, make, what):
    names = _get_candidate_names()
    if kind is bytes:
        names = map(_os.fsencode, names)
    for _attempt in range(TMP_MAX):
        path = _os.path.join(dir, prefix + next(names) + suffix)
        _sys.audit(f'tempfile.{what}', path)
        try:
            return make(path), path
        except FileExistsError:
            continue
        except PermissionError:
            # What Windows says when the name is a folder.
            if _os.name == 'nt' and _os.path.isdir(dir) and _os.access(dir, _os.W_OK):
                continue
            raise
    raise FileExistsError(_errno.EEXIST, 'No usable temporary ' + ('file' if what == 'mkstemp' else 'directory') + ' name found')


def _mkstemp_inner(dir, pre, suf, flags, output_type):
    descriptor, path = _first_free(_os.path.abspath(dir), pre, suf, output_type,
                                   lambda path: _os.open(path, flags, 0o600), 'mkstemp')
    return descriptor, path


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """Make a file that only the user can read and write; return its descriptor and its path. Nobody removes it."""
    prefix, suffix, dir, kind = _place(prefix, suffix, dir)
    return _mkstemp_inner(dir, prefix, suffix, _text_openflags if text else _bin_openflags, kind)


def mkdtemp(suffix=None, prefix=None, dir=None):
    """Make a folder that only the user can use; return its path. Nobody removes it."""
    prefix, suffix, dir, kind = _place(prefix, suffix, dir)
    _made, path = _first_free(dir, prefix, suffix, kind, lambda path: _os.mkdir(path, 0o700), 'mkdtemp')
    return _os.path.abspath(path)


def mktemp(suffix='', prefix=template, dir=None):
    """Return a path at which there is nothing. Somebody else may use it first: mkstemp is safe, this isn't."""
    folder = gettempdir() if dir is None else dir
    names = _get_candidate_names()
    for _attempt in range(TMP_MAX):
        path = _os.path.abspath(_os.path.join(folder, prefix + next(names) + suffix))
        if not _os.path.lexists(path):
            return path
    raise FileExistsError(_errno.EEXIST, 'No usable temporary filename found')


class _Remover:
    """Closes and removes a file, at the latest when nobody needs it any more."""

    done = False

    def __init__(self, file, name, delete=True, delete_on_close=True):
        self.file, self.name = file, name
        self.delete, self.delete_on_close = delete, delete_on_close
        self.warning = 'Implicitly cleaning up unknown file'

    def remove(self, unlink=_os.unlink):
        if not self.done:
            self.done = True
            try:
                self.file.close()
            finally:
                if self.delete and not (_os.name == 'nt' and self.delete_on_close):
                    try:
                        unlink(self.name)
                    except FileNotFoundError:
                        pass

    def close(self):
        if not self.file.closed:
            try:
                self.file.close()
            finally:
                if self.delete and self.delete_on_close:
                    self.remove()

    def __del__(self):
        if self.done or self.file.closed and not self.delete:
            return
        was_closed = self.file.closed
        self.remove()
        if not was_closed:
            import warnings
            warnings.warn(self.warning, ResourceWarning)


class _TemporaryFileWrapper:
    """A file that is removed when it is closed. It does what the file does."""

    def __init__(self, file, name, delete=True, delete_on_close=True):
        self.file, self.name = file, name
        self._closer = _Remover(file, name, delete, delete_on_close)
        self._closer.warning = f'Implicitly cleaning up <_TemporaryFileWrapper file={file!r}>'

    def __repr__(self):
        kind = type(self)
        return f'<{kind.__module__}.{kind.__qualname__} file={self.__dict__["file"]!r}>'

    def __getattr__(self, name):
        file = self.__dict__['file']
        found = getattr(file, name)
        if hasattr(found, '__call__'):
            # Whoever keeps a method keeps the file.
            method = found

            @_functools.wraps(method)
            def found(*args, **kwargs):
                return method(*args, **kwargs)
            found._closer = self._closer
        if not isinstance(found, int):
            setattr(self, name, found)
        return found

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, exc, value, tb):
        result = self.file.__exit__(exc, value, tb)
        self._closer.remove()
        return result

    def close(self):
        """Close the file, which removes it."""
        self._closer.close()

    def __iter__(self):
        # Not the file's own iterator: the wrapper has to live as long as the iteration.
        for line in self.file:
            yield line


def _open_at(dir, make, mode, **settings):
    descriptor = path = None

    def opener(*args):
        nonlocal descriptor, path
        descriptor, path = make()
        return descriptor
    try:
        file = _io.open(dir, mode, opener=opener, **settings)
        return file, path
    except BaseException:
        if path is not None and _os.name != 'nt':
            _os.unlink(path)
        raise


def _named(file, name):
    # Gives the innermost file its name.
    inner = file
    for layer in ('buffer', 'raw'):
        inner = getattr(inner, layer, inner)
    inner.name = name
    return file


def NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None,
                       delete=True, *, errors=None, delete_on_close=True):
    """Make a temporary file with a path, which is its attribute name. With delete it is removed: when it is closed with
    delete_on_close, else at the end of the with statement."""
    prefix, suffix, dir, kind = _place(prefix, suffix, dir)
    flags = _bin_openflags
    if _os.name == 'nt' and delete and delete_on_close:
        flags |= _os.O_TEMPORARY
    encoding = encoding if 'b' in mode else _io.text_encoding(encoding)
    file, path = _open_at(dir, lambda: _mkstemp_inner(dir, prefix, suffix, flags, kind), mode, buffering=buffering,
                          newline=newline, encoding=encoding, errors=errors)
    try:
        return _TemporaryFileWrapper(_named(file, path), path, delete, delete_on_close)
    except BaseException:
        file.close()
        if path is not None and not (_os.name == 'nt' and delete and delete_on_close):
            _os.unlink(path)
        raise


# Whether the system has files without a name; found out by the first one.
_O_TMPFILE_WORKS = hasattr(_os, 'O_TMPFILE')


def TemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *,
                  errors=None):
    """Make a temporary file that is gone when it is closed; it has no path where the system can do that."""
    global _O_TMPFILE_WORKS
    if _os.name != 'posix':
        return NamedTemporaryFile(mode, buffering, encoding, newline, suffix, prefix, dir, errors=errors)
    encoding = encoding if 'b' in mode else _io.text_encoding(encoding)
    prefix, suffix, dir, kind = _place(prefix, suffix, dir)
    settings = {'buffering': buffering, 'encoding': encoding, 'newline': newline, 'errors': errors}
    if _O_TMPFILE_WORKS:
        flags = (_bin_openflags | _os.O_TMPFILE) & ~_os.O_CREAT & ~_os.O_EXCL
        descriptor = None

        def opener(*args):
            nonlocal descriptor
            descriptor = _os.open(dir, flags, 0o600)
            return descriptor
        try:
            file = _io.open(dir, mode, opener=opener, **settings)
            return _named(file, descriptor)
        except IsADirectoryError:
            # The kernel doesn't know of it.
            _O_TMPFILE_WORKS = False
        except OSError:
            pass
    descriptor = None

    def opener(*args):
        nonlocal descriptor
        descriptor, path = _mkstemp_inner(dir, prefix, suffix, _bin_openflags, kind)
        try:
            _os.unlink(path)
        except BaseException:
            _os.close(descriptor)
            raise
        return descriptor
    file = _io.open(dir, mode, opener=opener, **settings)
    return _named(file, descriptor)


class SpooledTemporaryFile(_io.IOBase):
    """A temporary file in memory, until it gets longer than max_size or its descriptor is asked for."""

    _rolled = False

    def __init__(self, max_size=0, mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None,
                 dir=None, *, errors=None):
        if 'b' in mode:
            self._file = _io.BytesIO()
        else:
            encoding = _io.text_encoding(encoding)
            self._file = _io.TextIOWrapper(_io.BytesIO(), encoding=encoding, errors=errors, newline=newline)
        self._max_size = max_size
        self._TemporaryFileArgs = {'mode': mode, 'buffering': buffering, 'suffix': suffix, 'prefix': prefix,
                                   'encoding': encoding, 'newline': newline, 'dir': dir, 'errors': errors}

    __class_getitem__ = _generic

    def _check(self, file):
        if not self._rolled and self._max_size and file.tell() > self._max_size:
            self.rollover()

    def rollover(self):
        """Move the contents to a file on the disk."""
        if self._rolled:
            return
        memory = self._file
        disk = self._file = TemporaryFile(**self._TemporaryFileArgs)
        del self._TemporaryFileArgs
        place = memory.tell()
        inner = getattr(memory, 'buffer', None)
        if inner is not None:
            memory.flush()
            disk.buffer.write(memory.detach().getvalue())
        else:
            disk.write(memory.getvalue())
        disk.seek(place, 0)
        self._rolled = True

    def __enter__(self):
        if self._file.closed:
            raise ValueError('Cannot enter context with closed file')
        return self

    def __exit__(self, exc, value, tb):
        self._file.close()

    def __iter__(self):
        return iter(self._file)

    def __del__(self):
        if not self.closed:
            import warnings
            warnings.warn(f'Unclosed file {self!r}', ResourceWarning, stacklevel=2, source=self)
            self.close()

    @property
    def mode(self):
        file = self._file
        return file.mode if hasattr(file, 'mode') else self._TemporaryFileArgs['mode']

    @property
    def name(self):
        try:
            return self._file.name
        except AttributeError:
            return None

    def fileno(self):
        self.rollover()
        return self._file.fileno()

    def truncate(self, size=None):
        if size is not None and size > self._max_size:
            self.rollover()
        return self._file.truncate(*(() if size is None else (size,)))

    def write(self, s):
        file = self._file
        result = file.write(s)
        self._check(file)
        return result

    def writelines(self, iterable):
        if self._rolled or not self._max_size:
            file = self._file
            return file.writelines(iterable)
        pieces = iter(iterable)
        for piece in pieces:
            self.write(piece)
            if self._rolled:
                self._file.writelines(pieces)
                break


def _delegate(name, count):
    # A method that only asks the file: without arguments, with one, or with any.
    if count == 0:
        def method(self):
            return getattr(self._file, name)()
    elif count == 1:
        def method(self, b):
            return getattr(self._file, name)(b)
    else:
        def method(self, *args):
            return getattr(self._file, name)(*args)
    method.__name__, method.__qualname__ = name, f'SpooledTemporaryFile.{name}'
    setattr(SpooledTemporaryFile, name, method)


def _pass_on(name):
    setattr(SpooledTemporaryFile, name, property(lambda self: getattr(self._file, name)))


for _name in ('closed', 'encoding', 'errors', 'newlines'):
    _pass_on(_name)
for _name in ('close', 'detach', 'flush', 'isatty', 'readable', 'seekable', 'tell', 'writable'):
    _delegate(_name, 0)
for _name in ('readinto', 'readinto1'):
    _delegate(_name, 1)
for _name in ('read', 'read1', 'readline', 'readlines', 'seek'):
    _delegate(_name, -1)
del _name, _flag


class TemporaryDirectory:
    """A temporary folder that is removed with all that is in it: at the end of the with statement, by cleanup, or when
    the object is gone."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        """With delete=False nobody removes the folder."""
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignore_cleanup_errors, self._delete = ignore_cleanup_errors, delete
        self._finalizer = _weakref.finalize(self, self._cleanup, self.name, warn_message=f'Implicitly cleaning up {self!r}',
                                            ignore_errors=ignore_cleanup_errors, delete=delete)

    @classmethod
    def _rmtree(cls, name, ignore_errors=False):
        import shutil

        def permit(path):
            # Lets the user remove what is in a folder, or the file itself. Links aren't followed.
            for each in (_os.path.dirname(path), path):
                if each and not _os.path.islink(each):
                    try:
                        if hasattr(_os, 'chflags'):
                            _os.chflags(each, 0)
                        _os.chmod(each, 0o700)
                    except OSError:
                        pass

        tried = set()

        def onexc(function, path, error):
            if isinstance(error, FileNotFoundError):
                return
            if isinstance(error, PermissionError) and path not in tried:
                tried.add(path)
                if path != name:
                    permit(_os.path.dirname(path))
                permit(path)
                try:
                    _os.unlink(path)
                except IsADirectoryError:
                    cls._rmtree(path, ignore_errors)
                except PermissionError:
                    if _os.path.isdir(path) and not _os.path.islink(path):
                        cls._rmtree(path, True)
                        if not _os.path.exists(path):
                            return
                    if not ignore_errors:
                        raise
                except FileNotFoundError:
                    pass
            elif not ignore_errors:
                raise error

        shutil.rmtree(name, onexc=onexc)

    @classmethod
    def _cleanup(cls, name, warn_message, ignore_errors=False, delete=True):
        if delete:
            cls._rmtree(name, ignore_errors)
            import warnings
            warnings.warn(warn_message, ResourceWarning)

    def __repr__(self):
        return f'<{type(self).__name__} {self.name!r}>'

    def __enter__(self):
        return self.name

    def __exit__(self, exc, value, tb):
        if self._delete:
            self.cleanup()

    def cleanup(self):
        """Remove the folder."""
        if self._finalizer.detach() or _os.path.exists(self.name):
            self._rmtree(self.name, self._ignore_cleanup_errors)

    __class_getitem__ = _generic
