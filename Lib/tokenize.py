"""Python source as a stream of tokens, comments and line breaks included.

    for info in tokenize(file.readline): ...

readline is called for one line after the other, as bytes; the first token tells their encoding.
generate_tokens() does the same for lines of text. A token is a TokenInfo: type (a number, see `token`),
string, start and end as (row, column), and the line it stands on. untokenize() makes source of tokens again.

The tokenizer itself is `_tokenize`.
"""

import collections
import re
from builtins import open as _builtin_open
from codecs import BOM_UTF8, lookup
from io import TextIOWrapper

import _tokenize
import token
from token import *
from token import EXACT_TOKEN_TYPES

__all__ = token.__all__ + ["tokenize", "generate_tokens", "detect_encoding", "untokenize", "TokenInfo",
                           "open", "TokenError"]

# PEP 263: a comment that names the encoding; a line that may stand before it.
cookie_re = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.ASCII)
blank_re = re.compile(rb"^[ \t\f]*(?:[#\r\n]|$)", re.ASCII)




def _string_prefixes():
    """Yield what can stand before the quotes of a string: in any order, in capitals or not."""
    for letters in ("", "b", "u", "r", "f", "t", "br", "rb", "fr", "rf", "tr", "rt"):
        spellings = [""]
        for letter in letters:
            spellings = [text + each for text in spellings for each in (letter, letter.upper())]
        yield from spellings


StringPrefix = "(" + "|".join(_string_prefixes()) + ")"


class TokenError(Exception):
    """The source can't be split into tokens: a message, and the place as (row, column)."""


class TokenInfo(collections.namedtuple("TokenInfo", "type string start end line")):
    """A token: the number of its type, its text, where it starts and ends, its line."""

    def __repr__(self):
        kind = f"{self.type} ({tok_name[self.type]})"
        return (f"TokenInfo(type={kind}, string={self.string!r}, "
                f"start={self.start!r}, end={self.end!r}, line={self.line!r})")

    @property
    def exact_type(self):
        """The number of the operator for type OP; else the type."""
        if self.type == OP:
            return EXACT_TOKEN_TYPES.get(self.string, OP)
        return self.type


def tokenize(readline):
    """Yield the tokens of the lines that readline() returns as bytes; b'' or StopIteration ends them.

    The first token is an ENCODING. TokenError or SyntaxError tells of source that has no tokens.
    """
    encoding, first = detect_encoding(readline)
    if encoding is not None:
        name = "utf-8" if encoding == "utf-8-sig" else encoding
        yield TokenInfo(ENCODING, name, (0, 0), (0, 0), "")
    pending = iter(first)

    def again():
        for line in pending:
            return line
        return readline()

    yield from _generate_tokens_from_c_tokenizer(again, encoding, extra_tokens=True)


def generate_tokens(readline):
    """Yield the tokens of the lines that readline() returns as str; '' or StopIteration ends them."""
    return _generate_tokens_from_c_tokenizer(readline, extra_tokens=True)


def _generate_tokens_from_c_tokenizer(source, encoding=None, extra_tokens=False):
    """Yield the tokens of `_tokenize`, whose plain syntax errors become a TokenError."""
    options = {"extra_tokens": extra_tokens}
    if encoding is not None:
        options["encoding"] = encoding
    try:
        for values in _tokenize.TokenizerIter(source, **options):
            yield TokenInfo._make(values)
    except SyntaxError as error:
        if type(error) is not SyntaxError:
            raise
        message = error.msg
        if message.startswith("unterminated triple-quoted string literal"):
            message = "EOF in multi-line string"
        raise TokenError(message, (error.lineno, error.offset)) from None


def detect_encoding(readline):
    """Return the encoding of a source file, and the lines (at most two) that were read to find it.

    It is what a byte order mark or a comment of PEP 263 says, by default 'utf-8'; 'utf-8-sig' says that the mark
    has to be skipped. A comment that names no codec, or another than the mark, is a SyntaxError.
    """
    try:
        where = readline.__self__.name
    except AttributeError:
        where = None

    def fail(message, name=None):
        place = "" if where is None else f" for {where!r}"
        raise SyntaxError(message + place + ("" if name is None else f": {name}"))

    def next_line():
        try:
            return readline()
        except StopIteration:
            return b""

    def check(encoding, *lines):
        for line in lines:
            if b"\0" in line:
                fail("source code cannot contain null bytes")
            try:
                line.decode(encoding)
            except UnicodeDecodeError:
                fail("invalid or missing encoding declaration")
        return encoding, list(lines)

    def declared(line):
        found = cookie_re.match(line)
        if not found:
            return None
        name = found[1].decode("ascii")
        encoding = _get_normal_name(name)
        try:
            codec = lookup(encoding)
        except LookupError:
            fail("unknown encoding", name)
        if not getattr(codec, "_is_text_encoding", True):
            raise LookupError(f"{name!r} is not a text encoding; use codecs.decode() to handle arbitrary codecs")
        if marked:
            if encoding != "utf-8":
                fail("encoding problem", "utf-8")
            encoding += "-sig"
        return encoding

    first = next_line()
    marked = first.startswith(BOM_UTF8)
    if marked:
        first = first[len(BOM_UTF8):]
    default = "utf-8-sig" if marked else "utf-8"
    if not first:
        return default, []
    encoding = declared(first)
    if encoding or not blank_re.match(first):
        return check(encoding or default, first)
    second = next_line()
    if not second:
        return check(default, first)
    return check(declared(second) or default, first, second)


def _get_normal_name(name):
    """Return 'utf-8' and 'iso-8859-1' for the usual ways to write these, other names as they are."""
    plain = name[:12].lower().replace("_", "-")
    for normal, others in (("utf-8", ("utf-8",)), ("iso-8859-1", ("latin-1", "iso-8859-1", "iso-latin-1"))):
        if any(plain == other or plain.startswith(other + "-") for other in others):
            return normal
    return name


def open(filename):
    """Open a source file for reading as text, in the encoding that detect_encoding() finds."""
    buffer = _builtin_open(filename, "rb")
    try:
        encoding, _ = detect_encoding(buffer.readline)
        buffer.seek(0)
        text = TextIOWrapper(buffer, encoding, line_buffering=True)
        text.mode = "r"
        return text
    except:
        buffer.close()
        raise


def untokenize(iterable):
    """Return source that has the given tokens: TokenInfos or other tuples of five, or pairs of type and string.

    With positions the source comes out as it was; without, tokens that could run together get blanks between
    them. The result is bytes if there is an ENCODING token, else str.
    """
    writer = Untokenizer()
    text = writer.untokenize(iterable)
    return text if writer.encoding is None else text.encode(writer.encoding)


class Untokenizer:
    """The state of untokenize()."""

    def __init__(self):
        self.tokens = []  # pieces of the text
        self.prev_row, self.prev_col = 1, 0  # where the text has got to
        self.prev_line = ""
        self.encoding = None

    def add_whitespace(self, start):
        """Go on to a place: with continuation lines, then blanks."""
        row, column = start
        if (row, column) < (self.prev_row, self.prev_col):
            raise ValueError(f"start ({row},{column}) precedes previous end ({self.prev_row},{self.prev_col})")
        self.add_backslash_continuation(start)
        if column > self.prev_col:
            self.tokens.append(" " * (column - self.prev_col))

    def add_backslash_continuation(self, start):
        """End lines with a backslash until the row is that of a place."""
        missing = start[0] - self.prev_row
        if missing <= 0:
            return
        ending = "\r\n" if self.prev_line.endswith("\r\n") else "\n"
        before = self.prev_line.rstrip("\\\r\n")
        blanks = before[len(before.rstrip()):]
        self.tokens.append(blanks + ("\\" + ending) * missing)
        self.prev_col = 0

    def escape_brackets(self, text):
        """Double the braces of literal text in an f-string, but for those of \\N{...}."""
        pieces = []
        rest = 0
        for name in re.finditer(r"\\(?:N\{[^}]*\}|.)", text, re.DOTALL):
            pieces.append(text[rest:name.start()].replace("{", "{{").replace("}", "}}"))
            escape = name[0]
            pieces.append("\\" + escape[1:].replace("{", "{{").replace("}", "}}") if len(escape) == 2 else escape)
            rest = name.end()
        pieces.append(text[rest:].replace("{", "{{").replace("}", "}}"))
        return "".join(pieces)

    def untokenize(self, iterable):
        """Return the text of the tokens."""
        tokens = iter(iterable)
        indentation = []
        line_starts = False
        for info in tokens:
            if len(info) == 2:
                self.compat(info, tokens)
                break
            kind, text, start, end, line = info
            if kind == ENCODING:
                self.encoding = text
                continue
            if kind == ENDMARKER:
                break
            if kind == INDENT:
                indentation.append(text)
                continue
            if kind == DEDENT:
                indentation.pop()
                self.prev_row, self.prev_col = end
                continue
            if kind in (NEWLINE, NL):
                line_starts = True
            elif line_starts and indentation:
                if start[1] >= len(indentation[-1]):
                    self.tokens.append(indentation[-1])
                    self.prev_col = len(indentation[-1])
                line_starts = False
            elif kind in (FSTRING_MIDDLE, TSTRING_MIDDLE):
                if "{" in text or "}" in text:
                    text = self.escape_brackets(text)
                    last = text.splitlines()[-1]
                    end = end[0], end[1] + last.count("{{") + last.count("}}")
            self.add_whitespace(start)
            self.tokens.append(text)
            self.prev_row, self.prev_col = end
            if kind in (NEWLINE, NL):
                self.prev_row += 1
                self.prev_col = 0
            self.prev_line = line
        return "".join(self.tokens)

    def compat(self, token, iterable):
        """Write a pair of type and string, and those that follow."""
        indentation = []
        line_starts = token[0] in (NEWLINE, NL)
        before = None  # the type of the token before
        strings = 0  # open f- and t-strings
        for info in _chain(token, iterable):
            kind, text = info[:2]
            if kind == ENCODING:
                self.encoding = text
                continue
            if kind in (NAME, NUMBER):
                text += " "
            # Strings that meet would become one token, or another.
            if kind == STRING and before == STRING:
                text = " " + text
            if kind in (STRING, FSTRING_START) and before in (STRING, FSTRING_END):
                text = " " + text
            before = kind
            if kind in (FSTRING_START, TSTRING_START):
                strings += 1
            elif kind in (FSTRING_END, TSTRING_END):
                strings -= 1
            elif strings and kind in (OP, LBRACE, RBRACE) and self.tokens:
                # Two braces would be literal text.
                if text == "{" == self.tokens[-1] or text == "}" and self.tokens[-1].endswith("}"):
                    text = " " + text
            if kind == INDENT:
                indentation.append(text)
                continue
            if kind == DEDENT:
                indentation.pop()
                continue
            if kind in (NEWLINE, NL):
                line_starts = True
            elif line_starts and indentation:
                self.tokens.append(indentation[-1])
                line_starts = False
            if kind in (FSTRING_MIDDLE, TSTRING_MIDDLE):
                text = self.escape_brackets(text)
            self.tokens.append(text)


def _chain(first, rest):
    yield first
    yield from rest


def _main(args=None):
    """The command line: print the tokens of a file or of standard input."""
    import argparse
    import sys

    def error(message, filename=None, location=None):
        where = ""
        if location:
            where = ":".join(map(str, (filename, *location))) + ": "
        elif filename:
            where = f"{filename}: "
        print(f"{where}error: {message}", file=sys.stderr)
        sys.exit(1)

    parser = argparse.ArgumentParser(color=True)
    parser.add_argument("filename", nargs="?", metavar="filename.py", help="the file to tokenize; defaults to stdin")
    parser.add_argument("-e", "--exact", dest="exact", action="store_true",
                        help="display token names using the exact type")
    options = parser.parse_args(args)
    try:
        if options.filename:
            filename = options.filename
            with _builtin_open(filename, "rb") as file:
                tokens = list(tokenize(file.readline))
        else:
            filename = "<stdin>"
            tokens = generate_tokens(sys.stdin.readline)
        for info in tokens:
            place = "%d,%d-%d,%d:" % (info.start + info.end)
            name = tok_name[info.exact_type if options.exact else info.type]
            print(f"{place:20}{name:15}{info.string!r:15}")
    except IndentationError as problem:
        error(problem.args[0], filename, problem.args[1][1:3])
    except TokenError as problem:
        error(problem.args[0], filename, problem.args[1])
    except SyntaxError as problem:
        error(problem, filename)
    except OSError as problem:
        error(problem)
    except KeyboardInterrupt:
        print("interrupted\n")
    except Exception as problem:
        print(f"unexpected error: {problem}", file=sys.stderr)
        raise


if __name__ == "__main__":
    _main()
