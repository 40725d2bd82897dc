"""Classes that say what there is to do, and leave it to others to do it."""

import functools
import inspect


def _nothing():
    """A method of no more than this is open."""


async def _nothing_async():
    """A coroutine method of no more than this is open."""


_EMPTY = {_nothing.__code__.co_code, _nothing_async.__code__.co_code}


def interface(cls):
    """Let each method of a class that has a docstring and no code raise NotImplementedError."""
    for name, method in list(vars(cls).items()):
        if inspect.isfunction(method) and method.__code__.co_code in _EMPTY:
            setattr(cls, name, _open(method))
    return cls


def _open(method):
    if inspect.iscoroutinefunction(method):
        async def missing(*args, **kwargs):
            raise NotImplementedError
    else:
        def missing(*args, **kwargs):
            raise NotImplementedError
    return functools.update_wrapper(missing, method)
