"""Regular expressions: errors with their places, the compiled code, templates, flags."""
import re
import warnings


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return f'{type(error).__name__}: {error}'


for pattern in (r'[a', r'[b-a]', r'a**', r'a{2,1}', r'(a', r'a)', r'(?P<1>a)', r'(?P<a>a)(?P<a>b)', r'(?P=x)', r'(?(1)a|b|c)', r'(?<=a*)b',
                r'(a\1)', r'\x1', r'\400', r'\N{no such}', r'(?iz)', r'(?i-i:a)', r'a(?i)b', '\\', 'a\n(b', b'(?u)a', r'^*', r'(?#a', r'\q'):
    print(repr(pattern), attempt(re.compile, pattern))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    for pattern in ('[[a]', '[!--b]', '[a&&b]', '[a||b]', '[a~~b]'):
        re.compile(pattern)
    re.sub('a', 'b', 'aaa', 1)
    print([str(w.message) for w in caught])
for pattern, flags in (('abc|abd', 0), ('(a)(?:b|[cd])*(?(1)e|f)', re.I), (r'(?<!x)\w+?\b\Z', re.A), ('[^\\xe0-\\xfe]{2,3}+k', re.I), ('(?>a|bc)++', 0)):
    re.compile(pattern, flags | re.DEBUG)
words = re.compile(r'(?P<first>\w)(?P<rest>\w*)')
for template in (r'\g<rest>\g<first>', r'\2\1ay', r'[\g<0>]', r'\n\\\x', r'\g<none>', r'\g<9>', r'\3', r'\101'):
    print(repr(template), repr(attempt(words.sub, template, 'pig latin')))
print(re.findall(r'(?i)straße|ſ|K', 'STRASSE Straße s S k \u212a'), re.findall('[k-s]', 'ſK\u212a', re.I))
print(repr(re.I | re.M), ~re.I & 7, re.RegexFlag(0), re.escape('a-b [c]'), repr(words), words.groupindex)
print(re.Scanner([(r'[a-z]+', lambda s, t: t.upper()), (r'\d+', lambda s, t: int(t)), (r'\s+', None)]).scan('ab 12 c!'))
