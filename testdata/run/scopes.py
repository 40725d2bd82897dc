# Scopes: global, nonlocal, class bodies, comprehensions, closures in loops, del, locals, exec, eval.
x = "global"


def f():
    x = "f"

    def g():
        nonlocal x
        x = "changed by g"
        global y
        y = "made global"
    g()
    return x


print(f(), y, x)


class C:
    x = "class"
    values = [x for _ in range(1)]

    def method(self):
        return x

    inner = (lambda: x)()


print(C.x, C.values, C().method(), C.inner)
funcs = [lambda: i for i in range(3)]
print([f() for f in funcs], [f() for f in [lambda i=i: i for i in range(3)]])


def counter():
    n = 0

    def inc():
        nonlocal n
        n += 1
        return n
    return inc, lambda: n


inc, get = counter()
inc(); inc()
print(get(), inc.__closure__[0].cell_contents)


def unbound(flag):
    if flag:
        value = 1
    return value


print(unbound(True))
try:
    unbound(False)
except UnboundLocalError as e:
    print(e)


def freed():
    v = 1

    def inner():
        return v
    del v
    return inner


try:
    freed()()
except NameError as e:
    print(e)
ns = {}
exec("a = 1\ndef h(): return a + 1", ns)
print(ns["h"](), eval("a * 10", ns), eval("x + y", {"x": 1}, {"y": 2}))


def loc(a, b=2):
    c = a + b
    return locals()


print(loc(1))
[z := 5, print(z)]
print(z, [w := n * 2 for n in range(3)], w)
if (n := len("abc")) > 2:
    print(n)


def shadow(list):
    return [list for list in range(3)], list


print(shadow("arg"))
print(__name__, "__builtins__" in globals(), callable(globals))


def deco(tag):
    def wrap(fn):
        def call(*args):
            return f"<{tag}>{fn(*args)}</{tag}>"
        return call
    return wrap


@deco("b")
@deco("i")
def text(s):
    return s


print(text("x"))


def recursive(n):
    def inner(k):
        return 1 if k == 0 else k * inner(k - 1)
    return inner(n)


print(recursive(20))
class Meta(type):
    @classmethod
    def __prepare__(cls, name, bases):
        return {"injected": 42}


class P(metaclass=Meta):
    y = injected + 1


print(P.y, P.injected)


def gen_scope():
    a = 1
    return list(a + b for b in range(3)), {k: a for k in "xy"}


print(gen_scope())
del x
try:
    x
except NameError as e:
    print(e)
