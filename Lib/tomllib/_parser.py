"""The parser: TOML 1.0."""

import re

_controls = frozenset(chr(code) for code in (*range(32), 127))
_in_comment = _controls - frozenset('\t')
_in_line_string = _controls - frozenset('\t')
_in_multiline = _controls - frozenset('\t\n')
_bare_key = frozenset('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
_escapes = {'b': '\b', 't': '\t', 'n': '\n', 'f': '\f', 'r': '\r', '"': '"', '\\': '\\'}
_deepest = 200

_number = re.compile(r'0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|0b[01](?:_?[01])*|0o[0-7](?:_?[0-7])*'
                     r'|[+-]?(?:0|[1-9](?:_?[0-9])*)(?P<float>(?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?)')
_clock = r'([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])(?:\.([0-9]{1,6})[0-9]*)?'
_local_time = re.compile(_clock)
_moment = re.compile(rf'([0-9]{{4}})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])'
                     rf'(?:[Tt ]{_clock}(?:([Zz])|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))?)?')


class _NotGiven:
    """Stands for an argument that wasn't given."""


class TOMLDecodeError(ValueError):
    """Text that isn't TOML. msg says why; doc is the text, pos, lineno and colno the place."""

    def __init__(self, msg=_NotGiven, doc=_NotGiven, pos=_NotGiven, *args):
        if args or not isinstance(msg, str) or not isinstance(doc, str) or not isinstance(pos, int):
            import warnings
            warnings.warn('Free-form arguments for TOMLDecodeError are deprecated. Please set \'msg\' (str), \'doc\' (str) and '
                          "'pos' (int) arguments only.", DeprecationWarning, stacklevel=2)
            given = [arg for arg in (msg, doc, pos) if arg is not _NotGiven]
            super().__init__(*given, *args)
            return
        self.msg, self.doc, self.pos = msg, doc, pos
        self.lineno = doc.count('\n', 0, pos) + 1
        self.colno = pos - doc.rfind('\n', 0, pos)
        where = 'end of document' if pos >= len(doc) else f'line {self.lineno}, column {self.colno}'
        super().__init__(f'{msg} (at {where})')


def load(fp, /, *, parse_float=float):
    """Read a document from a file that is open for reading bytes. parse_float gets the text of each float."""
    data = fp.read()
    try:
        text = data.decode()
    except AttributeError:
        raise TypeError("File must be opened in binary mode, e.g. use `open('foo.toml', 'rb')`") from None
    return loads(text, parse_float=parse_float)


def loads(s, /, *, parse_float=float):
    """Return the document in a string as a dict. parse_float gets the text of each float."""
    if not isinstance(s, str):
        raise TypeError(f"Expected str object, not '{type(s).__qualname__}'")
    return _Document(s.replace('\r\n', '\n'), parse_float).read()


class _Node:
    """What is known of a table: which of its parts there are, and what may still be done with it."""

    __slots__ = ('children', 'frozen', 'declared')

    def __init__(self):
        self.children, self.frozen, self.declared = {}, False, False


class _Document:
    """One run of the parser over a text."""

    def __init__(self, text, parse_float):
        self.text, self.at = text, 0
        self.parse_float = parse_float if parse_float is float else self._checked(parse_float)
        self.data, self.node = {}, _Node()
        self.depth = 0

    def _checked(self, parse_float):
        def parse(text):
            value = parse_float(text)
            if isinstance(value, (dict, list)):
                raise ValueError('parse_float must not return dicts or lists')
            return value
        return parse

    def error(self, message, at=None):
        return TOMLDecodeError(message, self.text, self.at if at is None else at)

    # Space and comments.

    def peek(self):
        return self.text[self.at:self.at + 1]

    def skip(self, characters):
        text, at = self.text, self.at
        while at < len(text) and text[at] in characters:
            at += 1
        self.at = at

    def skip_comment(self):
        if self.peek() == '#':
            end = self.text.find('\n', self.at)
            end = len(self.text) if end < 0 else end
            self.check(self.at + 1, end, _in_comment, 'Found invalid character {!r}')
            self.at = end

    def check(self, start, end, illegal, message):
        part = self.text[start:end]
        if not illegal.isdisjoint(part):
            place = next(i for i, c in enumerate(part) if c in illegal)
            raise self.error(message.format(part[place]), start + place)

    def skip_lines(self):
        while True:
            before = self.at
            self.skip(' \t\n')
            self.skip_comment()
            if self.at == before:
                return

    # Statements.

    def read(self):
        self.table, self.table_node, self.header = self.data, self.node, ()
        while True:
            self.skip(' \t')
            c = self.peek()
            if not c:
                break
            if c == '\n':
                self.at += 1
                continue
            if c in _bare_key or c in '"\'':
                self.pair(self.table, self.table_node, self.header)
                self.skip(' \t')
            elif c == '[':
                self.table_header()
                self.skip(' \t')
            elif c != '#':
                raise self.error('Invalid statement')
            self.skip_comment()
            c = self.peek()
            if not c:
                break
            if c != '\n':
                raise self.error('Expected newline or end of document after a statement')
            self.at += 1
        return self.data

    def table_header(self):
        is_array = self.text.startswith('[[', self.at)
        self.at += 2 if is_array else 1
        self.skip(' \t')
        key = self.key()
        end = ']]' if is_array else ']'
        node, table = self.node, self.data
        for number, name in enumerate(key):
            last = number == len(key) - 1
            if node.frozen or name in node.children and node.children[name].frozen:
                if is_array:
                    raise self.error(f'Cannot mutate immutable namespace {key}')
                raise self.error(f'Cannot declare {key} twice')
            if last and is_array:
                present = node.children.get(name)
                if name in table and (present is None or not isinstance(table[name], list)):
                    raise self.error('Cannot overwrite a value')
                # What was under the last item has nothing to do with the new one.
                node.children[name] = node = _Node()
                node.declared = True
                items = table.setdefault(name, [])
                table = {}
                items.append(table)
                break
            below = node.children.get(name)
            if below is None:
                if name in table:
                    raise self.error('Cannot overwrite a value')
                below = node.children[name] = _Node()
                table[name] = {}
            elif last and below.declared:
                raise self.error(f'Cannot declare {key} twice')
            node, table = below, table[name]
            if isinstance(table, list):
                table = table[-1]
        node.declared = True
        if not self.text.startswith(end, self.at):
            raise self.error(f"Expected '{end}' at the end of {'an array' if is_array else 'a table'} declaration")
        self.at += len(end)
        self.table, self.table_node, self.header = table, node, key

    def pair(self, table, node, header):
        key = self.key()
        if self.peek() != '=':
            raise self.error("Expected '=' after a key in a key/value pair")
        self.at += 1
        self.skip(' \t')
        value = self.value()
        for number, name in enumerate(key[:-1]):
            below = node.children.get(name)
            if below is None:
                if name in table:
                    raise self.error('Cannot overwrite a value')
                below = node.children[name] = _Node()
                # Dotted keys make tables that only more dotted keys of the same table may extend.
                below.declared = header
                table[name] = {}
            elif below.frozen:
                raise self.error(f'Cannot mutate immutable namespace {header + key[:number + 1]}')
            elif below.declared is not header:
                raise self.error(f'Cannot redefine namespace {header + key[:number + 1]}')
            node, table = below, table[name]
        name = key[-1]
        if name in table:
            raise self.error('Cannot overwrite a value')
        if isinstance(value, (dict, list)):
            frozen = node.children[name] = _Node()
            frozen.frozen = True
        table[name] = value

    def key(self):
        parts = [self.key_part()]
        self.skip(' \t')
        while self.peek() == '.':
            self.at += 1
            self.skip(' \t')
            parts.append(self.key_part())
            self.skip(' \t')
        return tuple(parts)

    def key_part(self):
        c = self.peek()
        if c and c in _bare_key:
            start = self.at
            self.skip(_bare_key)
            return self.text[start:self.at]
        if c == "'":
            return self.literal()
        if c == '"':
            return self.string()
        raise self.error('Invalid initial character for a key part')

    # Values.

    def value(self):
        c = self.peek()
        text, at = self.text, self.at
        if c == '"':
            return self.multiline('"') if text.startswith('"""', at) else self.string()
        if c == "'":
            return self.multiline("'") if text.startswith("'''", at) else self.literal()
        for word, value in (('true', True), ('false', False)):
            if text.startswith(word, at):
                self.at += len(word)
                return value
        if c == '[' or c == '{':
            self.depth += 1
            if self.depth > _deepest:
                raise RecursionError(f'TOML inline arrays/tables are nested more than the allowed {_deepest} levels')
            value = self.array() if c == '[' else self.inline_table()
            self.depth -= 1
            return value
        if match := _moment.match(text, at):
            try:
                value = self.moment(match)
            except ValueError as error:
                raise self.error('Invalid date or datetime') from error
            self.at = match.end()
            return value
        if match := _local_time.match(text, at):
            self.at = match.end()
            return self.clock(*match.groups())
        if match := _number.match(text, at):
            self.at = match.end()
            digits = match[0]
            return self.parse_float(digits) if match['float'] else int(digits, 0)
        for length in (3, 4):
            word = text[at:at + length]
            if word.lstrip('+-' if length == 4 else '') in ('inf', 'nan') and word[-3:] in ('inf', 'nan'):
                self.at += length
                return self.parse_float(word)
        raise self.error('Invalid value')

    def clock(self, hour, minute, second, fraction):
        from datetime import time
        return time(int(hour), int(minute), int(second), int((fraction or '').ljust(6, '0')))

    def moment(self, match):
        from datetime import date, datetime, timedelta, timezone
        year, month, day, hour, minute, second, fraction, utc, sign, off_hour, off_minute = match.groups()
        if hour is None:
            return date(int(year), int(month), int(day))
        zone = None
        if utc:
            zone = timezone.utc
        elif sign:
            offset = timedelta(hours=int(off_hour), minutes=int(off_minute))
            zone = timezone(offset if sign == '+' else -offset)
        return datetime(int(year), int(month), int(day), int(hour), int(minute), int(second),
                        int((fraction or '').ljust(6, '0')), zone)

    def array(self):
        self.at += 1
        values = []
        self.skip_lines()
        while self.peek() != ']':
            values.append(self.value())
            self.skip_lines()
            c = self.peek()
            if c == ',':
                self.at += 1
                self.skip_lines()
            elif c != ']':
                raise self.error('Unclosed array')
        self.at += 1
        return values

    def inline_table(self):
        self.at += 1
        table, node = {}, _Node()
        self.skip(' \t')
        if self.peek() == '}':
            self.at += 1
            return table
        while True:
            self.inline_pair(table, node)
            self.skip(' \t')
            c = self.peek()
            if c == '}':
                self.at += 1
                return table
            if c != ',':
                raise self.error('Unclosed inline table')
            self.at += 1
            self.skip(' \t')

    def inline_pair(self, table, node):
        key = self.key()
        if self.peek() != '=':
            raise self.error("Expected '=' after a key in a key/value pair")
        self.at += 1
        self.skip(' \t')
        value = self.value()
        for number, name in enumerate(key[:-1]):
            below = node.children.get(name)
            if below is not None and below.frozen:
                raise self.error(f'Cannot mutate immutable namespace {key[:number + 1]}')
            if below is None:
                if name in table:
                    raise self.error('Cannot overwrite a value')
                below = node.children[name] = _Node()
                table[name] = {}
            node, table = below, table[name]
        name = key[-1]
        if name in table:
            raise self.error(f'Duplicate inline table key {name!r}')
        if isinstance(value, (dict, list)):
            frozen = node.children[name] = _Node()
            frozen.frozen = True
        table[name] = value

    # Strings.

    def literal(self):
        start = self.at + 1
        end = self.text.find("'", start)
        line = self.text.find('\n', start)
        limit = len(self.text) if end < 0 else end
        self.check(start, limit, _in_line_string, 'Found invalid character {!r}')
        if end < 0:
            raise self.error("Expected \"'\"", len(self.text))
        self.at = end + 1
        return self.text[start:end]

    def string(self):
        text, parts = self.text, []
        self.at += 1
        start = self.at
        while True:
            c = self.peek()
            if not c:
                raise self.error('Unterminated string')
            if c == '"':
                parts.append(text[start:self.at])
                self.at += 1
                return ''.join(parts)
            if c == '\\':
                parts += text[start:self.at], self.escape(False)
                start = self.at
            elif c in _in_line_string:
                raise self.error(f'Illegal character {c!r}')
            else:
                self.at += 1

    def multiline(self, quote):
        text, parts = self.text, []
        self.at += 3
        if self.peek() == '\n':
            self.at += 1
        start = self.at
        while True:
            c = self.peek()
            if not c:
                raise self.error('Unterminated string' if quote == '"' else 'Expected "\'\'\'"')
            if text.startswith(quote * 3, self.at):
                # Up to two quotes may stand in front of the closing ones.
                end = self.at
                extra = 0
                while extra < 2 and text.startswith(quote, end + 3 + extra):
                    extra += 1
                parts.append(text[start:end + extra])
                self.at = end + 3 + extra
                return ''.join(parts)
            if c == '\\' and quote == '"':
                parts += text[start:self.at], self.escape(True)
                start = self.at
            elif c in _in_multiline:
                raise self.error(f'Illegal character {c!r}' if quote == '"' else f'Found invalid character {c!r}')
            else:
                self.at += 1

    def escape(self, multiline):
        text = self.text
        c = text[self.at + 1:self.at + 2]
        if multiline and c in (' ', '\t', '\n'):
            # A line that goes on: all space up to the next character is left out.
            self.at += 1
            if c != '\n':
                self.skip(' \t')
                if not self.peek():
                    return ''
                if self.peek() != '\n':
                    raise self.error("Unescaped '\\' in a string")
            self.skip(' \t\n')
            return ''
        if c in 'uU' and c:
            length = 4 if c == 'u' else 8
            digits = text[self.at + 2:self.at + 2 + length]
            self.at += 2
            if len(digits) != length or not all(d in '0123456789abcdefABCDEF' for d in digits):
                raise self.error('Invalid hex value')
            self.at += length
            code = int(digits, 16)
            if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
                raise self.error('Escaped character is not a Unicode scalar value')
            return chr(code)
        self.at += 2
        if c not in _escapes or not c:
            raise self.error("Unterminated string" if not c else "Unescaped '\\' in a string")
        return _escapes[c]
