"""MSG_DONTWAIT: a socket without timeout fails where it would have to wait; with a timeout it waits all the same."""
import socket

a, b = socket.socketpair()


def tried(f, *args):
    try:
        return f(*args)
    except OSError as e:
        return type(e).__name__, e.errno


def fill(f, *args):
    while isinstance(result := tried(f, *args), int):
        pass
    return result


print(tried(a.recv, 10, socket.MSG_DONTWAIT), tried(a.recv_into, bytearray(3), 0, socket.MSG_DONTWAIT))
print(tried(a.recvfrom, 10, socket.MSG_DONTWAIT), tried(a.recvmsg, 10, 0, socket.MSG_DONTWAIT))
print(fill(a.send, bytes(5000), socket.MSG_DONTWAIT), fill(a.sendmsg, [bytes(5000)], [], socket.MSG_DONTWAIT))
print(tried(a.sendall, bytes(5000), socket.MSG_DONTWAIT))
b.send(b'here')
print(a.recv(10, socket.MSG_DONTWAIT))
b.settimeout(0.01)
a.settimeout(0.01)
print(tried(a.recv, 10, socket.MSG_DONTWAIT), tried(a.send, b'x', socket.MSG_DONTWAIT))
a.setblocking(False)
print(tried(a.recv, 10, socket.MSG_DONTWAIT), tried(a.recv, 10))
a.close()
b.close()
