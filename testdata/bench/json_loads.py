# Decodes JSON texts: records, numbers, strings with escapes, pairs.
import json

record = {
    'id': 12345, 'name': 'a name with spaces', 'tags': ['red', 'green', 'blue'], 'ratio': 0.12345,
    'nested': {'x': [1, 2, 3, [4, 5, {'y': None}]], 'flag': True, 'text': 'line\nbreak "quoted" \u20ac'},
}
text = json.dumps([dict(record, id=i, ratio=i / 7) for i in range(2000)])
indented = json.dumps(json.loads(text), indent=2)
numbers = json.dumps([i * 1.25 for i in range(50000)] + list(range(50000)))
total = 0
for _ in range(24):
    total += len(json.loads(text))
    total += len(json.loads(indented))
    total += sum(1 for x in json.loads(numbers) if x == 1)
for _ in range(10):
    total += len(json.loads(text, object_pairs_hook=tuple))
print(total)
