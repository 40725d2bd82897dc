"""Data that each thread has for itself, in Python; threading.local is the same in Go.

A local object holds a dictionary for each thread that uses it, by weak references to the thread objects: a dictionary goes when
its thread has gone, or with the local object. As each thread asks only for its own one, nothing has to be locked.
"""

from threading import current_thread
from weakref import WeakKeyDictionary

__all__ = ['local']


class _Spaces(WeakKeyDictionary):
    """The dictionaries of a local object by thread, and the arguments that it was made with."""

    def __init__(self, args, kwargs):
        super().__init__()
        self.arguments = args, kwargs


def _space(obj):
    """Return this thread's dictionary for a local object, which is first filled by the class's __init__."""
    spaces, thread = object.__getattribute__(obj, '_local__spaces'), current_thread()
    space = spaces.get(thread)
    if space is None:
        space = spaces[thread] = {}
        args, kwargs = spaces.arguments
        try:
            type(obj).__init__(obj, *args, **kwargs)
        except BaseException:
            del spaces[thread]
            raise
    return space


def _by_class(obj, name):
    """Tell whether an attribute is not the thread's but what the class makes of it: one with its own way to be set or deleted."""
    for cls in type(obj).__mro__:
        if name in vars(cls):
            kind = type(vars(cls)[name])
            return hasattr(kind, '__set__') or hasattr(kind, '__delete__')
    return False


class local:
    """An object whose attributes are others in each thread. A subclass's __init__ is called for each thread that uses the object."""

    __slots__ = '__spaces', '__weakref__'

    def __new__(cls, /, *args, **kwargs):
        if cls.__init__ is object.__init__ and (args or kwargs):
            raise TypeError('Initialization arguments are not supported')
        obj = super().__new__(cls)
        spaces = _Spaces(args, kwargs)
        object.__setattr__(obj, '_local__spaces', spaces)
        spaces[current_thread()] = {}  # here __init__ is called by the one who makes the object
        return obj

    def __getattribute__(self, name):
        space = _space(self)
        if name == '__dict__':
            return space
        if name in space and not _by_class(self, name):
            return space[name]
        return super().__getattribute__(name)

    def __setattr__(self, name, value):
        _not_the_space(self, name)
        space = _space(self)
        if _by_class(self, name):
            super().__setattr__(name, value)
        else:
            space[name] = value

    def __delattr__(self, name):
        _not_the_space(self, name)
        space = _space(self)
        if name in space and not _by_class(self, name):
            del space[name]
        else:
            super().__delattr__(name)


def _not_the_space(obj, name):
    if name == '__dict__':
        raise AttributeError(f'{type(obj).__name__!r} object attribute {name!r} is read-only')
