"""Assignments to several targets, augmented ones and values that are used twice."""


def f(l, d, a, b):
    global shared
    d[a, b] = 1
    d[a, b] += 5
    d[(a, b)] = d[b, a] = 3
    x = [y, z] = l[1:3]
    [y, z] = shared = l[1:3]
    print(d, x, y, z, shared)
    big = 1 << 70
    print(0 < big * a < big * big, big * a == big << 1 == 3, (k := (a, b)) in d, k)
    n = ((m := big * a) + m) - big
    print(n, m)
    p, q, r = q0, r0, s0 = a, b, [a]
    print(p, q, r, q0, r0, s0)
    a, b = b, a + b
    a, b, c = b, a, big * a
    a, b, c, e = c, b, a, l[0:2]
    print(a, b, c, e)
    a, a = 1, 2
    c, b, c = 3, 4, 5
    print(a, b, c)
    l[a > 1], l[0] = l[0], l[a > 1]
    (lambda: l)()[1] += 10
    [1, 2][0] += 4
    l[0:2] += [7]
    print(l)
    w = l and l[0] or d
    v = (t := l[0:2]) and t
    print(w, v, t)
    t2 = sum(u := (i for i in range(4)))
    print(t2, list(u))
    for i in (g := iter([1, 2])):
        print(i, next(g, None))
    o = Thing()
    o.a = 1
    o.a += 2
    o.b = o.c = o.a
    o.b -= 1
    o.a, o.b = o.b, o.a
    print(o.__dict__)
    match l[0:2]:
        case [m1, m2]:
            print(m1, m2)
    match (a, b):
        case (1, 2) | (3, 4):
            print('no')
        case (m1, m2) if m1:
            print(m1, m2)


class Thing:
    pass


class Noted:
    """Tells in what order things happen."""

    def __init__(self, name):
        self.__dict__['name'] = name

    def __getitem__(self, key):
        print(self.name, 'get', key)
        return 1

    def __setitem__(self, key, value):
        print(self.name, 'set', key, value)

    def __getattr__(self, name):
        print(self.name, 'getattr', name)
        return 2

    def __setattr__(self, name, value):
        print(self.name, 'setattr', name, value)

    def __add__(self, other):
        print(self.name, 'add', other)
        return self

    __iadd__ = __add__

    def __lt__(self, other):
        print(self.name, '<', getattr(other, 'name', other))
        return self.name < 'c'


def order():
    a, b, c = Noted('a'), Noted('b'), Noted('c')
    a[b.x] += c.y
    a.p += b[1]
    a.p, b.q = b[2], c[3]
    a[0], b[1], c[2] = c.r, b.r, a.r
    print(a < b < c, a < c < b)
    a += 1
    b, c = c, b
    print(b.name, c.name)
    try:
        x, y = 1, missing
    except NameError:
        print('x' in locals(), 'y' in locals())
    try:
        x, y = y, x
    except UnboundLocalError as e:
        print(e)
    try:
        a[undefined] += 1
    except NameError as e:
        print(e)


for _ in range(3):
    f([1, 2, 3, 4], {}, 2, 1)
    f([1, 2, 3, 4], {(1, 2): 1, (2, 1): 0}, 2, 1)
    order()
