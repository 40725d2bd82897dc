"""Managers: processes that keep objects, which other processes use through proxies.

A client's thread has one connection to a manager, which has a thread for it: so a call that waits keeps nobody else waiting, and
locks know their owners. A request is (name of the object or None for the manager, method, arguments, keyword arguments); the answer
is ('value', result), ('error', exception), ('text', what went wrong) or ('object', kind, name, methods). The manager counts how many
proxies an object has, and lets go of it with the last one.
"""

import array
import collections
import contextlib
import functools
import itertools
import queue
import signal
import sys
import threading
import traceback
from types import GenericAlias

from multiprocessing import connection, context, get_context, pool, process, reduction, shared_memory, util

__all__ = ['BaseManager', 'SyncManager', 'BaseProxy', 'Token', 'SharedMemoryManager']


def _as_list(view):
    return list, (list(view),)


for _method in dict.keys, dict.values, dict.items:
    reduction.register(type(_method({})), _as_list)
reduction.register(array.array, lambda values: (array.array, (values.typecode, values.tobytes())))


class Token:
    """What a proxy refers to: the kind of the object, the manager's address, and the object's name there."""

    def __init__(self, typeid, address, id):
        self.typeid, self.address, self.id = typeid, address, id

    def __repr__(self):
        return f'{type(self).__name__}(typeid={self.typeid!r}, address={self.address!r}, id={self.id!r})'


class RemoteError(Exception):
    """Something has gone wrong in the manager's process."""

    def __str__(self):
        rule = '-' * 75
        return f'\n{rule}\n{self.args[0]}{rule}'


# The side of the manager.

class _Kind:
    """How objects of a kind come into being, and what proxies of them are like."""

    def __init__(self, make, exposed, results, proxy):
        self.make, self.exposed, self.results, self.proxy = make, exposed, results, proxy


class _Kept:
    """An object of the manager, and how many proxies it has."""

    def __init__(self, obj, methods, results):
        self.obj, self.methods, self.results = obj, frozenset(methods), results
        self.proxies = 1


def _public_methods(obj):
    return [name for name in dir(obj) if name[:1] != '_' and callable(getattr(obj, name))]


class Server:
    """Keeps objects and answers requests."""

    here = None     # the one that this process is for

    def __init__(self, registry, address, authkey):
        if not isinstance(authkey, bytes):
            raise TypeError(f'Authkey {authkey!r} is type {type(authkey)!s}, not bytes')
        self._kinds, self._secret = registry, process.AuthenticationString(authkey)
        self._listener = connection.Listener(address, backlog=128)
        self.address = self._listener.address
        self._kept, self._names = {}, itertools.count(1)
        self._lock = threading.RLock()  # a proxy that is kept here may go at any time, also while its thread has the lock
        self._ended = threading.Event()

    def serve_forever(self):
        """Answer requests until one asks for the end, which is that of the process."""
        self._serve()
        sys.exit(0)

    def _serve(self):
        threading.Thread(target=self._accept, daemon=True).start()
        with contextlib.suppress(KeyboardInterrupt, SystemExit):
            while not self._ended.wait(1):
                pass
        self._listener.close()

    def _accept(self):
        while not self._ended.is_set():
            try:
                client = self._listener.accept()
            except OSError:
                continue
            threading.Thread(target=self._attend, args=(client,), daemon=True).start()

    def _attend(self, client):
        """Answer the requests of one connection."""
        with client:
            try:
                connection.deliver_challenge(client, self._secret)
                connection.answer_challenge(client, self._secret)
                while True:
                    self._send(client, self._answer(*client.recv()))
            except (EOFError, OSError, context.AuthenticationError):
                pass  # the client has gone, or is a stranger

    @staticmethod
    def _send(client, answer):
        try:
            client.send(answer)
        except OSError:
            raise
        except Exception:
            client.send(('text', f'Unserializable message: {traceback.format_exc()}\n'))

    def _answer(self, name, method, args, kwds):
        try:
            if name is None:
                return 'value', getattr(self, 'on_' + method)(*args, **kwds)
            kept = self._kept[name]
        except Exception:
            return 'text', traceback.format_exc()
        if method == 'show()':
            return 'value', str(kept.obj)
        if method == 'itself()':
            return 'value', kept.obj
        if method not in kept.methods:
            return 'error', AttributeError(f'method {method!r} of {type(kept.obj)!r} object is not in exposed={sorted(kept.methods)!r}')
        try:
            result = getattr(kept.obj, method)(*args, **kwds)
        except Exception as error:
            return 'error', error
        kind = kept.results.get(method)
        if kind is None:
            return 'value', result
        try:
            return 'object', kind, *self.on_make(kind, (result,), {})
        except Exception:
            return 'text', traceback.format_exc()

    # Requests to the manager itself.

    def on_make(self, kind, args, kwds):
        """Make an object; return its name and its methods. One that exists is taken over where the kind says nothing else."""
        how = self._kinds[kind]
        if how.make is not None:
            obj = how.make(*args, **kwds)
        elif kwds or len(args) != 1:
            raise ValueError('Without callable, must have one non-keyword argument')
        else:
            obj, = args
        methods = _public_methods(obj) if how.exposed is None else how.exposed
        results = how.results or {}
        with self._lock:
            name = next(self._names)
            self._kept[name] = _Kept(obj, (*methods, *results), results)
        return name, tuple(methods)

    def on_more(self, name):
        """There is another proxy of an object."""
        with self._lock:
            self._kept[name].proxies += 1

    def on_less(self, name):
        """A proxy of an object has gone."""
        with self._lock:
            kept = self._kept[name]
            kept.proxies -= 1
            if not kept.proxies:
                del self._kept[name]

    def on_count(self):
        return len(self._kept)

    def on_info(self):
        with self._lock:
            return '\n'.join(f'  {name}:       proxies={kept.proxies}\n    {str(kept.obj)[:75]}' for name, kept in sorted(self._kept.items()))

    def on_end(self):
        self._ended.set()


def _run_server(kinds, address, authkey, writer, initializer, initargs):
    """Be the process of a manager."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # at Ctrl-C, whoever uses the manager ends it
    if initializer is not None:
        initializer(*initargs)
    server = Server.here = Server(kinds, address, authkey)
    with writer:
        writer.send(server.address)
    util.info('manager serving at %r', server.address)
    server._serve()


# The side of the clients.

class _Links(threading.local):
    """The connections of a thread, by address, and whether it waits for an answer."""

    def __init__(self):
        self.known, self.busy = {}, False


_links = _Links()
_gone = collections.deque()  # what proxies referred to that have gone: their finalizers may have run while a thread waited for an answer


def _request(address, authkey, name, method, args, kwds):
    """Send a request through this thread's connection to a manager; return its answer."""
    known = _links.known
    link = known.get(address)
    if link is None:
        link = known[address] = connection.Client(address, authkey=authkey)
    _links.busy = True
    try:
        link.send((name, method, args, kwds))
        return link.recv()
    except (EOFError, OSError):
        known.pop(address, None)
        link.close()
        raise
    finally:
        _links.busy = False
        _tell_of_gone()


def _tell_of_gone():
    while _gone and not _links.busy:
        token, authkey, course = _gone.popleft()
        if course is None or not course.ended:
            with contextlib.suppress(Exception):
                _to_manager(token.address, authkey, 'less', token.id)


def _result(answer):
    kind, value = answer
    if kind == 'value':
        return value
    raise RemoteError(value) if kind == 'text' else value


def _to_manager(address, authkey, method, *args):
    """Let the manager itself do something."""
    server = Server.here
    if server is not None and server.address == address:
        return getattr(server, 'on_' + method)(*args)
    return _result(_request(address, authkey, None, method, args, {}))


def _give_back(*what):
    """Tell the manager that a proxy has gone."""
    _gone.append(what)
    _tell_of_gone()


class BaseProxy:
    """Stands for an object of a manager."""

    _exposed_ = ()
    _method_to_typeid_ = {}

    def __init__(self, token, serializer='pickle', manager=None, authkey=None, exposed=None, incref=True, manager_owned=False):
        secret = authkey or (manager._secret if manager is not None else process.current_process().authkey)
        course = manager._course if manager is not None else None
        vars(self).update(_token=token, _manager=manager, _authkey=process.AuthenticationString(secret), _methods=exposed)
        if incref:
            _to_manager(token.address, self._authkey, 'more', token.id)
        vars(self)['_end'] = util.Finalize(self, _give_back, (token, self._authkey, course), exitpriority=10)

    def _callmethod(self, methodname, args=(), kwds={}):
        """Call a method of the object and return the result, or raise the exception."""
        answer = _request(self._token.address, self._authkey, self._token.id, methodname, args, kwds)
        if answer[0] != 'object':
            return _result(answer)
        _, kind, name, methods = answer
        proxy = self._manager._kinds[kind].proxy if self._manager is not None else SyncManager._kinds[kind].proxy
        return proxy(Token(kind, self._token.address, name), manager=self._manager, authkey=self._authkey, exposed=methods, incref=False)

    def _getvalue(self):
        """Return a copy of the object."""
        return self._callmethod('itself()')

    def __reduce__(self):
        details = {'exposed': self._methods}
        from multiprocessing import spawn
        if spawn._packing() is not None:
            spawn._keep(self)
            details['authkey'] = self._authkey
        return _rebuilt, (type(self) if type(self).__name__ in globals() or '[' not in type(self).__name__ else None, self._token, details)

    def __deepcopy__(self, memo):
        return self._getvalue()

    def __repr__(self):
        return f'<{type(self).__name__} object, typeid {self._token.typeid!r} at {id(self):#x}>'

    def __str__(self):
        try:
            return self._callmethod('show()')
        except Exception:
            return f"{repr(self)[:-1]}; '__str__()' failed>"


def _rebuilt(cls, token, details):
    """Return a proxy that came from another process."""
    return (cls or AutoProxy)(token, **details)


def _forward(name):
    def method(self, /, *args, **kwds):
        return self._callmethod(name, args, kwds)
    method.__name__ = method.__qualname__ = name
    return method


@functools.cache
def MakeProxyType(name, exposed):
    """Return a class of proxies with these methods."""
    return type(name, (BaseProxy,), {'_exposed_': exposed, **{each: _forward(each) for each in exposed}})


def AutoProxy(token, serializer='pickle', manager=None, authkey=None, exposed=None, incref=True, manager_owned=False):
    """Return a proxy that has the public methods of its object."""
    return MakeProxyType(f'AutoProxy[{token.typeid}]', tuple(exposed or ()))(token, serializer, manager, authkey, exposed, incref, manager_owned)


class _Course:
    """How far a manager is: its proxies want to know, too."""

    begun = ended = False


class BaseManager:
    """Starts a process that keeps objects, or connects to one. register() says of which kinds they are."""

    _kinds = {}

    def __init__(self, address=None, authkey=None, serializer='pickle', ctx=None, *, shutdown_timeout=1.0):
        """Without an address one is found, without authkey it is that of this process. shutdown() waits for a number of seconds."""
        if serializer != 'pickle':
            raise ValueError(f'serializer {serializer!r}: gopy knows pickle only')
        self._place, self._patience, self._context = address, shutdown_timeout, ctx or get_context()
        self._secret = process.AuthenticationString(process.current_process().authkey if authkey is None else authkey)
        self._course, self._process = _Course(), None

    @classmethod
    def register(cls, typeid, callable=None, proxytype=None, exposed=None, method_to_typeid=None, create_method=True):
        """Let managers of this class have objects of a kind. callable makes one; with create_method, managers get a method for that.

        exposed names the methods that proxies may call, method_to_typeid those whose results stay with the manager.
        """
        if '_kinds' not in vars(cls):
            cls._kinds = dict(cls._kinds)
        proxy = proxytype or AutoProxy
        exposed = exposed or getattr(proxy, '_exposed_', None)
        cls._kinds[typeid] = _Kind(callable, exposed, method_to_typeid or getattr(proxy, '_method_to_typeid_', None), proxy)
        if not create_method:
            return

        def create(self, /, *args, **kwds):
            self._need_running()
            name, methods = _to_manager(self._place, self._secret, 'make', typeid, args, kwds)
            return proxy(Token(typeid, self._place, name), manager=self, authkey=self._secret, exposed=methods, incref=False)

        create.__name__ = create.__qualname__ = typeid
        setattr(cls, typeid, create)

    def __reduce__(self):
        return type(self)._from_address, (self._place, self._secret)

    @classmethod
    def _from_address(cls, address, authkey):
        manager = cls(address, authkey)
        manager._course.begun = True
        return manager

    def _need_new(self):
        if self._course.ended:
            raise context.ProcessError('Manager has shut down')
        if self._course.begun:
            raise context.ProcessError('Already started server')

    def _need_running(self):
        assert self._course.begun and not self._course.ended, 'server not yet started'

    def get_server(self):
        """Return a server that can serve in this process."""
        self._need_new()
        return Server(self._kinds, self._place, self._secret)

    def connect(self):
        """Use a manager that runs already."""
        connection.Client(self._place, authkey=self._secret).close()
        self._course.begun = True

    def start(self, initializer=None, initargs=()):
        """Start the process, which calls initializer(*initargs) first."""
        self._need_new()
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        reader, writer = connection.Pipe(duplex=False)
        with reader:
            with writer:
                self._process = self._context.Process(target=_run_server, args=(self._kinds, self._place, self._secret, writer, initializer, initargs))
                self._process.name = f'{type(self).__name__}-{self._process.name.partition("-")[2]}'
                self._process.start()
            self._place = reader.recv()
        self._course.begun = True
        self.shutdown = util.Finalize(self, _shut_down, (self._process, self._place, self._secret, self._course, self._patience), exitpriority=0)

    def shutdown(self):
        """End the process that start() has started."""
        raise AttributeError(f'{type(self).__name__!r} object has no attribute {"shutdown"!r}: it has started nothing')

    def join(self, timeout=None):
        """Wait for the end of the process, or for so many seconds."""
        if self._process is not None:
            self._process.join(timeout)
            if not self._process.is_alive():
                self._process = None

    @property
    def address(self):
        """Where the manager is."""
        return self._place

    def _number_of_objects(self):
        return _to_manager(self._place, self._secret, 'count')

    def _debug_info(self):
        return _to_manager(self._place, self._secret, 'info')

    def __enter__(self):
        if not self._course.begun:
            self.start()
        self._need_running()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown()


def _shut_down(server, address, authkey, course, patience):
    """End a manager's process: ask it, then terminate it, then kill it."""
    if server.is_alive():
        util.info('sending shutdown message to manager')
        with contextlib.suppress(Exception):
            _to_manager(address, authkey, 'end')
        for insist in server.terminate, server.kill, lambda: None:
            server.join(timeout=patience)
            if not server.is_alive():
                break
            insist()
    course.ended = True


# The kinds of SyncManager.

class Namespace:
    """An object for attributes."""

    def __init__(self, /, **kwds):
        vars(self).update(kwds)

    def __repr__(self):
        shown = sorted(f'{name}={value!r}' for name, value in vars(self).items() if name[:1] != '_')
        return f'{type(self).__name__}({", ".join(shown)})'


class Value:
    """An object for a value."""

    def __init__(self, typecode, value, lock=True):
        self._typecode, self._value = typecode, value

    def get(self):
        """Return the value."""
        return self._value

    def set(self, value):
        """Set the value."""
        self._value = value

    value = property(get, set)

    def __repr__(self):
        return f'{type(self).__name__}({self._typecode!r}, {self._value!r})'


def Array(typecode, sequence, lock=True):
    """Return an array of numbers."""
    return array.array(typecode, sequence)


class IteratorProxy(BaseProxy):
    """Stands for an iterator."""

    _exposed_ = ('__next__', 'send', 'throw', 'close')

    def __iter__(self):
        return self

    __next__, send, throw, close = map(_forward, _exposed_)


class AcquirerProxy(BaseProxy):
    """Stands for a lock or semaphore."""

    _exposed_ = ('acquire', 'release', 'locked')

    def acquire(self, blocking=True, timeout=None):
        """Take it."""
        return self._callmethod('acquire', (blocking,) if timeout is None else (blocking, timeout))

    def release(self):
        """Give it back."""
        return self._callmethod('release')

    def locked(self):
        """Tell whether it is taken."""
        return self._callmethod('locked')

    def __enter__(self):
        return self.acquire()

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.release()


class ConditionProxy(AcquirerProxy):
    """Stands for a condition."""

    _exposed_ = (*AcquirerProxy._exposed_, 'wait', 'notify', 'notify_all')

    wait_for = threading.Condition.wait_for

    def wait(self, timeout=None):
        """Wait until woken."""
        return self._callmethod('wait', (timeout,))

    def notify(self, n=1):
        """Wake some of those who wait."""
        return self._callmethod('notify', (n,))

    def notify_all(self):
        """Wake all who wait."""
        return self._callmethod('notify_all')


class EventProxy(BaseProxy):
    """Stands for an event."""

    _exposed_ = ('is_set', 'set', 'clear', 'wait')

    is_set, set, clear = map(_forward, _exposed_[:3])

    def wait(self, timeout=None):
        """Wait until it is set."""
        return self._callmethod('wait', (timeout,))


class BarrierProxy(BaseProxy):
    """Stands for a barrier."""

    _exposed_ = ('__getattribute__', 'wait', 'abort', 'reset')

    abort, reset = map(_forward, _exposed_[2:])
    parties, n_waiting, broken = (property(lambda self, name=name: self._callmethod('__getattribute__', (name,)))
                                  for name in ('parties', 'n_waiting', 'broken'))

    def wait(self, timeout=None):
        """Wait for the others."""
        return self._callmethod('wait', (timeout,))


class NamespaceProxy(BaseProxy):
    """Stands for a namespace. Attributes that begin with an underscore are the proxy's own."""

    _exposed_ = ('__getattribute__', '__setattr__', '__delattr__')

    def __getattr__(self, name):
        if name[:1] == '_':
            return object.__getattribute__(self, name)
        return self._callmethod('__getattribute__', (name,))

    def __setattr__(self, name, value):
        if name[:1] == '_':
            return object.__setattr__(self, name, value)
        return self._callmethod('__setattr__', (name, value))

    def __delattr__(self, name):
        if name[:1] == '_':
            return object.__delattr__(self, name)
        return self._callmethod('__delattr__', (name,))


class ValueProxy(BaseProxy):
    """Stands for a value."""

    _exposed_ = ('get', 'set')
    __class_getitem__ = classmethod(GenericAlias)

    get, set = map(_forward, _exposed_)
    value = property(get, set)


def _with_methods(names):
    exposed = tuple(names.split())

    def equip(cls):
        cls._exposed_ = exposed
        for name in exposed:
            if name not in vars(cls):
                setattr(cls, name, _forward(name))
        return cls
    return equip


def _in_place(name):
    def method(self, other):
        self._callmethod(name, (other,))
        return self
    return method


@_with_methods('__add__ __contains__ __delitem__ __getitem__ __imul__ __len__ __mul__ __reversed__ __rmul__ __setitem__ append clear copy count extend '
               'index insert pop remove reverse sort')
class ListProxy(BaseProxy):
    """Stands for a list."""

    __iadd__, __imul__ = _in_place('extend'), _in_place('__imul__')
    __class_getitem__ = classmethod(GenericAlias)


@_with_methods('__contains__ __delitem__ __getitem__ __ior__ __iter__ __len__ __or__ __reversed__ __ror__ __setitem__ clear copy fromkeys get items keys '
               'pop popitem setdefault update values')
class DictProxy(BaseProxy):
    """Stands for a dict."""

    _method_to_typeid_ = {'__iter__': 'Iterator'}
    __ior__ = _in_place('__ior__')
    __class_getitem__ = classmethod(GenericAlias)


@_with_methods('__and__ __class_getitem__ __contains__ __iand__ __ior__ __isub__ __iter__ __ixor__ __len__ __or__ __rand__ __ror__ __rsub__ __rxor__ '
               '__sub__ __xor__ __ge__ __gt__ __le__ __lt__ add clear copy difference difference_update discard intersection intersection_update '
               'isdisjoint issubset issuperset pop remove symmetric_difference symmetric_difference_update union update')
class SetProxy(BaseProxy):
    """Stands for a set."""

    _method_to_typeid_ = {'__iter__': 'Iterator'}
    __iand__, __ior__, __isub__, __ixor__ = map(_in_place, ('__iand__', '__ior__', '__isub__', '__ixor__'))
    __class_getitem__ = classmethod(GenericAlias)


@_with_methods('__len__ __getitem__ __setitem__')
class ArrayProxy(BaseProxy):
    """Stands for an array."""


@_with_methods('apply apply_async close imap imap_unordered join map map_async starmap starmap_async terminate')
class PoolProxy(BaseProxy):
    """Stands for a pool of processes."""

    _method_to_typeid_ = {**dict.fromkeys(('apply_async', 'map_async', 'starmap_async'), 'AsyncResult'),
                          **dict.fromkeys(('imap', 'imap_unordered'), 'Iterator')}

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()


class SyncManager(BaseManager):
    """A manager for what threads synchronize with, and for containers."""


for _name, _make, _proxy in (
        ('Queue', queue.Queue, None), ('JoinableQueue', queue.Queue, None), ('Event', threading.Event, EventProxy), ('Lock', threading.Lock, AcquirerProxy),
        ('RLock', threading.RLock, AcquirerProxy), ('Semaphore', threading.Semaphore, AcquirerProxy),
        ('BoundedSemaphore', threading.BoundedSemaphore, AcquirerProxy), ('Condition', threading.Condition, ConditionProxy),
        ('Barrier', threading.Barrier, BarrierProxy), ('Pool', pool.Pool, PoolProxy), ('list', list, ListProxy), ('dict', dict, DictProxy),
        ('set', set, SetProxy), ('Value', Value, ValueProxy), ('Array', Array, ArrayProxy), ('Namespace', Namespace, NamespaceProxy)):
    SyncManager.register(_name, _make, _proxy)
SyncManager.register('Iterator', proxytype=IteratorProxy, create_method=False)
SyncManager.register('AsyncResult', create_method=False)


def _end_with_memory(shut_down, blocks):
    """End a manager's process and take away the shared memory that was made through it."""
    shut_down()
    for block in blocks:
        with contextlib.suppress(FileNotFoundError):
            block.unlink()
    blocks.clear()


class SharedMemoryManager(BaseManager):
    """A manager for shared memory, which goes when the manager ends."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._blocks = []

    def start(self, initializer=None, initargs=()):
        """Start the process, which calls initializer(*initargs) first."""
        super().start(initializer, initargs)
        self.shutdown = util.Finalize(self, _end_with_memory, (self.shutdown, self._blocks), exitpriority=1)

    def SharedMemory(self, size):
        """Return a new block of shared memory."""
        self._need_running()
        block = shared_memory.SharedMemory(create=True, size=size)
        self._blocks.append(block)
        return block

    def ShareableList(self, sequence):
        """Return a new list in shared memory."""
        self._need_running()
        made = shared_memory.ShareableList(sequence)
        self._blocks.append(made.shm)
        return made
