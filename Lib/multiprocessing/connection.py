"""Connections: objects and bytes go from process to process, through pipes and sockets.

A message is its length, four bytes, and its bytes; a length above 2**31 - 1 is the number -1 and eight bytes.
"""

import contextlib
import hmac
import itertools
import os
import selectors
import socket
import tempfile
import time

from multiprocessing import reduction, util
from multiprocessing.context import AuthenticationError, BufferTooShort
from multiprocessing.reduction import ForkingPickler

__all__ = ['Client', 'Listener', 'Pipe', 'wait']

BUFSIZE = 65536
CONNECTION_TIMEOUT = 20.0
families = ['AF_INET', 'AF_UNIX']
default_family = 'AF_UNIX'


class Connection:
    """One end of a connection, above the number of a file."""

    _number = None

    def __init__(self, handle, readable=True, writable=True):
        number = handle.__index__()
        if number < 0:
            raise ValueError('invalid handle')
        if not (readable or writable):
            raise ValueError('at least one of `readable` and `writable` must be True')
        self._number, self._readable, self._writable = number, readable, writable

    def __del__(self):
        self.close()

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()

    def _open(self):
        if self._number is None:
            raise OSError('handle is closed')
        return self._number

    def _for_reading(self):
        self._open()
        if not self._readable:
            raise OSError('connection is write-only')

    def _for_writing(self):
        self._open()
        if not self._writable:
            raise OSError('connection is read-only')

    @property
    def closed(self):
        """Is it closed?"""
        return self._number is None

    @property
    def readable(self):
        """Can one receive?"""
        return self._readable

    @property
    def writable(self):
        """Can one send?"""
        return self._writable

    def fileno(self):
        """Return the number of the file."""
        return self._open()

    def close(self):
        """Close it."""
        number, self._number = self._number, None
        if number is not None:
            os.close(number)

    # Sending.

    def send(self, obj):
        """Send an object."""
        self._for_writing()
        self._put(ForkingPickler.dumps(obj))

    def send_bytes(self, buf, offset=0, size=None):
        """Send bytes, or a part of them, as one message."""
        self._for_writing()
        view = memoryview(buf)
        view = view.cast('B') if view.itemsize > 1 else view
        whole = view.nbytes
        if offset < 0:
            raise ValueError('offset is negative')
        if whole < offset:
            raise ValueError('buffer length < offset')
        if size is None:
            size = whole - offset
        elif size < 0:
            raise ValueError('size is negative')
        elif offset + size > whole:
            raise ValueError('buffer length < offset + size')
        self._put(view[offset:offset + size])

    def _put(self, message):
        size = len(message)
        head = size.to_bytes(4) if size < 1 << 31 else b'\xff' * 4 + size.to_bytes(8)
        if size <= 16384:
            self._write(head + bytes(message))
        else:
            self._write(head)
            self._write(message)

    def _write(self, data):
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._number, rest):]

    # Receiving.

    def recv(self):
        """Receive an object. EOFError when the other side has closed its end."""
        self._for_reading()
        return ForkingPickler.loads(self._get())

    def recv_bytes(self, maxlength=None):
        """Receive a message as bytes. One that is longer than maxlength is an OSError, which closes the connection."""
        self._for_reading()
        if (maxlength or 0) < 0:
            raise ValueError('negative maxlength')
        return bytes(self._get(maxlength))

    def recv_bytes_into(self, buf, offset=0):
        """Receive a message into a buffer, from a position on; return its length. BufferTooShort has a message that does not fit."""
        self._for_reading()
        with memoryview(buf) as view:
            flat = view.cast('B')
            if offset < 0:
                raise ValueError('negative offset')
            if offset > len(flat):
                raise ValueError('offset too large')
            message = self._get()
            if len(message) > len(flat) - offset:
                raise BufferTooShort(bytes(message))
            flat[offset:offset + len(message)] = message
            return len(message)

    def _get(self, limit=None):
        size = int.from_bytes(self._read(4, True), signed=True)
        if size == -1:
            size = int.from_bytes(self._read(8))
        if limit is not None and size > limit:
            if self._writable:
                self._readable = False
            else:
                self.close()
            raise OSError('bad message length')
        return self._read(size)

    def _read(self, size, first=False):
        data = bytearray()
        while len(data) < size:
            part = os.read(self._number, min(size - len(data), 1 << 20))
            if not part:
                if first and not data:
                    raise EOFError
                raise OSError('got end of file during message')
            data += part
        return data

    def poll(self, timeout=0.0):
        """Wait for a message, at most so many seconds; None: without a limit. Tell if there is one."""
        self._for_reading()
        return wait([self], timeout) != []


def rebuild_connection(df, readable, writable):
    """Return the connection that was sent to this process."""
    return Connection(df.detach(), readable, writable)


def reduce_connection(conn):
    """Tell how a connection is pickled."""
    return rebuild_connection, (reduction.DupFd(conn.fileno()), conn.readable, conn.writable)


reduction.register(Connection, reduce_connection)


def Pipe(duplex=True):
    """Return the two ends of a connection. Without duplex the first can only receive, the second only send."""
    if duplex:
        one, other = socket.socketpair()
        return Connection(one.detach()), Connection(other.detach())
    source, goal = os.pipe()
    return Connection(source, writable=False), Connection(goal, readable=False)


def wait(object_list, timeout=None):
    """Wait until some of the objects can be read, or for so many seconds; return these.

    An object is a connection, a socket, or the sentinel of a process.
    """
    with selectors.PollSelector() as selector:
        for item in object_list:
            selector.register(item, selectors.EVENT_READ)
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            if events := selector.select(timeout):
                return [key.fileobj for key, event in events]
            if end is not None:
                timeout = end - time.monotonic()
                if timeout < 0:
                    return []


# Sockets.

def address_type(address):
    """Return the family of an address."""
    if isinstance(address, tuple):
        return 'AF_INET'
    if isinstance(address, str) and address.startswith('\\\\'):
        return 'AF_PIPE'
    if isinstance(address, str) or util.is_abstract_socket_namespace(address):
        return 'AF_UNIX'
    raise ValueError(f'address type of {address!r} unrecognized')


_serial = itertools.count()


def arbitrary_address(family):
    """Return an address that is free."""
    if family == 'AF_INET':
        return 'localhost', 0
    if family == 'AF_UNIX':
        return os.path.join(util.get_temp_dir(), f'{tempfile.gettempprefix()}-{os.getpid()}-{next(_serial)}')
    raise ValueError('unrecognized family')


def _known(family):
    number = getattr(socket, family, None)
    if number is None:
        raise ValueError(f'Family {family} is not recognized.')
    return number


def _bytes_or_none(authkey):
    if isinstance(authkey, (bytes, type(None))):
        return authkey
    raise TypeError('authkey should be a byte string')


class Listener:
    """A socket that waits for connections."""

    _socket = _remove = None

    def __init__(self, address=None, family=None, backlog=1, authkey=None):
        """With authkey, both sides must show that they know this secret."""
        family = family or (address_type(address) if address else default_family)
        where, kind = address or arbitrary_address(family), _known(family)
        self._secret, self._caller = _bytes_or_none(authkey), None
        with contextlib.ExitStack() as undo:
            self._socket = undo.enter_context(socket.socket(kind))
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self._socket.bind(where)
            self._socket.listen(backlog)
            undo.pop_all()
        self._place = self._socket.getsockname()
        if kind == socket.AF_UNIX and where[0] not in (0, '\0'):
            self._remove = util.Finalize(self, os.unlink, (where,), exitpriority=0)

    def accept(self):
        """Wait for a connection and return it. AuthenticationError when the other side does not know the secret."""
        if not self._socket:
            raise OSError('listener is closed')
        caller, self._caller = self._socket.accept()
        caller.setblocking(True)
        return _acquainted(Connection(caller.detach()), self._secret, (deliver_challenge, answer_challenge))

    def close(self):
        """Close the socket."""
        sock, self._socket = self._socket, None
        if sock is not None:
            sock.close()
            if self._remove is not None:
                self._remove()

    @property
    def address(self):
        """The address that others can connect to."""
        return self._place

    @property
    def last_accepted(self):
        """The address that the last connection came from."""
        return self._caller

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()


def Client(address, family=None, authkey=None):
    """Connect to a listener and return the connection."""
    kind = _known(family or address_type(address))
    secret = _bytes_or_none(authkey)
    with socket.socket(kind) as sock:
        sock.setblocking(True)
        sock.connect(address)
        connection = Connection(sock.detach())
    return _acquainted(connection, secret, (answer_challenge, deliver_challenge))


# Authentication: each side sends random bytes and expects their HMAC with the secret.

MESSAGE_LENGTH = 40
_CHALLENGE, _WELCOME, _FAILURE = b'#CHALLENGE#', b'#WELCOME#', b'#FAILURE#'
_digests = ('md5', 'sha256', 'sha384', 'sha3_256', 'sha3_384')


def _acquainted(connection, authkey, steps):
    if authkey is not None:
        try:
            for step in steps:
                step(connection, authkey)
        except BaseException:
            connection.close()
            raise
    return connection


def _split(text):
    """Return the name of a digest that stands before a text in braces, and the text; 'md5' where none does, as old versions have it."""
    if text.startswith(b'{') and b'}' in text[:24]:
        name, _, rest = text[1:].partition(b'}')
        if name.decode('ascii', 'replace') in _digests:
            return name.decode(), rest
        raise AuthenticationError(f'unsupported digest {name!r}')
    return '', text


def _answer(authkey, message):
    """Return the name of a digest, '' for old versions' md5, and what shows that one knows the secret."""
    if not isinstance(authkey, bytes):
        raise ValueError(f'Authkey must be bytes, not {type(authkey)!s}')
    name, _ = _split(message)
    return name, hmac.digest(authkey, message, name or 'md5')


def deliver_challenge(connection, authkey: bytes, digest_name='sha256'):
    """Ask the other side to show that it knows the secret."""
    message = b'{%s}%s' % (digest_name.encode(), os.urandom(MESSAGE_LENGTH))
    _answer(authkey, message)
    connection.send_bytes(_CHALLENGE + message)
    name, answer = _split(connection.recv_bytes(256))
    right = hmac.compare_digest(answer, hmac.digest(authkey, message, name or 'md5'))
    connection.send_bytes(_WELCOME if right else _FAILURE)
    if not right:
        raise AuthenticationError('digest received was wrong')


def answer_challenge(connection, authkey: bytes):
    """Show the other side that one knows the secret."""
    message = connection.recv_bytes(256)
    task = message.removeprefix(_CHALLENGE)
    if len(task) == len(message):
        raise AuthenticationError(f'Protocol error, expected challenge: {message=}')
    name, answer = _answer(authkey, task)
    connection.send_bytes(b'{%s}%s' % (name.encode(), answer) if name else answer)
    if connection.recv_bytes(256) != _WELCOME:
        raise AuthenticationError('digest sent was rejected')
