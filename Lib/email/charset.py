"""What mail has to know of a charset: how it is encoded in headers and bodies."""

__all__ = ['Charset', 'add_alias', 'add_charset', 'add_codec']

from email import base64mime, quoprimime
from email.encoders import encode_7or8bit
from email.errors import CharsetError

# The encodings: quoted-printable, base64, whichever is shorter.
QP, BASE64, SHORTEST = 1, 2, 3

DEFAULT_CHARSET, UNKNOWN8BIT = 'us-ascii', 'unknown-8bit'

# What an encoded word has besides charset and text.
RFC2047_CHROME_LEN = 7

# Each charset: encoding in headers, in bodies, and the charset it is sent in.
CHARSETS = {
    **{f'iso-8859-{n}': (QP, QP, None) for n in (1, 2, 3, 4, 9, 10, 13, 14, 15, 16)},
    'windows-1252': (QP, QP, None), 'viscii': (QP, QP, None), 'us-ascii': (None, None, None),
    'big5': (BASE64, BASE64, None), 'gb2312': (BASE64, BASE64, None), 'euc-jp': (BASE64, None, 'iso-2022-jp'),
    'shift_jis': (BASE64, None, 'iso-2022-jp'), 'iso-2022-jp': (BASE64, None, None), 'koi8-r': (BASE64, BASE64, None),
    'utf-8': (SHORTEST, BASE64, 'utf-8')}

ALIASES = {f'latin{sign}{n}': f'iso-8859-{part}'
           for n, part in enumerate((1, 2, 3, 4, 9, 10, 13, 14, 15, 16), 1) for sign in '_-'}
ALIASES |= {'cp949': 'ks_c_5601-1987', 'euc_jp': 'euc-jp', 'euc_kr': 'euc-kr', 'ascii': 'us-ascii'}

# The codecs of charsets, where they have another name or there is none.
CODEC_MAP = {'us-ascii': None}


def add_charset(charset, header_enc=None, body_enc=None, output_charset=None):
    """Make a charset known."""
    if body_enc == SHORTEST:
        raise ValueError('SHORTEST not allowed for body_enc')
    CHARSETS[charset] = header_enc, body_enc, output_charset


def add_alias(alias, canonical):
    """Make another name of a charset known."""
    ALIASES.update({alias: canonical})


def add_codec(charset, codecname):
    """Say which codec a charset has."""
    CODEC_MAP.update({charset: codecname})


class Charset:
    """A charset of the input, with the one of the output."""

    def __init__(self, input_charset='us-ascii'):
        try:
            data = input_charset.encode('ascii') if isinstance(input_charset, str) else input_charset
            name = data.decode('ascii').lower()
        except UnicodeError:
            raise CharsetError(input_charset) from None
        self.input_charset = name = ALIASES.get(name, name)
        header, body, output = CHARSETS.get(name, (SHORTEST, BASE64, None))
        self.header_encoding, self.body_encoding = header, body
        self.output_charset = ALIASES.get(output or name, output or name)
        self.input_codec = CODEC_MAP.get(name, name)
        self.output_codec = CODEC_MAP.get(self.output_charset, self.output_charset)

    def __repr__(self):
        return self.input_charset

    def __eq__(self, other):
        return self.input_charset == str(other).lower()

    def get_body_encoding(self):
        """Return the name of the encoding of bodies, or a function that applies it to a message."""
        return {QP: 'quoted-printable', BASE64: 'base64'}.get(self.body_encoding, encode_7or8bit)

    def get_output_charset(self):
        """Return the charset of the output."""
        return self.input_charset if not self.output_charset else self.output_charset

    def _bytes(self, string, codec):
        raw = codec == UNKNOWN8BIT
        return string.encode('ascii' if raw else codec or 'us-ascii', 'surrogateescape' if raw else 'strict')

    def _word_maker(self, data):
        """The module that encodes this for a header the shortest way, or None."""
        if self.header_encoding == SHORTEST:
            shorter = base64mime.header_length(data) < quoprimime.header_length(data)
            return base64mime if shorter else quoprimime
        return {QP: quoprimime, BASE64: base64mime}.get(self.header_encoding)

    def header_encode(self, string):
        """Return string as an encoded word, or as it is if this charset needs none."""
        data = self._bytes(string, self.output_codec or 'us-ascii')
        maker = self._word_maker(data)
        return string if maker is None else maker.header_encode(data, self.output_codec)

    def header_encode_lines(self, string, maxlengths):
        """Return string as encoded words, one a line. maxlengths gives the room of each line.

        The first is None if nothing of the string fits in there.
        """
        codec = self.output_codec or DEFAULT_CHARSET
        maker = self._word_maker(self._bytes(string, codec))
        rooms = iter(maxlengths)
        frame = len(self.get_output_charset()) + RFC2047_CHROME_LEN
        lines = []

        def word(text):
            return maker.header_encode(self._bytes(text, codec), codec)

        start, room = 0, next(rooms) - frame
        for at in range(len(string)):
            data = self._bytes(string[start:at + 1], codec)
            if maker.header_length(data) > room:
                if not lines and at == start:
                    lines.append(None)
                else:
                    lines.append(word(string[start:at]))
                start, room = at, next(rooms) - frame
        lines.append(word(string[start:]))
        return lines

    def body_encode(self, string):
        """Return text or bytes as a body: encoded as this charset needs it."""
        if not string:
            return string
        data = string if isinstance(string, bytes) else string.encode(self.output_charset)
        match self.body_encoding:
            case 2:
                return base64mime.body_encode(data)
            case 1:
                # Quoted-printable works on text in which each character is a byte.
                return quoprimime.body_encode(data.decode('latin-1'))
        return string if data is string else data.decode('ascii')
