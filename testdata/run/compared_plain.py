"""Comparisons of objects by identity and of strs, `in` of tuples that are written there, '%s', and operators of flags: with and without a class's own ideas."""

import enum


class Plain:
    pass


class Eager:
    """Equal to all, and it says so."""

    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        print('eq', self.name, type(other).__name__)
        return True

    __hash__ = object.__hash__


class Ordered:
    def __lt__(self, other):
        return True


class Reflected:
    def __ne__(self, other):
        print('ne')
        return 'different'


class Text(str):
    pass


class Loud(str):
    def __eq__(self, other):
        print('loud eq')
        return str.__eq__(self, other)

    __hash__ = str.__hash__


class Small(str):
    def __lt__(self, other):
        return False


def compare(a, b):
    return a == b, a != b, b == a, b != a, a in (b, b), a not in (b,), b in (a, 1)


def branches(a, b):
    found = []
    if a == b:
        found.append('==')
    if a != b:
        found.append('!=')
    if a in (b, None):
        found.append('in')
    if a not in (b, None):
        found.append('not in')
    return found


plain, other = Plain(), Plain()
values = [plain, other, Eager('e'), Ordered(), Reflected(), Text('x'), Loud('x'), Small('x'), 'x', 'y', 1, 1.0, True, None, (1,), float('nan'), b'x', [1], object(), Plain]
for a in values:
    for b in values:
        print(type(a).__name__, type(b).__name__, compare(a, b), branches(a, b))

print(plain in [other, plain], [plain, other].index(other), [plain, other, plain].count(plain), {plain: 1}.get(other), (plain, other) == (plain, other))
try:
    plain < other
except TypeError as error:
    print(error)


def changed():
    first, second = Plain(), Plain()
    for step in range(4):
        if step == 2:
            Plain.__eq__ = lambda self, other: 'by class'
        yield first == second, first in (second, 0), first != second
    del Plain.__eq__
    yield first == second, first in (second, 0)


print(list(changed()))


class Shown:
    def __str__(self):
        return Text('shown')

    def __repr__(self):
        return 'repr'


class Formatted(str):
    def __format__(self, spec):
        return 'formatted ' + spec


class Subtle:
    def __str__(self):
        return Formatted('subtle')

    def __format__(self, spec):
        return 'other'


class Failing:
    def __str__(self):
        raise ValueError('no str')


class Wrong:
    def __str__(self):
        return 3


for v in (1, -5, 10 ** 30, 1.5, None, True, 'text', 'é', Text('t'), Shown(), Formatted('f'), Subtle(), [1, 'a'], b'b', (1, 2)):
    print('%s' % (v,), '<%s>' % v if type(v) is not tuple else '', '%s and %s' % (v, v), f'{v!s}', f'a{v!s}b{v}' if type(v) is not Subtle else '', f'{v!s:>12}')
for bad in (Failing(), Wrong()):
    try:
        print('%s|%s' % ('a', bad))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)


class Number(int):
    pass


class Odd(int):
    def __add__(self, other):
        return 'added'

    def __radd__(self, other):
        return 'radded'


n, big = Number(7), Number(2 ** 62)
z, c, r = 0.3 + 0.4j, -0.5 - 0.0j, 1.5
print(z == c, z != c, z == 0.3 + 0.4j, c == -0.5, -0.5 == c, c != -0.5, 1 == 1 + 0j, 2 ** 53 + 1 == complex(2 ** 53), complex(2 ** 53) == 2 ** 53 + 1, True == 1 + 0j, None == z, z == None, "a" == z, float("nan") == z, z in (1, z))
print(z * z + c, z * z * z - c / r, (z - c) * (z + c) / r, 2 - z * 3 + 1.5, r / z + z, z ** 2 + c, z ** -2 - 1, z ** 0.5 * 2, -2j * r * 3 / 7, z + 0 * c, (z + 1) * -0.0, 1 / (z * 0j + 1), c + z - 1e308 * 10)
print(complex(1, -0.0), complex(-0.0), complex(2 ** 62), complex(True), complex(1j, 2), complex(1, 2j), complex(1.5, 2 ** 60), complex())
for text in ("z * z / 0", "z * z / (c * 0)", "z * z + None", "z * z % 2", "z * z // 2", "z + z << 1", "(z * 0) ** -1", "(z * 1e200) ** 9", "z * z < c", "complex(1, None)", "z * z * [1]", "z * z + 10 ** 400"):
    try:
        print(text, eval(text))
    except Exception as error:
        print(text, type(error).__name__, error)


def iterate(c):
    z = w = 0j
    for _ in range(5):
        z = z * z + c
        w = w / 2 + z * z - z
    return z, w, z is w


print(iterate(0.1 + 0.2j), iterate(0.5))
print(n + 1, n * 3, 3 - n, n & 3, n | 8, n ^ 1, n + n, n * n, -n, ~n, type(n + 0), type(n | n), big + big, big * big, big - 1, big & big, n // 2, n % 4, n << 2, n >> 1, n / 2)
print(Odd(1) + 1, 1 + Odd(1), Odd(1) * 2, Odd(3) + Number(1), Number(1) + Odd(3), True + Number(1), True & True, True & Number(1), True * True, True - True, True | 2)


class Perm(enum.Flag):
    R = enum.auto()
    W = enum.auto()
    X = enum.auto()
    RW = R | W


class Opt(enum.IntFlag):
    A = 1
    B = 2


class Strict(enum.IntFlag, boundary=enum.STRICT):
    A = 1
    B = 2


class Ejected(enum.IntFlag, boundary=enum.EJECT):
    A = 1
    B = 2


for text in ('Perm.R | 1', '1 | Perm.R', 'Perm.R | Opt.A', 'Opt.A | 1', '1 | Opt.A', 'Opt.A | 8', '8 | Opt.A', 'Opt.A | Perm.R', 'Opt.A & True', 'Opt.A ^ 2.0', 'Opt.A | None', '~Perm.R', '~Opt.A',
             '~(Opt.A | 8)', 'Perm.R ^ Perm.R', 'Perm(0)', 'Opt.A & 0', '~Opt.A & Opt.B', 'Opt.A | Opt', 'Perm.R.__or__(3)', 'Perm.R | Perm.W | Perm.X', 'Perm.RW & Perm.W', 'Perm.R | Perm.W is Perm.RW',
             '(Perm.R | Perm.W) is Perm.RW', 'Strict.A | 4', 'Strict.A | Strict.B', 'Ejected.A | 4', 'Ejected.A ^ Ejected.B', 'list(Perm.RW)', 'list(Perm)', 'list(reversed(Perm))', 'Perm(3)', 'Perm(9)',
             'Opt(11)', 'Opt("a")', 'Opt([])', 'Perm(Perm.R)', 'Opt(Opt.A)', 'Opt(True)', 'Opt(1.0)', 'str(Perm.RW)', 'str(Opt.A)', '"%s|%s" % (Perm.R, Opt.B)', 'type(iter(Perm)).__name__',
             'Perm.R in (Perm.W, Perm.R)', 'Perm.R in (1, 2)', 'Opt.A in (1, 2)', 'Perm.R == 1', 'Opt.A == 1', 'bool(Perm(0))', 'bool(Opt(0))', 'bool(Opt.A)'):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, type(error).__name__, str(error).splitlines()[0])
