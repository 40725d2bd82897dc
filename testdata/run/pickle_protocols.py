# The bytes of pickles in all protocols, and what reading damaged ones raises.
import _pickle
import collections
import datetime
import io


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


class Slotted:
    __slots__ = 'a', 'b'


class Reduced:
    def __reduce__(self):
        return Point, (1, 2), {'z': 3}


class Listed(list):
    pass


shared = [1, 'two']
cycle = []
cycle.append(cycle)
slotted = Slotted()
slotted.a = 5
VALUES = [None, True, 0, 1, 255, 256, 65535, -1, 2 ** 31 - 1, 2 ** 31, -2 ** 31 - 1, 2 ** 100, -2 ** 70, 1.5, float('inf'), 'text', 'ümlaut', '\ud800', 'a\nb\\', b'', b'bytes',
          b'x' * 300, bytearray(b'ab'), (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [], [1], [1, 2, [3]], {}, {'a': 1, 'b': [2]}, set(), {7}, frozenset([8]), [shared, shared],
          cycle, len, Point, Point(1, 'y'), slotted, Reduced(), Listed([1, 2]), collections.OrderedDict(a=1), collections.deque([1], 3), datetime.date(2024, 2, 29), range(3),
          slice(1, 2), 1j, Ellipsis, NotImplemented, type(None), list(range(1005))]
for value in VALUES:
    for protocol in range(6):
        try:
            data = _pickle.dumps(value, protocol)
        except TypeError as error:
            print(protocol, error)
            continue
        print(protocol, data if len(data) < 400 else (len(data), data[:40], data[-20:]))
        again = _pickle.loads(data)
        assert type(again) is type(value) or isinstance(value, Reduced), (value, protocol)
        assert value is cycle or isinstance(value, (Point, Slotted, Reduced)) or again == value, (value, protocol)

print('errors')
for data in b'', b'.', b'I1', b'Ix\n.', b'h\x05.', b'X\x05\0\0\0ab.', b'\x80\x09.', b'(.', b'0.', b'cnothing\nhere\n.', b'c__main__\nnothing\n.', b'K\x01K\x02s.', b'\xff.', b'}K\x01s.', b'R.', b'S"abc\n.', b'\x8b\xff\xff\xff\xff.', b'\x95\xff\xff\xff\xff\xff\xff\xff\xff.':
    try:
        print(_pickle.loads(data))
    except (_pickle.UnpicklingError, EOFError, ValueError, TypeError, KeyError, AttributeError, ImportError, IndexError, OverflowError) as error:
        print(data, type(error).__name__, error)
for value in lambda: 0, (i for i in ()):
    try:
        print(_pickle.dumps(value))
    except (_pickle.PicklingError, TypeError, AttributeError) as error:
        print(type(error).__name__, error)


class Keeper(_pickle.Pickler):
    def persistent_id(self, obj):
        return 'kept' if obj is shared else None


class Giver(_pickle.Unpickler):
    def persistent_load(self, pid):
        return shared if pid == 'kept' else None


for protocol in 0, 1, 4:
    file = io.BytesIO()
    Keeper(file, protocol).dump([shared, 1])
    print(file.getvalue(), Giver(io.BytesIO(file.getvalue())).load()[0] is shared)
