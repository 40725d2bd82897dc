"""Dicts and sets of ints, strings and tuples; comprehensions; copies and views."""


def sieve(n):
    flags = [True] * (n + 1)
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = False
    return [i for i in range(2, n + 1) if flags[i]]


primes = sieve(150000)
members = set(primes)
twins = {p for p in primes if p + 2 in members}
by_digit = {}
for p in primes:
    by_digit.setdefault(p % 10, set()).add(p)
print(len(primes), len(twins), {k: len(v) for k, v in sorted(by_digit.items())})
print(len(members & twins), len(members | twins), len(members - twins), len(members ^ twins))
grid = {(x, y): (x * 7 + y * 13) % 10 for x in range(120) for y in range(120)}
total = 0
for (x, y), height in grid.items():
    if all(grid.get((x + dx, y + dy), 9) >= height for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))):
        total += height + 1
print(total)
words = [f'key{i % 3000}' for i in range(60000)]
index = {}
for position, word in enumerate(words):
    if word in index:
        index[word].append(position)
    else:
        index[word] = [position]
print(len(index), index['key17'][:3], sum(len(v) for v in index.values()))
inverted = {v: k for k, v in enumerate(primes)}
print(sum(inverted[p] for p in primes[::7]), sorted(inverted.items(), reverse=True)[0])
queue = list(range(2000))
for _ in range(40000):
    queue.append(queue.pop() ^ 5)
    queue[7], queue[11] = queue[11], queue[7]
merged = {**index, 'x': 1}
for key in list(merged)[::2]:
    del merged[key]
print(len(merged), len(dict(zip(words, range(len(words))))), frozenset(words) == set(index))
