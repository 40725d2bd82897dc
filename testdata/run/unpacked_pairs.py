"""Pairs that go right to two local variables."""
import sys


def outcome(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e)


def plain(p):
    a, b = p
    return a, b


def onto_itself(p):
    p, q = p
    return p, q


def onto_second(p):
    q, p = p
    return q, p


def same_twice(p):
    a, a = p
    return a


def used_below(p, a, b):
    return a + (lambda: 0)() + b, [a, b, *[a for a, b in [p]], a, b]


def kept_on_stack(p, a):
    # a stands on the stack, unread, while the pair is unpacked
    return [a, (x := p), plain(x), a]


for p in ((1, 2), [1, 2], "ab", b"ab", range(2), iter((1, 2)), {1: 2, 3: 4}, (1,), [1, 2, 3], "a", 5, None, {1}, range(3), iter(())):
    print(outcome(plain, p), end=" ")
print()
print(onto_itself((1, 2)), onto_itself([[1], [2]]), onto_second((1, 2)), same_twice((1, 2)), outcome(used_below, (7, 8), 1, 2), kept_on_stack((5, 6), 9))


def loop(pairs):
    a = b = "unset"
    try:
        for a, b in pairs:
            pass
    except Exception as e:
        return a, b, str(e)
    return a, b


def reversed_names(pairs):
    first = second = None
    for second, first in pairs:
        pass
    return first, second


def failing(n):
    for i in range(n):
        yield i
    raise ValueError("midway")


def pairs_then(last):
    yield 1, 2
    yield last


class Odd:
    def __iter__(self):
        return failing(1)


kinds = {
    "list": lambda: [(1, 2), (3, 4)],
    "lists": lambda: [[1, 2], [3, 4]],
    "mixed": lambda: [(1, 2), [3, 4], "ab", {5: 6, 7: 8}],
    "short": lambda: [(1, 2), (3,)],
    "long": lambda: [(1, 2), [3, 4, 5]],
    "none": lambda: [(1, 2), None],
    "items": lambda: {"a": 1, "b": 2}.items(),
    "enumerate": lambda: enumerate("ab"),
    "enumerate of a list": lambda: enumerate([7, 8], 5),
    "enumerate of what fails": lambda: enumerate(failing(2)),
    "zip": lambda: zip([1, 2, 3], (4, 5)),
    "zip, first shorter": lambda: zip([1], [4, 5]),
    "zip of what fails": lambda: zip("abc", failing(2)),
    "zip, strict": lambda: zip("abc", [1, 2], strict=True),
    "zip of generators": lambda: zip((i for i in range(3)), (i * i for i in range(5))),
    "generator": lambda: pairs_then([3, 4]),
    "generator, short": lambda: pairs_then([3]),
    "generator, what fails": lambda: pairs_then(Odd()),
    "empty": lambda: [],
    "zip of nothing": lambda: zip([], [1]),
    "map": lambda: map(lambda x: (x, -x), range(4)),
}
for _ in range(3):
    for name, make in kinds.items():
        print(name, loop(make()), outcome(reversed_names, make()))


def looking():
    """The iterator sees the variables as they are."""
    a, b = 0, 0

    def watch(limit):
        for i in range(limit):
            f = sys._getframe(1)
            seen.append((f.f_locals["a"], f.f_locals["b"]))
            yield i

    seen = []
    for a, b in zip("xyz", watch(2)):
        pass
    return seen, a, b


print(looking())


def grows():
    l = [(1, 2)]
    for a, b in l:
        if a < 5:
            l.append((a + 1, l))
    return a, b is l


print(grows())


def comprehensions(pairs):
    a, b = "outer", "too"
    return [a + b for a, b in pairs], {a: b for a, b in pairs}, {b for a, b in pairs if a}, sum(a * b for a, b in pairs), a, b


print(comprehensions([(1, 2), (3, 4)]), comprehensions(((5, 6), [7, 8])))


def swapped(a, b):
    for _ in range(3):
        a, b = [b, a + b]
        (a, b) = divmod(a * 7, b + 1)
        b, a = (a, b) if a else [b, a]
    return a, b


print(swapped(3, 5), swapped(0, 0))


def deleted(p):
    a, b = p
    del a
    try:
        a, b = [b]
    except ValueError:
        pass
    try:
        return a
    except NameError as e:
        return str(e), b


print(deleted((1, 2)))


def generator(pairs):
    for a, b in pairs:
        c = yield a, b
        if c:
            a, b = c
            yield b, a


g = generator(zip(range(3), "abc"))
print(next(g), g.send((1, 2)), next(g), next(g), next(g, None))


class P:
    def __init__(self, p):
        self.x, self.y = p


print(vars(P((1, 2))), vars(P([3, 4])), outcome(P, (1,)))
top, rest = (1, [2, 3])
for top, rest in zip([5, 6], [7, 8]):
    pass
print(top, rest)
