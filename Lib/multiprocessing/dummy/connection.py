"""Connections between threads, with the interface of multiprocessing.connection: two queues."""

import queue

__all__ = ['Client', 'Listener', 'Pipe']

families = [None]


class Connection:
    """An end of a connection: what is sent at one end is received at the other."""

    def __init__(self, _in, _out):
        self._in, self._out = _in, _out
        self.send = self.send_bytes = _out.put
        self.recv = self.recv_bytes = _in.get

    def poll(self, timeout=0.0):
        """Tell whether something is there to be received, after waiting for it so many seconds at most."""
        waiting = self._in
        with waiting.mutex:
            if timeout is None or timeout > 0:
                waiting.not_empty.wait_for(waiting._qsize, timeout)
            return waiting._qsize() > 0

    def close(self):
        """Do nothing."""

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


def Pipe(duplex=True):
    """Return the two ends of a connection."""
    there, back = queue.Queue(), queue.Queue()
    return Connection(back, there), Connection(there, back)


class Listener:
    """Where clients connect to; its address is the object that they wait at."""

    def __init__(self, address=None, family=None, backlog=1):
        self._clients = queue.Queue(backlog)

    @property
    def address(self):
        """What Client() takes."""
        return self._clients

    def accept(self):
        """Wait for a client and return the connection to it."""
        return Connection(*self._clients.get())

    def close(self):
        """Take no clients any more."""
        self._clients = None

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


def Client(address):
    """Connect to a listener's address."""
    mine, other = Pipe()
    address.put((other._in, other._out))
    return mine
