"""asyncio on the network: streams, servers, datagrams, protocols, pipes, sockets."""

import asyncio
import os
import socket
import tempfile


async def serve(reader, writer):
    async for line in reader:
        writer.write(line.upper())
        await writer.drain()
    writer.close()


async def streams():
    server = await asyncio.start_server(serve, '127.0.0.1', 0)
    address = server.sockets[0].getsockname()
    async with server:
        reader, writer = await asyncio.open_connection(*address)
        writer.writelines([b'one\n', b'two\n'])
        print(await reader.readline(), await reader.readexactly(2), await reader.readuntil(b'\n'), writer.can_write_eof())
        print(writer.get_extra_info('peername') == address, server.is_serving())
        writer.write_eof()
        print(await reader.read(), reader.at_eof())
        writer.close()
        await writer.wait_closed()
    print(server, server.is_serving())
    reader = asyncio.StreamReader(limit=4)
    reader.feed_data(b'abcdefgh\nij')
    for call in (reader.readline, lambda: reader.readuntil(b';'), lambda: reader.readexactly(9)):
        reader.feed_eof() if call is not reader.readline and not reader._eof else None
        try:
            print(await call())
        except (ValueError, asyncio.LimitOverrunError, asyncio.IncompleteReadError) as e:
            print(type(e).__name__, e)


async def unix():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 's')
        async with await asyncio.start_unix_server(serve, path):
            reader, writer = await asyncio.open_unix_connection(path)
            writer.write(b'unix\n')
            print(await reader.readline())
            writer.close()
            await writer.wait_closed()
        print(os.path.exists(path))


class Log(asyncio.Protocol):
    def __init__(self, name, done):
        self.name, self.done, self.events = name, done, []

    def connection_made(self, transport):
        self.transport = transport
        self.events.append('made')

    def data_received(self, data):
        self.events.append(data)

    def eof_received(self):
        self.events.append('eof')

    def connection_lost(self, exc):
        self.events.append(exc)
        self.done.set_result(None)


async def protocols():
    loop = asyncio.get_running_loop()
    logs = []

    def accept():
        logs.append(Log('server', loop.create_future()))
        return logs[-1]
    server = await loop.create_server(accept, '127.0.0.1', 0)
    transport, log = await loop.create_connection(lambda: Log('client', loop.create_future()), *server.sockets[0].getsockname())
    transport.write(b'x' * 10)
    print(transport.get_write_buffer_size(), transport.get_write_buffer_limits(), transport.is_reading(), transport.is_closing())
    transport.close()
    await log.done
    await logs[0].done
    print(log.events, logs[0].events)
    server.close()
    await server.wait_closed()
    for wrong in (loop.create_connection(accept), loop.create_server(accept), loop.create_connection(accept, 'h', 1, sock=5),
                  loop.create_datagram_endpoint(accept), loop.create_connection(accept, 'h', 1, server_hostname='x')):
        try:
            await wrong
        except ValueError as e:
            print(e)


class Datagrams(asyncio.DatagramProtocol):
    def __init__(self, answer=None):
        self.answer, self.got = answer, asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, addr):
        if self.answer:
            self.transport.sendto(self.answer + data, addr)
        else:
            self.got.set_result(data)


async def datagrams():
    loop = asyncio.get_running_loop()
    server, _ = await loop.create_datagram_endpoint(lambda: Datagrams(b're: '), local_addr=('127.0.0.1', 0))
    client, protocol = await loop.create_datagram_endpoint(Datagrams, remote_addr=server.get_extra_info('sockname'))
    client.sendto(b'hello')
    print(await protocol.got)
    client.close()
    server.abort()


async def sockets():
    loop = asyncio.get_running_loop()
    left, right = socket.socketpair()
    left.setblocking(False)
    right.setblocking(False)
    data = b'0123456789' * 100000
    sending = asyncio.create_task(loop.sock_sendall(left, data))
    got = b''
    while len(got) < len(data):
        got += await loop.sock_recv(right, 65536)
    await sending
    print(got == data)
    read = loop.create_future()
    loop.add_reader(right, lambda: read.set_result(right.recv(5)))
    left.send(b'event')
    print(await read, loop.remove_reader(right), loop.remove_reader(right))
    left.close()
    right.close()


async def pipes():
    loop = asyncio.get_running_loop()
    source, goal = os.pipe()
    reader = asyncio.StreamReader()
    incoming, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), open(source, 'rb', 0))
    outgoing, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, open(goal, 'wb', 0))
    outgoing.write(b'through a pipe')
    outgoing.close()
    print(await reader.read())


for part in (streams, unix, protocols, datagrams, sockets, pipes):
    print('--', part.__name__)
    asyncio.run(part())
