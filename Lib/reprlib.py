"""Representations of limited size."""

import builtins
import math
import sys
from itertools import islice
from _thread import get_ident

__all__ = ['Repr', 'repr', 'recursive_repr']


def recursive_repr(fillvalue='...'):
    """Make a __repr__ return fillvalue when it comes back to an object that it is at."""
    def decorate(function):
        under_way = set()

        def wrapper(self):
            key = id(self), get_ident()
            if key in under_way:
                return fillvalue
            under_way.add(key)
            try:
                return function(self)
            finally:
                under_way.discard(key)

        for name in ('__module__', '__doc__', '__name__', '__qualname__', '__type_params__'):
            setattr(wrapper, name, getattr(function, name, () if name == '__type_params__' else None))
        wrapper.__annotate__ = getattr(function, '__annotate__', None)
        wrapper.__wrapped__ = function
        return wrapper

    return decorate


class Repr:
    """Makes representations; its attributes are the limits."""

    _modules = {'tuple': 'builtins', 'list': 'builtins', 'array': 'array', 'set': 'builtins', 'frozenset': 'builtins',
                'deque': 'collections', 'dict': 'builtins', 'str': 'builtins', 'int': 'builtins'}

    def __init__(self, *, maxlevel=6, maxtuple=6, maxlist=6, maxarray=5, maxdict=4, maxset=6, maxfrozenset=6,
                 maxdeque=6, maxstring=30, maxlong=40, maxother=30, fillvalue='...', indent=None):
        limits = dict(locals())
        del limits['self']
        self.__dict__.update(limits)

    def repr(self, x):
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        cls = type(x)
        name = cls.__name__.replace(' ', '_') if ' ' in cls.__name__ else cls.__name__
        method = getattr(self, 'repr_' + name, None)
        if method is not None:
            home = self._modules.get(name)
            if home is None or getattr(cls, '__module__', None) == home:
                return method(x, level)
        return self.repr_instance(x, level)

    def _join(self, parts, level):
        if self.indent is None:
            return ', '.join(parts)
        if not parts:
            return ''
        unit = self.indent
        if isinstance(unit, int):
            if unit < 0:
                raise ValueError(f'Repr.indent cannot be negative int (was {unit!r})')
            unit = ' ' * unit
        try:
            separator = ',\n' + (self.maxlevel - level + 1) * unit
        except TypeError as error:
            raise TypeError(f'Repr.indent must be a str, int or None, not {type(unit)}') from error
        return separator.join(('', *parts, ''))[1:-len(unit) or None]

    def _repr_iterable(self, x, level, left, right, maxiter, trail=''):
        size = len(x)
        if level <= 0 and size:
            inside = self.fillvalue
        else:
            parts = [self.repr1(item, level - 1) for item in islice(x, maxiter)]
            if size > maxiter:
                parts.append(self.fillvalue)
            inside = self._join(parts, level)
            if size == 1 and trail and self.indent is None:
                right = trail + right
        return left + inside + right

    def repr_tuple(self, x, level):
        return self._repr_iterable(x, level, '(', ')', self.maxtuple, ',')

    def repr_list(self, x, level):
        return self._repr_iterable(x, level, '[', ']', self.maxlist)

    def repr_array(self, x, level):
        if not x:
            return f"array('{x.typecode}')"
        return self._repr_iterable(x, level, f"array('{x.typecode}', [", '])', self.maxarray)

    def repr_set(self, x, level):
        if not x:
            return 'set()'
        return self._repr_iterable(_in_order(x), level, '{', '}', self.maxset)

    def repr_frozenset(self, x, level):
        if not x:
            return 'frozenset()'
        return self._repr_iterable(_in_order(x), level, 'frozenset({', '})', self.maxfrozenset)

    def repr_deque(self, x, level):
        return self._repr_iterable(x, level, 'deque([', '])', self.maxdeque)

    def repr_dict(self, x, level):
        if not x:
            return '{}'
        if level <= 0:
            return '{' + self.fillvalue + '}'
        parts = [f'{self.repr1(key, level - 1)}: {self.repr1(x[key], level - 1)}'
                 for key in islice(_in_order(x), self.maxdict)]
        if len(x) > self.maxdict:
            parts.append(self.fillvalue)
        return '{' + self._join(parts, level) + '}'

    def _cut(self, text, limit):
        """Replace the middle of a text that is longer than limit."""
        if len(text) <= limit:
            return text
        head = max(0, (limit - 3) // 2)
        tail = max(0, limit - 3 - head)
        return text[:head] + self.fillvalue + text[len(text) - tail:]

    def repr_str(self, x, level):
        text = builtins.repr(x[:self.maxstring])
        if len(text) <= self.maxstring:
            return text
        head = max(0, (self.maxstring - 3) // 2)
        tail = max(0, self.maxstring - 3 - head)
        text = builtins.repr(x[:head] + x[len(x) - tail:])
        return text[:head] + self.fillvalue + text[len(text) - tail:]

    def repr_int(self, x, level):
        try:
            text = builtins.repr(x)
        except ValueError as error:
            assert 'sys.set_int_max_str_digits()' in str(error)
            digits = 1 + int(math.log10(abs(x)))
            limit = sys.get_int_max_str_digits()
            return f'<{type(x).__name__} instance with roughly {digits} digits (limit at {limit}) at 0x{id(x):x}>'
        return self._cut(text, self.maxlong)

    def repr_instance(self, x, level):
        try:
            text = builtins.repr(x)
        except Exception:
            return f'<{type(x).__name__} instance at {id(x):#x}>'
        return self._cut(text, self.maxother)


def _in_order(items):
    try:
        return sorted(items)
    except Exception:
        return list(items)


aRepr = Repr()
repr = aRepr.repr
