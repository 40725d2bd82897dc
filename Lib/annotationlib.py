"""Annotations: their values, or the text they were written as, also where names aren't defined (yet)."""

import builtins
import enum
import keyword
import sys
import types

__all__ = ['Format', 'ForwardRef', 'call_annotate_function', 'call_evaluate_function', 'get_annotate_from_class_namespace',
           'get_annotations', 'annotations_to_string', 'type_repr']


class Format(enum.IntEnum):
    """What form annotations are wanted in."""

    VALUE = 1                    # their values
    VALUE_WITH_FAKE_GLOBALS = 2  # for internal use: annotate functions support a call with other globals
    FORWARDREF = 3               # their values, with a ForwardRef for what can't be evaluated
    STRING = 4                   # their text


_INTERNAL = 'The VALUE_WITH_FAKE_GLOBALS format is for internal use only'
_SLOTS = ('__arg__', '__forward_is_argument__', '__forward_is_class__', '__forward_module__', '__weakref__', '__globals__',
          '__code__', '__text__', '__level__', '__cell__', '__owner__', '__names__', '__extra_names__', '__resolved__')


class ForwardRef:
    """An expression that could not be evaluated, or was not to be, with what is known of where it stands."""

    __slots__ = _SLOTS

    def __init__(self, arg, *, module=None, owner=None, is_argument=True, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f'Forward reference must be a string -- got {arg!r}')
        _fill(self, arg, module=module, owner=owner, is_class=is_class)
        self.__forward_is_argument__ = is_argument

    def __init_subclass__(cls, /, *args, **kwds):
        raise TypeError('Cannot subclass ForwardRef')

    def evaluate(self, *, globals=None, locals=None, type_params=None, owner=None, format=Format.VALUE):
        """Evaluate the expression in the given or the known scopes."""
        match format:
            case Format.STRING:
                return self.__forward_arg__
            case Format.VALUE:
                lenient = False
            case Format.FORWARDREF:
                lenient = True
            case _:
                raise NotImplementedError(format)
        if isinstance(self.__cell__, types.CellType):
            try:
                return self.__cell__.cell_contents
            except ValueError:
                pass
        owner = self.__owner__ if owner is None else owner
        given = globals
        if globals is None and self.__forward_module__ is not None:
            module = self.__forward_module__
            globals = getattr(sys.modules.get(module) if isinstance(module, str) else module, '__dict__', None)
        if globals is None:
            globals = self.__globals__
        if globals is None:
            if isinstance(owner, type):
                globals = getattr(sys.modules.get(owner.__module__), '__dict__', None)
            elif isinstance(owner, types.ModuleType):
                globals = owner.__dict__
            elif callable(owner):
                globals = getattr(owner, '__globals__', None)
        if globals is None:
            globals = {}
        if type_params is None and owner is not None:
            type_params = getattr(owner, '__type_params__', None)
        own_locals = locals is None
        if own_locals:
            locals = dict(vars(owner)) if isinstance(owner, type) else {}
        elif type_params or self.__cell__ or self.__extra_names__:
            locals = dict(locals)
        if type_params:
            globals = dict(globals)
            for param in type_params:
                if own_locals:  # what a class defines hides its type parameters
                    globals[param.__name__] = param
                elif not self.__forward_is_class__ or param.__name__ not in globals:
                    globals[param.__name__] = param
                    locals.pop(param.__name__, None)
        if self.__extra_names__:
            locals = {**locals, **self.__extra_names__}
        if isinstance(self.__cell__, dict):
            for name, cell in self.__cell__.items():
                try:
                    locals.setdefault(name, cell.cell_contents)
                except ValueError:
                    pass
        text = self.__forward_arg__
        if text.isidentifier() and not keyword.iskeyword(text):
            for scope in (locals, globals):
                if text in scope:
                    return scope[text]
            if hasattr(builtins, text):
                return getattr(builtins, text)
            if lenient:
                return self
            raise NameError(f'name {text!r} is not defined', name=text)
        code = self.__forward_code__
        if not lenient:
            return eval(code, globals=globals, locals=locals)
        try:
            return eval(code, globals=globals, locals=locals)
        except Exception:
            names = _Names({**builtins.__dict__, **globals, **locals}, globals=globals, owner=owner,
                           is_class=self.__forward_is_class__, keep=True)
            try:
                result = eval(code, globals=names)
            except Exception:
                return self
            names.finish()
            return result

    def _evaluate(self, globalns, localns, type_params=(), *, recursive_guard):
        import typing
        return typing.evaluate_forward_ref(self, globals=globalns, locals=localns, type_params=type_params,
                                           _recursive_guard=recursive_guard)

    @property
    def __forward_arg__(self):
        """The text of the expression."""
        if self.__arg__ is None:
            text = self.__text__
            for name, value in (self.__extra_names__ or {}).items():
                text = text.replace(name, type_repr(value))
            self.__arg__ = text
        return self.__arg__

    @property
    def __forward_code__(self):
        if self.__code__ is None:
            text = self.__text__ if self.__text__ is not None else self.__forward_arg__
            # *x stands for its only item
            source = f'({text},)[0]' if text.startswith('*') else text
            try:
                self.__code__ = compile(_on_one_line(source), '<string>', 'eval')
            except SyntaxError:
                raise SyntaxError(f'Forward reference must be an expression -- got {self.__forward_arg__!r}') from None
        return self.__code__

    def _key(self):
        cells = self.__cell__
        if isinstance(cells, dict):
            cells = tuple(sorted((name, id(cell)) for name, cell in cells.items()))
        names = self.__extra_names__
        return (self.__forward_arg__, self.__forward_module__, id(self.__globals__), self.__forward_is_class__, cells,
                id(self.__owner__), tuple(sorted(names)) if names else None)

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        mine, its = self._key(), other._key()
        if mine != its:
            return False
        return not self.__extra_names__ or list(self.__extra_names__.values()) == list(other.__extra_names__.values())

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__, id(self.__globals__), self.__forward_is_class__,
                     id(self.__owner__)))

    def __or__(self, other):
        return types.UnionType[self, other]

    def __ror__(self, other):
        return types.UnionType[other, self]

    def __repr__(self):
        extra = ''
        if self.__forward_module__ is not None:
            extra += f', module={self.__forward_module__!r}'
        if self.__forward_is_class__:
            extra += ', is_class=True'
        if self.__owner__ is not None:
            extra += f', owner={self.__owner__!r}'
        return f'ForwardRef({self.__forward_arg__!r}{extra})'


def _on_one_line(source):
    return f'({source}\n)' if '\n' in source else source


def _fill(ref, arg, *, module=None, owner=None, is_class=False, globals=None, cell=None, text=None, level=0, names=None,
          extra=None):
    """Set all attributes of a ForwardRef."""
    ref.__arg__, ref.__text__, ref.__level__ = arg, text, level
    ref.__forward_is_argument__, ref.__forward_is_class__, ref.__forward_module__ = True, is_class, module
    ref.__globals__, ref.__code__, ref.__cell__, ref.__owner__ = globals, None, cell, owner
    ref.__names__, ref.__extra_names__, ref.__resolved__ = names, extra, None


# How tight the parts of an expression bind, the loosest first.
(_TUPLE, _COMPARE, _OR, _XOR, _AND, _SHIFT, _ADD, _TIMES, _SIGN, _POWER, _ATOM) = range(11)


class _Stand:
    """Stands for a name or an expression while an annotate function runs: all that is done to it becomes part of its text.
    It has the layout of ForwardRef, which it is turned into at the end."""

    __slots__ = _SLOTS

    def __init__(self, text, names, level=_ATOM, *, cell=None, extra=None):
        _fill(self, None, owner=names.owner, is_class=names.is_class, globals=names.globals, cell=cell, text=text, level=level,
              names=names, extra=extra)
        names.made.append(self)

    def __hash__(self):
        return id(self)

    def _with(self, text, level, *parts):
        """Make the stand of an expression that has self and other things as its parts."""
        extra, cells = {}, {}
        for part in (self, *parts):
            if isinstance(part, _Part):
                extra.update(part.extra)
                cells.update(part.cells)
            elif isinstance(part, _Stand):
                extra.update(part.__extra_names__ or {})
                cells.update(_cells_of(part))
        return _Stand(text, self.__names__, level, cell=cells or None, extra=extra or None)

    def _text(self, level):
        return f'({self.__text__})' if self.__level__ < level else self.__text__

    def __getitem__(self, other):
        if self.__text__ == '__classdict__':
            raise KeyError
        if type(other) is tuple and other:
            part = _part(self.__names__, other)
            inside = part.text[1:-1]
        else:
            part = _part(self.__names__, other)
            inside = part.text
        return self._with(f'{self._text(_ATOM)}[{inside}]', _ATOM, part)

    def __getattr__(self, attr):
        if attr.startswith('__') and attr.endswith('__'):
            raise AttributeError(attr)
        return self._with(f'{self._text(_ATOM)}.{attr}', _ATOM)

    def __call__(self, *args, **kwargs):
        parts = [_part(self.__names__, arg) for arg in args]
        named = {name: _part(self.__names__, value) for name, value in kwargs.items()}
        inside = [part.text for part in parts] + [f'{name}={part.text}' for name, part in named.items()]
        return self._with(f'{self._text(_ATOM)}({", ".join(inside)})', _ATOM, *parts, *named.values())

    def __iter__(self):
        yield self._with(f'*{self._text(_OR)}', _TUPLE)

    def __format__(self, format_spec):
        raise TypeError('Cannot stringify annotation containing string formatting')

    def _binary(sign, level, left=None, right=None):
        left = level if left is None else left
        right = level + 1 if right is None else right

        def forward(self, other):
            part = _part(self.__names__, other, right)
            return self._with(f'{self._text(left)} {sign} {part.text}', level, part)

        def backward(self, other):
            part = _part(self.__names__, other, left)
            return self._with(f'{part.text} {sign} {self._text(right)}', level, part)

        return forward, backward

    __or__, __ror__ = _binary('|', _OR)
    __xor__, __rxor__ = _binary('^', _XOR)
    __and__, __rand__ = _binary('&', _AND)
    __lshift__, __rlshift__ = _binary('<<', _SHIFT)
    __rshift__, __rrshift__ = _binary('>>', _SHIFT)
    __add__, __radd__ = _binary('+', _ADD)
    __sub__, __rsub__ = _binary('-', _ADD)
    __mul__, __rmul__ = _binary('*', _TIMES)
    __matmul__, __rmatmul__ = _binary('@', _TIMES)
    __truediv__, __rtruediv__ = _binary('/', _TIMES)
    __floordiv__, __rfloordiv__ = _binary('//', _TIMES)
    __mod__, __rmod__ = _binary('%', _TIMES)
    __pow__, __rpow__ = _binary('**', _POWER, _ATOM, _SIGN)
    __lt__, _ = _binary('<', _COMPARE, _OR)
    __le__, _ = _binary('<=', _COMPARE, _OR)
    __gt__, _ = _binary('>', _COMPARE, _OR)
    __ge__, _ = _binary('>=', _COMPARE, _OR)
    __eq__, _ = _binary('==', _COMPARE, _OR)
    __ne__, _ = _binary('!=', _COMPARE, _OR)
    del _, _binary

    def __neg__(self):
        return self._with(f'-{self._text(_SIGN)}', _SIGN)

    def __pos__(self):
        return self._with(f'+{self._text(_SIGN)}', _SIGN)

    def __invert__(self):
        return self._with(f'~{self._text(_SIGN)}', _SIGN)


def _cells_of(stand):
    cell = stand.__cell__
    if isinstance(cell, dict):
        return cell
    return {} if cell is None else {stand.__text__: cell}


class _Part:
    """The text of something within an expression."""

    def __init__(self, text, extra=(), cells=()):
        self.text, self.extra, self.cells = text, dict(extra), dict(cells)


def _part(names, value, level=0):
    """Return the text of a value that an expression has met; things without a text of their own get a name."""
    if isinstance(value, _Stand):
        return _Part(value._text(level), value.__extra_names__ or (), _cells_of(value))
    kind = type(value)
    if value is ...:
        return _Part('...')
    if value is None or kind in (int, float, complex, str, bytes, bool):
        text = repr(value)
        return _Part(f'({text})' if text.startswith('-') and level > _SIGN else text)
    if kind is slice:
        start, stop, step = (None if x is None else _part(names, x) for x in (value.start, value.stop, value.step))
        text = f'{start.text if start else ""}:{stop.text if stop else ""}' + (f':{step.text}' if step else '')
        return _joined(text, [x for x in (start, stop, step) if x])
    if kind in (tuple, list, set, frozenset) and (value or kind in (tuple, list)):
        parts = [_part(names, item) for item in value]
        inside = ', '.join(part.text for part in parts)
        if kind is tuple:
            text = f'({inside},)' if len(parts) == 1 else f'({inside})'
        elif kind is list:
            text = f'[{inside}]'
        else:
            text = f'{{{inside}}}'
        return _joined(text, parts)
    if kind is dict:
        pairs = [(_part(names, key), _part(names, item)) for key, item in value.items()]
        return _joined(f'{{{", ".join(f"{k.text}: {v.text}" for k, v in pairs)}}}', [part for pair in pairs for part in pair])
    name = names.new_name()
    return _Part(name, {name: value})


def _joined(text, parts):
    made = _Part(text)
    for part in parts:
        made.extra.update(part.extra)
        made.cells.update(part.cells)
    return made


class _Names(dict):
    """Globals in which each name that is missing has a stand."""

    def __init__(self, namespace, *, globals=None, owner=None, is_class=False, keep=False):
        super().__init__(namespace)
        self.globals, self.owner, self.is_class, self.keep = globals, owner, is_class, keep
        self.made = []
        self.count = 0

    def __missing__(self, key):
        return _Stand(key, self)

    def new_name(self):
        self.count += 1
        return f'__annotationlib_name_{self.count}__'

    def finish(self):
        """Turn the stands into ForwardRefs."""
        for stand in self.made:
            stand.__names__ = None
            stand.__class__ = ForwardRef


def call_evaluate_function(evaluate, format, *, owner=None):
    """Call the evaluate function of a type alias or a type parameter."""
    return call_annotate_function(evaluate, format, owner=owner, _is_evaluate=True)


def _with_names(annotate, names, owner, is_class, all_cells):
    """Return an annotate function with other globals. Its free variables that have no value (or all of them) become stands."""
    closure = annotate.__closure__
    made = {}
    if closure:
        cells = []
        for name, cell in zip(annotate.__code__.co_freevars, closure):
            if name == '__classdict__':
                cells.append(types.CellType({}) if all_cells else cell)
                continue
            empty = False
            try:
                cell.cell_contents
            except ValueError:
                empty = True
            if all_cells or empty:
                made[name] = _Stand(name, names, cell=cell)
                cell = types.CellType(made[name])
            cells.append(cell)
        closure = tuple(cells)
    return types.FunctionType(annotate.__code__, names, closure=closure, argdefs=annotate.__defaults__,
                              kwdefaults=annotate.__kwdefaults__)


def call_annotate_function(annotate, format, *, owner=None, _is_evaluate=False):
    """Call an annotate function for a format, also one that only knows VALUE and VALUE_WITH_FAKE_GLOBALS."""
    if format == Format.VALUE_WITH_FAKE_GLOBALS:
        raise ValueError(_INTERNAL)
    try:
        return annotate(format)
    except NotImplementedError:
        pass
    if format in (Format.STRING, Format.FORWARDREF) and not _takes_stands(annotate):
        result = annotate(Format.VALUE)
        if format == Format.FORWARDREF:
            return result
        return type_repr(result) if _is_evaluate else annotations_to_string(result)
    if format == Format.STRING:
        names = _Names({}, owner=owner)
        result = _with_names(annotate, names, owner, False, True)(Format.VALUE_WITH_FAKE_GLOBALS)
        if _is_evaluate:
            return _as_text(names, result)
        return {key: _as_text(names, value) for key, value in result.items()}
    if format == Format.FORWARDREF:
        return _forward(annotate, owner, isinstance(owner, type), _is_evaluate)
    if format == Format.VALUE:
        raise RuntimeError('annotate function does not support VALUE format')
    raise ValueError(f'Invalid format: {format!r}')


def _takes_stands(annotate):
    """Ask an annotate function, with the globals it has, whether it can do with others: stands would lead its comparisons astray."""
    try:
        annotate(Format.VALUE_WITH_FAKE_GLOBALS)
    except NotImplementedError:
        return False
    except Exception:
        pass
    return True


def _forward(annotate, owner, is_class, is_evaluate):
    """Call an annotate function so that what it can't evaluate becomes a ForwardRef."""
    namespace = annotate.__builtins__ if not isinstance(annotate, types.FunctionType) else builtins.__dict__
    namespace = {**namespace, **annotate.__globals__}
    for known in (namespace, None):
        # at first only names that are missing have stands; if something else goes wrong, all have
        names = _Names(known or {}, globals=annotate.__globals__, owner=owner, is_class=is_class)
        try:
            result = _with_names(annotate, names, owner, is_class, known is None)(Format.VALUE_WITH_FAKE_GLOBALS)
        except Exception:
            if known is None:
                return annotate(Format.VALUE)
            continue
        names.finish()
        break
    if known is not None:
        return result
    if is_evaluate:
        return _settled(result)
    return {name: _settled(value) for name, value in result.items()}


def _settled(value):
    """Evaluate a ForwardRef if that can be done."""
    if isinstance(value, ForwardRef):
        try:
            return value.evaluate()
        except Exception:
            pass
    return value


def _as_text(names, value):
    if isinstance(value, str):
        return value
    if isinstance(value, _Stand) or type(value) in (tuple, list, set, frozenset, dict):
        part = _part(names, value)
        text = part.text
        for name, other in part.extra.items():
            text = text.replace(name, _repr(other))
        return text
    return _repr(value)


def _repr(value):
    """Return the text of a value that an annotation had without naming it."""
    return repr(value) if isinstance(value, type) else type_repr(value)


def get_annotate_from_class_namespace(obj):
    """Return the annotate function in the namespace of a class, or None."""
    found = obj.get('__annotate__')
    return obj.get('__annotate_func__') if found is None else found


def type_repr(value):
    """Return the text of a type as it stands in annotations."""
    if isinstance(value, (type, types.FunctionType, types.BuiltinFunctionType)):
        if value.__module__ == 'builtins':
            return value.__qualname__
        return f'{value.__module__}.{value.__qualname__}'
    if value is ...:
        return '...'
    if isinstance(value, type(t'')):
        return _template_text(value)
    return repr(value)


def _template_text(template):
    """Return a t-string for a template, or its repr if an expression is none."""
    import ast
    parts = []
    for part in template:
        if isinstance(part, str):
            parts.append(ast.Constant(part))
            continue
        try:
            value = ast.parse(f'({part.expression})', mode='eval').body
            if not part.expression.strip():
                raise SyntaxError('an empty expression')
        except SyntaxError:
            return f'Template({", ".join(map(repr, template))})'
        spec = ast.JoinedStr([ast.Constant(part.format_spec)]) if part.format_spec else None
        parts.append(ast.Interpolation(value, part.expression, ord(part.conversion) if part.conversion else -1, spec))
    return ast.unparse(ast.TemplateStr(parts))


def annotations_to_string(annotations):
    """Return a dict of annotations as text."""
    return {name: value if isinstance(value, str) else type_repr(value) for name, value in annotations.items()}


def get_annotations(obj, *, globals=None, locals=None, eval_str=False, format=Format.VALUE):
    """Return a new dict of the annotations of a function, a class, a module or another object."""
    if eval_str and format != Format.VALUE:
        raise ValueError('eval_str=True is only supported with format=Format.VALUE')
    match format:
        case Format.VALUE:
            found = _stored(obj)
            if found is None:
                found = _computed(obj, format)
        case Format.FORWARDREF:
            # the values if they can be had, else what the annotate function makes of them
            try:
                found = _stored(obj)
            except Exception:
                found = None
            if found is not None:
                return dict(found)
            found = _computed(obj, format)
            if found is None:
                found = _stored(obj)
        case Format.STRING:
            found = _computed(obj, format)
            if found is not None:
                return dict(found)
            found = _stored(obj)
            if found is not None:
                return annotations_to_string(found)
        case Format.VALUE_WITH_FAKE_GLOBALS:
            raise ValueError(_INTERNAL)
        case _:
            raise ValueError(f'Unsupported format {format!r}')
    if found is None:
        if isinstance(obj, (type, types.ModuleType)) or callable(obj):
            return {}
        raise TypeError(f'{obj!r} does not have annotations')
    if not found:
        return {}
    if not eval_str:
        return dict(found)
    return _evaluated(obj, found, globals, locals)


def _evaluated(obj, found, globals, locals):
    """Evaluate the annotations that are text."""
    unwrap = None
    if globals is None:
        if isinstance(obj, type):
            globals = getattr(sys.modules.get(getattr(obj, '__module__', None)), '__dict__', None)
            locals = dict(vars(obj)) if locals is None else locals
            unwrap = obj
        elif isinstance(obj, types.ModuleType):
            globals = obj.__dict__
        elif callable(obj):
            globals = getattr(obj, '__globals__', None)
            unwrap = obj
        functools = sys.modules.get('functools')  # without it there are no partial objects
        seen = set()
        while unwrap is not None:
            if hasattr(unwrap, '__wrapped__') and id(unwrap) not in seen:
                seen.add(id(unwrap))
                unwrap = unwrap.__wrapped__
            elif functools and isinstance(unwrap, functools.partial):
                unwrap = unwrap.func
            else:
                break
        if unwrap is not None:
            globals = getattr(unwrap, '__globals__', globals)
    if locals is None:
        locals = {}
    params = getattr(obj, '__type_params__', ())
    if params:
        locals = {**{param.__name__: param for param in params}, **locals}
    def evaluated(text):
        text = text.lstrip(' \t')
        return eval(f'({text},)[0]' if text.startswith('*') else text, globals, locals)

    return {name: evaluated(value) if isinstance(value, str) else value for name, value in found.items()}


def _computed(obj, format):
    """Ask the annotate function; None if there is none."""
    annotate = getattr(obj, '__annotate__', None)
    if annotate is None:
        return None
    found = call_annotate_function(annotate, format, owner=obj)
    if not isinstance(found, dict):
        raise ValueError(f'{obj!r}.__annotate__ returned a non-dict')
    return found


_own_annotations = type.__dict__['__annotations__'].__get__


def _stored(obj):
    """Return __annotations__; None if there is none."""
    if isinstance(obj, type):
        try:
            found = _own_annotations(obj)
        except AttributeError:
            return None
    else:
        found = getattr(obj, '__annotations__', None)
    if found is not None and not isinstance(found, dict):
        raise ValueError(f'{obj!r}.__annotations__ is neither a dict nor None')
    return found
