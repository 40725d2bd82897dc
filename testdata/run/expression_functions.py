"""Generator expressions with and without closures, nested, recursive and left early: the functions that they are made of are shared."""

import gc
import sys


def tree(n):
    return sum(x + sum(y * n for y in range(x)) for x in (tree(m) if m else 1 for m in range(n)))


def recursive(n):
    k = n
    return list(v + k for v in (recursive(n - 1) if n else [0]))


def early(items, limit):
    return any(x > limit for x in items), all(x < limit for x in items), any(x for x in items)


def late(limit):
    generators = [(x + limit + step for x in range(3)) for step in range(3)]
    return [next(g) for g in generators] + [sum(g) for g in generators]


def collecting(limit):
    made = []
    for i in range(4):
        g = (x * limit + i for x in range(3))
        next(g)
        made.append(g)
        gc.collect()
    return [list(g) for g in made]


def failing(value):
    try:
        return sum(1 / (x - value) for x in range(5))
    except ZeroDivisionError as e:
        t = e.__traceback__.tb_next
        return t.tb_frame.f_code.co_name, sorted(t.tb_frame.f_locals)


class Vector:
    def __init__(self, x):
        self.x = x

    def __radd__(self, other):
        # While sum() waits, the generator that it takes items from is suspended.
        return Vector((other.x if isinstance(other, Vector) else other) + self.x)

    __add__ = __radd__


def totals():
    g = (Vector(i) if i % 2 else i for i in range(6))
    mixed = sum(g)
    big = sum(1 << i * 8 for i in range(10))
    floats = sum(i / 4 for i in range(5)), sum((i if i < 3 else i / 4 for i in range(6)), 0.5)
    return mixed.x, big, floats, sum(x for x in ()), sum((True for _ in range(3)))


class Sneaky:
    """Its addition takes an item of the generator that is being added up."""

    def __init__(self, box):
        self.box = box

    def __radd__(self, other):
        return other + next(self.box[0])


def sneaky():
    box = []
    box.append(Sneaky(box) if i == 2 else i for i in range(8))
    return sum(box[0])


def extended():
    items = [1]

    def more():
        for i in range(20):
            items.append(-i)
            yield i
    items.extend(more())
    return items, ''.join(c for c in 'text'), tuple(x for x in range(5)), sorted(-x for x in range(5)), [*(x for x in 'ab')]


def names():
    n = 1
    g = (n for _ in 'a')
    return g.__name__, g.__qualname__, g.gi_code.co_freevars, 'n' in g.gi_frame.f_locals, list(g), g.gi_frame


def self_running():
    def outer():
        yield from (next(g) for _ in 'a')
    g = outer()
    try:
        return list(g)
    except ValueError as e:
        return str(e)


def traced():
    seen = []

    def tracer(frame, event, arg):
        if frame.f_code.co_name == '<genexpr>':
            seen.append((event, frame.f_lineno - first))
        return tracer
    first = sys._getframe().f_lineno
    k = 2
    for _ in range(2):
        a = sum(x * k for x in range(2))
    sys.settrace(tracer)
    b = sum(x * k for x in range(2))
    sys.settrace(None)
    c = sum(x * k for x in range(2))
    return a, b, c, seen


for _ in range(3):
    print(tree(6), recursive(5), early([1, 2, 3], 2), late(10), collecting(7))
    print(failing(3), totals(), sneaky(), names())
    print(extended())
    print(self_running())
    print(traced())
