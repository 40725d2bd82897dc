"""Names for the types that the interpreter uses, and helpers to make classes."""

import sys


def _sample():
    """Gather one object of each type that has no other name."""
    cell = None

    def function():
        return cell

    def generator():
        yield

    async def coroutine():
        pass

    async def async_generator():
        yield

    unawaited = coroutine()
    unawaited.close()
    try:
        raise TypeError
    except TypeError as error:
        trace = error.__traceback__
    return dict(
        FunctionType=function, LambdaType=function, CodeType=function.__code__, CellType=function.__closure__[0],
        GeneratorType=generator(), CoroutineType=unawaited, AsyncGeneratorType=async_generator(), TracebackType=trace,
        FrameType=trace.tb_frame, MethodType=type('_', (), {'method': function})().method, BuiltinFunctionType=len,
        BuiltinMethodType=len, MappingProxyType=vars(type), WrapperDescriptorType=object.__init__,
        MethodWrapperType=object().__str__, MethodDescriptorType=str.join, ClassMethodDescriptorType=vars(dict)['fromkeys'],
        GetSetDescriptorType=type(function).__code__, MemberDescriptorType=type(function).__globals__, ModuleType=sys,
        SimpleNamespace=sys.implementation, GenericAlias=list[int], UnionType=int | str, EllipsisType=...,
        NoneType=None, NotImplementedType=NotImplemented)


globals().update((name, type(value)) for name, value in _sample().items())
del _sample

try:
    from _types import CapsuleType
except ImportError:
    pass  # Python code has no object of this type


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Make a class as a class statement does; exec_body fills its namespace."""
    resolved = resolve_bases(bases)
    meta, namespace, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace['__orig_bases__'] = bases
    return meta(name, resolved, namespace, **kwds)


def resolve_bases(bases):
    """Replace the bases that are no classes by what their __mro_entries__ gives; the same tuple when there are none."""
    out = []
    changed = False
    for base in bases:
        entries = None if isinstance(base, type) else getattr(base, '__mro_entries__', None)
        if entries is None:
            out.append(base)
            continue
        replacement = entries(bases)
        if not isinstance(replacement, tuple):
            raise TypeError('__mro_entries__ must return a tuple')
        out.extend(replacement)
        changed = True
    return tuple(out) if changed else bases


def prepare_class(name, bases=(), kwds=None):
    """Find the metaclass of a class statement; return it with the namespace and the other keyword arguments."""
    rest = dict(kwds or {})
    meta = rest.pop('metaclass', None)
    if meta is None:
        meta = type(bases[0]) if bases else type
    if isinstance(meta, type):
        meta = _most_derived(meta, bases)
    prepare = getattr(meta, '__prepare__', None)
    return meta, {} if prepare is None else prepare(name, bases, **rest), rest


def _most_derived(meta, bases):
    for base in bases:
        other = type(base)
        if issubclass(other, meta):
            meta = other
        elif not issubclass(meta, other):
            raise TypeError('metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass '
                            'of the metaclasses of all its bases')
    return meta


def get_original_bases(cls, /):
    """Return the bases of a class as the class statement has them, before __mro_entries__."""
    if not isinstance(cls, type):
        raise TypeError(f'Expected an instance of type, not {type(cls).__name__!r}')
    return cls.__dict__.get('__orig_bases__', cls.__bases__)


class DynamicClassAttribute:
    """A property of instances that the class looks up elsewhere: there __getattr__ of the metaclass is asked."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.overwrite_doc = doc is None
        self.__doc__ = getattr(fget, '__doc__', None) if doc is None else doc
        self.__isabstractmethod__ = bool(getattr(fget, '__isabstractmethod__', False))

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.__isabstractmethod__:
                return self
            raise AttributeError
        if self.fget is None:
            raise AttributeError('unreadable attribute')
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)

    def _with(self, fget, fset, fdel, doc):
        changed = type(self)(fget, fset, fdel, doc)
        changed.overwrite_doc = self.overwrite_doc
        return changed

    def getter(self, fget):
        return self._with(fget, self.fset, self.fdel, fget.__doc__ if self.overwrite_doc else self.__doc__)

    def setter(self, fset):
        return self._with(self.fget, fset, self.fdel, self.__doc__)

    def deleter(self, fdel):
        return self._with(self.fget, self.fset, fdel, self.__doc__)


class _GeneratorWrapper:
    """A generator-like object that can be awaited."""

    def __init__(self, gen):
        self.__wrapped = gen
        self.__name__ = getattr(gen, '__name__', None)
        self.__qualname__ = getattr(gen, '__qualname__', None)

    def send(self, value):
        return self.__wrapped.send(value)

    def throw(self, tp, *rest):
        return self.__wrapped.throw(tp, *rest)

    def close(self):
        return self.__wrapped.close()

    def __next__(self):
        return next(self.__wrapped)

    def __iter__(self):
        # A real generator can be iterated without the wrapper between.
        return self.__wrapped if isinstance(self.__wrapped, (GeneratorType, CoroutineType)) else self

    __await__ = __iter__

    gi_suspended = cr_suspended = property(lambda self: self.__wrapped.gi_suspended)
    gi_code = cr_code = property(lambda self: self.__wrapped.gi_code)
    gi_frame = cr_frame = property(lambda self: self.__wrapped.gi_frame)
    gi_running = cr_running = property(lambda self: self.__wrapped.gi_running)
    gi_yieldfrom = cr_await = property(lambda self: self.__wrapped.gi_yieldfrom)


def coroutine(func):
    """Let what a generator function returns be awaited."""
    if not callable(func):
        raise TypeError('types.coroutine() expects a callable')
    code = getattr(func, '__code__', None) if isinstance(func, FunctionType) else None
    if code is not None:
        if code.co_flags & 0x180:  # a coroutine already
            return func
        if code.co_flags & 0x20:  # a generator function: mark it
            func.__code__ = code.replace(co_flags=code.co_flags | 0x100)
            return func
    from functools import wraps
    from _collections_abc import Coroutine, Generator

    @wraps(func)
    def wrapped(*args, **kwargs):
        made = func(*args, **kwargs)
        if isinstance(made, CoroutineType) or isinstance(made, GeneratorType) and made.gi_code.co_flags & 0x100:
            return made
        if isinstance(made, Generator) and not isinstance(made, Coroutine):
            return _GeneratorWrapper(made)
        return made

    return wrapped


__all__ = [name for name in globals() if not name.startswith('_') and name != 'sys']
