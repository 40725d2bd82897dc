"""The encoding of the OEM code page, which only Windows has."""

from codecs import oem_encode, oem_decode
from . import _make

_make.partial(globals(), 'oem', oem_encode, oem_decode)
