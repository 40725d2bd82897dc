# Details of the object model: special methods set to other types' slot wrappers, OSError subclasses, groups of any sequence, builtins of
# any mapping, iterators that are pickled while they change.
import builtins, collections, itertools, operator, types, weakref


class Wrapped(int):
    def __repr__(self):
        return "Wrapped"
    __str__ = int.__repr__
    __radd__ = int.__add__


print(str(Wrapped(3)), repr(Wrapped(3)), "%s %r" % (Wrapped(3), Wrapped(3)), 2 + Wrapped(3))


class WithInit(OSError):
    def __init__(self, message, bar):
        super().__init__(message)


class WithNew(OSError):
    def __new__(cls, message, baz):
        return super().__new__(cls, message)


print(WithInit("some", "bar").args, WithNew("some", baz=1).args)
e = BlockingIOError(11, "again", 3)
print(e.characters_written)
del e.characters_written
try:
    e.characters_written
except AttributeError as error:
    print("AttributeError", error)

members = collections.deque([ValueError(1)])
group = ExceptionGroup("test", members)
members.clear()
print(repr(group), repr(ImportError("text", name="n")))

print(eval("x", {"__builtins__": types.MappingProxyType({"x": 1})}))
for source, scope in ("import os", {"__builtins__": types.MappingProxyType({})}), ("len", {"__builtins__": 1}):
    try:
        exec(source, scope)
    except Exception as error:
        print(type(error).__name__, error)
space = {}
exec("def f(): pass", space)
print(type(space["__builtins__"]), space["f"].__builtins__ is builtins.__dict__)

print(sum([1e16, 1j, 1.0, -1e16]), sum([0.1] * 10))
print(str.maketrans.__qualname__, operator.attrgetter("a").__text_signature__)
it = reversed([1, 2])
print(it.__reduce__(), list(it), it.__reduce__())
print(type(iter(range(2**63 - 2, 2**63 - 1, 2))), type(iter(range(2**63 - 3, 2**63 - 1))))
print(weakref.ref(s := {1})() is s, weakref.ref(t := itertools.tee([1])[0])() is t)


class Pairs(itertools.pairwise):
    def __init__(self, *args, more):
        self.more = more


print(list(Pairs([1, 2, 3], more=1)))

data = bytearray(b"A")


class Evil:
    def __index__(self):
        data.clear()
        return 65


for method in data.find, data.count:
    try:
        method(Evil())
    except BufferError as error:
        print("BufferError", error)
for name in "A\udcdc", "A\0":
    try:
        type(name, (), {})
    except ValueError as error:
        print(type(error).__name__)

od = collections.OrderedDict.fromkeys("abc")
for change in (lambda: od.move_to_end("a"), lambda: od.update(z=1), lambda: od.clear()):
    try:
        for key in od:
            change()
    except RuntimeError as error:
        print(error)
od.attribute = 1
print(od.__dict__, type(iter(od)).__name__, list(reversed(collections.OrderedDict(a=1, b=2).items())))


class Meta(type):
    def mro(cls):
        if getattr(cls, "fail", False):
            raise ValueError("no order")
        return super().mro()


class Base(metaclass=Meta):
    pass


class Other:
    pass


class Derived(Base):
    pass


class Leaf(Derived):
    pass


Leaf.fail = True
try:
    Derived.__bases__ = (Other,)
except ValueError as error:
    print(error, [c.__name__ for c in Leaf.__mro__], [c.__name__ for c in Derived.__mro__], Other.__subclasses__())


class Power(int):
    def __rpow__(self, other, mod=None):
        return "rpow", int(other), mod


print(pow(2, Power(3), 5), 2 ** Power(3))


def variables():
    import sys
    x = 1
    names = sys._getframe().f_locals
    names[3] = 4
    return names.keys(), names.items()[1], 3 in names


print(variables())
