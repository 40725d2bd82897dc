"""Arguments and moments that modules refuse: names that are no names, readers that are read while they read, entries of files that are gone."""
import codecs
import csv
import os
import struct
import tempfile
import warnings


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


class NoPath:
    __fspath__ = None


for f, *args in (os.rename, NoPath(), 'x'), (os.stat, NoPath()), (open, NoPath()), (os.listdir, NoPath()), (os.fspath, NoPath()):
    print(f.__name__, attempt(f, *args))
for f in codecs.lookup, codecs.lookup_error, lambda name: codecs.register_error(name, print), lambda name: codecs.encode('', name), lambda name: codecs.encode('', 'utf-8', name):
    print(ascii(attempt(f, '\udcfe')), ascii(attempt(f, 'a\0b')))
print(attempt(struct.Struct.__new__(struct.Struct).__sizeof__), struct.Struct('i').__sizeof__() > 0)


class Reentrant:
    """An iterator that reads from its own reader."""

    def __init__(self, again):
        self.lines = iter(['a,b', '"x', 'y"', 'c'])
        self.again = again
        self.count = 0
        self.reader = csv.reader(self)

    def __iter__(self):
        return self

    def __next__(self):
        self.count += 1
        if self.count in self.again:
            print('inner', next(self.reader))
        return next(self.lines)


for again in (), (1,), (2,), (3,):
    it = Reentrant(again)
    print(attempt(next, it.reader), attempt(next, it.reader), it.reader.line_num, it.count)

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    for data in rb'\z', b'\\\xfa', rb'\501', rb'\8', b'\\\n':
        print(data, ascii(data.decode('unicode_escape')), [ascii(str(w.message)) for w in caught])
        caught.clear()

with tempfile.TemporaryDirectory() as folder:
    open(folder + '/file', 'w').close()
    os.mkdir(folder + '/folder')
    os.symlink('nowhere', folder + '/link')
    os.mkfifo(folder + '/pipe')
    entries = sorted(os.scandir(folder), key=lambda e: e.name)
    numbers = [os.lstat(e.path).st_ino for e in entries]
    for name in 'file', 'link', 'pipe':
        os.unlink(f'{folder}/{name}')
    print([e.inode() for e in entries] == numbers, [(e.name, e.is_file(), e.is_dir(), e.is_symlink(), e.is_junction()) for e in entries])
    print([attempt(e.stat).partition(':')[0] for e in entries if e.name != 'folder'])
    for n in range(1000):
        open(f'{folder}/{"long" * 20}{n}', 'w').close()
    print(len(os.listdir(folder)), len(set(os.listdir(folder))), len(os.listdir(os.fsencode(folder))))
