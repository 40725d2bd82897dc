# Modules that are the version in Python of another one, and public modules whose accelerator is blocked.
import sys

sys.path = [folder for folder in sys.path if not folder.endswith('run')]  # numbers.py is no module

for name in '_datetime', '_decimal', '_collections':
    sys.modules[name] = None
for name in 'datetime', 'decimal', 'collections':
    sys.modules.pop(name, None)

import _pyio
import _py_abc
import abc
import collections
import datetime
import decimal
import io

print(_pyio.open.__name__, issubclass(_pyio.BytesIO, _pyio.BufferedIOBase), sorted(_pyio.__all__) == sorted(io.__all__))


class Shape(metaclass=_py_abc.ABCMeta):
    @abc.abstractmethod
    def area(self): ...


before = _py_abc.get_cache_token()
Shape.register(int)
print(isinstance(3, Shape), issubclass(str, Shape), before != _py_abc.get_cache_token())
try:
    Shape()
except TypeError as error:
    print(error)

import _pydatetime
import _pydecimal
print(datetime.datetime(2024, 2, 29, 12) + datetime.timedelta(days=366), _pydatetime.date is datetime.date)
print(sorted(_pydatetime.__all__))
with decimal.localcontext() as context:
    context.prec = 5
    print(decimal.Decimal(1) / 3, _pydecimal.Decimal is decimal.Decimal)
print(sorted(set(_pydecimal.__all__) - {'HAVE_CONTEXTVAR', 'HAVE_THREADS'}))

od = collections.OrderedDict
pairs = od([('b', 1), ('a', 2)], c=3)
pairs.move_to_end('b')
pairs.move_to_end('c', last=False)
print(pairs, pairs.popitem(), pairs.popitem(last=False), pairs.pop('x', None), pairs)
print(od(a=1, b=2) == od(b=2, a=1), od(a=1, b=2) != od(b=2, a=1), od(a=1, b=2) == dict(b=2, a=1))
print(od(a=1) | {'b': 2}, {'b': 2} | od(a=1), od.fromkeys('xyz', 0), list(reversed(od.fromkeys('xyz'))))
for wrong in (lambda: od().popitem(), lambda: od().pop('q'), lambda: od().move_to_end('q'), lambda: od(a=1) | 3):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
loop = od(a=1)
loop['self'] = loop
print(loop, loop.setdefault('a', 9), loop.setdefault('z', 9))
import copy, pickle
class Tagged(od):
    tag = None
tagged = Tagged(x=1)
tagged.tag = 'yes'
for again in copy.copy(tagged), copy.deepcopy(tagged), pickle.loads(pickle.dumps(tagged)):
    print(type(again).__name__, list(again.items()), again.tag)
Point = collections.namedtuple('Point', 'x y')
print(Point(1, 2).y, Point.x.__doc__, collections.Counter('abracadabra').most_common(2))
print(hasattr(collections, 'deque'), hasattr(collections, 'defaultdict'))
