"""Process objects, and which processes there are: this one, its parent, its children."""

import os
import signal
import sys
import threading
import traceback
from itertools import count

__all__ = ['BaseProcess', 'current_process', 'active_children', 'parent_process']


class AuthenticationString(bytes):
    """A secret that processes of one program share. It leaves a process only for a child."""

    def __reduce__(self):
        from multiprocessing import spawn
        if spawn._packing() is None:
            raise TypeError('Pickling an AuthenticationString object is disallowed for security reasons')
        return AuthenticationString, (bytes(self),)


class BaseProcess:
    """A process that calls a function: target(*args, **kwargs), or what a subclass makes of run()."""

    _run = None     # the running process, as its parent has it
    _closed = False
    _children = frozenset()

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        """A daemon is terminated when its parent ends; it can't have children."""
        assert group is None, 'group argument must be None for now'
        maker = _Family.current
        self._path = *maker._path, next(maker._numbers)
        self._name = f'{type(self).__name__}-{":".join(map(str, self._path))}' if name is None else str(name)
        self._daemon = maker._daemon if daemon is None else bool(daemon)
        self._authkey = maker._authkey
        self._home = os.getpid()
        self._maker = maker._name
        self._call = target, tuple(args), dict(kwargs or {})

    def __getstate__(self):
        return {name: value for name, value in vars(self).items() if name not in ('_run', '_children', '_numbers')}

    def __repr__(self):
        words = [type(self).__name__, f'name={self._name!r}']
        if self._run is not None:
            words.append(f'pid={self._run.pid}')
        words += f'parent={self._home}', 'closed' if self._closed else self._state()
        if self._daemon and not self._closed:
            words.append('daemon')
        return f'<{" ".join(words)}>'

    def _state(self):
        if self is _Family.current:
            return 'started'
        if self._home != os.getpid():
            return 'unknown'
        if self._run is None:
            return 'initial'
        code = self._run.poll()
        if code is None:
            return 'started'
        try:
            return f'stopped exitcode={f"-{signal.Signals(-code).name}" if code < 0 else code}'
        except ValueError:
            return f'stopped exitcode={code}'

    # What the process does.

    def run(self):
        """Make the call that the process is for."""
        target, args, kwargs = self._call
        if target is not None:
            target(*args, **kwargs)

    def _bootstrap(self, parent_sentinel=None):
        """Be this process, in the interpreter that was started for it; return the exit status."""
        from multiprocessing import util
        _Family.parent = _Parent(self._maker, self._home, parent_sentinel)
        _Family.current = self
        self._children, self._numbers = set(), count(1)
        status = 1
        try:
            try:
                util.info('child process calling self.run()')
                self.run()
                status = 0
            finally:
                util._exit_function()
        except SystemExit as end:
            if end.code is None:
                status = 0
            elif isinstance(end.code, int):
                status = end.code
            else:
                sys.stderr.write(f'{end.code}\n')
        except BaseException:
            status = 1
            sys.stderr.write(f'Process {self._name}:\n')
            traceback.print_exc()
        finally:
            threading._shutdown()
            util.info('process exiting with exitcode %d', status)
            util._flush_std_streams()
        return status

    # What the parent does with it.

    def _usable(self):
        if self._closed:
            raise ValueError('process object is closed')

    def _of_parent(self, doing):
        self._usable()
        assert self._home == os.getpid(), f'can only {doing}'

    def start(self):
        """Start the process. That can be done once."""
        self._usable()
        assert self._run is None, 'cannot start a process twice'
        assert self._home == os.getpid(), 'can only start a process object created by current process'
        assert not _Family.current._daemon, 'daemonic processes are not allowed to have children'
        from multiprocessing import spawn
        active_children()
        self._run = spawn._launch(self)
        self._call = None, (), {}
        _Family.current._children.add(self)

    def _signal(self, how):
        self._usable()
        if self._run is None:
            raise AttributeError(f'the process was not started: there is nothing to {how}')
        getattr(self._run, how)()

    def interrupt(self):
        """Send SIGINT."""
        self._signal('interrupt')

    def terminate(self):
        """Send SIGTERM."""
        self._signal('terminate')

    def kill(self):
        """Send SIGKILL."""
        self._signal('kill')

    def join(self, timeout=None):
        """Wait until the process has ended, or for so many seconds."""
        self._of_parent('join a child process')
        assert self._run is not None, 'can only join a started process'
        if self._run.wait(timeout) is not None:
            _Family.current._children.discard(self)

    def is_alive(self):
        """Tell if the process runs."""
        self._usable()
        if self is _Family.current:
            return True
        assert self._home == os.getpid(), 'can only test a child process'
        if self._run is None:
            return False
        if self._run.poll() is None:
            return True
        _Family.current._children.discard(self)
        return False

    def close(self):
        """Give up what belongs to the object. The process must have ended."""
        if self._run is not None:
            if self._run.poll() is None:
                raise ValueError('Cannot close a process while it is still running. You should first call join() or terminate().')
            self._run.close()
            self._run = None
            _Family.current._children.discard(self)
        self._closed = True

    @property
    def name(self):
        """A name, for people."""
        return self._name

    @name.setter
    def name(self, name):
        assert isinstance(name, str), 'name must be a string'
        self._name = name

    @property
    def daemon(self):
        """Is the process terminated when its parent ends?"""
        return self._daemon

    @daemon.setter
    def daemon(self, daemonic):
        assert self._run is None, 'process has already started'
        self._daemon = daemonic

    @property
    def authkey(self):
        """The secret by which connections know each other."""
        return self._authkey

    @authkey.setter
    def authkey(self, authkey):
        self._authkey = AuthenticationString(authkey)

    @property
    def exitcode(self):
        """The exit status, -N after signal N; None while there is none."""
        self._usable()
        return None if self is _Family.current or self._run is None else self._run.poll()

    @property
    def ident(self):
        """The number of the process, None before it is started."""
        self._usable()
        if self is _Family.current:
            return os.getpid()
        return self._run and self._run.pid

    pid = ident

    @property
    def sentinel(self):
        """The number of a file that is ready to read when the process has ended."""
        self._usable()
        if self._run is None:
            raise ValueError('process not started')
        return self._run.sentinel


class _MainProcess(BaseProcess):
    """The process that the program began with."""

    def __init__(self):
        self._path, self._numbers = (), count(1)
        self._name = 'MainProcess'
        self._daemon = False
        self._authkey = AuthenticationString(os.urandom(32))
        self._home = None
        self._children = set()

    def close(self):
        """There is nothing to give up."""


class _Parent(BaseProcess):
    """The parent of this process: one can ask if it is there, and wait for its end."""

    def __init__(self, name, pid, sentinel):
        self._name, self._number, self._sentinel = name, pid, sentinel
        self._daemon, self._home = False, None

    def _state(self):
        return 'unknown' if self._sentinel is None else 'started' if self.is_alive() else 'stopped'

    def is_alive(self):
        """Tell if the parent runs."""
        from multiprocessing.connection import wait
        return not wait([self._sentinel], 0)

    def join(self, timeout=None):
        """Wait for the end of the parent, or for so many seconds."""
        from multiprocessing.connection import wait
        wait([self._sentinel], timeout)

    @property
    def ident(self):
        """The number of the process."""
        return self._number

    pid = ident

    @property
    def sentinel(self):
        """The number of a file that is ready to read when the parent has ended."""
        return self._sentinel


class _Family:
    """The processes that this one knows."""

    current = _MainProcess()
    parent = None


def current_process():
    """Return the object of the process that this runs in."""
    return _Family.current


def parent_process():
    """Return the object of the process that has started this one; None in the main process."""
    return _Family.parent


def active_children():
    """Return a list of the children that run. Those that have ended are joined."""
    return [child for child in list(_Family.current._children) if child.is_alive()]
