# Attributes that built-in classes have, where classes and objects change while the same instruction runs.
class A:
    def __init__(self, n): self.n = n
class B(A): pass
class S:
    __slots__ = 'n', '__dict__'
class M(type):
    @property
    def real(cls): return 'meta'
class W(metaclass=M): pass
def f(): pass
def g(): pass
def read(o): return o.__dict__
for o in A(1), B(2), A(3), f, S(), A(4), Exception('x'), type('T', (), {})():
    print(type(o).__name__, {**read(o)})
a = A(1)
d = read(a)
d['n'] = 5; d['m'] = 6
print(a.n, a.m, read(a) is d)
a.__dict__ = {'z': 1}
print(read(a), a.z, hasattr(a, 'n'), d)
for o in 1, object(), 2.5, [], S.__new__(S), None:
    try: print(read(o))
    except AttributeError as e: print(e)
B.__dict__
B.x = 1
print(read(B(7)))
class P(A):
    @property
    def __dict__(self): return 'mine'
print(read(P(1)), [read(o) for o in (A(1), P(1), B(1))])
def real(x): return x.real, x.imag
for x in 1, 2.5, 3j, True, 1j, 2**70, W, 4:
    try: print(real(x))
    except AttributeError as e: print(type(x).__name__, e)
class C(complex):
    real = 7
print(real(C(1, 2)), real(1 + 2j), real(C(1, 2)))
del C.real
print(real(C(1, 2)))
C.real = property(lambda s: 'p')
print(real(C(1, 2)))
def name(x): return x.__name__
for x in f, g, A, len, f, 3, M, f:
    try: print(name(x))
    except AttributeError as e: print(e)
f.__name__ = 'other'
print(name(f), f)
class Foreign:
    own = f.__class__.__dict__['__code__']
for o in Foreign(), f:
    try: print(o.own)
    except (AttributeError, TypeError) as e: print(type(e).__name__, e)
class G:
    def __getattr__(self, n): return n
    __name__ = 'n'
class H:
    def __getattribute__(self, n): return 'all ' + n
def both(o): return o.__dict__, o.__doc__
for o in G(), H(), A(1), H(): print(both(o))
def late(o):
    r = []
    for i in range(4):
        r.append(o.__dict__)
        if i == 1: type(o).__dict__2 = 1
        if i == 2: type(o).__getattribute__ = lambda s, n: 'changed'
    return r
print(late(B(3)))
e = ValueError(1, 2)
def args(e): return e.args, e.__cause__, e.__traceback__
print(args(e), args(KeyError(3)))
e.args = 4,
print(args(e))
it = (x.__self__.__class__ for x in ([].append, {}.get, ''.join))
print([c.__name__ for c in it])
