"""Attributes of exceptions: where instances and classes have them, and what takes them away; items of bytearrays; class patterns."""


class Failure(Exception):
    def __init__(self, code, **more):
        super().__init__(code)
        self.code = code
        for name, value in more.items():
            setattr(self, name, value)


class Other(Failure):
    pass


def read(e):
    try:
        return e.code
    except AttributeError as error:
        return str(error)


def attributes():
    print([read(Failure(i)) for i in range(5)], read(Other(7)), read(ValueError()))
    e = Failure(1, extra=2)
    print(read(e), e.extra)
    del e.code
    print(read(e))
    e.code = 5
    print(read(e), e.__dict__)
    e.__dict__ = {'other': 1, 'code': 9}
    print(read(e))
    e.__dict__ = {}
    print(read(e), [read(Failure(i)) for i in range(2)])
    Failure.code = 'of the class'
    print(read(e), read(Failure(3)), read(Other(4)))
    del Failure.code
    print(read(e), read(Failure(3)))
    Other.code = property(lambda self: 'a property', lambda self, value: None)
    print(read(Other(4)), read(Failure(3)))
    del Other.code
    plain = ValueError(1)
    plain.code = 'own'
    print(read(plain), read(ValueError(2)), read(KeyError(3)))
    print([e.args for e in (Failure(1), ValueError(2, 3))])


def get(b, i):
    try:
        return b[i]
    except (IndexError, TypeError) as e:
        return type(e).__name__, str(e)


def put(b, i, v):
    try:
        b[i] = v
    except (IndexError, TypeError, ValueError) as e:
        return type(e).__name__, str(e)
    return bytes(b)


class Upper(bytearray):
    def __getitem__(self, i):
        return 'item', i

    def __setitem__(self, i, v):
        print('set', i, v)


def bytearrays():
    b = bytearray(b'abc')
    for i in 0, 2, -1, -3, 3, -4, 'x', None, 1 << 70, True:
        print(get(b, i), get(b'abc', i))
    for i, v in (0, 65), (-1, 255), (3, 1), (-4, 1), (0, 256), (0, -1), (1, 'x'), (1, 2.0), ('x', 1), (1, True), (1, 1 << 70):
        print(put(b, i, v))
    print(get(bytearray(), 0), put(bytearray(), 0, 1))
    print(get(Upper(b'abc'), 1), put(Upper(b'abc'), 1, 2))


class Point:
    __match_args__ = 'x', 'y', 'z', 'u', 'v'

    def __init__(self, *values):
        for name, value in zip(self.__match_args__, values):
            setattr(self, name, value)


class Meta(type):
    @property
    def __match_args__(cls):
        return ('y',)


class Odd(Point, metaclass=Meta):
    pass


class Bad(Point):
    __match_args__ = 'x'


def match(value):
    match value:
        case Bad(x):
            return 'bad', x
        case Odd(y=y, x=x):
            return 'odd', x, y
        case Point(x, y, z, u, v=w):
            return x, y, z, u, w
        case Point(x, y, z):
            return x, y, z
        case Point(x):
            return x
        case Point():
            return 'nothing'
        case int(n) | str(n):
            return n


def odd(value):
    match value:
        case Odd(a):
            return a


def patterns():
    for n in range(6):
        print(match(Point(*range(n))))
    print(match(Odd(*range(5))), match(3), match('x'), match(2.5))
    for f, value in (match, Bad(1)), (odd, Odd(1, 2)):
        try:
            print(f(value))
        except TypeError as e:
            print(e)


for _ in range(4):
    attributes()
    bytearrays()
    patterns()
