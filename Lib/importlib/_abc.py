"""Loader, the class below the other abstract classes of the import system."""

import abc

from . import _bootstrap


class Loader(metaclass=abc.ABCMeta):
    """Loads modules."""

    def create_module(self, spec):
        """Return the module to be filled; None asks for an ordinary one."""
        return None

    def load_module(self, fullname):
        """Load a module the old way; deprecated."""
        if not hasattr(self, 'exec_module'):
            raise ImportError
        return _bootstrap._load_module_shim(self, fullname)
