"""The encoding utf-7."""

import codecs
from . import _make

_make.partial(globals(), 'utf-7', codecs.utf_7_encode, codecs.utf_7_decode)
