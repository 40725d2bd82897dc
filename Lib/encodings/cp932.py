"""The encoding cp932, of Japan."""

import _codecs_jp
from . import _make

_make.multibyte(globals(), 'cp932', _codecs_jp)
