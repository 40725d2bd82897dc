"""Pipelines of generators: yield, yield from, send, generator expressions, itertools by hand."""


def numbers(n):
    for i in range(n):
        yield i


def odd(items):
    for x in items:
        if x & 1:
            yield x


def windows(items, n):
    window = []
    for x in items:
        window.append(x)
        if len(window) == n:
            yield tuple(window)
            window.pop(0)


def chain(*parts):
    for part in parts:
        yield from part


def walk(tree):
    if isinstance(tree, list):
        for part in tree:
            yield from walk(part)
    else:
        yield tree


def averager():
    total, count, average = 0.0, 0, None
    while True:
        x = yield average
        total += x
        count += 1
        average = total / count


def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found if p * p <= n):
            found.append(n)
            yield n
        n += 1


def build(depth):
    return depth if depth == 0 else [build(depth - 1), depth, build(depth - 1)]


print(sum(x * x for x in odd(numbers(150000))))
print(sum(a + b + c for a, b, c in windows(chain(numbers(40000), range(40000)), 3)))
print(sum(walk(build(12))))
average = averager()
next(average)
for i in range(100000):
    last = average.send(i)
print(last)
for p in primes():
    if p > 2500:
        break
print(p)
