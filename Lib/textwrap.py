"""Wrap, fill and indent text."""

import re

__all__ = ['TextWrapper', 'wrap', 'fill', 'dedent', 'indent', 'shorten']

_whitespace = '\t\n\x0b\x0c\r '
_SPACE = r'[\t\n\x0b\x0c\r ]'
_LETTER = r'[^\d\W]'


class TextWrapper:
    """Breaks text into lines of a width. The options are attributes and may be changed between calls."""

    unicode_whitespace_trans = {ord(c): 32 for c in _whitespace}

    # What a text is split into: white space; a dash between words; a piece of a word that ends behind a hyphen
    # between letters, before a dash or before white space.
    wordsep_re = re.compile(
        rf'''( {_SPACE}+
             | (?<= [\w!"'&.,?] ) --+ (?= \w )
             | [^\t\n\v\f\r\ ]+? (?: - (?: (?<= {_LETTER}{_LETTER}- ) | (?<= {_LETTER}-{_LETTER}- ) ) (?= {_LETTER}-?{_LETTER} )
                                   | (?= {_SPACE[:-2]}\ ] | \Z )
                                   | (?<= [\w!"'&.,?] ) (?= --+ \w ) ) )'''.replace(_SPACE, _SPACE[:-2] + r'\ ]'), re.VERBOSE)
    wordsep_simple_re = re.compile(rf'({_SPACE}+)')
    sentence_end_re = re.compile(r'''[a-z][.!?]["']?\Z''')

    def __init__(self, width=70, initial_indent='', subsequent_indent='', expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8,
                 *, max_lines=None, placeholder=' [...]'):
        self.width = width
        self.initial_indent, self.subsequent_indent = initial_indent, subsequent_indent
        self.expand_tabs, self.replace_whitespace = expand_tabs, replace_whitespace
        self.fix_sentence_endings, self.break_long_words = fix_sentence_endings, break_long_words
        self.drop_whitespace, self.break_on_hyphens = drop_whitespace, break_on_hyphens
        self.tabsize = tabsize
        self.max_lines, self.placeholder = max_lines, placeholder

    def _munge_whitespace(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate(self.unicode_whitespace_trans)
        return text

    def _split(self, text):
        """Split a text into the pieces that a line may end between."""
        separator = self.wordsep_re if self.break_on_hyphens is True else self.wordsep_simple_re
        return [piece for piece in separator.split(text) if piece]

    def _fix_sentence_endings(self, chunks):
        """Put two spaces between sentences."""
        for at in range(1, len(chunks) - 1):
            if chunks[at] == ' ' and self.sentence_end_re.search(chunks[at - 1]):
                chunks[at] = '  '

    def _handle_long_word(self, reversed_chunks, cur_line, cur_len, width):
        """Deal with a piece that is wider than any line: break it, or give it a line of its own."""
        room = width - cur_len if width >= 1 else 1
        if not self.break_long_words or not room:
            if not cur_line:
                cur_line.append(reversed_chunks.pop())
            return
        piece = reversed_chunks[-1]
        cut = room
        if self.break_on_hyphens and len(piece) > room:
            hyphen = piece.rfind('-', 0, room)
            if hyphen > 0 and piece[:hyphen].strip('-'):
                cut = hyphen + 1
        cur_line.append(piece[:cut])
        reversed_chunks[-1] = piece[cut:]

    def _wrap_chunks(self, chunks):
        """Join pieces to lines; the list is used up."""
        if self.width <= 0:
            raise ValueError(f'invalid width {self.width!r} (must be > 0)')
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError('placeholder too large for max width')
        lines = []
        chunks.reverse()
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            room = self.width - len(indent)
            if self.drop_whitespace and lines and not chunks[-1].strip():
                chunks.pop()
            line, size = [], 0
            while chunks and size + len(chunks[-1]) <= room:
                size += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > room:
                self._handle_long_word(chunks, line, size, room)
                size = sum(map(len, line))
            if self.drop_whitespace and line and not line[-1].strip():
                size -= len(line.pop())
            if not line:
                continue
            last = self.max_lines is not None and len(lines) + 1 >= self.max_lines
            at_end = not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()
            if not last or at_end and size <= room:
                lines.append(indent + ''.join(line))
                continue
            return self._cut_short(lines, line, size, indent, room)
        return lines

    def _cut_short(self, lines, line, size, indent, room):
        """End the last line that is allowed with the placeholder, or the one before it."""
        while line:
            if line[-1].strip() and size + len(self.placeholder) <= room:
                lines.append(indent + ''.join(line) + self.placeholder)
                return lines
            size -= len(line.pop())
        if lines:
            before = lines[-1].rstrip()
            if len(before) + len(self.placeholder) <= self.width:
                lines[-1] = before + self.placeholder
                return lines
        lines.append(indent + self.placeholder.lstrip())
        return lines

    def _split_chunks(self, text):
        return self._split(self._munge_whitespace(text))

    def wrap(self, text):
        """Return the lines of a text, without newlines at their ends."""
        chunks = self._split_chunks(text)
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        """Return the lines of a text as one string."""
        return '\n'.join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    """Break a paragraph into lines of at most width characters; the options are those of TextWrapper."""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """The lines of wrap as one string."""
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """Collapse white space and cut the text at a word so that it fits, with a placeholder at the end."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(' '.join(text.strip().split()))


def dedent(text):
    """Remove the white space that all lines begin with. Lines of white space alone become empty and don't count."""
    try:
        lines = text.split('\n')
    except (AttributeError, TypeError):
        raise TypeError(f'expected str object, not {type(text).__qualname__!r}') from None
    full = [line for line in lines if line and not line.isspace()]
    low, high = min(full, default=''), max(full, default='')
    margin = 0
    for margin, char in enumerate(low):
        if char not in ' \t' or char != high[margin]:
            break
    return '\n'.join(line[margin:] if line and not line.isspace() else '' for line in lines)


def indent(text, prefix, predicate=None):
    """Put a prefix before the lines that predicate accepts, by default those that aren't white space alone."""
    lines = text.splitlines(keepends=True)
    if predicate is None:
        return ''.join([prefix + line if line.strip() else line for line in lines])
    return ''.join([prefix + line if predicate(line) else line for line in lines])


if __name__ == '__main__':
    print(dedent('  Hello there.\n    This is indented.'))
