"""Types for annotations in WSGI applications and servers."""

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Any, Protocol, TypeAlias

__all__ = ['StartResponse', 'WSGIEnvironment', 'WSGIApplication', 'InputStream', 'ErrorStream', 'FileWrapper']

_Fault: TypeAlias = tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None]
_Pairs: TypeAlias = list[tuple[str, str]]


class StartResponse(Protocol):
    """start_response(): it takes status and headers, and returns write()."""

    def __call__(self, status: str, headers: _Pairs, exc_info: _Fault | None = ..., /) -> Callable[[bytes], object]: ...


WSGIEnvironment: TypeAlias = dict[str, Any]
WSGIApplication: TypeAlias = Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]


class InputStream(Protocol):
    """wsgi.input."""

    def __iter__(self) -> Iterator[bytes]: ...

    def read(self, size: int = ..., /) -> bytes: ...

    def readline(self, size: int = ..., /) -> bytes: ...

    def readlines(self, hint: int = ..., /) -> list[bytes]: ...


class ErrorStream(Protocol):
    """wsgi.errors."""

    def write(self, s: str, /) -> object: ...

    def writelines(self, seq: list[str], /) -> object: ...

    def flush(self) -> object: ...


class _Source(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


class FileWrapper(Protocol):
    """wsgi.file_wrapper, which a server may have."""

    def __call__(self, file: _Source, block_size: int = ..., /) -> Iterable[bytes]: ...
