"""Classes that mainly hold data: their methods are made of the annotations of their attributes."""

import abc
import sys
import types
from annotationlib import Format, get_annotations
from reprlib import recursive_repr

__all__ = ['dataclass', 'field', 'Field', 'FrozenInstanceError', 'InitVar', 'KW_ONLY', 'MISSING', 'fields', 'asdict',
           'astuple', 'make_dataclass', 'replace', 'is_dataclass']


class FrozenInstanceError(AttributeError):
    """Raised when a field of a frozen instance is set or deleted."""


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return '<factory>'


_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()


class _MISSING_TYPE:
    pass


class _KW_ONLY_TYPE:
    pass


MISSING, KW_ONLY = _MISSING_TYPE(), _KW_ONLY_TYPE()
_NOTHING = types.MappingProxyType({})


class _FIELD_BASE:
    __slots__ = ('name',)

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD, _FIELD_CLASSVAR, _FIELD_INITVAR = map(_FIELD_BASE, ('_FIELD', '_FIELD_CLASSVAR', '_FIELD_INITVAR'))
_FIELDS, _PARAMS, _POST_INIT_NAME = '__dataclass_fields__', '__dataclass_params__', '__post_init__'


class InitVar:
    """The type of a pseudo-field: a parameter of __init__ that __post_init__ is given."""

    __slots__ = ('type',)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        shown = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f'dataclasses.InitVar[{shown}]'

    def __class_getitem__(cls, type):
        return InitVar(type)


_SHOWN = ('name', 'type', 'default', 'default_factory', 'init', 'repr', 'hash', 'compare', 'metadata', 'kw_only', 'doc')


class Field:
    """What is known of a field."""

    __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash', 'init', 'compare', 'metadata', 'kw_only',
                 'doc', '_field_type')

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only, doc):
        self.name = self.type = None
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash, self.compare = init, repr, hash, compare
        self.metadata = _NOTHING if metadata is None else types.MappingProxyType(metadata)
        self.kw_only, self.doc = kw_only, doc
        self._field_type = None

    @recursive_repr()
    def __repr__(self):
        shown = ','.join(f'{name}={getattr(self, name)!r}' for name in _SHOWN)
        return f'Field({shown},_field_type={self._field_type})'

    def __set_name__(self, owner, name):
        hook = getattr(type(self.default), '__set_name__', None)
        if hook:
            hook(self.default, owner, name)

    __class_getitem__ = classmethod(types.GenericAlias)


class _DataclassParams:
    __slots__ = ('init', 'repr', 'eq', 'order', 'unsafe_hash', 'frozen', 'match_args', 'kw_only', 'slots', 'weakref_slot')

    def __init__(self, *values):
        for name, value in zip(self.__slots__, values):
            setattr(self, name, value)

    def __repr__(self):
        return f'_DataclassParams({",".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)})'


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING, doc=None):
    """Say more of a field than its default."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only, doc)


def _is_kind(annotation, cls, module, fits):
    """Tell whether the text of an annotation begins with a name of the class's module, or of another that it knows, whose value fits."""
    import re
    match = re.match(r'^(?:\s*(\w+)\s*\.)?\s*(\w+)', annotation)
    if not match:
        return False
    prefix, name = match.groups()
    namespace = sys.modules.get(cls.__module__).__dict__
    if prefix:
        if namespace.get(prefix) is not module:
            return False
        namespace = module.__dict__
    return fits(namespace.get(name))


def _make_field(cls, name, annotation, default_kw_only):
    """Make the Field of an annotated name."""
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        made = default
    else:
        if isinstance(default, types.MemberDescriptorType):
            default = MISSING  # the slot of a base
        made = field(default=default)
    made.name, made.type = name, annotation
    made._field_type = _FIELD
    typing = sys.modules.get('typing')
    if typing is not None:
        def for_class(kind):
            return kind is typing.ClassVar or typing.get_origin(kind) is typing.ClassVar
        if for_class(annotation) or isinstance(annotation, str) and _is_kind(annotation, cls, typing, for_class):
            made._field_type = _FIELD_CLASSVAR
    if made._field_type is _FIELD:
        module = sys.modules[__name__]
        def for_init(kind):
            return kind is InitVar or type(kind) is InitVar
        if for_init(annotation) or isinstance(annotation, str) and _is_kind(annotation, cls, module, for_init):
            made._field_type = _FIELD_INITVAR
    if made._field_type in (_FIELD_CLASSVAR, _FIELD_INITVAR) and made.default_factory is not MISSING:
        raise TypeError(f'field {name} cannot have a default factory')
    if made._field_type in (_FIELD, _FIELD_INITVAR):
        if made.kw_only is MISSING:
            made.kw_only = default_kw_only
    elif made.kw_only is not MISSING:
        raise TypeError(f'field {name} is a ClassVar but specifies kw_only')
    if made._field_type is _FIELD and made.default.__class__.__hash__ is None:
        raise ValueError(f'mutable default {type(made.default)} for field {name} is not allowed: use default_factory')
    return made


class _Writer:
    """Collects the source of the methods and defines them all at once."""

    def __init__(self, scope):
        self.scope, self.sources, self.added = scope, [], {}
        self.values = {}

    def value(self, name, value):
        self.values[name] = value
        return name

    def add(self, name, params, body, annotations=None, overwrite_error=False, decorator=None):
        lines = [f'  @{decorator}'] if decorator else []
        lines.append(f'  def {name}({", ".join(params)}):')
        lines += [f'    {line}' for line in body]
        self.sources.append('\n'.join(lines))
        self.added[name] = annotations, overwrite_error

    def install(self, cls):
        if not self.sources:
            return
        names = ', '.join(self.values)
        text = (f'def __create_fn__({names}):\n' + '\n'.join(self.sources)
                + f'\n  return ({"".join(name + ", " for name in self.added)})')
        made = {}
        exec(text, self.scope, made)
        for function, (name, (annotations, error)) in zip(made['__create_fn__'](**self.values), self.added.items()):
            function.__qualname__ = f'{cls.__qualname__}.{function.__name__}'
            if annotations is not None:
                function.__annotate__ = annotations
            if name in cls.__dict__:
                if error:
                    raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}'
                                    + (error if isinstance(error, str) else ''))
            else:
                setattr(cls, name, function)


def _write_init(cls, listed, positional, named, frozen, slots, has_post_init, self_name, out):
    """Write __init__."""
    seen_default = False
    for one in positional:
        if one.init:
            if not (one.default is MISSING and one.default_factory is MISSING):
                seen_default = True
            elif seen_default:
                raise TypeError(f'non-default argument {one.name!r} follows default argument {before!r}')
            before = one.name
    builtin = out.value('__dataclass_builtins_object__', object)
    factory = out.value('__dataclass_HAS_DEFAULT_FACTORY__', _FACTORY)

    def param(one):
        if one.default is MISSING and one.default_factory is MISSING:
            return one.name
        if one.default is not MISSING:
            return f'{one.name}={out.value(f"__dataclass_dflt_{one.name}__", one.default)}'
        return f'{one.name}={factory}'

    body = []
    for one in listed:
        if one._field_type is _FIELD_INITVAR:
            continue
        default = f'__dataclass_dflt_{one.name}__'
        if one.default_factory is not MISSING:
            call = f'{out.value(default, one.default_factory)}()'
            value = f'{call} if {one.name} is {factory} else {one.name}' if one.init else call
        elif one.init:
            value = one.name
        elif slots and one.default is not MISSING:
            value = out.value(default, one.default)
        else:
            continue  # the class has the default
        if frozen:
            body.append(f'{builtin}.__setattr__({self_name},{one.name!r},{value})')
        else:
            body.append(f'{self_name}.{one.name}={value}')
    if has_post_init:
        passed = ','.join(one.name for one in listed if one._field_type is _FIELD_INITVAR)
        body.append(f'{self_name}.{_POST_INIT_NAME}({passed})')
    params = [self_name, *map(param, positional)]
    if named:
        params += ['*', *map(param, named)]
    types_of = {one.name: one.type for one in (*positional, *named)}
    out.add('__init__', params, body or ['pass'], _init_annotate(cls, types_of))


def _init_annotate(cls, types_of):
    """Return the annotate function of __init__: it asks the class again for formats other than values."""
    def __annotate__(format, /):
        if format not in (Format.VALUE, Format.FORWARDREF, Format.STRING):
            raise NotImplementedError(format)
        known = {}
        if format != Format.VALUE:
            for base in reversed(cls.__mro__):
                known.update(get_annotations(base, format=format))
        notes = {}
        for name, kind in types_of.items():
            kind = known.get(name, kind)
            if format == Format.STRING and not isinstance(kind, str):
                from annotationlib import type_repr
                kind = type_repr(kind)
            elif format == Format.VALUE and not isinstance(kind, str):
                kind = _fresh(cls, name, kind)
            notes[name] = kind
        notes['return'] = 'None' if format == Format.STRING else None
        return notes

    __annotate__.__generated_by_dataclasses__ = True
    __annotate__.__qualname__ = f'{cls.__qualname__}.__init__.__annotate__'
    return __annotate__


def _fresh(cls, name, kind):
    """Return the value of an annotation that couldn't be evaluated when the class was made."""
    from annotationlib import ForwardRef
    if isinstance(kind, ForwardRef) or not isinstance(kind, type):
        for base in cls.__mro__:
            if name in base.__dict__.get('__annotations_cache__', ()) or name in getattr(base, '__annotations__', ()):
                return base.__annotations__[name]
    return kind


def _hash_action(unsafe, eq, frozen, explicit):
    """Return what becomes of __hash__: 'set', 'none', 'raise' or nothing."""
    if unsafe:
        return 'raise' if explicit else 'set'
    if not eq:
        return None
    if frozen:
        return None if explicit else 'set'
    return None if explicit else 'none'


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    found = {}
    module = sys.modules.get(cls.__module__)
    scope = module.__dict__ if module is not None else {}
    params = _DataclassParams(init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)
    setattr(cls, _PARAMS, params)
    any_frozen, all_frozen, has_bases = False, None, False
    for base in cls.__mro__[-1:0:-1]:
        inherited = getattr(base, _FIELDS, None) if _FIELDS in base.__dict__ else None
        if inherited is None:
            continue
        has_bases = True
        found.update(inherited)
        if all_frozen is None:
            all_frozen = True
        current = getattr(base, _PARAMS).frozen
        all_frozen = all_frozen and current
        any_frozen = any_frozen or current
    notes = get_annotations(cls, format=Format.FORWARDREF)
    own, only_named = [], kw_only
    marker_seen = False
    for name, annotation in notes.items():
        if annotation is KW_ONLY or isinstance(annotation, str) and _is_kind(
                annotation, cls, sys.modules[__name__], lambda kind: kind is KW_ONLY):
            if marker_seen:
                raise TypeError(f'{name!r} is KW_ONLY, but KW_ONLY has already been specified')
            marker_seen = only_named = True
            continue
        own.append(_make_field(cls, name, annotation, only_named))
    for one in own:
        found[one.name] = one
        if isinstance(getattr(cls, one.name, None), Field):
            if one.default is MISSING:
                delattr(cls, one.name)
            else:
                setattr(cls, one.name, one.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in notes:
            raise TypeError(f'{name!r} is a field but has no type annotation')
    if has_bases:
        if any_frozen and not frozen:
            raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
        if all_frozen is False and frozen:
            raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    setattr(cls, _FIELDS, found)
    given_hash = cls.__dict__.get('__hash__', MISSING)
    explicit_hash = not (given_hash is MISSING or given_hash is None and '__eq__' in cls.__dict__)
    if order and not eq:
        raise ValueError('eq must be true if order is true')
    out = _Writer(scope)
    all_fields = [one for one in found.values() if one._field_type in (_FIELD, _FIELD_INITVAR)]
    in_init = [one for one in all_fields if one.init]
    positional, named = ([one for one in in_init if bool(one.kw_only) == wanted] for wanted in (False, True))
    if init:
        self_name = '__dataclass_self__' if 'self' in found else 'self'
        _write_init(cls, all_fields, positional, named, frozen, slots, hasattr(cls, _POST_INIT_NAME), self_name, out)
    setattr(cls, '__replace__', _replace)
    listed = [one for one in found.values() if one._field_type is _FIELD]
    if repr:
        shown = ', '.join(f'{one.name}={{self.{one.name}!r}}' for one in listed if one.repr)
        decorator = out.value('__dataclass_recursive_repr', recursive_repr)
        out.add('__repr__', ['self'], [f'return f"{{self.__class__.__qualname__}}({shown})"'], decorator=f'{decorator}()')
    compared = [one.name for one in listed if one.compare]
    if eq:
        terms = ' and '.join(f'self.{name}==other.{name}' for name in compared) or 'True'
        out.add('__eq__', ['self', 'other'], [
            'if self is other:', '  return True', 'if other.__class__ is self.__class__:', f'  return {terms}',
            'return NotImplemented'])
    if order:
        mine, its = (f'({"".join(f"{which}.{name}," for name in compared)})' for which in ('self', 'other'))
        for name, sign in (('__lt__', '<'), ('__le__', '<='), ('__gt__', '>'), ('__ge__', '>=')):
            out.add(name, ['self', 'other'], ['if other.__class__ is self.__class__:', f'  return {mine}{sign}{its}',
                                              'return NotImplemented'],
                    overwrite_error='. Consider using functools.total_ordering')
    if frozen:
        names = tuple(one.name for one in listed)
        error, owner = out.value('__dataclass_FrozenInstanceError', FrozenInstanceError), out.value('__dataclass_cls', cls)
        condition = f'type(self) is {owner}' + (f' or name in {names!r}' if names else '')
        for name, params_of, verb in (('__setattr__', ['self', 'name', 'value'], 'assign to'),
                                      ('__delattr__', ['self', 'name'], 'delete')):
            out.add(name, params_of, [
                f'if {condition}:', f'  raise {error}(f"cannot {verb} field {{name!r}}")',
                f'super({owner}, self).{name}({", ".join(params_of[1:])})'], overwrite_error=True)
    action = _hash_action(unsafe_hash, eq, frozen, explicit_hash)
    if action == 'raise':
        raise TypeError(f'Cannot overwrite attribute __hash__ in class {cls.__name__}')
    if action == 'set':
        hashed = [one.name for one in listed if (one.compare if one.hash is None else one.hash)]
        if '__hash__' in cls.__dict__:
            delattr(cls, '__hash__')
        out.add('__hash__', ['self'], [f'return hash(({"".join(f"self.{name}," for name in hashed)}))'])
    out.install(cls)
    if action == 'none':
        cls.__hash__ = None
    if not getattr(cls, '__doc__'):
        try:
            import inspect
            text = str(inspect.signature(cls, annotation_format=Format.FORWARDREF)).replace(' -> None', '')
        except (TypeError, ValueError):
            text = ''
        cls.__doc__ = cls.__name__ + text
    if match_args and '__match_args__' not in cls.__dict__:
        cls.__match_args__ = tuple(one.name for one in positional)
    if weakref_slot and not slots:
        raise TypeError('weakref_slot is True but slots is False')
    if slots:
        cls = _with_slots(cls, frozen, weakref_slot, found)
    abc.update_abstractmethods(cls)
    return cls


def _get_state(self):
    return [getattr(self, one.name) for one in fields(self)]


def _set_state(self, state):
    for one, value in zip(fields(self), state):
        object.__setattr__(self, one.name, value)  # it may be frozen


def _slots_of(cls):
    given = cls.__dict__.get('__slots__')
    if given is None:
        if getattr(cls, '__weakrefoffset__', -1) != 0 and cls.__flags__ & 1 << 9:
            yield '__weakref__'
        if getattr(cls, '__dictoffset__', -1) != 0:
            yield '__dict__'
    elif isinstance(given, str):
        yield given
    elif hasattr(given, '__next__'):
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")
    else:
        yield from given


def _with_slots(cls, frozen, weakref_slot, found):
    """Make the class again, with slots for its fields."""
    if '__slots__' in cls.__dict__:
        raise TypeError(f'{cls.__name__} already specifies __slots__')
    namespace = dict(cls.__dict__)
    names = tuple(one.name for one in fields(cls))
    inherited = {slot for base in cls.__mro__[1:-1] for slot in _slots_of(base)}
    slots = [name for name in names if name not in inherited]
    if weakref_slot and '__weakref__' not in inherited:
        slots.append('__weakref__')
    docs = {name: found[name].doc if name in found else None for name in slots}
    namespace['__slots__'] = docs if any(doc is not None for doc in docs.values()) else tuple(slots)
    for name in (*names, '__dict__', '__weakref__'):
        namespace.pop(name, None)
    qualname = cls.__qualname__
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = qualname
    if frozen:
        if '__getstate__' not in namespace:
            made.__getstate__ = _get_state
        if '__setstate__' not in namespace:
            made.__setstate__ = _set_state
    for name in ('__setattr__', '__delattr__'):
        _point_to(made.__dict__.get(name), cls, made, '__dataclass_cls')
    # functions that use super() or __class__ mean the new class
    for value in made.__dict__.values():
        for function in _functions_in(value):
            if _point_to(function, cls, made):
                return made
    return made


def _functions_in(value):
    value = getattr(value, '__wrapped__', value)
    if isinstance(value, types.FunctionType):
        yield value
    elif isinstance(value, property):
        for part in (value.fget, value.fset, value.fdel):
            if part is not None:
                yield getattr(part, '__wrapped__', part)
    elif isinstance(value, (classmethod, staticmethod)):
        yield value.__func__


def _point_to(function, old, new, variable='__class__'):
    """Let a free variable of a function stand for the new class."""
    names = getattr(getattr(function, '__code__', None), 'co_freevars', ())
    if variable not in names:
        return False
    cell = function.__closure__[names.index(variable)]
    try:
        if cell.cell_contents is not old:
            return False
    except ValueError:
        return False
    cell.cell_contents = new
    return True


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Add methods to a class for the fields that its annotations define."""
    def wrap(cls):
        return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    """Return the tuple of the fields of a dataclass or of an instance of one."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance') from None
    return tuple(one for one in found.values() if one._field_type is _FIELD)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """Tell whether an object is a dataclass or an instance of one."""
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


_ATOMIC = frozenset((types.NoneType, bool, int, float, str, complex, bytes, types.EllipsisType, types.NotImplementedType,
                     types.CodeType, types.BuiltinFunctionType, types.FunctionType, type, range, property))


def _convert(obj, of_instance):
    """Copy a value; of_instance makes something of the fields of dataclasses within it."""
    kind = type(obj)
    if kind in _ATOMIC:
        return obj
    if hasattr(kind, _FIELDS):
        return of_instance(obj)
    if issubclass(kind, list) or issubclass(kind, tuple):
        items = [_convert(item, of_instance) for item in obj]
        if kind is list:
            return items
        return kind(*items) if hasattr(kind, '_fields') else kind(items)
    if issubclass(kind, dict):
        pairs = [(_convert(key, of_instance), _convert(value, of_instance)) for key, value in obj.items()]
        if hasattr(kind, 'default_factory'):
            made = kind(obj.default_factory)
            made.update(pairs)
            return made
        return kind(pairs)
    import copy
    return copy.deepcopy(obj)


def _converted(obj, of_instance):
    """Copy the values of the fields of an instance to a dictionary."""
    made = {}
    for name, each in getattr(obj, _FIELDS).items():
        if each._field_type is _FIELD:
            value = getattr(obj, name)
            made[name] = value if type(value) in _ATOMIC else _convert(value, of_instance)
    return made


def asdict(obj, *, dict_factory=dict):
    """Return the fields of an instance as a dictionary; dataclasses, lists, tuples and dictionaries within are copied, too."""
    if not _is_instance(obj):
        raise TypeError('asdict() should be called on dataclass instances')

    def of_instance(one):
        made = _converted(one, of_instance)
        return made if dict_factory is dict else dict_factory(list(made.items()))

    return of_instance(obj)


def astuple(obj, *, tuple_factory=tuple):
    """Return the fields of an instance as a tuple, copied as by asdict."""
    if not _is_instance(obj):
        raise TypeError('astuple() should be called on dataclass instances')

    def of_instance(one):
        return tuple_factory(list(_converted(one, of_instance).values()))

    return of_instance(obj)


class _Any:
    """Stands for typing.Any while typing isn't imported."""


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False,
                   module=None, decorator=dataclass):
    """Make a dataclass of a name and fields: names, (name, type) or (name, type, Field)."""
    import keyword
    namespace = {} if namespace is None else namespace
    seen, notes, values = set(), {}, {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, _Any
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, values[item[0]] = item
        else:
            raise TypeError(f'Invalid field: {item!r}')
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f'Field names must be valid identifiers: {name!r}')
        if keyword.iskeyword(name):
            raise TypeError(f'Field names must not be keywords: {name!r}')
        if name in seen:
            raise TypeError(f'Field name duplicated: {name!r}')
        seen.add(name)
        notes[name] = kind

    def annotate(format):
        match format:
            case Format.VALUE | Format.FORWARDREF:
                any_type = None
                if _Any in notes.values():
                    typing = sys.modules.get('typing') if format == Format.FORWARDREF else __import__('typing')
                    if typing is None:
                        from annotationlib import ForwardRef
                        any_type = ForwardRef('Any', module='typing')
                    else:
                        any_type = typing.Any
                return {name: any_type if kind is _Any else kind for name, kind in notes.items()}
            case Format.STRING:
                from annotationlib import type_repr
                return {name: 'typing.Any' if kind is _Any else kind if isinstance(kind, str) else type_repr(kind)
                        for name, kind in notes.items()}
        raise NotImplementedError(format)

    def fill(body):
        body.update(namespace)
        body.update(values)

    made = types.new_class(cls_name, bases, {}, fill)
    made.__annotate__ = annotate
    if module is None:
        try:
            module = sys._getframemodulename(1) or '__main__'
        except AttributeError:
            pass
    if module is not None:
        made.__module__ = module
    return decorator(made, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    """Return a copy of an instance with other values for some fields."""
    if not _is_instance(obj):
        raise TypeError('replace() should be called on dataclass instances')
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for one in getattr(self, _FIELDS).values():
        if one._field_type is _FIELD_CLASSVAR:
            continue
        if not one.init:
            if one.name in changes:
                raise TypeError(f'field {one.name} is declared with init=False, it cannot be specified with replace()')
            continue
        if one.name not in changes:
            if one._field_type is _FIELD_INITVAR and one.default is MISSING:
                raise TypeError(f'InitVar {one.name!r} must be specified with replace()')
            changes[one.name] = getattr(self, one.name)
    return self.__class__(**changes)
