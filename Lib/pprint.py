"""Print data so that it is easy to read, and mostly valid as Python."""

import re
import sys

__all__ = ['pprint', 'pformat', 'isreadable', 'isrecursive', 'saferepr', 'PrettyPrinter', 'pp']


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    """Print an object to a stream (standard output)."""
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    """Return what pprint prints, without the last newline."""
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    """pprint, with dictionaries in their own order."""
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    """Return the repr of an object, also if it contains itself."""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    """Tell whether the text is valid as Python."""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[1]


def isrecursive(object):
    """Tell whether an object contains itself."""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[2]


class _Key:
    """Orders objects of any types: by themselves if that works, else by type and identity."""

    __slots__ = ('obj',)

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def _pair_key(pair):
    return _Key(pair[0]), _Key(pair[1])


def _recursion(object):
    return f'<Recursion on {type(object).__name__} with id={id(object)}>'


class PrettyPrinter:
    """Prints with options of its own; subclasses may override format()."""

    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError('indent must be >= 0')
        if depth is not None and depth <= 0:
            raise ValueError('depth must be > 0')
        if not width:
            raise ValueError('width must be != 0')
        self._step, self._width, self._depth = indent, width, depth
        self._stream = sys.stdout if stream is None else stream
        self._compact, self._sorted, self._underscores = bool(compact), sort_dicts, underscore_numbers

    def pprint(self, object):
        """Print an object."""
        if self._stream is not None:
            self._stream.write(self.pformat(object) + '\n')

    def pformat(self, object):
        """Return the text of an object."""
        return self._lay_out(object, 0, 0, {}, 0)

    def isrecursive(self, object):
        """Tell whether an object contains itself."""
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        """Tell whether the text is valid as Python."""
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        """Return the text of an object on one line, whether it is readable and whether it contains itself."""
        return self._safe_repr(object, context, maxlevels, level)

    def _one_line(self, object, context, level):
        text, _, _ = self.format(object, context.copy(), self._depth, level)
        return text

    def _lay_out(self, object, indent, after, context, level):
        """Return the text of an object that begins at a column and leaves room for so many characters behind it."""
        key = id(object)
        if key in context:
            return _recursion(object)
        text = self._one_line(object, context, level)
        if len(text) <= self._width - indent - after:
            return text
        method = self._layouts().get(type(object).__repr__)
        if method is None and hasattr(object, '__dataclass_fields__') and not isinstance(object, type):
            shown = type(object).__repr__
            if object.__dataclass_params__.repr and '__create_fn__' in getattr(shown, '__wrapped__', shown).__qualname__:
                method = PrettyPrinter._of_dataclass
        if method is None:
            return text
        context[key] = 1
        text = method(self, object, indent, after, context, level + 1)
        del context[key]
        return text

    @staticmethod
    def _layouts():
        if not _by_repr:
            _fill_layouts()
        return _by_repr

    def _pad(self):
        return ' ' * (self._step - 1)

    def _of_dataclass(self, object, indent, after, context, level):
        name = object.__class__.__qualname__
        fields = [(field.name, getattr(object, field.name)) for field in object.__dataclass_fields__.values()
                  if field.repr and field._field_type.name == '_FIELD']
        indent += len(name) + 1
        return f'{name}({self._named(fields, indent, after, context, level)})'

    def _of_namespace(self, object, indent, after, context, level):
        # the type's own name is a lower-case one only for the built-in type
        cls = object.__class__
        import types
        name = 'namespace' if type(object) is types.SimpleNamespace else cls.__name__
        return f'{name}({self._named(list(object.__dict__.items()), indent + len(name) + 1, after, context, level)})'

    def _named(self, pairs, indent, after, context, level):
        """The text of name=value pairs."""
        out = []
        for at, (name, value) in enumerate(pairs):
            last = at == len(pairs) - 1
            if id(value) in context:
                text = '...'  # as repr() has it
            else:
                text = self._lay_out(value, indent + len(name) + 1, after if last else 1, context, level)
            out.append(f'{name}={text}')
        return (',\n' + ' ' * indent).join(out)

    def _of_dict(self, object, indent, after, context, level):
        if not len(object):
            return '{}'
        items = sorted(object.items(), key=_pair_key) if self._sorted else object.items()
        return '{' + self._pad() + self._pairs(items, indent, after + 1, context, level) + '}'

    def _pairs(self, items, indent, after, context, level):
        """The text of the items of a dictionary."""
        indent += self._step
        items = list(items)
        out = []
        for at, (key, value) in enumerate(items):
            name = self._one_line(key, context, level)
            room = after if at == len(items) - 1 else 1
            out.append(f'{name}: {self._lay_out(value, indent + len(name) + 2, room, context, level)}')
        return (',\n' + ' ' * indent).join(out)

    def _items(self, items, indent, after, context, level):
        """The text of the items of a list."""
        indent += self._step
        out = [self._pad()]
        newline = ',\n' + ' ' * indent
        full = room = self._width - indent + 1
        between = ''
        items = list(items)
        for at, item in enumerate(items):
            last = at == len(items) - 1
            if last:
                full -= after
                room -= after
            if self._compact:
                text = self._one_line(item, context, level)
                need = len(text) + 2
                if room < need:
                    room = full
                    if between:
                        between = newline
                if room >= need:
                    room -= need
                    out += between, text
                    between = ', '
                    continue
            out += between, self._lay_out(item, indent, after if last else 1, context, level)
            between = newline
        return ''.join(out)

    def _of_ordered_dict(self, object, indent, after, context, level):
        cls = object.__class__
        if not len(object):
            return repr(object)
        inside = self._lay_out(list(object.items()), indent + len(cls.__name__) + 1, after + 1, context, level)
        return f'{cls.__name__}({inside})'

    def _of_list(self, object, indent, after, context, level):
        return f'[{self._items(object, indent, after + 1, context, level)}]'

    def _of_tuple(self, object, indent, after, context, level):
        end = ',)' if len(object) == 1 else ')'
        return f'({self._items(object, indent, after + len(end), context, level)}{end}'

    def _of_set(self, object, indent, after, context, level):
        if not len(object):
            return repr(object)
        cls = object.__class__
        start, end = '{', '}'
        if cls is not set:
            start, end = f'{cls.__name__}({{', '})'
            indent += len(cls.__name__) + 1
        return start + self._items(sorted(object, key=_Key), indent, after + len(end), context, level) + end

    def _of_str(self, object, indent, after, context, level):
        if not len(object):
            return repr(object)
        lines = object.splitlines(keepends=True)
        if level == 1:
            indent += 1
            after += 1
        full = self._width - indent
        chunks = []
        for i, line in enumerate(lines):
            text = repr(line)
            room = full - after if i == len(lines) - 1 else full
            if len(text) <= room:
                chunks.append(text)
                continue
            parts = re.findall(r'\S*\s*', line)
            parts.pop()  # the empty match at the end
            current = ''
            for j, part in enumerate(parts):
                wider = current + part
                room = full
                if j == len(parts) - 1 and i == len(lines) - 1:
                    room -= after
                if len(repr(wider)) > room:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current = wider
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            return chunks[0]
        text = ('\n' + ' ' * indent).join(chunks)
        return f'({text})' if level == 1 else text

    def _of_bytes(self, object, indent, after, context, level):
        if len(object) <= 4:
            return repr(object)
        if level == 1:
            indent += 1
            after += 1
        text = ('\n' + ' ' * indent).join(self._byte_lines(object, self._width - indent, after))
        return f'({text})' if level == 1 else text

    @staticmethod
    def _byte_lines(data, width, after):
        """Yield the lines of bytes, four at a time as they fit."""
        current = b''
        last = len(data) // 4 * 4
        for i in range(0, len(data), 4):
            part = data[i:i + 4]
            if i == last:
                width -= after
            if len(repr(current + part)) > width:
                if current:
                    yield repr(current)
                current = part
            else:
                current += part
        if current:
            yield repr(current)

    def _of_bytearray(self, object, indent, after, context, level):
        return f'bytearray({self._of_bytes(bytes(object), indent + 10, after + 1, context, level + 1)})'

    def _of_proxy(self, object, indent, after, context, level):
        return f'mappingproxy({self._lay_out(object.copy(), indent + 13, after + 1, context, level)})'

    def _of_default_dict(self, object, indent, after, context, level):
        if not len(object):
            return repr(object)
        factory = self._one_line(object.default_factory, context, level)
        name = object.__class__.__name__
        indent += len(name) + 1
        return f'{name}({factory},\n{" " * indent}{self._of_dict(object, indent, after + 1, context, level)})'

    def _of_counter(self, object, indent, after, context, level):
        if not len(object):
            return repr(object)
        name = object.__class__.__name__
        items = object.most_common()
        return f'{name}({{{self._pad()}{self._pairs(items, indent + len(name) + 1, after + 2, context, level)}}})'

    def _of_chain_map(self, object, indent, after, context, level):
        if not len(object.maps) or len(object.maps) == 1 and not len(object.maps[0]):
            return repr(object)
        name = object.__class__.__name__
        indent += len(name) + 1
        out = []
        for at, one in enumerate(object.maps):
            last = at == len(object.maps) - 1
            out.append(self._lay_out(one, indent, after + 1 if last else 1, context, level))
        return f'{name}({(",\n" + " " * indent).join(out)})'

    def _of_deque(self, object, indent, after, context, level):
        if not len(object):
            return repr(object)
        name = object.__class__.__name__
        indent += len(name) + 1
        if object.maxlen is None:
            return f'{name}([{self._items(object, indent, after + 2, context, level)}])'
        size = self._one_line(object.maxlen, context, level)
        return f'{name}([{self._items(object, indent, 2, context, level)}],\n{" " * indent}maxlen={size})'

    def _of_wrapper(self, object, indent, after, context, level):
        return self._lay_out(object.data, indent, after, context, level - 1)

    def _safe_repr(self, object, context, maxlevels, level):
        """Return the text on one line, whether it is readable, whether the object contains itself."""
        kind = type(object)
        if kind in _SIMPLE:
            return repr(object), True, False
        method = getattr(kind, '__repr__', None)
        if issubclass(kind, int) and method is int.__repr__:
            return (f'{object:_d}' if self._underscores else repr(object)), True, False
        is_dict = issubclass(kind, dict) and method is dict.__repr__
        if not is_dict and not (issubclass(kind, list) and method is list.__repr__
                                or issubclass(kind, tuple) and method is tuple.__repr__):
            text = repr(object)
            return text, bool(text) and not text.startswith('<'), False
        if not object:
            return repr(kind()) if kind in (dict, list, tuple) else '{}' if is_dict else repr(object), True, False
        if maxlevels and level >= maxlevels:
            shown = '{...}' if is_dict else '[...]' if issubclass(kind, list) else '(...)'
            return shown, False, id(object) in context
        key = id(object)
        if key in context:
            return _recursion(object), False, True
        context[key] = 1
        readable, recursive = True, False
        out = []

        def add(item):
            nonlocal readable, recursive
            text, is_readable, is_recursive = self.format(item, context, maxlevels, level + 1)
            readable = readable and is_readable
            recursive = recursive or is_recursive
            return text

        if is_dict:
            items = sorted(object.items(), key=_pair_key) if self._sorted else object.items()
            for name, value in items:
                shown = add(name)
                out.append(f'{shown}: {add(value)}')
            text = f'{{{", ".join(out)}}}'
        else:
            out = [add(item) for item in object]
            inside = ', '.join(out)
            if issubclass(kind, list):
                text = f'[{inside}]'
            else:
                text = f'({inside},)' if len(out) == 1 else f'({inside})'
        del context[key]
        return text, readable, recursive


_SIMPLE = frozenset((str, bytes, bytearray, float, complex, bool, type(None)))
_by_repr = {}


def _fill_layouts():
    """Note how objects are laid out, by the functions that their reprs come from."""
    import collections
    import types
    P = PrettyPrinter
    _by_repr.update({
        dict.__repr__: P._of_dict, collections.OrderedDict.__repr__: P._of_ordered_dict, list.__repr__: P._of_list,
        tuple.__repr__: P._of_tuple, set.__repr__: P._of_set, frozenset.__repr__: P._of_set, str.__repr__: P._of_str,
        bytes.__repr__: P._of_bytes, bytearray.__repr__: P._of_bytearray, types.MappingProxyType.__repr__: P._of_proxy,
        types.SimpleNamespace.__repr__: P._of_namespace, collections.defaultdict.__repr__: P._of_default_dict,
        collections.Counter.__repr__: P._of_counter, collections.ChainMap.__repr__: P._of_chain_map,
        collections.deque.__repr__: P._of_deque, collections.UserDict.__repr__: P._of_wrapper,
        collections.UserList.__repr__: P._of_wrapper, collections.UserString.__repr__: P._of_wrapper})
