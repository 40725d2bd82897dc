"""The codec undefined: it refuses everything, for programs that want no conversion by default."""

from . import _make


def _refuse(input, errors='strict'):
    raise UnicodeError('undefined encoding')


_make.stateless(globals(), 'undefined', _refuse, _refuse)
