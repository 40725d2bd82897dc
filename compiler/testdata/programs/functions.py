def f(): pass
def f(a, b=1, /, c=2, *d, e, f=3, **g): return a, b
def f(*, a=1): "doc"
def f():
    """Doc.

        More
      less
    """
    return
def f(a: int, /, b: str = "x", *c: float, d: bytes = b"", **e: complex) -> None: pass
def f(*a: *b): pass
@a
@b.c(d)
def f(): pass
lambda: 0
lambda a, b=1, /, *c, d=2, **e: a
lambda: (yield)
lambda: (yield from a)
def f(x):
    y = 1
    def g(z):
        nonlocal y
        y = x
        del x
        return lambda: (x, y, z, w)
    global w
    w = y
    del w
    return g
def f():
    yield
    x = yield 1
    yield from a
    return x
def f():
    x = 1
    del x
    print(x)
    class A:
        x
        def g(self): return x, __class__
    return locals()
def f(a, a2=lambda b=c: d): import a.b; from c import d; return a
def f():
    def __annotate__(): pass
    a: int
    b: int = 1
    (c): int = 2
    d.e: int = 3
    f[g]: int
    f[g:h, i]: int
def f(a, b):
    a, b = b, a
    return a, b
