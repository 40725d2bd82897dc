"""What event loops and servers can do: who makes one of their own begins here."""

import socket
import subprocess

from asyncio._interface import interface


@interface
class AbstractServer:
    """The interface of what create_server() returns."""

    def close(self):
        """Accept no more connections; those that there are stay."""

    def close_clients(self):
        """Close the connections that there are, in an orderly manner."""

    def abort_clients(self):
        """Close the connections that there are at once."""

    def get_loop(self):
        """Return the event loop of the server."""

    def is_serving(self):
        """Tell whether the server accepts connections."""

    async def start_serving(self):
        """Accept connections from now on."""

    async def serve_forever(self):
        """Accept connections until the task is cancelled, which closes the server."""

    async def wait_closed(self):
        """Wait until the server and its connections are closed."""

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        self.close()
        await self.wait_closed()


@interface
class AbstractEventLoop:
    """The interface of event loops; see the documentation of the library."""

    # Running.

    def run_forever(self):
        """Run until stop() is called."""

    def run_until_complete(self, future):
        """Run until a future, or the task of a coroutine, is done; return its result."""

    def stop(self):
        """Let run_forever() return after the calls that are ready."""

    def is_running(self):
        """Tell whether the loop runs."""

    def is_closed(self):
        """Tell whether the loop was closed."""

    def close(self):
        """Let go of everything; the loop can't run any more. It must not run now."""

    async def shutdown_asyncgens(self):
        """Close all asynchronous generators that are not at their end."""

    async def shutdown_default_executor(self):
        """Wait for the calls of the default executor, and close it."""

    # Calls.

    def _timer_handle_cancelled(self, handle):
        """Take note that a TimerHandle was cancelled."""

    def call_soon(self, callback, *args, context=None):
        """Call a function as soon as those before it were called."""
        return self.call_later(0, callback, *args, context=context)

    def call_later(self, delay, callback, *args, context=None):
        """Call a function after delay seconds."""

    def call_at(self, when, callback, *args, context=None):
        """Call a function at a time of the loop's clock."""

    def time(self):
        """Return the time of the loop's clock, in seconds."""

    def create_future(self):
        """Return a new future of this loop."""

    def create_task(self, coro, **kwargs):
        """Run a coroutine as a task, which is returned."""

    # Threads.

    def call_soon_threadsafe(self, callback, *args, context=None):
        """Like call_soon(), for other threads."""

    def run_in_executor(self, executor, func, *args):
        """Call a function in an executor, None being the default one; return a future."""

    def set_default_executor(self, executor):
        """Set the executor that run_in_executor() takes by default."""

    # Network.

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        """Like socket.getaddrinfo(), but without blocking."""

    async def getnameinfo(self, sockaddr, flags=0):
        """Like socket.getnameinfo(), but without blocking."""

    async def create_connection(self, protocol_factory, host=None, port=None, *, ssl=None, family=0, proto=0, flags=0, sock=None,
                                local_addr=None, server_hostname=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None,
                                happy_eyeballs_delay=None, interleave=None):
        """Connect to a server by TCP; return transport and protocol."""

    async def create_server(self, protocol_factory, host=None, port=None, *, family=socket.AF_UNSPEC, flags=socket.AI_PASSIVE, sock=None,
                            backlog=100, ssl=None, reuse_address=None, reuse_port=None, keep_alive=None, ssl_handshake_timeout=None,
                            ssl_shutdown_timeout=None, start_serving=True):
        """Make a server for TCP."""

    async def sendfile(self, transport, file, offset=0, count=None, *, fallback=True):
        """Send a binary file through a transport; return how many bytes were sent."""

    async def start_tls(self, transport, protocol, sslcontext, *, server_side=False, server_hostname=None, ssl_handshake_timeout=None,
                        ssl_shutdown_timeout=None):
        """Go on with TLS on a connection; return the new transport."""

    async def create_unix_connection(self, protocol_factory, path=None, *, ssl=None, sock=None, server_hostname=None,
                                     ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        """Connect to a Unix socket; return transport and protocol."""

    async def create_unix_server(self, protocol_factory, path=None, *, sock=None, backlog=100, ssl=None, ssl_handshake_timeout=None,
                                 ssl_shutdown_timeout=None, start_serving=True):
        """Make a server for a Unix socket."""

    async def connect_accepted_socket(self, protocol_factory, sock, *, ssl=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        """Serve a connection that was accepted elsewhere; return transport and protocol."""

    async def create_datagram_endpoint(self, protocol_factory, local_addr=None, remote_addr=None, *, family=0, proto=0, flags=0,
                                       reuse_address=None, reuse_port=None, allow_broadcast=None, sock=None):
        """Open a socket for datagrams; return transport and protocol."""

    # Pipes and processes.

    async def connect_read_pipe(self, protocol_factory, pipe):
        """Read from a pipe; return transport and protocol."""

    async def connect_write_pipe(self, protocol_factory, pipe):
        """Write to a pipe; return transport and protocol."""

    async def subprocess_shell(self, protocol_factory, cmd, *, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               **kwargs):
        """Start a process by a command for the shell; return transport and protocol."""

    async def subprocess_exec(self, protocol_factory, *args, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              **kwargs):
        """Start a process by a program and its arguments; return transport and protocol."""

    # Descriptors.

    def add_reader(self, fd, callback, *args):
        """Call a function whenever there is something to read."""

    def remove_reader(self, fd):
        """Undo add_reader(); tell whether there was something to undo."""

    def add_writer(self, fd, callback, *args):
        """Call a function whenever one can write."""

    def remove_writer(self, fd):
        """Undo add_writer(); tell whether there was something to undo."""

    # Sockets without transports.

    async def sock_recv(self, sock, nbytes):
        """Receive up to nbytes bytes."""

    async def sock_recv_into(self, sock, buf):
        """Receive into a buffer; return the number of bytes."""

    async def sock_recvfrom(self, sock, bufsize):
        """Receive a datagram; return it and the sender's address."""

    async def sock_recvfrom_into(self, sock, buf, nbytes=0):
        """Receive a datagram into a buffer; return the number of bytes and the sender's address."""

    async def sock_sendall(self, sock, data):
        """Send all bytes of data."""

    async def sock_sendto(self, sock, data, address):
        """Send a datagram."""

    async def sock_connect(self, sock, address):
        """Connect."""

    async def sock_accept(self, sock):
        """Accept a connection; return its socket and the client's address."""

    async def sock_sendfile(self, sock, file, offset=0, count=None, *, fallback=None):
        """Send a binary file; return how many bytes were sent."""

    # Signals.

    def add_signal_handler(self, sig, callback, *args):
        """Call a function in the loop when a signal comes."""

    def remove_signal_handler(self, sig):
        """Undo add_signal_handler(); tell whether there was something to undo."""

    # Tasks, errors, debugging.

    def set_task_factory(self, factory):
        """Set what create_task() makes tasks with: factory(loop, coro, **kwargs); None for the usual."""

    def get_task_factory(self):
        """Return what set_task_factory() has set."""

    def get_exception_handler(self):
        """Return what set_exception_handler() has set."""

    def set_exception_handler(self, handler):
        """Set what exceptions that nobody handles are reported to: handler(loop, context); None for the usual."""

    def default_exception_handler(self, context):
        """Log an exception that nobody has handled."""

    def call_exception_handler(self, context):
        """Report an exception that nobody has handled."""

    def get_debug(self):
        """Tell whether more is checked."""

    def set_debug(self, enabled):
        """Set whether more is checked."""
