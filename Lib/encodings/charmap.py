"""The codec charmap: one byte a character by a mapping that the user of the classes gives."""

import codecs
from codecs import charmap_decode, charmap_encode


class Codec(codecs.Codec):
    encode = charmap_encode
    decode = charmap_decode


class _Mapped:
    """Keeps the mapping beside what the base class keeps."""

    def __init__(self, errors='strict', mapping=None):
        super().__init__(errors)
        self.mapping = mapping


class IncrementalEncoder(_Mapped, codecs.IncrementalEncoder):
    def encode(self, input, final=False):
        return charmap_encode(input, self.errors, self.mapping)[0]


class IncrementalDecoder(_Mapped, codecs.IncrementalDecoder):
    def decode(self, input, final=False):
        return charmap_decode(input, self.errors, self.mapping)[0]


class StreamWriter(Codec, codecs.StreamWriter):
    def __init__(self, stream, errors='strict', mapping=None):
        super().__init__(stream, errors)
        self.mapping = mapping

    def encode(self, input, errors='strict'):
        return charmap_encode(input, errors, self.mapping)


class StreamReader(Codec, codecs.StreamReader):
    def __init__(self, stream, errors='strict', mapping=None):
        super().__init__(stream, errors)
        self.mapping = mapping

    def decode(self, input, errors='strict'):
        return charmap_decode(input, errors, self.mapping)


def getregentry():
    """Return the codec."""
    return codecs.CodecInfo(Codec.encode, Codec.decode, StreamReader, StreamWriter, IncrementalEncoder,
                            IncrementalDecoder, 'charmap')
