"""The tower of numbers as abstract classes (PEP 3141): each class says what its numbers can do.

The operations that a class leaves to its subclasses are listed in tables: name and meaning.
"""

from abc import ABCMeta, abstractmethod

__all__ = ['Number', 'Complex', 'Real', 'Rational', 'Integral']


def _required(namespace, table):
    """Add an abstract method to a class for each line of a table."""
    for line in table.strip().splitlines():
        name, _, rest = line.strip().partition('(')
        parameters, _, meaning = rest.partition(')')
        scope = {}
        exec(f'def {name}({parameters}): raise NotImplementedError', scope)
        method = scope[name]
        method.__doc__ = meaning.strip()
        method.__module__ = __name__
        method.__qualname__ = f'{namespace["__qualname__"]}.{name}'
        namespace[name] = abstractmethod(method)


def _attributes(namespace, **meanings):
    """Add an abstract property for each keyword."""
    for name, meaning in meanings.items():
        def missing(self):
            raise NotImplementedError
        missing.__name__ = name
        namespace[name] = property(abstractmethod(missing), doc=meaning)


def _itself(self):
    return +self


class Number(metaclass=ABCMeta):
    """Any number: only a common base for isinstance()."""

    __slots__ = ()
    __hash__ = None


class Complex(Number):
    """Numbers with a real and an imaginary part, which can be added, multiplied, divided and raised to powers."""

    __slots__ = ()
    _required(vars(), """
        __complex__(self)            the number as a builtin complex
        __eq__(self, other)          self == other
        __add__(self, other)         self + other
        __radd__(self, other)        other + self
        __mul__(self, other)         self * other
        __rmul__(self, other)        other * self
        __truediv__(self, other)     self / other
        __rtruediv__(self, other)    other / self
        __pow__(self, exponent)      self ** exponent
        __rpow__(self, base)         base ** self
        __neg__(self)                -self
        __pos__(self)                +self
        __abs__(self)                the distance from zero, a Real
        conjugate(self)              the number with the sign of its imaginary part changed
        """)
    _attributes(vars(), real='The real part, a Real.', imag='The imaginary part, a Real.')

    def __bool__(self):
        return self != 0

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other


class Real(Complex):
    """Numbers that can be ordered, rounded and divided with remainder."""

    __slots__ = ()
    _required(vars(), """
        __float__(self)                  the number as a builtin float
        __trunc__(self)                  the nearest Integral in the direction of zero
        __floor__(self)                  the greatest Integral that isn't above
        __ceil__(self)                   the least Integral that isn't below
        __round__(self, ndigits=None)    the number rounded, halves to an even digit
        __floordiv__(self, other)        self // other
        __rfloordiv__(self, other)       other // self
        __mod__(self, other)             self % other
        __rmod__(self, other)            other % self
        __lt__(self, other)              self < other
        __le__(self, other)              self <= other
        """)

    def __divmod__(self, other):
        quotient = self // other
        return quotient, self % other

    def __rdivmod__(self, other):
        quotient = other // self
        return quotient, other % self

    def __complex__(self):
        return complex(float(self))

    def conjugate(self):
        """Return the number itself: there is no imaginary part."""
        return +self

    real = property(_itself, doc='The number itself.')
    imag = property(lambda self: 0, doc='Zero.')


class Rational(Real):
    """Numbers with a numerator and a denominator in lowest terms."""

    __slots__ = ()
    _attributes(vars(), numerator='The numerator, an Integral.', denominator='The denominator, positive.')

    def __float__(self):
        above, below = int(self.numerator), int(self.denominator)
        return above / below


class Integral(Rational):
    """Whole numbers, with powers modulo a number and operations on bits."""

    __slots__ = ()
    _required(vars(), """
        __int__(self)                             the number as a builtin int
        __pow__(self, exponent, modulus=None)     pow(self, exponent, modulus)
        __lshift__(self, other)                   self << other
        __rlshift__(self, other)                  other << self
        __rshift__(self, other)                   self >> other
        __rrshift__(self, other)                  other >> self
        __and__(self, other)                      self & other
        __rand__(self, other)                     other & self
        __xor__(self, other)                      self ^ other
        __rxor__(self, other)                     other ^ self
        __or__(self, other)                       self | other
        __ror__(self, other)                      other | self
        __invert__(self)                          ~self
        """)

    def __index__(self):
        return int(self)

    def __float__(self):
        return float(int(self))

    numerator = property(_itself, doc='The number itself.')
    denominator = property(lambda self: 1, doc='One.')


Complex.register(complex)
Real.register(float)
Integral.register(int)
