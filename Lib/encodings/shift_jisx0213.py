"""The encoding shift_jisx0213, of Japan."""

import _codecs_jp
from . import _make

_make.multibyte(globals(), 'shift_jisx0213', _codecs_jp)
