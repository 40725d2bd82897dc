# Mocks that know what they stand for: nested classes, instances that can be called, dataclasses, awaits; hints with unpacked tuples.
import asyncio
from dataclasses import dataclass, field
from typing import Unpack, get_type_hints
from unittest.mock import AsyncMock, MagicMock, Mock, NonCallableMock, call, create_autospec


def say(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except (AssertionError, AttributeError, TypeError) as error:
        print(f'{type(error).__name__}: {error}')


class Something:
    def method(self, a, b):
        pass

    class Nested:
        def __init__(self, a):
            pass

        def inner(self, a, b):
            pass


class Callable:
    def __init__(self, x, y):
        pass

    def __call__(self, a):
        pass


@dataclass
class Data:
    a: int = field(init=False)
    c: int
    b: int = 0


def hinted(x: Missing[int, ...]) -> None:
    pass


made = create_autospec(Something)
for mock in made, made():
    say(mock.assert_has_calls, [call.Nested()])
    mock.Nested(1).inner(1, 2)
    mock.method(1, b=2)
    say(mock.assert_has_calls, [call.Nested(a=1), call.Nested(1).inner(1, b=2)])
    say(mock.Nested), say(mock.Nested(1).inner, 1)

made = create_autospec(Callable)
say(made, 1)
for mock in made(1, 2), create_autospec(Callable, instance=True), create_autospec(Callable(1, 2)):
    mock(a=3)
    say(mock.assert_called_once), say(mock), say(mock, 1, 2)

for mock in Mock(spec=Data), MagicMock(spec=Data), create_autospec(Data), create_autospec(Data, instance=True), create_autospec(Data(1)), NonCallableMock(spec=Data), Mock(spec=Data(1)):
    print([hasattr(mock, name) for name in 'abc'], [isinstance(getattr(mock, name), MagicMock) for name in ('__dataclass_fields__', '__match_args__', '__dataclass_params__')])
mock = create_autospec(Data, instance=True)
print(isinstance(mock, Data), isinstance(mock.a, int), isinstance(mock.c, int))
say(create_autospec(hinted), 5, 6)


async def awaited():
    async def f(x=None):
        pass

    mock = AsyncMock(spec=f)
    await mock(1)
    say(mock.assert_has_awaits, [call()]), say(mock.assert_has_awaits, [call(), call(1, 2)]), say(mock.assert_has_calls, [call(1, 2)])


asyncio.run(awaited())


def several(a: list[*tuple['int', ...]], *args: *tuple[int, str]):
    pass


print(get_type_hints(several), get_type_hints(several)['args'] == Unpack[tuple[int, str]])
