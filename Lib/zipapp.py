"""Applications as archives that the interpreter runs: a Zip file with a __main__.py, behind a line #!INTERPRETER if it is to be run as a program.

    python -m zipapp FOLDER [-o ARCHIVE] [-p INTERPRETER] [-m MODULE:FUNCTION] [-c]
    python -m zipapp ARCHIVE --info
"""

import os
import pathlib
import stat
import sys
import zipfile

__all__ = ['ZipAppError', 'create_archive', 'get_interpreter']

_START = b'#!'


class ZipAppError(ValueError):
    """An archive can't be made as wanted."""


def _first_line(interpreter):
    return _START + interpreter.encode(sys.getfilesystemencoding()) + b'\n' if interpreter else b''


def _split(data):
    """Return what an archive's first line names, None without such a line, and what is behind it."""
    if not data.startswith(_START):
        return None, data
    line, _, rest = data[len(_START):].partition(b'\n')
    return line.strip().decode(sys.getfilesystemencoding()), rest


def _main_of(entry):
    """Return the text of a __main__.py that calls MODULE:FUNCTION."""
    module, colon, function = entry.partition(':')
    if not (colon and all(part.isidentifier() for part in module.split('.') + function.split('.'))):
        raise ZipAppError(f'Invalid entry point: {entry}')
    return f'# -*- coding: utf-8 -*-\nimport {module}\n{module}.{function}()\n'


def _write(target, data, executable):
    if hasattr(target, 'write'):
        target.write(data)
        return
    with open(target, 'wb') as file:
        file.write(data)
    if executable:
        os.chmod(target, os.stat(target).st_mode | stat.S_IEXEC)


def create_archive(source, target=None, interpreter=None, main=None, filter=None, compressed=False):
    """Make an archive of a folder, or copy one with another first line.

    source: a folder, or the path or a binary stream of an archive; target: a path or a binary stream, by default the folder's name with .pyz.
    interpreter is what the first line names. main is MODULE:FUNCTION, for a folder without __main__.py. filter(path) tells which files of the
    folder are wanted. compressed: they are deflated.
    """
    if hasattr(source, 'read') or os.path.isfile(source):
        if hasattr(source, 'read'):
            data = source.read()
        else:
            with open(source, 'rb') as file:
                data = file.read()
        _write(target, _first_line(interpreter) + _split(data)[1], interpreter and not hasattr(target, 'write'))
        return
    source = pathlib.Path(source)
    if not source.exists():
        raise ZipAppError('Source does not exist')
    has_main = (source / '__main__.py').is_file()
    if main and has_main:
        raise ZipAppError('Cannot specify entry point if the source has __main__.py')
    if not (main or has_main):
        raise ZipAppError('Archive has no entry point')
    text = _main_of(main) if main else None
    target = source.with_suffix('.pyz') if target is None else target
    # What is found now goes in: the archive may itself be made in the folder.
    files = sorted(source.rglob('*'))
    import io
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, 'w', zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED) as archive:
        for file in files:
            inside = file.relative_to(source)
            if filter is None or filter(inside):
                if _same(file, target):
                    raise ZipAppError(f'The target archive {target} overwrites one of the source files.')
                archive.write(file, inside.as_posix())
        if text:
            archive.writestr('__main__.py', text.encode())
    _write(target, _first_line(interpreter) + packed.getvalue(), interpreter and not hasattr(target, 'write'))


def _same(file, target):
    return not hasattr(target, 'write') and os.path.exists(target) and os.path.samefile(file, target)


def get_interpreter(archive):
    """Return the interpreter that the first line of an archive (a path or a binary stream) names, None without such a line."""
    if hasattr(archive, 'read'):
        return _split(archive.read(2) + archive.readline())[0]
    with open(archive, 'rb') as file:
        return _split(file.readline())[0]


def main(args=None):
    """Do what the command line says."""
    import argparse
    parser = argparse.ArgumentParser()
    for names, text, more in (
            (('--output', '-o'), 'The name of the output archive. Required if SOURCE is an archive.', {'default': None}),
            (('--python', '-p'), 'The name of the Python interpreter to use (default: no shebang line).', {'default': None}),
            (('--main', '-m'), 'The main function of the application (default: use an existing __main__.py).', {'default': None}),
            (('--compress', '-c'), 'Compress files with the deflate method. Files are stored uncompressed by default.', {'action': 'store_true'}),
            (('--info',), 'Display the interpreter from the archive.', {'action': 'store_true'}),
            (('source',), 'Source directory (or existing archive).', {})):
        parser.add_argument(*names, help=text, **more)
    chosen = parser.parse_args(args)
    is_archive = os.path.isfile(chosen.source)
    if chosen.info:
        if not is_archive:
            raise SystemExit('Can only get info for an archive file')
        print('Interpreter:', get_interpreter(chosen.source) or '<none>')
        sys.exit(0)
    if is_archive:
        if chosen.output is None or os.path.exists(chosen.output) and os.path.samefile(chosen.source, chosen.output):
            raise SystemExit('In-place editing of archives is not supported')
        if chosen.main:
            raise SystemExit('Cannot change the main function when copying')
    create_archive(chosen.source, chosen.output, interpreter=chosen.python, main=chosen.main, compressed=chosen.compress)


if __name__ == '__main__':
    main()
