# Classes called through a __call__ of their metaclass, callables with a __call__ in Python.
import sys
import traceback


class Single(type):
    made = {}

    def __call__(cls, *args, **kwargs):
        if cls not in cls.made:
            cls.made[cls] = super().__call__(*args, **kwargs)
        return cls.made[cls]


class One(metaclass=Single):
    def __init__(self, x, y=2):
        self.x, self.y = x, y


class Counted(type):
    def __call__(cls, *args):
        made = type.__call__(cls, *args)
        cls.n = getattr(cls, 'n', 0) + 1
        return made


class Two(metaclass=Counted):
    def __new__(cls, *args):
        return super().__new__(cls)

    def __init__(self, *args):
        self.args = args


class Static(type):
    @staticmethod
    def __call__(*args):
        return args


class S(metaclass=Static):
    pass


class Other(type):
    def __call__(cls):
        return 'no instance'


class O(metaclass=Other):
    pass


class Callable:
    def __call__(self, a, b=3, *c, d=4, **e):
        return a, b, c, d, e


class Bound:
    __call__ = 'abc'.replace


class ClassCall:
    @classmethod
    def __call__(cls, x):
        return cls.__name__, x


class PropertyCall:
    @property
    def __call__(self):
        return lambda *args: ('property', args)


def attempt(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__, str(e), [t.name for t in traceback.extract_tb(e.__traceback__)]


c = Callable()
for i in range(3):
    a = One(i, y=i)
    b = One(5)
    print(a is b, a.x, a.y, Two(i).args, Two().args, Two.n, S(1, i), O())
    for f in (lambda: O(1), lambda: Two(k=1), lambda: c(), lambda: c(1, 2, 3, 4, d=5, e=6), lambda: c(*range(i)), lambda: c(**{'a': i}), lambda: c(1, a=2),
              lambda: Bound()('b', 'x'), lambda: ClassCall()(i), lambda: PropertyCall()(1, i), lambda: list(map(c, [1, 2])), lambda: sorted([3, 1], key=Callable()),
              lambda: max([1, 2], key=lambda x: -x), lambda: c.__call__(1), lambda: type(c).__call__(c, 9)):
        print(attempt(f))

Counted.__call__ = lambda cls, *args: ('changed', args)
print(Two(1), Two())
del Counted.__call__
print(Two(3).args)


class Endless(type):
    def __call__(cls):
        return cls()


class E(metaclass=Endless):
    pass


try:
    E()
except RecursionError:
    print('RecursionError')

events = []
sys.setprofile(lambda frame, event, arg: events.append((event, frame.f_code.co_name)))
O()
c(1)
sys.setprofile(None)
print(events)
