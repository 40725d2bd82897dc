"""Streams. The classes are those of _io; here are the abstract ones that programs can derive from or register with."""

import _io
import abc
from _io import (BlockingIOError, BufferedRandom, BufferedReader, BufferedRWPair, BufferedWriter, BytesIO,
                 DEFAULT_BUFFER_SIZE, FileIO, IncrementalNewlineDecoder, StringIO, TextIOWrapper,
                 UnsupportedOperation, open, open_code, text_encoding)

__all__ = ["BlockingIOError", "open", "open_code", "IOBase", "RawIOBase", "FileIO", "BytesIO",
           "StringIO", "BufferedIOBase", "BufferedReader", "BufferedWriter", "BufferedRWPair",
           "BufferedRandom", "TextIOBase", "TextIOWrapper", "UnsupportedOperation", "SEEK_SET",
           "SEEK_CUR", "SEEK_END", "DEFAULT_BUFFER_SIZE", "text_encoding",
           "IncrementalNewlineDecoder", "Reader", "Writer"]

SEEK_SET, SEEK_CUR, SEEK_END = range(3)


class IOBase(_io._IOBase, metaclass=abc.ABCMeta):
    __doc__ = _io._IOBase.__doc__


class RawIOBase(_io._RawIOBase, IOBase):
    __doc__ = _io._RawIOBase.__doc__


class BufferedIOBase(_io._BufferedIOBase, IOBase):
    __doc__ = _io._BufferedIOBase.__doc__


class TextIOBase(_io._TextIOBase, IOBase):
    __doc__ = _io._TextIOBase.__doc__


for _abstract, _concrete in ((RawIOBase, [FileIO]), (TextIOBase, [StringIO, TextIOWrapper]),
                             (BufferedIOBase, [BytesIO, BufferedReader, BufferedWriter, BufferedRandom,
                                               BufferedRWPair])):
    for _class in _concrete:
        _abstract.register(_class)
del _abstract, _concrete, _class


def _has(name):
    """Return a __subclasshook__ for a class: its subclasses are those that define a method, or inherit it."""
    def __subclasshook__(cls, other):
        if cls.__dict__.get('__subclasshook__') is not hook:
            return NotImplemented
        for base in other.__mro__:
            if name in base.__dict__:
                return base.__dict__[name] is not None or NotImplemented
        return NotImplemented

    hook = classmethod(__subclasshook__)
    return hook


class Reader(metaclass=abc.ABCMeta):
    """Any object that can be read from: it has a method read."""
    __slots__ = ()
    __subclasshook__ = _has('read')
    __class_getitem__ = classmethod(type(list[int]))

    @abc.abstractmethod
    def read(self, size=..., /):
        """Read at most size items, or as many as there are."""


class Writer(metaclass=abc.ABCMeta):
    """Any object that can be written to: it has a method write."""
    __slots__ = ()
    __subclasshook__ = _has('write')
    __class_getitem__ = classmethod(type(list[int]))

    @abc.abstractmethod
    def write(self, data, /):
        """Write the data and return how many items were written."""
