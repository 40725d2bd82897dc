"""Quoted-printable data (RFC 1521): bytes as printable text, those that aren't printable as =XX."""

from binascii import a2b_qp, b2a_qp

__all__ = ['encode', 'decode', 'encodestring', 'decodestring']

MAXLINESIZE = 76


def encode(input, output, quotetabs, header=False):
    """Encode a binary file. quotetabs: spaces and tabs within lines, too; header: spaces as underscores (RFC 1522)."""
    output.write(b2a_qp(input.read(), quotetabs=quotetabs, header=header))


def encodestring(s, quotetabs=False, header=False):
    """Return bytes encoded."""
    return b2a_qp(s, quotetabs=quotetabs, header=header)


def decode(input, output, header=False):
    """Decode a binary file. header: underscores stand for spaces (RFC 1522)."""
    output.write(a2b_qp(input.read(), header=header))


def decodestring(s, header=False):
    """Return data decoded."""
    return a2b_qp(s, header=header)


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
