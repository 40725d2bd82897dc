"""The encoding big5, of Taiwan."""

import _codecs_tw
from . import _make

_make.multibyte(globals(), 'big5', _codecs_tw)
