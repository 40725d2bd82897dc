# Reading a file by lines, in text and in bytes.
import os

name = os.path.join(os.environ.get('TMPDIR', '/tmp'), f'reading_lines.{os.getpid()}')
with open(name, 'w', encoding='utf-8') as file:
    for n in range(200000):
        file.write(f'line {n} of the file\n' if n % 10 else f'Zeile {n} — ümlaut\n')
total = 0
for _ in range(4):
    with open(name, encoding='utf-8') as file:
        for line in file:
            total += len(line)
    with open(name, 'rb') as file:
        for line in file:
            total += len(line)
    with open(name, encoding='utf-8') as file:
        total += sum(len(line.split()) for line in file.readlines())
    with open(name, encoding='latin-1') as file:
        while line := file.readline():
            total += 1
os.remove(name)
print(total)
