"""The module lzma under another name."""

import lzma
from lzma import *

__doc__, __all__ = lzma.__doc__, lzma.__all__
