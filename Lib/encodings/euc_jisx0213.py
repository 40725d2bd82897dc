"""The encoding euc_jisx0213, of Japan."""

import _codecs_jp
from . import _make

_make.multibyte(globals(), 'euc_jisx0213', _codecs_jp)
