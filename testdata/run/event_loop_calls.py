# Calls of an event loop that fail, are cancelled, change the loop or are made by handles that were changed; gather; forgotten asynchronous generators.
import asyncio, sys, traceback
# callbacks that fail, are cancelled, change the loop, are of patched handles
log = []
def handler(loop, context):
    log.append((context['message'].split(' ')[0:3], type(context.get('exception')).__name__, sys.exception() is context.get('exception')))
async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    def bad(x): raise ValueError(x)
    def worse(): raise asyncio.CancelledError('c')
    loop.call_soon(bad, 1)
    loop.call_soon(worse)
    h = loop.call_soon(log.append, 'never')
    loop.call_soon(log.append, 'now')
    h.cancel()
    h2 = loop.call_soon(log.append, 'never2')
    loop.call_soon(h2.cancel)
    loop.call_later(0, log.append, 'timer')
    await asyncio.sleep(0.001)
    print(log); log.clear()
    # cancelled by one that runs before
    def first(): second.cancel()
    loop.call_soon(first)
    second = loop.call_soon(log.append, 'second')
    await asyncio.sleep(0)
    print(log, second.cancelled(), second); log.clear()
    # debug switched on in the middle
    loop.slow_callback_duration = 1e9
    loop.call_soon(loop.set_debug, True)
    loop.call_soon(lambda: log.append(loop._current_handle is not None))
    await asyncio.sleep(0)
    loop.set_debug(False)
    loop.call_soon(lambda: log.append(loop._current_handle is not None))
    await asyncio.sleep(0)
    print(log); log.clear()
    import contextvars
    v = contextvars.ContextVar('v', default=0)
    c = contextvars.copy_context()
    c.run(v.set, 5)
    loop.call_soon(lambda: log.append(v.get()), context=c)
    loop.call_soon(lambda: log.append(v.get()))
    await asyncio.sleep(0)
    print(log); log.clear()
    # an entered context
    def inside():
        loop.call_soon(log.append, 1, context=c)
    c.run(inside)
    async def nested(): c.run(log.append, 2)
    await nested()
    await asyncio.sleep(0)
    print(log); log.clear()
    cls = asyncio.Handle
    run = cls._run
    def patched(self):
        log.append('patched')
        run(self)
    cls._run = patched
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    cls._run = run
    await asyncio.sleep(0)
    print(log); log.clear()
asyncio.run(main())
class Loop(asyncio.SelectorEventLoop):
    n = 0
    def call_soon(self, cb, *args, context=None):
        Loop.n += 1
        return super().call_soon(cb, *args, context=context)
async def some():
    await asyncio.gather(*[asyncio.sleep(0, i) for i in range(4)])
    return len(asyncio.all_tasks())
with asyncio.Runner(loop_factory=Loop) as r:
    print(r.run(some()), Loop.n > 8)
def stop(): raise KeyboardInterrupt
async def interrupted():
    asyncio.get_running_loop().call_soon(stop)
    asyncio.get_running_loop().call_soon(log.append, 'later')
    await asyncio.sleep(0)
loop = asyncio.new_event_loop()
t = loop.create_task(interrupted())
try: loop.run_until_complete(t)
except KeyboardInterrupt: print('interrupted', log)
loop.run_until_complete(t)
print(log)
loop.close()
async def gathers():
    async def ok(x): return x
    async def bad(x): raise KeyError(x)
    async def slow():
        try: await asyncio.sleep(10)
        except asyncio.CancelledError: log.append('cancelled'); raise
    print(await asyncio.gather(ok(1), bad(2), ok(3), return_exceptions=True))
    o = ok(7)
    print(await asyncio.gather(o, ok(8), o))
    f = asyncio.get_running_loop().create_future()
    f.set_result('f')
    print(await asyncio.gather(f, ok(1), f))
    try: await asyncio.gather(ok(1), bad(2), slow())
    except KeyError as e: print('KeyError', e)
    g = asyncio.gather(slow(), ok(1))
    await asyncio.sleep(0)
    g.cancel('why')
    try: await g
    except asyncio.CancelledError as e: print('cancelled', e.args)
    g = asyncio.gather(slow(), bad(1), return_exceptions=True)
    await asyncio.sleep(0)
    g.cancel()
    try: await g
    except asyncio.CancelledError as e: print('cancelled', e.args)
    t = asyncio.create_task(slow()); await asyncio.sleep(0); t.cancel('m')
    print([type(x).__name__ + str(x.args) for x in await asyncio.gather(t, return_exceptions=True)])
    print(await asyncio.gather())
log.clear()
asyncio.run(gathers())
print(log)
async def agens():
    async def ag(n):
        try:
            for i in range(3): yield i
        finally:
            log.append(n)
    keep = []
    for i in range(200):
        async for x in ag(i):
            if i % 50 == 7: break
        if i % 50 == 7: pass
    for i in range(3):
        a = ag('kept%d' % i)
        await anext(a)
        keep.append(a)
    return keep
log.clear()
keep = asyncio.run(agens())
print(sorted(map(str, log))[-5:], len(log), [k.ag_frame for k in keep])
