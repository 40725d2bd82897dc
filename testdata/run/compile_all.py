"""compileall and py_compile: which files they write, and what they say."""

import compileall
import contextlib
import importlib.util
import io
import os
import py_compile
import re
import shutil
import struct
import sys
import tempfile

TAG = sys.implementation.cache_tag


def tree(folder):
    """The files below a folder; the tag of the implementation is not shown."""
    found = []
    for at, _, names in os.walk(folder):
        found += [os.path.relpath(os.path.join(at, name), folder).replace(TAG, 'TAG') for name in names]
    return sorted(name for name in found if name.endswith('.pyc'))


@contextlib.contextmanager
def sources():
    base = os.path.realpath(tempfile.mkdtemp())
    try:
        for name, text in {'a.py': 'x = 1\n', 'b.py': '"""doc"""\nassert x\n', 'pkg/__init__.py': '', 'pkg/c.py': 'def f(): return 1\n',
                           'pkg/deep/d.py': 'y = 2\n', 'pkg/deep/more/e.py': 'z = 3\n', 'bad.py': 'x = = 1\n', 'no.txt': 'x'}.items():
            path = os.path.join(base, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, 'w') as file:
                file.write(text)
            os.utime(path, (1_000_000_000, 1_000_000_000))
        yield base
    finally:
        shutil.rmtree(base)


def attempt(title, call):
    with sources() as base:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            try:
                result = call(base)
            except Exception as e:
                result = f'{type(e).__name__}: {e}'
        text = out.getvalue().replace(base, 'BASE').replace(TAG, 'TAG')
        print(f'-- {title}: {str(result).replace(base, "BASE")}')
        for line in sorted(text.splitlines()):
            print('   |', line)
        print('  ', *tree(base))


attempt('all', lambda base: compileall.compile_dir(base))
attempt('quiet', lambda base: compileall.compile_dir(base, quiet=1))
attempt('silent', lambda base: compileall.compile_dir(base, quiet=2))
attempt('two levels', lambda base: compileall.compile_dir(base, maxlevels=1, quiet=1, rx=re.compile('bad')))
attempt('no level', lambda base: compileall.compile_dir(base, maxlevels=0, quiet=1))
attempt('beside the source', lambda base: compileall.compile_dir(base, legacy=True, quiet=2))
attempt('optimized', lambda base: compileall.compile_dir(base + '/pkg', optimize=2, quiet=1))
attempt('three levels', lambda base: compileall.compile_dir(base + '/pkg', optimize=[0, 1, 2], quiet=1))
attempt('hardlinks', lambda base: compileall.compile_dir(base + '/pkg', optimize=[1, 2], quiet=1, hardlink_dupes=True))
attempt('hardlinks of one level', lambda base: compileall.compile_dir(base, optimize=1, hardlink_dupes=True))
attempt('a file', lambda base: compileall.compile_file(base + '/a.py'))
attempt('a text', lambda base: compileall.compile_file(base + '/no.txt'))
attempt('an error', lambda base: compileall.compile_file(base + '/bad.py', quiet=1))
attempt('no file', lambda base: compileall.compile_file(base + '/absent.py'))
attempt('no folder', lambda base: compileall.compile_dir(base + '/absent'))
attempt('both ways', lambda base: compileall.compile_dir(base, ddir='<d>', stripdir='x'))


def filename(base, **options):
    compileall.compile_file(base + '/pkg/c.py', quiet=1, **options)
    path = importlib.util.cache_from_source(base + '/pkg/c.py')
    with open(path, 'rb') as file:
        data = file.read()
    import marshal
    return marshal.loads(data[16:]).co_filename.replace(base, 'BASE'), struct.unpack('<I', data[4:8])[0]


attempt('filename', lambda base: filename(base))
attempt('filename in a folder', lambda base: filename(base, ddir='<there>'))
attempt('filename without its start', lambda base: filename(base, stripdir=base))
attempt('filename with another start', lambda base: filename(base, stripdir=base + '/pkg', prependdir='/new'))
attempt('checked hash', lambda base: filename(base, invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH))
attempt('unchecked hash', lambda base: filename(base, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH))


def again(base, change=False, **options):
    compileall.compile_file(base + '/a.py', quiet=1)
    if change:
        os.utime(base + '/a.py', (1_000_000_001, 1_000_000_001))
    return compileall.compile_file(base + '/a.py', **options)


attempt('up to date', again)
attempt('out of date', lambda base: again(base, True))
attempt('by force', lambda base: again(base, force=True))


def compiled(base, name='a.py', **options):
    return py_compile.compile(base + '/' + name, **options)


attempt('py_compile', lambda base: compiled(base).replace(TAG, 'TAG'))
attempt('py_compile elsewhere', lambda base: compiled(base, cfile=base + '/x/y.pyc'))
attempt('py_compile of an error', lambda base: compiled(base, 'bad.py', doraise=True))
attempt('py_compile of a hidden error', lambda base: compiled(base, 'bad.py', quiet=2))
attempt('py_compile of nothing', lambda base: compiled(base, 'absent.py', doraise=True))


def command(base, *args):
    before, here = sys.argv, os.getcwd()
    sys.argv = ['compileall.py', *args]
    os.chdir(base)
    try:
        return compileall.main()
    finally:
        os.chdir(here)
        sys.argv = before


attempt('main', lambda base: command(base, '.'))
attempt('main -q', lambda base: command(base, '-q', '.'))
attempt('main -qq -l', lambda base: command(base, '-qq', '-l', '.'))
attempt('main -b -x', lambda base: command(base, '-b', '-x', 'bad|deep', '.'))
attempt('main -r', lambda base: command(base, '-q', '-r', '1', 'pkg'))
attempt('main -o -o', lambda base: command(base, '-q', '-o', '0', '-o', '2', 'pkg/c.py'))
attempt('main -f', lambda base: command(base, '-f', 'a.py'))
attempt('main -d', lambda base: command(base, '-d', '<d>', 'a.py', 'bad.py'))
attempt('main -s -p', lambda base: command(base, '-s', 'x', '-p', 'y', 'a.py'))
attempt('main --invalidation-mode', lambda base: command(base, '--invalidation-mode', 'checked-hash', 'a.py'))
attempt('main -e', lambda base: command(base, '-e', base + '/pkg', '-q', 'pkg'))
attempt('main of nothing', lambda base: command(base, 'absent.py', 'absent'))
