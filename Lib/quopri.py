"""Quoted-printable data (RFC 1521): bytes as printable text, those that aren't printable as =XX."""

try:
    from binascii import a2b_qp, b2a_qp
except ImportError:  # a program has blocked it
    a2b_qp = b2a_qp = None

__all__ = ['encode', 'decode', 'encodestring', 'decodestring']

MAXLINESIZE = 76


def _quote(data, quotetabs, header):
    """Do what b2a_qp does."""
    import re

    def quoted(match):
        byte = match[0][0]
        if header and byte == 32:
            return b'_'
        return b'=%02X' % byte

    needed = rb'[^\t !-<>-~]' if not header else rb'[^\t!-<>-^`-~]'
    if quotetabs:
        needed = needed.replace(rb'\t', b'').replace(b' ', b'')
    lines = []
    for line in data.split(b'\n'):
        line = re.sub(needed, quoted, line)
        if line[-1:] in (b' ', b'\t'):  # blanks at the end of a line get lost on the way
            line = line[:-1] + b'=%02X' % line[-1]
        while len(line) > MAXLINESIZE:
            cut = MAXLINESIZE - 1
            cut -= 2 if line[cut - 2:cut - 1] == b'=' else line[cut - 1:cut] == b'='
            lines.append(line[:cut] + b'=')
            line = line[cut:]
        lines.append(line)
    return b'\n'.join(lines)


def _unquote(data, header):
    """Do what a2b_qp does."""
    import re

    if isinstance(data, str):
        data = data.encode('ascii')
    if header:
        data = data.replace(b'_', b' ')
    ends = re.sub(rb'[ \t\r]+(?=\n)', lambda match: b'\r' * match[0].endswith(b'\r'), data)
    return re.sub(rb'=(?:([0-9A-Fa-f]{2})|\r?\n|(=)|\Z)',
                  lambda match: bytes([int(match[1], 16)]) if match[1] else b'=' if match[2] else b'', ends)


def encode(input, output, quotetabs, header=False):
    """Encode a binary file. quotetabs: spaces and tabs within lines, too; header: spaces as underscores (RFC 1522)."""
    output.write(encodestring(input.read(), quotetabs, header))


def encodestring(s, quotetabs=False, header=False):
    """Return bytes encoded."""
    return _quote(s, quotetabs, header) if b2a_qp is None else b2a_qp(s, quotetabs=quotetabs, header=header)


def decode(input, output, header=False):
    """Decode a binary file. header: underscores stand for spaces (RFC 1522)."""
    output.write(decodestring(input.read(), header))


def decodestring(s, header=False):
    """Return data decoded."""
    return _unquote(s, header) if a2b_qp is None else a2b_qp(s, header=header)


def main():
    """Encode or decode files, or standard input, to standard output."""
    import getopt
    import sys
    try:
        options, files = getopt.getopt(sys.argv[1:], 'td')
    except getopt.error as error:
        sys.stdout = sys.stderr
        print(error)
        print('usage: quopri [-t | -d] [file] ...')
        print('-t: quote tabs')
        print('-d: decode; default encode')
        sys.exit(2)
    flags = {name for name, _ in options}
    decoding, tabs = '-d' in flags, '-t' in flags
    if decoding and tabs:
        sys.stdout = sys.stderr
        print('-t and -d are mutually exclusive')
        sys.exit(2)
    failed = 0
    for name in files or ['-']:
        if name == '-':
            source = sys.stdin.buffer
        else:
            try:
                source = open(name, 'rb')
            except OSError as error:
                sys.stderr.write(f"{name}: can't open ({error})\n")
                failed = 1
                continue
        try:
            if decoding:
                decode(source, sys.stdout.buffer)
            else:
                encode(source, sys.stdout.buffer, tabs)
        finally:
            if name != '-':
                source.close()
    if failed:
        sys.exit(failed)


if __name__ == '__main__':
    main()
