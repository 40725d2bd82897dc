"""What functools takes from Go, in Python: for programs that block module _functools."""

from operator import eq, ge, gt, le, lt
from reprlib import recursive_repr
from types import GenericAlias, MethodType
from _thread import RLock

_absent = object()


class _PlaceholderType:
    """The class of Placeholder, which keeps a place free among the arguments of a partial object."""
    __slots__ = ()

    def __new__(cls):
        return Placeholder

    def __init_subclass__(cls):
        raise TypeError(f"type '{cls.__name__}' is not an acceptable base type")

    def __repr__(self):
        return 'Placeholder'

    __reduce__ = __repr__  # a string: the name of a global


Placeholder = object.__new__(_PlaceholderType)


def _holes(args):
    """Count the places that are kept free; the last argument must not be one of them."""
    if args and args[-1] is Placeholder:
        raise TypeError('trailing Placeholders are not allowed')
    return sum(value is Placeholder for value in args)


def _filled(args, more):
    """Put further arguments into the free places and, when there are none left, behind."""
    coming = iter(more)
    placed = [next(coming, Placeholder) if value is Placeholder else value for value in args]
    return *placed, *coming


class partial:
    """A call with some of its arguments given already."""
    __slots__ = 'func', 'args', 'keywords', '_free', '__dict__', '__weakref__'

    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError('the first argument must be callable')
        if any(value is Placeholder for value in keywords.values()):
            raise TypeError('Placeholder cannot be passed as a keyword argument')
        _holes(args)
        if isinstance(func, partial):
            func, args, keywords = func.func, _filled(func.args, args), {**func.keywords, **keywords}
        made = object.__new__(cls)
        made._put(func, args, keywords)
        return made

    def _put(self, func, args, keywords):
        self._free = _holes(args)
        self.func, self.args, self.keywords = func, args, keywords

    def __call__(self, /, *args, **keywords):
        given, free = self.args, self._free
        if free:
            if len(args) < free:
                raise TypeError("missing positional arguments in 'partial' call; "
                                f"expected at least {free}, got {len(args)}")
            given, args = _filled(given, args), ()
        return self.func(*given, *args, **{**self.keywords, **keywords})

    def __get__(self, instance, owner=None):
        return self if instance is None else MethodType(self, instance)

    @recursive_repr()
    def __repr__(self):
        func, args, keywords = self.func, self.args, list(self.keywords.items())
        inside = ', '.join([repr(func), *map(repr, args), *(f'{name}={value!r}' for name, value in keywords)])
        return f'{type(self).__module__}.{type(self).__qualname__}({inside})'

    def __reduce__(self):
        return type(self), (self.func,), (self.func, self.args, self.keywords or None, self.__dict__ or None)

    def __setstate__(self, state):
        if not isinstance(state, tuple):
            raise TypeError('argument to __setstate__ must be a tuple')
        if len(state) != 4:
            raise TypeError(f'expected 4 items in state, got {len(state)}')
        match state:
            case func, tuple() as args, dict() | None as keywords, dict() | None as attributes if callable(func):
                pass
            case _:
                raise TypeError('invalid partial state')
        if type(args) is not tuple:
            args = *args,
        if type(keywords) is not dict:
            keywords = dict(keywords or ())
        self._put(func, args, keywords)
        self.__dict__ = {} if attributes is None else attributes

    __class_getitem__ = classmethod(GenericAlias)


def cmp_to_key(mycmp):
    """Make a key function for sorting out of a function that compares two values."""
    def judged(by):
        return lambda self, other: by(mycmp(self.obj, other.obj), 0)

    class K:
        __slots__ = 'obj',
        __hash__ = None

        def __init__(self, obj):
            self.obj = obj

        __lt__, __le__, __eq__, __ge__, __gt__ = map(judged, (lt, le, eq, ge, gt))

    K.__module__ = 'functools'
    return K


def _fold(function, sequence, initial=_absent):
    """Join the first two values by the function, the result and the third, and so on; return what comes out."""
    values = iter(sequence)
    result = next(values, _absent) if initial is _absent else initial
    if result is _absent:
        raise TypeError('reduce() of empty iterable with no initial value')
    for value in values:
        result = function(result, value)
    return result


def reduce(*args, **keywords):
    if 'function' in keywords or 'sequence' in keywords:
        import warnings
        warnings.warn('Calling functools.reduce with keyword arguments "function" or "sequence" is deprecated '
                      'in Python 3.14 and will be forbidden in Python 3.16.', DeprecationWarning, stacklevel=2)
    return _fold(*args, **keywords)


_fold.__name__ = _fold.__qualname__ = 'reduce'
reduce.__doc__, reduce.__wrapped__ = _fold.__doc__, _fold


class _Call(tuple):
    """The arguments of a call as a key that computes its hash once."""

    def __hash__(self):
        try:
            return self.known
        except AttributeError:
            pass
        self.known = known = tuple.__hash__(self)
        return known


def _key(args, keywords, typed):
    """Make the key of a call. There is no len() in here or in the wrapper: len may itself be cached."""
    if typed:
        return _Call((args, *keywords.items(), *map(type, args), *map(type, keywords.values())))
    if args and not keywords and not args[1:] and type(args[0]) in (int, str):
        return args[0]
    return _Call((args, *keywords.items()))


class _Result:
    """A result that is kept, between the one used last before it and the one used next after it."""
    __slots__ = 'key', 'value', 'before', 'after'

    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.before = self.after = self

    def leave(self):
        """Take this result out of the ring."""
        self.before.after, self.after.before = self.after, self.before

    def join(self, ring):
        """Put this result at the young end of a ring."""
        self.before, self.after = ring.before, ring
        ring.before.after = ring.before = self


def _lru_cache_wrapper(function, maxsize, typed, info):
    """Keep the latest maxsize results of a function; all of them for None, no one for 0."""
    kept = {}
    size = kept.__len__
    ring = _Result()  # the oldest result is after it
    lock = RLock()    # comparing keys may run code that calls the wrapper
    hits = misses = 0

    def wrapper(*args, **keywords):
        nonlocal hits, misses
        if maxsize == 0:
            misses += 1
            return function(*args, **keywords)
        key = _key(args, keywords, typed)
        with lock:
            found = kept.get(key)
            if found is not None:
                hits += 1
                if maxsize is not None and found.before is not None:
                    found.leave()
                    found.join(ring)
                return found.value
            misses += 1
        value = function(*args, **keywords)
        with lock:
            made = _Result(key, value)
            if kept.setdefault(key, made) is made and maxsize is not None:
                made.join(ring)
                while size() > maxsize and ring.after is not ring:
                    oldest = ring.after
                    oldest.leave()
                    oldest.before = None
                    kept.pop(oldest.key, None)
        return value

    def cache_info():
        """Return the figures of the cache."""
        with lock:
            return info(hits, misses, maxsize, size())

    def cache_clear():
        """Forget all results and set the figures to 0."""
        nonlocal ring, hits, misses
        with lock:
            kept.clear()
            ring = _Result()
            hits = misses = 0

    wrapper.cache_info, wrapper.cache_clear = cache_info, cache_clear
    return wrapper


for _each in _PlaceholderType, partial, cmp_to_key, _fold, reduce, _lru_cache_wrapper:
    _each.__module__ = 'functools'  # where pickle and readers of their reprs look for them
