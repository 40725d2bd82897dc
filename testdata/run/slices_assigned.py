"""Slices assigned to slices: the list between them is nobody's, but where the program has it."""


def turned(items, k):
    items[:k + 1] = items[k::-1]
    return items


for k in (-3, -2, -1, 0, 1, 4, 5, 9):
    print(k, turned(list(range(5)), k), turned([], k))
print(turned([[1], [2], [3]], 1))


def moved(items, i, j):
    items[i:i + 2] = items[j:j + 3]
    items[j:] = items[:i]
    return items


for i in range(-3, 6):
    print([moved(list(range(6)), i, j) for j in range(-3, 6)])


class Shelf:
    """Its items are a list that it keeps."""

    def __init__(self):
        self.kept = [1, 2, 3]

    def __getitem__(self, key):
        return self.kept

    def __setitem__(self, key, value):
        self.kept = value
        print('set', key, value)


def shelves():
    shelf, other, items = Shelf(), Shelf(), [7, 8, 9, 10]
    for _ in range(3):
        items[1:2] = shelf[::-1]
        other[0:1] = items[1:3]
        other[:] = shelf[:]
        items[:] = other[1:]
    print(shelf.kept, other.kept, items)
    keep = other.kept
    other[1:] = items[::-1]
    items[:1] = items[2:0:-1]
    items[1:] = items[::-1]
    return keep, other.kept, items


print(shelves())


class Place(int):
    """An index whose sums assign slices, too."""

    def __add__(self, n):
        inner = [4, 5, 6]
        inner[:2] = inner[1::-1]
        seen.append(inner)
        return int(self) + n


seen = []
items = [1, 2, 3, 4]
place = Place(1)


def placed():
    items[:place + 1] = items[place::-1]
    items[place + 1:] = items[::-1]
    first = items[1:3] = second = items[0:2]
    first.append('first')
    items[:1] = items[3:]
    return items, first, second, first is second


print(placed(), seen)


def failing(items, bad):
    try:
        items[:bad + 1] = items[1:]
    except TypeError as e:
        print(e)
    items[:1] = items[::-1]
    try:
        items[:bad] = items[1:]
    except TypeError as e:
        print(e)
    try:
        items[:1] = (1, 2)[::-1]
        items[:1] = 'xy'[1:]
        items[:1] = bad[:2]
        items[:1] = len(bad)[1:]
    except TypeError as e:
        print(e)
    return items


print(failing([1, 2, 3], 'x'))
long = list(range(1000))
for _ in range(3):
    long[:500] = long[499::-1]
    long[10:900] = long[5:10]
    print(len(long), sum(long), long[:12])
    long *= 6


def yielding(items):
    items[:(yield 1)] = items[::-1]
    items[:2] = items[2:]
    yield items


g = yielding([1, 2, 3])
print(next(g), g.send(2))


class Keeper:
    def __setitem__(self, key, value):
        self.value = value

    def __getitem__(self, key):
        return self.value


keeper = Keeper()
numbers = [1, 2, 3, 4]
keeper[0:2] = numbers[1:3]
numbers[0:0] = keeper[0:2]  # the list of the first slice, which is the keeper's now
numbers[2:4] = numbers[0:2]
print(keeper.value, numbers)
# Reversed lists and tuples as what is assigned.
l = list(range(8))
l[:4] = reversed(l[:4])
print(l)
it = reversed([1, 2, 3])
next(it)
l[2:4] = it
print(l, list(it), list(it))
it = reversed(l)
l[0:8] = it
print(l, list(it))
it = reversed([7, 8, 9])
l[1:2] = it
print(l, list(it))
short = [1, 2, 3, 4]
it = reversed(short)
del short[1:]
l[:4] = it
print(l, list(it))
l[1:3] = 'x', 'y', 'z'
l[:0] = ()
l[-2:] = (l, 1)
print(l[:-2], l[-2] is l, l[-1])
class Backwards(list):
    def __reversed__(self): return iter('ab')
l = [1, 2, 3]
l[:2] = reversed(Backwards([5, 6]))
print(l, list(reversed([1, 2, 3])), [*reversed([4, 5])], tuple(reversed([6, 7])), list(reversed([])))
it = reversed([1, 2, 3])
print(list(it), list(it), it.__length_hint__())
