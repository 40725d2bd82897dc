"""Another name of module decimal's objects.

In CPython this is decimal in Python, for interpreters without the one in C. gopy has one implementation, in Go: whoever
imports this name gets the same types, contexts and signals as from decimal.
"""

import _builtin_again

_decimal = _builtin_again.load('_decimal')
__all__ = [name for name in dir(_decimal) if not name.startswith('_')]
globals().update((name, getattr(_decimal, name)) for name in [*__all__, '__version__', '__libmpdec_version__'])
