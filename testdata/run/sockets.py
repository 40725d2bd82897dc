"""Module _socket: sockets, addresses, names."""
import _socket
from _socket import *


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


a, b = socketpair()
print(a.send(b'hello'), b.recv(3), b.recv(10, MSG_PEEK), b.recv(10))
buffer = bytearray(4)
a.sendall(b'abcdef')
print(b.recv_into(buffer), buffer, b.recvfrom(10))
print(a.sendmsg([b'x', b'yz'], [(SOL_SOCKET, SCM_RIGHTS, a.fileno().to_bytes(4, 'little'))]))
data, controls, flags, address = b.recvmsg(10, CMSG_SPACE(4))
print(data, [(level, kind, len(value)) for level, kind, value in controls], flags)
_socket.close(int.from_bytes(controls[0][2], 'little'))
b.settimeout(0.01)
print(b.gettimeout(), attempt(b.recv, 1))
b.setblocking(False)
print(b.getblocking(), attempt(b.recv, 1))
a.shutdown(SHUT_WR)
print(b.recv(1), a.family == AF_UNIX, a.type == SOCK_STREAM, a.proto, a.getsockname())
a.close()
print(a.fileno(), attempt(a.recv, 1), attempt(b.send, b'x'))
b.close()

server = _socket.socket(AF_INET, SOCK_STREAM)
server.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
server.bind(('127.0.0.1', 0))
server.listen()
client = _socket.socket()
client.connect(server.getsockname())
fd, peer = server._accept()
connection = _socket.socket(fileno=fd)
print(peer == client.getsockname(), connection.family, connection.type, client.getpeername() == server.getsockname())
client.sendall(bytes(100000))
total = 0
while total < 100000:
    total += len(connection.recv(65536))
print(total, server.getsockopt(SOL_SOCKET, SO_REUSEADDR), len(server.getsockopt(SOL_SOCKET, SO_LINGER, 8)))
for s in (server, client, connection):
    s.close()
print(client.connect_ex(('127.0.0.1', 1)), attempt(_socket.socket().connect, ('127.0.0.1', 1)))

datagrams = _socket.socket(AF_INET6, SOCK_DGRAM)
for bad in (5, ('::1',), ('::1', 70000), ('::1', 1, -1), (5, 1)):
    print(bad, attempt(datagrams.bind, bad))
stream = _socket.socket()
for bad in (5, ('a',), ('127.0.0.1', -1), ('a\0', 1)):
    print(bad, attempt(stream.connect, bad))
print(attempt(stream.sendto, b''), attempt(stream.recv, -1), attempt(stream.settimeout, -1), attempt(stream.getsockopt, 1, 2, 5000))
print(attempt(_socket.socket, family=99), attempt(_socket.socket, fileno=-1), attempt(stream.setsockopt, 1, 2, 'a'))

for f, args in ((inet_aton, ('1.2.3',)), (inet_aton, ('0x7f.1',)), (inet_aton, ('1.2.3.400',)), (inet_ntoa, (b'abcd',)), (inet_ntoa, (b'a',)),
                (inet_pton, (AF_INET6, '::ffff:1.2.3.4')), (inet_pton, (AF_INET, '1.2')), (inet_ntop, (AF_INET6, bytes(12) + b'\1\2\3\4')),
                (inet_ntop, (AF_INET, b'a')), (htons, (1,)), (htons, (70000,)), (ntohl, (-1,)), (htonl, (1,)),
                (getaddrinfo, ('127.0.0.1', 80, 0, SOCK_STREAM)), (getaddrinfo, ('::1', None, 0, SOCK_DGRAM)), (getaddrinfo, (None, 8080, AF_INET, 0, IPPROTO_UDP)),
                (getaddrinfo, ('1.2.3.4', 'no such service')), (getaddrinfo, ('x', 0, 0, 0, 0, AI_NUMERICHOST)), (getaddrinfo, ('x', 0, 99)),
                (getnameinfo, (('127.0.0.1', 64999), NI_NUMERICHOST)), (getnameinfo, (5, 0)), (gethostbyname, ('1.2.3.4',)),
                (if_indextoname, (0,)), (if_nametoindex, ('none',)), (CMSG_LEN, (5,)), (CMSG_SPACE, (5,)), (CMSG_LEN, (-1,)),
                (getservbyport, (70000,)), (getprotobyname, ('none',)), (setdefaulttimeout, (-1,))):
    print(f.__name__, args, attempt(f, *args))
print(gaierror.__mro__[1].__name__, herror.__module__, timeout is TimeoutError, gethostname() != '')
