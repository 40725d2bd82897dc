# Classes: metaclasses, descriptors, slots, properties, MRO, class hooks, operators.
class Meta(type):
    def __new__(mcls, name, bases, ns, **options):
        cls = super().__new__(mcls, name, bases, ns)
        cls.options = options
        return cls

    def __init__(cls, name, bases, ns, **options):
        super().__init__(name, bases, ns)

    def __call__(cls, *args):
        instance = super().__call__(*args)
        instance.made_by = cls.__name__
        return instance

    def __len__(cls):
        return 42


class Base(metaclass=Meta, colour="red"):
    def __init__(self, value=0):
        self.value = value

    def __init_subclass__(cls, **options):
        super().__init_subclass__()
        print("subclass", cls.__name__, options)


class Child(Base, size=3):
    pass


print(Base.options, Child.options, Child(5).value, Child().made_by, len(Child), type(Child), isinstance(Child, Meta))


class Descriptor:
    def __set_name__(self, owner, name):
        self.name = "_" + name
        print("set_name", owner.__name__, name)

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return getattr(instance, self.name, "unset")

    def __set__(self, instance, value):
        setattr(instance, self.name, value * 2)

    def __delete__(self, instance):
        delattr(instance, self.name)


class Holder:
    field = Descriptor()


h = Holder()
print(h.field)
h.field = 21
print(h.field, h.__dict__)
del h.field
print(h.field, isinstance(Holder.field, Descriptor))


class Slotted:
    __slots__ = ("x", "y")

    def __init__(self):
        self.x = 1


s = Slotted()
try:
    s.z = 1
except AttributeError as e:
    print(e)
try:
    s.y
except AttributeError as e:
    print(e)
print(Slotted.x, hasattr(s, "__dict__"))


class A:
    def who(self):
        return ["A"]


class B(A):
    def who(self):
        return ["B"] + super().who()


class C(A):
    def who(self):
        return ["C"] + super().who()


class D(B, C):
    def who(self):
        return ["D"] + super().who()


print(D().who(), [c.__name__ for c in D.__mro__])


class Vector:
    def __init__(self, *items):
        self.items = items

    def __repr__(self):
        return f"Vector{self.items}"

    def __add__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return Vector(*(a + b for a, b in zip(self.items, other.items)))

    def __mul__(self, k):
        return Vector(*(a * k for a in self.items))

    __rmul__ = __mul__

    def __eq__(self, other):
        return isinstance(other, Vector) and self.items == other.items

    def __hash__(self):
        return hash(self.items)

    def __getitem__(self, i):
        return self.items[i]

    def __len__(self):
        return len(self.items)

    def __contains__(self, x):
        return x in self.items

    def __bool__(self):
        return any(self.items)

    def __neg__(self):
        return self * -1

    def __call__(self, x):
        return x

    def __iadd__(self, other):
        return Vector(*self.items, *other.items)

    def __lt__(self, other):
        return sum(self.items) < sum(other.items)

    def __matmul__(self, other):
        return sum(a * b for a, b in zip(self, other))


v, w = Vector(1, 2), Vector(3, 4)
print(v + w, v * 2, 2 * v, v == Vector(1, 2), v != w, -v, len(v), 2 in v, bool(Vector(0)), list(v), v(7), v @ w, v < w, sorted([w, v]))
v += w
print(v, {v: 1}[Vector(1, 2, 3, 4)], v[1:3])
try:
    v + 1
except TypeError as e:
    print(e)


class Temperature:
    def __init__(self, c):
        self.c = c

    @property
    def f(self):
        "Fahrenheit"
        return self.c * 9 / 5 + 32

    @f.setter
    def f(self, value):
        self.c = (value - 32) * 5 / 9

    @classmethod
    def boiling(cls):
        return cls(100)

    @staticmethod
    def absolute(c):
        return c + 273.15


t = Temperature.boiling()
print(t.f, Temperature.absolute(0), Temperature.f.__doc__)
t.f = 32
print(t.c)
try:
    del t.f
except AttributeError as e:
    print(e)


class Dynamic:
    def __getattr__(self, name):
        if name.startswith("x"):
            return name.upper()
        raise AttributeError(name)

    def __setattr__(self, name, value):
        print("set", name)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)


d = Dynamic()
d.a = 1
print(d.xyz, d.a)
del d.a
print(hasattr(d, "a"), getattr(d, "b", "none"))
Made = type("Made", (Base,), {"extra": 1, "method": lambda self: self.extra}, colour="blue")
print(Made.extra, Made().method(), Made.options, Made.__name__, Made.__module__)
print(issubclass(D, A), isinstance(D(), (int, B)), D.__base__, A.__subclasses__())
D.who = lambda self: "patched"
print(D().who())
print(int.__add__(1, 2), str.upper("a"), object.__repr__(1)[:11], type(1).__name__, (5).__class__)
