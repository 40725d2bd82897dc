# Paths made normal, and their parts.
import os.path

for path in ('', '.', '..', '/', '//', '///', 'a', 'a/', '/a', '//a', '///a', 'a/b', 'a//b', 'a/./b', 'a/../b', '../a', '/..', '/../a', 'a/b/..', 'a/b/../..', './a', '.a', 'a/.b', 'a/..b', 'a/b.',
             '/a/b/c.txt', 'a/b/c.tar.gz', 'é/ü', '/a/../../b', 'a/b/', '//a//b', '///a/b', '/./a', '/.', '../..', '../../a/..'):
    normal = os.path.normpath(path)
    assert os.fsdecode(os.path.normpath(os.fsencode(path))) == normal and type(normal) is str
    print(repr(path), normal, os.path.split(path), os.path.basename(path), os.path.dirname(path), os.path.splitext(path), os.path.basename(os.fsencode(path)), os.path.dirname(os.fsencode(path)))


class Text(str):
    pass


print(type(os.path.normpath(Text('a/b'))), type(os.path.basename(Text('a/b'))))
for f in os.path.basename, os.path.dirname, os.path.split:
    try:
        f(5)
    except TypeError as problem:
        print(problem)
