"""The encoding euc_jis_2004, of Japan."""

import _codecs_jp
from . import _make

_make.multibyte(globals(), 'euc_jis_2004', _codecs_jp)
