"""Module _asyncio: futures and tasks on a loop that only calls what it is told to."""
import sys
import types

try:
    import asyncio
except ImportError:  # a library without asyncio: what _asyncio needs of it
    class CancelledError(BaseException):
        pass

    class InvalidStateError(Exception):
        pass

    for name in ('asyncio', 'asyncio.exceptions', 'asyncio.events', 'asyncio.coroutines', 'asyncio.futures', 'asyncio.base_futures', 'asyncio.base_tasks'):
        sys.modules[name] = types.ModuleType(name)
    sys.modules['asyncio.exceptions'].CancelledError = CancelledError
    sys.modules['asyncio.exceptions'].InvalidStateError = InvalidStateError
    sys.modules['asyncio.coroutines'].iscoroutine = lambda x: hasattr(x, 'send')
    sys.modules['asyncio.base_futures']._future_repr = lambda f: '<Future>'
    sys.modules['asyncio.base_tasks']._task_repr = lambda t: '<Task>'

import _asyncio
from _asyncio import Future, Task


class Loop:
    def __init__(self):
        self.ready = []

    def call_soon(self, f, *args, context=None):
        self.ready.append((f, args, context))

    def get_debug(self):
        return False

    def is_running(self):
        return True

    def call_exception_handler(self, context):
        print('handler', context['message'])

    def run(self):
        _asyncio._set_running_loop(self)
        while self.ready:
            f, args, context = self.ready.pop(0)
            context.run(f, *args) if context is not None else f(*args)
        _asyncio._set_running_loop(None)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f'{type(e).__name__}: {e}'


loop = Loop()
f = Future(loop=loop)
print(f.done(), f._state, attempt(f.result), attempt(f.exception), f._callbacks, f._asyncio_awaited_by, f.get_loop() is loop)
done = lambda f: print('done', f._state)
f.add_done_callback(done)
f.add_done_callback(done)
print(len(f._callbacks), f.remove_done_callback(done), f.remove_done_callback(done))
f.add_done_callback(done)
f.set_result(5)
loop.run()
print(f.result(), f.exception(), attempt(f.set_result, 6), attempt(f.set_exception, ValueError), f.cancel())
f = Future(loop=loop)
print(attempt(f.set_exception, 5), f.set_exception(StopIteration), type(f.exception()).__name__, attempt(f.result), f._log_traceback)
f = Future(loop=loop)
print(f.cancel('why'), f.cancelled(), attempt(f.result), attempt(f.exception), f._cancel_message, f.cancel())
print(attempt(setattr, f, '_log_traceback', True), attempt(Future, 5), Future[int])

waiting = Future(loop=loop)


async def wait_for(future):
    print('before')
    try:
        return await future
    except BaseException as e:
        print('raised', type(e).__name__, e)
        raise


def task(coroutine, **kw):
    return Task(coroutine, loop=loop, **kw)


t = task(wait_for(waiting), name='mine')
print(t.get_name(), t.done(), t in _asyncio.all_tasks(loop), t._fut_waiter)
loop.run()
print(t._fut_waiter is waiting, waiting._asyncio_awaited_by == {t}, t.get_coro().cr_await is not None)
waiting.set_result('result')
loop.run()
print(t.result(), t._fut_waiter, waiting._asyncio_awaited_by, t in _asyncio.all_tasks(loop))

t = task(wait_for(Future(loop=loop)))
loop.run()
print(t.cancel('stop'), t.cancelling(), t.cancelled())
loop.run()
print(t.cancelled(), t.uncancel(), attempt(t.result), t.cancel())

t = task(wait_for(Future(loop=loop)))
t.cancel()
print(t._must_cancel)
loop.run()
print(t.cancelled())


async def fail():
    raise ValueError('failed')


t = task(fail())
loop.run()
print(type(t.exception()).__name__, attempt(t.result), attempt(t.set_result, 1), attempt(t.set_exception, 1))


@types.coroutine
def bad(value):
    try:
        yield value
    except RuntimeError as e:
        print(*(text in str(e) for text in ('bad yield', 'for generator in task', 'attached to a different loop', 'instead of yield from in task')))


async def run(value):
    await bad(value)


for value in (5, (x for x in ()), Future(loop=Loop()), Future(loop=loop)):
    t = task(run(value))
    loop.run()
    print(t.done())
t = task(run(None))
loop.run()
print(t.done(), attempt(task, 5))


async def current():
    return _asyncio.current_task(loop)


t = task(current())
loop.run()
print(t.result() is t, _asyncio.current_task(loop), attempt(_asyncio.current_task), attempt(_asyncio.get_running_loop), _asyncio._get_running_loop())
_asyncio._set_running_loop(loop)
t = task(current(), eager_start=True)
print(t.done(), t.result() is t, loop.ready)
_asyncio._enter_task(loop, t)
print(attempt(_asyncio._enter_task, loop, f)[:29], attempt(_asyncio._leave_task, loop, f)[:35], _asyncio._swap_current_task(loop, None) is t)
i = iter(Future(loop=loop))
print(i.send(None)._asyncio_future_blocking, attempt(i.throw, ValueError('thrown')))
