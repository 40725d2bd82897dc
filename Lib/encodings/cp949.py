"""The encoding cp949, of Korea."""

import _codecs_kr
from . import _make

_make.multibyte(globals(), 'cp949', _codecs_kr)
