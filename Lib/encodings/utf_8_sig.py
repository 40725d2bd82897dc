"""The encoding utf-8-sig: UTF-8 that begins with a byte order mark when written, and may when read."""

import codecs

_mark = codecs.BOM_UTF8


def encode(input, errors='strict'):
    """Encode with a mark in front."""
    return _mark + codecs.utf_8_encode(input, errors)[0], len(input)


def decode(input, errors='strict'):
    """Decode; a mark in front is no part of the text."""
    skip = len(_mark) if input[:3] == _mark else 0
    text, taken = codecs.utf_8_decode(input[skip:], errors, True)
    return text, taken + skip


def _decode_start(input, errors, final):
    # Returns the text, how much was taken, and whether it is known by now if there is a mark.
    head = bytes(input[:3])
    if not final and len(head) < 3 and _mark.startswith(head):
        return '', 0, False
    skip = len(_mark) if head == _mark else 0
    text, taken = codecs.utf_8_decode(input[skip:], errors, final)
    return text, taken + skip, True


class IncrementalEncoder(codecs.IncrementalEncoder):
    def __init__(self, errors='strict'):
        super().__init__(errors)
        self.first = 1

    def encode(self, input, final=False):
        head = _mark if self.first else b''
        self.first = 0
        return head + codecs.utf_8_encode(input, self.errors)[0]

    def reset(self):
        super().reset()
        self.first = 1

    def getstate(self):
        return self.first

    def setstate(self, state):
        self.first = state


class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
    def __init__(self, errors='strict'):
        super().__init__(errors)
        self.first = 1

    def _buffer_decode(self, input, errors, final):
        if not self.first:
            return codecs.utf_8_decode(input, errors, final)
        text, taken, known = _decode_start(input, errors, final)
        if known:
            self.first = 0
        return text, taken

    def reset(self):
        super().reset()
        self.first = 1

    def getstate(self):
        return super().getstate()[0], self.first

    def setstate(self, state):
        super().setstate(state)
        self.first = state[1]


class StreamWriter(codecs.StreamWriter):
    def reset(self):
        super().reset()
        self.__dict__.pop('encode', None)

    def encode(self, input, errors='strict'):
        self.encode = codecs.utf_8_encode
        return encode(input, errors)


class StreamReader(codecs.StreamReader):
    def reset(self):
        super().reset()
        self.__dict__.pop('decode', None)

    def decode(self, input, errors='strict'):
        text, taken, known = _decode_start(input, errors, False)
        if known:
            self.decode = codecs.utf_8_decode
        return text, taken


def getregentry():
    """Return the codec."""
    return codecs.CodecInfo(encode, decode, StreamReader, StreamWriter, IncrementalEncoder, IncrementalDecoder,
                            'utf-8-sig')
