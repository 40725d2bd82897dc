"""The encoding of the ANSI code page, which only Windows has."""

from codecs import mbcs_encode, mbcs_decode
from . import _make

_make.partial(globals(), 'mbcs', mbcs_encode, mbcs_decode)
