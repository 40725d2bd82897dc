"""Another name of what module abc is made of.

In CPython this is the metaclass in Python, for interpreters without the one in C. gopy has one implementation: whoever
imports this name gets the same class and the same count of registrations as from abc.
"""

from abc import ABCMeta, get_cache_token

__all__ = ('ABCMeta', 'get_cache_token')
