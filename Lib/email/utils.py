"""What mail programs need besides messages: addresses, dates, message ids, parameters of headers."""

__all__ = ['collapse_rfc2231_value', 'decode_params', 'decode_rfc2231', 'encode_rfc2231', 'formataddr', 'formatdate',
           'format_datetime', 'getaddresses', 'make_msgid', 'mktime_tz', 'parseaddr', 'parsedate', 'parsedate_tz',
           'parsedate_to_datetime', 'quote', 'unquote', 'localtime']

import datetime
import os
import re
import time
from urllib.parse import quote as _percent, unquote as _from_percent

from email._addresses import AddressReader
from email._dates import day_names as _days, mktime_tz, month_names as _months, parsedate, parsedate_tz, read_date

supports_strict_parsing = True

_needs_quotes = re.compile(r'[][\\()<>@,:;".]')
_section = re.compile(r'(\w+)\*(\d+)?(\*)?', re.ASCII)


def _has_surrogates(s):
    """Whether a text holds bytes that weren't decoded."""
    if s.isascii():
        return False
    try:
        s.encode()
    except UnicodeEncodeError:
        return True
    return False


def _sanitize(string):
    """string with the bytes that weren't decoded replaced."""
    return string.encode('utf-8', 'surrogateescape').decode('utf-8', 'replace') if _has_surrogates(string) else string


# ---- quotes


def quote(str):
    """Return str with backslashes before backslashes and quotes."""
    return str.replace('\\', r'\\').replace('"', r'\"')


def unquote(str):
    """Return str without the quotes or angle brackets around it."""
    if len(str) > 1:
        if str[0] == '"' == str[-1]:
            return str[1:-1].replace(r'\\', '\\').replace(r'\"', '"')
        if str[0] == '<' and str[-1] == '>':
            return str[1:-1]
    return str


# ---- addresses


def formataddr(pair, charset='utf-8'):
    """Return a pair of name and address as it stands in a header. A name that isn't ASCII is encoded in charset."""
    name, address = pair
    address.encode('ascii')
    if not name:
        return address
    if name.isascii():
        if _needs_quotes.search(name):
            name = f'"{re.sub(r'[\\"]', r'\\\g<0>', name)}"'
    else:
        from email.charset import Charset
        coder = Charset(charset) if isinstance(charset, str) else charset
        name = coder.header_encode(name)
    return f'{name} <{address}>'


def _outside_quotes(text):
    """text without what stands in quotes. A quote that isn't closed stays."""
    return re.sub(r'((?:\\.|[^"\\])*)"(?:\\.|[^"\\])*"', r'\1', text, flags=re.DOTALL)


def _balanced(text):
    """Whether parentheses come in pairs."""
    depth = 0
    for char in re.sub(r'\\.', '', text, flags=re.DOTALL):
        if char == '(':
            depth += 1
        elif char == ')':
            depth -= 1
            if depth < 0:
                return False
    return depth == 0


def getaddresses(fieldvalues, *, strict=True):
    """Return the pairs of name and address in header values.

    If strict and it isn't clear how many addresses there are, the result is one empty pair.
    """
    values = [str(value) for value in fieldvalues]
    if not strict:
        return AddressReader(', '.join(values)).read_all()
    expected, sound = 0, []
    for value in values:
        outside = _outside_quotes(value)
        if not _balanced(outside):
            value = outside = ''
        sound.append(value)
        expected += 1 + outside.count(',')
    found = AddressReader(', '.join(sound)).read_all()
    if sound and not sound[-1]:
        found.append(('', ''))
    if len(found) != expected:
        return [('', '')]
    return [('', '') if '[' in pair[1] else pair for pair in found]


def parseaddr(addr, *, strict=True):
    """Return name and address of an address. Both are empty if it can't be read."""
    if type(addr) is list:
        first = addr[0] if addr else ''
        if not strict:
            return '', first
        addr = first
    elif not isinstance(addr, str):
        return '', ''
    if not strict:
        return (AddressReader(addr).read_all() or [('', '')])[0]
    if not _balanced(_outside_quotes(addr)):
        return '', ''
    found = AddressReader(addr).read_all()
    if len(found) != 1 or '[' in found[0][1]:
        return '', ''
    return found[0]


# ---- dates


def format_datetime(dt, usegmt=False):
    """Return a datetime as a header has it. A naive one gets the zone -0000. usegmt: in UTC, with GMT as the zone."""
    if usegmt:
        if dt.tzinfo is not datetime.timezone.utc:
            raise ValueError('usegmt option requires a UTC datetime')
        zone = 'GMT'
    elif dt.tzinfo is None:
        zone = '-0000'
    else:
        zone = dt.strftime('%z')
    return (f'{_days[dt.weekday()]}, {dt.day:02} {_months[dt.month - 1]} {dt.year:04} '
            f'{dt.hour:02}:{dt.minute:02}:{dt.second:02} {zone}')


def formatdate(timeval=None, localtime=False, usegmt=False):
    """Return a time stamp (now if it is None) as a header has it."""
    dt = datetime.datetime.fromtimestamp(time.time() if timeval is None else timeval, datetime.timezone.utc)
    if localtime:
        return format_datetime(dt.astimezone())
    return format_datetime(dt if usegmt else dt.replace(tzinfo=None), usegmt)


def parsedate_to_datetime(data):
    """Return a date as a datetime: a naive one if the zone is -0000 or not given."""
    date = read_date(data)
    if date is None:
        raise ValueError('Invalid date value or format "%s"' % str(data))
    try:
        zone = None if date[9] is None else datetime.timezone(datetime.timedelta(seconds=date[9]))
        return datetime.datetime(*date[:6], tzinfo=zone)
    except OverflowError as error:
        raise ValueError(str(error)) from None


def localtime(dt=None):
    """Return dt (now if it is None) as an aware datetime in local time."""
    return (datetime.datetime.now() if dt is None else dt).astimezone()


def make_msgid(idstring=None, domain=None):
    """Return an id for a message that no other has. idstring strengthens that, domain is this host's if not given."""
    if domain is None:
        from socket import getfqdn
        domain = getfqdn()
    stamp, noise = int(time.time() * 100), int.from_bytes(os.urandom(8))
    return f'<{stamp}.{os.getpid()}.{noise}{"." + idstring if idstring is not None else ""}@{domain}>'


# ---- parameters (RFC 2231)


def decode_rfc2231(s):
    """Take charset'language'text apart. Charset and language are None if they aren't there."""
    parts = s.split("'", 2)
    return parts if len(parts) == 3 else (None, None, s)


def encode_rfc2231(s, charset=None, language=None):
    """Return s with percent escapes, and charset and language before it if one is given."""
    s = _percent(s, safe='', encoding=charset or 'ascii')
    if charset is language is None:
        return s
    return f"{charset}'{language or ''}'{s}"


def decode_params(params):
    """Return parameters (pairs, the first being the value itself) with those that come in sections put together."""
    result, sections = [params[0]], {}
    for name, written in params[1:]:
        value, encoded = unquote(written), name[-1:] == '*'
        found = _section.fullmatch(name)
        if not found:
            result.append((name, f'"{quote(value)}"'))
            continue
        number = found[2] and int(found[2])
        sections.setdefault(found[1], []).append((number, value, encoded))
    for name, pieces in sections.items():
        pieces.sort(key=lambda piece: piece[0] or 0)
        whole = ''.join([_from_percent(value, encoding='latin-1') if encoded else value for _, value, encoded in pieces])
        if any(encoded for _, _, encoded in pieces):
            charset, language, text = decode_rfc2231(whole)
            result.append((name, (charset, language, f'"{quote(text)}"')))
        else:
            result.append((name, f'"{quote(whole)}"'))
    return result


def collapse_rfc2231_value(value, errors='replace', fallback_charset='us-ascii'):
    """Return the text of a parameter: of a string, or of a tuple of charset, language and text."""
    if isinstance(value, str) or len(value) != 3:
        return unquote(value)
    charset, _, text = value
    try:
        return text.encode('raw-unicode-escape').decode(charset or fallback_charset, errors)
    except LookupError:
        return unquote(text)
