"""The protocols of what this package takes and returns, for annotations."""

import os
from typing import Any, Protocol, overload


class PackageMetadata(Protocol):
    """The fields of a distribution's metadata."""

    def __len__(self) -> int: ...

    def __contains__(self, item: str) -> bool: ...

    def __getitem__(self, key: str) -> str: ...

    def __iter__(self): ...

    @overload
    def get(self, name: str, failobj: None = None) -> str | None: ...

    @overload
    def get[T](self, name: str, failobj: T) -> str | T: ...

    @overload
    def get_all(self, name: str, failobj: None = None) -> list[Any] | None: ...

    @overload
    def get_all[T](self, name: str, failobj: T) -> list[Any] | T: ...

    @property
    def json(self) -> dict[str, str | list[str]]:
        """The fields as a dict for JSON."""


class SimplePath(Protocol):
    """As much of pathlib.Path as is needed of where a distribution lies."""

    def joinpath(self, other: str | os.PathLike[str]) -> 'SimplePath': ...

    def __truediv__(self, other: str | os.PathLike[str]) -> 'SimplePath': ...

    @property
    def parent(self) -> 'SimplePath': ...

    def read_text(self, encoding=None) -> str: ...

    def read_bytes(self) -> bytes: ...

    def exists(self) -> bool: ...
