import itertools as I
for rows,cols in [(1,1),(3,9),(9,3),(12,12),(100,9),(9,100),(2,40),(40,2),(5,40)]:
    m=[[r*1000+c for c in range(cols)] for r in range(rows)]
    print(rows,cols,hash(tuple(zip(*m))), [list(c) for c in zip(*m)]==list(map(list,zip(*m))), hash(str(list(zip(*m)))) == hash(str([t for t in zip(*m)])))
    m2=[tuple(r) if i%2 else r for i,r in enumerate(m)]
    print(list(zip(*m2))==list(zip(*m)))
it=iter(range(40)); print(list(zip(*[it]*10)))
it=iter(list(range(45))); print(list(zip(*[it]*10)), list(it))
its=[iter([1,2,3]) for _ in range(10)]+[iter([1,2])]
print(list(zip(*its)), [list(i) for i in its])
try: list(zip(*([[1,2]]*9+[[1]]),strict=True))
except ValueError as e: print(e)
try: list(zip(*([[1]]*9+[[1,2]]),strict=True))
except ValueError as e: print(e)
for p in ([],[1],[1,2],[1,2,3],'abcd'):
    for r in range(6):
        print(list(I.permutations(p,r)),list(I.combinations(p,r)),list(I.combinations_with_replacement(p,r)),list(I.product(p,repeat=r))[:50])
    print(list(I.permutations(p)), list(I.product(p,'xy',[7])))
for a,b in I.product('ab',[1,2]): print(a,b)
for a,b in I.permutations('abc',2): print(a,b)
for a,b,c in I.combinations('abcd',3): print(a,b,c)
for a,b in I.combinations_with_replacement('abc',2): print(a,b)
p=I.product('ab',[1,2]); print(next(p)); a,b=next(p); print(a,b,list(p),list(p))
print(list(I.product()),list(I.product([])),list(I.permutations([],0)))
d={'a':1,'b':5,'c':3}
print(max(d,key=d.get),min(d,key=d.get),sorted(d,key=d.get),max(d,key=d.__getitem__))
class D(dict):
    def get(self,k,default=None): return -dict.get(self,k)
d2=D(d); print(max(d2,key=d2.get),sorted(d2,key=d2.get))
for f in (lambda: max(d,key=d.pop), lambda: max([1],key=d.setdefault), lambda: max(['x'],key={}.pop), lambda: list(map('a'.join,[1])), lambda: sorted([1],key=len), lambda: sorted('ab',key='abc'.index), lambda: max('ab',key='b'.find), lambda: list(map([].append,[1,2])), lambda: list(map(dict(a=1).get,'ab')), lambda: max([1,2],key=[].copy), lambda: sorted([3,1],key=isinstance)):
    try: print(f())
    except Exception as e: print(type(e).__name__,e)
