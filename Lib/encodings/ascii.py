"""The encoding ascii."""

import codecs
from . import _make

_functions = codecs.ascii_encode, codecs.ascii_decode
_make.stateless(globals(), 'ascii', *_functions, methods=_functions, exact=True)
