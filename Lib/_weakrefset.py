"""Where WeakSet is also found."""

from weakref import WeakSet

__all__ = ['WeakSet']
