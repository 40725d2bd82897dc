"""The interface of event loops, what they keep of calls to come, and which loop is whose."""

import contextvars
import os
import socket
import subprocess
import sys
import threading
import warnings

from _asyncio import _get_running_loop, _set_running_loop, get_event_loop, get_running_loop
from asyncio import format_helpers

__all__ = ('AbstractEventLoop', 'AbstractServer', 'Handle', 'TimerHandle', 'get_event_loop_policy', 'set_event_loop_policy',
           'get_event_loop', 'set_event_loop', 'new_event_loop', '_set_running_loop', 'get_running_loop', '_get_running_loop')

# There is one implementation of these; programs that compare two find it under both names.
_py_get_running_loop = _c_get_running_loop = get_running_loop
_py_get_event_loop = _c_get_event_loop = get_event_loop
_py__get_running_loop = _c__get_running_loop = _get_running_loop
_py__set_running_loop = _c__set_running_loop = _set_running_loop


class Handle:
    """A call that an event loop is going to make."""

    __slots__ = ('_callback', '_args', '_cancelled', '_loop', '_context', '_source_traceback', '_was', '__weakref__')

    def __init__(self, callback, args, loop, context=None):
        self._context = contextvars.copy_context() if context is None else context
        self._loop, self._callback, self._args = loop, callback, args
        self._cancelled = False
        self._source_traceback = format_helpers.extract_stack(sys._getframe(1)) if loop.get_debug() else None
        self._was = None

    def _repr_info(self):
        words = [type(self).__name__]
        if self._cancelled:
            words.append('cancelled')
        if self._callback is not None:
            words.append(format_helpers._format_callback_source(self._callback, self._args, debug=self._loop.get_debug()))
        if place := self._source_traceback:
            words.append(f'created at {place[-1][0]}:{place[-1][1]}')
        return words

    def __repr__(self):
        return self._was or f'<{" ".join(self._repr_info())}>'

    def get_context(self):
        """Return the context that the function is called in."""
        return self._context

    def cancel(self):
        """Give the call up."""
        if self._cancelled:
            return
        self._cancelled = True
        if self._loop.get_debug():
            self._was = repr(self)  # for messages: the function itself is not kept
        self._callback = self._args = None

    def cancelled(self):
        """Tell whether the call was given up."""
        return self._cancelled

    def _run(self):
        """Make the call; exceptions are reported to the event loop."""
        try:
            self._context.run(self._callback, *self._args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            call = format_helpers._format_callback_source(self._callback, self._args, debug=self._loop.get_debug())
            report = {'message': f'Exception in callback {call}', 'exception': error, 'handle': self}
            if self._source_traceback:
                report['source_traceback'] = self._source_traceback
            self._loop.call_exception_handler(report)
        self = None  # an exception's traceback leads here


class _ThreadSafeHandle(Handle):
    """A call that another thread has asked for; cancelling it and making it exclude each other."""

    __slots__ = ('_guard',)

    def __init__(self, callback, args, loop, context=None):
        super().__init__(callback, args, loop, context)
        self._guard = threading.RLock()

    def cancel(self):
        with self._guard:
            super().cancel()

    def cancelled(self):
        with self._guard:
            return super().cancelled()

    def _run(self):
        with self._guard:
            if not self._cancelled:
                super()._run()


class TimerHandle(Handle):
    """A call that an event loop is going to make at some time."""

    __slots__ = ('_scheduled', '_when')

    def __init__(self, when, callback, args, loop, context=None):
        super().__init__(callback, args, loop, context)
        if place := self._source_traceback:
            del place[-1]
        self._when, self._scheduled = when, False

    def _repr_info(self):
        words = super()._repr_info()
        words.insert(1 + self._cancelled, f'when={self._when}')
        return words

    def when(self):
        """Return the time of the call, by the clock of the event loop."""
        return self._when

    def cancel(self):
        if not self._cancelled:
            self._loop._timer_handle_cancelled(self)
        super().cancel()

    cancel.__doc__ = Handle.cancel.__doc__

    def __hash__(self):
        return hash(self._when)

    def __lt__(self, other):
        return self._when < other._when if isinstance(other, TimerHandle) else NotImplemented

    def __gt__(self, other):
        return self._when > other._when if isinstance(other, TimerHandle) else NotImplemented

    def __eq__(self, other):
        if not isinstance(other, TimerHandle):
            return NotImplemented
        mine, yours = ((h._when, h._callback, h._args, h._cancelled) for h in (self, other))
        return mine == yours

    def __le__(self, other):
        return self < other or self == other if isinstance(other, TimerHandle) else NotImplemented

    def __ge__(self, other):
        return self > other or self == other if isinstance(other, TimerHandle) else NotImplemented


class AbstractServer:
    """The interface of what create_server() returns."""

    def close(self):
        """Accept no more connections; those that there are stay."""
        raise NotImplementedError

    def close_clients(self):
        """Close the connections that there are, in an orderly manner."""
        raise NotImplementedError

    def abort_clients(self):
        """Close the connections that there are at once."""
        raise NotImplementedError

    def get_loop(self):
        """Return the event loop of the server."""
        raise NotImplementedError

    def is_serving(self):
        """Tell whether the server accepts connections."""
        raise NotImplementedError

    async def start_serving(self):
        """Accept connections from now on."""
        raise NotImplementedError

    async def serve_forever(self):
        """Accept connections until the task is cancelled, which closes the server."""
        raise NotImplementedError

    async def wait_closed(self):
        """Wait until the server and its connections are closed."""
        raise NotImplementedError

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        self.close()
        await self.wait_closed()


class AbstractEventLoop:
    """The interface of event loops; see the documentation of the library."""

    # Running.

    def run_forever(self):
        """Run until stop() is called."""
        raise NotImplementedError

    def run_until_complete(self, future):
        """Run until a future, or the task of a coroutine, is done; return its result."""
        raise NotImplementedError

    def stop(self):
        """Let run_forever() return after the calls that are ready."""
        raise NotImplementedError

    def is_running(self):
        """Tell whether the loop runs."""
        raise NotImplementedError

    def is_closed(self):
        """Tell whether the loop was closed."""
        raise NotImplementedError

    def close(self):
        """Let go of everything; the loop can't run any more. It must not run now."""
        raise NotImplementedError

    async def shutdown_asyncgens(self):
        """Close all asynchronous generators that are not at their end."""
        raise NotImplementedError

    async def shutdown_default_executor(self):
        """Wait for the calls of the default executor, and close it."""
        raise NotImplementedError

    # Calls.

    def _timer_handle_cancelled(self, handle):
        """Take note that a TimerHandle was cancelled."""
        raise NotImplementedError

    def call_soon(self, callback, *args, context=None):
        """Call a function as soon as those before it were called."""
        return self.call_later(0, callback, *args, context=context)

    def call_later(self, delay, callback, *args, context=None):
        """Call a function after delay seconds."""
        raise NotImplementedError

    def call_at(self, when, callback, *args, context=None):
        """Call a function at a time of the loop's clock."""
        raise NotImplementedError

    def time(self):
        """Return the time of the loop's clock, in seconds."""
        raise NotImplementedError

    def create_future(self):
        """Return a new future of this loop."""
        raise NotImplementedError

    def create_task(self, coro, **kwargs):
        """Run a coroutine as a task, which is returned."""
        raise NotImplementedError

    # Threads.

    def call_soon_threadsafe(self, callback, *args, context=None):
        """Like call_soon(), for other threads."""
        raise NotImplementedError

    def run_in_executor(self, executor, func, *args):
        """Call a function in an executor, None being the default one; return a future."""
        raise NotImplementedError

    def set_default_executor(self, executor):
        """Set the executor that run_in_executor() takes by default."""
        raise NotImplementedError

    # Network.

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        """Like socket.getaddrinfo(), but without blocking."""
        raise NotImplementedError

    async def getnameinfo(self, sockaddr, flags=0):
        """Like socket.getnameinfo(), but without blocking."""
        raise NotImplementedError

    async def create_connection(self, protocol_factory, host=None, port=None, *, ssl=None, family=0, proto=0, flags=0, sock=None,
                                local_addr=None, server_hostname=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None,
                                happy_eyeballs_delay=None, interleave=None):
        """Connect to a server by TCP; return transport and protocol."""
        raise NotImplementedError

    async def create_server(self, protocol_factory, host=None, port=None, *, family=socket.AF_UNSPEC, flags=socket.AI_PASSIVE, sock=None,
                            backlog=100, ssl=None, reuse_address=None, reuse_port=None, keep_alive=None, ssl_handshake_timeout=None,
                            ssl_shutdown_timeout=None, start_serving=True):
        """Make a server for TCP."""
        raise NotImplementedError

    async def sendfile(self, transport, file, offset=0, count=None, *, fallback=True):
        """Send a binary file through a transport; return how many bytes were sent."""
        raise NotImplementedError

    async def start_tls(self, transport, protocol, sslcontext, *, server_side=False, server_hostname=None, ssl_handshake_timeout=None,
                        ssl_shutdown_timeout=None):
        """Go on with TLS on a connection; return the new transport."""
        raise NotImplementedError

    async def create_unix_connection(self, protocol_factory, path=None, *, ssl=None, sock=None, server_hostname=None,
                                     ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        """Connect to a Unix socket; return transport and protocol."""
        raise NotImplementedError

    async def create_unix_server(self, protocol_factory, path=None, *, sock=None, backlog=100, ssl=None, ssl_handshake_timeout=None,
                                 ssl_shutdown_timeout=None, start_serving=True):
        """Make a server for a Unix socket."""
        raise NotImplementedError

    async def connect_accepted_socket(self, protocol_factory, sock, *, ssl=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        """Serve a connection that was accepted elsewhere; return transport and protocol."""
        raise NotImplementedError

    async def create_datagram_endpoint(self, protocol_factory, local_addr=None, remote_addr=None, *, family=0, proto=0, flags=0,
                                       reuse_address=None, reuse_port=None, allow_broadcast=None, sock=None):
        """Open a socket for datagrams; return transport and protocol."""
        raise NotImplementedError

    # Pipes and processes.

    async def connect_read_pipe(self, protocol_factory, pipe):
        """Read from a pipe; return transport and protocol."""
        raise NotImplementedError

    async def connect_write_pipe(self, protocol_factory, pipe):
        """Write to a pipe; return transport and protocol."""
        raise NotImplementedError

    async def subprocess_shell(self, protocol_factory, cmd, *, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               **kwargs):
        """Start a process by a command for the shell; return transport and protocol."""
        raise NotImplementedError

    async def subprocess_exec(self, protocol_factory, *args, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              **kwargs):
        """Start a process by a program and its arguments; return transport and protocol."""
        raise NotImplementedError

    # Descriptors.

    def add_reader(self, fd, callback, *args):
        """Call a function whenever there is something to read."""
        raise NotImplementedError

    def remove_reader(self, fd):
        """Undo add_reader(); tell whether there was something to undo."""
        raise NotImplementedError

    def add_writer(self, fd, callback, *args):
        """Call a function whenever one can write."""
        raise NotImplementedError

    def remove_writer(self, fd):
        """Undo add_writer(); tell whether there was something to undo."""
        raise NotImplementedError

    # Sockets without transports.

    async def sock_recv(self, sock, nbytes):
        """Receive up to nbytes bytes."""
        raise NotImplementedError

    async def sock_recv_into(self, sock, buf):
        """Receive into a buffer; return the number of bytes."""
        raise NotImplementedError

    async def sock_recvfrom(self, sock, bufsize):
        """Receive a datagram; return it and the sender's address."""
        raise NotImplementedError

    async def sock_recvfrom_into(self, sock, buf, nbytes=0):
        """Receive a datagram into a buffer; return the number of bytes and the sender's address."""
        raise NotImplementedError

    async def sock_sendall(self, sock, data):
        """Send all bytes of data."""
        raise NotImplementedError

    async def sock_sendto(self, sock, data, address):
        """Send a datagram."""
        raise NotImplementedError

    async def sock_connect(self, sock, address):
        """Connect."""
        raise NotImplementedError

    async def sock_accept(self, sock):
        """Accept a connection; return its socket and the client's address."""
        raise NotImplementedError

    async def sock_sendfile(self, sock, file, offset=0, count=None, *, fallback=None):
        """Send a binary file; return how many bytes were sent."""
        raise NotImplementedError

    # Signals.

    def add_signal_handler(self, sig, callback, *args):
        """Call a function in the loop when a signal comes."""
        raise NotImplementedError

    def remove_signal_handler(self, sig):
        """Undo add_signal_handler(); tell whether there was something to undo."""
        raise NotImplementedError

    # Tasks, errors, debugging.

    def set_task_factory(self, factory):
        """Set what create_task() makes tasks with: factory(loop, coro, **kwargs); None for the usual."""
        raise NotImplementedError

    def get_task_factory(self):
        """Return what set_task_factory() has set."""
        raise NotImplementedError

    def get_exception_handler(self):
        """Return what set_exception_handler() has set."""
        raise NotImplementedError

    def set_exception_handler(self, handler):
        """Set what exceptions that nobody handles are reported to: handler(loop, context); None for the usual."""
        raise NotImplementedError

    def default_exception_handler(self, context):
        """Log an exception that nobody has handled."""
        raise NotImplementedError

    def call_exception_handler(self, context):
        """Report an exception that nobody has handled."""
        raise NotImplementedError

    def get_debug(self):
        """Tell whether more is checked."""
        raise NotImplementedError

    def set_debug(self, enabled):
        """Set whether more is checked."""
        raise NotImplementedError


# Policies say which loop belongs to which thread. They are on their way out; what is left of them is mostly private.

class _AbstractEventLoopPolicy:
    """The interface of policies."""

    def get_event_loop(self):
        """Return the event loop of this thread."""
        raise NotImplementedError

    def set_event_loop(self, loop):
        """Set the event loop of this thread."""
        raise NotImplementedError

    def new_event_loop(self):
        """Make an event loop."""
        raise NotImplementedError


class _BaseDefaultEventLoopPolicy(_AbstractEventLoopPolicy):
    """The policy by default: each thread has the event loop that was set for it."""

    _loop_factory = None

    def __init__(self):
        self._local = threading.local()

    def get_event_loop(self):
        loop = getattr(self._local, '_loop', None)
        if loop is None:
            raise RuntimeError(f'There is no current event loop in thread {threading.current_thread().name!r}.')
        return loop

    def set_event_loop(self, loop):
        if not (loop is None or isinstance(loop, AbstractEventLoop)):
            raise TypeError(f"loop must be an instance of AbstractEventLoop or None, not '{type(loop).__name__}'")
        self._local._loop = loop

    def new_event_loop(self):
        return self._loop_factory()


_event_loop_policy = None
_choosing_policy = threading.Lock()


def _get_event_loop_policy():
    global _event_loop_policy
    if _event_loop_policy is None:
        with _choosing_policy:
            if _event_loop_policy is None:
                from asyncio import _DefaultEventLoopPolicy
                _event_loop_policy = _DefaultEventLoopPolicy()
    return _event_loop_policy


def _set_event_loop_policy(policy):
    global _event_loop_policy
    if not (policy is None or isinstance(policy, _AbstractEventLoopPolicy)):
        raise TypeError(f"policy must be an instance of AbstractEventLoopPolicy or None, not '{type(policy).__name__}'")
    _event_loop_policy = policy


def get_event_loop_policy():
    """Return the policy that says which event loop belongs to which thread. Deprecated."""
    warnings._deprecated('asyncio.get_event_loop_policy', remove=(3, 16))
    return _get_event_loop_policy()


def set_event_loop_policy(policy):
    """Set the policy that says which event loop belongs to which thread; None for the usual one. Deprecated."""
    warnings._deprecated('asyncio.set_event_loop_policy', remove=(3, 16))
    _set_event_loop_policy(policy)


def set_event_loop(loop):
    """Set the event loop of this thread."""
    _get_event_loop_policy().set_event_loop(loop)


def new_event_loop():
    """Make an event loop."""
    return _get_event_loop_policy().new_event_loop()


if hasattr(os, 'fork'):
    # A child has the parent's memory but does not run its loops.
    os.register_at_fork(after_in_child=lambda: (_set_running_loop(None), _event_loop_policy and _set_event_loop_policy(None)))
