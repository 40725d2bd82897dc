"""The fields of metadata (core metadata specification) as a message."""

import email.message
import email.parser
import re
import textwrap
import warnings

# Fields that may occur more than once, in small letters.
_LISTS = {field.lower() for field in (
    'Classifier', 'Dynamic', 'License-File', 'Obsoletes', 'Obsoletes-Dist', 'Platform', 'Project-URL', 'Provides', 'Provides-Dist',
    'Provides-Extra', 'Requires', 'Requires-Dist', 'Requires-External', 'Supported-Platform')}


class Message(email.message.Message):
    """The fields in their order; a description that stands in the body counts as the last."""

    @classmethod
    def parse(cls, text):
        """Return the message of a text."""
        message = email.parser.Parser(cls).parsestr(text)
        fields = [(name, cls._straight(str(value))) for name, value in message._headers]
        body = message.get_payload()
        if body:
            fields.append(('Description', body))
        message._headers = fields
        return message

    @staticmethod
    def _straight(value):
        # Take the indentation off a folded value: that of setuptools, eight columns, or the common one.
        if '\n' not in value:
            return value
        return textwrap.dedent(' ' * 8 + value)

    def __getitem__(self, item):
        value = super().__getitem__(item)
        if value is None:
            warnings.warn('Implicit None on return values is deprecated and will raise KeyErrors.', DeprecationWarning, stacklevel=2)
        return value

    @property
    def json(self):
        """The fields as a dict for JSON (PEP 566): small letters, underscores, lists where a field may occur more than once."""
        fields = {}
        for name in dict.fromkeys(name.lower() for name in self):
            if name in _LISTS:
                value = self.get_all(name)
            else:
                value = self[name]
                if name == 'keywords':
                    value = re.split(r'\s+', value)
            fields[name.replace('-', '_')] = value
        return fields
