# Decimal arithmetic, comparisons and formats with coefficients around the sizes where the way of computing changes: 64, 128 and 256 bits, 19 and 38 digits.
import os
import sys

sys.path[:] = [folder for folder in sys.path if not os.path.exists(os.path.join(folder, 'decimal_widths.py'))]  # there is a numbers.py, too
import random
import zlib
from decimal import *

random.seed(20)
context = getcontext()
context.traps[InvalidOperation] = context.traps[DivisionByZero] = context.traps[Overflow] = False
roundings = [ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP]
lengths = 1, 2, 5, 10, 18, 19, 20, 21, 27, 28, 29, 36, 37, 38, 39, 40, 57, 76, 80


def number():
    kind, length = random.randrange(8), random.choice(lengths)
    if kind == 0:
        n = 10 ** length
    elif kind == 1:
        n = 10 ** length - 1
    elif kind == 2:
        n = 2 ** random.choice((63, 64, 65, 127, 128, 129, 192, 255, 256)) + random.randint(-1, 1)
    elif kind == 3:
        n = random.choice((0, 1, 5, 50, 5 * 10 ** random.randint(1, 40)))
    else:
        n = random.randint(0, 10 ** length)
    return Decimal((random.randint(0, 1), tuple(map(int, str(n))), random.randint(-45, 25)))


def flags():
    return ' '.join(sorted(signal.__name__ for signal, raised in context.flags.items() if raised))


for row in range(400):
    context.prec = random.choice((1, 2, 5, 16, 18, 19, 20, 28, 28, 28, 34, 35, 36, 37, 38, 39, 50, 100))
    context.rounding = random.choice(roundings)
    context.Emax, context.Emin = random.choice(((999999, -999999), (999999, -999999), (50, -50)))
    a, b, d = number(), number(), number()
    context.clear_flags()
    results = [a + b, a - b, a * b, a * a, a / b, +a, -a, a * 3, 7 - a]
    results.append(flags())
    results += [a // b, a % b, a.fma(b, d), a.quantize(b), a.normalize(), a.compare(b), a == b, a < b, a >= a * 1, max(a, b), a.scaleb(3), a.next_plus(), a.sqrt()]
    results += [hash(a), a.as_tuple(), a.adjusted(), a.to_integral_value(), a.logical_invert(), a.shift(3), int(a), float(a)]
    results += [f'{a:.3f}', f'{b:12,.2f}', f'{a:.0f}', f'{b:30.10f}', f'{a:.5e}', f'{b:g}', f'{a:,}']
    if row < 20:
        print(a, b, *results)
    print(row, zlib.crc32(repr(results).encode()), flags())

context.prec, context.rounding, context.Emax, context.Emin = 28, ROUND_HALF_EVEN, 999999, -999999
for base in '0.5', '-1.20', '3', '1000', '99999999', '-12345678901234567890':
    print([Decimal(base) ** n for n in (1, 2, 3, 4, 7)])
for text in ' 1.5 ', '1_000', '\t2\n', '_1', '1_', '\x1f3', ' -inf ', '1e5_0', 'nan 1', '':
    try:
        print(repr(text), Decimal(text))
    except InvalidOperation as e:
        print(repr(text), 'invalid')
print(Decimal(), Decimal('NaN') == 1, Decimal(1) == True, Decimal(2) > 1.5, Decimal('-0') == 0, Decimal('1e500') > 1)
