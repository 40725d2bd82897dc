"""Adding to sets, setdefault and loops over reversed lists, with what is not the common case."""


class Odd:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 3

    def __eq__(self, other):
        return isinstance(other, Odd) and self.n == other.n

    def __repr__(self):
        return f'Odd({self.n})'


def add_all(items):
    s = set()
    for x in items:
        s.add(x)
    return s


def sizes(items):
    s, out = set(), []
    for x in items:
        out.append((s.add(x), len(s)))
    return out


print(sizes([0, 1, True, 1.0, False, 0.0, -1, -2, 2 ** 61 - 1, 2 ** 61, -(2 ** 61), 2 ** 70, 0]))
print(sizes(['a', 'b', 'a', ''.join(['a', 'b']), 'ab', 'b' + 'a'[:0], '', b'a']))
print(len(add_all(range(1000))), len({x % 37 for x in range(1000)}), len({x * 8 for x in range(300)} | {x * 64 for x in range(300)}))
print(list(add_all([8, 16, 0, 24, 32, 1, 9, 17, 40, 7, 15])), [x for x in {n * 1024 for n in range(40)}][:12])
print(sorted({Odd(n % 5) for n in range(20)}, key=lambda x: x.n))
s = set(range(20))
for i in range(10):
    s.discard(i)
    s.add(100 + i)
for i in range(10):
    s.add(i)
print(len(s), sorted(s))
try:
    for x in s:
        s.add(x + 1000)
except RuntimeError as e:
    print(e)
for bad in [[], {}, set()]:
    try:
        s.add(bad)
    except TypeError as e:
        print(e)
try:
    set.add(frozenset(), 1)
except TypeError as e:
    print(e)


class Sub(set):
    def add(self, x):
        print('add', x)
        super().add(x)


print(len(add_all([])), [Sub().add(n) for n in range(2)])
add = set().add
print(add(1), set.add(s, 'x'), 'x' in s)


class Defaults(dict):
    def __missing__(self, key):
        return 'missing'


def default_all(d, keys):
    return [d.setdefault(k, []) for k in keys]


for d in [{}, Defaults(), {Odd(1): 'one', 'a': 'A'}]:
    first = default_all(d, ['a', 'b', 'a', 1, True, 1.0, Odd(1), Odd(4), ('x', 1), ('x', 1)])
    for i, x in enumerate(first):
        if isinstance(x, list):
            x.append(i)
    print(d, d.setdefault('none'), d.setdefault('none', 3), d.setdefault('a'))
try:
    {}.setdefault([], 1)
except TypeError as e:
    print(e)


def backwards(items, change=None):
    out = []
    for x in reversed(items):
        out.append(x)
        if change:
            change(items, x)
    return out


print(backwards([]), backwards([1, 'b', None]), backwards(list(range(300)))[:3])
print(backwards([1, 2, 3, 4, 5], lambda l, x: l.pop()))
print(backwards([1, 2, 3, 4, 5], lambda l, x: l.append(x) if len(l) < 9 else None))
print(backwards([1, 2, 3, 4, 5], lambda l, x: l.clear() if x == 4 else None))
print(backwards([1, 2, 3, 4, 5], lambda l, x: l.insert(0, x) if x == 4 else None))
for kind in [tuple, str, range]:
    print(backwards({tuple: (1, 2), str: 'äb', range: range(3)}[kind]))
it = reversed([1, 2, 3])
for x in it:
    print(x, it.__length_hint__(), it.__reduce__()[1])
    if x == 2:
        break
print(list(it), list(it), it.__length_hint__(), it.__reduce__()[1])
it = reversed([1, 2, 3, 4])
it.__setstate__(1)
for x in it:
    print(x)
it.__setstate__(3)
print([x for x in it], next(it, 'end'))
for a, b in reversed([(1, 2), (3, 4)]):
    print(a, b)
for items in [[1, 2], (3, 4), reversed([5, 6]), iter([7, 8]), reversed([9])]:
    for x in items:
        print(x, end=' ')
print()
for a, b in zip(reversed([1, 2, 3]), reversed('abc')):
    print(a, b, end=' ')
print()
