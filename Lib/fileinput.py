"""Lines of all files that a command line names, or of standard input; files can be changed on the way."""

import io
import os
import sys
from types import GenericAlias

__all__ = ['input', 'close', 'nextfile', 'filename', 'lineno', 'filelineno', 'fileno', 'isfirstline', 'isstdin',
           'FileInput', 'hook_compressed', 'hook_encoded']

_state = None


def input(files=None, inplace=False, backup='', *, mode='r', openhook=None, encoding=None, errors=None):
    """Make the FileInput that the functions of this module use, and return it."""
    global _state
    if _state and _state._file:
        raise RuntimeError('input() already active')
    _state = FileInput(files, inplace, backup, mode=mode, openhook=openhook, encoding=encoding, errors=errors)
    return _state


def close():
    """Close it."""
    global _state
    active, _state = _state, None
    if active:
        active.close()


def _active():
    if not _state:
        raise RuntimeError('no active input()')
    return _state


def nextfile():
    """Go on with the next file."""
    state = _active()
    return state.nextfile()


def filename():
    """Return the name of the file that is being read, None before the first line."""
    state = _active()
    return state.filename()


def lineno():
    """Return the number of the line that was read last, over all files."""
    state = _active()
    return state.lineno()


def filelineno():
    """Return the number of the line that was read last, in its file."""
    state = _active()
    return state.filelineno()


def fileno():
    """Return the descriptor of the file, -1 if none is open."""
    state = _active()
    return state.fileno()


def isfirstline():
    """Tell if the line that was read last is the first of its file."""
    state = _active()
    return state.isfirstline()


def isstdin():
    """Tell if the line that was read last came from standard input."""
    state = _active()
    return state.isstdin()


class FileInput:
    """The lines of several files, one after the other. - is standard input."""

    def __init__(self, files=None, inplace=False, backup='', *, mode='r', openhook=None, encoding=None, errors=None):
        """files: names, those of the command line by default. inplace: what the program prints becomes the file, and the
        old one is kept under the ending backup, if there is one. openhook opens files, given name and mode."""
        if type(files) is str or isinstance(files, str):
            files = (files,)
        elif isinstance(files, os.PathLike):
            files = (os.fspath(files),)
        else:
            files = tuple(sys.argv[1:] if files is None else files) or ('-',)
        if encoding is None and 'b' not in mode and sys.flags.warn_default_encoding:
            import warnings
            warnings.warn("'encoding' argument not specified.", EncodingWarning, 2)
        if mode not in {'r', 'rb'}:
            raise ValueError("FileInput opening mode must be 'r' or 'rb'")
        if openhook:
            if inplace:
                raise ValueError('FileInput cannot use an opening hook in inplace mode')
            if not callable(openhook):
                raise ValueError('FileInput openhook must be callable')
        self._files, self._inplace, self._backup = files, inplace, backup
        self._mode, self._openhook, self._encoding, self._errors = mode, openhook, encoding, errors
        # The old standard output and the new file, while a file is changed.
        self._savestdout = self._output = self._filename = self._file = self._backupfilename = None
        self._startlineno = self._filelineno = 0
        self._isstdin = False

    def __del__(self):
        self.close()

    def close(self):
        """Close everything."""
        try:
            self.nextfile()
        finally:
            self._files = ()

    def __enter__(self):
        return self

    def __exit__(self, type, value, traceback):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def nextfile(self):
        """Go on with the next file; the rest of this one isn't read."""
        output, before, file = self._output, self._savestdout, self._file
        self._output = self._savestdout = None
        if before:
            sys.stdout = before
        try:
            if output:
                output.close()
        finally:
            self._file = None
            self.__dict__.pop('_readline', None)
            try:
                if not self._isstdin and file:
                    file.close()
            finally:
                old, self._backupfilename = self._backupfilename, None
                if old and not self._backup:
                    try:
                        os.unlink(old)
                    except OSError:
                        pass
                self._isstdin = False

    def readline(self):
        """Return the next line, or something empty behind the last file."""
        while True:
            line = self._readline()
            if line:
                self._filelineno += 1
                return line
            if not self._file:
                return line
            self.nextfile()

    def _readline(self):
        # Opens the next file; after that, the file's own method takes the place of this one.
        if not self._files:
            return b'' if 'b' in self._mode else ''
        self._filename, *rest = self._files
        self._files = tuple(rest)
        self._startlineno, self._filelineno = self.lineno(), 0
        encoding = None
        if 'b' not in self._mode:
            encoding = self._encoding or 'locale'
        if self._filename == '-':
            self._filename = '<stdin>'
            self._file = getattr(sys.stdin, 'buffer', sys.stdin) if 'b' in self._mode else sys.stdin
            self._isstdin = True
        elif self._inplace:
            self._open_inplace(encoding)
        elif self._openhook:
            # Older hooks know only name and mode.
            if self._encoding is None and self._errors is None:
                self._file = self._openhook(self._filename, self._mode)
            else:
                self._file = self._openhook(self._filename, self._mode, encoding=self._encoding, errors=self._errors)
        else:
            self._file = open(self._filename, self._mode, encoding=encoding, errors=self._errors)
        method = self._readline = self._file.readline
        return method()

    def _open_inplace(self, encoding):
        old = self._backupfilename = os.fspath(self._filename) + (self._backup or '.bak')
        try:
            os.unlink(old)
        except OSError:
            pass
        os.rename(self._filename, old)
        self._file = open(old, self._mode, encoding=encoding, errors=self._errors)
        try:
            permissions = os.fstat(self._file.fileno()).st_mode
        except OSError:
            self._output = open(self._filename, self._mode.replace('r', 'w'), encoding=encoding, errors=self._errors)
        else:
            flags = os.O_CREAT | os.O_WRONLY | os.O_TRUNC | getattr(os, 'O_BINARY', 0)
            descriptor = os.open(self._filename, flags, permissions)
            self._output = os.fdopen(descriptor, self._mode.replace('r', 'w'), encoding=encoding, errors=self._errors)
            try:
                os.chmod(self._filename, permissions)
            except OSError:
                pass
        self._savestdout, sys.stdout = sys.stdout, self._output

    def filename(self):
        return self._filename

    def lineno(self):
        return self._filelineno + self._startlineno

    def filelineno(self):
        return self._filelineno

    def fileno(self):
        try:
            return self._file.fileno() if self._file else -1
        except ValueError:
            return -1

    def isfirstline(self):
        return self._filelineno == 1

    def isstdin(self):
        return self._isstdin

    __class_getitem__ = classmethod(GenericAlias)


def hook_compressed(filename, mode, *, encoding=None, errors=None):
    """Open a file; one that ends with .gz or .bz2 is decompressed."""
    if encoding is None and 'b' not in mode:
        encoding = 'locale'
    ending = os.path.splitext(filename)[1]
    if ending == '.gz':
        import gzip
        stream = gzip.open(filename, mode)
    elif ending == '.bz2':
        import bz2
        stream = bz2.BZ2File(filename, mode)
    else:
        return open(filename, mode, encoding=encoding, errors=errors)
    return stream if 'b' in mode else io.TextIOWrapper(stream, encoding=encoding, errors=errors)


def hook_encoded(encoding, errors=None):
    """Return a function that opens files in an encoding."""
    def openhook(filename, mode):
        return open(filename, mode, encoding=encoding, errors=errors)
    return openhook


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
