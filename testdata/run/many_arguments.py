"""Calls with more arguments than the register stack has room for."""
def f(*a, **k): return len(a), sum(a)
def g(a, *b): return len(b)
def h(*a): return f(*a, 1)
for n in (10, 1000, 5000, 20000, 70000, 300000):
    r = range(n)
    print(n, f(*r), g(*r), h(*r), f(*list(r), k=2), f(*r, *r))
