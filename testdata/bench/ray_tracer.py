"""Spheres on a plane, traced ray by ray: objects of floats with operator methods."""


class Vector:
    def __init__(self, x, y, z):
        self.x, self.y, self.z = x, y, z

    def __add__(self, o):
        return Vector(self.x + o.x, self.y + o.y, self.z + o.z)

    def __sub__(self, o):
        return Vector(self.x - o.x, self.y - o.y, self.z - o.z)

    def __mul__(self, k):
        return Vector(self.x * k, self.y * k, self.z * k)

    def dot(self, o):
        return self.x * o.x + self.y * o.y + self.z * o.z

    def unit(self):
        return self * (1.0 / self.dot(self) ** 0.5)


class Sphere:
    def __init__(self, center, radius, shade):
        self.center, self.radius, self.shade = center, radius, shade

    def hit(self, origin, direction):
        to = origin - self.center
        b = to.dot(direction)
        d = b * b - to.dot(to) + self.radius * self.radius
        if d < 0:
            return None
        t = -b - d ** 0.5
        return t if t > 1e-4 else None

    def normal(self, point):
        return (point - self.center).unit()


class Plane:
    shade = 0.5

    def hit(self, origin, direction):
        if abs(direction.y) < 1e-9:
            return None
        t = (-1 - origin.y) / direction.y
        return t if t > 1e-4 else None

    def normal(self, point):
        return Vector(0.0, 1.0, 0.0)


LIGHT = Vector(-3.0, 5.0, -4.0)
SCENE = [Sphere(Vector(-1.2, 0.0, 4.0), 1.0, 0.8), Sphere(Vector(1.2, 0.2, 5.0), 1.2, 0.6), Plane()]


def nearest(origin, direction):
    best, found = 1e30, None
    for thing in SCENE:
        t = thing.hit(origin, direction)
        if t is not None and t < best:
            best, found = t, thing
    return best, found


def trace(origin, direction, depth=0):
    t, thing = nearest(origin, direction)
    if thing is None:
        return 0.1
    point = origin + direction * t
    normal = thing.normal(point)
    to_light = (LIGHT - point).unit()
    light = max(0.0, normal.dot(to_light))
    if light and nearest(point, to_light)[1] is not None:
        light = 0.0
    color = thing.shade * (0.1 + 0.9 * light)
    if depth < 2:
        color = 0.7 * color + 0.3 * trace(point, direction - normal * (2 * normal.dot(direction)), depth + 1)
    return color


W = H = 64
total = 0
lines = []
for j in range(H):
    line = ''
    for i in range(W):
        color = trace(Vector(0.0, 0.5, -3.0), Vector((i - W / 2) / W, (H / 2 - j) / H, 1.0).unit())
        total += color
        line += ' .:-=+*#%@'[min(9, int(color * 10))]
    lines.append(line)
print('\n'.join(lines[::8]))
print(f'{total:.6f}')
