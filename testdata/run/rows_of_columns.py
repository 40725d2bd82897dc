"""list() and dict() of zip and enumerate objects over lists, tuples and ranges, and what they leave behind."""
from itertools import islice


def left(*its):
    return [list(it) for it in its]


for sizes in [(0, 0), (1, 1), (3, 2), (2, 3), (12, 12), (7, 13), (3, 3, 3), (4, 2, 3), (2, 4, 3), (5,), (1,) * 8, (2,) * 9]:
    for kind in [list, tuple, lambda r: r, lambda r: str(list(r)), lambda r: (x for x in r), lambda r: list(map(str, r))]:
        its = [iter(kind(range(10 * i, 10 * i + n))) for i, n in enumerate(sizes)]
        z = zip(*its)
        rows = list(z)
        print(len(rows), rows[:2], rows[-1:], list(z), left(*its))
a = iter([1, 2, 3, 4, 5, 6, 7])
print(list(zip(a, a)), list(zip(a, a)), list(zip(*[iter(range(9))] * 3)), dict(zip(a, a)))
z = zip([1, 2, 3], 'abc')
print(next(z), list(z), next(z, 'end'))
l = [1, 2]
z = zip(l, (3, 4, 5))
l.append(9)
print(list(z))
for args in [([1, 2], [3]), ([1], [2, 3]), ([], [1]), ([1, 2], [3, 4]), ([1, 2], (3, 4), range(1)), (range(3), range(2, 5))]:
    for make in [list, dict, tuple, set]:
        try:
            print(make(zip(*args, strict=True)))
        except (ValueError, TypeError) as e:
            print(type(e).__name__, e)
print(list(zip()), dict(zip()), list(zip(range(-3, 3, 2), range(10, 0, -3))), list(zip(range(2 ** 70, 2 ** 70 + 2), 'ab')))
e = enumerate(['a', 'b', 'c', 'd'], 5)
print(next(e), list(islice(e, 1)), list(e), list(e), next(e, 'end'))
print(list(enumerate((), 3)), list(enumerate(range(3, 6), 2 ** 63 - 2)), list(enumerate([1, 2], 2 ** 63 - 3)), list(enumerate([1], 2 ** 80)), list(enumerate([1, 2], -1)))
print(dict(enumerate('ab')), dict(enumerate(['x', 'y'], 1)), dict(enumerate(range(3))))


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        values.append(self.n)
        return 1

    def __eq__(self, other):
        return isinstance(other, Key)


values = [10, 20, 30]
keys = ['a', 1, Key(5), 'b', (1, 2), 'a', 2.0, 'c']
d = dict(zip(keys, values))
print([k if not isinstance(k, Key) else 'Key' for k in d], list(d.values()), values)
print(dict(zip(['a', 'b', 'a', 1, True, 1.0], range(9))))
try:
    dict(zip(['a', [], 'b'], [1, 2, 3]))
except TypeError as e:
    print(e)
ks, vs = iter(['a', [], 'b']), iter([1, 2, 3])
try:
    dict(zip(ks, vs))
except TypeError:
    print(list(ks), list(vs))
d = {'q': 0}
d.update(zip('ab', [1, 2]))
d.update(zip(['a', 'c'], (5, 6)))
print(d)
l = ['x']
l.extend(zip([1, 2], [3, 4]))
l += enumerate('ab')
l += zip((1,), (2,), (3,))
print(l, [*zip([1], [2]), *enumerate([3])])
