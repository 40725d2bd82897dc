"""Secure hashes and message digests, by name or by a function each."""

from importlib import import_module as _import_module

try:
    import _hashlib
except ImportError:
    _hashlib = None

# The modules of single families of hashes.
_FAMILIES = {'_md5': ('md5',), '_sha1': ('sha1',), '_sha2': ('sha224', 'sha256', 'sha384', 'sha512'),
             '_blake2': ('blake2b', 'blake2s'),
             '_sha3': ('sha3_224', 'sha3_256', 'sha3_384', 'sha3_512', 'shake_128', 'shake_256')}
_module_of = {name: module for module, names in _FAMILIES.items() for name in names}

algorithms_guaranteed = set(_module_of)
algorithms_available = algorithms_guaranteed | (_hashlib.openssl_md_meth_names if _hashlib else set())

__all__ = (*_module_of, 'new', 'algorithms_guaranteed', 'algorithms_available', 'file_digest', 'pbkdf2_hmac')

__builtin_constructor_cache = {}


def __get_builtin_constructor(name):
    """Return the constructor that the module of the hash's family has, by the hash's name."""
    known = __builtin_constructor_cache
    if name not in known:
        if not isinstance(name, str):
            raise TypeError(f'unsupported hash type {name!r}')
        plain = name.lower()
        try:
            found = getattr(_import_module(_module_of[plain]), plain)
        except (KeyError, ImportError):
            raise ValueError(f'unsupported hash type {name}') from None
        known[plain] = known[plain.upper()] = found
    return known[name]


def _fastest(name):
    # BLAKE2 has parameters that _hashlib doesn't take.
    return getattr(_hashlib, 'openssl_' + name, None) or __get_builtin_constructor(name)


for _name in _module_of:
    try:
        globals()[_name] = _fastest(_name)
    except ValueError:
        pass
del _name


def new(name, *args, **kwargs):
    """Return a hash object of the algorithm name; data to hash may follow."""
    if _hashlib is not None and name not in ('blake2b', 'blake2s'):
        try:
            return _hashlib.new(name, *args, **kwargs)
        except ValueError:
            pass
    return __get_builtin_constructor(name)(*args, **kwargs)


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


if _hashlib is not None:
    from _hashlib import pbkdf2_hmac, scrypt
