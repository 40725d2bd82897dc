"""doc"""
a: int
b: int = 1
(c): int
d.e: int
d.f: int = 2
g[h]: int
g[h:i, j]: int = 3
if k:
    l: int
def f(a: x, b: y = 1) -> z:
    c: w = 1
    d: v
class A:
    a: int
    __b: str = ""
    if c:
        d: int
    with e: f: int
    try: g: int
    finally: h: int
    i: [a for a in b]
    def m(self, __x: __y) -> a: pass
    j: lambda: a
def g():
    class B:
        a: x
        def m(self) -> a: return x
    x = 1
