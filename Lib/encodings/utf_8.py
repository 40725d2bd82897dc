"""The encoding utf-8."""

import codecs
from . import _make

_make.partial(globals(), 'utf-8', codecs.utf_8_encode, codecs.utf_8_decode)
