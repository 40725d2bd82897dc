# Tar archives: global headers, sizes below zero, members that filters fail on, lists of members without some facts.
import io
import os
import tarfile
import tempfile

record = b'30 comment=global header here\n'
header = tarfile.TarInfo('././@PaxHeader')
header.type, header.size = tarfile.XGLTYPE, len(record)
data = header.tobuf(tarfile.USTAR_FORMAT) + record.ljust(512, b'\0')
member = tarfile.TarInfo('member')
member.size = 6
data += member.tobuf(tarfile.USTAR_FORMAT) + b'hello\n'.ljust(512, b'\0') + bytes(1024)
with tarfile.open(fileobj=io.BytesIO(data)) as archive:
    found = archive.getmember('member')
    print(found.offset, found.offset_data, found.pax_headers, archive.extractfile(found).read())


def of_size(field):
    head = bytearray(tarfile.TarInfo('sized').tobuf(tarfile.GNU_FORMAT))
    head[124:136], head[148:156] = field, b' ' * 8
    head[148:156] = b'%06o\0 ' % sum(head)
    return bytes(head)


good = tarfile.TarInfo('good').tobuf(tarfile.GNU_FORMAT)
for content in of_size(b'\xff' * 11 + b' '), good + of_size(b'\xff' * 11 + b' ') + good, of_size(b'00000000000\0') + good:
    try:
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            print([(member.name, member.offset) for member in archive.getmembers()])
    except tarfile.ReadError as error:
        print('ReadError', error)


def fail_with(error):
    def fail(member, path):
        raise error
    return fail


with tempfile.TemporaryDirectory() as folder:
    for level in 0, 1, 2:
        for error in tarfile.ExtractError('extract'), tarfile.FilterError('filter'), tarfile.TarError('tar'), OSError('system'):
            with tarfile.open(fileobj=io.BytesIO(good + bytes(1024)), errorlevel=level) as archive:
                try:
                    archive.extractall(folder, filter=fail_with(error))
                    print(level, 'ignored', os.listdir(folder))
                except (tarfile.TarError, OSError) as caught:
                    print(level, caught is error)
with tarfile.open(fileobj=io.BytesIO(good + bytes(1024))) as archive:
    member = archive.getmember('good')
    for facts in {}, {'mode': None, 'uid': None}, {'gname': None, 'gid': None, 'uname': None}:
        archive.list(members=[member.replace(mtime=None, **facts)])
