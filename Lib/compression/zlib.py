"""The module zlib under another name."""

import zlib
from zlib import *

__all__ = getattr(zlib, '__all__', [name for name in vars(zlib) if not name.startswith('_')])
__doc__ = zlib.__doc__
