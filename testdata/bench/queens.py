"""The n queens: with generators and sets, and with bits."""


def place(n, row=0, columns=frozenset(), up=frozenset(), down=frozenset()):
    if row == n:
        yield ()
        return
    for column in range(n):
        if column in columns or row + column in up or row - column in down:
            continue
        for rest in place(n, row + 1, columns | {column}, up | {row + column}, down | {row - column}):
            yield (column,) + rest


def count(n, columns=0, left=0, right=0):
    full = (1 << n) - 1
    if columns == full:
        return 1
    total = 0
    free = full & ~(columns | left | right)
    while free:
        bit = free & -free
        free ^= bit
        total += count(n, columns | bit, (left | bit) << 1, (right | bit) >> 1)
    return total


solutions = list(place(8))
print(len(solutions), solutions[0], solutions[-1])
print(count(9))
