"""What generator expressions iterate: iterators that serve again, and those that somebody looks at."""

import sys


def sums(items):
    return (sum(x for x in items), sum(x for x in items if x > 1), sum(x * y for x in items for y in items),
            any(x > 2 for x in items), all(x > 2 for x in items), list(x for x in (y + 1 for y in items)))


for _ in range(3):
    print(sums([1, 2, 3]), sums((4, 5)), sums(range(3)), sums({7}), sums(b'ab'), sums([]))
print([''.join(c for c in word if c != 'l') for word in ('hello', 'world', 'été')])


def closed(items, least):
    """With a closure."""
    yield any(x > least for x in items)
    yield sum(x for x in items if x > least)
    yield tuple(x for x in items if any(y > x for y in items if y > least))


for _ in range(3):
    print(list(closed([1, 2, 3], 1)), list(closed((5, 1), 4)))


def seen():
    """locals() shows the iterator, which stays its own then."""
    found = []
    first = list(found.append(locals()['.0']) or x for x in [1, 2, 3])
    second = list(x for x in [4, 5, 6])
    iterator = found[0]
    kept = all(i is iterator for i in found)
    items = [7, 8]
    third = []
    for item in items:
        third.append((item, next(iterator, None), list(iterator)))
    return first, second, third, kept, type(iterator).__name__


for _ in range(3):
    print(seen())


def frames():
    """So do frames, of running and of finished ones."""
    kept = []

    def look(x):
        frame = sys._getframe(1)
        kept.append((frame, frame.f_locals.get('.0')))
        return x

    for _ in range(2):
        print(sum(look(x) for x in (1, 2)), sum(x for x in (3, 4)), [x for x in (5, 6)], sum(x for x in (7, 8)))
    for _, iterator in kept:
        print(type(iterator).__name__, list(iterator), end=' ')
    print([sum(x for x in (9, 10)) for _ in range(2)])


frames()


def left(items):
    """Generators that are left and gone on with."""
    g = (x for x in items)
    print(next(g), sorted(g.gi_frame.f_locals))
    h = (x * 2 for x in items)
    print(next(h), next(g), sum(x for x in items), list(g), list(h), list(g), list(h))
    g = (x for x in items)
    first = next(g)
    g.close()
    print(first, [next(x for x in items) for _ in range(3)], next((x for x in items if x > 9), None))
    both = (x for x in items)
    for x in both:
        for y in both:
            print(x, y, end=' ')
    print(list(both))


left([1, 2, 3, 4])
left((1, 2, 3, 4))


class Odd(list):
    def __iter__(self):
        print('iter', end=' ')
        return super().__iter__()


print([sum(x for x in Odd([1, 2])) for _ in range(2)])
try:
    sum(x for x in 5)
except TypeError as e:
    print(e)


def failing(items):
    try:
        return sum(10 // x for x in items)
    except ZeroDivisionError:
        return sum(x for x in items)


print(failing([1, 2]), failing([0, 1]), failing([5, 0]), failing([1, 2]))
print(sum(sum(sum(z for z in range(y)) for y in range(x)) for x in range(6)), sum((x for x in [[1], [2]]), []), sum(x for x in (1.5, 2, True)))
try:
    sum(x for x in ('a', 'b'))
except TypeError as e:
    print(e)
print(sum(x for x in (2 ** 62, 2 ** 62, 2 ** 62)))
changing = [1, 2, 3]
print(list(changing.append(x) or x for x in changing if len(changing) < 6), changing)
