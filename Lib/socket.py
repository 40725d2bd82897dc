"""Sockets: connections and datagrams of networks and of one machine.

The system's operations are module _socket's; here they get enumerations, files over sockets and a few conveniences.
"""

import _socket
import io
import os
import sys
from _socket import *
from enum import IntEnum, IntFlag

__all__ = ['fromfd', 'getfqdn', 'create_connection', 'create_server', 'has_dualstack_ipv6', 'AddressFamily', 'SocketKind']
__all__.extend(name for name in dir(_socket) if not name.startswith('_') and name not in ('CAPI',) or name == 'CAPI')

SocketType = _socket.SocketType if hasattr(_socket, 'SocketType') else _socket.socket


def _enumeration(base, name, test):
    members = [(key, value) for key, value in vars(_socket).items() if test(key) and isinstance(value, int)]
    kind = base(name, sorted(members, key=lambda member: (member[1], member[0])), module=__name__)
    globals().update(kind.__members__)
    return kind


AddressFamily = _enumeration(IntEnum, 'AddressFamily', lambda name: name.isupper() and name.startswith('AF_'))
SocketKind = _enumeration(IntEnum, 'SocketKind', lambda name: name.isupper() and name.startswith('SOCK_'))
MsgFlag = _enumeration(IntFlag, 'MsgFlag', lambda name: name.isupper() and name.startswith('MSG_'))
AddressInfo = _enumeration(IntFlag, 'AddressInfo', lambda name: name.isupper() and name.startswith('AI_'))

_LOCALHOST = '127.0.0.1'
_LOCALHOST_V6 = '::1'


def _member(kind, value):
    """Return the member of an enumeration for a number, the number itself if it has none."""
    try:
        return kind(value)
    except ValueError:
        return value


class _GiveupOnSendfile(Exception):
    """The system's sendfile can't do it: send the data piece by piece."""


class _Progress:
    """How much of a file was sent; at the end the file's position is set behind that."""

    def __init__(self, file, offset, count):
        self._file, self._offset, self._count = file, offset, count
        self.sent = 0

    def __enter__(self):
        return self

    def __exit__(self, *details):
        if self.sent and hasattr(self._file, 'seek'):
            self._file.seek(self._offset + self.sent)

    def next_size(self, block):
        """How much to send next: a block or what is left of the count."""
        return block if self._count is None else min(block, self._count - self.sent)


class socket(_socket.socket):
    """A socket: one end of a connection, or what sends and receives datagrams."""

    __slots__ = ['__weakref__', '_io_refs', '_closed']

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        made = [family, type, proto]
        if fileno is None:  # what isn't said is a TCP socket
            made = [usual if given == -1 else given for given, usual in zip(made, (AF_INET, SOCK_STREAM, 0))]
        super().__init__(*made, fileno)
        self._io_refs = 0  # files over the socket, which keep it open
        self._closed = False

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if not self._closed:
            self.close()

    def __repr__(self):
        cls = type(self)
        closed = getattr(self, '_closed', None)  # none before __init__
        text = f'<{cls.__module__}.{cls.__qualname__}{" [closed]" if closed else ""} fd={self.fileno()}' \
               f', family={self.family!s}, type={self.type!s}, proto={self.proto}'
        if not closed:
            for label, ask in (('laddr', self.getsockname), ('raddr', self.getpeername)):
                try:
                    address = ask()
                except (error, AttributeError):
                    continue
                if address:
                    text += f', {label}={address}'
        return text + '>'

    def __getstate__(self):
        raise TypeError(f'cannot pickle {type(self).__name__!r} object')

    @property
    def family(self):
        """The address family, a member of AddressFamily if it has one."""
        return _member(AddressFamily, super().family)

    @property
    def type(self):
        """The kind of socket, a member of SocketKind if it has one."""
        return _member(SocketKind, super().type)

    def dup(self):
        """Return another socket of the same connection, with a descriptor of its own that children don't inherit."""
        twin = self.__class__(self.family, self.type, self.proto, fileno=dup(self.fileno()))
        twin.settimeout(self.gettimeout())
        return twin

    def accept(self):
        """Wait for a connection; return (socket, address of the other end)."""
        descriptor, address = self._accept()
        connection = socket(self.family, self.type, self.proto, fileno=descriptor)
        if self.gettimeout() and getdefaulttimeout() is None:
            connection.setblocking(True)
        return connection, address

    def makefile(self, mode='r', buffering=None, *, encoding=None, errors=None, newline=None):
        """Return a file over the socket; the arguments are open()'s, and only the modes of 'r', 'w' and 'b' work."""
        if not set(mode) <= set('rwb'):
            raise ValueError(f'invalid mode {mode!r} (only r, w, b allowed)')
        binary, writes = 'b' in mode, 'w' in mode
        reads = 'r' in mode or not writes
        raw = SocketIO(self, 'r' * reads + 'w' * writes)
        self._io_refs += 1
        if buffering == 0:
            if binary:
                return raw
            raise ValueError('unbuffered streams must be binary')
        size = io.DEFAULT_BUFFER_SIZE if buffering is None or buffering < 0 else buffering
        if not writes:
            buffered = io.BufferedReader(raw, size)
        elif not reads:
            buffered = io.BufferedWriter(raw, size)
        else:
            buffered = io.BufferedRWPair(raw, raw, size)
        if binary:
            return buffered
        text = io.TextIOWrapper(buffered, io.text_encoding(encoding), errors, newline)
        text.mode = mode
        return text

    def sendfile(self, file, offset=0, count=None):
        """Send a file opened in binary mode, or count bytes of it from offset, with the system's sendfile if it can.

        Returns how many bytes were sent; the file's position follows. The socket must be a stream that blocks.
        """
        for way in (self._sendfile_use_sendfile, self._sendfile_use_send):
            try:
                return way(file, offset, count)
            except _GiveupOnSendfile:
                pass

    def _may_send(self, file, count):
        """Refuse what sendfile can't send: a text file, over datagrams, a strange count."""
        if 'b' not in (file.mode if hasattr(file, 'mode') else 'b'):
            raise ValueError('file should be opened in binary mode')
        if self.type & SOCK_STREAM == 0:
            raise ValueError('only SOCK_STREAM type sockets are supported')
        if count is None:
            return
        problem = None if isinstance(count, int) and count > 0 else f'count must be a positive integer (got {count!r})'
        if problem:
            raise (ValueError if isinstance(count, int) else TypeError)(problem)

    def _patience(self):
        """The timeout, of a socket that blocks."""
        seconds = self.gettimeout()
        if seconds == 0:
            raise ValueError('non-blocking sockets are not supported')
        return seconds

    def _sendfile_use_sendfile(self, file, offset=0, count=None):
        self._may_send(file, count)
        if not hasattr(os, 'sendfile'):
            raise _GiveupOnSendfile('os.sendfile() not available on this platform')
        try:
            source = file.fileno()
            size = os.fstat(source).st_size
        except (AttributeError, io.UnsupportedOperation, OSError) as reason:
            raise _GiveupOnSendfile(reason)
        import selectors
        patience = self._patience()
        if not size:
            return 0
        target = self.fileno()
        block = min(count or size, 1 << 30)
        with selectors.PollSelector() as selector, _Progress(file, offset, count) as progress:
            selector.register(target, selectors.EVENT_WRITE)
            while step := progress.next_size(block):
                if patience and not selector.select(patience):
                    raise TimeoutError('timed out')
                try:
                    step = os.sendfile(target, source, offset + progress.sent, step)
                except BlockingIOError:
                    if not patience:
                        selector.select()
                    continue
                except OSError as reason:
                    if progress.sent:
                        raise
                    raise _GiveupOnSendfile(reason)
                if step == 0:
                    break
                progress.sent += step
        return progress.sent

    def _sendfile_use_send(self, file, offset=0, count=None):
        self._may_send(file, count)
        self._patience()
        if offset:
            file.seek(offset)
        with _Progress(file, offset, count) as progress:
            while (step := progress.next_size(8192)) and (data := file.read(step)):
                rest = memoryview(data)
                while rest:
                    try:
                        step = self.send(rest)
                    except BlockingIOError:
                        continue
                    progress.sent += step
                    rest = rest[step:]
        return progress.sent

    def _decref_socketios(self):
        if self._io_refs > 0:
            self._io_refs -= 1
        if self._closed:
            self.close()

    def _real_close(self, _ss=_socket.socket):
        _ss.close(self)

    def close(self):
        """Close the socket; the descriptor goes when the files over the socket are closed too."""
        self._closed = True
        if self._io_refs <= 0:
            self._real_close()

    def detach(self):
        """Make the socket a closed one without closing the descriptor, and return that."""
        self._closed = True
        return super().detach()

    def get_inheritable(self):
        """Say whether child processes inherit the descriptor."""
        descriptor = self.fileno()
        return os.get_inheritable(descriptor)

    def set_inheritable(self, inheritable):
        """Set whether child processes inherit the descriptor."""
        descriptor = self.fileno()
        os.set_inheritable(descriptor, inheritable)


class SocketIO(io.RawIOBase):
    """A raw file over a socket: what makefile's files stand on."""

    def __init__(self, sock, mode):
        if mode not in ('r', 'w', 'rw', 'rb', 'wb', 'rwb'):
            raise ValueError(f'invalid mode: {mode!r}')
        super().__init__()
        self._sock = sock
        self._mode = mode if 'b' in mode else mode + 'b'
        self._reading = 'r' in mode
        self._writing = 'w' in mode
        self._gave_up = False  # a read timed out: what it had read is lost

    def readinto(self, b):
        """Read up to len(b) bytes into b; return how many, None if the socket doesn't block and there are none."""
        self._checkClosed()
        self._checkReadable()
        if self._gave_up:
            raise OSError('cannot read from timed out object')
        try:
            return self._unless_it_waits(self._sock.recv_into, b)
        except TimeoutError:
            self._gave_up = True
            raise

    def write(self, b):
        """Write what the socket takes of b; return how much, None if the socket doesn't block and takes nothing."""
        self._checkClosed()
        self._checkWritable()
        return self._unless_it_waits(self._sock.send, b)

    @staticmethod
    def _unless_it_waits(operation, buffer):
        """The result of an operation, None if it would have to wait."""
        try:
            return operation(buffer)
        except BlockingIOError:
            return None

    def readable(self):
        """Say whether the file can be read."""
        self._not_closed()
        return self._reading

    def writable(self):
        """Say whether the file can be written."""
        self._not_closed()
        return self._writing

    def seekable(self):
        """Say that there is no seeking."""
        self._not_closed()
        return False

    def _not_closed(self):
        if self.closed:
            raise ValueError('I/O operation on closed socket.')

    def fileno(self):
        """Return the socket's descriptor."""
        self._checkClosed()
        return self._sock.fileno()

    @property
    def name(self):
        """The descriptor, -1 when closed."""
        return -1 if self.closed else self.fileno()

    @property
    def mode(self):
        """How the file was opened."""
        return self._mode

    def close(self):
        """Close the file, and the socket if that waited for it."""
        if self.closed:
            return
        super().close()
        below, self._sock = self._sock, None
        below._decref_socketios()


def fromfd(fd, family, type, proto=0):
    """Return a socket over a duplicate of a descriptor."""
    return socket(family, type, proto, dup(fd))


if hasattr(_socket.socket, 'sendmsg'):
    def send_fds(sock, buffers, fds, flags=0, address=None):
        """Send buffers and, beside them, file descriptors over a Unix socket."""
        import array
        return sock.sendmsg(buffers, [(SOL_SOCKET, SCM_RIGHTS, array.array('i', fds))], flags)

    __all__.append('send_fds')

if hasattr(_socket.socket, 'recvmsg'):
    def recv_fds(sock, bufsize, maxfds, flags=0):
        """Receive data and up to maxfds file descriptors; return (data, descriptors, flags, address)."""
        import array
        descriptors = array.array('i')
        data, ancillary, flags, address = sock.recvmsg(bufsize, CMSG_LEN(maxfds * descriptors.itemsize))
        for level, kind, content in ancillary:
            if level == SOL_SOCKET and kind == SCM_RIGHTS:
                descriptors.frombytes(content[:len(content) - len(content) % descriptors.itemsize])
        return data, list(descriptors), flags, address

    __all__.append('recv_fds')


def _fallback_socketpair(family=AF_INET, type=SOCK_STREAM, proto=0):
    """Return two sockets connected to each other through the network of this machine: for systems that have no socketpair."""
    host = {AF_INET: _LOCALHOST, AF_INET6: _LOCALHOST_V6}.get(family)
    if host is None:
        raise ValueError('Only AF_INET and AF_INET6 socket address families are supported')
    if type != SOCK_STREAM:
        raise ValueError('Only SOCK_STREAM socket type is supported')
    if proto != 0:
        raise ValueError('Only protocol zero is supported')
    with socket(family, type, proto) as door:
        door.bind((host, 0))
        door.listen()
        one = socket(family, type, proto)
        try:
            one.setblocking(False)
            try:
                one.connect(door.getsockname()[:2])
            except (BlockingIOError, InterruptedError):
                pass
            one.setblocking(True)
            other, _ = door.accept()
        except BaseException:
            one.close()
            raise
    try:  # somebody else may have been quicker
        if other.getsockname() != one.getpeername() or one.getsockname() != other.getpeername():
            raise ConnectionError('Unexpected peer connection')
    except BaseException:
        one.close()
        other.close()
        raise
    return other, one


def socketpair(family=None, type=SOCK_STREAM, proto=0):
    """Return two sockets connected to each other, by default Unix sockets."""
    if family is None:
        family = AF_UNIX
    first, second = _socket.socketpair(family, type, proto)
    return tuple(socket(family, type, proto, end.detach()) for end in (first, second))


def getfqdn(name=''):
    """Return a host's full name: of its names the first with a dot, by default of this host."""
    name = name.strip()
    if name in ('', '0.0.0.0', '::'):
        name = gethostname()
    try:
        canonical, aliases, _ = gethostbyaddr(name)
    except error:
        return name
    return next((each for each in [canonical, *aliases] if '.' in each), canonical)


_GLOBAL_DEFAULT_TIMEOUT = object()


def _prepare(sock, timeout, source):
    """Set what a connection is to have before it is made."""
    if timeout is not _GLOBAL_DEFAULT_TIMEOUT:
        sock.settimeout(timeout)
    if source:
        sock.bind(source)


def create_connection(address, timeout=_GLOBAL_DEFAULT_TIMEOUT, source_address=None, *, all_errors=False):
    """Connect to (host, port), trying each address of the host; return the socket.

    source_address is what to bind first. When no address answers, the first attempt's error is raised, or with
    all_errors an ExceptionGroup of all.
    """
    host, port = address
    failures = []
    for *kind, _, target in getaddrinfo(host, port, 0, SOCK_STREAM):
        sock = None
        try:
            sock = socket(*kind)
            _prepare(sock, timeout, source_address)
            sock.connect(target)
        except error as failure:
            if sock is not None:
                sock.close()
            if all_errors or not failures:
                failures.append(failure)
        else:
            failures.clear()  # no cycle with the tracebacks
            return sock
    if not failures:
        raise error('getaddrinfo returns an empty list')
    try:
        if all_errors:
            raise ExceptionGroup('create_connection failed', failures)
        raise failures[0]
    finally:
        failures.clear()  # no cycle with the traceback


def has_dualstack_ipv6():
    """Say whether one socket can serve IPv4 and IPv6."""
    if not (has_ipv6 and hasattr(_socket, 'IPV6_V6ONLY')):
        return False
    try:
        with socket(AF_INET6) as probe:
            probe.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0)
            return True
    except error:
        return False


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False):
    """Return a TCP socket that listens at (host, port).

    With dualstack_ipv6 a socket of family AF_INET6 takes IPv4 connections too.
    """
    if reuse_port and not hasattr(_socket, 'SO_REUSEPORT'):
        raise ValueError('SO_REUSEPORT not supported on this platform')
    if dualstack_ipv6:
        possible = has_dualstack_ipv6()
        if not possible:
            raise ValueError('dualstack_ipv6 not supported on this platform')
        if family != AF_INET6:
            raise ValueError('dualstack_ipv6 requires AF_INET6 family')
    options = [(SOL_SOCKET, SO_REUSEADDR, 1)]
    if reuse_port:
        options.append((SOL_SOCKET, SO_REUSEPORT, 1))
    if family == AF_INET6 and has_ipv6:
        options.append((IPPROTO_IPV6, IPV6_V6ONLY, int(not dualstack_ipv6)))
    sock = socket(family)
    try:
        for option in options:
            sock.setsockopt(*option)
        try:
            sock.bind(address)
        except error as failure:
            raise error(failure.errno, f'{failure.strerror} (while attempting to bind on address {address!r})') from None
        if backlog is None:
            sock.listen()
        else:
            sock.listen(backlog)
    except error:
        sock.close()
        raise
    return sock


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    """Return the addresses of a host and port: a list of (family, type, proto, canonical name, address)."""
    return [(_member(AddressFamily, found[0]), _member(SocketKind, found[1]), *found[2:])
            for found in _socket.getaddrinfo(host, port, family, type, proto, flags)]
