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


def _begin(input, errors, final):
    """Decode what may begin with a mark. Return the text, how much was taken, and whether more is needed to know if there is a mark."""
    head = bytes(input[:3])
    if len(head) < 3 and not final and _mark.startswith(head):
        return '', 0, 1
    skip = len(_mark) if head == _mark else 0
    text, taken = codecs.utf_8_decode(input[skip:], errors, final)
    return text, taken + skip, 0


class IncrementalEncoder(codecs.IncrementalEncoder):
    """Encodes part by part: the first one gets the mark. The state is 1 before that, then 0."""

    def __init__(self, errors='strict'):
        super().__init__(errors)
        self.setstate(1)

    def encode(self, input, final=False):
        data, _ = codecs.utf_8_encode(input, self.errors)
        head, self.first = _mark * self.first, 0
        return head + data

    def reset(self):
        super().reset()
        self.setstate(1)

    def setstate(self, state):
        self.first = state

    def getstate(self):
        return self.first


class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
    """Decodes part by part: a mark may come first."""

    first = 1  # no text has come yet

    def _buffer_decode(self, input, errors, final):
        if self.first:
            text, taken, self.first = _begin(input, errors, final)
            return text, taken
        return codecs.utf_8_decode(input, errors, final)

    def reset(self):
        super().reset()
        self.first = 1

    def getstate(self):
        pending, _ = super().getstate()
        return pending, self.first

    def setstate(self, state):
        super().setstate(state)
        _, self.first = state


# Streams: the object's own method is that of UTF-8 as soon as the mark is behind it.

class StreamWriter(codecs.StreamWriter):
    """Writes the mark before the first text."""

    def encode(self, input, errors='strict'):
        vars(self)['encode'] = codecs.utf_8_encode
        return _mark + codecs.utf_8_encode(input, errors)[0], len(input)

    def reset(self):
        super().reset()
        vars(self).pop('encode', None)


class StreamReader(codecs.StreamReader):
    """Reads over a mark before the first text."""

    def decode(self, input, errors='strict'):
        text, taken, open_question = _begin(input, errors, False)
        if not open_question:
            vars(self)['decode'] = codecs.utf_8_decode
        return text, taken

    def reset(self):
        super().reset()
        vars(self).pop('decode', None)


def getregentry():
    """Return the codec."""
    return codecs.CodecInfo(encode, decode, StreamReader, StreamWriter, IncrementalEncoder, IncrementalDecoder,
                            'utf-8-sig')
