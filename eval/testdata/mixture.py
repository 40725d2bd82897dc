# A bit of everything: scopes, calls, tracebacks, comprehensions, assignment targets.
def f():
    x = 1
    def g():
        return locals()
    y = [locals() for _ in range(1)]
    return sorted(y[0])
print(f())
class A:
    x = 5
    print(sorted(k for k in locals() if k[0] != '_'))
    y = [x for x in range(3)]
    def m(self): return __class__
print(A().m())
def kw(**k): return k
print(kw(**{'a': 1}, b=2))
def star(*a, **k): return star2(*a, **k)
def star2(a, b=2, *c, d=4, **e): return a, b, c, d, e
print(star(1, 2, 3, d=5, z=6))
import sys
def tb():
    try:
        [].x
    except AttributeError as e:
        return e.__traceback__.tb_frame is sys._getframe(), e.name, e.obj
print(tb())
def gen():
    x = yield
    while x: x = yield x * 2
g = gen(); next(g)
print(g.send(3), g.send(4))
print((lambda: (yield))())  if 0 else 'ok'
async def ag():
    for i in range(3): yield i
async def m(): return [i async for i in ag() if i], {i: i async for i in ag()}
try: m().send(None)
except StopIteration as e: print(e.value)
x = [1,2,3]
for x[0] in range(3): pass
print(x)
a = b = c = []
a.append(1); print(b, c is a)
print(*range(3), sep=',', end='!\n')
del x[0], a
print(x)
def nested():
    try:
        try: return 1
        finally: print('inner')
    finally: print('outer')
print(nested())
i = 10
def deflt(v=i): return v
i = 20
print(deflt(), deflt(i))
print(f'{1+1=}', f'{"a" "b"}', f'{{}}', f'{3.14159:.2f}', f'{10:#x}', rf'\n{1}')
s = {1, 2} | {3}; s |= {4}; s -= {1}; print(sorted(s))
t = (1,) * 3 + (2,); t += (5,); print(t)
print([i for i in range(10) if i % 2 if i > 3], [[j for j in range(i)] for i in range(3)])
print(1 if [] else 2, [] or 'x', 5 and 6, not None)
lst = [3, 1]; lst2 = lst; lst += [2]; print(lst2)
print(int.__add__(1, 2), (1).__add__(2), str.upper('a'), list.__len__([1]))
