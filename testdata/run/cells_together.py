"""Cells of one frame lie together: their variables are apart, and cycles through them are found."""

import gc


class Watched:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        gone.append(self.name)


gone = []


def two(a, b):
    def read():
        return a, b

    def write(x):
        nonlocal b
        b = x
    return read, write


def many(a, b, c, d, e, f=6, g=7, h=8, i=9, j=10):
    k = a + j

    def total():
        return a, b, c, d, e, f, g, h, i, j, k

    def add(n):
        nonlocal a, e, f, j, k
        a += n
        e += n
        f += n
        j += n
        k += n
    return total, add


read, write = two(1, 2)
read2, write2 = two(3, 4)
write(5)
write2(6)
print(read(), read2(), [c.cell_contents for c in read.__closure__], read.__closure__[0] is write.__closure__[0])
total, add = many(1, 2, 3, 4, 5)
add(100)
print(total(), len(total.__closure__))


def late(n):
    if n:
        first = n

    def look():
        try:
            return first, second
        except NameError as e:
            return str(e)
    print(look())
    second = 2
    print(look())


late(0)
late(1)


def cycle(n):
    """Watched objects in cycles through cells, of frames with so many of them."""
    one = Watched(f'one of {n}')
    if n == 1:
        one.f = lambda: one
    elif n == 2:
        two = Watched(f'two of {n}')
        one.f = lambda: (one, two)
    elif n == 3:
        two, three = Watched(f'two of {n}'), 3
        two.f = lambda: (one, two, three)
    return None


def wide(n):
    one = two = three = four = five = six = None
    keep = [Watched(f'wide {i}') for i in range(n)]
    one, two, three, four, five, six = keep
    six.f = lambda: one
    one.f = lambda: (two, three, four, five, six)


for n in (1, 2, 3):
    cycle(n)
wide(6)
for _ in range(3):
    gc.collect()
print(sorted(gone))


def kept(n):
    """One cell of the frame is still in use: what the other ones hold is not, but may live as long."""
    one, two = Watched(f'kept {n}'), Watched(f'also {n}')
    one.f = lambda: (one, two)
    return lambda: two.name


gone.clear()
last = kept(1)
gc.collect()
print(last(), 'also 1' in gone)
del last
for _ in range(3):
    gc.collect()
print(sorted(gone))
gone.clear()


def apart():
    """What one function captures doesn't live as long as what another does."""
    one, two, three = Watched('one'), Watched('two'), Watched('three')
    items = [1, 2]
    print(sum(x for x in items if one), any(x for x in items if three), [f() for f in [lambda: two.name]])
    return lambda: three.name, (x for x in items if two)


look, g = apart()
for _ in range(3):
    gc.collect()
print(look(), gone)
del g
for _ in range(3):
    gc.collect()
print(look(), gone)
