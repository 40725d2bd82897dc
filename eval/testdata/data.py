# Expressions, containers, patterns, scopes, classes.
x = 10
def f():
    x = 1
    def g():
        nonlocal x
        x += 1
        return x
    return g
h = f()
print(h(), h(), x)
def left(a):
    return a + (a := a * 2), a
print(left(3))
def rebinding(a, b):
    t = (a, (a := b), a)
    return t
print(rebinding(1, 2))
def swap(a, b, c):
    a, b = b, a
    a, b, c = c, a, b
    return a, b, c
print(swap(1, 2, 3))
print([y for y in range(3)], [(y, z) for y in 'ab' for z in range(2)], {k: v for k, v in zip('ab', (1, 2))}, sorted({c for c in 'abca'}))
print([(lambda i=i: i)() for i in range(3)], [fn() for fn in [lambda: j for j in range(3)]])
def comp(n):
    n2 = [n for n in range(n)]
    return n, n2
print(comp(3))
class K:
    a = 1
    b = [i for i in range(a)]
    def __init__(self): self.v = 1
    def __getattr__(self, n): return 'attr ' + n
    def __setattr__(self, n, v): object.__setattr__(self, n, v * 2)
    def __eq__(self, o): return True
    def __contains__(self, o): return o == 3
    def __getitem__(self, i): return i
    def __call__(self, *a, **k): return a, k
    def __bool__(self): return False
    def __len__(self): return 4
    def __iter__(self): return iter('xyz')
    def __enter__(self): return self
    def __exit__(self, *a): pass
k = K()
print(k.v, k.zz, k == 5, k != 5, 3 in k, 4 not in k, k[1], k[1:2], k(1, z=2), not k, len(k), [*k])
print('yes' if k else 'no', (k and 1) is k, k or 2)
class Slots:
    __slots__ = ('p', 'q')
    def __init__(self): self.p = 1
s = Slots()
try: s.q
except AttributeError as e: print(e)
s.q = 5
print(s.p + s.q)
try: s.r = 1
except AttributeError as e: print(e)
for i in range(3):
    o = Slots() if i % 2 else K()
    print(getattr(o, 'p', None))
class Base:
    def who(self): return 'base'
class Derived(Base): pass
d = Derived()
for i in range(4):
    if i == 2: Derived.who = lambda self: 'derived'
    if i == 3: d.who = lambda: 'instance'
    print(d.who())
def glob():
    global G
    G = 1
    return G
print(glob(), G)
del G
try: G
except NameError as e: print(e)
def match(v):
    match v:
        case 0 | 1: return 'small'
        case int(n) if n > 100: return f'big {n}'
        case str() as s: return 'str ' + s
        case [a, b]: return f'two {a} {b}'
        case [a, *rest, b]: return f'more {a} {rest} {b}'
        case {'k': kk, **rest}: return f'map {kk} {rest}'
        case Slots(p=1, q=q): return f'slots {q}'
        case None: return 'none'
        case 2.5: return 'float'
        case (): return 'empty'
        case _: return 'other'
for v in (0, 500, 5, 'a', (1, 2), [1, 2, 3, 4], {'k': 1, 'z': 2}, s, None, 2.5, (), {}): print(match(v))
print(f'{x!r:>4}|{x:{x}}|{x:05.1f}|{"q"!s}|{x=}')
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1.0, 'a' < 'b', [1] == [1], (1, 2) < (1, 3), None is None, 3 not in [1, 2])
print(7 // 2, -7 // 2, 7 % -3, -7 % 3, 2 ** 100, 7 / 2, 1 << 70, 5 & 3, 5 | 3, 5 ^ 3, ~5, 2 ** -1, 10 ** 20 // 7)
big = 1 << 62
print(big + big, big * 4, -big - big - 1, (big * 4) >> 64, 9223372036854775807 + 1, -9223372036854775808 - 1, -(-9223372036854775808))
print(3037000500 * 3037000500, 3037000499 * 3037000499, 1.5 + 1, 2 * 2.5, 7.0 // 2, 7.5 % 2, 1e308 * 10)
y = [1, 2, 3]
y += [4]; y *= 2; y[1:3] = 'ab'; del y[0]; y[-1] = 'z'
print(y, y[1:3], y[::-1], y[-1])
t = 1, 2, 3
print(t[0], t[-1], t[1:], *t)
dd = {'a': 1}
dd['b'] = 2; dd['a'] += 5; del dd['b']
print(dd, {**dd, 'c': 3}, [*t, *y[:1]], {*t})
for a, (b, c) in [(1, (2, 3))]: print(a, b, c)
i = 0
while i < 5:
    i += 1
    if i == 2: continue
    if i == 4: break
else:
    print('no')
print(i)
for i in []: pass
else: print('else')
n = 0
for a in range(3):
    for b in (1, 2):
        for c in [a, b]:
            if c == 2: break
            n += c
print(n)
assert n, 'message'
try: assert n < 0, 'message'
except AssertionError as e: print(e)
def annotated(a: int, b: 'str' = 1) -> None: pass
print(annotated.__annotations__, annotated.__defaults__)
def generic[T](a: T) -> T: return a
print(generic(1), generic.__type_params__)
print((lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4))
def deco(fn):
    return lambda *a: ('deco', fn(*a))
@deco
def decorated(v): return v
print(decorated(1))
class Meta(type):
    def __new__(m, name, bases, ns, **kw): return super().__new__(m, name, bases, ns)
    def __init__(c, name, bases, ns, **kw): c.kw = kw
class WithMeta(metaclass=Meta, flag=1): pass
print(WithMeta.kw, type(WithMeta).__name__)
import sys as system
from sys import version_info as vi, maxsize
print(system.maxsize == maxsize, vi[0])
try: from sys import nonexistent
except ImportError as e: print(e)
z = 0
def count():
    global z
    z += 1
    return z
print([count() for _ in range(3)], z)
print(max((len(w), w) for w in ['a', 'bbb', 'cc']), sum(v for v in range(5)), any(v > 3 for v in range(5)))
exec('q1 = 5\nprint(q1)')
print(eval('x + 1'), q1)
print(*map(lambda a, b: a + b, [1, 2], [3, 4]), sep='-')
print(((((1)))), (1,), (), [[]], {1: {2: 3}})
def a(v):
    d = {True: 'true', False: 'false', None: 'null'}
    return d[v]
print(a(True), a(False), a(None))
d = {True: 't', False: 'f', 1.5: 'x'}
for k in (True, False, 1, 0, 1.5, 2.5-1): print(d[k], k in d)
d[False] = 9
def g(d, k): return d[k]
def s(d, k, v): d[k] = v
e = {}
s(e, True, 1); s(e, False, 2); s(e, 1.5, 3); s(e, 2.5, 4)
print(e, g(e, True), g(e, False), g(e, 1.5), g(e, 2.5))
