"""Compare sequences, and show how texts differ."""

from collections import namedtuple
from itertools import zip_longest
from types import GenericAlias

__all__ = ['get_close_matches', 'ndiff', 'restore', 'SequenceMatcher', 'Differ', 'IS_CHARACTER_JUNK', 'IS_LINE_JUNK',
           'context_diff', 'unified_diff', 'diff_bytes', 'HtmlDiff', 'Match']

Match = namedtuple('Match', 'a b size')


def _share(matches, length):
    return 2.0 * matches / length if length else 1.0


class SequenceMatcher:
    """Compares two sequences of hashable items: it finds the longest common block, then those left and right of it, and so
    on (the method of Ratcliff and Obershelp). Items that isjunk accepts don't begin a block; with autojunk items that are
    more than one percent of 200 items or more don't either.

    >>> matcher = SequenceMatcher(None, 'gopher', 'golfer')
    >>> round(matcher.ratio(), 3)
    0.667
    >>> matcher.get_matching_blocks()[0]
    Match(a=0, b=0, size=2)
    """

    def __init__(self, isjunk=None, a='', b='', autojunk=True):
        self.isjunk = isjunk
        self.a = self.b = None
        self.autojunk = autojunk
        self.set_seqs(a, b)

    def set_seqs(self, a, b):
        """Set both sequences.

        >>> matcher = SequenceMatcher()
        >>> matcher.set_seqs('ab', 'ab')
        >>> matcher.ratio()
        1.0
        """
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        """Set the first sequence.

        >>> matcher = SequenceMatcher(None, 'no', 'yes')
        >>> matcher.set_seq1('yes')
        >>> matcher.ratio()
        1.0
        """
        if a is not self.a:
            self.a = a
            self.matching_blocks = self.opcodes = None

    def set_seq2(self, b):
        """Set the second sequence, the one that more is remembered of.

        >>> matcher = SequenceMatcher(None, 'no', 'yes')
        >>> matcher.set_seq2('no')
        >>> matcher.ratio()
        1.0
        """
        if b is not self.b:
            self.b = b
            self.matching_blocks = self.opcodes = self.fullbcount = None
            self._index()

    def _index(self):
        """Note where each item of the second sequence stands."""
        places = {}
        for at, item in enumerate(self.b):
            places.setdefault(item, []).append(at)
        self.b2j = places
        self.bjunk = {item for item in places if self.isjunk(item)} if self.isjunk else set()
        for item in self.bjunk:
            del places[item]
        self.bpopular = set()
        size = len(self.b)
        if self.autojunk and size >= 200:
            limit = size // 100 + 1
            self.bpopular = {item for item, found in places.items() if len(found) > limit}
            for item in self.bpopular:
                del places[item]

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        """Return the longest common block of a[alo:ahi] and b[blo:bhi], the first one of several.

        >>> SequenceMatcher(None, 'the cat', 'a cat').find_longest_match()
        Match(a=3, b=1, size=4)
        >>> SequenceMatcher(None, 'ab', 'cd').find_longest_match()
        Match(a=0, b=0, size=0)
        """
        a, b, places, junk = self.a, self.b, self.b2j, self.bjunk
        ahi = len(a) if ahi is None else ahi
        bhi = len(b) if bhi is None else bhi
        besti, bestj, size = alo, blo, 0
        lengths = {}  # of the blocks that end with the item before, by their ends in b
        none = ()
        for i in range(alo, ahi):
            longer = {}
            for j in places.get(a[i], none):
                if j < blo:
                    continue
                if j >= bhi:
                    break
                k = longer[j] = lengths.get(j - 1, 0) + 1
                if k > size:
                    besti, bestj, size = i - k + 1, j - k + 1, k
            lengths = longer
        # popular items may lengthen the block; then junk, too
        for wanted in (False, True):
            while (besti > alo and bestj > blo and (b[bestj - 1] in junk) == wanted and a[besti - 1] == b[bestj - 1]):
                besti, bestj, size = besti - 1, bestj - 1, size + 1
            while (besti + size < ahi and bestj + size < bhi and (b[bestj + size] in junk) == wanted
                   and a[besti + size] == b[bestj + size]):
                size += 1
        return Match(besti, bestj, size)

    def get_matching_blocks(self):
        """Return the list of common blocks, with an empty one at the end.

        >>> SequenceMatcher(None, 'axbx', 'ab').get_matching_blocks()
        [Match(a=0, b=0, size=1), Match(a=2, b=1, size=1), Match(a=4, b=2, size=0)]
        """
        if self.matching_blocks is not None:
            return self.matching_blocks
        pending, found = [(0, len(self.a), 0, len(self.b))], []
        while pending:
            alo, ahi, blo, bhi = pending.pop()
            i, j, size = block = self.find_longest_match(alo, ahi, blo, bhi)
            if not size:
                continue
            found.append(block)
            if alo < i and blo < j:
                pending.append((alo, i, blo, j))
            if i + size < ahi and j + size < bhi:
                pending.append((i + size, ahi, j + size, bhi))
        found.sort()
        joined = []
        for i, j, size in found:
            if joined and joined[-1][0] + joined[-1][2] == i and joined[-1][1] + joined[-1][2] == j:
                before = joined.pop()
                i, j, size = before[0], before[1], before[2] + size
            joined.append((i, j, size))
        joined.append((len(self.a), len(self.b), 0))
        self.matching_blocks = list(map(Match._make, joined))
        return self.matching_blocks

    def get_opcodes(self):
        """Return how to turn the first sequence into the second: (tag, i1, i2, j1, j2), tag 'replace', 'delete', 'insert' or
        'equal'.

        >>> for code in SequenceMatcher(None, 'qabxcd', 'abycdf').get_opcodes():
        ...     print(code)
        ('delete', 0, 1, 0, 0)
        ('equal', 1, 3, 0, 2)
        ('replace', 3, 4, 2, 3)
        ('equal', 4, 6, 3, 5)
        ('insert', 6, 6, 5, 6)
        """
        if self.opcodes is None:
            self.opcodes = out = []
            i = j = 0
            for ai, bj, size in self.get_matching_blocks():
                tag = {(True, True): 'replace', (True, False): 'delete', (False, True): 'insert'}.get((i < ai, j < bj))
                if tag:
                    out.append((tag, i, ai, j, bj))
                i, j = ai + size, bj + size
                if size:
                    out.append(('equal', ai, i, bj, j))
        return self.opcodes

    def get_grouped_opcodes(self, n=3):
        """Yield the opcodes in groups with n equal items around the changes.

        >>> old, new = list('abcdefghij'), list('abXdefghiY')
        >>> list(SequenceMatcher(None, old, new).get_grouped_opcodes(1))
        [[('equal', 1, 2, 1, 2), ('replace', 2, 3, 2, 3), ('equal', 3, 4, 3, 4)], [('equal', 8, 9, 8, 9), ('replace', 9, 10, 9, 10)]]
        """
        codes = self.get_opcodes() or [('equal', 0, 1, 0, 1)]
        codes = codes[:]
        if codes[0][0] == 'equal':
            tag, i1, i2, j1, j2 = codes[0]
            codes[0] = tag, max(i1, i2 - n), i2, max(j1, j2 - n), j2
        if codes[-1][0] == 'equal':
            tag, i1, i2, j1, j2 = codes[-1]
            codes[-1] = tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)
        group = []
        for tag, i1, i2, j1, j2 in codes:
            if tag == 'equal' and i2 - i1 > 2 * n:
                group.append((tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)))
                yield group
                group = []
                i1, j1 = max(i1, i2 - n), max(j1, j2 - n)
            group.append((tag, i1, i2, j1, j2))
        if group and not (len(group) == 1 and group[0][0] == 'equal'):
            yield group

    def ratio(self):
        """Return how similar the sequences are, from 0 to 1.

        >>> SequenceMatcher(None, 'abcd', 'bcde').ratio()
        0.75
        """
        return _share(sum(block[2] for block in self.get_matching_blocks()), len(self.a) + len(self.b))

    def quick_ratio(self):
        """Return an upper bound of ratio()."""
        if self.fullbcount is None:
            self.fullbcount = counts = {}
            for item in self.b:
                counts[item] = counts.get(item, 0) + 1
        left, matches = {}, 0
        for item in self.a:
            number = left.get(item, self.fullbcount.get(item, 0))
            left[item] = number - 1
            matches += number > 0
        return _share(matches, len(self.a) + len(self.b))

    def real_quick_ratio(self):
        """Return an upper bound of ratio() that takes the lengths only."""
        return _share(min(len(self.a), len(self.b)), len(self.a) + len(self.b))

    __class_getitem__ = classmethod(GenericAlias)


def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    """Return the n best matches for a word among possibilities whose ratio isn't below cutoff, the best first.

    >>> get_close_matches('pyhton', ['python', 'pylon', 'jython', 'perl'])
    ['python', 'pylon', 'jython']
    >>> get_close_matches('pyhton', ['perl'])
    []
    """
    if not n > 0:
        raise ValueError(f'n must be > 0: {n!r}')
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError(f'cutoff must be in [0.0, 1.0]: {cutoff!r}')
    from heapq import nlargest
    matcher = SequenceMatcher()
    matcher.set_seq2(word)
    scored = []
    for candidate in possibilities:
        matcher.set_seq1(candidate)
        if all(measure() >= cutoff for measure in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)):
            scored.append((matcher.ratio(), candidate))
    return [candidate for _, candidate in nlargest(n, scored)]


def _marks_like(line, marks):
    """Give the blanks of a line of marks the kind that they have in the line above."""
    return ''.join(c if mark == ' ' and c.isspace() else mark for c, mark in zip(line, marks)).rstrip()


class Differ:
    """Compares lists of lines and shows, in lines that differ a little, where.

    >>> print(*Differ().compare(['one', 'two'], ['one', 'too', 'three']), sep='\\n')
      one
    - two
    + too
    + three
    """

    def __init__(self, linejunk=None, charjunk=None):
        self.linejunk, self.charjunk = linejunk, charjunk

    def compare(self, a, b):
        """Yield the lines of the difference: what begins with '- ' is only in a, with '+ ' only in b, with '  ' in both; lines
        with '? ' mark characters.

        >>> print(*Differ().compare(['a long line', 'x'], ['a lang line', 'x']), sep='|')
        - a long line|?    ^
        |+ a lang line|?    ^
        |  x
        """
        for tag, alo, ahi, blo, bhi in SequenceMatcher(self.linejunk, a, b).get_opcodes():
            if tag == 'equal':
                yield from self._lines(' ', a, alo, ahi)
            elif tag == 'replace':
                yield from self._replaced(a, alo, ahi, b, blo, bhi)
            else:
                yield from self._lines('-', a, alo, ahi)
                yield from self._lines('+', b, blo, bhi)

    @staticmethod
    def _lines(mark, lines, low, high):
        for line in lines[low:high]:
            yield f'{mark} {line}'

    def _plain(self, a, alo, ahi, b, blo, bhi):
        """Show lines that have nothing in common: the shorter side first."""
        first, second = self._lines('-', a, alo, ahi), self._lines('+', b, blo, bhi)
        if bhi - blo < ahi - alo:
            first, second = second, first
        yield from first
        yield from second

    def _replaced(self, a, alo, ahi, b, blo, bhi):
        """Show two blocks of lines: the lines that are most alike are set against each other."""
        cutoff = 0.74999
        matcher = SequenceMatcher(self.charjunk)
        crqr = matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio
        window = 10  # so far apart two lines may stand to be compared
        done_a, done_b = alo, blo
        for j in range(blo, bhi):
            matcher.set_seq2(b[j])
            middle = alo + (j - blo)
            low, high = max(done_a, middle - window), min(ahi, middle + window + 1)
            if low >= ahi:
                break
            best, at = cutoff, None
            for i in range(low, high):
                if a[i] == b[j]:
                    continue
                matcher.set_seq1(a[i])
                if all(measure() > best for measure in crqr):
                    best, at = matcher.ratio(), i
            if at is None:
                continue
            yield from self._between(a, done_a, at, b, done_b, j)
            done_a, done_b = at + 1, j + 1
            old, new = a[at], b[j]
            marks = ['', '']
            matcher.set_seqs(old, new)
            for tag, i1, i2, j1, j2 in matcher.get_opcodes():
                left, right = {'replace': '^^', 'delete': '- ', 'insert': ' +', 'equal': '  '}[tag]
                marks[0] += left * (i2 - i1)
                marks[1] += right * (j2 - j1)
            yield from self._marked(old, new, *marks)
        yield from self._between(a, done_a, ahi, b, done_b, bhi)

    def _between(self, a, alo, ahi, b, blo, bhi):
        if alo < ahi and blo < bhi:
            yield from self._plain(a, alo, ahi, b, blo, bhi)
        else:
            yield from self._lines('-', a, alo, ahi)
            yield from self._lines('+', b, blo, bhi)

    @staticmethod
    def _marked(old, new, oldmarks, newmarks):
        for sign, line, marks in (('-', old, oldmarks), ('+', new, newmarks)):
            yield f'{sign} {line}'
            marks = _marks_like(line, marks)
            if marks:
                yield f'? {marks}\n'


def IS_LINE_JUNK(line, pat=None):
    """Tell whether a line is blank but for a #.

    >>> IS_LINE_JUNK('  #  \\n'), IS_LINE_JUNK('# text\\n')
    (True, False)
    """
    if pat is None:
        return line.strip() in ('', '#')
    return pat(line) is not None


def IS_CHARACTER_JUNK(ch, ws=' \t'):
    """Tell whether a character is a blank or a tab.

    >>> IS_CHARACTER_JUNK(' '), IS_CHARACTER_JUNK('\\n')
    (True, False)
    """
    return ch in ws


def ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    """Yield the difference of two lists of lines as Differ shows it.

    >>> print(*ndiff(['a', 'b'], ['a', 'c']), sep='|')
      a|- b|+ c
    """
    return Differ(linejunk, charjunk).compare(a, b)


def restore(delta, which):
    """Yield the lines of the first or second list that a difference was made of.

    >>> difference = list(ndiff(['a', 'b'], ['a', 'c']))
    >>> list(restore(difference, 1)), list(restore(difference, 2))
    (['a', 'b'], ['a', 'c'])
    """
    signs = {1: '- ', 2: '+ '}
    try:
        wanted = '  ', signs[int(which)]
    except KeyError:
        raise ValueError(f'unknown delta choice (must be 1 or 2): {which!r}') from None
    for line in delta:
        if line[:2] in wanted:
            yield line[2:]


def _check(a, b, *args):
    """Refuse anything but strings."""
    for lines in (a, b):
        if lines and not isinstance(lines[0], str):
            raise TypeError(f'lines to compare must be str, not {type(lines[0]).__name__} ({lines[0]!r})')
    if isinstance(a, str):
        raise TypeError('input must be a sequence of strings, not str')
    if isinstance(b, str):
        raise TypeError('input must be a sequence of strings, not str')
    for arg in args:
        if not isinstance(arg, str):
            raise TypeError(f'all arguments must be str, not: {arg!r}')


def _dated(name, date):
    return f'{name}\t{date}' if date else name


def _format_range_unified(start, stop):
    length = stop - start
    if length == 1:
        return str(start + 1)
    return f'{start + bool(length)},{length}'


def unified_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='', n=3, lineterm='\n'):
    """Yield the lines of a unified diff, with n lines of context.

    >>> print(*unified_diff(['a', 'b'], ['a', 'c'], 'old', 'new', lineterm=''), sep='\\n')
    --- old
    +++ new
    @@ -1,2 +1,2 @@
     a
    -b
    +c
    """
    _check(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield f'--- {_dated(fromfile, fromfiledate)}{lineterm}'
            yield f'+++ {_dated(tofile, tofiledate)}{lineterm}'
        (_, i1, _, j1, _), (_, _, i2, _, j2) = group[0], group[-1]
        yield f'@@ -{_format_range_unified(i1, i2)} +{_format_range_unified(j1, j2)} @@{lineterm}'
        for tag, i1, i2, j1, j2 in group:
            if tag == 'equal':
                yield from (' ' + line for line in a[i1:i2])
                continue
            if tag != 'insert':
                yield from ('-' + line for line in a[i1:i2])
            if tag != 'delete':
                yield from ('+' + line for line in b[j1:j2])


def _format_range_context(start, stop):
    length = stop - start
    start += bool(length)
    return str(start) if length <= 1 else f'{start},{start + length - 1}'


def context_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='', n=3, lineterm='\n'):
    """Yield the lines of a context diff, with n lines of context.

    >>> print(*context_diff(['a', 'b'], ['a', 'c'], 'old', 'new', lineterm=''), sep='\\n')
    *** old
    --- new
    ***************
    *** 1,2 ****
      a
    ! b
    --- 1,2 ----
      a
    ! c
    """
    _check(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield f'*** {_dated(fromfile, fromfiledate)}{lineterm}'
            yield f'--- {_dated(tofile, tofiledate)}{lineterm}'
        (_, i1, _, j1, _), (_, _, i2, _, j2) = group[0], group[-1]
        yield '*' * 15 + lineterm
        for start, end, low, high, lines, left_out, marks in (
                ('*** ', ' ****', i1, i2, a, 'insert', {'equal': '  ', 'delete': '- ', 'replace': '! '}),
                ('--- ', ' ----', j1, j2, b, 'delete', {'equal': '  ', 'insert': '+ ', 'replace': '! '})):
            yield f'{start}{_format_range_context(low, high)}{end}{lineterm}'
            if any(code[0] in ('replace', *marks) and code[0] not in ('equal', left_out) for code in group):
                for tag, *places in group:
                    if tag != left_out:
                        low, high = places[:2] if lines is a else places[2:]
                        yield from (marks[tag] + line for line in lines[low:high])


def diff_bytes(dfunc, a, b, fromfile=b'', tofile=b'', fromfiledate=b'', tofiledate=b'', n=3, lineterm=b'\n'):
    """Compare lists of bytes by unified_diff or context_diff."""
    def decode(data):
        try:
            return data.decode('ascii', 'surrogateescape')
        except AttributeError as error:
            raise TypeError(f'all arguments must be bytes, not {type(data).__name__} ({data!r})') from error

    texts = list(map(decode, a)), list(map(decode, b)), *map(decode, (fromfile, tofile, fromfiledate, tofiledate))
    for line in dfunc(*texts, n, decode(lineterm)):
        yield line.encode('ascii', 'surrogateescape')


def _mdiff(fromlines, tolines, context=None, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    """Yield the rows that two texts side by side make: a left line, a right line, and whether they differ.

    A line is a pair of number and text, ('', '\\n') if there is none. In the text \\0 and a sign stand before what was added (+),
    removed (-) or changed (^), and \\1 behind it. With context there are only so many rows around each change, and a row of None
    between what is apart.
    """
    rows = _side_by_side(ndiff(fromlines, tolines, linejunk, charjunk))
    if context is None:
        yield from rows
        return
    rows = list(rows)
    near = {i + step for i, row in enumerate(rows) if row[2] for step in range(-context, context + 1)}
    last = None
    for i, row in enumerate(rows):
        if i in near:
            if last is not None and last != i - 1:
                yield None, None, None
            yield row
            last = i


def _side_by_side(delta):
    """Put what ndiff has below each other beside each other."""
    removed, added = [], []  # lines that stand beside nothing yet
    left = right = 0
    hinted = False  # the last line of removed has marks
    delta = [*delta, '']

    def settle():
        yield from ((*pair, True) for pair in zip_longest(removed, added, fillvalue=('', '\n')))
        removed.clear()
        added.clear()

    for line, guide in zip(delta, delta[1:]):
        sign, text, marks = line[:1], line[2:], guide[2:].rstrip('\n') if guide.startswith('? ') else ''
        if sign == '-':
            if marks:
                yield from settle()
            left += 1
            removed.append((left, _marked(sign, text, marks)))
            hinted = bool(marks)
        elif sign == '+':
            right += 1
            made = right, _marked(sign, text, marks)
            if removed and (marks or hinted):  # two forms of one line
                partner = removed.pop()
                yield from settle()
                yield partner, made, True
            else:
                added.append(made)
            hinted = False
        elif sign == ' ':
            yield from settle()
            left, right = left + 1, right + 1
            yield (left, text), (right, text), False
    yield from settle()


def _marked(sign, text, marks):
    """Put marks around a whole line, or around the characters that have one below them."""
    if not marks.strip():
        return f'\0{sign}{text}\1'
    out, last = [], ' '
    for char, mark in zip(text, marks.ljust(len(text))):
        mark = mark if mark in '+-^' else ' '
        if mark != last:
            out.append('\1' * (last != ' ') + ('\0' + mark) * (mark != ' '))
        out.append(char)
        last = mark
    return ''.join(out) + '\1' * (last != ' ')


class HtmlDiff:
    """Makes HTML tables that show two texts side by side."""

    _default_prefix = 0

    def __init__(self, tabsize=8, wrapcolumn=None, linejunk=None, charjunk=IS_CHARACTER_JUNK):
        self._tabsize, self._wrapcolumn = tabsize, wrapcolumn
        self._linejunk, self._charjunk = linejunk, charjunk

    _style = ('table.diff {font-family: monospace; border: medium; border-collapse: collapse}\n'
              '.diff_header {background-color: #e0e0e0; text-align: right}\n'
              '.diff_next {background-color: #c0c0c0}\n.diff_add {background-color: #aaffaa}\n'
              '.diff_chg {background-color: #ffff77}\n.diff_sub {background-color: #ffaaaa}\n')

    def make_file(self, fromlines, tolines, fromdesc='', todesc='', context=False, numlines=5, *, charset='utf-8'):
        """Return a whole HTML document."""
        table = self.make_table(fromlines, tolines, fromdesc, todesc, context=context, numlines=numlines)
        text = (f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta http-equiv="Content-Type" content="text/html; charset={charset}">\n<title>Diff comparison</title>\n'
                f'<style>\n{self._style}</style>\n</head>\n<body>\n{table}\n</body>\n</html>\n')
        return text.encode(charset, 'xmlcharrefreplace').decode(charset)

    def _cells(self, fromlines, tolines, context):
        """Yield the rows: number and HTML of the left line, of the right line, and whether they differ."""
        clean = ([line.rstrip('\n').expandtabs(self._tabsize) + '\n' for line in lines] for lines in (fromlines, tolines))
        for left, right, changed in _mdiff(*clean, context, self._linejunk, self._charjunk):
            if left is not None:
                yield left[0], self._html(left[1]), right[0], self._html(right[1]), changed

    def _html(self, text):
        for plain, made in (('&', '&amp;'), ('<', '&lt;'), ('>', '&gt;'), ('\n', ''), (' ', '&nbsp;'), ('\0+', '<span class="diff_add">'),
                            ('\0-', '<span class="diff_sub">'), ('\0^', '<span class="diff_chg">'), ('\1', '</span>')):
            text = text.replace(plain, made if plain[0] != '\0' else made.replace(' ', '\2'))
        return text.replace('\2', ' ')

    def make_table(self, fromlines, tolines, fromdesc='', todesc='', context=False, numlines=5):
        """Return one table; with context only numlines lines around each change."""
        prefix = HtmlDiff._default_prefix
        HtmlDiff._default_prefix += 1
        rows = list(self._cells(fromlines, tolines, numlines if context else None))
        body = []
        for left, old, right, new, changed in rows:
            body.append(f'<tr><td class="diff_header" id="from{prefix}_{left or ""}">{left or ""}</td><td>{old}</td>'
                        f'<td class="diff_header" id="to{prefix}_{right or ""}">{right or ""}</td><td>{new}</td></tr>')
        if not any(row[4] for row in rows):
            body = ['<tr><td colspan="4">&nbsp;No Differences Found&nbsp;</td></tr>']
        head = ''
        if fromdesc or todesc:
            head = (f'<thead><tr><th colspan="2" class="diff_header">{fromdesc}</th>'
                    f'<th colspan="2" class="diff_header">{todesc}</th></tr></thead>\n')
        return f'<table class="diff" id="difflib_chg_to{prefix}__top">\n{head}<tbody>\n' + '\n'.join(body) + '\n</tbody>\n</table>'
