"""The encoding iso8859-1."""

import codecs
from . import _make

_functions = codecs.latin_1_encode, codecs.latin_1_decode
_make.stateless(globals(), 'iso8859-1', *_functions, methods=_functions, exact=True)
