"""A tree of tasks under asyncio: gather, queues, locks."""

import asyncio


async def node(depth, width, counter):
    counter[depth] += 1
    if depth == 0:
        if counter[0] % 3 == 0:
            await asyncio.sleep(0)
        return 1
    return 1 + sum(await asyncio.gather(*[node(depth - 1, width, counter) for _ in range(width)]))


async def producer(queue, n):
    for i in range(n):
        await queue.put(i)
    await queue.put(None)


async def consumer(queue, lock, out):
    while (item := await queue.get()) is not None:
        async with lock:
            out.append(item * 2)


async def main():
    counter = [0] * 7
    print(await node(5, 5, counter), counter)
    queue, lock, out = asyncio.Queue(10), asyncio.Lock(), []
    async with asyncio.TaskGroup() as group:
        group.create_task(producer(queue, 6000))
        group.create_task(consumer(queue, lock, out))
    print(len(out), sum(out))


asyncio.run(main())
