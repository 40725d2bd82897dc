# Locks that several threads want, weak references of which there are many to one object, reads that ask for more than there is.
import gc
import os
import select
import signal
import socket
import threading
import time
import weakref

# A lock is held by one thread at a time; all get it.
lock, inside, worst, turns = threading.Lock(), 0, 0, []


def work(name):
    global inside, worst
    for n in range(300):
        with lock:
            inside += 1
            worst = max(worst, inside)
            if n % 100 == 0:
                time.sleep(0.001)
            inside -= 1
    turns.append(name)


threads = [threading.Thread(target=work, args=(name,)) for name in 'abcd']
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(worst, sorted(turns), lock.locked())

# Who waits in vain leaves no trace: the next one gets the lock.
lock.acquire()
got = []
vain = threading.Thread(target=lambda: got.append(lock.acquire(timeout=0.02)))
patient = threading.Thread(target=lambda: (got.append(lock.acquire()), lock.release()))
vain.start()
patient.start()
vain.join()
time.sleep(0.03)
lock.release()
patient.join()
print(got, lock.locked(), lock.acquire(False), lock.acquire(False))
lock.release()
try:
    lock.release()
except RuntimeError as error:
    print(error)


# A signal's handler runs while the main thread waits, and may end the wait by releasing or by raising.
def release(number, frame):
    lock.release()


def fail(number, frame):
    raise KeyError('from the handler')


signal.signal(signal.SIGALRM, release)
lock.acquire()
signal.setitimer(signal.ITIMER_REAL, 0.02)
print(lock.acquire(), lock.locked())
signal.signal(signal.SIGALRM, fail)
signal.setitimer(signal.ITIMER_REAL, 0.02)
try:
    lock.acquire()
except KeyError as error:
    print(repr(error), lock.locked())
lock.release()
print(lock.acquire(timeout=1), lock.release())

# RLock, Condition, Semaphore and Event keep their rules.
again = threading.RLock()
with again, again:
    print(again._recursion_count(), again._is_owned())
condition = threading.Condition(threading.Lock())
try:
    condition.notify()
except RuntimeError as error:
    print(error)
items = []


def consume():
    with condition:
        condition.wait_for(lambda: len(items) == 3)
        items.append('seen')


consumer = threading.Thread(target=consume)
consumer.start()
for n in range(3):
    with condition:
        items.append(n)
        condition.notify()
consumer.join()
print(items)
permits = threading.BoundedSemaphore(2)
print(permits.acquire(), permits.acquire(), permits.acquire(blocking=False), permits.acquire(timeout=0.01))
permits.release(2)
try:
    permits.release()
except ValueError as error:
    print(error)
event = threading.Event()
print(event.wait(0.01), event.set(), event.wait(), event.is_set(), event.clear(), event.is_set())


# Many references to one object: those with a callback that live are called, the latest made first; others are dead.
class Thing:
    pass


thing, called = Thing(), []
for n in range(1000):
    weakref.ref(thing, lambda r: called.append('forgotten'))
plain = weakref.ref(thing)
kept = [weakref.ref(thing, lambda r, n=n: called.append((n, r() is None))) for n in range(3)]
proxy = weakref.proxy(thing)
print(weakref.ref(thing) is plain, weakref.proxy(thing) is proxy, kept[0] == plain, kept[0] is not plain, plain() is thing)
gc.collect()
print(weakref.getweakrefcount(thing))
del thing
gc.collect()
print(called, plain(), [r() for r in kept])
try:
    proxy.x
except ReferenceError as error:
    print(error)
group, members = weakref.WeakSet(), [Thing() for _ in range(10)]
for n in range(2000):
    group.add(members[n % 10])
for member in members:
    if member not in group:
        print('lost')
del members[3:], member
gc.collect()
print(len(group))

# What comes is less than what was asked for, or all of it.
left, right = socket.socketpair()
first = None
for size in 1, 5, 300, 4096, 65536:
    right.sendall(b'abc' * 100)
    data = b''
    while len(data) < 300:
        data += left.recv(size)
    first = first or data
    print(size, data == b'abc' * 100, first == data)
right.sendall(b'x' * 1000)
print(left.recv(500) == b'x' * 500, left.recv(500, socket.MSG_PEEK) == b'x' * 500, left.recv(1000) == b'x' * 500)
try:
    left.recv(-1)
except ValueError as error:
    print(error)
reader, writer = os.pipe()
os.write(writer, b'one')
one = os.read(reader, 100000)
os.write(writer, b'three')
three = os.read(reader, 100000)
print(one, three, os.read(reader, 0))


# A read in a signal's handler, while the same thread waits to read, takes nothing from the other.
def read_other(number, frame):
    right.sendall(b'other')
    got.append(left.recv(4096))
    os.write(writer, b'mine')


got.clear()
signal.signal(signal.SIGALRM, read_other)
signal.setitimer(signal.ITIMER_REAL, 0.02)
print(os.read(reader, 4096), got)
