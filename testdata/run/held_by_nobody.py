# What a thread that waits, or a generator that is suspended, has used before and needs no more doesn't stay alive on account of that.
import gc
import queue
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor


class Thing:
    pass


kept = []


def check(name, make):
    ref = make()
    gc.collect()
    print(name, ref() is None)


def thread():
    jobs, results = queue.SimpleQueue(), queue.SimpleQueue()

    def work():
        while jobs.get():
            results.put(Thing())

    kept.append(threading.Thread(target=work))
    kept.append(jobs)
    kept[0].start()
    jobs.put(True)
    return weakref.ref(results.get())


def executor():
    kept.append(ThreadPoolExecutor(1))
    results = kept[-1].map(lambda i: Thing(), range(3))
    kept.append(results)
    return weakref.ref(next(results))


def generator():
    def pop(things):
        while things:
            yield things.pop().value

    things = [Thing() for _ in range(3)]
    for thing in things:
        thing.value = Thing()
    kept.append(pop(things))
    return weakref.ref(next(kept[-1]))


def looped():
    def values():
        for i in range(2):
            yield Thing()

    kept.append(values())
    for value in kept[-1]:
        return weakref.ref(value)


async def coroutine():
    class Pause:
        def __await__(self):
            yield Thing()

    await Pause()


def awaited():
    kept.append(coroutine())
    return weakref.ref(kept[-1].send(None))


check("thread", thread)
kept[1].put(False)
check("executor", executor)
check("generator", generator)
check("loop", looped)
check("coroutine", awaited)
kept[-1].close()
