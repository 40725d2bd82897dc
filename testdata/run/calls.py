# Arguments: every kind of parameter, defaults, unpacking, keyword-only, positional-only, errors.
def f(a, b=2, /, c=3, *args, d, e=5, **kw):
    return a, b, c, args, d, e, kw

print(f(1, d=4))
print(f(1, 9, 8, 7, 6, d=4, z=0))
print(f(*[1, 2], **{"d": 3, "c": 4}))

def report(call, *args, **kw):
    try:
        print("ok", call(*args, **kw))
    except TypeError as error:
        print(error)

report(f)
report(f, 1)
report(f, 1, d=1, a=2)
report(lambda x: x)
report(lambda x: x, 1, 2)
report(lambda x, *, y: x, 1)
report(lambda x, *, y: x, 1, z=1)
report(lambda **k: k, 1)
report(lambda x=1, y=2: (x, y), y=5)
report(lambda a, b, c, d: 0, 1)
report(len)
report(len, 1, 2)
report(print, 1, foo=2)

def outer(x):
    def inner(y=x, *, z=x * 2):
        return x, y, z
    return inner

print(outer(3)(), outer(3)(1, z=0), outer.__name__, outer(1).__qualname__)
print((lambda *a, **k: (a, k))(1, *(2, 3), *[4], x=1, **{"y": 2}))

def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)

print(deep(900))

def changing(values=[]):
    values.append(len(values))
    return values

print(changing(), changing(), changing.__defaults__)
