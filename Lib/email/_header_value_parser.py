"""What SMTP servers take from here: the address at the beginning of a text.

The parsers of header values are in email._headervalues.
"""

from email import errors
from email._headervalues import _Reader, _Unfit, quoted, specials


class _Spec:
    """An address that was read."""

    def __init__(self, mailbox, defects):
        self.local_part, self.domain, self.all_defects = mailbox.local, mailbox.domain, defects

    @property
    def addr_spec(self):
        """The address, with quotes where it needs them."""
        local = self.local_part
        if not local and not self.domain:
            return '<>'
        if not specials.isdisjoint(local.replace('.', '')) or not local or any(char in local for char in ' \t'):
            local = quoted(local)
        return f'{local}@{self.domain}' if self.domain else local


def _begin(rule, value, what):
    reader = _Reader(value)
    try:
        _, mailbox = getattr(reader, rule)()
    except _Unfit:
        raise errors.HeaderParseError(f'expected {what} but found {value!r}') from None
    return _Spec(mailbox, reader.defects), reader.rest()


def get_addr_spec(value):
    """Read local@domain. Return it and the rest of the text."""
    return _begin('addr_spec', value, 'addr-spec')


def get_angle_addr(value):
    """Read an address in angle brackets. Return it and the rest of the text."""
    return _begin('angle', value.lstrip(), 'angle-addr')
