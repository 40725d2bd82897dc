# Tasks that are pending when the program ends: the event loop's handler hears of them, then their coroutines are closed.
import asyncio


async def forever():
    try:
        await asyncio.sleep(1000)
    finally:
        print('finally')


async def done():
    await asyncio.sleep(0)


async def main():
    asyncio.create_task(forever(), name='first')
    for _ in range(300):
        await asyncio.create_task(done())
    await asyncio.gather(*[done() for _ in range(300)])


loop = asyncio.new_event_loop()
loop.create_task(forever(), name='second')
loop.run_until_complete(main())
loop.close()
print('end')
