# threading.local, and the same in Python.
import gc
import threading
import weakref
from _threading_local import local


class Counter(local):
    """Counts, from another start in each thread."""

    shared = 'of the class'
    __slots__ = 'slot',

    def __init__(self, start, step=1):
        self.value, self.step = start, step
        made.append(threading.current_thread().name)

    def up(self):
        self.value += self.step
        return self.value

    @property
    def double(self):
        return self.value * 2


def in_thread(call, name='T'):
    thread = threading.Thread(target=call, name=name)
    thread.start()
    thread.join()


def say(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except Exception as error:
        print(f'{type(error).__name__}: {error}')


for kind in local, threading.local:
    made = []
    if kind is threading.local:
        Counter = type('Counter', (threading.local,), {name: vars(Counter)[name] for name in ('__init__', 'up', 'double', 'shared')})
    data = kind()
    data.a = 1
    print(data.a, vars(data), data.__dict__, hasattr(data, 'b'))
    in_thread(lambda: (print(vars(data)), setattr(data, 'a', 2), print(data.a)))
    print(data.a)
    del data.a
    say(getattr, data, 'a'), say(delattr, data, 'a'), say(setattr, data, '__dict__', {}), say(delattr, data, '__dict__')
    say(kind, 1), say(kind, a=1)
    counter = Counter(10, step=5)
    print(counter.up(), counter.up(), counter.double, counter.shared, made)
    in_thread(lambda: print(counter.up(), counter.double, sorted(vars(counter))), 'other')
    counter.shared = 'mine'
    in_thread(lambda: print(counter.shared))
    print(counter.shared, Counter.shared, counter.up(), made)
    say(setattr, counter, 'double', 3)
    counter.slot = 7
    print(counter.slot, sorted(vars(counter)))

    class Value:
        pass

    def use():
        data.value = Value()
        gone.append(weakref.ref(data.value))

    gone = []
    in_thread(use)
    data.mine = value = Value()
    value.data = data
    gone.append(weakref.ref(value))
    del data, value
    gc.collect()
    print([ref() for ref in gone])

    class Broken(kind):
        def __init__(self):
            if threading.current_thread() is not threading.main_thread():
                raise KeyError('not here')

    broken = Broken()
    in_thread(lambda: say(getattr, broken, 'a'))
