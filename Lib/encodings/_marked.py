"""The classes of utf-16 and utf-32, whose text begins with a byte order mark."""

import codecs
import sys

_native_little = sys.byteorder == 'little'


def define(namespace, width, encode_marked):
    """Define the functions, classes and getregentry in the namespace of the codec's module."""
    name = f'utf_{width}'
    little, big = ((getattr(codecs, f'{name}_{order}_encode'), getattr(codecs, f'{name}_{order}_decode'))
                   for order in ('le', 'be'))
    decode_marked, decode_telling = getattr(codecs, f'{name}_decode'), getattr(codecs, f'{name}_ex_decode')
    native = little if _native_little else big

    def decode(input, errors='strict'):
        """Decode the whole input."""
        return decode_marked(input, errors, True)

    class IncrementalEncoder(codecs.IncrementalEncoder):
        def __init__(self, errors='strict'):
            super().__init__(errors)
            self.encoder = None

        def encode(self, input, final=False):
            if self.encoder is not None:
                return self.encoder(input, self.errors)[0]
            self.encoder = native[0]
            return encode_marked(input, self.errors)[0]

        def reset(self):
            super().reset()
            self.encoder = None

        def getstate(self):
            # 2: the mark is still to be written.
            return 0 if self.encoder else 2

        def setstate(self, state):
            self.encoder = None if state else native[0]

    class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
        def __init__(self, errors='strict'):
            super().__init__(errors)
            self.decoder = None

        def _buffer_decode(self, input, errors, final):
            if self.decoder is not None:
                return self.decoder(input, self.errors, final)
            text, taken, order = decode_telling(input, errors, 0, final)
            if order:
                self.decoder = little[1] if order < 0 else big[1]
            elif taken >= width // 8:
                raise UnicodeDecodeError(f'utf-{width}', input, 0, width // 8, 'Stream does not start with BOM')
            return text, taken

        def reset(self):
            super().reset()
            self.decoder = None

        def getstate(self):
            # The number tells: 2 order unknown yet, 0 the machine's order, 1 the other one.
            waiting = super().getstate()[0]
            if self.decoder is None:
                return waiting, 2
            return waiting, int((self.decoder is little[1]) != _native_little)

        def setstate(self, state):
            super().setstate(state)
            self.decoder = {0: native, 1: big if _native_little else little}.get(state[1], (None, None))[1]

    class StreamWriter(codecs.StreamWriter):
        def __init__(self, stream, errors='strict'):
            super().__init__(stream, errors)
            self.encoder = None

        def reset(self):
            super().reset()
            self.encoder = None

        def encode(self, input, errors='strict'):
            if self.encoder is not None:
                return self.encoder(input, errors)
            self.encoder = native[0]
            return encode_marked(input, errors)

    class StreamReader(codecs.StreamReader):
        def reset(self):
            super().reset()
            self.__dict__.pop('decode', None)

        def decode(self, input, errors='strict'):
            text, taken, order = decode_telling(input, errors, 0, False)
            if order:
                self.decode = little[1] if order < 0 else big[1]
            elif taken >= width // 8:
                raise UnicodeDecodeError(f'utf-{width}', input, 0, width // 8, 'Stream does not start with BOM')
            return text, taken

    classes = StreamReader, StreamWriter, IncrementalEncoder, IncrementalDecoder

    def getregentry():
        """Return the codec."""
        return codecs.CodecInfo(encode_marked, decode, *classes, f'utf-{width}')

    for made in (decode, getregentry, *classes):
        made.__module__, made.__qualname__ = namespace['__name__'], made.__name__
        namespace[made.__name__] = made
