"""Coroutines that are awaited right where they are called: frames, exceptions, tracing, suspension; keywords that are passed on."""
import sys, traceback, asyncio, inspect, types
class Y:
    def __init__(self, v): self.v=v
    def __await__(self):
        r = yield self.v
        return r
def run(c, sends=None):
    out=[]; v=None; it=iter(sends or [])
    try:
        while True:
            out.append(c.send(v)); v=next(it,None)
    except StopIteration as e: out.append(('ret',e.value))
    except BaseException as e:
        out.append((type(e).__name__, str(e), [ (f.name,f.lineno) for f in traceback.extract_tb(e.__traceback__)], type(e.__context__).__name__))
    return out
async def plain(n): return n*2
async def two(n):
    a = await plain(n); b = await Y(n+1)
    c = await plain(b or 7)
    return a, b, c
async def outer(n):
    x = await two(n); y = await two(n+10)
    return x, y
print(run(outer(1), [5,6,7]))
async def bad(n):
    if n: await Y(n)
    raise ValueError(n)
async def catch(n):
    try: await bad(n)
    except ValueError as e: return 'caught', e.args, [f.name for f in traceback.extract_tb(e.__traceback__)]
    finally: await Y('fin')
print(run(catch(0))); print(run(catch(3)))
async def inexc():
    try: raise KeyError(1)
    except KeyError:
        r = await plain(3)
        e1 = sys.exception()
        await two(4)
        return r, repr(e1), repr(sys.exception())
print(run(inexc()), sys.exception())
async def yexc():
    try: raise KeyError('k')
    except KeyError:
        await Y(1)
        return repr(sys.exception())
async def callsy():
    r = await yexc()
    return r, repr(sys.exception())
print(run(callsy()), sys.exception())
async def stop(): raise StopIteration(3)
async def cstop(): await stop()
print(run(cstop()))
async def frame():
    f = sys._getframe()
    g = f.f_generator
    b = f.f_back
    return f.f_code.co_name, type(g).__name__, g.cr_running, g.cr_frame is f, g.cr_await, b.f_code.co_name, type(b.f_generator).__name__
async def cframe():
    return await frame()
print(run(cframe()))
keep=[]
async def frame2():
    f = sys._getframe(); keep.append(f); keep.append(f.f_generator)
    x = await Y(1)
    keep.append((f.f_lineno - f.f_code.co_firstlineno, f.f_locals.keys()))
    return x
async def cframe2():
    r = await frame2()
    return r
c=cframe2(); print(c.send(None)); f,g=keep[:2]
print(g.cr_frame is f, g.cr_running, g.cr_suspended, c.cr_await is g, f.f_lineno-f.f_code.co_firstlineno, sorted(f.f_locals))
try: g.send(None)
except BaseException as e: print(type(e).__name__, e)
try: print(c.send(9))
except BaseException as e: print(type(e).__name__, e)
print(g.cr_frame, g.cr_running, f.f_lineno-f.f_code.co_firstlineno, sorted(f.f_locals), inspect.getcoroutinestate(g))
async def selfthrow():
    try: await Y(1)
    except GeneratorExit: keep.append('ge'); raise
    finally: keep.append('cl')
async def cself():
    try: await selfthrow()
    finally: keep.append('outer')
keep.clear(); c=cself(); c.send(None); c.close(); print(keep)
keep.clear(); c=cself(); c.send(None)
try: c.throw(ValueError('t'))
except ValueError as e: print(keep, [f.name for f in traceback.extract_tb(e.__traceback__)])
async def gexc():
    try: raise KeyError(1)
    except KeyError as e:
        await Y(e.__traceback__.tb_frame.f_code.co_name)
        raise
async def cg(): 
    try: await gexc()
    except KeyError as e: return [f.name for f in traceback.extract_tb(e.__traceback__)]
print(run(cg()))
async def rec(n):
    if n==0: return 0
    return 1+await rec(n-1)
print(run(rec(500)))
async def recy(n):
    if n==0: return await Y('bottom')
    return 1+await recy(n-1)
print(run(recy(50),[1]))
sys.setrecursionlimit(300)
print(run(rec(1000))[0][:2])
sys.setrecursionlimit(1000)
class CM:
    async def __aenter__(self): return await plain(1)
    async def __aexit__(self,*a): await Y('exit'); return True
async def cm():
    async with CM() as x: raise ValueError
    return x
print(run(cm()))
class P:
    @property
    async def x(self): return 5
async def px(): return await P().x
print(run(px()))
async def agen():
    for i in range(3): yield await plain(i)
async def ag(): return [x async for x in agen()]
print(run(ag()))
ev=[]
def tr(fr,e,a):
    ev.append((fr.f_code.co_name,e))
    return tr
async def starts():
    await plain(1)
    sys.settrace(tr)
    await plain(2)
    await Y(3)
    sys.settrace(None)
async def cst(): await starts()
print(run(cst()), ev)
async def stk():
    return [x.name for x in traceback.extract_stack()]
async def cstk(): return await stk()
print(run(cstk()))
async def graph():
    return [ (e.frame.f_code.co_name) for e in asyncio.capture_call_graph().call_stack]
async def cgraph(): return await graph()
async def mm(): return await cgraph()
print(asyncio.run(mm()))
import threading
async def loc(**kw):
    await Y(1); return locals()
async def cloc(): return await loc(a=1)
print(run(cloc()))
def dd(*a, **k): return ff(*a, **k)
def ff(*a, **k):
    k['z']=1
    return a, k, sys._getframe(1).f_locals
print(dd(1), dd(1,b=2), dd(1))
def loc2(*a, **k): ff(**k); return locals()
print(loc2(1), loc2()['k'] is loc2()['k'])
