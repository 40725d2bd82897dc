# Keyword arguments whose names are no str, limits of recursion below the depth, and generators that are dropped in an except clause.
import ast
import collections
import gc
import sys
import warnings
import weakref

warnings.simplefilter('error')


def attempt(function, *args, **kwargs):
    try:
        print('ok', function(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, str(e).partition('<object')[0])


class Like:
    def __init__(self, text):
        self.text = text

    def __hash__(self):
        return hash(self.text)

    def __eq__(self, other):
        return self.text == other


strange = {object(): 1}
for function in (dict, print, list, ast.Name, ast.Name('x').__replace__, collections.Counter, {}.update, lambda **kw: kw):
    attempt(lambda: function(**strange))
attempt(lambda: ast.Name('x', **{Like('id'): 'y'}))
attempt(lambda: list(collections.OrderedDict(**{4: 5}).items()))
attempt(lambda: list(collections.OrderedDict({1: 2}, **{4: 5}, x=6).items()))


def nested(n, limit):
    if n:
        return nested(n - 1, limit)
    sys.setrecursionlimit(limit)


for depth, limit in ((0, 1), (0, 0), (10, 5), (10, 13), (10, 14), (10, 15)):
    attempt(nested, depth, limit)
    sys.setrecursionlimit(1000)


class Thing:
    pass


def waits(thing):
    try:
        raise ValueError(thing)
    except ValueError as e:
        yield e


def drop():
    thing = Thing()
    ref = weakref.ref(thing)
    generator = waits(thing)
    next(generator)
    return ref


ref = drop()
gc.collect()
print(ref())


def delegated():
    yield 1
    yield 2


def delegates():
    try:
        yield from delegated()
    finally:
        print('closed')


generator = delegates()
next(generator)
generator = None
gc.collect()
print('end')
