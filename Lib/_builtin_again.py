"""A module of the interpreter for those who find its name taken: sys.modules[name] is None where a program blocks it.

Programs block an accelerator to get the version that is written in Python. gopy has no second version of decimal's and
datetime's types; _pydecimal and _pydatetime take the only one from here.
"""

import _imp
from importlib.machinery import BuiltinImporter


def load(name):
    """Return the module, made anew if sys.modules doesn't have it."""
    from sys import modules
    if (known := modules.get(name)) is not None:
        return known
    spec = BuiltinImporter.find_spec(name)
    made = _imp.create_builtin(spec)
    _imp.exec_builtin(made)
    return made
