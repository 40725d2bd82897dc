"""The encoding unicode-escape: the escape sequences of string literals."""

import codecs
from . import _make

_functions = codecs.unicode_escape_encode, codecs.unicode_escape_decode
_make.stateless(globals(), 'unicode-escape', *_functions, methods=_functions, exact=True,
                buffered=codecs.unicode_escape_decode)
