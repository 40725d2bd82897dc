"""Tools for the with statement."""

import abc
import os
import sys
from _collections_abc import _check_methods
from collections import deque
from functools import wraps
from types import GenericAlias, MethodType

__all__ = ['asynccontextmanager', 'contextmanager', 'closing', 'nullcontext', 'AbstractContextManager',
           'AbstractAsyncContextManager', 'AsyncExitStack', 'ContextDecorator', 'ExitStack', 'redirect_stdout',
           'redirect_stderr', 'suppress', 'aclosing', 'AsyncContextDecorator', 'chdir']


class AbstractContextManager(abc.ABC):
    """What a with statement takes."""

    __class_getitem__ = classmethod(GenericAlias)
    __slots__ = ()

    def __enter__(self):
        return self

    @abc.abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        """Leave; a true result swallows the exception."""
        return None

    @classmethod
    def __subclasshook__(cls, C):
        return _check_methods(C, '__enter__', '__exit__') if cls is AbstractContextManager else NotImplemented


class AbstractAsyncContextManager(abc.ABC):
    """What an async with statement takes."""

    __class_getitem__ = classmethod(GenericAlias)
    __slots__ = ()

    async def __aenter__(self):
        return self

    @abc.abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        """Leave; a true result swallows the exception."""
        return None

    @classmethod
    def __subclasshook__(cls, C):
        return _check_methods(C, '__aenter__', '__aexit__') if cls is AbstractAsyncContextManager else NotImplemented


class ContextDecorator:
    """Lets a context manager decorate functions: each call runs inside it."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        def run(*positional, **named):
            manager = self._recreate_cm()
            with manager:
                return func(*positional, **named)
        return wraps(func)(run)


class AsyncContextDecorator:
    """Lets an async context manager decorate coroutine functions."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        async def run(*positional, **named):
            manager = self._recreate_cm()
            async with manager:
                return await func(*positional, **named)
        return wraps(func)(run)


_NO_YIELD = "generator didn't yield"
_NO_STOP = "generator didn't stop"


class _FromGenerator:
    """A context manager around a generator that yields once. It keeps how the generator was made, to make it again."""

    _ends = StopIteration  # what the end of the generator raises

    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.__doc__ = getattr(func, '__doc__', None) or type(self).__doc__
        self.func, self.kwds, self.args = func, kwds, args

    def _recreate_cm(self):
        return type(self)(self.func, self.args, self.kwds)

    def _outcome(self, raised, thrown, trace):
        """The result of leaving, given what the generator raised when an exception was thrown into it."""
        if isinstance(raised, self._ends):
            return raised is not thrown
        wrapped = (isinstance(raised, RuntimeError) and raised.__cause__ is thrown
                   and isinstance(thrown, (StopIteration, self._ends)))
        if raised is not thrown and not wrapped:
            raise raised
        thrown.__traceback__ = trace
        return False


class _GeneratorContextManager(_FromGenerator, AbstractContextManager, ContextDecorator):
    """What a function decorated with contextmanager returns."""

    def __enter__(self):
        del self.args, self.kwds  # no longer needed: let the arguments go
        for value in self.gen:
            return value
        raise RuntimeError(_NO_YIELD)

    def __exit__(self, kind, thrown, trace):
        if kind is None:
            for _ in self.gen:
                break
            else:
                return False
        else:
            try:
                thrown = kind() if thrown is None else thrown
                self.gen.throw(thrown)
            except BaseException as raised:
                return self._outcome(raised, thrown, trace)
        self.gen.close()
        raise RuntimeError(_NO_STOP if kind is None else _NO_STOP + ' after throw()')


class _AsyncGeneratorContextManager(_FromGenerator, AbstractAsyncContextManager, AsyncContextDecorator):
    """What a function decorated with asynccontextmanager returns."""

    _ends = StopAsyncIteration

    async def __aenter__(self):
        del self.args, self.kwds
        async for value in self.gen:
            return value
        raise RuntimeError(_NO_YIELD)

    async def __aexit__(self, kind, thrown, trace):
        if kind is None:
            async for _ in self.gen:
                break
            else:
                return False
        else:
            try:
                thrown = kind() if thrown is None else thrown
                await self.gen.athrow(thrown)
            except BaseException as raised:
                return self._outcome(raised, thrown, trace)
        await self.gen.aclose()
        raise RuntimeError(_NO_STOP if kind is None else _NO_STOP + ' after athrow()')


def _manager_maker(manager, func):
    """Make the function that a generator function is replaced by."""
    return wraps(func)(lambda *positional, **named: manager(func, positional, named))


def contextmanager(func):
    """Make a context manager out of a generator function: what it yields is the value of the with statement."""
    return _manager_maker(_GeneratorContextManager, func)


def asynccontextmanager(func):
    """Make an async context manager out of an async generator function."""
    return _manager_maker(_AsyncGeneratorContextManager, func)


class closing(AbstractContextManager):
    """Calls close() of a thing at the end."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    """Awaits aclose() of a thing at the end."""

    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()


class _RedirectStream(AbstractContextManager):
    """Replaces a standard stream for a while; it can be entered again while it is."""

    _stream = None

    def __init__(self, new_target):
        self._target, self._before = new_target, []

    def __enter__(self):
        target, name = self._target, self._stream
        self._before.append(vars(sys)[name])
        setattr(sys, name, target)
        return target

    def __exit__(self, *details):
        setattr(sys, self._stream, self._before.pop())


class redirect_stdout(_RedirectStream):
    """Sends standard output elsewhere."""

    _stream = 'stdout'


class redirect_stderr(_RedirectStream):
    """Sends standard error elsewhere."""

    _stream = 'stderr'


class suppress(AbstractContextManager):
    """Swallows exceptions of the given classes."""

    def __init__(self, *exceptions):
        self._classes = exceptions

    def __enter__(self):
        pass

    def __exit__(self, kind, thrown, trace):
        if kind is None:
            return None
        if issubclass(kind, self._classes):
            return True
        if issubclass(kind, BaseExceptionGroup):
            rest = thrown.split(self._classes)[1]
            if rest is None:
                return True
            raise rest
        return False


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    """Does nothing, with or without async."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *details):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *details):
        pass


class chdir(AbstractContextManager):
    """Changes the working directory for a while."""

    def __init__(self, path):
        self.path = path
        self._before = []

    def __enter__(self):
        here = os.getcwd()
        os.chdir(self.path)
        self._before.append(here)

    def __exit__(self, *details):
        os.chdir(self._before.pop())


def _special(obj, enter, leave, kind):
    """Find the methods that make an object a context manager."""
    cls = type(obj)
    try:
        return getattr(cls, enter), getattr(cls, leave)
    except AttributeError:
        raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the {kind} protocol") from None


def _mend_context(new, old, outermost):
    """Hang the exception that was there before behind one that a callback raised."""
    while True:
        below = new.__context__
        if below is None or below is old:
            return
        if below is outermost:
            break
        new = below
    new.__context__ = old


class _Unwinding:
    """What goes on while a stack is left: the exception on its way, and what becomes of it."""

    def __init__(self, exc):
        self.exc = exc
        self._began_with_one = exc is not None
        self._outermost = sys.exception()
        self._from_callback = False

    def details(self):
        """What the next callback is called with."""
        return (None, None, None) if self.exc is None else (type(self.exc), self.exc, self.exc.__traceback__)

    def answered(self, swallow):
        """A callback returned."""
        if swallow:
            self.exc, self._from_callback = None, False

    def failed(self, error):
        """A callback raised."""
        _mend_context(error, self.exc, self._outermost)
        self.exc, self._from_callback = error, True

    def finish(self):
        """The result of leaving the stack: raise what a callback raised last, or say whether the exception is gone."""
        if not self._from_callback:
            return self._began_with_one and self.exc is None
        exc = self.exc
        context = exc.__context__  # which raising it would replace
        try:
            raise exc
        finally:
            exc.__context__ = context


class _Stack:
    """What ExitStack and AsyncExitStack share: a list of (is synchronous, callback)."""

    def __init__(self):
        self._replace(())

    def _replace(self, callbacks):
        self._exit_callbacks = deque(callbacks)

    def _register(self, synchronous, leave, owner=None):
        self._exit_callbacks.append((synchronous, leave if owner is None else MethodType(leave, owner)))

    def _register_exit(self, synchronous, name, exit):
        """Register the method of an object's class that has the name, the object itself if there is none."""
        found = getattr(type(exit), name, None)
        if found is None:
            self._register(synchronous, exit)
        else:
            self._exit_callbacks.append((synchronous, MethodType(found, exit)))
        return exit

    def _drain(self):
        """Take out the callbacks, also those that are registered meanwhile, the last one first."""
        while True:
            try:
                last = self._exit_callbacks.pop()
            except IndexError:
                return
            yield last

    def pop_all(self):
        """Move all callbacks to a new stack."""
        heir = type(self)()
        heir._replace(self._exit_callbacks)
        self._replace(())
        return heir

    def push(self, exit):
        """Register an __exit__ method, of a context manager or a function like one."""
        return self._register_exit(True, '__exit__', exit)

    def enter_context(self, cm):
        """Enter a context manager; it is left with the stack."""
        enter, leave = _special(cm, '__enter__', '__exit__', 'context manager')
        value = enter(cm)
        self._register(True, leave, cm)
        return value

    def callback(self, callback, /, *args, **kwds):
        """Register a function to call, without the exception."""
        def leave(exc_type, exc, tb):
            callback(*args, **kwds)
        leave.__wrapped__ = callback
        self._register(True, leave)
        return callback


class ExitStack(_Stack, AbstractContextManager):
    """Leaves any number of context managers at the end, the last one first."""

    def __enter__(self):
        return self

    def __exit__(self, *details):
        state = _Unwinding(details[1])
        for _, leave in self._drain():
            try:
                state.answered(leave(*state.details()))
            except BaseException as error:
                state.failed(error)
        return state.finish()

    def close(self):
        """Leave all now."""
        self.__exit__(*[None] * 3)


class AsyncExitStack(_Stack, AbstractAsyncContextManager):
    """ExitStack that takes async context managers too."""

    async def enter_async_context(self, cm):
        """Enter an async context manager; it is left with the stack."""
        enter, leave = _special(cm, '__aenter__', '__aexit__', 'asynchronous context manager')
        value = await enter(cm)
        self._register(False, leave, cm)
        return value

    def push_async_exit(self, exit):
        """Register an __aexit__ method, or a coroutine function like one."""
        return self._register_exit(False, '__aexit__', exit)

    def push_async_callback(self, callback, /, *args, **kwds):
        """Register a coroutine function to call, without the exception."""
        async def leave(exc_type, exc, tb):
            awaited = callback(*args, **kwds)
            await awaited
        leave.__wrapped__ = callback
        self._register(False, leave)
        return callback

    async def aclose(self):
        """Leave all now."""
        await self.__aexit__(*[None] * 3)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        state = _Unwinding(details[1])
        for synchronous, leave in self._drain():
            try:
                answer = leave(*state.details())
                state.answered(answer if synchronous else await answer)
            except BaseException as error:
                state.failed(error)
        return state.finish()
