"""The codec rot-13: each ASCII letter becomes the one 13 places on. Both sides are str."""

from string import ascii_lowercase as _low, ascii_uppercase as _up
from . import _make

rot13_map = {code: code for code in range(256)}
for _letters in (_low, _up):
    rot13_map.update(str.maketrans(_letters, _letters[13:] + _letters[:13]))


def _turn(input, errors='strict'):
    return str.translate(input, rot13_map), len(input)


_make.stateless(globals(), 'rot-13', _turn, _turn, text=False)


def rot13(infile, outfile):
    """Write the text of one file to another, turned."""
    outfile.write(_turn(infile.read())[0])


if __name__ == '__main__':
    import sys
    rot13(sys.stdin, sys.stdout)
