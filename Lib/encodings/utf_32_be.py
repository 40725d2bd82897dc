"""The encoding utf-32-be."""

import codecs
from . import _make

_make.partial(globals(), 'utf-32-be', codecs.utf_32_be_encode, codecs.utf_32_be_decode)
