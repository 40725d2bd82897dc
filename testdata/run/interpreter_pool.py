# Calls that run in a pool of interpreters.
import sys
from concurrent import interpreters
from concurrent.futures import InterpreterPoolExecutor
from concurrent.futures.interpreter import BrokenInterpreterPool

prepared = 'no'


def prepare(value):
    global prepared
    if value == 'bad':
        raise LookupError(value)
    prepared = value


def state():
    return prepared, __name__


def double(x):
    return x * 2


def fail():
    raise ValueError('a', 3)



def where():
    return interpreters.get_current().id


def attempt(f, *args):
    try:
        print('->', f(*args))
    except BaseException as e:
        print(type(e).__name__, e.args if type(e).__name__ != 'ExecutionFailed' else e.excinfo.msg, '|', type(e.__cause__).__name__)
        if isinstance(e.__cause__, interpreters.ExecutionFailed):
            print(e.__cause__.excinfo.formatted, e.__cause__.excinfo.type.__name__)


if __name__ == '__main__':
    print(BrokenInterpreterPool.__mro__[1:4])
    with InterpreterPoolExecutor(2) as pool:
        attempt(pool.submit(double, 21).result)
        attempt(pool.submit(lambda a, b: (b, a), 1, b=[2]).result)
        attempt(lambda: list(pool.map(double, range(10))))
        attempt(pool.submit(fail).result)
        attempt(pool.submit(open, '/no/such/file').result)
        attempt(pool.submit(sys.exit, 3).result)
        attempt(pool.submit(state).result)
        attempt(pool.submit(lambda: (i for i in ()).send).result)
        attempt(pool.submit, 'print(1)')
        print(len({pool.submit(where).result() for _ in range(20)}) <= 2, where())
    attempt(pool.submit, double, 1)
    attempt(InterpreterPoolExecutor, 0)
    attempt(InterpreterPoolExecutor, 1, '', 'script')
    with InterpreterPoolExecutor(1, initializer=prepare, initargs=('yes',)) as pool:
        attempt(pool.submit(state).result)
    print(state())
    queue = interpreters.create_queue()
    with InterpreterPoolExecutor(3) as pool:
        futures = [pool.submit(queue.get) for _ in range(3)]
        for i in range(3):
            queue.put({'number': i})
        print(sorted(f.result()['number'] for f in futures))
    print(interpreters.list_all())
