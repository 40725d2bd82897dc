"""Where objects of built-in types, and of their subclasses, have their attributes: fields of named tuples, own dicts, methods that they may hide."""
import collections
import io
import types
import typing


def read(o):
    return o.x


def write(o, v):
    o.x = v


def call(o):
    return o.size()


def tried(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


# Fields.
class Pair(typing.NamedTuple):
    x: int
    y: int = 2


Other = collections.namedtuple('Other', 'a b x')
Third = collections.namedtuple('Third', 'z x')
tuples = [Pair(1), Other(1, 2, 3), Pair(5, 6), Third(7, 8)]
for _ in range(3):
    print([read(t) for t in tuples])
print(tried(read, tuple.__new__(Pair, ())), tried(read, tuple.__new__(Third, (1,))), read(tuple.__new__(Pair, (9,))))
print(tried(write, tuples[0], 1))
Pair.x = property(lambda self: 'property')
print(read(tuples[0]))
del Pair.x
print(tried(read, tuples[0]))
Pair.x = Third.x
print(read(tuples[0]), read(Pair(3, 4)))


class Longer(Other):
    def size(self):
        return len(self)


longer = Longer(1, 2, 'x')
print([read(longer) for _ in range(3)], longer.__dict__, [call(longer) for _ in range(3)])
longer.size = lambda: 'its own'
print(call(longer), call(Longer(1, 2, 3)))


# Subclasses of built-in types.
class Stack(list):
    def __init__(self, *items):
        super().__init__(items)
        self.x = len(items)

    def size(self):
        return self.x + len(self)


class Table(dict):
    x = 'of the class'

    def size(self):
        return len(self)


class Number(int):
    def size(self):
        return self + 1


class Failure(Exception):
    def size(self):
        return self.args


objects = [Stack(1, 2), Table(a=1), Number(3), Failure('f'), types.SimpleNamespace(x='plain', size=lambda: 'namespace'), Stack()]
for _ in range(3):
    for o in objects:
        print(tried(read, o), tried(call, o), end=' ')
        write(o, str(tried(read, o))[:9])
    print()
for o in objects:
    o.__dict__['x'] = 'in the dict'
    print(read(o), end=' ')
    o.size = lambda o=o: type(o).__name__
    print(call(o), end=' ')
    del o.x
    print(tried(read, o), end=' ')
    if type(o) is not types.SimpleNamespace:
        o.__dict__ = {'other': 1, 'x': 2}
    print(tried(read, o), tried(call, o))
Stack.x = property(lambda self: 'property', lambda self, v: print('set', v))
print(read(objects[0]), write(objects[0], 1))
del Stack.x


# Objects that have a dict only when something is put there.
class Text(io.StringIO):
    pass


streams = [io.StringIO('abc'), Text('def')]


def get(s):
    s.seek(0)
    return s.getvalue()


print([get(s) for s in streams * 3])
streams[1].getvalue = lambda: 'hidden'
print([get(s) for s in streams * 2])
del streams[1].getvalue
streams[1].other = 1
print([get(s) for s in streams * 2])
Text.getvalue = lambda self: 'of the class'
print([get(s) for s in streams * 2])


class Refuses(list):
    def __setattr__(self, name, v):
        raise TypeError('no attributes')


r = Refuses()
print([tried(write, r, 1) for _ in range(3)])
r.__dict__['x'] = 4
print(read(r), tried(write, r, 1), read(r))
