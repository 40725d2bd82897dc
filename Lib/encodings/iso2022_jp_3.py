"""The encoding iso2022_jp_3, which shifts between sets of characters."""

import _codecs_iso2022
from . import _make

_make.multibyte(globals(), 'iso2022_jp_3', _codecs_iso2022)
