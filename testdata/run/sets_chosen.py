# What set operators make, in the order in which a set of ints, or of tuples of them, is walked; dicts and tuples that are put together.

state = 5


def number(n):
    global state
    state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    return (state >> 8) % n


def order(items):
    h = 0
    for x in items:
        h = (h * 31 + hash(x)) % 1000003
    return h


def made(kind, n, wide):
    s = {kind(number(wide)) for _ in range(n)}
    for x in list(s)[:number(4)]:
        s.discard(x)
    return s if number(2) else frozenset(s)


for kind in int, lambda n: (n, n % 3), float:
    for n in 0, 1, 4, 5, 8, 10, 18, 19, 20, 40, 75, 80, 300:
        for m in 0, 3, 5, 18, 30, 200:
            a, b = made(kind, n, 2 * n + 1), made(kind, m, 2 * m + 3)
            results = a | b, a & b, a - b, a ^ b, a.copy(), a.union(b), a.intersection(b), a.difference(b), set(a), set(list(a)), frozenset(tuple(a))
            for r in results:
                assert len(r) == len(list(r)) and all(x in r for x in r)
                if type(r) is set:  # it goes on
                    for x in range(30):
                        r.add(kind(1000 + x))
                    for x in list(r)[::3]:
                        r.remove(x)
            print(len(a), len(b), *(f'{type(r).__name__[0]}{len(r)}:{order(r)}' for r in results))
            c = set(a)
            c |= b
            d = set(a)
            d -= b
            print(order(c), len(d), d == a - b, a <= c, d.isdisjoint(b))

asked = 0


class Odd:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 5

    def __eq__(self, other):
        global asked
        asked += 1
        return isinstance(other, Odd) and self.n == other.n

    def __repr__(self):
        return f'o{self.n}'


a, b = {Odd(n) for n in range(12)}, {Odd(n) for n in range(6, 20)}
asked = 0
print(len(a & b), len(a - b), len(a | b), len(a ^ b), asked > 0)
print(sorted((x.n for x in a & b)), sorted((x.n for x in a - b)))


class Mine(set):
    pass


print(type(Mine(range(9)) & {3, 4}), type(Mine([1]) | {2}), Mine(range(30)) - {1})

# A dict that has lost all its entries takes those of another one.
for n in range(1, 40):
    for m in 1, 5, 9, 12, 30:
        d = {i: i for i in range(n)}
        for i in range(n):
            d.pop(i)
        other = {i * 7 + 100: i for i in range(m)}
        d.update(other)
        assert d == other and 5 not in d and list(d) == list(other)

one, two, empty = {i: i for i in range(10)}, {i: -i for i in range(5, 25)}, {}


def merged(a, b, c):
    return {**a, **b}, {**a}, {**a, 'k': 1, **c}, {**c, **b, **a, **one, **two, **c}, {**one, **a, 'z': b}


for a in one, two, empty:
    for b in one, empty, two:
        for d in merged(a, b, {'x': 1}):
            d['more'] = len(d)
            print(len(d), list(d)[:3], list(d.values())[-3:])
print({**one, **two}, {**two, **one} == two | one, {**{}, **empty})
try:
    print({**one, **5})
except TypeError as e:
    print(e)


class T(tuple):
    def __radd__(self, other):
        return 'radd'


def joined(t, x):
    u = t + (x,)
    v = (x, x) + t
    w = t
    w += (x, 1)
    return u, v, w, (x,) + (x,)


print(joined((1, 2), 3), joined((), 'a'))
for wrong in [1], 'ab', 3:
    try:
        print(joined(wrong, 1))
    except TypeError as e:
        print(e)
print((1,) + T((2,)), T((2,)) + (1,), type(T((2,)) + (1,)))
