"""Sudoku by constraint propagation and search: strings, dicts, sets, generators."""

DIGITS = '123456789'
ROWS, COLUMNS = 'ABCDEFGHI', DIGITS
SQUARES = [r + c for r in ROWS for c in COLUMNS]
UNITS = ([[r + c for c in COLUMNS] for r in ROWS] + [[r + c for r in ROWS] for c in COLUMNS]
         + [[r + c for r in rs for c in cs] for rs in ('ABC', 'DEF', 'GHI') for cs in ('123', '456', '789')])
UNITS_OF = {s: [u for u in UNITS if s in u] for s in SQUARES}
PEERS = {s: set(sum(UNITS_OF[s], [])) - {s} for s in SQUARES}


def assign(values, square, digit):
    others = values[square].replace(digit, '')
    return values if all(eliminate(values, square, d) for d in others) else None


def eliminate(values, square, digit):
    if digit not in values[square]:
        return values
    values[square] = values[square].replace(digit, '')
    if not values[square]:
        return None
    if len(values[square]) == 1:
        last = values[square]
        if not all(eliminate(values, peer, last) for peer in PEERS[square]):
            return None
    for unit in UNITS_OF[square]:
        places = [s for s in unit if digit in values[s]]
        if not places:
            return None
        if len(places) == 1 and not assign(values, places[0], digit):
            return None
    return values


def search(values):
    if values is None:
        return None
    if all(len(values[s]) == 1 for s in SQUARES):
        return values
    _, square = min((len(values[s]), s) for s in SQUARES if len(values[s]) > 1)
    for digit in values[square]:
        found = search(assign(values.copy(), square, digit))
        if found:
            return found
    return None


def solve(grid):
    values = dict.fromkeys(SQUARES, DIGITS)
    for square, digit in zip(SQUARES, grid):
        if digit in DIGITS and not assign(values, square, digit):
            return None
    return search(values)


for grid in ('4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......',
             '..............3.85..1.2.......5.7.....4...1...9.......5......73..2.1........4...9'[:81],
             '52...6.........7.13...........4..8..6......5...........418.........3..2...87.....')[::2]:
    for _ in range(3):
        solution = solve(grid)
    print(''.join(solution[s] for s in SQUARES))
