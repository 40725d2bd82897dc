# Several interpreters of one program (PEP 734): what they share, and what goes from one to the other.
import array
import pickle
import sys
import threading
from concurrent import interpreters


def attempt(f, *args, **kwargs):
    try:
        print('->', f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, '|', e, '|', repr(e.__cause__))


def failing(interpreter, code):
    try:
        interpreter.exec(code)
    except interpreters.ExecutionFailed as e:
        print(e.excinfo.formatted)


class Local:
    def __repr__(self):
        return 'Local()'


def uses_globals():
    return Local()


if __name__ == '__main__':
    sys.stdout.reconfigure(line_buffering=True)
    main = interpreters.get_main()
    print(main, main.id, main.whence, main.is_running(), main is interpreters.get_current())
    a = interpreters.create()
    print(a, a.whence, a.is_running(), interpreters.list_all(), hash(a) == hash(a.id), pickle.loads(pickle.dumps(a)) is a)

    print('== scripts')
    a.exec('x = 1; import sys; sys.marker = "a"')
    a.exec('print(x, __name__, sys.marker, flush=True)')
    print(hasattr(sys, 'marker'))
    attempt(a.exec, 'def f():\n    raise ValueError("no")\nf()')
    attempt(a.exec, 'raise SystemExit(3)')
    attempt(a.exec, '1/0')
    attempt(a.exec, '(')
    attempt(a.exec, 'a\0b')
    attempt(a.exec, 10)
    attempt(a.exec, print)
    attempt(a.exec, b'print(2, flush=True)')
    attempt(a.exec, compile('x = 5', 'some', 'exec'))
    attempt(a.exec, lambda: 1)
    attempt(a.exec, lambda y: None)
    attempt(a.exec, 'print(x, flush=True)')
    attempt(a.exec, 'try:\n    1/0\nexcept Exception as e:\n    raise KeyError("k") from e')
    attempt(a.exec, 'raise ExceptionGroup("g", [ValueError(1), KeyError(2)])')
    attempt(a.exec, 'e = Exception("a"); e.add_note("note"); raise e')
    attempt(a.exec, 'abx = 1\naby')

    print('== variables')
    a.prepare_main({'n': 3}, t=(1, ('b', b'c', 2.5, None, True)))
    a.exec('print(n, t, flush=True)')
    attempt(a.prepare_main)
    attempt(a.prepare_main, n=4, bad=[])
    attempt(a.prepare_main, t=(1, [2]))
    attempt(a.prepare_main, big=2 ** 100)
    attempt(a.prepare_main, {1: 2})
    attempt(a.prepare_main, {'a\0': 1})
    a.exec('print(n, flush=True)')

    print('== calls')
    attempt(a.call, lambda x, *rest, **more: (x, rest, more), 1, 2, b=[3])
    attempt(a.call, eval, '[n, __name__]')
    attempt(a.call, dir)
    attempt(a.call, exec, 'n = 10')
    attempt(a.call, eval, 'n')
    attempt(a.call, len, [1, 2])
    attempt(a.call, 'abc'.upper)
    attempt(a.call, int, 'z')
    attempt(a.call, lambda: 1 / 0)
    attempt(a.call, lambda: globals()['__name__'])
    attempt(a.call, lambda: [2 ** 200, {'k': {1, 2}}, ..., range(3)])
    attempt(a.call, a.call(lambda: (lambda y: y + 1)), 4)
    attempt(a.call, 3)
    attempt(a.call, lambda d=1: d)
    attempt(a.call, lambda *, k=1: k)
    attempt(a.call, lambda: attempt)
    closed = [1]
    def inner(f):
        return lambda: f
    attempt(a.call, inner(3))
    attempt(a.call, lambda: (i for i in ()).send)
    attempt(main.call, len, ())
    attempt(main.exec, 'pass')
    print(interpreters.is_shareable(closed), [interpreters.is_shareable(x) for x in (1, 'a', b'b', 1.5, None, (1, []), memoryview(b''), a, 2 ** 100, len)])

    print('== memory')
    data = bytearray(b'spam')
    a.prepare_main(view=memoryview(data))
    a.exec('view[0] = 83; print(bytes(view), view.readonly, type(view.obj).__name__, flush=True)')
    print(data)
    numbers = array.array('i', [1, 2, 3])
    a.prepare_main(view=memoryview(numbers)[::-1])
    a.exec('view[0] = 7; print(view.tolist(), view.format, view.strides, flush=True)')
    print(numbers)

    print('== queues')
    q = interpreters.create_queue(2)
    print(q.maxsize, q.empty(), q.full(), q.qsize(), pickle.loads(pickle.dumps(q)) is q)
    a.prepare_main(q=q)
    a.exec('q.put([1, 2]); q.put("text")')
    print(q.full(), q.qsize())
    attempt(q.put, 1, timeout=.01)
    attempt(q.put_nowait, 1)
    print(q.get(), q.get())
    attempt(q.get_nowait)
    attempt(q.get, timeout=.01)
    attempt(q.get, False)
    q.put(q)
    print(q.get() is q)
    attempt(q.put, (i for i in ()))
    attempt(interpreters.Queue, 1000)
    attempt(interpreters.Queue, 'a')
    answers = interpreters.create_queue()
    a.prepare_main(answers=answers)
    worker = threading.Thread(target=a.exec, args=['while (item := q.get()) is not None: answers.put(item * 2)\nanswers.put(None)'])
    worker.start()
    for i in range(5):
        q.put(i)
    q.put(None)
    results = []
    while (item := answers.get()) is not None:
        results.append(item)
    worker.join()
    print(results)

    print('== ends')
    a.exec('import atexit; atexit.register(print, "the end", flush=True)')
    a.exec('q.put(1); q.put(2)')
    a.close()
    print(q.qsize(), q.get(), q.get() is q.unbounditems)
    for f in (a.close, a.is_running, lambda: a.exec('1'), lambda: a.call(len, ()), lambda: interpreters.Interpreter(a.id)):
        attempt(f)
    attempt(main.close)
    b = interpreters.create()
    failing(b, f'from concurrent import interpreters\ninterpreters.Interpreter({b.id}).close()')
    failing(b, f'from concurrent import interpreters\ninterpreters.Interpreter({b.id}).exec("1")')
    attempt(b.exec, 'from concurrent import interpreters\nc = interpreters.create()\nprint(c.call(len, "abc"), len(interpreters.list_all()), flush=True)\nc.close()')
    failing(b, 'import threading\nthreading.Thread(daemon=True)')
    failing(b, 'import signal\nsignal.signal(2, signal.SIG_DFL)')
    b.exec('import threading, time\nthreading.Thread(target=lambda: (time.sleep(.05), print("late", flush=True))).start()')
    b.close()
    print(interpreters.list_all())
