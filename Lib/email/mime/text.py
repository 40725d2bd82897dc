"""Messages of text."""

__all__ = ['MIMEText']

from email.mime.nonmultipart import MIMENonMultipart


class MIMEText(MIMENonMultipart):
    """A message of text. Without a charset it is ASCII if it can be, UTF-8 otherwise."""

    def __init__(self, _text, _subtype='plain', _charset=None, *, policy=None):
        charset = str(_charset) if _charset else 'us-ascii' if _text.isascii() else 'utf-8'
        super().__init__('text', _subtype, policy=policy, charset=charset)
        self.set_payload(_text, _charset or charset)
