"""Lists of nodes, and properties."""

__all__ = ['NodeList', 'EmptyNodeList', 'StringTypes', 'defproperty']

import xml.dom

StringTypes = (str,)


def _unchangeable(self, value):
    raise xml.dom.NoModificationAllowedErr("attempt to modify read-only attribute 'length'")


class _Listed:
    """The interface NodeList, for a sequence."""

    __slots__ = ()

    def item(self, index):
        """Return the node at an index, or None."""
        return self[index] if 0 <= index < len(self) else None

    def _get_length(self):
        return len(self)

    _set_length = _unchangeable
    length = property(_get_length, _unchangeable, doc='How many nodes there are.')


class NodeList(_Listed, list):
    """Nodes in order."""

    __slots__ = ()


class EmptyNodeList(_Listed, tuple):
    """No nodes."""

    __slots__ = ()

    def __add__(self, other):
        return NodeList(other)

    def __radd__(self, other):
        return NodeList(other)


def defproperty(klass, name, doc):
    """Make a property of klass that is read by its method _get_name and can't be set."""
    def refuse(self, value):
        raise xml.dom.NoModificationAllowedErr(f'attempt to modify read-only attribute {name!r}')

    assert not hasattr(klass, f'_set_{name}'), 'expected not to find _set_' + name
    setattr(klass, name, property(getattr(klass, f'_get_{name}'), refuse, doc=doc))
