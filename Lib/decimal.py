"""Decimal floating-point arithmetic, with exact results where they exist and rounding as a context says."""

from _decimal import *
from _decimal import __libmpdec_version__, __version__
