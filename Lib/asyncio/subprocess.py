"""Child processes with streams."""

import subprocess

from asyncio import events, protocols, streams, tasks
from asyncio.log import logger

__all__ = ('create_subprocess_exec', 'create_subprocess_shell')

PIPE, STDOUT, DEVNULL = subprocess.PIPE, subprocess.STDOUT, subprocess.DEVNULL


class SubprocessStreamProtocol(streams.FlowControlMixin, protocols.SubprocessProtocol):
    """The protocol of a child process that fills streams."""

    def __init__(self, limit, loop):
        streams.FlowControlMixin.__init__(self, loop)
        self._limit = limit
        self._transport = self.stdin = self.stdout = self.stderr = None
        self._exited = False
        self._open_pipes = set()
        self._stdin_over = loop.create_future()

    def __repr__(self):
        streams_ = ((name, getattr(self, name)) for name in ('stdin', 'stdout', 'stderr'))
        return f'<{" ".join([type(self).__name__, *(f"{name}={stream!r}" for name, stream in streams_ if stream is not None)])}>'

    def connection_made(self, transport):
        self._transport = transport
        for number, name in ((1, 'stdout'), (2, 'stderr')):
            if (pipe := transport.get_pipe_transport(number)) is not None:
                reader = streams.StreamReader(limit=self._limit, loop=self._loop)
                reader.set_transport(pipe)
                setattr(self, name, reader)
                self._open_pipes.add(number)
        if (pipe := transport.get_pipe_transport(0)) is not None:
            self.stdin = streams.StreamWriter(pipe, protocol=self, reader=None, loop=self._loop)

    def _reader(self, fd):
        return {1: self.stdout, 2: self.stderr}.get(fd)

    def pipe_data_received(self, fd, data):
        if (reader := self._reader(fd)) is not None:
            reader.feed_data(data)

    def pipe_connection_lost(self, fd, exc):
        if fd == 0:
            if (pipe := self.stdin) is not None:
                pipe.close()
            self.connection_lost(exc=exc)
            if exc is None:
                self._stdin_over.set_result(None)
            else:
                self._stdin_over.set_exception(exc)
                self._stdin_over._log_traceback = False  # who wants to know asks
            return
        if (reader := self._reader(fd)) is not None:
            reader.feed_eof() if exc is None else reader.set_exception(exc)
        self._open_pipes.discard(fd)
        self._close_if_over()

    def process_exited(self):
        self._exited = True
        self._close_if_over()

    def _close_if_over(self):
        if self._exited and not self._open_pipes and self._transport is not None:
            self._transport.close()
            self._transport = None

    def _get_close_waiter(self, stream):
        if stream is self.stdin:
            return self._stdin_over


class Process:
    """A child process. Its standard streams are in stdin, stdout and stderr where they are pipes; its number is pid."""

    def __init__(self, transport, protocol, loop):
        self._transport, self._protocol, self._loop = transport, protocol, loop
        self.stdin, self.stdout, self.stderr = protocol.stdin, protocol.stdout, protocol.stderr
        self.pid = self._transport.get_pid()

    def __repr__(self):
        return f'<{type(self).__name__} {self.pid}>'

    @property
    def returncode(self):
        """The exit status; None: it has not ended, as far as one knows."""
        transport = self._transport
        return transport.get_returncode()

    async def wait(self):
        """Wait for the process to end; return its exit status."""
        transport = self._transport
        return await transport._wait()

    def send_signal(self, signal):
        """Send a signal."""
        transport = self._transport
        transport.send_signal(signal)

    def terminate(self):
        """Ask the process to end."""
        transport = self._transport
        transport.terminate()

    def kill(self):
        """End the process."""
        self._transport.kill()

    async def communicate(self, input=None):
        """Write input, if any, read both outputs to their ends and wait for the process; return the outputs, None for no pipe."""
        jobs = [self._feed(input) if self.stdin is not None else _nothing(),
                *(self._drain(number) if stream is not None else _nothing() for number, stream in ((1, self.stdout), (2, self.stderr)))]
        _, stdout, stderr = await tasks.gather(*jobs)
        await self.wait()
        return stdout, stderr

    def _note(self, text, *args):
        """In debug mode, log what communicate() does."""
        if self._loop.get_debug():
            logger.debug('%r communicate: ' + text, self, *args)

    async def _feed(self, input):
        pipe = self.stdin
        try:
            if input is not None:
                pipe.write(input)
                self._note('feed stdin (%s bytes)', len(input))
            await pipe.drain()
        except (BrokenPipeError, ConnectionResetError) as error:
            self._note('stdin got %r', error)  # the process need not read all of it
        pipe.close()
        self._note('close stdin')

    async def _drain(self, number):
        reader, name = self._protocol._reader(number), ('stdout', 'stderr')[number - 1]
        self._note('read %s', name)
        try:
            return await reader.read()
        finally:
            self._note('close %s', name)
            if (pipe := self._transport.get_pipe_transport(number)) is not None:
                pipe.close()


async def _nothing():
    return None


async def create_subprocess_shell(cmd, stdin=None, stdout=None, stderr=None, limit=streams._DEFAULT_LIMIT, **kwds):
    """Start a process by a command for the shell; return a Process. limit is that of the streams' buffers."""
    loop = events.get_running_loop()
    pair = await loop.subprocess_shell(lambda: SubprocessStreamProtocol(limit=limit, loop=loop), cmd, stdin=stdin, stdout=stdout,
                                       stderr=stderr, **kwds)
    return Process(*pair, loop)


async def create_subprocess_exec(program, *args, stdin=None, stdout=None, stderr=None, limit=streams._DEFAULT_LIMIT, **kwds):
    """Start a process by a program and its arguments; return a Process. limit is that of the streams' buffers."""
    loop = events.get_running_loop()
    pair = await loop.subprocess_exec(lambda: SubprocessStreamProtocol(limit=limit, loop=loop), program, *args, stdin=stdin,
                                      stdout=stdout, stderr=stderr, **kwds)
    return Process(*pair, loop)
