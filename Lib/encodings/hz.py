"""The encoding hz, of the Chinese mainland."""

import _codecs_cn
from . import _make

_make.multibyte(globals(), 'hz', _codecs_cn)
