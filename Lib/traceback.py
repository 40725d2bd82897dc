"""Extract, format and print what led to an exception."""

import linecache
import sys
from _traceback import distance as _levenshtein_distance, misspelt as _misspelt, render as _render, suggestion as _suggestion

__all__ = ['extract_stack', 'extract_tb', 'format_exception', 'format_exception_only', 'format_list', 'format_stack',
           'format_tb', 'print_exc', 'format_exc', 'print_exception', 'print_last', 'print_stack', 'print_tb', 'clear_frames',
           'FrameSummary', 'StackSummary', 'TracebackException', 'walk_stack', 'walk_tb', 'print_list']

_HEADER = 'Traceback (most recent call last):\n'
_CAUSE = '\nThe above exception was the direct cause of the following exception:\n\n'
_CONTEXT = '\nDuring handling of the above exception, another exception occurred:\n\n'
_REPEATED = 3  # so often the same entry is shown before the others are only counted


class _Implicit:
    """The default of arguments that may be None."""

    def __repr__(self):
        return '<implicit>'


_implicit = _Implicit()


def _parse_value_tb(exc, value, tb):
    """Sort out the two ways to call: with the exception alone, or with its class, itself and its traceback."""
    if (value is _implicit) != (tb is _implicit):
        raise ValueError('Both or neither of value and tb must be given')
    if value is not _implicit:
        return value, tb
    if exc is None:
        return None, None
    if not isinstance(exc, BaseException):
        raise TypeError(f'Exception expected for value, {type(exc).__name__} found')
    return exc, exc.__traceback__


def _outlet(file):
    return sys.stderr if file is None else file


def print_list(extracted_list, file=None):
    """Print a list of entries as extract_tb and extract_stack return it."""
    for text in format_list(extracted_list):
        print(text, file=_outlet(file), end='')


def format_list(extracted_list):
    """Return the text of each entry of a list as extract_tb and extract_stack return it."""
    return StackSummary.from_list(extracted_list).format()


def print_tb(tb, limit=None, file=None):
    """Print the entries of a traceback."""
    print_list(extract_tb(tb, limit=limit), file=file)


def format_tb(tb, limit=None):
    """Return the text of each entry of a traceback."""
    return extract_tb(tb, limit=limit).format()


def extract_tb(tb, limit=None):
    """Return a StackSummary of a traceback."""
    return StackSummary._extract(_positions_of_tb(tb), limit=limit)


def print_exception(exc, /, value=_implicit, tb=_implicit, limit=None, file=None, chain=True, **kwargs):
    """Print an exception with its traceback and with the exceptions that led to it."""
    colorize = kwargs.get('colorize', False)
    value, tb = _parse_value_tb(exc, value, tb)
    TracebackException(type(value), value, tb, limit=limit, compact=True).print(file=file, chain=chain, colorize=colorize)


def _print_exception_bltin(exc, /):
    file = sys.stderr if sys.stderr is not None else sys.__stderr__
    import _colorize
    return print_exception(exc, limit=BUILTIN_EXCEPTION_LIMIT, file=file, colorize=_colorize.can_colorize(file=file))


BUILTIN_EXCEPTION_LIMIT = object()


def format_exception(exc, /, value=_implicit, tb=_implicit, limit=None, chain=True, **kwargs):
    """Return the lines that print_exception prints; each may have newlines inside."""
    colorize = kwargs.get('colorize', False)
    value, tb = _parse_value_tb(exc, value, tb)
    return list(TracebackException(type(value), value, tb, limit=limit, compact=True).format(chain=chain, colorize=colorize))


def format_exception_only(exc, /, value=_implicit, *, show_group=False, **kwargs):
    """Return the lines that name an exception, without its traceback; with show_group also those of its members."""
    colorize = kwargs.get('colorize', False)
    if value is _implicit:
        value = exc
    made = TracebackException(type(value), value, None, compact=True)
    return list(made.format_exception_only(show_group=show_group, colorize=colorize))


def print_exc(limit=None, file=None, chain=True):
    """Print the exception that is being handled."""
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """Return what print_exc prints."""
    return ''.join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    """Print the last exception that nothing has handled, at an interactive prompt."""
    if hasattr(sys, 'last_exc'):
        print_exception(sys.last_exc, limit=limit, file=file, chain=chain)
    elif hasattr(sys, 'last_type'):
        print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file, chain)
    else:
        raise ValueError('no last exception')


def print_stack(f=None, limit=None, file=None):
    """Print the stack of the caller, or the one of a frame."""
    print_list(extract_stack(sys._getframe().f_back if f is None else f, limit=limit), file=file)


def format_stack(f=None, limit=None):
    """Return the text of each entry that print_stack prints."""
    return format_list(extract_stack(sys._getframe().f_back if f is None else f, limit=limit))


def extract_stack(f=None, limit=None):
    """Return a StackSummary of the stack of the caller, or of a frame: the oldest frame comes first."""
    stack = StackSummary.extract(walk_stack(sys._getframe().f_back if f is None else f), limit=limit)
    stack.reverse()
    return stack


def clear_frames(tb):
    """Clear the local variables of all frames of a traceback."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass  # it still runs
        tb = tb.tb_next


def walk_stack(f):
    """Iterate over a frame (the caller's) and the ones that called it, with their line numbers."""
    if f is None:
        f = sys._getframe().f_back

    def frames(frame):
        while frame is not None:
            yield frame, frame.f_lineno
            frame = frame.f_back

    return frames(f)


def walk_tb(tb):
    """Iterate over the frames of a traceback, with their line numbers."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _positions_of_tb(tb):
    """Iterate over the frames of a traceback, with (line, last line, column, last column)."""
    from itertools import islice
    while tb is not None:
        place = (None,) * 4
        if tb.tb_lasti >= 0:
            place = next(islice(tb.tb_frame.f_code.co_positions(), tb.tb_lasti // 2, None), place)
        yield tb.tb_frame, (tb.tb_lineno, *place[1:]) if place[0] is None else place
        tb = tb.tb_next


def _safe_string(value, what, func=str):
    try:
        return func(value)
    except:
        return f'<{what} {func.__name__}() failed>'


class FrameSummary:
    """One entry of a stack. It behaves like a tuple of the file's name, the line's number, the function's name and the line."""

    __slots__ = ('filename', 'lineno', 'end_lineno', 'colno', 'end_colno', 'name', '_lines', '_lines_dedented', 'locals', '_code')

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None,
                 end_colno=None, **kwargs):
        self.filename, self.lineno, self.name = filename, lineno, name
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno, self.end_colno = colno, end_colno
        self._code = kwargs.get('_code')
        self._lines = line
        self._lines_dedented = None
        self.locals = None if not locals else {k: _safe_string(v, 'local', func=repr) for k, v in locals.items()}
        if lookup_line:
            self.line

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename, self.lineno, self.name, self.locals) == (other.filename, other.lineno, other.name, other.locals)
        if isinstance(other, tuple):
            return tuple(self) == other
        return NotImplemented

    def __getitem__(self, pos):
        return tuple(self)[pos]

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __repr__(self):
        return f'<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>'

    def __len__(self):
        return 4

    @property
    def _original_lines(self):
        """The lines as they stand in the source."""
        if self._lines is None and self.lineno is not None and self.end_lineno is not None:
            lines = []
            for number in range(self.lineno, self.end_lineno + 1):
                text = linecache.getline(self.filename, number).rstrip()
                if not text and self._code is not None and self.filename.startswith('<'):
                    text = linecache._getline_from_code(self._code, number).rstrip()
                lines.append(text)
            self._lines = '\n'.join(lines) + '\n'
        return self._lines

    @property
    def _dedented_lines(self):
        if self._lines_dedented is None and self._original_lines is not None:
            import textwrap
            self._lines_dedented = textwrap.dedent(self._lines)
        return self._lines_dedented

    @property
    def line(self):
        """The first line, without the white space around it."""
        lines = self._original_lines
        return None if lines is None else lines.partition('\n')[0].strip()


class StackSummary(list):
    """A list of FrameSummary objects."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """Make one of an iterable of frames with line numbers, as walk_stack and walk_tb give."""
        places = ((frame, (line, None, None, None)) for frame, line in frame_gen)
        return klass._extract(places, limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals)

    @classmethod
    def _extract(klass, places, *, limit=None, lookup_lines=True, capture_locals=False):
        builtin = limit is BUILTIN_EXCEPTION_LIMIT
        if limit is None or builtin:
            limit = getattr(sys, 'tracebacklimit', None)
            if limit is not None and limit < 0:
                limit = 0
        if limit is not None:
            from collections import deque
            from itertools import islice
            if builtin:
                places = list(places)[-limit:] if limit else ()
            elif limit >= 0:
                places = islice(places, limit)
            else:
                places = deque(places, maxlen=-limit)
        result = klass()
        files = set()
        for frame, (line, end_line, col, end_col) in places:
            code = frame.f_code
            files.add(code.co_filename)
            linecache.lazycache(code.co_filename, frame.f_globals)
            result.append(FrameSummary(
                code.co_filename, line, code.co_name, lookup_line=False, locals=frame.f_locals if capture_locals else None,
                end_lineno=end_line, colno=col, end_colno=end_col, _code=code))
        for name in files:
            linecache.checkcache(name)
        if lookup_lines:
            for entry in result:
                entry.line
        return result

    @classmethod
    def from_list(klass, a_list):
        """Make one of FrameSummary objects and tuples of four."""
        result = klass()
        for entry in a_list:
            if not isinstance(entry, FrameSummary):
                filename, lineno, name, line = entry
                entry = FrameSummary(filename, lineno, name, line=line)
            result.append(entry)
        return result

    def format_frame_summary(self, frame_summary, **kwargs):
        """Return the text of an entry; None leaves it out."""
        theme = _theme(kwargs)
        filename = frame_summary.filename
        if filename.startswith('<stdin-') and filename.endswith('>'):
            filename = '<stdin>'
        out = [f'  File {theme.filename}"{filename}"{theme.reset}, line {theme.line_no}{frame_summary.lineno}{theme.reset}, '
               f'in {theme.frame}{frame_summary.name}{theme.reset}\n']
        lines = frame_summary._original_lines
        if lines and lines.strip():
            if frame_summary.colno is None or frame_summary.end_colno is None:
                out.append(f'    {frame_summary.line}\n')
            else:
                for text, carets in _render(lines.splitlines(), frame_summary.lineno, frame_summary.end_lineno,
                                            frame_summary.colno, frame_summary.end_colno):
                    if carets is not None and theme.reset:
                        text, carets = _painted(text, carets, theme)
                    out.append(f'    {text}\n')
                    if carets is not None:
                        out.append(f'    {carets}\n')
        if frame_summary.locals:
            out.extend(f'    {name} = {value}\n' for name, value in sorted(frame_summary.locals.items()))
        return ''.join(out)

    def format(self, **kwargs):
        """Return the text of each entry; entries that repeat the one before are counted."""
        out = []
        last, count = None, 0

        def tell():
            more = count - _REPEATED
            if more > 0:
                out.append(f'  [Previous line repeated {more} more time{"s" if more > 1 else ""}]\n')

        for entry in self:
            text = self.format_frame_summary(entry, **kwargs)
            if text is None:
                continue
            place = entry.filename, entry.lineno, entry.name
            if place != last or None in place:
                tell()
                last, count = place, 0
            count += 1
            if count <= _REPEATED:
                out.append(text)
        tell()
        return out


def _theme(kwargs):
    import _colorize
    return _colorize.get_theme(force_color=True).traceback if kwargs.get('colorize') else _NO_THEME


class _NoTheme:
    filename = line_no = frame = reset = type = message = error_highlight = error_range = ''


_NO_THEME = _NoTheme


def _painted(text, carets, theme):
    """Colour a line and the carets below it alike."""
    import unicodedata
    from itertools import groupby
    colors = {'^': theme.error_highlight, '~': theme.error_range}
    cells, at = [], 0
    for char in text:
        cells.append((char, carets[at:at + 1]))
        at += 2 if unicodedata.east_asian_width(char) in 'WF' else 1

    def paint(pairs):
        out = []
        for mark, run in groupby(pairs, key=lambda pair: pair[1]):
            piece = ''.join(char for char, _ in run)
            out.append(f'{colors[mark]}{piece}{theme.reset}' if mark in colors else piece)
        return ''.join(out)

    return paint(cells), paint((mark, mark) for mark in carets)


def _final_line(etype, value, *, insert_final_newline=True, colorize=False):
    theme = _theme({'colorize': colorize})
    text = _safe_string(value, 'exception')
    end = '\n' if insert_final_newline else ''
    if value is None or not text:
        return f'{theme.type}{etype}{theme.reset}{end}'
    return f'{theme.type}{etype}{theme.reset}: {theme.message}{text}{theme.reset}{end}'


_format_final_exc_line = _final_line


class _Margin:
    """What stands before the lines of exception groups."""

    def __init__(self):
        self.seen = set()
        self.depth = 0
        self.need_close = False

    def indent(self):
        return '  ' * self.depth

    def emit(self, text, char=None):
        before = self.indent()
        if self.depth:
            before += (char or '|') + ' '
        for piece in [text] if isinstance(text, str) else text:
            yield ''.join(before + line for line in piece.splitlines(keepends=True)) if before else piece


class TracebackException:
    """What is needed to format an exception, without references to its objects."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10, save_exc_type=True, _seen=None):
        seen = {id(exc_value)} if _seen is None else _seen
        self.max_group_width, self.max_group_depth = max_group_width, max_group_depth
        self.stack = StackSummary._extract(_positions_of_tb(exc_traceback), limit=limit, lookup_lines=lookup_lines,
                                           capture_locals=capture_locals)
        self._exc_type = exc_type if save_exc_type else None
        self._have_exc_type = exc_type is not None
        self._str = _safe_string(exc_value, 'exception')
        try:
            self.__notes__ = getattr(exc_value, '__notes__', None)
        except Exception as error:
            self.__notes__ = [f'Ignored error getting __notes__: {_safe_string(error, "__notes__", repr)}']
        self._is_syntax_error = False
        if exc_type is not None:
            self.exc_type_qualname, self.exc_type_module = exc_type.__qualname__, exc_type.__module__
        else:
            self.exc_type_qualname = self.exc_type_module = None
        if exc_type and issubclass(exc_type, SyntaxError):
            self._is_syntax_error = True
            self.filename = exc_value.filename
            self.lineno = None if exc_value.lineno is None else str(exc_value.lineno)
            self.end_lineno = None if exc_value.end_lineno is None else str(exc_value.end_lineno)
            self.text, self.msg = exc_value.text, exc_value.msg
            self.offset, self.end_offset = exc_value.offset, exc_value.end_offset
            self._exc_metadata = getattr(exc_value, '_metadata', None)
            self._misspelt = _misspelt(exc_value)
        elif exc_type and issubclass(exc_type, (ImportError, NameError, AttributeError)):
            self._str += _suggestion(exc_value)
        self.__suppress_context__ = exc_value is not None and exc_value.__suppress_context__
        self.__cause__ = self.__context__ = self.exceptions = None
        if lookup_lines:
            self._load_lines()
        options = dict(limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals, max_group_width=max_group_width,
                       max_group_depth=max_group_depth)
        if _seen is None and exc_value is not None:
            self._capture_related(exc_value, seen, compact, options)

    def _capture_related(self, value, seen, compact, options):
        """Capture the exceptions that led to this one and the members of groups, without recursion."""
        def capture(other):
            seen.add(id(other))
            made = TracebackException(type(other), other, other.__traceback__, _seen=seen, **options)
            pending.append((made, other))
            return made

        pending = [(self, value)]
        while pending:
            made, value = pending.pop()
            cause, context = value.__cause__, value.__context__
            if cause is not None and id(cause) not in seen:
                made.__cause__ = capture(cause)
            wanted = not compact or value.__cause__ is None and not value.__suppress_context__
            if wanted and context is not None and id(context) not in seen:
                made.__context__ = capture(context)
            if isinstance(value, BaseExceptionGroup):
                made.exceptions = [capture(member) for member in value.exceptions]

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """Make one of an exception."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type(self):
        import warnings
        warnings.warn('Deprecated in 3.13. Use exc_type_str instead.', DeprecationWarning, stacklevel=2)
        return self._exc_type

    @property
    def exc_type_str(self):
        """The name of the exception's class, with its module unless that is builtins or __main__."""
        if not self._have_exc_type:
            return None
        module = self.exc_type_module
        if module in ('__main__', 'builtins'):
            return self.exc_type_qualname
        return f'{module if isinstance(module, str) else "<unknown>"}.{self.exc_type_qualname}'

    def _load_lines(self):
        for entry in self.stack:
            entry.line

    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if isinstance(other, TracebackException) else NotImplemented

    def __str__(self):
        return self._str

    def format_exception_only(self, *, show_group=False, _depth=0, **kwargs):
        """Yield the lines that name the exception, its notes, and with show_group its members."""
        colorize = kwargs.get('colorize', False)
        indent = 3 * _depth * ' '
        if not self._have_exc_type:
            yield indent + _final_line(None, self._str, colorize=colorize)
            return
        if not self._is_syntax_error:
            if _depth:
                yield from (indent + line for line in
                            _final_line(self.exc_type_str, self._str, colorize=colorize).splitlines(keepends=True))
            else:
                yield _final_line(self.exc_type_str, self._str, colorize=colorize)
        else:
            yield from (indent + line for line in self._format_syntax_error(self.exc_type_str, colorize=colorize))
        notes = self.__notes__
        if isinstance(notes, (list, tuple)) or _is_sequence(notes):
            for note in notes:
                yield from (indent + line + '\n' for line in _safe_string(note, 'note').split('\n'))
        elif notes is not None:
            yield indent + _safe_string(notes, '__notes__', func=repr) + '\n'
        if self.exceptions and show_group:
            for member in self.exceptions:
                yield from member.format_exception_only(show_group=show_group, _depth=_depth + 1, colorize=colorize)

    def _format_syntax_error(self, stype, **kwargs):
        """Yield where a syntax error is, the line with carets, and its message."""
        theme = _theme(kwargs)
        suffix = ''
        if self.lineno is not None:
            yield (f'  File {theme.filename}"{self.filename or "<string>"}"{theme.reset}, '
                   f'line {theme.line_no}{self.lineno}{theme.reset}\n')
        elif self.filename is not None:
            suffix = f' ({self.filename})'
        if self._misspelt:
            self.msg, self.text, line, self.offset, self.end_offset = self._misspelt
            self.lineno = self.end_lineno = str(line)
        if isinstance(self.text, str) and self.lineno is not None and isinstance(self.offset, (int, type(None))):
            yield from self._syntax_line(theme)
        yield f'{theme.type}{stype}{theme.reset}: {theme.message}{self.msg or "<no detail available>"}{theme.reset}{suffix}\n'

    def _syntax_line(self, theme):
        full = self.text.rstrip('\n')
        shown = full.lstrip(' \n\f')
        cut = len(full) - len(shown)
        if not isinstance(self.offset, int):
            yield f'    {shown}\n'
            return
        offset, end = self.offset, self.end_offset
        if self.lineno == self.end_lineno:
            if end in (None, 0):
                end = offset
        else:
            end = len(full) + 1
        offset, end = min(offset, len(full) + 1), min(end, len(full) + 1)
        if offset >= end or end < 0:
            end = offset + 1
        start, stop = offset - 1 - cut, end - 1 - cut
        if start < 0:
            yield f'    {shown}\n'
            return
        before = ''.join(c if c.isspace() else ' ' for c in shown[:start])
        if theme.reset:
            paint = lambda text: f'{theme.error_highlight}{text}{theme.reset}'
        else:
            paint = str
        line = f'{shown[:start]}{paint(shown[start:stop])}{shown[stop:]}' if theme.reset else shown
        yield f'    {line}\n'
        yield f'    {before}{paint("^" * (stop - start))}\n'

    def format(self, *, chain=True, _ctx=None, **kwargs):
        """Yield the lines of the exception and, with chain, of those that led to it."""
        margin = _Margin() if _ctx is None else _ctx
        colorize = kwargs.get('colorize', False)
        links = [(None, self)]
        if chain:
            known = {id(self)}
            one = self
            while True:
                if one.__cause__ is not None:
                    message, one = _CAUSE, one.__cause__
                elif one.__context__ is not None and not one.__suppress_context__:
                    message, one = _CONTEXT, one.__context__
                else:
                    break
                if id(one) in known:
                    break
                known.add(id(one))
                links.append((message, one))
        for message, one in reversed(links):
            if one.exceptions is None:
                if one.stack:
                    yield from margin.emit(_HEADER)
                    yield from margin.emit(one.stack.format(colorize=colorize))
                yield from margin.emit(one.format_exception_only(colorize=colorize))
            elif margin.depth > self.max_group_depth:
                yield from margin.emit(f'... (max_group_depth is {self.max_group_depth})\n')
            else:
                yield from one._format_group(margin, self.max_group_width, chain, colorize)
            if message is not None:
                yield from margin.emit(message)

    def _format_group(self, margin, width, chain, colorize):
        outermost = margin.depth == 0
        if outermost:
            margin.depth += 1
        if self.stack:
            yield from margin.emit('Exception Group ' + _HEADER, '+' if outermost else None)
            yield from margin.emit(self.stack.format(colorize=colorize))
        yield from margin.emit(self.format_exception_only(colorize=colorize))
        count = len(self.exceptions)
        boxes = min(count, width + 1)
        margin.need_close = False
        for i in range(boxes):
            last = i == boxes - 1
            if last:
                margin.need_close = True
            title = i + 1 if i < width else '...'
            yield f'{margin.indent()}{"  " if i else "+-"}+---------------- {title} ----------------\n'
            margin.depth += 1
            if i < width:
                yield from self.exceptions[i].format(chain=chain, _ctx=margin, colorize=colorize)
            else:
                more = count - width
                yield from margin.emit(f'and {more} more exception{"s" if more > 1 else ""}\n')
            if last and margin.need_close:
                yield margin.indent() + '+------------------------------------\n'
                margin.need_close = False
            margin.depth -= 1
        if outermost:
            margin.depth = 0

    def print(self, *, file=None, chain=True, **kwargs):
        """Print what format yields."""
        for line in self.format(chain=chain, colorize=kwargs.get('colorize', False)):
            print(line, file=_outlet(file), end='')


def _is_sequence(value):
    from collections.abc import Sequence
    return isinstance(value, Sequence) and not isinstance(value, (str, bytes))
