x = 1; y = -2; z = +3; w = ~4; v = not 5
a = b = c
a, b = b, a
(a, b) = [c, d] = e
a, = b
*a, b = c
a = (yield)
---
x = 10 ** 30; y = 0xffffffffffffffff; z = 9223372036854775808; w = 9223372036854775807
x = 1.5; y = 1e400; z = -0.0; w = 1e16; v = 1e-5; u = 3j; t = 1e400j; s = .1
x = 'a'; y = "it's"; z = '"'; w = '\'"'; v = b'\x00\xff\'"'; u = u'u'; t = 'é\u2028\ud800\U0001f600\t\n'
x = None; y = True; z = False; w = ...
x = 'a' "b" 'c'; y = u'a' 'b'; z = b'a' b'b'
---
x: int
x: int = 1
(x): int = 1
x.y: int = 2
x[0]: int
(x.y): 'int' = (1, 2)
x: (int, str) = yield
---
x += 1; x -= 1; x *= 1; x /= 1; x //= 1; x %= 1; x @= 1; x **= 1; x <<= 1; x >>= 1; x &= 1; x |= 1; x ^= 1
x.y += 1, 2
x[1:2] += yield
---
a + b * c - d / e // f % g @ h ** i
(a + b) * c
a + (b + c); (a + b) + c; a - (b - c)
a ** b ** c; (a ** b) ** c; a ** -b; (-a) ** b; -a ** b; 2 ** -1; (await_) ** 2
-(-a); - -a; +-~a; not (not a); not a == b; (not a) == b; -(a + b); ~(a.b); (-a).b; -a.b
a << b >> c; a & b | c ^ d; (a | b) & c; a << (b << c)
a < b <= c > d >= e == f != g is h is not i in j not in k
(a < b) < c; a < (b < c); (a < b) + 1
a and b or c and d; a and (b or c); (a and b) and c; a and (b and c); a or b or not c; a or b or c or (d if e else f)
a or (b or c) or d; a and b and (c or d) and not e and f; not a and b
---
a if b else c; (a if b else c) if d else e; a if (b if c else d) else e; a if b else (c if d else e)
lambda: 0; lambda x: x; lambda x, /, y, *z, a, b=1, **c: 0; lambda *a: 0; lambda *, a: 0; lambda **k: 0; lambda a=1, /: 0
(lambda: 0)(); (lambda x: x).y; lambda: (yield); lambda x: (a, b); lambda: lambda: 1
(x := 1); f(x := 1); f(a=(x := 1)); [x := 1, 2]; {x := 1}; x[y := 1]; x[(y := 1):2]; (y := (1, 2)); (y := x if a else b)
if (x := 1) and (y := 2): pass
(a if b else c).d; (a or b).c; (a, b).c; [a].b; {a}.b; {a: b}.c; 'a'.b; (1).b; 1.0.b; 1j.b; True.b; None.b; (...).b; b''.c; f''.d
---
f(); f(a); f(a, b); f(*a); f(**a); f(a, *b, c, **d); f(a=1, b=2); f(a, *b, c=1, **d, e=2); f(x for x in y); f((x for x in y), 1)
f(a)(b)[c].d; (f)(x); (a + b)(c); (yield_)(x); f(*a, *b, **c, **d); f((a, b)); f(*(a, b)); f(*a or b); f(**a or b); f(*(yield_ or b))
f(lambda: 0, a if b else c, not d); f(a=lambda: 0); f((a := 1), b=(c, d))
---
x[a]; x[a, b]; x[a,]; x[()]; x[a:b]; x[:]; x[::]; x[a:]; x[:b]; x[::c]; x[a:b:c]; x[a:b, c:d]; x[*a]; x[*a, b]; x[(a, b)]; x[a, (b, c)]; x[(a, b), :]
x[-1]; x[a if b else c]; x[lambda: 0]; x[not a]; (x, y)[0]; [a][0]; x[(yield_)]; x[...]; x[(a if b else c):(lambda: 0)]
---
[]; [a]; [a, b]; [*a]; [*a, b]; [(a, b)]; [a if b else c, lambda: 0]
(); (a,); (a, b); (*a,); (*a, b); (a, (b, c)); ((),)
{}; {a: b}; {a: b, c: d}; {**a}; {a: b, **c}; {a: (b, c)}; {a: lambda: 0}; {a or b: c if d else e}; {**{}}
{a}; {a, b}; {*a}; {*a, b}; {*()}; {(a, b)}
a, b
*a, b
*(a or b), c
---
[x for x in y]; {x for x in y}; (x for x in y); {x: y for x, y in z}
[x for x in y if z]; [x for x in y if z if w]; [x for a in b for c in d]; [(x, y) for x, y in z]; [x for x, in y]; [x for (x, y), z in w]
[x for x in (a, b)]; [x for x in (a if b else c)]; [x for x in lambda_]; [x for x in y if (a if b else c)]; [x for x in y if not a]; [x for x in y if a or b]
[x if a else b for x in y]; [lambda: x for x in y]; [x for x.y in z]; [x for x[0] in z]; [x for *a, b in z]; [(yield_) for x in y]; {a: b for [a, b] in c}
[(x := 1) for y in z]; [x for x in y if (w := x)]; [[x for x in y] for z in w]
async def f(): return [x async for x in y if await z], (await x for x in y), {a async for a in b for c in d}
---
def f(): pass
def g(a, b=1, /, c=2, *d, e, f=3, **g) -> int: return
def h(a: int, b: str = 'x', *c: float, d: 'q', e: (1, 2) = 3, **f: dict) -> (a, b): return a, b
def i(*, a): return
def j(a, /): return (yield)
def k(a, b, /, c, *, d=1): return *a, b
def l(*args: *Ts): pass
---
@a
@b.c(d)
@(e or f)
@g[0]
def f():
    """doc"""
    x = 1
    def g():
        'inner'
        return x
    return g
@a
class C: pass
---
class A: pass
class B(): pass
class C(A, B, metaclass=M, **kw): pass
class D(*bases): x = 1
class E:
    'doc'
    def f(self): pass
    x: int = 1
    def g(self): pass
    class F:
        pass
---
async def f():
    await x
    async for a, b in c: pass
    else: pass
    async with a as b, c as (d, e): pass
    await x ** 2; -await x; (await x).y; await x.y; await (x + y); await (await x); (await x)[0]; await x()
    return await x
    yield x
    x = yield
---
def f():
    yield
    yield a
    yield a, b
    yield (a + b)
    x = yield a
    x = yield from a
    yield from a
    yield (yield)
    await_((yield))
    return (yield a)
    f((yield)); [(yield)]; (yield) + 1; x = (yield), 1
    x[(yield)]; (yield).a; (yield)()
    x += yield
    yield *a, b
    yield lambda: 0
---
for x in y: pass
for x, y in z: pass
else: break
for (x) in (a, b): continue
for x in a, b: pass
for x in *a, b: pass
for x.y in z: pass
for [a, b] in c: pass
while x: pass
while not x:
    break
else:
    continue
while (x := y): pass
---
if a: pass
if a: pass
else: pass
if a: pass
elif b: pass
if a: pass
elif b: pass
elif c: pass
else: pass
if a:
    if b: pass
    else: pass
else:
    if c: pass
    d
if a: pass
else:
    if b: pass
    elif c: pass
    else:
        if d: pass
---
with a: pass
with a as b: pass
with a, b: pass
with a as b, c as d: pass
with (a, b): pass
with (a as b, c as d): pass
with (a, b) as c: pass
with a as (b, c): pass
with a as [b, c]: pass
with (yield_): pass
with a as b.c, d as e[0]: pass
with (a): pass
with (a), (b): pass
with a if b else c: pass
---
try: pass
except: pass
try: pass
finally: pass
try: pass
except A: pass
except (A, B): pass
except A, B: pass
except A as e: pass
except A.B as e: pass
else: pass
finally: pass
try: pass
except* A: pass
except* (A, B) as e: pass
except* A, B: pass
try:
    try: pass
    except A: raise
except* B: pass
---
raise
raise a
raise a from b
raise a(b) from None
raise (a, b)
assert a
assert a, b
assert (a, b)
assert a, (b, c)
del a
del a, b
del (a, b), c[0], d.e
del (a), [b, c]
del ()
global_ = 1
def f():
    global a
    global b, c
    def g():
        nonlocal d
        nonlocal_ = 1
    d = 1
---
import a
import a.b.c
import a as b, c.d as e
from a import b
from a.b import c as d, e
from . import a
from .a import b
from ... import a
from ....a import b
from a import *
from a import (b, c,)
---
pass; break_; continue_
a; b; c
"not a docstring" ; 1
'second'
---
"""doc"""
---
"""doc
with 'quotes' and "quotes"
	tab \\ backslash \x00 end"""
x
---
'''doc """ with three'''
---
"""doc ''' with three"""
---
'doc ends in "'
---
"doc ends in '"
---
'doc with """ and \'\'\' and \\'
---
''
---
u'unicode doc'
---
b'bytes'
---
f'no doc'
---
def f():
    """function
    doc
    """
class C:
    "class doc \n \t \r é \u2028 \ud800"
    pass
async def g():
    'x' 'y'
---
def f():
    ('a')
    ('b')
def g():
    'a', 'b'
def h():
    'a'.b
---
f''
f'a'
f'{x}'
f'a{x}b'
f'{x}{y}'
f'{x!r}{y!s}{z!a}'
f'{x:5}{y!r:>10}'
f'{x:{y}}{x:{y}.{z}}{x:a{y}b{z!r}c}'
f'{{}}{x}{{{y}}}'
f'{x=}{y = }{z=!r}{w=:5}{v=!s:>{u}}'
f'{"a"}'
f"{'a'}"
f"{'a' + "b"}"
f'{x["a"]}'
f"it's {x}"
f'"{x}"'
f"""'{x}" {y['a']}"""
f'{x}\n{y}\t\\'
f'''
{x}
'''
f'\'"{x}'
f'\'"{x}\'\'\'"""'
f"'''\"\"\"{x}"
f"{x}'\""
f'{f"{x}"}'
f'{f"{f'{x}'}"}'
f"{f'''{f"""{f'{x}'}"""}'''}"
f'{"\n"}'
f'{"""
"""}'
f'{x:{"a"}}'
f'{x:{{}}}' if 0 else 1
---
f'{ {a: b} }{ {a} }{ {a for a in b} }'
f'{ {a: b}["x"] }'
f'{(lambda: 0)}{(x := 1)}{a if b else c}{a, b}{(yield_)}{a or b}{not a}{-a}{a == b}{[a for a in b]}'
f'{(a, b)}{*a, b}'
f'{x:\n}'
f'{x:%Y-%m-%d}'
f'{x:\'}'
f'{x:"}'
f"{x:{'"'}}"
'a' f'{b}' 'c' f'{d}'
'{a}' f'{b}'
f'é\u2028\x00{x}\U0001f600'
f'{x!r:^{width}.{precision}}' "b"
rf'\d{x}\n' rf"\{y}"
f'{x}' '"' "'"
f'{"a" "b"}{"c"!r}{1}{1.5}{None}{...}{1 .real}{b"x"}'
f'{x.y[0](z)}{x[1:2]}{lambda_: 3}'
f"{'\''}{'"'}{'\'"'}"
f"{'\\'}{'\n'}"
f'{"'''"}{'"""'}'
---
t''
t'a'
t'{x}'
t'a{x}b{y!r}{z:5}{w!s:>{v}}'
t'{x=}{y = }'
t'{ x }{ {a: b} }{ (x) }{x  +  y}'
t'{"a"}{"b" + 'c'}'
t"it's {x} \"quoted\""
t'{t"{x}"}{f"{y}"}'
f'{t"{x}"}'
rt'\d{x}'
t'{{}}{x}'
t'{
x
}'
t'a' t'{b}'
t'{x:{y}}{x:a{y=}b}'
---
match x:
    case 1: pass
    case -1: pass
    case 1 + 2j: pass
    case -1 - 2j: pass
    case 'a': pass
    case 'a' 'b': pass
    case b'a': pass
    case None: pass
    case True | False: pass
    case a.b: pass
    case a.b.c: pass
    case y: pass
---
match x:
    case _: pass
match x, y:
    case a, b: pass
    case a, *b: pass
    case [a, *_]: pass
    case (a, b): pass
    case [a]: pass
    case (a,): pass
    case []: pass
    case (): pass
    case *a,: pass
    case [[a, b], c]: pass
match (x):
    case (a): pass
match *a, b:
    case _: pass
match (x, y):
    case _ if a: pass
    case z if a and b: pass
    case q if (r := s): pass
---
match x:
    case {}: pass
    case {'a': 1}: pass
    case {'a': y, 'b': z, **rest}: pass
    case {**rest}: pass
    case {-1: _, a.b: _, None: _, 1 + 2j: _}: pass
    case {'a': 1 | 2, 'b': 3 as c}: pass
    case A(): pass
    case A.B(): pass
    case A(1): pass
    case A(x, y): pass
    case A(x=1): pass
    case A(1, x=2, y=3): pass
    case A(B(), x=[1, 2]): pass
    case 1 | 2 | 3: pass
    case (1 | 2) as y: pass
    case 1 | 2 as z: pass
    case [1 as a, (2 | 3) as b]: pass
    case (1 as a) | (2 as a): pass
    case [(1 | 2), 3]: pass
    case (((a) as b) as c): pass
    case (1 | (2 | 3)): pass
    case f: pass
---
type A = int
type B[T] = list[T]
type C[T: int, *Ts, **P] = (T, Ts, P)
type D[T: (int, str) = int, *Ts = *tuple[int], **P = [int]] = T
def f[T](x: T) -> T: pass
def g[T: int = bool, *Ts, **P](): pass
class H[T]: pass
class I[T](Base, k=1): pass
async def j[T](): pass
type type = type
---
x = a if b else c,
x = lambda: (yield), 1
x = *a, *b
x = (a := 1), 2
return_ = not a, b
print(*a, sep='')
print((yield_), end="")
x = (1,) + (2, 3)
x = (a for b in c),
assert_ = (a, b) == (c, d)
1 .real; 1.0.real; 0x10 .real; (1).real; (-1).real; -1 .real
---
x = 1 if True else 2 if False else 3
y = (1 if True else 2) + 3
z = not (a if b else c)
w = (not a) in b
v = not a in b
u = a in (b, c)
t = (a in b) in c
s = -(1).real
r = (-1) ** 2
q = -1 ** 2
p = (lambda: 0) or 1
o = 1 or (lambda: 0)
n = [*(a or b)]
l = a @ b @ c @ (d @ e)
k = a | (b | c)
j = ~(a | b)
i = (a, b)[0], [c][1:]
---
f'{x:\\}{x:\t\r\x00\x1f\xe9\u2028}'
f'{x:\'\"}'
f'{x:{{}}}'
f'{x:{y:\n\'}}'
f'{x:a{y}\n}'
t'{x:\n\'\\}'
rf'{x:\d}'
f'{x!r:\x7f\U0001f600}'
f'{x:a{y:b{z}}}'
f"{x:'}'{y}"
f'{x:"}"\''
