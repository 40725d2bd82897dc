"""Weak references, and containers that hold their items by them."""

import sys
from _collections_abc import MutableMapping, MutableSet
from _weakref import CallableProxyType, ProxyType, ReferenceType, getweakrefcount, getweakrefs, proxy, ref
from types import GenericAlias

__all__ = ['ref', 'proxy', 'getweakrefcount', 'getweakrefs', 'WeakKeyDictionary', 'ReferenceType', 'ProxyType',
           'CallableProxyType', 'ProxyTypes', 'WeakValueDictionary', 'WeakSet', 'WeakMethod', 'finalize']

ProxyTypes = ProxyType, CallableProxyType


class WeakMethod(ref):
    """A weak reference to a bound method: it lives as long as its object and its function do."""

    __slots__ = '_func_ref', '_meth_type', '_alive', '__weakref__'

    def __new__(cls, meth, callback=None):
        try:
            owner, function = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f'argument should be a bound method, not {type(meth)}') from None

        def gone(_):
            self = weak_self()
            if self is not None and self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)

        self = super().__new__(cls, owner, gone)
        weak_self = ref(self)
        self._func_ref, self._meth_type, self._alive = ref(function, gone), type(meth), True
        return self

    def __init__(self, meth, callback=None):
        pass

    def __call__(self):
        owner, function = super().__call__(), self._func_ref()
        return None if owner is None or function is None else self._meth_type(function, owner)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not (self._alive and other._alive):
            return self is other
        return ref.__eq__(self, other) and self._func_ref == other._func_ref

    def __ne__(self, other):
        same = self == other
        return NotImplemented if same is NotImplemented else not same

    __hash__ = ref.__hash__


class KeyedRef(ref):
    """A weak reference that knows the key under which it stands in a WeakValueDictionary."""

    __slots__ = 'key',

    def __new__(type, ob, callback, key):
        self = super().__new__(type, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


class WeakValueDictionary(MutableMapping):
    """A mapping whose pairs vanish when nothing else refers to the value."""

    def __init__(self, other=(), /, **kw):
        self.data = {}

        def remove(dead, weak_self=ref(self)):
            own = weak_self()
            if own is not None and own.data.get(dead.key) is dead:
                del own.data[dead.key]

        self._remove = remove
        self.update(other, **kw)

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        del self.data[key]

    def __contains__(self, key):
        held = self.data.get(key)
        return held is not None and held() is not None

    def __len__(self):
        return sum(held() is not None for held in list(self.data.values()))

    def __repr__(self):
        return f'<{type(self).__name__} at {id(self):#x}>'

    def copy(self):
        made = WeakValueDictionary()
        for key, value in self.items():
            made[key] = value
        return made

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        made = type(self)()
        for key, value in self.items():
            made[deepcopy(key, memo)] = value
        return made

    def get(self, key, default=None):
        held = self.data.get(key)
        value = None if held is None else held()
        return default if value is None else value

    def items(self):
        for key, held in list(self.data.items()):
            value = held()
            if value is not None:
                yield key, value

    def keys(self):
        for key, _ in self.items():
            yield key

    __iter__ = keys

    def values(self):
        for _, value in self.items():
            yield value

    def itervaluerefs(self):
        yield from list(self.data.values())

    def valuerefs(self):
        return list(self.data.values())

    def popitem(self):
        while True:
            key, held = self.data.popitem()
            value = held()
            if value is not None:
                return key, value

    def pop(self, key, *args):
        held = self.data.pop(key, None)
        value = None if held is None else held()
        if value is not None:
            return value
        if args:
            return args[0]
        raise KeyError(key)

    def setdefault(self, key, default=None):
        value = self.get(key)
        if value is None:
            self[key] = value = default
        return value

    def update(self, other=None, /, **kwargs):
        pairs = other.items() if hasattr(other, 'items') else other or ()
        for key, value in pairs:
            self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def __or__(self, other):
        if not hasattr(other, 'keys'):
            return NotImplemented
        made = self.copy()
        made.update(other)
        return made

    def __ror__(self, other):
        if not hasattr(other, 'keys'):
            return NotImplemented
        made = self.__class__()
        made.update(other)
        made.update(self)
        return made

    def __ior__(self, other):
        self.update(other)
        return self


class WeakKeyDictionary(MutableMapping):
    """A mapping whose pairs vanish when nothing else refers to the key."""

    def __init__(self, dict=None):
        self.data = {}

        def remove(dead, weak_self=ref(self)):
            own = weak_self()
            if own is not None:
                own.data.pop(dead, None)

        self._remove = remove
        if dict is not None:
            self.update(dict)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            held = ref(key)
        except TypeError:
            return False
        return held in self.data

    def __len__(self):
        return sum(held() is not None for held in list(self.data))

    def __repr__(self):
        return f'<{type(self).__name__} at {id(self):#x}>'

    def copy(self):
        made = WeakKeyDictionary()
        for key, value in self.items():
            made[key] = value
        return made

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        made = type(self)()
        for key, value in self.items():
            made[key] = deepcopy(value, memo)
        return made

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def items(self):
        for held, value in list(self.data.items()):
            key = held()
            if key is not None:
                yield key, value

    def keys(self):
        for key, _ in self.items():
            yield key

    __iter__ = keys

    def values(self):
        for _, value in self.items():
            yield value

    def keyrefs(self):
        return list(self.data)

    def popitem(self):
        while True:
            held, value = self.data.popitem()
            key = held()
            if key is not None:
                return key, value

    def pop(self, key, *args):
        return self.data.pop(ref(key), *args)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def update(self, dict=None, /, **kwargs):
        pairs = dict.items() if hasattr(dict, 'items') else dict or ()
        for key, value in pairs:
            self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def __or__(self, other):
        if not hasattr(other, 'keys'):
            return NotImplemented
        made = self.copy()
        made.update(other)
        return made

    def __ror__(self, other):
        if not hasattr(other, 'keys'):
            return NotImplemented
        made = self.__class__()
        made.update(other)
        made.update(self)
        return made

    def __ior__(self, other):
        self.update(other)
        return self


class WeakSet(MutableSet):
    """A set whose items vanish when nothing else refers to them."""

    def __init__(self, data=None):
        self.data = set()

        def remove(dead, weak_self=ref(self)):
            own = weak_self()
            if own is not None:
                own.data.discard(dead)

        self._remove = remove
        if data is not None:
            self.update(data)

    def __iter__(self):
        for held in list(self.data):
            item = held()
            if item is not None:
                yield item

    def __len__(self):
        return sum(held() is not None for held in list(self.data))

    def __contains__(self, item):
        try:
            held = ref(item)
        except TypeError:
            return False
        return held in self.data

    def __reduce__(self):
        return self.__class__, (list(self),), self.__getstate__()

    def __repr__(self):
        return repr(self.data)

    def add(self, item):
        self.data.add(ref(item, self._remove))

    def discard(self, item):
        self.data.discard(ref(item))

    def remove(self, item):
        self.data.remove(ref(item))

    def clear(self):
        self.data.clear()

    def pop(self):
        while self.data:
            item = self.data.pop()()
            if item is not None:
                return item
        raise KeyError('pop from empty WeakSet')

    def copy(self):
        return self.__class__(self)

    def update(self, other):
        for item in other:
            self.add(item)

    def _strong(self):
        return set(self)

    def union(self, other):
        return self.__class__(item for source in (self, other) for item in source)

    def intersection(self, other):
        return self.__class__(item for item in other if item in self)

    def difference(self, other):
        without = set(other)
        return self.__class__(item for item in self if item not in without)

    def symmetric_difference(self, other):
        return self.__class__(self._strong() ^ set(other))

    def difference_update(self, other):
        for item in list(other):
            self.discard(item)

    def intersection_update(self, other):
        self.difference_update(self._strong() - set(other))

    def symmetric_difference_update(self, other):
        wanted = self._strong() ^ set(other)
        self.clear()
        self.update(wanted)

    def issubset(self, other):
        return self._strong() <= set(other)

    def issuperset(self, other):
        return self._strong() >= set(other)

    def isdisjoint(self, other):
        return self._strong().isdisjoint(other)

    __le__, __ge__ = issubset, issuperset
    __or__, __and__, __sub__, __xor__ = union, intersection, difference, symmetric_difference

    def __lt__(self, other):
        return self._strong() < set(other)

    def __gt__(self, other):
        return self._strong() > set(other)

    def __eq__(self, other):
        return self._strong() == set(other) if isinstance(other, self.__class__) else NotImplemented

    __hash__ = None
    __class_getitem__ = classmethod(GenericAlias)


class finalize:
    """Calls a function once, when an object dies or, unless atexit is set to false, at the end of the program."""

    __slots__ = ()
    _registry = {}
    _shutdown = False
    _count = 0
    _hooked = False

    class _Info:
        __slots__ = 'weakref', 'func', 'args', 'kwargs', 'atexit', 'index'

    def __init__(self, obj, func, /, *args, **kwargs):
        info = self._Info()
        info.weakref = ref(obj, self)
        info.func, info.args, info.kwargs, info.atexit = func, args, kwargs or None, True
        info.index = finalize._count
        finalize._count += 1
        if not finalize._hooked:
            import atexit
            atexit.register(self._exitfunc)
            finalize._hooked = True
        self._registry[self] = info

    def __call__(self, _=None):
        """Call the function unless that has been done; return its result."""
        info = self._registry.pop(self, None)
        if info is not None and not self._shutdown:
            return info.func(*info.args, **(info.kwargs or {}))

    def _contents(self, remove):
        info = self._registry.get(self)
        obj = None if info is None else info.weakref()
        if obj is None or remove and self._registry.pop(self, None) is None:
            return None
        return obj, info.func, info.args, info.kwargs or {}

    def detach(self):
        """Never call the function; return (object, func, args, kwargs) if it had not been called yet."""
        return self._contents(True)

    def peek(self):
        """Return (object, func, args, kwargs) if the function has not been called yet."""
        return self._contents(False)

    @property
    def alive(self):
        """Whether the function is still to be called."""
        return self in self._registry

    @property
    def atexit(self):
        """Whether the function is called at the end of the program."""
        info = self._registry.get(self)
        return info is not None and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = self._registry.get(self)
        if info is not None:
            info.atexit = bool(value)

    def __repr__(self):
        info = self._registry.get(self)
        obj = None if info is None else info.weakref()
        if obj is None:
            return f'<{type(self).__name__} object at {id(self):#x}; dead>'
        return f'<{type(self).__name__} object at {id(self):#x}; for {type(obj).__qualname__!r} at {id(obj):#x}>'

    @classmethod
    def _exitfunc(cls):
        while True:
            left = [(info.index, f) for f, info in cls._registry.items() if info.atexit]
            if not left:
                break
            try:
                max(left, key=lambda pair: pair[0])[1]()
            except Exception:
                sys.excepthook(*sys.exc_info())
        finalize._shutdown = True
