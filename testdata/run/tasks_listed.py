# Tasks that an event loop is going to run: all_tasks() tells of them, and the event loop hears of those that it forgets when it is closed.
import asyncio
import gc
import warnings

warnings.simplefilter('ignore')
msgs = []


def run(f):
    loop = asyncio.new_event_loop()
    loop.set_exception_handler(lambda l, c: msgs.append(c['message']))
    f(loop)
    loop.close()
    del loop
    gc.collect(); gc.collect()
    print(f.__name__, msgs); msgs.clear()


async def nothing(): pass


async def sleeps():
    try:
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    finally:
        msgs.append('finally')


async def waits():
    try:
        await asyncio.get_running_loop().create_future()
    finally:
        msgs.append('closed')


def never_ran(loop):
    loop.create_task(nothing(), name='x')


def stepped(loop):
    loop.create_task(sleeps())
    loop.call_soon(loop.stop)
    loop.run_forever()


def listing(loop):
    ts = [loop.create_task(sleeps()) for i in range(600)]
    print(len(asyncio.all_tasks(loop)))
    loop.call_soon(loop.stop)
    loop.run_forever()
    print(len(asyncio.all_tasks(loop)))
    loop.run_until_complete(asyncio.wait(ts))
    print(len(asyncio.all_tasks(loop)))
    msgs.clear()


def unlisted(loop):
    async def main():
        t = loop.create_task(sleeps())
        print(len(asyncio.all_tasks()))
        asyncio._unregister_task(t)
        print(len(asyncio.all_tasks()))
        asyncio._register_task(t)
        print(len(asyncio.all_tasks()))
        await t
        print(len(asyncio.all_tasks()), t.get_name()[:5])
    loop.run_until_complete(main())


def eager(loop):
    loop.set_task_factory(asyncio.eager_task_factory)
    async def child():
        r = len(asyncio.all_tasks())
        await asyncio.sleep(0)
        return r, len(asyncio.all_tasks())
    async def main():
        t = loop.create_task(child())
        print(len(asyncio.all_tasks()))
        print(await t)
        print(len(asyncio.all_tasks()))
    loop.run_until_complete(main())


def several_waiters(loop):
    async def waiter(future):
        return await future
    async def main():
        future = loop.create_future()
        tasks = [loop.create_task(waiter(future), name=f'w{i}') for i in range(4)]
        print(future._asyncio_awaited_by, future._callbacks)
        await asyncio.sleep(0)
        print(sorted(t.get_name() for t in future._asyncio_awaited_by), len(future._callbacks))
        tasks[0].cancel('enough')
        await asyncio.sleep(0)
        print(sorted(t.get_name() for t in future._asyncio_awaited_by or ()), future.cancelled())
        future = loop.create_future()
        tasks = [loop.create_task(waiter(future), name=f'w{i}') for i in range(4)]
        calls = []
        def note(f):
            calls.append(f.result())
        future.add_done_callback(note)
        future.add_done_callback(print)
        future.add_done_callback(note)
        print(future.remove_done_callback(print), future.remove_done_callback(len), len(future._callbacks))
        await asyncio.sleep(0)
        future.set_result(7)
        print(future._callbacks, calls)
        await asyncio.sleep(0)
        print(calls, await asyncio.gather(*tasks), future._asyncio_awaited_by)
    loop.run_until_complete(main())


for f in never_ran, stepped, listing, unlisted, eager, several_waiters:
    run(f)
