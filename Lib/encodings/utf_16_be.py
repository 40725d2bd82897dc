"""The encoding utf-16-be."""

import codecs
from . import _make

_make.partial(globals(), 'utf-16-be', codecs.utf_16_be_encode, codecs.utf_16_be_decode)
