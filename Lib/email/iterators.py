"""Ways through the parts of a message."""

__all__ = ['body_line_iterator', 'typed_subpart_iterator', 'walk']

import sys


def walk(self):
    """Go through a message and all its parts, each before its own parts."""
    waiting = [self]
    while waiting:
        part = waiting.pop()
        yield part
        if part.is_multipart():
            waiting += reversed(part.get_payload())


def body_line_iterator(msg, decode=False):
    """Go through the lines of all parts that have text."""
    for part in msg.walk():
        text = part.get_payload(decode=decode)
        if isinstance(text, str):
            start = 0
            while start < len(text):
                end = text.find('\n', start) + 1 or len(text)
                yield text[start:end]
                start = end


def typed_subpart_iterator(msg, maintype='text', subtype=None):
    """Go through the parts of a type."""
    for part in msg.walk():
        if part.get_content_maintype() == maintype and subtype in (None, part.get_content_subtype()):
            yield part


def _structure(msg, fp=None, level=0, include_default=False):
    """Print the types of a message and its parts, indented."""
    kind = f'{"    " * level}{msg.get_content_type()}'
    if include_default:
        kind += f' [{msg.get_default_type()}]'
    print(kind, file=sys.stdout if fp is None else fp)
    if msg.is_multipart():
        for part in msg.get_payload():
            _structure(part, fp, level + 1, include_default)
