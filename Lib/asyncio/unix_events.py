"""The event loop of Unix: signals, Unix sockets, pipes, child processes."""

import errno
import functools
import itertools
import os
import selectors
import signal
import socket
import stat
import subprocess
import sys
import threading
import warnings

from asyncio import base_events, base_subprocess, constants, coroutines, events, exceptions, futures, selector_events, tasks, transports
from asyncio.log import logger

__all__ = ('SelectorEventLoop', 'EventLoop')

if sys.platform == 'win32':
    raise ImportError('Signals are not really supported on Windows')

_FATAL = (SystemExit, KeyboardInterrupt)


def _ignore_signal(signum, frame):
    """The handler of signals that the loop handles: it is the byte in the loop's socket that counts."""


class _UnixSelectorEventLoop(selector_events.BaseSelectorEventLoop):
    """The event loop of Unix."""

    def __init__(self, selector=None):
        selector_events.BaseSelectorEventLoop.__init__(self, selector)
        self._signal_handlers, self._unix_paths = {}, {}
        self._watcher = _PidfdChildWatcher() if can_use_pidfd() else _ThreadedChildWatcher()

    def close(self):
        super().close()
        handled = list(self._signal_handlers)
        if handled and sys.is_finalizing():
            warnings.warn(f'Closing the loop {self!r} on interpreter shutdown stage, skipping signal handlers removal', ResourceWarning,
                          source=self)
            self._signal_handlers = {}
            return
        for number in handled:
            self.remove_signal_handler(number)

    close.__doc__ = base_events.BaseEventLoop.close.__doc__

    # Signals.

    def _check_signal(self, sig):
        whole = isinstance(sig, int)
        if not whole:
            raise TypeError(f'sig must be an int, not {sig!r}')
        known = signal.valid_signals()
        if sig not in known:
            raise ValueError(f'invalid signal number {sig}')

    def _process_self_data(self, data):
        for number in filter(None, data):
            self._handle_signal(number)

    def _handle_signal(self, sig):
        if (handle := self._signal_handlers.get(sig)) is not None:
            act = self.remove_signal_handler if handle._cancelled else self._add_callback_signalsafe
            act(sig if handle._cancelled else handle)

    def add_signal_handler(self, sig, callback, *args):
        """Call a function in the loop when a signal comes. Only the main thread can do that."""
        if coroutines.iscoroutine(callback) or coroutines._makes_coroutines(callback):
            raise TypeError('coroutines cannot be used with add_signal_handler()')
        self._check_signal(sig)
        self._check_closed()
        try:
            # The system writes the numbers of signals to the socket that wakes the loop.
            wakes = self._csock.fileno()
            signal.set_wakeup_fd(wakes)
        except (ValueError, OSError) as error:
            raise RuntimeError(str(error))
        self._signal_handlers[sig] = events.Handle(callback, args, self, None)
        try:
            signal.signal(sig, _ignore_signal)
            signal.siginterrupt(sig, False)  # system calls go on
        except OSError as error:
            self._signal_handlers.pop(sig)
            self._let_go_of_signals()
            if error.errno == errno.EINVAL:
                raise RuntimeError(f'sig {sig} cannot be caught')
            raise

    def remove_signal_handler(self, sig):
        """Undo add_signal_handler(); tell whether there was something to undo."""
        self._check_signal(sig)
        if self._signal_handlers.pop(sig, None) is None:
            return False
        try:
            signal.signal(sig, signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL)
        except OSError as error:
            if error.errno == errno.EINVAL:
                raise RuntimeError(f'sig {sig} cannot be caught')
            raise
        self._let_go_of_signals()
        return True

    def _let_go_of_signals(self):
        if len(self._signal_handlers) == 0:
            try:
                signal.set_wakeup_fd(-1)
            except (ValueError, OSError) as error:
                logger.info('set_wakeup_fd(-1) failed: %s', error)

    # Pipes and processes.

    def _make_read_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        return _UnixReadPipeTransport(self, pipe, protocol, extra=extra, waiter=waiter)

    def _make_write_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        return _UnixWritePipeTransport(self, pipe, protocol, extra=extra, waiter=waiter)

    async def _make_subprocess_transport(self, protocol, args, shell, stdin, stdout, stderr, bufsize, extra=None, **kwargs):
        ready = self.create_future()
        transport = _UnixSubprocessTransport(self, protocol, args, shell, stdin, stdout, stderr, bufsize, waiter=ready, extra=extra, **kwargs)
        self._watcher.add_child_handler(transport.get_pid(), self._child_ended, transport)
        try:
            await ready
        except _FATAL:
            raise
        except BaseException:
            transport.close()
            await transport._wait()
            raise
        return transport

    def _child_ended(self, pid, status, transport):
        # Popen may have noticed first.
        known = transport._proc.returncode
        transport._process_exited(status if known is None else known)

    # Unix sockets.

    async def create_unix_connection(self, protocol_factory, path=None, *, ssl=None, sock=None, server_hostname=None,
                                     ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        """Connect to a Unix socket; return transport and protocol."""
        if ssl and server_hostname is None:
            raise ValueError('you have to pass server_hostname when using ssl')
        base_events._only_with_tls(ssl, server_hostname=server_hostname, ssl_handshake_timeout=ssl_handshake_timeout,
                                   ssl_shutdown_timeout=ssl_shutdown_timeout)
        if sock is not None:
            if path is not None:
                raise ValueError('path and sock can not be specified at the same time')
            base_events._refuse_tls_socket(sock)
            _expect_unix_stream(sock)
            sock.setblocking(False)
        elif path is None:
            raise ValueError('no path and sock were specified')
        else:
            sock = _unix_stream()
            try:
                sock.setblocking(False)
                await self.sock_connect(sock, os.fspath(path))
            except BaseException:
                sock.close()
                raise
        return await self._make_connection(sock, protocol_factory, ssl, server_hostname, ssl_handshake_timeout=ssl_handshake_timeout,
                                           ssl_shutdown_timeout=ssl_shutdown_timeout)

    async def create_unix_server(self, protocol_factory, path=None, *, sock=None, backlog=100, ssl=None, ssl_handshake_timeout=None,
                                 ssl_shutdown_timeout=None, start_serving=True, cleanup_socket=True):
        """Make a server for a Unix socket; with cleanup_socket its path is removed when the server closes."""
        base_events._refuse_bool(ssl)
        base_events._only_with_tls(ssl, ssl_handshake_timeout=ssl_handshake_timeout, ssl_shutdown_timeout=ssl_shutdown_timeout)
        if path is not None:
            if sock is not None:
                raise ValueError('path and sock can not be specified at the same time')
            sock = self._bind_unix_socket(os.fspath(path))
        else:
            if sock is None:
                raise ValueError('path was not specified, and no sock specified')
            _expect_unix_stream(sock)
        sock.setblocking(False)
        if cleanup_socket:
            self._remember_path(sock)
        server = base_events.Server(self, [sock], protocol_factory, ssl, backlog, ssl_handshake_timeout, ssl_shutdown_timeout)
        if start_serving:
            await self._begin_to_serve(server)
        return server

    def _bind_unix_socket(self, path):
        sock = _unix_stream()
        if path[:1] not in ('\0', b'\0', '', b''):
            base_events._unlink_socket(path)
        try:
            sock.bind(path)
        except BaseException as error:
            sock.close()
            if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
                raise OSError(errno.EADDRINUSE, f'Address {path!r} is already in use') from None
            raise
        return sock

    # The paths of servers' sockets, with the inode: what somebody else has put there since then is not ours to remove.

    def _remember_path(self, sock):
        if (path := sock.getsockname()) and path[:1] not in ('\0', b'\0'):
            try:
                self._unix_paths[sock] = path, os.stat(path).st_ino
            except FileNotFoundError:
                pass

    def _stop_serving(self, sock):
        path, inode = self._unix_paths.pop(sock, (None, None))
        selector_events.BaseSelectorEventLoop._stop_serving(self, sock)
        if path is not None:
            try:
                if os.stat(path).st_ino == inode:
                    os.unlink(path)
            except FileNotFoundError:
                pass
            except OSError as error:
                logger.error('Unable to clean up listening UNIX socket %r: %r', path, error)

    # Sending files.

    async def _sock_sendfile_native(self, sock, file, offset, count):
        if not hasattr(os, 'sendfile'):
            raise exceptions.SendfileNotAvailableError('os.sendfile() is not available')
        try:
            number = file.fileno()
            size = os.fstat(number).st_size
        except (AttributeError, OSError, ValueError):  # io.UnsupportedOperation is both of the latter
            raise exceptions.SendfileNotAvailableError('not a regular file')
        if not (count or size):
            return 0
        outcome = self.create_future()
        self._sock_sendfile_native_impl(outcome, None, sock, number, offset, count, count or size, 0)
        return await outcome

    def _sock_sendfile_native_impl(self, fut, registered_fd, sock, fileno, offset, count, blocksize, total_sent):
        """Send a piece; when there is more, have this called again as soon as the socket is ready."""
        target = sock.fileno()
        if first := registered_fd is None:
            again = functools.partial(self._sock_sendfile_native_impl, fut, target, sock, fileno)
        else:
            again = functools.partial(self._sock_sendfile_native_impl, fut, registered_fd, sock, fileno)
            self._remove_writer(registered_fd)
        most = min(blocksize if not count else count - total_sent, 0x7ffff000)  # Linux sends no more at once
        over, outcome = fut.cancelled() or most <= 0, None
        sent = 0
        if not over:
            try:
                sent = os.sendfile(target, fileno, offset, most)
                over = not sent
            except (BlockingIOError, InterruptedError):
                pass
            except _FATAL:
                raise
            except BaseException as error:
                over, outcome = True, self._sendfile_trouble(error, first, total_sent)
        total_sent += sent
        if not over:
            if first:
                fut.add_done_callback(lambda fut: fut.cancelled() and sock.fileno() != -1 and self._remove_writer(sock.fileno()))
            return self._add_writer(target, again, offset + sent, count, blocksize, total_sent)
        if total_sent or outcome is None:
            os.lseek(fileno, offset, os.SEEK_SET)
        if outcome is not None:
            fut.set_exception(outcome)
        else:
            futures._set_result_unless_cancelled(fut, total_sent)

    def _sendfile_trouble(self, error, first, sent):
        """Return what is to be raised for an exception of os.sendfile()."""
        new = error
        if isinstance(error, OSError):
            if not sent and error.errno not in _CONNECTION_TROUBLE:
                new = exceptions.SendfileNotAvailableError('os.sendfile call failed')  # it may not work here at all
            elif error.errno == errno.ENOTCONN and not first and type(error) is not ConnectionError:
                new = ConnectionError('socket is not connected', errno.ENOTCONN)
        if new is not error:
            new.__cause__ = error
        return new


_CONNECTION_TROUBLE = (errno.ENOTCONN, errno.EPIPE, errno.ECONNRESET, errno.ESHUTDOWN)


def _unix_stream():
    return socket.socket(family=socket.AF_UNIX, type=socket.SOCK_STREAM)


def _expect_unix_stream(sock):
    if sock.family != socket.AF_UNIX or sock.type != socket.SOCK_STREAM:
        raise ValueError(f'A UNIX Domain Stream Socket was expected, got {sock!r}')


# Transports of pipes.

class _PipeTransport:
    """What both kinds share: a pipe, its descriptor, and how it ends."""

    def _open(self, loop, pipe, protocol, kinds):
        number = pipe.fileno()
        mode = os.fstat(number).st_mode
        if not any(is_kind(mode) for is_kind in kinds):
            raise ValueError(f'Pipe transport is {self._only_for}.')
        os.set_blocking(number, False)
        self._extra |= {'pipe': pipe}
        self._loop, self._protocol, self._closing = loop, protocol, False
        self._pipe, self._fileno = pipe, number
        return mode

    def _begin(self, waiter, read):
        soon = self._loop.call_soon
        soon(self._protocol.connection_made, self)
        if read:
            soon(self._start_reading)
        if waiter is not None:
            soon(futures._set_result_unless_cancelled, waiter, None)

    def _start_reading(self):
        loop, number = self._loop, self._fileno
        loop._add_reader(number, self._read_ready)

    def _stop_reading(self):
        loop, number = self._loop, self._fileno
        loop._remove_reader(number)

    def _note(self, what, level='debug', **options):
        """In debug mode, log what the transport does."""
        if self._loop.get_debug():
            getattr(logger, level)('%r ' + what, self, **options)

    def _lose_soon(self, error):
        """Let the protocol know soon that the pipe is closed."""
        self._closing = True
        self._stop_reading()
        soon = self._loop.call_soon
        soon(self._call_connection_lost, error)

    def __repr__(self):
        words = [type(self).__name__]
        if self._pipe is None:
            words.append('closed')
        elif self._closing:
            words.append('closing')
        words.append(f'fd={self._fileno}')
        if self._pipe is not None:
            selector = getattr(self._loop, '_selector', None)
            words += ['open'] if selector is None else self._activity(selector)
        return f'<{" ".join(words)}>'

    def _polls(self, selector, event):
        try:
            key = selector.get_key(self._fileno)
        except (KeyError, AttributeError):
            return False
        return bool(key.events & event)

    def set_protocol(self, protocol):
        self._protocol = protocol

    def get_protocol(self):
        return self._protocol

    def is_closing(self):
        return self._closing

    def _fatal_error(self, exc, message='Fatal error on pipe transport'):
        if isinstance(exc, OSError) and self._expected(exc):
            self._note(message, exc_info=True)
        else:
            self._loop.call_exception_handler({'message': message, 'exception': exc, 'transport': self, 'protocol': self._protocol})
        self._close(exc)

    def _call_connection_lost(self, exc):
        protocol, pipe = self._protocol, self._pipe
        try:
            protocol.connection_lost(exc)
        finally:
            pipe.close()
            self._pipe = self._protocol = self._loop = None

    def __del__(self):
        if getattr(self, '_pipe', None) is not None:
            warnings.warn(f'unclosed transport {self!r}', ResourceWarning, source=self)
            self._pipe.close()


class _UnixReadPipeTransport(_PipeTransport, transports._PausingMixin, transports.ReadTransport):
    """A transport that reads from a pipe, a socket or a terminal."""

    max_size = 256 * 1024  # bytes read at once
    _only_for = 'for pipes/sockets only'

    def __init__(self, loop, pipe, protocol, waiter=None, extra=None):
        super().__init__(extra)
        self._paused = False
        self._open(loop, pipe, protocol, (stat.S_ISFIFO, stat.S_ISSOCK, stat.S_ISCHR))
        self._begin(waiter, True)

    def _activity(self, selector):
        return ['polling' if self._polls(selector, selectors.EVENT_READ) else 'idle']

    def _expected(self, error):
        return error.errno == errno.EIO  # a terminal whose other side is gone

    def _start_reading(self):
        if self.is_reading():
            super()._start_reading()

    def _read_ready(self):
        try:
            number = self._fileno
            data = os.read(number, self.max_size)
        except (BlockingIOError, InterruptedError):
            return
        except OSError as error:
            return self._fatal_error(error, 'Fatal read error on pipe transport')
        if data:
            return self._protocol.data_received(data)
        self._note('was closed by peer', 'info')
        soon = self._loop.call_soon
        soon(self._protocol.eof_received)
        self._lose_soon(None)

    def close(self):
        if not self._closing:
            self._close(None)

    def _close(self, exc):
        self._lose_soon(exc)


class _UnixWritePipeTransport(_PipeTransport, transports._FlowControlMixin, transports.WriteTransport):
    """A transport that writes to a pipe, a socket or a terminal."""

    _only_for = 'only for pipes, sockets and character devices'

    def __init__(self, loop, pipe, protocol, waiter=None, extra=None):
        transports._FlowControlMixin.__init__(self, extra, loop)
        self._buffer = bytearray(b'')
        self._conn_lost = 0  # 1 when the pipe is closed or about to be; then it counts vain writes
        mode = self._open(loop, pipe, protocol, (stat.S_ISFIFO, stat.S_ISSOCK, stat.S_ISCHR))
        # That the other side of a pipe is closed shows in that one can read. Not everywhere, and not with terminals.
        tells = stat.S_ISSOCK(mode) or stat.S_ISFIFO(mode) and not sys.platform.startswith('aix')
        self._begin(waiter, tells)

    def _activity(self, selector):
        polls = self._polls(selector, selectors.EVENT_WRITE)
        return ['polling' if polls else 'idle', f'bufsize={self.get_write_buffer_size()}']

    def _expected(self, error):
        return True

    def get_write_buffer_size(self):
        return len(self._buffer)

    def _read_ready(self):
        """The other side has closed the pipe."""
        self._note('was closed by peer', 'info')
        self._close(BrokenPipeError() if self._buffer else None)

    def write(self, data):
        assert isinstance(data, bytes | bytearray | memoryview), repr(data)
        if not data:
            return
        data = memoryview(data) if type(data) is bytearray else data
        vain = self._closing or self._conn_lost
        if vain:
            self._conn_lost += 1
            if self._conn_lost > constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
                logger.warning('pipe closed by peer or os.write(pipe, data) raised exception.')
            return
        if not self._buffer:
            try:
                count = os.write(self._fileno, data)
            except (BlockingIOError, InterruptedError):
                count = 0
            except _FATAL:
                raise
            except BaseException as error:
                self._conn_lost += 1
                return self._fatal_error(error, 'Fatal write error on pipe transport')
            if count == len(data):
                return
            data = memoryview(data)[count:]
            loop, number = self._loop, self._fileno
            loop._add_writer(number, self._write_ready)
        self._buffer += data
        self._maybe_pause_protocol()

    def _write_ready(self):
        assert self._buffer
        try:
            count = os.write(self._fileno, self._buffer)
        except (BlockingIOError, InterruptedError):
            return
        except _FATAL:
            raise
        except BaseException as error:
            self._buffer.clear()
            self._conn_lost += 1
            self._stop_writing()
            return self._fatal_error(error, 'Fatal write error on pipe transport')
        if count < len(self._buffer):
            del self._buffer[:count]
            return self._maybe_resume_protocol()
        self._buffer.clear()
        self._stop_writing()
        self._maybe_resume_protocol()
        if self._closing and not self._buffer:
            self._stop_reading()
            self._call_connection_lost(exc=None)

    def _stop_writing(self):
        loop, number = self._loop, self._fileno
        loop._remove_writer(number)

    def can_write_eof(self):
        return True

    def write_eof(self):
        if self._closing:
            return
        assert self._pipe
        self._closing = True
        if not self._buffer:
            self._lose_soon(None)

    def close(self):
        # The end of a pipe is all that one can tell the other side.
        if not (self._closing or self._pipe is None):
            self.write_eof()

    def abort(self):
        self._close(None)

    def _close(self, exc=None):
        if self._buffer:
            self._stop_writing()
        self._buffer.clear()
        self._lose_soon(exc)


# Child processes.

class _UnixSubprocessTransport(base_subprocess.BaseSubprocessTransport):
    """A transport of a child process."""

    def _start(self, args, shell, stdin, stdout, stderr, bufsize, **kwargs):
        files = {'stdin': stdin, 'stdout': stdout, 'stderr': stderr}
        self._proc = subprocess.Popen(args, bufsize=bufsize, shell=shell, universal_newlines=False, **files, **kwargs)


def _reap(pid):
    """Fetch the exit status of a child that has ended, or wait for it."""
    try:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    except ChildProcessError:
        # Somebody else has waited for it.
        logger.warning('child process pid %d exit status already read:  will report returncode 255', pid)
        return 255


class _PidfdChildWatcher:
    """Learns of the ends of children by descriptors, of which Linux has one for each process."""

    def add_child_handler(self, pid, callback, *args):
        """Call callback(pid, status, *args) when a child has ended."""
        number, loop = os.pidfd_open(pid), events.get_running_loop()
        loop._add_reader(number, self._ended, loop, pid, number, callback, args)

    def _ended(self, loop, pid, number, callback, args):
        loop._remove_reader(number)
        status = _reap(pid)
        os.close(number)
        callback(pid, status, *args)


class _ThreadedChildWatcher:
    """Learns of the ends of children by threads, of which each waits for one."""

    def __init__(self):
        self._numbers = itertools.count()
        self._threads = {}  # by process

    def __del__(self):
        if waiting := [thread for thread in list(self._threads.values()) if thread.is_alive()]:
            warnings.warn(f'{self.__class__} has registered but not finished child processes', ResourceWarning, source=self)

    def add_child_handler(self, pid, callback, *args):
        """Call callback(pid, status, *args) when a child has ended."""
        work = events.get_running_loop(), pid, callback, args
        self._threads[pid] = threading.Thread(target=self._wait, name=f'asyncio-waitpid-{next(self._numbers)}', args=work, daemon=True)
        self._threads[pid].start()

    def _wait(self, loop, pid, callback, args):
        try:
            # As long as its status isn't fetched, which is for the loop, the child's number can't be anybody else's.
            os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        except ChildProcessError:
            pass
        self._threads.pop(pid)
        if loop.is_closed():
            logger.warning('Loop %r that handles pid %r is closed', loop, pid)
            _reap(pid)
        else:
            loop.call_soon_threadsafe(lambda: callback(pid, _reap(pid), *args))


def can_use_pidfd():
    """Tell whether the system has descriptors of processes, and lets us have them."""
    try:
        os.close(os.pidfd_open(os.getpid(), 0))
    except (AttributeError, OSError):
        return False
    return True


class _UnixDefaultEventLoopPolicy(events._BaseDefaultEventLoopPolicy):
    """The policy by default."""

    _loop_factory = _UnixSelectorEventLoop


SelectorEventLoop = EventLoop = _UnixSelectorEventLoop
_DefaultEventLoopPolicy = _UnixDefaultEventLoopPolicy
