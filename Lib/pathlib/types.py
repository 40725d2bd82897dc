"""Protocols for parts of pathlib."""

from typing import Protocol, runtime_checkable


@runtime_checkable
class PathInfo(Protocol):
    """What is known about a path: the attribute info of Path objects. Answers may be kept."""

    def exists(self, *, follow_symlinks: bool = True) -> bool:
        """Tell if there is something."""

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:
        """Tell if it is a folder."""

    def is_file(self, *, follow_symlinks: bool = True) -> bool:
        """Tell if it is a regular file."""

    def is_symlink(self) -> bool:
        """Tell if it is a symbolic link."""
