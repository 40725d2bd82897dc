# LZMA: formats, filters, parts, errors.
import _lzma as lzma


def compress(data, *args, **named):
    c = lzma.LZMACompressor(*args, **named)
    return c.compress(data) + c.flush()


def decompress(data, *args, **named):
    out = b''
    while data:
        d = lzma.LZMADecompressor(*args, **named)
        out += d.decompress(data)
        if not d.eof:
            raise EOFError('no end')
        data = d.unused_data
    return out


TEXT = b''.join(b'line %d of the text, and %d again\n' % (n, n * n) for n in range(400))
CODE = b''.join(bytes([0xE8]) + (n * 7919 & 0xFFFFFF).to_bytes(4, 'little') + b'\x55\x89\xe5\xe9\0\0\0\xff\xeb\x00\x10\xeb' for n in range(200))
LZMA1, LZMA2 = {'id': lzma.FILTER_LZMA1}, {'id': lzma.FILTER_LZMA2}


def shown(function, *args, **named):
    try:
        print('   ', function(*args, **named))
    except (lzma.LZMAError, ValueError, TypeError, EOFError, OverflowError) as error:
        print('   ', type(error).__name__, error)


for check in lzma.CHECK_NONE, lzma.CHECK_CRC32, lzma.CHECK_CRC64, lzma.CHECK_SHA256:
    data = compress(b'abc', check=check)
    print(data, decompress(data))
print(compress(b''), compress(b'abc', lzma.FORMAT_ALONE), compress(b'abc', lzma.FORMAT_RAW, filters=[LZMA1]))
for preset in 0, 4, 9, 6 | lzma.PRESET_EXTREME:
    print(preset, decompress(compress(TEXT, preset=preset)) == TEXT)
for name in 'X86', 'POWERPC', 'IA64', 'ARM', 'ARMTHUMB', 'SPARC', 'DELTA':
    chain = [{'id': getattr(lzma, 'FILTER_' + name)}, LZMA2]
    made = compress(CODE, filters=chain)
    print(name, decompress(made) == CODE)
    for odd in CODE[:3], CODE[:1001]:
        print('   ', decompress(compress(odd, lzma.FORMAT_RAW, filters=chain), lzma.FORMAT_RAW, filters=chain) == odd)

data = compress(TEXT)
parts = lzma.LZMADecompressor()
print(parts.check, parts.eof, parts.needs_input)
out = [parts.decompress(data[n:n + 7]) for n in range(0, len(data), 7)]
print(b''.join(out) == TEXT, parts.eof, parts.check, parts.unused_data)
parts = lzma.LZMADecompressor()
print(parts.decompress(data, 10), parts.needs_input, parts.decompress(b'', 5), len(parts.decompress(b'')), parts.eof)
parts = lzma.LZMADecompressor()
parts.decompress(data + b'more')
print(parts.unused_data)
shown(parts.decompress, b'x')
print(decompress(data + data) == TEXT * 2)

print('errors')
shown(decompress, data[:-1])
shown(decompress, b'no such format at all')
shown(decompress, data[:30] + b'?' + data[31:])
shown(decompress, data, memlimit=5000)
shown(compress, b'', preset=10)
shown(compress, b'', preset=1, filters=[LZMA2])
shown(compress, b'', lzma.FORMAT_ALONE, check=lzma.CHECK_CRC32)
shown(compress, b'', 77)
shown(compress, b'', check=15)
shown(compress, b'', lzma.FORMAT_RAW)
shown(compress, b'', lzma.FORMAT_ALONE, filters=[LZMA2])
for chain in [], [{}], [3], [{'id': 5000}], [{'id': 3}], [{'id': 33, 'lc': 9}], [{'id': 33, 'what': 1}], [{'id': 33, 'mode': 5}], [LZMA2] * 5, {}, [{'id': 33, 'preset': 50}]:
    shown(compress, b'', filters=chain)
for spec in LZMA1, LZMA2, {'id': 3, 'dist': 7}, {'id': 4}, {'id': 4, 'start_offset': 32}, {'id': 3, 'dist': 0}:
    shown(lzma._encode_filter_properties, spec)
for props in (33, b'\x16'), (lzma.FILTER_LZMA1, b']\0\0\x80\0'), (3, b'\6'), (4, b'\x10\0\0\0'), (33, b'\xff'), (77, b''):
    shown(lzma._decode_filter_properties, *props)
print([lzma.is_check_supported(n) for n in range(-1, 17)])
