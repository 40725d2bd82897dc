# Calls f(*args) of methods, built-in ones too, and by generators; traced and monitored.
import sys
class A:
    def m(self, *a, **k): return ('A', a, k)
    def n(self, x, y=2): return x, y
    @classmethod
    def c(cls, *a): return cls.__name__, a
    @staticmethod
    def s(*a): return a
    def __getattr__(self, n): return lambda *a: (n, a)
class B(A):
    def m(self, *a, **k): return super().m(*a, **k)
    def n(self, *a): return super().n(*a)
    @classmethod
    def c(cls, *a): return super().c(*a)
    def call(self, name, *a, **k): return getattr(self, name)(*a, **k)
    def all(self, *a, **k):
        return self.m(*a, **k), self.n(*a), self.c(*a), self.s(*a), self.zz(*a), self.fn(*a), self.m(*a, **k, z=1), self.m(0, *a, x=2, **k)
b = B()
b.fn = lambda *a: ('fn', a)
for i in range(3):
    print(b.all(1)); print(b.all(1, 2)); print(b.call('m', 1, q=2))
    for f in (lambda: b.n(), lambda: b.n(*()), lambda: b.n(*[1,2,3]), lambda: b.n(**{'x': 1}), lambda: b.n(1, **{'y': 4}), lambda: b.n(*(1,), **{'x': 1}), lambda: b.m(*5), lambda: b.m(**5), lambda: b.m(*b), lambda: A.n(*(b, 1)), lambda: A.n(b, *(1,))):
        try: print(f())
        except TypeError as e: print(e)
        except Exception as e: print(type(e))
    l = [3]
    print(l.append(*(4,)), l.pop(*()), l.index(*[3]), 'a,b'.split(*(',',)), 'a,b'.split(**{'sep': ','}), max(*l, *l), print(*l, sep='-'))
    m = b.m
    print(m(*(1, 2)), m(1, *(2,)), m(x=1), m(*(), **{'y': 1}))
    g = b.n
    print(g(*(1, 2)), g(1))
def gen(o, *a):
    yield o.m(*a); yield o.n(*a[:1]); yield A.n(o, 1, y=3); yield g(1); yield o.m(*a, k=1)
print(list(gen(b, 1, 2)))
def tr(*args):
    def start(): sys.settrace(lambda f, e, a: None); return 5
    r = b.m(*args, x=start())
    sys.settrace(None)
    return r
print(tr(1, 2))
def tr2(*args):
    r = b.m(*args, x=(sys.settrace(lambda f, e, a: None)))
    r2 = b.m(*args); sys.settrace(None)
    return r, r2
print(tr2(1, 2))
ev = []  # what a tool sees of such calls
def mon(code, off, callable, arg0): ev.append((getattr(callable, '__name__', callable), arg0 if isinstance(arg0, int) else 'b'))
sm = sys.monitoring
sm.use_tool_id(1, 'x'); sm.register_callback(1, sm.events.CALL, mon); 
def mo(*args):
    sm.set_events(1, sm.events.CALL)
    b.m(*args); b.n(*args); b.m(1, y=2); max(*args, *args)
    sm.set_events(1, 0)
mo(1, 2); print(ev)
