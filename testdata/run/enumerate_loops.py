"""Loops over enumerate() of each kind of sequence, which the machine takes apart at once, while they change."""


class Text(str):
    def __iter__(self):
        return iter(['own', 'iterator'])


class Items(list):
    pass


def numbered(items, start=0):
    found = []
    for i, v in enumerate(items, start):
        found.append((i, v))
    return found


def rest(items):
    e = enumerate(items)
    for i, v in e:
        if i == 1:
            break
    for i, v in e:
        yield i, v
    yield next(e, 'end')
    for i, v in e:
        yield 'more'


kinds = ['abc', 'aéc', '', Text('abc'), b'abc', b'', bytearray(b'abc'), [1, 'x', None], (1.5, 2), Items([1, 2]), range(3), {1: 2}, {'k'}, iter('xyz'), (c for c in 'xyz'), memoryview(b'ab')]
for _ in range(3):
    for items in kinds:
        print(numbered(items), numbered(items, 5), numbered(items, 2**63 - 2), list(rest(items)))

text = bytearray(b'abcdef')
for i, c in enumerate(text):
    if i < 4:
        text.append(c)
    if i == 6:
        del text[7:]
    print(i, c, end='; ')
print(len(text))
items = [1, 2, 3]
for i, v in enumerate(items):
    if i < 5:
        items.append(v * 10)
print(items)
it = iter('abcdef')
for i, c in enumerate(it):
    print(i, c, next(it, None), end='; ')
print()
for i, (a, b) in enumerate(['ab', (1, 2), b'xy']):
    print(i, a, b)
for i, v in enumerate('ab'):
    for j, w in enumerate(b'ab'):
        print(i, v, j, w, end='; ')
print()
try:
    for i, j, k in enumerate('ab'):
        pass
except ValueError as e:
    print(e)
