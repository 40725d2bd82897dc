class A:
    def __init__(self, x, y=2):
        self.x = x
        self.y = y
    def m(self, z):
        return self.x + self.y + z
    @property
    def p(self): return self.x * 10
    @staticmethod
    def s(a): return a
    @classmethod
    def c(cls, a): return cls, a
class B(A):
    def m(self, z):
        return super().m(z) + 1
b = B(1)
print(b.m(3), b.p, b.s(4), b.c(5)[1])
def gen(n):
    for i in range(n):
        x = yield i
        if x: print('got', x)
    return 'done'
print(list(gen(5)))
g = gen(3)
print(next(g), g.send('hi'))
def outer():
    r = yield from gen(2)
    print('r', r)
for v in outer(): print(v)
try:
    1/0
except ZeroDivisionError as e:
    print('caught', e)
def f(*args, k=1, **kw): return args, k, kw
print(f(1,2,k=3,z=4), f(*[1,2], **{'q': 1}))
try: f2 = lambda a, b: a; f2(1)
except TypeError as e: print(e)
try: f2(1,2,3)
except TypeError as e: print(e)
def clos():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    return inc
i = clos(); i(); print(i())
print([x*2 for x in range(5) if x % 2], {x: x for x in 'ab'}, {1,2,3})
a, *b, c = range(6)
print(a, b, c)
print(f"{a!r:>5} {c=}")
with_log = []
class CM:
    def __enter__(self): with_log.append('in'); return self
    def __exit__(self, *a): with_log.append(a[0]); return True
with CM() as cm:
    raise ValueError('x')
print(with_log)
match [1, 2, {'k': 3}]:
    case [x, y, {'k': z}]: print(x, y, z)
match b'':
    case _: print('default')
class P:
    __match_args__ = ('x',)
    def __init__(s, x): s.x = x
match P(5):
    case P(x=3): print('no')
    case P(v): print('P', v)
def rec(): rec()
try: rec()
except RecursionError as e: print(e)
import sys
async def co(): return 42
async def main():
    x = await co()
    return x + 1
try: main().send(None)
except StopIteration as e: print('co', e.value)
try:
    raise ExceptionGroup('eg', [ValueError(1), TypeError(2)])
except* ValueError as e: print('eg', e.exceptions)
except* TypeError as e: print('eg2', e.exceptions)
def loc(a): b = 2; return locals()
print(loc(1))
try: undefined_name
except NameError as e: print(e)
def unb():
    print(zz); zz = 1
try: unb()
except UnboundLocalError as e: print(e)
x = 5
x += 3; print(x, x if x > 3 else 0, not x, -x, ~x, x ** 2, x // 3, x % 3, x << 2)
s = 0
i = 0
while True:
    i += 1
    if i == 3: continue
    if i > 10: break
    s += i
else: print('never')
print(s)
for i in range(3): pass
else: print('else', i)
del x
try: x
except NameError as e: print(e)
def deff(a=[]): a.append(1); return a
deff(); print(deff())
print(sorted([3,1,2], key=lambda v: -v), max(1,2), sum([1,2,3]))
try:
    try: raise KeyError('a')
    except KeyError: raise ValueError('b')
except ValueError as e: print(repr(e), repr(e.__context__))
