# Pickles and unpickles records, instances and long lists in several protocols.
import pickle
import _pickle


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


records = [{'id': i, 'name': f'name {i}', 'tags': ('red', 'green'), 'ratio': i / 7, 'more': [1, 2, {'y': None}]} for i in range(4000)]
points = [Point(i, i * 2.5) for i in range(6000)]
numbers = list(range(60000)) + [i * 0.5 for i in range(30000)]
total = 0
for protocol in 2, 4, 5:
    for _ in range(4):
        for value in records, points, numbers:
            data = pickle.dumps(value, protocol)
            total += len(data)
            back = pickle.loads(data)
            total += len(back)
print(total, back[-1], pickle.Pickler is _pickle.Pickler)
