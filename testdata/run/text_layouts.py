# Layouts of texts and numbers by simple and by odd specs, repr, case, slices and characters: the ways that are short and those that aren't.
import itertools

class S(str):
    pass

class I(int):
    def __format__(self, spec):
        return f'<{spec}>'

class Index:
    def __index__(self):
        return 2

def attempt(f, *args, **named):
    try:
        return repr(f(*args, **named))
    except Exception as e:
        return f'{type(e).__name__}: {e}'

texts = ['', 'hello', 'naïve', '\ud800x', 'x' * 120]
specs = ['', 's', '<', '>9', '^9', '^8', '9', '9s', '*^9', '<>9', '>>9', 'é>9', '09', '=9', '<09', '.2', '9.2', '{<9', '999', '1000', '9d', '+9', ',', ' 9', '<9x', '^', '\x00>4']
for t, spec in itertools.product(texts, specs):
    r = attempt(format, t, spec)
    assert r == attempt(('{:' + spec + '}').format, t) or '{' in spec, (t, spec)
    print(ascii(t[:6]), ascii(spec), ascii(r) if len(r) < 60 else (len(r), r[:2], r[-2:]))
print(format(S('ab'), '>5'), '{:>5}|{}'.format(S('ab'), S('cd')), type(format(S('ab'))))

numbers = [0, 7, -7, 1234567, -1234567, 10**15, -10**20, 2**62, True, 0.0, -0.0, 0.5, -1234.5678, 1e22, 1e308, float('inf'), float('nan'), I(5)]
specs = ['<9', '>9', '^9', '^10', '<>9', ',', '12,', '<12,', '^20,', '012,', '_', ',.2f', '>20,.3f', '%', '.1%', '^9.0%', '9.3e', 'x', '^9x', ',x', '<b', '9o', '.2f', '9.2f', '<9.2f', 'd', '.2', '09.1f', '-09', '+', '9d', 's', '99', '100', ',g', ',n', '=9']
for x in numbers:
    print(x, *(attempt(format, x, s) for s in specs), sep='|')
    assert all(attempt(('{:' + s + '}').format, x) == attempt(format, x, s) for s in specs)
flags = ['', '-', '0', '-0', '+', ' ', '#']
for f, w, c in itertools.product(flags, ['', '6', '12.3', '.0', '-8', '100', '*'], 'dixXofeGs'):
    spec = '%' + f + w + c
    for x in (-255, 3.75):
        r = attempt(spec.__mod__, (x,) if '*' not in w else (9, x))
        print(r if len(r) < 40 else len(r), end=' ')
    print()
print('%s|%d|%x|%r|%5s|%-5s|%%' % ('é', 5, 255, "it's", 'é', S('x')), 'ü%s%d' % ('ä', 1), '%s' % ('日',), b'%s %d %04x %-5s|' % (b'a', 1, 20, b'x'))
for bad in ('%', '%5', '%q', '%d', '%(a)s', '%s %s', '%é'):
    print(attempt(bad.__mod__, 'x'), attempt(bad.__mod__, ()), attempt(bad.__mod__, {'a': 1}))

for t in ['', 'abc', "it's", '"', '\'"', 'a\\b', 'tab\t', '\x7f', 'é', "é'", '\x00', S("s'"), '\udc80']:
    print(ascii(repr(t)), ascii(f'{t!r}'), ascii(str([t, (t,), {t: t}])))
print([1, -5, 2.5, None, 'x', [1, ['y']], {}, {'a': [1.0, 2]}, (), (3,), 10**30], {1: 'é', 'k': {2.0: 'z'}})
a = []
a.append(a)
d = {'d': a}
d['e'] = d
print(a, d)
class Bad:
    def __repr__(self):
        return [Bad2, 'text'][1] + str(['in', 'side'])
Bad2 = None
print([Bad(), 'x', Bad()], {'k': Bad()})

for t in ['', 'x', 'X', 'hello world', "they're Bill's", 'HELLO WORLD 12ab', 'mixedCASE and lONGer than eight', 'ABCDEFGH', 'abcdefgh', 'abcdefghI', 'Zz@[`{', 'Ünï Öde', 'ǆ ﬁne ß', 'ΑΣ ΣΑΣ', 'a\ud800B', S('Sub Class')]:
    print(*map(ascii, (t.lower(), t.upper(), t.title(), t.capitalize(), t.swapcase(), t.casefold())))
    print(type(t.lower()).__name__, type(t.title()).__name__)

for t in ('hello world', 'naïve café', '日本語', '', 'x', list('abcd'), (1, 2, 3, 4), b'bytes', S('sub class'), range(9), bytearray(b'array')):
    print(*map(ascii, (t[1:], t[:-1], t[2:5], t[-3:], t[:0], t[5:2], t[9:99], t[:], t[::2], t[::-1], t[True:3], t[:10**30], t[-10**30:2], t[1:-1], t[None:3])))
    print(attempt(lambda: t[Index():]), attempt(lambda: t['a':]), attempt(lambda: t[1:2.0]), attempt(lambda: t[::0]), t[:] is t)
for t in ('hello', 'naïve', '日本', '', S('sub'), 'x' * 40):
    print(ascii(list(t)), ascii(tuple(t)), sorted(t) == sorted(list(t)), len(set(t)))
x = [0]
x += 'abé'
x.extend('xy')
print(ascii(x), ascii([*'hé', *'xy']))

print('{a} {b:>5} {a!r}'.format(a=1, b='x'), attempt('{a} {c}'.format, a=1), attempt('{0} {a}'.format, a=1), '{a}{0}'.format(5, a='é'))
many = {f'k{i}': i for i in range(40)}
print(''.join('{k%d}' % i for i in range(40)).format(**many), attempt('{k40}'.format, **many), '{é}'.format(é=1), '{a.real}{b[0]}{b[x]}'.format(a=3, b={0: 1, 'x': 2}))
class Missing(dict):
    def __missing__(self, key):
        return key.upper()
print('{abc} {d}'.format_map(Missing(d=1)), attempt('{abc}'.format, **Missing()))
print('{:{}}|{:{w}.{p}f}|{:{}{}}'.format('x', 5, 2.5, 'y', '>', 4, w=8, p=2))
print(str(b'abc', 'utf-8'), ascii(str('é'.encode(), 'utf-8')), attempt(str, b'\xff', 'utf-8'), attempt(str, b'a', 'none-such'), attempt(str, 'a', 'utf-8'), attempt(str, b'a', 5), str(bytearray(b'x'), 'ascii'), attempt(str, 5, 'ascii'), str(memoryview(b'm'), 'latin-1'))
print(attempt(b'\xed\xa0\x80'.decode), attempt(b'\xff'.decode, 'latin-1'), attempt(b'a\xff'.decode, 'ascii'), b'a\xff'.decode('ascii', 'replace') == 'a\ufffd')
print('-' * 40, 'ab' * 5, len('é' * 300), ('-' * 300).count('-'), ('x' * 7) + ('y' * 8) + ('z' * 9), 'a\tbc\td'.expandtabs(), 'é\tx\n\ty'.expandtabs(4))
print('aabbcc'.translate({97: 'XY', 98: None, 99: 'é'}), ascii('é€x'.translate({0xe9: 'e', 0x20ac: 'EUR'})), ('ab' * 3000).translate({97: 'aa'}).count('a'))

import re, urllib.parse
for t in ('12', '-7', '+5', ' 42\n', '1_000', '-', '', '0' * 17 + '9', '9' * 18, '-' + '9' * 18, '9' * 19, '\u0664\u0662', '--1', '1 2', '0x1f', '-0', '\x1c5', '5\0', '\v6\f'):
    print(ascii(t), attempt(int, t), attempt(int, S(t)), attempt(float, t), attempt(int, t, 16), attempt(int, t.encode()), attempt(list, map(int, [t])), attempt(complex, t))
m = re.match(r'(?P<a>\w+)(?:-(?P<none>x))?(?P<empty>)=(?P<é>.*)', 'key=' + 'v' * 70)
for m in m, re.match(r'(?P<w>(ä)(.))', 'äb'), re.match(r'(x)', 'x'), re.match(r'(a+)()(b)?', S('aaa')), re.match(b'(?P<b>.)(.)?', b'q'), re.match('', 'x'), re.match(r'(.+)', 'whole'):
    print(ascii(m.groups()), ascii(m.groups(5)), ascii(m.groupdict()), ascii(m.groupdict(default='-')), [type(g).__name__ for g in m.groups()])
print(*(urllib.parse.quote(t, safe) for t in ('plain', 'a b', 'é/ü', '', '~x_') for safe in ('/', '', 'é ')), urllib.parse.quote_plus('a b+c'), urllib.parse.quote(b'\xffx'), urllib.parse.quote(bytearray(b'ab')), urllib.parse.urlsplit('http://a/b?c#d'), urllib.parse.urlsplit(b'//h/p'), urllib.parse.urlsplit(S('x:y')), urllib.parse.urlencode({'a': 1, 'b': 'x y'}))
print(*(int(t.isupper()) * 2 + int(t.islower()) for t in ('', '1', 'A', 'a', 'Ab', 'A1 B', 'a-b', 'É', 'é', 'Aé', 'ǅ', '[`{@', 'Zz', 'AZ', 'az')))
