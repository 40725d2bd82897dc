# A StopIteration that a function raises ends the iterator that calls it.
import collections, itertools

def h(x):
    if x == 3:
        raise StopIteration('v')
    return x

made = [lambda: map(h, range(9)), lambda: filter(h, range(1, 9)), lambda: itertools.takewhile(lambda x: h(x) < 9, range(9)),
        lambda: itertools.starmap(h, [(1,), (3,), (5,)]), lambda: itertools.accumulate(range(1, 9), lambda a, b: h(b)),
        lambda: zip(map(h, range(9)), range(9)), lambda: enumerate(map(h, range(9))), lambda: itertools.chain(map(h, [1, 3]), [7]),
        lambda: itertools.filterfalse(lambda x: not h(x), range(1, 7)), lambda: itertools.dropwhile(lambda x: h(x) < 5, range(9))]
uses = [list, tuple, lambda x: sorted(map(repr, set(x))), dict.fromkeys, lambda x: [*x], collections.deque, lambda x: [y for y in x],
        lambda x: ''.join(map(repr, x)), lambda x: sorted(x), lambda x: 3 in x]
for make in made:
    for use in uses:
        try:
            print(use(make()), end=' ')
        except Exception as e:
            print(type(e).__name__, e, end=' ')
    print()

it = map(h, [3, 4])
try:
    next(it)
except StopIteration as e:
    print(e.value, e.__traceback__.tb_next is not None)
print(next(map(h, [3]), 'default'), next(it))
a, b, c = map(h, range(9))
print(a, b, c)

def generator():
    yield from map(h, range(9))
    yield 'after'

print(list(generator()))

class Delegates:
    def __next__(self):
        return self.inner.__next__()

d = Delegates()
d.inner = map(h, [1, 3])
print(next(d), next(d, 'end'))

def result():
    r = yield from map(h, [1, 3])
    print('result', r)

print(list(result()))
