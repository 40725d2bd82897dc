# Classes whose __new__ is a Python function: what it returns decides whether __init__ is called, and which.
import sys
from collections import namedtuple


def attempt(f, *args, **kwargs):
    try:
        r = f(*args, **kwargs)
        print(type(r).__name__, repr(r), getattr(r, '__dict__', None))
    except Exception as e:
        print(type(e).__name__, e)


class Plain:
    def __new__(cls, *args):
        x = object.__new__(cls)
        x.new = args
        return x

    def __repr__(self):
        return f'<{type(self).__name__}>'


class WithInit(Plain):
    def __init__(self, *args):
        self.init = args


class Other:
    def __new__(cls, x):
        return x

    def __init__(self, x):
        print('init of', type(self).__name__)


class Derived(Other):
    def __new__(cls, x):
        return Plain.__new__(cls, x)


class Wrong:
    def __new__(cls):
        return super().__new__(cls)

    def __init__(self):
        return 5


class NativeInit(list):
    def __new__(cls, *args):
        return super().__new__(cls)


for i in range(3):
    attempt(lambda: Plain(1, i))
    attempt(lambda: WithInit(1, i))
    attempt(lambda: Other(5))
    attempt(lambda: Derived(5))
    attempt(lambda: Other(Derived(6)))
    attempt(lambda: Other(Other(None)))
    attempt(lambda: Wrong())
    attempt(lambda: NativeInit((1, 2, i)))
    attempt(lambda: Plain.__new__(WithInit, 3))

# Too few, too many, by name.
class Two:
    def __new__(cls, a, b=2, *, c=3):
        x = object.__new__(cls)
        x.all = a, b, c
        return x


for args, kwargs in [((), {}), ((1,), {}), ((1, 5), {}), ((1, 5, 6), {}), ((1,), {'c': 9}), ((), {'a': 0}), ((), {'d': 0})]:
    try:
        print(Two(*args, **kwargs).all)
    except TypeError as e:
        print(e)
for f in (lambda: Two(), lambda: Two(1).all, lambda: Two(1, 2, 3), lambda: Two(1, c=7).all, lambda: Two(a=1, b=8).all):
    for i in range(2):
        try:
            print(f())
        except TypeError as e:
            print(e)

# As class method, replaced while running, taken away.
class Changing:
    def __new__(cls, *args):
        return object.__new__(cls)


def other(cls, *args):
    print('other', args)
    return object.__new__(cls)


class AsClassMethod:
    @classmethod
    def __new__(cls, *args):
        return args


def make(*args):
    return Changing(*args), Changing(1, 2)


for i in range(3):
    print([type(x).__name__ for x in make(i)])
    if i == 0:
        Changing.__new__ = other
    if i == 1:
        Changing.__init__ = lambda self, *args: print('init', args)
print(AsClassMethod(3) == (AsClassMethod, 3))


# __init__ of the class changed by __new__.
class Sly:
    def __new__(cls, n):
        cls.__init__ = lambda self, m: print('set by new', n, m)
        n = 'changed'
        return super().__new__(cls)


for i in range(3):
    Sly(i)


# tuple.__new__ with items written there.
class Pair(tuple):
    def __new__(cls, a, b):
        return tuple.__new__(cls, (a, b))


class Slots(tuple):
    __slots__ = ()

    def __new__(cls, a):
        return super().__new__(cls, (a, a, a))


class Loose(Pair):
    def __new__(cls, a, b):
        x = Pair.__new__(cls, a, b)
        x.sum = a + b
        return x


def direct(cls, a, b):
    return tuple.__new__(cls, (a, b))


new = tuple.__new__
def through(cls, a, b):
    return new(cls, (a, b))


for i in range(3):
    p = Pair(i, 2)
    print(type(p).__name__, p, p == (i, 2), p.__dict__)
    q = Slots(i)
    print(type(q).__name__, q, len(q), hasattr(q, '__dict__'))
    r = Loose(i, 5)
    print(type(r).__name__, r, r.sum, hash(r) == hash((i, 5)))
    for f in direct, through:
        for cls in tuple, Pair, Loose, Slots, list, int, 5, None, type, Plain:
            attempt(f, cls, i, 'x')

P = namedtuple('P', 'x y', defaults=[7])
Empty = namedtuple('Empty', '')
One = namedtuple('One', 'a')


class Q(P):
    def __new__(cls, x, y=0):
        return super().__new__(cls, x + 1, y)


class R(P):
    def __init__(self, *args):
        self.args = args


for i in range(3):
    print(P(i), P(i, 2), P(y=1, x=i), Q(i), Q(i, 3), Empty(), One(i), R(i, 4), R(i).args)
    print(P(i, 2)._replace(x=9), P(i, 2)._replace(), Q(i)._replace(y=8), type(Q(i)._replace(y=8)).__name__, P._make([i, i]), list(map(P, [1, 2], [i, i])))
    for f in (lambda: P(), lambda: P(1, 2, 3), lambda: P(1, z=2), lambda: P(1)._replace(z=1, w=2), lambda: P._make([1]), lambda: Empty(1)):
        attempt(f)
print(sys.getsizeof(P(1, 2)) == sys.getsizeof((1, 2)))

# Exceptions and tracebacks.
class Fails:
    def __new__(cls, n):
        return 1 // n


class FailsLater:
    def __new__(cls, n):
        return object.__new__(cls)

    def __init__(self, n):
        self.n = 1 // n


import traceback
for cls in Fails, FailsLater:
    for i in range(2):
        try:
            cls(0)
        except ZeroDivisionError as e:
            print([f.name for f in traceback.extract_tb(e.__traceback__)])


class Endless:
    def __new__(cls):
        return cls()


try:
    Endless()
except RecursionError as e:
    print('RecursionError', str(e)[:32])

# What a tracer is told.
calls = []
sys.setprofile(lambda frame, event, arg: calls.append((event, frame.f_code.co_name, getattr(arg, '__name__', None))))
Pair(1, 2)
Plain(3)
P(1, 2)
sys.setprofile(None)
for c in calls:
    print(c)
