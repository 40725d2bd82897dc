"""Enumerations and flags: members, values, errors, boundaries."""
from enum import *
import enum
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, getattr(e,'__notes__',''))
def a():
    class C(Enum):
        red='red'; blue=auto()
def b():
    class C(Enum):
        a=auto(); b='x'; c=auto()
def c():
    class C(Enum):
        a=1; b=auto(), auto(); c=auto()
    return [x.value for x in C]
def d():
    class C(Flag):
        a=1; b='x'; c=auto()
def e():
    class C(Enum): a=None; b=auto()
def f():
    class C(Enum): a='b'; b=2; c=auto()
    return list(C)
def g():
    class C(Enum): a=1.5; c=auto()
    return list(C)
def h():
    class C(Enum): a=(1,); c=auto()
    return list(C)
for x in (a,b,c,d,e,f,g,h): t(x)
class S(StrEnum): pass
for a in [(1,),('a','b','c','d'),('a',1),(b'a','ascii'),(b'a','ascii','strict'),(b'a',1),(b'a','ascii',3),('a',)]:
    def f():
        class T(StrEnum): X=a
        return T.X
    t(f)
class Sub(int): pass
class I(IntFlag): A=1;B=2
print(I(Sub(5)), repr(I(8)), repr(I(-1)), ~I.A, repr(I.A|8), I(0))
print(enum.bin(5), enum.bin(-5), enum.bin(5,8), enum.bin(-5,8), enum.bin(0), enum.bin(-1), enum.bin(-1,4))
print(enum.show_flag_values(13)); 
from functools import partial
def f():
    class P(Enum):
        A=partial(int); 
        def m(self): pass
        class N: pass
        B=lambda: 3
    return vars(P).keys(), list(P)
t(f)
t(lambda: I('x')); t(lambda: I(1,2))
class E1(Enum): A=1
t(lambda: E1(2)); t(lambda: E1(1,2)); t(lambda: E1()); t(lambda: E1['B']); t(lambda: E1.B); t(lambda: E1.A.B)
t(lambda: setattr(E1,'A',3)); t(lambda: delattr(E1,'A')); t(lambda: setattr(E1.A,'name',3)); t(lambda: setattr(E1.A,'value',3)); t(lambda: delattr(E1.A,'value'))
t(lambda: Enum('X','a b c')); t(lambda: list(Enum('X','a b c',start=5))); t(lambda: Enum(1)); t(lambda: list(Enum('X',{'a':3})));t(lambda: list(Enum('X',[('a',3)])))
t(lambda: list(Flag('X','a b c',boundary=KEEP)))
print(E1.__members__, E1.A in E1, 1 in E1, 5 in E1, 'x' in E1, [] in E1)
print(E1.A.__reduce_ex__(2), E1.A._sort_order_, E1.A.__objclass__)
t(lambda: E1.A < E1.A)
t(lambda: hash(E1.A)==hash('A'))
print(repr(auto()), auto(3), nonmember(3).value, enum._auto_null, enum._not_given if hasattr(enum,'_not_given') else '')
for c in (UNIQUE, CONTINUOUS, NAMED_FLAGS): print(repr(c), str(c))
def f():
    @verify(UNIQUE)
    class C(Enum): A=1;B=1;D=1
t(f)
def f():
    @unique
    class C(Enum): A=1;B=1;D=1
t(f)
def f():
    @verify(CONTINUOUS)
    class C(IntEnum): A=1;B=4;D=9
t(f)
def f():
    @verify(NAMED_FLAGS)
    class C(Flag): A=1;B=12;D=48
t(f)
def f():
    class C(Enum):
        _order_='A B'
        B=1;A=2
t(f)
def f():
    class C(E1): pass
t(f)
def f():
    class C(Enum): _x_=3
t(f)
def f():
    class C(Enum): A=1;A=2
t(f)
def f():
    class C(Enum): mro=1
t(f)
def f():
    class C(Enum,int): A=1
t(f)


print(E1.__call__, E1.__doc__, Enum.__doc__ is None)
class St(Flag): A=1;B=2;C=4
t(lambda: St(8)); t(lambda: St(-9)); t(lambda: St.A|1); t(lambda: St.A in 3); t(lambda: 3 in St.A); print(8 in St, 3 in St, 'x' in St if 0 else '')
print(list(St.A|St.C), len(St.A|St.C), St.A^St.B, bool(St(0)), St(7).name, St(0).name, St(3).value, St.A.__contains__(St(0)))
class W(Flag, boundary=CONFORM): A=1;B=4
print(W(7), W(-1), ~W.A)
class Z(Flag, boundary=EJECT): A=1;B=4
print(Z(7), repr(Z(5)), ~Z.A)
class K(Flag, boundary=KEEP): A=1;B=4
print(K(7), repr(K(15)), ~K.A, K(-1))
