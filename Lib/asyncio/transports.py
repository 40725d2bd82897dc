"""What a transport is: it carries bytes for a protocol."""

from asyncio._interface import interface

__all__ = ('BaseTransport', 'ReadTransport', 'WriteTransport', 'Transport', 'DatagramTransport', 'SubprocessTransport')


@interface
class BaseTransport:
    """What all transports have."""

    __slots__ = ('_extra',)

    def __init__(self, extra=None):
        self._extra = {} if extra is None else extra

    def get_extra_info(self, name, default=None):
        """Return something about the connection: 'peername', 'socket' and the like."""
        known = self._extra
        return known[name] if name in known else default

    def is_closing(self):
        """Tell whether the transport is closed or about to be."""

    def close(self):
        """Close the transport when all is written."""

    def set_protocol(self, protocol):
        """Go on with another protocol."""

    def get_protocol(self):
        """Return the protocol."""


@interface
class ReadTransport(BaseTransport):
    """A transport to read from."""

    __slots__ = ()

    def is_reading(self):
        """Tell whether the protocol gets what comes."""

    def pause_reading(self):
        """Give the protocol nothing for now."""

    def resume_reading(self):
        """Give the protocol what comes, again."""


@interface
class WriteTransport(BaseTransport):
    """A transport to write to."""

    __slots__ = ()

    def set_write_buffer_limits(self, high=None, low=None):
        """Set at how many bytes in the buffer the protocol is to pause, and at how many to go on."""

    def get_write_buffer_size(self):
        """Return how many bytes wait to be written."""

    def get_write_buffer_limits(self):
        """Return the limits, the lower one first."""

    def write(self, data):
        """Write bytes, without waiting for them to be written."""

    def writelines(self, list_of_data):
        """Write several pieces of bytes."""
        self.write(b''.join(list_of_data))

    def write_eof(self):
        """Tell the other side, when all is written, that nothing more comes."""

    def can_write_eof(self):
        """Tell whether write_eof() is possible."""

    def abort(self):
        """Close the transport at once; what isn't written is lost."""


class Transport(ReadTransport, WriteTransport):
    """A transport for a stream of bytes in each direction."""

    __slots__ = ()


@interface
class DatagramTransport(BaseTransport):
    """A transport for datagrams."""

    __slots__ = ()

    def sendto(self, data, addr=None):
        """Send a datagram, without waiting; addr is not needed when the socket is connected."""

    def abort(self):
        """Close the transport at once; what isn't sent is lost."""


@interface
class SubprocessTransport(BaseTransport):
    """A transport of a child process: what it is, and the transports of its pipes."""

    __slots__ = ()

    def get_pid(self):
        """Return the number of the process."""

    def get_returncode(self):
        """Return the exit status; None: it runs."""

    def get_pipe_transport(self, fd):
        """Return the transport of the pipe at the child's descriptor fd."""

    def send_signal(self, signal):
        """Send the child a signal."""

    def terminate(self):
        """Ask the child to end."""

    def kill(self):
        """End the child."""


class _PausingMixin:
    """Reading that can be paused. Subclasses have _closing and _paused, and know how to start and stop to read."""

    __slots__ = ()

    def is_reading(self):
        return not (self._closing or self._paused)

    def pause_reading(self):
        if self.is_reading():
            self._paused = True
            self._stop_reading()
            self._note('pauses reading')

    def resume_reading(self):
        if self._paused and not self._closing:
            self._paused = False
            self._start_reading()
            self._note('resumes reading')


class _FlowControlMixin(Transport):
    """Tells the protocol to pause and to go on as the buffer fills and empties."""

    __slots__ = ('_loop', '_protocol', '_protocol_paused', '_high_water', '_low_water')

    def __init__(self, extra=None, loop=None):
        super().__init__(extra)
        assert loop is not None
        self._loop, self._protocol_paused = loop, False
        self._limit(None, None)

    def _switch(self, paused):
        self._protocol_paused = paused
        method = 'pause_writing' if paused else 'resume_writing'
        try:
            getattr(self._protocol, method)()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._loop.call_exception_handler({'message': f'protocol.{method}() failed', 'exception': error, 'transport': self,
                                               'protocol': self._protocol})

    def _maybe_pause_protocol(self):
        if not self._protocol_paused and self.get_write_buffer_size() > self._high_water:
            self._switch(True)

    def _maybe_resume_protocol(self):
        if self._protocol_paused and self.get_write_buffer_size() <= self._low_water:
            self._switch(False)

    def get_write_buffer_limits(self):
        return self._low_water, self._high_water

    def _limit(self, high, low):
        if high is None:
            high = 64 * 1024 if low is None else 4 * low
        if low is None:
            low = high // 4
        if not 0 <= low <= high:
            raise ValueError(f'high ({high!r}) must be >= low ({low!r}) must be >= 0')
        self._low_water, self._high_water = low, high

    def set_write_buffer_limits(self, high=None, low=None):
        self._limit(high, low)
        self._maybe_pause_protocol()
