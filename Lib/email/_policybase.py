"""Policies: how messages are read and written. Here is what every policy has, and the one of Python 3.2."""

import abc
import re

from email import charset as _charset, header
from email.utils import _has_surrogates

__all__ = ['Policy', 'Compat32', 'compat32']

_field_name = re.compile(r'[!-9;-~]+')


def check_field_name(name):
    """Refuse what can't be the name of a header."""
    if not _field_name.fullmatch(name):
        raise ValueError(f'Header field name contains invalid characters: {name!r}')


def split_field(sourcelines):
    """Return name and value of a header from its lines, without the white space around the value's ends."""
    name, _, first = sourcelines[0].partition(':')
    value = ''.join([first, *sourcelines[1:]])
    return name, value.lstrip(' \t\r\n').rstrip('\r\n')


class Policy(metaclass=abc.ABCMeta):
    """Settings that don't change, and hooks for the treatment of headers and defects.

    raise_on_defect: whether a defect is an exception. linesep: the end of a line. cte_type: '7bit' or '8bit'.
    max_line_length: of header lines, None or 0 for no limit. mangle_from_: whether > is put before lines that begin
    with From. message_factory: makes messages. verify_generated_headers: whether the generator checks headers.
    """

    linesep, cte_type, max_line_length = '\n', '8bit', 78
    raise_on_defect, mangle_from_, verify_generated_headers = False, False, True
    message_factory = None

    def __init__(self, **kw):
        self._set(kw)

    def _set(self, settings):
        for name, value in settings.items():
            if not hasattr(self, name):
                raise TypeError(f'{name!r} is an invalid keyword argument for {type(self).__name__}')
            object.__setattr__(self, name, value)

    def __repr__(self):
        settings = ', '.join([f'{name}={value!r}' for name, value in vars(self).items()])
        return f'{type(self).__name__}({settings})'

    def __setattr__(self, name, value):
        reason = 'object attribute {!r} is read-only' if hasattr(self, name) else 'object has no attribute {!r}'
        raise AttributeError(f'{type(self).__name__!r} {reason.format(name)}')

    def clone(self, **kw):
        """Return a policy like this one with other settings."""
        other = object.__new__(type(self))
        vars(other).update(vars(self))
        other._set(kw)
        return other

    def __add__(self, other):
        return self.clone(**vars(other))

    def handle_defect(self, obj, defect):
        """Raise a defect, or note it down for obj."""
        if self.raise_on_defect:
            raise defect from None
        else:
            self.register_defect(obj=obj, defect=defect)

    def register_defect(self, obj, defect):
        """Note a defect down for obj."""
        obj.defects += [defect]

    def header_max_count(self, name):
        """Return how many headers of that name a message can have; None: any number."""
        return None

    @abc.abstractmethod
    def header_source_parse(self, sourcelines):
        """Return name and value of the header that stands in these lines."""

    @abc.abstractmethod
    def header_store_parse(self, name, value):
        """Return the name and value that a message keeps when a program sets a header."""

    @abc.abstractmethod
    def header_fetch_parse(self, name, value):
        """Return the value that a program gets for a kept one."""

    @abc.abstractmethod
    def fold(self, name, value):
        """Return the lines of a header, as a str."""

    @abc.abstractmethod
    def fold_binary(self, name, value):
        """Return the lines of a header, as bytes."""


class Compat32(Policy):
    """The policy of Python 3.2: header values are strings, or Header objects where they have undecoded bytes."""

    mangle_from_ = True

    def header_source_parse(self, sourcelines):
        return split_field(sourcelines)

    def header_store_parse(self, name, value):
        check_field_name(name)
        return name, value

    def header_fetch_parse(self, name, value):
        if isinstance(value, str) and _has_surrogates(value):
            return header.Header(value, charset=_charset.UNKNOWN8BIT, header_name=name)
        return value

    def fold(self, name, value):
        return self._lines(name, self.header_fetch_parse(name, value))

    def fold_binary(self, name, value):
        if self.cte_type == '7bit':
            value = self.header_fetch_parse(name, value)
        return self._lines(name, value).encode('ascii', 'surrogateescape')

    def _lines(self, name, value):
        raw = isinstance(value, str)
        if raw and _has_surrogates(value):
            return f'{name}: {value}{self.linesep}'
        if raw:
            value = header.Header(value, header_name=name)
        return f'{name}: {value.encode(linesep=self.linesep, maxlinelen=self.max_line_length or 0)}{self.linesep}'


compat32 = Compat32()
