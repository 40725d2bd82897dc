# Containers whose items can be compared without Python code, and those next to them whose items can't.
from heapq import heapify, heappop, heappush, heappushpop, heapreplace


class Odd:
    """Equal to ints of the same value; tells what it is asked."""
    log = []

    def __init__(self, n, then=None):
        self.n, self.then = n, then

    def __hash__(self):
        Odd.log.append(('hash', self.n))
        return hash(self.n)

    def __eq__(self, other):
        Odd.log.append(('eq', self.n))
        if self.then:
            self.then()
        return self.n == (other.n if isinstance(other, Odd) else other)

    def __lt__(self, other):
        Odd.log.append(('lt', self.n))
        if self.then:
            self.then()
        return self.n < (other.n if isinstance(other, Odd) else other)

    def __le__(self, other):
        return self < other or self == other

    def __gt__(self, other):
        Odd.log.append(('gt', self.n))
        if self.then:
            self.then()
        return self.n > (other.n if isinstance(other, Odd) else other)

    def __repr__(self):
        return f'Odd({self.n})'


def said():
    r, Odd.log[:] = list(Odd.log), []
    return r


print('# sets of lists and tuples')
for n in (0, 1, 4, 5, 6, 18, 19, 20, 76, 77, 78, 300):
    items = [(k * 7919) % 1009 for k in range(n)]
    s = set(items)
    print(n, len(s), list(s)[:12], list(frozenset(tuple(items))) == list(s), list({x for x in items}) == list(s), s == frozenset(items))
    doubled = items + items
    print(list(set(doubled)) == list(s), list(set(items + [2.5, None, True])) == list({*items, 2.5, None, True}))
print(list(set([0, 8, 16, 32, 1, 9, 17, 33, 65])), list(set([8 * k for k in range(12)])), list(frozenset([-1, -2, 1 << 61, (1 << 61) - 1, 0])))
print(set([1, Odd(1), 2, Odd(3), 3]), said())
print(sorted(set([(1, 2), (1, 2.0), (1.0, 2), (True, 2), (1, (2, 3)), (1, (2.0, 3)), (1, (2, Odd(3)))]), key=str), said())
nan = float('nan')
print(len(set([nan, nan, (nan,), (nan,), (1, nan)])))
growing = [1, 2, 3, Odd(1, lambda: growing.append(len(growing)) if len(growing) < 9 else None), 4]
print(set(growing), growing, len(said()))
for bad in ([1, []], [(1, [])], ([], 1), [1, 2, 3, 4, 5, 6, {}]):
    try:
        set(bad)
    except TypeError as e:
        print(e)


class Sub(set):
    def add(self, x):
        print('never')


print(Sub([1, 2, 3]), frozenset(), frozenset([]) is frozenset([]) or 'two', set(()), set('hello') == set(list('hello')))
small = set([3, 1, 2])
small.add(9)
small |= {10, 11, 12}
print(small, small - {1}, small & {9, 3}, small ^ {1, 100}, small.pop() in (1, 2, 3, 9, 10, 11, 12))

print('# hashes and comparisons of tuples')
for t in ((), (1,), (1.5, 2), (None, True), (None, (1, (2, (3, (4, (5, (6,))))))), ('a' == 'b', -1, -2), (1e300, -0.0), (1 << 70, 1)):
    print(hash(t) == hash(tuple(list(t))), hash(t) == hash(tuple(float(x) if type(x) is int else x for x in t)) if all(type(x) in (int, float) for x in t) else '')
print(hash((1, 2)), hash((1.5, None)) == hash((1.5, None)), hash((0.0, (True, 2))), hash((1, (2, (3, 4)))))
deep = ()
for _ in range(300):
    deep = (deep,)
other = ()
for _ in range(300):
    other = (other,)
print(hash(deep) == hash(other), deep == other, deep == (deep,), deep < (deep,), (deep,) < deep, len({deep, other}))
for a, b in (((1, 2), (1, 3)), ((1, 2), (1, 2, 0)), ((1.5, 'a'), (1.5, 'b')), ((nan, 1), (nan, 1)), ((nan, 1), (1.0, 1)), ((1, (2, nan)), (1, (2, 2.5))), ((1, (2, nan)), (1, (2, nan))),
             ((1, (2, 3)), (1, (2, 4))), ((1, (2, 3)), (1.0, (2.0, 3))), ((1, (2, 'x')), (1, (2, 'y'))), ((None, 1), (None, 2)), (((((((1,),),),),),), ((((((2,),),),),),)),
             ((1, Odd(2)), (1, Odd(3))), ((1, Odd(2)), (2, Odd(2))), (((1, Odd(2)), 1), ((1, Odd(2)), 2)), ((0.0, 1), (-0.0, 0)), ((True, 1), (1, 1)), ((10**30, 1), (10**30, 2))):
    print(a == b, a != b, a < b, a <= b, a > b, a >= b, said())
for a, b in (((1, 'a'), (1, 2)), ((None,), (1,)), ((1, (2, None)), (1, (2, 3))), ((1, ()), (1, []))):
    print(a == b)
    try:
        a < b
    except TypeError as e:
        print(e)
d = {(1, (2, 3)): 'a', (1.5, None): 'b', ('x', (True,)): 'c'}
print(d[1, (2, 3)], d[1.0, (2, 3.0)], d[1.5, None], d['x', (1,)], (1, (2, 4)) in d, d.get((1, (2, Odd(3)))), said())

print('# heaps')
for data in ([5, 3, 8, 1, 9, 2, 7], [(3, 'c'), (1, 'a'), (2, 'b'), (1, 'A')], [2.5, 1, 3.5, 0], [(1.5, (1, 2)), (1.5, (1, 1)), (0, (9, 9))], ['b', 'a', 'c'], [Odd(3), Odd(1), Odd(2)]):
    h = list(data)
    heapify(h)
    first = list(h)
    print(first, heappushpop(h, data[0]), heapreplace(h, data[0]), [heappop(h) for _ in range(len(h))], len(said()))
h = []
for k in range(20):
    heappush(h, (k * 7 % 5, k, Odd(k)))
print([heappop(h)[:2] for _ in range(20)], said())
h = [1, 2, 3, 4, 5, 6]
h[2] = Odd(3, lambda: h.append(1))
try:
    heappop(h)
except RuntimeError as e:
    print(e)
h = [(1, 1), (2, 'a'), (3, 1), (2, 2)]
try:
    print(heappop(h), h)
    print(heappop(h), h)
except TypeError as e:
    print(e, h)

print('# slices')


class L(list):
    def __getitem__(self, k):
        return ('got', k)

    def __setitem__(self, k, v):
        print('set', k, v)


l = L([1, 2, 3])
print(l[1:2], l[:], l[::-1])
l[1:2] = [5]
l[:] = l
p = list(range(10))
print(p[:], p[2:5], p[-3:], p[:-3], p[5:2], p[20:], p[::-1], p[::3], p[7:2:-2], p[8::-1], p[:3:-1], p[::-20], p[1:100:50])
a, b = p[2:4]
print(a, b)
p[2:4] = [20, 30, 40]
print(p)
p[:2] = p
print(p)
p[1:3] = (7, 8)
p[3:5] = 'xy'
p[-2:] = []
p[5:3] = [0]
p[::2] = [9] * len(p[::2])
print(p)
try:
    p[::2] = [1]
except ValueError as e:
    print(e)
try:
    p[1:2] = 5
except TypeError as e:
    print(e)
p[:4] = p[3::-1]
print(p)

print('# dicts that get and lose keys')
for n in (1, 2, 3, 4, 5, 8, 9, 10, 11, 50):
    d = {k: k for k in range(n)}
    for k in range(100):
        del d[k]
        d[k + n] = k
    print(n, list(d)[:12], len(d))
big = {k: k for k in range(200)}
copy = big.copy()
for k in range(100):
    copy[k + 200] = k
print(len(copy), len(big), list(copy)[195:205], big | {1: 2, 500: 3} == {**big, 1: 2, 500: 3})
print(dict.fromkeys({1: 2, 3: 4}), dict.fromkeys(frozenset([1])), dict.fromkeys([1, 1, 2], 0))
e = {1: 1}
e.update({k: k for k in range(40)})
print(list(e)[:5], len(e))

print('# sums')
for items in ([], [1, 2, 3], [1, 2.5, 3], [2.5, 1, 2], [1 << 62, 1 << 62, -5], [-(1 << 62)] * 3, [0, 0], [0.1] * 10, [1e16, 1.0, -1e16], [1, True, None is None], [float('inf'), 1, -2.0], [1.5, 2j, 1],
              (1, 2, 3), (0.5, 0.25, 1 << 70), [(1 << 62), (1 << 62), -(1 << 63), 1.5, 2]):
    print(sum(items), sum(items, 10), sum(items, 0.5))
print(sum([[1], [2]], []))
try:
    sum([1, 'a'])
except TypeError as e:
    print(e)


class Adds:
    def __radd__(self, other):
        items.append(5)
        return other


items = [1, Adds(), 2]
print(sum(items), len(items))

print('# filter')


class Truth:
    def __init__(self, r):
        self.r = r

    def __bool__(self):
        if self.r is None:
            raise ValueError('neither')
        return self.r


f = filter(None, [0, 1, '', 'a', Truth(False), Truth(True), 0.0, 2.5, [], [0], None, Truth(None), 3])
print([type(next(f)).__name__ for _ in range(5)])
try:
    next(f)
except ValueError as e:
    print(e)
print(list(f), list(filter(bool, [0, 1])), list(filter(None, iter([]))), list(filter(lambda x: x > 1, [1, 2, 3])))
grow = [1, 0, 2]
r = []
for x in filter(None, grow):
    r.append(x)
    if len(grow) < 6:
        grow.append(x)
print(r)

print('# reversed and zip while lists change')
l = [1, 2, 3, 4]
r = []
for x in reversed(l):
    r.append(x)
    if x == 3:
        l.clear()
print(r)
l = [1, 2]
r = []
for x, y in zip(l, reversed([1, 2, 3, 4])):
    r.append((x, y))
    if len(l) < 4:
        l.append(x)
print(r, list(zip([1, 2, 3], [4, 5], [6, 7, 8])))
