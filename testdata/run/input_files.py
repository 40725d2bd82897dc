# Module fileinput: lines of several files, files that are changed, hooks.
import bz2
import contextlib
import fileinput
import gzip
import io
import os
import sys
import tempfile


def short(value):
    return os.path.basename(value) if isinstance(value, str) else value


def hook(*args, **kwargs):
    print([short(arg) for arg in args], kwargs)
    return open(args[0], args[1])


def say(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error.strerror if isinstance(error, OSError) else error)


with tempfile.TemporaryDirectory() as folder:
    def place(name, content=None):
        path = os.path.join(folder, name)
        if content is not None:
            with open(path, 'wb') as file:
                file.write(content)
        return path

    def content(name):
        with open(place(name)) as file:
            return file.read()

    a, empty, b = place('a', b'1\n2\n'), place('empty', b''), place('b', b'3\n')
    for settings in {}, {'errors': 'strict'}, {'encoding': 'utf-8'}, {'encoding': 'utf-8', 'errors': 'replace'}, {'mode': 'rb', 'encoding': 'utf-8'}:
        print(len(list(fileinput.FileInput([a], openhook=hook, **settings))))
    with fileinput.FileInput([a, empty, b]) as lines:
        print(lines.filename(), lines.lineno(), lines.fileno(), lines.isfirstline(), lines.isstdin())
        for line in lines:
            print(repr(line), short(lines.filename()), lines.lineno(), lines.filelineno(), lines.isfirstline(), lines.isstdin(), lines.fileno() > 0)
        print(short(lines.filename()), lines.lineno(), lines.filelineno(), lines.isfirstline(), lines.isstdin(), lines.fileno(), repr(lines.readline()))
    with fileinput.FileInput((a, b), mode='rb') as lines:
        print(lines.readline(), lines.nextfile(), lines.readline(), lines.readline(), lines.readline())

    for call in fileinput.filename, fileinput.lineno, fileinput.nextfile, fileinput.isstdin, fileinput.close:
        say(call)
    with fileinput.input([a, b], inplace=True, backup='.old'):
        for line in fileinput._state:
            print(fileinput.lineno(), fileinput.filelineno(), line, end='')
            try:
                fileinput.input()
            except RuntimeError as error:
                print(error, file=sys.__stdout__)
    fileinput.close()
    print(sorted(os.listdir(folder)), content('a'), content('b'), content('a.old'))
    os.chmod(a, 0o640)
    with fileinput.input(a, inplace=True, encoding='utf-8') as lines:
        for line in lines:
            print(sorted(os.listdir(folder)), file=sys.__stdout__)
            print('changed', line, end='')
            lines.nextfile()
    print(sorted(os.listdir(folder)), content('a'), oct(os.stat(a).st_mode))

    packed = [place('p.gz', gzip.compress(b'gz\n')), place('p.bz2', bz2.compress(b'bz\n')), b]
    for mode in 'r', 'rb':
        with fileinput.FileInput(packed, openhook=fileinput.hook_compressed, mode=mode) as lines:
            print(list(lines))
    with fileinput.FileInput(place('latin', b'\xe9\n'), openhook=fileinput.hook_encoded('latin-1')) as lines:
        print(list(lines))
    for settings in {'files': place('nope')}, {'mode': 'w'}, {'inplace': True, 'openhook': hook}:
        say(lambda: list(fileinput.FileInput(**settings)))

    sys.stdin = io.TextIOWrapper(io.BytesIO(b'typed\n'))
    with fileinput.FileInput([b, '-']) as lines:
        for line in lines:
            print(repr(line), lines.isstdin(), lines.filename() == '<stdin>')
    print(sys.stdin.closed)
    sys.argv[1:] = [b]
    print(list(fileinput.input()), [fileinput.lineno(), fileinput.isfirstline()], fileinput.FileInput[str])
    fileinput.close()
