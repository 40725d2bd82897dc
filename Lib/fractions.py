"""Exact rational numbers."""

import functools as _functools
import math as _math
import numbers as _numbers
import operator as _operator
import re as _re
from decimal import Decimal as _Decimal

__all__ = ['Fraction']

_blank = object.__new__

_TEXT = _re.compile(r'''
    \s* (?P<sign>[-+]?)
    (?=\d|\.\d)
    (?P<whole>\d*|\d+(_\d+)*)
    (?: (?:\s*/\s*(?P<below>\d+(_\d+)*))?
      | (?:\.(?P<part>\d*|\d+(_\d+)*))? (?:[eE](?P<exponent>[-+]?\d+(_\d+)*))? )
    \s*''', _re.VERBOSE)

_LAYOUT = r'(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ]?)'

_AS_FRACTION = _re.compile(_LAYOUT + r'(?P<alternate>\#?)(?P<zeros>0(?=\d))?(?P<width>\d+)?(?P<separator>[,_]?)', _re.DOTALL)

_AS_FLOAT = _re.compile(
    _LAYOUT + r'(?P<no_negative_zero>z?)(?P<alternate>\#?)(?P<zeros>0(?=\d))?(?P<width>\d+)?(?P<separator>[,_]?)'
    r'(?:\.(?=[\d,_])(?P<precision>\d+)?(?P<part_separator>[,_]?))?(?P<kind>[eEfFgG%])', _re.DOTALL)


def _nearest(above, below):
    """Return above/below rounded to an integer, halves to an even one."""
    quotient, rest = divmod(above, below)
    rest *= 2
    return quotient + (rest > below or rest == below and quotient % 2)


def _scaled(above, below, exponent, keep_sign=True):
    """Return above/below in units of 10**exponent: a sign and the rounded count."""
    if exponent >= 0:
        below *= 10 ** exponent
    else:
        above *= 10 ** -exponent
    count = _nearest(above, below)
    return (above < 0 if keep_sign else count < 0), abs(count)


def _significant(above, below, figures):
    """Return sign, digits and exponent of above/below with a number of significant digits."""
    if not above:
        return False, 0, 1 - figures
    # The exponent of the first digit, perhaps one too small: the number of digits tells.
    top, bottom = str(abs(above)), str(below)
    exponent = len(top) - len(bottom) + (bottom <= top) - figures
    sign, digits = _scaled(above, below, exponent)
    if len(str(digits)) == figures + 1:
        digits //= 10
        exponent += 1
    return sign, digits, exponent


@_functools.lru_cache(maxsize=2 ** 14)
def _hash(above, below):
    """Return the hash that all numbers of this value have (library reference, "Hashing of numeric types")."""
    modulus = 2 ** 61 - 1
    try:
        inverse = pow(below, -1, modulus)
    except ValueError:
        value = 314159
    else:
        value = hash(hash(abs(above)) * inverse)
    value = value if above >= 0 else -value
    return -2 if value == -1 else value


def _operation(exact, builtin, complex_too=True):
    """Make the two methods of an operator from one for fractions and one for builtin numbers."""
    name = builtin.__name__

    def forward(a, b):
        if isinstance(b, Fraction):
            return exact(a, b)
        if isinstance(b, int):
            return exact(a, Fraction._lowest(b.numerator, 1))
        if isinstance(b, float):
            return builtin(float(a), b)
        if complex_too and isinstance(b, complex):
            return builtin(float(a), b)
        return NotImplemented

    def reverse(b, a):
        if type(a) is int:
            return exact(Fraction._lowest(a, 1), b)
        if isinstance(a, _numbers.Rational):
            return exact(Fraction(a), b)
        if isinstance(a, _numbers.Real):
            return builtin(float(a), float(b))
        if complex_too and isinstance(a, _numbers.Complex):
            return builtin(complex(a), float(b))
        return NotImplemented
    forward.__name__, reverse.__name__ = f'__{name}__', f'__r{name}__'
    forward.__doc__, reverse.__doc__ = f'{name}(a, b)', f'{name}(a, b)'
    return forward, reverse


class Fraction(_numbers.Rational):
    """A rational number, always in lowest terms.

    Fraction(6, 4), Fraction('3/2'), Fraction('1.5'), Fraction(1.5) and Fraction(Decimal('1.5')) are all the same number.
    """

    __slots__ = ('_numerator', '_denominator')

    def __new__(cls, numerator=0, denominator=None):
        self = _blank(cls)
        if denominator is None:
            above, below = cls._parts(numerator)
        elif type(numerator) is int is type(denominator):
            above, below = numerator, denominator
        elif isinstance(numerator, _numbers.Rational) and isinstance(denominator, _numbers.Rational):
            above = numerator.numerator * denominator.denominator
            below = denominator.numerator * numerator.denominator
        else:
            raise TypeError('both arguments should be Rational instances')
        if denominator is not None:
            if not below:
                raise ZeroDivisionError(f'Fraction({above}, 0)')
            common = _math.gcd(above, below)
            if below < 0:
                common = -common
            above //= common
            below //= common
        self._numerator, self._denominator = above, below
        return self

    @staticmethod
    def _parts(value):
        """Return numerator and denominator, in lowest terms, of a single argument."""
        if type(value) is int:
            return value, 1
        if isinstance(value, _numbers.Rational):
            return value.numerator, value.denominator
        if isinstance(value, (float, _Decimal)) or not isinstance(value, (type, str)) and hasattr(value, 'as_integer_ratio'):
            return value.as_integer_ratio()
        if not isinstance(value, str):
            raise TypeError('argument should be a string or a Rational instance or have the as_integer_ratio() method')
        match = _TEXT.fullmatch(value)
        if match is None:
            raise ValueError(f'Invalid literal for Fraction: {value!r}')
        above = int(match['whole'] or '0')
        below = 1
        if match['below']:
            below = int(match['below'])
        else:
            if match['part']:
                digits = match['part'].replace('_', '')
                below = 10 ** len(digits)
                above = above * below + int(digits)
            exponent = int(match['exponent'] or 0)
            if exponent >= 0:
                above *= 10 ** exponent
            else:
                below *= 10 ** -exponent
        if match['sign'] == '-':
            above = -above
        if not below:
            raise ZeroDivisionError(f'Fraction({above}, 0)')
        common = _math.gcd(above, below)
        return above // common, below // common

    @classmethod
    def _lowest(cls, above, below, /):
        """Make a fraction of parts that are in lowest terms already."""
        self = _blank(cls)
        self._numerator, self._denominator = above, below
        return self

    _from_coprime_ints = _lowest

    @classmethod
    def from_number(cls, number):
        """Make a fraction of a number, but not of text."""
        if type(number) is int:
            return cls._lowest(number, 1)
        if isinstance(number, _numbers.Rational):
            return cls._lowest(number.numerator, number.denominator)
        if isinstance(number, float) or (not isinstance(number, type) and hasattr(number, 'as_integer_ratio')):
            return cls._lowest(*number.as_integer_ratio())
        raise TypeError('argument should be a Rational instance or have the as_integer_ratio() method')

    @classmethod
    def from_float(cls, f):
        """Make a fraction of a float or an int, exactly."""
        if isinstance(f, _numbers.Integral):
            return cls(f)
        if isinstance(f, float):
            return cls._lowest(*f.as_integer_ratio())
        raise TypeError(f'{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})')

    @classmethod
    def from_decimal(cls, dec):
        """Make a fraction of a Decimal or an int, exactly."""
        if isinstance(dec, _numbers.Integral):
            dec = _Decimal(int(dec))
        elif not isinstance(dec, _Decimal):
            raise TypeError(f'{cls.__name__}.from_decimal() only takes Decimals, not {dec!r} ({type(dec).__name__})')
        return cls._lowest(*dec.as_integer_ratio())

    @property
    def numerator(self):
        """The numerator, in lowest terms."""
        return self._numerator

    @property
    def denominator(self):
        """The denominator, in lowest terms; positive."""
        return self._denominator

    def is_integer(self):
        """Is the number whole?"""
        return self._denominator == 1

    def as_integer_ratio(self):
        """Return numerator and denominator as a pair."""
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        """Return the nearest fraction whose denominator isn't greater.

        It is one of the last two convergents and semiconvergents of the continued fraction.
        """
        if max_denominator < 1:
            raise ValueError('max_denominator should be at least 1')
        if self._denominator <= max_denominator:
            return Fraction(self)
        before, last = (0, 1), (1, 0)
        above, below = self._numerator, self._denominator
        while True:
            quotient = above // below
            bottom = before[1] + quotient * last[1]
            if bottom > max_denominator:
                break
            before, last = last, (before[0] + quotient * last[0], bottom)
            above, below = below, above - quotient * below
        steps = (max_denominator - before[1]) // last[1]
        # Which of the two is nearer? Compare without making fractions.
        if 2 * below * (before[1] + steps * last[1]) <= self._denominator:
            return Fraction._lowest(*last)
        return Fraction._lowest(before[0] + steps * last[0], before[1] + steps * last[1])

    # Text.

    def __repr__(self):
        return f'{type(self).__name__}({self._numerator}, {self._denominator})'

    def __str__(self):
        text = str(self._numerator)
        return text if self._denominator == 1 else f'{text}/{self._denominator}'

    def __format__(self, format_spec, /):
        if match := _AS_FRACTION.fullmatch(format_spec):
            return self._as_fraction(match)
        if (match := _AS_FLOAT.fullmatch(format_spec)) and not (match['align'] and match['zeros']):
            return self._as_float(match)
        raise ValueError(f'Invalid format specifier {format_spec!r} for object of type {type(self).__name__!r}')

    @staticmethod
    def _laid_out(match, negative, body):
        """Add sign and padding as a format spec says."""
        sign = '-' if negative else '' if match['sign'] == '-' else match['sign']
        padding = (match['fill'] or ' ') * (int(match['width'] or '0') - len(sign) - len(body))
        align = match['align'] or '>'
        if align == '=':
            return sign + padding + body
        if align == '<':
            return sign + body + padding
        if align == '>':
            return padding + sign + body
        half = len(padding) // 2
        return padding[:half] + sign + body + padding[half:]

    def _as_fraction(self, match):
        separator = match['separator']
        body = f'{abs(self._numerator):{separator}}'
        if self._denominator > 1 or match['alternate']:
            body += f'/{self._denominator:{separator}}'
        if match['zeros'] and not match['align']:
            raise ValueError(f'Invalid format specifier {match.string!r} for object of type {type(self).__name__!r}')
        return self._laid_out(match, self._numerator < 0, body)

    def _as_float(self, match):
        kind = match['kind']
        precision = int(match['precision'] or '6')
        drop_zeros = kind in 'gG' and not match['alternate']
        exponent_sign = 'E' if kind in 'EFG' else 'e'
        above, below = self._numerator, self._denominator
        if kind in 'fF%':
            exponent = -precision
            if kind == '%':
                exponent -= 2
            negative, digits = _scaled(above, below, exponent, not match['no_negative_zero'])
            scientific, point = False, precision
        else:
            figures = max(precision, 1) if kind in 'gG' else precision + 1
            negative, digits, exponent = _significant(above, below, figures)
            scientific = kind in 'eE' or exponent > 0 or exponent + figures <= -4
            point = figures - 1 if scientific else -exponent
        if kind == '%':
            suffix = '%'
        elif scientific:
            suffix = f'{exponent_sign}{exponent + point:+03d}'
        else:
            suffix = ''
        text = f'{digits:0{point + 1}d}'
        whole, part = text[:len(text) - point], text[len(text) - point:]
        if drop_zeros:
            part = part.rstrip('0')
        if between := match['part_separator']:
            part = between.join(part[i:i + 3] for i in range(0, len(part), 3))
        tail = ('.' if part or match['alternate'] else '') + part + suffix
        if match['zeros'] or match['fill'] == '0' and match['align'] == '=' and match['width']:
            sign_width = 1 if negative or match['sign'] not in ('', '-') else 0
            least = int(match['width']) - sign_width - len(tail)
            whole = whole.zfill(3 * least // 4 + 1 if match['separator'] else least)
        if separator := match['separator']:
            first = 1 + (len(whole) - 1) % 3
            whole = whole[:first] + ''.join(separator + whole[i:i + 3] for i in range(first, len(whole), 3))
        return self._laid_out(match, negative, whole + tail)

    # Arithmetic. Common factors are taken out before products are made (Knuth, TAOCP volume 2, 4.5.1).

    def _sum(a, b, sign=1):
        an, ad, bn, bd = a._numerator, a._denominator, b._numerator * sign, b._denominator
        common = _math.gcd(ad, bd)
        if common == 1:
            return Fraction._lowest(an * bd + bn * ad, ad * bd)
        rest = ad // common
        top = an * (bd // common) + bn * rest
        again = _math.gcd(top, common)
        return Fraction._lowest(top // again, rest * (bd // again))

    def _product(a, b):
        an, ad, bn, bd = a._numerator, a._denominator, b._numerator, b._denominator
        if (common := _math.gcd(an, bd)) > 1:
            an //= common
            bd //= common
        if (common := _math.gcd(bn, ad)) > 1:
            bn //= common
            ad //= common
        return Fraction._lowest(an * bn, ad * bd)

    def _quotient(a, b):
        if not b._numerator:
            raise ZeroDivisionError(f'Fraction({a._numerator if a._denominator == 1 else a._numerator}, 0)')
        sign = -1 if b._numerator < 0 else 1
        return a._product(Fraction._lowest(b._denominator * sign, b._numerator * sign))

    def _whole(a, b):
        return (a._numerator * b._denominator) // (a._denominator * b._numerator)

    def _both(a, b):
        quotient, rest = divmod(a._numerator * b._denominator, a._denominator * b._numerator)
        return quotient, Fraction(rest, a._denominator * b._denominator)

    def _rest(a, b):
        return Fraction((a._numerator * b._denominator) % (b._numerator * a._denominator), a._denominator * b._denominator)

    __add__, __radd__ = _operation(_sum, _operator.add)
    __sub__, __rsub__ = _operation(lambda a, b: a._sum(b, -1), _operator.sub)
    __mul__, __rmul__ = _operation(_product, _operator.mul)
    __truediv__, __rtruediv__ = _operation(_quotient, _operator.truediv)
    __floordiv__, __rfloordiv__ = _operation(_whole, _operator.floordiv, False)
    __divmod__, __rdivmod__ = _operation(_both, divmod, False)
    __mod__, __rmod__ = _operation(_rest, _operator.mod, False)

    def __pow__(a, b, modulo=None):
        """a ** b: a fraction for a whole exponent, else a float."""
        if modulo is not None:
            return NotImplemented
        if isinstance(b, _numbers.Rational):
            if b.denominator != 1:
                return float(a) ** float(b)
            power, above, below = b.numerator, a._numerator, a._denominator
            if power < 0:
                if not above:
                    raise ZeroDivisionError(f'Fraction({below ** -power}, 0)')
                sign = -1 if above < 0 else 1
                above, below, power = below * sign, above * sign, -power
            return Fraction._lowest(above ** power, below ** power)
        if isinstance(b, (float, complex)):
            return float(a) ** b
        return NotImplemented

    def __rpow__(b, a, modulo=None):
        """a ** b"""
        if modulo is not None:
            return NotImplemented
        if b._denominator == 1 and b._numerator >= 0:
            return a ** b._numerator
        if isinstance(a, _numbers.Rational):
            return Fraction(a.numerator, a.denominator) ** b
        return a ** b._numerator if b._denominator == 1 else a ** float(b)

    def __pos__(a):
        return Fraction._lowest(a._numerator, a._denominator)

    def __neg__(a):
        return Fraction._lowest(-a._numerator, a._denominator)

    def __abs__(a):
        return Fraction._lowest(abs(a._numerator), a._denominator)

    # Conversions.

    def __int__(a, _index=_operator.index):
        above, below = a._numerator, a._denominator
        return _index(above // below if above >= 0 else -(-above // below))

    def __trunc__(a):
        return a.__int__()

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            return _nearest(self._numerator, self._denominator)
        shift = 10 ** abs(ndigits)
        return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)

    def __hash__(self):
        return _hash(self._numerator, self._denominator)

    def __bool__(a):
        return bool(a._numerator)

    # Comparison.

    def __eq__(a, b):
        if type(b) is int:
            return a._numerator == b and a._denominator == 1
        if type(b) is Fraction or isinstance(b, _numbers.Rational):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            return a == a.from_float(b) if _math.isfinite(b) else 0.0 == b
        return NotImplemented

    def _compare(self, other, holds):
        if type(other) is Fraction or isinstance(other, _numbers.Rational):
            return holds(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            return holds(self, self.from_float(other)) if _math.isfinite(other) else holds(0.0, other)
        return NotImplemented

    def __lt__(a, b):
        return a._compare(b, _operator.lt)

    def __le__(a, b):
        return a._compare(b, _operator.le)

    def __gt__(a, b):
        return a._compare(b, _operator.gt)

    def __ge__(a, b):
        return a._compare(b, _operator.ge)

    # Copies.

    def __reduce__(self):
        return self.__class__, (self._numerator, self._denominator)

    def __copy__(self):
        return self if type(self) is Fraction else self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()
