"""Servers of module socketserver: streams, datagrams, threads, errors and timeouts."""

import os
import socket
import socketserver
import sys
import tempfile
import threading


class Echo(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            if line == b'fail\n':
                raise ValueError('as asked')
            self.wfile.write(line.upper())


class Answer(socketserver.DatagramRequestHandler):
    def handle(self):
        self.wfile.write(b'got ' + self.rfile.read())


def talk(kind, address, *lines):
    with socket.socket(kind, socket.SOCK_STREAM) as s:
        s.connect(address)
        s.sendall(b''.join(lines))
        s.shutdown(socket.SHUT_WR)
        with s.makefile('rb') as file:
            return file.read()


def serve(server, work):
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        work(server)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    print(type(server).__name__, 'closed', server.fileno())


sys.stderr = sys.stdout


class Quiet(socketserver.TCPServer):
    allow_reuse_address = True

    def handle_error(self, request, client_address):
        print('error', type(sys.exception()).__name__, sys.exception(), client_address[0])

    def verify_request(self, request, client_address):
        print('verify')
        return True

    def shutdown_request(self, request):
        print('shutdown_request')
        super().shutdown_request(request)


serve(Quiet(('127.0.0.1', 0), Echo), lambda server: print(talk(socket.AF_INET, server.server_address, b'one\n', b'two\n')))
serve(Quiet(('127.0.0.1', 0), Echo), lambda server: print(talk(socket.AF_INET, server.server_address, b'one\n', b'fail\n')))
serve(socketserver.ThreadingTCPServer(('127.0.0.1', 0), Echo),
      lambda server: print([talk(socket.AF_INET, server.server_address, b'%d a\n' % i) for i in range(3)]))

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 's')
    serve(socketserver.ThreadingUnixStreamServer(path, Echo), lambda server: print(talk(socket.AF_UNIX, path, b'x\n')))


def datagrams(server):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        for data in (b'', b'abc'):
            s.sendto(data, server.server_address)
            print(s.recv(100))


serve(socketserver.UDPServer(('127.0.0.1', 0), Answer), datagrams)
serve(socketserver.ThreadingUDPServer(('127.0.0.1', 0), Answer), datagrams)


class Late(socketserver.TCPServer):
    timeout = 0.01

    def handle_timeout(self):
        print('nobody came')


with Late(('127.0.0.1', 0), Echo, bind_and_activate=False) as server:
    print(server.server_address)
    server.server_bind()
    server.server_activate()
    print(server.server_address[1] > 0)
    server.handle_request()
    server.socket.settimeout(5)
    server.handle_request()


class Shown(socketserver.BaseServer):
    pass


try:
    raise KeyError('k')
except KeyError:
    sys.tracebacklimit = 0
    Shown('here', None).handle_error(None, ('1.2.3.4', 5))
for name in sorted(socketserver.__all__):
    c = getattr(socketserver, name)
    print(name, [b.__name__ for b in c.__mro__], sorted(n for n in vars(c) if not n.startswith('_')))
