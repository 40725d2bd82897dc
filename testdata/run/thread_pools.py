"""concurrent.futures with threads: results, errors, cancelling, waiting, limits, forgotten executors."""

import threading
import time
from concurrent import futures
from concurrent.futures import ThreadPoolExecutor


def tell(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except Exception as e:
        print(type(e).__module__, type(e).__qualname__, e)


with ThreadPoolExecutor(3) as pool:
    print(list(pool.map(pow, range(5), range(5))))
    print(list(pool.map(str, range(6), buffersize=2)))
    tell(pool.submit(divmod, 1, 0).result)
    print(repr(pool.submit(divmod, 1, 0).exception()), pool.submit(divmod, 7, 2).exception())
    tell(pool.map, str, [1], buffersize=0)
    tell(pool.map, str, [1], buffersize='x')
    results = pool.map(time.sleep, [0, 0.5], timeout=0.1)
    print(next(results))
    tell(next, results)
tell(pool.submit, int)

gate = threading.Event()
with ThreadPoolExecutor(1, thread_name_prefix='lane', initializer=lambda *a: print('init', a), initargs=(1, 2)) as pool:
    first = pool.submit(gate.wait)
    second = pool.submit(lambda: threading.current_thread().name)
    third = pool.submit(int)
    while not first.running():
        time.sleep(0.001)
    print(first.cancel(), third.cancel(), third.cancelled(), third.done(), second.running())
    third.add_done_callback(lambda f: print('third', f.cancelled()))
    tell(third.result)
    tell(second.result, timeout=0.01)
    done, waiting = futures.wait([first, second], timeout=0.01)
    print(len(done), len(waiting))
    gate.set()
    done, waiting = futures.wait({first, second}, return_when=futures.ALL_COMPLETED)
    print(len(done), len(waiting), second.result())
    print(sorted(str(f.result()) for f in futures.as_completed([first, second])))

f = futures.Future()
f.add_done_callback(lambda f: print('called', f.result()))
print(f.set_running_or_notify_cancel(), f.running(), f.cancel())
f.set_result(5)
tell(f.set_result, 6) if False else None
try:
    f.set_result(6)
except futures.InvalidStateError as e:
    print(type(e).__name__, str(e).split(' at ')[0])
tell(futures.wait, [futures.Future()], return_when='never')
try:
    list(futures.as_completed([futures.Future(), f], timeout=0))
except TimeoutError as e:
    print(e)
for bad in (0, -1):
    tell(ThreadPoolExecutor, bad)
tell(ThreadPoolExecutor, initializer=3)
tell(lambda: issubclass(futures.TimeoutError, OSError) and futures.TimeoutError is TimeoutError)


def failing():
    raise ValueError('not ready')


import logging
logging.disable()
pool = ThreadPoolExecutor(1, initializer=failing)
try:
    tell(pool.submit(int).result)
except futures.BrokenExecutor as e:
    print(e)
pool.shutdown()
tell(pool.submit, int)
