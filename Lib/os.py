"""What the operating system offers: files, processes, environment. os.path has the functions on file names."""

import abc
import stat as st
import sys
import posix
from posix import *
from posix import _exit, _have_functions

name = 'posix'
linesep = '\n'

import posixpath as path
sys.modules['os.path'] = path
from os.path import curdir, pardir, sep, pathsep, defpath, extsep, altsep, devnull

SEEK_SET, SEEK_CUR, SEEK_END = range(3)
P_WAIT, P_NOWAIT, P_NOWAITO = 0, 1, 1

__all__ = ["altsep", "curdir", "pardir", "sep", "pathsep", "linesep", "defpath", "name", "path", "devnull",
           "SEEK_SET", "SEEK_CUR", "SEEK_END", "fsencode", "fsdecode", "get_exec_path", "fdopen", "extsep",
           "makedirs", "removedirs", "renames", "walk", "fwalk", "execl", "execle", "execlp", "execlpe",
           "execvp", "execvpe", "spawnl", "spawnle", "spawnlp", "spawnlpe",
           "environ", "environb", "getenv", "getenvb", "supports_bytes_environ",
           "popen", "reload_environ", "process_cpu_count", "PathLike", "P_WAIT", "P_NOWAIT", "P_NOWAITO", "_exit"]
__all__ += [n for n in dir(posix) if not n.startswith('_')]


def _supporting(*rows):
    # The functions of this module whose system calls there are.
    return {globals()[function] for call, functions in rows if call in _have_functions
            for function in functions.split() if function in globals()}


supports_dir_fd = _supporting(
    ("HAVE_FACCESSAT", "access"), ("HAVE_FSTATAT", "stat"), ("HAVE_FUTIMESAT", "utime"),
    ("HAVE_UTIMENSAT", "utime"), ("HAVE_MKDIRAT", "mkdir"), ("HAVE_OPENAT", "open"),
    ("HAVE_READLINKAT", "readlink"), ("HAVE_RENAMEAT", "rename replace"), ("HAVE_UNLINKAT", "unlink rmdir"))
supports_effective_ids = set()
supports_fd = _supporting(
    ("HAVE_FCHDIR", "chdir"), ("HAVE_FCHMOD", "chmod"), ("HAVE_FDOPENDIR", "listdir scandir"),
    ("HAVE_FTRUNCATE", "truncate"), ("HAVE_FUTIMENS", "utime"), ("HAVE_FSTATAT", "stat"))
supports_follow_symlinks = _supporting(
    ("HAVE_FSTATAT", "stat"), ("HAVE_LCHOWN", "chown"), ("HAVE_LSTAT", "stat"), ("HAVE_UTIMENSAT", "utime"))


# File names.

def fsencode(filename):
    """Return a file name as bytes, as the system has it."""
    plain = fspath(filename)
    if isinstance(plain, bytes):
        return plain
    return plain.encode(sys.getfilesystemencoding(), sys.getfilesystemencodeerrors())


def fsdecode(filename):
    """Return a file name as text; bytes that are no text become lone surrogates."""
    plain = fspath(filename)
    if isinstance(plain, str):
        return plain
    return plain.decode(sys.getfilesystemencoding(), sys.getfilesystemencodeerrors())


class PathLike(abc.ABC):
    """The base of objects that stand for a file name."""

    __slots__ = ()

    @abc.abstractmethod
    def __fspath__(self):
        """Return the file name as str or bytes."""
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, other):
        if cls is PathLike:
            for base in other.__mro__:
                if '__fspath__' in base.__dict__:
                    return base.__dict__['__fspath__'] is not None or NotImplemented
        return NotImplemented

    __class_getitem__ = classmethod(type(list[int]))


# Environment.

class _Environ:
    # The mapping behind environ and environb. All views share the dict of encoded names and values.

    def __init__(self, data, encode, decode):
        self._data, self.encodekey, self.decodekey = data, encode, decode
        self.encodevalue, self.decodevalue = encode, decode

    def __getitem__(self, key):
        try:
            return self.decodevalue(self._data[self.encodekey(key)])
        except KeyError:
            raise KeyError(key) from None

    def __setitem__(self, key, value):
        key, value = self.encodekey(key), self.encodevalue(value)
        putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        encoded = self.encodekey(key)
        unsetenv(encoded)
        try:
            del self._data[encoded]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        for key in list(self._data):
            yield self.decodekey(key)

    def __len__(self):
        return len(self._data)

    def __contains__(self, key):
        return self.encodekey(key) in self._data

    def __repr__(self):
        return 'environ({' + ', '.join(f'{k!r}: {v!r}' for k, v in self.items()) + '})'

    def __eq__(self, other):
        if not hasattr(other, 'keys') or not hasattr(other, '__getitem__'):
            return NotImplemented
        return self.copy() == {key: other[key] for key in other.keys()}

    __hash__ = None

    def copy(self):
        """Return the variables as a dict."""
        return {key: self[key] for key in self}

    def keys(self):
        """Return a view of the names."""
        return self.copy().keys()

    def values(self):
        """Return a view of the values."""
        return self.copy().values()

    def items(self):
        """Return a view of (name, value) pairs."""
        return self.copy().items()

    def get(self, key, default=None):
        """Return a variable, or default if it isn't set."""
        try:
            return self[key]
        except KeyError:
            return default

    def setdefault(self, key, value=None):
        """Return a variable, which is set to value before if it isn't set."""
        if key not in self:
            self[key] = value
        return self[key]

    def pop(self, key, *default):
        """Remove a variable and return it, or default if it isn't set."""
        if len(default) > 1:
            raise TypeError(f"pop expected at most 2 arguments, got {1 + len(default)}")
        try:
            value = self[key]
        except KeyError:
            if default:
                return default[0]
            raise
        del self[key]
        return value

    def popitem(self):
        """Remove some variable and return (name, value)."""
        for key in self:
            return key, self.pop(key)
        raise KeyError

    def clear(self):
        """Remove all variables."""
        for key in self:
            del self[key]

    def update(self, other=(), /, **more):
        """Set variables from a mapping or pairs, and from keywords."""
        pairs = [(key, other[key]) for key in other.keys()] if hasattr(other, 'keys') else list(other)
        for key, value in pairs + list(more.items()):
            self[key] = value

    def __or__(self, other):
        if not hasattr(other, 'keys'):
            return NotImplemented
        return self.copy() | dict(other)

    def __ror__(self, other):
        if not hasattr(other, 'keys'):
            return NotImplemented
        return dict(other) | self.copy()

    def __ior__(self, other):
        self.update(other)
        return self


def _encode_variable(value):
    if not isinstance(value, str):
        raise TypeError(f"str expected, not {type(value).__name__}")
    return value.encode(sys.getfilesystemencoding(), 'surrogateescape')


def _decode_variable(value):
    return value.decode(sys.getfilesystemencoding(), 'surrogateescape')


def _bytes_variable(value):
    if not isinstance(value, bytes):
        raise TypeError(f"bytes expected, not {type(value).__name__}")
    return value


supports_bytes_environ = True
environ = _Environ(posix.environ, _encode_variable, _decode_variable)
environb = _Environ(environ._data, _bytes_variable, _bytes_variable)


def reload_environ():
    """Make environ show the process's environment again, after other code has changed it."""
    data = environ._data
    data.clear()
    data.update(posix._create_environ())


def getenv(key, default=None):
    """Return an environment variable, or default if it isn't set."""
    return environ.get(key, default)


def getenvb(key, default=None):
    """Return an environment variable as bytes, or default if it isn't set."""
    return environb.get(key, default)


def get_exec_path(env=None):
    """Return the directories where programs are looked for, by the PATH of env."""
    import warnings
    if env is None:
        env = environ
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", BytesWarning)
        found = env.get('PATH')
        try:
            as_bytes = env[b'PATH']
        except (KeyError, TypeError):
            pass
        else:
            if found is not None:
                raise ValueError("env cannot contain 'PATH' and b'PATH' keys")
            found = as_bytes
    return defpath.split(pathsep) if found is None else fsdecode(found).split(pathsep)


# Directories.

def makedirs(name, mode=0o777, exist_ok=False):
    """Make a directory and those above it that are missing."""
    above, last = path.split(name)
    if not last:
        above, last = path.split(above)
    if above and last and not path.exists(above):
        try:
            makedirs(above, exist_ok=exist_ok)
        except FileExistsError:
            pass  # another process was faster
        if last == (b'.' if isinstance(last, bytes) else '.'):
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    """Remove an empty directory and those above it for as long as they are empty."""
    rmdir(name)
    above, last = path.split(name)
    if not last:
        above, last = path.split(above)
    while above and last:
        try:
            rmdir(above)
        except OSError:
            return
        above, last = path.split(above)


def renames(old, new):
    """Rename; make the directories that new needs and remove those that old leaves empty."""
    above, last = path.split(new)
    if above and last and not path.exists(above):
        makedirs(above)
    rename(old, new)
    above, last = path.split(old)
    if above and last:
        try:
            removedirs(above)
        except OSError:
            pass


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Yield (directory, names of directories in it, names of other files) for top and all below.

    Top down, changes of the list of directories decide where to go. onerror is called with the OSError of a
    directory that can't be listed.
    """
    sys.audit("os.walk", top, topdown, onerror, followlinks)
    todo = [fspath(top)]
    while todo:
        here = todo.pop()
        if isinstance(here, tuple):
            yield here
            continue
        folders, files, inside = [], [], []
        try:
            with scandir(here) as entries:
                for entry in entries:
                    try:
                        is_folder = entry.is_dir()
                    except OSError:
                        is_folder = False
                    (folders if is_folder else files).append(entry.name)
                    if not topdown and is_folder:
                        try:
                            into = followlinks or not entry.is_symlink()
                        except OSError:
                            into = True
                        if into:
                            inside.append(entry.path)
        except OSError as error:
            if onerror is not None:
                onerror(error)
            continue
        if topdown:
            yield here, folders, files
            for folder in reversed(folders):
                below = path.join(here, folder)
                if followlinks or not path.islink(below):
                    todo.append(below)
        else:
            todo.append((here, folders, files))
            todo.extend(reversed(inside))


def fwalk(top=".", topdown=True, onerror=None, *, follow_symlinks=False, dir_fd=None):
    """Like walk, but yield (directory, directories, other files, descriptor of the directory)."""
    sys.audit("os.fwalk", top, topdown, onerror, follow_symlinks, dir_fd)
    tasks, opened = [(fspath(top), top, dir_fd)], set()
    try:
        while tasks:
            task = tasks.pop()
            if callable(task):
                task()
            elif len(task) > 3:
                yield task
            else:
                yield from _fwalk_one(*task, topdown, onerror, follow_symlinks, not opened, tasks, opened)
    finally:
        for fd in opened:
            close(fd)


def _fwalk_one(shown, name, dir_fd, topdown, onerror, follow, is_root, tasks, opened):
    """Look into one directory, and add to the tasks what is to be done for it: a directory to look into, what to yield, a call."""
    try:
        before = None if follow else stat(name, follow_symlinks=False, dir_fd=dir_fd)
        fd = open(name, O_RDONLY | O_NONBLOCK, dir_fd=dir_fd)
    except OSError as error:
        if is_root:
            raise
        if onerror is not None:
            onerror(error)
        return

    def done():
        opened.discard(fd)
        close(fd)

    opened.add(fd)
    tasks.append(done)
    if not follow and not (st.S_ISDIR(before.st_mode) and path.samestat(before, stat(fd))):
        return
    folders, files = [], []
    for entry in scandir(fd):
        item = fsencode(entry.name) if isinstance(shown, bytes) else entry.name
        try:
            (folders if entry.is_dir() else files).append(item)
        except OSError:
            files.append(item)
    if topdown:
        yield shown, folders, files, fd
    else:
        tasks.append((shown, folders, files, fd))
    tasks += [(path.join(shown, folder), folder, fd) for folder in reversed(folders)]


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    """Return a stream on a descriptor, as the built-in open does."""
    import io
    if not isinstance(fd, int):
        raise TypeError(f"invalid fd type ({type(fd)}, expected integer)")
    if isinstance(fd, bool):
        import warnings
        warnings.warn("bool is used as a file descriptor", RuntimeWarning, stacklevel=2)
    if "b" not in mode:
        encoding = io.text_encoding(encoding)
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


# Programs.

def spawnl(mode, file, *args):
    """Start a program; the mode says whether to wait for its end."""
    return spawnv(mode, file, args)


def spawnle(mode, file, *args):
    """Start a program; the last argument is its environment."""
    *args, env = args
    return spawnve(mode, file, args, env)


def spawnlp(mode, file, *args):
    """Start a program that is looked for in PATH."""
    return spawnvp(mode, file, args)


def spawnlpe(mode, file, *args):
    """Start a program that is looked for in PATH; the last argument is its environment."""
    *args, env = args
    return spawnvpe(mode, file, args, env)


def execl(file, *args):
    """Run a program in place of this one."""
    execv(file, args)


def execle(file, *args):
    """Run a program in place of this one; the last argument is its environment."""
    *args, env = args
    execve(file, args, env)


def execlp(file, *args):
    """Run a program, looked for in PATH, in place of this one."""
    execvp(file, args)


def execlpe(file, *args):
    """Run a program, looked for in PATH, in place of this one; the last argument is its environment."""
    *args, env = args
    execvpe(file, args, env)


def execvp(file, args):
    """Run a program, looked for in PATH, in place of this one; args is a sequence."""
    _search_and_exec(file, args, None)


def execvpe(file, args, env):
    """Run a program, looked for in PATH, in place of this one, with a sequence of arguments and an environment."""
    _search_and_exec(file, args, env)


def _search_and_exec(file, args, env):
    def run(program):
        if env is None:
            execv(program, args)
        else:
            execve(program, args, env)

    if path.dirname(file):
        run(file)
        return
    failure = None
    for folder in map(fsencode, get_exec_path(env)):
        try:
            run(path.join(folder, fsencode(file)))
        except (FileNotFoundError, NotADirectoryError) as error:
            last = error
        except OSError as error:
            last = error
            failure = failure or error
    raise failure or last


def popen(cmd, mode="r", buffering=-1):
    """Run a command in a shell and return a stream of its output, or into its input for mode 'w'."""
    import io
    import subprocess
    if not isinstance(cmd, str):
        raise TypeError(f"invalid cmd type ({type(cmd)}, expected string)")
    if mode not in ("r", "w"):
        raise ValueError(f"invalid mode {mode!r}")
    if buffering == 0 or buffering is None:
        raise ValueError("popen() does not support unbuffered streams")
    if mode == "r":
        process = subprocess.Popen(cmd, shell=True, text=True, stdout=subprocess.PIPE, bufsize=buffering)
        return _wrap_close(process.stdout, process)
    process = subprocess.Popen(cmd, shell=True, text=True, stdin=subprocess.PIPE, bufsize=buffering)
    return _wrap_close(process.stdin, process)


class _wrap_close:
    # The stream of popen: close() also waits for the process and returns its wait status, None for 0.

    def __init__(self, stream, process):
        self._stream, self._process = stream, process

    def close(self):
        self._stream.close()
        status = self._process.wait()
        if status == 0:
            return None
        return status << 8 if status > 0 else -status

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()

    def __getattr__(self, attribute):
        return getattr(self._stream, attribute)

    def __iter__(self):
        return iter(self._stream)


def process_cpu_count():
    """Return how many CPUs this process may use."""
    configured = sys._get_cpu_count_config()
    if configured > 0:
        return configured
    if hasattr(posix, 'sched_getaffinity'):
        return len(posix.sched_getaffinity(0))
    return cpu_count()
