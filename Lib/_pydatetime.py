"""Another name of module datetime's objects.

In CPython this is datetime in Python, for interpreters without the one in C. gopy has one implementation, in Go: whoever
imports this name gets the same types as from datetime.
"""

import _builtin_again

_datetime = _builtin_again.load('_datetime')
__all__ = ('date', 'datetime', 'time', 'timedelta', 'timezone', 'tzinfo', 'MINYEAR', 'MAXYEAR', 'UTC')
globals().update((name, getattr(_datetime, name)) for name in __all__)
