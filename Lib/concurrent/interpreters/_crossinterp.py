"""What becomes of objects on their way from interpreter to interpreter when the one that has sent them ends."""


class ItemInterpreterDestroyed(Exception):
    """The interpreter that has sent an object ended before the object was taken."""


class UnboundItem:
    """Takes the place of an object that went with its interpreter."""

    __slots__ = ('_where',)

    def __new__(cls):
        raise Exception(f'use {UNBOUND}')

    def __repr__(self):
        return self._where

    @classmethod
    def singleton(cls, kind, module, name='UNBOUND'):
        """Make the one that objects sent by something of a kind leave; module and name tell programs where to find it."""
        one = object.__new__(cls)
        one._where = '.'.join((module, name))
        return one


UNBOUND = UnboundItem.singleton('cross-interp', __name__)
UNBOUND_ERROR, UNBOUND_REMOVE = object(), object()  # not a thing that takes the place, but an exception, or nothing at all

# The numbers that the modules _interpqueues and _interpchannels have for them.
_UNBOUND_CONSTANT_TO_FLAG = dict(zip((UNBOUND_REMOVE, UNBOUND_ERROR, UNBOUND), range(1, 4)))


def serialize_unbound(unbound):
    """Return, in a tuple, the number for one of the three."""
    number = _UNBOUND_CONSTANT_TO_FLAG.get(unbound)
    if not number:
        raise NotImplementedError(f'unsupported unbound replacement op {unbound!r}')
    return (number,)


def resolve_unbound(flag, exctype_destroyed):
    """Do for a lost object what its number asks for: return its substitute or raise exctype_destroyed."""
    match flag:
        case 3:
            return UNBOUND
        case 2:
            raise exctype_destroyed("item's original interpreter destroyed")
        case 1:
            raise NotImplementedError  # such objects vanish and are never taken
    raise NotImplementedError(f'unsupported unbound replacement op {flag!r}')
