"""Abstract base classes: they can't be instantiated while methods are missing, and classes can register with them."""

from _abc import (_abc_init, _abc_instancecheck, _abc_register, _abc_subclasscheck, _get_dump,
                  _reset_caches, _reset_registry, get_cache_token)


def abstractmethod(funcobj):
    """Mark a method that subclasses must define."""
    setattr(funcobj, '__isabstractmethod__', True)
    return funcobj


class abstractclassmethod(classmethod):
    """Mark a class method that subclasses must define. Deprecated: put @classmethod above @abstractmethod."""

    def __init__(self, callable):
        classmethod.__init__(self, abstractmethod(callable))


class abstractstaticmethod(staticmethod):
    """Mark a static method that subclasses must define. Deprecated: put @staticmethod above @abstractmethod."""

    def __init__(self, callable):
        staticmethod.__init__(self, abstractmethod(callable))


class abstractproperty(property):
    """Mark a property that subclasses must define. Deprecated: put @property above @abstractmethod."""


for _kind in (abstractclassmethod, abstractstaticmethod, abstractproperty):
    _kind.__isabstractmethod__ = True
del _kind


class ABCMeta(type):
    """The metaclass of abstract base classes."""

    def __new__(metaclass, name, bases, namespace, /, **kwargs):
        made = super().__new__(metaclass, name, bases, namespace, **kwargs)
        _abc_init(made)
        return made

    def register(cls, subclass):
        """Make a class a virtual subclass and return it; works as a decorator."""
        return _abc_register(cls, subclass)

    def __instancecheck__(cls, instance):
        """Answer isinstance(instance, cls)."""
        return _abc_instancecheck(cls, instance)

    def __subclasscheck__(cls, subclass):
        """Answer issubclass(subclass, cls)."""
        return _abc_subclasscheck(cls, subclass)

    def _dump_registry(cls, file=None):
        registry, cache, negative, version = _get_dump(cls)
        for line in (f"Class: {cls.__module__}.{cls.__qualname__}", f"Inv. counter: {get_cache_token()}",
                     f"_abc_registry: {registry!r}", f"_abc_cache: {cache!r}",
                     f"_abc_negative_cache: {negative!r}", f"_abc_negative_cache_version: {version!r}"):
            print(line, file=file)

    def _abc_registry_clear(cls):
        _reset_registry(cls)

    def _abc_caches_clear(cls):
        _reset_caches(cls)


class ABC(metaclass=ABCMeta):
    """An abstract base class to inherit from, in place of metaclass=ABCMeta."""

    __slots__ = ()


def update_abstractmethods(cls):
    """Find the abstract methods of a class again, after methods were added to it, and return the class."""
    if getattr(cls, '__abstractmethods__', None) is None:
        return cls
    candidates = set(vars(cls)).union(*(getattr(base, '__abstractmethods__', ()) for base in cls.__bases__))
    cls.__abstractmethods__ = frozenset(
        name for name in candidates if getattr(getattr(cls, name, None), '__isabstractmethod__', False))
    return cls
