"""Files with holes in archives: GNU's old header and its pax versions 0.0, 0.1 and 1.0."""
import io
import os
import tarfile
import tempfile

SIZE = 3000
PIECES = [(100 * i, 7) for i in range(1, 30)]
DATA = b''.join(bytes([64 + i]) * length for i, (_, length) in enumerate(PIECES))
WHOLE = bytearray(SIZE)
for i, (offset, length) in enumerate(PIECES):
    WHOLE[offset:offset + length] = bytes([64 + i]) * length


def pad(data):
    return data + bytes(-len(data) % 512)


def old(pieces, real, data):
    """GNU's old header with the blocks that extend it."""
    info = tarfile.TarInfo('old')
    info.type, info.size = tarfile.GNUTYPE_SPARSE, len(data)
    header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    fields = [b'%011o\0%011o\0' % piece for piece in pieces]
    header[386:386 + 24 * len(fields[:4])] = b''.join(fields[:4])
    header[482] = len(fields) > 4
    header[483:495] = b'%011o\0' % real
    header[148:156] = b' ' * 8
    header[148:156] = b'%06o\0 ' % sum(header)
    blocks, fields = b'', fields[4:]
    while fields:
        blocks += b''.join(fields[:21]).ljust(504, b'\0') + bytes([len(fields) > 21]) + bytes(7)
        fields = fields[21:]
    return bytes(header) + blocks + pad(data)


def record(name, value):
    rest = f' GNU.sparse.{name}={value}\n'
    size = len(rest) + 2
    if size > 99:
        size = len(rest) + 3
    return f'{size}{rest}'.encode()


def pax(records, data, name='pax'):
    records = b''.join(record(*each) for each in records)
    before = tarfile.TarInfo('header')
    before.type, before.size = tarfile.XHDTYPE, len(records)
    info = tarfile.TarInfo(name)
    info.size = len(data)
    return before.tobuf(tarfile.USTAR_FORMAT) + pad(records) + info.tobuf(tarfile.USTAR_FORMAT) + pad(data)


def last():
    info = tarfile.TarInfo('last')
    info.size = 4
    return info.tobuf(tarfile.USTAR_FORMAT) + pad(b'last') + bytes(1024)


def stored(pieces):
    return pad(b'%d\n' % len(pieces) + b''.join(b'%d\n%d\n' % piece for piece in pieces))


VERSION_1 = [('major', 1), ('minor', 0), ('name', '1.0'), ('realsize', SIZE)]
ARCHIVES = {
    'old': old(PIECES, SIZE, DATA),
    'short': old(PIECES[:2], SIZE, DATA[:14]),
    '0.0': pax([('size', SIZE), ('numblocks', len(PIECES))]
               + [each for piece in PIECES for each in zip(('offset', 'numbytes'), piece)], DATA),
    '0.1': pax([('size', SIZE), ('numblocks', len(PIECES)), ('name', '0.1'), ('map', ','.join(f'{a},{b}' for a, b in PIECES))], DATA),
    '1.0': pax(VERSION_1, stored(PIECES) + DATA),
}
for label, archive in ARCHIVES.items():
    for mode in ('r:', 'r|'):
        with tarfile.open(fileobj=io.BytesIO(archive + last()), mode=mode) as tar, tempfile.TemporaryDirectory() as folder:
            for member in tar:
                tar.extract(member, folder, filter='data')
                with open(os.path.join(folder, member.name), 'rb') as file:
                    data = file.read()
                print(label, mode, member.name, member.type, member.size, member.issparse(), len(member.sparse or ()), member.offset,
                      member.offset_data, data in (bytes(WHOLE), b'last'), data.rstrip(b'\0')[-3:])
    with tarfile.open(fileobj=io.BytesIO(archive + last())) as tar:
        file = tar.extractfile(tar.next())
        print(file.seek(98), file.read(12), file.tell(), file.seek(-5, 2), file.read(), file.read(), tar.extractfile('last').read())

# What is damaged ends in an error, soon.
for label, archive in {
    'no number': pax(VERSION_1, pad(b'x\n1\n2\n')),
    'no end': pax(VERSION_1, b'1' * 4096),
    'too many': pax(VERSION_1, pad(b'99999999999\n0\n1\n')),
    'no map': pax(VERSION_1, b''),
    'no digits': pax([('size', SIZE), ('map', '0,x')], DATA),
    'empty': pax([('size', SIZE), ('map', '')], DATA),
    'no size': pax(VERSION_1[:3] + [('realsize', 'many')], stored(PIECES) + DATA),
}.items():
    try:
        tarfile.open(fileobj=io.BytesIO(archive + last()), mode='r:')
    except (tarfile.ReadError, ValueError) as error:
        print(label, 'refused')
    else:
        print(label, 'taken')
