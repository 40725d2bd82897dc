class A: pass
class A(): "doc"
class A(B, *C, metaclass=D, **E): a = 1
@a
@b
class A(B):
    """Doc
       string."""
    x: int
    y: str = ""
    if z:
        w: int = 1
    for q in r: v: int
    __slots__ = ()
    def __init__(self):
        self.b = 1
        self.a, self.c = 1, 2
        self.d += 1
        self.__private = __other
        self.__dunder__ = super().__init__()
        other.e = 3
        def inner(): self.f = 4
    def m(self, __x, *, __y=1):
        super().m()
        super(A, self).m(1, k=2)
        super().attribute
        super(A, self).attribute
        super().__class__
        super(*a).b
        super(a=1).b
        x = super
        return __class__
    def n(): return super().n
    def o(this, /): return super().o()
    @staticmethod
    def p(*args): super().p()
    import __private
    import __p.q as r, s.__t as __u
    from __p import __q
    a = [x for x in y if __class__]
    b = [__class__ for x in x]
    c = {a: b for a in c for b in a}
    d = (x for x in y)
    lambda: __z
    class __Inner:
        self.static = 1
        __deep = 1
        def f(self): self.__g = 1
def f():
    class A:
        x = x
        global y
        y = 1
        nonlocal_ = [x for _ in x]
        def g(self): return x
    global B
    class B:
        def f(self): pass
        class C: pass
    x = 1
