"""Module pydoc: pages of objects, its lists, and how it is asked."""
import abc
import functools
import io
import pydoc


def function(a, b=1, *args, c, d: int = 2, **kw) -> str:
    """Do something.

    Details.
    """


def commented(): pass


def long_signature(first_argument, second_argument='text', *, third_argument=None, fourth_argument=(1, 2, 3), fifth=1.5): "doc"


async def coroutine(x): "A coroutine."


async def generator():
    yield 1

lambda_ = lambda x, y=2: x


class Base:
    """The base."""

    __slots__ = {'slot': 'about the slot', 'bare': None}
    attribute = [1, 2, 3] * 30

    def method(self, y):
        """A method."""

    @classmethod
    def class_method(cls, z): "A class method."

    @staticmethod
    def static_method(z=1): "A static method."

    @property
    def readonly(self): "A property."

    @property
    def writable(self): "Another."

    @writable.setter
    def writable(self, value): pass

    alias = method
    short = lambda self, q: q

    @functools.cached_property
    def cached(self): "Cached."


class Derived(Base):
    __slots__ = ()
    text = 'x' * 90

    def method(self, y): pass

    async def waiting(self): "Waits."

    def _private(self): "Not shown."


class Abstract(Derived, abc.ABC):
    __slots__ = ()

    @abc.abstractmethod
    def must(self): "To be defined."


for thing in (function, commented, long_signature, coroutine, generator, lambda_, Base, Derived, Abstract, Base.method, Base().method, Base.class_method,
              Base.static_method, Base.readonly, Base.slot):
    print(pydoc.render_doc(thing, renderer=pydoc.plaintext))
print(pydoc.render_doc(function)[:60].encode())
print([pydoc.describe(thing) for thing in (1, pydoc, int, Base.slot, Base.method, Base().method, print, property(), int.real)])
print([pydoc.splitdoc(text) for text in ('one', 'one\n\ntwo', 'one\ntwo', '')])
print(pydoc.locate('os.path.join') is __import__('os').path.join, pydoc.locate('nothing.at.all'), pydoc.locate('int').__name__, pydoc.locate('json.nothing'))
print(pydoc.cram('abcdefghijklmnop', 9), pydoc.stripid('<x at 0x7f0123456789>'))
print([name for name in ('a', '_a', '__a__', '__doc__', '__slots__') if pydoc.visiblename(name)], pydoc.visiblename('b', ['a']), bool(pydoc.visiblename('__a__', ['a'])))
for name in ('nothing_like_this', 'json.nothing_like_this'):
    try:
        pydoc.render_doc(name)
    except ImportError as error:
        print(error)
out = io.StringIO()
helper = pydoc.Helper(io.StringIO('keywords\n\n"symbols"\nnothing_like_this\nquit\n'), out)
helper.interact()
helper('topics')
print(out.getvalue())
out = io.StringIO()
pydoc.doc(function, 'Help on %s:', output=out)
print(out.getvalue())
for page in (function, 'nothing_like_this'):
    help(page)
