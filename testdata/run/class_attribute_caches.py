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

# Methods of built-in classes, found on the class: by the class itself, a subclass, one that gets a method of its own later, a metaclass that does.
class L(list):
    pass
class Meta(type):
    pass
class M(list, metaclass=Meta):
    pass
def on_class(c, x):
    return c.append(x, 5), c.__len__(x), c.__getitem__(x, 0), c.__new__(c), c.__class_getitem__(int), c.index
def text(c):
    try:
        return str(on_class(c, [7])).split(' at 0x')[0]
    except Exception as e:
        return type(e).__name__, str(e)
for i in range(6):
    print([text(c) for c in (list, L, M, L, list)])
    if i == 1:
        L.append = lambda x, y: ('own append', y)
    if i == 2:
        del L.append
        Meta.append = property(lambda c: lambda x, y: ('of the metaclass', y))
    if i == 3:
        Meta.__len__ = 5
        M.__getitem__ = None
    if i == 4:
        L.__len__ = staticmethod(lambda x: 'static')
class O:
    def __setattr__(self, name, value): object.__setattr__(self, name, value * 2)
    def __getattribute__(self, name): return object.__getattribute__(self, name) + 1
for i in range(3):
    o = O(); o.x = i; print(o.x, list.append is list.append, object.__init__ is object.__init__, dict.get, str.__len__)
def wrong(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e)
for i in range(3):
    print(wrong(lambda: dict.get([], 1)), wrong(lambda: list.append()), wrong(lambda: int.__add__(1, 2)), wrong(lambda: int.__add__('a', 2)), wrong(lambda: str.upper(5)), wrong(lambda: str.upper('a')))
