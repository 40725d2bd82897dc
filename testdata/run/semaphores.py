"""_multiprocessing and _posixshmem: semaphores and memory that have names."""
import _multiprocessing
import _posixshmem
import mmap
import os
import threading
import time

LOCK, SEMAPHORE = 0, 1
SemLock = _multiprocessing.SemLock
name = f'/gopy-test-{os.urandom(6).hex()}' # other interpreters of this process run the same program


def tried(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except Exception as e:
        return f'{type(e).__name__}: {e}'.replace(name, '/NAME')


print(SemLock.SEM_VALUE_MAX, _multiprocessing.flags)

# A lock that its owner can take again.
lock = SemLock(LOCK, 1, 1, name, True)
print(lock.kind, lock.maxvalue, lock.name, lock._get_value(), lock._is_zero())
print(lock.acquire(), lock.acquire(), lock._count(), lock._is_mine(), lock._get_value())
other = []
thread = threading.Thread(target=lambda: other.extend([tried(lock.release), lock.acquire(False), lock.acquire(True, 0.01), lock._is_mine()]))
thread.start()
thread.join()
print(other)
print(tried(lock.release), tried(lock.release), tried(lock.release))
with lock:
    print(lock._count())

# A semaphore, and a second object of the same.
first = SemLock(SEMAPHORE, 2, 3, name, False)
print(first.name == name, tried(SemLock, SEMAPHORE, 2, 3, name, True))
second = SemLock._rebuild(first.handle, SEMAPHORE, 3, name)
print(second.handle == first.handle, second.maxvalue)
print(tried(_multiprocessing.sem_unlink, name), tried(_multiprocessing.sem_unlink, name))
print(first.acquire(), second.acquire(), first.acquire(False), second.acquire(timeout=0.01), second.acquire(True, -1))
print(first._count(), second._count(), first._get_value(), second._is_zero())
print([tried(second.release) for _ in range(4)], first._get_value(), second._count())

# Threads that wait, and that get what is left.
gate = SemLock(SEMAPHORE, 0, 10, name, True)
got = []
threads = [threading.Thread(target=lambda i=i: (gate.acquire(), got.append(i))) for i in range(4)]
for t in threads:
    t.start()
time.sleep(0.02)
print(got)
for t in threads:
    gate.release()
for t in threads:
    t.join()
print(sorted(got), gate._get_value())

# What can't be.
for args in [(5, 1, 1, name, True), (LOCK, -1, 1, name, True), (LOCK, 2**31, 1, name, True), (LOCK, 1, 1, 3, True), (LOCK, 1, 1, '/a/b', True),
             (LOCK, 1, 1, '', True), (LOCK, 1, 1, 'a\0b', True), (LOCK, 1, 1, '/' + 300 * 'x', True), (LOCK, 1, 1, name)]:
    print(tried(SemLock, *args))
print(tried(_multiprocessing.sem_unlink, '/a/b'), tried(gate.acquire, True, 'x'), tried(gate.acquire, True, 1e300))
print(tried(SemLock._rebuild, 0, LOCK, 1, name), tried(setattr, gate, 'name', 1), issubclass(type('Mine', (SemLock,), {}), SemLock))

# Memory.
fd = _posixshmem.shm_open(name, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode=0o600)
os.ftruncate(fd, 100)
again = _posixshmem.shm_open(name, os.O_RDWR)
print(os.get_inheritable(fd), oct(os.fstat(fd).st_mode), tried(_posixshmem.shm_open, name, os.O_CREAT | os.O_EXCL | os.O_RDWR))
with mmap.mmap(fd, 100) as a, mmap.mmap(again, 100) as b:
    a[3] = 42
    print(b[3], b.size())
print(_posixshmem.shm_unlink(name), tried(_posixshmem.shm_unlink, name), tried(_posixshmem.shm_open, name, os.O_RDWR))
print(tried(_posixshmem.shm_open, 'a/b', os.O_RDWR), tried(_posixshmem.shm_open, 3, os.O_RDWR), tried(_posixshmem.shm_open, 'a\0b', os.O_RDWR))
