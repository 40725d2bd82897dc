"""TOML: configuration files as Python values."""

from ._parser import TOMLDecodeError, load, loads

__all__ = ('loads', 'load', 'TOMLDecodeError')

TOMLDecodeError.__module__ = __name__
