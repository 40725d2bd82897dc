# Arrays of each type: items, iterators while the array changes, lists, sums, bytes.
from array import array

values = {'b': (-128, 0, 127), 'B': (0, 128, 255), 'h': (-32768, -1, 32767), 'H': (0, 40000, 65535), 'i': (-2 ** 31, -1, 2 ** 31 - 1), 'I': (0, 3 * 10 ** 9, 2 ** 32 - 1),
          'l': (-2 ** 63, -1, 2 ** 63 - 1), 'L': (0, 10 ** 19, 2 ** 64 - 1), 'q': (-2 ** 63, 5, 2 ** 63 - 1), 'Q': (0, 2 ** 63, 2 ** 64 - 1), 'f': (0.1, -2.5, 1e30), 'd': (0.1, -2.5, 1e300), 'w': 'aé😀'}
for code, items in values.items():
    a = array(code, items)
    print(a, len(a), a[0], a[-1], list(a), a.tolist() == list(a), a.tobytes().hex() if code not in 'lL' else '', a[1:] + a[:1], a.itemsize)
    if code != 'w':
        print(sum(a), max(a), min(a), sorted(a))
for a in array('i'), array('d', [1.5]), array('B', b'x'):
    print(a.tobytes(), a.tolist(), [*a])
a = array('h', [1, 2, 3])
seen = []
for x in a:
    seen.append(x)
    if len(a) < 6:
        a.append(x * 10)
    else:
        del a[-1]
print(seen, a)
