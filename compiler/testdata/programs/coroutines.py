async def f(a):
    await a
    b = await a + await c
    async for d in e:
        if f: break
        if g: continue
        if h: return
        async with i: return j
    else:
        k
    async with a as b, c: pass
    async with (
        d
    ): e
    try: await f
    except A as g: await h
    finally: await i
    for x in y:
        async with z: break
    return await a
async def g():
    yield
    x = yield 1
    yield await a
    async for b in c: yield b
    return
async def h(): pass
async def i(): lambda: (yield)
def j():
    async def k(): return await l
    return k
