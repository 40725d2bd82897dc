"""gc.collect() finalizes objects with __del__ that only cycles of references keep alive, and no others."""
import gc, weakref
log=[]
class N:
    def __init__(self,n): self.n=n
    def __del__(self): log.append(self.n)
def t1():
    a=N('a'); b=N('b'); a.o=b; b.o=a
t1(); gc.collect(); print('cycle', sorted(log)); log.clear()
class G: pass
keep=N('keep'); keep.me=keep; child=G(); child.parent=keep; keep.child=child; keep.items=[keep,{'k':keep},(keep,),{keep}]
keep.fn=lambda: keep
wr=weakref.ref(keep); wc=weakref.ref(child); hits=[]
wx=weakref.ref(child, lambda r: hits.append('child gone'))
del child
gc.collect(); print('kept', log, wr() is keep, wc() is keep.child, keep.items[0] is keep, keep.items[1]['k'] is keep, keep.items[2][0] is keep, keep in keep.items[3])
gc.collect(); gc.collect(); print(log, wr() is keep, wc() is keep.child,hits)
def t2():
    l=[]; x=N('list'); x.l=l; l.append(x)
    d={}; y=N('dict'); y.d=d; d['y']=y
    z=N('closure'); z.f=lambda: z
    m=N('method'); m.m=m.__del__
    s=N('self'); s.s=s
    t=N('tuple'); t.t=(t,1)
    e=N('ext'); e.o=G(); e.o.back=e; keep.other=e.o
t2(); gc.collect(); print(sorted(log)); log.clear()
del keep.other; gc.collect(); print(log); log.clear()
class R:
    def __init__(self): self.me=self
    def __del__(self): global saved; saved=self; log.append('R')
R(); gc.collect(); print(log, saved.me is saved); log.clear(); del saved; gc.collect(); print(log)
del keep; gc.collect(); print(log, wr(), wc(), hits)


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('del', self.name)


def closing(n):
    told = Told(f'closing {n}')
    a, b, c, d = range(4)
    told.method = [lambda: told, lambda: (told, a), lambda: (told, a, b), lambda: (told, a, b, c, d)][n]


for n in range(4):
    closing(n)
    gc.collect()


def closure_kept():
    told = Told('kept')
    told.method = lambda: told
    return told.method.__closure__


cells = closure_kept()
gc.collect()
print(cells[0].cell_contents.name)
del cells
gc.collect()
told = Told('pairs')
told.pairs = list(zip(range(20), [told] * 20))
told.items = list(dict.fromkeys(range(20), told).items())
gc.collect()
print(told.pairs[7][1] is told.items[9][1])
told.pairs = told.items = None
del told
gc.collect()
