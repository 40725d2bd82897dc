"""Type hints: special forms, generic classes, protocols, and functions that look at hints."""

import collections
import copyreg
import functools
import sys
import types
from _typing import (Generic, NoDefault, ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeAliasType, TypeVar, TypeVarTuple, Union,
                     _idfunc)
from abc import ABCMeta, abstractmethod
from collections import abc as _abc
from types import GenericAlias, MethodType

__all__ = '''
Annotated Any Callable ClassVar Concatenate Final ForwardRef Generic Literal Optional ParamSpec Protocol Tuple Type TypeVar
TypeVarTuple Union AbstractSet Container ContextManager Hashable ItemsView Iterable Iterator KeysView Mapping
MappingView MutableMapping MutableSequence MutableSet Sequence Sized ValuesView Awaitable AsyncIterator AsyncIterable
Coroutine Collection AsyncGenerator AsyncContextManager Reversible SupportsAbs SupportsBytes SupportsComplex SupportsFloat
SupportsIndex SupportsInt SupportsRound ChainMap Counter Deque Dict DefaultDict List OrderedDict Set FrozenSet NamedTuple
TypedDict Generator BinaryIO IO Match Pattern TextIO AnyStr assert_type assert_never cast clear_overloads
dataclass_transform evaluate_forward_ref final get_args get_origin get_overloads get_protocol_members get_type_hints
is_protocol is_typeddict LiteralString Never NewType no_type_check no_type_check_decorator NoDefault NoReturn NotRequired
overload override ParamSpecArgs ParamSpecKwargs ReadOnly Required reveal_type runtime_checkable Self Text TYPE_CHECKING
TypeAlias TypeGuard TypeIs TypeAliasType Unpack ByteString'''.split()

TYPE_CHECKING = False
_sentinel = object()


def __getattr__(name):
    match name:
        case 'ForwardRef':
            from annotationlib import ForwardRef as value
        case 'Pattern':
            import re
            value = _Alias(re.Pattern, 1)
        case 'Match':
            import re
            value = _Alias(re.Match, 1)
        case 'ContextManager':
            import contextlib
            value = _Alias(contextlib.AbstractContextManager, 2, name=name, defaults=(bool | None,))
        case 'AsyncContextManager':
            import contextlib
            value = _Alias(contextlib.AbstractAsyncContextManager, 2, name=name, defaults=(bool | None,))
        case _:
            raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    globals()[name] = value
    return value


# --- checks and conversions ---

def _as_type(arg, module=None, *, allow_special_forms=False, owner=None):
    """Turn None into its type and text into a ForwardRef."""
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        from annotationlib import ForwardRef
        made = ForwardRef(arg, module=module, is_class=allow_special_forms, owner=owner)
        made.__forward_code__  # a SyntaxError is raised here and now
        return made
    return arg


def _type_check(arg, msg, is_argument=True, module=None, *, allow_special_forms=False, owner=None):
    """Return what can stand as a type; a TypeError says why something can't."""
    forbidden = [Generic, Protocol]
    if not allow_special_forms:
        forbidden += [ClassVar, Final] if is_argument else [ClassVar]
    arg = _as_type(arg, module=module, allow_special_forms=allow_special_forms, owner=owner)
    if isinstance(arg, _GenericAlias) and arg.__origin__ in forbidden:
        raise TypeError(f'{arg} is not valid as type argument')
    if arg in (Any, LiteralString, NoReturn, Never, Self, TypeAlias):
        return arg
    if allow_special_forms and arg in (ClassVar, Final):
        return arg
    if isinstance(arg, _SpecialForm) or arg in (Generic, Protocol):
        raise TypeError(f'Plain {arg} is not valid as type argument')
    if type(arg) is tuple:
        raise TypeError(f'{msg} Got {arg!r:.100}.')
    return arg


def _type_repr(obj):
    """Return the text of a type within another one."""
    if isinstance(obj, tuple):
        return '[' + ', '.join(map(_type_repr, obj)) + ']'
    from annotationlib import type_repr
    return type_repr(obj)


def _unpacks(x):
    return not isinstance(x, type) and getattr(x, '__typing_is_unpacked_typevartuple__', False)


def _is_typevar_like(x):
    return _unpacks(x) or isinstance(x, (ParamSpec, TypeVar))


def _is_param_expr(arg):
    return arg is ... or isinstance(arg, (tuple, list)) or isinstance(arg, _ConcatenateGenericAlias) or (
        isinstance(arg, (_GenericAlias, ParamSpec)) and isinstance(arg, ParamSpec))


def _collect_type_parameters(args, *, enforce_default_ordering=True):
    """Return the type parameters in type arguments, each once."""
    found, had_default, unpacked = [], False, False
    for arg in args:
        if isinstance(arg, type):
            continue
        if isinstance(arg, tuple):
            new = [one for part in arg for one in _collect_type_parameters([part])]
        elif hasattr(arg, '__typing_subst__'):
            new = [arg]
            if arg not in found and enforce_default_ordering:
                if unpacked and hasattr(arg, 'has_default') and arg.has_default() and isinstance(arg, TypeVar):
                    raise TypeError('Type parameter with a default follows TypeVarTuple')
                if arg.has_default():
                    had_default = True
                elif had_default:
                    raise TypeError(f'Type parameter {arg!r} without a default follows type parameter with a default')
        else:
            unpacked = unpacked or _unpacks(arg)
            new = getattr(arg, '__parameters__', ())
        found.extend(one for one in new if one not in found)
    return tuple(dict.fromkeys(found))


def _unpack_args(*args):
    """Put the items of unpacked tuples of a fixed length in their place."""
    out = []
    for arg in args:
        inner = getattr(arg, '__typing_unpacked_tuple_args__', None)
        if inner is not None and not (inner and inner[-1] is ...):
            out.extend(inner)
        else:
            out.append(arg)
    return out


def _unique(items):
    out = []
    for item in items:
        if item not in out:
            out.append(item)
    return out


def _check_generic(cls, parameters, count):
    """Refuse a wrong number of type arguments."""
    if not count:
        raise TypeError(f'{cls} is not a generic class')
    given = len(parameters)
    if given != count:
        raise TypeError(f'Too {"many" if given > count else "few"} arguments for {cls}; actual {given}, expected {count}')


# What the type parameters ask for when they are substituted.

def _typevar_subst(self, arg):
    arg = _type_check(arg, 'Parameters to generic types must be types.')
    if isinstance(arg, _GenericAlias) and arg.__origin__ is Unpack or isinstance(arg, GenericAlias) and getattr(arg, '__unpacked__', False):
        raise TypeError(f'{arg} is not valid as type argument')
    return arg


def _typevartuple_prepare_subst(self, alias, args):
    params = alias.__parameters__
    at = params.index(self)
    for other in params[at + 1:]:
        if isinstance(other, TypeVarTuple):
            raise TypeError(f'More than one TypeVarTuple parameter in {alias}')
    given, before, after = len(args), at, len(params) - at - 1
    long = fill = None
    for at_arg, arg in enumerate(args):
        if not isinstance(arg, type):
            inner = getattr(arg, '__typing_unpacked_tuple_args__', None)
            if inner and len(inner) == 2 and inner[-1] is ...:
                if long is not None:
                    raise TypeError('More than one unpacked arbitrary-length tuple argument')
                long, fill = at_arg, inner[0]
    if long is not None:
        before, after = min(before, long), min(after, given - long - 1)
    elif before + after > given:
        raise TypeError(f'Too few arguments for {alias}; actual {given}, expected at least {len(params) - 1}')
    if before == given - after and self.has_default():
        middle = _unpack_args(self.__default__)
        middle = tuple(middle)
    else:
        middle = tuple(args[before:given - after])
    return (*args[:before], *[fill] * (at - before), middle, *[fill] * (len(params) - at - after - 1), *args[given - after:])


def _paramspec_subst(self, arg):
    if isinstance(arg, (list, tuple)):
        return tuple(_type_check(one, 'Expected a type.') for one in arg)
    if not _is_param_expr(arg):
        raise TypeError(f'Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {arg}')
    return arg


def _paramspec_prepare_subst(self, alias, args):
    params = alias.__parameters__
    at = params.index(self)
    if at == len(args) and self.has_default():
        args = (*args, self.__default__)
    if at >= len(args):
        raise TypeError(f'Too few arguments for {alias}')
    if len(params) == 1 and not _is_param_expr(args[0]):
        return (tuple(args),)
    if isinstance(args[at], list):
        return (*args[:at], tuple(args[at]), *args[at + 1:])
    return args


def _generic_class_getitem(cls, args):
    """Give a generic class type arguments, or Generic and Protocol type parameters."""
    args = _tupled(args)
    args = tuple(map(_as_type, args))
    base = cls in (Generic, Protocol)
    if base:
        if not args:
            raise TypeError(f'Parameter list to {cls.__qualname__}[...] cannot be empty')
        if not all(map(_is_typevar_like, args)):
            raise TypeError(f'Parameters to {cls.__name__}[...] must all be type variables or parameter specification variables.')
        if len({*args}) < len(args):
            raise TypeError(f'Parameters to {cls.__name__}[...] must all be unique')
    else:
        try:
            cls.__parameters__
        except AttributeError as error:
            derive = getattr(cls, '__init_subclass__', None)
            if derive not in (None, Generic.__init_subclass__):
                error.add_note(f"Note: this exception may have been caused by {derive.__qualname__!r} (or the '__init_subclass__' method "
                               "on a superclass) not calling 'super().__init_subclass__()'")
            raise
        args = _prepared(cls, args)
        _check_generic(cls, args, len(cls.__parameters__))
        out = []
        for param, arg in zip(cls.__parameters__, args):
            if isinstance(param, TypeVarTuple):
                out.extend(arg)
            else:
                out.append(arg)
        args = tuple(out)
    return _GenericAlias(cls, args)


def _generic_init_subclass(cls, *args, **kwargs):
    super(Generic, cls).__init_subclass__(*args, **kwargs)
    params = []
    written = vars(cls).get('__orig_bases__')
    if written is not None:
        bad = Generic in written
    else:
        bad = Generic in cls.__bases__ and cls.__name__ != 'Protocol' and type(cls) is not _TypedDictMeta
    if bad:
        raise TypeError('Cannot inherit from plain Generic')
    if written is not None:
        params = _collect_type_parameters(written)
        given = None
        for base in written:
            if isinstance(base, _GenericAlias) and base.__origin__ in (Generic, Protocol):
                if given is not None and base.__origin__ is Generic:
                    raise TypeError('Cannot inherit from Generic[...] multiple times.')
                if base.__origin__ is Generic or base.__origin__ is Protocol:
                    given = given or base.__parameters__
                if base.__origin__ is Generic:
                    given = base.__parameters__
        if given is not None:
            missing = [param for param in params if param not in given]
            if missing:
                raise TypeError(f'Some type variables ({", ".join(map(str, missing))}) are not listed in '
                                f'{"Generic" if any(getattr(b, "__origin__", None) is Generic for b in cls.__orig_bases__) else "Protocol"}'
                                f'[{", ".join(map(str, given))}]')
            params = given
    cls.__parameters__ = tuple(params)


_cleanups = []  # functions that empty the caches


def _cached(method=None, /, *, typed=False):
    """Remember what a method that is given type arguments returns, unless one of them can't be hashed."""
    if method is None:
        return functools.partial(_cached, typed=typed)
    known = functools.lru_cache(typed=typed)(method)
    _cleanups.append(known.cache_clear)

    @functools.wraps(method)
    def wrapper(*args):
        try:
            return known(*args)
        except TypeError:
            return method(*args)  # says what is wrong, if something is
    return wrapper


# --- special forms ---

def _prepared(alias, args):
    """Let the type parameters of a generic type arrange the arguments."""
    for param in alias.__parameters__:
        arrange = getattr(param, '__typing_prepare_subst__', None)
        if arrange is not None:
            args = arrange(alias, args)
    return args


def _or(one, another):
    return Union[one, another]


def _ror(one, another):
    return Union[another, one]


def _tupled(given):
    return given if isinstance(given, tuple) else (given,)


class _Final:
    """Can't be subclassed."""

    __slots__ = ('__weakref__',)

    def __init_subclass__(cls, /, *args, **kwds):
        if '_root' not in kwds:
            raise TypeError('Cannot subclass special typing classes')


class _SpecialForm(_Final, _root=True):
    # a form that is subscripted, or stands for itself; its docstring is that of the form
    __slots__ = ('_name', '__doc__', '_getitem')
    __iter__ = None

    def __init__(self, getitem):
        self._getitem, self._name, self.__doc__ = getitem, getitem.__name__, getitem.__doc__

    def __getattr__(self, item):
        if item in ('__name__', '__qualname__'):
            return self._name
        raise AttributeError(item)

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass {self!r}')

    def __repr__(self):
        return f'typing.{self._name}'

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f'Cannot instantiate {self!r}')

    __or__, __ror__ = _or, _ror

    def __instancecheck__(self, obj):
        raise TypeError(f'{self} cannot be used with isinstance()')

    def __subclasscheck__(self, cls):
        raise TypeError(f'{self} cannot be used with issubclass()')

    @_cached
    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


class _TypedCacheSpecialForm(_SpecialForm, _root=True):
    def __getitem__(self, parameters):
        return self._of(*_tupled(parameters))

    @_cached(typed=True)
    def _of(self, *parameters):
        return self._getitem(self, *parameters)


def _plain(name, doc):
    """Make a form that takes no arguments."""
    def form(self, parameters):
        raise TypeError(f'{self} is not subscriptable')
    form.__name__, form.__doc__ = name, doc
    return _SpecialForm(form)


def _single(name, doc, message=None, **options):
    """Make a form that takes one type."""
    def form(self, parameters):
        item = _type_check(parameters, message or f'{self} accepts only single type.', **options)
        return _GenericAlias(self, (item,))
    form.__name__, form.__doc__ = name, doc
    return _SpecialForm(form)


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError('typing.Any cannot be used with isinstance()')
        return super().__instancecheck__(obj)

    def __repr__(self):
        return 'typing.Any' if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Any type at all."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError('Any cannot be instantiated')
        return super().__new__(cls)


NoReturn = _plain('NoReturn', 'What a function returns that never does.')
Never = _plain('Never', 'The type without values.')
Self = _plain('Self', 'The class that a method is defined in.')
LiteralString = _plain('LiteralString', 'A string that comes from literals only.')
TypeAlias = _plain('TypeAlias', 'The annotation of an assignment that makes an alias.')
ClassVar = _single('ClassVar', 'An attribute of the class itself.', allow_special_forms=True)
Final = _single('Final', 'A name that must not be assigned again.', allow_special_forms=True)
Required = _single('Required', 'A key that a TypedDict must have.', 'Required accepts only a single type.', allow_special_forms=True)
NotRequired = _single('NotRequired', 'A key that a TypedDict need not have.', 'NotRequired accepts only a single type.', allow_special_forms=True)
ReadOnly = _single('ReadOnly', 'A key of a TypedDict that must not be changed.', 'ReadOnly accepts only a single type.', allow_special_forms=True)
TypeGuard = _single('TypeGuard', 'What a function returns that narrows a type when it is true.')
TypeIs = _single('TypeIs', 'What a function returns that narrows a type, true or false.')


@_SpecialForm
def Optional(self, parameters):
    """Optional[X] is X | None."""
    return Union[_type_check(parameters, f'{self} requires a single type.'), type(None)]


@_TypedCacheSpecialForm
def Literal(self, *parameters):
    """One of these values."""
    out = []
    for one in parameters:
        if isinstance(one, _LiteralGenericAlias):
            out.extend(one.__args__)
        else:
            out.append(one)
    typed = [(value, type(value)) for value in out]
    try:
        typed = dict.fromkeys(typed)
    except TypeError:
        typed = _unique(typed)  # some can't be hashed
    out = [value for value, _ in typed]
    return _LiteralGenericAlias(self, tuple(out))


@_SpecialForm
def Concatenate(self, parameters):
    """Parameters in front of those of a ParamSpec."""
    if parameters == ():
        raise TypeError('Cannot take a Concatenate of no types.')
    parameters = _tupled(parameters)
    if not (parameters[-1] is ... or isinstance(parameters[-1], ParamSpec)):
        raise TypeError('The last parameter to Concatenate should be a ParamSpec variable or ellipsis.')
    message = 'Concatenate[arg, ...]: each arg must be a type.'
    return _ConcatenateGenericAlias(self, (*(_type_check(one, message) for one in parameters[:-1]), parameters[-1]))


@_SpecialForm
def Unpack(self, parameters):
    """What * does to a TypeVarTuple or tuple, and ** to a TypedDict."""
    item = _type_check(parameters, f'{self} accepts only single type.')
    return _UnpackGenericAlias(origin=self, args=(item,))


@_TypedCacheSpecialForm
def Annotated(self, *params):
    """A type with more that is said of it."""
    if len(params) < 2:
        raise TypeError('Annotated[...] should be used with at least two arguments (a type and an annotation).')
    if _unpacks(params[0]):
        raise TypeError('Annotated[...] should not be used with an unpacked TypeVarTuple')
    origin = _type_check(params[0], 'Annotated[t, ...]: t must be a type.', allow_special_forms=True)
    return _AnnotatedAlias(origin, tuple(params[1:]))


# --- aliases ---

def _is_magic(name):
    return name.startswith('__') and name.endswith('__')


class _BaseGenericAlias(_Final, _root=True):
    def __init__(self, origin, *, inst=True, name=None):
        self._inst, self._name = inst, name
        self.__origin__ = origin
        self.__slots__ = None

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f'Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead')
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except Exception:
            pass  # it takes no attributes
        return made

    def __mro_entries__(self, bases):
        out = []
        if self.__origin__ not in bases:
            out.append(self.__origin__)
        at = bases.index(self)
        for base in bases[at + 1:]:
            kind = base.__origin__ if isinstance(base, GenericAlias) else base
            if isinstance(base, _BaseGenericAlias) or isinstance(kind, type) and issubclass(kind, Generic):
                break
        else:
            out.append(Generic)
        return tuple(out)

    def __getattr__(self, attr):
        if attr in {'__origin__', '__args__'}:
            return super().__getattr__(attr)
        if attr in ('__name__', '__qualname__'):
            return self._name or self.__origin__.__name__
        if '__origin__' in self.__dict__ and not _is_magic(attr):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __setattr__(self, attr, val):
        if _is_magic(attr) or attr in {'_name', '_inst', '_nparams', '_defaults'}:
            super().__setattr__(attr, val)
        else:
            setattr(self.__origin__, attr, val)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')

    def __dir__(self):
        return list({*super().__dir__(), *(name for name in dir(self.__origin__) if not _is_magic(name))})


class _GenericAlias(_BaseGenericAlias, _root=True):
    """A generic type with type arguments."""

    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        args = _tupled(args)
        self.__args__ = args
        self.__parameters__ = _collect_type_parameters(
            args, enforce_default_ordering=origin in (Generic, Protocol))
        if not name:
            self.__module__ = origin.__module__

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((*self.__args__, self.__origin__))

    __or__, __ror__ = _or, _ror

    @_cached
    def __getitem__(self, args):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f'Cannot subscript already-subscripted {self}')
        if not self.__parameters__:
            raise TypeError(f'{self} is not a generic class')
        args = _tupled(args)
        args = tuple(_unpack_args(*map(_as_type, args)))
        return self.copy_with(self._substituted(args))

    def _substituted(self, args):
        """Return the type arguments with the type parameters in them replaced."""
        params = self.__parameters__
        args = _prepared(self, args)
        if len(args) != len(params):
            raise TypeError(f'Too {"many" if len(args) > len(params) else "few"} arguments for {self}; actual {len(args)}, '
                            f'expected {len(params)}')
        return tuple(self._replaced(self.__args__, dict(zip(params, args))))

    def _replaced(self, old, by):
        out = []
        for one in old:
            if isinstance(one, type):
                out.append(one)
                continue
            substitute = getattr(one, '__typing_subst__', None)
            if substitute:
                new = substitute(by[one])
            else:
                inner = getattr(one, '__parameters__', ())
                if not inner:
                    new = one
                else:
                    args = []
                    for param in inner:
                        if isinstance(param, TypeVarTuple):
                            args.extend(by[param])
                        else:
                            args.append(by[param])
                    new = one[tuple(args)]
            if self.__origin__ == _abc.Callable and isinstance(new, tuple):
                out.extend(new)
            elif _unpacks(one):
                out.extend(new if isinstance(new, tuple) else [new])
            elif isinstance(one, tuple):
                out.append(tuple(self._replaced(one, by)))
            else:
                out.append(new)
        return out

    def copy_with(self, args):
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)

    def __repr__(self):
        name = 'typing.' + self._name if self._name else _type_repr(self.__origin__)
        return f'{name}[{", ".join(map(_type_repr, self.__args__)) or "()"}]'

    def __reduce__(self):
        import operator
        origin = globals()[self._name] if self._name else self.__origin__
        args = tuple(self.__args__)
        if len(args) == 1 and not isinstance(args[0], tuple):
            args, = args
        return operator.getitem, (origin, args)

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f'Cannot subclass {self!r}')
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            if Protocol in bases:
                return ()
            at = bases.index(self)
            for base in bases[at + 1:]:
                if isinstance(base, _BaseGenericAlias) and base is not self:
                    return ()
        return (self.__origin__,)

    def __iter__(self):
        yield Unpack[self]


class _SpecialGenericAlias(_BaseGenericAlias, _root=True):
    """One of the old names of generic types, like List."""

    __iter__ = None

    def __init__(self, origin, nparams, *, inst=True, name=None, defaults=()):
        super().__init__(origin, inst=inst, name=name or origin.__name__)
        self._nparams, self._defaults = nparams, defaults
        self.__doc__ = (f'A generic version of {origin.__qualname__}.' if origin.__module__ == 'builtins'
                        else f'A generic version of {origin.__module__}.{origin.__qualname__}.')

    @_cached
    def __getitem__(self, params):
        params = _tupled(params)
        params = tuple(_type_check(one, 'Parameters to generic types must be types.') for one in params)
        if self._defaults and len(params) < self._nparams and len(params) + len(self._defaults) >= self._nparams:
            params = (*params, *self._defaults[len(params) - self._nparams:])
        given = len(params)
        if given != self._nparams:
            least = self._nparams - len(self._defaults)
            expected = f'at least {least}' if self._defaults and given < least else str(self._nparams)
            raise TypeError(f'Too {"many" if given > self._nparams else "few"} arguments for {self}; actual {given}, '
                            f'expected {expected}')
        return self.copy_with(params)

    def copy_with(self, params):
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        return f'typing.{self._name}'

    def __subclasscheck__(self, cls):
        other = cls.__origin__ if isinstance(cls, _SpecialGenericAlias) else cls
        return super().__subclasscheck__(other) if isinstance(other, _GenericAlias) else issubclass(other, self.__origin__)

    def __reduce__(self):
        return self._name

    __or__, __ror__ = _or, _ror


class _DeprecatedGenericAlias(_SpecialGenericAlias, _root=True):
    """A name that will go."""

    def __instancecheck__(self, inst):
        import warnings
        warnings._deprecated(f'typing.{self._name}', remove=(3, 17))
        return super().__instancecheck__(inst)


class _CallableGenericAlias(_GenericAlias, _root=True):
    __iter__ = None

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and (args[0] is ... or isinstance(args[0], (ParamSpec, _ConcatenateGenericAlias))):
            return super().__repr__()
        return f'typing.Callable[[{", ".join(map(_type_repr, args[:-1]))}], {_type_repr(args[-1])}]'

    def __reduce__(self):
        import operator
        args = self.__args__
        if not (len(args) == 2 and (args[0] is ... or isinstance(args[0], (ParamSpec, _ConcatenateGenericAlias)))):
            *first, result = args
            args = first, result
        return operator.getitem, (Callable, args)


class _CallableType(_SpecialGenericAlias, _root=True):
    def copy_with(self, params):
        return _CallableGenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __getitem__(self, params):
        if type(params) is not tuple or len(params) != 2:
            raise TypeError('Callable must be used as Callable[[arg, ...], result].')
        args, result = params
        return self._of(tuple(args) if isinstance(args, list) else args, result)

    @_cached
    def _of(self, args, result):
        result = _type_check(result, 'Callable[args, result]: result must be a type.')
        if args is ...:
            return self.copy_with((..., result))
        return self.copy_with((*map(_as_type, _tupled(args)), result))


class _UnionGenericAliasMeta(type):
    def __instancecheck__(self, inst):
        _warn_of_union()
        return isinstance(inst, Union)

    def __subclasscheck__(self, cls):
        _warn_of_union()
        return issubclass(cls, Union)

    def __eq__(self, other):
        _warn_of_union()
        return other is Union or other is _UnionGenericAlias

    def __hash__(self):
        return hash(Union)


class _UnionGenericAlias(metaclass=_UnionGenericAliasMeta):
    """What unions once were: programs may still ask for it."""

    def __new__(cls, origin, args, *, inst=True, name=None):
        _warn_of_union()
        return Union[args]


def _warn_of_union():
    import warnings
    warnings._deprecated('_UnionGenericAlias', remove=(3, 17))


class _TupleType(_SpecialGenericAlias, _root=True):
    @_cached
    def __getitem__(self, params):
        params = _tupled(params)
        message = 'Tuple[t0, t1, ...]: each t must be a type.'
        if len(params) > 1 and params[-1] is ...:
            return self.copy_with((*(_type_check(one, message) for one in params[:-1]), ...))
        return self.copy_with(tuple(_type_check(one, message) for one in params))


class _LiteralGenericAlias(_GenericAlias, _root=True):
    def _values(self):
        return {(value, type(value)) for value in self.__args__}

    def __eq__(self, other):
        return self._values() == other._values() if isinstance(other, _LiteralGenericAlias) else NotImplemented

    def __hash__(self):
        return hash(frozenset(self._values()))

    def __repr__(self):
        return f'typing.Literal[{", ".join(map(_type_repr, self.__args__))}]'


class _ConcatenateGenericAlias(_GenericAlias, _root=True):
    __iter__ = None

    def copy_with(self, params):
        *first, last = params
        if isinstance(last, (list, tuple)):
            return (*first, *last)
        if isinstance(last, _ConcatenateGenericAlias):
            params = (*first, *last.__args__)
        return super().copy_with(params)


class _UnpackGenericAlias(_GenericAlias, _root=True):
    def __repr__(self):
        inner, = self.__args__
        return f'typing.Unpack[{_type_repr(inner)}]'

    def __getitem__(self, args):
        if self.__typing_is_unpacked_typevartuple__:
            return args
        return super().__getitem__(args)

    @property
    def __typing_unpacked_tuple_args__(self):
        arg, = self.__args__
        if isinstance(arg, (_GenericAlias, GenericAlias)):
            if arg.__origin__ is not tuple:
                raise TypeError('Unpack[...] must be used with a tuple type')
            return arg.__args__
        return None

    @property
    def __typing_is_unpacked_typevartuple__(self):
        inner, = self.__args__
        return isinstance(inner, TypeVarTuple)


class _AnnotatedAlias(_GenericAlias, _root=True):
    __iter__ = None

    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            origin, metadata = origin.__origin__, origin.__metadata__ + metadata
        super().__init__(origin, origin, name='Annotated')
        self.__metadata__ = metadata

    def copy_with(self, params):
        return self.__class__(params[0], self.__metadata__)

    def __repr__(self):
        return f'typing.Annotated[{_type_repr(self.__origin__)}, {", ".join(map(repr, self.__metadata__))}]'

    def __reduce__(self):
        import operator
        return operator.getitem, (Annotated, (self.__origin__, *self.__metadata__))

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((*self.__metadata__, self.__origin__))

    def __getattr__(self, attr):
        if attr in ('__name__', '__qualname__'):
            return 'Annotated'
        return super().__getattr__(attr)

    def __mro_entries__(self, bases):
        return (self.__origin__,)


_Alias = _SpecialGenericAlias
T, KT, VT = TypeVar('T'), TypeVar('KT'), TypeVar('VT')
T_co, KT_co, VT_co = TypeVar('T_co', covariant=True), TypeVar('KT_co', covariant=True), TypeVar('VT_co', covariant=True)
T_contra = TypeVar('T_contra', contravariant=True)
CT_co = TypeVar('CT_co', covariant=True, bound=type)
AnyStr = TypeVar('AnyStr', bytes, str)

for _name, _count in dict(
        Hashable=0, Awaitable=1, Coroutine=3, AsyncIterable=1, AsyncIterator=1, Iterable=1, Iterator=1, Reversible=1, Sized=0,
        Container=1, Collection=1, MutableSet=1, Mapping=2, MutableMapping=2, Sequence=1, MutableSequence=1, MappingView=1,
        KeysView=1, ItemsView=2, ValuesView=1).items():
    globals()[_name] = _Alias(getattr(_abc, _name), _count)
AbstractSet = _Alias(_abc.Set, 1, name='AbstractSet')
ByteString = _DeprecatedGenericAlias(_abc.ByteString, 0, name='ByteString')
Generator = _Alias(_abc.Generator, 3, defaults=(type(None), type(None)))
AsyncGenerator = _Alias(_abc.AsyncGenerator, 2, defaults=(type(None),))
Callable = _CallableType(_abc.Callable, 2)
Callable.__doc__ = 'The type of callables: Callable[[int], str] takes an int and returns a str.'
Tuple = _TupleType(tuple, -1, inst=False, name='Tuple')
Tuple.__doc__ = 'The old name of tuple.'
List, Set = _Alias(list, 1, inst=False, name='List'), _Alias(set, 1, inst=False, name='Set')
FrozenSet, Dict = _Alias(frozenset, 1, inst=False, name='FrozenSet'), _Alias(dict, 2, inst=False, name='Dict')
Type = _Alias(type, 1, inst=False, name='Type')
Deque, DefaultDict = _Alias(collections.deque, 1, name='Deque'), _Alias(collections.defaultdict, 2, name='DefaultDict')
OrderedDict, Counter = _Alias(collections.OrderedDict, 2), _Alias(collections.Counter, 1)
ChainMap = _Alias(collections.ChainMap, 2)
Text = str
del _name, _count


def _pickle_part(part):
    return type(part), (part.__origin__,)


copyreg.pickle(ParamSpecArgs, _pickle_part)
copyreg.pickle(ParamSpecKwargs, _pickle_part)


# --- protocols ---

_NOT_MEMBERS = frozenset((
    '__annotations__', '__dict__', '__doc__', '__init__', '__module__', '__new__', '__slots__', '__weakref__', '__class_getitem__',
    '__subclasshook__', '__abstractmethods__', '__parameters__', '__orig_bases__', '__orig_class__', '_is_protocol',
    '_is_runtime_protocol', '__protocol_attrs__', '__non_callable_proto_members__', '__type_params__', '__match_args__',
    '__static_attributes__', '__firstlineno__', '__annotate__', '__annotate_func__', '__annotations_cache__', '_abc_impl',
    '__classdictcell__', '__qualname__', '__subclasscheck__', '__orig_class__'))


def _get_protocol_attrs(cls):
    out = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ('Generic', 'Protocol'):
            continue
        try:
            notes = base.__annotations__
        except Exception:
            from annotationlib import Format, get_annotations
            notes = get_annotations(base, format=Format.FORWARDREF)
        out.update(name for name in (*base.__dict__, *notes) if not name.startswith('_abc_') and name not in _NOT_MEMBERS)
    return out


def _first_init(self, *args, **kwargs):
    """Stands for the __init__() of a class that derives from protocols, until it is known where that is: at the first call."""
    cls = type(self)
    if cls._is_protocol:
        raise TypeError('Protocols cannot be instantiated')
    if cls.__init__ is _first_init:
        known = (vars(base).get('__init__') for base in cls.__mro__)
        cls.__init__ = next(init for init in known if init not in (None, _first_init))
        cls.__init__(self, *args, **kwargs)


def _allow_reckless():
    return sys._getframemodulename(2) in {'abc', '_py_abc', 'functools', None}


class _ProtocolMeta(ABCMeta):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        if name == 'Protocol' and bases == (Generic,):
            pass
        elif Protocol in bases:
            for base in bases:
                fine = (base in {object, Generic} or base.__name__ in _PROTOCOL_BASES.get(base.__module__, ())
                        or issubclass(base, Generic) and getattr(base, '_is_protocol', False))
                if not fine:
                    raise TypeError(f'Protocols can only inherit from other protocols, got {base!r}')
        return super().__new__(mcls, name, bases, namespace, **kwargs)

    def __init__(cls, *args, **kwargs):
        if getattr(cls, '_is_protocol', False):
            cls.__protocol_attrs__ = _get_protocol_attrs(cls)

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if getattr(cls, '_is_protocol', False) and not _allow_reckless():
            if not getattr(cls, '_is_runtime_protocol', False):
                if not isinstance(other, type):
                    raise TypeError('issubclass() arg 1 must be a class')
                raise TypeError('Instance and class checks can only be used with @runtime_checkable protocols')
            if not isinstance(other, type):
                raise TypeError('issubclass() arg 1 must be a class')
            data = getattr(cls, '__non_callable_proto_members__', None)
            if data and cls.__dict__.get('__subclasshook__') is _structural:
                raise TypeError('Protocols with non-method members don\'t support issubclass(). Non-method members: '
                                f'{str(sorted(data))[1:-1]}.')
        return super().__subclasscheck__(other)

    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, '_is_protocol', False):
            return super().__instancecheck__(instance)
        if not getattr(cls, '_is_runtime_protocol', False) and not _allow_reckless():
            raise TypeError('Instance and class checks can only be used with @runtime_checkable protocols')
        if super().__instancecheck__(instance):
            return True
        from inspect import getattr_static
        data = getattr(cls, '__non_callable_proto_members__', ())
        for name in cls.__protocol_attrs__:
            try:
                value = getattr_static(instance, name)
            except AttributeError:
                return False
            if value is None and name not in data:
                return False
        return True


@classmethod
def _structural(cls, other):
    if not cls.__dict__.get('_is_protocol', False):
        return NotImplemented
    for name in cls.__protocol_attrs__:
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
            try:
                notes = base.__annotations__
            except Exception:
                notes = {}
            if name in notes and issubclass(other, Generic) and getattr(other, '_is_protocol', False):
                break
        else:
            return NotImplemented
    return True


_PROTOCOL_BASES = {
    'collections.abc': ['Callable', 'Awaitable', 'Iterable', 'Iterator', 'AsyncIterable', 'AsyncIterator', 'Hashable', 'Sized',
                        'Container', 'Collection', 'Reversible', 'Buffer'],
    'contextlib': ['AbstractContextManager', 'AbstractAsyncContextManager'], 'io': ['Reader', 'Writer'], 'os': ['PathLike']}


class Protocol(Generic, metaclass=_ProtocolMeta):
    """The base class of protocols: classes that are told by what they have."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get('_is_protocol', False):
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if '__subclasshook__' not in cls.__dict__:
            cls.__subclasshook__ = _structural
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _first_init


def runtime_checkable(cls):
    """Let a protocol be used with isinstance() and issubclass()."""
    if not (isinstance(cls, type) and issubclass(cls, Generic)) or not getattr(cls, '_is_protocol', False):
        raise TypeError(f'@runtime_checkable can be only applied to protocol classes, got {cls!r}')
    setattr(cls, '_is_runtime_protocol', True)
    data_members = cls.__non_callable_proto_members__ = set()
    for name in cls.__protocol_attrs__:
        try:
            data = not callable(getattr(cls, name, None))
        except Exception as error:
            raise TypeError(f'Failed to determine whether protocol member {name!r} is a method member') from error
        if data:
            data_members.add(name)
    return cls


def is_protocol(tp, /):
    """Tell whether a class is a protocol."""
    return isinstance(tp, type) and getattr(tp, '_is_protocol', False) and tp not in (Protocol, Generic)


def get_protocol_members(tp, /):
    """Return the names of the members of a protocol."""
    if not is_protocol(tp):
        raise TypeError(f'{tp!r} is not a Protocol')
    return frozenset({*tp.__protocol_attrs__})


def _support(name, method, result, args='self'):
    """Make one of the protocols with a single method. Those without a known result are generic in it."""
    scope = {'Protocol': Protocol, 'abstractmethod': abstractmethod, 'result': result}
    head, tail = (f'{name}[T]', 'T') if result is None else (name, 'result')
    exec(f'class {head}(Protocol):\n    __slots__ = ()\n    @abstractmethod\n    def {method}({args}) -> {tail}: pass', scope)
    made = runtime_checkable(scope[name])
    made.__module__ = __name__
    made.__doc__ = f'Has {method}.'
    return made


SupportsInt, SupportsFloat = _support('SupportsInt', '__int__', int), _support('SupportsFloat', '__float__', float)
SupportsComplex, SupportsBytes = _support('SupportsComplex', '__complex__', complex), _support('SupportsBytes', '__bytes__', bytes)
SupportsIndex, SupportsAbs = _support('SupportsIndex', '__index__', int), _support('SupportsAbs', '__abs__', None)
SupportsRound = _support('SupportsRound', '__round__', None, args='self, ndigits=0')


# --- what hints say ---

def _bare(t):
    """Remove Annotated, Required and the like from a type and those within it."""
    if isinstance(t, _AnnotatedAlias):
        return _bare(t.__origin__)
    if getattr(t, '__origin__', None) in (Required, NotRequired, ReadOnly):
        return _bare(t.__args__[0])
    if isinstance(t, (_GenericAlias, GenericAlias)):
        args = tuple(map(_bare, t.__args__))
        if args == t.__args__:
            return t
        return t.copy_with(args) if isinstance(t, _GenericAlias) else GenericAlias(t.__origin__, args)
    if isinstance(t, Union):
        args = tuple(map(_bare, t.__args__))
        return t if args == t.__args__ else functools.reduce(lambda a, b: Union[a, b], args)
    return t


def _eval_type(t, globalns, localns, type_params=(), *, recursive_guard=frozenset(), format=None, owner=None, parent_fwdref=None):
    """Evaluate the forward references in a type."""
    from annotationlib import ForwardRef
    if isinstance(t, ForwardRef):
        found = evaluate_forward_ref(t, globals=globalns, locals=localns, type_params=type_params, owner=owner,
                                     _recursive_guard=recursive_guard, format=format)
        return type(None) if found is None else found
    if isinstance(t, (_GenericAlias, GenericAlias, Union)):
        if isinstance(t, GenericAlias):
            place = {}
            if parent_fwdref is not None:
                place = {'module': parent_fwdref.__forward_module__, 'owner': parent_fwdref.__owner__,
                         'is_class': parent_fwdref.__forward_is_class__}
            args = tuple(ForwardRef(arg, **place) if isinstance(arg, str) else arg for arg in t.__args__)
        else:
            args = t.__args__
        new = tuple(_eval_type(arg, globalns, localns, type_params, recursive_guard=recursive_guard, format=format, owner=owner,
                               parent_fwdref=parent_fwdref)
                    if not isinstance(arg, (str, int, tuple, type(...))) or isinstance(arg, type) else arg for arg in args)
        if isinstance(t, GenericAlias) and t.__unpacked__:  # *tuple[...]
            return Unpack[GenericAlias(t.__origin__, new)]
        if new == t.__args__:
            return t
        if isinstance(t, GenericAlias):
            return GenericAlias(t.__origin__, new)
        if isinstance(t, Union):
            return functools.reduce(lambda a, b: Union[a, b], new)
        return t.copy_with(new)
    return t


def evaluate_forward_ref(forward_ref, *, owner=None, globals=None, locals=None, type_params=None, format=None,
                         _recursive_guard=frozenset()):
    """Evaluate a forward reference and those in what it stands for."""
    from annotationlib import Format, ForwardRef
    if Format.STRING == format:
        return forward_ref.__forward_arg__
    if forward_ref.__forward_arg__ in _recursive_guard:
        return forward_ref
    format = Format.VALUE if format is None else format
    value = forward_ref.evaluate(globals=globals, locals=locals, type_params=type_params, owner=owner, format=format)
    if isinstance(value, ForwardRef) and format == Format.FORWARDREF:
        return value
    if type(value) is str:
        value = ForwardRef(value, module=forward_ref.__forward_module__, owner=owner or forward_ref.__owner__,
                           is_class=forward_ref.__forward_is_class__)
    return _eval_type(value, globals, locals, type_params or (), owner=owner, format=format, parent_fwdref=forward_ref,
                      recursive_guard=_recursive_guard | {forward_ref.__forward_arg__})


def get_type_hints(obj, globalns=None, localns=None, include_extras=False, *, format=None):
    """Return the annotations of a function, class or module as a dict, with text evaluated; for a class those of its bases,
    too."""
    from annotationlib import Format, ForwardRef, get_annotations
    format = Format.VALUE if format is None else format
    if getattr(obj, '__no_type_check__', None):
        return {}
    hints = {}
    if isinstance(obj, type):
        for base in obj.__mro__[::-1]:
            notes = get_annotations(base, format=format)
            if Format.STRING == format:
                hints.update(notes)
                continue
            names = globalns if globalns is not None else getattr(sys.modules.get(base.__module__), '__dict__', {})
            local = localns if localns is not None else dict(vars(base))
            if localns is None and globalns is None:
                names, local = local, names
            for name, value in notes.items():
                if value is None:
                    value = type(None)
                if type(value) is str:
                    value = ForwardRef(value, is_argument=False, is_class=True)
                place = getattr(value, '__forward_module__', None) if globalns is None else None
                if place is not None and isinstance(value, ForwardRef):  # a TypedDict has those of its bases, from other modules
                    names = getattr(sys.modules.get(place), '__dict__', names)
                hints[name] = _eval_type(value, names, local, base.__type_params__, format=format, owner=obj)
        if Format.STRING == format or include_extras:
            return hints
        return {name: _bare(value) for name, value in hints.items()}
    notes = get_annotations(obj, format=format)
    if not notes and not isinstance(obj, (types.ModuleType, types.FunctionType, types.MethodType, types.BuiltinFunctionType)) and not callable(obj):
        raise TypeError(f'{obj!r} is not a module, class, method, or function.')
    if Format.STRING == format:
        return notes
    if globalns is None:
        if isinstance(obj, types.ModuleType):
            globalns = obj.__dict__
        else:
            globalns = getattr(_innermost(obj), '__globals__', {})
        localns = globalns if localns is None else localns
    elif localns is None:
        localns = globalns
    params = getattr(obj, '__type_params__', ())
    for name, value in notes.items():
        if value is None:
            value = type(None)
        if type(value) is str:
            value = ForwardRef(value, is_argument=not isinstance(obj, types.ModuleType), is_class=False)
        hints[name] = _eval_type(value, globalns, localns, params, format=format, owner=obj)
    return hints if include_extras else {name: _bare(value) for name, value in hints.items()}


def _innermost(obj):
    """Return what wrappers like those of functools.wraps() wrap."""
    seen, first = {id(obj)}, obj
    while hasattr(obj, '__wrapped__'):
        obj = obj.__wrapped__
        if id(obj) in seen:
            raise ValueError(f'wrapper loop when unwrapping {first!r}')
        seen.add(id(obj))
    return obj


def get_origin(tp):
    """Return the type without its arguments, None if it has none."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, GenericAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    return Union if isinstance(tp, Union) else None


def get_args(tp):
    """Return the arguments of a type."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        args = tp.__args__
        if tp.__origin__ is _abc.Callable and not (len(args) == 2 and _is_param_expr(args[0])):
            *first, result = args
            args = first, result
        return args
    return tp.__args__ if isinstance(tp, Union) else ()


def is_typeddict(tp):
    """Tell whether a class is a TypedDict."""
    return isinstance(tp, _TypedDictMeta)


# --- functions that type checkers know ---

def cast(typ, val):
    """Return the value; type checkers take it for one of the type."""
    return val


def assert_type(val, typ, /):
    """Return the value; type checkers check its type."""
    return val


_ASSERT_NEVER_REPR_MAX_LENGTH = 100


def assert_never(arg, /):
    """Raise: type checkers check that this is never called."""
    text = repr(arg)
    if len(text) > _ASSERT_NEVER_REPR_MAX_LENGTH:
        text = text[:_ASSERT_NEVER_REPR_MAX_LENGTH] + '...'
    raise AssertionError(f'Expected code to be unreachable, but got: {text}')


def reveal_type(obj, /):
    """Print the type of an object on standard error and return the object."""
    print(f'Runtime type is {type(obj).__name__!r}', file=sys.stderr)
    return obj


def _note(obj, name):
    try:
        setattr(obj, name, True)
    except (AttributeError, TypeError):
        pass
    return obj


def final(f):
    """Decorate a method or class that must not be overridden."""
    return _note(f, '__final__')


def override(method, /):
    """Decorate a method that overrides one."""
    return _note(method, '__override__')


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False, frozen_default=False,
                        field_specifiers=(), **kwargs):
    """Decorate something that makes dataclasses."""
    def decorate(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = dict(
            eq_default=eq_default, order_default=order_default, kw_only_default=kw_only_default, frozen_default=frozen_default,
            field_specifiers=field_specifiers, kwargs=kwargs)
        return cls_or_fn
    return decorate


def no_type_check(arg):
    """Decorate something whose annotations are no hints."""
    if isinstance(arg, type):
        for name, value in vars(arg).items():
            inner = value.__func__ if isinstance(value, (staticmethod, classmethod)) else value
            if getattr(inner, '__module__', None) != arg.__module__:
                continue
            if isinstance(inner, types.FunctionType) and inner.__qualname__ == f'{arg.__qualname__}.{inner.__name__}':
                inner.__no_type_check__ = True
            elif isinstance(value, type) and value.__qualname__ == f'{arg.__qualname__}.{value.__name__}':
                no_type_check(value)
    return _note(arg, '__no_type_check__')


def no_type_check_decorator(decorator):
    """Let a decorator do what no_type_check does, too."""
    import warnings
    warnings._deprecated('typing.no_type_check_decorator', remove=(3, 15))

    @functools.wraps(decorator)
    def wrapped(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    return wrapped


_overload_registry = collections.defaultdict(functools.partial(collections.defaultdict, dict))


def _overload_dummy(*args, **kwds):
    raise NotImplementedError('You should not call an overloaded function. A series of @overload-decorated functions outside a '
                              'stub module should always be followed by an implementation that is not @overload-ed.')


def overload(func):
    """Decorate one of the signatures of a function."""
    inner = getattr(func, '__func__', func)
    try:
        _overload_registry[inner.__module__][inner.__qualname__][inner.__code__.co_firstlineno] = func
    except AttributeError:
        pass
    return _overload_dummy


def get_overloads(func):
    """Return the signatures of a function that overload has seen."""
    inner = getattr(func, '__func__', func)
    if inner.__module__ not in _overload_registry or inner.__qualname__ not in _overload_registry[inner.__module__]:
        return []
    return list(_overload_registry[inner.__module__][inner.__qualname__].values())


def clear_overloads():
    """Forget what overload has seen."""
    _overload_registry.clear()


class NewType:
    """A type of its own for type checkers: calling it returns the argument."""

    __call__ = _idfunc

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition('.')[2] if '.' in name else name
        self.__supertype__ = tp
        module = sys._getframemodulename(1)
        if module != 'typing':
            self.__module__ = module

    def __mro_entries__(self, bases):
        name = self.__name__

        class Dummy:
            def __init_subclass__(cls):
                raise TypeError(f'Cannot subclass an instance of NewType. Perhaps you were looking for: '
                                f'`{cls.__name__} = NewType({cls.__name__!r}, {name})`')
        return (Dummy,)

    def __repr__(self):
        return f'{self.__module__}.{self.__qualname__}'

    def __reduce__(self):
        return self.__qualname__

    __or__, __ror__ = _or, _ror


# --- named tuples and typed dictionaries ---

_FIXED = frozenset(('__new__', '__init__', '__slots__', '__getnewargs__', '_fields', '_field_defaults', '_field_types', '_make',
                    '_replace', '_asdict', '_source'))
_SET_ANYWAY = frozenset(('__module__', '__name__', '__annotations__', '__annotate__', '__annotate_func__', '__annotations_cache__'))


def _annotated_by(types_of, checked):
    """Return an annotate function for fields whose types are known."""
    def annotate(format):
        from annotationlib import Format, annotations_to_string
        if format in (Format.VALUE, Format.FORWARDREF):
            return checked
        return annotations_to_string(types_of)
    return annotate


def _make_nmtuple(name, fields, annotate_func, module, defaults=()):
    made = collections.namedtuple(name, fields, defaults=defaults, module=module)
    made.__annotate__ = made.__new__.__annotate__ = annotate_func
    return made


def _wrapped_annotate(namespace, check):
    """Return the annotate function of a class body with the types checked."""
    from annotationlib import Format, call_annotate_function, get_annotate_from_class_namespace
    own = get_annotate_from_class_namespace(namespace)
    if own is None:
        notes = namespace.get('__annotations__', {})
        return list(notes), _annotated_by(notes, {name: check(value) for name, value in notes.items()})
    names = list(call_annotate_function(own, Format.FORWARDREF))

    def annotate(format):
        found = call_annotate_function(own, format)
        if Format.STRING == format:
            return found
        return {name: check(value) for name, value in found.items()}
    return names, annotate


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError('can only inherit from a NamedTuple type and Generic')
        if '__classcell__' in ns:
            raise TypeError('uses of super() and __class__ are unsupported in methods of NamedTuple subclasses')
        bases = tuple(tuple if base is _NamedTuple else base for base in bases)
        names, annotate = _wrapped_annotate(ns, lambda t: _type_check(t, 'field annotation must be a type'))
        defaults = []
        for name in names:
            if name in ns:
                defaults.append(name)
            elif defaults:
                raise TypeError(f'Non-default namedtuple field {name} cannot follow default field'
                                f'{"s" if len(defaults) > 1 else ""} {", ".join(defaults)}')
        from annotationlib import Format
        annotate(Format.FORWARDREF)  # what is no type is refused now
        made = _make_nmtuple(typename, names, annotate, ns['__module__'], defaults=[ns[name] for name in defaults])
        made.__bases__ = bases
        if Generic in bases:
            made.__class_getitem__ = classmethod(_generic_class_getitem)
        for key, value in ns.items():
            if key in _FIXED:
                raise AttributeError('Cannot overwrite NamedTuple attribute ' + key)
            if key not in _SET_ANYWAY:
                if key not in made._fields:
                    setattr(made, key, value)
                hook = getattr(type(value), '__set_name__', None)
                if hook is not None:
                    try:
                        hook(value, made, key)
                    except BaseException as error:
                        error.add_note(f'Error calling __set_name__ on {type(value).__name__!r} instance {key!r} in {typename!r}')
                        raise
        if Generic in bases:
            made.__init_subclass__()
        return made


def NamedTuple(typename, fields=_sentinel, /, **kwargs):
    """Make a named tuple of (name, type) pairs; as a base class of a class with annotations."""
    import warnings
    if fields is _sentinel:
        if kwargs:
            name, example = 'Creating NamedTuple classes using keyword arguments', None
            message = '{name} is deprecated and will be disallowed in Python {remove}. Use the class-based or functional syntax instead.'
        else:
            name = 'Failing to pass a value for the \'fields\' parameter'
            message = ('{name} is deprecated and will be disallowed in Python {remove}. To create a NamedTuple class with 0 fields '
                       f'using the functional syntax, pass an empty list, e.g. `{typename} = NamedTuple({typename!r}, [])`.')
        warnings._deprecated(name, message=message, remove=(3, 15))
        fields = kwargs.items()
    elif fields is None:
        if kwargs:
            raise TypeError('Cannot pass `None` as the \'fields\' parameter and also specify fields using keyword arguments')
        message = ('{name} is deprecated and will be disallowed in Python {remove}. To create a NamedTuple class with 0 fields using '
                   f'the functional syntax, pass an empty list, e.g. `{typename} = NamedTuple({typename!r}, [])`.')
        warnings._deprecated("Passing `None` as the 'fields' parameter", message=message, remove=(3, 15))
        fields = ()
    elif kwargs:
        raise TypeError('Either list of fields or keywords can be provided to NamedTuple, not both')
    given = {name: t for name, t in fields}
    checked = {name: _type_check(t, f'field {name} annotation must be a type') for name, t in given.items()}
    made = _make_nmtuple(typename, list(given), _annotated_by(given, checked), sys._getframemodulename(1) or '__main__')
    made.__orig_bases__ = (NamedTuple,)
    return made


_NamedTuple = type.__new__(NamedTupleMeta, 'NamedTuple', (), {})


def _namedtuple_mro_entries(bases):
    return (_NamedTuple,)


NamedTuple.__mro_entries__ = _namedtuple_mro_entries


def _qualifiers(annotation):
    """Return which of Required, NotRequired and ReadOnly a type has."""
    found = []
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in (Required, NotRequired, ReadOnly):
            found.append(origin)
            annotation = get_args(annotation)[0]
        else:
            return found


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError('cannot inherit from both a TypedDict type and a non-TypedDict base class')
        generic = (Generic,) if any(issubclass(base, Generic) for base in bases) else ()
        made = None  # while the types of a dict are checked

        def check(t):
            message = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
            return _type_check(t, message, owner=made if '__annotations__' in own else None, module=ns.get('__module__'))

        own = {key: ns[key] for key in ('__annotate__', '__annotate_func__', '__annotations__') if key in ns}
        for key in ('__annotate__', '__annotate_func__', '__annotations__'):
            ns.pop(key, None)
        made = type.__new__(_TypedDictMeta, name, (*generic, dict), ns)
        names, annotate = _wrapped_annotate(own, check)
        if not hasattr(made, '__orig_bases__'):
            made.__orig_bases__ = bases
        from annotationlib import Format
        required, optional, readonly, mutable = set(), set(), set(), set()
        for base in bases:
            required |= base.__dict__.get('__required_keys__', set())
            optional |= base.__dict__.get('__optional_keys__', set())
            required -= base.__dict__.get('__optional_keys__', set())
            optional -= base.__dict__.get('__required_keys__', set())
            readonly |= base.__dict__.get('__readonly_keys__', set())
            mutable |= base.__dict__.get('__mutable_keys__', set())
        for key, value in annotate(Format.FORWARDREF).items():
            marks = _qualifiers(value)
            needed = True if Required in marks else False if NotRequired in marks else total
            for wanted, chosen, other in ((needed, required, optional), (not needed, optional, required)):
                if wanted:
                    chosen.add(key)
                    other.discard(key)
            if ReadOnly in marks:
                if key in mutable:
                    raise TypeError(f'Cannot override mutable key {key!r} with read-only key')
                readonly.add(key)
            else:
                mutable.add(key)
                readonly.discard(key)

        def __annotate__(format):
            out = {}
            from annotationlib import call_annotate_function
            for base in bases:
                own = base.__annotate__ if type(base) is _TypedDictMeta else None
                if own is not None:
                    out.update(call_annotate_function(own, format, owner=base))
            out.update(annotate(format))
            return out

        made.__annotate__ = __annotate__
        made.__required_keys__, made.__optional_keys__ = frozenset(required), frozenset(optional)
        made.__readonly_keys__, made.__mutable_keys__ = frozenset(readonly), frozenset(mutable)
        made.__total__ = total
        return made

    __call__ = dict

    def __subclasscheck__(cls, other):
        raise TypeError('TypedDict does not support instance and class checks')

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields=_sentinel, /, *, total=True):
    """Make a type for dictionaries with certain keys, each with a type; as a base class of a class with annotations."""
    if fields is _sentinel or fields is None:
        import warnings
        what = "Failing to pass a value for the 'fields' parameter" if fields is _sentinel else "Passing `None` as the 'fields' parameter"
        warnings._deprecated(what, message='{name} is deprecated and will be disallowed in Python {remove}. To create a TypedDict '
                             'class with 0 fields using the functional syntax, pass an empty dictionary, e.g. '
                             f'`{typename} = TypedDict({typename!r}, {{{{}}}})`.', remove=(3, 15))
        fields = {}
    namespace = {'__annotations__': dict(fields)}
    module = sys._getframemodulename(1)
    if module is not None:
        namespace['__module__'] = module
    made = _TypedDictMeta(typename, (), namespace, total=total)
    made.__orig_bases__ = (TypedDict,)
    return made


_TypedDict = type.__new__(_TypedDictMeta, 'TypedDict', (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


# --- streams ---

class IO(Generic[AnyStr]):
    """What open() returns, as far as types go."""

    __slots__ = ()


def _stream_members(cls, properties, methods):
    """Give a class of streams its abstract members. Of each method the parameters behind self are given, as text."""
    def member(name, parameters=''):
        def fail(self, *args):
            pass
        fail.__name__, fail.__qualname__ = name, f'{cls.__name__}.{name}'
        fail.__text_signature__ = f'(self{parameters})'
        return abstractmethod(fail)

    for name in properties.split():
        setattr(cls, name, property(member(name)))
    for name, parameters in methods.items():
        setattr(cls, name, member(name, parameters))


_stream_members(IO, 'closed mode name', dict.fromkeys('close fileno flush isatty readable seekable tell writable __enter__'.split(), '') | {
    'read': ', n=-1', 'readline': ', limit=-1', 'readlines': ', hint=-1', 'seek': ', offset, whence=0', 'truncate': ', size=None',
    'write': ', s', 'writelines': ', lines', '__exit__': ', type, value, traceback'})


class BinaryIO(IO[bytes]):
    """A stream of bytes."""

    __slots__ = ()

    @abstractmethod
    def __enter__(self) -> 'BinaryIO':
        pass


class TextIO(IO[str]):
    """A stream of text."""

    __slots__ = ()

    @abstractmethod
    def __enter__(self) -> 'TextIO':
        pass


_stream_members(TextIO, 'buffer encoding errors line_buffering newlines', {})
_stream_members(BinaryIO, '', {'write': ', s'})
