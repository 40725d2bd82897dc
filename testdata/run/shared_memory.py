# Memory shared by name, lists in it, and multiprocessing.dummy.
import multiprocessing.dummy
import os
import pickle
from multiprocessing import shared_memory

own = f'gopy_test_{os.getpid()}'


def fails(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__, str(error).replace(own, 'NAME'))


def square(x):
    return x * x


block = shared_memory.SharedMemory(own, create=True, size=100)
print(repr(block).replace(own, 'NAME'), block.size, len(block.buf), bytes(block.buf[:3]))
other = pickle.loads(pickle.dumps(block))
other.buf[0] = 7
print(block.buf[0], other.name == own)
other.close()
print(other.buf)
for what in (lambda: shared_memory.SharedMemory(own, create=True, size=1), lambda: shared_memory.SharedMemory(own + 'x'), shared_memory.SharedMemory,
             lambda: shared_memory.SharedMemory(create=True), lambda: shared_memory.SharedMemory(create=True, size=-1)):
    fails(what)
items = shared_memory.ShareableList([1, 'four', b'by', -2.5, True, None, 'é', 'exactly8'], name=own + 'l')
print(repr(items).replace(own, 'NAME'), items.format, len(items), items.shm.size)
items[0], items[3], items[4] = 2.5, None, 3
print(items.format, list(items), items.count(None), items.index('four'), 'é' in items, items[-1])
for what in (lambda: items.__setitem__(1, 'more than eight'), lambda: items[8], lambda: items.__setitem__(8, 1), lambda: items.index('x'),
             lambda: items.__setitem__(0, [])):
    fails(what)
again = shared_memory.ShareableList(name=items.shm.name)
print(list(again))
again.shm.close()
for each in block, items.shm:
    each.close()
    each.unlink()
fails(lambda: shared_memory.SharedMemory(own))
with multiprocessing.dummy.Pool(3) as pool:
    print(pool.map(square, range(6)), pool.apply(square, (9,)))
queue = multiprocessing.dummy.Queue()
thread = multiprocessing.dummy.Process(target=queue.put, args=('from a thread',), name='named')
print(thread, thread.exitcode)
thread.start()
thread.join()
print(queue.get(), thread.exitcode, multiprocessing.dummy.active_children())
left, right = multiprocessing.dummy.Pipe()
left.send({'a': 1})
print(right.poll(), right.recv(), right.poll(0.01))
print(multiprocessing.dummy.Value('i', 3), multiprocessing.dummy.Array('i', [1, 2]), multiprocessing.dummy.Namespace(x=1),
      multiprocessing.dummy.Manager().list([1]))
