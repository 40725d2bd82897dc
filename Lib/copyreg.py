"""How copy and pickle rebuild objects: functions registered for types, and the helpers that object.__reduce_ex__ names."""

__all__ = ['pickle', 'constructor', 'add_extension', 'remove_extension', 'clear_extension_cache']

dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Let pickle_function(object) tell how objects of a type are rebuilt."""
    if not callable(pickle_function):
        raise TypeError('reduction functions must be callable')
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    """Check that an object can be called to rebuild others."""
    if not callable(object):
        raise TypeError('constructors must be callable')


def pickle_complex(number):
    return complex, (number.real, number.imag)


def pickle_union(obj):
    import operator
    return operator.getitem, (type(obj), obj.__args__)


def pickle_super(proxy):
    return super, (proxy.__thisclass__, proxy.__self__)


for _type, _function in ((complex, pickle_complex), (type(int | str), pickle_union), (super, pickle_super)):
    dispatch_table[_type] = _function
del _type, _function


def _reconstructor(cls, base, state):
    """Protocols 0 and 1: an object of cls on top of the value of its built-in base."""
    if base is object:
        return object.__new__(cls)
    made = base.__new__(cls, state)
    if base.__init__ is not object.__init__:
        base.__init__(made, state)
    return made


_HEAPTYPE = 1 << 9  # flag of classes that a program made
_method_of_new = type(int.__new__)


def _reduce_ex(self, proto):
    """What object.__reduce_ex__ does below protocol 2."""
    assert proto < 2
    cls = type(self)
    base = object
    for candidate in cls.__mro__:
        if not candidate.__flags__ & _HEAPTYPE:
            base = candidate
            break
        new = candidate.__new__
        if isinstance(new, _method_of_new) and new.__self__ is candidate:
            base = candidate
            break
    if base is object:
        value = None
    elif base is cls:
        raise TypeError(f'cannot pickle {cls.__name__!r} object')
    else:
        value = base(self)
    args = cls, base, value
    own_getstate = getattr(cls, '__getstate__', None)
    if own_getstate is not object.__getstate__ and own_getstate is not None:
        state = self.__getstate__()
    else:
        if getattr(self, '__slots__', None):
            raise TypeError('a class that defines __slots__ without defining __getstate__ cannot be pickled')
        state = getattr(self, '__dict__', None)
    return (_reconstructor, args, state) if state else (_reconstructor, args)


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _slotnames(cls):
    """List the slots of a class and its bases that hold attributes, by the names under which they are reached."""
    known = cls.__dict__.get('__slotnames__')
    if known is not None:
        return known
    found = []
    for base in cls.__mro__ if hasattr(cls, '__slots__') else ():
        slots = base.__dict__.get('__slots__', ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name in ('__dict__', '__weakref__'):
                continue
            if name.startswith('__') and not name.endswith('__'):
                owner = base.__name__.lstrip('_')
                name = f'_{owner}{name}' if owner else name
            found.append(name)
    try:
        cls.__slotnames__ = found
    except Exception:
        pass
    return found


# Numbers that stand for (module, name) in pickles.
_extension_registry = {}
_inverted_registry = {}
_extension_cache = {}


def add_extension(module, name, code):
    """Give a number to a global object."""
    number, key = int(code), (module, name)
    if number not in range(1, 1 << 31):
        raise ValueError('code out of range')
    other_number, other_key = _extension_registry.get(key), _inverted_registry.get(number)
    if other_number is not None and other_number != number:
        raise ValueError(f'key {key} is already registered with code {other_number}')
    if other_key is not None and other_key != key:
        raise ValueError(f'code {number} is already in use for key {other_key}')
    _extension_registry[key], _inverted_registry[number] = number, key


def remove_extension(module, name, code):
    """Take the number of a global object back."""
    key = module, name
    if _extension_registry.get(key) != code or _inverted_registry.get(code) != key:
        raise ValueError(f'key {key} is not registered with code {code}')
    del _extension_registry[key], _inverted_registry[code]
    _extension_cache.pop(code, None)


def clear_extension_cache():
    """Forget which objects the numbers led to."""
    _extension_cache.clear()
