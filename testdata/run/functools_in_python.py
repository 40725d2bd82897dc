# functools when module _functools is blocked; an OrderedDict that is used from the front as caches do.
import sys

sys.modules['_functools'] = None
for name in 'functools', 'copy', 'pickle':
    sys.modules.pop(name, None)
import copy
import pickle
from collections import OrderedDict
from functools import Placeholder as _, cmp_to_key, lru_cache, partial, reduce


def attempt(call, *args, **keywords):
    try:
        print(call(*args, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


def show(*args, **keywords):
    return args, keywords


class Named(partial):
    pass


p = partial(show, 1, _, 3, a=4)
print(p(2), p(2, 5, a=6, b=7), partial(p, 2)(), partial(p, _, 9).args)
print(p.args, p.keywords, repr(_), type(_)() is _, pickle.loads(pickle.dumps(_)) is _)
print(repr(partial(print, 1, sep='')), repr(Named(print, 1)), Named(partial(max, 2), 1)())
attempt(p)
attempt(partial, 3)
attempt(partial, show, _)
attempt(partial, show, a=_)
attempt(p.__setstate__, 1)
attempt(p.__setstate__, (show, (), {}))
attempt(p.__setstate__, (show, (), {}, 'x'))
p.note = [1]
for twin in copy.copy(p), pickle.loads(pickle.dumps(partial(max, 1, 3))):
    print(twin(2), twin.__dict__)
q = partial(show)
q.__setstate__((q, (), {}, {}))
print(repr(q))


class Holder:
    method = partial(show, 'first')
    static = staticmethod(method)


print(Holder.method(1), Holder().static(1), type(Holder().method(1)[0][1]).__name__, partial[int])

by_length = cmp_to_key(lambda a, b: len(a) - len(b))
print(sorted(['ccc', 'a', 'bb'], key=by_length), by_length('x') == by_length('y'), by_length('x') >= by_length('yy'))
attempt(hash, by_length('x'))
attempt(lambda: by_length('x') < 1)

print(reduce(lambda a, b: (a, b), 'abc'), reduce(max, [], 1), reduce(max, [2], initial=3))
attempt(reduce, max, [])
attempt(reduce, max, 1)
attempt(reduce, max)


for size, typed in (3, False), (3, True), (None, False), (0, False), (-1, False):
    calls = []

    @lru_cache(size, typed)
    def double(x, **more):
        """Twice x."""
        calls.append(x)
        return x * 2

    print([double(x) for x in (1, 2, 1, 3, 1.0, 4, True, 2, 'a', 1)], double(1, k=1), double(1, k=1.0), calls)
    print(double.cache_info(), double.cache_parameters(), double.__doc__, double.__name__)
    try:
        double([])
    except TypeError as error:
        print('unhashable' in str(error) or error)
    double.cache_clear()
    print(double.cache_info())

used = OrderedDict()
seed = 1
for turn in range(3000):
    seed = (seed * 1103515245 + 12345) % 2**31
    key = seed >> 12 & 31
    if key in used:
        used.move_to_end(key)
    else:
        used[key] = turn
    if turn % 7 == 0:
        key, value = used.popitem()
        used[key] = value
    if len(used) > 20:
        used.popitem(last=False)
print(len(used), list(used.items()))
