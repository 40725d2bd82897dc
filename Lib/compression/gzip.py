"""The module gzip under another name."""

import gzip
from gzip import *

__all__ = getattr(gzip, '__all__', [name for name in vars(gzip) if not name.startswith('_')])
__doc__ = gzip.__doc__
