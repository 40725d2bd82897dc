# Reads and writes rows of comma-separated values, plain and quoted.
import csv
import io

rows = [[i, f'name {i}', i * 0.5, 'a, "quoted" text', '', None, 'plain'] for i in range(4000)]
out = io.StringIO(newline='')
csv.writer(out).writerows(rows)
text = out.getvalue()
plain = '\n'.join(f'{i},alpha,beta,gamma,{i * 3},delta epsilon' for i in range(8000))
total = 0
for _ in range(12):
    total += sum(len(row) for row in csv.reader(io.StringIO(text, newline='')))
    total += sum(len(row) for row in csv.reader(plain.splitlines()))
    out = io.StringIO(newline='')
    csv.writer(out).writerows(rows)
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
    total += len(out.getvalue())
total += sum(len(row) for row in csv.DictReader(io.StringIO('a,b,c\n' + '1,2,3\n' * 20000)))
print(total)
