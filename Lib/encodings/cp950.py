"""The encoding cp950, of Taiwan."""

import _codecs_tw
from . import _make

_make.multibyte(globals(), 'cp950', _codecs_tw)
