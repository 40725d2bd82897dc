# Texts joined from iterators, repeated, read by lines from memory; bytes split.
import io
import random


class Text(str):
    pass


class Mul(int):
    def __rmul__(self, other):
        return f'{other}*'


def outcome(f, *args, **kw):
    try:
        return f(*args, **kw)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


def numbers(n):
    for i in range(n):
        yield ','.join(str(j) for j in range(i))


def broken():
    yield 'a'
    raise KeyError('x')


# Joins within joins, and those that fail midway.
print(';'.join(numbers(4)), '-'.join(map(str, [1, 2])), ''.join(c for c in ''), ''.join(c for c in 'q'), '+'.join(map(str.upper, 'ab')))
print(outcome(','.join, broken()), outcome(','.join, map(int, '12')), outcome(','.join, (i for i in ('a', 1))), outcome(','.join, map(int, 'x')))
one = Text('one')
print(type(''.join(x for x in [one])).__name__, ''.join(x for x in ['same']) == 'same', ' '.join(c * 2 for c in 'äöx'), ','.join(map(lambda s: '/'.join(map(str, s)), [[1, 2], [3]])))
g = (c for c in 'abc')
print(next(g), ''.join(g), ''.join(g), len(''.join(str(i) for i in range(3000))), ''.join(map(str, range(20))))
print(outcome(','.join, 5), outcome(','.join, None), ' '.join({'k': 1}), ''.join(reversed('abc')), ''.join(enumerate) if False else '')


def joins_itself(n):
    while n:
        n -= 1
        yield str(n) + '.'.join(joins_itself(n))


print(' '.join(joins_itself(4)))

# Repeated.
a, n = '-', 40
print(a * n, 'ab' * 3, 'ä' * 2, '' * 5, 'x' * -1, 'x' * True, Text('t') * 2, type(Text('t') * 1).__name__, 'm' * Mul(2), 2 * 'k', 3 * 'ab')
a *= 3
print(a, outcome(lambda: 'a' * 2.0), outcome(lambda: 'a' * 'b'), outcome(lambda: 'ab' * (1 << 62)), outcome(lambda: 'ab' * (1 << 70)))

# Lines of a StringIO.
f = io.StringIO('one\ntwo\n\nä line\nlast')
print(list(f), f.readline(), f.seek(0), f.readline(), f.readline(2), f.readlines())
f = io.StringIO('plain\nlines\n' * 3 + 'x' * 100 + '\ny\n')
lines = f.readlines()
print(lines, f.readlines(), f.seek(0), f.readlines(7), f.readlines(0))
f.seek(6)
f.write('LINES')
print(lines[1], f.getvalue()[:20], f.readline(), f.readline())
print(list(io.StringIO('a\r\nb\rc\n', newline='')), list(io.StringIO('a\r\nb\rc\n', newline=None)), list(io.StringIO('a\nb', newline='\r\n')))
f.close()
print(outcome(f.readlines), outcome(list, f))

# Bytes in parts.
r = random.Random(3)
total = 0
for i in range(2000):
    b = bytes(r.choice(b'ab \t\n\r\x0b\x0c,;\xff\x1c') for _ in range(r.randrange(40)))
    k, sep = r.randrange(-1, 4), r.choice((b' ', b'a', b', ', b'ab', b'\xff'))
    for made in (b, bytearray(b)):
        for part in (made.split(), made.split(None, k), made.split(sep), made.split(sep, k), made.rsplit(sep, k), made.rsplit(None, k)):
            for x in part:
                assert type(x) is type(made)
                total = (total * 31 + len(x) + sum(x)) % 1000000007
    assert sep.join(b.split(sep)) == b
print(total, outcome(b'a b'.split, b''), outcome(b'a'.split, 'a'), b''.split(), b''.split(b','), b'a,b'.split(memoryview(b',')))
