"""An event loop in fifty lines, and trees of coroutines: await, __await__, exceptions through awaits."""


class Sleep:
    def __init__(self, ticks):
        self.ticks = ticks

    def __await__(self):
        yield self.ticks
        return self.ticks


class Loop:
    def __init__(self):
        self.time = 0
        self.ready = {}
        self.steps = 0

    def spawn(self, coroutine, at=0):
        self.ready.setdefault(at, []).append(coroutine)

    def run(self):
        while self.ready:
            self.time = min(self.ready)
            for coroutine in self.ready.pop(self.time):
                self.steps += 1
                try:
                    ticks = coroutine.send(None)
                except StopIteration:
                    continue
                self.spawn(coroutine, self.time + ticks)


async def leaf(n):
    return await Sleep(1 + n % 3)


async def tree(depth, n):
    if depth == 0:
        return await leaf(n)
    return await tree(depth - 1, n * 2) + await tree(depth - 1, n * 2 + 1)


async def worker(results, n):
    total = 0
    for i in range(40):
        total += await leaf(i + n)
        if i % 10 == 9:
            try:
                await failing(i)
            except ValueError as e:
                total += e.args[0]
    results.append(total)


async def failing(i):
    await Sleep(1)
    raise ValueError(i)


async def immediate(n):
    return n


async def sum_up(n):
    total = 0
    for i in range(n):
        total += await immediate(i)
    return total


loop = Loop()
results = []
for n in range(400):
    loop.spawn(worker(results, n))


async def top():
    results.append(await tree(11, 1))
    results.append(await sum_up(200000))


loop.spawn(top())
loop.run()
print(loop.time, loop.steps, sum(results), len(results))
