# compression.zstd: data, files, text, dictionaries; and archives with it.
import io
import os
import shutil
import tarfile
import tempfile
import zipfile
from compression import zstd
from compression.zstd import CompressionParameter, DecompressionParameter, Strategy, ZstdFile

TEXT = ''.join(f'line {n}: {n * n}\n' for n in range(5000))
DATA = TEXT.encode()
FRAME = zstd.compress(DATA)


def shown(function, *args, **named):
    try:
        print('   ', repr(function(*args, **named)))
    except (zstd.ZstdError, ValueError, TypeError, OSError, EOFError, AttributeError) as error:
        print('   ', type(error).__name__, error)


print(sorted(zstd.__all__))
print(zstd.COMPRESSION_LEVEL_DEFAULT, zstd.zstd_version_info)
for kind in CompressionParameter, DecompressionParameter:
    print([(member.name, member.value, member.bounds()) for member in kind])
print(list(Strategy), CompressionParameter.__module__)

print('data')
print(zstd.decompress(FRAME) == DATA, zstd.decompress(FRAME + zstd.compress(b'more')) == DATA + b'more', len(FRAME) < len(DATA))
print(zstd.get_frame_info(FRAME), zstd.get_frame_size(FRAME + b'rest') == len(FRAME))
info = zstd.FrameInfo(12, dictionary_id=3)
shown(setattr, info, 'decompressed_size', 4)
shown(setattr, info, 'other', 4)
print(info, info == zstd.FrameInfo(12, 3))
for wrong in b'', b'abcd', FRAME[:-1], FRAME + b'xx', 'text':
    shown(zstd.decompress, wrong)
shown(zstd.compress, b'x', 3, {CompressionParameter.checksum_flag: 1})
shown(zstd.compress, b'x', 99)
shown(zstd.compress, b'x', options={DecompressionParameter.window_log_max: 20})
shown(zstd.decompress, FRAME, options={CompressionParameter.window_log: 20})
shown(zstd.decompress, FRAME, zstd_dict=b'none')

print('dictionaries')
samples = [b'user=%d; role=guest; city=%s' % (n, [b'Bern', b'Basel', b'Uri'][n % 3]) for n in range(3000)]
made = zstd.train_dict(iter(samples), 3000)
small = zstd.compress(samples[7], zstd_dict=made)
print(type(made).__name__, len(made) <= 3000, zstd.get_frame_info(small).dictionary_id == made.dict_id, zstd.decompress(small, made) == samples[7])
final = zstd.finalize_dict(zstd.ZstdDict(b''.join(samples[:40]), is_raw=True), samples, 3000, 5)
print(final.dict_id > 0, zstd.decompress(zstd.compress(samples[7], zstd_dict=final), zstd_dict=final) == samples[7])
shown(zstd.train_dict, 3, 50)
shown(zstd.train_dict, [b''], 50)
shown(zstd.train_dict, [b'abc'], 5.5)
shown(zstd.train_dict, ['abc'], 50)
shown(zstd.train_dict, [b'abc'], 0)
shown(zstd.finalize_dict, b'no', samples, 50, 3)
shown(zstd.finalize_dict, final, samples, 'x', 3)
shown(zstd.finalize_dict, final, samples, 50, None)
shown(zstd.finalize_dict, final, [], 50, 3)

print('files')
raw = io.BytesIO()
with ZstdFile(raw, 'w', level=5) as file:
    print(file.mode, file.readable(), file.writable(), file.seekable(), file.write(DATA), file.tell())
    file.flush()
    print(len(zstd.ZstdDecompressor().decompress(raw.getvalue())))
    size = raw.tell()
    file.flush()
    print(raw.tell() == size, file.write(b'tail'))
    for mode in 0, 9, 'x':
        shown(file.flush, mode)
    file.flush(file.FLUSH_FRAME)
    size = raw.tell()
    for method in file.read, file.readline, file.read1, file.peek, file.__next__:
        shown(method)
    shown(file.seek, 0)
    shown(file.write, 'text')
print(raw.tell() == size, file.closed, zstd.decompress(raw.getvalue()) == DATA + b'tail')
for method in file.close, file.flush, file.tell, file.readable, file.fileno:
    shown(method)
empty = io.BytesIO()
ZstdFile(empty, 'w').close()
print(empty.getvalue())
with ZstdFile(io.BytesIO(FRAME * 2)) as file:
    print(file.mode, file.readable(), file.writable(), file.seekable(), file.peek(5)[:5], file.read(7), file.readline(), file.readline(3), next(file))
    print(file.seek(40), file.read1(4), file.seek(-8, 2), file.read(), file.seek(-5), file.tell(), file.seek(3, 1), file.read(4))
    part = bytearray(6)
    print(file.readinto(part), part, file.readinto1(part), part, len(file.readlines()), file.read())
    shown(file.write, b'x')
    shown(file.seek, 1, 9)
    shown(file.readline, 'x')
    shown(file.truncate, 3)
    shown(file.flush, 99)
    shown(lambda: file.name)
with ZstdFile(io.BytesIO(FRAME)) as file:
    print(iter(file) is file, sum(1 for line in file))
for cut in FRAME[:-1], FRAME[:3], b'', FRAME + b'junk':
    shown(ZstdFile(io.BytesIO(cut)).read)
for args, named in ((3,), {}), (('x', 'rt'), {}), (('x', 4), {}), (('x', 'w+'), {}), ((raw,), {'level': 3}), ((raw, 'w'), {'level': 'x'}), ((raw,), {'options': 3}), \
        ((raw, 'w'), {'level': 1, 'options': {}}), ((raw,), {'zstd_dict': 3}):
    shown(ZstdFile, *args, **named)
for mode, named in ('rbt', {}), ('', {}), ('rb', {'encoding': 'utf-8'}), ('r', {'errors': 'strict'}), ('wb', {'newline': ''}), ('rt', {'level': 3}):
    shown(zstd.open, io.BytesIO(), mode, **named)


class Sink:
    def write(self, data):
        print('    write', bool(data))
        return len(data)

    def flush(self):
        print('    flush')


with ZstdFile(Sink(), 'w') as file:
    file.write(b'abc')
    file.flush()
    file.flush(file.FLUSH_FRAME)

with tempfile.TemporaryDirectory() as place:
    path = os.path.join(place, 'text.zst')
    with zstd.open(path, 'wt', encoding='utf-8', newline='\n') as file:
        file.write('grün\nblau\n')
    with zstd.open(path, 'at', encoding='utf-8') as file:
        file.write('rot')
    with zstd.open(path, 'rt', encoding='utf-8') as file:
        print(file.readlines())
    with ZstdFile(path) as file:
        print(os.path.basename(file.name), file.fileno() > 2, file.read())
    try:
        zstd.open(path, 'x')
    except FileExistsError as error:
        print(type(error).__name__)

    print('archives')
    os.mkdir(os.path.join(place, 'tree'))
    with open(os.path.join(place, 'tree', 'a.txt'), 'w') as file:
        file.write(TEXT)
    for mode in 'w:zst', 'w|zst':
        path = os.path.join(place, 'one.tar.zst')
        with tarfile.open(path, mode) as tar:
            tar.add(os.path.join(place, 'tree'), 'tree')
        for mode in 'r', 'r:zst', 'r|*', 'r|zst':
            with tarfile.open(path, mode) as tar:
                print(mode, [(member.name, member.isdir() or tar.extractfile(member).read() == DATA) for member in tar])
    with tarfile.open(path, 'w:zst', options={CompressionParameter.checksum_flag: 1}) as tar:
        tar.add(os.path.join(place, 'tree'), 'tree')
    print(tarfile.is_tarfile(path))
    made = shutil.make_archive(os.path.join(place, 'two'), 'zstdtar', place, 'tree')
    print(os.path.basename(made), [entry for entry in shutil.get_unpack_formats() if 'zst' in entry[0]])
    shutil.unpack_archive(made, os.path.join(place, 'back'))
    with open(os.path.join(place, 'back', 'tree', 'a.txt')) as file:
        print(file.read() == TEXT)
    path = os.path.join(place, 'three.zip')
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_ZSTANDARD, compresslevel=7) as archive:
        archive.writestr('a.txt', DATA)
        archive.writestr('b.txt', b'', zipfile.ZIP_STORED)
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            print(entry.filename, entry.compress_type, entry.extract_version, entry.file_size, archive.read(entry) == (DATA if entry.file_size else b''))
        with archive.open('a.txt') as file:
            print(file.read(20), file.seek(-9, 2), file.read())

print('frames')
for n in 0, 1, 255, 256, 1024, 70000, 200000:
    whole, parts = zstd.compress(b'ab' * n), zstd.ZstdCompressor()
    other = parts.compress(b'ab' * n) + parts.flush()
    print(n, zstd.get_frame_info(whole), zstd.get_frame_info(other), zstd.decompress(whole) == zstd.decompress(other) == b'ab' * n)
print(zstd.get_frame_info(zstd.compress(b'abc', options={CompressionParameter.content_size_flag: 0})))
print(zstd.get_frame_info(zstd.compress(b'abc', zstd_dict=final)).decompressed_size, zstd.decompress(zstd.compress(b'abc', options={CompressionParameter.checksum_flag: 1})))
for told, mode, data in (0, 0, [b'']), (0, 0, [b'abc']), (5, 0, [b'abc', b'de']), (5, 0, [b'abc']), (5, 1, [b'abc', b'def']), (5, 2, [b'abcdef']), (900, 1, [b'x' * 900]):
    packer = zstd.ZstdCompressor()
    packer.set_pledged_input_size(told)
    try:
        frame = b''.join([*(packer.compress(part, mode) for part in data), packer.flush()])
        print(told, zstd.get_frame_info(frame), zstd.decompress(frame))
    except zstd.ZstdError as error:
        print(told, error)
summed = zstd.compress(b'abcdef' * 3, options={CompressionParameter.checksum_flag: 1})
for steps in ([(summed, 18)], [(summed, 0), (b'', 5), (b'', -1)], [(summed[:-4], 18), (b'', 0), (summed[-4:] + b'rest', 0)], [(summed[:-4], -1), (summed[-4:], 0)],
              [(summed[:-1], 18), (b'', 3), (summed[-1:], 3)], [(b'\x50\x2a\x4d\x18\1\0\0\0x', 0)], [(b'', 0), (b'', 1)]):
    unpacker = zstd.ZstdDecompressor()
    print([(unpacker.decompress(*step), unpacker.eof, unpacker.needs_input, unpacker.unused_data) for step in steps])
for broken in b'no frame at all', b'(\xb5/\xfd\0X\xff\xff\xff':
    unpacker = zstd.ZstdDecompressor()
    shown(unpacker.decompress, broken)
    print(unpacker.eof, unpacker.needs_input, unpacker.decompress(zstd.compress(b'after it') + b'rest'), unpacker.unused_data)
import bz2
unpacker = bz2.BZ2Decompressor()
for part in b'no stream at all', b'', bz2.compress(b'abc'):
    shown(unpacker.decompress, part)
    print(unpacker.eof, unpacker.needs_input)

print('no archives')
import lzma
for kind, pack in ('bz2', bz2.compress), ('xz', lzma.compress), ('zst', zstd.compress):
    for data in b'', b'x' * 600, pack(b'\0' * 1000000)[:-9], pack(b'x' * 600):
        for mode in 'r|' + kind, 'r:' + kind, 'r', 'r|*':
            try:
                print(mode, tarfile.open(fileobj=io.BytesIO(data), mode=mode).getnames())
            except tarfile.ReadError as error:
                print(mode, error)
