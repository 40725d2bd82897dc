"""Where an instance keeps an attribute can change under an instruction that reads or sets it: inline, beyond, in a dict, hidden by the class."""
import functools


class Point:
    def __init__(self, x):
        self.x = x

    def name(self):
        return 'method'


def read(o):
    return o.x


def write(o, v):
    o.x = v


def call(o):
    return o.name()


def tried(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


# In a dict.
points = [Point(i) for i in range(4)]
for p in points[::2]:
    vars(p)
for _ in range(3):
    for p in points:
        write(p, read(p) + 1)
print([read(p) for p in points], vars(points[0]))
p = points[0]
for _ in range(3):
    read(p), call(p)
p.__dict__['x'] = 'set in the dict'
print(read(p))
del p.x
print(tried(read, p))
write(p, 'set again')
print(read(p), p.__dict__)
p.__dict__ = {'y': 1, 'x': 'another dict'}
print(read(p))
write(p, 5)
print(p.__dict__, call(p))
p.name = lambda: 'its own'
print(call(p), call(points[2]), call(points[1]))
del p.name
print(call(p))
p.__dict__.clear()
print(tried(read, p), call(p))


class Upper(dict):
    def __getitem__(self, key):
        return 'not asked'


p.__dict__ = Upper(x='in a subclass of dict')
print(read(p), tried(write, p, 6), p.__dict__)

# The class hides what instances have.
q = Point(1)
vars(q)
for _ in range(3):
    read(q), write(q, 1)
Point.x = property(lambda self: 'property', lambda self, v: print('set to', v))
print(read(q), write(q, 3), vars(q))
del Point.x
print(read(q))
Point.x = 'of the class'
print(read(q), read(p))
del q.x
print(read(q))
del Point.x
print(tried(read, q))


# Beyond the inline slots, and outside of __init__.
class Many:
    pass


def fill(n):
    m = Many()
    for i in range(n):
        setattr(m, f'a{i}', i)
    m.x = 'last'
    return m


for n in (0, 1, 5, 20, 40, 300):
    m = fill(n)
    for _ in range(3):
        write(m, read(m) + '.')
    print(n, read(m), len(vars(m)), read(m))
    del m.x
    print(tried(read, m))


# Slots and a dict.
class Both:
    __slots__ = ('x', '__dict__')


b = Both()
print(tried(read, b))
write(b, 1)
b.y = 2
print(read(b), b.__dict__, vars(b))
for _ in range(3):
    write(b, read(b) + 1)
print(read(b), b.__dict__)


# cached_property.
class Circle:
    def __init__(self, r):
        self.r = r

    @functools.cached_property
    def x(self):
        print('computed')
        return self.r * 2


for c in (Circle(1), Circle(2)):
    print(read(c), read(c), read(c), c.r)
    del c.x
    print(read(c))

# More classes than an instruction remembers, one of them often.
classes = [type(f'C{i}', (), {'name': lambda self, i=i: i}) for i in range(7)]
objects = [c() for c in classes]
for i, o in enumerate(objects):
    o.x = i
total = 0
for i in range(2000):
    o = objects[6 if i % 3 else i % 7]
    total += read(o) * 10 + call(o)
    write(o, o.x)
print(total)
classes[6].name = lambda self: 'changed'
classes[6].x = property(lambda self: 'changed, too')
print([(read(o), call(o)) for o in objects])


def of_a_class_of_its_own(n):
    class Local:
        pass

    local = Local()
    local.x = n
    return [read(local) for _ in range(20)][-1]


print([of_a_class_of_its_own(n) for n in range(100)][-1])
