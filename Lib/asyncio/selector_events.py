"""An event loop that learns of events by a selector, and its transports for sockets."""

import collections
import contextlib
import errno
import itertools
import os
import selectors
import socket
import warnings
import weakref

try:
    import ssl
except ImportError:  # connections are in the clear only
    ssl = None

from asyncio import base_events, constants, events, futures, protocols, sslproto, transports, trsock
from asyncio.log import logger

__all__ = ('BaseSelectorEventLoop',)

_HAS_SENDMSG = 'sendmsg' in dir(socket.socket)

_HANDSHAKE, _SHUTDOWN = constants.SSL_HANDSHAKE_TIMEOUT, constants.SSL_SHUTDOWN_TIMEOUT
_READ, _WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE
_NOT_NOW = (BlockingIOError, InterruptedError)
_FATAL = (SystemExit, KeyboardInterrupt)

try:
    _MOST_PIECES = os.sysconf('SC_IOV_MAX')
except (OSError, ValueError, AttributeError):
    _MOST_PIECES = 16  # what any system can do


class BaseSelectorEventLoop(base_events.BaseEventLoop):
    """An event loop on top of a selector."""

    def __init__(self, selector=None):
        super().__init__()
        self._selector = selectors.DefaultSelector() if selector is None else selector
        base_events.logger.debug('Using selector: %s', type(self._selector).__name__)
        self._internal_fds = 0
        self._make_self_pipe()
        self._transports = weakref.WeakValueDictionary()  # by descriptor

    def close(self):
        """Forget all calls and let go of everything; the loop can't run any more."""
        if self.is_running():
            raise RuntimeError('Cannot close a running event loop')
        if self.is_closed():
            return
        self._close_self_pipe()
        super().close()
        selector, self._selector = self._selector, None
        if selector is not None:
            selector.close()

    # A pair of sockets lets other threads and signal handlers wake the loop.

    def _make_self_pipe(self):
        self._ssock, self._csock = pair = socket.socketpair()
        for sock in pair:
            sock.setblocking(False)
        self._internal_fds += 1
        self._add_reader(pair[0].fileno(), self._read_from_self)

    def _close_self_pipe(self):
        inner, outer = self._ssock, self._csock
        self._remove_reader(inner.fileno())
        inner.close()
        outer.close()
        self._ssock = self._csock = None
        self._internal_fds -= 1

    def _read_from_self(self):
        while True:
            try:
                got = self._ssock.recv(4096)
            except InterruptedError:
                continue
            except BlockingIOError:
                return
            if not got:
                return
            self._process_self_data(got)

    def _process_self_data(self, data):
        """See to the bytes that have woken the loop; those of signals are the signals' numbers."""

    def _write_to_self(self):
        sock = self._csock
        if sock is None:
            return  # closed while another thread came here
        try:
            sock.send(b'\0')
        except OSError:
            # It is full: then it wakes the loop all the same.
            if self._debug:
                logger.debug('Fail to write a null byte into the self-pipe socket', exc_info=True)

    # Descriptors: with each there are a handle for reading and one for writing.

    def _ensure_fd_no_transport(self, fd):
        number = fd
        if not isinstance(fd, int):
            try:
                number = int(fd.fileno())
            except (AttributeError, TypeError, ValueError):
                raise ValueError(f'Invalid file object: {fd!r}') from None
        transport = self._transports.get(number)
        if transport is not None and not transport.is_closing():
            raise RuntimeError(f'File descriptor {fd!r} is used by transport {transport!r}')

    def _without_transport(self, fd):
        self._ensure_fd_no_transport(fd)
        return fd

    def _watch(self, fd, event, callback, args):
        self._check_closed()
        new = events.Handle(callback, args, self)
        selector, side = self._selector, event == _WRITE
        known = selector.get_map().get(fd)
        pair = [None, None] if known is None else list(known.data)
        before, pair[side] = pair[side], new
        if known is None:
            selector.register(fd, event, tuple(pair))
        else:
            selector.modify(fd, known.events | event, tuple(pair))
        if before is not None:
            before.cancel()
        return new

    def _unwatch(self, fd, event):
        selector, side = self._selector, event == _WRITE
        known = None if self.is_closed() else selector.get_map().get(fd)
        if known is None:
            return False
        pair = list(known.data)
        before, pair[side] = pair[side], None
        if left := known.events & ~event:
            selector.modify(fd, left, tuple(pair))
        else:
            selector.unregister(fd)
        if before is None:
            return False
        before.cancel()
        return True

    def _add_reader(self, fd, callback, *args):
        return self._watch(fd, _READ, callback, args)

    def _remove_reader(self, fd):
        return self._unwatch(fd, _READ)

    def _add_writer(self, fd, callback, *args):
        return self._watch(fd, _WRITE, callback, args)

    def _remove_writer(self, fd):
        return self._unwatch(fd, _WRITE)

    def add_reader(self, fd, callback, *args):
        """Call a function whenever there is something to read."""
        self._watch(self._without_transport(fd), _READ, callback, args)

    def remove_reader(self, fd):
        """Undo add_reader(); tell whether there was something to undo."""
        return self._unwatch(self._without_transport(fd), _READ)

    def add_writer(self, fd, callback, *args):
        """Call a function whenever one can write."""
        self._watch(self._without_transport(fd), _WRITE, callback, args)

    def remove_writer(self, fd):
        """Undo add_writer(); tell whether there was something to undo."""
        return self._unwatch(self._without_transport(fd), _WRITE)

    def _process_events(self, event_list):
        for key, found in event_list:
            for event, handle, remove in zip((_READ, _WRITE), key.data, (self._remove_reader, self._remove_writer)):
                if not found & event or handle is None:
                    continue
                if handle._cancelled:
                    remove(key.fileobj)
                else:
                    self._add_callback(handle)

    # Transports.

    def _make_socket_transport(self, sock, protocol, waiter=None, *, extra=None, server=None):
        return _SelectorSocketTransport(self, self._without_transport(sock), protocol, waiter, extra, server)

    def _make_ssl_transport(self, rawsock, protocol, sslcontext, waiter=None, *, server_side=False, server_hostname=None, extra=None,
                            server=None, ssl_handshake_timeout=_HANDSHAKE,
                            ssl_shutdown_timeout=_SHUTDOWN):
        self._without_transport(rawsock)
        sslproto.SSLProtocol(self, protocol, sslcontext, waiter, server_side, server_hostname, ssl_handshake_timeout=ssl_handshake_timeout,
                             ssl_shutdown_timeout=ssl_shutdown_timeout)

    def _make_datagram_transport(self, sock, protocol, address=None, waiter=None, extra=None):
        return _SelectorDatagramTransport(self, self._without_transport(sock), protocol, address, waiter, extra)

    # Servers.

    def _start_serving(self, protocol_factory, sock, sslcontext=None, server=None, backlog=100,
                       ssl_handshake_timeout=_HANDSHAKE, ssl_shutdown_timeout=_SHUTDOWN):
        self._add_reader(sock.fileno(), self._accept_connection, protocol_factory, sock, sslcontext, server, backlog, ssl_handshake_timeout,
                         ssl_shutdown_timeout)

    def _stop_serving(self, sock):
        self._stop_listening(sock)
        sock.close()

    def _stop_listening(self, sock):
        number = sock.fileno()
        self._remove_reader(number)

    def _accept_connection(self, protocol_factory, sock, sslcontext=None, server=None, backlog=100,
                           ssl_handshake_timeout=_HANDSHAKE, ssl_shutdown_timeout=_SHUTDOWN):
        """Accept what has connected, which may be many."""
        how = sslcontext, server, ssl_handshake_timeout, ssl_shutdown_timeout
        for _ in range(1 + backlog):
            try:
                link, address = sock.accept()
                if self._debug:
                    logger.debug('%r got a new connection from %r: %r', server, address, link)
                link.setblocking(False)
            except ConnectionAbortedError:
                continue  # the client has given up; the next one may not have
            except _NOT_NOW:
                return
            except OSError as error:
                if error.errno not in (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM):
                    raise
                # To try again at once would keep the loop busy for nothing.
                self.call_exception_handler({'message': 'socket.accept() out of system resource', 'exception': error,
                                             'socket': trsock.TransportSocket(sock)})
                self._stop_listening(sock)
                self.call_later(constants.ACCEPT_RETRY_DELAY, self._resume_serving, protocol_factory, sock, sslcontext, server, backlog,
                                ssl_handshake_timeout, ssl_shutdown_timeout)
                return
            else:
                self.create_task(self._accept_connection2(protocol_factory, link, {'peername': address}, *how))

    def _resume_serving(self, protocol_factory, sock, *how):
        if sock.fileno() != -1:  # the server may be closed by now
            self._start_serving(protocol_factory, sock, *how)

    async def _accept_connection2(self, protocol_factory, conn, extra, sslcontext=None, server=None,
                                  ssl_handshake_timeout=_HANDSHAKE,
                                  ssl_shutdown_timeout=_SHUTDOWN):
        """Bring a connection and its protocol together."""
        protocol = transport = None
        try:
            protocol, waiter = protocol_factory(), self.create_future()
            if sslcontext:
                transport = self._make_ssl_transport(conn, protocol, sslcontext, waiter=waiter, server_side=True, extra=extra, server=server,
                                                     ssl_handshake_timeout=ssl_handshake_timeout, ssl_shutdown_timeout=ssl_shutdown_timeout)
            else:
                transport = self._make_socket_transport(conn, protocol, waiter=waiter, extra=extra, server=server)
            try:
                await waiter
            except BaseException:
                transport.close()
                # The waiter ends before connection_lost(): one round, so that the report can name them.
                raise
        except _FATAL:
            raise
        except BaseException as error:
            if transport is None:
                conn.close()
            if self._debug:
                report = {'message': 'Error on transport creation for incoming connection', 'exception': error}
                report |= {name: thing for name, thing in (('protocol', protocol), ('transport', transport)) if thing is not None}
                self.call_exception_handler(report)

    # Sockets without transports.

    def _check_socket(self, sock, *, no_tls=True):
        if no_tls:
            base_events._refuse_tls_socket(sock)
        if sock.gettimeout() != 0 and self.get_debug():
            raise ValueError('the socket must be non-blocking')

    async def _when_ready(self, sock, add, remove, attempt):
        """Return attempt(), which is made again whenever the socket is ready, as long as it would block."""
        try:
            return attempt()
        except _NOT_NOW:
            pass
        fd = self._without_transport(sock.fileno())
        outcome = self.create_future()

        def try_again():
            if outcome.done():
                return
            try:
                result = attempt()
            except _NOT_NOW:
                return
            except _FATAL:
                raise
            except BaseException as error:
                outcome.set_exception(error)
            else:
                outcome.set_result(result)

        handle = add(fd, try_again)
        try:
            return await outcome
        finally:
            # Somebody else may be waiting for the same descriptor by now: that is not to be undone.
            if not handle.cancelled():
                remove(fd)

    async def _when_readable(self, sock, attempt):
        self._check_socket(sock)
        return await self._when_ready(sock, self._add_reader, self._remove_reader, attempt)

    async def _when_writable(self, sock, attempt):
        self._check_socket(sock)
        return await self._when_ready(sock, self._add_writer, self._remove_writer, attempt)

    async def sock_recv(self, sock, nbytes):
        """Receive up to nbytes bytes."""
        return await self._when_readable(sock, lambda: sock.recv(nbytes))

    async def sock_recv_into(self, sock, buf):
        """Receive into a buffer; return the number of bytes."""
        return await self._when_readable(sock, lambda: sock.recv_into(buf))

    async def sock_recvfrom(self, sock, bufsize):
        """Receive a datagram; return it and the sender's address."""
        return await self._when_readable(sock, lambda: sock.recvfrom(bufsize))

    async def sock_recvfrom_into(self, sock, buf, nbytes=0):
        """Receive a datagram into a buffer; return the number of bytes and the sender's address."""
        return await self._when_readable(sock, lambda: sock.recvfrom_into(buf, nbytes or len(buf)))

    async def sock_accept(self, sock):
        """Accept a connection; return its socket and the client's address."""

        def attempt():
            link, address = sock.accept()
            link.setblocking(False)
            return link, address

        return await self._when_readable(sock, attempt)

    async def sock_sendto(self, sock, data, address):
        """Send a datagram."""
        return await self._when_writable(sock, lambda: sock.sendto(data, address))

    async def sock_sendall(self, sock, data):
        """Send all bytes of data."""
        self._check_socket(sock)
        left = memoryview(data).cast('b')

        def attempt():
            nonlocal left
            while left:
                left = left[sock.send(left):]

        await self._when_writable(sock, attempt)

    async def sock_connect(self, sock, address):
        """Connect; the address of a host may be a name."""
        self._check_socket(sock)
        if sock.family == socket.AF_INET or base_events._has_IPv6 and sock.family == socket.AF_INET6:
            found = await self._ensure_resolved(address, family=sock.family, type=sock.type, proto=sock.proto, loop=self)
            address = found[0][4]
        try:
            sock.connect(address)
            return
        except _NOT_NOW:
            pass
        begun = True

        def look():
            nonlocal begun
            if begun:
                # The socket was not ready yet; from now on it is when the attempt has ended.
                begun = False
                raise BlockingIOError
            if trouble := sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                raise OSError(trouble, f'Connect call failed {address}')

        await self._when_ready(sock, self._add_writer, self._remove_writer, look)

    async def _sendfile_native(self, transp, file, offset, count):
        was_reading = transp.is_reading()
        transp.pause_reading()
        try:
            async with transp.empty():
                return await self.sock_sendfile(transp._sock, file, offset, count, fallback=False)
        finally:
            if was_reading:
                transp.resume_reading()


class _SelectorTransport(transports._PausingMixin, transports._FlowControlMixin, transports.Transport):
    """What transports of sockets share: a socket, a protocol, a buffer, and how all that ends."""

    max_size = 256 * 1024  # bytes received at once

    _sock = None

    def __init__(self, loop, sock, protocol, extra=None, server=None):
        transports._FlowControlMixin.__init__(self, extra, loop)
        facts = self._extra
        facts['socket'] = trsock.TransportSocket(sock)
        for name, ask in (('sockname', sock.getsockname), ('peername', sock.getpeername)):
            if name not in facts:
                try:
                    facts[name] = ask()
                except (OSError, AttributeError):
                    facts[name] = None
        self._sock, self._sock_fd, self._server, self._buffer = sock, sock.fileno(), server, collections.deque()
        self.set_protocol(protocol)
        self._conn_lost = 0  # 1 when the connection is gone or going; then it counts vain writes
        self._closing = self._paused = False
        if server is not None:
            server._attach(self)
        number = self._sock_fd
        loop._transports[number] = self

    def __repr__(self):
        words = [type(self).__name__]
        if self._sock is None:
            words.append('closed')
        elif self._closing:
            words.append('closing')
        words.append(f'fd={self._sock_fd}')
        loop = self._loop
        if loop is not None and not loop.is_closed():
            known = loop._selector.get_map().get(self._sock_fd)
            watched = 0 if known is None else known.events
            words.append('read=polling' if watched & _READ else 'read=idle')
            words.append(f'write=<{"polling" if watched & _WRITE else "idle"}, bufsize={self.get_write_buffer_size()}>')
        return f'<{" ".join(words)}>'

    def set_protocol(self, protocol):
        self._protocol = protocol

    def get_protocol(self):
        return self._protocol

    def get_write_buffer_size(self):
        return sum(len(piece) for piece in self._buffer)

    def is_closing(self):
        return self._closing

    def _note(self, what, **options):
        """In debug mode, log what the transport does."""
        if self._loop.get_debug():
            logger.debug('%r ' + what, self, **options)

    def _add_reader(self, fd, callback, *args):
        if self.is_reading():
            add = self._loop._add_reader
            add(fd, callback, *args)

    def _start_reading(self):
        self._add_reader(self._sock_fd, self._read_ready)

    def _stop_reading(self):
        loop, number = self._loop, self._sock_fd
        loop._remove_reader(number)

    def _stop_writing(self):
        loop, number = self._loop, self._sock_fd
        loop._remove_writer(number)

    def _start_writing(self, when_ready):
        """Have a function called when the socket takes more, and the protocol told if there is too much already."""
        loop, number = self._loop, self._sock_fd
        loop._add_writer(number, when_ready)

    def _begin(self, waiter):
        """Introduce the transport to its protocol, then read, then tell who waits for it."""
        soon = self._loop.call_soon
        soon(self._protocol.connection_made, self)
        soon(self._start_reading)
        if waiter is not None:
            soon(futures._set_result_unless_cancelled, waiter, None)

    def _check_data(self, data):
        if not isinstance(data, bytes | bytearray | memoryview):
            raise TypeError(f'data argument must be a bytes-like object, not {type(data).__name__!r}')

    def _written_in_vain(self):
        """Tell whether the connection is gone; who goes on writing is warned."""
        if not self._conn_lost:
            return False
        self._conn_lost += 1
        if self._conn_lost > constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
            logger.warning('socket.send() raised exception.')
        return True

    # The end.

    def close(self):
        if not self._closing:
            self._closing = True
            self._stop_reading()
            if not self._buffer:
                self._lose(None)

    def abort(self):
        self._force_close(None)

    def _lose(self, error):
        """Let the protocol know soon that the connection is gone."""
        self._conn_lost += 1
        self._stop_writing()
        loop = self._loop
        loop.call_soon(self._call_connection_lost, error)

    def _fatal_error(self, exc, message='Fatal error on transport'):
        """Close because of an exception; those of the system are in the order of things."""
        if not isinstance(exc, OSError):
            self._loop.call_exception_handler({'message': message, 'exception': exc, 'transport': self, 'protocol': self._protocol})
        else:
            self._note(message, exc_info=True)
        self._force_close(exc)

    def _force_close(self, exc):
        """Close at once, whatever is left to be written."""
        if self._conn_lost:
            return
        self._buffer.clear()
        self._forget_buffer()
        if not self._closing:
            self._closing = True
            self._stop_reading()
        self._lose(exc)

    def _forget_buffer(self):
        """The buffer was emptied."""

    def _call_connection_lost(self, exc):
        protocol = self._protocol
        try:
            protocol.connection_lost(exc)
        finally:
            self._let_go()
            self._protocol = self._loop = None

    def _let_go(self):
        sock, self._sock = self._sock, None
        sock.close()
        server, self._server = self._server, None
        if server is not None:
            server._detach(self)

    def __del__(self):
        if self._sock is None:
            return
        warnings.warn(f'unclosed transport {self!r}', ResourceWarning, source=self)
        self._let_go()


class _SelectorSocketTransport(_SelectorTransport):
    """A transport for a stream of bytes."""

    _sendfile_compatible = constants._SendfileMode.TRY_NATIVE

    def __init__(self, loop, sock, protocol, waiter=None, extra=None, server=None):
        _SelectorTransport.__init__(self, loop, sock, protocol, extra, server)
        self._eof = False
        self._empty_waiter = None  # a future for the buffer to be empty
        self._write_ready = self._write_sendmsg if _HAS_SENDMSG else self._write_send
        base_events._set_nodelay(sock)
        self._begin(waiter)

    # Reading.

    def set_protocol(self, protocol):
        self._receive = self._into_buffer if isinstance(protocol, protocols.BufferedProtocol) else self._as_bytes
        _SelectorTransport.set_protocol(self, protocol)

    def _read_ready(self):
        if not self._conn_lost:
            self._receive()

    def _recv(self, receive):
        """Return what receive() does; None if there is nothing or the transport is closed now."""
        try:
            return receive()
        except _NOT_NOW:
            return None
        except _FATAL:
            raise
        except BaseException as error:
            self._fatal_error(error, 'Fatal read error on socket transport')
            return None

    def _ask_protocol(self, method, *args):
        """Call the protocol; return a tuple of the answer, or an empty one if that has failed and the transport is closed now."""
        try:
            return (getattr(self._protocol, method)(*args),)
        except _FATAL:
            raise
        except BaseException as error:
            self._fatal_error(error, f'Fatal error: protocol.{method}() call failed.')
            return ()

    def _as_bytes(self):
        data = self._recv(lambda: self._sock.recv(self.max_size))
        if data is None:
            return
        if data:
            self._ask_protocol('data_received', data)
        else:
            self._at_eof()

    def _into_buffer(self):
        try:
            buffer = self._protocol.get_buffer(-1)
            if not len(buffer):
                raise RuntimeError('get_buffer() returned an empty buffer')
        except _FATAL:
            raise
        except BaseException as error:
            return self._fatal_error(error, 'Fatal error: protocol.get_buffer() call failed.')
        count = self._recv(lambda: self._sock.recv_into(buffer))
        if count is None:
            return
        if count:
            self._ask_protocol('buffer_updated', count)
        else:
            self._at_eof()

    def _at_eof(self):
        self._note('received EOF')
        for keep_open in self._ask_protocol('eof_received'):
            if keep_open:
                self._stop_reading()  # nothing more comes, but one may write
            else:
                self.close()

    # Writing.

    def _may_write(self):
        if self._eof:
            raise RuntimeError('Cannot call write() after write_eof()')
        if self._empty_waiter is not None:
            raise RuntimeError('unable to write; sendfile is in progress')

    def write(self, data):
        self._check_data(data)
        self._may_write()
        if not data or self._written_in_vain():
            return
        rest = memoryview(data)
        if not self._buffer:
            # As a rule it can be sent at once.
            try:
                count = self._sock.send(data)
            except _NOT_NOW:
                count = 0
            except _FATAL:
                raise
            except BaseException as error:
                return self._fatal_error(error, 'Fatal write error on socket transport')
            rest = rest[count:]
            if not rest:
                return
            self._start_writing(self._write_ready)
        # What the caller may change is copied.
        self._buffer.append(rest if isinstance(data, bytes) else memoryview(bytes(rest)))
        self._maybe_pause_protocol()

    def writelines(self, list_of_data):
        self._may_write()
        if self._conn_lost:
            self._conn_lost += 1
            return
        pieces = [memoryview(data) for data in list_of_data]
        if not any(pieces):
            return
        self._buffer.extend(pieces)
        self._write_ready()
        if self._buffer:
            self._start_writing(self._write_ready)
            self._maybe_pause_protocol()

    def _write_send(self):
        """Send from the buffer, one piece."""
        self._drain(lambda: self._sock.send(self._buffer[0]))

    def _write_sendmsg(self):
        """Send from the buffer, as many pieces as can be sent at once."""
        self._drain(lambda: self._sock.sendmsg(list(itertools.islice(self._buffer, _MOST_PIECES))))

    def _drain(self, send):
        assert self._buffer
        if self._conn_lost:
            return
        try:
            self._take_off(send())
        except _NOT_NOW:
            return
        except _FATAL:
            raise
        except BaseException as error:
            self._stop_writing()
            self._buffer.clear()
            self._fatal_error(error, 'Fatal write error on socket transport')
            self._forget_buffer()
            return
        self._maybe_resume_protocol()  # which may write, or close
        if self._buffer:
            return
        if self._loop is None:
            return
        self._stop_writing()
        self._tell_empty()
        if not self._closing:
            self._shut_if_eof()
        elif not self._conn_lost:
            self._conn_lost = 1
            self._call_connection_lost(None)

    def _take_off(self, count):
        """Take from the buffer what was sent."""
        while self._buffer and count >= len(self._buffer[0]):
            count -= len(self._buffer.popleft())
        if count:
            self._buffer[0] = memoryview(self._buffer[0])[count:]

    def can_write_eof(self):
        return True

    def write_eof(self):
        if not (self._closing or self._eof):
            self._eof = True
            self._shut_if_eof()

    def _shut_if_eof(self):
        if self._eof and not self._buffer:
            self._sock.shutdown(socket.SHUT_WR)

    # While a file is sent nobody else writes.

    @contextlib.asynccontextmanager
    async def empty(self):
        """Wait until the buffer is empty, and refuse writes until the end of the block."""
        if self._empty_waiter is not None:
            raise RuntimeError('Empty waiter is already set')
        drained = self._empty_waiter = self._loop.create_future()
        if not self._buffer:
            self._tell_empty()
        try:
            await drained
            yield
        finally:
            self._empty_waiter = None

    def _tell_empty(self, error=None):
        waiter = self._empty_waiter
        if waiter is None or waiter.done():
            return
        waiter.set_result(None) if error is None else waiter.set_exception(error)

    def _forget_buffer(self):
        self._tell_empty(ConnectionError('Connection is closed by peer'))


class _SelectorDatagramTransport(_SelectorTransport, transports.DatagramTransport):
    """A transport for datagrams."""

    _header_size = 8  # bytes that a datagram counts for in the buffer, besides its own

    def __init__(self, loop, sock, protocol, address=None, waiter=None, extra=None):
        _SelectorTransport.__init__(self, loop, sock, protocol, extra)
        self._address = address
        self._buffer_size = 0
        self._begin(waiter)

    def get_write_buffer_size(self):
        return self._buffer_size

    def _forget_buffer(self):
        self._buffer_size = 0

    def _read_ready(self):
        if self._conn_lost:
            return
        try:
            data, sender = self._sock.recvfrom(self.max_size)
        except _NOT_NOW:
            pass
        except OSError as error:
            self._protocol.error_received(error)
        except _FATAL:
            raise
        except BaseException as error:
            self._fatal_error(error, 'Fatal read error on datagram transport')
        else:
            self._protocol.datagram_received(data, sender)

    def sendto(self, data, addr=None):
        self._check_data(data)
        if self._address:
            if addr is not None and addr != self._address:
                raise ValueError(f'Invalid address: must be None or {self._address}')
            addr = self._address
        if self._address and self._written_in_vain():
            return
        if not self._buffer:
            sent = self._send_one(data, addr)
            if sent is not None:
                return
            self._start_writing(self._sendto_ready)
        packet = bytes(data)
        self._buffer.append((packet, addr))
        self._count(+1, packet)
        self._maybe_pause_protocol()

    def _count(self, sign, packet):
        self._buffer_size += sign * (len(packet) + self._header_size)

    def _send_one(self, data, address):
        """Send a datagram; return whether it is gone and all is well, None if it is to be tried again."""
        try:
            if self.get_extra_info('peername'):
                self._sock.send(data)
            else:
                self._sock.sendto(data, address)
            return True
        except _NOT_NOW:
            return None
        except OSError as error:
            self._protocol.error_received(error)
            return False
        except _FATAL:
            raise
        except BaseException as error:
            self._fatal_error(error, 'Fatal write error on datagram transport')
            return False

    def _sendto_ready(self):
        while self._buffer:
            data, address = self._buffer[0]
            sent = self._send_one(data, address)
            if sent is None:
                break
            if self._buffer:
                self._buffer.popleft()
                self._count(-1, data)
            if not sent:
                return
        self._maybe_resume_protocol()
        if self._buffer:
            return
        self._stop_writing()
        if self._closing:
            self._call_connection_lost(None)
