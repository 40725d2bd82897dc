# Iterators and generators: protocols, send, throw, close, delegation, laziness.
class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Countdown(3)), sum(Countdown(4)), [*Countdown(2)], max(Countdown(3)), 2 in Countdown(5))


class Old:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i * i


print(list(Old()), 9 in Old(), list(reversed([1, 2, 3])), list(zip("ab", [1, 2])), list(enumerate("ab", 5)))


def gen():
    try:
        while True:
            try:
                got = yield "value"
                print("got", got)
            except ValueError as e:
                print("caught", e)
                yield "recovered"
    finally:
        print("closing")


g = gen()
print(next(g), g.send(1), g.throw(ValueError("v")), next(g))
g.close()
try:
    next(g)
except StopIteration as e:
    print("stop", e.value)


def delegate():
    x = yield from inner()
    print("inner returned", x)
    yield from [7, 8]
    return "end"


def inner():
    a = yield 1
    print("a", a)
    return a


d = delegate()
print(next(d), d.send("sent"), next(d))
try:
    next(d)
except StopIteration as e:
    print(e.value)


def stops():
    yield 1
    raise StopIteration


try:
    list(stops())
except RuntimeError as e:
    print(e, type(e.__cause__).__name__)


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


f = fib()
print([next(f) for _ in range(10)], next(x for x in f if x > 1000))
pairs = ((x, y) for x in range(3) for y in range(x))
print(list(pairs), list(pairs))
print({x % 3 for x in range(10)} == {0, 1, 2}, {x: x * x for x in range(4)}, [[j for j in range(i)] for i in range(3)])
it = iter(lambda c=[0]: c.append(0) or len(c), 5)
print(list(it), next(iter([]), "default"))
print(list(map(lambda a, b: a + b, [1, 2], [10, 20])), list(filter(None, [0, 1, "", 2])), any(x > 2 for x in range(5)), all([]))
a, (b, *c), *d = 1, (2, 3, 4), 5, 6
print(a, b, c, d)
for i, (x, y) in enumerate([(1, 2), (3, 4)]):
    print(i, x, y)
else:
    print("else")
x = [1, 2, 3, 4]
for item in x:
    if item == 2:
        x.remove(item)
print(x)
try:
    for k in (dd := {1: 1}):
        dd[k + 1] = 1
except RuntimeError as e:
    print(e)


def running():
    yield next(me)


me = running()
try:
    next(me)
except ValueError as e:
    print(e)
