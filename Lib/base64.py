"""Bytes as printable text: Base16, Base32, Base64 (RFC 4648), Base85 of several kinds, and MIME's Base64."""

import binascii
import struct as _struct

__all__ = ['encode', 'decode', 'encodebytes', 'decodebytes', 'b64encode', 'b64decode', 'b32encode', 'b32decode',
           'b32hexencode', 'b32hexdecode', 'b16encode', 'b16decode', 'b85encode', 'b85decode', 'a85encode', 'a85decode',
           'z85encode', 'z85decode', 'standard_b64encode', 'standard_b64decode', 'urlsafe_b64encode', 'urlsafe_b64decode']

bytes_types = (bytes, bytearray)

MAXLINESIZE = 76
MAXBINSIZE = MAXLINESIZE // 4 * 3


def _encoded(s):
    """Return the bytes of an argument to decode: ASCII text or a bytes-like object."""
    if isinstance(s, str):
        try:
            return s.encode('ascii')
        except UnicodeEncodeError:
            raise ValueError('string argument should contain only ASCII characters') from None
    if isinstance(s, bytes_types):
        return s
    try:
        return memoryview(s).tobytes()
    except TypeError:
        raise TypeError(f'argument should be a bytes-like object or ASCII string, not {s.__class__.__name__!r}') from None


def _raw(b):
    return b if isinstance(b, bytes_types) else memoryview(b).tobytes()


# Base64.

def b64encode(s, altchars=None):
    """Encode bytes; altchars are two bytes to use for + and /."""
    text = binascii.b2a_base64(s, newline=False)
    if altchars is None:
        return text
    assert len(altchars) == 2, repr(altchars)
    return text.translate(bytes.maketrans(b'+/', altchars))


def b64decode(s, altchars=None, validate=False):
    """Decode; characters beyond the alphabet are skipped, unless validate is true."""
    data = _encoded(s)
    if altchars is not None:
        altchars = _encoded(altchars)
        assert len(altchars) == 2, repr(altchars)
        data = data.translate(bytes.maketrans(altchars, b'+/'))
    return binascii.a2b_base64(data, strict_mode=validate)


def standard_b64encode(s):
    """Encode with + and /."""
    return b64encode(s)


def standard_b64decode(s):
    """Decode with + and /."""
    return b64decode(s)


def urlsafe_b64encode(s):
    """Encode with - and _, which URLs and file names can hold."""
    return b64encode(s, b'-_')


def urlsafe_b64decode(s):
    """Decode with - and _."""
    return b64decode(_encoded(s).translate(bytes.maketrans(b'-_', b'+/')))


# Base32.

_B32 = b'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
_B32HEX = b'0123456789ABCDEFGHIJKLMNOPQRSTUV'
_pairs_of = {}    # alphabet: all pairs of characters, in order
_values_of = {}   # alphabet: the value of a character


def _encode32(alphabet, s):
    data = _raw(s)
    if not (pairs := _pairs_of.get(alphabet)):
        pairs = _pairs_of[alphabet] = [bytes((a, b)) for a in alphabet for b in alphabet]
    padding = -len(data) % 5
    whole = data + bytes(padding)
    out = bytearray()
    for i in range(0, len(whole), 5):
        bits = int.from_bytes(whole[i:i + 5])
        out += pairs[bits >> 30] + pairs[bits >> 20 & 1023] + pairs[bits >> 10 & 1023] + pairs[bits & 1023]
    if padding:
        fill = (0, 1, 3, 4, 6)[padding]
        out[-fill:] = b'=' * fill
    return bytes(out)


def _decode32(alphabet, s, casefold=False, map01=None):
    data = _encoded(s)
    if len(data) % 8:
        raise binascii.Error('Incorrect padding')
    if map01 is not None:
        letter = _encoded(map01)
        assert len(letter) == 1, repr(letter)
        data = data.translate(bytes.maketrans(b'01', b'O' + letter))
    if casefold:
        data = data.upper()
    size = len(data)
    data = data.rstrip(b'=')
    missing = size - len(data)
    if not (values := _values_of.get(alphabet)):
        values = _values_of[alphabet] = {character: value for value, character in enumerate(alphabet)}
    out = bytearray()
    for i in range(0, len(data), 8):
        bits = 0
        for character in data[i:i + 8]:
            try:
                bits = bits << 5 | values[character]
            except KeyError:
                raise binascii.Error('Non-base32 digit found') from None
        bits <<= 5 * (8 - len(data[i:i + 8]))
        out += bits.to_bytes(5)
    if missing not in (0, 1, 3, 4, 6):
        raise binascii.Error('Incorrect padding')
    if missing and out:
        del out[-((5 * missing + 4) // 8 if missing else 0):]
    return bytes(out)


def b32encode(s):
    """Encode with the letters and the digits 2 to 7."""
    return _encode32(_B32, s)


def b32decode(s, casefold=False, map01=None):
    """Decode; casefold allows small letters, map01 is the letter that 1 stands for (0 stands for O then)."""
    return _decode32(_B32, s, casefold, map01)


def b32hexencode(s):
    """Encode with the digits and the letters up to V: the text sorts as the data."""
    return _encode32(_B32HEX, s)


def b32hexdecode(s, casefold=False):
    """Decode; casefold allows small letters."""
    return _decode32(_B32HEX, s, casefold)


# Base16.

def b16encode(s):
    """Encode as hexadecimal digits, capitals."""
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    """Decode; casefold allows small letters."""
    data = _encoded(s)
    if casefold:
        data = data.upper()
    if data.translate(None, b'0123456789ABCDEF'):
        raise binascii.Error('Non-base16 digit found')
    return binascii.unhexlify(data)


# Base85: five characters for four bytes.

_A85 = bytes(range(33, 118))
_B85 = b'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~'
_Z85 = b'0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#'


def _encode85(b, alphabet, pad, zeros=None, spaces=None):
    """Encode; zeros and spaces are short forms of a word of zeros and of a word of spaces."""
    data = _raw(b)
    padding = -len(data) % 4
    if padding:
        data = bytes(data) + bytes(padding)
    parts = []
    if not (pairs := _pairs_of.get(alphabet)):
        pairs = _pairs_of[alphabet] = [bytes((a, c)) for a in alphabet for c in alphabet]
    for (word,) in _struct.iter_unpack('!I', data):
        if not word and zeros:
            parts.append(zeros)
        elif word == 0x20202020 and spaces:
            parts.append(spaces)
        else:
            high, low = divmod(word, 85)
            first, rest = divmod(high, 7225)
            parts.append(pairs[first] + pairs[rest] + alphabet[low:low + 1])
    if padding and not pad:
        if parts[-1] == zeros:
            parts[-1] = alphabet[:1] * 5
        parts[-1] = parts[-1][:-padding]
    return b''.join(parts)


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    """Encode as Ascii85; adobe adds the frame <~ ~>, wrapcol is the length of lines, pad pads the data to words."""
    text = _encode85(b, _A85, pad, b'z', b'y' if foldspaces else None)
    if adobe:
        text = b'<~' + text
    if wrapcol:
        width = max(2 if adobe else 1, wrapcol)
        lines = [text[i:i + width] for i in range(0, len(text), width)]
        if adobe and len(lines[-1]) + 2 > width:
            lines.append(b'')
        text = b'\n'.join(lines)
    return text + b'~>' if adobe else text


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b' \t\n\r\v'):
    """Decode Ascii85; ignorechars are skipped."""
    data = _encoded(b)
    if adobe:
        if not data.endswith(b'~>'):
            raise ValueError('Ascii85 encoded byte sequences must end with ' + repr(b'~>'))
        data = data[2:-2] if data.startswith(b'<~') else data[:-2]
    out = []
    group = []
    for character in data + b'u' * 4:
        if 33 <= character <= 117:
            group.append(character - 33)
            if len(group) == 5:
                word = 0
                for digit in group:
                    word = word * 85 + digit
                if word >> 32:
                    raise ValueError('Ascii85 overflow')
                out.append(word.to_bytes(4))
                group.clear()
        elif character == 0x7A:  # z
            if group:
                raise ValueError('z inside Ascii85 5-tuple')
            out.append(bytes(4))
        elif foldspaces and character == 0x79:  # y
            if group:
                raise ValueError('y inside Ascii85 5-tuple')
            out.append(b'    ')
        elif character not in ignorechars:
            raise ValueError(f'Non-Ascii85 digit found: {character:c}')
    result = b''.join(out)
    padding = 4 - len(group)
    return result[:-padding] if padding else result


def b85encode(b, pad=False):
    """Encode as git and Mercurial do; pad pads the data to words."""
    return _encode85(b, _B85, pad)


def _decode85(b, alphabet, name):
    data = _encoded(b)
    if not (values := _values_of.get(alphabet)):
        values = _values_of[alphabet] = {character: value for value, character in enumerate(alphabet)}
    padding = -len(data) % 5
    data = bytes(data) + alphabet[-1:] * padding
    out = []
    for i in range(0, len(data), 5):
        word = 0
        for j, character in enumerate(data[i:i + 5]):
            value = values.get(character)
            if value is None:
                raise ValueError(f'bad {name} character at position {i + j}')
            word = word * 85 + value
        if word >> 32:
            raise ValueError(f'{name} overflow in hunk starting at byte {i}')
        out.append(word.to_bytes(4))
    result = b''.join(out)
    return result[:-padding] if padding else result


def b85decode(b):
    """Decode what b85encode makes."""
    return _decode85(b, _B85, 'base85')


def z85encode(s):
    """Encode as ZeroMQ does (RFC 32 of ZeroMQ)."""
    return _encode85(s, _Z85, False)


def z85decode(s):
    """Decode what z85encode makes."""
    return _decode85(s, _Z85, 'z85')


# MIME.

def encode(input, output):
    """Encode a binary file in lines."""
    while block := input.read(MAXBINSIZE):
        while len(block) < MAXBINSIZE and (more := input.read(MAXBINSIZE - len(block))):
            block += more
        output.write(binascii.b2a_base64(block))


def decode(input, output):
    """Decode a binary file line by line."""
    while line := input.readline():
        output.write(binascii.a2b_base64(line))


def _check_bytes(s):
    try:
        view = memoryview(s)
    except TypeError as error:
        raise TypeError(f'expected bytes-like object, not {s.__class__.__name__}') from error
    if view.format not in ('c', 'b', 'B'):
        raise TypeError(f'expected single byte elements, not {view.format!r} from {s.__class__.__name__}')
    if view.ndim != 1:
        raise TypeError(f'expected 1-D data, not {view.ndim}-D data from {s.__class__.__name__}')


def encodebytes(s):
    """Encode in lines of at most 76 characters."""
    _check_bytes(s)
    return b''.join(binascii.b2a_base64(s[i:i + MAXBINSIZE]) for i in range(0, len(s), MAXBINSIZE))


def decodebytes(s):
    """Decode lines."""
    _check_bytes(s)
    return binascii.a2b_base64(s)


def main():
    """Encode or decode a file, or standard input, to standard output."""
    import getopt
    import sys
    usage = f"""usage: {sys.argv[0]} [-h|-d|-e|-u] [file|-]
        -h: print this help message and exit
        -d, -u: decode
        -e: encode (default)"""
    try:
        options, files = getopt.getopt(sys.argv[1:], 'hdeu')
    except getopt.error as error:
        sys.stdout = sys.stderr
        print(error)
        print(usage)
        sys.exit(2)
    convert = encode
    for name, _ in options:
        if name == '-h':
            print(usage)
            return
        convert = encode if name == '-e' else decode
    if files and files[0] != '-':
        with open(files[0], 'rb') as file:
            convert(file, sys.stdout.buffer)
    else:
        convert(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == '__main__':
    main()
