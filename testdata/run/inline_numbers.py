"""What the machine does without calling: int(), float(), bool(), abs(), min(), max(), ** and classes of characters."""
import math


def same(v):
    return f'{type(v).__name__} {v!r}'


def attempt(f, *arguments):
    try:
        return same(f(*arguments))
    except Exception as e:
        return f'{type(e).__name__}: {e}'


class Whole(int):
    def __abs__(self):
        return 'abs'

    def __lt__(self, other):
        return True

    def __pow__(self, other):
        return 'pow'

    def __radd__(self, other):
        return 'radd'


class Real(float):
    def __int__(self):
        return 12

    def __float__(self):
        return 13.5

    def __bool__(self):
        return False


class Text(str):
    def isdigit(self):
        return 'mine'

    def __eq__(self, other):
        return 'equal'

    __hash__ = str.__hash__


values = [0, 1, -1, 7, 2**31, -2**31, 2**53 + 1, 2**62, -2**63, 2**63, 2**70, True, False, 0.0, -0.0, 1.5, -1.5, 4.6e18, 4.7e18, -9.3e18, 1e300,
          math.inf, -math.inf, math.nan, 5e-324, 1e-200, None, '', '12', 'a', [], [0], Whole(3), Real(2.5), 3j]
for v in values:
    print(same(v), '|', attempt(lambda: int(v)), '|', attempt(lambda: float(v)), '|', attempt(lambda: bool(v)), '|', attempt(lambda: abs(v)), '|', attempt(lambda: type(v)))
    print('   ', attempt(lambda: v ** 2), '|', attempt(lambda: v ** 2.0), '|', attempt(lambda: v ** 0.5), '|', attempt(lambda: 1 + v), '|', attempt(lambda: 3 - v))

numbers = [v for v in values if isinstance(v, (int, float))]
for a in numbers:
    print(same(a), *[f'{min(a, b)!r} {max(a, b)!r} {min(b, 1, a)!r} {max(0.5, a, b)!r}' for b in numbers], sep='; ')
print(attempt(lambda: min(1, 'a')), attempt(lambda: max(1, 2, 'a')), attempt(lambda: min(3)), max('a', 'b'), min([1, 2]), max(2, 1, key=lambda v: -v))
print(2**62 + True, attempt(lambda: 2**63 - 1 + (1 < 2)), attempt(lambda: -2**63 - (1 < 2)), attempt(lambda: 1.5 + True))

for c in [chr(i) for i in range(130)] + ['é', 'ß', '²', 'ab', '12', ' \t', '', Text('1')]:
    print(repr(c), c.isdigit(), c.isalpha(), c.isalnum(), c.isspace(), c.isupper(), c.islower())


def compare(v):
    found = []
    if v == 'a': found.append(1)
    if v != 'a': found.append(2)
    if not v == 'a': found.append(3)
    if v == 1.5: found.append(4)
    if v != 1.5: found.append(5)
    for sign, f in (('<', lambda: 1 if v < 1.5 else 0), ('>=', lambda: 1 if v >= 1.5 else 0), ('<=', lambda: 1 if v <= 'a' else 0), ('>', lambda: 1 if v > 'a' else 0)):
        found.append(sign + attempt(f))
    n = 0
    while v != 'stop' and n < 2:
        n += 1
    return found, n


class Odd:
    def __eq__(self, other):
        print('asked', other)
        return NotImplemented

    def __lt__(self, other):
        print('less', other)
        return []


for v in [*values, 'stop', Text('a'), Odd()]:
    print(compare(v))

for start, stop, step in [(0, 10, 3), (10, 0, -1), (10, 0, -3), (0, 0, 5), (5, 1, 2), (1, 5, -2), (-7, 8, 7), (0, 3, 10**6), (0, 10**10, 4 * 10**9), (3, 0, -10**12)]:
    for _ in range(2):
        print([i for i in range(start, stop, step)], end=' ')
        for i in range(start, stop, step):
            print(i, end=' ')
    print()
for step in (0, 1.5, '1', True, 2**70):
    for _ in range(2):
        try:
            for i in range(0, 3, step):
                print(i, end=' ')
            print()
        except Exception as e:
            print(type(e).__name__, e)
for i in range(3):
    for j in range(i, -1, -1):
        print(i, j, end=' ')
print()
