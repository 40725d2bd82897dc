# Cached properties of all kinds of instances.
from functools import cached_property
class A:
    n = 0
    @cached_property
    def p(self):
        self.n += 1
        return self.n
    @cached_property
    def bad(self): raise ValueError('bad')
    @cached_property
    def attr(self): raise AttributeError('inner')
    @cached_property
    def ni(self):
        self.n += 1
        return NotImplemented
a = A()
print(a.p, a.p, a.__dict__, a.p)
del a.p
print(a.p, a.__dict__)
a.p = 7
print(a.p, vars(a))
for n in 'bad', 'attr', 'bad':
    try: print(getattr(a, n))
    except Exception as e: print(type(e).__name__, e)
print(a.ni, a.ni, a.n)
b = A()
print(b.ni, b.ni, b.n)
c = A()
c.__dict__['p'] = 'x'
print(c.p)
print(A.p.attrname, A.__dict__['p'].__get__(c), A.__dict__['p'].__get__(b, A))
class S:
    __slots__ = ('x',)
    @cached_property
    def p(self): return 1
class S2:
    __slots__ = ('x', '__dict__')
    @cached_property
    def p(self): return self.x
class D(dict):
    @cached_property
    def p(self): return len(self)
class M(type):
    @cached_property
    def p(cls): return cls.__name__
class WithM(metaclass=M): pass
class SA:
    def __setattr__(self, n, v): raise TypeError('frozen')
    def __getattr__(self, n): return 'got ' + n
    @cached_property
    def p(self): return 5
class G:
    def __getattribute__(self, n): return object.__getattribute__(self, n)
    @cached_property
    def p(self): return 6
class OwnDict:
    __dict__ = {'p': 'class'}
    @cached_property
    def p(self): return 7
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
show(lambda: S().p)
def s2():
    s = S2(); s.x = 3
    return s.p, s.p, s.__dict__
show(s2)
show(lambda: (D(a=1).p, D().p))
show(lambda: WithM.p)
show(lambda: (SA().p, SA().q))
def g():
    x = G()
    return x.p, x.p, x.__dict__
show(g)
show(lambda: OwnDict().p)
class Late: pass
cp = cached_property(lambda self: 1)
Late.q = cp
show(lambda: Late().q)
class Rec:
    @cached_property
    def p(self):
        self.__dict__['p'] = 1
        return 2
r = Rec()
print(r.p, r.p, r.__dict__)
import threading
class Many:
    pass
m = Many()
for i in range(100): setattr(m, f'a{i}', i)
Many.z = cached_property(lambda self: 'z'); Many.z.__set_name__(Many, 'z')
print(m.z, m.z, len(m.__dict__))
