# Exceptions with attributes of their own, pickling, class creation, property docs, frames of comprehensions.
import sys


def show(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


# Subclasses of exceptions keep the attributes of their bases.
class Group(ExceptionGroup):
    def split(self, matcher):
        return self.answer


class Stop(StopIteration):
    pass


print(Stop(1).value, repr(Group('x', [ValueError(1)])))
for answer in (5, (), (1,)):
    Group.answer = answer
    try:
        try:
            raise Group('x', [ValueError(1)])
        except* ValueError:
            pass
    except TypeError as e:
        print(e)
group = ExceptionGroup('m', [ValueError(1)])
for name in ('message', 'exceptions'):
    show(setattr, group, name, 1)
    show(delattr, group, name)

for e in (OSError(1, 'foo', 'bar'), OSError(1, 'foo', 'bar', None, 'baz'), ImportError('m', name='n', path='p'),
          NameError('m', name='n'), AttributeError('m', name='n', obj=3), StopIteration(1), KeyError('k')):
    print(e.__reduce__())
    e.__init__('again')
    print(e.args, getattr(e, 'name', '-'), getattr(e, 'obj', '-'))
e = ValueError()
for name in ('__context__', '__cause__', '__suppress_context__', '__traceback__', 'args'):
    show(delattr, e, name)
    show(setattr, e, name, 5.5)


# A thrown exception gets the context of the generator, not of the caller.
def generator():
    try:
        yield
    finally:
        raise Exception('last')


def throw():
    g = generator()
    next(g)
    try:
        raise Exception('outside')
    except Exception:
        try:
            g.throw(Exception('thrown'))
        except Exception as e:
            print(repr(e), repr(e.__context__), repr(e.__context__.__context__))


throw()


# hasattr and getattr with a default take an AttributeError of a property for a missing attribute.
class Hidden:
    @property
    def spam(self):
        return self._spam


print(hasattr(Hidden(), 'spam'), getattr(Hidden(), 'spam', 'default'))


# The state of objects.
class Slots:
    __slots__ = ('a', '__b')

    def __init__(self):
        self.a = 1
        self.__b = 2


class Plain:
    def __init__(self, *args):
        self.x = 1


class NewArgs(Plain):
    def __getnewargs_ex__(self):
        return self.new


a = Plain()
attributes = a.__dict__
del a.__dict__
print(a.__dict__, attributes)
print(Plain().__getstate__(), object().__getstate__(), len({id(1), id(2), id(True), id(False), id(1.0), id(2.0), id(None)}))


# Class creation.
class Meta(type):
    def __new__(meta, name, bases, ns):
        ns['__classcell__'] = None
        return super().__new__(meta, name, bases, ns)


def with_cell():
    class A(metaclass=Meta):
        def f(self):
            return __class__


show(with_cell)
for answer in ([dict, object], [1], None, []):
    class Meta(type):
        def mro(self):
            return answer
    show(Meta, 'X', (), {})


class Early(type):
    def mro(self):
        print(self.__dict__['f'](None) is self)
        return super().mro()


class A(metaclass=Early):
    def f(self):
        return __class__


class Documented:
    __slots__ = {'__doc__': 'a slot'}


print(Documented.__doc__)
show(object.__init__, Documented(), 1)
show(super, 1, 2, 3)


# Docs of properties.
class Sub(property):
    "Doc of the class"


class NoRoom(property):
    __slots__ = ()


class Room(property):
    __slots__ = ('__doc__',)


def getter(self):
    "Doc of the getter"


print(Sub(lambda self: 1).__doc__, Sub(getter).__doc__, NoRoom(getter, doc='given').__doc__, Room(getter).__doc__)
show(NoRoom, getter)

# A comprehension's variables are locals of the module while it runs.
print([sorted(locals()) for y in (1,)], [type(sys._getframe().f_locals).__name__ for y in (1,)])


def annotated(a: int):
    pass


print(annotated.__annotate__.__qualname__, annotated.__annotate__.__code__.co_qualname)


# Globals of a class with a lookup of its own.
class Missing(dict):
    def __missing__(self, key):
        return 'missing ' + key


def reads_global():
    return undefined_name


function = type(reads_global)(reads_global.__code__, Missing())
print(function(), function(), eval('a + "!"', Missing()))
