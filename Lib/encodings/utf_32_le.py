"""The encoding utf-32-le."""

import codecs
from . import _make

_make.partial(globals(), 'utf-32-le', codecs.utf_32_le_encode, codecs.utf_32_le_decode)
