# Pools of processes and of threads.
import inspect
import multiprocessing
import os
import pickle
import time
import traceback
from multiprocessing import pool as pools
from multiprocessing.pool import Pool, ThreadPool

context = multiprocessing.get_context('spawn')


def square(number, delay=0):
    time.sleep(delay)
    return number * number


def fail(number):
    raise ValueError(number)


def fail_at_three(number):
    return square(number) if number != 3 else fail(number)


def add(one, other):
    return one + other


def unsendable():
    return lambda: 0


class Place:
    name = 'nowhere'


def move(name):
    Place.name = name


def where():
    return Place.name


def say(call, *args, **kwargs):
    try:
        result = call(*args, **kwargs)
        print(list(result) if hasattr(result, '__next__') else result)
    except Exception as error:
        print(f'{type(error).__name__}: {str(error).split(" at 0x")[0]}')


def broken():
    yield 1
    raise KeyError('in the iterable')


def calls(pool):
    print(pool.apply(square, (3,)), pool.apply(square, (3,), {'delay': 0.01}), pool.map(square, range(10)), pool.map(square, iter(range(5)), 2))
    print(list(pool.imap(square, range(10), 3)), sorted(pool.imap_unordered(square, range(10))), sorted(pool.imap_unordered(square, range(10), 4)))
    print(pool.starmap(add, [(1, 2), (3, 4)]), pool.starmap_async(add, ['ab', 'cd']).get(), pool.map(square, []), list(pool.imap(square, [])))
    say(pool.apply, fail, (3,))
    say(pool.map, fail_at_three, range(6)), say(pool.imap, fail_at_three, range(6))
    results = pool.imap(fail_at_three, range(2, 6))
    say(next, results), say(next, results), say(next, results), say(results.next), say(results.next, 5), say(results.next)
    say(pool.apply_async(square, (1, 0.5)).get, 0.01)
    results = pool.imap(square, broken())
    say(next, results), say(next, results), say(next, results)
    say(pool.map, square, broken())
    say(pool.map, square, 5), say(pool.imap, square, 5), say(pool.imap, square, [1], 0), say(pool.imap_unordered, square, [1], -1)
    result = pool.map_async(square, [1, 2, 3], callback=lambda got: print('called back with', got))
    result.wait()
    print(result.ready(), result.successful(), result.get(), isinstance(result, pools.AsyncResult))
    result = pool.apply_async(fail, [1], error_callback=lambda got: print('called back with', repr(got)))
    result.wait(9)
    print(result.ready(), result.successful())
    result = pool.map_async(fail, [1, 1], 1, None, lambda got: print('called back with', repr(got)))
    say(result.get)
    say(pickle.dumps, pool), say(pool.join)
    result = pool.apply_async(square, (5, 0.2))
    try:
        result.successful()
    except ValueError:
        print('not ready')
    print(pool, pool.close(), pool)
    for call in pool.apply, pool.map, pool.imap, pool.starmap_async, pool.imap_unordered:
        say(call, square, [1])
    say(pool.__enter__)
    print(pool.join(), result.get(), pool.terminate(), pool.join())


def of_processes():
    with context.Pool(2, move, ('here',)) as pool:
        print(pool.map(str.upper, 'abc'), {pool.apply(where) for _ in range(4)}, len({pool.apply(os.getpid) for _ in range(9)}) <= 2)
        say(pool.apply, unsendable), say(pool.apply, lambda: 5)
        try:
            pool.apply(fail, (1,))
        except ValueError as error:
            print(type(error.__cause__).__name__, str(error.__cause__).count('ValueError: 1'), traceback.format_exc().count('Traceback'))
        print(all(child.daemon for child in multiprocessing.active_children()), multiprocessing.active_children()[0].name.startswith('SpawnPoolWorker-'))
    print(pool, multiprocessing.active_children())
    pool.join()
    print(multiprocessing.active_children())
    with context.Pool(1, maxtasksperchild=2) as pool:
        print(len({pool.apply(os.getpid) for _ in range(6)}))
    say(Pool, 0, context=context), say(Pool, 1, 5, context=context), say(Pool, 1, maxtasksperchild=0, context=context), say(ThreadPool, -1), say(ThreadPool, 1, 'x')


if __name__ == '__main__':
    print(pools.__all__, inspect.signature(Pool), inspect.signature(ThreadPool), inspect.signature(multiprocessing.Pool))
    for name in dir(Pool):
        if name[0].islower():
            print(name, inspect.signature(getattr(Pool, name)))
    calls(context.Pool(2))
    calls(ThreadPool(2))
    of_processes()
