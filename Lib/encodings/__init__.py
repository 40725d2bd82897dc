"""The encodings: each module of this package is a codec, found by its name or an alias of it."""

import codecs
from . import aliases

_MAXCACHE = 500


class CodecRegistryError(LookupError, SystemError):
    """A module of this package that doesn't give a codec."""


class _Codecs(dict):
    """The codecs that were asked for, by the names that were used; None where there is none."""

    def __missing__(self, encoding):
        if len(self) >= _MAXCACHE:
            self.clear()
        module = _module_of(normalize_encoding(encoding))
        codec = self[encoding] = None if module is None else _codec_of(module)
        if codec is not None:
            for alias in getattr(module, 'getaliases', tuple)():
                aliases.aliases.setdefault(alias, _last_part(module))
        return codec


_cache = _Codecs()


def search_function(encoding):
    """Return the codec of that name, or None. The registry of codecs calls this."""
    return _cache[encoding]


def normalize_encoding(encoding):
    """Return the name with each run of characters other than ASCII letters, digits and dots as one underscore."""
    name = encoding.decode('ascii') if isinstance(encoding, bytes) else encoding
    words = ''.join([c if c.isalnum() or c == '.' else ' ' for c in name]).split()
    # Words without any ASCII leave no underscore in front.
    while words and not words[0].encode('ascii', 'ignore'):
        del words[0]
    return '_'.join(words).encode('ascii', 'ignore').decode()


def _last_part(module):
    return module.__name__.rpartition('.')[2]


def _module_of(name):
    """Return the module that a name or its alias means, or None."""
    # The name itself counts last: an alias may hide a module of that name.
    for candidate in aliases.aliases.get(name), aliases.aliases.get(name.replace('.', '_')), name:
        if candidate and '.' not in candidate:
            try:
                module = __import__(f'{__name__}.{candidate}', fromlist=['getregentry'], level=0)
            except ImportError:
                continue
            if hasattr(module, 'getregentry'):
                return module
    return None


def _codec_of(module):
    """Return what a module declares as its codec. Old modules have a tuple: two functions, up to four more parts, and a name."""
    declared = module.getregentry()
    if isinstance(declared, codecs.CodecInfo):
        return declared
    where = f'module "{module.__name__}" ({module.__file__})'
    if len(declared) not in range(4, 8):
        raise CodecRegistryError(f'{where} failed to register')
    encode, decode, *others = declared
    others += [None] * (5 - len(others))
    if not (callable(encode) and callable(decode)) or any(part is not None and not callable(part) for part in others[:4]):
        raise CodecRegistryError(f'incompatible codecs in {where}')
    others[4] = others[4] or _last_part(module)
    return codecs.CodecInfo(encode, decode, *others)


codecs.register(search_function)
