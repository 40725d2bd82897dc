"""Containers beyond the built-in ones."""

import _collections_abc
import sys as _sys
from itertools import chain as _chain, repeat as _repeat, starmap as _starmap
from keyword import iskeyword as _iskeyword
from operator import itemgetter as _itemgetter
from reprlib import recursive_repr as _recursive_repr

try:
    from _collections import OrderedDict, _count_elements, _tuplegetter, defaultdict, deque
except ImportError:  # a program has blocked it; there is no other deque and defaultdict
    from _pycollections import OrderedDict, _count_elements, _tuplegetter
else:
    _collections_abc.MutableSequence.register(deque)

__all__ = ['ChainMap', 'Counter', 'OrderedDict', 'UserDict', 'UserList', 'UserString', 'defaultdict', 'deque', 'namedtuple']

abc = _sys.modules[f'{__name__}.abc'] = _collections_abc  # collections.abc needs no import of its own


def _field_names(typename, field_names, rename):
    """Check and clean the names of a named tuple's fields."""
    given = field_names.replace(',', ' ').split() if isinstance(field_names, str) else field_names
    names = [_sys.intern(str(name)) for name in given]
    if rename:
        seen = set()
        for at, name in enumerate(names):
            if not name.isidentifier() or _iskeyword(name) or name.startswith('_') or name in seen:
                names[at] = f'_{at}'
            seen.add(name)
    for name in [typename, *names]:
        if type(name) is not str:
            raise TypeError('Type names and field names must be strings')
        if not name.isidentifier():
            raise ValueError(f'Type names and field names must be valid identifiers: {name!r}')
        if _iskeyword(name):
            raise ValueError(f'Type names and field names cannot be a keyword: {name!r}')
    seen = set()
    for name in names:
        if name.startswith('_') and not rename:
            raise ValueError(f'Field names cannot start with an underscore: {name!r}')
        if name in seen:
            raise ValueError(f'Encountered duplicate field name: {name!r}')
        seen.add(name)
    return tuple(names)


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    """Make a subclass of tuple whose items have names.

    >>> Point = namedtuple('Point', 'x y', defaults=[0])
    >>> Point(3).y
    0
    """
    typename = _sys.intern(str(typename))
    fields = _field_names(typename, field_names, rename)
    given = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(fields):
            raise TypeError('Got more default values than field names')
        given = dict(zip(fields[len(fields) - len(defaults):], defaults))

    listed = ', '.join(fields) + (',' if len(fields) == 1 else '')
    space = {'_tuple_new': tuple.__new__, '__builtins__': {}, '__name__': f'namedtuple_{typename}'}
    __new__ = eval(f'lambda _cls, {listed}: _tuple_new(_cls, ({listed}))', space)
    __new__.__name__ = '__new__'
    __new__.__doc__ = f'Create new instance of {typename}({", ".join(fields)})'
    if defaults is not None:
        __new__.__defaults__ = defaults

    def _make(cls, iterable):
        made = tuple.__new__(cls, iterable)
        if len(made) != len(fields):
            raise TypeError(f'Expected {len(fields)} arguments, got {len(made)}')
        return made

    def _replace(self, /, **kwds):
        made = self._make([kwds.pop(name, value) for name, value in zip(fields, self)])
        if kwds:
            raise TypeError(f'Got unexpected field names: {list(kwds)!r}')
        return made

    def __repr__(self):
        shown = ', '.join(f'{name}={value!r}' for name, value in zip(fields, tuple.__iter__(self)))
        return f'{type(self).__name__}({shown})'

    def _asdict(self):
        return dict(zip(self._fields, self))

    def __getnewargs__(self):
        return tuple(self)

    methods = [__new__, _make, _replace, __repr__, _asdict, __getnewargs__]
    for method in methods:
        method.__qualname__ = f'{typename}.{method.__name__}'
    _make.__doc__ = f'Make a new {typename} object from a sequence or iterable'
    _replace.__doc__ = f'Return a new {typename} object replacing specified fields with new values'
    __repr__.__doc__ = 'Return a nicely formatted representation string'
    _asdict.__doc__ = 'Return a new dict which maps field names to their values.'
    __getnewargs__.__doc__ = 'Return self as a plain tuple.  Used by copy and pickle.'

    body = {'__doc__': f'{typename}({", ".join(fields)})', '__slots__': (), '_fields': fields, '_field_defaults': given,
            '__new__': __new__, '_make': classmethod(_make), '__replace__': _replace, '_replace': _replace,
            '__repr__': __repr__, '_asdict': _asdict, '__getnewargs__': __getnewargs__, '__match_args__': fields}
    for at, name in enumerate(fields):
        body[name] = _tuplegetter(at, _sys.intern(f'Alias for field number {at}'))
    made = type(typename, (tuple,), body)
    if module is None:
        try:
            module = _sys._getframemodulename(1) or '__main__'
        except AttributeError:
            module = _sys._getframe(1).f_globals.get('__name__', '__main__')
    made.__module__ = module
    return made


class Counter(dict):
    """A dict that counts: it maps items to how often they occur.

    >>> letters = Counter('gopher')
    >>> letters.update('go')
    >>> letters['o'], letters['x']
    (2, 0)
    >>> Counter(a=3, b=1) + Counter(a=1, c=2)
    Counter({'a': 4, 'c': 2, 'b': 1})
    """

    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def total(self):
        """Return the sum of the counts."""
        return sum(self.values())

    def most_common(self, n=None):
        """List the n most frequent items with their counts, all of them for None; the first met goes first among equals.

        >>> Counter('banana').most_common(2)
        [('a', 3), ('n', 2)]
        """
        ranked = sorted(self.items(), key=_itemgetter(1), reverse=True)
        return ranked if n is None else ranked[:max(n, 0)]

    def elements(self):
        """Iterate over the items, each as often as it counts.

        >>> sorted(Counter('banana').elements())
        ['a', 'a', 'a', 'b', 'n', 'n']
        """
        return _chain.from_iterable(_starmap(_repeat, self.items()))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError('Counter.fromkeys() is undefined.  Use Counter(iterable) instead.')

    def update(self, iterable=None, /, **kwds):
        """Add the counts of a mapping, or 1 for each item of an iterable.

        >>> stock = Counter(pears=1)
        >>> stock.update({'pears': 2, 'figs': 5})
        >>> stock
        Counter({'figs': 5, 'pears': 3})
        """
        if iterable is None:
            pass
        elif not isinstance(iterable, _collections_abc.Mapping):
            _count_elements(self, iterable)
        elif self:
            for item, count in iterable.items():
                self[item] = count + self.get(item, 0)
        else:
            dict.update(self, iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        """Take away the counts of a mapping, or 1 for each item of an iterable.

        >>> stock = Counter(pears=3)
        >>> stock.subtract(['pears', 'figs'])
        >>> stock
        Counter({'pears': 2, 'figs': -1})
        """
        if isinstance(iterable, _collections_abc.Mapping):
            for item, count in iterable.items():
                self[item] = self.get(item, 0) - count
        elif iterable is not None:
            for item in iterable:
                self[item] = self.get(item, 0) - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        """Return a shallow copy."""
        return type(self)(self)

    def __reduce__(self):
        return type(self), (dict(self),)

    def __delitem__(self, elem):
        """Remove an item; no error when it isn't there."""
        if elem in self:
            super().__delitem__(elem)

    def __repr__(self):
        name = self.__class__.__name__
        if not self:
            return name + '()'
        try:
            shown = dict(self.most_common())
        except TypeError:  # counts that have no order
            shown = dict(self)
        return f'{name}({shown!r})'

    def _beside(self, other):
        """Yield the two counts of each item that self or other has."""
        for item in self:
            yield self[item], other[item]
        for item in other:
            if item not in self:
                yield self[item], other[item]

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(mine == yours for mine, yours in self._beside(other))

    def __ne__(self, other):
        same = self == other
        return NotImplemented if same is NotImplemented else not same

    def __le__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(mine <= yours for mine, yours in self._beside(other))

    def __ge__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(mine >= yours for mine, yours in self._beside(other))

    def __lt__(self, other):
        return self <= other and self != other if isinstance(other, Counter) else NotImplemented

    def __gt__(self, other):
        return self >= other and self != other if isinstance(other, Counter) else NotImplemented

    @staticmethod
    def _above_zero(*parts):
        """Return a counter of the items of all dicts that count more than zero."""
        out = Counter()
        for part in parts:
            dict.update(out, {item: count for item, count in part.items() if count > 0})
        return out

    def _lacking(self, other):
        """Return the counts of the items that only other has."""
        return {item: count for item, count in other.items() if item not in self}

    def __add__(self, other):
        """Add counts.

        >>> Counter('aab') + Counter('bc')
        Counter({'a': 2, 'b': 2, 'c': 1})
        """
        if not isinstance(other, Counter):
            return NotImplemented
        return self._above_zero({item: count + other[item] for item, count in self.items()}, self._lacking(other))

    def __sub__(self, other):
        """Take counts away; only positive ones stay.

        >>> Counter('aab') - Counter('abc')
        Counter({'a': 1})
        """
        if not isinstance(other, Counter):
            return NotImplemented
        debts = {item: 0 - count for item, count in self._lacking(other).items() if count < 0}
        return self._above_zero({item: count - other[item] for item, count in self.items()}, debts)

    def __or__(self, other):
        """Take the larger of each two counts.

        >>> Counter('aab') | Counter('bbc')
        Counter({'a': 2, 'b': 2, 'c': 1})
        """
        if not isinstance(other, Counter):
            return NotImplemented
        return self._above_zero({item: theirs if count < (theirs := other[item]) else count for item, count in self.items()}, self._lacking(other))

    def __and__(self, other):
        """Take the smaller of each two counts.

        >>> Counter('aab') & Counter('bbc')
        Counter({'b': 1})
        """
        if not isinstance(other, Counter):
            return NotImplemented
        return self._above_zero({item: count if count < (theirs := other[item]) else theirs for item, count in self.items()})

    def __pos__(self):
        return self._above_zero(self)

    def __neg__(self):
        return Counter() - self

    def _positive(self):
        for item in [item for item, count in self.items() if not count > 0]:
            del self[item]
        return self

    def __iadd__(self, other):
        for item, count in other.items():
            self[item] += count
        return self._positive()

    def __isub__(self, other):
        for item, count in other.items():
            self[item] -= count
        return self._positive()

    def __ior__(self, other):
        for item, count in other.items():
            self[item] = max(self[item], count)
        return self._positive()

    def __iand__(self, other):
        for item, count in self.items():
            self[item] = min(count, other[item])
        return self._positive()


class ChainMap(_collections_abc.MutableMapping):
    """Several mappings seen as one: the first that has a key answers, and the first takes the changes."""

    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for mapping in self.maps:
            try:
                return mapping[key]
            except KeyError:
                continue
        return self.__missing__(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __len__(self):
        return len(set().union(*self.maps))

    def __iter__(self):
        keys = {}
        for mapping in reversed(self.maps):
            keys |= dict.fromkeys(mapping)
        return iter(keys)

    def __contains__(self, key):
        return any(key in mapping for mapping in self.maps)

    def __bool__(self):
        return any(self.maps)

    @_recursive_repr()
    def __repr__(self):
        return f'{type(self).__name__}({", ".join(map(repr, self.maps))})'

    @classmethod
    def fromkeys(cls, iterable, value=None, /):
        'Make a ChainMap of one dict with the keys of iterable.'
        return cls(dict.fromkeys(iterable, value))

    def copy(self):
        'Return a ChainMap with a copy of the first mapping and the same others.'
        first, *others = self.maps
        return type(self)(first.copy(), *others)

    __copy__ = copy

    def new_child(self, m=None, **kwargs):
        '''Return a ChainMap with one more mapping in front: m or a new dict, with the keyword arguments in it.'''
        if m is None:
            m = kwargs
        elif kwargs:
            m.update(kwargs)
        return type(self)(m, *self.maps)

    @property
    def parents(self):
        'A ChainMap of all mappings but the first.'
        return type(self)(*self.maps[1:])

    def _in_first(self, action, key, *args):
        try:
            return action(key, *args)
        except KeyError:
            raise KeyError(f'Key not found in the first mapping: {key!r}')

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        self._in_first(self.maps[0].__delitem__, key)

    def popitem(self):
        'Remove a pair of the first mapping and return it.'
        try:
            return self.maps[0].popitem()
        except KeyError:
            raise KeyError('No keys found in the first mapping.')

    def pop(self, key, *args):
        'Remove a key of the first mapping and return its value.'
        return self._in_first(self.maps[0].pop, key, *args)

    def clear(self):
        'Empty the first mapping.'
        self.maps[0].clear()

    def __ior__(self, other):
        self.maps[0].update(other)
        return self

    def __or__(self, other):
        if not isinstance(other, _collections_abc.Mapping):
            return NotImplemented
        made = self.copy()
        made.maps[0].update(other)
        return made

    def __ror__(self, other):
        if not isinstance(other, _collections_abc.Mapping):
            return NotImplemented
        flat = dict(other)
        for mapping in reversed(self.maps):
            flat.update(mapping)
        return type(self)(flat)


class UserDict(_collections_abc.MutableMapping):
    """A dict to inherit from: the attribute data holds the pairs."""

    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        if dict is not None:
            self.update(dict)
        if kwargs:
            self.update(kwargs)

    def __len__(self):
        return len(self.data)

    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        missing = getattr(type(self), '__missing__', None)
        if missing is None:
            raise KeyError(key)
        return missing(self, key)

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __contains__(self, key):
        return key in self.data

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __repr__(self):
        return repr(self.data)

    def _plain(self, other):
        """Return the dict in other, None when there is none."""
        return other.data if isinstance(other, UserDict) else other if isinstance(other, dict) else None

    def __or__(self, other):
        plain = self._plain(other)
        return NotImplemented if plain is None else type(self)(self.data | plain)

    def __ror__(self, other):
        plain = self._plain(other)
        return NotImplemented if plain is None else type(self)(plain | self.data)

    def __ior__(self, other):
        self.data |= other.data if isinstance(other, UserDict) else other
        return self

    def __copy__(self):
        made = self.__class__.__new__(self.__class__)
        made.__dict__.update(self.__dict__)
        made.__dict__['data'] = self.__dict__['data'].copy()
        return made

    def copy(self):
        if type(self) is UserDict:
            return UserDict(self.data.copy())
        import copy
        data, self.data = self.data, {}
        try:
            made = copy.copy(self)
        finally:
            self.data = data
        made.update(self)
        return made

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made


def _plain_list(other):
    """Return the list in a UserList; other things as they are."""
    return other.data if isinstance(other, UserList) else other


class UserList(_collections_abc.MutableSequence):
    """A list to inherit from: the attribute data holds the items."""

    def __init__(self, initlist=None):
        self.data = [] if initlist is None else list(_plain_list(initlist))

    def __repr__(self):
        return repr(self.data)

    def __lt__(self, other):
        return self.data < _plain_list(other)

    def __le__(self, other):
        return self.data <= _plain_list(other)

    def __eq__(self, other):
        return self.data == _plain_list(other)

    def __gt__(self, other):
        return self.data > _plain_list(other)

    def __ge__(self, other):
        return self.data >= _plain_list(other)

    def __contains__(self, item):
        return item in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, i):
        found = self.data[i]
        return type(self)(found) if isinstance(i, slice) else found

    def __setitem__(self, i, item):
        self.data[i] = item

    def __delitem__(self, i):
        del self.data[i]

    def __add__(self, other):
        return type(self)(self.data + list(_plain_list(other)))

    def __radd__(self, other):
        return type(self)(list(_plain_list(other)) + self.data)

    def __iadd__(self, other):
        self.data += _plain_list(other)
        return self

    def __mul__(self, n):
        return type(self)(self.data * n)

    __rmul__ = __mul__

    def __imul__(self, n):
        self.data *= n
        return self

    def __copy__(self):
        made = self.__class__.__new__(self.__class__)
        made.__dict__.update(self.__dict__)
        made.__dict__['data'] = self.__dict__['data'][:]
        return made

    def append(self, item):
        self.data.append(item)

    def insert(self, i, item):
        self.data.insert(i, item)

    def pop(self, i=-1):
        return self.data.pop(i)

    def remove(self, item):
        self.data.remove(item)

    def clear(self):
        self.data.clear()

    def copy(self):
        return type(self)(self)

    def count(self, item):
        return self.data.count(item)

    def index(self, item, *args):
        return self.data.index(item, *args)

    def reverse(self):
        self.data.reverse()

    def sort(self, /, *args, **kwds):
        self.data.sort(*args, **kwds)

    def extend(self, other):
        self.data.extend(_plain_list(other))


def _plain_str(other):
    """Return the str in a UserString; other things as they are."""
    return other.data if isinstance(other, UserString) else other


class UserString(_collections_abc.Sequence):
    """A str to inherit from: the attribute data holds the text."""

    def __init__(self, seq):
        self.data = _plain_str(seq)[:] if isinstance(seq, (str, UserString)) else str(seq)

    def __str__(self):
        return str(self.data)

    def __repr__(self):
        return repr(self.data)

    def __int__(self):
        return int(self.data)

    def __float__(self):
        return float(self.data)

    def __complex__(self):
        return complex(self.data)

    def __hash__(self):
        return hash(self.data)

    def __getnewargs__(self):
        return self.data[:],

    def __eq__(self, other):
        return self.data == _plain_str(other)

    def __lt__(self, other):
        return self.data < _plain_str(other)

    def __le__(self, other):
        return self.data <= _plain_str(other)

    def __gt__(self, other):
        return self.data > _plain_str(other)

    def __ge__(self, other):
        return self.data >= _plain_str(other)

    def __contains__(self, char):
        return _plain_str(char) in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, index):
        return type(self)(self.data[index])

    def __add__(self, other):
        return type(self)(self.data + (_plain_str(other) if isinstance(other, (str, UserString)) else str(other)))

    def __radd__(self, other):
        return type(self)((other if isinstance(other, str) else str(other)) + self.data)

    def __mul__(self, n):
        return type(self)(self.data * n)

    __rmul__ = __mul__

    def __mod__(self, args):
        return type(self)(self.data % args)

    def __rmod__(self, template):
        return type(self)(str(template) % self)

    def encode(self, encoding='utf-8', errors='strict'):
        return self.data.encode('utf-8' if encoding is None else encoding, 'strict' if errors is None else errors)

    def join(self, seq):
        return self.data.join(seq)

    maketrans = str.maketrans


def _forward(name, wrap, parameters):
    """Make a method of UserString that calls that of str; wrap tells that its result is a UserString again.

    parameters are those that a caller may also give by name: pairs of a name and a default."""
    def method(self, *args, **kwargs):
        if kwargs and parameters:
            args = (*args, *(kwargs.pop(word, default) for word, default in parameters[len(args):]))
        result = getattr(self.data, name)(*map(_plain_str, args), **kwargs)
        return type(self)(result) if wrap else result
    method.__name__ = name
    method.__qualname__ = f'UserString.{name}'
    method.__doc__ = getattr(str, name).__doc__
    return method


_needed = object()  # str refuses it in place of an argument that is missing
_range = (('start', 0), ('end', _sys.maxsize))
for _names, _wrap, _parameters, _text in (
        ('capitalize casefold lower swapcase title upper', True, (), ''),
        ('isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper', False, (), ''),
        ('lstrip rstrip strip', True, (('chars', None),), ', chars=None'),
        ('center ljust rjust', True, (), ', width, *args'),
        ('count find index rfind rindex', False, (('sub', _needed), *_range), f', sub, start=0, end={_sys.maxsize}'),
        ('endswith', False, (('suffix', _needed), *_range), f', suffix, start=0, end={_sys.maxsize}'),
        ('startswith', False, (('prefix', _needed), *_range), f', prefix, start=0, end={_sys.maxsize}'),
        ('partition rpartition', False, (('sep', _needed),), ', sep'),
        ('rsplit split', False, (('sep', None), ('maxsplit', -1)), ', sep=None, maxsplit=-1'),
        ('expandtabs', True, (('tabsize', 8),), ', tabsize=8'),
        ('format', False, (), ', /, *args, **kwds'),
        ('format_map', False, (('mapping', _needed),), ', mapping'),
        ('removeprefix', True, (), ', prefix, /'),
        ('removesuffix', True, (), ', suffix, /'),
        ('replace', True, (('old', _needed), ('new', _needed), ('maxsplit', -1)), ', old, new, maxsplit=-1'),
        ('splitlines', False, (('keepends', False),), ', keepends=False'),
        ('translate', True, (), ', *args'),
        ('zfill', True, (('width', _needed),), ', width')):
    for _name in _names.split():
        _method = _forward(_name, _wrap, _parameters)
        _method.__text_signature__ = f'(self{_text})'
        setattr(UserString, _name, _method)
del _names, _wrap, _parameters, _text, _name, _method, _needed, _range
