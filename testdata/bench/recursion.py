"""Deep and wide recursion: Ackermann, Takeuchi, Hanoi, Collatz with a memo, deep lists."""

import sys

sys.setrecursionlimit(20000)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def takeuchi(x, y, z):
    if y >= x:
        return z
    return takeuchi(takeuchi(x - 1, y, z), takeuchi(y - 1, z, x), takeuchi(z - 1, x, y))


def hanoi(n, a, b, c):
    if n == 0:
        return 0
    return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)


def collatz(n, memo={1: 1}):
    if n not in memo:
        memo[n] = 1 + collatz(3 * n + 1 if n & 1 else n // 2)
    return memo[n]


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


def mix(n, *rest, step=1, **options):
    return 0 if n <= 0 else 1 + mix(n - step, *rest, step=step, **options)


print(ackermann(2, 300), takeuchi(16, 10, 5), hanoi(16, 'a', 'b', 'c'))
print(max(range(1, 60000), key=collatz), sum(even(9000) for _ in range(40)))
print(sum(mix(150, 1, 2, step=1, flag=True) for _ in range(300)))
