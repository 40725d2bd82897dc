# ZIP archives with names in other encodings, extra names, damaged ends, entries that overlap; paths in them.
import io
import os
import pickle
import struct
import tempfile
import warnings
import zipfile
import zlib


def attempt(call, *args, **kwargs):
    try:
        return call(*args, **kwargs)
    except Exception as error:
        return f'{type(error).__name__}: {error}'


buffer = io.BytesIO()
with zipfile.ZipFile(buffer, 'w') as archive:
    archive.writestr('n1', b'one')
    archive.writestr('\u4e09', b'three')
data = buffer.getvalue().replace(b'n1', '\u4e00'.encode('shift_jis'))
buffer = io.BytesIO(data)
with zipfile.ZipFile(buffer, 'a') as archive:
    print(ascii(archive.namelist()))
    archive.writestr('f\xfcnf', b'five')
with zipfile.ZipFile(buffer, metadata_encoding='shift_jis') as archive:
    print(ascii(archive.namelist()), archive.read('\u4e00'))


def with_name(crc_of, name):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, 'w') as archive:
        info = zipfile.ZipInfo('plain')
        extra = b'\x01' + struct.pack('<L', zlib.crc32(crc_of)) + name
        info.extra = b'\x75\x70' + struct.pack('<H', len(extra)) + extra
        archive.writestr(info, b'x')
    with warnings.catch_warnings(record=True) as log:
        warnings.simplefilter('always')
        found = attempt(lambda: zipfile.ZipFile(buffer).namelist())
    return ascii(found), [str(entry.message) for entry in log]


for arguments in ((b'plain', '\u540d'.encode()), (b'other', b'no'), (b'plain', b''), (b'plain', b'\xff')):
    print(with_name(*arguments))

os.environ['SOURCE_DATE_EPOCH'] = '1735715999'
buffer = io.BytesIO()
with zipfile.ZipFile(buffer, 'w') as archive:
    archive.writestr('dated', b'')
    with archive.open('stream', 'w') as out:
        out.write(b'12345')
with zipfile.ZipFile(buffer) as archive:
    print([info.date_time for info in archive.infolist()])
    stream = archive.open('stream')
    print(stream.mode)
print(stream.read())
stream.close()

buffer = io.BytesIO()
with zipfile.ZipFile(buffer, 'w') as archive:
    archive.writestr('a', b'aaaa')
    archive.writestr('b', b'bbbb')
data = bytearray(buffer.getvalue())
at = data.rfind(b'PK\x01\x02')
data[at + 42:at + 46] = bytes(4)
data[at + 46:at + 47] = b'a'
with zipfile.ZipFile(io.BytesIO(data)) as archive, warnings.catch_warnings(record=True) as log:
    warnings.simplefilter('always')
    for info in archive.infolist():
        print(attempt(archive.read, info), [str(entry.message) for entry in log])

end = data.rfind(b'PK\x05\x06')
place, size = struct.unpack_from('<L', data, end + 16)[0], struct.unpack_from('<L', data, end + 12)[0]


def large(sign=b'PK\x06\x06', length=44, position=end):
    record = struct.pack('<4sQ2H2L4Q', sign, length, 45, 45, 0, 0, 2, 2, size, place)
    locator = struct.pack('<4sLQL', b'PK\x06\x07', 0, position, 1)
    return io.BytesIO(bytes(data[:end]) + record + locator + bytes(data[end:]))


for file in large(), large(b'PK\x00\x00'), large(length=0), large(length=100), large(position=0), large(position=9999):
    print(attempt(lambda: zipfile.ZipFile(file).namelist()), zipfile.is_zipfile(file))

buffer = io.BytesIO()
with zipfile.ZipFile(buffer, 'w') as archive:
    for name in '/one', '//two', '../above', 'folder/inner/file', 'top':
        archive.writestr(name, name)
    archive.filename = ''
    root = zipfile.Path(archive)
    print(list(map(str, root.iterdir())), root.joinpath('..').joinpath('above').read_bytes())
    print(attempt((root / 'top').iterdir), [str(path) for path in (root / 'folder').iterdir()])
with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, 'kept.zip')
    with zipfile.ZipFile(name, 'w') as archive:
        archive.writestr('folder/file', b'contents')
    root = zipfile.Path(name)
    again = pickle.loads(pickle.dumps(root))
    root.root.close()
    print((again / 'folder' / 'file').read_text('utf-8'))
    again.root.close()
