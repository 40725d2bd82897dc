"""Dicts of pairs, sets of texts, parts of texts, repeated lists and small sorts, with what is not the common case."""


class Odd:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 7

    def __eq__(self, other):
        print('eq', self.n, other)
        return isinstance(other, Odd) and self.n == other.n

    def __repr__(self):
        return f'Odd({self.n})'


class Pair(tuple):
    def __iter__(self):
        return iter(('from', 'iter'))


class Items(list):
    def __iter__(self):
        return iter([('own', 'iter')])


def attempt(make, *args):
    try:
        print(make(*args))
    except Exception as e:
        print(type(e).__name__, e, getattr(e, '__notes__', ''))


for pairs in [[], (), [('a', 1), ('b', 2), ('a', 3)], [['a', 1], ('b', 2)], (('a', 1), [2, 3]), [('a', 1), 'bc', 'd'], [('a', 1), (1, 2, 3)], [('a', 1), 5],
              [('a', 1), (Odd(1), 2), (Odd(2), 3), (7, 4), (Odd(1), 5), ('b', 6)], [(1, 'int'), (True, 'bool'), (1.0, 'float')], [([], 1)], [('x', 1), ([], 1)],
              [((1, 2), 3), ((1, 2), 4)], [Pair('ab'), ('c', 'd')], Items([('a', 1)]), [(n, n * n) for n in range(12)], [(f'k{n % 40}', n) for n in range(100)], [None]]:
    attempt(dict, pairs)
d = {'z': 0}
attempt(d.update, [('a', 1), ('z', 2), ['q', 3]])
attempt(d.update, [('n', 1), ('m', 2, 3)])
print(d)
attempt(dict, [('a', 1)], [('b', 2)])


class Sub(dict):
    def __setitem__(self, k, v):
        raise KeyError


print(Sub([('a', 1), ('b', 2)]), type(Sub([('a', 1)])))

for text in ['', 'a', 'aaaa', 'hello world', 'häß', 'ab\x00\x7f', ''.join(map(chr, range(32, 127))), 'éa' * 3]:
    s = set(text)
    print(len(s), sorted(s), frozenset(text) == s, list(s) == list({c for c in text}))
    s.add('new')
    s.discard(text[:1])
    print(len(s))
for text in ['hello world', 'abracadabra', 'the quick brown fox jumps']:
    one_by_one = set()
    for c in text:
        one_by_one.add(c)
    print(list(set(text)) == list(one_by_one), list(frozenset(text)) == list(one_by_one))

for text in ['a,b,c', ',', '', ',,', 'a,,b', 'ab,c,', 'ä,b', 'x' * 70 + ',y']:
    print(text.split(','), text.rsplit(',', 1), text.split(',', 1), text.partition(','))
print('a  b c'.split(), ' a '.split(' '), 'a\nb\n\nc'.splitlines(), 'a.b.c'.rsplit('.', 1))

for item in [0, 1, -1, 0.0, 1.5, None, True, 'x', (), [], 10 ** 30]:
    for n in [0, 1, 3, 5, 16, 17, 40, 100]:
        l = [item] * n
        if len(l) != n or any(x is not item and x != item for x in l):
            print('wrong', item, n)
l = [[]] * 20
l[0].append(1)
print(l[19], len([1, 'a'] * 33), ([1, 'a'] * 33)[-3:], ([1, 2, 3] * 30)[88:])
for n in range(20):
    l = list(range(n))
    m = l[:]
    l.append('x')
    l.insert(0, 'y')
    m += [1]
    m.pop(0)
    print(len(l), l[-2:], len(m), m[-2:], l == ['y', *range(n), 'x'])

data = [(n * 7919 % 13, n) for n in range(40)]
print(sorted(data, key=lambda p: p[0]), sorted(data, key=lambda p: p[0], reverse=True))
print(sorted([3, 1, 2, 1.5, True, -0.0, 0, 0.0, -1]), sorted([2 ** 53 + 1, 2.0 ** 53, 2 ** 53]), sorted([1.0, 1, True], reverse=True))
print(sorted(['b', 'a', '', 'ab', 'a\x00', 'a', 'abcdefgh', 'abcdefghi', 'abcdefghh', 'ä']), sorted('hello', reverse=True))
print(sorted([(1, 'b'), (1, 'a'), (0, 'z'), (1,), (1, 'a', 0)]), sorted([(2, 1), (1, 5), [0][:0] and 1 or (1, 2)]))
attempt(sorted, [(1, 2), (1, 'a'), (0, 0)])
attempt(sorted, [1, 'a', 2])
attempt(sorted, [(1,), 2])
nested = [((1, 2), 3), ((1, 1), 4), ((0, 5), 6)]
print(sorted(nested), sorted(nested, reverse=True))


def key(x):
    return sorted([(x, 1), (0, 2)])


print(sorted([3, -1, 2], key=key))

a, b = {1, 2, 3}, {3, 4}
print(a.union(), a.union(b), a.union(b, [5], 'x') == {1, 2, 3, 4, 5, 'x'}, a.union({}), set().union(a), frozenset(a).union(b), a.union() is a, frozenset(a).union())
print(set(range(10)).union(range(20), {30}), {1, 2, 3, 4, 5}.union({6, 7, 8, 9, 10, 11}))
attempt(a.union, 5)
attempt(a.union, [[]])


class SubSet(set):
    pass


print(type(SubSet('ab').union('c')), sorted(SubSet('ab').union('c')), sorted(SubSet('hello')))
