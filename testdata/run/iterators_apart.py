"""Iterators whose tuples for loops take apart, dict views and generators that built-in functions take items of."""

from itertools import combinations, combinations_with_replacement, groupby, pairwise, permutations, product, zip_longest
print(list(product()), list(product('ab','c')), list(product('ab',repeat=2)), list(product('ab','',repeat=2)), list(product(repeat=3)))
for x,y in product('ab',(1,2)): print(x,y,end=' ')
for x,y in product('ab',repeat=2): print(x,y,end=' ')
for x,y,z in permutations('abc'): print(x,y,z,end=' ')
for x,y in permutations('abc',2): print(x,y,end=' ')
for x,y in combinations('abcd',2): print(x,y,end=' ')
for x,y in combinations_with_replacement('abc',2): print(x,y,end=' ')
for x,y in pairwise('abcd'): print(x,y,end=' ')
for x,y in zip_longest('abc','d',fillvalue=0): print(x,y,end=' ')
for x,y,z in zip_longest('abc','d','ef'): print(x,y,z,end=' ')
for k,g in groupby('aabbbc'): print(k,list(g),end=' ')
for (k,g) in groupby([(1,2),(1,3),(2,4)],key=lambda t:t[0]): print(k,[b for a,b in g],end=' ')
print()
for it in (product('ab','cd'), permutations('abc'), pairwise('abc'), zip_longest('ab','cd'), combinations('abc',3), product()):
    try:
        for x,y,*z in it: print(x,y,z, end=' ')
    except ValueError as e: print(e)
for it in (product('ab','cd'), permutations('abc'), pairwise('abc'), zip_longest('ab','cd'), combinations('abc',3), product()):
    try:
        for x,y,z in it: print(x,y,z, end=' ')
    except ValueError as e: print(e)
class P(pairwise):
    def __next__(s):
        a,b=super().__next__(); return b,a
for a,b in P('abc'): print(a,b)
class Q(product): pass
for a,b in Q('ab','cd'): print(a,b)
def gen():
    yield 1; yield 2; raise ValueError('x')
try:
    for a,b in pairwise(gen()): print(a,b)
except ValueError as e: print('E',e)
try:
    for a,b in zip_longest(gen(),'abcd'): print(a,b)
except ValueError as e: print('E',e)
try:
    for a,b in groupby(gen()): print(a)
except ValueError as e: print('E',e)
d={'a':1,'b':2}
print(list(d),list(d.values()),list(d.items()),sorted(d.items()),sum(d.values()),max(d.values()),min(d),list({1,2,3}),sorted({3,1}),tuple(d),sorted(set(d.items())))
try:
    for x in map(lambda k:d.__setitem__(k+'x',1), d): pass
except RuntimeError as e: print(e)
class K:
    def __init__(s,v): s.v=v
    def __lt__(s,o): d[s.v]=1; return s.v<o.v
    def __gt__(s,o): d[s.v]=1; return s.v>o.v
e={1:K('q'),2:K('r')}
print(max(e.values()).v)
def f(): 
    e[3]=1
    return 0
class E:
    def __eq__(s,o): e2[len(e2)]=0; return False
    def __bool__(s): e2[len(e2)]=0; return False
e2={0:E(),1:E()}
try: print(any(e2.values()))
except RuntimeError as x: print(x)
e2={0:E(),1:E()}
try: print('sum',sum([1 for v in e2.values() if v]))
except RuntimeError as x: print(x)
print(any(x>5 for x in range(10)), all(x<5 for x in range(10)), any(x for x in []), all(x for x in []), any(x for x in [0,'',None,[],5]), all([x for x in [1,'a']]))
g=(x for x in range(10)); print(any(x==3 for x in g), next(g))
g=(x for x in range(10)); print(any(g), next(g)); print(all(g), list(g))
print(max(x for x in (1,5,3)), min(x for x in (1.5,5.0,-3.25)), max((x,-x) for x in range(5)), max(x for x in (1,2.5,True)), min(x for x in 'hello'), max((x for x in ()),default=7), max((float('nan'),1.0)), max(x for x in (float('nan'),1.0)), max(x for x in (1.0,float('nan'))), min(x for x in (0.0,-0.0)), max(x for x in (True,1)), max(x for x in (1,True,1.0)))
for bad in (lambda: max(x for x in ()), lambda: max(x for x in (1,'a')), lambda: any(1/0 for x in (1,)), lambda: all(x for x in 5)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(max((x for x in (3,1,2)), key=lambda v:-v))
from collections import Counter, OrderedDict, defaultdict
print(list(OrderedDict(a=1).items()), list(Counter('aab').items()), list(defaultdict(int,{1:2}).values()))
class D(dict):
    def __iter__(s): return iter('zz')
    def keys(s): return 'kk'
print(list(D(a=1)), sorted(D(a=1)), list(dict.keys(D(a=1))), list(D(a=1).values()))
class S(set):
    def __iter__(s): return iter('zz')
print(list(S('ab')), sorted(S('ab')), list(frozenset('a')))
for i,(a,b) in enumerate(product('ab','c')): print(i,a,b)
print([a+b for a,b in product('ab','cd')], {a:b for a,b in pairwise('abc')}, sum(a*b for a,b in combinations(range(5),2)))
