"""The encoding gbk, of the Chinese mainland."""

import _codecs_cn
from . import _make

_make.multibyte(globals(), 'gbk', _codecs_cn)
