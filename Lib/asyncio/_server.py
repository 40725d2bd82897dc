"""Servers: sockets that listen, and the connections that came of them."""

import weakref

from asyncio import events, exceptions, trsock


class Server(events.AbstractServer):
    """What create_server() returns: it can be closed, and used in an async with block."""

    def __init__(self, loop, sockets, protocol_factory, ssl_context, backlog, ssl_handshake_timeout, ssl_shutdown_timeout=None):
        self._loop, self._sockets = loop, sockets
        self._how = protocol_factory, ssl_context, backlog, ssl_handshake_timeout, ssl_shutdown_timeout
        self._clients = weakref.WeakSet()  # transports
        self._waiters = []  # futures of wait_closed(); None when all is closed
        self._serving = False
        self._forever = None  # the future of serve_forever()

    def __repr__(self):
        return f'<{type(self).__name__} sockets={self.sockets!r}>'

    def get_loop(self):
        """Return the event loop."""
        return self._loop

    def is_serving(self):
        """Tell whether the server accepts connections."""
        return self._serving

    @property
    def sockets(self):
        """The sockets, as seen from outside the event loop; none when the server is closed."""
        return tuple(trsock.TransportSocket(sock) for sock in self._sockets or ())

    def _attach(self, transport):
        """A connection is there."""
        assert self._sockets is not None
        self._clients.add(transport)

    def _detach(self, transport):
        """A connection is gone."""
        self._clients.discard(transport)
        self._wake_if_done()

    def _wake_if_done(self):
        if self._sockets is None and not self._clients and self._waiters is not None:
            waiters, self._waiters = self._waiters, None
            for waiter in waiters:
                if not waiter.done():
                    waiter.set_result(None)

    def _start_serving(self):
        if self._serving:
            return
        self._serving = True
        factory, context, backlog, handshake, shutdown = self._how
        for sock in self._sockets:
            sock.listen(backlog)
            self._loop._start_serving(factory, sock, context, self, backlog, handshake, shutdown)

    async def start_serving(self):
        """Accept connections from now on."""
        await self._loop._begin_to_serve(self)

    async def serve_forever(self):
        """Accept connections until the task is cancelled, which closes the server."""
        if self._forever is not None:
            raise RuntimeError(f'server {self!r} is already being awaited on serve_forever()')
        if self._sockets is None:
            raise RuntimeError(f'server {self!r} is closed')
        self._start_serving()
        self._forever = self._loop.create_future()
        try:
            await self._forever
        except exceptions.CancelledError:
            self.close()
            self.close_clients()
            await self.wait_closed()
            raise
        finally:
            self._forever = None

    def close(self):
        """Accept no more connections; those that there are stay."""
        sockets, self._sockets = self._sockets, None
        if sockets is None:
            return
        for sock in sockets:
            self._loop._stop_serving(sock)
        self._serving = False
        if self._forever is not None and not self._forever.done():
            self._forever.cancel()
        self._wake_if_done()

    def close_clients(self):
        """Close the connections that there are, in an orderly manner."""
        for transport in list(self._clients):
            transport.close()

    def abort_clients(self):
        """Close the connections that there are at once."""
        for transport in list(self._clients):
            transport.abort()

    async def wait_closed(self):
        """Wait until the server and its connections are closed."""
        if self._waiters is not None:
            waiter = self._loop.create_future()
            self._waiters.append(waiter)
            await waiter
