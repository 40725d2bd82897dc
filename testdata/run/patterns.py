# Pattern matching in all its forms.
from math import pi


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


class Const:
    RED = 1


def m(v):
    match v:
        case 0: return "zero"
        case -1 | 1: return "unit"
        case 2.5: return "float"
        case 1 + 2j: return "complex"
        case "s" | b"s": return "text"
        case True: return "true"
        case None: return "none"
        case Const.RED: return "never"
        case []: return "empty"
        case [x]: return f"one {x}"
        case [1, *_, 9]: return "1..9"
        case (a, b) if a == b: return "pair"
        case [a, [b, *c], *d]: return f"nested {a} {b} {c} {d}"
        case {"type": "circle", "r": r}: return f"circle {r * 2}"
        case {"only": _, **rest} if not rest: return "only"
        case {"k": [_, {"deep": deep}]}: return f"deep {deep}"
        case {}: return "mapping"
        case Point(0, 0): return "origin"
        case Point(x=0, y=yy): return f"y={yy}"
        case Point(x, y) as p if x == y: return f"diagonal {p}"
        case Point(): return "point"
        case int(n) if n > 100: return f"big {n}"
        case int() | float() as num: return f"number {num}"
        case str(s): return f"str {s}"
        case [*xs]: return f"list {len(xs)}"
    return "nothing"


for v in (0, 1, -1, 2.5, 1 + 2j, "s", b"s", True, None, [], [5], [1, 2, 9], (4, 4), [1, [2, 3, 4], 5, 6], {"type": "circle", "r": 2}, {"only": 1}, {"only": 1, "x": 2},
          {"k": [0, {"deep": "d"}]}, Point(0, 0), Point(0, 3), Point(2, 2), Point(1, 2), 500, 7, 3.5, "hello", [1, 2, 3], object, range(3), {1, 2}):
    print(repr(v) if v is not object else "object", "->", m(v))


def bind(v):
    match v:
        case {"a": a} | {"b": a}: pass
        case (a, _) | (_, _, a): pass
        case a: pass
    return a


print(bind({"b": 1}), bind((5, 6)), bind((1, 2, 3)), bind("x"))
try:
    match Point(1, 2):
        case Point(1, 2, 3): pass
except TypeError as e:
    print(e)
try:
    match 5:
        case int(1, 2): pass
except TypeError as e:
    print(e)
match = case = type = 1
print(match, case, type)
