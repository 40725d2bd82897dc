# A class with more slots than instances have room for inline.


class Wide:
    __slots__ = tuple(f"field{i}" for i in range(40))


w = Wide()
for i in range(40):
    setattr(w, f"field{i}", i)
print(sum(getattr(w, name) for name in Wide.__slots__))
try:
    Wide().field39
except AttributeError as e:
    print(e)


class Wider(Wide):
    __slots__ = ("more", "__dict__")


x = Wider()
x.more, x.other, x.field17 = 1, 2, 3
print(x.more, x.other, x.field17, x.__dict__, hasattr(x, "field18"))
del x.field17
print(hasattr(x, "field17"))
