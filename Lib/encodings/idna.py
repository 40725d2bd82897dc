"""The encoding idna: internationalized domain names (RFC 3490), label by label."""

import codecs
import stringprep
from .punycode import punycode_decode, punycode_encode

sace_prefix = 'xn--'
ace_prefix = sace_prefix.encode()

# All of these separate labels (RFC 3490, 3.1).
_full_stops = str.maketrans('\u3002\uff0e\uff61', '...')
_longest = 63

_prohibited = (stringprep.in_table_c12, stringprep.in_table_c22, stringprep.in_table_c3, stringprep.in_table_c4,
               stringprep.in_table_c5, stringprep.in_table_c6, stringprep.in_table_c7, stringprep.in_table_c8,
               stringprep.in_table_c9)


def _cannot(label, start, end, reason):
    return UnicodeEncodeError('idna', label, start, end, reason)


def nameprep(label):
    """Map, normalize and check a label (RFC 3491)."""
    mapped = ''.join([stringprep.map_table_b2(c) for c in label if not stringprep.in_table_b1(c)])
    label = stringprep.normalize_320(mapped)
    for place, c in enumerate(label):
        if any(test(c) for test in _prohibited):
            raise _cannot(label, place, place + 1, f'Invalid character {c!r}')
    leftward = [stringprep.in_table_d1(c) for c in label]
    if any(leftward):
        for place, c in enumerate(label):
            if stringprep.in_table_d2(c):
                raise _cannot(label, place, place + 1, 'Violation of BIDI requirement 2')
        if not leftward[0]:
            raise _cannot(label, 0, 1, 'Violation of BIDI requirement 3')
        if not leftward[-1]:
            raise _cannot(label, len(label) - 1, len(label), 'Violation of BIDI requirement 3')
    return label


def _checked(encoded, label):
    if not encoded:
        raise _cannot(label, 0, 1, 'label empty')
    if len(encoded) > _longest:
        raise _cannot(label, 0, len(label), 'label too long')
    return encoded


def ToASCII(label):
    """Return a label as the bytes that go into the domain name system."""
    if label.isascii():
        return _checked(label.encode('ascii'), label)
    original, label = label, nameprep(label)
    if label.isascii():
        return _checked(label.encode('ascii'), original)
    if label.lower().startswith(sace_prefix):
        raise _cannot(label, 0, len(sace_prefix), 'Label starts with ACE prefix')
    return _checked(ace_prefix + punycode_encode(label), original)


def ToUnicode(label):
    """Return a label as a person reads it."""
    if len(label) > 1024:
        # Longer than any name; decoding takes quadratic time.
        if isinstance(label, str):
            label = label.encode('utf-8', 'backslashreplace')
        raise UnicodeDecodeError('idna', label, 0, len(label), 'label way too long')
    if isinstance(label, str):
        if not label.isascii():
            label = nameprep(label)
            if not label.isascii():
                place = next(i for i, c in enumerate(label) if c > '\x7f')
                raise _cannot(label, place, place + 1, 'Invalid character in IDN label')
        label = label.encode('ascii')
    if not label[:len(ace_prefix)].lower() == ace_prefix:
        return str(label, 'ascii')
    digits = label[len(ace_prefix):]
    try:
        result = punycode_decode(digits, 'strict')
    except UnicodeDecodeError as error:
        shift = len(ace_prefix)
        raise UnicodeDecodeError('idna', label, shift + error.start, shift + error.end, error.reason) from None
    # What a program shows must lead back to the name it came from.
    if str(label, 'ascii').lower() != str(ToASCII(result), 'ascii').lower():
        raise UnicodeDecodeError('idna', label, 0, len(label), f'IDNA does not round-trip, {label!r} != {ToASCII(result)!r}')
    return result


def _strict(errors):
    if errors != 'strict':
        raise UnicodeError(f'Unsupported error handling: {errors}')


def _label_to_ascii(whole, label, start):
    # An error tells the place in the whole name.
    try:
        return ToASCII(label)
    except UnicodeEncodeError as error:
        raise _cannot(whole, start + error.start, start + error.end, error.reason) from None


def _encode_labels(whole, labels):
    result, start = [], 0
    for label in labels:
        result.append(_label_to_ascii(whole, label, start))
        start += len(label) + 1
    return result


def _decode_labels(whole, labels):
    result, start = [], 0
    for label in labels:
        try:
            result.append(ToUnicode(label))
        except UnicodeEncodeError as error:
            raise UnicodeDecodeError('idna', whole, start, start + len(label), error.reason) from None
        except UnicodeDecodeError as error:
            raise UnicodeDecodeError('idna', whole, start + error.start, start + error.end, error.reason) from None
        start += len(label) + 1
    return result


class Codec(codecs.Codec):
    def encode(self, input, errors='strict'):
        _strict(errors)
        if not input:
            return b'', 0
        labels = input.translate(_full_stops).split('.')
        if input.isascii():
            start = 0
            for place, label in enumerate(labels):
                if not label and place < len(labels) - 1:
                    raise _cannot(input, start, start + 1, 'label empty')
                if len(label) > _longest:
                    raise _cannot(input, start, start + len(label), 'label too long')
                start += len(label) + 1
            return input.encode('ascii'), len(input)
        ending = b''
        if not labels[-1]:
            del labels[-1]
            ending = b'.'
        return b'.'.join(_encode_labels(input, labels)) + ending, len(input)

    def decode(self, input, errors='strict'):
        if not input:
            return '', 0
        _strict(errors)
        data = bytes(input)
        if ace_prefix not in data.lower() and data.isascii():
            return data.decode('ascii'), len(input)
        labels = data.split(b'.')
        ending = ''
        if not labels[-1]:
            del labels[-1]
            ending = '.'
        return '.'.join(_decode_labels(data, labels)) + ending, len(input)


class IncrementalEncoder(codecs.BufferedIncrementalEncoder):
    def _buffer_encode(self, input, errors, final):
        _strict(errors)
        if not input:
            return b'', 0
        labels = input.translate(_full_stops).split('.')
        last = labels.pop()
        # The last label may go on, and so may what the full stop closes.
        ending = b'.' if labels else b''
        if final and last:
            labels.append(last)
            ending = b''
        taken = len(input) if final else len(input) - len(last)
        return b'.'.join(_encode_labels(input, labels)) + ending, taken


class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
    def _buffer_decode(self, input, errors, final):
        _strict(errors)
        if not input:
            return '', 0
        data = bytes(input)
        labels = data.split(b'.')
        last = labels.pop()
        ending = '.' if labels else ''
        if final and last:
            labels.append(last)
            ending = ''
        taken = len(data) if final else len(data) - len(last)
        return '.'.join(_decode_labels(data, labels)) + ending, taken


class StreamWriter(Codec, codecs.StreamWriter):
    pass


class StreamReader(Codec, codecs.StreamReader):
    pass


def getregentry():
    """Return the codec."""
    codec = Codec()
    return codecs.CodecInfo(codec.encode, codec.decode, StreamReader, StreamWriter, IncrementalEncoder,
                            IncrementalDecoder, 'idna')
