"""The game of life: on a set of cells, and on lists."""


def step(cells):
    counts = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    at = (x + dx, y + dy)
                    counts[at] = counts.get(at, 0) + 1
    return {at for at, n in counts.items() if n == 3 or n == 2 and at in cells}


def dense(grid):
    n = len(grid)
    out = []
    for y in range(n):
        above, here, below = grid[y - 1], grid[y], grid[(y + 1) % n]
        row = []
        for x in range(n):
            left, right = x - 1, (x + 1) % n
            around = above[left] + above[x] + above[right] + here[left] + here[right] + below[left] + below[x] + below[right]
            row.append(1 if around == 3 or around == 2 and here[x] else 0)
        out.append(row)
    return out


cells = {(1, 0), (3, 1), (0, 2), (1, 2), (4, 2), (5, 2), (6, 2)}
for _ in range(160):
    cells = step(cells)
print(len(cells), min(cells), max(cells))
grid = [[(x * y + x) % 3 == 0 and 1 or 0 for x in range(64)] for y in range(64)]
for _ in range(50):
    grid = dense(grid)
print(sum(map(sum, grid)))
