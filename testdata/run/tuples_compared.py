# Tuples that are written where they are compared or hashed: what the comparison sees, and what happens when items run Python code.
import sys

class Event:
    def __init__(self, t, pri, seq): self.t = t; self.pri = pri; self.seq = seq
    def __lt__(self, o): return (self.t, self.pri, self.seq) < (o.t, o.pri, o.seq)
    def __eq__(self, o): return (self.t, self.pri, self.seq) == (o.t, o.pri, o.seq)
    def __hash__(self): return hash((self.t, self.pri, self.seq))
    def after(self, o):
        if (self.t, self.pri) >= (o.t, o.pri): return 'after'
        return 'before'
    def __repr__(self): return f'E{self.t, self.pri, self.seq}'

es = [Event(t % 5, p, s) for t in range(7) for p in (1, 0) for s in ('b', 'a')]
print(sorted(es), len(set(es)), es[0] == es[20], hash(es[0]) == hash((0, 1, 'b')), es[0].after(es[-1]), es[-1].after(es[0]))
nan = float('nan')
mixed = [1, 1.0, True, None, 'x', 2**70, nan, (1, 2), (1, 2.0), [1], b'x', -1]
for a in mixed:
    row = []
    for b in mixed:
        try: row.append(((a, 1) < (b, 1), (a, 1) == (b, 1), (1, a) != (1, b), (a,) >= (b,), (a, 2, 3) <= (b, 2, 3, 4)))
        except TypeError as e: row.append(str(e))
    print(row)
print([hash((a, b)) == tuple.__hash__((a, b)) for a in mixed if a != [1] for b in mixed if b != [1]])
try: hash((1, [2]))
except TypeError as e: print(e)

class Loud:
    def __init__(self, n): self.n = n
    def __eq__(self, o): print('eq', self.n, o.n); return self.n == o.n
    def __lt__(self, o): print('lt', self.n, o.n); return self.n < o.n
    __hash__ = None
print((Loud(1), Loud(2)) < (Loud(1), Loud(3)))
print((1, Loud(2)) < (2, Loud(3)), (1, Loud(2)) == (2, Loud(3)))

# The tuple on the left is needed elsewhere.
def kept(a, b):
    if (x := (a, b)) < (b, a): return x, 1
    return x, 0
print([kept(i, 2) for i in range(4)])
def chained(a, b, c): return (a, b) < (b, c) < (c, a)
print(chained(1, 2, 3), chained(3, 4, 5), chained(1, 1, 0))
def nested(n): return n and (n, nested(n - 1)) > (n, nested(n - 2) if n > 1 else 0)
print([nested(n) for n in range(8)])
def deep(n):
    if n == 0: return 0
    return ((n, deep(n - 1)) < (n, n)) + ((deep(n - 1), n) == (n, deep(n - 1)))
print([deep(n) for n in range(6)])
class Prop:
    def __init__(self, v): self.v = v
    @property
    def p(self): return self.v if self.v < 3 else ((self.v - 1, Prop(self.v - 1).p) < (self.v, Prop(self.v - 2).p)) + self.v
print([((1, Prop(i).p) < (1, Prop(j).p), (Prop(i).p, 2, 3) == (Prop(j).p, 2, 3)) for i in range(5) for j in range(5)])
def fails(a, b):
    try: return (a, 1) < (b.missing, 2)
    except AttributeError as e: return str(e)
print(fails(1, 2), fails(2, 3), (1, 2) < (1, 3))
def gen():
    r = (1, (yield 1)) < (1, (yield 2))
    yield r
g = gen(); print(next(g), g.send(5), g.send(6))
g = gen(); next(g); g.send(5); print((1, 5) < (1, 6)); print(g.send(4))
def swap(l):
    for i in range(len(l) - 1):
        if (l[i][1], -l[i][0]) > (l[i + 1][1], -l[i + 1][0]): l[i], l[i + 1] = l[i + 1], l[i]
    return l
print(swap([(1, 3), (2, 2), (3, 9), (4, 1), (9, 9)]))
def where():
    a, b = 1, 'x'
    return ((a, 2) <
            (b, 3))
try: where()
except TypeError as e: print(e, e.__traceback__.tb_next.tb_lineno - where.__code__.co_firstlineno)
old = hash
def hash(x): return 'mine'
print(hash((1, 2)))
del hash
print(hash((1, 2)) == old((1, 2)), hash(()) == old(()), (lambda *a: hash(a))(1, 2) == hash((1, 2)))
l = [(i, str(i)) for i in range(50)]
print([(a, b) for a, b in l if (a % 7, b) < (3, '4')], sum((a, 1) != (b, 1) for a in range(9) for b in range(9)))
while (len(l), 0) > (40, 0): l.pop()
print(len(l))
