"""Corners of the object model."""
import _imp
import gc
import sys
import types
import warnings
import weakref
from collections import deque
from typing import TypeVar


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


# A metaclass's mro() makes a class depend on one that is no base of it.
class Value:
    value = 1


class Odd(type):
    def mro(cls):
        return cls, Value, object


class Strange(metaclass=Odd):
    pass


print(Strange.value)
Value.value = 2
print(Strange.value)


class Bases(tuple):
    pass


print(type(type('X', Bases((int,)), {}).__bases__).__name__)


# Weak references: the order in which they are listed, and called.
class C:
    pass


class Ref(weakref.ref):
    pass


c = C()
refs = {'r1': Ref(c), 'r2': weakref.ref(c, print), 'p': weakref.proxy(c), 'p2': weakref.proxy(c, print), 'r': weakref.ref(c)}
print([n for r in weakref.getweakrefs(c) for n, x in refs.items() if x is r])
del refs
calls = []
keep = [weakref.ref(c, lambda r, i=i: calls.append(i)) for i in range(4)]
del c
gc.collect()
print(calls)


# What a call has left in the frame of the caller is no reference.
class Loud:
    def __del__(self):
        print('finalized')


def helper():
    gc.collect()


def work():
    Loud()
    helper()
    print('after')


work()


# Annotations.
class A:
    a: int

    def __annotate__(format):
        return {'a': str}


print(A.__annotations__)
del A.__annotations__
print(sorted(k for k in A.__dict__ if 'ann' in k), A.__annotate__, A.__annotations__)


class Reserved:
    __classdict__: int


print(Reserved.__annotations__)
for value in 'frozenset()', '{}':
    attempt(lambda: exec(f'__conditional_annotations__ = {value}\nx: int\n', {}))

type Alias[T, *Ts] = tuple[T, *Ts]
print((*Alias,), Alias.__parameters__)
T = TypeVar('T')
attempt(lambda: T.__typing_prepare_subst__(list[T], []))

# Keyword arguments of built-in functions.
attempt(lambda: 'a'.split(maxsplt=1))
attempt(lambda: print(0, sepp=''))
attempt(lambda: min(0, default=1, key=2, foo=3))
attempt(lambda: ImportError(0, name=1, path=2, name_from=3, foo=4))
attempt(lambda: int('1', bas=2))
attempt(lambda: type('a', (), {}, x=1))
module = types.ModuleType('module')
module.module = print
attempt(lambda: module())

# Numbers.
for numbers in [1.0, 10**100, 1.0, -10**100], [2j, 1.0, 10**100, 1.0, -10**100], [1.0, 10**400]:
    attempt(lambda: sum(numbers))
print(float('1' + '0' * 3000 + 'e-3000'), float('0.' + '0' * 2999 + '1e3000'))


# Classes whose parts misbehave.
class Broken:
    @property
    def __eq__(self):
        raise AttributeError('broken')


print(Broken() == Broken())


class Deque(deque):
    pass


d = Deque()
Deque.__new__ = lambda cls, *args, **kwargs: [42]
attempt(lambda: d * 42)
attempt(lambda: _imp.get_frozen_object('x', b'junk'))
attempt(lambda: sys.setrecursionlimit(1))
print(sys.getrefcount(None) == sys.getrefcount(()) == sys.getrefcount(7), sys._is_immortal(''), sys._is_immortal([]))


def nested(depth):
    e = 'i for i in r'
    for _ in range(depth - 1):
        e = '[' + e + '] for i in r'
    return compile('[' + e + ']', 'x', 'exec') and 'compiled'


attempt(lambda: nested(21))
attempt(lambda: nested(22))

# Warnings about what is never awaited.
warnings.showwarning = lambda message, *args, **kwargs: print(message)
warnings.simplefilter('always')


async def agen():
    yield 1


async def coro():
    pass


def forget():
    agen().asend(None)
    gc.collect()
    agen().aclose()
    gc.collect()
    coro().cr_frame.clear()


forget()
gc.collect()
