"""Compiles a source file to a .pyc file."""

import _imp
import builtins
import enum
import marshal
import os
import stat
import sys
import traceback

__all__ = ['compile', 'main', 'PyCompileError', 'PycInvalidationMode']

_FLAG_HASH, _FLAG_CHECKED = 1, 2
_MAGIC = _imp.pyc_magic_number_token.to_bytes(4, 'little')


class PycInvalidationMode(enum.Enum):
    """How a .pyc file tells whether it is out of date: by the time and size of the source, by its hash, or not at all."""
    TIMESTAMP = 1
    CHECKED_HASH = 2
    UNCHECKED_HASH = 3


class PyCompileError(Exception):
    """A file that can't be compiled.

    exc_type_name and exc_value tell why, file which; msg is the text to show.
    """

    def __init__(self, exc_type, exc_value, file, msg=''):
        name = exc_type.__name__
        if exc_type is SyntaxError:
            text = ''.join(traceback.format_exception_only(exc_type, exc_value)).replace('File "<string>"', f'File "{file}"')
        else:
            text = f'Sorry: {name}: {exc_value}'
        super().__init__(msg or text, name, exc_value, file)
        self.exc_type_name = name
        self.exc_value = exc_value
        self.file = file
        self.msg = msg or text

    def __str__(self):
        return self.msg


def _get_default_invalidation_mode():
    reproducible = os.environ.get('SOURCE_DATE_EPOCH')
    return PycInvalidationMode.CHECKED_HASH if reproducible else PycInvalidationMode.TIMESTAMP


def _cache_path(file, optimization=None):
    """Where the .pyc file of a source file is kept (PEP 3147); optimization '': without a suffix."""
    tag = sys.implementation.cache_tag
    if tag is None:
        raise NotImplementedError('sys.implementation.cache_tag is None')
    folder, name = os.path.split(os.fspath(file))
    base, dot, extension = name.rpartition('.')
    name = f'{base or extension}{dot if base else ""}{tag}' if dot else f'{name}.{tag}'
    if optimization is None:
        optimization = sys.flags.optimize or ''
    if optimization != '':
        if not str(optimization).isalnum():
            raise ValueError(f'{optimization!r} is not alphanumeric')
        name += f'.opt-{optimization}'
    name += '.pyc'
    if sys.pycache_prefix is None:
        return os.path.join(folder, '__pycache__', name)
    folder = os.path.join(os.getcwd(), folder)
    return os.path.join(sys.pycache_prefix, os.path.splitdrive(folder)[1].lstrip(os.sep), name)


def _write(path, data, mode):
    """Write a file so that others see all of it or nothing."""
    part = f'{path}.{id(path)}'
    descriptor = os.open(part, os.O_EXCL | os.O_CREAT | os.O_WRONLY, mode & 0o666)
    try:
        with open(descriptor, 'wb') as file:
            file.write(data)
        os.replace(part, path)
    except OSError:
        try:
            os.unlink(part)
        except OSError:
            pass
        raise


def compile(file, cfile=None, dfile=None, doraise=False, optimize=-1, invalidation_mode=None, quiet=0):
    """Compile a file and return the path of the .pyc file, None if the source has an error.

    cfile is where to write, by default in __pycache__; dfile the name that messages show; optimize the level, -1 that of the
    interpreter. Errors are written to standard error, unless quiet is 2 or more, or raised as PyCompileError with doraise.
    """
    if invalidation_mode is None:
        invalidation_mode = _get_default_invalidation_mode()
    if cfile is None:
        cfile = _cache_path(file, None if optimize < 0 else optimize or '')
    if os.path.islink(cfile):
        raise FileExistsError(f'{cfile} is a symlink and will be changed into a regular file if import writes a byte-compiled file to it')
    if os.path.exists(cfile) and not os.path.isfile(cfile):
        raise FileExistsError(f'{cfile} is a non-regular file and will be changed into a regular one if import writes a byte-compiled '
                              'file to it')
    with open(file, 'rb') as source:
        text = source.read()
    try:
        code = builtins.compile(text, dfile or file, 'exec', dont_inherit=True, optimize=optimize)
    except Exception as error:
        failure = PyCompileError(type(error), error, dfile or file)
        if quiet < 2:
            if doraise:
                raise failure
            sys.stderr.write(failure.msg + '\n')
        return None
    status = os.stat(file)
    if invalidation_mode is PycInvalidationMode.TIMESTAMP:
        flags = 0
        check = b''.join((n & 0xFFFFFFFF).to_bytes(4, 'little') for n in (int(status.st_mtime), len(text)))
    else:
        flags = _FLAG_HASH | (_FLAG_CHECKED if invalidation_mode is PycInvalidationMode.CHECKED_HASH else 0)
        check = _imp.source_hash(_imp.pyc_magic_number_token, text)
    folder = os.path.dirname(cfile)
    if folder:
        os.makedirs(folder, exist_ok=True)
    _write(cfile, _MAGIC + flags.to_bytes(4, 'little') + check + marshal.dumps(code), stat.S_IMODE(status.st_mode) | stat.S_IWUSR)
    return cfile


def main():
    import argparse

    parser = argparse.ArgumentParser(description='A simple command-line interface for py_compile module.', color=True)
    parser.add_argument('-q', '--quiet', action='store_true', help='Suppress error output')
    parser.add_argument('filenames', nargs='+', help='Files to compile')
    args = parser.parse_args()
    names = args.filenames
    if names == ['-']:
        names = [line.rstrip('\n') for line in sys.stdin]
    for name in names:
        try:
            compile(name, doraise=True)
        except PyCompileError as error:
            parser.exit(1, None if args.quiet else error.msg)
        except OSError as error:
            parser.exit(1, None if args.quiet else str(error))


if __name__ == '__main__':
    main()
