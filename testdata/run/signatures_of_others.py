# Signatures and attributes of what is no plain function.
import functools
import inspect
import typing
from unittest import mock

P = inspect.Parameter
star, other = P('star', P.VAR_POSITIONAL), P('other', P.VAR_POSITIONAL)
named, words, more = P('named', P.KEYWORD_ONLY), P('words', P.VAR_KEYWORD), P('more', P.VAR_KEYWORD)
for parameters in (star, other), (star, named, other), (words, more), (named, star):
    try:
        print(inspect.Signature(parameters))
    except ValueError as error:
        print(error)
for kind in mock.Mock, mock.MagicMock, mock.AsyncMock:
    print(inspect.signature(kind()))


class Base:
    def method(self, a, b, *, c):
        pass

    bound = functools.partialmethod(method, 1, c=2)
    later = functools.partialmethod(method, functools.Placeholder, 1, c=1)

    @functools.singledispatchmethod
    def dispatched(self, value):
        pass


print(inspect.signature(Base.bound), inspect.signature(Base().bound), inspect.signature(Base.later), inspect.signature(Base().later))
print(inspect.isroutine(Base.dispatched), inspect.isroutine(Base().dispatched), inspect.isroutine(Base))


class Meta(type):
    fish = 'slap'

    def __dir__(self):
        return ['__module__', 'fish']


class Made(metaclass=Meta):
    pass


print([entry for entry in inspect.classify_class_attrs(Made) if entry.name == 'fish'])


class Local:
    pass


Local.__module__ = 'my.typing'
Local.__qualname__ = 'Local'
print(inspect.formatannotation(typing.List[Local]), inspect.formatannotation(typing.Optional[typing.Tuple[Local, int]]))
