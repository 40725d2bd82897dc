"""Secure hashes and message digests, by name or by a function each."""

import _blake2
import _hashlib
import _md5
import _sha1
import _sha2
import _sha3

_NAMES = ('md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'blake2b', 'blake2s',
          'sha3_224', 'sha3_256', 'sha3_384', 'sha3_512', 'shake_128', 'shake_256')

algorithms_guaranteed = set(_NAMES)
algorithms_available = algorithms_guaranteed | _hashlib.openssl_md_meth_names

__all__ = (*_NAMES, 'new', 'algorithms_guaranteed', 'algorithms_available', 'file_digest', 'pbkdf2_hmac')

# The constructors of the modules of single families, by name.
_families = {name: getattr(module, name)
             for module in (_md5, _sha1, _sha2, _sha3, _blake2) for name in _NAMES if hasattr(module, name)}
# BLAKE2 has parameters that _hashlib doesn't take.
_fast = {name: getattr(_hashlib, 'openssl_' + name, _families[name]) for name in _NAMES}
globals().update(_fast)


def new(name, *args, **kwargs):
    """Return a hash object of the algorithm name; data to hash may follow."""
    if name in ('blake2b', 'blake2s'):
        return _families[name](*args, **kwargs)
    try:
        return _hashlib.new(name, *args, **kwargs)
    except ValueError:
        constructor = _families.get(name.lower()) if isinstance(name, str) else None
        if constructor is None:
            raise ValueError(f'unsupported hash type {name}') from None
        return constructor(*args, **kwargs)


def file_digest(fileobj, digest, /, *, _bufsize=2 ** 18):
    """Return a hash object of what a binary file still holds. digest is a name or a function that makes hash objects."""
    state = new(digest) if isinstance(digest, str) else digest()
    if hasattr(fileobj, 'getbuffer'):
        state.update(fileobj.getbuffer())
        return state
    if not (hasattr(fileobj, 'readinto') and hasattr(fileobj, 'readable') and fileobj.readable()):
        raise ValueError(f"'{fileobj!r}' is not a file-like object in binary reading mode.")
    block = bytearray(_bufsize)
    view = memoryview(block)
    while True:
        count = fileobj.readinto(block)
        if count is None:
            raise BlockingIOError('I/O operation would block.')
        if count == 0:
            return state
        state.update(view[:count])


pbkdf2_hmac = _hashlib.pbkdf2_hmac
scrypt = _hashlib.scrypt
