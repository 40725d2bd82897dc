"""The module bz2 under another name."""

import bz2
from bz2 import *

__all__ = bz2.__all__
__doc__ = bz2.__doc__
