"""The codec quopri: MIME quoted-printable with tabs and spaces quoted too."""

import quopri
from io import BytesIO
from . import _make


def quopri_encode(input, errors='strict'):
    """Return the bytes as quoted-printable."""
    _make.only_strict(errors)
    result = BytesIO()
    quopri.encode(BytesIO(input), result, quotetabs=True)
    return result.getvalue(), len(input)


def quopri_decode(input, errors='strict'):
    """Return the bytes that the quoted-printable stands for."""
    _make.only_strict(errors)
    result = BytesIO()
    quopri.decode(BytesIO(input), result)
    return result.getvalue(), len(input)


_make.stateless(globals(), 'quopri', quopri_encode, quopri_decode, exact=True, text=False, binary=True)
