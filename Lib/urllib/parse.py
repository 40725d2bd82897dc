"""URLs: their parts, joining, quoting, and queries."""

from collections import namedtuple
from functools import lru_cache as _lru_cache

__all__ = ['urlparse', 'urlunparse', 'urljoin', 'urldefrag', 'urlsplit', 'urlunsplit', 'urlencode', 'parse_qs', 'parse_qsl',
           'quote', 'quote_plus', 'quote_from_bytes', 'unquote', 'unquote_plus', 'unquote_to_bytes', 'DefragResult',
           'ParseResult', 'SplitResult', 'DefragResultBytes', 'ParseResultBytes', 'SplitResultBytes']

# What schemes can: relative URLs, a network location, parameters, queries, fragments. Programs may add to these.
uses_relative = ['', *'ftp http gopher nntp imap wais file https shttp mms prospero rtsp rtsps rtspu sftp svn svn+ssh ws '
                     'wss'.split()]
uses_netloc = ['', *'ftp http gopher nntp telnet imap wais file mms https shttp snews prospero rtsp rtsps rtspu rsync svn '
                   'svn+ssh sftp nfs git git+ssh ws wss itms-services'.split()]
uses_params = ['', *'ftp hdl prospero http imap https shttp rtsp rtsps rtspu sip sips mms sftp tel'.split()]
non_hierarchical = 'gopher hdl mailto news telnet wais imap snews sip sips'.split()
uses_query = ['', *'http wais imap https shttp mms gopher rtsp rtsps rtspu sip sips'.split()]
uses_fragment = ['', *'ftp hdl http gopher news nntp wais https shttp snews file prospero'.split()]

scheme_chars = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.'
_scheme_set = frozenset(scheme_chars)
# Left out, as browsers do: controls and space around, line ends and tabs inside.
_around = ''.join(map(chr, range(33)))
_inside = str.maketrans('', '', '\t\r\n')


def clear_cache():
    """Forget the results of urlsplit and of quoting."""
    _split_text.cache_clear()
    _table_of.cache_clear()


# ---- text and bytes


def _as_text(*args):
    # Returns the arguments as str, and what turns a result back to what they were. Empty ones count for nothing.
    as_text = isinstance(args[0], str)
    for arg in args[1:]:
        if arg and isinstance(arg, str) != as_text:
            raise TypeError('Cannot mix str and non-str arguments')
    if as_text:
        return (*args, lambda result: result)
    return (*(arg.decode('ascii', 'strict') if arg else '' for arg in args), lambda result: result.encode('ascii', 'strict'))


class _TextResult:
    __slots__ = ()

    def encode(self, encoding='ascii', errors='strict'):
        """Return the same as bytes."""
        return self._encoded_counterpart(*(part if part is None else part.encode(encoding, errors) for part in self))


class _BytesResult:
    __slots__ = ()

    def decode(self, encoding='ascii', errors='strict'):
        """Return the same as str."""
        return self._decoded_counterpart(*(part if part is None else part.decode(encoding, errors) for part in self))


class _Location:
    """The parts of a network location, for str and bytes."""

    __slots__ = ()

    def _take_apart(self):
        # Returns user and password, host and port; None for what isn't there.
        as_bytes = isinstance(self.netloc, bytes)

        def mark(text):
            return text.encode() if as_bytes else text
        info, at, place = self.netloc.rpartition(mark('@'))
        user = password = None
        if at:
            user, colon, password = info.partition(mark(':'))
            if not colon:
                password = None
        before, bracket, rest = place.partition(mark('['))
        if bracket:
            host, _, port = rest.partition(mark(']'))
            port = port.partition(mark(':'))[2]
        else:
            host, _, port = place.partition(mark(':'))
        return user, password, host, port or None

    @property
    def username(self):
        return self._take_apart()[0]

    @property
    def password(self):
        return self._take_apart()[1]

    @property
    def hostname(self):
        """The host in lower case; what stands behind a % in an IPv6 address stays as it is."""
        host = self._take_apart()[2]
        if not host:
            return None
        percent = '%' if isinstance(host, str) else b'%'
        name, mark, zone = host.partition(percent)
        return name.lower() + mark + zone

    @property
    def port(self):
        """The port as an int. ValueError if it is none."""
        port = self._take_apart()[3]
        if port is None:
            return None
        if not (port.isdigit() and port.isascii()):
            raise ValueError(f'Port could not be cast to integer value as {port!r}')
        number = int(port)
        if not 0 <= number <= 65535:
            raise ValueError('Port out of range 0-65535')
        return number

    __class_getitem__ = classmethod(type(list[int]))


_defrag_base = namedtuple('DefragResult', 'url fragment')
_split_base = namedtuple('SplitResult', 'scheme netloc path query fragment')
_parse_base = namedtuple('ParseResult', 'scheme netloc path params query fragment')


class DefragResult(_defrag_base, _TextResult):
    """A URL without its fragment, and the fragment."""

    __slots__ = ()

    def geturl(self):
        return f'{self.url}#{self.fragment}' if self.fragment else self.url


class SplitResult(_split_base, _Location, _TextResult):
    """The parts of a URL."""

    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResult(_parse_base, _Location, _TextResult):
    """The parts of a URL, with the parameters of its last name."""

    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


class DefragResultBytes(_defrag_base, _BytesResult):
    """A URL without its fragment, and the fragment."""

    __slots__ = ()

    def geturl(self):
        return self.url + b'#' + self.fragment if self.fragment else self.url


class SplitResultBytes(_split_base, _Location, _BytesResult):
    """The parts of a URL."""

    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResultBytes(_parse_base, _Location, _BytesResult):
    """The parts of a URL, with the parameters of its last name."""

    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


for _text_class, _bytes_class in ((DefragResult, DefragResultBytes), (SplitResult, SplitResultBytes),
                                  (ParseResult, ParseResultBytes)):
    _text_class._encoded_counterpart, _bytes_class._decoded_counterpart = _bytes_class, _text_class
del _text_class, _bytes_class


# ---- parts


def urlparse(url, scheme='', allow_fragments=True):
    """Split a URL in scheme, netloc, path, params, query and fragment."""
    parts = urlsplit(url, scheme, allow_fragments)
    scheme, netloc, path, query, fragment = parts
    semicolon = ';' if isinstance(path, str) else b';'
    params = path[:0]
    name = scheme if isinstance(scheme, str) else scheme.decode('ascii')
    if name in uses_params and semicolon in path:
        path, params = _split_params(path, semicolon)
    kind = ParseResult if isinstance(path, str) else ParseResultBytes
    return kind(scheme, netloc, path, params, query, fragment)


def _split_params(path, semicolon):
    # Only those of the last name.
    slash = '/' if isinstance(path, str) else b'/'
    start = path.rfind(slash) + 1
    at = path.find(semicolon, start)
    return (path, path[:0]) if at < 0 else (path[:at], path[at + 1:])


def urlsplit(url, scheme='', allow_fragments=True):
    """Split a URL in scheme, netloc, path, query and fragment."""
    if type(url) is type(scheme) is str:
        return _split_text(url, scheme, True if allow_fragments else False)
    url, scheme, restore = _as_text(url, scheme)
    parts = _split_text(url, scheme, bool(allow_fragments))
    return parts if type(restore('')) is str else parts.encode()


@_lru_cache
def _split_text(url, scheme, allow_fragments):
    return SplitResult(*(part or '' for part in _split_exactly(url, scheme, allow_fragments)))


def _split_exactly(url, scheme, allow_fragments):
    # Parts that aren't there, not even empty, are None.
    url = url.lstrip(_around).translate(_inside)
    scheme = scheme.strip(_around).translate(_inside) if scheme is not None else None
    name, colon, rest = url.partition(':')
    if colon and name and name[0].isascii() and name[0].isalpha() and _scheme_set.issuperset(name):
        scheme, url = name.lower(), rest
    netloc = query = fragment = None
    if url.startswith('//'):
        end = min((at for mark in '/?#' if (at := url.find(mark, 2)) >= 0), default=len(url))
        netloc, url = url[2:end], url[end:]
        if ('[' in netloc) != (']' in netloc):
            raise ValueError('Invalid IPv6 URL')
        if '[' in netloc:
            _check_brackets(netloc)
    if allow_fragments and '#' in url:
        url, _, fragment = url.partition('#')
    if '?' in url:
        url, _, query = url.partition('?')
    _check_netloc(netloc)
    return scheme, netloc, url, query, fragment


def _check_brackets(netloc):
    host = netloc.rpartition('@')[2]
    before, bracket, rest = host.partition('[')
    if not bracket:
        # In the user's name.
        if ':' in host and not before:
            raise ValueError('Invalid IPv6 URL')
        name = host.partition(':')[0]
        raise ValueError('Invalid IPv6 URL')
    if before:
        raise ValueError('Invalid IPv6 URL')
    name, _, port = rest.partition(']')
    if port and not port.startswith(':'):
        raise ValueError('Invalid IPv6 URL')
    if name.startswith(('v', 'V')):
        import re
        if not re.fullmatch(r'[vV][a-fA-F0-9]+\..+', name, re.DOTALL):
            raise ValueError('IPvFuture address is invalid')
    else:
        import ipaddress
        if isinstance(ipaddress.ip_address(name), ipaddress.IPv4Address):
            raise ValueError('An IPv4 address cannot be in brackets')


def _check_netloc(netloc):
    # Characters that would become marks when normalized could lead to another host.
    if not netloc or netloc.isascii():
        return
    import unicodedata
    text = netloc
    for mark in '@:#?':
        text = text.replace(mark, '')
    normal = unicodedata.normalize('NFKC', text)
    if text == normal:
        return
    for mark in '/?#@:':
        if mark in normal:
            raise ValueError(f"netloc '{netloc}' contains invalid characters under NFKC normalization")


def urlunparse(components):
    """Put the six parts of a URL together."""
    scheme, netloc, url, params, query, fragment, restore = _as_text(*components)
    if params:
        url = f'{url};{params}'
    return restore(urlunsplit((scheme, netloc, url, query, fragment)))


def urlunsplit(components):
    """Put the five parts of a URL together."""
    scheme, netloc, url, query, fragment, restore = _as_text(*components)
    if not netloc and (not scheme or scheme not in uses_netloc or url and url[:1] != '/'):
        netloc = None
    return restore(_join_exactly(scheme or None, netloc, url, query or None, fragment or None))


def _join_exactly(scheme, netloc, url, query, fragment):
    # The opposite of _split_exactly.
    if netloc is not None:
        if url and url[:1] != '/':
            url = '/' + url
        url = f'//{netloc}{url}'
    elif url[:2] == '//':
        # An empty location, so that the path isn't taken for one.
        url = '//' + url
    if scheme:
        url = f'{scheme}:{url}'
    if query is not None:
        url = f'{url}?{query}'
    return url if fragment is None else f'{url}#{fragment}'


def urljoin(base, url, allow_fragments=True):
    """Return a URL as it is meant where the base is the place (RFC 3986, section 5)."""
    if not base:
        return url
    if not url:
        return base
    base, url, restore = _as_text(base, url)
    b_scheme, b_netloc, b_path, b_query, b_fragment = _split_exactly(base, None, allow_fragments)
    scheme, netloc, path, query, fragment = _split_exactly(url, None, allow_fragments)
    if scheme is None:
        scheme = b_scheme
    if scheme != b_scheme or scheme and scheme not in uses_relative:
        return restore(url)
    if not scheme or scheme in uses_netloc:
        if netloc:
            return restore(_join_exactly(scheme, netloc, path, query, fragment))
        netloc = b_netloc
    if not path:
        if query is None:
            query = b_query
            fragment = b_fragment if fragment is None else fragment
        return restore(_join_exactly(scheme, netloc, b_path, query, fragment))
    above = b_path.split('/')
    if above[-1] != '':
        del above[-1]
    if path[:1] == '/':
        names = path.split('/')
    else:
        # Empty names in the middle of the base's path don't count, here.
        joined = above + path.split('/')
        names = [joined[0], *filter(None, joined[1:-1]), *joined[-1:]] if len(joined) > 1 else joined
    result = []
    for name in names:
        if name == '..':
            if result:
                result.pop()
        elif name != '.':
            result.append(name)
    if names[-1] in ('.', '..'):
        result.append('')
    return restore(_join_exactly(scheme, netloc, '/'.join(result) or '/', query, fragment))


def urldefrag(url):
    """Split a URL in what is in front of the fragment, and the fragment."""
    text, restore = _as_text(url)
    scheme, netloc, path, query, fragment = _split_exactly(text, None, True)
    front, fragment = _join_exactly(scheme, netloc, path, query, None), fragment or ''
    if isinstance(url, str):
        return DefragResult(front, fragment)
    return DefragResultBytes(front.encode('ascii'), fragment.encode('ascii'))


# ---- quoting

_hex_values = None


def unquote_to_bytes(string):
    """Return the bytes that %xx stand for; other characters of a str in UTF-8."""
    global _hex_values
    if not string:
        # Is it a string at all?
        string.split
        return b''
    if isinstance(string, str):
        string = string.encode('utf-8')
    first, *parts = bytes(string).split(b'%')
    if not parts:
        return first
    if _hex_values is None:
        digits = '0123456789ABCDEFabcdef'
        _hex_values = {(a + b).encode(): bytes.fromhex(a + b) for a in digits for b in digits}
    result = [first]
    for part in parts:
        byte = _hex_values.get(part[:2])
        result += (b'%', part) if byte is None else (byte, part[2:])
    return b''.join(result)


_quoted_run = None


def unquote(string, encoding='utf-8', errors='replace'):
    """Return the text that %xx stand for; a str or bytes."""
    global _quoted_run
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode(encoding, errors)
    if '%' not in string:
        # Is it a string at all?
        string.split
        return string
    encoding = 'utf-8' if encoding is None else encoding
    errors = 'replace' if errors is None else errors
    if _quoted_run is None:
        import re
        _quoted_run = re.compile('([\x00-\x7f]+)')
    pieces = _quoted_run.split(string)
    return ''.join([unquote_to_bytes(piece).decode(encoding, errors) if number % 2 else piece
                    for number, piece in enumerate(pieces)])


def unquote_plus(string, encoding='utf-8', errors='replace'):
    """Do unquote, with + for space."""
    return unquote(string.replace('+', ' '), encoding, errors)


_ALWAYS_SAFE = frozenset(b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~')


@_lru_cache
def _table_of(safe):
    # What stands for each byte, and the bytes that stand for themselves.
    allowed = _ALWAYS_SAFE | frozenset(safe)
    return [chr(byte) if byte in allowed else f'%{byte:02X}' for byte in range(256)], bytes(allowed)


def quote(string, safe='/', encoding=None, errors=None):
    """Return a string with %xx in the place of all bytes but ASCII letters, digits, _.-~ and those in safe."""
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode('utf-8' if encoding is None else encoding, 'strict' if errors is None else errors)
    elif encoding is not None:
        raise TypeError("quote() doesn't support 'encoding' for bytes")
    elif errors is not None:
        raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe='', encoding=None, errors=None):
    """Do quote, with + for space."""
    space = ' ' if isinstance(string, str) else b' '
    if space not in string:
        return quote(string, safe, encoding, errors)
    return quote(string, safe + (' ' if isinstance(safe, str) else b' '), encoding, errors).replace(' ', '+')


def quote_from_bytes(bs, safe='/'):
    """Do quote, with bytes."""
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError('quote_from_bytes() expected bytes')
    if not bs:
        return ''
    if isinstance(safe, str):
        safe = safe.encode('ascii', 'ignore')
    else:
        safe = bytes(byte for byte in safe if byte < 128)
    table, kept = _table_of(safe)
    if not bs.strip(kept):
        return bs.decode('ascii')
    return ''.join([table[byte] for byte in bs])


# ---- queries


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace', max_num_fields=None,
             separator='&'):
    """Return the fields of a query as a dict of lists. The settings are those of parse_qsl."""
    result = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors, max_num_fields, separator):
        result.setdefault(name, []).append(value)
    return result


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace', max_num_fields=None,
              separator='&'):
    """Return the fields of a query as a list of pairs.

    keep_blank_values: fields without a value count. strict_parsing: errors are raised. max_num_fields: more than these are
    an error. separator: what stands between fields.
    """
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError('Separator must be of type string or bytes.')
    if isinstance(qs, str):
        if not isinstance(separator, str):
            separator = str(separator, 'ascii')
        equals = '='

        def plain(text):
            return unquote_plus(text, encoding=encoding, errors=errors)
    else:
        if not qs:
            if qs is not None and not isinstance(qs, (bytes, bytearray, memoryview)):
                import warnings
                warnings.warn(f'Accepting {type(qs).__name__} objects with false value in urllib.parse.parse_qsl() is '
                              'deprecated as of 3.14', DeprecationWarning, skip_file_prefixes=(__file__,))
            return []
        # Anything with the bytes of one.
        qs = bytes(memoryview(qs))
        if isinstance(separator, str):
            separator = bytes(separator, 'ascii')
        equals = b'='

        def plain(text):
            return unquote_to_bytes(text.replace(b'+', b' '))
    if not qs:
        return []
    if max_num_fields is not None and max_num_fields < 1 + qs.count(separator):
        raise ValueError('Max number of fields exceeded')
    result = []
    for field in qs.split(separator):
        if not field and not strict_parsing:
            continue
        name, mark, value = field.partition(equals)
        if not mark and strict_parsing:
            raise ValueError(f'bad query field: {field!r}')
        if value or keep_blank_values:
            result.append((plain(name), plain(value)))
    return result


def urlencode(query, doseq=False, safe='', encoding=None, errors=None, quote_via=quote_plus):
    """Return fields, in a mapping or a sequence of pairs, as a query. doseq: sequences as values are several fields."""
    if hasattr(query, 'items'):
        query = query.items()
    else:
        try:
            # A string isn't what is meant, and an empty one would be no error.
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError as error:
            raise TypeError('not a valid non-string sequence or mapping object') from error

    def text(value):
        if isinstance(value, bytes):
            return quote_via(value, safe)
        return quote_via(value if isinstance(value, str) else str(value), safe, encoding, errors)

    result = []
    for name, value in query:
        name = text(name)
        values = [value]
        if doseq and not isinstance(value, (str, bytes)):
            try:
                len(value)
                values = value
            except TypeError:
                pass
        result += [f'{name}={text(each)}' for each in values]
    return '&'.join(result)


# ---- deprecated


def unwrap(url):
    """Return a URL without <URL: and > around it."""
    url = str(url).strip()
    if url[:1] == '<' and url[-1:] == '>':
        url = url[1:-1].strip()
    return url[4:].strip() if url[:4] == 'URL:' else url


def _splittype(url):
    # Scheme and the rest.
    scheme, colon, rest = url.partition(':')
    return (scheme.lower(), rest) if colon and scheme and '/' not in scheme else (None, url)


def _splithost(url):
    # Host and the rest of //host/rest.
    if url[:2] != '//':
        return None, url
    end = min((at for mark in '/#?' if (at := url.find(mark, 2)) >= 0), default=len(url))
    rest = url[end:]
    return url[2:end], rest if not rest or rest[0] == '/' else '/' + rest


def _splituser(host):
    user, at, place = host.rpartition('@')
    return user if at else None, place


def _splitpasswd(user):
    name, colon, password = user.partition(':')
    return name, password if colon else None


def _splitport(host):
    name, colon, port = host.rpartition(':')
    if colon and (not port or port.isascii() and port.isdigit()):
        return name, port or None
    return host, None


def _splitnport(host, defport=-1):
    name, colon, port = host.rpartition(':')
    if not colon:
        return host, defport
    return name, int(port) if port.isascii() and port.isdigit() else None if port else defport


def _splitquery(url):
    path, mark, query = url.rpartition('?')
    return (path, query) if mark else (url, None)


def _splittag(url):
    path, mark, tag = url.rpartition('#')
    return (path, tag) if mark else (url, None)


def _splitattr(url):
    path, *attributes = url.split(';')
    return path, attributes


def _splitvalue(attr):
    name, mark, value = attr.partition('=')
    return name, value if mark else None


def _to_bytes(url):
    if isinstance(url, str):
        try:
            return url.encode('ascii').decode()
        except UnicodeError:
            raise UnicodeError(f'URL {url!r} contains non-ASCII characters') from None
    return url


def _deprecated_function(name, private, advice=', use urllib.parse.urlparse() instead'):
    def function(*args, **kwargs):
        import warnings
        warnings.warn(f'urllib.parse.{name}() is deprecated as of 3.8{advice}', DeprecationWarning, stacklevel=2)
        return private(*args, **kwargs)
    function.__name__ = function.__qualname__ = name
    globals()[name] = function


for _name, _private in (('splittype', _splittype), ('splithost', _splithost), ('splituser', _splituser),
                        ('splitpasswd', _splitpasswd), ('splitport', _splitport), ('splitnport', _splitnport),
                        ('splitquery', _splitquery), ('splittag', _splittag), ('splitattr', _splitattr)):
    _deprecated_function(_name, _private)
_deprecated_function('splitvalue', _splitvalue, ', use urllib.parse.parse_qsl() instead')
_deprecated_function('to_bytes', _to_bytes, '')
del _name, _private


class _Quoter(dict):
    """A mapping of bytes to what stands for them in URLs."""

    def __init__(self, safe):
        self.safe = _ALWAYS_SAFE.union(safe)

    def __repr__(self):
        return f'<Quoter {dict(self)!r}>'

    def __missing__(self, byte):
        text = self[byte] = chr(byte) if byte in self.safe else f'%{byte:02X}'
        return text
