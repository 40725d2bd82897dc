# Arguments of all kinds of parameters, bound in the inner loop and beside it, and frames that somebody looks at.
import sys
def f(x, y=2, *a, k=1, **kw): return (x, y, a, k, kw)
def w(*a, **k): return f(*a, **k)
def w2(p, *a, q=5, **k): return f(p, *a, k=q, **k)
def w3(*a): return f(*a)
def w4(*a): return f(0, *a, *a)
def w5(*a, **k): return f(*a, 'x', **k), f(*a, *a)
for args in [(1,), (1,2), (1,2,3,4), tuple(range(30)), tuple(range(100))]:
    print(w(*args)); print(w2(*args)); print(w3(*args)); print(w4(*args)); print(w5(*args))
    print(w(*args, k=3)); print(w2(*args, q=9)); print(w(*args, z=1, k=2))
def g(x, *, a, b=2, c): return x, a, b, c
def tryit(fn, *a, **k):
    try: print(fn(*a, **k))
    except TypeError as e: print('TypeError', e)
for i in range(3):
    tryit(g, 1, a=1, c=3); tryit(g, 1, c=3, a=1); tryit(g, 1); tryit(g); tryit(g, 1, 2, a=1); tryit(g, 1, a=1, x=3); tryit(g, x=1, a=2, b=3, c=4); tryit(g, 1, a=1, c=2, d=4)
    try: print(g(1, a=1, c=3), g(1, a=1, b=7, c=3), g(x=1, a=1, c=2))
    except TypeError as e: print(e)
    for h in (lambda: g(1, a=1), lambda: g(a=1, c=2), lambda: g(1, 2, a=1, c=2), lambda: g(1, x=1, a=1, c=2), lambda: f(), lambda: f(k=3), lambda: f(x=1), lambda: f(y=1), lambda: f(1, x=2), lambda: f(1, 2, y=3), lambda: f(1,2,3,k=4)):
        try: print(h())
        except TypeError as e: print(e)
g.__kwdefaults__['a'] = 10
print(g(1, c=2)); g.__kwdefaults__ = {'c': 1, 'a': 3}
try: print(g(1))
except TypeError as e: print(e)
print(g(1, b=4))
def look(*a, **k): return frame_of(*a, **k)
def frame_of(*a, **k):
    f = sys._getframe(1)
    return f.f_locals, f.f_back.f_code.co_name
print(look(1, 2, 3)); print(look(1, x=2))
def boom(*a): raise KeyError(a)
def wb(*a): return boom(*a)
for n in (0, 1, 5):
    try: wb(*range(n))
    except KeyError as e:
        tb = e.__traceback__
        while tb: print(tb.tb_frame.f_code.co_name, {k: v for k, v in tb.tb_frame.f_locals.items() if k == 'a'}); tb = tb.tb_next
def wl(*a):
    r = h2(*a)
    return r
def h2(*a): return sys._getframe(1)
fr = wl(1, 2, 3); print(fr.f_locals['a'], fr.f_code.co_name)
def retry(*a, **k):
    for i in range(2):
        try: return bad(i, *a, **k)
        except ValueError as e: print('again', e)
    return bad(7, *a, **k)
def bad(i, *a, **k):
    if i != 7: raise ValueError(i, a, k)
    return a, k
print(retry(1, 2, z=3)); print(retry())
def h0(p=3, *a, x=2): return p, a, x
def gen(*a):
    for i in a: yield w3(*a), w(*a, k=i), g(1, b=5), h0(*a), h0(x=1)
print(list(gen(1, 2)))
def deep(n, *a):
    if n == 0: return a
    return deep2(n - 1, *a)
def deep2(*a): return deep(*a)
print(deep(200, 1, 2, 3))
def rec(*a): return rec(*a)
try: rec(1, 2)
except RecursionError as e: print(e)
class A:
    def __init__(self, *a, **k): self.a = a, k
    def m(self, x, *r, key=None): return x, r, key
class B(A):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
    def m(self, *a, **k): return super().m(*a, **k)
b = B(1, 2, x=3); print(b.a, b.m(1), b.m(1, 2, 3, key=4), b.m(x=1))
m = b.m; print(m(1), m(1, key=2), A.m(b, 1, 2, key=3))
def sw(a, b, c=3): return a, b, c
print(sw(b=1, a=2), sw(1, c=2, b=3), sw(1, b=2))
for fn in (sw, lambda b, c, a: ('l', a, b, c), lambda **k: k): print([fn(a=1, b=2, c=3) for _ in range(3)])
def loc(*a, **k): return f(*a, **k), locals()
print(loc(1, 2))
def ev(*a): eval('a'); return f(*a), eval('a')
print(ev(1, 2))
def trace(*a): 
    sys.settrace(lambda *x: None)
    r = f(*a); sys.settrace(None)
    return r
print(trace(1, 2, 3))
