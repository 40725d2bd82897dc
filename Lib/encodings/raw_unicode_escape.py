"""The encoding raw-unicode-escape: the escape sequences of string literals."""

import codecs
from . import _make

_functions = codecs.raw_unicode_escape_encode, codecs.raw_unicode_escape_decode
_make.stateless(globals(), 'raw-unicode-escape', *_functions, methods=_functions, exact=True,
                buffered=codecs.raw_unicode_escape_decode)
