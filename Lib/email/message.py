"""Messages: headers like a dictionary that keeps order and repeats, and a payload: text, or a list of parts."""

__all__ = 'Message', 'EmailMessage'

import binascii
import io
import quopri
import re

from email import utils
from email._encoded_words import decode_b
from email._policybase import compat32
from email.charset import Charset
from email.errors import HeaderParseError
from email.iterators import walk

_needs_quotes = re.compile(r'[ \(\)<>@,;:\\"/\[\]\?=]')
# Up to a semicolon; quotes that aren't closed go on to the end.
_field = re.compile(r'(?:[^;"]|"(?:[^"\\]|\\.)*(?:"|\\?\Z))*', re.DOTALL)
_uu_names = ('x-uuencode', 'uuencode', 'uue', 'x-uue')


# ---- header values with parameters


def _parseparam(s):
    """Cut a value at semicolons that don't stand in quotes. Names become lower case, white space goes."""
    result = []
    at = 0
    while at <= len(s):
        found = _field.match(s, at)
        at = found.end() + 1
        name, equals, value = found[0].partition('=')
        result.append(f'{name.strip().lower()}={value.strip()}' if equals else name.strip())
    return result


def _one_param(name, value=None, quote=True):
    """A parameter as it is written. value: text, or a tuple of charset, language and text."""
    if not value:
        return name
    if not isinstance(value, str):
        charset, language, text = value
        name, value = name + '*', utils.encode_rfc2231(text, charset, language)
    elif not value.isascii():
        name, value = name + '*', utils.encode_rfc2231(value, 'utf-8', '')
    elif quote or _needs_quotes.search(value):
        return f'{name}="{utils.quote(value)}"'
    return f'{name}={value}'


def _plain(value):
    """A parameter without its quotes."""
    if isinstance(value, str):
        return utils.unquote(value)
    charset, language, text = value
    return charset, language, utils.unquote(text)


def _uu_decode(data):
    """The bytes in uuencoded lines."""
    lines = iter(data.splitlines())
    for line in lines:
        if re.match(rb'begin [0-7]+ ', line):
            break
    else:
        raise ValueError('`begin` line not found')
    parts = []
    for line in lines:
        line = line.rstrip(b'\r\n')
        if not line:
            raise ValueError('Truncated input')
        if line.strip(b' \t') == b'end':
            break
        try:
            parts.append(binascii.a2b_uu(line))
        except binascii.Error:
            # Some encoders put more on a line than it counts.
            parts.append(binascii.a2b_uu(line[:((line[0] - 32 & 63) * 4 + 5) // 3]))
    else:
        raise ValueError('Truncated input')
    return b''.join(parts)


def _say_version(message):
    """See that a message says which version of MIME it has."""
    if message.get('MIME-Version') is None:
        message['MIME-Version'] = '1.0'


class Message:
    """A message. Header names match whatever their case; a header can be there several times."""

    def __init__(self, policy=compat32):
        self.policy = policy
        self._headers = []
        self._payload = self._charset = self._envelope = self.preamble = self.epilogue = None
        self.defects, self._kind_if_none = [], 'text/plain'

    # -- the whole

    def __str__(self):
        return self.as_string()

    def as_string(self, unixfrom=False, maxheaderlen=0, policy=None):
        """Return the message as text."""
        from email.generator import Generator
        out = io.StringIO()
        Generator(out, mangle_from_=False, maxheaderlen=maxheaderlen,
                  policy=policy or self.policy).flatten(self, unixfrom=unixfrom)
        return out.getvalue()

    def __bytes__(self):
        return self.as_bytes()

    def as_bytes(self, unixfrom=False, policy=None):
        """Return the message as bytes."""
        from email.generator import BytesGenerator
        out = io.BytesIO()
        BytesGenerator(out, mangle_from_=False, policy=policy or self.policy).flatten(self, unixfrom=unixfrom)
        return out.getvalue()

    def is_multipart(self):
        """Whether the payload is a list of messages."""
        return isinstance(self._payload, list)

    def set_unixfrom(self, unixfrom):
        """Set the envelope line."""
        self._envelope = unixfrom

    def get_unixfrom(self):
        """Return the envelope line or None."""
        return self._envelope

    # -- payload

    def attach(self, payload):
        """Add a part."""
        parts = [] if self._payload is None else self._payload
        if not isinstance(parts, list):
            raise TypeError('Attach is not valid on a message with a non-multipart payload')
        parts.append(payload)
        self._payload = parts

    def get_payload(self, i=None, decode=False):
        """Return the payload, or its part number i. decode: as bytes without the transfer encoding (None of parts)."""
        payload = self._payload
        if isinstance(payload, list):
            if decode:
                return None
            return payload if i is None else payload[i]
        if i is not None:
            raise TypeError('Expected list, got %s' % type(payload))
        if not isinstance(payload, str):
            data = payload
            if not decode or not isinstance(payload, (bytes, bytearray)):
                return payload
        elif utils._has_surrogates(payload):
            try:
                data = payload.encode('ascii', 'surrogateescape')
            except UnicodeEncodeError:
                data = payload.encode('raw-unicode-escape')
            if not decode:
                try:
                    return data.decode(self.get_content_charset('ascii'), 'replace')
                except LookupError:
                    return data.decode('ascii', 'replace')
        elif not decode:
            return payload
        else:
            data = payload.encode('raw-unicode-escape')
        method = self.get('content-transfer-encoding', '')
        method = method.cte if hasattr(method, 'cte') else str(method).strip().lower()
        if method == 'quoted-printable':
            return quopri.decodestring(data)
        if method == 'base64':
            value, defects = decode_b(b''.join(data.splitlines()))
            for defect in defects:
                self.policy.handle_defect(obj=self, defect=defect)
            return value
        if method in _uu_names:
            try:
                return _uu_decode(data)
            except ValueError:
                return data
        return data

    def set_payload(self, payload, charset=None):
        """Set the payload, and the charset if one is given."""
        if charset and hasattr(payload, 'encode'):
            codec = charset if isinstance(charset, Charset) else Charset(str(charset))
            payload = payload.encode(codec.output_charset or 'ascii', 'surrogateescape')
        # Bytes are kept as text in which they can be found again.
        self._payload = payload.decode('ascii', 'surrogateescape') if hasattr(payload, 'decode') else payload
        if charset is not None:
            self.set_charset(charset=charset)

    def set_charset(self, charset):
        """Set the charset of text: in the headers, and by encoding the payload. None takes it out of the headers."""
        if charset is None:
            self._charset = None
            self.del_param(param='charset')
            return
        self._charset = charset = charset if isinstance(charset, Charset) else Charset(charset)
        out = charset.get_output_charset()
        _say_version(self)
        if 'Content-Type' in self:
            self.set_param('charset', out)
        else:
            self.add_header('Content-Type', 'text/plain', charset=out)
        if charset != out and self._payload:
            self._payload = self._body(charset, out)
        if 'Content-Transfer-Encoding' in self:
            return
        encoding = charset.get_body_encoding()
        if callable(encoding):
            encoding(self)
            return
        if self._payload:
            self._payload = self._body(charset, out)
        self.add_header('Content-Transfer-Encoding', encoding)

    def _body(self, charset, out):
        body = charset.body_encode(self._text_bytes(out))
        return body.decode('ascii', 'surrogateescape') if isinstance(body, bytes) else body

    def _text_bytes(self, codec):
        """The payload as bytes: those that are hidden in it, or what it is in a charset."""
        try:
            return self._payload.encode('ascii', 'surrogateescape')
        except UnicodeError:
            return self._payload.encode(codec)

    def get_charset(self):
        """Return the Charset that was set, or None."""
        return self._charset

    # -- headers as a dictionary

    def _shown(self, name, value):
        return self.policy.header_fetch_parse(name, value)

    def __len__(self):
        return sum(1 for _ in self.raw_items())

    def __getitem__(self, name):
        return self.get(name)

    def __setitem__(self, name, val):
        limit = self.policy.header_max_count(name)
        if limit and sum(1 for key in self.keys() if key.lower() == name.lower()) >= limit:
            raise ValueError(f'There may be at most {limit} {name} headers in a message')
        stored, value = self.policy.header_store_parse(name, val)
        self.set_raw(stored, value)

    def __delitem__(self, name):
        self._headers = [field for field in self._headers if field[0].lower() != name.lower()]

    def __contains__(self, name):
        return any(key.lower() == name.lower() for key, _ in self._headers)

    def __iter__(self):
        return iter(self.keys())

    def keys(self):
        """Return the names of the headers."""
        return [name for name, _ in self._headers]

    def values(self):
        """Return the values of the headers."""
        return [self._shown(*field) for field in self._headers]

    def items(self):
        """Return the headers as pairs."""
        return [(field[0], self._shown(*field)) for field in self._headers]

    def get(self, name, failobj=None):
        """Return the value of the first header of that name."""
        for key, value in self._headers:
            if key.lower() == name.lower():
                return self._shown(key, value)
        return failobj

    def get_all(self, name, failobj=None):
        """Return the values of all headers of that name."""
        return [self._shown(*field) for field in self._headers if field[0].lower() == name.lower()] or failobj

    def set_raw(self, name, value):
        """Add a header as it is. (For parsers.)"""
        self._headers += [(name, value)]

    def raw_items(self):
        """Go through the headers as they are. (For generators.)"""
        return iter(list(self._headers))

    def add_header(self, _name, _value, **_params):
        """Add a header with parameters. Underscores in their names stand for dashes; None is a parameter without value."""
        fields = [] if _value is None else [_value]
        for name, value in _params.items():
            name = name.replace('_', '-')
            fields.append(name if value is None else _one_param(name, value))
        self[_name] = '; '.join(fields)

    def replace_header(self, _name, _value):
        """Replace the first header of that name, where it is."""
        for n, (key, _) in enumerate(self._headers):
            if key.lower() == _name.lower():
                self._headers[n] = self.policy.header_store_parse(key, _value)
                return
        raise KeyError(_name)

    # -- types and parameters

    def get_content_type(self):
        """Return the type, in lower case; text/plain if it makes no sense."""
        value = self.get('content-type')
        if value is None:
            return self._kind_if_none
        kind = _parseparam(str(value))[0].lower() if str(value) else ''
        return kind if kind.count('/') == 1 else 'text/plain'

    def get_content_maintype(self):
        """Return the type before the slash."""
        return self.get_content_type().partition('/')[0]

    def get_content_subtype(self):
        """Return the type after the slash."""
        return self.get_content_type().partition('/')[2]

    def get_default_type(self):
        """Return the type of a message that has none."""
        return self._kind_if_none

    def set_default_type(self, ctype):
        """Set the type that holds if there is no header."""
        self._kind_if_none = ctype

    def _raw_params(self, header):
        """The parameters of a header, in quotes if they are; None without the header."""
        value = self.get(header)
        if value is None:
            return None
        pairs = []
        for field in _parseparam(str(value)):
            name, _, text = field.partition('=')
            pairs.append((name.strip(), text.strip()))
        return utils.decode_params(pairs)

    def get_params(self, failobj=None, header='content-type', unquote=True):
        """Return the parameters of a header as pairs; the first is the value itself."""
        pairs = self._raw_params(header)
        if pairs is None:
            return failobj
        return [(name, _plain(value)) for name, value in pairs] if unquote else pairs

    def get_param(self, param, failobj=None, header='content-type', unquote=True):
        """Return a parameter: a str, or a tuple of charset, language and text (RFC 2231)."""
        for name, value in self._raw_params(header) or ():
            if name.lower() == param.lower():
                return _plain(value) if unquote else value
        return failobj

    def set_param(self, param, value, header='Content-Type', requote=True, charset=None, language='', replace=False):
        """Set a parameter. replace: keep the place of the header."""
        if charset and isinstance(value, str):
            value = charset, language, value
        old = self.get(header)
        if old is None:
            old = 'text/plain' if header.lower() == 'content-type' else ''
        if self.get_param(param, header=header) is None:
            added = _one_param(param, value, requote)
            text = f'{old}; {added}' if old else added
        else:
            fields = []
            for name, present in self.get_params(header=header, unquote=requote):
                if name.lower() == param.lower():
                    fields.append(_one_param(param, value, requote))
                else:
                    fields.append(_one_param(name, present, requote))
            text = '; '.join(fields)
        if text == self.get(header):
            return
        if replace:
            self.replace_header(header, text)
        else:
            del self[header]
            self[header] = text

    def del_param(self, param, header='content-type', requote=True):
        """Take a parameter out of a header."""
        if header not in self:
            return
        kept = [_one_param(name, value, requote) for name, value in self.get_params(header=header, unquote=requote)
                if name.lower() != param.lower()]
        text = '; '.join(kept)
        if text != self.get(header):
            del self[header]
            self[header] = text

    def set_type(self, type, header='Content-Type', requote=True):
        """Set the type, and keep the parameters."""
        if type.count('/') != 1:
            raise ValueError
        if 'content-type' == header.lower():
            del self['mime-version']
            _say_version(self)
        kept = self.get_params(None, header, requote)
        if kept is not None:
            del self[header]
        self[header] = type
        for name, value in (kept or [])[1:]:
            self.set_param(name, value, header, requote)

    def get_filename(self, failobj=None):
        """Return the name of the file that this is: filename of Content-Disposition, or name of Content-Type."""
        for param, header in (('filename', 'content-disposition'), ('name', 'content-type')):
            value = self.get_param(param, None, header)
            if value is not None:
                return utils.collapse_rfc2231_value(value).strip()
        return failobj

    def get_boundary(self, failobj=None):
        """Return the boundary of a multipart."""
        value = self.get_param('boundary')
        # RFC 2046 says that a boundary ends in no white space.
        return failobj if value is None else utils.collapse_rfc2231_value(value).rstrip()

    def set_boundary(self, boundary):
        """Set the boundary, in the place that it has."""
        params = self._raw_params('content-type')
        if params is None:
            raise HeaderParseError('No Content-Type header found')
        written = f'"{boundary}"'
        if any(name.lower() == 'boundary' for name, _ in params):
            params = [(name, written if name.lower() == 'boundary' else value) for name, value in params]
        else:
            params.append(('boundary', written))
        text = '; '.join([name if value == '' else f'{name}={value}' if isinstance(value, str) else _one_param(
            name, (value[0], value[1], utils.unquote(value[2]))) for name, value in params])
        self._headers = [(key, self.policy.header_store_parse(key, text)[1] if key.lower() == 'content-type' else value)
                         for key, value in self._headers]

    def get_content_charset(self, failobj=None):
        """Return the charset of the content type, in lower case."""
        value = self.get_param('charset')
        if value is None:
            return failobj
        if not isinstance(value, str):
            charset, _, text = value
            try:
                # Percent escapes became characters of the same number.
                value = text.encode('raw-unicode-escape').decode(charset or 'us-ascii')
            except (LookupError, UnicodeError):
                value = text
        return value.lower() if value.isascii() else failobj

    def get_charsets(self, failobj=None):
        """Return the charsets of all parts; failobj for those that name none."""
        return [part.get_content_charset(failobj) for part in walk(self)]

    def get_content_disposition(self):
        """Return the content disposition in lower case, without parameters; None if there is none."""
        value = self['content-disposition']
        return None if value is None else _parseparam(str(value))[0].lower()

    walk = walk


class MIMEPart(Message):
    """A part of a message, in the interface of today."""

    def __init__(self, policy=None):
        if policy is None:
            from email.policy import default as policy
        super().__init__(policy)

    def as_string(self, unixfrom=False, maxheaderlen=None, policy=None):
        """Return the message as text. Headers are as long as the policy says, if maxheaderlen isn't given."""
        policy = policy or self.policy
        return super().as_string(unixfrom, policy.max_line_length if maxheaderlen is None else maxheaderlen, policy)

    def __str__(self):
        readable = self.policy.clone(utf8=True)
        return self.as_string(policy=readable)

    # -- finding parts

    def is_attachment(self):
        """Whether Content-Disposition says so."""
        header = self.get('content-disposition')
        if header is None:
            return False
        return getattr(header, 'content_disposition', None) == 'attachment'

    def _candidates(self, wanted):
        """Parts that could be the body, with the place of their kind in wanted."""
        if self.is_attachment():
            return
        main, sub = self.get_content_type().split('/')
        if main == 'text':
            if sub in wanted:
                yield wanted.index(sub), self
            return
        if main != 'multipart' or not self.is_multipart():
            return
        if sub != 'related':
            for part in self.iter_parts():
                yield from part._candidates(wanted)
            return
        if 'related' in wanted:
            yield wanted.index('related'), self
        root = self._root()
        if root is not None:
            yield from root._candidates(wanted)

    def _root(self):
        """The part of a multipart/related to which the others belong: what start names, or the first."""
        parts, wanted = list(self.iter_parts()), self.get_param('start')
        named = [part for part in parts if wanted and part['content-id'] == wanted]
        return (named or parts or [None])[0]

    def get_body(self, preferencelist=('related', 'html', 'plain')):
        """Return the part that is the body: of the first kind in preferencelist that there is, or None."""
        best, body = len(preferencelist), None
        for rank, part in self._candidates(tuple(preferencelist)):
            if rank < best:
                best, body = rank, part
                if rank == 0:
                    break
        return body

    def iter_attachments(self):
        """Go through the parts that aren't the body."""
        main, sub = self.get_content_type().split('/')
        if main != 'multipart' or sub == 'alternative':
            return
        # There are none if it couldn't be read as a multipart.
        parts = list(self.iter_parts())
        if sub == 'related':
            root = self._root()
            yield from [part for part in parts if part is not root]
            return
        bodies = [('multipart', 'alternative'), ('multipart', 'related'), ('text', 'html'), ('text', 'plain')]
        seen = set()
        for part in parts:
            kind = tuple(part.get_content_type().split('/'))
            if kind in bodies and not part.is_attachment() and part.get_content_subtype() not in seen:
                seen.add(part.get_content_subtype())
            else:
                yield part

    def iter_parts(self):
        """Go through the parts; there are none if this is no multipart."""
        if self.is_multipart():
            yield from self._payload

    # -- content

    def get_content(self, *args, content_manager=None, **kw):
        """Return the content, by the content manager."""
        return (content_manager or self.policy.content_manager).get_content(self, *args, **kw)

    def set_content(self, *args, content_manager=None, **kw):
        """Set the content, by the content manager."""
        (content_manager or self.policy.content_manager).set_content(self, *args, **kw)

    def _another(self):
        cls = type(self)
        return cls(policy=self.policy)

    def _wrap(self, subtype, later, boundary):
        """Become a multipart that has what was here as its first part."""
        main, existing = self.get_content_type().split('/')
        if main == 'multipart' and existing in (*later, subtype):
            raise ValueError(f'Cannot convert {existing} to {subtype}')
        kept, moved = [], []
        for field in self._headers:
            (moved if field[0].lower().startswith('content-') else kept).append(field)
        parts = []
        if moved:
            part = self._another()
            part._headers, part._payload = moved, self._payload
            parts = [part]
        self._headers, self._payload = kept, parts
        self['Content-Type'] = f'multipart/{subtype}'
        if boundary is not None:
            self.set_param(param='boundary', value=boundary)

    def make_related(self, boundary=None):
        """Become a multipart/related of what was here."""
        self._wrap('related', ('alternative', 'mixed'), boundary)

    def make_alternative(self, boundary=None):
        """Become a multipart/alternative of what was here."""
        self._wrap('alternative', ('mixed',), boundary)

    def make_mixed(self, boundary=None):
        """Become a multipart/mixed of what was here."""
        self._wrap('mixed', (), boundary)

    def _add(self, subtype, disposition, args, kw):
        if self.get_content_type() != 'multipart/' + subtype:
            getattr(self, 'make_' + subtype)()
        part = self._another()
        part.set_content(*args, **kw)
        if disposition and 'content-disposition' not in part:
            part['Content-Disposition'] = disposition
        self.attach(part)

    def add_related(self, *args, **kw):
        """Add a part that belongs to the first one."""
        self._add('related', 'inline', args, kw)

    def add_alternative(self, *args, **kw):
        """Add the same content in another form."""
        self._add('alternative', None, args, kw)

    def add_attachment(self, *args, **kw):
        """Add an attachment."""
        self._add('mixed', 'attachment', args, kw)

    def clear(self):
        """Remove payload and headers."""
        self._headers = []
        self._payload = None

    def clear_content(self):
        """Remove the payload and the headers about it."""
        self._headers = [field for field in self._headers if not field[0].lower().startswith('content-')]
        self._payload = None


class EmailMessage(MIMEPart):
    """A message, in the interface of today."""

    def set_content(self, *args, **kw):
        """Set the content, by the content manager."""
        MIMEPart.set_content(self, *args, **kw)
        _say_version(self)
