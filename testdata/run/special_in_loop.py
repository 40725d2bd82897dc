# Methods of operators that run in the caller's loop: unary operators, abs(), in.
import sys
import traceback


class V:
    def __init__(self, x): self.x = x
    def __neg__(self): return V(-self.x)
    def __pos__(self): return NotImplemented
    def __invert__(self): return self.x
    def __abs__(self): return 'abs', self.x
    def __contains__(self, item): return item if self.x is None else item == self.x


v = V(3)
print((-v).x, +v, ~v, abs(v), abs(-v), [abs(w) for w in (v, V(4))], [-w.x for w in (v, -v)])
print(3 in v, 4 in v, 3 not in v, 4 not in v)
w = V(None)
for item in 0, 1, '', 'a', [], [0], None:
    print(item in w, item not in w, 'yes' if item in w else 'no', 'no' if item not in w else 'yes', not (item in w))
while 3 in v:
    v.x = 4
assert 4 in v, 'message'


class Bad:
    def __neg__(self): raise KeyError('neg')
    def __invert__(self): return 1 / 0
    def __abs__(self): raise ValueError('abs')
    def __contains__(self, item): raise LookupError(item)


class NoTruth:
    def __bool__(self): raise RuntimeError('no truth')


class Odd:
    def __contains__(self, item): return NoTruth()
    __neg__ = None
    __abs__ = lambda self, *more, key=7: (more, key)
    def __invert__(self):
        yield 1
        yield 2


class Less:
    __contains__ = None
    def __neg__(self, extra): return extra


class Container(list):
    def __contains__(self, item): return 'listed' if super().__contains__(item) else ''


def negative(x): return -x
def inside(x): return 1 in x
def outside(x): return 1 not in x
def branch(x):
    if 1 in x:
        return 'in'
    return 'out'


for f in negative, inside, outside, branch, abs, lambda x: ~x, lambda x: list(~x):
    for x in Bad(), Odd(), Less(), Container([1]), Container():
        try:
            print(f(x))
        except Exception as e:
            print(type(e).__name__, e, len(traceback.extract_tb(e.__traceback__)))

calls = []
sys.setprofile(lambda frame, event, arg: calls.append((event, frame.f_code.co_name)))
abs(v)
-v
4 in v
sys.setprofile(None)
print(calls)


def deep(n):
    class R:
        def __neg__(self): return -self
        def __contains__(self, x): return x in self
        def __abs__(self): return abs(self)
    for f in negative, inside, abs:
        try:
            f(R())
        except RecursionError as e:
            print(e)


deep(0)
