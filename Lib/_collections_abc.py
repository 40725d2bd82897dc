"""The abstract base classes of containers; module collections.abc shows them."""

import sys
from abc import ABCMeta, abstractmethod

GenericAlias = type(list[int])
_subscript = classmethod(GenericAlias)
EllipsisType = type(...)

__all__ = ['Awaitable', 'Coroutine', 'AsyncIterable', 'AsyncIterator', 'AsyncGenerator', 'Hashable', 'Iterable', 'Iterator',
           'Generator', 'Reversible', 'Sized', 'Container', 'Callable', 'Collection', 'Set', 'MutableSet', 'Mapping',
           'MutableMapping', 'MappingView', 'KeysView', 'ItemsView', 'ValuesView', 'Sequence', 'MutableSequence', 'Buffer', 'ByteString']

__name__ = 'collections.abc'  # where the classes say that they are

bytes_iterator, bytearray_iterator = type(iter(b'')), type(iter(bytearray()))
dict_keyiterator, dict_valueiterator, dict_itemiterator = (type(iter(view)) for view in ({}, {}.values(), {}.items()))
dict_keys, dict_values, dict_items = type({}.keys()), type({}.values()), type({}.items())
list_iterator, list_reverseiterator = type(iter([])), type(reversed([]))
range_iterator, longrange_iterator = type(iter(range(0))), type(iter(range(1 << 1000)))
set_iterator, str_iterator, tuple_iterator, zip_iterator = type(iter(set())), type(iter('')), type(iter(())), type(iter(zip()))
mappingproxy = type(type.__dict__)
framelocalsproxy = (lambda: type(sys._getframe().f_locals))()
generator = type((lambda: (yield))())


async def _coroutine():
    pass


async def _async_generator():
    yield


_unawaited = _coroutine()
_unawaited.close()
coroutine, async_generator = type(_unawaited), type(_async_generator())
del _coroutine, _async_generator, _unawaited


def _check_methods(cls, *names):
    """Tell whether the class or a base of it defines all the methods; None in their place refuses them."""
    for name in names:
        for base in cls.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True


def _duck_typed(owner, *names):
    """Make the __subclasshook__ of an abstract class whose subclasses are known by their methods."""
    def __subclasshook__(cls, candidate):
        if cls is globals()[owner]:
            return _check_methods(candidate, *names)
        return NotImplemented
    return classmethod(__subclasshook__)


class Hashable(metaclass=ABCMeta):
    """What has a hash."""

    __slots__ = ()
    __subclasshook__ = _duck_typed('Hashable', '__hash__')

    @abstractmethod
    def __hash__(self):
        return 0


class Awaitable(metaclass=ABCMeta):
    """What await takes."""

    __slots__ = ()
    __subclasshook__ = _duck_typed('Awaitable', '__await__')
    __class_getitem__ = _subscript

    @abstractmethod
    def __await__(self):
        yield


class Coroutine(Awaitable):
    """What a coroutine function returns."""

    __slots__ = ()
    __subclasshook__ = _duck_typed('Coroutine', '__await__', 'send', 'throw', 'close')

    @abstractmethod
    def send(self, value):
        """Resume with a value."""
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        """Resume by raising an exception."""
        raise _exception_of(typ, val, tb)

    def close(self):
        """Raise GeneratorExit inside."""
        try:
            self.throw(GeneratorExit)
        except (GeneratorExit, StopIteration):
            return
        raise RuntimeError('coroutine ignored GeneratorExit')


def _exception_of(typ, val, tb):
    """Make the exception that the arguments of throw() stand for."""
    if val is None:
        if tb is None:
            return typ
        val = typ()
    return val if tb is None else val.with_traceback(tb)


class AsyncIterable(metaclass=ABCMeta):
    """What async for takes."""

    __slots__ = ()
    __subclasshook__ = _duck_typed('AsyncIterable', '__aiter__')
    __class_getitem__ = _subscript

    @abstractmethod
    def __aiter__(self):
        return AsyncIterator()


class AsyncIterator(AsyncIterable):
    """What gives the items of an async for."""

    __slots__ = ()
    __subclasshook__ = _duck_typed('AsyncIterator', '__anext__', '__aiter__')

    @abstractmethod
    async def __anext__(self):
        """Return the next item, or raise StopAsyncIteration."""
        raise StopAsyncIteration

    def __aiter__(self):
        return self


class AsyncGenerator(AsyncIterator):
    """What an async generator function returns."""

    __slots__ = ()
    __subclasshook__ = _duck_typed('AsyncGenerator', '__aiter__', '__anext__', 'asend', 'athrow', 'aclose')

    async def __anext__(self):
        """Return the next item, or raise StopAsyncIteration."""
        return await self.asend(None)

    @abstractmethod
    async def asend(self, value):
        """Resume with a value."""
        raise StopAsyncIteration

    @abstractmethod
    async def athrow(self, typ, val=None, tb=None):
        """Resume by raising an exception."""
        raise _exception_of(typ, val, tb)

    async def aclose(self):
        """Raise GeneratorExit inside."""
        try:
            await self.athrow(GeneratorExit)
        except (GeneratorExit, StopAsyncIteration):
            return
        raise RuntimeError('asynchronous generator ignored GeneratorExit')


class Iterable(metaclass=ABCMeta):
    """What a for loop takes."""

    __slots__ = ()
    __subclasshook__ = _duck_typed('Iterable', '__iter__')
    __class_getitem__ = _subscript

    @abstractmethod
    def __iter__(self):
        yield from ()


class Iterator(Iterable):
    """What gives the items of a for loop."""

    __slots__ = ()
    __subclasshook__ = _duck_typed('Iterator', '__iter__', '__next__')

    @abstractmethod
    def __next__(self):
        'Return the next item, or raise StopIteration.'
        raise StopIteration

    def __iter__(self):
        return self


class Reversible(Iterable):
    """What reversed() takes."""

    __slots__ = ()
    __subclasshook__ = _duck_typed('Reversible', '__reversed__', '__iter__')

    @abstractmethod
    def __reversed__(self):
        yield from ()


class Generator(Iterator):
    """What a generator function returns."""

    __slots__ = ()
    __subclasshook__ = _duck_typed('Generator', '__iter__', '__next__', 'send', 'throw', 'close')

    def __next__(self):
        """Return the next item, or raise StopIteration."""
        return self.send(None)

    @abstractmethod
    def send(self, value):
        """Resume with a value."""
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        """Resume by raising an exception."""
        raise _exception_of(typ, val, tb)

    def close(self):
        """Raise GeneratorExit inside."""
        try:
            self.throw(GeneratorExit)
        except GeneratorExit:
            return None
        except StopIteration as stop:
            return stop.value
        raise RuntimeError('generator ignored GeneratorExit')


class Sized(metaclass=ABCMeta):
    """What has a len()."""

    __slots__ = ()
    __subclasshook__ = _duck_typed('Sized', '__len__')

    @abstractmethod
    def __len__(self):
        return 0


class Container(metaclass=ABCMeta):
    """What can be asked with in."""

    __slots__ = ()
    __subclasshook__ = _duck_typed('Container', '__contains__')
    __class_getitem__ = _subscript

    @abstractmethod
    def __contains__(self, x):
        return False


class Collection(Sized, Iterable, Container):
    """What has a len(), items and can be asked with in."""

    __slots__ = ()
    __subclasshook__ = _duck_typed('Collection', '__len__', '__iter__', '__contains__')


class Buffer(metaclass=ABCMeta):
    """What memoryview() takes."""

    __slots__ = ()
    __subclasshook__ = _duck_typed('Buffer', '__buffer__')

    @abstractmethod
    def __buffer__(self, flags: int, /) -> memoryview:
        raise NotImplementedError


class _CallableGenericAlias(GenericAlias):
    """Callable[[parameters], result]: the parameters lie flat among the arguments."""

    __slots__ = ()

    def __new__(cls, origin, args):
        if not (isinstance(args, tuple) and len(args) == 2):
            raise TypeError('Callable must be used as Callable[[arg, ...], result].')
        params, result = args
        if isinstance(params, (tuple, list)):
            flat = (*params, result)
        elif _is_param_expr(params):
            flat = args
        else:
            raise TypeError(f'Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {params}')
        return super().__new__(cls, origin, flat)

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _is_param_expr(args[0]):
            return super().__repr__()
        inside = ', '.join(map(_type_repr, args[:-1]))
        return f'collections.abc.Callable[[{inside}], {_type_repr(args[-1])}]'

    def __reduce__(self):
        args = self.__args__
        if not (len(args) == 2 and _is_param_expr(args[0])):
            args = list(args[:-1]), args[-1]
        return _CallableGenericAlias, (Callable, args)

    def __getitem__(self, item):
        given = item if isinstance(item, tuple) else (item,)
        if (len(self.__parameters__) == 1 and _is_param_expr(self.__parameters__[0])
                and given and not _is_param_expr(given[0])):
            given = (given,)
        flat = super().__getitem__(given).__args__
        if not isinstance(flat[0], (tuple, list)):
            flat = list(flat[:-1]), flat[-1]
        return _CallableGenericAlias(Callable, flat)


def _is_param_expr(obj):
    """Tell whether an object stands for all parameters: an ellipsis, a list of types, a ParamSpec, Concatenate."""
    if obj is Ellipsis or isinstance(obj, list):
        return True
    cls = type(obj)
    return cls.__module__ == 'typing' and cls.__name__ in ('ParamSpec', '_ConcatenateGenericAlias')


def _type_repr(obj):
    if obj is Ellipsis:
        return '...'
    if isinstance(obj, type) and not isinstance(obj, GenericAlias):
        return obj.__qualname__ if obj.__module__ == 'builtins' else f'{obj.__module__}.{obj.__qualname__}'
    return obj.__name__ if callable(obj) and hasattr(obj, '__code__') else repr(obj)


class Callable(metaclass=ABCMeta):
    """What can be called."""

    __slots__ = ()
    __subclasshook__ = _duck_typed('Callable', '__call__')
    __class_getitem__ = classmethod(_CallableGenericAlias)

    @abstractmethod
    def __call__(self, *args, **kwds):
        return False


class Set(Collection):
    """A set that can't be changed: subclasses define __contains__, __iter__ and __len__."""

    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        """Make a set of the results of operations; subclasses with another constructor redefine it."""
        return cls(it)

    def _subset_of(self, other):
        return all(item in other for item in self)

    # Comparisons: one operand contains the other, which is smaller, or as large at the most.

    def __le__(self, other):
        return len(self) <= len(other) and Set._subset_of(self, other) if isinstance(other, Set) else NotImplemented

    def __lt__(self, other):
        return len(self) < len(other) and self.__le__(other) if isinstance(other, Set) else NotImplemented

    def __ge__(self, other):
        return len(self) >= len(other) and Set._subset_of(other, self) if isinstance(other, Set) else NotImplemented

    def __gt__(self, other):
        return len(self) > len(other) and self.__ge__(other) if isinstance(other, Set) else NotImplemented

    def __eq__(self, other):
        return len(self) == len(other) and self.__le__(other) if isinstance(other, Set) else NotImplemented

    def isdisjoint(self, other):
        'Tell whether two sets have no item in common.'
        return not any(item in self for item in other)

    def _operand(self, other):
        """Return the other operand as a set, None when it is not even iterable."""
        if isinstance(other, Set):
            return other
        return self._from_iterable(other) if isinstance(other, Iterable) else None

    def __and__(self, other):
        return self._from_iterable(filter(self.__contains__, other)) if isinstance(other, Iterable) else NotImplemented

    def __or__(self, other):
        return self._from_iterable((*self, *other)) if isinstance(other, Iterable) else NotImplemented

    def __sub__(self, other):
        without = self._operand(other)
        return NotImplemented if without is None else self._from_iterable(item for item in self if item not in without)

    def __rsub__(self, other):
        whole = self._operand(other)
        return NotImplemented if whole is None else self._from_iterable(item for item in whole if item not in self)

    def __xor__(self, other):
        right = self._operand(other)
        return NotImplemented if right is None else (self - right) | (right - self)

    __rand__, __ror__, __rxor__ = __and__, __or__, __xor__

    def _hash(self):
        """Compute a hash of the items, as frozenset does: equal sets of any class have equal ones."""
        bits = 64 if sys.maxsize > 1 << 32 else 32
        mask = (1 << bits) - 1
        size = len(self)
        value = 1927868237 * (size + 1) & mask
        for item in self:
            h = hash(item)
            value ^= (h ^ h << 16 ^ 89869747) * 3644798167 & mask
            value &= mask
        value ^= value >> 11 ^ value >> 25
        value = value * 69069 + 907133923 & mask
        if value >> bits - 1:
            value -= mask + 1
        return 590923713 if value == -1 else value


class MutableSet(Set):
    """A set that can be changed: subclasses define add and discard as well."""

    __slots__ = ()

    @abstractmethod
    def add(self, value):
        """Add an item."""
        raise NotImplementedError

    @abstractmethod
    def discard(self, value):
        """Remove an item if it is there."""
        raise NotImplementedError

    def remove(self, value):
        """Remove an item; KeyError if it is not there."""
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        """Remove an item and return it; KeyError when there is none."""
        for value in self:
            self.discard(value)
            return value
        raise KeyError

    def clear(self):
        """Remove all items."""
        while len(self):
            self.pop()

    def __ior__(self, it):
        for value in it:
            self.add(value)
        return self

    def __iand__(self, it):
        for value in self - it:
            self.discard(value)
        return self

    def __ixor__(self, it):
        if it is self:
            self.clear()
            return self
        for value in it if isinstance(it, Set) else self._from_iterable(it):
            (self.discard if value in self else self.add)(value)
        return self

    def __isub__(self, it):
        if it is self:
            self.clear()
        else:
            for value in it:
                self.discard(value)
        return self


class Mapping(Collection):
    """A mapping that can't be changed: subclasses define __getitem__, __iter__ and __len__."""

    __slots__ = ()
    __abc_tpflags__ = 1 << 6  # matches mapping patterns
    __reversed__ = None

    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def get(self, key, default=None):
        'Return the value of key, or default.'
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        "Return a set-like view of the keys."
        return KeysView(self)

    def items(self):
        "Return a set-like view of the pairs."
        return ItemsView(self)

    def values(self):
        "Return a view of the values."
        return ValuesView(self)

    def __eq__(self, other):
        return dict(self.items()) == dict(other.items()) if isinstance(other, Mapping) else NotImplemented


class MappingView(Sized):
    """A view of a mapping."""

    __slots__ = '_mapping',
    __class_getitem__ = _subscript

    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return f'{type(self).__name__}({self._mapping!r})'


class KeysView(MappingView, Set):
    """A view of the keys of a mapping."""

    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        yield from self._mapping


class ItemsView(MappingView, Set):
    """A view of the pairs of a mapping."""

    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, item):
        key, value = item
        try:
            own = self._mapping[key]
        except KeyError:
            return False
        return own is value or own == value

    def __iter__(self):
        for key in self._mapping:
            yield key, self._mapping[key]


class ValuesView(MappingView, Collection):
    """A view of the values of a mapping."""

    __slots__ = ()

    def __contains__(self, value):
        return any(own is value or own == value for own in self)

    def __iter__(self):
        for key in self._mapping:
            yield self._mapping[key]


class MutableMapping(Mapping):
    """A mapping that can be changed: subclasses define __setitem__ and __delitem__ as well."""

    __slots__ = ()
    __missing_default = object()

    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    def pop(self, key, default=__missing_default):
        """Remove a key and return its value, or default; KeyError when there is neither."""
        try:
            value = self[key]
        except KeyError:
            if default is self.__missing_default:
                raise
            return default
        del self[key]
        return value

    def popitem(self):
        """Remove a pair and return it; KeyError when there is none."""
        for key in self:
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    def clear(self):
        """Remove pairs until popitem() has none."""
        with_pairs = True
        while with_pairs:
            try:
                self.popitem()
            except KeyError:
                with_pairs = False

    def update(self, other=(), /, **kwds):
        """Take in the pairs of a mapping or an iterable of pairs, then the keyword arguments."""
        if isinstance(other, Mapping):
            pairs = ((key, other[key]) for key in other)
        elif hasattr(other, 'keys'):
            pairs = ((key, other[key]) for key in other.keys())
        else:
            pairs = other
        for key, value in pairs:
            self[key] = value
        for key in kwds:
            self[key] = kwds[key]

    def setdefault(self, key, default=None):
        """Return the value of key, after setting it to default when there was none."""
        try:
            return self[key]
        except KeyError:
            self[key] = default
        return default


class Sequence(Reversible, Collection):
    """A sequence that can't be changed: subclasses define __getitem__ and __len__."""

    __slots__ = ()
    __abc_tpflags__ = 1 << 5  # matches sequence patterns

    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        at = 0
        while True:
            try:
                item = self[at]
            except IndexError:
                return
            yield item
            at += 1

    def __contains__(self, value):
        return any(item is value or item == value for item in self)

    def __reversed__(self):
        for at in range(len(self) - 1, -1, -1):
            yield self[at]

    def index(self, value, start=0, stop=None):
        """Return the index of the first item equal to value; ValueError when there is none."""
        if start is not None and start < 0:
            start = max(len(self) + start, 0)
        if stop is not None and stop < 0:
            stop += len(self)
        at = start
        while stop is None or at < stop:
            try:
                item = self[at]
            except IndexError:
                break
            if item is value or item == value:
                return at
            at += 1
        raise ValueError

    def count(self, value):
        """Return how often value occurs."""
        return sum(item is value or item == value for item in self)


class _OutOfUse(ABCMeta):
    """The metaclass of ByteString: to derive from it and to ask for instances of it is deprecated."""

    def __init__(cls, name, bases, contents, /, **keywords):
        if bases != (Sequence,):
            import warnings
            warnings._deprecated(f'{__name__}.ByteString', remove=(3, 17))
        ABCMeta.__init__(cls, name, bases, contents, **keywords)

    def __instancecheck__(cls, candidate):
        import warnings
        warnings._deprecated(f'{__name__}.ByteString', remove=(3, 17))
        return ABCMeta.__instancecheck__(cls, candidate)


ByteString = _OutOfUse('ByteString', (Sequence,), {
    '__doc__': 'The types bytes and bytearray. Buffer, or a union of types, says better what is meant.', '__slots__': (), '__module__': __name__})
for _kind in bytes, bytearray:
    ByteString.register(_kind)
del _kind


class MutableSequence(Sequence):
    """A sequence that can be changed: subclasses define __setitem__, __delitem__ and insert as well."""

    __slots__ = ()

    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @abstractmethod
    def insert(self, index, value):
        'Insert value before index.'
        raise IndexError

    def append(self, value):
        'Add value at the end.'
        self.insert(len(self), value)

    def clear(self):
        'Remove all items.'
        while len(self):
            self.pop()

    def reverse(self):
        'Reverse in place.'
        last = len(self) - 1
        for at in range(len(self) // 2):
            self[at], self[last - at] = self[last - at], self[at]

    def extend(self, values):
        'Add the items of an iterable at the end.'
        for value in list(values) if values is self else values:
            self.append(value)

    def pop(self, index=-1):
        """Remove an item, the last one unless told which, and return it."""
        item = self[index]
        del self[index]
        return item

    def remove(self, value):
        """Remove the first item equal to value; ValueError when there is none."""
        del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self


for _abstract, _concrete in (
        (Coroutine, (coroutine,)), (AsyncGenerator, (async_generator,)), (Generator, (generator,)),
        (Iterator, (bytes_iterator, bytearray_iterator, dict_keyiterator, dict_valueiterator, dict_itemiterator, list_iterator,
                    list_reverseiterator, range_iterator, longrange_iterator, set_iterator, str_iterator, tuple_iterator,
                    zip_iterator)),
        (Set, (frozenset,)), (MutableSet, (set,)), (KeysView, (dict_keys,)), (ItemsView, (dict_items,)), (ValuesView, (dict_values,)),
        (Mapping, (mappingproxy, framelocalsproxy)), (MutableMapping, (dict,)),
        (Sequence, (tuple, str, bytes, range, memoryview)), (MutableSequence, (list, bytearray))):
    for _class in _concrete:
        _abstract.register(_class)
del _abstract, _concrete, _class
