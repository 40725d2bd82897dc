# dict(zip(...)), dict(enumerate(...)), keys without a list, and rows of csv from all kinds of iterables.
import csv
import io

for n in 0, 1, 2, 4, 5, 8, 9, 10, 11, 30, 100:
    names = [f'n{i}' for i in range(n)]
    d = dict(zip(names, range(n)))
    d['more'] = n
    print(n, len(d), list(d.items())[-2:], dict(enumerate(names)) == {i: x for i, x in enumerate(names)})
print(dict(zip('aabb', range(9))), dict(zip(range(3), iter('xyz'))), dict(zip([1, 1.0, True], 'abc')))
try:
    dict(zip('abc', [1], strict=True))
except ValueError as problem:
    print(problem)
try:
    dict(zip([[1]], [2]))
except TypeError as problem:
    print(problem)
pairs = zip([1, 2, 3], 'abc')
print(next(pairs), pairs.__reduce__()[0], dict(pairs), list(pairs))
try:
    zip([1], 5)
except TypeError as problem:
    print(problem)


class Growing(list):
    def __iter__(self):
        yield from range(3)


print(dict(zip(Growing([7]), Growing([8]))), list(zip(Growing([7]), 'ab')))
changing = [1, 2, 3]
for a, b in zip(changing, changing):
    print(a, b)
    if len(changing) < 6:
        changing.append(a * 10)

d = {'a': 1, 'b': 2, 'c': 3}
print(d.keys() - ['a', 'b', 'c'], d.keys() - ('c', 'b', 'a', 'x'), d.keys() - ['a', 'a', 'b'], sorted(d.keys() - []), d.keys() - ['b', 'a', 1, 'c'], {}.keys() - ['a'], {}.keys() - [])
del d['b']
print(d.keys() - ['a', 'c'], sorted({f'k{i}': i for i in range(70)}.keys() - [f'k{i}' for i in range(68)]), {1: 2}.keys() - ['a'], {1: 2, 'a': 3}.keys() - ['a', 'b', 'c'])
try:
    d.keys() - ['a', []]
except TypeError as problem:
    print(problem)


class Odd:
    def __init__(self, row):
        self.row = row

    def __str__(self):
        self.row.append('more')
        return 'odd'


out = io.StringIO()
writer = csv.writer(out)
row = ['x', None, 2, 0.5]
row.insert(1, Odd(row))
for fields in row, tuple('ab'), iter([1, 2]), {'k': 1}, 'text', [], (), [None], [''], (x for x in (1, None)), range(3):
    try:
        print(writer.writerow(fields))
    except csv.Error as problem:
        print('Error', problem)
try:
    writer.writerow(5)
except csv.Error as problem:
    print('Error', problem)
print(repr(out.getvalue()))
out = io.StringIO()
writer = csv.DictWriter(out, ['a', 'b'], restval='-')
writer.writeheader()
writer.writerow({'b': 1})
writer.writerows([{'a': 1, 'b': 2}, {}])
try:
    writer.writerow({'a': 1, 'c': 2, 'b': 3})
except ValueError as problem:
    print(problem)
print([out.getvalue(), *csv.DictReader(out.getvalue().splitlines() + ['1', '1,2,3', '', 'x,y'])])

from collections import OrderedDict


class Name(str):
    pass


ordered = OrderedDict([(Name('x'), 1), ('y', 2)])
ordered.move_to_end('x')
print([(type(key).__name__, value) for key, value in ordered.items()])
ordered = OrderedDict((i, i) for i in range(200))
for i in range(3000):
    ordered.move_to_end(i * 7 % 200)
print(list(ordered)[:5], len(ordered))
ordered.move_to_end(3)
ordered[500] = 1
print(list(ordered)[-3:], ordered.popitem(last=False), next(iter(ordered)))
