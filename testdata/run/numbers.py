# Integers, floats, complex numbers: arithmetic, limits, comparisons, conversions.
print(2**64, -2**63, 2**63 - 1 + 1, (2**63) * 2, 9223372036854775807 + 1, -9223372036854775808 - 1, 3037000500 * 3037000500)
print(7 // -2, -7 // 2, 7 % -3, 7.5 % 2, -7.5 // 2, divmod(7, -2), 2**0.5, 2**-2, (-8) ** (1 / 3))
print(1 << 100, 2**100 >> 90, ~7, -8 >> 1, 6 & 3, 6 | 3, 6 ^ 3, -1 & 255, True + True, True * 3.5)
print(10**30 // 7**5, 10**30 % 97, -10**30 // 7, (10**30).bit_length(), pow(3, 1000, 10**9 + 7), pow(3, -1, 7))
print(1 == 1.0, 2**53 == 2.0**53, 2**53 + 1 == 2.0**53, 1 < 1.5, 10**400 > 1e308, float("inf") > 10**400, hash(1) == hash(1.0), 0.1 + 0.2 == 0.3)
print(int(1e18), int(-2.9), float(2**60), 5 / 2, 4 / 2, 10**25 / 10**24, 1e308 * 10, -1e308 * 10)
print((1 + 2j) * (3 - 1j), (1 + 2j) / (1 - 1j), abs(3 + 4j), (2j) ** 2, complex(1, -0.0), 1j.conjugate(), (1 + 2j).real)
print(round(2.5), round(3.5), round(-2.5), round(2.567, 1), round(15, -1), round(25, -1), 1.0.is_integer(), (0.5).as_integer_ratio(), (12).bit_count(), (255).to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "little"))
print(0x1F, 0b11, 0o17, 1_000_000, 1e3, .5, 5., 1e-5, 123e5, 0xFFFFFFFFFFFFFFFFFFFF)
print(max(1, 2.5), min(True, 0), sum([1, 2.5, 3]), sum([0.1] * 10), abs(-5), abs(-5.5))
for bad in (lambda: 1 / 0, lambda: 1 % 0, lambda: 1.0 // 0, lambda: 0**-1, lambda: 1 << -1, lambda: int("9" * 5000), lambda: float("x"), lambda: 10**400 * 1.0, lambda: 2.0**10000, lambda: int(float("nan")), lambda: int(float("inf")), lambda: 1 @ 2, lambda: -"a", lambda: 1j < 2j, lambda: pow(2, 3, 0)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
n = 1
for i in range(1, 60):
    n *= i
print(n, len(str(n)), n % 1000007)
x = 0.0
for i in range(100):
    x += 0.1
print(x, x == 10.0, f"{x:.20f}", float.hex(x), float.fromhex("0x1.8p3"))
total = 0
for i in range(10000):
    total += i * i if i % 2 else -i
print(total)
a, b = 1, 1
while b < 10**40:
    a, b = b, a + b
print(b)
