"""Write ../data/*.txt: what the codecs of CPython that runs this map, as differences from simpler codecs.

Lines of a table, codes in hexadecimal:
    base NAME [PART]     begin with the table NAME, or of it
                           double   only the double bytes
                           triple   only the codes of three bytes, without their prefix
                           sjis     only the double bytes, moved to rows and cells as Shift JIS does
    lead RANGES          bytes that begin a sequence of several
    d CODE "TEXT"        CODE and the codes behind it decode to the characters of TEXT
    x CODE-CODE          codes that don't decode
    w CODE-CODE          codes that are illegal as a whole, not only their first byte
    p CODE "TEXT"        CODE decodes to all of TEXT, which encodes to CODE
    e CODE "TEXT"        the characters of TEXT encode to CODE and the codes behind it
    n "TEXT"             characters that don't encode
    r INDEX FIRST-LAST   code points of the four bytes of GB 18030, by the number of the first sequence
Where e and n say nothing, a character encodes to the lowest code that decodes to it.
"""
import os

HERE = os.path.dirname(os.path.abspath(__file__))
# name, base, part of it, prefix of codes of three bytes
CODECS = [
    ('euc_jp', None, '', 0x8F), ('shift_jis', 'euc_jp', 'sjis', 0), ('cp932', 'shift_jis', '', 0),
    ('euc_jis_2004', 'euc_jp', '', 0x8F), ('euc_jisx0213', 'euc_jis_2004', '', 0x8F),
    ('shift_jis_2004', 'euc_jis_2004', 'sjis', 0), ('shift_jisx0213', 'shift_jis_2004', '', 0),
    ('euc_kr', None, '', 0), ('cp949', 'euc_kr', '', 0), ('johab', None, '', 0),
    ('gb2312', None, '', 0), ('gbk', 'gb2312', '', 0), ('gb18030', 'gbk', '', 0),
    ('big5', None, '', 0), ('cp950', 'big5', '', 0), ('big5hkscs', 'big5', '', 0),
]
# The sets of ISO 2022, with the high bits set as in EUC: name, base, part of it, codec, how it shifts to the set, how text in it begins
SETS = [
    ('jisx0208', 'euc_jp', 'double', 'iso2022_jp', b'\x1b$B', b'\x1b$B'),
    ('jisx0212', 'euc_jp', 'triple', 'iso2022_jp_1', b'\x1b$(D', b'\x1b$(D'),
    ('jisx0213_1', 'euc_jis_2004', 'double', 'iso2022_jp_2004', b'\x1b$(Q', b'\x1b$(Q'),
    ('jisx0213_1_2000', 'euc_jisx0213', 'double', 'iso2022_jp_3', b'\x1b$(O', b'\x1b$(O'),
    ('jisx0213_2', 'euc_jis_2004', 'triple', 'iso2022_jp_2004', b'\x1b$(P', b'\x1b$(P'),
    ('jisx0213_2_2000', 'euc_jisx0213', 'triple', 'iso2022_jp_3', b'\x1b$(P', b'\x1b$(P'),
    ('ksx1001', 'euc_kr', 'double', 'iso2022_kr', b'\x1b$)C\x0e', b'\x1b$)C\x0e'),
]
UNICODE = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]


def decoded(data, codec):
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def observe(codec, prefix):
    """(bytes that lead, code -> text, character -> code)"""
    lead, decode, encode = set(), {}, {}
    for a in range(256):
        try:
            decode[a] = bytes([a]).decode(codec)
        except UnicodeDecodeError as e:
            if e.reason.startswith('incomplete'):
                lead.add(a)
    for a in lead:
        for b in range(256):
            text = decoded(bytes([a, b]), codec)
            if text is not None:
                decode[a << 8 | b] = text
    if prefix:
        for a in range(256):
            for b in range(256):
                text = decoded(bytes([prefix, a, b]), codec)
                if text is not None:
                    decode[prefix << 16 | a << 8 | b] = text
    for c in UNICODE:
        try:
            data = chr(c).encode(codec)
        except UnicodeEncodeError:
            continue
        if len(data) <= 3:
            encode[chr(c)] = int.from_bytes(data)
    return lead, decode, encode


def illegal(codec, lead):
    """the codes whose error has both of their bytes"""
    for code in [a << 8 | b for a in sorted(lead) for b in range(256)]:
        try:
            code.to_bytes(2).decode(codec)
        except UnicodeDecodeError as e:
            if e.end == 2 and e.reason.startswith('illegal'):
                yield code


def observe_set(codec, shift, begin):
    """(code -> text, character -> code, characters that other sets encode)"""
    decode, encode, others = {}, {}, set()
    for a in range(0x21, 0x7F):
        for b in range(0x21, 0x7F):
            text = decoded(shift + bytes([a, b]), codec)
            if text is not None:
                decode[(a << 8 | b) + 0x8080] = text
    for c in UNICODE:
        try:
            data = chr(c).encode(codec)
        except UnicodeEncodeError:
            continue
        if data.startswith(begin):
            encode[chr(c)] = int.from_bytes(data[len(begin):][:2]) + 0x8080
        else:
            others.add(chr(c))
    return decode, encode, others


def sjis(code):
    row, cell = (code >> 8) - 0xA1, (code & 0xFF) - 0xA1
    first = row // 2 + (0x81 if row < 62 else 0xC1)
    second = cell + 0x9F if row % 2 else cell + (0x40 if cell < 63 else 0x41)
    return first << 8 | second


def part(decode, kind):
    if kind == 'triple':
        return {c & 0xFFFF: t for c, t in decode.items() if c > 0xFFFF}
    double = {c: t for c, t in decode.items() if 0xA1A1 <= c <= 0xFEFE and c & 0xFF >= 0xA1}
    return {sjis(c): t for c, t in double.items()} if kind == 'sjis' else double


def expected(decode):
    """How characters encode if the lowest code counts."""
    encode = {}
    for code in sorted(decode, reverse=True):
        encode[decode[code]] = code
    return encode


def quote(text):
    out = []
    for c in text:
        if c in '"\\' or not c.isprintable() or 0xE000 <= ord(c) < 0xF900 or ord(c) >= 0xF0000 or c.isspace() and c != ' ':
            out.append('\\u%04x' % ord(c) if ord(c) < 0x10000 else '\\U%08x' % ord(c))
        else:
            out.append(c)
    return '"' + ''.join(out) + '"'


def ranges(values, digits=2):
    parts, values = [], sorted(values)
    while values:
        n = 1
        while n < len(values) and values[n] == values[0] + n:
            n += 1
        parts.append('%0*x-%0*x' % (digits, values[0], digits, values[n - 1]))
        values = values[n:]
    return parts


def runs(kind, mapping):
    """Lines for (code, character) pairs."""
    pairs, lines = sorted(mapping), []
    while pairs:
        n = 1
        while n < len(pairs) and pairs[n][0] == pairs[0][0] + n:
            n += 1
        lines.append('%s %x %s' % (kind, pairs[0][0], quote(''.join(c for _, c in pairs[:n]))))
        pairs = pairs[n:]
    return lines


def four(c):
    """The number of the sequence of four bytes of a character in GB 18030, or None."""
    data = chr(c).encode('gb18030')
    if len(data) != 4:
        return None
    a, b, d, e = data
    return (((a - 0x81) * 10 + b - 0x30) * 126 + d - 0x81) * 10 + e - 0x30


def write(name, lines):
    with open(os.path.join(HERE, '..', 'data', name + '.txt'), 'w') as f:
        f.write('\n'.join(lines) + '\n')
    print(name, len(lines))


def differences(start, decode, encode, others=()):
    lines = ['x ' + r for r in ranges([c for c in start if c not in decode], 4)]
    changed = {c: t for c, t in decode.items() if start.get(c) != t}
    lines += runs('d', [(c, t) for c, t in changed.items() if len(t) == 1])
    lines += ['p %x %s' % (c, quote(t)) for c, t in sorted(changed.items()) if len(t) > 1]
    usual = expected(decode)
    lines += runs('e', [(c, t) for t, c in encode.items() if usual.get(t) != c])
    none = ''.join(sorted(t for t in usual if len(t) == 1 and t not in encode and t not in others))
    if none:
        lines.append('n ' + quote(none))
    return lines


def main():
    seen = {None: {}}
    for name, base, kind, prefix in CODECS:
        lead, decode, encode = observe(name, prefix)
        seen[name] = decode
        start = part(seen[base], kind) if kind else seen[base]
        lines = [] if base is None else [' '.join(['base', base, kind]).rstrip()]
        lines.append('lead ' + ' '.join(ranges(lead)))
        lines += differences(start, decode, encode)
        lines += ['w ' + r for r in ranges(illegal(name, lead), 4)]
        for text, code in expected(decode).items():
            assert len(text) == 1 or text.encode(name) == code.to_bytes(2), (name, text)
        if name == 'gb18030':
            rest = [(c, four(c)) for c in UNICODE]
            rest = [(c, n) for c, n in rest if n is not None]
            while rest:
                n = 1
                while n < len(rest) and rest[n] == (rest[0][0] + n, rest[0][1] + n):
                    n += 1
                lines.append('r %d %x-%x' % (rest[0][1], rest[0][0], rest[n - 1][0]))
                rest = rest[n:]
        write(name, lines)
    for name, base, kind, codec, shift, begin in SETS:
        decode, encode, others = observe_set(codec, shift, begin)
        write(name, [' '.join(['base', base, kind])] + differences(part(seen[base], kind), decode, encode, others))


if __name__ == '__main__':
    main()
