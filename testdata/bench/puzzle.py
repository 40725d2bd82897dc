"""A rectangle covered with pentominoes: bit masks, recursion, lists of tuples."""

WIDTH, HEIGHT = 5, 8
SHAPES = [
    [(0, 0), (1, 0), (2, 0), (3, 0), (4, 0)],
    [(0, 0), (1, 0), (2, 0), (3, 0), (3, 1)],
    [(0, 0), (1, 0), (1, 1), (2, 1), (2, 2)],
    [(0, 0), (0, 1), (1, 1), (2, 1), (2, 0)],
    [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1)],
    [(0, 0), (1, 0), (2, 0), (0, 1), (0, 2)],
    [(0, 0), (1, 0), (2, 0), (1, 1), (1, 2)],
    [(0, 0), (1, 0), (1, 1), (2, 1), (3, 1)],
]


def orientations(shape):
    seen = set()
    for flip in (False, True):
        cells = [(x, -y) if flip else (x, y) for x, y in shape]
        for _ in range(4):
            cells = [(y, -x) for x, y in cells]
            left, top = min(x for x, _ in cells), min(y for _, y in cells)
            seen.add(tuple(sorted((y - top, x - left) for x, y in cells)))
    return sorted(seen)


def placements():
    out = [[[] for _ in SHAPES] for _ in range(WIDTH * HEIGHT)]
    for number, shape in enumerate(SHAPES):
        for cells in orientations(shape):
            for dy in range(HEIGHT):
                for dx in range(WIDTH):
                    moved = [(y + dy, x + dx) for y, x in cells]
                    if all(y < HEIGHT and x < WIDTH for y, x in moved):
                        mask = sum(1 << (y * WIDTH + x) for y, x in moved)
                        out[(mask & -mask).bit_length() - 1][number].append(mask)
    return out


FULL = (1 << WIDTH * HEIGHT) - 1
PLACES = placements()
nodes = 0


def solve(board, free):
    global nodes
    if board == FULL:
        return 1
    nodes += 1
    rest = ~board
    cell = (rest & -rest).bit_length() - 1
    found = 0
    for number in free:
        for mask in PLACES[cell][number]:
            if not board & mask:
                found += solve(board | mask, [k for k in free if k != number])
    return found


print(solve(0, list(range(len(SHAPES)))), nodes)
