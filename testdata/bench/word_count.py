"""Words of a text, counted and sorted: split, strip, dicts, sort with keys."""

WORDS = 'the quick brown fox jumps over a lazy dog and then runs away from every angry bear near old river'.split()
seed = 7
lines = []
for _ in range(6000):
    line = []
    for _ in range(10):
        seed = (seed * 69069 + 1) & 0xFFFFFFFF
        line.append(WORDS[(seed >> 16) % len(WORDS)] + (',' if seed & 0x100000 else ''))
    lines.append(' '.join(line).capitalize() + '.')
text = '\n'.join(lines)
for _ in range(3):
    counts = {}
    pairs = {}
    for line in text.splitlines():
        last = None
        for word in line.split():
            word = word.strip('.,').lower()
            counts[word] = counts.get(word, 0) + 1
            if last is not None:
                pairs[last, word] = pairs.get((last, word), 0) + 1
            last = word
    common = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:5]
    by_letter = {}
    for word in counts:
        by_letter.setdefault(word[0], []).append(word)
print(len(text), common, len(pairs), sorted((k, sorted(v)) for k, v in by_letter.items())[:3])
