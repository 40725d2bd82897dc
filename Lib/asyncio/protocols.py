"""What a protocol is: an event loop calls its methods when something happens to a transport."""

__all__ = ('BaseProtocol', 'Protocol', 'DatagramProtocol', 'SubprocessProtocol', 'BufferedProtocol')


class BaseProtocol:
    """What all protocols have."""

    __slots__ = ()

    def connection_made(self, transport):
        """There is a connection."""

    def connection_lost(self, exc):
        """The connection is no more; exc says why, None if it was closed as it should be."""

    def pause_writing(self):
        """The transport's buffer is too full: don't write now."""

    def resume_writing(self):
        """The transport's buffer is empty enough: go on writing."""


class Protocol(BaseProtocol):
    """For a stream of bytes."""

    __slots__ = ()

    def data_received(self, data):
        """Bytes have come."""

    def eof_received(self):
        """No more bytes will come. Return something true to keep the connection open for writing."""


class BufferedProtocol(BaseProtocol):
    """For a stream of bytes that are received into buffers of the protocol."""

    __slots__ = ()

    def get_buffer(self, sizehint):
        """Return a buffer to receive into; sizehint is a good size, -1 for any."""

    def buffer_updated(self, nbytes):
        """So many bytes have come into the buffer."""

    def eof_received(self):
        """No more bytes will come. Return something true to keep the connection open for writing."""


class DatagramProtocol(BaseProtocol):
    """For datagrams."""

    __slots__ = ()

    def datagram_received(self, data, addr):
        """A datagram has come."""

    def error_received(self, exc):
        """Sending or receiving has failed."""


class SubprocessProtocol(BaseProtocol):
    """For a child process."""

    __slots__ = ()

    def pipe_data_received(self, fd, data):
        """The child has written to the descriptor fd, 1 or 2 as a rule."""

    def pipe_connection_lost(self, fd, exc):
        """The pipe of the descriptor fd is closed."""

    def process_exited(self):
        """The child has ended."""


def _feed_data_to_buffered_proto(proto, data):
    """Give bytes to a BufferedProtocol."""
    data = memoryview(data)
    while data:
        room = proto.get_buffer(len(data))
        if not len(room):
            raise RuntimeError('get_buffer() returned an empty buffer')
        count = min(len(room), len(data))
        room[:count] = data[:count]
        proto.buffer_updated(count)
        data = data[count:]
