# Zstandard: frames, parts, dictionaries, errors.
import _zstd as zstd

TEXT = b''.join(b'line %d of the text, and %d again\n' % (n, n * n) for n in range(9000))


def compress(data, *args, **named):
    return zstd.ZstdCompressor(*args, **named).compress(data, zstd.ZstdCompressor.FLUSH_FRAME)


def decompress(data, *args, **named):
    d = zstd.ZstdDecompressor(*args, **named)
    out = d.decompress(data)
    return out if d.eof else 'no end'


def shown(function, *args, **named):
    try:
        print('   ', function(*args, **named))
    except (zstd.ZstdError, ValueError, TypeError, EOFError, OverflowError) as error:
        print('   ', type(error).__name__, error)


for level in -5, 1, 3, 8, 19, 22:
    data = compress(TEXT, level)
    print(level, decompress(data) == TEXT, zstd.get_frame_info(data), zstd.get_frame_size(data + b'more') == len(data), len(data) < len(TEXT))
print(decompress(compress(b'')), zstd.get_frame_info(compress(b'')))
for options in {}, {zstd.ZSTD_c_checksumFlag: 1}, {zstd.ZSTD_c_contentSizeFlag: 0}, {zstd.ZSTD_c_windowLog: 12, zstd.ZSTD_c_compressionLevel: 7}:
    data = compress(TEXT, options=options)
    print(options, decompress(data) == TEXT, zstd.get_frame_info(data))
    d = zstd.ZstdDecompressor()
    out = [d.decompress(data[n:n + 5]) for n in range(0, len(data), 5)]
    print('   ', b''.join(out) == TEXT, d.eof, d.unused_data)

c = zstd.ZstdCompressor()
print(c.last_mode, (c.CONTINUE, c.FLUSH_BLOCK, c.FLUSH_FRAME))
parts = [c.compress(TEXT[:70000]), c.compress(TEXT[70000:], c.FLUSH_BLOCK)]
print(c.last_mode, len(decompress(b''.join(parts))))
parts.append(c.flush())
print(c.last_mode, decompress(b''.join(parts)) == TEXT)
c.set_pledged_input_size(len(TEXT))
data = c.compress(TEXT) + c.flush()
print(zstd.get_frame_info(data), decompress(data) == TEXT)
d = zstd.ZstdDecompressor()
print(d.decompress(data, 10), d.needs_input, d.decompress(b'', 5), len(d.decompress(b'')), d.eof)
d = zstd.ZstdDecompressor()
d.decompress(data + b'rest')
print(d.unused_data)
shown(d.decompress, b'x')
print(decompress(b'\x50\x2a\x4d\x18\4\0\0\0abcd'))

raw = zstd.ZstdDict(TEXT[:5000], is_raw=True)
print(raw, len(raw), raw.dict_id, raw.as_prefix[1:], raw.as_digested_dict[1:], raw.as_undigested_dict[1:])
for use in raw, raw.as_prefix, raw.as_undigested_dict:
    data = compress(TEXT[2000:4000], zstd_dict=use)
    print(len(data) < 100, decompress(data, zstd_dict=use) == TEXT[2000:4000])
samples = [b'user=%d; name=%s; role=guest; city=%s' % (n, b'abc'[n % 3:] * 3, [b'Bern', b'Basel', b'Uri'][n % 3]) for n in range(2000)]
made = zstd.ZstdDict(zstd.train_dict(b''.join(samples), tuple(map(len, samples)), 4000))
print(made.dict_id > 0, len(made) <= 4000)
data = compress(samples[5], zstd_dict=made)
print(decompress(data, zstd_dict=made) == samples[5], zstd.get_frame_info(data)[1] == made.dict_id)

print('errors')
data = compress(TEXT[:3000], options={zstd.ZSTD_c_checksumFlag: 1})
for bad in data[:-1] + b'?', b'nothing', data[:-5], b'\x28\xb5\x2f\xfd\xff\xff\xff\xff':
    shown(decompress, bad)
shown(zstd.get_frame_info, b'nothing')
shown(zstd.get_frame_size, data[:-1])
for level in 23, -131073, 'x', 2 ** 100:
    shown(compress, b'', level)
for options in {99: 1}, {101: 5}, {107: 10}, {'a': 1}, {101: 'x'}, [1], {100: 2 ** 40}:
    shown(compress, b'', options=options)
for options in {100: 99}, {5: 1}, 3:
    shown(decompress, b'', options=options)
shown(compress, b'', 1, {})
for other in b'x', (raw,), (raw, 3):
    shown(compress, b'', zstd_dict=other)
for content in b'abc', b'abcdefghij':
    shown(zstd.ZstdDict, content)
shown(zstd.ZstdCompressor().compress, b'', 3)
shown(zstd.ZstdCompressor().flush, 0)
shown(zstd.ZstdCompressor().set_pledged_input_size, -1)
for n in 100, 101, 105, 107, 160, 200, 402, 99:
    shown(zstd.get_param_bounds, n, is_compress=True)
shown(zstd.get_param_bounds, 100, is_compress=False)
shown(zstd.train_dict, b'abc', (3, 3), 300)
shown(zstd.train_dict, b'', (), 300)
