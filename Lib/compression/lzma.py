"""The module lzma under another name."""

import lzma
from lzma import *

__all__ = lzma.__all__
__doc__ = lzma.__doc__
