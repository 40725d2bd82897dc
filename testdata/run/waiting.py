"""Waiting: select, poll, epoll, queues, locks, signals and threads."""
import _queue
import _signal as signal
import _thread
import os
import select
import time


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


r, w = os.pipe()
print(select.select([r], [w], [], 0) == ([], [w], []), select.select([r], [], [], 0.01))
poll = select.poll()
poll.register(r, select.POLLIN)
epoll = select.epoll()
epoll.register(r, select.EPOLLIN)
print(poll.poll(10), epoll.poll(0.01), epoll.closed)
os.write(w, b'x')
print(select.select([r], [], []) == ([r], [], []), poll.poll() == [(r, select.POLLIN)], epoll.poll() == [(r, select.EPOLLIN)])
poll.unregister(r)
epoll.close()
for f, *args in ((select.select, [], [], [], -1), (select.select, [], [], [], 'a'), (select.select, 1, [], []), (select.select, [1.5], [], []),
                 (select.select, [5000], [], [], 0), (poll.modify, 5, 1), (poll.register, 1, -1), (poll.register, 1, 2**20),
                 (poll.poll, 'a'), (select.epoll, -5), (epoll.poll,), (epoll.register, 1)):
    print(f.__name__, *args, attempt(f, *args))
os.close(w)
print(os.read(r, 5), select.select([r], [], [], 1) == ([r], [], []), os.read(r, 5))

q = _queue.SimpleQueue()
print(attempt(q.get_nowait), attempt(q.get, timeout=0.01), attempt(q.get, timeout=-1), attempt(q.get, timeout='a'), q.empty())
done = _thread.allocate_lock()
done.acquire()


def consume():
    items = []
    while (item := q.get()) is not None:
        items.append(item)
    print(items)
    done.release()


_thread.start_new_thread(consume, ())
for i in range(5):
    q.put(i)
q.put_nowait(None)
done.acquire()
print(q.qsize(), done.locked(), done.acquire(False), done.acquire(timeout=0.01), attempt(done.acquire, False, 1), attempt(done.acquire, timeout=-2))
print(attempt(_thread.interrupt_main, 500), attempt(_thread.start_new_thread, 5, ()))

calls = []
signal.signal(signal.SIGUSR1, lambda n, frame: calls.append(n))
signal.signal(signal.SIGALRM, lambda n, frame: 1 / 0)
signal.raise_signal(signal.SIGUSR1)
print(calls)
for wait in (done.acquire, q.get, lambda: os.read(os.pipe()[0], 1), lambda: select.select([os.pipe()[0]], [], []), lambda: time.sleep(5),
             lambda: os.waitpid(os.posix_spawn('/bin/sleep', ['sleep', '0.2'], {}), 0)):
    signal.setitimer(signal.ITIMER_REAL, 0.03)
    print(attempt(wait))
print(signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1, signal.SIGUSR2}))
os.kill(os.getpid(), signal.SIGUSR1)
os.kill(os.getpid(), signal.SIGUSR2)
time.sleep(0.05)
print(sorted(signal.sigpending()), calls, signal.sigwait({signal.SIGUSR2}), sorted(signal.sigpending()))
print(sorted(signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGUSR1})), calls)
print(signal.sigtimedwait({signal.SIGUSR2}, 0.01), attempt(signal.sigtimedwait, {500}, 0), attempt(signal.sigtimedwait, (), -1))
signal.pthread_kill(_thread.get_ident(), signal.SIGUSR2)
print(signal.sigwaitinfo({signal.SIGUSR2}).si_signo == signal.SIGUSR2, attempt(signal.pthread_kill, 5, 'a'))
r, w = os.pipe()
print('non-blocking' in attempt(signal.set_wakeup_fd, w), attempt(signal.set_wakeup_fd, 5000))
os.set_blocking(w, False)
print(signal.set_wakeup_fd(w))
signal.raise_signal(signal.SIGUSR1)
print(os.read(r, 5), signal.set_wakeup_fd(-1) == w, calls)
