"""The codec zlib: bytes compressed as module zlib does it."""

import codecs
import zlib
from . import _make


def zlib_encode(input, errors='strict'):
    """Compress."""
    _make.only_strict(errors)
    return zlib.compress(input), len(input)


def zlib_decode(input, errors='strict'):
    """Decompress."""
    _make.only_strict(errors)
    return zlib.decompress(input), len(input)


class IncrementalEncoder(codecs.IncrementalEncoder):
    def __init__(self, errors='strict'):
        _make.only_strict(errors)
        super().__init__(errors)
        self.reset()

    def encode(self, input, final=False):
        return self.stream.compress(input) + (self.stream.flush() if final else b'')

    def reset(self):
        self.stream = zlib.compressobj()


class IncrementalDecoder(codecs.IncrementalDecoder):
    def __init__(self, errors='strict'):
        _make.only_strict(errors)
        super().__init__(errors)
        self.reset()

    def decode(self, input, final=False):
        return self._decompress(input, final)

    def _decompress(self, input, final):
        try:
            return self.stream.decompress(input) + (self.stream.flush() if final else b'')
        except EOFError:
            return b''

    def reset(self):
        self.stream = zlib.decompressobj()


_make.stateless(globals(), 'zlib', zlib_encode, zlib_decode, exact=True, text=False, binary=True,
                incremental=(IncrementalEncoder, IncrementalDecoder))
