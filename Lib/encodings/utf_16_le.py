"""The encoding utf-16-le."""

import codecs
from . import _make

_make.partial(globals(), 'utf-16-le', codecs.utf_16_le_encode, codecs.utf_16_le_decode)
