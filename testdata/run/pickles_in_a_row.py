# Many pickles one after the other, of all sizes, within each other, broken off anywhere: what one leaves behind must not show in the next.
import io
import pickle


class Nested:
    def __init__(self, depth):
        self.depth = depth

    def __reduce__(self):
        inner = pickle.dumps([self.depth, {'depth': self.depth}])
        return rebuilt, (inner, Nested(self.depth - 1) if self.depth else None)


def rebuilt(data, rest):
    return pickle.loads(data), rest


class Point:
    def __init__(self, *values):
        for n, value in enumerate(values):
            setattr(self, f'v{n}', value)

    def __eq__(self, other):
        return vars(self) == vars(other)


class Failing:
    def __reduce__(self):
        raise LookupError('not this one')


print(pickle.loads(pickle.dumps(Nested(3))))
shared = ['shared']
values = [
    None, True, 0, 255, 256, 65535, 65536, -1, 2 ** 31 - 1, 2 ** 31, -2 ** 31, 2 ** 70, 0.5, '', 'a', 'ab' * 40, 'é' * 300, b'', b'x', b'xyz' * 100,
    (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [], [[]], {1, 2}, frozenset('a'), bytearray(b'abc'),
    [shared, shared, (shared, shared)], Point(), Point(1), Point(1, 'two', shared, shared), [Point(n) for n in range(5)],
]
for n in 0, 1, 2, 3, 4, 5, 8, 9, 10, 11, 30, 300, 1000, 1001, 2500:
    values += [list(range(n)), {str(i): i for i in range(n)}, {i: str(i) for i in range(n)}, [str(i % 7) for i in range(n)], tuple(range(n))]
values.append(values[:])
values.append([[n, n * 0.5, f'item {n}', (n,), {'n': n}] for n in range(3000)])
for protocol in range(6):
    count = 0
    for value in values:
        data = pickle.dumps(value, protocol)
        count += 1
        back = pickle.loads(data)
        assert type(back) is type(value) and back == value, (protocol, value)
        assert pickle.load(io.BytesIO(data)) == value
    print(protocol, count)

grown = pickle.loads(pickle.dumps({n: n for n in range(6)}))
for n in range(6, 100):
    grown[n] = n
print(grown == {n: n for n in range(100)})
del grown[3]
print(len(grown), 3 in grown, list(grown)[:5])

record = {'id': 7, 'name': 'name', 'tags': ('red', 'green'), 'ratio': 0.5, 'more': [1, 2, {'y': None}, 70000, 300, 'name'], 'p': Point(1, 2)}
for protocol in range(6):
    data = pickle.dumps(record, protocol)
    problems = {}
    for n in range(len(data)):
        try:
            pickle.loads(data[:n])
        except Exception as problem:
            text = f'{type(problem).__name__}: {problem}'
            problems[text] = problems.get(text, 0) + 1
        assert pickle.loads(data) == record
    print(protocol, len(data), sorted(problems.items()))
try:
    pickle.dumps([record, Failing()])
except LookupError as problem:
    print(problem, pickle.loads(pickle.dumps(record)) == record)

out = io.BytesIO()
pickler = pickle.Pickler(out, 4)
for _ in range(2):
    pickler.dump(shared)
print(out.getvalue())
reader = pickle.Unpickler(io.BytesIO(out.getvalue()))
first = reader.load()
print(first, reader.load() is first)
pickler.clear_memo()
pickler.dump(shared)
print(len(out.getvalue()), sorted(pickler.memo.copy().values()))
pickler.__init__(io.BytesIO(), 2)
print(pickler.memo.copy())
print(pickle.loads(b'\x80\x04(K\x01q\x05h\x05r\xff\xff\x00\x00j\xff\xff\x00\x00l.'))
for data in b'\x80\x04h\x05.', b'\x80\x04K\x01h\x05.', b'\x80\x04(h\x00.', b'\x80\x04(\x94.', b'\x80\x04\x8c\x05ab.', b'\x80\x04\x95\x02\x00\x00\x00\x00\x00\x00\x00K\x01.', b'\x80\x04\x95\x03\x00\x00\x00\x00\x00\x00\x00J\x01\x02\x03\x04.':
    try:
        print(pickle.loads(data))
    except Exception as problem:
        print(type(problem).__name__, problem)

# Sets of all sizes, and items that no set takes.
for protocol in range(6):
    for size in 0, 1, 3, 4, 5, 9, 100:
        for value in set(range(size)), frozenset(range(size)), [{i, str(i), (i,)} for i in range(size)]:
            assert pickle.loads(pickle.dumps(value, protocol)) == value
for data in b'\x80\x04\x8f(]K\x01\x90.', b'\x80\x04\x8f(]]]]]K\x01\x90.':
    try:
        pickle.loads(data)
    except TypeError as error:
        print(error)
