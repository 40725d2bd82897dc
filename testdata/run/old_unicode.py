# The database of Unicode 3.2.0, and what stands on it.
import stringprep
import unicodedata
import zlib

old = unicodedata.ucd_3_2_0
print(old.unidata_version, type(old))
for name, default in [('category', ()), ('bidirectional', ()), ('combining', ()), ('mirrored', ()), ('east_asian_width', ()),
                      ('decomposition', ()), ('decimal', (None,)), ('digit', (None,)), ('numeric', (None,)), ('name', (None,))]:
    function = getattr(old, name)
    total = 0
    for n in [*range(0x3000), *range(0x3000, 0x110000, 17), *range(0xF900, 0x10000), *range(0x2F800, 0x2FA20)]:
        total = zlib.crc32(repr(function(chr(n), *default)).encode(), total)
    print(name, total)
for form in 'NFC', 'NFD', 'NFKC', 'NFKD':
    total = 0
    for n in [*range(0x3100), *range(0xF900, 0x10000), *range(0x1D000, 0x1D800), *range(0x2F800, 0x2FA20)]:
        text = old.normalize(form, 'a' + chr(n) + '\u0301')
        total = zlib.crc32(text.encode('utf-8', 'surrogatepass') + repr(old.is_normalized(form, chr(n))).encode(), total)
    print(form, total)
for name in 'BALINESE LETTER AKARA', 'KEYCAP DIGIT ONE', 'nothing':
    try:
        print(ascii(old.lookup(name)))
    except KeyError as error:
        print(error)
try:
    type(old)()
except TypeError as error:
    print(error)
print(stringprep.in_table_a1('\u0221'), stringprep.map_table_b2('ß'), 'bücher.example'.encode('idna'))
