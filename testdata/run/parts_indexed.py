# One part of what a method or a slice makes, taken at once.
def show(f, *args):
    try:
        print(f.__name__, f(*args))
    except Exception as e:
        print(f.__name__, type(e).__name__, e)


def first(s): return s.split(',')[0]
def last(s): return s.split(',')[-1]
def second(s): return s.rsplit(',', 1)[1]
def behind(s): return s.partition('=')[2]
def before(s): return s.rpartition('=')[0]
def mark(s): return s.partition('=')[-2]
def word(s): return s.split()[1], s.split()[-2]
def far(s): return s.split(',')[40000], s.split(',')[-40000]
def sliced(l): return l[1:][0], l[:2][-1], l[::-1][0]


def twice(s):
    kept = s.split(',')
    a = kept[0]
    kept[0] += 'x'
    return a, kept, (n := s.split(','))[0], n


def changed(s):
    s.split(',')[0] += 'x'
    s.split(',')[0] = 'y'
    del s.split(',')[0]
    return s.split(',')[0]


def compared(s):
    return 'a' <= s.split(',')[0] < 'b', s.split(',')[0] in 'abc', [s.split(',')[0]] * 2, s.split(',')[0] or s.split(',')[1]


def nested(s):
    return s.split(',')[0].split('=')[-1].split(' ')[0].upper()


for text in ['a=1,b=2,c', '', 'a', 'k=v', 'x y,z w', ',,', ' a b c ']:
    for f in (first, last, second, behind, before, mark, word, far, twice, changed, compared, nested):
        show(f, text)
for l in [[1, 2, 3], [1], [], [[], 2]]:
    show(sliced, l)
parts = [s.split(',')[0] for s in ['a,b', 'c,d', 'e']] + [s.split(',') for s in ['a,b', 'c,d']]
print(parts)


class Text(str):
    def split(self, *args):
        return {0: 'zero', -1: 'minus'}


show(first, Text('a,b'))
show(last, Text('a,b'))
show(before, Text('a=b'))
