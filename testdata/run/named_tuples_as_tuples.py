from collections import namedtuple
import heapq, time
P=namedtuple('P','x y'); Q=namedtuple('Q','a b')
class H(P):
    def __hash__(s): print('hash'); return 7
class E(P):
    def __eq__(s,o): print('eq',type(o).__name__); return tuple.__eq__(s,o)
    __hash__=P.__hash__
class L(P):
    def __lt__(s,o): print('lt'); return tuple.__lt__(s,o)
class T(tuple): pass
class N(P):
    __hash__=None
class I(P):
    __slots__=()
    def __getitem__(s,i): return 99
    def __iter__(s): return iter('zz')
    def __len__(s): return 7
vals=[P(1,2),Q(1,2),(1,2),T((1,2)),H(1,2),E(1,2),L(1,2),I(1,2),P(2,1),P(1.0,2),P('a',2),T(()),(),P((1,2),P(1,2)),P(P(1,2),(1,2)),P([1],2)]
def t(f,*a):
    try: return f(*a)
    except Exception as e: return type(e).__name__,str(e)
def eq(a,b): return a==b
def ne(a,b): return a!=b
def lt(a,b): return a<b
def ge(a,b): return a>=b
def has(d,a): return a in d
def jump(a,b):
    if a==b: return 1
    if a<b: return 2
    return 3
for i,a in enumerate(vals):
    for j,b in enumerate(vals):
        print(i,j,[t(f,a,b) for f in (eq,ne,lt,ge,jump)])
    print([t(has,{k:1},a) for k in vals[:13]], [t(has,{k},a) for k in vals[:13]], [t(has,[k],a) for k in vals])
    d={(1,2):'v'}
    print(t(d.get,a), t(lambda: d[a]), t(d.setdefault,a,0), list(d), t(lambda: sorted({a,(1,2)}, key=repr)), t(lambda: d.pop(a)))
print(t(hash,N(1,2)), t(lambda: {N(1,2)}), t(lambda: {N(1,2):1}), t(has,{},N(1,2)))
s=set()
for k in vals[:13]: print(s.add(k), len(s))
print([type(k).__name__ for k in set(vals[:6])],[type(k).__name__ for k in set((T((1,2)),(1,2),P(1,2)))])
h=[]
for i in range(30): heapq.heappush(h,(i*7%10,P(i%3,i)))
print([heapq.heappop(h) for _ in range(30)])
h=[P(i*7%10,i) for i in range(20)]+[Q(i*7%10,i) for i in range(20)]; heapq.heapify(h); print([tuple(heapq.heappop(h)) for _ in range(40)])
print(sorted([P(3,1),(1,2),Q(2,9),T((1,1))]), t(sorted,[P('a',1),P(1,2)]), sorted([L(2,1),L(1,1),P(0,1)]))
print(max(vals[:4]), min(P(1,2),(1,1)), P(1,2)==P(1,2)==Q(1,2))
g=time.gmtime(0); print(g==time.gmtime(0), g==tuple(g), {g:1}[tuple(g)], g<time.gmtime(100), hash(g)==hash(tuple(g)))
P.__eq__=lambda s,o: False
print(P(1,2)==P(1,2), P(1,2) in {P(1,2)} if P.__hash__ else 0, t(hash,P(1,2)), P(1,2) in [P(1,2)])
nan=float('nan'); p=P(nan,1); print(Q(nan,1)==Q(nan,1), (nan,1)==Q(nan,1), Q(nan,1) in {Q(nan,1)}, {Q(nan,1):1}.get((nan,1)))
