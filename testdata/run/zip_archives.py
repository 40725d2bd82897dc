# Archives of files, compressed data and dates: zipfile, bz2, calendar, statistics, strptime.
import bz2
import calendar
import datetime
import hashlib
import io
import statistics
import zipfile

memory = io.BytesIO()
with zipfile.ZipFile(memory, 'w', zipfile.ZIP_DEFLATED) as archive:
    archive.writestr(zipfile.ZipInfo('a/b.txt', (2020, 1, 2, 3, 4, 6)), 'hällo' * 100)
    archive.writestr(zipfile.ZipInfo('c.txt', (2020, 1, 2, 3, 4, 6)), b'x' * 9)
    archive.mkdir('d')
    archive.comment = b'hi'
    with archive.open(zipfile.ZipInfo('e.bin', (2020, 1, 2, 3, 4, 6)), 'w') as file:
        file.write(b'123')
with zipfile.ZipFile(memory) as archive:
    print(archive.namelist(), archive.infolist(), archive.testzip(), archive.comment)
    archive.printdir()
    print(archive.read('a/b.txt')[:10])
    with archive.open('a/b.txt') as file:
        print(file.read(7), file.seek(100), file.read1(4), file.tell())
    path = zipfile.Path(archive)
    print([p.at for p in path.iterdir()], (path / 'a' / 'b.txt').read_text(encoding='utf-8')[:5], [p.name for p in path.rglob('*.txt')])
    for name in ('zz', 'd/x'):
        try:
            archive.getinfo(name)
        except KeyError as error:
            print(error)
print(len(memory.getvalue()), hashlib.md5(memory.getvalue()).hexdigest(), zipfile.is_zipfile(memory), zipfile.is_zipfile(io.BytesIO(b'PK')))
damaged = memory.getvalue().replace(b'x' * 9, b'y' * 9) if b'x' * 9 in memory.getvalue() else memory.getvalue()
print(zipfile.ZipFile(io.BytesIO(damaged)).testzip())

data = bytes(range(256)) * 50
packed = bz2.compress(data)
print(bz2.decompress(packed) == data, bz2.decompress(packed * 2 + b'rest') == data * 2)
part = bz2.BZ2Decompressor()
print(part.decompress(packed[:20]), part.needs_input, part.eof)
print(len(part.decompress(packed[20:] + b'more', 100)), part.needs_input, part.eof)
rest = b''
while not part.eof:
    rest += part.decompress(b'', 5000)
print(len(rest), part.unused_data)
for bad in (b'no bzip2 data', packed[:-3]):
    try:
        print(bz2.decompress(bad))
    except (OSError, ValueError) as error:
        print(type(error).__name__, error)

print(calendar.TextCalendar(6).formatmonth(2024, 2, 3))
print(calendar.HTMLCalendar().formatmonth(2023, 2)[:200])
print(datetime.datetime.strptime('29 Feb 2024 +0130', '%d %b %Y %z'), datetime.date.strptime('2024-W09-4', '%G-W%V-%u'))
for text, form in (('x', '%Y'), ('2020x', '%Y'), ('1', '%!'), ('2020 5', '%G %V')):
    try:
        print(datetime.datetime.strptime(text, form))
    except ValueError as error:
        print(error)
print(statistics.quantiles([1, 5, 2, 8], n=5), statistics.stdev([1.5, 2, 9]), statistics.NormalDist(3, 2).quantiles(3))
