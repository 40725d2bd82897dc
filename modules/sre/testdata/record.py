"""Records what CPython 3.14 finds: run it with that interpreter, from the repository's root.

    python3.14 modules/sre/testdata/record.py

Each line of matches.jsonl is a pattern with its code list, and for a subject the spans and last group of the first match, of the
full match, and the spans of all matches.
"""

import json
import os
import re
import warnings
from re import _compiler, _parser

warnings.simplefilter('ignore')
HERE = os.path.dirname(os.path.abspath(__file__))

CASES = [  # pattern, flags, subjects
    (r'abc', 0, ['abc', 'xabcx', 'ab', '', 'ababc']),
    (r'a.c', 0, ['abc', 'a\nc', 'aéc', 'a€c']),
    (r'a.c', re.S, ['a\nc']),
    (r'[a-c]+x?', 0, ['abcx', 'ddd', 'xcab']),
    (r'[^a-c]+', 0, ['abcxyz', 'é€ab']),
    (r'[а-я]+', 0, ['abc где', 'где']),
    (r'[а-я]+', re.I, ['abc ГДЕ']),
    (r'[\U00010400-\U00010427]+', re.I, ['\U00010428\U00010400x']),
    (r'\d+\s*\w*', 0, ['12 ab', '१२ क', '__']),
    (r'\d+\s*\w*', re.A, ['12 ab', '१२ क']),
    (r'\D\S\W', 0, ['a- ', 'ab-']),
    (r'^a|b$', 0, ['ab', 'ba', 'b\n', 'xb\ny']),
    (r'^a|b$', re.M, ['x\nab\nc', 'b\n']),
    (r'\A\w\Z', 0, ['a', 'ab', 'a\n']),
    (r'\bfoo\b', 0, ['foo', 'a foo b', 'food', 'xfoo']),
    (r'\B', 0, ['', 'ab', 'a b']),
    (r'a*', 0, ['aaa', 'baa', '']),
    (r'a*?b', 0, ['aaab', 'b', 'aaa']),
    (r'a{2,3}', 0, ['a', 'aa', 'aaaa', 'aaaaaa']),
    (r'a{2,3}?', 0, ['aaaa']),
    (r'(a+|b+)*c', 0, ['aabbc', 'aabb', 'c']),
    (r'(a|ab)(c|bcd)(d*)', 0, ['abcd', 'acd']),
    (r'((a)|b)*', 0, ['abab', 'ba', '']),
    (r'(?:(a)|(b)|c)*?d', 0, ['abcd', 'd', 'abc']),
    (r'(a*)*', 0, ['aab', 'b']),
    (r'(a*)+?b', 0, ['aab', 'b']),
    (r'(a?)*?b', 0, ['aab']),
    (r'(?:(?:ab){2,3}?c)*', 0, ['ababcabababc', 'abc']),
    (r'(x)?(?(1)y|z)', 0, ['xy', 'z', 'xz', 'y']),
    (r'(x)?(?(1)y)', 0, ['xy', 'x', '']),
    (r'(\w)\1', 0, ['hello', 'abc', 'ééx']),
    (r'(\w)\1', re.I, ['aA', 'éÉ']),
    (r'(?=(a+))a\1?', 0, ['aaa', 'b']),
    (r'(?!ab)a.', 0, ['abac', 'ab']),
    (r'(?<=ab)c', 0, ['abc', 'c', 'acabc']),
    (r'(?<!ab)c', 0, ['abc', 'c', 'abcxc']),
    (r'(?>a+)ab', 0, ['aaab']),
    (r'(?>a|ab)c', 0, ['abc', 'ac']),
    (r'a++b', 0, ['aab', 'aa']),
    (r'a?+a', 0, ['a', 'aa']),
    (r'(?:ab|a)++c', 0, ['abac', 'abab']),
    (r'(?:a?)*+b', 0, ['aab']),
    (r'(?:(a)|b){2,3}+', 0, ['abab', 'ba', 'a']),
    (r'straße|ſ', re.I, ['STRAßE', 'S', 's']),
    (r'[k]', re.I, ['\u212a', 'K']),
    (r'[^k]', re.I, ['\u212a', 'x']),
    (r'K', re.I | re.A, ['k', '\u212a']),
    (r'(?i:a)b', 0, ['Ab', 'AB']),
    (r'[\s\S]', 0, ['\n', '']),
    (r'(?P<year>\d{4})-(?P<month>\d\d)', 0, ['on 2024-05-06', '24-05']),
    (r'"(?:[^"\\]|\\.)*"', 0, [r'say "a\"b" now', '"open']),
    (r'([^,]*),?', 0, ['a,b,,c']),
    (r'(?:)', 0, ['ab', '']),
    (r'[^\W\d_]+', 0, ['1ab_é', '12']),
    ('[' + ''.join(chr(c) for c in range(0x100, 0x3000, 7)) + 'a-f]+', 0, ['abĀć', '\u0107\u0100', 'xyz']),
    (r'(a)|(b)|(c)', 0, ['xc', 'b']),
    (r'(?:a|b|c|d)+?e', 0, ['abcde', 'abcd']),
    (r'foo.*bar.*baz', 0, ['foo1bar2baz', 'foobarba']),
    (r'(((((a)))))b?', 0, ['ab']),
    (r'(?:x(?=(y))|x)(?:y|z)', 0, ['xy', 'xz']),
]


def spans(match):
    return match and {'spans': [list(s) for s in match.regs], 'last': match.lastindex or -1}


def main():
    with open(os.path.join(HERE, 'matches.jsonl'), 'w') as file:
        for pattern, flags, subjects in CASES:
            tree = _parser.parse(pattern, flags)
            code = [int(c) for c in _compiler._code(tree, flags)]
            regex = re.compile(pattern, flags)
            for subject in subjects:
                row = {'pattern': pattern, 'flags': int(flags), 'code': code, 'groups': regex.groups, 'subject': subject,
                       'search': spans(regex.search(subject)), 'full': spans(regex.fullmatch(subject)),
                       'all': [list(m.span()) for m in regex.finditer(subject)]}
                file.write(json.dumps(row) + '\n')


main()
