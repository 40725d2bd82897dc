"""What collections takes from Go, in Python, as far as it is short: for programs that block module _collections."""

from _collections_abc import MutableMapping
from operator import itemgetter
from reprlib import recursive_repr

_required = object()


def _tuplegetter(at, doc):
    """Make the property for one field of a named tuple."""
    return property(itemgetter(at), doc=doc)


def _count_elements(mapping, iterable):
    """Count the items of an iterable in a mapping."""
    for item in iterable:
        mapping[item] = mapping.get(item, 0) + 1


class OrderedDict(dict):
    """A dict whose order can be changed and counts in comparisons."""

    # The order is the one that every dict keeps; a key goes to the front by taking all others out and in again.

    def __init__(self, other=(), /, **kwds):
        MutableMapping.update(self, other, **kwds)

    update = MutableMapping.update

    def setdefault(self, key, default=None):
        """Return the value of a key, after setting it to default if the key is new."""
        if key not in self:
            self[key] = default
        return self[key]

    def pop(self, key, default=_required):
        """Remove a key and return its value; for want of the key return default, or raise KeyError if there is none."""
        return dict.pop(self, key) if default is _required else dict.pop(self, key, default)

    def popitem(self, last=True):
        """Remove the last pair, or the first one, and return it."""
        for key in reversed(self) if last else self:
            return key, dict.pop(self, key)
        raise KeyError('dictionary is empty')

    def move_to_end(self, key, last=True):
        """Make a key the last one, or the first one. It must be there."""
        moved = {key: dict.pop(self, key)}
        if not last:
            moved |= dict.items(self)
            dict.clear(self)
        dict.update(self, moved)

    def copy(self):
        """Return a shallow copy."""
        return self.__class__(self)

    @classmethod
    def fromkeys(cls, iterable, value=None):
        """Make one of the keys of an iterable, each with the same value."""
        made = cls()
        for key in iterable:
            made[key] = value
        return made

    @recursive_repr()
    def __repr__(self):
        inner = repr(dict(self.items())) if self else ''
        return f'{self.__class__.__name__}({inner})'

    def __eq__(self, other):
        same = dict.__eq__(self, other)
        if same is True and isinstance(other, OrderedDict):
            return all(mine is yours or mine == yours for mine, yours in zip(self, other, strict=True))
        return same

    def __ne__(self, other):
        same = self == other
        return same if same is NotImplemented else not same

    __hash__ = None

    def __or__(self, other):
        return self._joined(self, other) if isinstance(other, dict) else NotImplemented

    def __ror__(self, other):
        return self._joined(other, self) if isinstance(other, dict) else NotImplemented

    def _joined(self, *mappings):
        made = self.__class__(mappings[0])
        made.update(mappings[1])
        return made

    def __ior__(self, other):
        self.update(other)
        return self

    def __reduce__(self):
        return self.__class__, (), self.__getstate__(), None, iter(self.items())
