# Regular expressions of everyday: searching, splitting, replacing in a long text.
import re

text = ''.join(f'2024-{n % 12 + 1:02d}-{n % 28 + 1:02d} user{n}@example{n % 7}.com GET /path/{n}/index.html?x={n * 3} HTTP/1.1 "agent {n}" {n % 600}\n' for n in range(4000))
total = 0
for _ in range(3):
    total += len(re.findall(r'\b\w+@\w+\.com\b', text))
    total += sum(int(m['status']) for m in re.finditer(r'^(?P<date>\d{4}-\d\d-\d\d) (?P<user>\S+) (?P<verb>GET|POST) (?P<path>[^ ?]+)\?x=(\d+) HTTP/1\.[01] "([^"]*)" (?P<status>\d+)$', text, re.M))
    total += len(re.sub(r'(\d+)-(\d+)-(\d+)', r'\3.\2.\1', text))
    total += len(re.split(r'[\s"]+', text))
    total += len(re.sub(r'[aeiou]', lambda m: m.group().upper(), text[:60000]))
    total += sum(1 for line in text.splitlines() if re.match(r'.*user\d*7@', line))
    total += len(re.findall(r'(?i)AGENT \d+', text))
print(total)
