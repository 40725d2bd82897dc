"""Headers of any text: encoded, folded and decoded (RFC 2047)."""

__all__ = ['Header', 'decode_header', 'make_header']

import binascii
import re

from email import base64mime, charset as _charset, quoprimime
from email.charset import Charset
from email.errors import HeaderParseError

_word = re.compile(r'=\?(?P<charset>[^?]*?)\?(?P<encoding>[QqBb])\?(?P<text>.*?)\?=', re.MULTILINE)
_embedded = re.compile(r'\n[^ \t]+:')

_ascii, _utf8 = Charset('us-ascii'), Charset('utf-8')
_longest = 78


def _pieces(header):
    """The text of a header in order: (text, encoding, charset); encoding and charset are None for plain text."""
    for line in header.splitlines():
        at = 0
        for found in _word.finditer(line):
            plain = line[at:found.start()]
            yield (plain if at else plain.lstrip()), None, None
            yield found['text'], found['encoding'].lower(), found['charset'].lower()
            at = found.end()
        yield (line[at:] if at else line.lstrip()), None, None


def decode_header(header):
    """Return the parts of a header value: pairs of bytes and charset (None where it isn't encoded).

    A value without encoded words comes back as a pair of the str and None.
    """
    if isinstance(header, Header):
        return [(_charset_bytes(text, charset), str(charset)) for text, charset in header._chunks]
    if not _word.search(header):
        return [(header, None)]
    pieces = [piece for piece in _pieces(header) if piece[0] or piece[1]]
    # White space between encoded words isn't part of the text.
    kept = [piece for n, piece in enumerate(pieces)
            if not (piece[1] is None and piece[0].isspace() and 0 < n < len(pieces) - 1
                    and pieces[n - 1][1] and pieces[n + 1][1])]
    parts = []
    for text, encoding, charset in kept:
        if encoding == 'q':
            data = quoprimime.header_decode(text).encode('raw-unicode-escape')
        elif encoding == 'b':
            try:
                data = base64mime.decode(text + '==='[:-len(text) % 4])
            except binascii.Error:
                raise HeaderParseError('Base64 decoding error')
        else:
            data = text.encode('raw-unicode-escape')
        if parts and parts[-1][1] == charset:
            parts[-1] = (parts[-1][0] + (b' ' if charset is None else b'') + data, charset)
        else:
            parts.append((data, charset))
    return parts


def _charset_bytes(text, charset):
    if str(charset) == _charset.UNKNOWN8BIT:
        return text.encode('ascii', 'surrogateescape')
    return text.encode(str(charset))


def _as_charset(charset, default):
    if charset is None:
        return default
    return charset if isinstance(charset, Charset) else Charset(charset)


def make_header(decoded_seq, maxlinelen=None, header_name=None, continuation_ws=' '):
    """Return a Header of pairs as decode_header gives them."""
    header = Header(maxlinelen=maxlinelen, header_name=header_name, continuation_ws=continuation_ws)
    for text, charset in decoded_seq:
        header.append(text, charset)
    return header


class Header:
    """The value of a header, of parts in several charsets."""

    def __init__(self, s=None, charset=None, maxlinelen=None, header_name=None, continuation_ws=' ', errors='strict'):
        self._chunks, self._margin = [], continuation_ws
        self._charset = _as_charset(charset, _ascii)
        self._maxlinelen = _longest if maxlinelen is None else maxlinelen
        self._taken = 0 if header_name is None else len(header_name) + 2
        if s is not None:
            self.append(s, self._charset, errors)

    def __eq__(self, other):
        return str(self) == other

    def append(self, s, charset=None, errors='strict'):
        """Add text or bytes in a charset: that of the header if none is given."""
        charset = _as_charset(charset, self._charset)
        if isinstance(s, (bytes, bytearray)):
            codec = charset.input_codec or 'us-ascii'
            s = s.decode('us-ascii', 'surrogateescape') if codec == _charset.UNKNOWN8BIT else s.decode(codec, errors)
        codec = charset.output_codec or 'us-ascii'
        if codec != _charset.UNKNOWN8BIT:
            try:
                s.encode(codec, errors)
            except UnicodeEncodeError:
                if codec != 'us-ascii':
                    raise
                charset = _utf8
        self._chunks += [(s, charset)]

    def _separated(self, shown):
        """Chunks with the text that belongs before each: a space where words of different kinds would run together.

        Encoded words have one between them when they are written, but not in what is shown.
        """
        before, open_end = None, False
        for text, charset in self._chunks:
            plain = charset in (None, 'us-ascii')
            gap = ''
            if before is True and not plain:
                gap = '' if open_end else ' '
            elif before is False and plain:
                gap = '' if self._separates(text[:1]) else ' '
            elif before is False and not shown:
                gap = ' '
            open_end = self._separates(text[-1:])
            before = plain
            yield gap, text, charset

    @staticmethod
    def _separates(char):
        return char.isspace() or char in ('(', ')', '\\')

    def __str__(self):
        self._merge()
        parts = []
        for gap, text, charset in self._separated(True):
            if charset == _charset.UNKNOWN8BIT:
                text = text.encode('ascii', 'surrogateescape').decode('ascii', 'replace')
            parts += [gap, text]
        return ''.join(parts)

    def _merge(self):
        """Make one chunk of neighbours in the same charset."""
        merged = []
        for text, charset in self._chunks:
            if merged and merged[-1][1] == charset:
                merged[-1] = (f'{merged[-1][0]} {text}', charset)
            else:
                merged.append((text, charset))
        self._chunks = merged

    def encode(self, splitchars=';, \t', maxlinelen=None, linesep='\n'):
        """Return the value in ASCII and in lines of at most maxlinelen (0: no limit) characters.

        splitchars are the places where lines are best broken, the better ones first.
        """
        self._merge()
        room = self._maxlinelen if maxlinelen is None else maxlinelen
        paper = _Lines(self._taken, room or 1000000, self._margin, splitchars)
        for gap, text, charset in self._separated(False):
            if gap:
                paper.gap()
            lines = text.splitlines()
            for n, line in enumerate(lines or ['']):
                bare = line.lstrip()
                if n == 0:
                    paper.add('', line, charset)
                    continue
                paper.end_line()
                if charset.header_encoding is not None:
                    paper.add(self._margin, ' ' + bare, charset)
                else:
                    paper.add(line[:len(line) - len(bare)], bare, charset)
            if len(lines) > 1:
                paper.end_line()
        if self._chunks:
            paper.gap()
        value = paper.text(linesep)
        if _embedded.search(value):
            raise HeaderParseError('header value appears to contain an embedded header: {!r}'.format(value))
        return value


class _Lines:
    """Text laid out in lines. A line that isn't full yet is a list of words, each with the white space before it."""

    def __init__(self, taken, room, margin, splitchars):
        self.room, self.margin, self.splitchars = room, margin, splitchars
        self.done = []
        self.words = []
        self.taken = taken

    def text(self, linesep):
        self.end_line()
        return linesep.join(self.done)

    def width(self):
        return self.taken + sum(len(gap) + len(word) for gap, word in self.words)

    def flat(self):
        return ''.join([gap + word for gap, word in self.words])

    def end_line(self):
        if self.words and self.words[-1] == (' ', ''):
            self.words.pop()
        if self.words or self.taken:
            line = self.flat()
            if self.done and self.words and not line.strip():
                # A line of white space is none: it belongs to the line before.
                self.done[-1] += line
            else:
                self.done.append(line)
        self.words, self.taken = [], 0

    def gap(self):
        self.words.append((' ', ''))

    def rooms(self):
        yield self.room - self.width()
        while True:
            yield self.room - len(self.margin)

    def add(self, gap, text, charset):
        if charset.header_encoding is None:
            self._add_plain(gap, text)
            return
        words = charset.header_encode_lines(text, self.rooms())
        if words[0] is not None:
            self._add_word(gap, words[0])
        for word in words[1:]:
            self.end_line()
            self.words.append((self.margin, word))

    def _add_plain(self, gap, text):
        parts = re.split(r'([ \t]+)', gap + text)
        if parts[0]:
            parts.insert(0, '')
        else:
            del parts[0]
        for n in range(0, len(parts) - 1, 2):
            self._add_word(parts[n], parts[n + 1])

    def _add_word(self, gap, word):
        self.words.append((gap, word))
        if self.width() <= self.room:
            return
        cut = self._best_cut()
        if cut is not None:
            rest = self.words[cut:]
            del self.words[cut:]
            self.done.append(self.flat())
            self.words, self.taken = rest, 0
        else:
            last = self.words.pop()
            if self.taken > 0:
                self.end_line()
                last = (last[0] or ' ', last[1])
            self.words.append(last)

    def _best_cut(self):
        """The index of the word that goes to the next line: after the rightmost of the best character there is."""
        for char in self.splitchars:
            for n in range(len(self.words) - 1, 0, -1):
                before = self.words[n - 1][1]
                if char.isspace() and self.words[n][0][:1] == char or before[-1:] == char:
                    return n
        return None
