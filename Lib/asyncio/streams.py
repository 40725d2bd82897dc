"""Streams: connections that coroutines read from and write to."""

import collections
import socket
import sys
import warnings
import weakref

from asyncio import coroutines, events, exceptions, format_helpers, protocols, tasks
from asyncio._interface import interface
from asyncio.log import logger

__all__ = ('StreamReader', 'StreamWriter', 'StreamReaderProtocol', 'open_connection', 'start_server')

_DEFAULT_LIMIT = 64 * 1024


async def open_connection(host=None, port=None, *, limit=_DEFAULT_LIMIT, **kwds):
    """Connect to a server by TCP; return reader and writer. Other arguments are as for loop.create_connection()."""
    return await _open(events.get_running_loop().create_connection, host, port, limit=limit, **kwds)


async def start_server(client_connected_cb, host=None, port=None, *, limit=_DEFAULT_LIMIT, **kwds):
    """Make a server for TCP that calls client_connected_cb(reader, writer), which may be a coroutine, for each connection."""
    return await _serve(events.get_running_loop().create_server, client_connected_cb, host, port, limit=limit, **kwds)


if 'AF_UNIX' in dir(socket):
    __all__ += 'open_unix_connection', 'start_unix_server'

    async def open_unix_connection(path=None, *, limit=_DEFAULT_LIMIT, **kwds):
        """Like open_connection(), for Unix sockets."""
        return await _open(events.get_running_loop().create_unix_connection, path, limit=limit, **kwds)

    async def start_unix_server(client_connected_cb, path=None, *, limit=_DEFAULT_LIMIT, **kwds):
        """Like start_server(), for Unix sockets."""
        return await _serve(events.get_running_loop().create_unix_server, client_connected_cb, path, limit=limit, **kwds)


async def _open(connect, *where, limit, **kwds):
    loop = events.get_running_loop()
    source = StreamReader(limit, loop)
    transport, protocol = await connect(lambda: StreamReaderProtocol(source, loop=loop), *where, **kwds)
    return source, StreamWriter(transport, protocol, source, loop)


async def _serve(create, callback, *where, limit, **kwds):
    loop = events.get_running_loop()
    return await create(lambda: StreamReaderProtocol(StreamReader(limit=limit, loop=loop), callback, loop=loop), *where, **kwds)


@interface
class FlowControlMixin(protocols.Protocol):
    """The part of a protocol that lets writers wait until the transport's buffer is empty enough."""

    def __init__(self, loop=None):
        self._loop = events.get_event_loop() if loop is None else loop
        self._paused = self._connection_lost = False
        self._drainers = collections.deque()

    def pause_writing(self):
        self._switch(True, '%r pauses writing')

    def resume_writing(self):
        self._switch(False, '%r resumes writing')
        self._wake_drainers(None)

    def _switch(self, paused, text):
        assert self._paused is not paused
        self._paused = paused
        if self._loop.get_debug():
            logger.debug(text, self)

    def _wake_drainers(self, error):
        for drainer in self._drainers:
            if not drainer.done():
                drainer.set_result(None) if error is None else drainer.set_exception(error)

    def connection_lost(self, exc):
        was_paused, self._connection_lost = self._paused, True
        if was_paused:
            self._wake_drainers(exc)

    async def _drain_helper(self):
        gone, wait = self._connection_lost, self._paused
        if gone:
            raise ConnectionResetError('Connection lost')
        if wait:
            drainer = self._loop.create_future()
            self._drainers.append(drainer)
            try:
                await drainer
            finally:
                self._drainers.remove(drainer)

    def _get_close_waiter(self, stream):
        """Return the future that is done when a stream is closed."""


class StreamReaderProtocol(FlowControlMixin, protocols.Protocol):
    """A protocol that feeds a StreamReader; for a server it also calls what serves the connection."""

    _source_traceback = None

    def __init__(self, stream_reader, client_connected_cb=None, loop=None):
        FlowControlMixin.__init__(self, loop)
        new_future = self._loop.create_future
        self._closed = new_future()
        self._serve = client_connected_cb
        self._reject = self._task = self._transport = None
        self._reader_alive = self._reader_kept = None
        if (reader := stream_reader) is not None:
            # A client's reader may be forgotten: then nobody reads. That of a server is kept until it is served.
            self._reader_alive, self._source_traceback = weakref.ref(reader, self._reader_gone), reader._source_traceback
            self._reader_kept = reader if client_connected_cb else None

    @property
    def _stream_reader(self):
        return None if self._reader_alive is None else self._reader_alive()

    def _reader_gone(self, _):
        transport = self._transport
        if transport is None:
            self._reject = True
            return
        self._complain('An open stream object is being garbage collected; call "stream.close()" explicitly.', transport)

    def _complain(self, message, transport):
        place = self._source_traceback
        report = self._loop.call_exception_handler
        report({'message': message, 'source_traceback': place} if place else {'message': message})
        transport.abort()

    def _replace_transport(self, transport):
        secret = transport.get_extra_info('sslcontext')
        self._transport, self._over_ssl = transport, secret is not None
        if (reader := self._stream_reader) is not None:
            reader._transport = transport

    _over_ssl = False

    def connection_made(self, transport):
        if self._reject:
            return self._complain('An open stream was garbage collected prior to establishing network connection; '
                                  'call "stream.close()" explicitly.', transport)
        self._replace_transport(transport)
        if self._serve is None:
            return
        reader = self._stream_reader
        try:
            work = self._serve(reader, StreamWriter(transport, self, reader, self._loop))
        except Exception as error:
            self._failed(error)
            work = None
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
            self._failed(error)

    def _failed(self, error):
        transport, report = self._transport, self._loop.call_exception_handler
        report({'message': 'Unhandled exception in client_connected_cb', 'exception': error, 'transport': transport})
        if transport is not None:
            transport.close()

    def connection_lost(self, exc):
        if (reader := self._stream_reader) is not None:
            reader.feed_eof() if exc is None else reader.set_exception(exc)
        if not (end := self._closed).done():
            end.set_result(None) if exc is None else end.set_exception(exc)
        FlowControlMixin.connection_lost(self, exc)
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
        assert isinstance(reader, StreamReader | None)
        self._transport, self._protocol, self._reader, self._loop = transport, protocol, reader, loop
        self._clear = loop.create_future()  # what drain() awaits when there is nothing to wait for
        self._clear.set_result(None)

    def __repr__(self):
        words = [type(self).__name__, f'transport={self._transport!r}']
        if (reader := self._reader) is not None:
            words.append(f'reader={reader!r}')
        return f'<{" ".join(words)}>'

    @property
    def transport(self):
        """The transport."""
        return self._transport

    # A writer does most of this by its transport.

    def write(self, data):
        """Write bytes, without waiting for them to be written."""
        transport = self._transport
        transport.write(data)

    def writelines(self, data):
        """Write several pieces of bytes."""
        transport = self._transport
        transport.writelines(data)

    def write_eof(self):
        """Tell the other side, when all is written, that nothing more comes."""
        transport = self._transport
        return transport.write_eof()

    def can_write_eof(self):
        """Tell whether write_eof() is possible."""
        transport = self._transport
        return transport.can_write_eof()

    def close(self):
        """Close the connection when all is written."""
        transport = self._transport
        return transport.close()

    def is_closing(self):
        """Tell whether the connection is closed or about to be."""
        transport = self._transport
        return transport.is_closing()

    async def wait_closed(self):
        """Wait until the connection is closed."""
        end = self._protocol._get_close_waiter(self)
        await end

    def get_extra_info(self, name, default=None):
        """Return something about the connection: 'peername', 'socket' and the like."""
        known = self._transport.get_extra_info
        return known(name, default)

    async def drain(self):
        """Wait until the buffer is empty enough to go on writing."""
        if self._reader is not None and (error := self._reader.exception()) is not None:
            raise error
        if self.is_closing():
            # Let the protocol hear of the end first: whoever writes on and on would never learn of it.
            await tasks.sleep(0)
        protocol = self._protocol
        await protocol._drain_helper()

    async def start_tls(self, sslcontext, *, server_hostname=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        """Go on with TLS."""
        await self.drain()
        options = {'server_hostname': server_hostname, 'ssl_handshake_timeout': ssl_handshake_timeout,
                   'ssl_shutdown_timeout': ssl_shutdown_timeout, 'server_side': self._protocol._serve is not None}
        new = await self._loop.start_tls(self._transport, self._protocol, sslcontext, **options)
        self._transport = new
        self._protocol._replace_transport(new)

    def __del__(self, warnings=warnings):
        if not self.is_closing():
            if (loop := self._loop).is_closed():
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
        self._buffer, self._eof, self._paused = bytearray(), False, False
        self._waiter = None  # a future of who waits for data
        self._exception = self._transport = None
        if (loop := self._loop).get_debug():
            self._source_traceback = format_helpers.extract_stack(sys._getframe(1))

    def __repr__(self):
        words = [type(self).__name__]
        if self._buffer:
            words.append(f'{len(self._buffer)} bytes')
        if self._eof:
            words.append('eof')
        if (limit := self._limit) != _DEFAULT_LIMIT:
            words.append(f'limit={limit}')
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
        self._wake(exc)

    def set_transport(self, transport):
        """Set the transport, which is told to pause when there is too much to read."""
        before, self._transport = self._transport, transport
        assert before is None, 'Transport already set'

    def _wake(self, error=None):
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.cancelled():
            waiter.set_result(None) if error is None else waiter.set_exception(error)

    def feed_eof(self):
        """Nothing more comes."""
        self._eof = True
        self._wake()

    def at_eof(self):
        """Tell whether everything was read."""
        return not self._buffer and self._eof

    def feed_data(self, data):
        """Bytes have come."""
        assert self._eof is False, 'feed_data after feed_eof'
        if not data:
            return
        self._buffer += data
        self._wake()
        if self._transport is not None and not self._paused and len(self._buffer) > 2 * self._limit:
            pause = self._transport.pause_reading
            try:
                pause()
            except NotImplementedError:
                self._transport = None  # it can't: then there is no limit
            else:
                self._paused = True

    # Reading.

    async def _more(self, method):
        """Wait until there is more to read, or the end."""
        if self._waiter:
            raise RuntimeError(f'{method}() called while another coroutine is already waiting for incoming data')
        assert self._eof is False, '_wait_for_data after EOF'
        self._resume(True)
        news = self._waiter = self._loop.create_future()
        try:
            await news
        finally:
            self._waiter = None

    _wait_for_data = _more

    def _take(self, count):
        data = bytes(memoryview(self._buffer)[:count])
        del self._buffer[:count]
        self._resume()
        return data

    def _resume(self, anyway=False):
        """Let the transport go on, if there is room, or in any case."""
        if self._paused and (anyway or self._limit >= len(self._buffer)):
            self._paused, go_on = False, self._transport.resume_reading
            go_on()

    def _check(self):
        if (error := self._exception) is not None:
            raise error

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
                    end, begin = min(found, key=lambda match: match[0])  # of those with one end the shortest
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
        while n > len(self._buffer):
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
