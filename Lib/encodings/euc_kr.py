"""The encoding euc_kr, of Korea."""

import _codecs_kr
from . import _make

_make.multibyte(globals(), 'euc_kr', _codecs_kr)
