"""What objects cost in memory: sys.getsizeof of one, and resident memory for each of a million.

    PYTHON testdata/bench_memory.py                        the figures of this Python
    PYTHON testdata/bench_memory.py PYTHON3.14 GOPY ...    a table, as docs/performance.md has it, of several

Each kind is measured in a process of its own: a list with room for all is made first, then the objects; what the process has grown by is
theirs, with all that they refer to and nobody else does. gopy runs with GOGC=5, so that garbage and reserve hardly count.
"""

import gc
import os
import subprocess
import sys

COUNT = 1_000_000


class Plain:
    def __init__(self, i):
        self.a = i
        self.b = i


class Empty:
    pass


class Slots:
    __slots__ = 'a', 'b'

    def __init__(self, i):
        self.a = i
        self.b = i


def generator(i):
    yield i


def closure(i):
    return lambda: i


def cell(i):
    return closure(i).__closure__[0]


def caught(i):
    try:
        raise ValueError(i)
    except ValueError as e:
        return e.with_traceback(None)


shared = Plain(0)

# A name, and what makes object number i of the kind. Ints from 1,000 on, as CPython has the small ones once for all.
KINDS = {
    'int': lambda i: i + 1000,
    'int, 100 bits': lambda i: (1 << 99) + i,
    'float': lambda i: i + 0.5,
    'complex': lambda i: complex(i, 1),
    'str, 7 letters': lambda i: '%07d' % i,
    'str, 7 letters, one of them é': lambda i: 'é%06d' % i,
    'str, 100 letters': lambda i: '%0100d' % i,
    'bytes, 7': lambda i: b'%07d' % i,
    'bytearray, 7': lambda i: bytearray(b'%07d' % i),
    'tuple, 1 item': lambda i: (shared,),
    'tuple, 3 items': lambda i: (shared, i, None),
    'list, empty': lambda i: [],
    'list, 3 items': lambda i: [shared, shared, None],
    'list, 10 items by append': lambda i: append_ten(),
    'dict, empty': lambda i: {},
    'dict, 3 items': lambda i: {'a': shared, 'b': shared, 'c': None},
    'dict, 10 items': lambda i: dict.fromkeys(range(10)),
    'set, empty': lambda i: set(),
    'set, 3 items': lambda i: {1, 2, 3},
    'frozenset, 3 items': lambda i: frozenset((1, 2, 3)),
    'instance, no attributes': lambda i: Empty(),
    'instance, 2 attributes': lambda i: Plain(None),
    'instance, 2 __slots__': lambda i: Slots(None),
    'function': lambda i: lambda: None,
    'closure over a cell': closure,
    'bound method': lambda i: shared.__init__,
    'bound built-in method': lambda i: ''.join,
    'cell': cell,
    'generator, not started': generator,
    'exception': caught,
    'range': lambda i: range(i),
    'slice': lambda i: slice(i, None),
    'list iterator': lambda i: iter([]),
    'class': lambda i: type('C', (), {}),
}

FEWER = {'class': 20_000}


def append_ten():
    items = []
    for _ in range(10):
        items.append(None)
    return items


def resident():
    with open('/proc/self/statm') as f:
        return int(f.read().split()[1]) * os.sysconf('SC_PAGE_SIZE')


def measure(kind):
    make, count = KINDS[kind], FEWER.get(kind, COUNT)
    objects = [None] * count
    for i in range(count):      # what the loop itself needs is there before the first figure is taken
        objects[i] = None
    make(0)
    gc.collect()
    before = resident()
    for i in range(count):
        objects[i] = make(i)
    gc.collect()
    print(sys.getsizeof(objects[-1]), round((resident() - before) / count))


def ask(python, kind):
    done = subprocess.run([python, __file__, '--kind', kind], capture_output=True, text=True, env={**os.environ, 'GOGC': '5'}, check=True)
    return done.stdout.split()


def main():
    if sys.argv[1:2] == ['--kind']:
        return measure(sys.argv[2])
    pythons = sys.argv[1:] or [sys.executable]
    names = [os.path.basename(p) for p in pythons]
    print('| kind |' + ''.join(f' {n}: getsizeof | measured |' for n in names))
    print('|---|' + '---:|---:|' * len(pythons))
    for kind in KINDS:
        print(f'| {kind} |' + ''.join(' {} | {} |'.format(*ask(p, kind)) for p in pythons), flush=True)


if __name__ == '__main__':
    main()
