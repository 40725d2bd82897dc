"""Parsers that read whole messages."""

__all__ = ['Parser', 'HeaderParser', 'BytesParser', 'BytesHeaderParser', 'FeedParser', 'BytesFeedParser']

import io

from email._policybase import compat32
from email.feedparser import BytesFeedParser, FeedParser

_chunk = 1 << 16


class Parser:
    """Reads messages from text. _class makes messages, by default what the policy says."""

    def __init__(self, _class=None, *, policy=compat32):
        self._class = _class
        self.policy = policy

    def parse(self, fp, headersonly=False):
        """Return the message in a text file. headersonly: everything after the headers is the payload."""
        feeder = FeedParser(self._class, policy=self.policy)
        feeder._headers_only = headersonly
        while text := fp.read(_chunk):
            feeder.feed(text)
        return feeder.close()

    def parsestr(self, text, headersonly=False):
        """Return the message in a string."""
        return self.parse(io.StringIO(text), headersonly=headersonly)


class HeaderParser(Parser):
    """Reads headers; all the rest is the payload."""

    def parse(self, fp, headersonly=True):
        return super().parse(fp, True)

    def parsestr(self, text, headersonly=True):
        return super().parsestr(text, True)


class BytesParser:
    """Reads messages from bytes. The arguments are those of Parser."""

    def __init__(self, *args, **kw):
        self.parser = Parser(*args, **kw)

    def parse(self, fp, headersonly=False):
        """Return the message in a binary file."""
        text = io.TextIOWrapper(fp, encoding='ascii', errors='surrogateescape')
        try:
            return self.parser.parse(text, headersonly)
        finally:
            text.detach()

    def parsebytes(self, text, headersonly=False):
        """Return the message in bytes."""
        return self.parser.parsestr(text.decode('ascii', 'surrogateescape'), headersonly)


class BytesHeaderParser(BytesParser):
    """Reads headers from bytes; all the rest is the payload."""

    def parse(self, fp, headersonly=True):
        return super().parse(fp, True)

    def parsebytes(self, text, headersonly=True):
        return super().parsebytes(text, True)
