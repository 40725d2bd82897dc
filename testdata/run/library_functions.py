"""Functions of functools, contextlib and copy."""
from contextlib import *
import io
@contextmanager
def cm(x):
    try:
        yield x
    except ValueError as e:
        print('caught', e)
    finally: print('fin')
with cm(3) as v: print(v)
with cm(4): raise ValueError('boo')
try:
    with cm(5): raise KeyError('k')
except KeyError as e: print(repr(e))
@cm(1)
def f(): return 7
print(f())
with ExitStack() as s:
    s.enter_context(cm(9)); s.callback(print, 'cb')
b = io.StringIO()
with redirect_stdout(b): print('hid')
print(b.getvalue(), end='')
with suppress(OSError): raise FileNotFoundError
@contextmanager
def bad():
    if 0: yield
for g in (bad,):
    try:
        with g(): pass
    except RuntimeError as e: print(e)
@contextmanager
def twice(): yield; yield
try:
    with twice(): pass
except RuntimeError as e: print(e)
try:
    with cm(1): raise StopIteration('x')
except StopIteration as e: print(repr(e))
import copy, functools, weakref
class P:
    def __init__(self, a): self.a = a
p = P([1]); q = copy.deepcopy(p); print(q.a, q.a is p.a, copy.copy(p).a is p.a)
l = [1]; l.append(l); m = copy.deepcopy(l); print(m[1] is m)
@functools.singledispatch
def g(x): return 'obj'
@g.register
def _(x: int): return 'int'
@g.register(list)
def _(x): return 'list'
print(g(1), g([]), g('s'), g(True))
@functools.total_ordering
class T:
    def __init__(s, v): s.v = v
    def __lt__(s, o): return s.v < o.v
    def __eq__(s, o): return s.v == o.v
print(T(1) <= T(2), T(3) >= T(2), T(1) > T(0))
class C:
    @functools.cached_property
    def x(self): print('once'); return 5
c = C(); print(c.x, c.x, vars(c))

# A manager that contextmanager made can be entered once.
manager = contextmanager(lambda a, b=0: (x for x in [a]))(1, b=2)
with manager as got:
    print(got)
try:
    with manager:
        pass
except AttributeError as e:
    print(e)
