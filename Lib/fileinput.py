"""Lines of all files that a command line names, or of standard input; files can be changed on the way."""

import contextlib
import os
import sys
from types import GenericAlias

__all__ = ['input', 'close', 'nextfile', 'filename', 'lineno', 'filelineno', 'fileno', 'isfirstline', 'isstdin',
           'FileInput', 'hook_compressed', 'hook_encoded']

_state = None  # the FileInput that the module's functions are about


def input(files=None, inplace=False, backup='', *, mode='r', openhook=None, encoding=None, errors=None):
    """Make the FileInput that the functions of this module use, and return it."""
    global _state
    if getattr(_state, '_file', None) is not None:
        raise RuntimeError('input() already active')
    _state = FileInput(files, inplace, backup, mode=mode, openhook=openhook, encoding=encoding, errors=errors)
    return _state


def close():
    """Close it."""
    global _state
    active, _state = _state, None
    if active is not None:
        active.close()


class FileInput:
    """The lines of several files, one after the other. - is standard input."""

    _file = None  # what is read now
    _name = None
    _count = _passed = 0  # lines of this file, and of those before

    def __init__(self, files=None, inplace=False, backup='', *, mode='r', openhook=None, encoding=None, errors=None):
        """files: names, those of the command line by default. inplace: what the program prints becomes the file, and the
        old one is kept under the ending backup, if there is one. openhook opens files, given name and mode."""
        match files:
            case str() | os.PathLike():
                self._files = os.fspath(files),
            case None:
                self._files = tuple(sys.argv[1:]) or ('-',)
            case _:
                self._files = tuple(files) or ('-',)
        if encoding is None and 'b' not in mode and sys.flags.warn_default_encoding:
            import warnings
            warnings.warn("'encoding' argument not specified.", EncodingWarning, 2)
        if mode not in ('r', 'rb'):
            raise ValueError("FileInput opening mode must be 'r' or 'rb'")
        if openhook and inplace:
            raise ValueError('FileInput cannot use an opening hook in inplace mode')
        if openhook and not callable(openhook):
            raise ValueError('FileInput openhook must be callable')
        self._mode, self._hook, self._hook_settings = mode, openhook, {}
        if encoding is not None:  # older hooks know only name and mode
            self._hook_settings = {'encoding': encoding, 'errors': errors}
        self._settings = {'encoding': None if 'b' in mode else encoding or 'locale', 'errors': errors}
        self._change, self._ending = inplace, backup
        self._duties = contextlib.ExitStack()  # what is to be done when a file is left

    # Opening and leaving files.

    def _begin(self):
        """Open the next file; tell whether there is one."""
        if not self._files:
            return False
        self._name, *rest = self._files
        self._files, self._passed, self._count = tuple(rest), self.lineno(), 0
        if self._name == '-':
            self._name = '<stdin>'
            self._file = getattr(sys.stdin, 'buffer', sys.stdin) if 'b' in self._mode else sys.stdin
            return True
        if self._change:
            self._file = self._replace()
        elif self._hook:
            self._file = self._hook(self._name, self._mode, **self._hook_settings)
        else:
            self._file = open(self._name, self._mode, **self._settings)
        if not self._change:
            self._duties.callback(self._file.close)
        return True

    def _replace(self):
        """Let what is printed become the next file, whose old content is read under another name."""
        old = os.fspath(self._name) + (self._ending or '.bak')
        with contextlib.suppress(OSError):
            os.unlink(old)
        os.rename(self._name, old)
        with contextlib.ExitStack() as duties:
            if not self._ending:
                duties.callback(_remove, old)
            file = duties.enter_context(open(old, self._mode, **self._settings))
            permissions = None
            with contextlib.suppress(OSError):
                permissions = os.fstat(file.fileno()).st_mode

            def opener(path, flags):
                return os.open(path, flags, 0o666 if permissions is None else permissions)

            output = duties.enter_context(open(self._name, self._mode.replace('r', 'w'), opener=opener, **self._settings))
            if permissions is not None:
                with contextlib.suppress(OSError):
                    os.chmod(self._name, permissions)
            duties.enter_context(contextlib.redirect_stdout(output))
            self._duties = duties.pop_all()
        return file

    def nextfile(self):
        """Go on with the next file; the rest of this one isn't read."""
        duties, self._duties, self._file = self._duties, contextlib.ExitStack(), None
        duties.close()

    def close(self):
        """Close everything."""
        try:
            self.nextfile()
        finally:
            self._files = ()

    def __del__(self):
        if hasattr(self, '_duties'):
            self.close()

    def __enter__(self):
        return self

    def __exit__(self, type, value, traceback):
        self.close()

    # Lines.

    def readline(self):
        """Return the next line, or something empty behind the last file."""
        while self._file is not None or self._begin():
            if line := self._file.readline():
                self._count += 1
                return line
            self.nextfile()
        return b'' if 'b' in self._mode else ''

    def __iter__(self):
        return self

    def __next__(self):
        if line := self.readline():
            return line
        raise StopIteration

    # Where that is.

    def filename(self):
        """Return the name of the file that is being read, None before the first line."""
        return self._name

    def lineno(self):
        """Return the number of the line that was read last, over all files."""
        return self._passed + self._count

    def filelineno(self):
        """Return the number of the line that was read last, in its file."""
        return self._count

    def fileno(self):
        """Return the descriptor of the file, -1 if none is open."""
        with contextlib.suppress(ValueError):
            if self._file is not None:
                return self._file.fileno()
        return -1

    def isfirstline(self):
        """Tell if the line that was read last is the first of its file."""
        return 1 == self._count

    def isstdin(self):
        """Tell if the line that was read last came from standard input."""
        return self._file is not None and self._name == '<stdin>'

    __class_getitem__ = classmethod(GenericAlias)


def _remove(path):
    with contextlib.suppress(OSError):
        os.unlink(path)


def _of_active(method):
    """Make the function of the module that a method of the active FileInput is for."""
    name = method.__name__

    def function():
        if _state is None:
            raise RuntimeError('no active input()')
        return getattr(_state, name)()

    function.__name__ = function.__qualname__ = name
    function.__doc__ = method.__doc__
    return function


nextfile, filename, lineno, filelineno, fileno, isfirstline, isstdin = map(_of_active, (
    FileInput.nextfile, FileInput.filename, FileInput.lineno, FileInput.filelineno, FileInput.fileno, FileInput.isfirstline, FileInput.isstdin))


def hook_compressed(filename, mode, *, encoding=None, errors=None):
    """Open a file; one that ends with .gz or .bz2 is decompressed."""
    settings = {'encoding': encoding, 'errors': errors}
    if encoding is None and 'b' not in mode:
        settings['encoding'] = 'locale'
    match os.path.splitext(filename)[1]:
        case '.gz':
            from gzip import open as opened
        case '.bz2':
            from bz2 import BZ2File as opened
        case _:
            return open(filename, mode, **settings)
    data = opened(filename, mode)
    if 'b' in mode:
        return data
    from io import TextIOWrapper
    return TextIOWrapper(data, **settings)


def hook_encoded(encoding, errors=None):
    """Return a function that opens files in an encoding."""
    return lambda filename, mode: open(filename, mode, encoding=encoding, errors=errors)


def _main():
    import getopt
    options, files = getopt.getopt(sys.argv[1:], 'ib:')
    settings = dict(options)

    def place():
        return f'{lineno()}: {filename()}[{filelineno()}]'

    for line in input(files, inplace='-i' in settings, backup=settings.get('-b', '')):
        first = '*' if isfirstline() else ''
        print(f'{place()}{first}', line.removesuffix('\n').removesuffix('\r'))
    print(place())


if __name__ == '__main__':
    _main()
