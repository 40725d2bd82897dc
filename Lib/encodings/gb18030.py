"""The encoding gb18030, of the Chinese mainland."""

import _codecs_cn
from . import _make

_make.multibyte(globals(), 'gb18030', _codecs_cn)
