# Encodes nested records as JSON: compact, indented, sorted, and with escapes.
import json

record = {
    'id': 12345, 'name': 'a name with spaces', 'tags': ['red', 'green', 'blue'], 'ratio': 0.12345,
    'nested': {'x': [1, 2, 3, [4, 5, {'y': None}]], 'flag': True, 'text': 'line\nbreak "quoted" \u20ac'},
}
records = [dict(record, id=i, ratio=i / 7) for i in range(2000)]
total = 0
for _ in range(40):
    total += len(json.dumps(records))
for _ in range(20):
    total += len(json.dumps(records, sort_keys=True, separators=(',', ':')))
    total += len(json.dumps(records, ensure_ascii=False))
    total += len(json.dumps(records, indent=1))
print(total)
