# Powers of decimals, remainders and digits of ints of a few words, roots, marshalled values, short compressed streams.
import bz2
import lzma
import marshal
import math
import random
from decimal import MAX_EMAX, MIN_EMIN, Decimal, localcontext

r = random.Random(11)

for precision in 9, 16, 28, 40:
    with localcontext() as context:
        context.prec = precision
        for base in '1.0041666666666666', '123.45', '-7.25', '0.00098765432109876543210987654321':
            print(*(Decimal(base) ** n for n in (-360, -31, -3, 7, 100, 999)))
for spec in '', '>14,.2f', '>8.1f', '>.3f', '>', '<12.2f', '012.2f':
    print(repr(format(Decimal('-12345.6789'), spec)), repr(format(Decimal('1E+5'), spec)))
for spec in '>012.2f', '*<05':
    try:
        format(Decimal(1), spec)
    except ValueError as e:
        print(e)

for _ in range(3000):
    a, b = r.getrandbits(r.randrange(1, 256)) - (1 << r.randrange(255)), r.getrandbits(r.randrange(1, 256)) + 1
    q, m = a // b, a % b
    assert 0 <= m < b and q * b + m == a, (a, b)
for a, b in (2**192, 2**128 - 1), (2**255 - 1, 2**127 + 1), ((2**63 << 64) - 1, 2**127 - 2**64), (-2**254, 2**127 - 1), (-2**128, 2**128 + 1):
    print(a // b, a % b, (a * 3 + 1) % b)

for base in 2, 4, 8, 16, 32:
    text = ''.join(r.choice('0123456789abcdefghijklmnopqrstuv'[:base]) for _ in range(150))
    n = int(text, base)
    assert n == int(text.upper(), base) == sum(int(c, 36) * base ** i for i, c in enumerate(reversed(text)))
    print(n)
for bits in 100, 127, 128, 129, 500, 1001, 5000:
    for n in (1 << bits), (1 << bits) - 1, r.getrandbits(bits) ** 2, r.getrandbits(bits) ** 2 - 1, r.getrandbits(bits):
        root = math.isqrt(n)
        assert root * root <= n < (root + 1) ** 2
print(math.isqrt(2 * 10 ** 200))

value = [(i, str(i), i / 4, {'a': i, 'b': 2 ** 80 + i}, None, b'x') for i in range(200)]
for version in range(6):
    assert marshal.loads(marshal.dumps(value + value[:3], version)) == value + value[:3]

for module, decompressor in (bz2, bz2.BZ2Decompressor), (lzma, lzma.LZMADecompressor):
    for data in b'', b'a', bytes(range(256)) * 40, b'\0' * 70000, r.randbytes(5000), b''.join(b'%d %d\n' % (i, i * i) for i in range(9000)):
        packed = module.compress(data)
        assert module.decompress(packed) == data and module.decompress(packed + packed) == data * 2
        for size in 1000, len(packed) // 2 + 1, len(packed):
            d = decompressor()
            parts = [d.decompress(packed[i:i + size]) for i in range(0, len(packed), size)]
            assert b''.join(parts) == data and d.eof and not d.needs_input
        d = decompressor()
        assert d.decompress(packed + b'rest') == data and d.unused_data == b'rest'
        d = decompressor()
        d.decompress(packed[:-2])
        print(d.eof, d.needs_input, end=' ')
        try:
            module.decompress(packed[:-2])
        except (ValueError, lzma.LZMAError) as e:
            print(e)
    d = decompressor()
    try:
        d.decompress(b'no such stream')
    except (OSError, lzma.LZMAError) as e:
        print(type(e).__name__, e)

# The inverse of a power beyond the largest exponent is still a number.
with localcontext(prec=28, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[]):
    for x, n in ('7.123456789012345678901234567E+500000000000000000', -2), ('3E+333333333333333333', -3), ('-7.1234567890123456789012345678E+333333333333333339', -3):
        print(Decimal(x) ** n)
