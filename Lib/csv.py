"""Tables as text, a row a line: reading and writing in the dialects that programs use."""

from _csv import (QUOTE_ALL, QUOTE_MINIMAL, QUOTE_NONE, QUOTE_NONNUMERIC, QUOTE_NOTNULL, QUOTE_STRINGS,
                  Dialect as _Checked, Error, field_size_limit, get_dialect, list_dialects, reader, register_dialect,
                  unregister_dialect, writer)

__all__ = ['QUOTE_MINIMAL', 'QUOTE_ALL', 'QUOTE_NONNUMERIC', 'QUOTE_NONE', 'QUOTE_STRINGS', 'QUOTE_NOTNULL', 'Error',
           'Dialect', 'excel', 'excel_tab', 'field_size_limit', 'reader', 'writer', 'register_dialect', 'get_dialect',
           'list_dialects', 'Sniffer', 'unregister_dialect', 'DictReader', 'DictWriter', 'unix_dialect']


class Dialect:
    """How a table is written. Subclasses set the attributes; making an instance checks them."""

    _name = ''
    _valid = False
    delimiter = None
    quotechar = None
    escapechar = None
    doublequote = None
    skipinitialspace = None
    lineterminator = None
    quoting = None

    def __init__(self):
        if type(self) is not Dialect:
            self._valid = True
        try:
            _Checked(self)
        except TypeError as error:
            raise Error(str(error)) from None


class excel(Dialect):
    """As Excel writes tables: commas, and double quotes where needed."""
    delimiter, lineterminator = ',', '\r\n'
    quotechar, doublequote, quoting = '"', True, QUOTE_MINIMAL
    skipinitialspace = False


class excel_tab(excel):
    """As Excel writes tables with tabs."""
    delimiter = '\t'


class unix_dialect(Dialect):
    """As Unix programs write tables: everything in quotes, lines end with a line feed."""
    delimiter, lineterminator = ',', '\n'
    quotechar, doublequote, quoting = '"', True, QUOTE_ALL
    skipinitialspace = False


for _name, _dialect in (('excel', excel), ('excel-tab', excel_tab), ('unix', unix_dialect)):
    register_dialect(_name, _dialect)
del _name, _dialect

_generic = classmethod(type(list[int]))


class DictReader:
    """Reads rows as dicts. The field names are given, or are the first row."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **kwds):
        """restkey: the key for what longer rows have more; restval: the value for what shorter rows lack."""
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames = fieldnames
        self.restkey, self.restval = restkey, restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect, self.line_num = dialect, 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        """The names; asking for them reads the first row if they weren't given."""
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
            self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if not self.line_num:
            self.fieldnames
        rows = self.reader
        while not (row := next(rows)):
            pass
        self.line_num = rows.line_num
        names = self.fieldnames
        result = dict(zip(names, row))
        if surplus := len(row) - len(names):
            if surplus > 0:
                result[self.restkey] = row[len(names):]
            else:
                result.update(dict.fromkeys(names[surplus:], self.restval))
        return result

    __class_getitem__ = _generic


class DictWriter:
    """Writes dicts as rows."""

    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **kwds):
        """restval: the value for keys that a dict lacks; extrasaction: raise or ignore, for keys that have no field."""
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self.fieldnames, self.restval = fieldnames, restval
        extrasaction = extrasaction.lower()
        if extrasaction not in {'raise', 'ignore'}:
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        """Write the field names as a row."""
        return self.writerow({name: name for name in self.fieldnames})

    def _row(self, values):
        if self.extrasaction == 'raise' and (unknown := values.keys() - self.fieldnames):
            raise ValueError('dict contains fields not in fieldnames: ' + ', '.join([repr(key) for key in unknown]))
        fill = self.restval
        return [values.get(name, fill) for name in self.fieldnames]

    def writerow(self, rowdict):
        """Write a dict as a row."""
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        """Write dicts as rows."""
        return self.writer.writerows(map(self._row, rowdicts))

    __class_getitem__ = _generic


class Sniffer:
    """Guesses the dialect of a table from its beginning."""

    def __init__(self):
        # Where several characters would do, the first of these.
        self.preferred = [',', '\t', ';', ' ', ':']

    def sniff(self, sample, delimiters=None):
        """Return a class of dialect. delimiters: the characters that may stand between fields."""
        quotechar, doublequote, delimiter, space = self._by_quotes(sample, delimiters)
        if not delimiter:
            delimiter, space = self._by_counts(sample, delimiters)
        if not delimiter:
            raise Error('Could not determine delimiter')
        return type('dialect', (Dialect,), {
            '__module__': __name__, '__qualname__': 'Sniffer.sniff.<locals>.dialect', '_name': 'sniffed',
            'lineterminator': '\r\n', 'quoting': QUOTE_MINIMAL, 'doublequote': doublequote, 'delimiter': delimiter,
            'quotechar': quotechar or '"', 'skipinitialspace': space})

    def _by_quotes(self, data, delimiters):
        # Looks for quoted fields: what stands between a quote and its neighbour is the delimiter.
        import re
        # A field goes on to the next quote that isn't doubled; looking further back and forth would take too long.
        field = '''(?P<quote>["'])(?P<text>(?>(?:(?!(?P=quote)).|(?P=quote){2})*))(?P=quote)'''
        mark = r'''(?P<delim>[^\w\r\n"'])(?P<space> ?)'''
        forms = (f'{mark}{field}(?P=delim)', rf'(?:^|\n){field}{mark}', rf'{mark}{field}(?:$|[\r\n])',
                 rf'(?:^|[\r\n]){field}(?:$|[\r\n])')
        for form in forms:
            found = list(re.finditer(form, data, re.DOTALL | re.MULTILINE))
            if found:
                break
        else:
            return '', False, None, False
        quotes, between, spaces = {}, {}, 0
        for match in found:
            parts = match.groupdict()
            quotes[parts['quote']] = quotes.get(parts['quote'], 0) + 1
            mark = parts.get('delim')
            if mark and (delimiters is None or mark in delimiters):
                between[mark] = between.get(mark, 0) + 1
            if parts.get('space'):
                spaces += 1
        quote = max(quotes, key=quotes.get)
        delimiter, space = '', False
        if between:
            delimiter = max(between, key=between.get)
            space = between[delimiter] == spaces
            if delimiter == '\n':
                delimiter = ''
        return quote, self._has_doubled(data, quote, delimiter, re), delimiter, space

    def _has_doubled(self, data, quote, delimiter, re):
        # Goes from field to field, each of which begins behind a delimiter or the end of a line.
        q = re.escape(quote)
        ends = re.escape(delimiter) + r'\r\n'
        quoted = re.compile(rf'[^\S{ends}]*{q}((?:[^{q}]|{q}{q})*+){q}(?=[{ends}]|\Z)')
        end_of_field = re.compile(rf'[{ends}]')
        at = 0
        while at < len(data):
            if match := quoted.match(data, at):
                if quote in match[1]:
                    return True
                at = match.end()
            end = end_of_field.search(data, at)
            if end is None:
                break
            at = end.end()
        return False

    def _by_counts(self, data, delimiters):
        # A delimiter stands equally often in (nearly) all lines. Lines are taken in tens until some character does.
        lines = [line for line in data.split('\n') if line]
        marks = [chr(code) for code in range(127)]
        candidates, taken = {}, 0
        per_line = {mark: {} for mark in marks}
        while taken < len(lines):
            for line in lines[taken:taken + 10]:
                taken += 1
                for mark in marks:
                    count = line.count(mark)
                    per_line[mark][count] = per_line[mark].get(count, 0) + 1
            modes = {}
            for mark, counts in per_line.items():
                if len(counts) == 1 and 0 in counts:
                    continue
                usual = max(counts, key=counts.get)
                if usual > 0:
                    modes[mark] = usual, 2 * counts[usual] - sum(counts.values())
            share = 1.0
            while not candidates and share >= 0.9:
                for mark, (usual, lead) in modes.items():
                    if lead > 0 and lead / taken >= share and (delimiters is None or mark in delimiters):
                        candidates[mark] = usual, lead
                share -= 0.01
            if len(candidates) == 1:
                [mark] = candidates
                return mark, self._followed_by_space(lines[0], mark)
        for mark in self.preferred:
            if mark in candidates:
                return mark, self._followed_by_space(lines[0], mark)
        if not candidates:
            return '', False
        mark = max(candidates, key=lambda candidate: (candidates[candidate], candidate))
        return mark, self._followed_by_space(lines[0], mark)

    def _followed_by_space(self, line, mark):
        return line.count(mark) == line.count(mark + ' ')

    def has_header(self, sample):
        """Guess if the first row holds names: it differs from the others in type or in length."""
        from io import StringIO
        rows = reader(StringIO(sample), self.sniff(sample))
        header = next(rows)
        kinds = dict.fromkeys(range(len(header)))
        for number, row in enumerate(rows):
            if number > 20:
                break
            if len(row) != len(header):
                continue
            for column in list(kinds):
                kind = self._kind(row[column])
                if kinds[column] is None:
                    kinds[column] = kind
                elif kinds[column] != kind:
                    del kinds[column]
        votes = 0
        for column, kind in kinds.items():
            if isinstance(kind, int):
                votes += 1 if len(header[column]) != kind else -1
            elif kind is not None:
                votes += -1 if self._is_number(header[column]) else 1
        return votes > 0

    def _is_number(self, text):
        try:
            complex(text)
        except (ValueError, OverflowError):
            return False
        return True

    def _kind(self, text):
        return complex if self._is_number(text) else len(text)
