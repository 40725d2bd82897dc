"""Servers for sockets: one object listens and hands each request to an object of a handler class."""

import os
import selectors
import socket
import sys
import threading
from io import BufferedIOBase, BytesIO
from time import monotonic

__all__ = ['BaseServer', 'TCPServer', 'UDPServer', 'BaseRequestHandler', 'StreamRequestHandler', 'DatagramRequestHandler',
           'ThreadingMixIn', 'ThreadingTCPServer', 'ThreadingUDPServer', 'ForkingMixIn', 'ForkingTCPServer', 'ForkingUDPServer']

__version__ = '0.4'

# poll() needs nothing to be set up, which pays as handle_request() waits once and is done.
_Waiter = getattr(selectors, 'PollSelector', selectors.SelectSelector)


_HANDED_ON = object()


def _attend(server, step, job):
    """Call step(*job); return whether it went well. Unless it returns _HANDED_ON the request ends here, also by an exception."""
    outcome, well = None, False
    try:
        outcome = step(*job)
        well = True
    except Exception:
        server.handle_error(*job)
    finally:
        if outcome is not _HANDED_ON:
            server.shutdown_request(job[0])
    return well


class BaseServer:
    """What all servers have in common; the kind of socket is the matter of a subclass.

    A subclass says how to get_request(), and a mix-in may change how to process_request().
    """

    timeout = None

    def __init__(self, server_address, RequestHandlerClass):
        """Keep what the server needs; a subclass opens the socket."""
        self.server_address, self.RequestHandlerClass = server_address, RequestHandlerClass
        self._asked_to_stop = False
        self._has_stopped = threading.Event()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.server_close()

    # Life of the server.

    def server_activate(self):
        """Get ready to be asked; a place for subclasses."""

    def server_close(self):
        """Let go of what the server holds; a place for subclasses."""

    def service_actions(self):
        """Do what is to be done regularly; serve_forever() calls it after each wait."""

    def serve_forever(self, poll_interval=0.5):
        """Serve one request after the other until shutdown() is called, which is noticed after poll_interval seconds at most."""
        self._has_stopped.clear()
        try:
            with _Waiter() as waiter:
                waiter.register(self, selectors.EVENT_READ)
                while not self._asked_to_stop:
                    arrived = waiter.select(poll_interval)
                    if self._asked_to_stop:
                        return
                    if arrived:
                        self._serve_one()
                    self.service_actions()
        finally:
            self._asked_to_stop = False
            self._has_stopped.set()

    def shutdown(self):
        """Let serve_forever(), which runs in another thread, return; wait until it does."""
        self._asked_to_stop = True
        self._has_stopped.wait()

    def handle_request(self):
        """Serve one request; call handle_timeout() when none comes within the shorter of the server's and its socket's timeouts."""
        limits = [t for t in (self.socket.gettimeout(), self.timeout) if t is not None]
        end = monotonic() + min(limits) if limits else None
        with _Waiter() as waiter:
            waiter.register(self, selectors.EVENT_READ)
            left = min(limits, default=None)
            while not waiter.select(left):
                # A wait may end early, after a signal.
                left = end and end - monotonic()
                if left is not None and left < 0:
                    return self.handle_timeout()
        self._serve_one()

    def _serve_one(self):
        """Fetch a request, which is there, and see it through."""
        try:
            job = self.get_request()
        except OSError:
            return  # the client has thought better of it
        _attend(self, self._admit, job)

    def _admit(self, *job):
        if self.verify_request(*job):
            self.process_request(*job)
            return _HANDED_ON

    # Life of a request.

    def verify_request(self, request, client_address):
        """Tell whether the request is to be served at all."""
        return True

    def process_request(self, request, client_address):
        """Serve the request from beginning to end; mix-ins do so elsewhere."""
        job = request, client_address
        self.finish_request(*job)
        self.shutdown_request(request)

    def finish_request(self, request, client_address):
        """Let an object of the handler class do the work."""
        make = self.RequestHandlerClass
        make(request, client_address, self)

    def shutdown_request(self, request):
        """End the request in an orderly manner."""
        self.close_request(request)

    def close_request(self, request):
        """Let go of what the request holds; a place for subclasses."""

    def handle_timeout(self):
        """Do what is to be done when handle_request() has waited in vain."""

    def handle_error(self, request, client_address):
        """Tell of the exception that a handler has raised, on the standard error stream."""
        import traceback
        rule = '-' * 40
        print(rule, f'Exception occurred during processing of request from {client_address!r}', sep='\n', file=sys.stderr)
        traceback.print_exc()
        print(rule, file=sys.stderr)


class TCPServer(BaseServer):
    """A server for a stream of bytes in each direction.

    Attributes of the class say what kind of socket it is, how many connections may wait to be accepted, and if an address
    may be used again.
    """

    address_family, socket_type = socket.AF_INET, socket.SOCK_STREAM
    request_queue_size = 5
    allow_reuse_address = allow_reuse_port = False

    def __init__(self, server_address, RequestHandlerClass, bind_and_activate=True):
        """Open the socket and, unless told otherwise, bind it and listen."""
        super().__init__(server_address, RequestHandlerClass)
        self.socket = socket.socket(self.address_family, self.socket_type)
        if not bind_and_activate:
            return
        try:
            self.server_bind()
            self.server_activate()
        except BaseException:
            self.server_close()
            raise

    def fileno(self):
        """Return the descriptor of the socket."""
        return self.socket.fileno()

    def server_bind(self):
        """Give the socket its address; server_address is then the real one."""
        wishes = [(self.allow_reuse_address, 'SO_REUSEADDR')]
        if self.address_family in (socket.AF_INET, socket.AF_INET6):
            wishes.append((self.allow_reuse_port, 'SO_REUSEPORT'))
        for wished, option in wishes:
            if wished and hasattr(socket, option):
                self.socket.setsockopt(socket.SOL_SOCKET, getattr(socket, option), 1)
        door = self.socket
        door.bind(self.server_address)
        self.server_address = door.getsockname()

    def server_activate(self):
        """Listen."""
        self.socket.listen(self.request_queue_size)

    def server_close(self):
        """Close the socket."""
        self.socket.close()

    def get_request(self):
        """Accept a connection: the request is its socket."""
        return self.socket.accept()

    def shutdown_request(self, request):
        """Tell the client that nothing more comes, and close the connection."""
        try:
            request.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # it is gone already
        self.close_request(request)

    def close_request(self, request):
        """Close the connection."""
        request.close()


class UDPServer(TCPServer):
    """A server for datagrams: a request is a pair of the bytes and the socket."""

    socket_type, max_packet_size = socket.SOCK_DGRAM, 8192
    allow_reuse_address = allow_reuse_port = False

    def server_activate(self):
        """Do nothing: datagrams need no listening."""

    def get_request(self):
        """Receive a datagram."""
        packet, sender = self.socket.recvfrom(self.max_packet_size)
        return (packet, self.socket), sender

    def shutdown_request(self, request):
        """Do nothing beyond closing."""
        self.close_request(request)

    def close_request(self, request):
        """Do nothing: the socket is the server's."""


# Other threads and processes.

class ThreadingMixIn:
    """Serves each request in a thread of its own; goes before the server in the list of base classes."""

    daemon_threads = False
    block_on_close = True
    _threads = ()  # those that server_close() waits for

    def process_request_thread(self, request, client_address):
        """Serve a request; this runs in the new thread."""
        _attend(self, self.finish_request, (request, client_address))

    def process_request(self, request, client_address):
        """Start a thread for the request."""
        worker = threading.Thread(target=self.process_request_thread, args=(request, client_address), daemon=self.daemon_threads)
        if self.block_on_close and not worker.daemon:
            self._threads = [t for t in self._threads if t.is_alive()]
            self._threads.append(worker)
        worker.start()

    def server_close(self):
        """Close the server and wait for its threads."""
        super().server_close()
        workers, self._threads = self._threads, ()
        for worker in workers:
            worker.join()


class ForkingMixIn:
    """Serves each request in a process of its own; goes before the server in the list of base classes.

    Works where there is os.fork(); elsewhere such a server can't be made.
    """

    timeout = 300
    active_children = None
    max_children = 40
    block_on_close = True

    def __init__(self, *args, **kwargs):
        if not hasattr(os, 'fork'):
            raise NotImplementedError(f'{type(self).__name__} needs os.fork(), which is not there; take ThreadingMixIn')
        super().__init__(*args, **kwargs)

    def process_request(self, request, client_address):
        """Fork; the child serves the request and exits."""
        if child := os.fork():
            self.active_children = {child}.union(self.active_children or ())
            return self.close_request(request)
        well = False
        try:
            well = _attend(self, self.finish_request, (request, client_address))
        finally:
            os._exit(not well)

    def collect_children(self, *, blocking=False):
        """Fetch the exit statuses of children: while there are too many wait for any, else take those that are done, or all."""
        children = self.active_children
        if not children:
            return
        while len(children) >= self.max_children:
            try:
                children.discard(os.waitpid(-1, 0)[0])
            except ChildProcessError:
                children.clear()
            except OSError:
                break
        for child in list(children):
            try:
                ended, _ = os.waitpid(child, 0 if blocking else os.WNOHANG)
            except ChildProcessError:
                ended = child  # someone else has waited for it
            except OSError:
                continue
            children.discard(ended)

    def service_actions(self):
        """See which children are done."""
        self.collect_children()

    handle_timeout = service_actions

    def server_close(self):
        """Close the server and wait for its children."""
        super().server_close()
        self.collect_children(blocking=self.block_on_close)


class ThreadingTCPServer(ThreadingMixIn, TCPServer):
    """A TCPServer with a thread for each connection."""


class ThreadingUDPServer(ThreadingMixIn, UDPServer):
    """A UDPServer with a thread for each datagram."""


class ForkingTCPServer(ForkingMixIn, TCPServer):
    """A TCPServer with a process for each connection."""


class ForkingUDPServer(ForkingMixIn, UDPServer):
    """A UDPServer with a process for each datagram."""


if hasattr(socket, 'AF_UNIX'):

    class UnixStreamServer(TCPServer):
        """A server for streams whose address is a path."""

        address_family = socket.AF_UNIX

    class UnixDatagramServer(UDPServer):
        """A server for datagrams whose address is a path."""

        address_family = socket.AF_UNIX

    class ThreadingUnixStreamServer(ThreadingMixIn, UnixStreamServer):
        """A UnixStreamServer with a thread for each connection."""

    class ThreadingUnixDatagramServer(ThreadingMixIn, UnixDatagramServer):
        """A UnixDatagramServer with a thread for each datagram."""

    class ForkingUnixStreamServer(ForkingMixIn, UnixStreamServer):
        """A UnixStreamServer with a process for each connection."""

    class ForkingUnixDatagramServer(ForkingMixIn, UnixDatagramServer):
        """A UnixDatagramServer with a process for each datagram."""

    __all__ += [way + 'Unix' + kind + 'Server' for way in ('', 'Threading', 'Forking') for kind in ('Stream', 'Datagram')]


# What serves a request.

class BaseRequestHandler:
    """Serves one request: making such an object calls setup(), handle() and, whatever happens, finish()."""

    def __init__(self, request, client_address, server):
        self.request, self.client_address, self.server = request, client_address, server
        self.setup()
        try:
            self.handle()
        finally:
            self.finish()

    def setup(self):
        """Prepare; a place for subclasses."""

    def handle(self):
        """Do the work; a place for subclasses."""

    def finish(self):
        """Clean up; not called when setup() fails. A place for subclasses."""


class StreamRequestHandler(BaseRequestHandler):
    """Serves a connection by files: rfile to read what the client sends, wfile to answer.

    rbufsize and wbufsize are the sizes of their buffers; timeout is in seconds.
    """

    rbufsize, wbufsize, timeout, disable_nagle_algorithm = -1, 0, None, False

    def setup(self):
        """Make the files."""
        link = self.connection = self.request
        if (limit := self.timeout) is not None:
            link.settimeout(limit)
        if self.disable_nagle_algorithm:
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        self.rfile = link.makefile('rb', self.rbufsize)
        self.wfile = link.makefile('wb', self.wbufsize) if self.wbufsize else _Outgoing(link)

    def finish(self):
        """Send what is left to be sent and close the files."""
        out = self.wfile
        try:
            if not out.closed:
                out.flush()
        except OSError:
            pass  # the client doesn't listen any more
        for file in out, self.rfile:
            file.close()


class _Outgoing(BufferedIOBase):
    """A file to write to that keeps nothing back: each write() sends all of its bytes."""

    def __init__(self, link):
        self._link = link

    def fileno(self):
        return self._link.fileno()

    def writable(self):
        return True

    def write(self, data):
        self._link.sendall(data)
        with memoryview(data) as view:
            return view.nbytes


class DatagramRequestHandler(BaseRequestHandler):
    """Serves a datagram by files: rfile holds its bytes, and what is written to wfile is sent back as one datagram."""

    def setup(self):
        """Make the files."""
        packet, self.socket = self.request
        self.packet = packet
        self.rfile, self.wfile = BytesIO(packet), BytesIO()

    def finish(self):
        """Send the answer."""
        self.socket.sendto(self.wfile.getbuffer(), self.client_address)
