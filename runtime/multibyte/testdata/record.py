"""Write golden.txt: what CPython's codecs do with all characters and with texts, right ones and wrong ones.

    map CODEC DECODED ENCODED        sums (CRC-32) over all sequences of up to two bytes, and over the code points below 0x30000
    decode CODEC BYTES TEXT ERRORS   an error is START-END and i (illegal) or m (more is missing)
    encode CODEC TEXT BYTES ERRORS   the positions of characters that are left out
"""
import codecs
import os
import random
import sys
import zlib

NAMES = '''big5 big5hkscs cp932 cp949 cp950 euc_jis_2004 euc_jisx0213 euc_jp euc_kr gb18030 gb2312 gbk hz iso2022_jp iso2022_jp_1
iso2022_jp_2 iso2022_jp_2004 iso2022_jp_3 iso2022_jp_ext iso2022_kr johab shift_jis shift_jis_2004 shift_jisx0213'''.split()
errors = []


def keep(e):
    if isinstance(e, UnicodeEncodeError):
        errors.append(str(e.start))
        return b'', e.end
    errors.append('%d-%d%s' % (e.start, e.end, 'i' if e.reason.startswith('illegal') else 'm'))
    return '\ufffd', e.end


codecs.register_error('keep', keep)


def sums(name):
    decoded = encoded = 0
    for data in [bytes([a]) for a in range(256)] + [bytes([a, b]) for a in range(256) for b in range(256)]:
        errors.clear()
        text = data.decode(name, 'keep')
        decoded = zlib.crc32((text + ' '.join(errors) + '\n').encode(), decoded)
    for c in range(0x30000):
        if 0xD800 <= c < 0xE000:
            continue
        try:
            data = chr(c).encode(name)
        except UnicodeEncodeError:
            data = b'-'
        encoded = zlib.crc32(data + b'\n', encoded)
    return decoded, encoded


def texts(name, count):
    """Texts that the codec can encode in part."""
    known = [chr(c) for c in range(0x80, 0x30000) if not 0xD800 <= c < 0xE000 and can(chr(c), name)]
    other = ['あ', '가', '中', '丂', 'か', '\u309a', 'æ', '\u0300', '\u0301', 'é', '¥', '‾', 'ｱ', 'Ê', '\u0304', '\u030c', '\U0002000b', '\ue000', '€', '~', '\\', '\n', 'a', '\x1b', '\x0e', '힣', '뷁', '繫']
    for _ in range(count):
        yield ''.join(random.choice(random.choice([known, other])) for _ in range(random.randrange(1, 9)))


def can(c, name):
    try:
        c.encode(name)
        return True
    except UnicodeEncodeError:
        return False


def damaged(data):
    parts = [b'\x1b$B', b'\x1b(B', b'\x1b(J', b'\x1b$)C', b'\x0e', b'\x0f', b'\n', b'\x1b', b'\x1bN', b'\x1b.A', b'\x1b.F', b'\x1b&@\x1b$B', b'\x1b$(D',
             b'\x1b(I', b'\x1b$(Q', b'\x1b$(O', b'\x1b$(P', b'\x1b$A', b'\x1b$(C', b'~{', b'~}', b'~', b'\xa4\xd4', b'\x8f', b'\x8e', b'\x81\x30', b'\xff', b'\x80', b'0!']
    data = bytearray(data)
    for _ in range(random.randrange(0, 4)):
        at = random.randrange(len(data) + 1)
        kind = random.randrange(3)
        if kind == 0:
            data[at:at] = random.choice(parts)
        elif kind == 1:
            del data[at:at + 1]
        else:
            data[at:at + 1] = bytes([random.randrange(256)])
    return bytes(data)


def main(count):
    random.seed(7)
    lines = []
    for name in NAMES:
        lines.append('map %s %08x %08x' % (name, *sums(name)))
        for text in texts(name, count):
            errors.clear()
            data = text.encode(name, 'keep')
            lines.append('encode %s %s %s %s' % (name, text.encode().hex(), data.hex(), ' '.join(errors)))
            data = damaged(data)
            errors.clear()
            text = data.decode(name, 'keep')
            lines.append('decode %s %s %s %s' % (name, data.hex(), text.encode().hex(), ' '.join(errors)))
    return '\n'.join(lines) + '\n'


if __name__ == '__main__':
    text = main(int(sys.argv[1]) if len(sys.argv) > 1 else 25)
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'golden.txt') if len(sys.argv) < 3 else sys.argv[2], 'w') as f:
        f.write(text)
