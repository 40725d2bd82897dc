"""Splitting of text into words as a POSIX shell does."""

import sys
from io import StringIO

__all__ = ['shlex', 'split', 'quote', 'join']

_letters = 'abcdfeghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_'
_latin_letters = ''.join(map(chr, (*range(0xDF, 0xF7), *range(0xF8, 0x100), *range(0xC0, 0xD7), *range(0xD8, 0xDF))))


class shlex:
    """Reads words from a stream or a string. It is an iterator of them; the attributes say what is special."""

    def __init__(self, instream=None, infile=None, posix=False, punctuation_chars=False):
        if isinstance(instream, str):
            instream = StringIO(instream)
        if instream is None:
            self.instream, self.infile = sys.stdin, None
        else:
            self.instream, self.infile = instream, infile
        self.posix = posix
        self.eof = None if posix else ''
        self.commenters = '#'
        self.wordchars = _letters + (_latin_letters if posix else '')
        self.whitespace = ' \t\r\n'
        self.whitespace_split = False
        self.quotes = '\'"'
        self.escape = '\\'
        self.escapedquotes = '"'
        # None: at the end; a space: between words; a: in a word; c: in punctuation; a quote or escape character: behind it.
        self.state = ' '
        self.pushback, self.filestack = _deque(), _deque()
        self.lineno = 1
        self.debug = 0
        self.token = ''
        self.source = None
        if not punctuation_chars:
            punctuation_chars = ''
        elif punctuation_chars is True:
            punctuation_chars = '();<>|&'
        self._punctuation_chars = punctuation_chars
        if punctuation_chars:
            self._pushback_chars = _deque()
            # Parts of file names and options; what is punctuation isn't part of a word.
            extended = self.wordchars + '~-./*?='
            self.wordchars = ''.join(c for c in extended if c not in punctuation_chars)

    @property
    def punctuation_chars(self):
        """Characters whose runs are words of their own."""
        return self._punctuation_chars

    def push_token(self, tok):
        """Put a word back, to be read next."""
        self._trace(1, f'shlex: pushing token {tok!r}')
        self.pushback.appendleft(tok)

    def push_source(self, newstream, newfile=None):
        """Read from another stream or string until its end, then go on with this one."""
        self.filestack.appendleft((self.infile, self.instream, self.lineno))
        self.instream = StringIO(newstream) if isinstance(newstream, str) else newstream
        self.infile, self.lineno = newfile, 1
        self._trace(1, f'shlex: pushing to file {newfile}' if newfile is not None
                    else f'shlex: pushing to stream {self.instream}')

    def pop_source(self):
        """Go back to the stream that was read before."""
        self.instream.close()
        self.infile, self.instream, self.lineno = self.filestack.popleft()
        self._trace(1, f'shlex: popping to {self.instream}, line {self.lineno}')
        self.state = ' '

    def _trace(self, level, message):
        if self.debug >= level:
            print(message)

    def get_token(self):
        """Return the next word: one that was put back, or one read. At the end it is the attribute eof."""
        if self.pushback:
            word = self.pushback.popleft()
            self._trace(1, f'shlex: popping token {word!r}')
            return word
        word = self.read_token()
        while self.source is not None and word == self.source:
            if opened := self.sourcehook(self.read_token()):
                file, stream = opened
                self.push_source(stream, file)
            word = self.get_token()
        while word == self.eof:
            if not self.filestack:
                return self.eof
            self.pop_source()
            word = self.get_token()
        self._trace(1, f'shlex: token={word!r}' if word != self.eof else 'shlex: token=EOF')
        return word

    def _saw(self, what, state):
        self._trace(2, f'shlex: I see {what} in {state} state')

    def _character(self):
        if self._punctuation_chars and self._pushback_chars:
            return self._pushback_chars.pop()
        character = self.instream.read(1)
        if character == '\n':
            self.lineno += 1
        return character

    def _skip_comment(self):
        self.instream.readline()
        self.lineno += 1

    def read_token(self):
        """Read one word from the stream; words that were put back don't count."""
        quoted = False
        back_in = ' '
        while True:
            c = self._character()
            self._trace(3, f'shlex: in state {self.state!r} I see character: {c!r}')
            state = self.state
            if state is None:
                self.token = ''
                break
            if state == ' ':
                if not c:
                    self.state = None
                    break
                if c in self.whitespace:
                    self._saw('whitespace', 'whitespace')
                    if self._has_word(quoted):
                        break
                elif c in self.commenters:
                    self._skip_comment()
                elif self.posix and c in self.escape:
                    back_in, self.state = 'a', c
                elif c in self.wordchars:
                    self.token, self.state = c, 'a'
                elif c in self._punctuation_chars:
                    self.token, self.state = c, 'c'
                elif c in self.quotes:
                    if not self.posix:
                        self.token = c
                    self.state = c
                elif self.whitespace_split:
                    self.token, self.state = c, 'a'
                else:
                    self.token = c
                    if self._has_word(quoted):
                        break
            elif state in self.quotes:
                quoted = True
                if not c:
                    self._saw('EOF', 'quotes')
                    raise ValueError('No closing quotation')
                if c == state:
                    if self.posix:
                        self.state = 'a'
                    else:
                        self.token += c
                        self.state = ' '
                        break
                elif self.posix and c in self.escape and state in self.escapedquotes:
                    back_in, self.state = state, c
                else:
                    self.token += c
            elif state in self.escape:
                if not c:
                    self._saw('EOF', 'escape')
                    raise ValueError('No escaped character')
                # In quotes an escape character is only one in front of itself and of the quote.
                if back_in in self.quotes and c != state and c != back_in:
                    self.token += state
                self.token += c
                self.state = back_in
            elif not c:
                self.state = None
                break
            elif c in self.whitespace:
                self._saw('whitespace', 'word')
                self.state = ' '
                if self._has_word(quoted):
                    break
            elif c in self.commenters:
                self._skip_comment()
                if self.posix:
                    self.state = ' '
                    if self._has_word(quoted):
                        break
            elif state == 'c' and c in self._punctuation_chars:
                self.token += c
            elif state == 'c':
                if c not in self.whitespace:
                    self._pushback_chars.append(c)
                self.state = ' '
                break
            elif self.posix and c in self.quotes:
                self.state = c
            elif self.posix and c in self.escape:
                back_in, self.state = 'a', c
            elif (c in self.wordchars or c in self.quotes
                  or self.whitespace_split and c not in self._punctuation_chars):
                self.token += c
            else:
                if self._punctuation_chars:
                    self._pushback_chars.append(c)
                else:
                    self.pushback.appendleft(c)
                self._saw('punctuation', 'word')
                self.state = ' '
                if self._has_word(quoted):
                    break
        word, self.token = self.token, ''
        if self.posix and not quoted and word == '':
            word = None
        self._trace(2, f'shlex: raw token={word!r}' if word else 'shlex: raw token=EOF')
        return word

    def _has_word(self, quoted):
        return bool(self.token) or self.posix and quoted

    def sourcehook(self, newfile):
        """Return the path and the open file for a name that follows the word in the attribute source."""
        import os
        newfile = newfile.strip('"') if newfile[0] == '"' else newfile
        if isinstance(self.infile, str) and not os.path.isabs(newfile):
            newfile = os.path.join(os.path.dirname(self.infile), newfile)
        return newfile, open(newfile, 'r')

    def error_leader(self, infile=None, lineno=None):
        """Return the beginning of an error message that names the place, as C compilers write it."""
        file = self.infile if infile is None else infile
        line = self.lineno if lineno is None else lineno
        return f'"{file}", line {line}: '

    def __iter__(self):
        return self

    def __next__(self):
        word = self.get_token()
        if word == self.eof:
            raise StopIteration
        return word


def _deque():
    from collections import deque
    return deque()


def split(s, comments=False, posix=True):
    """Return the words of a string as a list."""
    if s is None:
        raise ValueError('s argument must not be None')
    words = shlex(s, posix=posix)
    words.whitespace_split = True
    if not comments:
        words.commenters = ''
    return list(words)


def join(split_command):
    """Return the words as one string that a shell splits into them."""
    return ' '.join(map(quote, split_command))


_safe = str.maketrans('', '', _letters + '@%+=:,./-')


def quote(s):
    """Return a string as one word for a shell."""
    if not s:
        return "''"
    if not isinstance(s, str):
        raise TypeError(f'expected string object, got {type(s).__name__!r}')
    if s.isascii() and not s.translate(_safe):
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"


if __name__ == '__main__':
    if len(sys.argv) == 1:
        lexer = shlex()
    else:
        lexer = shlex(open(sys.argv[1]), sys.argv[1])
    while word := lexer.get_token():
        print('Token:', repr(word))
