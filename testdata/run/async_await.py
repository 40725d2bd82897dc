# Coroutines without a library: a tiny scheduler, async iteration, context managers, cancellation.
class Sleep:
    def __init__(self, n):
        self.n = n

    def __await__(self):
        for i in range(self.n):
            yield i
        return f"slept {self.n}"


log = []


async def worker(name, n):
    for i in range(n):
        result = await Sleep(i)
        log.append((name, result))
    return name * n


async def agen(n):
    try:
        for i in range(n):
            yield i
            await Sleep(1)
    finally:
        log.append("agen done")


class Lock:
    async def __aenter__(self):
        await Sleep(1)
        log.append("lock")
        return self

    async def __aexit__(self, kind, value, tb):
        log.append(("unlock", kind and kind.__name__))
        return True


async def main():
    async with Lock():
        raise ValueError("swallowed")
    total = [x async for x in agen(3) if x]
    async for x in agen(2):
        if x:
            break
    return total, await worker("w", 2), [await Sleep(k) for k in range(2)]


def run(*coros):
    results = {}
    queue = list(enumerate(coros))
    while queue:
        i, c = queue.pop(0)
        try:
            c.send(None)
        except StopIteration as stop:
            results[i] = stop.value
        else:
            queue.append((i, c))
    return [results[i] for i in sorted(results)]


print(run(worker("a", 3), worker("b", 2)))
print(log)
log.clear()
print(run(main()))
print(log[:3])


async def cancelled():
    try:
        await Sleep(10)
    except GeneratorExit:
        print("closed")
        raise


c = cancelled()
c.send(None)
c.close()


async def thrown():
    try:
        await Sleep(5)
    except KeyError as e:
        return f"caught {e}"


c = thrown()
c.send(None)
try:
    c.throw(KeyError("k"))
except StopIteration as s:
    print(s.value)
try:
    c.send(None)
except RuntimeError as e:
    print(e)


async def bad():
    await 5


try:
    bad().send(None)
except TypeError as e:
    print(e)


async def asend_demo():
    got = yield 1
    print("got", got)
    yield 2


async def drive():
    a = asend_demo()
    print(await a.__anext__(), await a.asend("x"))
    await a.aclose()
    try:
        await a.__anext__()
    except StopAsyncIteration:
        print("finished")


run(drive())
print(type(main).__name__, worker.__name__)
