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


# What is passed on to the socket as it is.

def _attribute(name, doc):
    setattr(TransportSocket, name, property(lambda self: getattr(self._sock, name), doc=doc))


def _method(name, doc, *, arguments=''):
    # With the arguments spelled out, for help() and inspect.
    space = {}
    exec(f'def {name}(self{", " + arguments if arguments else ""}): return self._sock.{name}({arguments})', {}, space)
    space[name].__doc__ = doc
    space[name].__module__, space[name].__qualname__ = __name__, f'TransportSocket.{name}'
    setattr(TransportSocket, name, space[name])


_attribute('family', 'The address family.')
_attribute('type', 'The kind: stream, datagram, …')
_attribute('proto', 'The protocol.')
_method('fileno', 'Return the descriptor.')
_method('dup', 'Return a socket with a copy of the descriptor, which one may do anything with.')
_method('get_inheritable', 'Tell whether child processes get the descriptor.')
_method('shutdown', 'Shut one or both directions down; what comes of that is left to the caller.', arguments='how')
_method('getsockopt', 'Return an option.', arguments='*args, **kwargs')
_method('setsockopt', 'Set an option.', arguments='*args, **kwargs')
_method('getpeername', 'Return the address of the other side.')
_method('getsockname', 'Return the address of this side.')
_method('getsockbyname', "Return what the socket's method of this name does.")
