"""Special forms, generic classes, protocols, named tuples and typed dictionaries."""
from typing import *
import typing
T=TypeVar('T'); P=ParamSpec('P'); Ts=TypeVarTuple('Ts')
class G(Generic[T]): pass
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for f in [lambda: G[int], lambda: G[int]().__orig_class__, lambda: List[int], lambda: Dict[str,List[T]][int], lambda: Optional[int], lambda: Union[int,str,None], lambda: Callable[[int],str], lambda: Callable[...,str], lambda: Callable[P,T][[int,str],bool], lambda: Callable[Concatenate[int,P],T], lambda: Tuple[int,...], lambda: Tuple[()], lambda: Literal[1,'a',None], lambda: Annotated[int,'x'], lambda: ClassVar[int], lambda: Final[int], lambda: Type[int], lambda: Any, lambda: NoReturn, lambda: Self, lambda: get_origin(List[int]), lambda: get_args(Dict[int,str]), lambda: get_args(Callable[[int],str]), lambda: get_origin(Annotated[int,'x']), lambda: List[int,str], lambda: G[int,str], lambda: Generic[int], lambda: isinstance(3,List[int]), lambda: List(), lambda: Unpack[Ts], lambda: Tuple[Unpack[Ts]][int,str], lambda: NewType('U',int), lambda: NewType('U',int)(3), lambda: ForwardRef('x'), lambda: List['x'], lambda: Iterable[int], lambda: Generator[int], lambda: ContextManager[int], lambda: Pattern[str], lambda: Match, lambda: SupportsInt, lambda: isinstance(3,SupportsInt), lambda: isinstance('x',SupportsInt), lambda: TypeGuard[int], lambda: Required[int], lambda: Optional, lambda: ClassVar, lambda: ClassVar[ClassVar[int]], lambda: List[ClassVar[int]], lambda: Any(), lambda: isinstance(3,Any)]: t(f)
class NT(NamedTuple):
    a: int
    b: str='x'
print(NT(1), NT.__annotations__, NT._field_defaults, NT.__orig_bases__)
print(NamedTuple('N',[('a',int)])(3))
class TD(TypedDict, total=False):
    a: int
    b: Required[str]
    c: ReadOnly[int]
print(TD(a=1), TD.__required_keys__, sorted(TD.__optional_keys__), TD.__readonly_keys__, TD.__annotations__, TD.__total__)
t(lambda: isinstance({},TD))
@runtime_checkable
class Pr(Protocol):
    def m(self): ...
class I:
    def m(self): pass
print(isinstance(I(),Pr), issubclass(I,Pr), isinstance(3,Pr), is_protocol(Pr), get_protocol_members(Pr))
t(lambda: Pr())
def f(a:'int', b:'List[G]'=None, *c:Annotated[int,1]) -> 'Optional[str]': pass
print(get_type_hints(f), get_type_hints(f,include_extras=True))
class C: 
    x:'int'; y: ClassVar['str']
print(get_type_hints(C))
@overload
def g(a:int)->int: ...
@overload
def g(a:str)->str: ...
def g(a): return a
print(len(get_overloads(g)))
t(lambda: assert_never(3)); print(cast(int,'x'), reveal_type.__name__)
class Stack[X]:
    def push(self,x:X): pass
print(Stack[int], Stack.__parameters__, Stack.__orig_bases__)
type A[Y]=list[Y]
print(A[int], A.__value__)
print(T,P,Ts,P.args, Union[int,str]|None, int|List[str])
class H(G[int]): pass
print(H.__orig_bases__, H.__mro__)
# What was given as a value has an evaluator too; parts of a ParamSpec can be weakly referenced; Generic looks like a class of Python.
import pickle, weakref, typing
bounded = TypeVar('bounded', bound=int, default=(int, 'x'))
print(bounded.evaluate_bound, bounded.evaluate_bound(1), repr(bounded.evaluate_bound(4)), bounded.evaluate_default(4))
print(TypeVar('either', int, str).evaluate_constraints(4), TypeVar('plain').evaluate_bound, TypeVar('plain').evaluate_default)
t(bounded.evaluate_bound); t(lambda: bounded.evaluate_bound(format=1)); t(lambda: bounded.evaluate_bound('x')); t(type(bounded.evaluate_bound))
part = P.args
print(weakref.ref(part)() is part, typing.Generic.__flags__ >> 9 & 1, '__new__' in vars(typing.Generic))
class Box[T]:
    def __init__(self, value): self.value = value
print([pickle.loads(pickle.dumps(Box(3), protocol)).value for protocol in range(6)])
