"""Keyed hashes of messages (RFC 2104)."""

import warnings as _warnings

try:
    import _hashlib as _hashopenssl
    from _hashlib import compare_digest
    _not_there = TypeError, _hashopenssl.UnsupportedDigestmodError  # what it says to digests that it hasn't
except ImportError:
    _hashopenssl = None
    from _operator import _compare_digest as compare_digest

digest_size = None  # set by old programs, never used

_INNER = bytes(i ^ 0x36 for i in range(256))
_OUTER = bytes(i ^ 0x5C for i in range(256))


def _constructor(digestmod):
    """Return the function that makes hash objects for a digestmod argument."""
    if callable(digestmod):
        return digestmod
    if isinstance(digestmod, str):
        def by_name(data=b''):
            import hashlib
            return hashlib.new(digestmod, data)
        return by_name

    def of_module(data=b''):
        return digestmod.new(data)
    return of_module


class HMAC:
    """A keyed hash of a message: update() adds to the message, digest() tells the hash so far."""

    blocksize = 64
    __slots__ = ('_native', '_inside', '_outside', 'block_size', 'digest_size', '__dict__')

    def __init__(self, key, msg=None, digestmod=''):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f'key: expected bytes or bytearray, but got {type(key).__name__!r}')
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        self._native = self._inside = self._outside = None
        if _hashopenssl is not None:
            try:
                self._native = _hashopenssl.hmac_new(key, digestmod=digestmod)
            except _not_there:
                pass
        if self._native is None:
            self._start(key, digestmod)
        else:
            self.block_size = self._native.block_size
            self.digest_size = self._native.digest_size
        if msg is not None:
            self.update(msg)

    def _start(self, key, digestmod):
        """Begin with hash objects of any kind."""
        make = _constructor(digestmod)
        self._inside, self._outside = make(), make()
        self.digest_size = self._inside.digest_size
        size = getattr(self._inside, 'block_size', None)
        if size is None:
            _warnings.warn(f'No block_size attribute on given digest object; Assuming {self.blocksize}.',
                           RuntimeWarning, 3)
            size = self.blocksize
        elif size < 16:
            _warnings.warn(f'block_size of {size} seems too small; using our default of {self.blocksize}.',
                           RuntimeWarning, 3)
            size = self.blocksize
        if len(key) > size:
            key = make(key).digest()
        self.block_size = size
        padded = bytes(key).ljust(size, b'\0')
        self._inside.update(padded.translate(_INNER))
        self._outside.update(padded.translate(_OUTER))

    @property
    def name(self):
        """The algorithm, with hmac- before it."""
        return self._native.name if self._native else f'hmac-{self._inside.name}'

    def update(self, msg):
        """Add to the message."""
        (self._native or self._inside).update(msg)

    def copy(self):
        """Return a separate object in the same state."""
        other = self.__class__.__new__(self.__class__)
        other.digest_size, other.block_size = self.digest_size, self.block_size
        other._native = other._inside = other._outside = None
        if self._native:
            other._native = self._native.copy()
        else:
            other._inside, other._outside = self._inside.copy(), self._outside.copy()
        return other

    def _finished(self):
        if self._native:
            return self._native
        whole = self._outside.copy()
        whole.update(self._inside.digest())
        return whole

    def digest(self):
        """Return the hash of the message so far."""
        return self._finished().digest()

    def hexdigest(self):
        """Return the hash of the message so far in hexadecimal."""
        return self._finished().hexdigest()


def new(key, msg=None, digestmod=''):
    """Return an HMAC object."""
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    """Return the keyed hash of a whole message at once."""
    if _hashopenssl is not None:
        try:
            return _hashopenssl.hmac_digest(key, msg, digest)
        except (OverflowError, *_not_there):
            pass
    return HMAC(key, msg, digest).digest()
