"""The encoding shift_jis, of Japan."""

import _codecs_jp
from . import _make

_make.multibyte(globals(), 'shift_jis', _codecs_jp)
