# Right operands of numbers, missing attributes with hooks, functions with defaults that built-ins call, unpacking of what is no sequence.
from functools import total_ordering


class R:
    calls = 0

    def __radd__(self, o):
        return 'radd', o

    def __rmul__(self, o):
        R.calls += 1
        return NotImplemented

    def __rsub__(self, o, extra='default'):
        return 'rsub', o, extra

    def __rpow__(self, o, mod=None):
        return 'rpow', o, mod

    def __rmatmul__(self, o):
        return 'rmatmul', o

    def __rtruediv__(self, o):
        raise ZeroDivisionError('mine')

    __rlshift__ = None


def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


r = R()
for a in 1, 2.5, True, 10**30, 1j, 'x', None:
    show(lambda: a + r)
    show(lambda: a - r)
    show(lambda: a * r)
    show(lambda: a ** r)
    show(lambda: a @ r)
    show(lambda: a / r)
    show(lambda: a << r)
    show(lambda: a % r)
show(lambda: 1 + r)
show(lambda: 2.5 * r)
show(lambda: 3 - r)
print(R.calls)


def in_place(x):
    x *= r
    return x


def in_place_add(x):
    x += r
    return x


for x in 1, 2.5:
    show(lambda: in_place(x))
    show(lambda: in_place_add(x))


class Int(int):
    def __radd__(self, o):
        return 'Int radd'


show(lambda: 1 + Int(2))
show(lambda: 1.5 + Int(2))


class Hook:
    def __init__(self):
        self.real = 1

    def __getattr__(self, name):
        if name.startswith('ok'):
            return name
        raise AttributeError(f'no {name}')

    @property
    def broken(self):
        raise AttributeError('inner')

    @property
    def wrong(self):
        raise ValueError('wrong')


class Both(Hook):
    def __getattribute__(self, name):
        if name == 'hidden':
            raise AttributeError('hidden')
        return super().__getattribute__(name)


class Plain:
    def __getattribute__(self, name):
        if name == 'x':
            return 1
        return object.__getattribute__(self, name)


for h in Hook(), Both():
    print(h.real, h.ok1, hasattr(h, 'ok2'), hasattr(h, 'zz'), getattr(h, 'zz', 5), getattr(h, 'ok3', 5))
    show(lambda: h.zz)
    show(lambda: h.broken)
    show(lambda: h.wrong)
    show(lambda: hasattr(h, 'wrong'))
    show(lambda: getattr(h, 'broken', 6))
    show(lambda: h.hidden)
    try:
        h.zz
    except AttributeError as e:
        print(e.name, e.obj is h, e.__context__)
p = Plain()
print(p.x, hasattr(p, 'y'), getattr(p, 'y', 2), p.__class__)
show(lambda: p.y)


def three(a, b=2, c=3):
    return a, b, c


print(list(map(three, [1, 2])), list(map(three, [1], [5])), list(map(three, [1], [2], [9])))
show(lambda: list(map(three, [1], [2], [3], [4])))
three.__defaults__ = (7,)
show(lambda: list(map(three, [1], [2])))
show(lambda: list(map(three, [1])))
three.__defaults__ = (6, 7, 8)
show(lambda: list(map(three, [1])))
three.__defaults__ = None
show(lambda: list(map(three, [1])))
print(sorted([3, 1, 2], key=lambda x, k=-1: x * k), max([3, 1], key=lambda x, *, k=-1: x * k), min([3, 1], key=lambda x, *a: len(a) - x))


class Vec:
    def __init__(self, *items):
        self.items = items

    def __iter__(self):
        for x in self.items:
            yield x


for n in 1, 2, 3, 9, 10:
    v = Vec(*range(n))
    try:
        a, b = v
        print(a, b)
    except ValueError as e:
        print(e)
    try:
        a, b, c, d, e, f, g, h, i = v
        print(a, i)
    except ValueError as e:
        print(e)


@total_ordering
class T:
    def __init__(self, x):
        self.x = x

    def __eq__(self, o):
        return self.x == o.x

    def __lt__(self, o):
        if not isinstance(o, T):
            return NotImplemented
        return self.x < o.x


@total_ordering
class G:
    def __init__(self, x):
        self.x = x

    def __eq__(self, o):
        return self.x == o.x

    def __ge__(self, o):
        return self.x >= o.x


class T2(T):
    def __lt__(self, o):
        return 'T2'


print(T(1) <= T(2), T(1) >= T(2), T(1) > T(1), T(1) >= T(1), G(1) < G(2), G(2) <= G(1), G(2) > G(2), T2(1) > T(1), T2(1) >= T2(2))
show(lambda: T(1) >= 3)
show(lambda: T(1).__ge__(3))


class Closing:
    """An iterator that is a generator with a finally clause."""

    def __iter__(self):
        try:
            yield 1
            yield 2
        finally:
            print('closed')


class Same:
    def __init__(self):
        self.g = (i for i in range(4))

    def __iter__(self):
        return self.g


for _ in range(3):
    a, b = Vec(1, 2)
    c, d = Closing()
    print(a, b, c, d)
same = Same()
try:
    a, b = same
except ValueError as e:
    print(e, list(same.g))


def through(*iterables):
    for it in iterables:
        got = yield from it
        print(got)


print(list(through([1, 2], (3,), 'ab', {4: 5}, range(2), iter([6]), zip('a', 'b'), enumerate('c'), {7}, b'x', [])))
g = through([1, 2, 3])
print(next(g), g.send(None))
try:
    g.send(5)
except AttributeError as e:
    print(e)
