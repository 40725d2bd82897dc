"""Arguments of *args, **keywords and keyword-only parameters, lists of arguments, properties and class methods, in functions and generators."""
def f(*a, **k): return a, k
def g(a, b, c=3): return a, b, c
x=(1,2); l=[4,5]
print(f(*x, 3), f(*l, *x), f(0, *l, z=1), f(*x, **{'q':1}), g(*x), g(*l, 9), g(1, *[2]), f(*range(3), 7), f(*'ab', *l))
print(max(*l, 10), "{} {}".format(*x, 3), dict(*[[(1,2)]]), int(*['7']))
class C:
    def __init__(self, *a, k=0): self.a=a; self.k=k
    def m(self, *a): return a
c=C(*x, 9, k=2); print(c.a, c.k, c.m(*l, 1))
try: g(*x, *l)
except TypeError as e: print(e)
try: f(*5)
except TypeError as e: print(e)
try: f(1, *5, 6)
except TypeError as e: print(e)
def it():
    yield 1; yield 2
print(f(*it(), 3), [f(*x, i) for i in l], sum(g(*x, i)[2] for i in l))
def deco(fn):
    def w(*a, **k): return fn(*a, 'x', **k)
    return w
print(deco(f)(1, b=2), deco(g)(5), list(deco(f)(i, q=i) for i in range(2)))
def kw(a, b=2, *, c, d=4): return a,b,c,d
print(kw(1,c=3), kw(b=1,a=0,c=9,d=8), list(kw(i,c=i) for i in range(2)))
for bad in (lambda: kw(1), lambda: kw(1,2,3,c=1), lambda: kw(c=1), lambda: kw(1,a=2,c=1), lambda: kw(1,c=1,e=2), lambda: f(**{1:2}), lambda: list(kw(i) for i in l)):
    try: print(bad())
    except TypeError as e: print(e)
def many(*a): return len(a)
print(many(*range(5000)), many(*list(range(3000)), 1), sum(many(*range(i)) for i in range(100)))
def rec(n, *a, **k): return 0 if n==0 else 1+rec(n-1, *a, n, **k)
print(rec(200, z=1))
class P:
    x = property(lambda s: s._x, lambda s, v: s.__dict__.__setitem__('_x', v))
    @property
    def bad(self): raise AttributeError('inner')
    @property
    def gen(self): yield 1
    @classmethod
    def cm(cls, *a): return cls.__name__, a
class Q(P): pass
p=P(); q=Q()
for o in (p,q,p,q):
    o.x=3; print(o.x, list(o.gen), o.cm(1), type(o).cm(2))
    try: o.bad
    except AttributeError as e: print(e)
    try: o.bad = 1
    except AttributeError as e: print(e)
def loop():
    t=0
    for i in range(50):
        q.x = i; t += q.x + len(P.cm(i)[1])
    return t
print(loop()); P.x = property(lambda s: 100); 
try: print(loop())
except AttributeError as e: print(e)
P.cm = classmethod(lambda cls, a: ('new', (a,a))); P.x = property(lambda s: 1, lambda s,v: None); print(loop())
def gx():
    for i in range(30): yield q.x
print(sum(gx()))
