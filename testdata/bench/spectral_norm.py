"""The spectral norm of an infinite matrix: generator expressions, float division, calls."""


def element(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(u):
    return [sum(element(i, j) * x for j, x in enumerate(u)) for i in range(len(u))]


def transposed_times(u):
    return [sum(element(j, i) * x for j, x in enumerate(u)) for i in range(len(u))]


u = [1.0] * 130
for _ in range(6):
    v = transposed_times(times(u))
    u = transposed_times(times(v))
vbv = sum(a * b for a, b in zip(u, v))
vv = sum(b * b for b in v)
print(f'{(vbv / vv) ** 0.5:.9f}')
