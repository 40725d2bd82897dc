"""Lists of addresses, read with patience: what is no address yields an empty one."""

_space = ' \t\r\n'
_special = frozenset('()<>@,:.;"[]')


class AddressReader:
    """Reads pairs of name and address out of a text."""

    def __init__(self, text):
        self.text = text
        self.at = 0
        self.comments = []

    def read_all(self):
        """Return all pairs; an empty one for each place where there is nothing to be made of the text."""
        found = []
        while self.at < len(self.text):
            found += self._address() or [('', '')]
        return found

    def _peek(self):
        return self.text[self.at] if self.at < len(self.text) else ''

    def _enclosed(self, end):
        """What stands up to end, with backslashes resolved and comments nested; from the character after the opening one."""
        self.at += 1
        chars, depth = [], 0
        while self.at < len(self.text):
            char = self.text[self.at]
            self.at += 1
            if char == '\\' and end != ']':
                chars.append(self.text[self.at:self.at + 1])
                self.at += 1
            elif char == end and depth == 0:
                break
            else:
                if end == ')':
                    depth += (char == '(') - (char == ')')
                if not (char == '\r' and end != ']'):
                    chars.append(char)
        return ''.join(chars)

    def _gap(self):
        """Skip white space and comments; keep the comments, and return the white space."""
        start, spaces = self.at, []
        while (char := self._peek()) and (char in _space or char == '('):
            if char == '(':
                self.comments.append(self._enclosed(')'))
            else:
                spaces.append(char)
                self.at += 1
        return ''.join([char for char in spaces if char not in '\r\n'])

    def _atom(self, also=''):
        start = self.at
        while (char := self._peek()) and char not in _space and (char in also or char not in _special):
            self.at += 1
        return self.text[start:self.at]

    def _phrase(self):
        words = []
        while True:
            self._gap()
            if self._peek() == '"':
                words.append(self._enclosed('"'))
            elif word := self._atom('.'):
                words.append(word)
            else:
                return words

    def _address(self):
        self.comments = []
        self._gap()
        start, before = self.at, list(self.comments)
        words = self._phrase()
        after = self._peek()
        found = []
        if after and after in '.@' or words and any('.' in word for word in words) and after == '@':
            self.at, self.comments = start, before
            spec = self._spec()
            found = [(' '.join(self.comments), spec)]
        elif after == ':':
            found = self._members()
        elif after == '<':
            spec = self._angle()
            name = ' '.join(words)
            if self.comments:
                name += f' ({" ".join(self.comments)})'
            found = [(name, spec)]
        elif words:
            found = [(' '.join(self.comments), words[0])]
        elif after in _special and after:
            self.at += 1
        self._gap()
        if self._peek() == ',':
            self.at += 1
        return found

    def _members(self):
        """The addresses of a group."""
        self.at += 1
        found = []
        while self.at < len(self.text):
            self._gap()
            if self._peek() == ';':
                self.at += 1
                break
            found += self._address()
        return found

    def _angle(self):
        """The address in angle brackets, which may have a route before it."""
        self.at += 1
        self._gap()
        route = self._peek() == '@'
        while route and (char := self._peek()) and char in '@,:':
            # Domains, up to a colon.
            self.at += 1
            if char == '@':
                self._domain()
            self._gap()
        if self._peek() == '>':
            self.at += 1
            return ''
        spec = self._spec()
        # It should be the other bracket; if it isn't, nothing else is of use there.
        self.at += 1
        return spec

    def _spec(self):
        """local@domain; white space within the local part stays, except at its end and around dots."""
        pieces, gap = [], self._gap() and ''
        while (char := self._peek()):
            if char == '.':
                piece, gap = '.', ''
                self.at += 1
            elif char == '"':
                text = self._enclosed('"')
                piece = '"%s"' % text.replace('\\', '\\\\').replace('"', '\\"')
            elif not (piece := self._atom()):
                break
            pieces += [gap, piece]
            gap = '' if (gap := self._gap()) and piece == '.' else gap
        local = ''.join(pieces)
        if self._peek() != '@':
            return local
        self.at += 1
        self._gap()
        domain = self._domain()
        return f'{local}@{domain}' if domain else ''

    def _domain(self):
        pieces = []
        while (char := self._peek()):
            if char in _space or char == '(':
                self._gap()
            elif char == '[':
                pieces.append(f'[{self._enclosed("]")}]')
            elif char == '.':
                pieces.append('.')
                self.at += 1
            elif char == '@':
                # Two domains: it isn't clear which one is meant.
                return ''
            elif atom := self._atom():
                pieces.append(atom)
            else:
                break
        return ''.join(pieces)
