"""Pickling for processes: files, sockets and connections go along when a process is started."""

import copyreg
import io
import os
import pickle
import socket
from collections import ChainMap

__all__ = ['send_handle', 'recv_handle', 'ForkingPickler', 'register', 'dump', 'DupFd', 'sendfds', 'recvfds']

HAVE_SEND_HANDLE = True


class ForkingPickler(pickle.Pickler):
    """A pickler that knows more types: those that were registered with it."""

    _known = {}
    loads = staticmethod(pickle.loads)

    def __init__(self, *args):
        super().__init__(*args)
        self.dispatch_table = ChainMap(self._known, copyreg.dispatch_table)

    @classmethod
    def register(cls, type, reduce):
        """Let reduce(object) tell how to pickle objects of a type."""
        cls._known[type] = reduce

    @classmethod
    def dumps(cls, obj, protocol=None):
        """Return the pickled object as a memoryview."""
        buffer = io.BytesIO()
        cls(buffer, protocol).dump(obj)
        return buffer.getbuffer()


register = ForkingPickler.register


def dump(obj, file, protocol=None):
    """Write the pickled object to a file."""
    ForkingPickler(file, protocol).dump(obj)


# Files.

class _Inherited:
    """The number of a file that a process has from its parent."""

    def __init__(self, number):
        self.number = number

    def detach(self):
        """Return the number; the file belongs to the caller."""
        os.set_inheritable(self.number, False)
        return self.number


def DupFd(fd):
    """Return an object that can be pickled for the process that is being started: its detach() returns a file's number there."""
    from multiprocessing import spawn
    files = spawn._packing()
    if files is None:
        raise NotImplementedError("files can be sent only to a process that is being started: gopy has no multiprocessing.resource_sharer yet")
    files.append(fd)
    return _Inherited(fd)


def sendfds(sock, fds):
    """Send the numbers of files through a UNIX socket."""
    count = bytes([len(fds) % 256])
    socket.send_fds(sock, [count], list(fds))
    if sock.recv(1) != b'A':
        raise RuntimeError('did not receive acknowledgement of fd')


def recvfds(sock, size):
    """Receive the numbers of so many files."""
    message, numbers, flags, address = socket.recv_fds(sock, 1, size)
    if not message and not numbers:
        raise EOFError
    sock.send(b'A')
    if len(numbers) % 256 != message[0]:
        raise AssertionError(f'Len is {len(numbers)} but msg[0] is {message[0]}')
    return numbers


def send_handle(conn, handle, destination_pid):
    """Send the number of a file through a connection that is a UNIX socket."""
    with socket.fromfd(conn.fileno(), socket.AF_UNIX, socket.SOCK_STREAM) as sock:
        sendfds(sock, [handle])


def recv_handle(conn):
    """Receive the number of a file."""
    with socket.fromfd(conn.fileno(), socket.AF_UNIX, socket.SOCK_STREAM) as sock:
        return recvfds(sock, 1)[0]


def _opened(file, family, type, proto):
    return socket.socket(family, type, proto, fileno=file.detach())


def _reduce_socket(sock):
    return _opened, (DupFd(sock.fileno()), sock.family, sock.type, sock.proto)


register(socket.socket, _reduce_socket)
