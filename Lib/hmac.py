"""Keyed hashes of messages (RFC 2104)."""

import warnings as _warnings

try:
    import _hashlib as _hashopenssl
    from _hashlib import compare_digest
except ImportError:
    _hashopenssl = None
    from _operator import _compare_digest as compare_digest

try:
    import _hmac
except ImportError:
    _hmac = None

# What the two modules raise for digests that they don't have.
_not_there = (TypeError, *([_hashopenssl.UnsupportedDigestmodError] if _hashopenssl else ()), *([_hmac.UnknownHashError] if _hmac else ()))

digest_size = None  # set by old programs, never used

trans_36 = bytes(i ^ 0x36 for i in range(256))
trans_5C = bytes(i ^ 0x5C for i in range(256))


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
    __slots__ = ('_hmac', '_inner', '_outer', 'block_size', 'digest_size', '__dict__')

    def __init__(self, key, msg=None, digestmod=''):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f'key: expected bytes or bytearray, but got {type(key).__name__!r}')
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        for there, begin in (_hashopenssl, self._init_openssl_hmac), (_hmac, self._init_builtin_hmac):
            if there:
                try:
                    return begin(key, msg, digestmod)
                except _not_there:
                    pass
        self._init_old(key, msg, digestmod)

    # Three ways to begin: with an object of module _hashlib, with one of module _hmac, or with hash objects of any kind.

    def _init_openssl_hmac(self, key, msg, digestmod):
        self._wrap(_hashopenssl.hmac_new(key, digestmod=digestmod), msg)

    def _init_builtin_hmac(self, key, msg, digestmod):
        self._wrap(_hmac.new(key, digestmod=digestmod), msg)

    def _wrap(self, native, msg):
        self._hmac, self._inner, self._outer = native, None, None
        self.block_size, self.digest_size = native.block_size, native.digest_size
        if msg is not None:
            native.update(msg)

    def _init_old(self, key, msg, digestmod):
        make = _constructor(digestmod)
        self._hmac, self._inner, self._outer = None, make(), make()
        self.digest_size = self._inner.digest_size
        self.block_size = self._checked_block_size()
        if len(key) > self.block_size:
            key = make(key).digest()
        padded = bytes(key).ljust(self.block_size, b'\0')
        self._inner.update(padded.translate(trans_36))
        self._outer.update(padded.translate(trans_5C))
        if msg is not None:
            self._inner.update(msg)

    def _checked_block_size(self):
        size = getattr(self._inner, 'block_size', None)
        if size is None:
            doubt = f'No block_size attribute on given digest object; Assuming {self.blocksize}.'
        elif size < 16:
            doubt = f'block_size of {size} seems too small; using our default of {self.blocksize}.'
        else:
            return size
        _warnings.warn(doubt, RuntimeWarning, 4)
        return self.blocksize

    @property
    def name(self):
        """The algorithm, with hmac- before it."""
        return self._hmac.name if self._hmac else f'hmac-{self._inner.name}'

    def update(self, msg):
        """Add to the message."""
        (self._hmac or self._inner).update(msg)

    def copy(self):
        """Return a separate object in the same state."""
        other = self.__class__.__new__(self.__class__)
        other.digest_size, other.block_size = self.digest_size, self.block_size
        for part in '_hmac', '_inner', '_outer':
            state = getattr(self, part)
            setattr(other, part, state and state.copy())
        return other

    def _finished(self):
        if self._hmac:
            return self._hmac
        whole = self._outer.copy()
        whole.update(self._inner.digest())
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
    for there, compute in (_hashopenssl, 'hmac_digest'), (_hmac, 'compute_digest'):
        if there:
            try:
                return getattr(there, compute)(key, msg, digest)
            except (OverflowError, *_not_there):
                pass
    return _compute_digest_fallback(key, msg, digest)


def _compute_digest_fallback(key, msg, digest):
    made = HMAC.__new__(HMAC)
    made._init_old(key, msg, digest)
    return made.digest()
