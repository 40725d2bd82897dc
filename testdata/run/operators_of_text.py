# The operators of str and bytes with subclasses and odd operands on either side.
class S(str):
    def __rmod__(self, other):
        return ('rmod', str(other), str(self))
    def __radd__(self, other):
        return ('radd', str(other), str(self))

class T(str):
    def __mod__(self, other):
        return ('mod', str(self), other)

class B(bytes):
    def __radd__(self, other):
        return ('radd', bytes(other), bytes(self))

class C(bytes):
    pass

class Other:
    def __rmod__(self, other):
        return ('other', other)
    def __radd__(self, other):
        return ('other', other)
    def __repr__(self):
        return 'Other()'

class Mapping:
    def __getitem__(self, key):
        return key * 2

def check(f, *args):
    try:
        r = f(*args)
        print(type(r).__name__, r)
    except Exception as e:
        print(type(e).__name__, e)

def mod(a, b):
    return a % b

def mod_in_place(a, b):
    a %= b
    return a

def add(a, b):
    return a + b

def add_in_place(a, b):
    a += b
    return a

for f in (mod, mod_in_place):
    for a in ('%s', '%s %s', 'none', '%(k)s', T('%s'), S('%s'), b'%s', bytearray(b'%s'), C(b'%s')):
        for b in ('x', S('x'), T('x'), b'x', C(b'x'), 5, 2.5, True, None, ('x',), ('x', 'y'), (), ['l'], {'k': 'v'}, {}, Mapping(), Other(), (Other(),), 10**30, 1j):
            if not isinstance(b, Mapping):
                check(f, a, b)
    check(f, '%(k)s', Mapping())
for f in (add, add_in_place):
    for a in (b'', b'a', C(b''), C(b'c'), bytearray(b'd'), 'text', S('s')):
        for b in (b'', b'b', B(b'z'), C(b''), bytearray(b'e'), memoryview(b'm'), 'text', S('s'), 5, None, Other()):
            check(f, a, b)
a, same = b'ab', 'same'
print(a + b'' is a, b'' + a is a, '%s' % same is same)
