"""Products of matrices as lists of lists, and elimination: nested loops, zip, float and int arithmetic."""


def product(a, b):
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


def loops(a, b):
    n, m, p = len(a), len(b), len(b[0])
    out = [[0] * p for _ in range(n)]
    for i in range(n):
        for j in range(p):
            total = 0
            for k in range(m):
                total += a[i][k] * b[k][j]
            out[i][j] = total
    return out


def determinant(a):
    a = [row[:] for row in a]
    det = 1.0
    for i in range(len(a)):
        pivot = max(range(i, len(a)), key=lambda r: abs(a[r][i]))
        if a[pivot][i] == 0:
            return 0.0
        if pivot != i:
            a[i], a[pivot] = a[pivot], a[i]
            det = -det
        det *= a[i][i]
        for r in range(i + 1, len(a)):
            factor = a[r][i] / a[i][i]
            for c in range(i, len(a)):
                a[r][c] -= factor * a[i][c]
    return det


N = 90
ints = [[(i * j + i + 3) % 17 for j in range(N)] for i in range(N)]
floats = [[((i * 31 + j * 17) % 23) / 7 + (i == j) for j in range(N)] for i in range(N)]
print(sum(map(sum, product(ints, ints))))
print(sum(map(sum, loops(ints, ints))))
print(f'{sum(map(sum, loops(floats, floats))):.6f} {determinant(floats):.6e}')
