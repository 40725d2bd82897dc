"""Policies: how messages are read and written."""

import re
import sys

from email._policybase import Compat32, Policy, compat32, split_field, check_field_name
from email.contentmanager import raw_data_manager
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.utils import _has_surrogates

__all__ = ['Compat32', 'compat32', 'Policy', 'EmailPolicy', 'default', 'strict', 'SMTP', 'HTTP']

_line_end = re.compile(r'\n|\r\n?')


def _is_made(value):
    """Whether value comes from a header factory."""
    return hasattr(value, 'name')


class EmailPolicy(Policy):
    """The policy of today: header values are strings that know what they mean.

    utf8: whether headers may be UTF-8. refold_source: which headers are folded anew: 'none', 'long' or 'all' of them.
    header_factory makes header values, content_manager reads and sets the content of messages.
    """

    message_factory, content_manager, header_factory = EmailMessage, raw_data_manager, HeaderRegistry()
    utf8, refold_source = False, 'long'

    def __init__(self, **kw):
        # Each has a factory of its own, so that adding a class to one doesn't change the others.
        super().__init__(**{'header_factory': HeaderRegistry(), **kw})

    def header_max_count(self, name):
        cls = self.header_factory[name]
        return cls.max_count

    def header_source_parse(self, sourcelines):
        return split_field(sourcelines)

    def header_store_parse(self, name, value):
        check_field_name(name)
        if _is_made(value) and value.name.lower() == name.lower():
            return name, value
        if isinstance(value, str) and len(value.splitlines()) > 1:
            raise ValueError('Header values may not contain linefeed or carriage return characters')
        return name, self.header_factory(name, value)

    def header_fetch_parse(self, name, value):
        if _is_made(value):
            return value
        # Only what ends a line in a message: str.splitlines() knows more.
        return self.header_factory(name, ''.join(_line_end.split(value)))

    def fold(self, name, value):
        return self._lines(name, value, True)

    def fold_binary(self, name, value):
        lines = self._lines(name, value, self.cte_type == '7bit')
        return lines.encode('utf-8' if self.utf8 else 'ascii', 'surrogateescape')

    def _folded(self, made):
        return made.fold(policy=self)

    def _lines(self, name, value, decoded_only):
        if _is_made(value):
            return self._folded(value)
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
            return self._folded(self.header_factory(name, ''.join(lines)))
        return f'{name}: {self.linesep.join(lines)}{self.linesep}'


# These share the header factory of the class.
default = EmailPolicy.__new__(EmailPolicy)
strict, SMTP, SMTPUTF8, HTTP = [default.clone(**settings) for settings in (
    {'raise_on_defect': True}, {'linesep': '\r\n'}, {'linesep': '\r\n', 'utf8': True},
    {'linesep': '\r\n', 'max_line_length': None})]
