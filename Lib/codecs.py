"""Codecs: the registry of encodings, and the classes that encode and decode by steps or on a stream."""

import builtins
import sys
from _codecs import *

__all__ = ['register', 'lookup', 'open', 'EncodedFile', 'BOM', 'BOM_BE', 'BOM_LE', 'BOM32_BE', 'BOM32_LE', 'BOM64_BE',
           'BOM64_LE', 'BOM_UTF8', 'BOM_UTF16', 'BOM_UTF16_LE', 'BOM_UTF16_BE', 'BOM_UTF32', 'BOM_UTF32_LE',
           'BOM_UTF32_BE', 'CodecInfo', 'Codec', 'IncrementalEncoder', 'IncrementalDecoder', 'StreamReader',
           'StreamWriter', 'StreamReaderWriter', 'StreamRecoder', 'getencoder', 'getdecoder', 'getincrementalencoder',
           'getincrementaldecoder', 'getreader', 'getwriter', 'encode', 'decode', 'iterencode', 'iterdecode',
           'strict_errors', 'ignore_errors', 'replace_errors', 'xmlcharrefreplace_errors', 'backslashreplace_errors',
           'namereplace_errors', 'register_error', 'lookup_error']

BOM_UTF8 = '\ufeff'.encode('utf-8')
BOM_UTF16_LE = BOM_LE = BOM32_LE = '\ufeff'.encode('utf-16-le')
BOM_UTF16_BE = BOM_BE = BOM32_BE = '\ufeff'.encode('utf-16-be')
BOM_UTF32_LE = BOM64_LE = '\ufeff'.encode('utf-32-le')
BOM_UTF32_BE = BOM64_BE = '\ufeff'.encode('utf-32-be')
BOM_UTF16, BOM_UTF32 = (BOM_LE, BOM_UTF32_LE) if sys.byteorder == 'little' else (BOM_BE, BOM_UTF32_BE)
BOM = BOM_UTF16

strict_errors, ignore_errors, replace_errors, xmlcharrefreplace_errors, backslashreplace_errors, namereplace_errors = map(
    lookup_error, ('strict', 'ignore', 'replace', 'xmlcharrefreplace', 'backslashreplace', 'namereplace'))


def _abstract():
    raise NotImplementedError


class CodecInfo(tuple):
    """What a search function returns: the functions and classes of one codec."""

    # Whether str.encode and bytes.decode may use the codec.
    _is_text_encoding = True

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None,
                incrementaldecoder=None, name=None, *, _is_text_encoding=None):
        info = super().__new__(cls, (encode, decode, streamreader, streamwriter))
        info.name = name
        info.encode, info.decode, info.streamreader, info.streamwriter = info
        info.incrementalencoder, info.incrementaldecoder = incrementalencoder, incrementaldecoder
        if _is_text_encoding in (True, False):
            info._is_text_encoding = _is_text_encoding
        return info

    def __repr__(self):
        kind = type(self)
        return f'<{kind.__module__}.{kind.__qualname__} object for encoding {self.name} at {id(self):#x}>'

    def __getnewargs__(self):
        return tuple(self)


class Codec:
    """The interface of codecs without state. Each method returns the result and how much of the input it took."""

    def encode(self, input, errors='strict'):
        """Encode a str (or whatever the codec takes)."""
        _abstract()

    def decode(self, input, errors='strict'):
        """Decode bytes (or whatever the codec gives)."""
        _abstract()


class IncrementalEncoder:
    """Encodes an input that comes in pieces."""

    def __init__(self, errors='strict'):
        """Make an encoder that treats what can't be encoded by the error handler of that name."""
        self.errors = errors
        self.buffer = ''

    def encode(self, input, final=False):
        """Encode one piece; final tells that it is the last."""
        _abstract()

    def reset(self):
        """Return to the initial state."""

    def getstate(self):
        """Return the state as an int."""
        return 0

    def setstate(self, state):
        """Take up a state that getstate returned."""


class BufferedIncrementalEncoder(IncrementalEncoder):
    """An encoder that keeps the end of a piece that it can't encode yet. Subclasses define _buffer_encode."""

    def __init__(self, errors='strict'):
        super().__init__(errors)

    def _buffer_encode(self, input, errors, final):
        # Returns the bytes and the number of characters they stand for.
        _abstract()

    def encode(self, input, final=False):
        waiting = self.buffer + input
        result, taken = self._buffer_encode(waiting, self.errors, final)
        self.buffer = waiting[taken:]
        return result

    def reset(self):
        self.buffer = ''

    def getstate(self):
        return self.buffer or 0

    def setstate(self, state):
        self.buffer = state or ''


class IncrementalDecoder:
    """Decodes an input that comes in pieces."""

    def __init__(self, errors='strict'):
        """Make a decoder that treats what can't be decoded by the error handler of that name."""
        self.errors = errors

    def decode(self, input, final=False):
        """Decode one piece; final tells that it is the last."""
        _abstract()

    def reset(self):
        """Return to the initial state."""

    def getstate(self):
        """Return the state: the bytes that wait to be decoded, and an int."""
        return (b'', 0)

    def setstate(self, state):
        """Take up a state that getstate returned."""


class BufferedIncrementalDecoder(IncrementalDecoder):
    """A decoder that keeps the end of a piece that is no whole character. Subclasses define _buffer_decode."""

    def __init__(self, errors='strict'):
        super().__init__(errors)
        self.buffer = b''

    def _buffer_decode(self, input, errors, final):
        # Returns the text and the number of bytes that it came from.
        _abstract()

    def decode(self, input, final=False):
        waiting = self.buffer + input
        result, taken = self._buffer_decode(waiting, self.errors, final)
        self.buffer = waiting[taken:]
        return result

    def reset(self):
        self.buffer = b''

    def getstate(self):
        return (self.buffer, 0)

    def setstate(self, state):
        self.buffer, _ = state


class _AroundStream:
    """An object that stands for its attribute stream."""

    def __getattr__(self, name, getattr=getattr):
        """What this object hasn't got its stream has."""
        return getattr(object.__getattribute__(self, 'stream'), name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()

    def __reduce_ex__(self, proto):
        raise TypeError(f"can't serialize {type(self).__name__}")


class StreamWriter(_AroundStream, Codec):
    """Writes text to a binary stream."""

    def __init__(self, stream, errors='strict'):
        """Make a writer to a stream that is open for writing bytes."""
        self.stream, self.errors = stream, errors

    def write(self, object):
        """Encode an object and write it."""
        self.stream.write(self.encode(object, self.errors)[0])

    def writelines(self, list):
        """Write strings one after the other."""
        self.write(str().join(list))

    def reset(self):
        """Bring the encoder to a clean end, so that what is written next stands for itself."""

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        if offset == 0 and whence == 0:
            self.reset()


class StreamReader(_AroundStream, Codec):
    """Reads text from a binary stream."""

    charbuffertype = str

    def __init__(self, stream, errors='strict'):
        """Make a reader of a stream that is open for reading bytes."""
        self.stream, self.errors = stream, errors
        self._empty_charbuffer = self.charbuffertype()
        self._forget()

    def _forget(self):
        # bytebuffer: read and not decoded; charbuffer: decoded and not returned; linebuffer: the same, cut in lines.
        self.bytebuffer = b''
        self.charbuffer = self._empty_charbuffer
        self.linebuffer = None

    def _join_lines(self):
        if self.linebuffer is not None:
            lines, self.linebuffer = self.linebuffer, None
            self.charbuffer = type(self._empty_charbuffer)().join(lines)

    def decode(self, input, errors='strict'):
        _abstract()

    def read(self, size=-1, chars=-1, firstline=False):
        """Read and decode.

        chars is how many characters to return at most (as many as size when it isn't given), size about how many
        bytes to read from the stream at a time.
        With firstline a decoding error behind the first line is put off to the next read.
        """
        self._join_lines()
        wanted = chars if chars >= 0 else size
        while wanted < 0 or len(self.charbuffer) < wanted:
            fresh = self.stream.read() if size < 0 else self.stream.read(size)
            waiting = self.bytebuffer + fresh
            if not waiting:
                break
            try:
                text, taken = self.decode(waiting, self.errors)
            except UnicodeDecodeError as error:
                if not firstline:
                    raise
                text, taken = self.decode(waiting[:error.start], self.errors)
                if len(text.splitlines(keepends=True)) <= 1:
                    raise
            self.bytebuffer = waiting[taken:]
            self.charbuffer += text
            if not fresh or wanted < 0:
                break
        if wanted < 0:
            result, self.charbuffer = self.charbuffer, self._empty_charbuffer
        else:
            result, self.charbuffer = self.charbuffer[:wanted], self.charbuffer[wanted:]
        return result

    def readline(self, size=None, keepends=True):
        """Read one line. size is about how many bytes to read from the stream."""
        waiting = self.linebuffer
        if waiting:
            line = waiting.pop(0)
            if not waiting[1:]:
                self.charbuffer, self.linebuffer = waiting[0], None
        else:
            line = self._gather_line(size)
        return line if keepends or not line else line.splitlines()[0]

    def _gather_line(self, size):
        text, step = self._empty_charbuffer, size or 72
        while True:
            piece = self.read(step, firstline=True)
            if piece[-1:] in ('\r', b'\r'):
                # A line feed may follow, and belongs to the same end of line.
                piece += self.read(size=1, chars=1)
            text += piece
            first, *rest = text.splitlines(True) or [text]
            if rest:
                # What comes behind waits; its last line may go on with what is still in the buffer.
                rest.append(rest.pop() + self.charbuffer)
                if rest[1:]:
                    self.linebuffer, self.charbuffer = rest, None
                else:
                    [self.charbuffer] = rest
                return first
            if first and first != first.splitlines()[0] or not piece or size is not None:
                return first
            step = min(step * 2, 8000)

    def readlines(self, sizehint=None, keepends=True):
        """Read all lines. The hint counts for nothing."""
        return self.read().splitlines(keepends)

    def reset(self):
        """Forget what has been read ahead."""
        self._forget()

    def seek(self, offset, whence=0):
        """Move the stream and forget what has been read ahead."""
        self.stream.seek(offset, whence)
        self.reset()

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def __iter__(self):
        return self


class StreamReaderWriter(_AroundStream):
    """A reader and a writer of the same stream in one object."""

    encoding = 'unknown'

    def __init__(self, stream, Reader, Writer, errors='strict'):
        """Make both with the given classes or functions."""
        self.stream = stream
        self.reader, self.writer = Reader(stream, errors), Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        source = self.reader
        return source.read(size)

    def readline(self, size=None, keepends=True):
        source = self.reader
        return source.readline(size, keepends)

    def readlines(self, sizehint=None, keepends=True):
        source = self.reader
        return source.readlines(sizehint, keepends)

    def __next__(self):
        return next(self.reader)

    def __iter__(self):
        return self

    def write(self, data):
        target = self.writer
        return target.write(data)

    def writelines(self, list):
        target = self.writer
        return target.writelines(list)

    def reset(self):
        for end in (self.reader, self.writer):
            end.reset()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reader.reset()
        if offset == 0 and whence == 0:
            self.writer.reset()


class StreamRecoder(_AroundStream):
    """Shows a stream in one encoding as a stream in another: both sides are bytes."""

    data_encoding = file_encoding = 'unknown'

    def __init__(self, stream, encode, decode, Reader, Writer, errors='strict'):
        """encode and decode are for the side of the program, Reader and Writer for the stream."""
        self.stream = stream
        self.encode, self.decode = encode, decode
        self.reader, self.writer = Reader(stream, errors), Writer(stream, errors)
        self.errors = errors

    def _encoded(self, text):
        return self.encode(text, self.errors)[0]

    def read(self, size=-1):
        return self._encoded(self.reader.read(size))

    def readline(self, size=None):
        return self._encoded(self.reader.readline() if size is None else self.reader.readline(size))

    def readlines(self, sizehint=None):
        return self._encoded(self.reader.read()).splitlines(keepends=True)

    def __next__(self):
        return self._encoded(next(self.reader))

    def __iter__(self):
        return self

    def write(self, data):
        return self.writer.write(self.decode(data, self.errors)[0])

    def writelines(self, list):
        return self.write(b''.join(list))

    def reset(self):
        for end in (self.reader, self.writer):
            end.reset()

    def seek(self, offset, whence=0):
        for end in (self.reader, self.writer):
            end.seek(offset, whence)


def open(filename, mode='r', encoding=None, errors='strict', buffering=-1):
    """Open a file whose reads and writes are decoded and encoded, without translation of line ends. Deprecated."""
    import warnings
    warnings.warn('codecs.open() is deprecated. Use open() instead.', DeprecationWarning, stacklevel=2)
    if encoding is None:
        return builtins.open(filename, mode, buffering)
    file = builtins.open(filename, mode if 'b' in mode else mode + 'b', buffering)
    try:
        codec = lookup(encoding)
        both = StreamReaderWriter(file, codec.streamreader, codec.streamwriter, errors)
    except BaseException:
        file.close()
        raise
    both.encoding = encoding
    return both


def EncodedFile(file, data_encoding, file_encoding=None, errors='strict'):
    """Wrap a binary file: what the program sees is data_encoding, what the file holds is file_encoding."""
    file_encoding = data_encoding if file_encoding is None else file_encoding
    outer, inner = lookup(data_encoding), lookup(file_encoding)
    recoder = StreamRecoder(file, outer.encode, outer.decode, inner.streamreader, inner.streamwriter, errors)
    recoder.data_encoding, recoder.file_encoding = data_encoding, file_encoding
    return recoder


def getencoder(encoding):
    """Return the encode function of a codec."""
    info = lookup(encoding)
    return info.encode


def getdecoder(encoding):
    """Return the decode function of a codec."""
    info = lookup(encoding)
    return info.decode


def _incremental(encoding, attribute):
    factory = getattr(lookup(encoding), attribute)
    if factory is None:
        raise LookupError(encoding)
    return factory


def getincrementalencoder(encoding):
    """Return the class of a codec's incremental encoder."""
    return _incremental(encoding, 'incrementalencoder')


def getincrementaldecoder(encoding):
    """Return the class of a codec's incremental decoder."""
    return _incremental(encoding, 'incrementaldecoder')


def getreader(encoding):
    """Return the StreamReader class of a codec."""
    info = lookup(encoding)
    return info.streamreader


def getwriter(encoding):
    """Return the StreamWriter class of a codec."""
    info = lookup(encoding)
    return info.streamwriter


def _iterate(step, iterator, nothing):
    for piece in iterator:
        if result := step(piece):
            yield result
    if result := step(nothing, True):
        yield result


def iterencode(iterator, encoding, errors='strict', **kwargs):
    """Encode the pieces that an iterator yields."""
    yield from _iterate(getincrementalencoder(encoding)(errors, **kwargs).encode, iterator, '')


def iterdecode(iterator, encoding, errors='strict', **kwargs):
    """Decode the pieces that an iterator yields."""
    yield from _iterate(getincrementaldecoder(encoding)(errors, **kwargs).decode, iterator, b'')


def make_identity_dict(rng):
    """Return a dict that maps each number to itself."""
    return {number: number for number in rng}


def make_encoding_map(decoding_map):
    """Turn a decoding map round. What several bytes stand for maps to None."""
    turned = {}
    for byte, character in decoding_map.items():
        turned[character] = None if character in turned else byte
    return turned
