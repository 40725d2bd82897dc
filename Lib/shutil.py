"""Whole files and folders: copying, moving, removing, archives."""

import errno
import fnmatch
import os
import stat
import sys

__all__ = ['copyfileobj', 'copyfile', 'copymode', 'copystat', 'copy', 'copy2', 'copytree', 'move', 'rmtree', 'Error',
           'SpecialFileError', 'make_archive', 'get_archive_formats', 'register_archive_format',
           'unregister_archive_format', 'get_unpack_formats', 'register_unpack_format', 'unregister_unpack_format',
           'unpack_archive', 'ignore_patterns', 'chown', 'which', 'get_terminal_size', 'SameFileError', 'disk_usage']

COPY_BUFSIZE = 1024 * 1024 if os.name == 'nt' else 256 * 1024
_WINDOWS = os.name == 'nt'


class Error(OSError):
    """What went wrong with several files: a list of (source, target, reason)."""


class SameFileError(Error):
    """Source and target are the same file."""


class SpecialFileError(OSError):
    """Something that can't be done with a special file, such as a named pipe."""


class ReadError(OSError):
    """An archive that can't be read."""


class RegistryError(Exception):
    """A format of archives that can't be registered, or isn't."""


# ---- files


def copyfileobj(fsrc, fdst, length=0):
    """Copy from one file object to another, so many bytes or characters at a time."""
    read, write, length = fsrc.read, fdst.write, length or COPY_BUFSIZE
    while piece := read(length):
        write(piece)


def _same(src, dst):
    if isinstance(src, os.DirEntry) and hasattr(os.path, 'samestat'):
        try:
            return os.path.samestat(src.stat(), os.stat(dst))
        except OSError:
            return False
    try:
        return os.path.samefile(src, dst)
    except OSError:
        return False


def _facts(path):
    return path.stat() if isinstance(path, os.DirEntry) else os.stat(path)


def _islink(path):
    return path.is_symlink() if isinstance(path, os.DirEntry) else os.path.islink(path)


class _GiveupOnFastCopy(Exception):
    """The system can't copy these files; nothing has been written."""


_USE_CP_COPY_FILE_RANGE = hasattr(os, 'copy_file_range')
_USE_CP_SENDFILE = hasattr(os, 'sendfile') and sys.platform in ('linux', 'android', 'sunos5')


def _copy_by_system(fsrc, fdst, call):
    try:
        inside, outside = fsrc.fileno(), fdst.fileno()
    except Exception as error:
        raise _GiveupOnFastCopy(error)
    try:
        step = min(max(os.fstat(inside).st_size, 2 ** 23), 2 ** 30)
    except OSError:
        step = 2 ** 27
    offset = 0
    while True:
        try:
            count = call(inside, outside, offset, step)
        except OSError as error:
            error.filename, error.filename2 = fsrc.name, fdst.name
            if error.errno == errno.ENOSPC:
                raise error from None
            if not offset and not os.lseek(outside, 0, os.SEEK_CUR):
                raise _GiveupOnFastCopy(error)
            raise error
        if not count:
            break
        offset += count
    return offset


def _fastcopy_copy_file_range(fsrc, fdst):
    if not _copy_by_system(fsrc, fdst, lambda inside, outside, offset, step:
                           os.copy_file_range(inside, outside, step, offset_dst=offset)):
        # Empty, or a special file of which the system doesn't know the length.
        raise _GiveupOnFastCopy


def _fastcopy_sendfile(fsrc, fdst):
    global _USE_CP_SENDFILE

    def call(inside, outside, offset, step):
        global _USE_CP_SENDFILE
        try:
            return os.sendfile(outside, inside, offset, step)
        except OSError as error:
            if error.errno == errno.ENOTSOCK:
                # The system sends only to sockets: no need to try again.
                _USE_CP_SENDFILE = False
                raise _GiveupOnFastCopy(error)
            raise
    _copy_by_system(fsrc, fdst, call)


def copyfile(src, dst, *, follow_symlinks=True):
    """Copy the contents of a file to another path, and return that. A link is copied as a link if it isn't followed."""
    sys.audit('shutil.copyfile', src, dst)
    if _same(src, dst):
        raise SameFileError(f'{src!r} and {dst!r} are the same file')
    for path in (src, dst):
        try:
            facts = _facts(path)
        except OSError:
            continue
        if stat.S_ISFIFO(facts.st_mode):
            name = path.path if isinstance(path, os.DirEntry) else path
            raise SpecialFileError(f'`{name}` is a named pipe')
    if not follow_symlinks and _islink(src):
        os.symlink(os.readlink(src), dst)
        return dst
    with open(src, 'rb') as source:
        try:
            with open(dst, 'wb') as target:
                for usable, copy_fast in ((_USE_CP_COPY_FILE_RANGE, _fastcopy_copy_file_range),
                                          (_USE_CP_SENDFILE, _fastcopy_sendfile)):
                    if usable:
                        try:
                            copy_fast(source, target)
                            return dst
                        except _GiveupOnFastCopy:
                            pass
                copyfileobj(source, target)
        except IsADirectoryError as error:
            if os.path.exists(dst):
                raise
            raise FileNotFoundError(f'Directory does not exist: {dst}') from error
    return dst


def _both_links(src, dst, follow_symlinks):
    return not follow_symlinks and _islink(src) and os.path.islink(dst)


def copymode(src, dst, *, follow_symlinks=True):
    """Give a file the permissions of another."""
    sys.audit('shutil.copymode', src, dst)
    if _both_links(src, dst, follow_symlinks):
        if not hasattr(os, 'lchmod'):
            return
        facts, change = os.lstat(src), os.lchmod
    else:
        facts, change = _facts(src), os.chmod
        if _WINDOWS and os.path.islink(dst):
            dst = os.path.realpath(dst, strict=True)
    change(dst, stat.S_IMODE(facts.st_mode))


def _copyxattr(src, dst, *, follow_symlinks=True):
    # Extended attributes; file systems without them don't matter.
    harmless = errno.ENOTSUP, errno.ENODATA, errno.EINVAL
    try:
        names = os.listxattr(src, follow_symlinks=follow_symlinks)
    except OSError as error:
        if error.errno not in harmless:
            raise
        return
    for name in names:
        try:
            os.setxattr(dst, name, os.getxattr(src, name, follow_symlinks=follow_symlinks),
                        follow_symlinks=follow_symlinks)
        except OSError as error:
            if error.errno not in (*harmless, errno.EPERM, errno.EACCES):
                raise


def copystat(src, dst, *, follow_symlinks=True):
    """Give a file the permissions, times, flags and extended attributes of another."""
    sys.audit('shutil.copystat', src, dst)
    follow = not _both_links(src, dst, follow_symlinks)

    def able(name):
        # What can't be done with a link itself isn't done.
        function = getattr(os, name, None)
        if function is not None and (follow or function in os.supports_follow_symlinks):
            return function
        return None

    if isinstance(src, os.DirEntry):
        facts = src.stat(follow_symlinks=follow)
    else:
        facts = os.stat(src, follow_symlinks=follow) if follow or os.stat in os.supports_follow_symlinks else os.stat(src)
    if change := able('utime'):
        change(dst, ns=(facts.st_atime_ns, facts.st_mtime_ns), follow_symlinks=follow)
    if hasattr(os, 'listxattr'):
        _copyxattr(src, dst, follow_symlinks=follow)
    if change := able('chmod'):
        try:
            change(dst, stat.S_IMODE(facts.st_mode), follow_symlinks=follow)
        except NotImplementedError:
            pass
    if hasattr(facts, 'st_flags') and (change := able('chflags')):
        try:
            change(dst, facts.st_flags, follow_symlinks=follow)
        except OSError as error:
            if error.errno not in [getattr(errno, name) for name in ('EOPNOTSUPP', 'ENOTSUP') if hasattr(errno, name)]:
                raise


def _target(src, dst):
    return os.path.join(dst, os.path.basename(src)) if os.path.isdir(dst) else dst


def copy(src, dst, *, follow_symlinks=True):
    """Copy contents and permissions of a file to a path or into a folder, and return the path of the copy."""
    dst = _target(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copymode(src, dst, follow_symlinks=follow_symlinks)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    """Copy a file with all metadata to a path or into a folder, and return the path of the copy."""
    dst = _target(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copystat(src, dst, follow_symlinks=follow_symlinks)
    return dst


# ---- folders


def ignore_patterns(*patterns):
    """Return a function for copytree's ignore that leaves out names that match one of the patterns."""
    def _ignore_patterns(path, names):
        return {name for pattern in patterns for name in fnmatch.filter(names, pattern)}
    return _ignore_patterns


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False,
             dirs_exist_ok=False):
    """Copy a folder with all that is in it, and return the path of the copy.

    symlinks: copy links as links. ignore: a function that gets a folder and its names, and returns those to leave out.
    copy_function copies a file. ignore_dangling_symlinks: links to nothing are no error. dirs_exist_ok: the target
    may exist. Errors are collected: Error is raised at the end.
    """
    sys.audit('shutil.copytree', src, dst)
    with os.scandir(src) as found:
        entries = list(found)
    left_out = set()
    if ignore is not None:
        left_out = ignore(os.fspath(src), [entry.name for entry in entries])
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    # The function may only know paths.
    as_entries = copy_function is copy2 or copy_function is copy
    errors = []
    for entry in entries:
        if entry.name in left_out:
            continue
        source, target = os.path.join(src, entry.name), os.path.join(dst, entry.name)
        given = entry if as_entries else source
        try:
            is_link = entry.is_symlink()
            if is_link and _WINDOWS:
                is_link = entry.stat(follow_symlinks=False).st_reparse_tag == stat.IO_REPARSE_TAG_SYMLINK
            if is_link:
                to = os.readlink(source)
                if symlinks:
                    os.symlink(to, target)
                    copystat(given, target, follow_symlinks=not symlinks)
                    continue
                if not os.path.exists(to) and ignore_dangling_symlinks and not os.path.exists(source):
                    continue
            if entry.is_dir():
                copytree(given if not is_link else source, target, symlinks, ignore, copy_function,
                         ignore_dangling_symlinks, dirs_exist_ok)
            else:
                copy_function(given, target)
        except Error as error:
            errors += error.args[0]
        except OSError as error:
            errors.append((source, target, str(error)))
    try:
        copystat(src, dst)
    except OSError as error:
        # Windows can't set the times of folders.
        if getattr(error, 'winerror', None) is None:
            errors.append((src, dst, str(error)))
    if errors:
        raise Error(errors)
    return dst


_use_fd_functions = ({os.open, os.stat, os.unlink, os.rmdir} <= os.supports_dir_fd and os.scandir in os.supports_fd
                     and os.stat in os.supports_follow_symlinks)


def _is_same(one, other):
    return (one.st_dev, one.st_ino) == (other.st_dev, other.st_ino)


class _Removal:
    """Removes a folder. With descriptors, nobody can put a link in the place of a folder in the meantime."""

    def __init__(self, onexc):
        self.onexc = onexc

    def attempt(self, function, path, call):
        # Returns (True, result), or (False, None) after the caller has been told of the error. What is gone is gone.
        try:
            return True, call()
        except FileNotFoundError as error:
            if function is os.rmdir or function is os.lstat:
                self.onexc(function, path, error)
        except OSError as error:
            error.filename = path
            self.onexc(function, path, error)
        return False, None

    def safely(self, path, dir_fd):
        # A stack in place of recursion: a tree may be deep. Items: what to do, descriptor of the parent, path, name, entry.
        stack = [('remove', dir_fd, path, path, None)]
        try:
            while stack:
                self.step(stack)
        finally:
            for task, descriptor, *_rest in stack:
                if task == 'close':
                    os.close(descriptor)

    def step(self, stack):
        task, parent, path, name, entry = stack.pop()
        if task == 'close':
            self.attempt(os.close, path, lambda: os.close(parent))
            return
        if task == 'rmdir':
            self.attempt(os.rmdir, path, lambda: os.rmdir(name, dir_fd=parent))
            return
        try:
            before = os.stat(name, dir_fd=parent, follow_symlinks=False) if entry is None \
                else entry.stat(follow_symlinks=False)
        except FileNotFoundError as error:
            if entry is None:
                error.filename = path
                self.onexc(os.lstat, path, error)
            return
        except OSError as error:
            error.filename = path
            self.onexc(os.lstat, path, error)
            return
        if stat.S_ISLNK(before.st_mode):
            try:
                raise OSError('Cannot call rmtree on a symbolic link')
            except OSError as error:
                error.filename = path
                self.onexc(os.path.islink, path, error)
            return
        ok, descriptor = self.attempt(os.open, path, lambda: os.open(
            name, os.O_RDONLY | os.O_NONBLOCK | getattr(os, 'O_NOFOLLOW', 0) if entry is not None else
            os.O_RDONLY | os.O_NONBLOCK, dir_fd=parent))
        if not ok:
            return
        stack.append(('close', descriptor, path, None, None))
        try:
            if not _is_same(before, os.fstat(descriptor)):
                raise OSError('Cannot call rmtree on a symbolic link')
        except OSError as error:
            error.filename = path
            self.onexc(os.path.islink, path, error)
            return
        stack.insert(len(stack) - 1, ('rmdir', parent, path, name, None))
        # The folder itself is removed after its descriptor is closed: closing comes first on the stack.
        ok, entries = self.attempt(os.scandir, path, lambda: self.entries(descriptor))
        for each in entries or ():
            full = os.path.join(path, each.name)
            try:
                is_folder = each.is_dir(follow_symlinks=False)
            except FileNotFoundError:
                continue
            except OSError:
                is_folder = False
            if is_folder:
                stack.append(('remove', descriptor, full, each.name, each))
            else:
                self.attempt(os.unlink, full, lambda: os.unlink(each.name, dir_fd=descriptor))

    def entries(self, folder):
        with os.scandir(folder) as found:
            return list(found)

    def simply(self, path):
        if os.path.islink(path) or os.path.isjunction(path):
            try:
                raise OSError('Cannot call rmtree on a symbolic link')
            except OSError as error:
                self.onexc(os.path.islink, path, error)
            return
        ok, facts = self.attempt(os.lstat, path, lambda: os.lstat(path))
        if not ok:
            return
        folders, stack = [], [path]
        while stack:
            folder = stack.pop()
            folders.append(folder)
            ok, entries = self.attempt(os.scandir, folder, lambda: self.entries(folder))
            for each in entries or ():
                full = os.path.join(folder, each.name)
                if each.is_dir(follow_symlinks=False) and not each.is_junction():
                    stack.append(full)
                else:
                    self.attempt(os.unlink, full, lambda: os.unlink(full))
        for folder in reversed(folders):
            self.attempt(os.rmdir, folder, lambda: os.rmdir(folder))


def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None, dir_fd=None):
    """Remove a folder with all that is in it; links in it aren't followed.

    Errors are raised, or ignored, or given to onexc as function, path and exception (to onerror: with the exception's
    triple). dir_fd: the folder that a relative path starts from.
    """
    sys.audit('shutil.rmtree', path, dir_fd)
    if ignore_errors:
        def handler(*args):
            pass
    elif onexc is not None:
        handler = onexc
    elif onerror is not None:
        def handler(function, path, error):
            onerror(function, path, (type(error), error, error.__traceback__))
    else:
        def handler(function, path, error):
            raise error
    removal = _Removal(handler)
    if _use_fd_functions:
        if isinstance(path, bytes):
            path = os.fsdecode(path)
        removal.safely(path, dir_fd)
    else:
        if dir_fd is not None:
            raise NotImplementedError('dir_fd unavailable on this platform')
        try:
            removal.simply(path)
        except OSError:
            raise


rmtree.avoids_symlink_attacks = _use_fd_functions


def _destinsrc(src, dst):
    # Tells if the target lies in the source.
    path, folder = ((os.path.realpath(os.fspath(each)).rstrip(os.path.sep if isinstance(os.fspath(each), str) else os.fsencode(os.path.sep))) for each in (dst, src))
    separator = os.path.sep if isinstance(path, str) else os.fsencode(os.path.sep)
    return (path + separator).startswith(folder + separator)


def move(src, dst, copy_function=copy2):
    """Move a file or folder to a path or into a folder, and return where it is. If renaming won't do, it is copied with
    the function and removed."""
    sys.audit('shutil.move', src, dst)
    real = dst
    if os.path.isdir(dst):
        if _same(src, dst) and not os.path.islink(src):
            # Only the case of the name changes, on a file system that doesn't care.
            os.rename(src, dst)
            return dst
        source = os.fspath(src)
        marks = os.path.sep + (os.path.altsep or '')
        name = os.path.basename(source.rstrip(marks if isinstance(source, str) else os.fsencode(marks)))
        real = os.path.join(dst, name)
        if os.path.exists(real):
            raise Error(f"Destination path '{real}' already exists")
    try:
        os.rename(src, real)
    except OSError:
        if os.path.islink(src):
            os.symlink(os.readlink(src), real)
            os.unlink(src)
        elif os.path.isdir(src):
            if _destinsrc(src, dst):
                raise Error(f"Cannot move a directory '{src}' into itself '{dst}'.")
            if _fixed(src) or not os.access(src, os.W_OK) and os.listdir(src) and sys.platform == 'darwin':
                raise PermissionError(f"Cannot move the non-empty directory '{src}': Lacking write permission to '{src}'.")
            copytree(src, real, symlinks=True, copy_function=copy_function)
            rmtree(src)
        else:
            copy_function(src, real)
            os.unlink(src)
    return real


def _fixed(path):
    facts = _facts(path)
    marks = [getattr(stat, name) for name in ('UF_IMMUTABLE', 'SF_IMMUTABLE')]
    return any(getattr(facts, 'st_flags', 0) & mark for mark in marks)


# ---- archives


def _id_of(name, module, field):
    # The number of a user or group, None if there is none of that name.
    if name is None:
        return None
    try:
        return getattr(__import__(module), field)(name)[2]
    except (ImportError, KeyError):
        return None


def _make_tarball(base_name, base_dir, compress='gzip', verbose=0, dry_run=0, owner=None, group=None, logger=None,
                  root_dir=None):
    endings = {None: ('', ''), 'gzip': ('gz', '.gz'), 'bzip2': ('bz2', '.bz2'), 'xz': ('xz', '.xz'), 'zst': ('zst', '.zst')}
    if compress not in endings:
        raise ValueError(f"bad value for 'compress', or compression format not supported : {compress}")
    import tarfile
    mode, ending = endings[compress]
    path = f'{base_name}.tar{ending}'
    _make_parent(path, dry_run, logger)
    if logger is not None:
        logger.info('Creating tar archive')
    uid, gid = _id_of(owner, 'pwd', 'getpwnam'), _id_of(group, 'grp', 'getgrnam')

    def owned(info):
        if gid is not None:
            info.gid, info.gname = gid, group
        if uid is not None:
            info.uid, info.uname = uid, owner
        return info

    if not dry_run:
        source = base_dir if root_dir is None else os.path.join(root_dir, base_dir)
        with tarfile.open(path, f'w|{mode}') as archive:
            archive.add(source, base_dir, filter=owned)
    return path if root_dir is None else os.path.abspath(path)


def _make_parent(path, dry_run, logger):
    folder = os.path.dirname(path)
    if folder and not os.path.exists(folder):
        if logger is not None:
            logger.info('creating %s', folder)
        if not dry_run:
            os.makedirs(folder)


def _make_zipfile(base_name, base_dir, verbose=0, dry_run=0, logger=None, owner=None, group=None, root_dir=None):
    import zipfile
    path = f'{base_name}.zip'
    _make_parent(path, dry_run, logger)
    if logger is not None:
        logger.info("creating '%s' and adding '%s' to it", path, base_dir)
    if not dry_run:
        with zipfile.ZipFile(path, 'w', compression=zipfile.ZIP_DEFLATED) as archive:
            start = base_dir if root_dir is None else os.path.join(root_dir, base_dir)
            top = os.path.normpath(start)

            def add(source):
                name = source if root_dir is None else os.path.normpath(os.path.relpath(source, root_dir))
                archive.write(source, name)
                if logger is not None:
                    logger.info("adding '%s'", source)

            if os.path.normpath(base_dir) != os.curdir:
                add(top)
            for folder, folders, files in os.walk(top):
                for name in sorted(folders):
                    add(os.path.normpath(os.path.join(folder, name)))
                for name in files:
                    source = os.path.normpath(os.path.join(folder, name))
                    if os.path.isfile(source):
                        add(source)
    return path if root_dir is None else os.path.abspath(path)


_make_tarball.supports_root_dir = _make_zipfile.supports_root_dir = True


def _available(name):
    try:
        __import__(name)
    except ImportError:
        return False
    return True


_compressions = (('gz', 'gzip', 'zlib', "gzip'ed tar-file", ['.tar.gz', '.tgz']),
                 ('bz', 'bzip2', 'bz2', "bzip2'ed tar-file", ['.tar.bz2', '.tbz2']),
                 ('xz', 'xz', 'lzma', "xz'ed tar-file", ['.tar.xz', '.txz']),
                 ('zstd', 'zst', 'compression.zstd', "zstd'ed tar-file", ['.tar.zst', '.tzst']))


class _Formats:
    """The known formats of archives. Which compressions there are is found out when it matters."""

    def __init__(self):
        self.registered, self.missing = {}, None

    def get(self):
        if self.missing is None:
            self.missing = set()
            for short, _long, module, _text, _endings in _compressions:
                if not _available(module):
                    self.missing.add(short)
            own, self.registered = self.registered, {}
            self.fill()
            self.registered.update(own)
        return self.registered


class _ArchiveFormats(_Formats):
    def fill(self):
        self.registered['tar'] = _make_tarball, [('compress', None)], 'uncompressed tar file'
        for short, long, _module, text, _endings in _compressions:
            if short not in self.missing:
                self.registered[f'{short}tar'] = _make_tarball, [('compress', long)], text
        if 'gz' not in self.missing:
            self.registered['zip'] = _make_zipfile, [], 'ZIP file'


class _UnpackFormats(_Formats):
    def fill(self):
        self.registered['tar'] = ['.tar'], _unpack_tarfile, [], 'uncompressed tar file'
        self.registered['zip'] = ['.zip'], _unpack_zipfile, [], 'ZIP file'
        for short, _long, _module, text, endings in _compressions:
            if short not in self.missing:
                self.registered[f'{short}tar'] = endings, _unpack_tarfile, [], text


_archive_formats, _unpack_formats = _ArchiveFormats(), _UnpackFormats()


def get_archive_formats():
    """Return the names and descriptions of the formats that make_archive knows."""
    return sorted((name, entry[2]) for name, entry in _archive_formats.get().items())


def register_archive_format(name, function, extra_args=None, description=''):
    """Add a format for make_archive. extra_args: pairs of name and value that the function gets."""
    extra_args = [] if extra_args is None else extra_args
    if not callable(function):
        raise TypeError(f'The {function} object is not callable')
    if not isinstance(extra_args, (tuple, list)):
        raise TypeError('extra_args needs to be a sequence')
    for pair in extra_args:
        if not isinstance(pair, (tuple, list)) or len(pair) != 2:
            raise TypeError('extra_args elements are : (arg_name, value)')
    _archive_formats.get()[name] = function, extra_args, description


def unregister_archive_format(name):
    """Forget a format of make_archive."""
    del _archive_formats.get()[name]


def make_archive(base_name, format, root_dir=None, base_dir=None, verbose=0, dry_run=0, owner=None, group=None,
                 logger=None):
    """Make an archive and return its path.

    base_name: the path without ending. root_dir: the folder that names in the archive start from. base_dir: what goes
    into the archive, root_dir by default. owner and group: for tar archives.
    """
    sys.audit('shutil.make_archive', base_name, format, root_dir, base_dir)
    if format not in _archive_formats.get():
        raise ValueError(f"unknown archive format '{format}'")
    function, extra, _description = _archive_formats.get()[format]
    settings = {'dry_run': dry_run, 'logger': logger, 'owner': owner, 'group': group} | dict(extra)
    if base_dir is None:
        base_dir = os.curdir
    anchored = getattr(function, 'supports_root_dir', False)
    back = None
    if root_dir is not None:
        facts = os.stat(root_dir).st_mode
        if not stat.S_ISDIR(facts):
            raise NotADirectoryError(errno.ENOTDIR, 'Not a directory', root_dir)
        if anchored:
            base_name, settings['root_dir'] = os.fspath(base_name), root_dir
        else:
            back = os.getcwd()
            if logger is not None:
                logger.debug("changing into '%s'", root_dir)
            base_name = os.path.abspath(base_name)
            if not dry_run:
                os.chdir(root_dir)
    try:
        return function(base_name, base_dir, **settings)
    finally:
        if back is not None:
            if logger is not None:
                logger.debug("changing back to '%s'", back)
            os.chdir(back)


def get_unpack_formats():
    """Return the names, endings and descriptions of the formats that unpack_archive knows."""
    return sorted((name, entry[0], entry[3]) for name, entry in _unpack_formats.get().items())


def register_unpack_format(name, extensions, function, extra_args=None, description=''):
    """Add a format for unpack_archive, told by endings of names."""
    taken = {ending: known for known, entry in _unpack_formats.get().items() for ending in entry[0]}
    for ending in extensions:
        if ending in taken:
            raise RegistryError(f'{ending} is already registered for "{taken[ending]}"')
    if not callable(function):
        raise TypeError('The registered function must be a callable')
    _unpack_formats.get()[name] = extensions, function, [] if extra_args is None else extra_args, description


def unregister_unpack_format(name):
    """Forget a format of unpack_archive."""
    del _unpack_formats.get()[name]


def _unpack_zipfile(filename, extract_dir):
    import zipfile
    if not zipfile.is_zipfile(filename):
        raise ReadError(f'{filename} is not a zip file')
    with zipfile.ZipFile(filename) as archive:
        for info in archive.infolist():
            name = info.filename
            # Nothing outside of the folder.
            parts = name.split('/')
            if name.startswith('/') or os.pardir in parts or _WINDOWS and os.path.splitdrive(name)[0]:
                continue
            path = os.path.join(extract_dir, *parts)
            if not path:
                continue
            _make_parent(path, 0, None)
            if not name.endswith('/'):
                with archive.open(name, 'r') as source, open(path, 'wb') as target:
                    copyfileobj(source, target)


def _unpack_tarfile(filename, extract_dir, *, filter=None):
    import tarfile
    try:
        archive = tarfile.open(filename)
    except tarfile.TarError:
        raise ReadError(f'{filename} is not a compressed or uncompressed tar file') from None
    with archive:
        archive.extractall(extract_dir, filter=filter)


def unpack_archive(filename, extract_dir=None, format=None, *, filter=None):
    """Unpack an archive into a folder, the current one by default. format: its name, else the ending tells. filter: for
    tar archives."""
    sys.audit('shutil.unpack_archive', filename, extract_dir, format)
    folder = os.fspath(os.getcwd() if extract_dir is None else extract_dir)
    filename = os.fspath(filename)
    formats = _unpack_formats.get()
    if format is None:
        endings = [(len(ending), name) for name, entry in formats.items() for ending in entry[0]
                   if filename.endswith(ending)]
        if not endings:
            raise ReadError(f"Unknown archive format '{filename}'")
        format = max(endings)[1]
    elif format not in formats:
        raise ValueError(f"Unknown unpack format '{format}'")
    _endings, function, extra, _description = formats[format]
    settings = dict(extra)
    if filter is not None:
        settings['filter'] = filter
    function(filename, folder, **settings)


# ---- the system


def disk_usage(path):
    """Return the total, used and free bytes of the disk on which a path lies."""
    from collections import namedtuple
    usage = namedtuple('usage', 'total used free')
    if _WINDOWS:
        import nt
        total, free = nt._getdiskusage(path)
        return usage(total, total - free, free)
    facts = os.statvfs(path)
    size = facts.f_frsize
    return usage(facts.f_blocks * size, (facts.f_blocks - facts.f_bfree) * size, facts.f_bavail * size)


def chown(path, user=None, group=None, *, dir_fd=None, follow_symlinks=True):
    """Give a file another owner and group, by name or number."""
    sys.audit('shutil.chown', path, user, group)
    if user is None and group is None:
        raise ValueError('user and/or group must be set')
    numbers = []
    for kind, given, module, field in (('user', user, 'pwd', 'getpwnam'), ('group', group, 'grp', 'getgrnam')):
        number = -1 if given is None else given
        if isinstance(given, str):
            number = _id_of(given, module, field)
            if number is None:
                raise LookupError(f'no such {kind}: {given!r}')
        numbers.append(number)
    os.chown(path, *numbers, dir_fd=dir_fd, follow_symlinks=follow_symlinks)


def get_terminal_size(fallback=(80, 24)):
    """Return the columns and lines of the terminal: by the variables COLUMNS and LINES, else by the terminal that is
    standard output, else the fallback."""
    sizes = []
    for name in ('COLUMNS', 'LINES'):
        try:
            sizes.append(int(os.environ[name]))
        except (KeyError, ValueError):
            sizes.append(0)
    if min(sizes) <= 0:
        try:
            asked = os.get_terminal_size(sys.__stdout__.fileno())
        except (AttributeError, ValueError, OSError):
            asked = fallback
        sizes = [given if given > 0 else found or default for given, found, default in zip(sizes, asked, fallback)]
    return os.terminal_size(sizes)


def _runs(path, mode):
    return os.path.exists(path) and os.access(path, mode) and not os.path.isdir(path)


def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    """Return the path of a command, None if there is none. path: where to look, the variable PATH by default."""
    as_bytes = isinstance(cmd, bytes)
    folder, name = os.path.split(cmd)
    if folder:
        folders = [folder]
    else:
        name = cmd
        if path is None:
            path = os.environ.get('PATH')
            if path is None:
                try:
                    path = os.confstr('CS_PATH')
                except (AttributeError, ValueError):
                    path = os.defpath
        if not path:
            return None
        path = os.fsencode(path) if as_bytes else os.fsdecode(path)
        folders = path.split(os.fsencode(os.pathsep) if as_bytes else os.pathsep)
    names = [name]
    if _WINDOWS:
        here = os.fsencode(os.curdir) if as_bytes else os.curdir
        if not folder and here not in folders and not os.environ.get('NoDefaultCurrentDirectoryInExePath'):
            folders.insert(0, here)
        endings = [ending for ending in os.environ.get('PATHEXT', '.COM;.EXE;.BAT;.CMD;.VBS;.JS;.WS;.MSC').split(os.pathsep)
                   if ending]
        if as_bytes:
            endings = [os.fsencode(ending) for ending in endings]
        with_endings = [name + ending for ending in endings]
        known = any(name.lower().endswith(ending.lower()) for ending in endings)
        names = names + with_endings if known or not mode & os.X_OK else with_endings + names
    for each in dict.fromkeys(folders, None) if not _WINDOWS else {os.path.normcase(f): f for f in folders}.values():
        for candidate in names:
            found = os.path.join(each, candidate)
            if _runs(found, mode):
                return found
    return None


def __getattr__(name):
    if name == 'ExecError':
        import warnings
        warnings._deprecated('shutil.ExecError', f'{warnings._DEPRECATED_MSG}; it isn\'t raised by any shutil function.',
                             remove=(3, 16))
        return RuntimeError
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
