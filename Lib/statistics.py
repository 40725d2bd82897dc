"""Averages, spread, relations and distributions of data.

Sums are exact: they are fractions until the end, and the result has the type of the data.
"""

import math
import random
import sys
from bisect import bisect_left, bisect_right
from collections import Counter, namedtuple
from decimal import Decimal, getcontext
from fractions import Fraction
from functools import reduce
from itertools import count, groupby, repeat
from operator import add, itemgetter, sub

try:
    from _statistics import _normal_dist_inv_cdf
except ImportError:
    _normal_dist_inv_cdf = None

__all__ = ['NormalDist', 'StatisticsError', 'correlation', 'covariance', 'fmean', 'geometric_mean', 'harmonic_mean', 'kde',
           'kde_random', 'linear_regression', 'mean', 'median', 'median_grouped', 'median_high', 'median_low', 'mode',
           'multimode', 'pstdev', 'pvariance', 'quantiles', 'stdev', 'variance']


class StatisticsError(ValueError):
    """The data doesn't allow what was asked for."""


LinearRegression = namedtuple('LinearRegression', ('slope', 'intercept'))


# Exact arithmetic.

def _isfinite(x):
    try:
        return x.is_finite()
    except AttributeError:
        return math.isfinite(x)


def _exact_ratio(x):
    """Numerator and denominator of a number; (x, None) of an infinity or a NaN."""
    try:
        return x.as_integer_ratio()
    except AttributeError:
        pass
    except (OverflowError, ValueError):
        return x, None
    try:
        return x.numerator, x.denominator
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator") from None


def _coerce(T, S):
    """The type that sums of the types T and S have."""
    if T is bool:
        raise AssertionError('initial type T is bool')
    if T is S or S is int or S is bool:
        return T
    if T is int or issubclass(S, T):
        return S
    if issubclass(T, S):
        return T
    if issubclass(T, int):
        return S
    if issubclass(S, int):
        return T
    if issubclass(T, Fraction) and issubclass(S, float):
        return S
    if issubclass(T, float) and issubclass(S, Fraction):
        return T
    raise TypeError(f"don't know how to coerce {T.__name__} and {S.__name__}")


def _convert(value, T):
    """A fraction, or an infinity or NaN, as a number of type T."""
    if type(value) is T:
        return value
    if issubclass(T, int) and value.denominator != 1:
        T = float
    try:
        return T(value)
    except TypeError:
        if issubclass(T, Decimal):
            return T(value.numerator) / T(value.denominator)
        raise


class _Exact:
    """What numbers add up to, exactly: numerators by denominators, and special values under None."""

    def __init__(self):
        self._parts = {1: 0}

    @property
    def special(self):
        """The sum of the infinities and NaNs, None if there were none."""
        return self._parts.get(None)

    def total(self, power=1):
        """The sum as a fraction, whose denominators are to be taken to a power; the special value if there is one."""
        if self.special is not None:
            return self.special
        common = math.lcm(*self._parts)
        return Fraction(sum(n * (common // d) ** power for d, n in self._parts.items()), common ** power)


def _gather(data, sums, squares=None):
    """Add the data to sums, their squares to squares; return the type of the sum and the number of values."""
    number, types, ints, int_squares = 0, set(), 0, 0
    parts = sums._parts
    for kind, values in groupby(data, type):
        types.add(kind)
        if kind is int and squares is None:
            for x in values:
                number += 1
                ints += x
        elif kind is int:
            for x in values:
                number += 1
                ints += x
                int_squares += x * x
        elif squares is None:
            for n, d in map(_exact_ratio, values):
                number += 1
                parts[d] = parts.get(d, 0) + n
        else:
            square_parts = squares._parts
            for n, d in map(_exact_ratio, values):
                number += 1
                parts[d] = parts.get(d, 0) + n
                square_parts[d] = square_parts.get(d, 0) + n * n
    parts[1] += ints
    if squares is not None:
        squares._parts[1] += int_squares
    return reduce(_coerce, types, int), number


def _sum(data):
    """The type of the sum, the sum itself, exactly, and the number of values."""
    values = _Exact()
    T, number = _gather(data, values)
    return T, values.total(), number


def _ss(data, c=None):
    """The sum of the squares of the distances from c, or from the mean: type, sum, c as a fraction, number of values."""
    if c is not None:
        T, ssd, number = _sum((d := x - c) * d for x in data)
        return T, ssd, c, number
    values, squares = _Exact(), _Exact()
    T, number = _gather(data, values, squares)
    if not number:
        return T, Fraction(0), Fraction(0), 0
    special = values.special
    if special is not None:
        isnan = special != special and not _isfinite(special)
        return T, special - special if isnan else squares.special, special, number
    total = values.total()
    return T, (number * squares.total(2) - total * total) / number, total / number, number


def _integer_sqrt_of_frac_rto(n, m):
    """The root of n/m, rounded to odd: exact or the last bit is set."""
    root = math.isqrt(n // m)
    return root | (root * root * m != n)


def _float_sqrt_of_frac(n, m):
    """The root of n/m as the nearest float."""
    # A root with more bits than a float has, and rounded to odd, rounds to the float that the exact one does.
    wanted = 2 * (sys.float_info.mant_dig + 3)
    shift = (wanted - n.bit_length() + m.bit_length() + 1) // 2
    if shift > 0:
        return _integer_sqrt_of_frac_rto(n << 2 * shift, m) / (1 << shift)
    return float(_integer_sqrt_of_frac_rto(n, m << -2 * shift) << -shift)


def _decimal_sqrt_of_frac(n, m):
    """The root of n/m as the nearest Decimal of the context."""
    if not n:
        return Decimal('0.0')
    if m < 0:
        n, m = -n, -m
    root = (Decimal(n) / Decimal(m)).sqrt()
    up, down = root.as_integer_ratio()
    if up * up * m == n * down * down:
        return root
    # Two places more than the context has, and a last one that says that the rest isn't zero.
    places = max(getcontext().prec + 2 - (len(str(n)) - len(str(m))) // 2, 0)
    digits = math.isqrt(n * 100 ** places // m) * 10 + 1
    return +Decimal((0, tuple(map(int, str(digits))), -places - 1))


def _root(T, mss):
    """The root of a mean of squares for data of type T."""
    try:
        n, d = mss.numerator, mss.denominator
    except AttributeError:
        raise ValueError('inf or nan encountered in data') from None
    return _decimal_sqrt_of_frac(n, d) if issubclass(T, Decimal) else _float_sqrt_of_frac(n, d)


def _fail_neg(values, errmsg='negative value'):
    for x in values:
        if x < 0:
            raise StatisticsError(errmsg)
        yield x


def _sqrtprod(x, y):
    """The root of x * y as the nearest float: the product is exact."""
    if not (math.isfinite(x) and math.isfinite(y)) or x * y < 0:
        return math.sqrt(x * y)
    product = Fraction(x) * Fraction(y)
    return _float_sqrt_of_frac(product.numerator, product.denominator) if product else math.sqrt(x * y)


# Averages.

def mean(data):
    """The arithmetic mean: the sum divided by the number of values.

    >>> mean([2, 3, 5, 8])
    4.5
    """
    T, total, n = _sum(data)
    if not n:
        raise StatisticsError('mean requires at least one data point')
    return _convert(total / n, T)


def fmean(data, weights=None):
    """The arithmetic mean in floats, which is faster; weights say how often a value counts.

    >>> fmean([1.5, 2.0, 4.0])
    2.5
    """
    if weights is None:
        try:
            n = len(data)
        except TypeError:
            data = list(data)
            n = len(data)
        if not n:
            raise StatisticsError('fmean requires at least one data point')
        return math.fsum(data) / n
    if not isinstance(weights, (list, tuple)):
        weights = list(weights)
    try:
        total = math.sumprod(data, weights)
    except ValueError:
        raise StatisticsError('data and weights must be the same length')
    weight = math.fsum(weights)
    if not weight:
        raise StatisticsError('sum of weights must be non-zero')
    return total / weight


def geometric_mean(data):
    """The geometric mean: the root of the product, of as many values as there are.

    >>> round(geometric_mean([2, 4, 8]), 9)
    4.0
    """
    number = 0
    zero = False

    def logarithms():
        nonlocal number, zero
        for number, x in enumerate(data, 1):
            if x > 0.0 or math.isnan(x):
                yield math.log(x)
            elif x == 0.0:
                zero = True
            else:
                raise StatisticsError('No negative inputs allowed', x)

    total = math.fsum(logarithms())
    if not number:
        raise StatisticsError('Must have a non-empty dataset')
    if math.isnan(total):
        return math.nan
    if zero:
        return math.nan if total == math.inf else 0.0
    return math.exp(total / number)


def harmonic_mean(data, weights=None):
    """The harmonic mean: the reciprocal of the mean of the reciprocals.

    >>> harmonic_mean([20, 30])
    24.0
    """
    if iter(data) is data:
        data = list(data)
    message = 'harmonic mean does not support negative values'
    n = len(data)
    if n < 1:
        raise StatisticsError('harmonic_mean requires at least one data point')
    if n == 1 and weights is None:
        x = data[0]
        if not isinstance(x, (int, float, Decimal, Fraction)) and not hasattr(x, 'numerator'):
            raise TypeError('unsupported type')
        if x < 0:
            raise StatisticsError(message)
        return x
    if weights is None:
        weights = repeat(1, n)
        weight = n
    else:
        if iter(weights) is weights:
            weights = list(weights)
        if len(weights) != n:
            raise StatisticsError('Number of weights does not match data size')
        _, weight, _ = _sum(w for w in _fail_neg(weights, message))
    try:
        T, total, _ = _sum(w / x if w else 0 for w, x in zip(weights, _fail_neg(data, message)))
    except ZeroDivisionError:
        return 0
    if total <= 0:
        raise StatisticsError('Weighted sum must be positive')
    return _convert(weight / total, T)


def _sorted(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data


def median(data):
    """The value in the middle; the mean of the two in the middle when their number is even.

    >>> median([1, 3, 5, 7])
    4.0
    """
    data = _sorted(data)
    half, odd = divmod(len(data), 2)
    return data[half] if odd else (data[half - 1] + data[half]) / 2


def median_low(data):
    """The value in the middle, the lower one of two.

    >>> median_low([2, 4, 6, 8])
    4
    """
    data = _sorted(data)
    return data[(len(data) - 1) // 2]


def median_high(data):
    """The value in the middle, the higher one of two.

    >>> median_high([2, 4, 6, 8])
    6
    """
    data = _sorted(data)
    return data[len(data) // 2]


def median_grouped(data, interval=1.0):
    """The median of data that are the middles of groups, interval wide: found within the group by interpolation.

    >>> median_grouped([52, 52, 53, 54])
    52.5
    """
    data = _sorted(data)
    n = len(data)
    x = data[n // 2]
    below = bisect_left(data, x)
    inside = bisect_right(data, x, lo=below) - below
    try:
        interval, x = float(interval), float(x)
    except ValueError:
        raise TypeError('Value cannot be converted to a float')
    return x - interval / 2.0 + interval * (n / 2 - below) / inside


def mode(data):
    """The value that occurs most often, the first one of several.

    >>> mode(['red', 'blue', 'red'])
    'red'
    """
    try:
        return Counter(iter(data)).most_common(1)[0][0]
    except IndexError:
        raise StatisticsError('no mode for empty data') from None


def multimode(data):
    """All values that occur most often.

    >>> multimode('aabbc')
    ['a', 'b']
    """
    counts = Counter(iter(data))
    if not counts:
        return []
    most = max(counts.values())
    return [value for value, n in counts.items() if n == most]


# Spread.

def _least(n, least, name):
    if n < least:
        raise StatisticsError(f'{name} requires at least {"one data point" if least == 1 else "two data points"}')


def variance(data, xbar=None):
    """The variance of a sample; xbar is its mean if that is known.

    >>> variance([1, 2, 3, 4, 5])
    2.5
    """
    T, ss, _, n = _ss(data, xbar)
    _least(n, 2, 'variance')
    return _convert(ss / (n - 1), T)


def pvariance(data, mu=None):
    """The variance of a whole population; mu is its mean if that is known.

    >>> pvariance([1, 2, 3, 4, 5])
    2
    """
    T, ss, _, n = _ss(data, mu)
    _least(n, 1, 'pvariance')
    return _convert(ss / n, T)


def stdev(data, xbar=None):
    """The standard deviation of a sample: the root of the variance.

    >>> stdev([2, 4, 6])
    2.0
    """
    T, ss, _, n = _ss(data, xbar)
    _least(n, 2, 'stdev')
    return _root(T, ss / (n - 1))


def pstdev(data, mu=None):
    """The standard deviation of a whole population: the root of pvariance.

    >>> pstdev([1, 3])
    1.0
    """
    T, ss, _, n = _ss(data, mu)
    _least(n, 1, 'pstdev')
    return _root(T, ss / n)


def _mean_stdev(data):
    """Mean and standard deviation of a sample, in floats."""
    _, ss, xbar, n = _ss(data)
    _least(n, 2, 'stdev')
    mss = ss / (n - 1)
    try:
        return float(xbar), _float_sqrt_of_frac(mss.numerator, mss.denominator)
    except AttributeError:
        return float(xbar), float(xbar) / float(ss)


def quantiles(data, *, n=4, method='exclusive'):
    """The n - 1 values that cut the data into n groups of the same probability.

    With method 'inclusive' the data hold the smallest and the largest value that there can be.

    >>> quantiles([1, 2, 3, 4, 5])
    [1.5, 3.0, 4.5]
    """
    if n < 1:
        raise StatisticsError('n must be at least 1')
    data = sorted(data)
    size = len(data)
    if size < 2:
        if size == 1:
            return data * (n - 1)
        raise StatisticsError('must have at least one data point')
    if method == 'inclusive':
        steps = (divmod(i * (size - 1), n) for i in range(1, n))
        return [(data[j] * (n - delta) + data[j + 1] * delta) / n for j, delta in steps]
    if method == 'exclusive':
        result = []
        for i in range(1, n):
            j = min(max(i * (size + 1) // n, 1), size - 1)
            delta = i * (size + 1) - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        return result
    raise ValueError(f'Unknown method: {method!r}')


# Relations between two sets of values.

def _pairs(x, y, name):
    n = len(x)
    if len(y) != n:
        raise StatisticsError(f'{name} requires that both inputs have same number of data points')
    if n < 2:
        raise StatisticsError(f'{name} requires at least two data points')
    return n


def covariance(x, y, /):
    """The covariance of two samples.

    >>> covariance([1, 2, 3, 4], [2, 4, 6, 8])
    3.3333333333333335
    """
    n = _pairs(x, y, 'covariance')
    xbar, ybar = math.fsum(x) / n, math.fsum(y) / n
    return math.sumprod((xi - xbar for xi in x), (yi - ybar for yi in y)) / (n - 1)


def _rank(data, /, *, key=None, reverse=False, ties='average', start=1):
    """The rank of each value, from start on; values that are equal share the mean of their ranks."""
    if ties != 'average':
        raise ValueError(f'Unknown tie resolution method: {ties!r}')
    if key is not None:
        data = map(key, data)
    order = sorted(zip(data, count()), reverse=reverse)
    result = [0] * len(order)
    rank = start - 1
    for _, group in groupby(order, key=itemgetter(0)):
        places = [place for _, place in group]
        for place in places:
            result[place] = rank + (len(places) + 1) / 2
        rank += len(places)
    return result


def correlation(x, y, /, *, method='linear'):
    """Pearson's correlation of two sets of values; with method 'ranked' Spearman's, that of their ranks.

    >>> correlation([1, 2, 3], [9, 6, 3])
    -1.0
    """
    n = _pairs(x, y, 'correlation')
    if method not in {'linear', 'ranked'}:
        raise ValueError(f'Unknown method: {method!r}')
    if method == 'ranked':
        start = (n - 1) / -2  # ranks whose mean is 0
        x, y = _rank(x, start=start), _rank(y, start=start)
    else:
        xbar, ybar = math.fsum(x) / n, math.fsum(y) / n
        x, y = [xi - xbar for xi in x], [yi - ybar for yi in y]
    sxy, sxx, syy = math.sumprod(x, y), math.sumprod(x, x), math.sumprod(y, y)
    try:
        return sxy / _sqrtprod(sxx, syy)
    except ZeroDivisionError:
        raise StatisticsError('at least one of the inputs is constant')


def linear_regression(x, y, /, *, proportional=False):
    """Slope and intercept of the line that fits the points best, by least squares; one through the origin if proportional.

    >>> linear_regression([1, 2, 3], [3, 5, 7])
    LinearRegression(slope=2.0, intercept=1.0)
    """
    n = _pairs(x, y, 'linear regression')
    if not proportional:
        xbar, ybar = math.fsum(x) / n, math.fsum(y) / n
        x, y = [xi - xbar for xi in x], [yi - ybar for yi in y]
    sxy, sxx = math.sumprod(x, y) + 0.0, math.sumprod(x, x)
    try:
        slope = sxy / sxx
    except ZeroDivisionError:
        raise StatisticsError('x is constant')
    return LinearRegression(slope=slope, intercept=0.0 if proportional else ybar - slope * xbar)


# Estimates of densities by kernels.

_SQRT2 = math.sqrt(2.0)


def _newton_raphson(f_inv_estimate, f, f_prime, tolerance=1e-12):
    """The inverse of f from an estimate of it and the derivative of f."""
    def inverse(y):
        x = f_inv_estimate(y)
        while abs(difference := f(x) - y) > tolerance:
            x -= difference / f_prime(x)
        return x
    return inverse


def _power_estimate(p, order):
    """Where a polynomial distribution, whose ends are zeros of an order, reaches p.

    The estimate lies between the value and the middle: there the distribution bends such that Newton's method never overshoots.
    """
    return (2.0 * p) ** (1 / order) - 1.0 if p <= 0.5 else 1.0 - (2.0 - 2.0 * p) ** (1 / order)


def _quartic_invcdf_estimate(p):
    return _power_estimate(p, 3)


def _triweight_invcdf_estimate(p):
    return _power_estimate(p, 4)


def _quartic_cdf(t):
    return math.sumprod((3 / 16, -5 / 8, 15 / 16, 1 / 2), (t ** 5, t ** 3, t, 1.0))


def _triweight_cdf(t):
    return math.sumprod((-5 / 32, 21 / 32, -35 / 32, 35 / 32, 1 / 2), (t ** 7, t ** 5, t ** 3, t, 1.0))


def _kernels():
    """Density, distribution, inverse distribution and half the width (None: no limit) of each kernel, by all its names."""
    def normal():
        c = math.sqrt(2 * math.pi)
        return (lambda t: math.exp(-1 / 2 * t * t) / c, lambda t: 1 / 2 * math.erfc(-t / _SQRT2),
                lambda p: _normal_dist_inv_cdf(p, 0.0, 1.0), None)

    def logistic():
        return (lambda t: 1 / 2 / (1.0 + math.cosh(t)), lambda t: 1.0 - 1.0 / (math.exp(t) + 1.0), lambda p: math.log(p / (1.0 - p)), None)

    def sigmoid():
        c1, c2, c3 = 1 / math.pi, 2 / math.pi, math.pi / 2
        return (lambda t: c1 / math.cosh(t), lambda t: c2 * math.atan(math.exp(t)), lambda p: math.log(math.tan(p * c3)), None)

    def rectangular():
        return lambda t: 1 / 2, lambda t: 1 / 2 * t + 1 / 2, lambda p: 2.0 * p - 1.0, 1.0

    def triangular():
        return (lambda t: 1.0 - abs(t), lambda t: t * t * (1 / 2 if t < 0.0 else -1 / 2) + t + 1 / 2,
                lambda p: math.sqrt(2.0 * p) - 1.0 if p < 1 / 2 else 1.0 - math.sqrt(2.0 - 2.0 * p), 1.0)

    def parabolic():
        return (lambda t: 3 / 4 * (1.0 - t * t), lambda t: math.sumprod((-1 / 4, 3 / 4, 1 / 2), (t ** 3, t, 1.0)),
                lambda p: 2.0 * math.cos((math.acos(2.0 * p - 1.0) + math.pi) / 3.0), 1.0)

    def quartic():
        pdf = lambda t: 15 / 16 * (1.0 - t * t) ** 2
        return pdf, _quartic_cdf, _newton_raphson(_quartic_invcdf_estimate, _quartic_cdf, pdf), 1.0

    def triweight():
        pdf = lambda t: 35 / 32 * (1.0 - t * t) ** 3
        return pdf, _triweight_cdf, _newton_raphson(_triweight_invcdf_estimate, _triweight_cdf, pdf), 1.0

    def cosine():
        c1, c2 = math.pi / 4, math.pi / 2
        return (lambda t: c1 * math.cos(c2 * t), lambda t: 1 / 2 * math.sin(c2 * t) + 1 / 2, lambda p: 2.0 * math.asin(2.0 * p - 1.0) / math.pi, 1.0)

    found = {}
    for names, make in ((('normal', 'gauss'), normal), (('logistic',), logistic), (('sigmoid',), sigmoid),
                        (('rectangular', 'uniform'), rectangular), (('triangular',), triangular),
                        (('parabolic', 'epanechnikov'), parabolic), (('quartic', 'biweight'), quartic),
                        (('triweight',), triweight), (('cosine',), cosine)):
        spec = dict(zip(('pdf', 'cdf', 'invcdf', 'support'), make()))
        for name in names:
            found[name] = spec
    return found


_kernel_specs = _kernels()
_kernel_invcdfs = {name: spec['invcdf'] for name, spec in _kernel_specs.items()}


def _kernel_for(table, data, h, kernel):
    """What a table has for a kernel, once the arguments of an estimate are known to make sense."""
    if not len(data):
        raise StatisticsError('Empty data sequence')
    first = data[0]
    if not (isinstance(first, int) or isinstance(first, float)):
        raise TypeError('Data sequence must contain ints or floats')
    if h <= 0.0:
        raise StatisticsError(f'Bandwidth h must be positive, not {h=!r}')
    try:
        return table[kernel]
    except KeyError:
        raise StatisticsError(f'Unknown kernel name: {kernel!r}') from None


def kde(data, h, kernel='normal', *, cumulative=False):
    """A function that estimates the density of the distribution that data were drawn from, or the distribution itself.

    It is the mean of a kernel, h wide, put over each of the values.
    """
    n = len(data)
    spec = _kernel_for(_kernel_specs, data, h, kernel)
    density, distribution, support = spec['pdf'], spec['cdf'], spec['support']
    if support is None:
        def pdf(x):
            return sum(density((x - centre) / h) for centre in data) / (len(data) * h)

        def cdf(x):
            return sum(distribution((x - centre) / h) for centre in data) / len(data)
    else:
        sample = sorted(data)
        bandwidth = h * support

        def reach(x):
            """The part of the values whose kernels reach x."""
            nonlocal n, sample
            if len(data) != n:
                sample = sorted(data)
                n = len(data)
            return bisect_left(sample, x - bandwidth), bisect_right(sample, x + bandwidth)

        def pdf(x):
            i, j = reach(x)
            return sum(density((x - centre) / h) for centre in sample[i:j]) / (n * h)

        def cdf(x):
            i, j = reach(x)
            return sum((distribution((x - centre) / h) for centre in sample[i:j]), i) / n

    pdf.__doc__ = f'PDF estimate with {h=!r} and {kernel=!r}'
    cdf.__doc__ = f'CDF estimate with {h=!r} and {kernel=!r}'
    return cdf if cumulative else pdf


def kde_random(data, h, kernel='normal', *, seed=None):
    """A function that draws numbers from the distribution that kde estimates."""
    inverse = _kernel_for(_kernel_invcdfs, data, h, kernel)
    source = random.Random(seed)
    uniform, choice = source.random, source.choice

    def rand():
        return choice(data) + h * inverse(uniform())

    rand.__doc__ = f'Random KDE selection with {h=!r} and {kernel=!r}'
    return rand


# The coefficients of algorithm AS 241, PPND16: M. J. Wichura, "The Percentage Points of the Normal Distribution",
# Applied Statistics 37 (1988): numerators and denominators for the centre, the sides and the tails.
_AS_241 = (
    ((2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4,
         1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080e+0),
     (5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
         5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1.0)),
    ((7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e+0,
         3.64784832476320460504e+0, 5.76949722146069140550e+0, 4.63033784615654529590e+0, 1.42343711074968357734e+0),
     (1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
         6.89767334985100004550e-1, 1.67638483018380384940e+0, 2.05319162663775882187e+0, 1.0)),
    ((2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
         2.96560571828504891230e-1, 1.78482653991729133580e+0, 5.46378491116411436990e+0, 6.65790464350110377720e+0),
     (2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
         1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0)),
)


def _inverse_normal(p, mu, sigma):
    """The x at which the normal distribution has probability p to be below."""
    def ratio(part, x, factor=1.0):
        over, under = (reduce(lambda value, c: value * x + c, polynomial) for polynomial in _AS_241[part])
        return over * factor / under
    q = p - 0.5
    if abs(q) <= 0.425:
        x = ratio(0, 0.180625 - q * q, q)
    else:
        r = math.sqrt(-math.log(p if q <= 0.0 else 1.0 - p))
        x = ratio(1, r - 1.6) if r <= 5.0 else ratio(2, r - 5.0)
        if q < 0.0:
            x = -x
    return mu + x * sigma


if _normal_dist_inv_cdf is None:
    _normal_dist_inv_cdf = _inverse_normal


class NormalDist:
    """A normal distribution: its mean mu and its standard deviation sigma."""

    __slots__ = {'_mu': 'Arithmetic mean of a normal distribution', '_sigma': 'Standard deviation of a normal distribution'}

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError('sigma must be non-negative')
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        """The distribution with mean and standard deviation of a sample."""
        return cls(*_mean_stdev(data))

    def samples(self, n, *, seed=None):
        """A list of n random numbers of the distribution."""
        draw = random.random if seed is None else random.Random(seed).random
        return [_normal_dist_inv_cdf(draw(), self._mu, self._sigma) for _ in repeat(None, n)]

    def _need_sigma(self, name):
        if not self._sigma:
            raise StatisticsError(f'{name}() not defined when sigma is zero')

    def pdf(self, x):
        """The density at x."""
        self._need_sigma('pdf')
        variance = self._sigma * self._sigma
        distance = x - self._mu
        return math.exp(distance * distance / (-2.0 * variance)) / math.sqrt(math.tau * variance)

    def cdf(self, x):
        """The probability of x or less."""
        self._need_sigma('cdf')
        return 0.5 * math.erfc((self._mu - x) / (self._sigma * _SQRT2))

    def inv_cdf(self, p):
        """The x that cdf gives p for."""
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError('p must be in the range 0.0 < p < 1.0')
        return _normal_dist_inv_cdf(p, self._mu, self._sigma)

    def quantiles(self, n=4):
        """The n - 1 values that cut the distribution into n parts of the same probability."""
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        """The area that two densities have in common, from 0 to 1.

        >>> NormalDist(0, 1).overlap(NormalDist(0, 1))
        1.0
        """
        if not isinstance(other, NormalDist):
            raise TypeError('Expected another NormalDist instance')
        X, Y = sorted((self, other), key=lambda d: (d._sigma, d._mu))
        if not X._sigma or not Y._sigma:
            raise StatisticsError('overlap() not defined when sigma is zero')
        vx, vy = X.variance, Y.variance
        dv, dm = vy - vx, abs(Y._mu - X._mu)
        if not dv:
            return math.erfc(dm / (2.0 * X._sigma * _SQRT2))
        # The densities cross at the two roots of a quadratic equation.
        a = X._mu * vy - Y._mu * vx
        b = X._sigma * Y._sigma * math.sqrt(dm * dm + dv * math.log(vy / vx))
        x1, x2 = (a + b) / dv, (a - b) / dv
        return 1.0 - (abs(Y.cdf(x1) - X.cdf(x1)) + abs(Y.cdf(x2) - X.cdf(x2)))

    def zscore(self, x):
        """The distance of x from the mean in standard deviations."""
        self._need_sigma('zscore')
        return (x - self._mu) / self._sigma

    @property
    def mean(self):
        """Arithmetic mean of the normal distribution."""
        return self._mu

    @property
    def median(self):
        """The median, which is the mean."""
        return self._mu

    @property
    def mode(self):
        """The value of the highest density, which is the mean."""
        return self._mu

    @property
    def stdev(self):
        """The standard deviation."""
        return self._sigma

    @property
    def variance(self):
        """The square of the standard deviation."""
        return self._sigma * self._sigma

    def _with(self, other, operation):
        """The distribution of the sum or the difference with another independent variable, or a number."""
        if not isinstance(other, NormalDist):
            return NormalDist(operation(self._mu, other), self._sigma)
        return NormalDist(operation(self._mu, other._mu), math.hypot(self._sigma, other._sigma))

    def __add__(self, other):
        return self._with(other, add)

    def __sub__(self, other):
        return self._with(other, sub)

    def __mul__(self, factor):
        return NormalDist(self._mu * factor, math.fabs(factor) * self._sigma)

    def __truediv__(self, divisor):
        return NormalDist(self._mu / divisor, self._sigma / math.fabs(divisor))

    def __pos__(self):
        return NormalDist(*self._parameters())

    def __neg__(self):
        mu, sigma = self._parameters()
        return NormalDist(-mu, sigma)

    __radd__ = __add__

    def __rsub__(self, other):
        return -(self - other)

    __rmul__ = __mul__

    def _parameters(self):
        return self._mu, self._sigma

    def __eq__(self, other):
        if isinstance(other, NormalDist):
            return self._parameters() == other._parameters()
        return NotImplemented

    def __hash__(self):
        return hash(self._parameters())

    def __repr__(self):
        return '%s(mu=%r, sigma=%r)' % (type(self).__name__, *self._parameters())

    def __getstate__(self):
        return self._parameters()

    def __setstate__(self, state):
        for slot, value in zip(('_mu', '_sigma'), state, strict=True):
            setattr(self, slot, value)
