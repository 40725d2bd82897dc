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


class _Protocol(metaclass=abc.ABCMeta):
    # A class is one of these when it, or one it inherits from, defines the method.
    _method = None
    __slots__ = ()

    @classmethod
    def __subclasshook__(cls, other):
        if cls._method is None or '_method' not in cls.__dict__:
            return NotImplemented
        for base in other.__mro__:
            if cls._method in base.__dict__:
                return base.__dict__[cls._method] is not None or NotImplemented
        return NotImplemented

    __class_getitem__ = classmethod(type(list[int]))


class Reader(_Protocol):
    """Any object that can be read from: it has a method read."""
    _method = 'read'
    __slots__ = ()

    @abc.abstractmethod
    def read(self, size=..., /):
        """Read at most size items, or as many as there are."""


class Writer(_Protocol):
    """Any object that can be written to: it has a method write."""
    _method = 'write'
    __slots__ = ()

    @abc.abstractmethod
    def write(self, data, /):
        """Write the data and return how many items were written."""
