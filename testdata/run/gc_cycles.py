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
