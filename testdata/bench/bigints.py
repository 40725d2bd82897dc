"""Ints beyond the machine's: digits of pi and e, Fibonacci, primality, modular powers, conversions."""


def pi_digits():
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    while True:
        if 4 * q + r - t < m * t:
            yield m
            q, r, m = 10 * q, 10 * (r - m * t), 10 * (3 * q + r) // t - 10 * m
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def probable_prime(n):
    d, s = n - 1, 0
    while d % 2 == 0:
        d //= 2
        s += 1
    for a in (2, 3, 5, 7, 11, 13):
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def root(n):
    x = 1 << (n.bit_length() + 1) // 2
    while True:
        y = (x + n // x) // 2
        if y >= x:
            return x
        x = y


digits = pi_digits()
print(''.join(str(next(digits)) for _ in range(450)))
print(fibonacci(12000) % 10 ** 20, len(str(fibonacci(9000))))
print([n for n in range(2 ** 89 - 400, 2 ** 89 + 400, 2) if probable_prime(n | 1)][:3])
print(root(10 ** 400) == 10 ** 200, sum(int(c) for c in str(3 ** 5000)), int('7' * 2000) % 1000003)
checksum = 0
for i in range(60000):
    checksum = (checksum * 6364136223846793005 + i) & (1 << 96) - 1
    checksum ^= checksum >> 37
print(hex(checksum), f'{2 ** 200:,}')
