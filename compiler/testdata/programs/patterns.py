match a:
    case 1: b
match a:
    case 1 | "x" | -1 | 1 + 2j | -1.5 - 2j | None | True | b.c: d
    case x if e: f
    case _: g
match a:
    case []: b
    case [x]: c
    case [x, y, *_]: c
    case [x, *y]: d
    case [*_, x, _]: e
    case [*_]: f
    case (_, _): g
    case [1, [x, 2], *rest, {"k": y}]: h
match a:
    case {}: b
    case {"a": 1, b.c: x, -1: y}: c
    case {"a": _, **rest}: d
    case {**rest}: e
match a:
    case A(): b
    case A(x, _, 1, y=z, w=_): c
    case A.B(x) | C(x): d
    case A(x=[y, *z]) as w: e
match a:
    case [x, y] | [y, x]: b
    case [x, y, z] | {"a": z, "b": [y], "c": x} | A(y, z=z, x=x): c
    case (x, ([y, 1] | [2, y])) if x: d
match a, b:
    case (x as y), (1 as z): c
    case x, *y: d
    case w: e
match a:
    case _ if b: c
match a:
    case b: c
match (a):
    case (
        1
    ): pass
def f(a):
    match a:
        case [x, 1]:
            return x
        case {"k": v} if v:
            return
