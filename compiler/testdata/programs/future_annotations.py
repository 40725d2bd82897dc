"""doc"""
from __future__ import annotations
a: int
b: list[int, *x] = 1
(c): int
d.e: int
def f(a: x, *b: *y, c: lambda *z: 0 = 1) -> "z": d: w = 1
class A:
    a: int | None
    if c:
        __d: int
    def m(self, __x: __y): pass
    def g[T](self: T): pass
