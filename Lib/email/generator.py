"""Writers of messages."""

__all__ = ['Generator', 'DecodedGenerator', 'BytesGenerator']

import copy
import io
import random
import re
import sys
import time

from email.errors import HeaderWriteError
from email.utils import _has_surrogates

_any_line_end = re.compile(r'\r\n|\r|\n')
_from_line = re.compile(r'^From ', re.MULTILINE)
# A line end that doesn't continue the header, or one that is none for the reader.
_breaks_out = re.compile(r'\r\n[^ \t]|\r[^ \n\t]|\n[^ \t]')


class Generator:
    """Writes messages as text to a file."""

    def __init__(self, outfp, mangle_from_=None, maxheaderlen=None, *, policy=None):
        if mangle_from_ is None:
            mangle_from_ = True if policy is None else policy.mangle_from_
        self._fp = outfp
        self._mangle_from_ = mangle_from_
        self.maxheaderlen = maxheaderlen
        self.policy = policy

    def write(self, s):
        """Write some text. (For programs that take a generator for a file.)"""
        self._fp.write(s)

    def clone(self, fp):
        """Return a generator with the same settings that writes to another file."""
        return type(self)(fp, self._mangle_from_, None, policy=self.policy)

    def flatten(self, msg, unixfrom=False, linesep=None):
        """Write a message, with its envelope line if unixfrom. linesep replaces the line end of the policy."""
        policy = msg.policy if self.policy is None else self.policy
        if linesep is not None:
            policy = policy.clone(linesep=linesep)
        if self.maxheaderlen is not None:
            policy = policy.clone(max_line_length=self.maxheaderlen)
        kept = self.policy, msg.policy
        self._eol = policy.linesep
        try:
            self.policy = msg.policy = policy
            if unixfrom:
                self.write((msg.get_unixfrom() or f'From nobody {time.ctime(time.time())}') + self._eol)
            self._write(msg)
        finally:
            self.policy, msg.policy = kept

    # What a generator of bytes does differently: where text is collected, and how a header is put out.

    def _buffer(self):
        return io.StringIO()

    def _contents(self, buffer):
        return buffer.getvalue()

    def _folded(self, name, value):
        return self.policy.fold(name, value)

    def _put_lines(self, text):
        """Write text with the line ends of the policy."""
        if text:
            self.write(self._eol.join(_any_line_end.split(text)))

    # -- headers

    def _write(self, msg):
        """Write a message: the body first, to another place, since it may have something to say on the headers."""
        target, self._fp = self._fp, self._buffer()
        self._replaced = {}
        try:
            self._dispatch(msg)
        finally:
            body, self._fp = self._fp, target
        replaced, self._replaced = self._replaced, {}
        if replaced:
            msg = copy.deepcopy(msg)
            for name, value in replaced.items():
                if msg.get(name) is None:
                    msg[name] = value
                else:
                    msg.replace_header(name, value)
        writer = getattr(msg, '_write_headers', None)
        if writer is None:
            self._write_headers(msg)
        else:
            writer(self)
        self._fp.write(self._contents(body))

    def _write_headers(self, msg):
        for name, value in msg.raw_items():
            folded = self._folded(name, value)
            if self.policy.verify_generated_headers:
                self._verify(folded)
            self._fp.write(folded)
        self.write(self._eol)

    def _verify(self, folded):
        if not folded.endswith(self.policy.linesep):
            raise HeaderWriteError(f'folded header does not end with {self.policy.linesep!r}: {folded!r}')
        if _breaks_out.search(folded.removesuffix(self.policy.linesep)):
            raise HeaderWriteError(f'folded header contains newline: {folded!r}')

    # -- bodies

    def _dispatch(self, msg):
        """Call the method for the type of the message: _handle_maintype_subtype, _handle_maintype or _writeBody."""
        main, sub = msg.get_content_maintype(), msg.get_content_subtype()
        method = (getattr(self, f'_handle_{main}_{sub}'.replace('-', '_'), None)
                  or getattr(self, f'_handle_{main}'.replace('-', '_'), None) or self._writeBody)
        method(msg)

    def _handle_text(self, msg):
        payload = msg.get_payload()
        if payload is None:
            return
        if not isinstance(payload, str):
            raise TypeError('string payload expected: %s' % type(payload))
        if _has_surrogates(msg._payload):
            charset = msg.get_param('charset')
            if charset is not None:
                # Bytes can't stand in text: they are encoded, and the headers have to say so.
                other = copy.deepcopy(msg)
                del other['content-transfer-encoding']
                other.set_payload(msg._payload, charset)
                payload = other.get_payload()
                self._replaced = {'content-transfer-encoding': other['content-transfer-encoding'],
                                  'content-type': other['content-type']}
        self._put_text(payload)

    def _put_text(self, text):
        if self._mangle_from_:
            text = _from_line.sub('>From ', text)
        self._put_lines(text)

    # What is of no other kind.
    _writeBody = _handle_text

    def _inside(self, msg, **how):
        """What this generator makes of a part."""
        buffer = self._buffer()
        self.clone(buffer).flatten(msg, unixfrom=False, linesep=self._eol, **how)
        return self._contents(buffer)

    def _handle_multipart(self, msg):
        parts = msg.get_payload()
        if isinstance(parts, str):
            # There is nothing to be seen of the parts.
            self.write(parts)
            return
        if parts is None:
            parts = []
        elif not isinstance(parts, list):
            parts = [parts]
        written = [self._inside(part) for part in parts]
        boundary = msg.get_boundary()
        if not boundary:
            sample = self._eol.join([self._as_text(part) for part in written])
            boundary = self._make_boundary(sample)
            msg.set_boundary(boundary)
        if msg.preamble is not None:
            preamble = msg.preamble
            if self._mangle_from_:
                preamble = _from_line.sub('>From ', preamble)
            self._put_lines(preamble)
            self.write(self._eol)
        for n, part in enumerate(written):
            self.write(f'{self._eol if n else ""}--{boundary}{self._eol}')
            self._fp.write(part)
        if not written:
            self.write(f'--{boundary}{self._eol}')
        self.write(f'{self._eol}--{boundary}--{self._eol}')
        if msg.epilogue is not None:
            epilogue = msg.epilogue
            if self._mangle_from_:
                epilogue = _from_line.sub('>From ', epilogue)
            self._put_lines(epilogue)

    def _as_text(self, written):
        return written

    def _handle_multipart_signed(self, msg):
        # A signature holds for the headers as they are.
        kept = self.policy
        self.policy = kept.clone(max_line_length=0)
        try:
            self._handle_multipart(msg)
        finally:
            self.policy = kept

    def _handle_message_delivery_status(self, msg):
        written = []
        for part in msg.get_payload():
            text = self._inside(part)
            end = self._line_ends()
            # A block ends where its headers do; the empty line after it is the separator.
            lines = text.split(end[0])
            if lines and lines[-1] == text[:0]:
                lines.pop()
            written.append(end[0].join(lines))
        self._fp.write(self._line_ends()[0].join(written))

    def _line_ends(self):
        return [self._eol]

    def _handle_message(self, msg):
        payload = msg.get_payload()
        if isinstance(payload, list) and payload:
            self._fp.write(self._inside(payload[0]))
        else:
            # The message within couldn't be read as one.
            self._put_lines(payload if isinstance(payload, str) else '')

    @classmethod
    def _make_boundary(cls, text=None):
        """A boundary that doesn't occur in text."""
        digits = len(str(sys.maxsize - 1))
        boundary = candidate = f'{"=" * 15}{random.randrange(sys.maxsize):0{digits}}=='
        number = 0
        while text is not None and re.search(rf'^--{re.escape(candidate)}(--)?$', text, re.MULTILINE):
            candidate = f'{boundary}.{number}'
            number += 1
        return candidate


class BytesGenerator(Generator):
    """Writes messages as bytes to a file."""

    def write(self, s):
        self._fp.write(s.encode('ascii', 'surrogateescape'))

    def _buffer(self):
        return io.BytesIO()

    def _as_text(self, written):
        return written.decode('ascii', 'surrogateescape')

    def _folded(self, name, value):
        return self.policy.fold_binary(name, value)

    def _line_ends(self):
        return [self._eol.encode('ascii')]

    def _verify(self, folded):
        end = self.policy.linesep.encode('ascii')
        if not folded.endswith(end):
            raise HeaderWriteError(f'folded header does not end with {end!r}: {folded!r}')
        if _breaks_out.search(folded.removesuffix(end).decode('latin-1')):
            raise HeaderWriteError(f'folded header contains newline: {folded!r}')

    def _handle_text(self, msg):
        # Bytes stay bytes, where the policy lets them.
        if isinstance(msg._payload, str) and _has_surrogates(msg._payload) and self.policy.cte_type != '7bit':
            self._put_text(msg._payload)
        else:
            super()._handle_text(msg)

    _writeBody = _handle_text


class DecodedGenerator(Generator):
    """Writes the text of a message. fmt says what stands in the place of everything else.

    It is filled in with type, maintype, subtype, filename, description and encoding of the part.
    """

    def __init__(self, outfp, mangle_from_=None, maxheaderlen=None, fmt=None, *, policy=None):
        super().__init__(outfp, mangle_from_, maxheaderlen, policy=policy)
        self._fmt = '[Non-text (%(type)s) part of message omitted, filename %(filename)s]' if fmt is None else fmt

    def _dispatch(self, msg):
        for part in msg.walk():
            main = part.get_content_maintype()
            if main == 'text':
                print(part.get_payload(decode=False), file=self)
            elif main != 'multipart':
                print(self._fmt % {
                    'type': part.get_content_type(), 'maintype': main, 'subtype': part.get_content_subtype(),
                    'filename': part.get_filename('[no filename]'),
                    'description': part.get('Content-Description', '[no description]'),
                    'encoding': part.get('Content-Transfer-Encoding', '[no encoding]')}, file=self)
