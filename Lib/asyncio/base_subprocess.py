"""Transports of child processes and their pipes."""

import os
import signal
import subprocess
import warnings
from collections import deque

from asyncio import futures, protocols, transports
from asyncio._interface import interface
from asyncio.log import logger


@interface
class BaseSubprocessTransport(transports.SubprocessTransport):
    """A child process; a subclass says how to _start() it.

    The protocol learns that the process has ended when that is so, and that the connection is lost when the pipes are closed, too.
    """

    _proc = None  # for __del__()

    def __init__(self, loop, protocol, args, shell, stdin, stdout, stderr, bufsize, waiter=None, extra=None, **kwargs):
        super().__init__(extra)
        self._loop, self._protocol = loop, protocol
        self._pid = self._returncode = None
        self._closed = self._finished = False
        self._exit_waiters = []
        self._pipes = {number: None for number, file in enumerate((stdin, stdout, stderr)) if file == subprocess.PIPE}
        self._early = deque()  # what the protocol is to be told once the pipes are connected; then None
        try:
            self._start(args=args, shell=shell, stdin=stdin, stdout=stdout, stderr=stderr, bufsize=bufsize, **kwargs)
        except BaseException:
            self.close()
            raise
        process = self._extra['subprocess'] = self._proc
        self._pid = process.pid
        self._note('debug', 'process %r created: pid %s', args[0] if isinstance(args, (list, tuple)) else args, self._pid)
        self._connecting = loop.create_task(self._connect_pipes(waiter))

    def _start(self, args, shell, stdin, stdout, stderr, bufsize, **kwargs):
        """Start the process: set _proc."""

    def _note(self, level, text, *args):
        """In debug mode, log what happens."""
        if self._loop.get_debug():
            getattr(logger, level)(text, *args)

    def __repr__(self):
        words = [type(self).__name__]
        if self._closed:
            words.append('closed')
        pid, status = self._pid, self._returncode
        if pid is not None:
            words.append(f'pid={pid}')
        words.append('not started' if pid is None and status is None else 'running' if status is None else f'returncode={status}')
        files = [self._pipes.get(number) for number in range(3)]
        if files[0] is not None:
            words.append(f'stdin={files[0].pipe}')
        if files[1] is not None and files[1] is files[2]:
            words.append(f'stdout=stderr={files[1].pipe}')
        else:
            words += (f'{name}={file.pipe}' for name, file in (('stdout', files[1]), ('stderr', files[2])) if file is not None)
        return f'<{" ".join(words)}>'

    # Questions and signals.

    def set_protocol(self, protocol):
        self._protocol = protocol

    def get_protocol(self):
        return self._protocol

    def is_closing(self):
        return self._closed

    def get_pid(self):
        return self._pid

    def get_returncode(self):
        return self._returncode

    def get_pipe_transport(self, fd):
        return self._pipes[fd].pipe if fd in self._pipes else None

    def send_signal(self, signal):
        # Not by Popen, which would look first if the child has ended, and by that take its status from who waits for it.
        if self._proc is None or self._returncode is not None:
            raise ProcessLookupError
        os.kill(self._pid, signal)

    def terminate(self):
        self.send_signal(signal.SIGTERM)

    def kill(self):
        self.send_signal(signal.SIGKILL)

    # The pipes.

    async def _connect_pipes(self, waiter):
        try:
            process, loop = self._proc, self._loop
            if process.stdin is not None:
                _, self._pipes[0] = await loop.connect_write_pipe(lambda: WriteSubprocessPipeProto(self, 0), process.stdin)
            for number, file in ((1, process.stdout), (2, process.stderr)):
                if file is not None:
                    _, self._pipes[number] = await loop.connect_read_pipe(
                        lambda number=number: ReadSubprocessPipeProto(self, number), file)
            greet = self._protocol.connection_made
            loop.call_soon(greet, self)
            for callback, args in self._early:
                loop.call_soon(callback, *args)
            self._early = None
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            outcome = error
        else:
            outcome = None
        if waiter is None or waiter.cancelled():
            return
        waiter.set_result(None) if outcome is None else waiter.set_exception(outcome)

    def _tell(self, callback, *args):
        """Tell the protocol something, after connection_made()."""
        if self._early is not None:
            self._early.append((callback, args))
        else:
            self._loop.call_soon(callback, *args)

    def _pipe_data_received(self, fd, data):
        self._tell(self._protocol.pipe_data_received, fd, data)

    def _pipe_connection_lost(self, fd, exc):
        self._tell(self._protocol.pipe_connection_lost, fd, exc)
        self._finish_if_over()

    # The end.

    def close(self):
        if self._closed:
            return
        self._closed = True
        for file in self._pipes.values():
            if file is not None:
                file.pipe.close()
        process = self._proc
        if process is None or self._returncode is not None or process.poll() is not None:
            return
        self._note('warning', 'Close running child process: kill %r', self)
        try:
            process.kill()
        except (ProcessLookupError, PermissionError):
            pass  # it has just ended, or has become somebody else
        # That it has ended is yet to be found out.

    def __del__(self):
        if self._closed or self._proc is None:
            return
        warnings.warn(f'unclosed transport {self!r}', ResourceWarning, source=self)
        self.close()

    def _process_exited(self, returncode):
        assert returncode is not None
        assert self._returncode is None
        self._note('info', '%r exited with return code %r', self, returncode)
        process, self._returncode = self._proc, returncode
        if process.returncode is None:
            process.returncode = returncode  # Popen need not wait for this child itself
        self._tell(self._protocol.process_exited)
        self._wake_waiters()
        self._finish_if_over()

    async def _wait(self):
        """Wait for the process to end; return its exit status."""
        if self._returncode is not None:
            return self._returncode
        end = self._loop.create_future()
        self._exit_waiters.append(end)
        return await end

    def _finish_if_over(self):
        if self._finished or self._returncode is None:
            return
        if all(file is not None and file.disconnected for file in self._pipes.values()):
            self._finished = True
            self._tell(self._call_connection_lost, None)

    def _wake_waiters(self):
        ends, self._exit_waiters = self._exit_waiters, []
        for end in ends:
            if not end.done():
                end.set_result(self._returncode)

    def _call_connection_lost(self, exc):
        protocol = self._protocol
        try:
            protocol.connection_lost(exc)
        finally:
            self._loop = self._proc = self._protocol = None


class WriteSubprocessPipeProto(protocols.BaseProtocol):
    """The protocol of a pipe that goes to the child: it passes on to the process's protocol."""

    def __init__(self, proc, fd):
        self.proc, self.fd = proc, fd
        self.pipe, self.disconnected = None, False

    def __repr__(self):
        return f'<{type(self).__name__} fd={self.fd} pipe={self.pipe!r}>'

    def connection_made(self, transport):
        self.pipe = transport

    def connection_lost(self, exc):
        self.disconnected = True
        process, self.proc = self.proc, None
        process._pipe_connection_lost(self.fd, exc)

    def _owner(self):
        return self.proc.get_protocol()

    def pause_writing(self):
        self._owner().pause_writing()

    def resume_writing(self):
        self._owner().resume_writing()


class ReadSubprocessPipeProto(WriteSubprocessPipeProto, protocols.Protocol):
    """The protocol of a pipe that comes from the child."""

    def data_received(self, data):
        process = self.proc
        process._pipe_data_received(self.fd, data)
