"""Attributes of classes whose metaclass is a program's, and methods of ints, which instructions cache."""
class M(type):
    def __call__(cls, *a): return super().__call__(*a)
    z='meta z'
    def mm(cls): return 'mm'
class A(metaclass=M):
    x=1
    @staticmethod
    def s(): return 's'
    @classmethod
    def c(cls): return cls.__name__
    def f(self): return 'f'
def get(c): return c.x
def getz(c): return c.z
def callc(c): return c.c(), c.s(), c.mm()
for _ in range(4): print(get(A), getz(A), callc(A))
A.x=2; print(get(A))
M.x=property(lambda c: 'data descr'); print(get(A)); del M.x; print(get(A))
A.z='own z'; print(getz(A)); del A.z; print(getz(A))
M.z=5; print(getz(A))
M.mm=lambda c: 'mm2'; print(callc(A))
A.mm=staticmethod(lambda: 'amm'); print(callc(A))
M.__getattribute__=lambda c,n: 'all '+n
print(get(A), getz(A))
del M.__getattribute__
print(get(A), getz(A))
class B(A): x=7
print([get(k) for k in (A,B,A,B)])
import abc, enum
class C(abc.ABC):
    k=3
print([C.k for _ in range(3)])
class E(enum.Enum): R=1; G=2
def r(): return E.R
print([r() for _ in range(3)])
try: E.R=5
except AttributeError as e: print(e)
def bl(n): return n.bit_length()
print([bl(n) for n in (1,2,3,2**70,True,5)], [n.conjugate() for n in (1,1.5,True)])
class I(int):
    def bit_length(self): return 'mine'
print([bl(n) for n in (1,I(2),3)])
