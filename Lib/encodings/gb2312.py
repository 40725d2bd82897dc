"""The encoding gb2312, of the Chinese mainland."""

import _codecs_cn
from . import _make

_make.multibyte(globals(), 'gb2312', _codecs_cn)
