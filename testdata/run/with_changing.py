# A with statement that meets objects of many classes, and classes that change.
import threading
class A:
    def __enter__(self): return 'A'
    def __exit__(self, *a): return True
class B(A):
    def __enter__(self): return 'B'
class C:
    __enter__ = staticmethod(lambda: 'C')
    __exit__ = staticmethod(lambda *a: None)
class D:
    def __getattr__(self, name): raise AssertionError(name)
class M(type):
    def __enter__(cls): return cls.__name__
    def __exit__(cls, *a): pass
class E(metaclass=M): pass
def use(x):
    try:
        with x as y: return y
    except TypeError as e: return str(e)
lock = threading.Lock()
for i in range(3):
    print([use(x) for x in (A(), A(), B(), C(), D(), E, lock, A(), 1, 1.5, None, B())], lock.locked())
a = A()
a.__enter__ = lambda: 'instance'
print(use(a))
A.__enter__ = lambda self: 'changed'
print(use(a), use(B()))
B.__exit__ = lambda self, *x: False
del B.__enter__
print(use(B()))
del A.__exit__
print(use(a))
A.__exit__ = lambda self, *x: print('exit', x[0])
print(use(a))
class F: pass
for k in range(120):
    class F:
        n = k
        def __enter__(self): return self.n
        def __exit__(self, *a): pass
    assert use(F()) == k == use(F())
def make(a, b, c, d):
    x, y = a, b
    return (lambda: x), (lambda: (x, y)), (lambda: (x, y, c)), (lambda: (x, y, c, d)), (lambda z=1: z)
fs = [make(i, 2, 3, 4) for i in range(3)]
print([[f() for f in row] for row in fs], [[f.__closure__ and [c.cell_contents for c in f.__closure__] for f in row] for row in fs[:2]])
print([f.__name__ for f in fs[0]], fs[0][0].__module__, fs[0][3].__qualname__, fs[0][0].__closure__[0] is fs[0][1].__closure__[0])
