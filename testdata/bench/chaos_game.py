"""Points that jump towards the corners of a triangle: a small generator of random numbers, classes with operators."""


class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 1103515245 + 12345) & 0x7FFFFFFF
        return (self.state >> 8) % n


class Point:
    __slots__ = ('x', 'y')

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __mul__(self, factor):
        return Point(self.x * factor, self.y * factor)

    def cell(self, size):
        return int(self.x * size), int(self.y * size)


random = Random(42)
corners = [Point(0.0, 0.0), Point(1.0, 0.0), Point(0.5, 0.99)]
at = Point(0.3, 0.3)
hits = {}
for _ in range(200000):
    at = (at + corners[random.below(3)]) * 0.5
    cell = at.cell(40)
    hits[cell] = hits.get(cell, 0) + 1
print(len(hits), max(hits.values()), sorted(hits)[:3])
