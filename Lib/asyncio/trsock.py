"""Sockets as they are shown outside the event loop: one may look at them but not read or write."""

import socket


class TransportSocket:
    """A socket that belongs to a transport."""

    __slots__ = ('_sock',)

    def __init__(self, sock: socket.socket):
        self._sock = sock

    def __repr__(self):
        words = [f'fd={self.fileno()}', f'family={self.family!s}', f'type={self.type!s}', f'proto={self.proto}']
        if self.fileno() != -1:
            for title, ask in (('laddr', self.getsockname), ('raddr', self.getpeername)):
                try:
                    if address := ask():
                        words.append(f'{title}={address}')
                except OSError:
                    pass
        return f'<asyncio.TransportSocket {", ".join(words)}>'

    def __getstate__(self):
        raise TypeError('Cannot serialize asyncio.TransportSocket object')

    @property
    def family(self):
        """The address family."""
        return self._sock.family

    @property
    def type(self):
        """The kind: stream, datagram, …"""
        return self._sock.type

    @property
    def proto(self):
        """The protocol."""
        return self._sock.proto

    def fileno(self):
        """Return the descriptor."""
        return self._sock.fileno()

    def dup(self):
        """Return a socket with a copy of the descriptor, which one may do anything with."""
        return self._sock.dup()

    def get_inheritable(self):
        """Tell whether child processes get the descriptor."""
        return self._sock.get_inheritable()

    def shutdown(self, how):
        """Shut one or both directions down."""
        # This is left to the caller, who must know what comes of it.
        self._sock.shutdown(how)

    def getsockopt(self, *args, **kwargs):
        """Return an option."""
        return self._sock.getsockopt(*args, **kwargs)

    def setsockopt(self, *args, **kwargs):
        """Set an option."""
        self._sock.setsockopt(*args, **kwargs)

    def getpeername(self):
        """Return the address of the other side."""
        return self._sock.getpeername()

    def getsockname(self):
        """Return the address of this side."""
        return self._sock.getsockname()

    def getsockbyname(self):
        """Return what the socket's method of this name does."""
        return self._sock.getsockbyname()

    def settimeout(self, value):
        """Do nothing for 0; other timeouts are refused, as the socket must not block."""
        if value != 0:
            raise ValueError('settimeout(): only 0 timeout is allowed on transport sockets')

    def gettimeout(self):
        """Return 0: the socket doesn't block."""
        return 0

    def setblocking(self, flag):
        """Do nothing for False; True is refused."""
        if flag:
            raise ValueError('setblocking(): transport sockets cannot be blocking')
