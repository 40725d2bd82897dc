# Loops and yield from over objects whose __iter__ is a Python function, a generator mostly.
import gc
import sys
import traceback
import types


ended = []


class Items:
    def __init__(self, *items):
        self.items = items

    def __iter__(self):
        try:
            for x in self.items:
                yield x
        finally:
            ended.append(self.items)


class Delegates(Items):
    def __iter__(self):
        r = yield from self.items
        print('delegated', r)


class Tree:
    def __init__(self, v, left=None, right=None):
        self.v, self.left, self.right = v, left, right

    def __iter__(self):
        if self.left is not None:
            yield from self.left
        yield self.v
        if self.right is not None:
            yield from self.right


def tree(low, high):
    if low >= high:
        return None
    middle = (low + high) // 2
    return Tree(middle, tree(low, middle), tree(middle + 1, high))


for k in range(3):
    print([x for x in Items(1, 2, k)], [*Delegates(1, k)], sum(x for x in tree(0, 20)))
    for x in Items(1, 2, 3):
        for y in Items('a', x):
            if y == 2:
                break
            print(x, y)
    else:
        print('done')
    for x in tree(0, 5):
        for y in tree(0, 3):
            print(x * y, end=' ')
    print()

# Left early: by break, return, an exception.
def first(o):
    for x in o:
        return x


for k in range(3):
    print(first(Items(k, 2)))
    try:
        for x in Items(1, 0):
            1 // x
    except ZeroDivisionError as e:
        print(e)
        del e
for k in range(3):
    gc.collect()
print(len(ended), sorted(map(repr, ended)))


class Raises:
    def __iter__(self):
        yield 1
        raise ValueError('from the generator')


class More:
    def __iter__(self, more):
        yield more


class Returns:
    def __init__(self, what):
        self.what = what

    def __iter__(self):
        return self.what


class Async:
    async def __iter__(self):
        yield 1


class Coroutine:
    async def __iter__(self):
        return 1


class Decorated:
    @types.coroutine
    def __iter__(self):
        yield 'decorated'


class NotIterable:
    __iter__ = None


class Static:
    @staticmethod
    def __iter__():
        yield 'static'


class Class:
    @classmethod
    def __iter__(cls):
        yield cls.__name__


class Own:
    pass


own = Own()
own.__iter__ = lambda: iter([1])


def over(o):
    for x in o:
        print(x, end=' ')


def from_(o):
    r = yield from o
    print('result', r, end=' ')


def drain(o):
    over(from_(o))


import warnings
warnings.simplefilter('ignore')
for k in range(2):
    for o in Raises(), More(), Returns([1]), Returns(iter([1, 2])), Returns(5), Returns(None), Async(), Coroutine(), Decorated(), NotIterable(), Static(), Class(), own:
        for f in over, drain:
            try:
                f(o)
                print()
            except Exception as e:
                print(type(e).__name__, e, [t.name for t in traceback.extract_tb(e.__traceback__)])


# The generator seen from outside: as what another one delegates to, by its frame.
class Seen:
    def __iter__(self):
        global frame
        frame = sys._getframe()
        got = yield 1
        print('got', got)
        try:
            got = yield 2
        except KeyError as e:
            print('thrown', e)
        yield 3
        return 'value'


for k in range(3):
    g = from_(Seen())
    print(next(g), g.gi_yieldfrom.__name__, g.gi_yieldfrom.gi_frame is frame)
    inner = g.gi_yieldfrom
    print(g.send('x'), inner.gi_running, inner.gi_suspended)
    print(g.throw(KeyError('k')))
    try:
        print(next(g))
    except StopIteration as e:
        print('over', e.value, inner.gi_frame)
    kept = [from_(Seen()) for _ in range(3)]
    print([next(x) for x in kept], len({id(x.gi_yieldfrom) for x in kept}))
    kept[1].close()
    print([x.gi_yieldfrom is None for x in kept])
    del kept, inner, g
    for x in Seen():
        print(x, frame.f_code.co_name, frame.f_back.f_code.co_name if frame.f_back else None)
        break


# Class changed on the way.
class Changes:
    def __iter__(self):
        yield 'before'


def later(self):
    yield 'after'


for k in range(4):
    over(Changes())
    drain(Changes())
    if k == 1:
        Changes.__iter__ = later
    if k == 2:
        Changes.__iter__ = lambda self: iter('xy')
print()


class Endless:
    def __iter__(self):
        yield from self


try:
    over(Endless())
except RecursionError as e:
    print('RecursionError')

events = []
def tracer(frame, event, arg):
    events.append((event, frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno))
    return tracer


def traced():
    for x in tree(0, 2):
        pass


sys.settrace(tracer)
traced()
sys.settrace(None)
for e in events:
    print(e)

# Iterators that yield from finds: their end, with and without a value.
class Counts:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        self.n -= 1
        if self.n < 0:
            raise StopIteration('value of the end')
        return self.n


def stop(x):
    if x == 2:
        raise StopIteration('from map')
    return x


for make in (lambda: Counts(2), lambda: [1, 2], lambda: iter((1, 2)), lambda: range(2), lambda: {1: 2}, lambda: 'ab', lambda: map(stop, [1, 2, 3]), lambda: zip([1], [2]),
             lambda: enumerate('a'), lambda: Items(1), lambda: iter(int, 0), lambda: Returns(Counts(1)), lambda: 5):
    try:
        drain(make())
        print()
    except Exception as e:
        print(type(e).__name__, e)
