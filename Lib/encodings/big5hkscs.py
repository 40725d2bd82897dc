"""The encoding big5hkscs, of Hong Kong."""

import _codecs_hk
from . import _make

_make.multibyte(globals(), 'big5hkscs', _codecs_hk)
