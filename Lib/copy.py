"""Copies of objects: shallow, deep, and with changes."""

import copyreg
import types
from _weakref import ref

__all__ = ['Error', 'copy', 'deepcopy', 'replace']


class Error(Exception):
    """An object that can't be copied."""


error = Error

_atomic = {
    types.NoneType, int, float, bool, complex, str, tuple, bytes, frozenset, type, range, slice, property,
    types.BuiltinFunctionType, types.EllipsisType, types.NotImplementedType, types.FunctionType, types.CodeType, ref, super}
_own_copy = {list: list.copy, dict: dict.copy, set: set.copy, bytearray: bytearray.copy}
_atomic_deep = _atomic - {tuple, frozenset, slice, super}


def _reduced(x, cls):
    """Ask an object how it is rebuilt."""
    by_type = copyreg.dispatch_table.get(cls)
    if by_type is not None:
        return by_type(x)
    reduce = getattr(x, '__reduce_ex__', None)
    if reduce is not None:
        return reduce(4)
    reduce = getattr(x, '__reduce__', None)
    if reduce is None:
        raise Error(f'un(shallow)copyable object of type {cls}')
    return reduce()


def copy(x):
    """Make a shallow copy."""
    cls = type(x)
    own = _own_copy.get(cls)
    if own is not None:
        return own(x)
    if cls in _atomic or issubclass(cls, type):
        return x
    method = getattr(cls, '__copy__', None)
    if method is not None:
        return method(x)
    recipe = _reduced(x, cls)
    return x if isinstance(recipe, str) else _rebuild(*recipe)


def deepcopy(x, memo=None, _nil=[]):
    """Make a copy of an object and of all objects in it. memo maps ids to the copies made so far."""
    cls = type(x)
    if cls in _atomic_deep:
        return x
    if memo is None:
        memo = {}
    else:
        made = memo.get(id(x), _nil)
        if made is not _nil:
            return made
    special = _deep.get(cls)
    if special is not None:
        made = special(x, memo)
    elif issubclass(cls, type):
        return x
    elif (method := getattr(x, '__deepcopy__', None)) is not None:
        made = method(memo)
    else:
        recipe = _reduced(x, cls)
        made = x if isinstance(recipe, str) else _rebuild_deep(x, memo, *recipe)
    if made is not x:
        memo[id(x)] = made
        memo.setdefault(id(memo), []).append(x)  # ids in memo stay taken
    return made


def _deep_list(x, memo):
    memo[id(x)] = made = []
    for item in x:
        made.append(deepcopy(item, memo))
    return made


def _deep_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    if id(x) in memo:  # it contains itself
        return memo[id(x)]
    return x if all(a is b for a, b in zip(x, items)) else tuple(items)


def _deep_dict(x, memo):
    memo[id(x)] = made = {}
    for key, value in x.items():
        made[deepcopy(key, memo)] = deepcopy(value, memo)
    return made


def _deep_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


_deep = {list: _deep_list, tuple: _deep_tuple, dict: _deep_dict, types.MethodType: _deep_method}


def _rebuild(construct, args, state=None, listitems=None, dictitems=None):
    """Follow what __reduce_ex__ returned."""
    made = construct(*args)
    _fill(made, state, listitems, dictitems)
    return made


def _rebuild_deep(x, memo, construct, args, state=None, listitems=None, dictitems=None):
    """Follow what __reduce_ex__ of x returned, with copies of it all."""
    made = construct(*[deepcopy(arg, memo) for arg in args]) if args else construct()
    memo[id(x)] = made
    if state is not None:
        state = deepcopy(state, memo)
    if listitems is not None:
        listitems = (deepcopy(item, memo) for item in listitems)
    if dictitems is not None:
        dictitems = ((deepcopy(key, memo), deepcopy(value, memo)) for key, value in dictitems)
    _fill(made, state, listitems, dictitems)
    return made


def _fill(made, state, listitems, dictitems):
    """Give a new object its state and items."""
    if state is not None:
        if hasattr(made, '__setstate__'):
            made.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                made.__dict__.update(state)
            if slots:
                for name in slots:
                    setattr(made, name, slots[name])
    if listitems is not None:
        for item in listitems:
            made.append(item)
    if dictitems is not None:
        for key, value in dictitems:
            made[key] = value


def replace(obj, /, **changes):
    """Make a copy with some fields changed, by __replace__ of its class."""
    cls = obj.__class__
    method = getattr(cls, '__replace__', None)
    if method is None:
        raise TypeError(f'replace() does not support {cls.__name__} objects')
    return method(obj, **changes)
