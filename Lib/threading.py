"""Threads, and what they wait for each other with: locks, conditions, events, semaphores, barriers, timers."""

import itertools
import sys
import warnings
from _collections import deque
from _thread import (LockType as _LockType, RLock as _NativeRLock, TIMEOUT_MAX, _ExceptHookArgs as ExceptHookArgs,
                     _excepthook as excepthook, _get_main_thread_ident, _is_main_interpreter, _local as local, _make_thread_handle,
                     _shutdown as _join_threads, _ThreadHandle, daemon_threads_allowed as _daemon_threads_allowed, error as ThreadError, get_ident,
                     get_native_id, lock as Lock, set_name as _set_name, stack_size,
                     start_joinable_thread as _start_joinable_thread)
from _weakrefset import WeakSet
from time import monotonic as _monotonic

__all__ = ['get_ident', 'active_count', 'Condition', 'current_thread', 'enumerate', 'main_thread', 'TIMEOUT_MAX', 'Event', 'Lock', 'RLock',
           'Semaphore', 'BoundedSemaphore', 'Thread', 'Barrier', 'BrokenBarrierError', 'Timer', 'ThreadError', 'setprofile', 'settrace',
           'local', 'stack_size', 'excepthook', 'ExceptHookArgs', 'gettrace', 'getprofile', 'setprofile_all_threads',
           'settrace_all_threads', 'get_native_id']

__excepthook__ = excepthook

_allocate_lock = Lock
_HAVE_THREAD_NATIVE_ID = True
_profile_hook = None
_trace_hook = None


def setprofile(func):
    """Set the profile function of the threads that start from now on, see sys.setprofile()."""
    global _profile_hook
    _profile_hook = func


def getprofile():
    """Return the profile function that setprofile() has set."""
    return _profile_hook


def settrace(func):
    """Set the trace function of the threads that start from now on, see sys.settrace()."""
    global _trace_hook
    _trace_hook = func


def gettrace():
    """Return the trace function that settrace() has set."""
    return _trace_hook


def setprofile_all_threads(func):
    """Set the profile function of all threads, running ones included."""
    setprofile(func)
    sys._setprofileallthreads(func)


def settrace_all_threads(func):
    """Set the trace function of all threads, running ones included."""
    settrace(func)
    sys._settraceallthreads(func)


# Locks.

class _RLock:
    """A reentrant lock in Python, for comparison with the native one."""

    def __init__(self):
        self._inner = Lock()
        self._holder = None
        self._depth = 0

    def __repr__(self):
        owner = self._holder
        thread = _running.get(owner)
        return (f'<{"locked" if self.locked() else "unlocked"} {type(self).__module__}.{type(self).__qualname__} object '
                f'owner={owner if thread is None else thread.name!r} count={self._depth} at {hex(id(self))}>')

    def acquire(self, blocking=True, timeout=-1):
        """Take the lock once more; return whether that succeeded."""
        me = get_ident()
        if self._holder == me:
            self._depth += 1
            return True
        taken = self._inner.acquire(blocking, timeout)
        if taken:
            self._holder, self._depth = me, 1
        return taken

    __enter__ = acquire

    def release(self):
        """Undo one acquire()."""
        if self._holder != get_ident():
            raise RuntimeError('cannot release un-acquired lock')
        self._depth -= 1
        if not self._depth:
            self._holder = None
            self._inner.release()

    def __exit__(self, kind, value, traceback):
        self.release()

    def locked(self):
        """Tell whether some thread has the lock."""
        return self._inner.locked()

    def _acquire_restore(self, state):
        self._inner.acquire()
        self._depth, self._holder = state

    def _release_save(self):
        if not self._depth:
            raise RuntimeError('cannot release un-acquired lock')
        state = self._depth, self._holder
        self._depth, self._holder = 0, None
        self._inner.release()
        return state

    def _recursion_count(self):
        return self._depth if self._holder == get_ident() else 0

    def _is_owned(self):
        return self._holder == get_ident()

    def _at_fork_reinit(self):
        self._inner = Lock()
        self._holder, self._depth = None, 0


_PyRLock = _RLock
_CRLock = _NativeRLock


def RLock(*args, **kwargs):
    """Make a lock that a thread may take several times; another one gets it when it was released as often."""
    if args or kwargs:
        warnings.warn('Passing arguments to RLock is deprecated and will be removed in 3.15', DeprecationWarning, stacklevel=2)
    return _PyRLock() if _CRLock is None else _CRLock(*args, **kwargs)


class Condition:
    """A lock with a queue of threads that wait until another one tells them that something has changed."""

    def __init__(self, lock=None):
        self._guard = lock = RLock() if lock is None else lock
        self.acquire, self.release = lock.acquire, lock.release
        # A reentrant lock says how to let go of it whatever the count.
        for name in ('_release_save', '_acquire_restore', '_is_owned'):
            if hasattr(lock, name):
                setattr(self, name, getattr(lock, name))
        if hasattr(lock, 'locked'):
            self.locked = lock.locked
            if type(lock) is Lock:
                self._is_owned = lock.locked
        self._sleepers = deque()

    def _at_fork_reinit(self):
        self._guard._at_fork_reinit()
        self._sleepers.clear()

    def __enter__(self):
        return self._guard.__enter__()

    def __exit__(self, *args):
        return self._guard.__exit__(*args)

    def __repr__(self):
        return f'<Condition({self._guard}, {len(self._sleepers)})>'

    def _release_save(self):
        self._guard.release()

    def _acquire_restore(self, state):
        self._guard.acquire()

    def _is_owned(self):
        if self._guard.acquire(False):
            self._guard.release()
            return False
        return True

    def wait(self, timeout=None):
        """Give the lock up until notified, or for timeout seconds; return whether it was notified in time."""
        if not self._is_owned():
            raise RuntimeError('cannot wait on un-acquired lock')
        signal = Lock()
        signal.acquire()
        self._sleepers.append(signal)
        state = self._release_save()
        notified = False
        try:
            if timeout is None:
                notified = signal.acquire()
            else:
                notified = signal.acquire(True, timeout) if timeout > 0 else signal.acquire(False)
            return notified
        finally:
            self._acquire_restore(state)
            if not notified:
                try:
                    self._sleepers.remove(signal)
                except ValueError:
                    pass

    def wait_for(self, predicate, timeout=None):
        """Wait until predicate() is true, or for timeout seconds in all; return its last value."""
        deadline = None if timeout is None else _monotonic() + timeout
        while not (result := predicate()):
            rest = None
            if deadline is not None:
                rest = deadline - _monotonic()
                if rest <= 0:
                    break
            self.wait(rest)
        return result

    def notify(self, n=1):
        """Wake up to n of the threads that wait."""
        if not self._is_owned():
            raise RuntimeError('cannot notify on un-acquired lock')
        if not self._sleepers:
            return
        while n > 0 and self._sleepers:
            signal = self._sleepers.popleft()
            try:
                signal.release()
            except RuntimeError:
                continue  # it has given up meanwhile
            n -= 1

    def notify_all(self):
        """Wake all threads that wait."""
        self.notify(len(self._sleepers))

    def notifyAll(self):
        """Old name of notify_all()."""
        warnings.warn('notifyAll() is deprecated, use notify_all() instead', DeprecationWarning, stacklevel=2)
        self.notify_all()


class Semaphore:
    """A counter of permits: acquire() takes one, and waits while there is none."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError('semaphore initial value must be >= 0')
        self._guard = Lock()
        self._changed = Condition(self._guard)
        self._permits = value

    def __repr__(self):
        return f'<{type(self).__module__}.{type(self).__qualname__} at {id(self):#x}: value={self._permits}>'

    def acquire(self, blocking=True, timeout=None):
        """Take a permit; return whether there was one in time."""
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        with self._guard:
            if self._permits > 0:
                self._permits -= 1
                return True
            if not blocking:
                timeout = 0
            if not self._changed.wait_for(lambda: self._permits > 0, timeout):
                return False
            self._permits -= 1
            return True

    __enter__ = acquire

    def release(self, n=1):
        """Give n permits back."""
        if n < 1:
            raise ValueError('n must be one or more')
        with self._guard:
            self._permits += n
            if self._changed._sleepers:
                self._changed.notify(n)

    def __exit__(self, kind, value, traceback):
        self.release()


class BoundedSemaphore(Semaphore):
    """A Semaphore that can't get more permits than it began with."""

    def __init__(self, value=1):
        super().__init__(value)
        self._most_permits = value

    def __repr__(self):
        return f'<{type(self).__module__}.{type(self).__qualname__} at {id(self):#x}: value={self._permits}/{self._most_permits}>'

    def release(self, n=1):
        """Give n permits back; ValueError when that would be too many."""
        if n < 1:
            raise ValueError('n must be one or more')
        with self._changed:
            if self._permits + n > self._most_permits:
                raise ValueError('Semaphore released too many times')
            self._permits += n
            self._changed.notify(n)


class Event:
    """A flag that threads can wait for."""

    def __init__(self):
        self._guard = Lock()
        self._changed = Condition(self._guard)
        self._flag = False

    def __repr__(self):
        return f'<{type(self).__module__}.{type(self).__qualname__} at {id(self):#x}: {"set" if self._flag else "unset"}>'

    def _at_fork_reinit(self):
        self._changed._at_fork_reinit()

    def is_set(self):
        """Tell whether the flag is set."""
        return self._flag

    def isSet(self):
        """Old name of is_set()."""
        warnings.warn('isSet() is deprecated, use is_set() instead', DeprecationWarning, stacklevel=2)
        return self.is_set()

    def set(self):
        """Set the flag: all who wait go on."""
        with self._guard:
            self._flag = True
            if self._changed._sleepers:
                self._changed.notify_all()

    def clear(self):
        """Clear the flag."""
        with self._guard:
            self._flag = False

    def wait(self, timeout=None):
        """Wait until the flag is set, or for timeout seconds; return whether it is set."""
        with self._guard:
            return self._flag or self._changed.wait(timeout)


class BrokenBarrierError(RuntimeError):
    """The barrier was broken while a thread waited at it, or before."""


class Barrier:
    """A point that a number of threads pass together: each waits until all are there."""

    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError('parties must be >= 1')
        self._changed = Condition(Lock())
        self._action, self._timeout, self._wanted = action, timeout, parties
        self._phase = 'filling'  # draining: all have come and leave; resetting; broken
        self._depth = 0

    def __repr__(self):
        if self.broken:
            return f'<{type(self).__module__}.{type(self).__qualname__} at {id(self):#x}: broken>'
        return f'<{type(self).__module__}.{type(self).__qualname__} at {id(self):#x}: waiters={self.n_waiting}/{self.parties}>'

    def wait(self, timeout=None):
        """Wait for the others. Return a number from 0 to parties - 1, another one for each thread."""
        if timeout is None:
            timeout = self._timeout
        with self._changed:
            # Those of the round before must have left.
            self._changed.wait_for(lambda: self._phase in ('filling', 'broken'))
            if self._phase == 'broken':
                raise BrokenBarrierError
            place = self._depth
            self._depth += 1
            try:
                if place == self._wanted - 1:
                    self._open()
                elif not self._changed.wait_for(lambda: self._phase != 'filling', timeout):
                    self._break()
                    raise BrokenBarrierError
                elif self._phase != 'draining':
                    raise BrokenBarrierError
                return place
            finally:
                self._depth -= 1
                if not self._depth and self._phase in ('draining', 'resetting'):
                    self._phase = 'filling'
                    self._changed.notify_all()

    def _open(self):
        try:
            if self._action:
                self._action()
        except BaseException:
            self._break()
            raise
        self._phase = 'draining'
        self._changed.notify_all()

    def _break(self):
        self._phase = 'broken'
        self._changed.notify_all()

    def reset(self):
        """Begin anew; those who wait get BrokenBarrierError."""
        with self._changed:
            if self._depth:
                if self._phase in ('filling', 'broken'):
                    self._phase = 'resetting'
            else:
                self._phase = 'filling'
            self._changed.notify_all()

    def abort(self):
        """Break the barrier: who waits, or comes later, gets BrokenBarrierError."""
        with self._changed:
            self._break()

    @property
    def parties(self):
        """How many threads pass together."""
        return self._wanted

    @property
    def n_waiting(self):
        """How many threads wait now."""
        return self._depth if self._phase == 'filling' else 0

    @property
    def broken(self):
        """Whether the barrier is broken."""
        return self._phase == 'broken'


# Threads.

_counter = itertools.count(1).__next__
_registry = RLock()
_running = {}    # by ident
_starting = {}     # started, but not running yet
_dangling = WeakSet()
_SHUTTING_DOWN = False


def _newname(template):
    return template % _counter()


class Thread:
    """A thread of control. Give it a target to call, or override run() in a subclass."""

    _made = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None, context=None):
        assert group is None, 'group argument must be None for now'
        if name:
            name = str(name)
        else:
            name = _newname('Thread-%d')
            try:
                name += f' ({target.__name__})'
            except AttributeError:
                pass
        if daemon is None:
            daemon = current_thread().daemon
        elif daemon and not _daemon_threads_allowed():
            raise RuntimeError('daemon threads are disabled in this (sub)interpreter')
        self._work = target, args, {} if kwargs is None else kwargs
        self._name, self._is_daemon, self._run_in = name, daemon, context
        self._number = self._system_number = None
        self._handle = None
        self._begun = Event()
        self._made = True
        self._stderr = sys.stderr
        self._invoke_excepthook = _invoke_excepthook
        _dangling.add(self)

    def __repr__(self):
        assert self._made, 'Thread.__init__() was not called'
        status = 'initial'
        if self._begun.is_set():
            status = 'started' if self._alive() else 'stopped'
        if self._is_daemon:
            status += ' daemon'
        if self._number is not None:
            status += f' {self._number}'
        return f'<{type(self).__name__}({self._name}, {status})>'

    def start(self):
        """Begin to run, in a new thread; at most once."""
        if not self._made:
            raise RuntimeError('thread.__init__() not called')
        if self._begun.is_set():
            raise RuntimeError('threads can only be started once')
        with _registry:
            _starting[self] = self
        if self._run_in is None:
            import _contextvars
            if sys.flags.thread_inherit_context:
                self._run_in = _contextvars.copy_context()
            else:
                self._run_in = _contextvars.Context()
        try:
            self._handle = _ThreadHandle()
            _start_joinable_thread(self._bootstrap, handle=self._handle, daemon=self.daemon)
        except Exception:
            with _registry:
                del _starting[self]
            raise
        self._begun.wait()

    def run(self):
        """What the thread does: call the target."""
        try:
            target, args, kwargs = self._work
            if target is not None:
                target(*args, **kwargs)
        finally:
            self._work = target = args = kwargs = None  # they may refer to the thread

    def _bootstrap(self):
        try:
            self._enter()
            self._run_in.run(self._guarded_run)
        finally:
            self._delete()

    def _enter(self):
        self._take_number()
        self._system_number = get_native_id()
        if self._name:
            self._set_os_name()
        self._begun.set()
        with _registry:
            _running[self._number] = self
            _starting.pop(self, None)
        if _trace_hook:
            sys.settrace(_trace_hook)
        if _profile_hook:
            sys.setprofile(_profile_hook)

    def _guarded_run(self):
        try:
            self.run()
        except:
            self._invoke_excepthook(self)

    def _take_number(self):
        self._number = get_ident()

    def _take_system_number(self):
        self._system_number = get_native_id()

    def _set_os_name(self):
        try:
            _set_name(self._name)
        except OSError:
            pass

    def _delete(self):
        with _registry:
            _running.pop(get_ident(), None)

    def _alive(self):
        handle = self._handle
        return handle is not None and not handle.is_done()

    def join(self, timeout=None):
        """Wait until the thread has ended, or for timeout seconds."""
        if not self._made:
            raise RuntimeError('Thread.__init__() not called')
        if not self._begun.is_set():
            raise RuntimeError('cannot join thread before it is started')
        if self is current_thread():
            raise RuntimeError('cannot join current thread')
        if timeout is not None:
            timeout = max(timeout, 0)
        self._handle.join(timeout)

    @property
    def name(self):
        """A name for people; several threads may share it."""
        assert self._made, 'Thread.__init__() not called'
        return self._name

    @name.setter
    def name(self, name):
        assert self._made, 'Thread.__init__() not called'
        self._name = str(name)
        if get_ident() == self._number:
            self._set_os_name()

    @property
    def ident(self):
        """The thread's number, None before it has started."""
        assert self._made, 'Thread.__init__() not called'
        return self._number

    @property
    def native_id(self):
        """The system's number of the thread, None before it has started."""
        assert self._made, 'Thread.__init__() not called'
        return self._system_number

    def is_alive(self):
        """Tell whether the thread runs."""
        assert self._made, 'Thread.__init__() not called'
        return self._begun.is_set() and self._alive()

    @property
    def daemon(self):
        """Whether the program may end while the thread runs."""
        assert self._made, 'Thread.__init__() not called'
        return self._is_daemon

    @daemon.setter
    def daemon(self, daemonic):
        if not self._made:
            raise RuntimeError('Thread.__init__() not called')
        if daemonic and not _daemon_threads_allowed():
            raise RuntimeError('daemon threads are disabled in this interpreter')
        if self._begun.is_set():
            raise RuntimeError('cannot set daemon status of active thread')
        self._is_daemon = daemonic

    def isDaemon(self):
        """Old form of the attribute daemon."""
        warnings.warn('isDaemon() is deprecated, get the daemon attribute instead', DeprecationWarning, stacklevel=2)
        return self.daemon

    def setDaemon(self, daemonic):
        """Old form of the attribute daemon."""
        warnings.warn('setDaemon() is deprecated, set the daemon attribute instead', DeprecationWarning, stacklevel=2)
        self.daemon = daemonic

    def getName(self):
        """Old form of the attribute name."""
        warnings.warn('getName() is deprecated, get the name attribute instead', DeprecationWarning, stacklevel=2)
        return self.name

    def setName(self, name):
        """Old form of the attribute name."""
        warnings.warn('setName() is deprecated, set the name attribute instead', DeprecationWarning, stacklevel=2)
        self.name = name


def _invoke_excepthook(thread):
    """Hand the exception that ended a thread to threading.excepthook, and its own failure to sys.excepthook."""
    hook = globals().get('excepthook') or __excepthook__
    args = ExceptHookArgs((*sys.exc_info(), thread))
    try:
        hook(args)
    except Exception as e:
        e.__suppress_context__ = True
        stderr = sys.stderr or thread._stderr
        if sys.excepthook is not None:
            print('Exception in threading.excepthook:', file=stderr, flush=True)
            sys.excepthook(*sys.exc_info())
        elif stderr is not None:
            print('Exception in threading.excepthook:', file=stderr, flush=True)
            sys.__excepthook__(*sys.exc_info())
    finally:
        args = None


class Timer(Thread):
    """A thread that waits interval seconds and then calls a function, unless it is cancelled before."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval, self.function = interval, function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        """Don't call the function, if it has not been called yet."""
        self.finished.set()

    def run(self):
        """Wait, then call the function."""
        if not self.finished.wait(self.interval):
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _ForeignThread(Thread):
    """A thread that the interpreter did not start through this module."""

    def __init__(self, name, daemon, handle):
        super().__init__(name=name, daemon=daemon)
        self._handle = handle
        self._begun.set()
        self._take_number()
        self._take_system_number()
        with _registry:
            _running[self._number] = self


class _MainThread(_ForeignThread):
    def __init__(self):
        super().__init__('MainThread', False, _make_thread_handle(_get_main_thread_ident()))


class _DummyThread(_ForeignThread):
    """What current_thread() returns in a thread that was started by _thread; it can't be waited for."""

    def __init__(self):
        super().__init__(_newname('Dummy-%d'), _daemon_threads_allowed(), _make_thread_handle(get_ident()))

    def is_alive(self):
        """Tell whether the thread runs: as far as anybody knows, yes."""
        if not self._handle.is_done() and self._begun.is_set():
            return True
        raise RuntimeError('thread is not alive')

    def join(self, timeout=None):
        """Raise RuntimeError: nobody tells when such a thread ends."""
        raise RuntimeError('cannot join a dummy thread')


def current_thread():
    """Return the Thread that runs."""
    thread = _running.get(get_ident())
    return _DummyThread() if thread is None else thread


def currentThread():
    """Old name of current_thread()."""
    warnings.warn('currentThread() is deprecated, use current_thread() instead', DeprecationWarning, stacklevel=2)
    return current_thread()


def main_thread():
    """Return the thread that the program started in."""
    return _main_thread


def active_count():
    """Return how many threads are alive."""
    with _registry:
        return len(_running) + len(_starting)


def activeCount():
    """Old name of active_count()."""
    warnings.warn('activeCount() is deprecated, use active_count() instead', DeprecationWarning, stacklevel=2)
    return active_count()


def _enumerate():
    return list(_running.values()) + list(_starting.values())


def enumerate():
    """Return the list of the threads that are alive."""
    with _registry:
        return _enumerate()


_threading_atexits = []


def _register_atexit(func, *args, **kwargs):
    """Call func(*args, **kwargs) at the end of the program, before the threads are waited for."""
    if _SHUTTING_DOWN:
        raise RuntimeError("can't register atexit after shutdown")
    _threading_atexits.append((func, args, kwargs))


def _shutdown():
    """Wait for the threads that are no daemons; the interpreter calls this at the end of the program."""
    global _SHUTTING_DOWN
    if _main_thread._handle.is_done() and _is_main_interpreter():
        return
    _SHUTTING_DOWN = True
    while _threading_atexits:
        func, args, kwargs = _threading_atexits.pop()
        func(*args, **kwargs)
    if _main_thread.ident == get_ident():
        _main_thread._handle._set_done()
    _join_threads()


_main_thread = _MainThread()
