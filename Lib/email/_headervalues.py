"""Values of headers: a recursive descent over RFC 5322, RFC 2045, RFC 2047 and RFC 2231.

What is read is a tree of pieces, from which a header can be written in lines, and beside it the facts that the header
classes show. Nothing is refused: what isn't as it should be is noted down in a list of defects.
"""

import re
import sys
from urllib.parse import quote, unquote, unquote_to_bytes

from email import _encoded_words as words, errors
from email.utils import _has_surrogates, quote as _backslashes

_space = ' \t\r\n'
specials = frozenset('()<>@,:;.\\"[]')
_phrase_ends = specials - {'.', '"', '('}
_tspecials = frozenset('()<>@,:;\\"/[]?=')
_encoded_word = re.compile(r'=\?[^?\s]*\?[^?]\?[^?]*\?=')
_gaps = re.compile(f'([{_space}]+)')
_blanks = re.compile('([ \\t]+)')


def quoted(text):
    """text in quotes."""
    return f'"{_backslashes(text)}"'


# ---- what a value is made of


class Piece:
    """A part of a header: text, or parts.

    flow: whether encoded words may be made of it to break a line. alone: whether a line may begin with it.
    touchy: whether it has to be encoded if it has special characters. bare: the parts that stand for it when it is
    encoded. fixed: it is written as it is, whatever that is.
    """

    def __init__(self, text=None, parts=None, flow=True, alone=True, touchy=False, bare=None, fixed=False):
        self.text, self.parts = text, parts
        self.flow, self.alone, self.touchy, self.bare, self.fixed = flow, alone, touchy, bare, fixed

    def __str__(self):
        return self.text if self.parts is None else ''.join(map(str, self.parts))

    def fold(self, *, policy):
        """Return the lines of this piece."""
        folder = _Folder(policy)
        folder.place(self)
        return policy.linesep.join(folder.lines) + policy.linesep


def _mark(text):
    """Characters that have a meaning of their own."""
    return Piece(text, flow=False, alone=False)


class Params(Piece):
    """Parameters: pairs of name and value (None if there is none)."""

    def __init__(self, items):
        super().__init__(parts=[])
        self.items = items

    def __str__(self):
        return ''.join([f'; {self._one(*item)}' for item in self.items]).removeprefix(' ')

    @staticmethod
    def _one(name, value):
        return f'{name}={quoted(value)}' if value else name


# ---- writing


class _Folder:
    """Lays out pieces in lines."""

    def __init__(self, policy):
        self.policy = policy
        self.limit = policy.max_line_length or sys.maxsize
        self.lines = ['']
        # The encoded word at the end of the last line: where it begins and ends there, and its text.
        self.word = None
        # White space that came to the beginning of the last line behind an encoded word.
        self.carried = ''

    def charset_for(self, text):
        """The charset in which text has to be encoded, or None."""
        broken = '\n' in text or '\r' in text
        if text.isascii() or not _has_surrogates(text) and self.policy.utf8:
            return 'utf-8' if broken else None
        return 'unknown-8bit' if _has_surrogates(text) else 'utf-8'

    def room(self):
        return self.limit - len(self.lines[-1])

    def new_line(self, text):
        """Put text on a new line, which begins with white space: that before text. False if there is none."""
        if self.lines[-1][-1:] in (' ', '\t'):
            text = self.lines[-1][-1] + text
            self.lines[-1] = self.lines[-1][:-1]
        elif text[:1] not in (' ', '\t'):
            return False
        # A gap between encoded words is no text unless it is in one.
        after_word = self.word is not None and self.word[1] == len(self.lines[-1])
        self.carried = text if after_word and text.isspace() else ''
        self.lines.append(text)
        self.word = None
        return True

    def place(self, piece, held=False):
        """Add a piece; held: no encoded word may be made to break the line."""
        if isinstance(piece, Params):
            self.place_params(piece)
            return
        text = str(piece)
        charset = self.charset_for(text)
        if charset is None and piece.touchy and not specials.isdisjoint(text):
            charset = 'utf-8'
        if charset is not None and not held and not piece.fixed:
            if piece.parts is None:
                self.encode(text, charset)
            elif piece.bare is not None:
                for part in piece.bare:
                    self.place(part)
            elif not piece.flow and (whole := self.in_one_line(piece.parts)) is not None:
                self.word = None
                if len(whole) > self.room():
                    if not self.new_line(whole):
                        self.lines[-1] += whole
                else:
                    self.lines[-1] += whole
            else:
                for part in piece.parts:
                    self.place(part)
            return
        if piece.parts is None and not piece.flow:
            # Encoded words on both sides of this have nothing to do with each other.
            self.word = None
        if len(text) <= self.room():
            self.lines[-1] += text
        elif piece.alone and len(text) < self.limit and self.new_line(text):
            pass
        elif piece.fixed and charset is None and self.room() > 0:
            self.lines[-1] += text
        elif piece.parts is not None and not piece.fixed:
            for part in piece.parts:
                self.place(part, held or not piece.flow)
        elif piece.flow and not held and not piece.fixed:
            self.encode(text, 'utf-8')
        elif not self.new_line(text):
            self.lines[-1] += text

    def in_one_line(self, parts):
        folder = _Folder(self.policy)
        for part in parts:
            folder.place(part)
        return folder.lines[0] if len(folder.lines) == 1 else None

    def encode(self, text, charset):
        """Add text as encoded words, as many as it takes; together with the one at the end of the line."""
        if self.word is not None:
            start, end, before = self.word
            text = before + self.lines[-1][end:] + text
            charset = self.charset_for(text) or charset
            self.lines[-1] = self.lines[-1][:start]
        elif self.carried and self.lines[-1] == self.carried:
            text = self.carried + text
            self.lines[-1] = ' '
        self.carried = ''
        frame = len(charset) + 7
        if frame + 1 >= self.limit:
            raise errors.HeaderParseError('max_line_length is too small to fit an encoded word')
        while text:
            room = self.room()
            count = min(len(text), room - frame)
            while count > 0 and len(words.encode(text[:count], charset)) > room:
                count -= 1
            if count <= 0:
                if self.lines[-1] not in (' ', '\t'):
                    if not self.new_line(''):
                        self.lines.append(' ')
                    self.carried = ''
                    continue
                count = 1
            word = words.encode(text[:count], charset)
            self.word = (len(self.lines[-1]), len(self.lines[-1]) + len(word), text[:count])
            self.lines[-1] += word
            text = text[count:]
            if text:
                self.lines.append(' ')

    def place_params(self, params):
        for name, value in params.items:
            if not self.lines[-1].rstrip().endswith(';'):
                self.lines[-1] += ';'
            value = value or ''
            charset = self.charset_for(value)
            if charset is None:
                text = params._one(name, value)
                if len(text) + 1 <= self.room():
                    self.lines[-1] += ' ' + text
                    continue
                if len(text) + 2 <= self.limit:
                    self.lines.append(' ' + text)
                    continue
            else:
                whole = f"{name}*={charset}''{self.percent(value, charset)}"
                if len(whole) + 1 <= self.room():
                    self.lines[-1] += ' ' + whole
                    continue
                if len(whole) + 2 <= self.limit:
                    self.lines.append(' ' + whole)
                    continue
            self.place_sections(name, value, charset or 'us-ascii')

    def percent(self, text, charset):
        if charset == 'unknown-8bit':
            return quote(text.encode('utf-8', 'surrogateescape'), safe='')
        return quote(text, safe='')

    def place_sections(self, name, value, charset):
        """A parameter that is too long: in sections (RFC 2231 section 4.1)."""
        head, number = f"{charset}''", 0
        while value:
            start = f' {name}*{number}*={head}'
            limit = self.limit if self.limit > len(start) + 4 else 78
            count = room = limit - len(start) - 1
            while len(text := self.percent(value[:count], charset)) > room and count > 1:
                count -= 1
            value = value[count:]
            self.lines.append(f'{start}{text}{";" if value else ""}')
            head, number = '', number + 1


def whole_header(name, value):
    """The piece of a header: name, colon and value."""
    label = _mark(name + ':')
    return Piece(parts=[label, Piece(' '), value] if str(value) else [label])


# ---- reading


class _Unfit(Exception):
    """The text isn't what was looked for."""


class Value:
    """What was read: a piece, and the defects."""

    def __init__(self, piece, defects):
        self.piece, self.defects = piece, defects


def _decoded(text, defects=None, touchy=False):
    """The pieces of running text: words and gaps, encoded words decoded."""
    pieces, at, after_word = [], 0, False

    def plain(part, between):
        if not part or between and part.isspace():
            # White space between encoded words is none.
            return
        for n, token in enumerate(_blanks.split(part)):
            if token:
                pieces.append(Piece(token, touchy=touchy and n % 2 == 0))

    for found in _encoded_word.finditer(text):
        try:
            decoded, _, _, faults = words.decode(found[0])
        except (ValueError, KeyError):
            continue
        if defects is not None:
            defects += faults
            defects.append(errors.InvalidHeaderDefect('encoded word inside quoted string'))
            if text[found.end():found.end() + 1] not in _space or found.end() == len(text):
                defects.append(errors.InvalidHeaderDefect('missing trailing whitespace after encoded-word'))
        plain(text[at:found.start()], after_word)
        plain(decoded, False)
        at, after_word = found.end(), True
    plain(text[at:], False)
    # What stood together stays so.
    joined = []
    for piece in pieces:
        if joined and not piece.text.isspace() and not joined[-1].text.isspace():
            joined[-1] = Piece(joined[-1].text + piece.text, touchy=touchy)
        else:
            joined.append(piece)
    return joined


def _text_of(pieces):
    return ''.join(map(str, pieces))


class _Mailbox:
    """What an address consists of; of one that can't be read, nothing."""

    def __init__(self, name='', local='', domain=''):
        self.name, self.local, self.domain = name, local, domain


class _Group:
    """Mailboxes, and the name that they have together (None: there is none)."""

    def __init__(self, name, mailboxes):
        self.name, self.mailboxes = name, mailboxes


class _Reader:
    """Reads from a position in a text."""

    def __init__(self, text):
        self.text, self.at = text, 0
        self.defects = []
        # Those that concern a list come before those of its elements.
        self.list_defects = []

    def next(self):
        return self.text[self.at:self.at + 1]

    def rest(self):
        return self.text[self.at:]

    def fault(self, message, kind=errors.InvalidHeaderDefect):
        self.defects.append(kind(message))

    def attempt(self, *rules):
        """Return what the first of the rules that fits gives. If none fits, nothing was read."""
        at, faults = self.at, len(self.defects)
        for rule in rules:
            try:
                return rule()
            except _Unfit:
                self.at = at
                del self.defects[faults:]
        raise _Unfit

    def value(self, piece):
        return Value(piece, self.list_defects + self.defects)

    # -- tokens

    def gap(self):
        """White space and comments, as pieces."""
        pieces = []
        while (char := self.next()) and (char in _space or char == '('):
            if char == '(':
                pieces.append(self.comment())
            else:
                found = _gaps.match(self.text, self.at)
                pieces.append(Piece(found[0]))
                self.at = found.end()
        return pieces

    def comment(self):
        start, depth = self.at, 0
        while char := self.next():
            self.at += 1
            if char == '\\':
                self.at += 1
            else:
                depth += (char == '(') - (char == ')')
                if depth == 0:
                    return Piece(parts=[_mark('('), *_decoded(self.text[start + 1:self.at - 1]), _mark(')')])
        self.fault('end of header inside comment')
        self.at = len(self.text)
        return Piece(parts=[_mark('('), *_decoded(self.text[start + 1:]), _mark(')')])

    def quoted(self):
        """A quoted string: its piece, and its text."""
        self.at += 1
        chars = []
        while True:
            char = self.next()
            self.at += 1
            if not char:
                self.fault('end of header inside quoted string')
                break
            if char == '"':
                break
            if char == '\\' and self.next():
                char = self.next()
                self.at += 1
            chars.append(char)
        raw = ''.join(chars)
        if _has_surrogates(raw):
            self.fault('Non-ASCII characters found in header token', errors.UndecodableBytesDefect)
        bare = _decoded(raw, self.defects, touchy=True)
        text = _text_of(bare)
        inner = [Piece(part, alone=True) for part in _gaps.split(_backslashes(text)) if part]
        return Piece(parts=[_mark('"'), *inner, _mark('"')], flow=False, bare=bare), text

    def run(self, ends):
        """Characters up to white space or one of ends."""
        start = self.at
        while (char := self.next()) and char not in _space and char not in ends:
            self.at += 1
        return self.text[start:self.at]

    # -- addresses

    def phrase(self):
        """Words and dots: a piece, and the text with single spaces and without comments."""
        pieces, name = self.gap(), []
        first, after_encoded = True, False
        while (char := self.next()) and char not in _phrase_ends:
            if char == '"':
                piece, text = self.quoted()
                pieces.append(piece)
                encoded = False
            elif char == '.':
                self.at += 1
                if first:
                    self.fault('phrase does not start with word')
                self.fault("period in 'phrase'", errors.ObsoleteHeaderDefect)
                pieces.append(Piece('.'))
                text, encoded = '.', False
            else:
                found = _encoded_word.match(self.text, self.at)
                encoded = bool(found)
                if found:
                    decoded = _decoded(found[0])
                    encoded = _text_of(decoded) != found[0]
                if encoded:
                    self.at = found.end()
                    text = _text_of(decoded)
                    if after_encoded and name and name[-1] == ' ':
                        name.pop()
                        while pieces and str(pieces[-1]).isspace():
                            pieces.pop()
                    pieces += decoded
                else:
                    text = self.run(specials)
                    if not text:
                        break
                    pieces.append(Piece(text, touchy=False))
                    if _has_surrogates(text):
                        self.fault('Non-ASCII characters found in header token', errors.UndecodableBytesDefect)
            name.append(text)
            first, after_encoded = False, encoded
            if gap := self.gap():
                name.append(' ')
                if encoded:
                    pieces += gap
                else:
                    # A word goes with the gap after it.
                    pieces.append(Piece(parts=[pieces.pop(), *gap]))
        if first:
            raise _Unfit
        return Piece(parts=pieces), ''.join(name[:-1] if name[-1] == ' ' else name)

    def local_part(self):
        pieces, faults, words_seen = self.gap(), [], []
        kinds, inner_gap = [], False
        while (char := self.next()) and (char in '.\\"' or char not in specials):
            if char == '.':
                if kinds[-1:] == ['.']:
                    faults.append("invalid repeated '.'")
                self.at += 1
                pieces.append(_mark('.'))
                kinds.append('.')
                if words_seen[-1:] == [' ']:
                    words_seen.pop()
                words_seen.append('.')
            elif char == '\\':
                faults.append("'\\' character outside of quoted-string/ccontent")
                self.at += 1
                pieces.append(_mark('\\'))
                kinds.append('\\')
                words_seen.append('\\')
            else:
                if kinds and kinds[-1] != '.':
                    faults.append("missing '.' between words")
                if char == '"':
                    piece, text = self.quoted()
                else:
                    found = _encoded_word.match(self.text, self.at)
                    if found:
                        self.at = found.end()
                        text = _text_of(_decoded(found[0]))
                        faults.append('missing trailing whitespace after encoded-word')
                    else:
                        text = self.run(specials)
                    piece = Piece(text)
                pieces.append(piece)
                kinds.append('"' if char == '"' else 'a')
                words_seen.append(text)
            if gap := self.gap():
                pieces += gap
                if self.next() and self.next() not in '@,;:>':
                    inner_gap = True
                    if kinds[-1] != '.':
                        words_seen.append(' ')
        if not kinds:
            raise _Unfit
        if kinds[0] == '.':
            faults.append("Invalid leading '.' in local part")
        if kinds[-1] == '.' and len(kinds) > 1:
            faults.append("Invalid trailing '.' in local part")
        if faults:
            self.fault('local-part is not dot-atom, quoted-string, or obs-local-part')
            for message in faults:
                self.fault(message)
        elif inner_gap:
            self.fault('local-part is not a dot-atom (contains CFWS)', errors.ObsoleteHeaderDefect)
        text = ''.join(words_seen).rstrip(' ') if words_seen[-1] == ' ' else ''.join(words_seen)
        if not text.isascii():
            self.fault('local-part contains non-ASCII characters)', errors.NonASCIILocalPartDefect)
        return Piece(parts=pieces, flow=False), text

    def domain(self):
        pieces, text, inner_gap = self.gap(), '', False
        if self.next() == '[':
            end = self.text.find(']', self.at) + 1
            if end:
                literal = self.text[self.at:end]
                self.at = end
            else:
                self.fault('end of input inside domain-literal')
                literal = self.rest() + ']'
                self.at = len(self.text)
            pieces += [Piece(literal, flow=False), *self.gap()]
            return Piece(parts=pieces, flow=False), ''.join(literal.split())
        while True:
            atom = self.run(specials)
            if not atom:
                raise _Unfit
            text += atom
            pieces.append(Piece(atom))
            gap = self.gap()
            pieces += gap
            if self.next() != '.':
                break
            self.at += 1
            pieces.append(_mark('.'))
            text += '.'
            after = self.gap()
            pieces += after
            inner_gap = inner_gap or bool(gap or after)
        if self.next() == '@':
            raise _Unfit
        if inner_gap:
            self.fault('domain is not a dot-atom (contains CFWS)', errors.ObsoleteHeaderDefect)
        return Piece(parts=pieces, flow=False), text

    def addr_spec(self):
        """local@domain: a piece and a mailbox."""
        faults = len(self.defects)
        local, local_text = self.local_part()
        if self.next() != '@':
            self.defects.insert(faults, errors.InvalidHeaderDefect('addr-spec local part with no domain'))
            return Piece(parts=[local], flow=False), _Mailbox('', local_text, '')
        self.at += 1
        domain, domain_text = self.domain()
        return Piece(parts=[local, _mark('@'), domain], flow=False), _Mailbox('', local_text, domain_text)

    def angle(self):
        """An address in angle brackets."""
        if self.next() != '<':
            raise _Unfit
        self.at += 1
        pieces = [_mark('<'), *self.gap()]
        if self.next() == '>':
            self.at += 1
            self.fault('null addr-spec in angle-addr')
            return Piece(parts=[*pieces, _mark('>'), *self.gap()]), _Mailbox()
        if self.next() == '@':
            pieces += self.route()
        spec, mailbox = self.addr_spec()
        if self.next() == '>':
            self.at += 1
        else:
            self.fault("missing trailing '>' on angle-addr")
        return Piece(parts=[*pieces, spec, _mark('>'), *self.gap()]), mailbox

    def route(self):
        """The domains that a message was to pass, up to a colon."""
        pieces = []
        while self.next() and self.next() in '@,':
            char = self.next()
            self.at += 1
            pieces.append(_mark(char))
            if char == '@':
                pieces.append(self.domain()[0])
            else:
                pieces += self.gap()
        if self.next() != ':':
            raise _Unfit
        self.at += 1
        self.fault('obsolete route specification in angle-addr', errors.ObsoleteHeaderDefect)
        return [*pieces, _mark(':')]

    def named(self):
        """A name with an address in angle brackets, or only that."""
        lead = self.gap()
        if self.next() == '<':
            angle, mailbox = self.angle()
            return Piece(parts=[*lead, angle]), mailbox
        phrase, name = self.phrase()
        angle, mailbox = self.angle()
        mailbox.name = name
        return Piece(parts=[*lead, phrase, angle]), mailbox

    def mailbox(self):
        return self.attempt(self.named, self.addr_spec)

    def group(self):
        phrase, name = self.phrase()
        if self.next() != ':':
            raise _Unfit
        self.at += 1
        pieces, mailboxes = [phrase, _mark(':')], []
        lead = self.gap()
        pieces += lead
        while self.next() and self.next() != ';':
            self.element(pieces, mailboxes, ',;', self.mailbox, 'empty element in mailbox-list',
                         'invalid mailbox in mailbox-list', False)
        if self.next():
            self.at += 1
        else:
            self.fault('end of header in group')
        pieces += [_mark(';'), *self.gap()]
        return Piece(parts=pieces), _Group(name, mailboxes)

    def single(self):
        piece, mailbox = self.mailbox()
        return piece, _Group(None, [mailbox])

    def address(self):
        return self.attempt(self.group, self.single)

    def element(self, pieces, found, ends, rule, on_empty, on_invalid, keep):
        """An element of a list, and the comma after it. keep: text after an element counts as another one."""
        start = self.at
        try:
            piece, item = self.attempt(rule)
            pieces.append(piece)
            found.append(item)
            if self.next() and self.next() not in ends:
                pieces += self.junk(ends)
                self.list_defects.append(errors.InvalidHeaderDefect(on_invalid))
                if keep:
                    found.append(_Group(None, [_Mailbox()]))
        except _Unfit:
            self.at = start
            pieces += self.gap()
            if not self.next() or self.next() in ends:
                if self.next() or start < self.at:
                    self.list_defects.append(errors.ObsoleteHeaderDefect(on_empty))
            else:
                self.list_defects.append(errors.InvalidHeaderDefect(on_invalid))
                pieces += self.junk(ends)
                found.append(_Group(None, [_Mailbox()]) if keep else _Mailbox())
        if self.next() == ',':
            self.at += 1
            # A line may be broken after it.
            pieces.append(_mark(','))

    def junk(self, ends):
        """What can't be read, up to one of ends."""
        pieces = []
        while (char := self.next()) and char not in ends:
            try:
                pieces.append(self.attempt(self.phrase)[0])
            except _Unfit:
                self.at += 1
                pieces.append(_mark(char))
        return pieces

    # -- MIME

    def token(self, ends=_tspecials):
        """A token with white space and comments around it: pieces, and its text."""
        lead = self.gap()
        text = self.run(ends)
        if not text:
            raise _Unfit
        if _has_surrogates(text):
            self.fault('Non-ASCII characters found in header token', errors.UndecodableBytesDefect)
        return [*lead, Piece(text), *self.gap()], text

    def skip_to_semicolon(self):
        start = self.at
        while char := self.next():
            if char == '"':
                self.attempt(self.quoted)
            elif char == ';':
                break
            else:
                self.at += 1
        return self.text[start:self.at]

    def parameters(self):
        """Parameters, after the semicolon before them: Params, and the pairs with all values decoded."""
        read = []
        while self.at < len(self.text):
            found, start = None, self.at
            try:
                found = self.attempt(self.parameter)
            except _Unfit:
                self.at = start
                self.gap()
                if not self.next():
                    break
                if self.next() == ';':
                    self.fault('parameter entry with no content')
                else:
                    self.fault(f'invalid parameter {self.skip_to_semicolon()!r}')
            if found:
                read.append(found)
            if self.next() and self.next() != ';':
                self.fault(f'parameter with invalid trailing text {self.skip_to_semicolon()!r}')
            self.at += 1
        self.at = min(self.at, len(self.text))
        items = self.put_together(read)
        return Params(items), items

    def parameter(self):
        """One parameter: name, number of the section or None, whether it is extended, value."""
        lead = _text_of(self.gap())
        name = self.run(_tspecials | set("*'%"))
        if not name:
            raise _Unfit
        if _has_surrogates(name):
            self.fault('Non-ASCII characters found in header token', errors.UndecodableBytesDefect)
        self.gap()
        number, extended = None, False
        if self.next() == '*':
            found = re.compile(r'\*(\d+)?(\*)?', re.ASCII).match(self.text, self.at)
            self.at = found.end()
            number = int(found[1]) if found[1] else None
            if found[1] and len(found[1]) > 1 and found[1][0] == '0':
                self.fault('section number has an invalid leading 0')
            extended = found[1] is None or bool(found[2])
            self.gap()
        if self.next() != '=':
            if extended or number is not None:
                raise _Unfit
            self.fault(f'Parameter contains name ({lead}{name}) but no value')
            return name, None, False, None
        self.at += 1
        self.gap()
        is_quoted = self.next() == '"'
        if is_quoted:
            faults = len(self.defects)
            raw_start = self.at
            _, value = self.quoted()
            if extended:
                # Nothing in there is an encoded word.
                del self.defects[faults:]
                raw = self.text[raw_start + 1:self.at]
                value = re.sub(r'\\(.)', r'\1', raw.removesuffix('"'))
                self.fault('Quoted string value for extended parameter is invalid')
        else:
            value = self.run(_tspecials)
            if not value:
                raise _Unfit
        first = number in (None, 0)
        if not is_quoted and not extended and number == 0 and value.count("'") >= 2:
            self.fault('Apparent initial-extended-value but attribute was not marked as extended or was not initial section')
            extended = True
        elif _has_surrogates(value) and not extended and not is_quoted:
            self.fault('Non-ASCII characters found in header token', errors.UndecodableBytesDefect)
        charset = ''
        if extended and first:
            parts = value.split("'", 2)
            if len(parts) == 3:
                charset, _, value = parts
            elif number is None:
                self.fault('Missing required charset/lang delimiters')
            else:
                self.fault("Apparent initial-extended-value but ' terminators missing")
        self.gap()
        return name, number, extended, (charset, value)

    def put_together(self, read):
        """The parameters with their sections joined, in order."""
        byname = {}
        for name, number, extended, value in read:
            byname.setdefault(name, []).append((number, extended, value))
        items = []
        for name, sections in byname.items():
            if sections[0][2] is None:
                items.append((name, None))
                continue
            sections.sort(key=lambda section: section[0] or 0)
            if len(sections) > 1 and not sections[0][1] and not sections[1][0]:
                self.fault('duplicate parameter name; duplicate(s) ignored')
                del sections[1:]
            charset, parts, wanted = sections[0][2][0], [], 0
            for number, extended, value in sections:
                if value is None:
                    continue
                if (number or 0) != wanted:
                    if not extended:
                        self.fault('duplicate parameter name; duplicate ignored')
                        continue
                    self.fault('inconsistent RFC2231 parameter numbering')
                wanted += 1
                text = value[1]
                if extended:
                    text = self.unescaped(text, charset)
                parts.append(text)
            items.append((name, ''.join(parts)))
        return items

    def unescaped(self, text, charset):
        try:
            data = text.encode('ascii', 'surrogateescape')
        except UnicodeEncodeError:
            # It isn't escaped as it should be.
            return unquote(text, 'latin-1')
        data = unquote_to_bytes(data)
        try:
            text = data.decode(charset or 'us-ascii', 'surrogateescape')
        except (LookupError, UnicodeError):
            text = data.decode('us-ascii', 'surrogateescape')
        if _has_surrogates(text):
            self.defects.append(errors.UndecodableBytesDefect())
        return text

    # -- message ids

    def message_id(self):
        pieces = self.gap()
        if self.next() != '<':
            raise _Unfit
        found = re.compile(r'<(?P<left>[^<>@\s]+)(?P<right>@(?:\[[^\]<>]*\]|[^<>@\s]+))?').match(self.text, self.at)
        if not found:
            raise _Unfit
        self.at = found.end()
        if not found['right']:
            self.fault('msg-id with no id-right')
        if self.next() == '>':
            self.at += 1
        else:
            self.fault("missing trailing '>' on msg-id")
        return [*pieces, Piece(found[0] + '>', flow=False, fixed=True), *self.gap()]


# ---- the values of headers


def unstructured(value):
    """Any text."""
    return Value(Piece(parts=_decoded(value)), [])


def addresses(value):
    """A list of addresses. groups: those in it, each address that isn't in one on its own."""
    reader = _Reader(value)
    pieces, groups = [], []
    while reader.next():
        reader.element(pieces, groups, ',', reader.address, 'address-list entry with no content',
                       'invalid address in address-list', True)
    result = reader.value(Piece(parts=pieces))
    result.groups = groups
    return result


def one_addr_spec(value):
    """An address without a name: local part and domain. ValueError if it is none."""
    reader = _Reader(value)
    try:
        _, mailbox = reader.addr_spec()
    except _Unfit:
        raise errors.HeaderParseError(f'expected addr-spec but found {value!r}') from None
    if reader.rest():
        raise ValueError(f'Invalid addr_spec; only {value[:reader.at]!r} could be parsed from {value!r}')
    if reader.defects:
        raise reader.defects[0]
    return mailbox.local, mailbox.domain


def mime_version(value):
    """A version. major and minor are None if it can't be read."""
    reader = _Reader(value)
    major = minor = None
    lead = _text_of(reader.gap())
    if not reader.next():
        reader.fault('Missing MIME version number (eg: 1.0)', errors.HeaderMissingRequiredValue)
    else:
        first = reader.run('.(')
        reader.gap()
        dot = reader.next() == '.'
        if not (dot and first.isdecimal()):
            reader.fault(f'Expected MIME major version number but found {first!r}' if not first.isdecimal()
                         else 'Incomplete MIME version; found only major number')
        else:
            reader.at += 1
            reader.gap()
            second = reader.run('.(')
            if second.isdecimal():
                major, minor = int(first), int(second)
                reader.gap()
                if reader.rest():
                    reader.fault('Excess non-CFWS text after MIME version')
            else:
                reader.fault(f'Expected MIME minor version number but found {second!r}')
    result = reader.value(Piece(value, flow=False))
    result.major, result.minor = major, minor
    return result


def _with_params(reader, head):
    """The rest of a MIME header: parameters, if a semicolon comes."""
    params = []
    pieces = [Piece(parts=head, flow=False)] if head else []
    if reader.next() == ';':
        reader.at += 1
        piece, params = reader.parameters()
        pieces.append(piece if params else _mark(';'))
    elif reader.rest():
        pieces.append(Piece(reader.rest()))
    result = reader.value(Piece(parts=pieces, alone=False))
    result.params = params
    return result


def content_type(value):
    """maintype/subtype; parameters. What can't be read is text/plain (RFC 2045 section 5.2)."""
    reader = _Reader(value)
    main, sub, head = 'text', 'plain', []
    if not value.strip(_space):
        reader.fault('Missing content type specification', errors.HeaderMissingRequiredValue)
        reader.at = len(value)
    else:
        def kind():
            first, main = reader.token()
            if reader.next() != '/':
                raise _Unfit
            reader.at += 1
            second, sub = reader.token()
            return [*first, _mark('/'), *second], main, sub

        try:
            head, main, sub = reader.attempt(kind)
            if reader.next() and reader.next() != ';':
                start = reader.at
                junk = reader.skip_to_semicolon()
                reader.fault(f'Only parameters are valid after content type, but found {value[start:]!r}')
                main, sub, head = 'text', 'plain', [*head, Piece(junk)]
        except _Unfit:
            head = [Piece(reader.skip_to_semicolon())]
            reader.fault(f'Expected content maintype but found {value!r}')
    result = _with_params(reader, head)
    result.maintype, result.subtype = main.lower(), sub.lower()
    return result


def content_disposition(value):
    """disposition; parameters."""
    reader = _Reader(value)
    kind, head = None, []
    if not value.strip(_space):
        reader.fault('Missing content disposition', errors.HeaderMissingRequiredValue)
        reader.at = len(value)
    else:
        try:
            head, kind = reader.attempt(reader.token)
            if reader.next() and reader.next() != ';':
                reader.fault(f'Only parameters are valid after content disposition, but found {reader.rest()!r}')
                head = [*head, Piece(reader.skip_to_semicolon())]
        except _Unfit:
            reader.fault(f'Expected content disposition but found {value!r}')
            junk = reader.skip_to_semicolon()
            head = [Piece(junk)] if junk else []
    result = _with_params(reader, head)
    result.kind = kind and kind.lower()
    return result


def content_transfer_encoding(value):
    """A token."""
    reader = _Reader(value)
    cte = '7bit'
    if not value.strip(_space):
        reader.fault('Missing content transfer encoding', errors.HeaderMissingRequiredValue)
    else:
        try:
            cte = reader.attempt(reader.token)[1].lower()
        except _Unfit:
            reader.fault(f'Expected content transfer encoding but found {value!r}')
        while reader.rest():
            reader.fault('Extra text after content transfer encoding')
            if reader.next() in specials:
                reader.at += 1
            else:
                reader.junk(specials)
    result = reader.value(Piece(value, flow=False))
    result.cte = cte
    return result


def message_id(value):
    """An id in angle brackets."""
    reader = _Reader(value)
    try:
        pieces = reader.attempt(reader.message_id)
    except _Unfit:
        reader.fault(f'Invalid msg-id: {value!r}')
        return reader.value(Piece(parts=_decoded(value), flow=False))
    if reader.rest():
        reader.fault(f'Unexpected {reader.rest()!r}')
    return reader.value(Piece(parts=pieces))


def message_ids(value):
    """Ids in angle brackets, with white space between them."""
    reader = _Reader(value)
    pieces = []
    while reader.rest():
        try:
            pieces += reader.attempt(reader.message_id)
        except _Unfit:
            if reader.next() == ',':
                reader.fault('comma in msg-id list')
                pieces.append(Piece(' '))
                reader.at += 1
                continue
            reader.fault(f'Invalid msg-id: {reader.rest()!r}')
            pieces.append(Piece(parts=_decoded(reader.rest()), flow=False))
            break
    return reader.value(Piece(parts=pieces))
