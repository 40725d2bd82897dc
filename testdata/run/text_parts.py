# Parts of texts and what is done with them at once: unpacked, mapped, sorted, summed, counted, printed.
import io
import random
from collections import Counter, defaultdict


class Text(str):
    pass


class Loud(str):
    def split(self, *args):
        return super().split(*args) + ['!']


def outcome(f, *args, **kw):
    try:
        return f(*args, **kw)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


# Unpacked at once; what was given back is used again, and a list that someone keeps is not.
kept = []
for line in ('a=b', 'c=d=e', 'f', 'long key of the line=long value of the line', 'ä=ö', '=', 'x= y', ' = '):
    try:
        k, v = line.split('=')
        kept.append(line.split('='))
        print(k, v, kept[-1] is kept[0], kept[-1])
    except ValueError as e:
        print(line, e)
    k, _, v = line.partition('=')
    three = line.rpartition('=')
    k2, *rest = line.rsplit('=', 1)
    print((k, v), three, k2, rest)
    (k, s, v), w = line.rpartition('='), line.partition('=')
    print(k, s, v, w)
print(kept)
a, b, c = Loud('x y').split()
print(a, b, c, outcome(lambda: [0 for p, q in [Loud('x y').split()]]))


def swap(line):
    v, k = line.split()
    k, v = f'{v} {k}'.split()
    return k, v


print([swap(f'{n} {n * n}') for n in range(5)])


def nested(line):
    (a, b), c = line.split(','), line.split(';')
    return a, b, c


print(nested('p,q;r'), nested('p;r,s'))
try:
    a, b = 'one'.split()
except ValueError as e:
    print(e)
try:
    a, b = 'one two three'.split()
except ValueError as e:
    print(e)
print(outcome('a b'.split, ''), outcome('a b'.partition, ''), outcome('a b'.rsplit, 5))
print([type(x).__name__ for x in Text('abc').partition('x') + Text('abc').rpartition('b') + tuple(Text('a b').split())])

# Texts of all kinds, in all ways.
r = random.Random(20)
letters = 'ab \t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x0e\x1b!~,xyz' + 'é\u2028\x85\u3000\U0001F600'
total = 0
for n in range(3000):
    s = ''.join(r.choice(letters[:19] if n % 2 else letters) for _ in range(r.randrange(r.choice((5, 30, 200)))))
    k, sep = r.randrange(-1, 5), r.choice((' ', 'a', 'ab', ', ', 'é', '\n'))
    for part in (s.split(), s.split(None, k), s.rsplit(None, k), s.rsplit(), s.split(sep), s.split(sep, k), s.rsplit(sep, k), s.rsplit(sep),
                 s.splitlines(), s.splitlines(True), s.partition(sep), s.rpartition(sep)):
        for x in part:
            total = (total * 31 + len(x) + sum(map(ord, x))) % 1000000007
    assert ''.join(s.splitlines(True)) == s and sep.join(s.split(sep)) == s and ''.join(s.partition(sep)) == s
print(total)

# Sums of bools and ints.
print(sum([True, False, True]), sum(c in 'aeiou' for c in 'education'), sum([], True), sum([True], True), sum([True, 0.5]), sum([0.5, True]))
print(sum([2 ** 63 - 1, True]), sum((True, 1 << 62, 1 << 62, True)), type(sum([True])).__name__, type(sum([False], 0.0)).__name__)

# Sorted by their first bytes, or by all.
words = ['', 'a', 'a\0', 'a\0\0', 'ab', 'abcdefgh', 'abcdefgh\0', 'abcdefghi', 'abcdefg', 'abcdefg\0', 'é', 'éa', 'z', 'zz', '\0', '\U0001F600', '\ud800']
for some in (words, words[1:3] * 2, ['same'] * 3 + ['sam'], ['x1', 'x10', 'x2'], [Text('b'), 'a', 'c'], ['p' * 9 + c for c in 'zyx'] + ['p' * 9]):
    print(ascii(sorted(some)), ascii(sorted(some[::-1])), ascii(sorted(some, reverse=True)))
tagged = [('b', 1), ('a', 2), ('b', 3), ('a', 4)]
print(sorted(tagged, key=lambda t: t[0]), sorted(tagged, key=lambda t: t[0], reverse=True))
print(sorted('Delta alpha Beta'.split(), key=str.lower), outcome(sorted, ['a', 5], key=str.lower), sorted([Text('B'), 'a'], key=str.lower))
print(outcome(sorted, ['a', 5]), sorted(['10', '9'], key=int), outcome(sorted, ['x'], key=int), sorted([3, 1, 2], key=str))


# Mapped by types, functions and methods.
class Number:
    def __init__(self, n):
        self.n = n

    def __str__(self):
        return f'<{self.n}>'

    def __int__(self):
        return self.n


class Meta(type):
    def __call__(cls, *args):
        return ('called', args)


class Odd(str, metaclass=Meta):
    pass


print(list(map(int, '1 2 3'.split())), list(map(str, [1, 2.5, None, Number(3), 'x', True])), list(map(int, [Number(4), True, '5', 2.9])))
print(outcome(list, map(int, ['1', 'x'])), list(map(float, '1 2.5'.split())), list(map(Odd, ['a'])), list(map(type, [1, 'a'])), list(map(len, ['ab', [1]])))
print(list(map(str.upper, ['a', Text('b')])), outcome(list, map(str.upper, [1])), list(map(list, ['ab'])), list(map(bool, ['', 'x', 0.0])))
x, y = map(int, '3 4'.split())
it = map(str, [1, 2])
print(x, y, ','.join(map(str, range(5))), next(it), it.__reduce__()[1][1].__length_hint__(), list(it), outcome(map, int, 5))

# Dicts of other classes.


class Missing(dict):
    def __missing__(self, key):
        return f'no {key}'


class Shout(dict):
    def __getitem__(self, key):
        return super().__getitem__(key).upper()


class Note(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key, [value])


class Once(defaultdict):
    def __missing__(self, key):
        self[key] = len(self)
        return self[key]


m, s, n, o = Missing(a=1), Shout(a='x'), Note(), Once()
n['k'] = 1
print(m['a'], m['b'], len(m), s['a'], outcome(s.__getitem__, 'b'), n, [o[w] for w in 'to be or not to be'.split()], dict(o))
by = defaultdict(list)
for word in 'apple avocado bean apricot beet'.split():
    by[word[0]].append(word)
count = defaultdict(int)
for word in 'a b a c a'.split():
    count[word] += 1
tally = Counter()
for word in 'a b a c a'.split():
    tally[word] += 1
print(dict(by), dict(count), tally, tally['z'], outcome(defaultdict().__getitem__, 'q'), outcome(lambda: count[[]]), outcome(lambda: m[[]]))
Missing.__getitem__ = lambda self, key: 'changed'
print(m['a'])
del Missing.__getitem__
print(m['a'])

# Printed.
out = io.StringIO()
print('a', 1, file=out)
print('b', 2, sep='-', end='.\n', file=out, flush=True)
print(file=out)
print('c', sep=None, end=None, file=out)
print(*'xyz', sep='', file=out)
print(ascii(out.getvalue()))
print(outcome(print, 'a', sep=1), outcome(print, 'a', end=b''), outcome(print, 'a', file=5), outcome(print, 'a', wrong=1), outcome(print, 'a', file=out, ned=1))


class Truth:
    def __bool__(self):
        raise ValueError('no truth')


class Writer:
    def write(self, text):
        kept.append(text)


kept.clear()
print('a', 'b', file=Writer())
print(kept, outcome(print, 'x', file=out, flush=Truth()))
raw = io.BytesIO()
text = io.TextIOWrapper(raw, encoding='utf-8', newline='\r\n')
text.writelines(['a\n', 'ä\n'])
print(outcome(text.writelines, ['b', 5]))
text.writelines(Text(n) for n in range(3))
text.flush()
print(raw.getvalue(), text.closed)
text.close()
print(text.closed, outcome(text.writelines, []), outcome(print, 'x', file=text))
