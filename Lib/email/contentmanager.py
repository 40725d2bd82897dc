"""Content managers: they turn objects into the content of a message, and back."""

import binascii
import sys

from email import quoprimime
from email.errors import HeaderDefect


class ContentManager:
    """Knows functions that read content by its type and functions that set content by the type of an object."""

    def __init__(self):
        self.get_handlers = {}
        self.set_handlers = {}

    def add_get_handler(self, key, handler):
        """Let handler read content of a type: 'text/plain', 'text', or '' for any."""
        self.get_handlers.update({key: handler})

    def add_set_handler(self, typekey, handler):
        """Let handler set objects of a type, which is given itself or by its name; None stands for any."""
        self.set_handlers.update({typekey: handler})

    def get_content(self, msg, *args, **kw):
        """Return the content of a message."""
        kind = msg.get_content_type()
        for key in (kind, msg.get_content_maintype(), ''):
            if key in self.get_handlers:
                return self.get_handlers[key](msg, *args, **kw)
        raise KeyError(kind)

    def set_content(self, msg, obj, *args, **kw):
        """Make obj the content of a message."""
        if msg.get_content_type().startswith('multipart/'):
            raise TypeError('set_content not valid on multipart')
        put = self._setter(obj)
        msg.clear_content()
        put(msg, obj, *args, **kw)

    def _setter(self, obj):
        known, wanted = self.set_handlers, None
        for cls in type(obj).__mro__:
            full = f'{cls.__module__}.{cls.__qualname__}' if cls.__module__ else cls.__qualname__
            wanted = wanted or full
            for key in (cls, full, cls.__qualname__, cls.__name__):
                if key in known:
                    return known[key]
        if None not in known:
            raise KeyError(wanted)
        return known[None]


raw_data_manager = _manager = ContentManager()


# ---- reading


def get_text_content(msg, errors='replace'):
    """The text of a message."""
    return msg.get_payload(decode=True).decode(msg.get_param('charset', 'ASCII'), errors)


def get_non_text_content(msg):
    """The bytes of a message."""
    return msg.get_payload(None, True)


def get_message_content(msg):
    """The message within a message."""
    return msg.get_payload(i=0)


def get_and_fixup_unknown_message_content(msg):
    """The bytes of the message within a message of which it isn't known how to read it."""
    return get_message_content(msg).as_bytes()


_manager.add_get_handler('text', get_text_content)
for _main in ('audio', 'image', 'video', 'application'):
    _manager.add_get_handler(_main, get_non_text_content)
for _sub in ('rfc822', 'external-body'):
    _manager.add_get_handler('message/' + _sub, get_message_content)
_manager.add_get_handler('message', get_and_fixup_unknown_message_content)


# ---- setting


class _Setting:
    """Sets the content of a message: type and headers before, the rest after the payload."""

    def __init__(self, msg, maintype, subtype, headers):
        self.msg = msg
        msg['Content-Type'] = f'{maintype}/{subtype}'
        if not headers:
            return
        policy = msg.policy
        if isinstance(headers[0], str) and not hasattr(headers[0], 'name'):
            headers = [policy.header_factory(*policy.header_source_parse([line])) for line in headers]
        for header in headers:
            try:
                if header.defects:
                    raise header.defects[0]
                self.msg[header.name] = header
            except HeaderDefect as defect:
                raise ValueError(f'Invalid header: {header.fold(policy=policy)}') from defect

    def finish(self, payload, cte, disposition, filename, cid, params):
        msg = self.msg
        msg.set_payload(payload)
        msg['Content-Transfer-Encoding'] = f'{cte}'
        shown = 'attachment' if disposition is None and filename is not None else disposition
        if shown is not None:
            msg['Content-Disposition'] = shown
        if filename is not None:
            msg.set_param('filename', filename, header='Content-Disposition', replace=True)
        if cid is not None:
            msg['Content-ID'] = cid
        for name, value in (params or {}).items():
            msg.set_param(name, value)


def _in_base64(data, width):
    step = width // 4 * 3
    return ''.join([binascii.b2a_base64(data[at:at + step]).decode('ascii') for at in range(0, len(data), step)])


def _text_payload(text, charset, cte, policy):
    """Choose an encoding if cte is None. Return it, and the payload."""
    lines = text.encode(charset).splitlines()
    limit = policy.max_line_length or sys.maxsize
    width = policy.max_line_length or 78
    plain = b''.join([line + b'\n' for line in lines]) or b'\n'

    def wire(some):
        end = policy.linesep.encode('ascii')
        return b''.join([line + end for line in some]) or end

    if cte is None:
        if max(map(len, lines), default=0) <= limit:
            if plain.isascii():
                return '7bit', plain.decode('ascii')
            if policy.cte_type != '7bit':
                return '8bit', plain.decode('ascii', 'surrogateescape')
        # The first lines tell which encoding is shorter.
        sample = wire(lines[:10])
        quoted = quoprimime.body_encode(sample.decode('latin-1'), width)
        cte = 'base64' if len(quoted) > len(binascii.b2a_base64(sample)) else 'quoted-printable'
        if cte == 'quoted-printable' and len(lines) <= 10:
            return cte, quoted
    match cte:
        case '7bit':
            payload = plain.decode('ascii')
        case '8bit':
            payload = plain.decode('ascii', 'surrogateescape')
        case 'quoted-printable':
            payload = quoprimime.body_encode(plain.decode('latin-1'), width)
        case 'base64':
            payload = _in_base64(wire(lines), width)
        case _:
            raise ValueError(f'Unknown content transfer encoding {cte}')
    return cte, payload


def set_text_content(msg, string, subtype='plain', charset='utf-8', cte=None, disposition=None, filename=None, cid=None, params=None,
                     headers=None):
    """Make a str the content of a message."""
    setting = _Setting(msg, 'text', subtype, headers)
    from email.charset import ALIASES, Charset
    name = ALIASES.get(charset, charset)
    out = Charset(name).output_charset
    charset = charset if out in (None, name) else out  # mail has another charset for some
    cte, payload = _text_payload(string, charset, cte, msg.policy)
    msg.set_payload(payload)
    msg.set_param('charset', ALIASES.get(charset, charset), replace=True)
    setting.finish(payload, cte, disposition, filename, cid, params)


def set_message_content(msg, message, subtype='rfc822', cte=None, disposition=None, filename=None, cid=None, params=None,
                        headers=None):
    """Make a message the content of another."""
    if subtype == 'partial':
        raise ValueError('message/partial is not supported for Message objects')
    possible = {'rfc822': ('8bit', '7bit', 'binary'), 'external-body': ('7bit',)}.get(subtype)
    if possible and cte not in (None, *possible):
        # RFC 2046 sections 5.2.1 and 5.2.3.
        raise ValueError(f'message/{subtype} parts do not support cte={cte}')
    if cte is None:
        # A type that isn't known may have any content.
        cte = possible[0] if possible else '7bit'
    _Setting(msg, 'message', subtype, headers).finish([message], cte, disposition, filename, cid, params)


def set_bytes_content(msg, data, maintype, subtype, cte='base64', disposition=None, filename=None, cid=None, params=None,
                      headers=None):
    """Make bytes the content of a message."""
    setting = _Setting(msg, maintype, subtype, headers)
    match cte:
        case 'base64':
            payload = _in_base64(data, msg.policy.max_line_length or 78)
        case 'quoted-printable':
            payload = binascii.b2a_qp(data, istext=False, header=False, quotetabs=True).decode('ascii')
        case '7bit':
            payload = data.decode('ascii')
        case '8bit' | 'binary':
            payload = data.decode('ascii', 'surrogateescape')
        case _:
            raise ValueError(f'Unknown content transfer encoding {cte}')
    setting.finish(payload, cte, disposition, filename, cid, params)


_manager.add_set_handler(str, set_text_content)
for _type in (bytes, bytearray, memoryview):
    _manager.add_set_handler(_type, set_bytes_content)
# By name: email.message needs this module.
_manager.add_set_handler('email.message.EmailMessage', set_message_content)
