[a for a in b]
{a for a in b}
{a: c for a, c in b}
(a for a in b)
[a for a in b if c if not d for e in a if f < g < h]
[a for b in c for a in [b]]
[a for b in c for a in (b,) if a]
[a for b in c for a in (*b,)]
[[a for a in b] for b in c]
[lambda: a for a in b]
[(a := b) for b in c]
[b for b, *c in d]
[a
 for a
 in b
 if c]
{
 a: b
 for a in c
}
any(a for a in b)
all(a for a in b)
tuple(a for a in b)
list(a for a in b)
any((a for a in b), c)
x.any(a for a in b)
f(a for a in b)
[imported.f(a) for a in b]
import imported
imported.f(a)
def f(a):
    [a for a in b]
    [a for b in a]
    [lambda: (a, b) for b in a]
    x = 1
    def g(): return x
    [x for x in a]
    [g(y) for y in x]
    [lambda: x for x in x]
    return [x for _ in y], (x for _ in y), {x: y for x in z for y in x}
class A:
    a = [b for b in c]
    d = [a for _ in a]
    e = [lambda: b for b in c]
    f = {b: [c for c in b] for b in a}
async def f():
    [a async for a in b]
    [await a for a in b]
    [a for a in b if await a]
    {a: b async for a in c for b in a async for d in b}
    (a async for a in b)
    (await a for a in b)
    any(a async for a in b)
    any(await a for a in b)
    [[a async for a in b] for b in c]
    return {x async for x in y if x}
