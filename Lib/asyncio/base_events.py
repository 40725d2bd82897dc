"""The part of an event loop that doesn't depend on how the system tells of events: calls, time, errors, threads, connections.

Files and sockets are the business of a subclass, which has a selector and makes the transports.
"""

import concurrent.futures
import errno
import heapq
import inspect
import itertools
import os
import socket
import subprocess
import sys
import threading
import time
import traceback
import warnings
import weakref
from collections import deque

from _asyncio import _run_ready as run_ready
from asyncio import coroutines, events, exceptions, futures, protocols, staggered, tasks, timeouts, transports, trsock
from asyncio._interface import interface
from asyncio._sendfile import SendfileMixin
from asyncio._server import Server
from asyncio.log import logger

__all__ = ('BaseEventLoop', 'Server')

# Timers that were cancelled are thrown out of the heap when there are this many at least, and they are this part of it.
_MIN_SCHEDULED_TIMER_HANDLES, _MIN_CANCELLED_TIMER_HANDLES_FRACTION = 100, 0.5

MAXIMUM_SELECT_TIMEOUT = 24 * 3600  # some systems don't like to wait for longer

_FATAL = (SystemExit, KeyboardInterrupt)


# Addresses.

def _ipaddr_info(host, port, family, type, proto, flowinfo=0, scopeid=0):
    """Return for an IP address and port what getaddrinfo() would, at once; None if it isn't so simple."""
    if not hasattr(socket, 'inet_pton') or host is None:
        return None
    implied = {socket.SOCK_STREAM: socket.IPPROTO_TCP, socket.SOCK_DGRAM: socket.IPPROTO_UDP}.get(type)
    if implied is None or proto not in (0, implied):
        return None
    if port in (None, '', b''):
        port = 0
    else:
        try:
            port = int(port)
        except (TypeError, ValueError):
            return None  # the name of a service
    host = host.decode('idna') if isinstance(host, bytes) else host
    if '%' in host:
        return None  # a zone
    both = [socket.AF_INET, socket.AF_INET6] if _has_IPv6 else [socket.AF_INET]
    families = [family] if family != socket.AF_UNSPEC else both
    for family in families:
        try:
            socket.inet_pton(family, host)
        except OSError:
            continue
        place = (host, port) if not _has_IPv6 or family != socket.AF_INET6 else (host, port, flowinfo, scopeid)
        return family, type, implied, '', place
    return None


_has_IPv6 = hasattr(socket, 'AF_INET6')


def _take_turns(infos, first_count=1):
    """Order addresses such that the families take turns, after first_count of the first one (RFC 8305)."""
    families = {}
    for info in infos:
        families.setdefault(info[0], []).append(info)
    lists = list(families.values())
    lead, lists[0] = lists[0][:first_count - 1], lists[0][max(0, first_count - 1):]
    return lead + [info for row in itertools.zip_longest(*lists) for info in row if info is not None]


def _set_nodelay(sock):
    """Send small pieces at once, if that is possible."""
    if (sock.family in (socket.AF_INET, getattr(socket, 'AF_INET6', None)) and sock.type == socket.SOCK_STREAM
            and sock.proto == socket.IPPROTO_TCP and hasattr(socket, 'TCP_NODELAY')):
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)


def _set_reuseport(sock):
    option = getattr(socket, 'SO_REUSEPORT', None)
    if option is None:
        raise ValueError('reuse_port not supported by socket module')
    try:
        sock.setsockopt(socket.SOL_SOCKET, option, True)
    except OSError:
        raise ValueError('reuse_port not supported by socket module, SO_REUSEPORT defined but not implemented.') from None


def _only_with_tls(ssl, **options):
    for name, value in options.items():
        if value is not None and not ssl:
            raise ValueError(f'{name} is only meaningful with ssl')


def _expect_stream(sock):
    if socket.SOCK_STREAM != sock.type:
        raise ValueError(f'A Stream Socket was expected, got {sock!r}')


def _refuse_bool(ssl):
    if type(ssl) is bool:
        raise TypeError('ssl argument must be an SSLContext or None')


def _refuse_tls_socket(sock):
    """A socket that does TLS by itself blocks in ways that nobody can wait for."""
    if (ssl := sys.modules.get('ssl')) is not None and isinstance(sock, ssl.SSLSocket):
        raise TypeError('Socket cannot be of type SSLSocket')


def _drop_frames(handle, count=1):
    """The frames of the event loop itself don't tell where a handle comes from."""
    if place := handle._source_traceback:
        del place[-count:]
    return handle


def _run_handle(loop, handle):
    """Make a call that isn't an ordinary one, or that is watched."""
    if handle._cancelled:
        return
    if loop._debug:
        loop._run_watched(handle)
    else:
        handle._run()


_announce = events._set_running_loop  # which loop runs in this thread


class _Generators:
    """The asynchronous generators that a loop has begun and that are not at their end. They are not kept alive."""

    def __init__(self):
        self._references, self._room = [], 64

    def add(self, generator):
        """Enter a generator."""
        if len(self._references) >= self._room:
            left = self.take()
            self._references = [weakref.ref(each) for each in left]
            self._room = max(64, 2 * len(left))
        self._references.append(weakref.ref(generator))

    def discard(self, generator):
        """Forget a generator."""
        self._references = [reference for reference in self._references if reference() not in (None, generator)]

    def take(self):
        """Return the list of the generators and forget them."""
        references, self._references = self._references, []
        return [generator for reference in references if (generator := reference()) is not None and generator.ag_frame is not None]


@interface
class BaseEventLoop(SendfileMixin, events.AbstractEventLoop):
    """An event loop but for how it learns of events."""

    def __init__(self):
        self._ready = deque()  # handles to be called
        self._scheduled = []  # a heap of timers
        self._timer_cancelled_count = 0  # how many of them are cancelled
        self._closed = self._stopping = False
        self._thread_id = None  # of the thread the loop runs in
        clock = time.get_clock_info('monotonic')
        self._clock_resolution = clock.resolution
        self._default_executor, self._executor_closed = None, False
        self._task_factory = self._exception_handler = self._current_handle = None
        self._asyncgens, self._asyncgens_closed = _Generators(), False
        self._hooks_before = None  # sys.get_asyncgen_hooks() from before the loop ran
        self.slow_callback_duration = 1 / 10
        self.set_debug(enabled=coroutines._is_debug_mode())

    def __repr__(self):
        return (f'<{type(self).__name__} running={self.is_running()} closed={self.is_closed()} debug={self.get_debug()}>')

    # What a subclass must do.

    def _process_events(self, event_list):
        """See to what the selector has found."""

    def _write_to_self(self):
        """Wake the loop, which may be in another thread."""

    def _make_socket_transport(self, sock, protocol, waiter=None, *, extra=None, server=None):
        """Return a transport for a stream."""

    def _make_ssl_transport(self, rawsock, protocol, sslcontext, waiter=None, *, server_side=False, server_hostname=None, extra=None,
                            server=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None, call_connection_made=True):
        """Return a transport for a stream with TLS."""

    def _make_datagram_transport(self, sock, protocol, address=None, waiter=None, extra=None):
        """Return a transport for datagrams."""

    def _make_read_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        """Return a transport that reads from a pipe."""

    def _make_write_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        """Return a transport that writes to a pipe."""

    async def _make_subprocess_transport(self, protocol, args, shell, stdin, stdout, stderr, bufsize, extra=None, **kwargs):
        """Start a process and return its transport."""

    # Running.

    def time(self):
        """Return the time of the loop's clock: the monotonic one."""
        return time.monotonic()

    def is_running(self):
        """Tell whether the loop runs."""
        return self._thread_id is not None

    def is_closed(self):
        """Tell whether the loop was closed."""
        return self._closed

    def _check_closed(self):
        if self._closed:
            raise RuntimeError('Event loop is closed')

    def _check_running(self):
        if self.is_running():
            raise RuntimeError('This event loop is already running')
        other = events._get_running_loop()
        if other is not None:
            raise RuntimeError('Cannot run the event loop while another loop is running')

    def _run_forever_setup(self):
        """Get ready to run: for loops that have a run_forever() of their own."""
        self._check_closed()
        self._check_running()
        self._hooks_before = sys.get_asyncgen_hooks()
        self._thread_id, hooks = threading.get_ident(), {'firstiter': self._generator_begins, 'finalizer': self._generator_forgotten}
        self._trace_coroutines(self._debug)
        sys.set_asyncgen_hooks(**hooks)
        _announce(self)

    def _run_forever_cleanup(self):
        """Undo _run_forever_setup()."""
        self._stopping, self._thread_id = False, None
        _announce(None)
        self._trace_coroutines(False)
        if self._hooks_before is not None:
            sys.set_asyncgen_hooks(*self._hooks_before)
            self._hooks_before = None

    def run_forever(self):
        """Run until stop() is called."""
        self._run_forever_setup()
        try:
            while True:
                self._run_once()
                if self._stopping:
                    break
        finally:
            self._run_forever_cleanup()

    def run_until_complete(self, future):
        """Run until a future, or the task of a coroutine, is done; return its result."""
        self._check_closed()
        self._check_running()
        task = tasks.ensure_future(future, loop=self)
        ours, future = task is not future, task
        if ours:
            future._log_destroy_pending = False  # who runs this learns of everything
        future.add_done_callback(_stop_with)
        try:
            self.run_forever()
        except BaseException:
            if ours and future.done() and not future.cancelled():
                future.exception()  # it is raised here: nobody need report it
            raise
        finally:
            future.remove_done_callback(_stop_with)
        if not future.done():
            raise RuntimeError('Event loop stopped before Future completed.')
        return future.result()

    def stop(self):
        """Let run_forever() return after the calls that are ready."""
        self._stopping = True

    def close(self):
        """Forget all calls and let go of everything; the loop can't run any more."""
        if self.is_running():
            raise RuntimeError('Cannot close a running event loop')
        if self._closed:
            return
        if self._debug:
            logger.debug('Close %r', self)
        self._closed = self._executor_closed = True
        self._ready.clear()
        self._scheduled.clear()
        executor, self._default_executor = self._default_executor, None
        if executor is not None:
            executor.shutdown(False)

    def __del__(self, _warn=warnings.warn):
        if not self.is_closed():
            _warn(f'unclosed event loop {self!r}', ResourceWarning, source=self)
            if self._thread_id is None:
                self.close()

    def _run_once(self):
        """Wait for events and make the calls that are ready, once each."""
        self._sweep_timers()
        if self._stopping or self._ready:
            patience = 0
        elif self._scheduled:
            patience = min(max(0, self._scheduled[0]._when - self.time()), MAXIMUM_SELECT_TIMEOUT)
        else:
            patience = None
        found = self._selector.select(patience)
        self._process_events(found)
        found = None  # what is in there may be closed soon
        timers, ready = self._scheduled, self._ready
        if timers:
            now = self.time() + self._clock_resolution
            while timers and timers[0]._when < now:
                timer = heapq.heappop(timers)
                timer._scheduled = False
                ready.append(timer)
        run_ready(self, ready)

    def _run_watched(self, handle):
        before, self._current_handle = self._current_handle, handle
        begin = self.time()
        try:
            handle._run()
        finally:
            self._current_handle = before
        took = self.time() - begin
        if took >= self.slow_callback_duration:
            owner = getattr(handle._callback, '__self__', None)
            logger.warning('Executing %s took %.3f seconds', repr(owner if isinstance(owner, tasks.Task) else handle), took)

    def _sweep_timers(self):
        """Forget timers that were cancelled: those that come first, or all when there are many."""
        timers = self._scheduled
        swept = 0
        if len(timers) > _MIN_SCHEDULED_TIMER_HANDLES and self._timer_cancelled_count > len(timers) * _MIN_CANCELLED_TIMER_HANDLES_FRACTION:
            for timer in timers:
                timer._scheduled = not timer._cancelled
            timers[:] = [timer for timer in timers if timer._scheduled]
            heapq.heapify(timers)
            swept = self._timer_cancelled_count
        while timers and timers[0]._cancelled:
            heapq.heappop(timers)._scheduled = False
            swept += 1
        self._timer_cancelled_count -= swept

    # Calls.

    def call_soon(self, callback, *args, context=None):
        """Call a function as soon as those before it were called."""
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, 'call_soon')
            return _drop_frames(self._call_soon(callback, args, context))
        handle = events.Handle(callback, args, self, context)
        self._ready.append(handle)
        return handle

    def _call_soon(self, callback, args, context, kind=events.Handle, frames=1):
        handle = _drop_frames(kind(callback, args, self, context), frames)
        self._ready.append(handle)
        return handle

    def call_soon_threadsafe(self, callback, *args, context=None):
        """Like call_soon(), for other threads."""
        self._check_closed()
        if self._debug:
            self._check_callback(callback, 'call_soon_threadsafe')
        handle = _drop_frames(self._call_soon(callback, args, context, events._ThreadSafeHandle, 2))
        self._write_to_self()
        return handle

    def call_later(self, delay, callback, *args, context=None):
        """Call a function after delay seconds, which may be fractions; calls for the same time come in any order."""
        if delay is None:
            raise TypeError('delay must not be None')
        return _drop_frames(self.call_at(self.time() + delay, callback, *args, context=context))

    def call_at(self, when, callback, *args, context=None):
        """Call a function at a time of the loop's clock."""
        if when is None:
            raise TypeError('when cannot be None')
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, 'call_at')
        timer = _drop_frames(events.TimerHandle(when, callback, args, self, context))
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer

    def _timer_handle_cancelled(self, handle):
        if handle._scheduled:
            self._timer_cancelled_count += 1

    def _add_callback(self, handle):
        """Have a handle called, unless it is cancelled."""
        if not handle._cancelled:
            self._ready.append(handle)

    def _add_callback_signalsafe(self, handle):
        """Like _add_callback(), for handlers of signals."""
        self._add_callback(handle)
        self._write_to_self()

    def _check_callback(self, callback, method):
        if coroutines.iscoroutine(callback) or coroutines._makes_coroutines(callback):
            raise TypeError(f'coroutines cannot be used with {method}()')
        if not callable(callback):
            raise TypeError(f'a callable object was expected by {method}(), got {callback!r}')

    def _check_thread(self):
        if self._thread_id not in (None, threading.get_ident()):
            raise RuntimeError('Non-thread-safe operation invoked on an event loop other than the current one')

    # Futures and tasks.

    def create_future(self):
        """Return a new future of this loop."""
        return futures.Future(loop=self)

    def create_task(self, coro, **kwargs):
        """Run a coroutine as a task, which is returned."""
        self._check_closed()
        make = self._task_factory
        if make is not None:
            return make(self, coro, **kwargs)
        task = tasks.Task(coro, loop=self, **kwargs) if kwargs else tasks.Task(coro, loop=self)
        try:
            if self._debug and (place := task._source_traceback):
                del place[-1]
            return task
        finally:
            del task  # an eager task may have left a traceback that leads here

    def set_task_factory(self, factory):
        """Set what create_task() makes tasks with: factory(loop, coro, **kwargs); None for the usual."""
        if not (factory is None or callable(factory)):
            raise TypeError('task factory must be a callable or None')
        self._task_factory = factory

    def get_task_factory(self):
        """Return what set_task_factory() has set."""
        return self._task_factory

    # Asynchronous generators.

    def _generator_begins(self, generator):
        if self._asyncgens_closed:
            warnings.warn(f'asynchronous generator {generator!r} was scheduled after loop.shutdown_asyncgens() call', ResourceWarning,
                          source=self)
        self._asyncgens.add(generator)

    def _generator_forgotten(self, generator):
        self._asyncgens.discard(generator)
        if not self.is_closed():
            # Garbage may be collected in any thread.
            self.call_soon_threadsafe(self.create_task, generator.aclose())

    async def shutdown_asyncgens(self):
        """Close all asynchronous generators that are not at their end."""
        self._asyncgens_closed = True
        generators = self._asyncgens.take()
        if not generators:
            return
        outcomes = await tasks.gather(*(generator.aclose() for generator in generators), return_exceptions=True)
        for generator, outcome in zip(generators, outcomes):
            if isinstance(outcome, Exception):
                self.call_exception_handler({'message': f'an error occurred during closing of asynchronous generator {generator!r}',
                                             'exception': outcome, 'asyncgen': generator})

    # Threads.

    def run_in_executor(self, executor, func, *args):
        """Call a function in an executor, None being the default one; return a future."""
        self._check_closed()
        if self._debug:
            self._check_callback(func, 'run_in_executor')
        if executor is None:
            if self._executor_closed:
                raise RuntimeError('Executor shutdown has been called')
            if self._default_executor is None:
                self._default_executor = concurrent.futures.ThreadPoolExecutor(thread_name_prefix='asyncio')
            executor = self._default_executor
        return futures.wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        """Set the executor, one of threads, that run_in_executor() takes by default."""
        if not isinstance(executor, concurrent.futures.ThreadPoolExecutor):
            raise TypeError('executor must be ThreadPoolExecutor instance')
        self._default_executor = executor

    async def shutdown_default_executor(self, timeout=None):
        """Wait for the calls of the default executor, for timeout seconds at most, and close it."""
        self._executor_closed = True
        executor = self._default_executor
        if executor is None:
            return
        over = self.create_future()

        def close():
            error = None
            try:
                executor.shutdown(wait=True)
            except Exception as exc:
                error = exc
            if not self.is_closed():
                self.call_soon_threadsafe(tell, error)

        def tell(error):
            if not over.done():
                over.set_exception(error) if error is not None else over.set_result(None)

        closer = threading.Thread(target=close)
        closer.start()
        try:
            async with timeouts.timeout(timeout):
                await over
        except TimeoutError:
            warnings.warn(f'The executor did not finishing joining its threads within {timeout} seconds.', RuntimeWarning, stacklevel=2)
            executor.shutdown(wait=False)
        else:
            closer.join()

    # Errors and debugging.

    def get_debug(self):
        """Tell whether more is checked."""
        return self._debug

    def set_debug(self, enabled):
        """Set whether more is checked: who calls what from which thread, and how long calls take."""
        self._debug = enabled
        if self.is_running():
            self.call_soon_threadsafe(self._trace_coroutines, enabled)

    def _trace_coroutines(self, enabled):
        """In debug mode a coroutine that nobody awaits is reported with the place where it was made."""
        traced = getattr(self, '_depth_before', None)
        if enabled and traced is None:
            from asyncio import constants
            self._depth_before = sys.get_coroutine_origin_tracking_depth()
            sys.set_coroutine_origin_tracking_depth(constants.DEBUG_STACK_DEPTH)
        elif not enabled and traced is not None:
            sys.set_coroutine_origin_tracking_depth(traced)
            self._depth_before = None

    def get_exception_handler(self):
        """Return what set_exception_handler() has set."""
        return self._exception_handler

    def set_exception_handler(self, handler):
        """Set what exceptions that nobody handles are reported to: handler(loop, context); None for the usual."""
        if not (handler is None or callable(handler)):
            raise TypeError(f'A callable object or None is expected, got {handler!r}')
        self._exception_handler = handler

    def default_exception_handler(self, context):
        """Log an exception that nobody has handled."""
        error = context.get('exception')
        place = getattr(self._current_handle, '_source_traceback', None)
        if place and 'source_traceback' not in context:
            context['handle_traceback'] = place
        lines = [context.get('message') or 'Unhandled exception in event loop']
        titles = {'source_traceback': 'Object created at (most recent call last):\n',
                  'handle_traceback': 'Handle created at (most recent call last):\n'}
        for key in sorted(context):
            if key not in ('message', 'exception'):
                value = context[key]
                text = titles[key] + ''.join(traceback.format_list(value)).rstrip() if key in titles else repr(value)
                lines.append(f'{key}: {text}')
        logger.error('\n'.join(lines), exc_info=error is not None and (type(error), error, error.__traceback__))

    def call_exception_handler(self, context):
        """Report an exception that nobody has handled. The keys of context: message, exception, future, task, handle, protocol, …"""
        handler = self._exception_handler
        if handler is None:
            self._report_by_default(context, 'Exception in default exception handler')
            return
        try:
            # In the context of what it is about, so that variables are those of the task.
            thing = context.get('task') or context.get('future') or context.get('handle')
            where = thing.get_context() if hasattr(thing, 'get_context') else None
            if where is not None and hasattr(where, 'run'):
                where.run(handler, self, context)
            else:
                handler(self, context)
        except _FATAL:
            raise
        except BaseException as error:
            self._report_by_default({'message': 'Unhandled error in exception handler', 'exception': error, 'context': context},
                                    'Exception in default exception handler while handling an unexpected error in custom exception handler')

    def _report_by_default(self, context, trouble):
        try:
            self.default_exception_handler(context)
        except _FATAL:
            raise
        except BaseException:
            logger.error(trouble, exc_info=True)

    # Looking up addresses.

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        """Like socket.getaddrinfo(), but without blocking."""
        return await self.run_in_executor(None, self._look_up if self._debug else socket.getaddrinfo, host, port, family, type, proto, flags)

    def _look_up(self, host, port, *details):
        """getaddrinfo() for debug mode, which tells how long it takes."""
        begin = self.time()
        found = socket.getaddrinfo(host, port, *details)
        took = self.time() - begin
        note = logger.info if took >= self.slow_callback_duration else logger.debug
        note('Getting address info %s:%s took %.3fms: %r', host, port, took * 1e3, found)
        return found

    async def getnameinfo(self, sockaddr, flags=0):
        """Like socket.getnameinfo(), but without blocking."""
        return await self.run_in_executor(None, socket.getnameinfo, sockaddr, flags)

    async def _ensure_resolved(self, address, *, family=0, type=socket.SOCK_STREAM, proto=0, flags=0, loop=None):
        host, port, *rest = address
        known = _ipaddr_info(host, port, family, type, proto, *rest)
        if known is not None:
            return [known]
        return await self.getaddrinfo(host, port, family=family, type=type, proto=proto, flags=flags)

    async def _resolve_some(self, address, **details):
        found = await self._ensure_resolved(address, **details)
        if not found:
            raise OSError('getaddrinfo() returned empty list')
        return found

    # Connections.

    async def create_connection(self, protocol_factory, host=None, port=None, *, ssl=None, family=0, proto=0, flags=0, sock=None,
                                local_addr=None, server_hostname=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None,
                                happy_eyeballs_delay=None, interleave=None, all_errors=False):
        """Connect to a server by TCP; return transport and protocol.

        Of several addresses one is tried after the other, or, with happy_eyeballs_delay, the next one when the one before
        hasn't answered after so many seconds. With all_errors all their exceptions are raised, as a group.
        """
        _only_with_tls(ssl, server_hostname=server_hostname, ssl_handshake_timeout=ssl_handshake_timeout,
                       ssl_shutdown_timeout=ssl_shutdown_timeout)
        if ssl and server_hostname is None:
            if not host:
                raise ValueError('You must set server_hostname when using ssl without a host')
            server_hostname = host
        if sock is not None:
            _refuse_tls_socket(sock)
        if happy_eyeballs_delay is not None and interleave is None:
            interleave = 1
        if host is not None or port is not None:
            if sock is not None:
                raise ValueError('host/port and sock can not be specified at the same time')
            details = {'family': family, 'type': socket.SOCK_STREAM, 'proto': proto, 'flags': flags}
            infos = await self._resolve_some((host, port), **details)
            local = None if local_addr is None else await self._resolve_some(local_addr, **details)
            if interleave:
                infos = _take_turns(infos, interleave)
            sock = await self._connect_to_any(infos, local, happy_eyeballs_delay, all_errors)
        elif sock is None:
            raise ValueError('host and port was not specified and no sock specified')
        else:
            _expect_stream(sock)
        pair = await self._make_connection(sock, protocol_factory, ssl, server_hostname, ssl_handshake_timeout=ssl_handshake_timeout,
                                           ssl_shutdown_timeout=ssl_shutdown_timeout)
        if self._debug:
            logger.debug('%r connected to %s:%r: (%r, %r)', pair[0].get_extra_info('socket'), host, port, *pair)
        return pair

    async def _connect_to_any(self, infos, local, delay, all_errors):
        """Return a socket that is connected to the first address that answers."""
        errors = []  # a list for each address
        sock = None
        try:
            if delay is None:
                for info in infos:
                    try:
                        sock = await self._connect_sock(errors, info, local)
                        break
                    except OSError:
                        pass
            else:
                attempts = [lambda info=info: self._connect_sock(errors, info, local) for info in infos]
                sock = (await staggered.staggered_race(attempts, delay, loop=self))[0]
            if sock is not None:
                return sock
            raise self._one_for_all([error for some in errors for error in some], all_errors)
        finally:
            errors = None

    def _one_for_all(self, errors, all_errors):
        if all_errors:
            return ExceptionGroup('create_connection failed', errors)
        texts = [str(error) for error in errors]
        if not texts:
            return TimeoutError('create_connection failed')
        if len(set(texts)) == 1:
            return errors[0]
        return OSError(f'Multiple exceptions: {", ".join(texts)}')

    async def _connect_sock(self, errors, info, local=None):
        """Return a socket that is connected to one address, and bound to one of the local ones, if any."""
        mine = []
        errors.append(mine)
        family, kind, proto, _, address = info
        sock = None
        try:
            try:
                sock = socket.socket(family=family, type=kind, proto=proto)
                sock.setblocking(False)
                if local is not None:
                    self._bind_to_any(sock, family, local, mine)
                await self.sock_connect(sock, address)
                return sock
            except OSError as error:
                if error not in mine:
                    mine.append(error)
                raise
        except BaseException:
            if sock is not None:
                try:
                    sock.close()
                except OSError:
                    pass  # the first error is the one to tell
            raise
        finally:
            mine = errors = None

    def _bind_to_any(self, sock, family, infos, errors):
        fitting = [info[4] for info in infos if info[0] == family]
        if not fitting:
            raise OSError(f'no matching local address with {family=} found')
        for address in fitting:
            try:
                return sock.bind(address)
            except OSError as error:
                errors.append(OSError(error.errno, f'error while attempting to bind on address {address!r}: {str(error).lower()}'))
        raise errors[-1]

    async def _make_connection(self, sock, protocol_factory, ssl, server_hostname, server_side=False, ssl_handshake_timeout=None,
                               ssl_shutdown_timeout=None):
        """Return transport and protocol of a connected socket, once they know each other."""
        if ssl:
            options = {'server_side': server_side, 'server_hostname': server_hostname, 'ssl_handshake_timeout': ssl_handshake_timeout,
                       'ssl_shutdown_timeout': ssl_shutdown_timeout}
            context = None if isinstance(ssl, bool) else ssl
            return await self._introduce(sock, protocol_factory, lambda sock, protocol, waiter: self._make_ssl_transport(
                sock, protocol, context, waiter, **options))
        return await self._introduce(sock, protocol_factory, self._make_socket_transport)

    async def _introduce(self, thing, protocol_factory, make):
        """Return the transport of a socket or pipe, by make(thing, protocol, waiter), and its protocol, once they know each other."""
        transport = None
        try:
            if hasattr(thing, 'setblocking'):
                thing.setblocking(False)
            known = self.create_future()
            protocol = protocol_factory()
            transport = make(thing, protocol, known)
            await known
            return (transport, protocol)
        except BaseException:
            if transport is not None:
                transport.close()
            elif hasattr(thing, 'setblocking'):
                thing.close()
            raise

    async def connect_accepted_socket(self, protocol_factory, sock, *, ssl=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        """Serve a connection that was accepted elsewhere; return transport and protocol."""
        _expect_stream(sock)
        _only_with_tls(ssl, ssl_handshake_timeout=ssl_handshake_timeout, ssl_shutdown_timeout=ssl_shutdown_timeout)
        _refuse_tls_socket(sock)
        pair = await self._make_connection(sock, protocol_factory, ssl, '', server_side=True, ssl_handshake_timeout=ssl_handshake_timeout,
                                           ssl_shutdown_timeout=ssl_shutdown_timeout)
        if self._debug:
            logger.debug('%r handled: (%r, %r)', pair[0].get_extra_info('socket'), *pair)
        return pair

    async def start_tls(self, transport, protocol, sslcontext, *, server_side=False, server_hostname=None, ssl_handshake_timeout=None,
                        ssl_shutdown_timeout=None):
        """Go on with TLS on a connection; return the new transport."""
        raise RuntimeError('Python ssl module is not available')

    # Datagrams.

    async def create_datagram_endpoint(self, protocol_factory, local_addr=None, remote_addr=None, *, family=0, proto=0, flags=0,
                                       reuse_port=None, allow_broadcast=None, sock=None):
        """Open a socket for datagrams, with a local address, a remote one, both or none; return transport and protocol."""
        remote = None
        if sock is not None:
            if sock.type == socket.SOCK_STREAM:
                raise ValueError(f'A datagram socket was expected, got {sock!r}')
            given = {'local_addr': local_addr, 'remote_addr': remote_addr, 'family': family, 'proto': proto, 'flags': flags,
                     'reuse_port': reuse_port, 'allow_broadcast': allow_broadcast}
            if any(given.values()):
                problems = ', '.join(f'{name}={value}' for name, value in given.items() if value)
                raise ValueError(f'socket modifier keyword arguments can not be used when sock is specified. ({problems})')
            sock.setblocking(False)
        else:
            options = [name for name, wished in (('port', reuse_port), ('broadcast', allow_broadcast)) if wished]
            choices = await self._datagram_addresses(local_addr, remote_addr, family, proto, flags)
            sock, remote = await self._open_datagram_socket(choices, options, bool(local_addr), allow_broadcast)
        pair = await self._introduce(sock, protocol_factory, lambda sock, protocol, waiter: self._make_datagram_transport(
            sock, protocol, remote, waiter))
        if self._debug:
            logger.info('Datagram endpoint local_addr=%r remote_addr=%r created: (%r, %r)', local_addr, remote_addr, *pair)
        return pair

    async def _datagram_addresses(self, local, remote, family, proto, flags):
        """Return the choices: each a family, a protocol, a local and a remote address."""
        if not (local or remote):
            if family == 0:
                raise ValueError('unexpected address family')
            return [(family, proto, None, None)]
        if hasattr(socket, 'AF_UNIX') and family == socket.AF_UNIX:
            for address in (local, remote):
                if not (address is None or isinstance(address, str)):
                    raise TypeError('string is expected')
            if local and local[0] not in (0, '\x00'):
                _unlink_socket(local)
            return [(family, proto, local, remote)]
        choices = {}  # by family and protocol: local and remote address
        for side, address in enumerate((local, remote)):
            if address is None:
                continue
            if not (isinstance(address, tuple) and len(address) == 2):
                raise TypeError('2-tuple is expected')
            for info in await self._resolve_some(address, family=family, type=socket.SOCK_DGRAM, proto=proto, flags=flags):
                choices.setdefault((info[0], info[2]), [None, None])[side] = info[4]
        fitting = [(*key, *pair) for key, pair in choices.items() if not (local and pair[0] is None or remote and pair[1] is None)]
        if not fitting:
            raise ValueError('can not get address information')
        return fitting

    async def _open_datagram_socket(self, choices, options, bind, broadcast):
        errors = []
        for family, proto, local, remote in choices:
            sock = None
            try:
                sock = socket.socket(family=family, type=socket.SOCK_DGRAM, proto=proto)
                if 'port' in options:
                    _set_reuseport(sock)
                if broadcast:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
                sock.setblocking(False)
                if bind:
                    sock.bind(local)
                # One that broadcasts is not connected: answers come from anywhere.
                if remote is not None and not broadcast:
                    await self.sock_connect(sock, remote)
                return sock, remote
            except BaseException as error:
                if sock is not None:
                    sock.close()
                if not isinstance(error, OSError):
                    raise
                errors.append(error)
        raise errors[0]

    # Servers.

    async def create_server(self, protocol_factory, host=None, port=None, *, family=socket.AF_UNSPEC, flags=socket.AI_PASSIVE, sock=None,
                            backlog=100, ssl=None, reuse_address=None, reuse_port=None, keep_alive=None, ssl_handshake_timeout=None,
                            ssl_shutdown_timeout=None, start_serving=True):
        """Make a server for TCP; host may be a list of several, None for all addresses of the machine."""
        _refuse_bool(ssl)
        _only_with_tls(ssl is not None, ssl_handshake_timeout=ssl_handshake_timeout, ssl_shutdown_timeout=ssl_shutdown_timeout)
        if sock is not None:
            _refuse_tls_socket(sock)
        if host is not None or port is not None:
            if sock is not None:
                raise ValueError('host/port and sock can not be specified at the same time')
            if reuse_address is None:
                reuse_address = os.name == 'posix' and sys.platform != 'cygwin'
            hosts = [None] if host == '' else [host] if isinstance(host, str) or not hasattr(host, '__iter__') else host
            lists = await tasks.gather(*(self._server_addresses(each, port, family, flags) for each in hosts))
            infos = dict.fromkeys(itertools.chain.from_iterable(lists))
            sockets = self._open_server_sockets(infos, reuse_address, reuse_port, keep_alive)
        else:
            if sock is None:
                raise ValueError('Neither host/port nor sock were specified')
            _expect_stream(sock)
            sockets = [sock]
        for sock in sockets:
            sock.setblocking(False)
        server = Server(self, sockets, protocol_factory, ssl, backlog, ssl_handshake_timeout, ssl_shutdown_timeout)
        if start_serving:
            await self._begin_to_serve(server)
        if self._debug:
            logger.info('%r is serving', server)
        return server

    async def _begin_to_serve(self, server):
        server._start_serving()
        # Whoever connects now should find that the loop has had the chance to listen.
        await tasks.sleep(0)

    async def _server_addresses(self, host, port, family, flags):
        found = await self._ensure_resolved((host, port), family=family, type=socket.SOCK_STREAM, flags=flags)
        if not found:
            raise OSError(f'getaddrinfo({host!r}) returned empty list')
        return found

    def _open_server_sockets(self, infos, reuse_address, reuse_port, keep_alive):
        sockets = []
        try:
            for family, kind, proto, _, address in infos:
                try:
                    sock = socket.socket(family, kind, proto)
                except OSError:
                    # The system knows addresses of a family that it can't do.
                    if self._debug:
                        logger.warning('create_server() failed to create socket.socket(%r, %r, %r)', family, kind, proto, exc_info=True)
                    continue
                sockets.append(sock)
                self._bind_server_socket(sock, address, reuse_address, reuse_port, keep_alive)
            if not sockets:
                raise OSError(f'could not bind on any address out of {[info[4] for info in infos]!r}')
        except BaseException:
            for sock in sockets:
                sock.close()
            raise
        return sockets

    def _bind_server_socket(self, sock, address, reuse_address, reuse_port, keep_alive):
        inet6 = getattr(socket, 'AF_INET6', None)
        if reuse_address:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, True)
        if reuse_port and sock.family in (socket.AF_INET, inet6):
            _set_reuseport(sock)
        elif reuse_port and not hasattr(sock.family, 'name'):
            _set_reuseport(sock)
        if keep_alive:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, True)
        if _has_IPv6 and sock.family == inet6 and hasattr(socket, 'IPPROTO_IPV6'):
            # The same port for IPv4 has a socket of its own.
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, True)
        try:
            sock.bind(address)
        except OSError as error:
            raise OSError(error.errno, f'error while attempting to bind on address {address!r}: {str(error).lower()}') from None

    # Pipes and processes.

    async def _connect_pipe(self, kind, pipe, protocol_factory, make):
        pair = await self._introduce(pipe, protocol_factory, make)
        if self._debug:
            logger.debug('%s pipe %r connected: (%r, %r)', kind, pipe.fileno(), *pair)
        return pair

    async def connect_read_pipe(self, protocol_factory, pipe):
        """Read from a pipe; return transport and protocol."""
        return await self._connect_pipe('Read', pipe, protocol_factory, self._make_read_pipe_transport)

    async def connect_write_pipe(self, protocol_factory, pipe):
        """Write to a pipe; return transport and protocol."""
        return await self._connect_pipe('Write', pipe, protocol_factory, self._make_write_pipe_transport)

    async def subprocess_shell(self, protocol_factory, cmd, *, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               universal_newlines=False, shell=True, bufsize=0, encoding=None, errors=None, text=None, **kwargs):
        """Start a process by a command for the shell; return transport and protocol. Other arguments are as for subprocess.Popen."""
        if not isinstance(cmd, (bytes, str)):
            raise ValueError('cmd must be a string')
        _only_bytes(universal_newlines, shell, True, bufsize, text, encoding, errors)
        return await self._start_process(protocol_factory, 'run shell command %r' % (cmd,), cmd, True, stdin, stdout, stderr, bufsize, kwargs)

    async def subprocess_exec(self, protocol_factory, program, *args, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              universal_newlines=False, shell=False, bufsize=0, encoding=None, errors=None, text=None, **kwargs):
        """Start a process by a program and its arguments; return transport and protocol. Other arguments are as for subprocess.Popen."""
        _only_bytes(universal_newlines, shell, False, bufsize, text, encoding, errors)
        return await self._start_process(protocol_factory, f'execute program {program!r}', (program, *args), False, stdin, stdout, stderr,
                                         bufsize, kwargs)

    async def _start_process(self, protocol_factory, what, command, shell, stdin, stdout, stderr, bufsize, kwargs):
        protocol, chatty = protocol_factory(), self._debug
        if chatty:
            shown = [what]
            if stderr == subprocess.STDOUT and stdout is not None:
                shown.append(f'stdout=stderr={_shown_file(stdout)}')
                files = [('stdin', stdin)]
            else:
                files = [('stdin', stdin), ('stdout', stdout), ('stderr', stderr)]
            shown += (f'{name}={_shown_file(file)}' for name, file in files if file is not None)
            logger.debug('%s', ' '.join(shown))
        transport = await self._make_subprocess_transport(protocol, command, shell, stdin, stdout, stderr, bufsize, **kwargs)
        if chatty:
            logger.info('%s: %r', what, transport)
        return (transport, protocol)


def _stop_with(future):
    """Stop the loop of a future that is done, unless an exception goes through the loop anyway."""
    if future.cancelled() or not isinstance(future.exception(), _FATAL):
        futures._get_loop(future).stop()


def _only_bytes(universal_newlines, shell, wanted_shell, bufsize, text, encoding, errors):
    for wrong, message in ((universal_newlines, 'universal_newlines must be False'),
                           (bool(shell) is not wanted_shell, f'shell must be {wanted_shell}'), (bufsize, 'bufsize must be 0'),
                           (text, 'text must be False'), (encoding is not None, 'encoding must be None'),
                           (errors is not None, 'errors must be None')):
        if wrong:
            raise ValueError(message)


def _shown_file(file):
    return {subprocess.PIPE: '<pipe>', subprocess.STDOUT: '<stdout>'}.get(file) or repr(file) if isinstance(file, int) else repr(file)


def _unlink_socket(path):
    """Remove what a socket has left at a path; anything else stays."""
    import stat
    try:
        if stat.S_ISSOCK(os.stat(path).st_mode):
            os.remove(path)
    except FileNotFoundError:
        pass
    except OSError as error:
        # It is for bind() to complain.
        logger.error('Unable to check or remove stale UNIX socket %r: %r', path, error)
