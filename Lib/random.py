"""Random numbers of many distributions, from the Mersenne Twister or from the system.

References: L. Devroye, "Non-Uniform Random Variate Generation" (1986); the sources named with the methods.
"""

from _random import Random as _Twister
from _sha2 import sha512 as _sha512
from bisect import bisect as _bisect
from itertools import accumulate as _accumulate, repeat as _repeat
import math as _math
from operator import index as _index
from os import urandom as _urandom
from _collections_abc import Sequence as _Sequence

__all__ = ['Random', 'SystemRandom', 'betavariate', 'binomialvariate', 'choice', 'choices', 'expovariate',
           'gammavariate', 'gauss', 'getrandbits', 'getstate', 'lognormvariate', 'normalvariate', 'paretovariate',
           'randbytes', 'randint', 'random', 'randrange', 'sample', 'seed', 'setstate', 'shuffle', 'triangular',
           'uniform', 'vonmisesvariate', 'weibullvariate']

NV_MAGICCONST = 4 * _math.exp(-0.5) / _math.sqrt(2.0)
LOG4 = _math.log(4.0)
SG_MAGICCONST = 1.0 + _math.log(4.5)
BPF = 53  # bits of a float
RECIP_BPF = 2 ** -BPF
TWOPI = _math.tau
_e = _math.e


class Random(_Twister):
    """A generator of random numbers with a state of its own.

    Subclasses may replace random(), and with it seed(), getstate() and setstate(); those that have getrandbits() get
    integers of any size from it.
    """

    VERSION = 3

    def __init__(self, x=None):
        self.seed(x)
        self.gauss_next = None  # the second of a pair of normal variates

    def __init_subclass__(cls, /, **kwargs):
        super().__init_subclass__(**kwargs)
        # The method that was replaced last decides where integers come from.
        for base in cls.__mro__:
            names = base.__dict__
            if '_randbelow' in names:
                break
            if 'getrandbits' in names:
                cls._randbelow = cls._randbelow_with_getrandbits
                break
            if 'random' in names:
                cls._randbelow = cls._randbelow_without_getrandbits
                break

    # State.

    def seed(self, a=None, version=2):
        """Start the sequence that belongs to a: None, an int, a float, a str, bytes or a bytearray."""
        if isinstance(a, (str, bytes)) and version == 1:
            text = a.decode('latin-1') if isinstance(a, bytes) else a
            x = ord(text[0]) << 7 if text else 0
            for character in text:
                x = (1000003 * x ^ ord(character)) & 0xFFFFFFFFFFFFFFFF
            x ^= len(text)
            a = -2 if x == -1 else x
        elif isinstance(a, (str, bytes, bytearray)) and version == 2:
            data = a.encode() if isinstance(a, str) else a
            a = int.from_bytes(data + _sha512(data).digest())
        elif a is not None and not isinstance(a, (int, float, bytes, str, bytearray)):
            kinds = 'None, int, float, str, bytes, and bytearray.'
            raise TypeError(f'The only supported seed types are:\n{kinds}')
        super().seed(a)
        self.gauss_next = None

    def getstate(self):
        """Return the state, for setstate."""
        words = super().getstate()
        return self.VERSION, words, self.gauss_next

    def setstate(self, state):
        """Restore a state that getstate returned."""
        version = state[0]
        if version not in (2, 3):
            raise ValueError(f'state with version {version} passed to Random.setstate() of version {self.VERSION}')
        _, words, self.gauss_next = state
        if version == 2:  # pickled on a machine with other words
            try:
                words = tuple(word % (1 << 32) for word in words)
            except ValueError as error:
                raise TypeError from error
        super().setstate(words)

    def __getstate__(self):
        return self.getstate()

    def __setstate__(self, state):
        self.setstate(state)

    def __reduce__(self):
        return self.__class__, (), self.getstate()

    # Integers.

    def _randbelow_with_getrandbits(self, n):
        """Return an int below n: bits until they make one."""
        size = n.bit_length()
        bits = self.getrandbits
        while (r := bits(size)) >= n:
            pass
        return r

    def _randbelow_without_getrandbits(self, n, maxsize=1 << BPF):
        """Return an int below n, from random()."""
        random = self.random
        if n >= maxsize:
            from warnings import warn
            warn('Underlying random() generator does not supply \n'
                 'enough bits to choose from a population range this large.\n'
                 'To remove the range limitation, add a getrandbits() method.')
            return _math.floor(random() * n)
        limit = (maxsize - maxsize % n) / maxsize
        while (r := random()) >= limit:
            pass
        return _math.floor(r * maxsize) % n

    _randbelow = _Twister._randbelow  # the same, faster

    def randbytes(self, n):
        """Return n random bytes."""
        return self.getrandbits(n * 8).to_bytes(n, 'little')

    def randrange(self, start, stop=None, step=1):
        """Return an item of range(start, stop, step), or of range(start)."""
        first = _index(start)
        if stop is None:
            if step != 1:
                raise TypeError('Missing a non-None stop argument')
            if first > 0:
                return self._randbelow(first)
            raise ValueError('empty range for randrange()')
        last, distance = _index(stop), _index(step)
        width = last - first
        if distance == 1:
            if width > 0:
                return first + self._randbelow(width)
            raise ValueError(f'empty range in randrange({start}, {stop})')
        if distance == 0:
            raise ValueError('zero step for randrange()')
        count = (width + distance + (-1 if distance > 0 else 1)) // distance
        if count <= 0:
            raise ValueError(f'empty range in randrange({start}, {stop}, {step})')
        return first + distance * self._randbelow(count)

    def randint(self, a, b):
        """Return an int from a to b, both included."""
        low, high = _index(a), _index(b)
        if high < low:
            raise ValueError(f'empty range in randint({a}, {b})')
        return low + self._randbelow(high - low + 1)

    # Sequences.

    def choice(self, seq):
        """Return an item of a sequence."""
        if not len(seq):
            raise IndexError('Cannot choose from an empty sequence')
        place = self._randbelow(len(seq))
        return seq[place]

    def shuffle(self, x):
        """Bring the items of a list in a random order, in place."""
        pick = self._randbelow
        for last in range(len(x) - 1, 0, -1):
            other = pick(last + 1)
            x[last], x[other] = x[other], x[last]

    def sample(self, population, k, *, counts=None):
        """Return k items of a sequence, each place at most once. counts says how often each item is there."""
        if not isinstance(population, _Sequence):
            raise TypeError('Population must be a sequence.  For dicts or sets, use sorted(d).')
        size = len(population)
        if counts is not None:
            sums = list(_accumulate(counts))
            if len(sums) != size:
                raise ValueError('The number of counts does not match the population')
            total = sums.pop() if sums else 0
            if not isinstance(total, int):
                raise TypeError('Counts must be integers')
            if total < 0:
                raise ValueError('Counts must be non-negative')
            return [population[_bisect(sums, place)] for place in self.sample(range(total), k=k)]
        if not 0 <= k <= size:
            raise ValueError('Sample larger than population or is negative')
        pick = self._randbelow
        result = [None] * k
        # A list of the rest takes memory for all items, a set of places for those that were chosen.
        threshold = 21
        if k > 5:
            threshold += 4 ** _math.ceil(_math.log(k * 3, 4))
        if size <= threshold:
            rest = list(population)
            for i in range(k):
                place = pick(size - i)
                result[i] = rest[place]
                rest[place] = rest[size - i - 1]
            return result
        chosen = set()
        for i in range(k):
            while (place := pick(size)) in chosen:
                pass
            chosen.add(place)
            result[i] = population[place]
        return result

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        """Return k items, the same one perhaps several times; weights say how likely each is."""
        random, floor = self.random, _math.floor
        size = len(population)
        if cum_weights is None:
            if weights is None:
                scale = size + 0.0
                return [population[floor(random() * scale)] for _ in _repeat(None, k)]
            try:
                cum_weights = list(_accumulate(weights))
            except TypeError:
                if not isinstance(weights, int):
                    raise
                raise TypeError(f'The number of choices must be a keyword argument: k={weights}') from None
        elif weights is not None:  # one or the other
            raise TypeError('Cannot specify both weights and cumulative weights')
        if len(cum_weights) != size:
            raise ValueError('The number of weights does not match the population')
        total = cum_weights[-1] + 0.0
        if total <= 0.0:
            raise ValueError('Total of weights must be greater than zero')
        if not _math.isfinite(total):
            raise ValueError('Total of weights must be finite')
        last = size - 1
        return [population[_bisect(cum_weights, random() * total, 0, last)] for _ in _repeat(None, k)]

    # Distributions of floats.

    def uniform(self, a, b):
        """Return a float between a and b."""
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        """Return a float between low and high, most likely near mode; by default near the middle."""
        u = self.random()
        try:
            peak = 0.5 if mode is None else (mode - low) / (high - low)
        except ZeroDivisionError:
            return low
        if u > peak:
            u, peak, low, high = 1.0 - u, 1.0 - peak, high, low
        return low + (high - low) * _math.sqrt(u * peak)

    def normalvariate(self, mu=0.0, sigma=1.0):
        """Return a normal variate with mean mu and deviation sigma.

        The ratio of uniforms: A. J. Kinderman and J. F. Monahan, ACM TOMS 3 (1977).
        """
        random = self.random
        while True:
            u = random()
            v = 1.0 - random()
            z = NV_MAGICCONST * (u - 0.5) / v
            if z * z / 4.0 <= -_math.log(v):
                return mu + z * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        """Return a normal variate with mean mu and deviation sigma; variates are made in pairs (Box and Muller)."""
        z, self.gauss_next = self.gauss_next, None
        if z is None:
            angle = self.random() * TWOPI
            radius = _math.sqrt(-2.0 * _math.log(1.0 - self.random()))
            z = _math.cos(angle) * radius
            self.gauss_next = _math.sin(angle) * radius
        return mu + z * sigma

    def lognormvariate(self, mu, sigma):
        """Return a number whose logarithm is a normal variate."""
        return _math.exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd=1.0):
        """Return an exponential variate with mean 1/lambd."""
        return -_math.log(1.0 - self.random()) / lambd

    def vonmisesvariate(self, mu, kappa):
        """Return an angle near mu, the nearer the greater kappa is.

        N. I. Fisher, "Statistical Analysis of Circular Data" (1993), page 49.
        """
        random = self.random
        if kappa <= 1e-6:
            return TWOPI * random()
        s = 0.5 / kappa
        r = s + _math.sqrt(1.0 + s * s)
        while True:
            z = _math.cos(_math.pi * random())
            d = z / (r + z)
            u = random()
            if u < 1.0 - d * d or u <= (1.0 - d) * _math.exp(d):
                break
        q = 1.0 / r
        f = (q + z) / (1.0 + q * z)
        turn = _math.acos(f)
        return (mu + turn if random() > 0.5 else mu - turn) % TWOPI

    def gammavariate(self, alpha, beta):
        """Return a gamma variate with mean alpha*beta.

        R. C. H. Cheng, Applied Statistics 26 (1977), for alpha above 1; J. H. Ahrens and U. Dieter, Computing 12 (1974), below.
        """
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError('gammavariate: alpha and beta must be > 0.0')
        random = self.random
        if alpha == 1.0:
            return -_math.log(1.0 - random()) * beta
        if alpha > 1.0:
            scale = _math.sqrt(2.0 * alpha - 1.0)
            b, c = alpha - LOG4, alpha + scale
            while True:
                u = random()
                if not 1e-7 < u < 0.9999999:
                    continue
                w = 1.0 - random()
                v = _math.log(u / (1.0 - u)) / scale
                x = alpha * _math.exp(v)
                z = u * u * w
                r = b + c * v - x
                if r + SG_MAGICCONST - 4.5 * z >= 0.0 or r >= _math.log(z):
                    return x * beta
        while True:
            b = (_e + alpha) / _e
            p = b * random()
            x = p ** (1.0 / alpha) if p <= 1.0 else -_math.log((b - p) / alpha)
            u = random()
            if u <= (x ** (alpha - 1.0) if p > 1.0 else _math.exp(-x)):
                return x * beta

    def betavariate(self, alpha, beta):
        """Return a beta variate: the share that one of two gamma variates has in their sum."""
        y = self.gammavariate(alpha, 1.0)
        return y / (y + self.gammavariate(beta, 1.0)) if y else 0.0

    def paretovariate(self, alpha):
        """Return a Pareto variate with shape alpha."""
        return (1.0 - self.random()) ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        """Return a Weibull variate with scale alpha and shape beta."""
        return alpha * (-_math.log(1.0 - self.random())) ** (1.0 / beta)

    def binomialvariate(self, n=1, p=0.5):
        """Return how many of n trials succeed that do so with probability p.

        The geometric method of L. Devroye (1980) where few succeed, else W. Hoermann's BTRS (1993).
        """
        if n < 0:
            raise ValueError('n must be non-negative')
        if p <= 0.0 or p >= 1.0:
            if p == 0.0:
                return 0
            if p == 1.0:
                return n
            raise ValueError('p must be in the range 0.0 <= p <= 1.0')
        random = self.random
        if n == 1:
            return _index(random() < p)
        if p > 0.5:
            return n - self.binomialvariate(n, 1.0 - p)
        if n * p < 10.0:
            successes = trials = 0
            scale = _math.log2(1.0 - p)
            if not scale:
                return successes
            while True:
                if not (u := random()):
                    continue  # it has no logarithm
                trials += _math.floor(_math.log2(u) / scale) + 1
                if trials > n:
                    return successes
                successes += 1
        deviation = _math.sqrt(n * p * (1.0 - p))
        b = 1.15 + 2.53 * deviation
        a = -0.0873 + 0.0248 * b + 0.01 * p
        c = n * p + 0.5
        limit = 0.92 - 4.2 / b
        prepared = False
        while True:
            u = random() - 0.5
            half = 0.5 - _math.fabs(u)
            if not half:
                continue
            k = _math.floor((2.0 * a / half + b) * u + c)
            if k < 0 or k > n:
                continue
            v = random()
            if half >= 0.07 and v <= limit:
                return k
            if not prepared:
                alpha = (2.83 + 5.1 / b) * deviation
                odds = _math.log(p / (1.0 - p))
                mode = _math.floor((n + 1) * p)
                h = _math.lgamma(mode + 1) + _math.lgamma(n - mode + 1)
                prepared = True
            v *= alpha / (a / (half * half) + b)
            if _math.log(v) <= h - _math.lgamma(k + 1) - _math.lgamma(n - k + 1) + (k - mode) * odds:
                return k


class SystemRandom(Random):
    """Random numbers from the system: they can't be predicted, nor repeated."""

    def random(self):
        """Return a float from 0 on, below 1."""
        return (int.from_bytes(_urandom(7)) >> 3) * RECIP_BPF

    def getrandbits(self, k):
        """Return an int of k random bits."""
        if k < 0:
            raise ValueError('number of bits must be non-negative')
        size = (k + 7) // 8
        return int.from_bytes(_urandom(size)) >> (size * 8 - k)

    def randbytes(self, n):
        """Return n random bytes."""
        return _urandom(n)

    def seed(self, *args, **kwds):
        """Do nothing: there is no state."""

    def getstate(self, *args, **kwds):
        """Raise NotImplementedError: there is no state."""
        raise NotImplementedError('System entropy source does not have state.')

    setstate = getstate


_inst = Random()
globals().update((name, getattr(_inst, name)) for name in __all__ if name not in ('Random', 'SystemRandom'))


def _renew():
    _inst.seed()


import os as _os
if hasattr(_os, 'register_at_fork'):
    _os.register_at_fork(after_in_child=_renew)


def _parse_args(arguments):
    import argparse
    parser = argparse.ArgumentParser(formatter_class=argparse.RawTextHelpFormatter)
    group = parser.add_mutually_exclusive_group()
    group.add_argument('-c', '--choice', nargs='+', help='print a random choice')
    group.add_argument('-i', '--integer', type=int, metavar='N', help='print a random integer between 1 and N inclusive')
    group.add_argument('-f', '--float', type=float, metavar='N', help='print a random floating-point number between 0 and N inclusive')
    group.add_argument('--test', type=int, const=10_000, nargs='?', help=argparse.SUPPRESS)
    parser.add_argument('input', nargs='*', help="""\
if no options given, output depends on the input
    string or multiple: same as --choice
    integer: same as --integer
    float: same as --float""")
    return parser.parse_args(arguments), parser.format_help()


_TRIALS = (random,), (normalvariate, 0.0, 1.0), (lognormvariate, 0.0, 1.0), (vonmisesvariate, 0.0, 1.0), (binomialvariate, 15, 0.6), \
    (binomialvariate, 100, 0.75), *((gammavariate, alpha, 1.0) for alpha in (0.01, 0.1)), (gammavariate, 0.1, 2.0), \
    *((gammavariate, alpha, 1.0) for alpha in (0.5, 0.9, 1.0, 2.0, 20.0, 200.0)), \
    (gauss, 0.0, 1.0), (betavariate, 3.0, 3.0), (triangular, 0.0, 1.0, 1 / 3)


def _try_out(times):
    """Draw so often from each of some distributions, and print how long that takes and what it gives."""
    from statistics import fmean, stdev
    from time import perf_counter
    for draw, *args in _TRIALS:
        begin = perf_counter()
        drawn = [draw(*args) for _ in range(times)]
        seconds = perf_counter() - begin
        mean, spread = fmean(drawn), stdev(drawn)
        print(f'{seconds:.3f} sec, {times} times {draw.__name__}{tuple(args)!r}')
        print(f'avg {mean:g}, stddev {spread:g}, min {min(drawn):g}, max {max(drawn):g}\n')


def main(arg_list=None):
    """Return a random value as the arguments of the command say."""
    args, usage = _parse_args(arg_list)
    if args.test:
        _try_out(args.test)
        return ''
    for value, draw in ((args.choice or None, choice), (args.integer, lambda n: randint(1, n)), (args.float, lambda n: uniform(0, n))):
        if value is not None:
            return draw(value)
    if len(args.input) == 1:
        text = args.input[0]
        for convert, draw in ((int, lambda n: randint(1, n)), (float, lambda n: uniform(0, n))):
            try:
                number = convert(text)
            except ValueError:
                continue
            return draw(number)
        return choice(text.split())
    if args.input:
        return choice(args.input)
    return usage


if __name__ == '__main__':
    print(main())
