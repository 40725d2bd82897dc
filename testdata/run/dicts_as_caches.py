# Dicts as caches: for each new entry an old one goes. Running totals of ints, also beyond 64 bits.
from itertools import accumulate
from collections import OrderedDict
for size in list(range(1, 24)) + [42, 85, 128]:
    d = {}; o = OrderedDict(); m = []
    for i in range(size * 6):
        d[i * 7] = i; o[i * 7] = i; m.append(i * 7)
        if len(m) > size:
            k = m.pop(0); del d[k]; assert o.popitem(last=False)[0] == k
            if i % 3 == 0 and m:
                k = m.pop(); assert d.popitem()[0] == k; o.popitem()
        assert list(d) == m and list(o) == m
        assert all(k in d for k in m[-2:]) and -1 not in d
print('ok')
print(list(accumulate([1, 2, 2**62, 2**62, 2**62, -2**63, -2**64, 5])), list(accumulate([True, True, 2])), list(accumulate([1, 2.5, 3])), list(accumulate(['a', 'b'])))
