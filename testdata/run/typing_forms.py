# Type hints: what is remembered, iterated over, evaluated and refused.
import copy
import functools
import io
import pickle
import typing
from typing import *

T, P, Ts = TypeVar('T'), ParamSpec('P'), TypeVarTuple('Ts')


def attempt(call):
    try:
        return call()
    except Exception as error:
        return f'{type(error).__name__}: {error}'


class Never1:
    __iter__ = None


for use in (lambda: iter(Never1()), lambda: [*Never1()], lambda: list(List), lambda: iter(Callable[[T], int])):
    print(attempt(use))
print(List[int] is List[int], Dict[str, T][int] is Dict[str, T][int], Callable[[int], str] is Callable[[int], str], Literal[1] is Literal[True])
print(Literal[[]], Literal[[], []].__args__, Literal[int, 'a'], Callable['P', int], Callable[*Ts, T], Callable[Concatenate[int, P], T])
print(List[int].__name__, Callable.__qualname__, (int | str).__module__, (int | str) | 'later', 'sooner' | (int | str), Union[b'x', b'y'])
print(copy.deepcopy(Union[b'x', b'y']), pickle.loads(pickle.dumps(NoDefault)), pickle.loads(pickle.dumps(AnyStr)) is AnyStr)
for wrong in (ClassVar[int], Final[int], Required[int], Unpack[Ts], P.args):
    print(attempt(lambda: __build_class__(lambda: None, 'Wrong', wrong)))


class Sequence1(typing.Sequence[T]):
    pass


class Both(List[T], Sequence1[T]):
    def __getitem__(self, key):
        return 1


print([base.__name__ for base in Both.__mro__])


@runtime_checkable
class Reads(io.Reader[bytes], Protocol):
    pass


print(issubclass(io.BytesIO, Reads), isinstance(io.StringIO(), io.Writer), isinstance(3, io.Reader))


class Loop:
    attr: "Final['list[Loop]']"
    other: Annotated['ClassVar[int]', 3] = 4
    nothing: 'None'


print(get_type_hints(Loop), typing.evaluate_forward_ref(ForwardRef('None')))


def first():
    pass


first.__wrapped__ = first
print(attempt(lambda: get_type_hints(first)).split(' at ')[0])


def with_final():
    class Wrong(NamedTuple):
        a: Final


def with_super():
    class Wrong(NamedTuple):
        a: int

        def method(self):
            return super().count(1)


def dict_with_final():
    class Wrong(TypedDict):
        a: Final


for wrong in with_final, with_super, dict_with_final:
    print(attempt(wrong))


class Base:
    def __init_subclass__(cls):
        pass


class Forgetful(Base, Generic[T]):
    pass


try:
    Forgetful[int]
except AttributeError as error:
    print(error.__notes__)
for bound in 'Later', Optional, (1, 2), None, 5, ClassVar[int], int | None:
    print(attempt(lambda: TypeVar('B', bound=bound).__bound__))
