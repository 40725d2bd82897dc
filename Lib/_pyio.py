"""Another name of module io's objects.

In CPython this is io in Python, slower than the one in C. gopy has one implementation of streams, in Go: whoever imports
this name gets the same classes and functions as from io.
"""

from io import *
from io import IncrementalNewlineDecoder, __all__, text_encoding
