from collections import Counter
import itertools, random
random.seed(3)
class C(Counter):
    def __missing__(self,k): print('missing',k); return 5
class U(Counter):
    def update(self,*a,**k): print('update',a,k); super().update(*a,**k)
class M(dict):
    def __missing__(self,k):
        if k=='bad': raise ValueError(k)
        self[k]=[k]; return self[k]
vals=[-2,-1,0,1,2,3,True,False,1.5,2**70]
def rnd(cls=Counter):
    c=cls()
    for k in 'abcdef':
        if random.random()<.6: dict.__setitem__(c,k,random.choice(vals))
    return c
import operator as o
for i in range(60):
    a,b=rnd(C if i%9==0 else Counter),rnd(C if i%7==0 else Counter)
    for f in (o.add,o.sub,o.and_,o.or_):
        r=f(a,b); print(type(r).__name__, list(r.items()), end=' ')
    print([f(a,b) for f in (o.eq,o.ne,o.lt,o.le,o.gt,o.ge)], dict(+a), dict(-a))
    c=Counter(a); c+=b; d=Counter(a); d-=b; e=Counter(a); e|=b; f=Counter(a); f&=b
    print(dict(c),dict(d),dict(e),dict(f))
for f in (o.add,o.sub,o.and_,o.or_,o.lt,o.le,o.eq,o.ne,o.gt,o.ge):
    for x in ({}, {'a':1}, 3, None):
        try: print(f.__name__, f(Counter('a'),x))
        except TypeError as e: print(e)
print(U('ab'),U(),U({'a':2},b=3),U(a=1)); print(Counter(None), Counter(a=1,iterable=5), Counter({}), Counter(Counter('aab')), Counter(iter('aab')), Counter(x for x in 'aab'))
try: Counter(5)
except TypeError as e: print(e)
try: Counter(1,2)
except TypeError as e: print(e)
try: print(Counter(a='x')+Counter(a=1))
except TypeError as e: print(e)
try: print(Counter(a='x')&Counter(b=1))
except TypeError as e: print(e)
try: print(Counter({'a':[1]})|Counter(b=1))
except TypeError as e: print(e)
m=M(); m['x'].append(1); m['x'].append(2); print(m, m['y'])
def look(m,k): return m[k]
try: look(m,'bad')
except ValueError as e:
    import traceback; print([f.name for f in traceback.extract_tb(e.__traceback__)], e.__context__)
m[1,2].append(3); print(m)
class Memo(dict):
    def __missing__(self,n): r=self[n]=n if n<2 else self[n-1]+self[n-2]; return r
print(Memo()[90]); 
class Deep(dict):
    def __missing__(self,n): return self[n+1]
try: Deep()[0]
except RecursionError as e: print('RecursionError')
class Stat(dict):
    __missing__=staticmethod(lambda k: ('static',k))
class Cl(dict):
    @classmethod
    def __missing__(c,k): return c.__name__,k
class Inst(dict): pass
i=Inst(); i.__missing__=lambda k:1
print(Stat()[1], Cl()[1])
try: i[1]
except KeyError as e: print('KeyError',e)
class Two(dict):
    def __missing__(self,a,b=4): return a,b
print(Two()['q'], Two()[1,2])
class G(dict):
    def __missing__(self,k): yield k
print(list(G()[3]))
l=list(range(12))
def t(f):
    try: f(l)
    except Exception as e: print(type(e).__name__,e)
    print(l)
t(lambda l: l.__setitem__(slice(None,None,2),[0]*6)); t(lambda l: l.__setitem__(slice(None,None,-1),l)); t(lambda l: l.__setitem__(slice(2,4),l)); t(lambda l: l.__setitem__(slice(0,0),l))
t(lambda l: l.__setitem__(slice(None,None,3),(1,2))); t(lambda l: l.__setitem__(slice(1,5),())); t(lambda l: l.__setitem__(slice(1,3),[9,8,7])); t(lambda l: l.__setitem__(slice(5,None),iter(l))); t(lambda l: l.__setitem__(slice(None,None,2),5)); t(lambda l: l.__setitem__(slice(3,1),'ab'))
class L(list):
    def __iter__(self): yield 'i'
t(lambda l: l.__setitem__(slice(0,2),L([1,2,3]))); t(lambda l: l.__setitem__(slice(0,3,2),L([1,2,3])))
other=[1,2,3]; a=other[:]; a[1:1]=other; a[0]=100; other[0]=55; print(a,other)
try: dict([[1,2],[3]])
except ValueError as e: print(e)
print(dict([[1,2],(3,4),'ab',{5:6,7:8}]))
