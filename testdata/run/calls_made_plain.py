"""Instances, class methods of instances and steps of generators, in loops in which classes change."""
class A:
    n = 0
    def __init__(self, x, y=2): self.x = x; self.y = y
    @classmethod
    def make(cls, *a): return cls(*a)
    @classmethod
    def name(cls): return cls.__name__
    @property
    def p(self): return self.name()
class B(A):
    def __init__(self, x): super().__init__(x, 3)
class C:
    def __init__(self, x): return x
def gen():
    x = yield 1
    while x != 'stop':
        x = yield x
    return 'end'
def run():
    for i in range(5):
        a, b = A(1, 2), B(4)
        print(a.x, a.y, b.x, b.y, a.name(), b.name(), type(b.make(1)).__name__, a.make(1, 2).y)
        for v in (None, 1):
            try: C(v)
            except TypeError as e: print(e)
        try: A()
        except TypeError as e: print(e)
        try: B(1, 2)
        except TypeError as e: print(e)
        print(A(5).y)
        g = gen()
        try: g.send(1)
        except TypeError as e: print(e)
        print(next(g), g.send(3), g.send(None), next(g))
        try: g.send('stop')
        except StopIteration as e: print(e.value)
        try: next(g)
        except StopIteration as e: print(e.value)
        print(next(g, 'd'))
        def rec(): yield next(me)
        me = rec()
        try: next(me)
        except ValueError as e: print(e)
        try:
            raise KeyError
        except KeyError:
            g = gen(); print(next(g), g.send(2))
        l = [1, 2, 3, 4]
        m, n = l[:][1:3]
        print(l[:], l[1:], l[::2], l[-1:], l[:99], l[2:1], m, n, (l[:]) is not l)
        a.make = lambda: 'own'
        print(a.make())
        if i == 3: A.name = classmethod(lambda cls: 'new ' + cls.__name__)
        if i == 2: A.__init__ = lambda s, x, y=7: (setattr(s, 'x', 'z'), setattr(s, 'y', y), None)[2]
        if i == 3: A.__new__ = lambda c, *a: object.__new__(c)
run()


class D0(A): pass
class D1(A): pass
class D2(A): pass
class D3(A):
    @classmethod
    def name(cls): return 'own ' + cls.__name__
class D4(A):
    def name(self): return 'plain'
class D5(A):
    name = staticmethod(lambda: 'static')
def several():
    things = [D0(1), D1(1), D2(1), D3(1), D4(1), D5(1)]
    for i in range(60):
        names = [t.name() for t in things]
        if i % 10 == 0:
            print(names, [t.p for t in things])
        if i == 25:
            D1.name = lambda self: 'changed'
        if i == 45:
            things[0].name = lambda: 'its own'
several()
