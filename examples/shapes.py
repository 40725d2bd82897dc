"""Classes, properties, pattern matching and exceptions."""

import math


class Shape:
    name = "shape"

    @property
    def area(self):
        raise NotImplementedError(f"{self.name} has no area")

    def __lt__(self, other):
        return self.area < other.area


class Circle(Shape):
    name = "circle"
    __match_args__ = ("radius",)

    def __init__(self, radius):
        self.radius = radius

    @property
    def area(self):
        return math.pi * self.radius ** 2


class Rectangle(Shape):
    name = "rectangle"
    __match_args__ = ("width", "height")

    def __init__(self, width, height):
        self.width = width
        self.height = height

    @property
    def area(self):
        return self.width * self.height


def describe(shape):
    match shape:
        case Circle(r):
            return f"a circle of radius {r}"
        case Rectangle(w, h) if w == h:
            return f"a square of side {w}"
        case Rectangle(w, h):
            return f"a rectangle of {w} by {h}"
        case _:
            return f"some {shape.name}"


shapes = [Circle(1), Rectangle(2, 2), Rectangle(1, 0.5), Shape()]
for shape in shapes:
    try:
        print(f"{describe(shape):<25} area {shape.area:8.3f}")
    except NotImplementedError as error:
        print(f"{describe(shape):<25} {error}")
print("largest:", describe(max(shapes[:3])))
