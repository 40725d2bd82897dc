"""Streams: connections that coroutines read from and write to."""

import collections
import socket
import sys
import warnings
import weakref

from asyncio import coroutines, events, exceptions, format_helpers, protocols, tasks
from asyncio.log import logger

__all__ = ('StreamReader', 'StreamWriter', 'StreamReaderProtocol', 'open_connection', 'start_server')

_DEFAULT_LIMIT = 64 * 1024


async def open_connection(host=None, port=None, *, limit=_DEFAULT_LIMIT, **kwds):
    """Connect to a server by TCP; return reader and writer. Other arguments are as for loop.create_connection()."""
    return await _open(events.get_running_loop().create_connection, host, port, limit=limit, **kwds)


async def start_server(client_connected_cb, host=None, port=None, *, limit=_DEFAULT_LIMIT, **kwds):
    """Make a server for TCP that calls client_connected_cb(reader, writer), which may be a coroutine, for each connection."""
    return await _serve(events.get_running_loop().create_server, client_connected_cb, host, port, limit=limit, **kwds)


if hasattr(socket, 'AF_UNIX'):
    __all__ += ('open_unix_connection', 'start_unix_server')

    async def open_unix_connection(path=None, *, limit=_DEFAULT_LIMIT, **kwds):
        """Like open_connection(), for Unix sockets."""
        return await _open(events.get_running_loop().create_unix_connection, path, limit=limit, **kwds)

    async def start_unix_server(client_connected_cb, path=None, *, limit=_DEFAULT_LIMIT, **kwds):
        """Like start_server(), for Unix sockets."""
        return await _serve(events.get_running_loop().create_unix_server, client_connected_cb, path, limit=limit, **kwds)


async def _open(connect, *where, limit, **kwds):
    loop = events.get_running_loop()
    reader = StreamReader(limit=limit, loop=loop)
    protocol = StreamReaderProtocol(reader, loop=loop)
    transport, _ = await connect(lambda: protocol, *where, **kwds)
    return reader, StreamWriter(transport, protocol, reader, loop)


async def _serve(create, callback, *where, limit, **kwds):
    loop = events.get_running_loop()
    return await create(lambda: StreamReaderProtocol(StreamReader(limit=limit, loop=loop), callback, loop=loop), *where, **kwds)


class FlowControlMixin(protocols.Protocol):
    """The part of a protocol that lets writers wait until the transport's buffer is empty enough."""

    def __init__(self, loop=None):
        self._loop = events.get_event_loop() if loop is None else loop
        self._paused = self._connection_lost = False
        self._drainers = collections.deque()

    def pause_writing(self):
        assert not self._paused
        self._paused = True
        if self._loop.get_debug():
            logger.debug('%r pauses writing', self)

    def resume_writing(self):
        assert self._paused
        self._paused = False
        if self._loop.get_debug():
            logger.debug('%r resumes writing', self)
        for drainer in self._drainers:
            if not drainer.done():
                drainer.set_result(None)

    def connection_lost(self, exc):
        self._connection_lost = True
        if not self._paused:
            return
        for drainer in self._drainers:
            if not drainer.done():
                drainer.set_exception(exc) if exc is not None else drainer.set_result(None)

    async def _drain_helper(self):
        if self._connection_lost:
            raise ConnectionResetError('Connection lost')
        if self._paused:
            drainer = self._loop.create_future()
            self._drainers.append(drainer)
            try:
                await drainer
            finally:
                self._drainers.remove(drainer)

    def _get_close_waiter(self, stream):
        """Return the future that is done when a stream is closed."""
        raise NotImplementedError


class StreamReaderProtocol(FlowControlMixin, protocols.Protocol):
    """A protocol that feeds a StreamReader; for a server it also calls what serves the connection."""

    _source_traceback = None

    def __init__(self, stream_reader, client_connected_cb=None, loop=None):
        super().__init__(loop=loop)
        self._closed = self._loop.create_future()
        self._serve = client_connected_cb
        self._reject = self._task = self._transport = None
        self._reader_alive = self._reader_kept = None
        if stream_reader is not None:
            # A client's reader may be forgotten: then nobody reads. That of a server is kept until it is served.
            self._source_traceback = stream_reader._source_traceback
            self._reader_alive = weakref.ref(stream_reader, self._reader_gone)
            if client_connected_cb is not None:
                self._reader_kept = stream_reader

    @property
    def _stream_reader(self):
        return None if self._reader_alive is None else self._reader_alive()

    def _reader_gone(self, _):
        transport = self._transport
        if transport is None:
            self._reject = True
            return
        context = {'message': 'An open stream object is being garbage collected; call "stream.close()" explicitly.'}
        if self._source_traceback:
            context['source_traceback'] = self._source_traceback
        self._loop.call_exception_handler(context)
        transport.abort()

    def _replace_transport(self, transport):
        loop = self._loop
        self._transport = transport
        self._over_ssl = transport.get_extra_info('sslcontext') is not None

    _over_ssl = False

    def connection_made(self, transport):
        if self._reject:
            self._loop.call_exception_handler({
                'message': 'An open stream was garbage collected prior to establishing network connection; call "stream.close()" explicitly.',
                **({'source_traceback': self._source_traceback} if self._source_traceback else {})})
            return transport.abort()
        self._replace_transport(transport)
        reader = self._stream_reader
        if reader is not None:
            reader.set_transport(transport)
        if self._serve is None:
            return
        work = self._serve(reader, StreamWriter(transport, self, reader, self._loop))
        if coroutines.iscoroutine(work):
            self._task = self._loop.create_task(work)
            self._task.add_done_callback(self._served)
        self._reader_kept = None

    def _served(self, task):
        transport = self._transport
        if task.cancelled():
            if transport is not None:
                transport.close()
        elif (error := task.exception()) is not None:
            self._loop.call_exception_handler({'message': 'Unhandled exception in client_connected_cb', 'exception': error,
                                               'transport': transport})
            if transport is not None:
                transport.close()

    def connection_lost(self, exc):
        reader = self._stream_reader
        if reader is not None:
            reader.feed_eof() if exc is None else reader.set_exception(exc)
        if not self._closed.done():
            self._closed.set_result(None) if exc is None else self._closed.set_exception(exc)
        super().connection_lost(exc)
        self._reader_alive = self._reader_kept = self._serve = self._task = self._transport = None

    def data_received(self, data):
        if (reader := self._stream_reader) is not None:
            reader.feed_data(data)

    def eof_received(self):
        if (reader := self._stream_reader) is not None:
            reader.feed_eof()
        # One may go on writing; not with TLS, though, which ends both directions at once.
        return not self._over_ssl

    def _get_close_waiter(self, stream):
        return self._closed

    def __del__(self):
        # That the connection has failed need not be reported if nobody has waited for it to close.
        closed = getattr(self, '_closed', None)
        if closed is not None and closed.done() and not closed.cancelled():
            closed.exception()


class StreamWriter:
    """Writes to a connection; drain() waits when it can't take more for now."""

    def __init__(self, transport, protocol, reader, loop):
        assert reader is None or isinstance(reader, StreamReader)
        self._transport, self._protocol, self._reader, self._loop = transport, protocol, reader, loop
        self._clear = loop.create_future()  # what drain() awaits when there is nothing to wait for
        self._clear.set_result(None)

    def __repr__(self):
        words = [type(self).__name__, f'transport={self._transport!r}']
        if self._reader is not None:
            words.append(f'reader={self._reader!r}')
        return f'<{" ".join(words)}>'

    @property
    def transport(self):
        """The transport."""
        return self._transport

    def write(self, data):
        """Write bytes, without waiting for them to be written."""
        self._transport.write(data)

    def writelines(self, data):
        """Write several pieces of bytes."""
        self._transport.writelines(data)

    def write_eof(self):
        """Tell the other side, when all is written, that nothing more comes."""
        return self._transport.write_eof()

    def can_write_eof(self):
        """Tell whether write_eof() is possible."""
        return self._transport.can_write_eof()

    def close(self):
        """Close the connection when all is written."""
        return self._transport.close()

    def is_closing(self):
        """Tell whether the connection is closed or about to be."""
        return self._transport.is_closing()

    async def wait_closed(self):
        """Wait until the connection is closed."""
        await self._protocol._get_close_waiter(self)

    def get_extra_info(self, name, default=None):
        """Return something about the connection: 'peername', 'socket' and the like."""
        return self._transport.get_extra_info(name, default)

    async def drain(self):
        """Wait until the buffer is empty enough to go on writing."""
        if self._reader is not None and (error := self._reader.exception()) is not None:
            raise error
        if self._transport.is_closing():
            # Let the protocol hear of the end first: whoever writes on and on would never learn of it.
            await tasks.sleep(0)
        await self._protocol._drain_helper()

    async def start_tls(self, sslcontext, *, server_hostname=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        """Go on with TLS."""
        protocol = self._protocol
        await self.drain()
        transport = await self._loop.start_tls(self._transport, protocol, sslcontext, server_side=protocol._serve is not None,
                                               server_hostname=server_hostname, ssl_handshake_timeout=ssl_handshake_timeout,
                                               ssl_shutdown_timeout=ssl_shutdown_timeout)
        self._transport = transport
        protocol._replace_transport(transport)

    def __del__(self, warnings=warnings):
        if not self._transport.is_closing():
            if self._loop.is_closed():
                warnings.warn('loop is closed', ResourceWarning)
            else:
                self.close()
                warnings.warn(f'unclosed {self!r}', ResourceWarning)


class StreamReader:
    """Reads from a connection; async for reads lines."""

    _source_traceback = None

    def __init__(self, limit=_DEFAULT_LIMIT, loop=None):
        """limit: how many bytes readline() and the like take; the buffer holds up to twice as many."""
        if limit <= 0:
            raise ValueError('Limit cannot be <= 0')
        self._limit = limit
        self._loop = events.get_event_loop() if loop is None else loop
        self._buffer = bytearray()
        self._eof = self._paused = False
        self._waiter = None  # a future of who waits for data
        self._exception = self._transport = None
        if self._loop.get_debug():
            self._source_traceback = format_helpers.extract_stack(sys._getframe(1))

    def __repr__(self):
        words = [type(self).__name__]
        if self._buffer:
            words.append(f'{len(self._buffer)} bytes')
        if self._eof:
            words.append('eof')
        if self._limit != _DEFAULT_LIMIT:
            words.append(f'limit={self._limit}')
        for name, value in (('waiter', self._waiter), ('exception', self._exception), ('transport', self._transport)):
            if value:
                words.append(f'{name}={value!r}')
        if self._paused:
            words.append('paused')
        return f'<{" ".join(words)}>'

    # What the protocol does.

    def exception(self):
        """Return the exception that reading raises."""
        return self._exception

    def set_exception(self, exc):
        """Let reading raise an exception."""
        self._exception = exc
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.cancelled():
            waiter.set_exception(exc)

    def set_transport(self, transport):
        """Set the transport, which is told to pause when there is too much to read."""
        assert self._transport is None, 'Transport already set'
        self._transport = transport

    def _wake(self):
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.cancelled():
            waiter.set_result(None)

    def feed_eof(self):
        """Nothing more comes."""
        self._eof = True
        self._wake()

    def at_eof(self):
        """Tell whether everything was read."""
        return self._eof and not self._buffer

    def feed_data(self, data):
        """Bytes have come."""
        assert not self._eof, 'feed_data after feed_eof'
        if not data:
            return
        self._buffer += data
        self._wake()
        if self._transport is not None and not self._paused and len(self._buffer) > 2 * self._limit:
            try:
                self._transport.pause_reading()
            except NotImplementedError:
                self._transport = None  # it can't: then there is no limit
            else:
                self._paused = True

    # Reading.

    async def _more(self, method):
        """Wait until there is more to read, or the end."""
        if self._waiter is not None:
            raise RuntimeError(f'{method}() called while another coroutine is already waiting for incoming data')
        assert not self._eof, '_wait_for_data after EOF'
        if self._paused:
            self._paused = False
            self._transport.resume_reading()
        self._waiter = self._loop.create_future()
        try:
            await self._waiter
        finally:
            self._waiter = None

    _wait_for_data = _more

    def _take(self, count):
        data = bytes(memoryview(self._buffer)[:count])
        del self._buffer[:count]
        self._resume()
        return data

    def _resume(self):
        if self._paused and len(self._buffer) <= self._limit:
            self._paused = False
            self._transport.resume_reading()

    def _check(self):
        if self._exception is not None:
            raise self._exception

    async def readline(self):
        """Read a line with its end; what there is when the end comes first. ValueError for one that is longer than the limit."""
        try:
            return await self.readuntil(b'\n')
        except exceptions.IncompleteReadError as error:
            return error.partial
        except exceptions.LimitOverrunError as error:
            # That line can't be read; what follows it can.
            if self._buffer.startswith(b'\n', error.consumed):
                del self._buffer[:error.consumed + 1]
            else:
                self._buffer.clear()
            self._resume()
            raise ValueError(error.args[0])

    async def readuntil(self, separator=b'\n'):
        """Read up to a separator, which comes with it; of a tuple of several the first to come.

        IncompleteReadError: the end has come first; LimitOverrunError: there is more before it than the limit, and that is
        still to be read.
        """
        choices = sorted(separator, key=len) if isinstance(separator, tuple) else [separator]
        if not choices:
            raise ValueError('Separator should contain at least one element')
        if not choices[0]:
            raise ValueError('Separator should be at least one-byte string')
        shortest, longest = len(choices[0]), len(choices[-1])
        self._check()
        seen = 0  # up to here no separator begins
        while True:
            there = len(self._buffer)
            if there - seen >= shortest:
                found = [(at + len(choice), at) for choice in choices if (at := self._buffer.find(choice, seen)) != -1]
                if found:
                    end, begin = min(found)
                    break
                seen = max(0, there + 1 - longest)
                if seen > self._limit:
                    raise exceptions.LimitOverrunError('Separator is not found, and chunk exceed the limit', seen)
            if self._eof:
                rest = bytes(self._buffer)
                self._buffer.clear()
                raise exceptions.IncompleteReadError(rest, None)
            await self._more('readuntil')
            self._check()
        if begin > self._limit:
            raise exceptions.LimitOverrunError('Separator is found, but chunk is longer than limit', begin)
        return self._take(end)

    async def read(self, n=-1):
        """Read up to n bytes, as soon as there are some; -1: all up to the end. Nothing at the end."""
        self._check()
        if n == 0:
            return b''
        if n < 0:
            pieces = []
            while piece := await self.read(self._limit):
                pieces.append(piece)
            return b''.join(pieces)
        if not (self._buffer or self._eof):
            await self._more('read')
        return self._take(n)

    async def readexactly(self, n):
        """Read n bytes; IncompleteReadError if the end comes first."""
        if n < 0:
            raise ValueError('readexactly size can not be less than zero')
        self._check()
        while len(self._buffer) < n:
            if self._eof:
                rest = bytes(self._buffer)
                self._buffer.clear()
                raise exceptions.IncompleteReadError(rest, n)
            await self._more('readexactly')
            self._check()
        return self._take(n)

    def __aiter__(self):
        return self

    async def __anext__(self):
        line = await self.readline()
        if not line:
            raise StopAsyncIteration
        return line
