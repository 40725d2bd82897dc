# One item taken at once of what split(), partition() and the like return.
class S(str):
    pass

class Index:
    def __init__(self, n):
        self.n = n
    def __index__(self):
        return len('a b c'.split()[1] + 'x-y-z'.split('-')[-1]) + self.n - 2

class Buffer:
    def __init__(self, data):
        self.data = data
    def __buffer__(self, flags):
        'p q r'.split()
        return memoryview(self.data + 'o n'.split()[-3:1][0].encode()[1:])

def check(f):
    try:
        r = f()
        print(type(r).__name__, repr(r))
    except Exception as e:
        print(type(e).__name__, e)

for s in ('', 'a', 'a,b', 'a,b,c', ',', 'é,ü', 'één twee  drie', '  x y ', 'k=v=w', 'x' * 70 + ',' + 'y' * 80, S('a,b'), 'one\ntwo'):
    for _ in range(3):
        check(lambda: s.split(',')[0])
        check(lambda: s.split(',')[1])
        check(lambda: s.split(',')[-1])
        check(lambda: s.split(',')[-2])
        check(lambda: s.split()[0])
        check(lambda: s.split()[2])
        check(lambda: s.split(',', 1)[1])
        check(lambda: s.split(None, 1)[-1])
        check(lambda: s.split(',', Index(1))[1])
        check(lambda: s.rsplit(',', 1)[-1])
        check(lambda: s.rsplit(',')[0])
        check(lambda: s.rsplit()[0])
        check(lambda: s.partition(',')[0])
        check(lambda: s.partition(',')[1])
        check(lambda: s.partition(',')[2])
        check(lambda: s.partition('=')[-1])
        check(lambda: s.rpartition('=')[0])
        check(lambda: s.rpartition('=')[-3])
        check(lambda: s.partition(',')[3])
        check(lambda: s.splitlines()[0])
    b = s.encode()
    for b in (b, bytearray(b)):
        check(lambda: b.split(b',')[0])
        check(lambda: b.split(b',')[1])
        check(lambda: b.split()[-1])
        check(lambda: b.rsplit(b',', 1)[1])
        check(lambda: b.rsplit()[0])
        check(lambda: b.partition(b',')[2])
        check(lambda: b.rpartition(b'=')[0])
        check(lambda: b.split(Buffer(b','))[0])
        check(lambda: b.split(b',', Index(1))[0])
    l = s.split(',')
    x, *rest = s.split(',')
    print(l, x, rest, s.partition(','), s.split(',')[0:2], [part.split('=')[0] for part in s.split(',')])
for wrong in (5, b',', '', None):
    check(lambda: 'a,b'.split(wrong)[0])
    check(lambda: 'a,b'.partition(wrong)[0])
    check(lambda: b'a,b'.split(wrong)[0])
    print('c,d'.split(','), 'c,d'.partition(','), b'c,d'.split(b','))
i = 1
print('a,b'.split(',')[i], 'a,b'.split(sep=',')[1], 'a b'.split(maxsplit=1)[0], 'a,b'.split(*[','])[1])
