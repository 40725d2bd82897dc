"""The part of an event loop that sends files."""

import io
import os
import socket

from asyncio import constants, exceptions, protocols, tasks, transports


class SendfileMixin:
    """Sends files: by the system, if it can do that for the file and socket, else by reading and sending pieces."""

    async def sock_sendfile(self, sock, file, offset=0, count=None, *, fallback=True):
        """Send a binary file from an offset on, count bytes or all, through a socket; return how many bytes were sent.

        Without fallback SendfileNotAvailableError is raised when the system can't do this by itself.
        """
        if self._debug and sock.gettimeout() != 0:
            raise ValueError('the socket must be non-blocking')
        if 'b' not in getattr(file, 'mode', 'b'):
            raise ValueError('file should be opened in binary mode')
        if sock.type != socket.SOCK_STREAM:
            raise ValueError('only SOCK_STREAM type sockets are supported')
        if count is not None:
            if not isinstance(count, int):
                raise TypeError(f'count must be a positive integer (got {count!r})')
            if count <= 0:
                raise ValueError(f'count must be a positive integer (got {count!r})')
        if not isinstance(offset, int):
            raise TypeError(f'offset must be a non-negative integer (got {offset!r})')
        if offset < 0:
            raise ValueError(f'offset must be a non-negative integer (got {offset!r})')
        try:
            return await self._sock_sendfile_native(sock, file, offset, count)
        except exceptions.SendfileNotAvailableError:
            if not fallback:
                raise
        return await self._send_pieces(file, offset, count, lambda piece: self.sock_sendall(sock, piece))

    async def _sock_sendfile_native(self, sock, file, offset, count):
        raise exceptions.SendfileNotAvailableError(f'syscall sendfile is not available for socket {sock!r} and file {file!r} combination')

    async def _send_pieces(self, file, offset, count, send):
        """Read pieces of a file and await send(piece) of each; return how many bytes there were."""
        if hasattr(file, 'seek'):
            file.seek(offset)
        size = constants.SENDFILE_FALLBACK_READBUFFER_SIZE
        buffer = bytearray(size if count is None else min(count, size))
        sent = 0
        try:
            while count is None or sent < count:
                room = memoryview(buffer)[:None if count is None else count - sent]
                got = await self.run_in_executor(None, file.readinto, room)
                if not got:
                    break
                await send(room[:got])
                sent += got
        finally:
            if sent and hasattr(file, 'seek'):
                file.seek(offset + sent)
        return sent

    async def sendfile(self, transport, file, offset=0, count=None, *, fallback=True):
        """Send a binary file through a transport; return how many bytes were sent. The transport writes nothing else meanwhile."""
        if transport.is_closing():
            raise RuntimeError('Transport is closing')
        mode = getattr(transport, '_sendfile_compatible', constants._SendfileMode.UNSUPPORTED)
        if mode is constants._SendfileMode.UNSUPPORTED:
            raise RuntimeError(f'sendfile is not supported for transport {transport!r}')
        if mode is constants._SendfileMode.TRY_NATIVE:
            try:
                return await self._sendfile_native(transport, file, offset, count)
            except exceptions.SendfileNotAvailableError:
                if not fallback:
                    raise
        if not fallback:
            raise RuntimeError(f'fallback is disabled and native sendfile is not supported for transport {transport!r}')
        guard = _FileSender(transport)
        try:
            async def send(piece):
                await guard.clear_to_write()
                transport.write(bytes(piece))

            return await self._send_pieces(file, offset, count, send)
        finally:
            await guard.restore()

    async def _sendfile_native(self, transp, file, offset, count):
        raise exceptions.SendfileNotAvailableError('sendfile syscall is not supported')


class _FileSender(protocols.Protocol):
    """Takes the place of a transport's protocol while a file is sent, to know when to wait."""

    def __init__(self, transport):
        if not isinstance(transport, transports._FlowControlMixin):
            raise TypeError('transport should be _FlowControlMixin instance')
        self._transport, self._before = transport, transport.get_protocol()
        self._reading, self._paused = transport.is_reading(), transport._protocol_paused
        transport.pause_reading()
        transport.set_protocol(self)
        self._clear = self._new_future() if self._paused else None

    def _new_future(self):
        return self._transport._loop.create_future()

    async def clear_to_write(self):
        if self._transport.is_closing():
            raise ConnectionError('Connection closed by peer')
        if self._clear is not None:
            await self._clear

    def connection_made(self, transport):
        raise RuntimeError('Invalid state: connection should have been established already.')

    def connection_lost(self, exc):
        if self._clear is not None:
            # The transport is gone: who waits for it to empty is not to wait in vain.
            self._clear.set_exception(ConnectionError('Connection is closed by peer') if exc is None else exc)
        self._before.connection_lost(exc)

    def pause_writing(self):
        if self._clear is None:
            self._clear = self._new_future()

    def resume_writing(self):
        if self._clear is not None:
            self._clear.set_result(False)
            self._clear = None

    def data_received(self, data):
        raise RuntimeError('Invalid state: reading should be paused')

    def eof_received(self):
        raise RuntimeError('Invalid state: reading should be paused')

    async def restore(self):
        self._transport.set_protocol(self._before)
        if self._reading:
            self._transport.resume_reading()
        if self._clear is not None:
            # Cancelled while the buffer is full: the protocol's own state says so too.
            self._clear.cancel()
        if self._paused != self._transport._protocol_paused:
            self._before.pause_writing() if self._transport._protocol_paused else self._before.resume_writing()
