# Generators, coroutines and async generators: values, exceptions, closing, delegation.
def counter(n):
    try:
        for i in range(n):
            got = yield i
            if got is not None:
                print('got', got)
        return 'end'
    except ValueError as e:
        print('inside', e)
        yield 'after'
    finally:
        print('finally')

g = counter(3)
print(next(g), g.send('a'), g.gi_running, g.gi_suspended)
print(g.throw(ValueError('boom')))
try:
    next(g)
except StopIteration as e:
    print('stop', e.value)
g = counter(2)
print([*g])
g = counter(2)
next(g)
print(g.close(), g.gi_frame)
try:
    g = counter(1)
    g.send(1)
except TypeError as e:
    print(e)

def outer():
    r = yield from counter(2)
    print('result', r)
    try:
        yield from [1, 2]
    except KeyError:
        print('key')
        yield 'k'
o = outer()
print(next(o), o.gi_yieldfrom.__name__, next(o), next(o))
print(o.throw(KeyError))
def selfref():
    try:
        next(me)
    except ValueError as e:
        print(e)
    yield 1
me = selfref()
next(me)
def bad():
    raise StopIteration(3)
    yield
try:
    next(bad())
except RuntimeError as e:
    print(e, repr(e.__cause__))
def ignoring():
    while True:
        try:
            yield
        except GeneratorExit:
            pass
g = ignoring(); next(g)
try:
    g.close()
except RuntimeError as e:
    print(e)
def in_handler():
    try:
        1 / 0
    except ZeroDivisionError:
        yield 1
        try:
            raise KeyError('x')
        except KeyError as e:
            print(repr(e.__context__))
        yield 2
try:
    raise OSError('outer')
except OSError:
    print(list(in_handler()))
import sys
def see():
    while True:
        yield sys.exception()
s = see()
print(next(s))
try:
    raise ValueError('v')
except ValueError:
    print(repr(next(s)))
print(next(s))

class Await:
    def __init__(self, v): self.v = v
    def __await__(self):
        x = yield self.v
        return x * 2
async def co(n):
    a = await Await(n)
    b = await Await(a)
    return a + b
c = co(1)
print(c.send(None), c.send(10), end=' ')
try:
    c.send(7)
except StopIteration as e:
    print(e.value)
try:
    c.send(None)
except RuntimeError as e:
    print(e)
async def agen(n):
    try:
        for i in range(n):
            await Await(i)
            yield i
    finally:
        print('agen done')
async def use():
    out = []
    async for x in agen(3):
        out.append(x)
    print([y async for y in agen(2)])
    return out
def drive(c):
    v = None
    steps = 0
    try:
        while True:
            v = c.send(steps)if steps else c.send(None)
            steps += 1
    except StopIteration as e:
        return e.value, steps
print(drive(use()))
class ACM:
    async def __aenter__(self): return 'entered'
    async def __aexit__(self, t, v, tb): print('exit', t); return True
async def awith():
    async with ACM() as a:
        print(a)
        raise ValueError
    return 'swallowed'
print(drive(awith()))
async def closing():
    g = agen(3)
    print(await g.asend(None))
    await g.aclose()
    try:
        await g.asend(None)
    except StopAsyncIteration:
        print('stopped')
    g = agen(3)
    await g.asend(None)
    try:
        await g.athrow(KeyError('k'))
    except KeyError as e:
        print('thrown', e)
print(drive(closing()))
async def nested():
    return await co(2)
print(drive(nested()))
try:
    drive(awith.__class__)
except AttributeError as e:
    print('no send')
async def notawaitable():
    await 3
try:
    notawaitable().send(None)
except TypeError as e:
    print(e)
print((lambda: (yield))().__class__.__name__, type(agen(1)).__name__)
def deep(n):
    if n: yield from deep(n - 1)
    yield n
print(sum(deep(50)))
def recursive(n):
    yield n
    for x in recursive(n + 1):
        yield x
try:
    for x in recursive(0):
        pass
except RecursionError as e:
    print('RecursionError')
