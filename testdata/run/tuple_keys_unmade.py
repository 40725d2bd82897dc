import sys, collections
class K:
    def __init__(s,v): s.v=v
    def __hash__(s): return hash(s.v)
    def __eq__(s,o): return isinstance(o,K) and s.v==o.v
    def __repr__(s): return f'K{s.v}'
class D(dict):
    def __getitem__(s,k): print('get',k); return dict.get(s,k,0)
class S(dict):
    def __setitem__(s,k,v): print('set',k,v); dict.__setitem__(s,k,v)
class M(dict):
    def __missing__(s,k): print('missing',k); return 10
class G(dict):
    def get(s,k,d=None): print('G.get',k); return 5
class A(set):
    def add(s,k): print('A.add',k); set.add(s,k)
class N:
    def __init__(s,d): s.d=d
    def __radd__(s,o): s.d.clear(); return o+1
    def __iadd__(s,o): s.d.clear(); return 7
def bump(d,i,j,by=1):
    d[i,j] += 1
    d[i,j] *= 2
    d[i,j] -= by
    d[i,j] /= 2
    d[i,j] = d.get((i,j),0) + 1
    d[i,j] = d.get((i,j)) - 1
    return d
print(bump({(1,2):1},1,2), bump({(1,2):1.5},1,2), bump({(1,2):True},1,2), bump({('a',2.5):3},'a',2.5,by=.25))
print(bump({(1,2):1},True,2.0), bump({(-0.0,2):1},0.0,2), bump({(0,0):4},-0.0,False))
for d in ({}, {(1,3):2}, collections.defaultdict(int), collections.Counter(), M(), D(), S({(1,2):1}), G({(1,2):1}), collections.OrderedDict({(1,2):3})):
    try: print(type(d).__name__, bump(d,1,2))
    except KeyError as e: print(type(d).__name__, 'KeyError', e)
d={(1,2):3}; key=next(iter(d))
def radd(d,i,j,n):
    d[i,j] += n
    return d
print(radd(d,1,2,N(d)), next(iter(d)) is key)
d={(1,2):3}; 
try: radd(d,1,2,'x')
except TypeError as e: print(e)
try: radd({(1,2):'a'},1,2,1)
except TypeError as e: print(e)
print(radd({(1,2):'a'},1,2,'b'), radd({(1,2):[1]},1,2,[2]), radd({(K(1),2):1},K(1),2,5), radd({(1,2):2**62},1,2,2**62), radd({(1,2):N(d)},1,2,1).keys())
def div(d,i,j):
    d[i,j] //= 0
try: div({(1,2):3},1,2)
except ZeroDivisionError as e: print(e, e.__traceback__.tb_next.tb_lineno, list(e.__traceback__.tb_next.tb_frame.f_code.co_positions())[e.__traceback__.tb_next.tb_lasti//2])
def try_(f,*a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
def get1(d,a,b): return d.get((a,b))
def get2(d,a,b): return d.get((a,b),-7)
def get3(d,a,b,c): return d.get((a,b,c),a)
for d in ({}, {(1,2):3}, {(1,2):None}, G({(1,2):1}), D({(1,2):4}), {(1,2):1,'x':2,3:4}, collections.Counter({(1,2):5}), {(K(1),2):6}, 5):
    for a in (1,1.0,True,'q',K(1),[1],(1,(2,)),float('nan')):
        try_(get1,d,a,2); try_(get2,d,a,2); try_(get3,d,a,2,3)
def add(s,a,b):
    r = s.add((a,b)); return r, sorted(map(repr, s))
s=set()
for a in (1,1.0,True,'q',K(1),K(1),[1],(1,(2,)),(1,(2,)),None,'q',2**70,2**70,b'x'): try_(add,s,a,2)
print(len(s)); try_(add,A(),1,2); try_(add,frozenset(),1,2); try_(add,[],1,2)
class O:
    def add(s,k): return k
    def get(s,k,d=3): return k,d
try_(lambda: O().add((1,2))); try_(get2,O(),1,2); try_(get1,O(),1,2)
s=set()
for i in range(400):
    s.add((i%37,i%11))
    if i%5==0: s.discard((i%37,i%11))
    if i%7==0: s.add((i%37,i%11)); s.add((0,0)); s.discard((0,0)); s.add((0,0))
print(len(s), hash(frozenset(s)) == hash(frozenset(list(s)[::-1])))
e=set(); e.add(()); e.add(()); print(e, {():1}.get(()), {():1}.get((),2))
calls=[]
def prof(f,ev,arg):
    if ev.startswith('c_'): calls.append((ev,arg.__name__))
def g():
    s=set(); d={(1,2):3}; a=1
    s.add((a,2)); d.get((a,2)); d.get((a,2),0); d[a,2]+=1
sys.setprofile(prof); g(); sys.setprofile(None); print(calls)
lines=[]
def tr(f,ev,arg):
    lines.append((ev,f.f_lineno-f.f_code.co_firstlineno)); return tr
sys.settrace(tr); g(); sys.settrace(None); print(lines)
class Ev:
    def __eq__(s,o): seen.append(1); return NotImplemented
    def __hash__(s): return hash((1,2))
seen=[]; d={Ev():1}; print(d.get((1,2),5), len(seen)); s={Ev()}; a=1; s.add((a,2)); print(len(s),len(seen))
def gen(n):
    d={}
    for i in range(n):
        d[i%7,i%5] = d.get((i%7,i%5),0)+i
        yield d.get((i%7,i%5),-1)
print(sum(gen(200)))
