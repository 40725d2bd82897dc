"""Enumerations: sets of names bound to unique, constant values, and flags that can be combined."""

import _operator
import sys
from types import DynamicClassAttribute, MappingProxyType

__all__ = ['EnumType', 'EnumMeta', 'EnumDict', 'Enum', 'IntEnum', 'StrEnum', 'Flag', 'IntFlag', 'ReprEnum', 'auto', 'unique',
           'property', 'verify', 'member', 'nonmember', 'FlagBoundary', 'STRICT', 'CONFORM', 'EJECT', 'KEEP',
           'global_flag_repr', 'global_enum_repr', 'global_str', 'global_enum', 'EnumCheck', 'CONTINUOUS', 'NAMED_FLAGS',
           'UNIQUE', 'pickle_by_global_name', 'pickle_by_enum_name']

# The classes are made with the metaclass that asks for them; until then there are none.
Enum = Flag = EJECT = ReprEnum = None
_builtin_property = property


class nonmember:
    """Keeps a value from becoming a member."""

    def __init__(self, value):
        self.value = value


class member:
    """Makes a value a member that wouldn't become one, such as a function or class."""

    def __init__(self, value):
        self.value = value


class _Unset:
    def __init__(self, text):
        self._text = text

    def __repr__(self):
        return self._text


_not_given = _Unset('<not given>')
_auto_null = _Unset('_auto_null')


class auto:
    """Stands for the next value."""

    def __init__(self, value=_auto_null):
        self.value = value

    def __repr__(self):
        return 'auto(%r)' % self.value


# --- names ---

def _is_descriptor(obj):
    """Tell whether an object decides itself what an attribute is."""
    return hasattr(obj, '__get__') or hasattr(obj, '__set__') or hasattr(obj, '__delete__')


def _is_wrapped(name, mark):
    """Tell whether a name has so many underscores on both ends, and no more."""
    size = len(mark)
    core = name[size:-size]
    return len(name) > 2 * size and name.startswith(mark) and name.endswith(mark) and core[0] != '_' != core[-1]


def _is_dunder(name):
    """Tell whether a name is like __this__."""
    return _is_wrapped(name, '__')


def _is_sunder(name):
    """Tell whether a name is like _this_."""
    return _is_wrapped(name, '_')


def _is_internal_class(cls_name, obj):
    """Tell whether an object is a class defined in the body of the class of that name."""
    return isinstance(obj, type) and obj.__qualname__.endswith(f'{cls_name}.{obj.__name__}')


def _is_private(cls_name, name):
    """Tell whether a name is a mangled private one of the class."""
    start = f'_{cls_name}__'
    return len(name) > len(start) and name.startswith(start) and (name[-1] != '_' or name[-2] != '_')


def _words(text):
    """Split a list of names at commas and spaces."""
    return text.replace(',', ' ').split()


# --- bits ---

def _is_single_bit(num):
    """Tell whether a number is a power of two."""
    return num > 0 and num & num - 1 == 0


def _high_bit(value):
    """Return the number of the highest bit, -1 for 0."""
    return -1 + value.bit_length()


def _iter_bits_lsb(num):
    """Iterate over the powers of two that a number consists of, from the lowest."""
    num = getattr(num, 'value', num) if isinstance(num, Enum) else num
    if num < 0:
        raise ValueError('%r is not a positive integer' % num)
    while num:
        low = num & -num
        yield low
        num -= low


def show_flag_values(value):
    """Return the list of powers of two that a value consists of."""
    return list(_iter_bits_lsb(value))


def bin(num, max_bits=None):
    """Like the built-in function, with the sign bit in front: 0b0 1010 and 0b1 0110."""
    width = num.bit_length()
    digits = format(num & (1 << width) - 1, f'0{width}b') if width else ''
    sign = num < 0
    return f'0b{sign:d} {digits.rjust(max_bits or 0, "01"[sign])}'


class property(DynamicClassAttribute):
    """A property of members; asked for on the class, it gives the member of that name."""

    member = None
    _attr_type = None
    _cls_type = None

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.member is not None:
                return self.member
            raise AttributeError('%r has no attribute %r' % (ownerclass, self.name))
        if self.fget is not None:
            return self.fget(instance)
        if self._attr_type == 'attr':
            return getattr(self._cls_type, self.name)
        if self._attr_type == 'desc':
            return getattr(instance._value_, self.name)
        try:
            return ownerclass._member_map_[self.name]
        except KeyError:
            raise AttributeError('%r has no attribute %r' % (ownerclass, self.name)) from None

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError('<enum %r> cannot set attribute %r' % (self.clsname, self.name))
        return self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError('<enum %r> cannot delete attribute %r' % (self.clsname, self.name))
        return self.fdel(instance)

    def __set_name__(self, ownerclass, name):
        self.name, self.clsname = name, ownerclass.__name__


_RESERVED = frozenset((
    '_order_', '_generate_next_value_', '_numeric_repr_', '_missing_', '_ignore_', '_iter_member_', '_iter_member_by_value_',
    '_iter_member_by_def_', '_add_alias_', '_add_value_alias_', '_use_args_', '_member_names_'))


class EnumDict(dict):
    """The namespace of the body of an enumeration: it notes which names are members."""

    def __init__(self, cls_name=None):
        super().__init__()
        self._member_names = {}
        self._last_values, self._ignore = [], []
        self._auto_called = False
        self._cls_name = cls_name

    def __setitem__(self, key, value):
        if self._cls_name is not None and _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            value = self._special(key, value)
        elif _is_dunder(key):
            if key == '__order__':
                key = '_order_'
        elif key in self._member_names:
            raise TypeError('%r already defined as %r' % (key, self[key]))
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif _is_descriptor(value) or self._cls_name is not None and _is_internal_class(self._cls_name, value):
            pass
        else:
            if key in self:
                raise TypeError('%r already defined as %r' % (key, self[key]))
            value = self._member_value(key, value)
        super().__setitem__(key, value)

    def _special(self, key, value):
        """Deal with a name like _this_."""
        if key not in _RESERVED - {'_use_args_', '_member_names_'}:
            raise ValueError('_sunder_ names, such as %r, are reserved for future Enum use' % (key,))
        if key == '_generate_next_value_':
            if self._auto_called:
                raise TypeError('_generate_next_value_ must be defined before members')
            self._generate_next_value = value.__func__ if isinstance(value, staticmethod) else value
        elif key == '_ignore_':
            value = _words(value) if isinstance(value, str) else list(value)
            self._ignore = value
            already = set(value) & set(self._member_names)
            if already:
                raise ValueError('_ignore_ cannot specify already set names: %r' % (already,))
        return value

    def _member_value(self, key, value):
        """Note a member; return its value with each auto() replaced."""
        changed = False
        if isinstance(value, member):
            value = value.value
        else:
            parts = list(value) if type(value) is tuple or isinstance(value, tuple) else [value]
            for at, part in enumerate(parts):
                if isinstance(part, auto):
                    if part.value is _auto_null:
                        part.value = self._generate_next_value(key, 1, len(self._member_names), self._last_values[:])
                        self._auto_called = True
                    parts[at] = part.value
                    self._last_values.append(part.value)
                    changed = True
            if changed:
                if not isinstance(value, tuple):
                    value = parts[0]
                else:
                    try:
                        value = type(value)(parts)
                    except TypeError:
                        value = type(value)(*parts)
        self._member_names[key] = None
        if not changed:
            self._last_values.append(value)
        return value

    @property
    def member_names(self):
        """The names of the members so far."""
        return list(self._member_names)

    def update(self, members, **more_members):
        for name, value in [*(members.items() if hasattr(members, 'keys') else members), *more_members.items()]:
            self[name] = value



class _Members:
    """An entry of a class's namespace that makes the members when the class is there, before __init_subclass__ runs."""

    def __init__(self, values):
        self.values = values

    def __set_name__(self, cls, name):
        for key, value in self.values.items():
            _make_member(cls, key, value)
        delattr(cls, name)


def _make_member(cls, name, value):
    """Make a member, or an alias of one with that value."""
    args = value if isinstance(value, tuple) else (value,)
    if cls._member_type_ is tuple:
        args = (args,)
    made = cls._new_member_(cls, *args) if cls._use_args_ else cls._new_member_(cls)
    if not hasattr(made, '_value_'):
        if cls._member_type_ is object:
            made._value_ = value
        else:
            try:
                made._value_ = cls._member_type_(*args)
            except Exception as error:
                problem = TypeError('_value_ not set in __new__, unable to create it')
                problem.__cause__ = error
                raise problem
    value = made._value_
    made._name_ = name
    made.__objclass__ = cls
    made.__init__(*args)
    made._sort_order_ = len(cls._member_names_)
    flag = Flag is not None and issubclass(cls, Flag)
    if flag and isinstance(value, int):
        cls._flag_mask_ |= value
        if _is_single_bit(value):
            cls._singles_mask_ |= value
        cls._all_bits_ = (1 << cls._flag_mask_.bit_length()) - 1
    known = _known_member(cls, value)
    if known is not None:
        made = known
    elif not flag or not isinstance(value, int) or _is_single_bit(value):
        cls._member_names_.append(name)
    cls._add_member_(name, made)
    _note_value(cls, made, name, value)


def _note_value(cls, one, name, value):
    """Remember that a value means a member."""
    try:
        if cls._value2member_map_.setdefault(value, one) is one and value not in cls._hashable_values_:
            cls._hashable_values_.append(value)
    except TypeError:
        cls._unhashable_values_.append(value)
        cls._unhashable_values_map_.setdefault(name, []).append(value)


def _known_member(cls, value):
    """Return the member with a value, None if there is none."""
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        for name, values in cls._unhashable_values_map_.items():
            if value in values:
                return cls._member_map_[name]
        for other in cls._member_map_.values():
            if other._value_ == value:
                return other
    return None


_FLAG_OPERATORS = '__or__', '__and__', '__xor__', '__ror__', '__rand__', '__rxor__', '__invert__'


class EnumType(type):
    """The class of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        namespace = EnumDict(cls)
        _, parent = metacls._get_mixins_(cls, bases)
        if parent is not None:
            namespace['_generate_next_value_'] = getattr(parent, '_generate_next_value_', None)
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if _simple:
            return super().__new__(metacls, cls, bases, classdict, **kwds)
        ignored = classdict.get('_ignore_', [])
        for name in [*ignored, '_ignore_']:
            classdict.pop(name, None)
        names = classdict._member_names
        invalid = set(names) & {'mro', ''}
        if invalid:
            raise ValueError('invalid enum member name(s) %s' % ','.join(map(repr, invalid)))
        order = classdict.pop('_order_', None)
        following = classdict.get('_generate_next_value_')
        if following is not None and type(following) is not staticmethod:
            dict.__setitem__(classdict, '_generate_next_value_', staticmethod(following))
        member_type, parent = metacls._get_mixins_(cls, bases)
        new, save_new, use_args = metacls._find_new_(classdict, member_type, parent)
        flag = Flag is not None and parent is not None and issubclass(parent, Flag) or Flag is None and cls == 'Flag'
        values = {name: classdict.pop(name) for name in names}
        facts = dict(
            _new_member_=new, _use_args_=use_args, _member_names_=[], _member_map_={}, _value2member_map_={},
            _hashable_values_=[], _unhashable_values_=[], _unhashable_values_map_={}, _member_type_=member_type,
            _value_repr_=metacls._find_data_repr_(cls, bases))
        if flag:
            facts.update(_boundary_=boundary or getattr(parent, '_boundary_', None), _flag_mask_=0, _singles_mask_=0,
                         _all_bits_=0, _inverted_=None)
        for name, value in facts.items():
            dict.__setitem__(classdict, name, value)
        if values:
            dict.__setitem__(classdict, '_members_to_make_', _Members(values))
        try:
            made = super().__new__(metacls, cls, bases, classdict, **kwds)
        except Exception as error:
            if hasattr(error, '__notes__'):  # that __set_name__ failed says nothing to whom has written the enumeration
                del error.__notes__
            raise
        metacls._add_methods(made, classdict, member_type, parent, save_new, flag)
        if flag:
            in_order = [one._value_ for one in made if isinstance(one._value_, int)]
            if in_order != sorted(in_order):
                made._iter_member_ = made._iter_member_by_def_
        if order is not None:
            metacls._check_order(made, order, flag)
        return made

    @staticmethod
    def _check_order(made, order, flag):
        """Compare the members with what _order_ lists."""
        if isinstance(order, str):
            order = _words(order)
        found = made._member_names_
        if flag:
            known = made._member_map_
            order = [name for name in order
                     if name not in known or name in found or name not in made._member_names_ and not
                     (name in known and (known[name]._name_ != name or not _is_single_bit(known[name]._value_)))]
        else:
            known = made._member_map_
            order = [name for name in order if name not in known or name in found]
        if found != order:
            raise TypeError('member order does not match _order_:\n  %r\n  %r' % (found, order))

    @staticmethod
    def _add_methods(made, classdict, member_type, parent, save_new, flag):
        """Choose between the methods of Enum and those of the type of the values."""
        decided = set(classdict)
        if ReprEnum is not None and ReprEnum in made.__bases__:
            text = member_type.__str__
            for name, method in (('__format__', member_type.__format__),
                                 ('__str__', member_type.__repr__ if text is object.__str__ else text)):
                if name not in decided:
                    setattr(made, name, method)
                    decided.add(name)
        for name in ('__repr__', '__str__', '__format__', '__reduce_ex__'):
            if name not in decided and parent is not None:
                found = getattr(made, name)
                if found in (getattr(member_type, name), getattr(object, name)):
                    setattr(made, name, getattr(parent, name))
        if flag and Flag is not None:
            for name in _FLAG_OPERATORS:
                if name not in classdict:
                    setattr(made, name, getattr(Flag, name))
        if Enum is not None:
            if save_new:
                made.__new_member__ = classdict['__new__']
            made.__new__ = Enum.__new__

    def __init__(cls, *args, **kwds):
        super().__init__(*args)

    def __bool__(cls):
        """All classes are true, also those without members."""
        return True

    def __call__(cls, value, names=_not_given, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        """Find the member with a value; of a class without members: make a new enumeration with these names."""
        if cls._member_map_:
            if names is not _not_given:
                value = (value, names) + values
            else:
                try:
                    return cls._value2member_map_[value]
                except (KeyError, TypeError):
                    pass
            return cls.__new__(cls, value)
        if names is _not_given and type is None:
            raise TypeError(f'{cls} has no members; specify `names=()` if you meant to create a new, empty, enum')
        return cls._create_(value, None if names is _not_given else names, module=module, qualname=qualname, type=type,
                            start=start, boundary=boundary)

    def __contains__(cls, value):
        """Tell whether a value is a member or the value of one."""
        if isinstance(value, cls):
            return True
        if Flag is not None and issubclass(cls, Flag):
            try:
                return isinstance(cls._missing_(value), cls)
            except ValueError:
                return False
        try:
            return value in cls._value2member_map_
        except TypeError:
            return value in cls._unhashable_values_ or value in cls._hashable_values_

    def __delattr__(cls, attr):
        if attr in cls.__dict__.get('_member_map_', {}):
            raise AttributeError('%r cannot delete member %r.' % (cls.__name__, attr))
        super().__delattr__(attr)

    def __dir__(cls):
        listed = {'__contains__', '__getitem__', '__iter__', '__len__', '__members__', '__name__', '__qualname__',
                  '__class__', '__doc__', '__module__', '__init_subclass__', *cls._member_names_}
        if cls._new_member_ is not object.__new__:
            listed.add('__new__')
        if cls.__init_subclass__ is not object.__init_subclass__:
            listed.add('__init_subclass__')
        if cls._member_type_ is object:
            return sorted(listed)
        return sorted(set(dir(cls._member_type_)) | listed)

    def __getitem__(cls, name):
        """Find the member with a name."""
        return cls._member_map_[name]

    def __iter__(cls):
        """Iterate over the members, not the aliases, in the order of their definition."""
        members = cls._member_map_
        return (members[name] for name in cls._member_names_)

    def __reversed__(cls):
        members = cls._member_map_
        return (members[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    @_builtin_property
    def __members__(cls):
        """A mapping of all names, aliases too, to members."""
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        kind = 'flag' if Flag is not None and issubclass(cls, Flag) else 'enum'
        return f'<{kind} {cls.__name__!r}>'

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError('cannot reassign member %r' % (name,))
        super().__setattr__(name, value)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
        """Make an enumeration of names: one string, or a sequence of names or of pairs with values, or a mapping."""
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        _, parent = cls._get_mixins_(class_name, bases)
        namespace = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = _words(names)
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            plain, names, made = names, [], []
            for count, name in enumerate(plain):
                value = parent._generate_next_value_(name, start, count, made[:])
                made.append(value)
                names.append((name, value))
        if names is None:
            names = ()
        for item in names:
            name, value = (item, names[item]) if isinstance(item, str) else item
            namespace[name] = value
        if module is None:
            try:
                module = sys._getframemodulename(2)
            except AttributeError:
                try:
                    module = sys._getframe(2).f_globals['__name__']
                except (AttributeError, ValueError, KeyError):
                    pass
        if module is None:
            _make_class_unpicklable(namespace)
        else:
            namespace['__module__'] = module
        if qualname is not None:
            namespace['__qualname__'] = qualname
        return metacls.__new__(metacls, class_name, bases, namespace, boundary=boundary)

    def _convert_(cls, name, module, filter, source=None, *, boundary=None, as_global=False):
        """Make an enumeration of the constants of a module that filter accepts, and put it there in their place."""
        target = sys.modules[module].__dict__
        found = [(key, value) for key, value in (source.__dict__ if source else target).items() if filter(key)]
        try:
            found.sort(key=lambda pair: (pair[1], pair[0]))
        except TypeError:
            found.sort(key=lambda pair: pair[0])
        made = cls(name, found, module=module, boundary=boundary or KEEP)
        if as_global:
            global_enum(made)
        else:
            sys.modules[made.__module__].__dict__.update(made.__members__)
        target[name] = made
        return made

    @classmethod
    def _check_for_existing_members_(mcls, class_name, bases):
        for given in bases:
            for ancestor in given.__mro__:
                if isinstance(ancestor, EnumType) and ancestor._member_names_:
                    raise TypeError('<enum %r> cannot extend %r' % (class_name, ancestor))

    @classmethod
    def _get_mixins_(mcls, class_name, bases):
        """Return the type of the values and the enumeration among the bases."""
        if not bases:
            return object, Enum
        parent = bases[-1]
        if not isinstance(parent, EnumType):
            raise TypeError('new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`')
        return mcls._find_data_type_(class_name, bases) or object, parent

    @classmethod
    def _find_data_repr_(mcls, class_name, bases):
        for given in bases:
            for ancestor in given.__mro__:
                if ancestor is object:
                    continue
                if isinstance(ancestor, EnumType):
                    return ancestor._value_repr_
                if '__repr__' in ancestor.__dict__:
                    options = ancestor.__dict__.get('__dataclass_params__')
                    if (options is not None and options.repr
                            and getattr(ancestor.__dict__['__repr__'], '__name__', '') == '__repr__'
                            and '__dataclass_fields__' in ancestor.__dict__):
                        return _dataclass_repr
                    return ancestor.__dict__['__repr__']
        return None

    @classmethod
    def _find_data_type_(mcls, class_name, bases):
        found, passed = set(), set()
        for given in bases:
            candidate = None
            for ancestor in given.__mro__:
                passed.add(ancestor)
                if ancestor is object:
                    continue
                if isinstance(ancestor, EnumType):
                    if ancestor._member_type_ is not object:
                        found.add(ancestor._member_type_)
                        break
                elif '__new__' in ancestor.__dict__ or '__dataclass_fields__' in ancestor.__dict__:
                    found.add(candidate or ancestor)
                    break
                else:
                    candidate = candidate or ancestor
        if len(found) > 1:
            raise TypeError('too many data types for %r: %r' % (class_name, found))
        return found.pop() if found else None

    @classmethod
    def _find_new_(mcls, classdict, member_type, first_enum):
        """Return what makes members, whether the class defines it, and whether it takes the value."""
        new = classdict.get('__new__')
        save_new = first_enum is not None and new is not None
        if new is None:
            plain = {None, object.__new__} | ({Enum.__new__} if Enum is not None else set())
            for name in ('__new_member__', '__new__'):
                for source in (member_type, first_enum):
                    found = getattr(source, name, None)
                    if found not in plain:
                        new = found
                        break
                if new is not None:
                    break
            else:
                new = object.__new__
        use_args = first_enum is not None and new not in {object.__new__}
        if Enum is not None and new is Enum.__new__:
            new, use_args = object.__new__, False
        return new, save_new, use_args

    def _add_member_(cls, name, member):
        """Give a name to a member: an attribute, or what a property of that name gives for the class."""
        known = cls._member_map_.get(name)
        if known is not None and known is not member:
            raise NameError('%r is already bound: %r' % (name, known))
        found = kind = owner = None
        for base in cls.__mro__[1:]:
            attribute = base.__dict__.get(name)
            if attribute is None:
                continue
            if isinstance(attribute, (property, DynamicClassAttribute)):
                found = attribute
                break
            if _is_descriptor(attribute):
                found, kind, owner = found or attribute, kind or 'desc', base
            else:
                found, kind, owner = attribute, 'attr', base
        if found is None:
            type.__setattr__(cls, name, member)
        else:
            made = property()
            made.member = member
            made.__set_name__(cls, name)
            if hasattr(found, 'fget'):
                made.fget, made.fset, made.fdel = found.fget, found.fset, found.fdel
            else:
                made._attr_type, made._cls_type = kind, owner
            type.__setattr__(cls, name, made)
        cls._member_map_[name] = member

    @property
    def __signature__(cls):
        from inspect import Parameter, Signature
        if cls._member_names_:
            return Signature([Parameter('values', Parameter.VAR_POSITIONAL)])
        return Signature([
            Parameter('new_class_name', Parameter.POSITIONAL_ONLY), Parameter('names', Parameter.POSITIONAL_OR_KEYWORD),
            *(Parameter(name, Parameter.KEYWORD_ONLY, default=default) for name, default in
              (('module', None), ('qualname', None), ('type', None), ('start', 1), ('boundary', None)))])


EnumMeta = EnumType


class Enum(metaclass=EnumType):
    """Names for constant values: the members, one object for each value."""

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            found = _known_member(cls, value)
            if found is not None:
                return found
        if not cls._member_map_:
            if '_members_to_make_' in cls.__dict__:
                raise TypeError('do not use `super().__new__; call the appropriate __new__ directly')
            raise TypeError('%r has no members defined' % cls)
        failure = None
        try:
            result = cls._missing_(value)
        except Exception as error:
            failure, result = error, None
        try:
            if isinstance(result, cls):
                return result
            if Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT and isinstance(result, int):
                return result
            invalid = ValueError('%r is not a valid %s' % (value, cls.__qualname__))
            if result is None and failure is None:
                raise invalid
            if failure is None:
                failure = TypeError('error in %s._missing_: returned %r instead of None or a valid member'
                                    % (cls.__name__, result))
            if not isinstance(failure, ValueError):
                failure.__context__ = invalid
            raise failure
        finally:
            failure = invalid = None

    def __init__(self, *args, **kwds):
        pass

    def _add_alias_(self, name):
        """Give the member another name."""
        self.__class__._add_member_(name, self)

    def _add_value_alias_(self, value):
        """Let another value mean the member, too."""
        cls = self.__class__
        known = _known_member(cls, value)
        if known is not None:
            if known is not self:
                raise ValueError('%r is already bound: %r' % (value, known))
            return
        _note_value(cls, self, getattr(self, '_name_', None), value)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """Choose the value of auto(): one more than the highest so far."""
        if not last_values:
            return start
        try:
            highest = max(last_values)
        except TypeError:
            raise TypeError('unable to sort non-numeric values') from None
        try:
            return highest + 1
        except TypeError:
            raise TypeError('unable to increment %r' % (highest,)) from None

    @classmethod
    def _missing_(cls, value):
        """Called for a value that no member has; a member that it returns is taken instead."""
        return None

    def __repr__(self):
        show = self.__class__._value_repr_ or repr
        return '<%s.%s: %s>' % (self.__class__.__name__, self._name_, show(self._value_))

    def __str__(self):
        return '%s.%s' % (self.__class__.__name__, self._name_)

    def __dir__(self):
        listed = set(object.__dir__(self) if self.__class__._member_type_ is not object else ())
        if self.__class__._member_type_ is object:
            listed.update(('__class__', '__doc__', '__eq__', '__hash__', '__module__'))
        listed.update(name for name in getattr(self, '__dict__', {}) if name[0] != '_')
        for cls in self.__class__.mro():
            for name, attribute in cls.__dict__.items():
                if name[0] == '_':
                    continue
                if isinstance(attribute, property):
                    if attribute.fget is not None or name not in self._member_map_:
                        listed.add(name)
                    else:
                        listed.discard(name)
                elif name not in self._member_map_:
                    listed.add(name)
        return sorted(listed)

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    @property
    def name(self):
        """The name of the member."""
        return self._name_

    @property
    def value(self):
        """The value of the member."""
        return self._value_


del Enum.__init__


class ReprEnum(Enum):
    """Only repr() is that of an enumeration; str() and format() are those of the values."""


class IntEnum(int, ReprEnum):
    """Members are ints."""


class StrEnum(str, ReprEnum):
    """Members are strings."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError('too many arguments for str(): %r' % (values,))
        for value, what in zip(values, ('%r is not a string', 'encoding must be a string, not %r', 'errors must be a string, not %r')):
            if not isinstance(value, str):
                if what.startswith('errors'):
                    raise TypeError(what % value)
                if len(values) == 1 or not what.startswith('%r'):
                    raise TypeError(what % (value,))
        made = str.__new__(cls, str(*values))
        made._value_ = str(*values)
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """Choose the value of auto(): the name in lower case."""
        return name.lower()


def pickle_by_global_name(self, proto):
    """Pickle a member as a global of its module."""
    return self.name


def pickle_by_enum_name(self, proto):
    """Pickle a member by its name instead of its value."""
    return getattr, (self.__class__, self._name_)


_reduce_ex_by_global_name = pickle_by_global_name


class FlagBoundary(StrEnum):
    """What becomes of bits of a flag that no member has."""

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum, boundary=STRICT):
    """Members are bits that can be combined."""

    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """Choose the value of auto(): the next power of two."""
        if not last_values:
            return 1 if start is None else start
        highest = max(last_values)
        try:
            return 2 ** (_high_bit(highest) + 1)
        except Exception:
            raise TypeError('invalid flag value %r' % highest) from None

    @classmethod
    def _iter_member_by_value_(cls, value):
        """Iterate over the members that a value consists of, by their values."""
        for bit in _iter_bits_lsb(value & cls._flag_mask_):
            found = cls._value2member_map_.get(bit)
            if found is not None:
                yield found

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        """Iterate over the members that a value consists of, in the order of their definition."""
        yield from sorted(cls._iter_member_by_value_(value), key=lambda one: one._sort_order_)

    @classmethod
    def _missing_(cls, value):
        """Make the combination of members that has the value, as the boundary allows."""
        if not isinstance(value, int):
            raise ValueError('%r is not a valid %s' % (value, cls.__qualname__))
        mask, singles, every = cls._flag_mask_, cls._singles_mask_, cls._all_bits_
        boundary = cls._boundary_
        negative = None
        if not ~every <= value <= every or value & (every ^ mask):
            match boundary:
                case FlagBoundary.STRICT:
                    width = max(value.bit_length(), mask.bit_length())
                    raise ValueError('%r invalid value %r\n    given %s\n  allowed %s'
                                     % (cls, value, bin(value, width), bin(mask, width)))
                case FlagBoundary.CONFORM:
                    value &= mask
                case FlagBoundary.EJECT:
                    return value
                case FlagBoundary.KEEP:
                    if value < 0:
                        value += max(every + 1, 1 << value.bit_length())
                case _:
                    raise ValueError('%r unknown flag boundary %r' % (cls, boundary))
        if value < 0:
            negative = value
            value = every + 1 + value if boundary in (EJECT, KEEP) else singles & value
        unknown = value & ~mask
        if unknown and boundary is not KEEP:
            raise ValueError('%s(%r) --> unknown values %r [%s]' % (cls.__name__, value, unknown, bin(unknown)))
        if cls._member_type_ is object:
            made = object.__new__(cls)
        else:
            made = cls._member_type_.__new__(cls, value)
        if not hasattr(made, '_value_'):
            made._value_ = value
        parts, covered = [], 0
        if value & singles or value & ~singles:
            for one in cls._iter_member_(value & singles):
                parts.append(one)
                covered |= one._value_
            if value & ~singles:
                for one in cls._member_map_.values():
                    bits = one._value_
                    if bits and bits & value == bits and one not in parts and bits & ~covered:
                        parts.append(one)
                        covered |= bits
        rest = value ^ covered
        made._name_ = '|'.join(one._name_ for one in parts) or None
        if made._name_ is not None and rest and boundary is KEEP:
            made._name_ += '|%s' % cls._numeric_repr_(rest)
        elif rest and not parts:
            made._name_ = None
        made = cls._value2member_map_.setdefault(value, made)
        if negative is not None:
            cls._value2member_map_[negative] = made
        return made

    def __contains__(self, other):
        """Tell whether all bits of other are in self."""
        if not isinstance(other, type(self)):
            raise TypeError("unsupported operand type(s) for 'in': %r and %r"
                            % (type(other).__qualname__, type(self).__qualname__))
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        """Iterate over the members with one bit that are in self."""
        return iter(self._iter_member_(self._value_))

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        name, show = type(self).__name__, type(self)._value_repr_ or repr
        if self._name_ is None:
            return '<%s: %s>' % (name, show(self._value_))
        return '<%s.%s: %s>' % (name, self._name_, show(self._value_))

    def __str__(self):
        name = type(self).__name__
        return '%s(%r)' % (name, self._value_) if self._name_ is None else '%s.%s' % (name, self._name_)

    def __bool__(self):
        return bool(self._value_)

    def _get_value(self, flag):
        if isinstance(flag, type(self)):
            return flag._value_
        if self._member_type_ is not object and isinstance(flag, self._member_type_):
            return flag
        return NotImplemented

    def _bits_of(self, other, sign):
        """What other has of bits: None in one of the two can't be combined."""
        bits = self._get_value(other)
        if bits is not NotImplemented and not type(self._value_) is type(bits) is int:
            for flag in (self, other):
                if self._get_value(flag) is None:
                    raise TypeError(f"'{flag}' cannot be combined with other flags with {sign}")
        return bits

    def __or__(self, other):
        cls, mine = type(self), self._value_
        bits = other._value_ if type(other) is cls else NotImplemented
        if type(bits) is not int or type(mine) is not int:
            bits = self._bits_of(other, '|')
            if bits is NotImplemented:
                return NotImplemented
        bits = mine | bits
        known = cls._value2member_map_.get(bits)
        return cls(bits) if known is None else known

    def __and__(self, other):
        cls, mine = type(self), self._value_
        bits = other._value_ if type(other) is cls else NotImplemented
        if type(bits) is not int or type(mine) is not int:
            bits = self._bits_of(other, '&')
            if bits is NotImplemented:
                return NotImplemented
        bits = mine & bits
        known = cls._value2member_map_.get(bits)
        return cls(bits) if known is None else known

    def __xor__(self, other):
        cls, mine = type(self), self._value_
        bits = other._value_ if type(other) is cls else NotImplemented
        if type(bits) is not int or type(mine) is not int:
            bits = self._bits_of(other, '^')
            if bits is NotImplemented:
                return NotImplemented
        bits = mine ^ bits
        known = cls._value2member_map_.get(bits)
        return cls(bits) if known is None else known

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        if self._value_ is None:
            raise TypeError("'%s' cannot be inverted" % (self,))
        if self._inverted_ is None:
            if self._boundary_ in (EJECT, KEEP):
                self._inverted_ = type(self)(~self._value_)
            else:
                self._inverted_ = type(self)(self._singles_mask_ & ~self._value_)
        return self._inverted_


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Members are ints and bits."""


def unique(enumeration):
    """Decorate an enumeration that must not have aliases."""
    aliases = [(name, one.name) for name, one in enumeration.__members__.items() if name != one.name]
    if aliases:
        listed = ', '.join('%s -> %s' % pair for pair in aliases)
        raise ValueError('duplicate values found in %r: %s' % (enumeration, listed))
    return enumeration


def _dataclass_repr(self):
    fields = self.__dataclass_fields__
    return ', '.join('%s=%r' % (name, getattr(self, name)) for name, field in fields.items() if field.repr)


def global_enum_repr(self):
    """The repr of a member as a constant of its module: module.NAME."""
    module = self.__class__.__module__.rpartition('.')[2]
    return f'{module}.{self._name_}'


def global_flag_repr(self):
    """The same for combinations of flags."""
    cls = self.__class__
    module = cls.__module__.split('.')[-1]
    if self._name_ is None:
        return '%s.%s(%r)' % (module, cls.__name__, self._value_)
    if _is_single_bit(self._value_):
        return f'{module}.{self._name_}'
    if self._boundary_ is not FlagBoundary.KEEP:
        return '|'.join('%s.%s' % (module, name) for name in self.name.split('|'))
    return '|'.join(part if part[0].isdigit() else '%s.%s' % (module, part) for part in self._name_.split('|'))


def global_str(self):
    """The str of a member as a constant of its module: NAME."""
    return '%s(%r)' % (self.__class__.__name__, self._value_) if self._name_ is None else self._name_


def global_enum(cls, update_str=False):
    """Decorate an enumeration whose members become constants of its module."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


def _make_class_unpicklable(obj):
    """Let pickling of a class's instances fail."""
    def refuse(self, proto):
        raise TypeError('%r cannot be pickled' % self)

    if isinstance(obj, dict):
        obj['__reduce_ex__'] = refuse
        obj['__module__'] = '<unknown>'
    else:
        obj.__reduce_ex__ = refuse
        obj.__module__ = '<unknown>'


def _simple_enum(etype=Enum, *, boundary=None, use_args=None):
    """Decorate an ordinary class: its attributes become the members of an enumeration."""
    def convert(cls):
        namespace = etype.__class__.__prepare__(cls.__name__, (etype,))
        for name, value in cls.__dict__.items():
            if name in ('__dict__', '__weakref__', '_generate_next_value_') and name != '_generate_next_value_':
                continue
            namespace[name] = value
        options = {} if boundary is None else {'boundary': boundary}
        return etype.__class__(cls.__name__, (etype,), namespace, **options)

    return convert


class EnumCheck(StrEnum):
    """What verify can check."""

    CONTINUOUS = 'no skipped integer values'
    NAMED_FLAGS = 'multi-flag aliases may not contain unnamed flags'
    UNIQUE = 'one name per value'


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """A decorator that checks an enumeration."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        name = enumeration.__name__
        flag = Flag is not None and issubclass(enumeration, Flag)
        if not flag and not issubclass(enumeration, Enum):
            raise TypeError("the 'verify' decorator only works with Enum and Flag")
        for check in self.checks:
            if check is UNIQUE:
                aliases = [(alias, one.name) for alias, one in enumeration.__members__.items() if alias != one.name]
                if aliases:
                    listed = ', '.join('%s -> %s' % pair for pair in aliases)
                    raise ValueError('aliases found in %r: %s' % (enumeration, listed))
            elif check is CONTINUOUS:
                self._continuous(enumeration, name, flag)
            elif check is NAMED_FLAGS:
                self._named(enumeration, name)
        return enumeration

    @staticmethod
    def _continuous(enumeration, name, flag):
        values = {one.value for one in enumeration}
        if len(values) < 2:
            return
        low, high = min(values), max(values)
        if flag:
            missing = [1 << bit for bit in range(_high_bit(low) + 1, _high_bit(high)) if 1 << bit not in values]
        else:
            missing = [number for number in range(low + 1, high) if number not in values]
        if missing:
            raise ValueError(('invalid %s %r: missing values %s' % (
                'flag' if flag else 'enum', name, ', '.join(map(str, missing))))[:256])

    @staticmethod
    def _named(enumeration, name):
        values = {one._value_ for one in enumeration}
        unnamed, lacking = [], 0
        for alias_name, alias in enumeration._member_map_.items():
            if alias_name in enumeration._member_names_ or alias.value < 0:
                continue
            absent = [bit for bit in _iter_bits_lsb(alias.value) if bit not in values]
            if absent:
                unnamed.append(alias_name)
                for bit in absent:
                    lacking |= bit
        if unnamed:
            if len(unnamed) == 1:
                which = 'alias %s is missing' % unnamed[0]
            else:
                which = 'aliases %s and %s are missing' % (', '.join(unnamed[:-1]), unnamed[-1])
            what = 'value 0x%x' % lacking if _is_single_bit(lacking) else 'combined values of 0x%x' % lacking
            raise ValueError('invalid Flag %r: %s %s [use enum.show_flag_values(value) for details]' % (name, which, what))


_NOT_COMPARED = {'__module__', '__firstlineno__', '__static_attributes__', '__dict__', '__weakref__', '_member_map_', '_value2member_map_',
                 '__doc__', '_hashable_values_', '_unhashable_values_', '_unhashable_values_map_', '__signature__'}


def _test_simple_enum(checked_enum, simple_enum):
    """Raise a TypeError if two enumerations differ."""
    if checked_enum.__dict__ == simple_enum.__dict__:
        return
    failed = []
    checked, simple = checked_enum.__dict__, simple_enum.__dict__
    for name in sorted({*checked, *simple} - _NOT_COMPARED - {*checked_enum._member_map_, *simple_enum._member_map_}):
        if name not in simple:
            failed.append('missing key: %r' % (name,))
        elif name not in checked:
            failed.append('extra key:   %r' % (name,))
        elif not callable(checked[name]) and not _is_descriptor(checked[name]) and checked[name] != simple[name]:
            failed.append('%r:\n         %s\n         %s' % (name, f'checked -> {checked[name]!r}', f'simple  -> {simple[name]!r}'))
    for name in {**checked_enum._member_map_, **simple_enum._member_map_}:
        if name not in simple_enum._member_map_:
            failed.append(f'missing member from simple enum: {name!r}')
        elif name not in checked_enum._member_map_:
            failed.append(f'extra member in simple enum: {name!r}')
        else:
            one, other = checked_enum._member_map_[name], simple_enum._member_map_[name]
            if (one._name_, one._value_) != (other._name_, other._value_):
                failed.append('%r member mismatch: %r and %r' % (name, one, other))
    if failed:
        raise TypeError('enum mismatch:\n   %s' % '\n   '.join(failed))


def _old_convert_(etype, name, module, filter, source=None, *, boundary=None):
    """What _convert_ does, of the constants as they are."""
    target = sys.modules[module].__dict__
    found = [(key, value) for key, value in (source.__dict__ if source else target).items() if filter(key)]
    try:
        found.sort(key=lambda pair: (pair[1], pair[0]))
    except TypeError:
        found.sort(key=lambda pair: pair[0])
    return etype(name, found, module=module, boundary=boundary or KEEP)
