"""The encoding iso2022_kr, which shifts between sets of characters."""

import _codecs_iso2022
from . import _make

_make.multibyte(globals(), 'iso2022_kr', _codecs_iso2022)
