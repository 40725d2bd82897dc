"""Copying from path to path, of any kinds, and opening paths that are no paths of the system."""

import io
import os
import sys
from errno import EACCES, EBADF, EINVAL, ENOSYS, ENOTSOCK, ENOTSUP, ENOTTY, EOPNOTSUPP, ETXTBSY, EXDEV

try:
    import fcntl
except ImportError:
    fcntl = None

_UNABLE = (EBADF, EINVAL, ENOTSOCK, ENOTSUP, EOPNOTSUPP, ETXTBSY, EXDEV, ENOSYS, EACCES, ENOTTY)


def magic_open(path, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
    """Open a path: by its own method, __open_rb__() or __open_wb__(), else as a file of the system."""
    binary = 'b' in mode
    if not binary:
        encoding = io.text_encoding(encoding)
    own = getattr(type(path), f'__open_{mode.replace("b", "").replace("t", "")}b__', None)
    if own is None:
        try:
            os.fspath(path)
        except TypeError:
            raise TypeError(f"{type(path).__name__} can't be opened with mode {mode!r}") from None
        return io.open(path, mode, buffering, encoding, errors, newline)
    if not binary:
        return io.TextIOWrapper(own(path, buffering), encoding, errors, newline)
    for name, value in ('encoding', encoding), ('errors', errors), ('newline', newline):
        if value is not None:
            raise ValueError(f"binary mode doesn't take {'a' if name == 'newline' else 'an'} {name} argument")
    return own(path, buffering)


def check_apart(source, target):
    """Raise OSError if a path is the other, or above it."""
    if source == target:
        error = OSError(EINVAL, 'Source and target are the same path')
    elif source in target.parents:
        error = OSError(EINVAL, 'Source path is a parent of target path')
    else:
        return
    error.filename, error.filename2 = str(source), str(target)
    raise error


def copy(source, target, follow_symlinks=True, preserve_metadata=False):
    """Copy a file, link or folder with all that is in it."""
    info = source.info
    link = not follow_symlinks and info.is_symlink()
    if link:
        target.symlink_to(str(source.readlink()), info.is_dir())
    elif info.is_dir():
        children = list(source.iterdir())
        target.mkdir()
        for child in children:
            copy(child, target / child.name, follow_symlinks, preserve_metadata)
    else:
        _check_files_differ(source, target)
        with magic_open(source, 'rb') as reading, magic_open(target, 'wb') as writing:
            _copy_contents(reading, writing)
    if preserve_metadata:
        import shutil
        shutil.copystat(source, target, follow_symlinks=not link)


def _check_files_differ(source, target):
    try:
        same = os.path.samestat(os.stat(source), os.stat(target))
    except (OSError, TypeError):
        return  # one isn't there, or is none of the system's
    if same:
        error = OSError(EINVAL, 'Source and target are the same file')
        error.filename, error.filename2 = str(source), str(target)
        raise error


def _copy_contents(reading, writing):
    """Copy a file's contents; let the system do it, if it can with these files."""
    try:
        inside, outside = reading.fileno(), writing.fileno()
    except Exception:
        inside = None
    for call in () if inside is None else _system_calls(inside, outside):
        at = 0
        try:
            while count := call(at):
                at += count
        except OSError as error:
            if at or error.errno not in _UNABLE:
                error.filename, error.filename2 = reading.name, writing.name
                raise
        else:
            if at:
                return
    while piece := reading.read(1024 * 1024):
        writing.write(piece)


def _system_calls(inside, outside):
    """Yield the ways that the system has to copy: functions that take a position and return how much they have copied."""
    if hasattr(fcntl, 'FICLONE'):
        def clone(at):
            size = os.fstat(inside).st_size
            if at < size:
                fcntl.ioctl(outside, fcntl.FICLONE, inside)
            return size - at
        yield clone
    if hasattr(os, 'copy_file_range'):
        yield lambda at: os.copy_file_range(inside, outside, 2 ** 27, offset_dst=at)
    if hasattr(os, 'sendfile') and sys.platform in ('linux', 'android'):
        yield lambda at: os.sendfile(outside, inside, at, 2 ** 27)
