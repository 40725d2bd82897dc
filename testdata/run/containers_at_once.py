"""Containers that are made in one step with what the program does with them next."""


def lists(a, b):
    print([*a], [*a, 1], [*a, *b], [1, 2, 3], [*'abc'])
    x = [9]
    y = x
    x += [1, 2]
    print(x, x is y)
    print(x + [5], [4] + x, x + [x[:1]], [0] + x + [7])
    x += [x]
    print(x)
    p, q, r = b[0:3]
    print(p, q, r)
    p, q = y[1:3]
    print(p, q)
    try:
        p, q = y[:]
    except ValueError as e:
        print(e)
    y[0], y[1] = y[0:2][::-1]
    print(y[:2])
    first = second = [*a]
    first.append('one')
    print(second)


def sets(a):
    print({*a} == {1, 2}, {*a, 9} == {1, 2, 9}, sorted({3, 1, 2}), len({*'aaa'}))


class L(list):
    def __add__(self, other):
        return 'add', other

    def __radd__(self, other):
        return 'radd', other

    def __iadd__(self, other):
        return 'iadd', other


def subclasses():
    l = L([1])
    print(l + [2], [2] + l)
    l += [3]
    print(l)
    m = L('abc')
    p, q = m[1:]
    print(p, q)


def errors(a, number):
    for f in (lambda: [*number], lambda: {*number}, lambda: number + [1], lambda: [1] + number, lambda: [1] + a, lambda: a + [1]):
        try:
            f()
        except TypeError as e:
            print(e)
    try:
        number += [1]
    except TypeError as e:
        print(e)
    try:
        {*[[]]}
    except TypeError as e:
        print(e)


def dicts():
    for n in range(0, 400, 7):
        d = {i: str(i) for i in range(n)}
        for i in range(0, n, 3):
            del d[i]
        c = d.copy()
        both = d | {k + n: 'new' for k in range(n)}
        for i in range(n, n + 20):
            c[i] = 'more'
        assert list(c) == [i for i in range(n) if i % 3] + list(range(n, n + 20)), n
        assert list(d) == [i for i in range(n) if i % 3] and all(d[i] == str(i) for i in d), n
        assert list(both) == list(d) + list(range(n, 2 * n)) and all(both[i] == 'new' for i in range(n, 2 * n)), n
        while d:
            d.popitem()
            d['x'] = 1
            del d['x']
        assert not d and 5 not in d
    print('ok')


lists((1, 2), [3, 4, 5])
sets((1, 2))
subclasses()
errors((1,), 5)
dicts()
