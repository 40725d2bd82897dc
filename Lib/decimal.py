"""Decimal floating-point arithmetic, with exact results where they exist and rounding as a context says."""

try:
    from _decimal import *
    from _decimal import __libmpdec_version__, __version__
except ImportError:
    from _pydecimal import *
    from _pydecimal import __all__, __libmpdec_version__, __version__
