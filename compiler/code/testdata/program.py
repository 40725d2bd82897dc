"""A program that gives every pass of the optimizer something to do."""

import os, sys
from contextlib import closing

SECONDS = 60 * 60 * 24
MASK = ~0x0F & 0xFF
LONG = 1 << 100
TOO_LONG = 1 << 200
LINE = '-' * 40
TOO_WIDE = 'x' * 5000
RATIO = 1 / 3 + 2.5e-3 * 1j
NESTED = ((1, 2), (3, (4, 5)))[1][1]
NEGATIVE = -(-(+1))
DIVISION = 1 // 0
INITIAL = 'word'[0] + 'word'[1:3] + 'word'[::-1]
BIG = (1, 2) * 3
NOT = not 1
LIST = [1, 2, 3]
SET = {1, 2, 3}
EMPTY = []


def unbound(flag):
    if flag:
        value = 1
    del flag
    value
    print(value, value)
    try:
        other = value
    finally:
        del value
    return other, value


def many(a, b, c):
    a, b = b, a
    a, b, c = c, b, a
    a, b, c, d = c, d, b, a
    x = y = a
    x, x = b, c
    [p, q] = [a, b]
    return a, b, c, x, y, p, q


def conditions(a, b, c):
    if a is None or b is not None:
        return 1
    if not a:
        return 2
    if not (a and b or c):
        return a in (1, 2) and b not in [3, 4, c] and c in {5, 6}
    if a < b < c and a == b:
        return a if b else c
    while a and (b or not c):
        a -= 1
        if a == 3:
            continue
        if b == 3:
            break
    else:
        return not a in b
    if True:
        a = 1
    if 0:
        a = 2
    while 1:
        if a is not None is b:
            break
        pass
    return bool(not not a)


def loops(items):
    for x in [1, 2, 3]:
        for y in items:
            if x:
                break
        else:
            continue
        print(x)
    for z in [items, 1]:
        print(z)
    for i in ():
        print(i)
    return [a for a in items if a if not a.b for b in a], {k: v for k, v in items}


def handlers(a):
    try:
        a.one()
    except ValueError:
        return 1
    except (TypeError, KeyError) as error:
        print(error, a)
        raise
    else:
        a.two()
    finally:
        a.three()
    try:
        return a.four()
    finally:
        try:
            a.five()
        except OSError:
            pass
    for x in a:
        try:
            a()
        except IndexError:
            continue
        finally:
            a.six()


def contexts(a):
    with a as b, closing(b) as c:
        if c:
            return b
        print(a)
    with a:
        pass


def groups(a):
    try:
        a()
    except* ValueError as e:
        print(e)
    except* TypeError:
        pass


def generator(a):
    x = yield a
    try:
        y = yield x
        yield from y
    except GeneratorExit:
        return x
    while True:
        yield 1


async def coroutine(a):
    await a
    async with a as b:
        await b
    async for c in a:
        print(c)
    else:
        return [d async for d in b if await d]


async def async_generator(a):
    async for x in a:
        yield x


def patterns(subject, other):
    match subject:
        case 1 | 2:
            return 'number'
        case [a, b, *rest] if rest:
            return a, b, rest
        case {'key': value, **kw}:
            return value, kw
        case Point(x=0, y=y) | [_, y]:
            return y
        case str() as text:
            return text
        case None:
            return None
        case other.name.attribute:
            pass
        case (1, (2, [x])):
            return x
        case _:
            return subject


def strings(a, b):
    return f'{a} {b!r:>{a}} {a=}' + 'lit' f'{b}', f'{"nested" if a else b}'


def outer(a, *args, key=None, **kw):
    b = 1

    def inner(c):
        nonlocal b
        b = a + c
        return lambda d: (a, b, c, d, key)

    def other():
        return [lambda: x for x in args], kw
    return inner, other


def lookup(a):
    from os import path
    import sys as system
    return a.b.c(path).d(key=a)[a:1], system, a[1:2], super().method(a)


class Class(Base, metaclass=Meta):
    """Documentation."""
    attribute: int = 1

    def method(self):
        return super().method(self.attribute, *self.args, **self.kw)

    @property
    def value(self) -> int:
        assert self.attribute, 'message'
        global count
        count += 1
        self.attribute[0] += 1
        return __class__


def long_sequence(a):
    return (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32), [
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32], [a, *a], (*a, 1)


def lines(a):
    if a:
        if a.b:
            a.c()
        else:
            pass
    elif a.d:
        a.e()
    while a:
        if a.f: a.g(); break
        try:
            pass
        except E: pass
    return


if __name__ == '__main__':
    for name in sys.argv:
        print(name, end='')
        os.x = y = name
