"""The encoding johab, of Korea."""

import _codecs_kr
from . import _make

_make.multibyte(globals(), 'johab', _codecs_kr)
