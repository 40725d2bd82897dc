"""The encodings: each module of this package is a codec, found by its name or an alias of it."""

import codecs
import sys
from . import aliases

_cache = {}
_MAXCACHE = 500


class CodecRegistryError(LookupError, SystemError):
    """A module of this package that doesn't give a codec."""


def normalize_encoding(encoding):
    """Return the name with each run of characters other than ASCII letters, digits and dots as one underscore."""
    if isinstance(encoding, bytes):
        encoding = str(encoding, 'ascii')
    words = ''.join([c if c.isalnum() or c == '.' else ' ' for c in encoding]).split()
    while words and not words[0].isascii() and not words[0].encode('ascii', 'ignore'):
        del words[0]
    return '_'.join(words).encode('ascii', 'ignore').decode()


def _codec_module(name):
    # The name itself counts last: an alias may hide a module of that name.
    by_name = aliases.aliases.get(name) or aliases.aliases.get(name.replace('.', '_'))
    for module_name in (by_name, name):
        if not module_name or '.' in module_name:
            continue
        try:
            module = __import__('encodings.' + module_name, fromlist=['getregentry'], level=0)
        except ImportError:
            continue
        if hasattr(module, 'getregentry'):
            return module
    return None


def _as_codec_info(entry, module):
    if not isinstance(entry, codecs.CodecInfo):
        if not 4 <= len(entry) <= 7:
            raise CodecRegistryError(f'module "{module.__name__}" ({module.__file__}) failed to register')
        parts = tuple(entry) + (None,) * (6 - len(entry))
        if not all(callable(part) for part in parts[:2]) or not all(part is None or callable(part) for part in parts[2:6]):
            raise CodecRegistryError(f'incompatible codecs in module "{module.__name__}" ({module.__file__})')
        if len(entry) < 7 or entry[6] is None:
            parts = parts[:6] + (module.__name__.rpartition('.')[2],)
        entry = codecs.CodecInfo(*parts)
    return entry


def search_function(encoding):
    """Return the codec of that name, or None. The registry of codecs calls this."""
    try:
        return _cache[encoding]
    except KeyError:
        pass
    if len(_cache) >= _MAXCACHE:
        _cache.clear()
    module = _codec_module(normalize_encoding(encoding))
    if module is None:
        _cache[encoding] = None
        return None
    info = _cache[encoding] = _as_codec_info(module.getregentry(), module)
    own_names = getattr(module, 'getaliases', tuple)
    for alias in own_names():
        aliases.aliases.setdefault(alias, module.__name__.rpartition('.')[2])
    return info


codecs.register(search_function)
