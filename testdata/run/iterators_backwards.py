"""Iterating backwards, over deques, and dicts that are made of generators of pairs."""

import array
from collections import deque

for r in (range(0), range(1), range(5), range(3, 20, 4), range(10, 0, -3), range(5, 5), range(2**62, 2**62 + 3), range(2**70, 2**70 + 2), range(-2**63, -2**63 + 2)):
    it = reversed(r)
    print(list(reversed(r)), type(it).__name__, it.__reduce__()[1], it.__length_hint__(), [x for x in it], next(it, 'end'))
l = [1, 2, 3]
it = reversed(l)
l.append(4)
print(list(it), [x for x in reversed(l)], type(reversed(l)).__name__, type(reversed((1,))).__name__)
for args in ((), (1, 2), (5,), ({1},)):
    try:
        reversed(*args)
    except TypeError as e:
        print(e)


class L(list):
    def __reversed__(self):
        return iter('own')


class R(reversed):
    pass


print(list(reversed(L('ab'))), list(R([1, 2])), list(reversed({'a': 1, 'b': 2})), list(reversed({'a': 1}.items())))
d = deque('abc')
print([x for x in d], list(d), sorted(d, reverse=True), [x for x in reversed(d)], max(d), dict.fromkeys(d))
try:
    for x in d:
        d.append(x)
except RuntimeError as e:
    print(e)
print([x for x in array.array('i', [3, 1])], sum(array.array('d', [1.5, 2])))

print(dict((k, v) for k, v in [(1, 2), ('a', 3), (1, 4), ((1,), 5), (1.0, 6), (True, 7)]))
print(dict([k, k] for k in 'ab'), dict(s for s in ('ab', 'cd')))


def pairs(*then):
    yield 1, 2
    yield 'k', 3
    yield from then


for bad in ((1, 2, 3),), (5,), (([], 1),), ((None, 1), 'abc'):
    try:
        print(dict(pairs(*bad)))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e, getattr(e, '__notes__', None))


class K:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return hash(self.name)

    def __eq__(self, other):
        print('asked', self.name)
        return isinstance(other, str) and other == self.name


print(len(dict(p for p in ((K('a'), 1), ('a', 2), ('b', 3)))))
own = {}
own.update((own.setdefault(i, i), len(own)) for i in range(3))
print(own)
