# What processes share: locks, semaphores, conditions, events, barriers and queues.
import inspect
import multiprocessing
import pickle
import queue
import re
import threading
from multiprocessing import queues, synchronize

context = multiprocessing.get_context('spawn')


def say(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except BaseException as error:
        print(re.sub(r'0x[0-9a-f]+', '0x…', f'{type(error).__name__}: {error}'))


def interfaces():
    for module in synchronize, queues:
        print(module.__all__)
        for name in module.__all__:
            cls = getattr(module, name)
            print(name, inspect.signature(cls))
            for key in dir(cls):
                if key[0] != '_' and key not in ('acquire', 'release') and callable(getattr(cls, key)):
                    print('   ', key, inspect.signature(getattr(cls, key)))
    for name in 'Lock RLock Semaphore BoundedSemaphore Condition Event Barrier Queue JoinableQueue SimpleQueue'.split():
        print(name, inspect.signature(getattr(multiprocessing, name)))


def locks():
    lock = context.Lock()
    print(lock, lock.acquire(), lock, lock.locked(), lock.acquire(False), lock.acquire(timeout=0.01), lock.acquire(True, -1))
    in_thread(lambda: print(lock))
    lock.release()
    say(lock.release)
    with lock as got:
        print(got, lock)
    lock = context.RLock()
    print(lock, lock.acquire(), lock.acquire(), lock, lock.locked())
    in_thread(lambda: (print(lock), say(lock.release), print(lock.acquire(False))))
    lock.release(), lock.release()
    in_thread(lambda: (lock.acquire(), print(lock), lock.release()))
    say(lock.release)
    semaphore = context.Semaphore(2)
    print(semaphore, semaphore.acquire(), semaphore.get_value(), semaphore.acquire(), semaphore.locked(), semaphore.acquire(False))
    semaphore.release(), semaphore.release(), semaphore.release()
    print(semaphore)
    semaphore = context.BoundedSemaphore(2)
    semaphore.acquire()
    print(semaphore)
    semaphore.release()
    say(semaphore.release)
    for value in -1, 'a':
        say(context.Semaphore, value)
    for name in 'Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Condition', 'Queue', 'SimpleQueue', 'JoinableQueue':
        say(pickle.dumps, getattr(context, name)())


def in_thread(call):
    thread = threading.Thread(target=call, name='T')
    thread.start()
    thread.join()


def conditions():
    condition = context.Condition()
    print(condition, context.Condition(context.Lock()))
    say(condition.wait), say(condition.notify), say(condition.notify_all)
    with condition:
        with condition:
            print(condition, condition.wait(0.01), condition.wait_for(lambda: 0, 0.01), condition.wait_for(lambda: 'yes'))
            condition.notify(), condition.notify_all()
    event = context.Event()
    print(event.is_set(), event.wait(0.01), event.set(), event.wait(), event.is_set(), event.set(), event.clear(), event.wait(0))
    barrier = context.Barrier(2)
    print(barrier.parties, barrier.n_waiting, barrier.broken, isinstance(barrier, threading.Barrier))
    say(barrier.wait, 0.01)
    print(barrier.broken, barrier.reset(), barrier.broken, barrier.abort(), barrier.broken)
    say(barrier.wait)


def bounded_queue():
    some = context.Queue(2)
    say(some.get_nowait), say(some.get, timeout=0.01)
    print(some.empty(), some.put(1), some.put_nowait({2: 'b'}), some.qsize(), some.full())
    say(some.put, 3, False), say(some.put, 3, timeout=0.01), say(some.put_nowait, 3)
    print(some.get(), some.get(timeout=9), some.qsize(), some.empty(), some.full())
    say(some.join_thread)
    some.put('last')
    print(some.close(), some.join_thread(), some.close())
    say(some.put, 3), say(some.get), say(some.empty), say(some.qsize)
    simple = context.SimpleQueue()
    print(simple.empty(), simple.put('a'), simple.empty(), simple.get(), simple.close())
    say(simple.put, 3), say(simple.get), say(simple.empty)
    some = context.JoinableQueue()
    say(some.task_done)
    some.put(1)
    print(some.get(), some.task_done(), some.join())
    print(queues.Empty is queue.Empty, queues.Full is queue.Full, context.Queue.__name__, queues.Queue[int])


# Several processes.

def take(condition, items, results, count, patience):
    for _ in range(count):
        with condition:
            while not items.acquire(False):
                condition.wait(patience)
    results.put(count)


def meet(barrier, event, results):
    event.wait()
    for turn in range(5):
        results.put((turn, barrier.wait()))


def work(jobs):
    while (job := jobs.get()) is not None:
        jobs.task_done()
    jobs.task_done()


def hold(lock, ready, done):
    with lock:
        ready.set()
        done.wait()


def started(*args):
    process = context.Process(target=args[0], args=args[1:])
    process.start()
    return process


def several():
    for patience in None, 0.001:
        condition, items, results = context.Condition(), context.Semaphore(0), context.SimpleQueue()
        takers = [started(take, condition, items, results, 100, patience) for _ in range(3)]
        for _ in range(300):
            with condition:
                items.release()
                condition.notify()
        for taker in takers:
            taker.join()
        print([results.get() for _ in takers], items)
    barrier, event, results = context.Barrier(3), context.Event(), context.Queue()
    those = [started(meet, barrier, event, results) for _ in range(3)]
    event.set()
    met = sorted(results.get() for _ in range(15))
    print(met)
    jobs = context.JoinableQueue(3)
    worker = started(work, jobs)
    for number in range(200):
        jobs.put(b'x' * number * 100)
    jobs.put(None)
    print(jobs.join())
    ready, done = context.Event(), context.Event()
    for lock in context.Lock(), context.RLock():
        holder = started(hold, lock, ready, done)
        ready.wait()
        print(lock, lock.acquire(False), lock.acquire(timeout=0.01))
        done.set()
        holder.join()
        print(lock, lock.acquire(False))
        ready.clear(), done.clear()
    for process in *those, worker:
        process.join()
        print(process.exitcode)


if __name__ == '__main__':
    interfaces()
    locks()
    conditions()
    bounded_queue()
    several()
