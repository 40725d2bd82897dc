# Lists, tuples, dicts, sets, slices, ranges: methods, errors, views, ordering.
l = [3, 1, 2]
l.append(5); l.extend([4]); l.insert(0, 9); l.sort(); l.reverse()
print(l, l.pop(), l.pop(0), l.index(3), l.count(2), l + [1], l * 2, l[1:], l[::-1], l[-1])
l[1:2] = [7, 7, 7]
del l[0]
l[::2] = [0, 0, 0]
print(l, sorted("hello", key=lambda c: -ord(c)), sorted([("b", 1), ("a", 2)]), [1, 2] < [1, 3], [] == [])
for bad in (lambda: [1][3], lambda: [].pop(), lambda: [1].remove(2), lambda: [1].index(9), lambda: (1,)[2], lambda: [1, 2] + (3,), lambda: [1] * "a", lambda: {}["x"], lambda: set().pop(), lambda: {}.popitem()):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
d = {"a": 1, "b": 2}
d["c"] = 3
d.update(d=4, a=0)
print(d, d.get("z"), d.get("z", 5), d.pop("b"), d.pop("zz", None), d.setdefault("q", []), list(d.items()), "a" in d, len(d))
print(d.keys() & {"a", "x"}, d.keys() | {"x"} == {"a", "c", "d", "q", "x"}, {**d, "a": 9}, d | {"n": 1}, dict([(1, 2)]), dict(zip("ab", [1, 2])), {}.fromkeys("ab", 0))
del d["a"]
print(d, list(reversed(d)), d == {"c": 3, "d": 4, "q": []}, d.popitem())
s = {1, 2, 3}
s.add(4); s.discard(9); s.remove(1)
print(sorted(s), s & {2, 9}, s | {9} >= s, s - {2}, s ^ {2, 10} == {3, 4, 10}, s <= {2, 3, 4, 5}, s.isdisjoint({7}), frozenset([1, 2]) == {1, 2}, hash(frozenset([1])) == hash(frozenset([1])))
t = 1, 2, (3, 4)
print(t, t[2][1], t + (5,), t * 2, t.index(2), (1,) , (), tuple("ab"), hash((1, 2)) == hash((1, 2)))
print(range(5), list(range(10, 0, -3)), range(0, 10, 2)[3], len(range(5, 100, 7)), 12 in range(5, 100, 7), range(3) == range(0, 3, 1), range(10)[2:5])
a = [1, 2]
a.append(a)
dd = {}
dd["self"] = dd
print(a, dd, a[2] is a)
print(slice(1, 10, 2).indices(5), [0, 1, 2, 3, 4, 5][slice(1, None, 2)])
matrix = [[1, 2], [3, 4]]
print([list(r) for r in zip(*matrix)], [x for row in matrix for x in row])
b = [1, 2, 3]
c = b
b += [4]
print(c is b, c)
print({1: "int", 1.0: "float", True: "bool"}, {"a": 1} == {"a": 1.0}, [1, 2, 3] == [1.0, 2.0, 3.0])
words = "the quick brown the lazy dog the end".split()
counts = {}
for w in words:
    counts[w] = counts.get(w, 0) + 1
print(sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])))
print(min([3, 1, 2]), max("abc"), min({"x": 1, "a": 2}), max([1, 2], key=lambda x: -x), sum([[1], [2]], []))
print([1, [2, [3, [4]]]], {"k": [1, {"n": (1,)}]}, [None, True, ...])
big = list(range(1000))
print(big[::-100], big[-5:], sum(big), big.index(500))
