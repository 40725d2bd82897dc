"""Policies: how messages are read and written."""

import re
import sys

from email._policybase import Compat32, Policy, compat32, split_field, validate_header_name
from email.contentmanager import raw_data_manager
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.utils import _has_surrogates

__all__ = ['Compat32', 'compat32', 'Policy', 'EmailPolicy', 'default', 'strict', 'SMTP', 'HTTP']

_line_end = re.compile(r'\n|\r\n?')


class EmailPolicy(Policy):
    """The policy of today: header values are strings that know what they mean.

    utf8: whether headers may be UTF-8. refold_source: which headers are folded anew: 'none', 'long' or 'all' of them.
    header_factory makes header values, content_manager reads and sets the content of messages.
    """

    message_factory = EmailMessage
    utf8 = False
    refold_source = 'long'
    header_factory = HeaderRegistry()
    content_manager = raw_data_manager

    def __init__(self, **kw):
        # Each has its own, so that adding a class to one doesn't change the others.
        object.__setattr__(self, 'header_factory', HeaderRegistry())
        super().__init__(**kw)

    def __repr__(self):
        settings = [f'{name}={value!r}' for name, value in vars(self).items()
                    if name != 'header_factory' or type(value) is not HeaderRegistry]
        return f'{type(self).__name__}({", ".join(settings)})'

    def header_max_count(self, name):
        return self.header_factory[name].max_count

    def header_source_parse(self, sourcelines):
        return split_field(sourcelines)

    def header_store_parse(self, name, value):
        validate_header_name(name)
        if getattr(value, 'name', '').lower() == name.lower() and hasattr(value, 'name'):
            return name, value
        if isinstance(value, str) and len(value.splitlines()) > 1:
            raise ValueError('Header values may not contain linefeed or carriage return characters')
        return name, self.header_factory(name, value)

    def header_fetch_parse(self, name, value):
        if hasattr(value, 'name'):
            return value
        # Only what ends a line in a message: str.splitlines() knows more.
        return self.header_factory(name, ''.join(_line_end.split(value)))

    def fold(self, name, value):
        return self._lines(name, value, True)

    def fold_binary(self, name, value):
        lines = self._lines(name, value, self.cte_type == '7bit')
        return lines.encode('utf-8' if self.utf8 else 'ascii', 'surrogateescape')

    def _lines(self, name, value, decoded_only):
        if hasattr(value, 'name'):
            return value.fold(policy=self)
        lines = _line_end.split(value)
        limit = self.max_line_length or sys.maxsize
        if self.refold_source == 'long':
            again = any(len(line) > limit for line in [f'{name}: {lines[0]}', *lines[1:]])
        else:
            again = self.refold_source == 'all'
        if not again:
            raw = _has_surrogates(value)
            # What isn't ASCII can stay only where UTF-8 may be written, or as the bytes that it was.
            again = decoded_only if raw else not (self.utf8 or value.isascii())
        if again:
            return self.header_factory(name, ''.join(lines)).fold(policy=self)
        return f'{name}: {self.linesep.join(lines)}{self.linesep}'


default = EmailPolicy()
# Each of these shares the header factory of default, as a clone does.
strict = default.clone(raise_on_defect=True)
SMTP = default.clone(linesep='\r\n')
HTTP = default.clone(linesep='\r\n', max_line_length=None)
SMTPUTF8 = SMTP.clone(utf8=True)
