"""Tables for the preparation of strings in internet protocols (RFC 3454). They are those of Unicode 3.2."""

from _bisect import bisect_right
import unicodedata


def _bounds(text):
    # The lengths of gaps and runs by turns, in base 36; returns where they begin.
    at, result = 0, []
    for length in text.split():
        at += int(length, 36)
        result.append(at)
    return result


_unassigned = _bounds(
    'f5 1 i s 2m 2 1r h 28 g g 4 2 4 1 3 1 5 7 1 1 1 k 1 18 1 13 9 3r 1 1z 1 12 2 2 6 g x 12 2 7 1 13 1 2 6 h 1 n '
    '1 a b r 5 5 n 1 e 1 3 1 1 q 5 m a 3y 2 f 1 e 1 u 3 r 1h 1e 9b 3 1 1h 2 i 2 5 3 p g 3 1 8 2 2 2 m 1 7 1 1 3 4 '
    '2 1 1 7 2 2 2 3 9 1 4 2 1 5 2 l 7 1 2 6 4 2 2 m 1 7 1 2 1 2 1 2 2 1 1 5 4 2 2 3 b 4 1 1 7 f c 3 1 7 1 1 1 3 '
    '1 m 1 7 1 2 1 5 2 a 1 3 1 3 2 1 f 1 5 a h 3 1 8 2 2 2 m 1 7 1 2 2 4 2 8 3 2 2 3 8 2 4 2 1 3 4 b h 2 1 6 3 3 '
    '1 4 3 2 1 1 1 2 3 2 3 3 3 8 1 3 4 5 3 3 1 4 9 1 f c e 3 1 8 1 3 1 n 1 a 1 5 4 7 1 3 1 4 7 2 9 2 4 a i 2 1 8 '
    '1 3 1 n 1 a 1 5 4 7 1 3 1 4 7 2 7 1 1 2 4 a i 2 1 8 1 3 1 n 1 g 4 6 2 3 1 4 9 1 8 2 4 a i 2 1 i 3 o 1 9 1 1 '
    '2 7 3 1 4 6 1 1 1 8 i 3 c 1m 4 t 11 2 1 1 2 2 1 1 2 1 6 4 1 7 1 3 1 1 1 1 2 2 1 d 1 3 2 5 1 1 1 6 2 a 2 2 y '
    '20 1 y 6 r 4 8 1 10 1 f 2 1 1c y 1 5 1 2 1 7 3 4 6 q 1y 12 a 15 2 1 4 2i 5 1w 5 2a 6 7 1 1r 1 1 1 4 2 7 1 1 '
    '1 4 2 13 1 1 1 4 2 v 1 1 1 4 2 7 1 1 1 4 2 7 1 7 1 n 1 v 1 1 1 4 2 7 1 13 1 j 6 s z 2d c hi 9 t 3 29 f d 1 7 '
    'b n 9 k c d 1 3 1 2 c 2l 3 a m f 1 a 6 2g 8 16 11y 4c 4 2i 6 m 2 6 2 12 2 6 2 8 1 1 1 1 1 1 1 v 2 1h 1 f 1 e '
    '2 6 1 j 2 3 1 9 1 2b 4 1 7 5 6 8 2 r h i u r l 1n 2 f 7 1d c fz 1d 13 p b l 4f 1 7o 2 2 1 2t 2 a 3b 4 1 4 2 '
    's 1 z 1 1 1 4 3 1 1 7 2 1g 3 o 1 e h s 4 ls ow q 1 2h c 5y q c 4 1s 1 2e 2 2v 5 14 4 2m 1 14 1k 19 3 10 d 17 '
    '3 25 4 1b 1 3b 4 2r 2 v 1 52u 22 g4m 2i wd 3 1j 1fd 8mc 2k 6r2 2 1n 45 7 c 5 5 q 1 5 1 1 1 2 1 2 1 30 x a5 g '
    '1s 2 1i 8 19 3 g g 4 c n 2 a 1 j 1 4 4 5 1 3r 2 1 1 5a 3 6 2 6 2 6 2 3 3 7 1 7 a 7 lc v 1 4 c r 51 12 2 12 '
    '148i 6u a 13 3 50 f6 2d 1 1z 1 2 2 1 2 2 2 4 1 c 1 1 1 4 1 2 1 1t 1 4 2 8 1 7 1 s 1 4 1 5 1 1 3 7 1 9e 4 82 '
    '4 1e 7we wyh g15 f2 15s 2 1eke 2 1eke 2 1eke 2 1eke 2 1eke 2 1eke 2 1eke 2 1eke 2 1eke 2 1eke 2 1eke 2 1 1 u '
    '2o 1egu ')
_left_to_right = _bounds(
    '1t q 6 q 1b 1 a 1 4 1 5 n 1 v 1 89 1 i s 2m 2 9 2 7 e 2 e 5 9 1 3v 1 b 1 1 3 1 1 1 k 1 18 1 12 a 3n 7 1x 1 '
    '12 2 2 6 g x 12 2 7 1 13 1 1 op 1 1 1h 3 4 8 4 3 1 7 a 2 d h 2 1 8 2 2 2 m 1 7 1 1 3 4 4 3 6 2 2 2 a 1 4 2 1 '
    '3 4 c 2 7 a 6 4 2 2 m 1 7 1 2 1 2 1 2 4 3 o 4 1 1 7 a 2 3 e 1 1 7 1 1 1 3 1 m 1 7 1 2 1 5 3 4 8 1 1 2 3 1 f '
    '1 5 a i 2 1 8 2 2 2 m 1 7 1 2 2 4 3 2 1 1 6 2 2 2 a 1 4 2 1 3 4 b i 1 1 6 3 3 1 4 3 2 1 1 1 2 3 2 3 3 3 8 1 '
    '3 4 2 1 2 3 3 1 3 a 1 f c e 3 1 8 1 3 1 n 1 a 1 5 7 4 r 2 4 a i 2 1 8 1 3 1 n 1 a 1 5 4 1 1 5 2 2 1 2 9 2 7 '
    '1 1 2 4 a i 2 1 8 1 3 1 n 1 g 4 3 5 3 1 3 a 1 8 2 4 a i 2 1 i 3 o 1 9 1 1 2 7 8 3 6 8 i 3 c 1c 1 2 c 7 8 d '
    '11 2 1 1 2 2 1 1 2 1 6 4 1 7 1 3 1 1 1 1 2 2 1 4 1 2 9 1 2 5 1 1 9 a 2 2 y o 2 r 1 1 1 1 5 a 1 y k 1 5 1 2 4 '
    '1e 8 1 6 2 1 1c y 1 5 1 2 1 1 4 1 6 1 7 o 20 12 a 15 2 1 4 2i 5 1w 5 2a 6 7 1 1r 1 1 1 4 2 7 1 1 1 4 2 13 1 '
    '1 1 4 2 v 1 1 1 4 2 7 1 1 1 4 2 7 1 7 1 n 1 v 1 1 1 4 2 7 1 13 1 j 6 s z 2d c hi a q 5 29 f d 1 4 e i 3 2 9 '
    'i e d 1 3 f 1j 7 8 1 2 b 7 1 1 3 a 12 a 6 2g 8 15 11z 4c 4 2i 6 m 2 6 2 12 2 6 2 8 1 1 1 1 1 1 1 v 2 1h 1 7 '
    '1 1 3 3 1 7 3 4 2 6 4 d 5 3 1 7 h 1 2q 1 d 1 3m 1 4 1 2 a 1 1 3 5 6 1 1 1 1 1 1 4 1 3 1 7 3 3 5 5 m 10 c2 1x '
    'q 1 7a 26 26z 3 p 9 7 5 2 5 4 2e 6 3 1 2i 1 4 5 14 4 2m 1 14 1k 19 3 10 s s 3 1e f c 4 1b 1 3b 4 2r 2 v 1 '
    '52u 22 g4m 2i wd 1gz 8mc 2k 6r2 2 1n 45 7 c 5 sp q 6 q b 2h 3 6 2 6 2 6 2 3 mb v 1 4 c r 51 12 2 12 148i 6u '
    'a 13 3 1p 3 9 g 2 7 u 4 1c f6 2d 1 1z 1 2 2 1 2 2 2 4 1 c 1 1 1 4 1 2 1 1t 1 4 2 8 1 7 1 s 1 4 1 5 1 1 3 7 1 '
    '9e 4 82 7xy wyf g15 f2 gvz6 1eke 2 1eke ')


def _within(bounds, code):
    return bisect_right(bounds, ord(code)) % 2 == 1


def _codes(text):
    # Single code points and ranges, in hexadecimal.
    result = set()
    for part in text.split():
        first, _, last = part.partition('-')
        result.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(result)


b1_set = _codes('ad 34f 1806 180b-180d 200b-200d 2060 fe00-fe0f feff')
c12_set = _codes('a0 1680 2000-200b 202f 205f 3000')
c22_specials = _codes('6dd 70f 180e 200c-200d 2028-2029 2060-2063 206a-206f feff fff9-fffc 1d173-1d17a')
c6_set = _codes('fff9-fffd')
c7_set = _codes('2ff0-2ffb')
c8_set = _codes('340-341 200e-200f 202a-202e 206a-206f')
c9_set = _codes('e0001 e0020-e007f')
_d1_set = _codes('5be 5c0 5c3 5d0-5ea 5f0-5f4 61b 61f 621-63a 640-64a 66d-66f 671-6d5 6dd 6e5-6e6 6fa-6fe 700-70d 710 712-72c '
                 '780-7a5 7b1 200f fb1d fb1f-fb28 fb2a-fb36 fb38-fb3c fb3e fb40-fb41 fb43-fb44 fb46-fbb1 fbd3-fd3d '
                 'fd50-fd8f fd92-fdc7 fdf0-fdfc fe70-fe74 fe76-fefc')

# Letters that got their other case, or a different one, after Unicode 3.2.
_folded = {0x37A: ' ι', 0x3D2: 'υ', 0x3D3: 'ύ', 0x3D4: 'ϋ', 0x3F2: 'σ',
           **{code: chr(code) for code in _codes('4c0 10a0-10c5 2132 2183')}}
# Characters that stand for others and fold as those do.
_compatible = _codes('20a8 2100-2145 3371-33dd 1d400-1d7ff')
# Their decomposition was corrected after Unicode 3.2 (Corrigendum 4).
_corrected = {0x2F868: '\U0002136a', 0x2F874: '\u5f33', 0x2F91F: '\u43ab', 0x2F95F: '\u7aae', 0x2F9BF: '\u4d57'}


def normalize_320(text):
    """Return the text in normal form KC as of Unicode 3.2: what was assigned later stays as it is."""
    if text.isascii():
        return text
    parts, known = [], []
    for character in text.translate(_corrected):
        if _within(_unassigned, character):
            parts += unicodedata.normalize('NFKC', ''.join(known)), character
            known = []
        else:
            known.append(character)
    return ''.join(parts) + unicodedata.normalize('NFKC', ''.join(known))


def in_table_a1(code):
    """Tell if a character is unassigned in Unicode 3.2."""
    return _within(_unassigned, code)


def in_table_b1(code):
    """Tell if a character is commonly mapped to nothing."""
    return ord(code) in b1_set


def map_table_b3(code):
    """Fold the case of a character for use without normalization."""
    number = ord(code)
    if number in _folded:
        return _folded[number]
    if _within(_unassigned, code):
        return code
    if number in _compatible:
        meant = unicodedata.normalize('NFKC', code)
        if (folded := meant.casefold()) != meant:
            return folded
    return code.casefold()


def map_table_b2(a):
    """Fold the case of a character for use with normalization."""
    once = map_table_b3(a)
    normal = normalize_320(once)
    twice = normalize_320(''.join(map(map_table_b3, normal)))
    return once if twice == normal else twice


def in_table_c11(code):
    """Tell if a character is the ASCII space."""
    return code == ' '


def in_table_c12(code):
    """Tell if a character is a space outside ASCII."""
    return ord(code) in c12_set


def in_table_c11_c12(code):
    """Tell if a character is a space."""
    return in_table_c11(code) or in_table_c12(code)


def in_table_c21(code):
    """Tell if a character is an ASCII control."""
    return code < ' ' or code == '\x7f'


def in_table_c22(code):
    """Tell if a character is a control outside ASCII."""
    return '\x80' <= code <= '\x9f' or ord(code) in c22_specials


def in_table_c21_c22(code):
    """Tell if a character is a control."""
    return in_table_c21(code) or in_table_c22(code)


def in_table_c3(code):
    """Tell if a character is for private use."""
    number = ord(code)
    return 0xE000 <= number <= 0xF8FF or number >= 0xF0000 and number & 0xFFFF < 0xFFFE


def in_table_c4(code):
    """Tell if a code point is no character."""
    number = ord(code)
    return 0xFDD0 <= number <= 0xFDEF or number & 0xFFFF >= 0xFFFE


def in_table_c5(code):
    """Tell if a code point is a surrogate."""
    return '\ud800' <= code <= '\udfff'


def in_table_c6(code):
    """Tell if a character is inappropriate for plain text."""
    return ord(code) in c6_set


def in_table_c7(code):
    """Tell if a character is inappropriate for canonical representation."""
    return ord(code) in c7_set


def in_table_c8(code):
    """Tell if a character changes the display or is deprecated."""
    return ord(code) in c8_set


def in_table_c9(code):
    """Tell if a character is a tag."""
    return ord(code) in c9_set


def in_table_d1(code):
    """Tell if a character is written from right to left."""
    return ord(code) in _d1_set


def in_table_d2(code):
    """Tell if a character is written from left to right."""
    return _within(_left_to_right, code)
