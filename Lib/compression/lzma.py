"""The formats .xz and .lzma: module lzma by another name."""

import lzma
from lzma import *

__all__ = lzma.__all__
