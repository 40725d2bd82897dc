"""The encoding euc_jp, of Japan."""

import _codecs_jp
from . import _make

_make.multibyte(globals(), 'euc_jp', _codecs_jp)
