"""The codec bz2: bytes compressed as module bz2 does it."""

import codecs
import bz2
from . import _make


def bz2_encode(input, errors='strict'):
    """Compress."""
    _make.only_strict(errors)
    return bz2.compress(input), len(input)


def bz2_decode(input, errors='strict'):
    """Decompress."""
    _make.only_strict(errors)
    return bz2.decompress(input), len(input)


class IncrementalEncoder(codecs.IncrementalEncoder):
    def __init__(self, errors='strict'):
        _make.only_strict(errors)
        super().__init__(errors)
        self.reset()

    def encode(self, input, final=False):
        return self.stream.compress(input) + (self.stream.flush() if final else b'')

    def reset(self):
        self.stream = bz2.BZ2Compressor()


class IncrementalDecoder(codecs.IncrementalDecoder):
    def __init__(self, errors='strict'):
        _make.only_strict(errors)
        super().__init__(errors)
        self.reset()

    def decode(self, input, final=False):
        return self._decompress(input, final)

    def _decompress(self, input, final):
        try:
            return self.stream.decompress(input)
        except EOFError:
            return b''

    def reset(self):
        self.stream = bz2.BZ2Decompressor()


_make.stateless(globals(), 'bz2', bz2_encode, bz2_decode, exact=True, text=False, binary=True,
                incremental=(IncrementalEncoder, IncrementalDecoder))
