"""Decorators, closures, partial application, functional composition."""

import functools


def counted(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return function(*args, **kwargs)
    wrapper.calls = 0
    return wrapper


def memoized(function):
    cache = {}

    def wrapper(*args):
        if args not in cache:
            cache[args] = function(*args)
        return cache[args]
    return wrapper


def retry(times):
    def decorate(function):
        def wrapper(*args):
            for attempt in range(times):
                try:
                    return function(*args, attempt)
                except ValueError:
                    pass
            return None
        return wrapper
    return decorate


def compose(*functions):
    def composed(x):
        for f in functions:
            x = f(x)
        return x
    return composed


def counter():
    n = 0

    def step(by=1):
        nonlocal n
        n += by
        return n
    return step


@counted
@memoized
def paths(x, y):
    return 1 if x == 0 or y == 0 else paths(x - 1, y) + paths(x, y - 1)


@counted
def add(a, b=1, *, scale=1):
    return (a + b) * scale


@retry(3)
def flaky(x, attempt):
    if x % 3 > attempt:
        raise ValueError
    return x * attempt


print(paths(60, 60), paths.calls)
print(sum(add(i, scale=2) + add(i, 3) for i in range(40000)), add.calls)
print(sum(flaky(i) or 0 for i in range(20000)))
f = compose(lambda x: x + 1, lambda x: x * 2, functools.partial(max, 10), str, len)
print(sum(f(i) for i in range(50000)))
steps = [counter() for _ in range(100)]
for _ in range(800):
    for step in steps:
        last = step(2)
print(last, functools.reduce(lambda a, b: a * 31 + b & 0xFFFF, range(60000)))
