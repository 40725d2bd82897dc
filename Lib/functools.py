"""Functions that make functions of functions."""

__all__ = ['update_wrapper', 'wraps', 'WRAPPER_ASSIGNMENTS', 'WRAPPER_UPDATES', 'total_ordering', 'cmp_to_key', 'cache',
           'lru_cache', 'reduce', 'partial', 'partialmethod', 'singledispatch', 'singledispatchmethod', 'cached_property',
           'Placeholder']

from _thread import RLock
from abc import get_cache_token
from collections import namedtuple
from reprlib import recursive_repr
from types import GenericAlias, MethodType, UnionType

try:
    from _functools import Placeholder, _PlaceholderType, _lru_cache_wrapper, cmp_to_key, partial, reduce
except ImportError:  # blocked, or not all there: what is missing comes in Python
    import sys
    import _pyfunctools
    for names in ('Placeholder', '_PlaceholderType', 'partial'), ('_lru_cache_wrapper',), ('cmp_to_key',), ('reduce',):
        source = sys.modules.get('_functools')
        if not all(hasattr(source, name) for name in names):
            source = _pyfunctools
        globals().update((name, getattr(source, name)) for name in names)
    del names, source, sys
try:
    from _functools import _keep
except ImportError:
    def _keep(instance, name, func):
        return NotImplemented

WRAPPER_ASSIGNMENTS = '__module__', '__name__', '__qualname__', '__doc__', '__annotate__', '__type_params__'
WRAPPER_UPDATES = '__dict__',


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make a wrapper look like the function it wraps; return it."""
    missing = object()
    for name in assigned:
        value = getattr(wrapped, name, missing)
        if value is not missing:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Decorate a wrapper so that it looks like the function it wraps."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


def _derived(cls, name, root, derive):
    """Make the comparison method called name out of the one called root."""
    compare = _directly[root]

    def method(self, other):
        answer = compare(self, other)
        return answer if answer is NotImplemented else derive(answer, self, other)
    method.__name__, method.__qualname__, method.__module__ = name, f'{cls.__qualname__}.{name}', cls.__module__
    method.__doc__ = f'Return a {_symbols[name]} b, by way of {root}.'
    return method


# A comparison by the class's method, without the other operand's.
_directly = {
    '__lt__': lambda a, b: type(a).__lt__(a, b),
    '__le__': lambda a, b: type(a).__le__(a, b),
    '__gt__': lambda a, b: type(a).__gt__(a, b),
    '__ge__': lambda a, b: type(a).__ge__(a, b),
}
_symbols = {'__lt__': '<', '__le__': '<=', '__gt__': '>', '__ge__': '>='}
_derivations = {
    '__lt__': {'__gt__': lambda lt, a, b: not lt and a != b, '__le__': lambda lt, a, b: lt or a == b, '__ge__': lambda lt, a, b: not lt},
    '__le__': {'__ge__': lambda le, a, b: not le or a == b, '__lt__': lambda le, a, b: le and a != b, '__gt__': lambda le, a, b: not le},
    '__gt__': {'__lt__': lambda gt, a, b: not gt and a != b, '__ge__': lambda gt, a, b: gt or a == b, '__le__': lambda gt, a, b: not gt},
    '__ge__': {'__le__': lambda ge, a, b: not ge or a == b, '__gt__': lambda ge, a, b: ge and a != b, '__lt__': lambda ge, a, b: not ge},
}


def total_ordering(cls):
    """Add the comparison methods that a class lacks to the one or more that it defines."""
    own = [name for name in _derivations if getattr(cls, name, None) is not getattr(object, name, None)]
    if not own:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    root = next(name for name in ('__lt__', '__le__', '__gt__', '__ge__') if name in own)
    for name, derive in _derivations[root].items():
        if name not in own:
            setattr(cls, name, _derived(cls, name, root, derive))
    return cls


_CacheInfo = namedtuple('CacheInfo', ['hits', 'misses', 'maxsize', 'currsize'])


def lru_cache(maxsize=128, typed=False):
    """Remember the results of the latest maxsize different calls (all of them for None)."""
    def decorate(function):
        wrapper = _lru_cache_wrapper(function, size, typed, _CacheInfo)
        wrapper.cache_parameters = lambda: {'maxsize': size, 'typed': typed}
        return update_wrapper(wrapper, function)

    if isinstance(maxsize, int):
        size = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):  # @lru_cache without parentheses
        function, size = maxsize, 128
        return decorate(function)
    elif maxsize is None:
        size = None
    else:
        raise TypeError('Expected first argument to be an integer, a callable, or None')
    return decorate


def cache(user_function, /):
    """Remember the results of all calls."""
    return lru_cache(None)(user_function)


_unset = object()


class cached_property:
    """A property that is computed once for each instance and then kept among its attributes."""

    def __init__(self, func):
        self.func, self.attrname = func, None
        self.__doc__, self.__module__ = func.__doc__, func.__module__

    def __set_name__(self, owner, name):
        if self.attrname not in (None, name):
            raise TypeError('Cannot assign the same cached_property to two different names '
                            f'({self.attrname!r} and {name!r}).')
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError('Cannot use cached_property instance without calling __set_name__ on it.')
        value = _keep(instance, name, self.func)
        if value is not NotImplemented:
            return value
        kind = type(instance).__name__
        try:
            attributes = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {kind!r} instance to cache {name!r} property.") from None
        value = attributes.get(name, _unset)
        if value is _unset:
            value = self.func(instance)
            try:
                attributes[name] = value
            except TypeError:
                raise TypeError(f"The '__dict__' attribute on {kind!r} instance does not support item assignment "
                                f"for caching {name!r} property.") from None
        return value

    __class_getitem__ = classmethod(GenericAlias)


_abstractness = property(lambda self: getattr(self.func, '__isabstractmethod__', False))


class partialmethod:
    """A method with some of its arguments given."""
    __isabstractmethod__ = _abstractness

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and getattr(func, '__get__', None) is None:
            raise TypeError(f'the first argument {func!r} must be a callable or a descriptor')
        if args and args[-1] is Placeholder:
            raise TypeError('trailing Placeholders are not allowed')
        if isinstance(func, partialmethod):
            fresh = list(args)
            merged = [fresh.pop(0) if value is Placeholder and fresh else value for value in func.args]
            self.func, self.args, self.keywords = func.func, (*merged, *fresh), {**func.keywords, **keywords}
        else:
            self.func, self.args, self.keywords = func, args, keywords

    @recursive_repr()
    def __repr__(self):
        parts = [repr(self.func), *map(repr, self.args), *(f'{k}={v!r}' for k, v in self.keywords.items())]
        cls = type(self)
        return f'{cls.__module__}.{cls.__qualname__}({", ".join(parts)})'

    def _as_function(self):
        """Make a function that takes the instance first and the given arguments behind it."""
        def call(instance, /, *args, **keywords):
            return partial(self.func, instance, *self.args, **self.keywords)(*args, **keywords)

        call.__isabstractmethod__, call.__partialmethod__ = self.__isabstractmethod__, self
        return call

    def __get__(self, obj, cls=None):
        get = getattr(self.func, '__get__', None)
        if get is not None and not isinstance(self.func, partial):
            bound = get(obj, cls)
            if bound is not self.func:
                made = partial(bound, *self.args, **self.keywords)
                try:
                    made.__self__ = bound.__self__
                except AttributeError:
                    pass
                return made
        return self._as_function().__get__(obj, cls)

    __class_getitem__ = classmethod(GenericAlias)


def _merged(lists):
    """Merge linearisations as C3 does; the lists are used up."""
    out = []
    lists = [list(each) for each in lists if each]
    while lists:
        for each in lists:
            head = each[0]
            if not any(head in other[1:] for other in lists):
                break
        else:
            raise RuntimeError('Inconsistent hierarchy')
        out.append(head)
        lists = [rest for rest in ([c for c in each if c is not head] if each[0] is head else each for each in lists) if rest]
    return out


def _linearised(cls, abcs):
    """The method resolution order of cls with the abstract classes that it only registers with put in."""
    cut = next((len(cls.__bases__) - at for at, base in enumerate(reversed(cls.__bases__))
                if hasattr(base, '__abstractmethods__')), 0)
    concrete, later = cls.__bases__[:cut], cls.__bases__[cut:]
    virtual = [base for base in abcs if issubclass(cls, base) and not any(issubclass(b, base) for b in cls.__bases__)]
    rest = [base for base in abcs if base not in virtual]
    groups = concrete, virtual, later
    return _merged([[cls], *(_linearised(base, rest) for group in groups for base in group), *groups])


def _all_bases(cls, types):
    """The order in which implementations for types are tried for cls."""
    known = set(cls.__mro__)
    types = [t for t in types if t not in known and hasattr(t, '__mro__') and not isinstance(t, GenericAlias) and issubclass(cls, t)]
    types = [t for t in types if not any(t is not other and t in other.__mro__ for other in types)]
    listed = []
    wanted = set(types)
    for t in types:
        found = [[s for s in sub.__mro__ if s in wanted] for sub in t.__subclasses__()
                 if sub not in known and issubclass(cls, sub)]
        for chain in sorted(found, key=len, reverse=True) or [[t]]:
            listed.extend(s for s in chain or [t] if s not in listed)
        if t not in listed:
            listed.append(t)
    return _linearised(cls, listed)


def _best(cls, registry):
    """Find the implementation for a class."""
    match = None
    for t in _all_bases(cls, registry):
        if match is not None:
            if (t in registry and t not in cls.__mro__ and match not in cls.__mro__ and not issubclass(match, t)):
                raise RuntimeError(f'Ambiguous dispatch: {match} or {t}')
            break
        if t in registry:
            match = t
    return registry.get(match)


def singledispatch(func):
    """Make a function choose its implementation by the class of its first argument."""
    import weakref
    registry = {}
    chosen = weakref.WeakKeyDictionary()
    token = None

    def dispatch(cls):
        """Return the implementation for a class."""
        nonlocal token
        if token is not None and token != (now := get_cache_token()):
            chosen.clear()
            token = now
        try:
            return chosen[cls]
        except KeyError:
            found = chosen[cls] = registry[cls] if cls in registry else _best(cls, registry)
            return found

    def is_dispatchable(cls):
        if isinstance(cls, UnionType):
            return all(isinstance(arg, type) for arg in cls.__args__)
        return isinstance(cls, type) and not isinstance(cls, GenericAlias)

    def register(cls, func=None):
        """Set the implementation for a class or a union of classes; also a decorator."""
        nonlocal token
        if is_dispatchable(cls):
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError(f'Invalid first argument to `register()`. {cls!r} is not a class or union type.')
            try:
                annotations = getattr(cls, '__annotations__', {})
            except NameError:
                from annotationlib import Format, get_annotations
                annotations = get_annotations(cls, format=Format.FORWARDREF)
            if not annotations:
                raise TypeError(f'Invalid first argument to `register()`: {cls!r}. Use either `@register(some_class)` '
                                'or plain `@register` on an annotated function.')
            func = cls
            if any(isinstance(hint, str) for hint in annotations.values()):
                from typing import get_type_hints
                annotations = get_type_hints(func)
            name, cls = next(iter(annotations.items()))
            if not is_dispatchable(cls):
                if isinstance(cls, UnionType):
                    raise TypeError(f'Invalid annotation for {name!r}. {cls!r} not all arguments are classes.')
                from annotationlib import ForwardRef
                problem = 'an unresolved forward reference' if isinstance(cls, ForwardRef) else 'not a class'
                raise TypeError(f'Invalid annotation for {name!r}. {cls!r} is {problem}.')
        for each in cls.__args__ if isinstance(cls, UnionType) else (cls,):
            registry[each] = func
            if token is None and hasattr(each, '__abstractmethods__'):
                token = get_cache_token()
        chosen.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{name} requires at least 1 positional argument')
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, '__name__', 'singledispatch function')
    registry[object] = func
    wrapper.register, wrapper.dispatch, wrapper._clear_cache = register, dispatch, chosen.clear
    from types import MappingProxyType
    wrapper.registry = MappingProxyType(registry)
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    """A method that chooses its implementation by the class of its first argument behind self."""
    __isabstractmethod__ = _abstractness

    def __init__(self, func):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        self.func, self.dispatcher = func, singledispatch(func)

    def register(self, cls, method=None):
        """Set the implementation for a class; also a decorator."""
        return self.dispatcher.register(cls, method)

    def __get__(self, obj, cls=None):
        return _BoundDispatch(self, obj, cls)

    def __repr__(self):
        name = getattr(self.func, '__qualname__', getattr(self.func, '__name__', '?'))
        return f'<single dispatch method descriptor {name}>'


class _BoundDispatch:
    """A singledispatchmethod as got from an instance or class."""

    def __init__(self, method, obj, cls):
        self._method, self._obj, self._cls = method, obj, cls
        for name in ('__name__', '__qualname__', '__doc__', '__module__'):
            try:
                setattr(self, name, getattr(method.func, name))
            except AttributeError:
                pass

    def __call__(self, /, *args, **kwargs):
        if not args:
            name = getattr(self._method.func, '__name__', 'singledispatchmethod method')
            raise TypeError(f'{name} requires at least 1 positional argument')
        chosen = self._method.dispatcher.dispatch(args[0].__class__)
        if hasattr(chosen, '__get__'):
            chosen = chosen.__get__(self._obj, self._cls)
        return chosen(*args, **kwargs)

    def __getattr__(self, name):
        if name not in ('__isabstractmethod__', '__annotations__', '__type_params__', '__wrapped__'):
            raise AttributeError(f'{type(self).__name__!r} object has no attribute {name!r}')
        return getattr(self._method.func, name)

    @property
    def register(self):
        return self._method.register

    @property
    def __signature__(self):
        import inspect
        func = self._method.func
        return inspect.signature(func.__func__ if isinstance(func, (classmethod, staticmethod)) else func)

    def __repr__(self):
        func = self._method.func
        name = getattr(func, '__qualname__', getattr(func, '__name__', '?'))
        bound, of = ('', '') if self._obj is None else ('bound ', f' of {self._obj!r}')
        return f'<{bound}single dispatch method {name}{of}>'
