# What a loop or an operator yields is kept under a name before, while or after it is unpacked.
from itertools import combinations, groupby, pairwise, product, zip_longest


def loops():
    for n in range(3):
        for k in zip([1, n], [2, 3]):
            a, b = k
            print(k, a, b)
        for k in enumerate('xy'):
            a, b = k
            print(k, a, b)
        for k in {1: 2, 'a': n}.items():
            a, b = k
            print(k, a, b)
        for k in zip([1, 2], 'ab', [n, n]):
            a, b, c = k
            print(k, a, b, c)
        for it in product('ab', [n]), pairwise([1, 2, n]), combinations('abc', 2), zip_longest([1], [2, n]):
            for k in it:
                a, b = k
                print(k, a, b)
        for k in groupby('aab'):
            a, b = k
            print(type(k), k[0] is a, k[1] is b, a, list(b))
        k = [k for k in zip([1], [n]) if (b := k[1]) == n]
        print(k, [(a, k) for k in zip('x', 'y') for a, _ in [k]])
        for loops.k in zip([1], [n]):
            a, b = loops.k
            print(loops.k, a, b)
        for a, b in zip([1], [n]):
            k = a, b
            print(k)
        for (a, b), k in zip(zip([1], [n]), 'x'):
            print(a, b, k)


def several():
    for n in range(3):
        l = [1, 2, n, 4]
        (a, b) = k = 'x y'.split()
        print(a, b, k)
        k = (a, b) = 'x y'.split()
        print(a, b, k)
        (a, b) = several.k = 'x y'.split()
        print(a, b, several.k)
        (a, b) = several.k = divmod(7, 2)
        print(a, b, several.k)
        (a, b, c) = several.k = 'x-y'.partition('-')
        print(a, b, c, several.k)
        (a, b) = several.k = [1] * 2
        print(a, b, several.k)
        (a, b) = several.k = 1, n
        print(a, b, several.k)
        (a, b) = several.k = l[1:3]
        print(a, b, several.k)
        several.k = (a, b) = l[n:n + 2]
        print(a, b, several.k)
        (a, b) = k = c = l[::3]
        print(a, b, k, c)


loops()
several()
for k in zip([1, 2], [2, 3]):
    a, b = k
    print(k, a, b)
