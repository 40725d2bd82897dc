"""Writers of messages."""

__all__ = ['Generator', 'BytesGenerator', 'DecodedGenerator']

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
            mangle_from_ = policy is None or policy.mangle_from_
        self._fp, self._mangle = outfp, mangle_from_
        self.policy, self.maxheaderlen = policy, maxheaderlen

    def write(self, s):
        """Write some text. (For programs that take a generator for a file.)"""
        self._fp.write(s)

    def clone(self, fp):
        """Return a generator with the same settings that writes to another file."""
        return type(self)(fp, self._mangle, None, policy=self.policy)

    def flatten(self, msg, unixfrom=False, linesep=None):
        """Write a message, with its envelope line if unixfrom. linesep replaces the line end of the policy."""
        changes = {'linesep': linesep, 'max_line_length': self.maxheaderlen}
        policy = (self.policy or msg.policy).clone(**{name: value for name, value in changes.items() if value is not None})
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
        wary = self.policy.verify_generated_headers
        for name, value in msg.raw_items():
            folded = self._folded(name, value)
            if wary:
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
        text, raw = msg.get_payload(), msg._payload
        if text is None:
            return
        if type(text) is not str:
            raise TypeError('string payload expected: %s' % type(text))
        if _has_surrogates(raw):
            named = msg.get_param('charset')
            if named is not None:
                # Bytes can't stand in text: they are encoded, and the headers have to say so.
                other = copy.deepcopy(msg)
                del other['content-transfer-encoding']
                other.set_payload(raw, named)
                text = other.get_payload()
                self._replaced = {'Content-Transfer-Encoding': other['content-transfer-encoding'],
                                  'Content-Type': other['content-type']}
        self._put_text(text)

    def _put_text(self, text):
        if self._mangle:
            text = _from_line.sub('>From ', text)
        self._put_lines(text)

    def _writeBody(self, msg):
        # What is of no other kind.
        self._handle_text(msg)

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
        boundary = msg.get_boundary(None)
        if not boundary:
            sample = self._eol.join([self._as_text(part) for part in written])
            boundary = self._make_boundary(sample)
            msg.set_boundary(boundary=boundary)
        before, after = msg.preamble, msg.epilogue
        if before is not None:
            self._put_text(before)
            self.write(self._eol)
        for n, part in enumerate(written):
            self.write(f'{self._eol if n else ""}--{boundary}{self._eol}')
            self._fp.write(part)
        if not written:
            self.write(f'--{boundary}{self._eol}')
        self.write(f'{self._eol}--{boundary}--{self._eol}')
        if after is not None:
            self._put_text(after)

    def _as_text(self, written):
        return written

    def _handle_multipart_signed(self, msg):
        # A signature holds for the headers as they are.
        kept = self.policy
        self.policy = kept.clone(max_line_length=0)
        try:
            Generator._handle_multipart(self, msg)
        finally:
            self.policy = kept

    def _handle_message_delivery_status(self, msg):
        written = []
        for block in msg.get_payload():
            text = self._inside(block)
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
        payload = msg._payload
        if msg.is_multipart() and payload:
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
        while text is not None and re.search(rf'^--{re.escape(candidate)}(--)?\r?$', text, re.MULTILINE):
            candidate = f'{boundary}.{number}'
            number += 1
        return candidate


class BytesGenerator(Generator):
    """Writes messages as bytes to a file."""

    def write(self, s):
        data = s.encode('ascii', 'surrogateescape')
        self._fp.write(data)

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
                print(part.get_payload(), file=self)
            elif main != 'multipart':
                print(self._fmt % {
                    'type': part.get_content_type(), 'maintype': main, 'subtype': part.get_content_subtype(),
                    'filename': part.get_filename('[no filename]'),
                    'description': part.get('Content-Description', '[no description]'),
                    'encoding': part.get('Content-Transfer-Encoding', '[no encoding]')}, file=self)
