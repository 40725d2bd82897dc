"""A parser that is fed a message piece by piece. It never fails: what is wrong is noted down as a defect.

The whole text is kept until close() and cut into lines then. A multipart is cut at its boundary lines, and each part is
read on its own; so an outer boundary always wins over what stands inside.
"""

__all__ = ['FeedParser', 'BytesFeedParser']

import re

from email import errors
from email._policybase import compat32

_line = re.compile(r'[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+')
_line_end = re.compile(r'(?:\r\n|\r|\n)\Z')
_field = re.compile(r'From |[!-9;-~]*:|[ \t]')


def _bare(line):
    """line without its end."""
    return _line_end.sub('', line)


class FeedParser:
    """Reads a message from text. _factory makes messages, by default what the policy says."""

    def __init__(self, _factory=None, *, policy=compat32):
        self.policy = policy
        self._pieces = []
        self._headers_only = False
        if _factory is None:
            _factory = policy.message_factory
            if _factory is None:
                from email.message import Message
                _factory = Message
        self._factory = _factory
        self._takes_policy = True
        try:
            _factory(policy=policy)
        except TypeError:
            self._takes_policy = False

    def feed(self, data):
        """Take some more of the message."""
        self._pieces.append(data)

    def close(self):
        """Return the message."""
        lines = _line.findall(''.join(self._pieces))
        self._pieces = []
        message = self._entity(lines, None)
        if message.get_content_maintype() == 'multipart' and not message.is_multipart() and not self._headers_only:
            self._defect(message, errors.MultipartInvariantViolationDefect())
        return message

    def _defect(self, message, defect):
        self.policy.handle_defect(message, defect)

    def _entity(self, lines, parent):
        """The message in these lines; parent is the one that it is a part of."""
        message = self._factory(policy=self.policy) if self._takes_policy else self._factory()
        if parent is not None and parent.get_content_type() == 'multipart/digest':
            message.set_default_type('message/rfc822')
        body = self._body_of(message, lines)
        if self._headers_only:
            message.set_payload(''.join(body))
        elif message.get_content_type() == 'message/delivery-status':
            self._blocks(message, body)
        elif message.get_content_maintype() == 'message':
            message.attach(self._entity(body, message))
        elif message.get_content_maintype() == 'multipart':
            self._multipart(message, body, parent)
        else:
            message.set_payload(''.join(body))
        return message

    # -- headers

    def _body_of(self, message, lines):
        """Read the headers of a message. Return the lines of its body."""
        end, body = len(lines), len(lines)
        foreign = None
        for n, line in enumerate(lines):
            if not _field.match(line):
                end = body = n
                if _bare(line):
                    foreign = line
                else:
                    body += 1
                break
        if foreign is not None:
            self._defect(message, errors.MissingHeaderBodySeparatorDefect())
        last = end - 1
        field = []
        for n in range(end):
            line = lines[n]
            if line[0] in ' \t':
                if field:
                    field.append(line)
                else:
                    self._defect(message, errors.FirstHeaderLineIsContinuationDefect(line))
                continue
            self._keep(message, field)
            field = []
            if line.startswith('From '):
                if n == 0:
                    message.set_unixfrom(_bare(line))
                elif n == last:
                    # It begins the body, of which the separator got lost.
                    return lines[n:]
                else:
                    self._defect(message, errors.MisplacedEnvelopeHeaderDefect(line))
            elif line[0] == ':':
                self._defect(message, errors.InvalidHeaderDefect('Missing header name.'))
            else:
                field = [line]
        self._keep(message, field)
        return lines[body:]

    def _keep(self, message, field):
        if field:
            message.set_raw(*self.policy.header_source_parse(field))

    # -- bodies

    def _blocks(self, message, lines):
        """A delivery status: blocks of headers with empty lines between them."""
        block, blocks = [], []
        for line in lines:
            if _bare(line):
                block.append(line)
            else:
                blocks.append(block)
                block = []
        if block:
            blocks.append(block)
        for block in blocks or [[]]:
            message.attach(self._entity(block, message))

    def _multipart(self, message, lines, parent):
        boundary = message.get_boundary()
        if boundary is None:
            self._defect(message, errors.NoBoundaryInMultipartDefect())
            message.set_payload(''.join(lines))
            return
        if str(message.get('content-transfer-encoding', '8bit')).strip().lower() not in ('7bit', '8bit', 'binary'):
            self._defect(message, errors.InvalidMultipartContentTransferEncodingDefect())
        fence = re.compile(rf'--{re.escape(boundary)}(?P<last>--)?[ \t]*(?P<eol>\r\n|\r|\n)?\Z')
        # Where the fences are; several in a row count as one.
        areas, start, closed, preamble = [], 0, None, None
        before = None
        for n, line in enumerate(lines):
            if not line.startswith('--') or not (found := fence.match(line)):
                continue
            if before == n - 1 and before is not None:
                start, before = n + 1, n
                continue
            if preamble is None:
                if found['last']:
                    # An end without a beginning.
                    lines = lines[:n]
                    break
                preamble = lines[:n]
            else:
                areas.append(lines[start:n])
                if found['last']:
                    closed, start = found, n + 1
                    break
            start, before = n + 1, n
        if preamble is None:
            self._defect(message, errors.StartBoundaryNotFoundDefect())
            message.set_payload(''.join(lines))
            message.epilogue = '' if parent is None else None
            return
        if preamble:
            message.preamble = ''.join([*preamble[:-1], _bare(preamble[-1])])
        if closed is None:
            areas.append(lines[start:])
            self._attach_all(message, areas)
            self._defect(message, errors.CloseBoundaryNotFoundDefect())
            return
        self._attach_all(message, areas)
        if closed['eol'] or start < len(lines):
            message.epilogue = ''.join(lines[start:])

    def _attach_all(self, message, areas):
        """Read the parts. The line end before a fence belongs to the fence, not to the part."""
        for area in areas:
            if area:
                area = area[:-1] + ([bare] if (bare := _bare(area[-1])) else [])
            message.attach(self._entity(area, message))


class BytesFeedParser(FeedParser):
    """Reads a message from bytes."""

    def feed(self, data):
        super().feed(data.decode('ascii', 'surrogateescape'))
