# Fields of random lines in several dialects.
import csv
import hashlib
import random

random.seed(11)
pieces = ['a', 'bc', '"', '""', ',', ';', '\n', '\r', '\r\n', ' ', '\\', "'", 'é', '12', '1.5', '|', '"x"', ',"y",', 'long ' * 20]
dialects = [dict(), dict(strict=True), dict(delimiter=';'), dict(quotechar="'"), dict(escapechar='\\'), dict(doublequote=False, escapechar='\\'),
            dict(quoting=csv.QUOTE_NONE, escapechar='\\'), dict(quoting=csv.QUOTE_NONNUMERIC), dict(quoting=csv.QUOTE_STRINGS), dict(quoting=csv.QUOTE_NOTNULL),
            dict(skipinitialspace=True), dict(delimiter='|', quotechar='é'), dict(delimiter='é'), dict(quotechar=None, quoting=csv.QUOTE_NONE)]
for number, dialect in enumerate(dialects):
    digest = hashlib.md5()
    for k in range(400):
        lines = [''.join(random.choice(pieces) for _ in range(random.randrange(9))) for _ in range(random.randrange(1, 4))]
        if k % 2:
            lines = [line.replace('\n', '').replace('\r', '') + '\n' for line in lines]
        rows = []
        reader = csv.reader(lines, **dialect)
        try:
            for row in reader:
                rows.append((row, reader.line_num))
        except (csv.Error, ValueError) as e:
            rows.append(str(e))
        digest.update(repr(rows).encode())
    print(number, digest.hexdigest())
csv.field_size_limit(5)
for line in ('abcde,fg', 'abcdef,g', 'x,abcdef', '"abcdef"', '"abcde"', '"abcde","f', 'é' * 5 + ',a', 'é' * 6 + '\n'):
    try:
        print(list(csv.reader([line])))
    except csv.Error as e:
        print(e)
