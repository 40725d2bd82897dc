"""asyncio without the network: tasks, groups, timeouts, locks, queues, threads, errors."""

import asyncio
import contextvars
import logging
import time



class Shown(logging.Handler):
    def emit(self, record):
        print(record.levelname, record.name, record.getMessage().split(' at ')[0], record.exc_info[0].__name__)


logging.getLogger().addHandler(Shown())


async def work(name, delay=0, error=None):
    try:
        await asyncio.sleep(delay)
        if error:
            raise error
        return name
    except asyncio.CancelledError:
        print('cancelled', name)
        raise


async def tell(awaitable):
    try:
        print(await awaitable)
    except BaseException as e:
        print(type(e).__name__, e, repr(e.__cause__))


async def tasks():
    print(await asyncio.gather(work('a', 0.02), work('b', 0.01), work('c', error=KeyError('k')), return_exceptions=True))
    await tell(asyncio.gather(work('a', 0.01), work('b', error=KeyError('k'))))
    t = asyncio.create_task(work('t', 10), name='named')
    await asyncio.sleep(0)
    print(t.get_name(), t.done(), t.cancel('why'), t.cancelling())
    await tell(t)
    done, pending = await asyncio.wait([asyncio.create_task(work(i, i / 50)) for i in range(3)], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending), sorted(t.result() for t in (await asyncio.wait(pending))[0]))
    print([await f for f in asyncio.as_completed([work('x', 0.03), work('y', 0.01), work('z', 0.02)])])
    async for f in asyncio.as_completed([asyncio.create_task(work('one'))]):
        print(f.result())
    await tell(asyncio.wait_for(work('slow', 5), 0.01))
    await tell(asyncio.wait_for(work('quick'), 5))
    inner = asyncio.create_task(work('inner', 0.02))
    outer = asyncio.shield(inner)
    outer.cancel()
    await tell(outer)
    print(await inner)
    for bad in (asyncio.wait([]), asyncio.wait(5), asyncio.sleep(float('nan'))):
        await tell(bad)
    coroutine = work('w')
    for bad in (lambda: asyncio.create_task(5), lambda: asyncio.ensure_future(5), lambda: asyncio.as_completed(coroutine)):
        try:
            bad()
        except TypeError as e:
            print(str(e).split(' at 0x')[0])
    coroutine.close()


async def groups():
    async with asyncio.TaskGroup() as group:
        a, b = group.create_task(work('a')), group.create_task(work('b', 0.01))
    print(a.result(), b.result(), group)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work('long', 10))
            group.create_task(work('bad', 0.01, ValueError('v')))
            await asyncio.sleep(10)
    except* ValueError as e:
        print(e, e.exceptions)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work('x', 10))
            raise LookupError('body')
    except ExceptionGroup as e:
        print(repr(e))
    try:
        group.create_task(work('late'))
    except RuntimeError as e:
        print(e)


async def timeouts():
    try:
        async with asyncio.timeout(0.01) as limit:
            await asyncio.sleep(5)
    except TimeoutError as e:
        print(repr(e), limit, limit.expired())
    async with asyncio.timeout(None) as limit:
        print(limit.when(), limit)
        limit.reschedule(asyncio.get_running_loop().time() + 60)
    print(limit)
    try:
        async with asyncio.timeout_at(0):
            await asyncio.sleep(1)
    except TimeoutError as e:
        print(type(e.__cause__).__name__)
    try:
        limit.reschedule(None)
    except RuntimeError as e:
        print(e)


async def locks():
    lock, order = asyncio.Lock(), []

    async def user(n):
        async with lock:
            order.append(n)
            await asyncio.sleep(0)
    await asyncio.gather(*(user(i) for i in range(4)))
    print(order, lock.locked(), repr(lock).rpartition('[')[2])
    event = asyncio.Event()
    waiter = asyncio.create_task(event.wait())
    await asyncio.sleep(0)
    print(repr(event).rpartition('[')[2])
    event.set()
    print(await waiter, event.is_set())
    semaphore, running, most = asyncio.Semaphore(2), 0, 0

    async def limited():
        nonlocal running, most
        async with semaphore:
            running += 1
            most = max(most, running)
            await asyncio.sleep(0.001)
            running -= 1
    await asyncio.gather(*(limited() for _ in range(6)))
    print(most, repr(semaphore).rpartition('[')[2])
    try:
        asyncio.BoundedSemaphore(1).release()
    except ValueError as e:
        print(e)
    condition, items = asyncio.Condition(), []

    async def taker():
        async with condition:
            await condition.wait_for(lambda: items)
            return items.pop()
    takers = [asyncio.create_task(taker()) for _ in range(2)]
    await asyncio.sleep(0)
    async with condition:
        items += ['p', 'q']
        condition.notify_all()
    print(await asyncio.gather(*takers))
    barrier = asyncio.Barrier(3)
    print(sorted(await asyncio.gather(*(barrier.wait() for _ in range(3)))), repr(barrier).rpartition('[')[2])
    task = asyncio.create_task(barrier.wait())
    await asyncio.sleep(0)
    await barrier.abort()
    await tell(task)
    print(barrier.broken, barrier.n_waiting, barrier.parties)


async def queues():
    queue, got = asyncio.Queue(2), []

    async def producer():
        for i in range(5):
            await queue.put(i)
        queue.shutdown()

    async def consumer():
        try:
            while True:
                got.append(await queue.get())
                queue.task_done()
        except asyncio.QueueShutDown:
            got.append('end')
    await asyncio.gather(producer(), consumer())
    await queue.join()
    print(got, queue)
    priority = asyncio.PriorityQueue()
    for n in (3, 1, 2):
        priority.put_nowait(n)
    print([priority.get_nowait() for _ in range(3)], priority.maxsize, priority.empty(), priority.full())
    for call in (priority.get_nowait, priority.task_done, priority.task_done, priority.task_done, priority.task_done):
        try:
            call()
        except Exception as e:
            print(type(e).__name__, e)


async def threads():
    variable = contextvars.ContextVar('variable', default='unset')
    variable.set('set')
    print(await asyncio.to_thread(variable.get))
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, pow, 2, 10))

    def elsewhere():
        return asyncio.run_coroutine_threadsafe(work('from a thread'), loop).result(5)
    print(await asyncio.to_thread(elsewhere))


async def errors():
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    loop.set_exception_handler(lambda loop, context: print(sorted(context), context['exception']))
    loop.call_soon(lambda: [][0])
    await asyncio.sleep(0)
    loop.set_exception_handler(None)
    future = loop.create_future()
    print(future)
    future.set_exception(OSError('e'))
    print(repr(future.exception()), future)
    for call in (future.set_result, future.set_exception):
        try:
            call(None)
        except asyncio.InvalidStateError as e:
            print(e)
    order = []
    loop.call_later(0.02, order.append, 'later')
    loop.call_later(0.01, order.append, 'sooner')
    loop.call_later(0.015, order.append, 'never').cancel()
    loop.call_soon(order.append, 'soon')
    await asyncio.sleep(0.05)
    print(order)


async def generators():
    closed = []

    async def numbers():
        try:
            for i in range(10):
                yield i
                await asyncio.sleep(0)
        finally:
            closed.append('closed')
    async for n in numbers():
        if n == 3:
            break
    g = numbers()
    await g.__anext__()
    await asyncio.get_running_loop().shutdown_asyncgens()
    print(closed[-1])


async def eager():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    order = []

    async def child():
        order.append('child')
        return 5
    t = loop.create_task(child())
    order.append('parent')
    print(order, t.done(), await t)


for part in (tasks, groups, timeouts, locks, queues, threads, errors, generators, eager):
    print('--', part.__name__)
    asyncio.run(part())
with asyncio.Runner() as runner:
    print(runner.run(work('first')), runner.run(work('second')), runner.get_loop().is_running())
coroutine = work('closed')
for call in (lambda: asyncio.run(5), asyncio.get_running_loop, lambda: runner.run(coroutine)):
    try:
        call()
    except (TypeError, ValueError, RuntimeError) as e:
        print(type(e).__name__, e)
coroutine.close()
loop = asyncio.new_event_loop()
print(loop)
loop.close()
print(loop.is_closed(), loop)
for call in (loop.run_forever, lambda: loop.call_soon(print)):
    try:
        call()
    except RuntimeError as e:
        print(e)
