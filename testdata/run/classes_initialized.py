# Classes called with keywords and as cls(*args, **keywords): __init__ in Python, behind __new__ of several kinds.
class A:
    def __init__(self, x, y=2, *r, k=1, **kw): self.v = (x, y, r, k, kw)
class B(A):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
class E(Exception):
    def __init__(self, a, code=0): self.code = code; super().__init__(a)
class E2(Exception): pass
class S:
    __slots__ = ('a', 'b')
    def __init__(self, a, b=3): self.a = a; self.b = b
class Bad:
    def __init__(self, x=1): return x
class N:
    def __new__(cls, *a, **k):
        self = super().__new__(cls); self.n = (a, k); return self
    def __init__(self, x, y=0): self.x = x, y
class L(list):
    def __init__(self, *a, tag=None): super().__init__(*a); self.tag = tag
class M(type):
    def __call__(cls, *a, **k): return cls.__name__, super().__call__(*a, **k).v
class C(A, metaclass=M): pass
def t(f):
    try: r = f(); return getattr(r, 'v', None) or getattr(r, '__dict__', r), type(r).__name__
    except Exception as e: return type(e).__name__, str(e), getattr(e, 'code', None)
def make(cls, *a, **k): return cls(*a, **k)
for i in range(3):
    for f in (lambda: A(1, y=3), lambda: A(x=1), lambda: A(1, z=3), lambda: A(y=1), lambda: A(1, x=2), lambda: A(1, 2, 3, k=4, w=5), lambda: make(A, 1), lambda: make(A, 1, 2, 3, k=3, q=1), lambda: make(A), lambda: make(A, *range(30)),
      lambda: make(B, 1, y=2), lambda: B(1, k=2), lambda: B(**{'x': 1}), lambda: E('a', code=2), lambda: make(E, 'a', code=3), lambda: make(E, 'a'), lambda: E(a=1), lambda: E(b=1), lambda: E2(a=1), lambda: make(E2, a=1), lambda: make(E2, 1),
      lambda: (S(1, b=2).b, make(S, 1).b, make(S, a=5).a), lambda: S(b=1), lambda: Bad(x=1), lambda: Bad(x=None), lambda: make(Bad), lambda: make(Bad, None), lambda: make(Bad, x=4),
      lambda: N(1, y=2), lambda: make(N, 1), lambda: make(N, 1, y=3), lambda: L([1], tag=2), lambda: make(L, [1], tag=3), lambda: C(1, y=2), lambda: make(C, 1), lambda: make(C, 1, k=2), lambda: make(object, 1), lambda: make(int, '11', base=2), lambda: make(dict, a=1)):
        print(t(f))
def gen():
    yield t(lambda: A(1, y=3)); yield A(1, y=4).v; yield A(*(1, 2)).v; yield A(*(1,), y=5).v; yield make(A, 1).v; yield S(1, b=2).b; yield E(1, code=3).code
print(list(gen()))
