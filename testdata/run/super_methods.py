class A:
    def f(self): return 'A'
    @classmethod
    def c(cls): return 'Ac', cls.__name__
    @staticmethod
    def s(): return 'As'
    @property
    def p(self): return 'Ap'
class B(A):
    def f(self): return 'B' + super().f()
    @classmethod
    def c(cls): return 'Bc', super().c()
    @staticmethod
    def s(): return 'Bs' + A.s()
    def ss(self): return super().s()
    @property
    def p(self): return 'Bp' + super().p
    def two(self): return super(B, self).f()
    def odd(self, k): return super(k, self).f()
class M(A):
    def f(self): return 'M' + super().f()
class C(B, M):
    def f(self): return 'C' + super().f()
def run(o):
    for i in range(3):
        try: print(o.f(), o.c(), o.ss(), o.p, o.two(), o.odd(B))
        except Exception as e: print(type(e), e)
        for k in (1, A, int, None, M):
            try: print(o.odd(k))
            except Exception as e: print(type(e).__name__, e)
run(B()); run(C()); run(B())
A.f = lambda self: 'newA'
run(C()); run(B())
B.__bases__ = (M,)
run(B()); run(C())
super = lambda *a: A()
try: print(C().f())
except Exception as e: print(type(e).__name__, e)
del super
print(C().f())
class T(type):
    def __call__(cls, *a): return super().__call__(*a)
class D(metaclass=T):
    def __init__(self, x=0): super().__init__(); self.x = x
print([D(i).x for i in range(5)])
class I(int):
    def __add__(self, o): return I(super().__add__(o))
    def bit_length(self): return super().bit_length() + 1
print([(I(i) + 1, I(i).bit_length()) for i in range(4)])
o = B(); o.f = 5
class E(B):
    def g(self): return super().f()
e = E(); e.f = 5
print([e.g() for i in range(3)])
del B.f
print([e.g() for i in range(3)])
