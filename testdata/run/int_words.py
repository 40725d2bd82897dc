# Ints of several words: bytes of them, squares, and quotients and rests of smaller ones; logarithms of one.
import math
import random

sizes = 0, 1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 64, 100
for size in sizes:
    data = bytes((i * 37 + size) % 256 for i in range(size))
    for text in data, data[:-1] + b'\xff', b'\x80' + data[1:], b'\xff' * size, bytes(size):
        for order in 'little', 'big':
            for signed in False, True:
                n = int.from_bytes(text, order, signed=signed)
                assert n.to_bytes(max(len(text), 1), order, signed=signed).strip(b'\0') == text.strip(b'\0'), (text, order, signed)
                print(n, end=' ')
    print()
for n in -2 ** 127, -2 ** 64 - 1, -2 ** 63, -1, 2 ** 63, 2 ** 64, 2 ** 100 - 1, 3 ** 90:
    print([n.to_bytes(width, order, signed=True).hex() for order in ('little', 'big') for width in (19, 24, 31)])
numbers = 0, 1, 5, 2 ** 63 - 1, 2 ** 63, 2 ** 64, 3 ** 60, 3 ** 90, 7 ** 200
for a in numbers:
    for b in numbers[4:]:
        for x, y in (a, b), (-a, b), (a, -b), (-a, -b), (b, a or 1):
            assert x == x // y * y + x % y and (x // y, x % y) == divmod(x, y)
            print(x // y, x % y, end=' ')
    print(a ** 2, (-a) ** 2, pow(a, 2, 1000007))
print(True ** 2, type(True ** 2), (2 ** 63) % 2 ** 63, -2 ** 63 % 2 ** 64, True % 2 ** 70)
print(math.log(1), math.log(1.0), math.log10(1), math.log10(2), math.log10(1024), math.log10(0.5), math.log(1, 7), math.log2(1))
print(math.isclose(1, 1 + 1e-10), math.isclose(1, 2, abs_tol=1), math.isclose(1, 1.1, rel_tol=0.2), math.isclose(float('nan'), 1))
random.seed(3)
print([random.getrandbits(k) for k in (1, 31, 32, 33, 40, 63, 64, 64, 65, 96, 100)])
