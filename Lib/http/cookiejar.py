"""Jars of cookies: they take cookies out of responses, keep them, and put them into requests.

A policy decides which cookies are taken and sent: those of Netscape (Set-Cookie) and of RFC 2965 (Set-Cookie2).
"""

__all__ = ['Cookie', 'CookieJar', 'CookiePolicy', 'DefaultCookiePolicy', 'FileCookieJar', 'LWPCookieJar', 'LoadError',
           'MozillaCookieJar']

import os
import re
import threading
import time
import urllib.parse
import urllib.request
from calendar import timegm

debug, logger = False, None

DEFAULT_HTTP_PORT = '80'
NETSCAPE_HEADER_TEXT = ('# Netscape HTTP Cookie File\n# http://curl.haxx.se/rfc/cookie_spec.html\n'
                        '# This is a generated file!  Do not edit.\n\n')
MISSING_FILENAME_TEXT = 'a filename was not supplied (nor was the CookieJar instance initialised with one)'

_days = 'Mon Tue Wed Thu Fri Sat Sun'.split()
_months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()


def _note(*words):
    """Log something, if debug is true."""
    if debug:
        global logger
        if logger is None:
            import logging
            logger = logging.getLogger('http.cookiejar')
        logger.debug(*words)


# ---- times


def _utc(t):
    return time.gmtime(time.time() if t is None else t)


def time2isoz(t=None):
    """Return a time (now if it is None) like 1994-11-24 08:49:37Z."""
    return time.strftime('%Y-%m-%d %H:%M:%SZ', _utc(t))


def time2netscape(t=None):
    """Return a time (now if it is None) like Thu, 24-Nov-1994 08:49:37 GMT."""
    at = _utc(t)
    return f'{_days[at.tm_wday]}, {at.tm_mday:02}-{_months[at.tm_mon - 1]}-{at.tm_year:04} {time.strftime("%H:%M:%S", at)} GMT'


def _offset(zone):
    """The seconds that a zone is east of Greenwich, or None if it isn't known."""
    zone = (zone or 'UTC').upper()
    if zone in ('GMT', 'UTC', 'UT', 'Z'):
        return 0
    found = re.fullmatch(r'([-+])?(\d\d?):?(\d\d)?', zone, re.ASCII)
    if not found:
        return None
    seconds = int(found[2]) * 3600 + int(found[3] or 0) * 60
    return -seconds if found[1] == '-' else seconds


def _stamp(year, month, day, hour, minute, second, zone):
    """The time stamp of a date, of which the parts are texts; None if there is none."""
    try:
        number = _months.index(month.capitalize()) + 1
    except ValueError:
        number = int(month) if month.isdecimal() else 0
    values = [int(year), number, int(day), int(hour or 0), int(minute or 0), int(second or 0)]
    if values[0] < 1000:
        # Two digits: the year that is nearest.
        now = time.localtime().tm_year
        guess = values[0] + now // 100 * 100
        values[0] = guess - 100 if guess - now > 50 else guess + 100 if now - guess > 50 else guess
    limits = ((1970, 10 ** 5), (1, 12), (1, 31), (0, 24), (0, 59), (0, 61))
    if not all(low <= value <= high for value, (low, high) in zip(values, limits)):
        return None
    offset = _offset(zone)
    return None if offset is None else timegm((*values, 0, 0, 0)) - offset


_strict_http = re.compile(r'[SMTWF][a-z][a-z], (\d\d) ([JFMASOND][a-z][a-z]) (\d{4}) (\d\d):(\d\d):(\d\d) GMT', re.ASCII)
_weekday = re.compile(r'(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]*,?\s*', re.IGNORECASE)
_loose_http = re.compile(r'''
    (?P<day>\d\d?) (?:\s+|[-/]) (?P<month>\w+) (?:\s+|[-/]) (?P<year>\d+)
    (?: (?:\s+|:) (?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d))? )?
    \s* (?: (?P<zone>[-+]?\d{2,4}|(?![APap][Mm]\b)[A-Za-z]+) \s* )?
    (?: \(\w+\) \s* )?''', re.VERBOSE | re.ASCII)
_iso = re.compile(r'''
    (?P<year>\d{4}) [-/]? (?P<month>\d\d?) [-/]? (?P<day>\d\d?)
    (?: (?:\s+|[-:Tt]) (?P<hour>\d\d?) :? (?P<minute>\d\d) (?: :? (?P<second>\d\d(?:\.\d*)?) )? )?
    \s* (?: (?P<zone>[-+]?\d\d?:?(?::?\d\d)?|Z|z) \s* )?''', re.VERBOSE | re.ASCII)


def http2time(text):
    """Return the time stamp of a date of HTTP, in any of the forms that are about; None if it is none."""
    found = _strict_http.fullmatch(text)
    if found:
        day, month, year, *clock = found.groups()
        at = _stamp(year, month, day, *clock, 'UTC') if month in _months else None
        return at and float(at)
    text = text.lstrip()
    text = text[_weekday.match(text).end():] if _weekday.match(text) else text
    found = _loose_http.fullmatch(text)
    return found and _stamp(**found.groupdict())


def iso2time(text):
    """Return the time stamp of a date of ISO 8601; None if it is none."""
    found = _iso.fullmatch(text.lstrip())
    if not found:
        return None
    parts = found.groupdict()
    parts['second'] = (parts['second'] or '0').partition('.')[0]
    return _stamp(**parts)


# ---- headers


_word = re.compile(r'\s*(?P<name>[^=\s;,]+)')
_quoted = re.compile(r'\s*=\s*"(?P<value>[^"\\]*(?:\\.[^"\\]*)*)"')
_bare = re.compile(r'\s*=\s*(?P<value>[^\s;,]*)')
_gap = re.compile(r'[=\s;]+')


def split_header_words(header_values):
    r"""Return a list for each comma separated item of header values: of pairs of name and value; None: it has no value.

    >>> split_header_words(['a="b, c"; d, e=f'])
    [[('a', 'b, c'), ('d', None)], [('e', 'f')]]
    """
    assert not isinstance(header_values, str)
    items = []
    for text in header_values:
        pairs, at = [], 0
        while at < len(text):
            if found := _word.match(text, at):
                name, value = found['name'], None
                if value_found := _quoted.match(text, found.end()):
                    value, found = re.sub(r'\\(.)', r'\1', value_found['value']), value_found
                elif value_found := _bare.match(text, found.end()):
                    value, found = value_found['value'].rstrip(), value_found
                pairs.append((name, value))
                at = found.end()
            elif text[at:].lstrip().startswith(','):
                at = text.index(',', at) + 1
                if pairs:
                    items.append(pairs)
                pairs = []
            else:
                found = _gap.match(text, at)
                # What can't be here is left out.
                at = found.end() if found else at + 1
        if pairs:
            items.append(pairs)
    return items


def join_header_words(lists):
    """Do the reverse of split_header_words.

    >>> join_header_words([[('a', None), ('b', 'c d')], [('e', 'f')]])
    'a; b="c d", e=f'
    """
    def written(name, value):
        if value is None:
            return name
        if not re.fullmatch(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+", value):
            value = re.sub(r'(["\\])', r'\\\1', value)
            value = f'"{value}"'
        return f'{name}={value}'

    return ', '.join(['; '.join([written(*pair) for pair in pairs]) for pairs in lists if pairs])


def strip_quotes(text):
    """Return text without the quotes around it."""
    return text.removeprefix('"').removesuffix('"')


def parse_ns_headers(ns_headers):
    """Return the items of Set-Cookie headers like split_header_words; in those, values aren't quoted, and commas stay."""
    known = {'expires', 'domain', 'path', 'secure', 'version', 'port', 'max-age'}
    items = []
    for header in ns_headers:
        pairs, versioned = [], False
        for place, field in enumerate(header.split(';')):
            name, equals, value = field.partition('=')
            name, value = name.strip(), value.strip() if equals else None
            if not name:
                if place == 0:
                    break
                continue
            if place:
                lower = name.lower()
                name = lower if lower in known else name
                if name == 'version':
                    versioned, value = True, value and strip_quotes(value)
                elif name == 'expires' and value is not None:
                    value = http2time(strip_quotes(value))
            pairs.append((name, value))
        if pairs:
            items.append(pairs if versioned else [*pairs, ('version', '0')])
    return items


# ---- hosts, paths and ports


_ends_in_number = re.compile(r'\.\d+$', re.ASCII)
_port_at_end = re.compile(r':\d+$', re.ASCII)


def is_HDN(text):
    """Whether text can be the name of a host, and is no address."""
    return bool(text) and not _ends_in_number.search(text) and '.' not in (text[0], text[-1])


def domain_match(A, B):
    """Whether host A is in domain B as RFC 2965 has it."""
    A, B = A.lower(), B.lower()
    return A == B or (is_HDN(A) and B.startswith('.') and is_HDN(B[1:]) and A.rfind(B) > 0)


def liberal_is_HDN(text):
    """Whether text isn't an address."""
    return not _ends_in_number.search(text)


def user_domain_match(A, B):
    """Whether host A is what a user means by B: a host, or with a dot before it, a domain."""
    A, B = A.lower(), B.lower()
    if B.startswith('.') and liberal_is_HDN(A) and liberal_is_HDN(B):
        return A.endswith(B)
    return A == B


def request_host(request):
    """Return the host of a request, in lower case and without a port."""
    host = urllib.parse.urlsplit(request.get_full_url()).netloc or request.get_header('Host', '')
    return _port_at_end.sub('', host, count=1).lower()


def eff_request_host(request):
    """Return the host of a request, and the same with .local if it has no dot."""
    host = request_host(request)
    return host, host if '.' in host else f'{host}.local'


def request_path(request):
    """Return the path of a request, with escapes."""
    path = escape_path(urllib.parse.urlsplit(request.get_full_url()).path)
    return path if path.startswith('/') else f'/{path}'


def request_port(request):
    """Return the port of a request as text; None if it makes no sense."""
    _, colon, port = request.host.partition(':')
    if not colon:
        return DEFAULT_HTTP_PORT
    try:
        int(port)
    except ValueError:
        _note("nonnumeric port: '%s'", port)
        return None
    return port


def escape_path(path):
    """Return a path with escapes where they are needed, in upper case."""
    path = urllib.parse.quote(path, "%/;:@&=+$,!~*'()")
    return re.sub('%[0-9a-fA-F]{2}', lambda found: found[0].upper(), path)


def reach(h):
    """Return the domain in which a host may set cookies (RFC 2965 section 1).

    >>> reach('www.acme.com')
    '.acme.com'
    >>> reach('acme.com')
    'acme.com'
    """
    _, dot, rest = h.partition('.')
    return f'.{rest}' if dot and is_HDN(h) and ('.' in rest or rest == 'local') else h


def is_third_party(request):
    """Whether a request goes to a host that is no concern of the one that the user asked for."""
    return not domain_match(request_host(request), reach(request.origin_req_host))


# ---- cookies


class Cookie:
    """A cookie, with all that was said of it. rest: attributes that aren't standard."""

    def __init__(self, version, name, value, port, port_specified, domain, domain_specified, domain_initial_dot, path,
                 path_specified, secure, expires, discard, comment, comment_url, rest, rfc2109=False):
        if port is None and port_specified is True:
            raise ValueError('if port is None, port_specified must be false')
        self.version = version if version is None else int(version)
        self.name, self.value, self.port, self.port_specified = name, value, port, port_specified
        # Domains are the same whatever their case.
        self.domain, self.domain_specified, self.domain_initial_dot = domain.lower(), domain_specified, domain_initial_dot
        self.path, self.path_specified, self.secure = path, path_specified, secure
        self.expires = expires if expires is None else int(float(expires))
        self.discard, self.comment, self.comment_url, self.rfc2109 = discard, comment, comment_url, rfc2109
        self._rest = dict(rest)

    def has_nonstandard_attr(self, name):
        """Whether the cookie has an attribute that isn't standard."""
        return name in self._rest

    def get_nonstandard_attr(self, name, default=None):
        """Return an attribute that isn't standard."""
        return self._rest.get(name, default)

    def set_nonstandard_attr(self, name, value):
        """Set an attribute that isn't standard."""
        self._rest.update({name: value})

    def is_expired(self, now=None):
        """Whether the time of the cookie is over."""
        return self.expires is not None and self.expires <= (time.time() if now is None else now)

    def __str__(self):
        place = self.domain + ('' if self.port is None else f':{self.port}') + self.path
        shown = self.name if self.value is None else f'{self.name}={self.value}'
        return f'<Cookie {shown} for {place}>'

    def __repr__(self):
        names = ('version name value port port_specified domain domain_specified domain_initial_dot path path_specified '
                 'secure expires discard comment comment_url').split()
        told = [f'{name}={getattr(self, name)!r}' for name in names]
        return f'{type(self).__name__}({", ".join([*told, f"rest={self._rest!r}", f"rfc2109={self.rfc2109!r}"])})'


class CookiePolicy:
    """Decides on cookies. It has at least netscape, rfc2965 and hide_cookie2: which protocols are spoken."""

    def set_ok(self, cookie, request):
        """Whether a cookie is taken from a response."""
        raise NotImplementedError()

    def return_ok(self, cookie, request):
        """Whether a cookie goes with a request."""
        raise NotImplementedError()

    def domain_return_ok(self, domain, request):
        """Whether cookies of a domain can go with a request."""
        return True

    def path_return_ok(self, path, request):
        """Whether cookies of a path can go with a request."""
        return True


# Second level domains that are as public as those of the first level.
_public = frozenset('co ac com edu org net gov mil int aero biz cat coop info jobs mobi museum name pro travel eu'.split())


def _dotted(host):
    return host if host.startswith('.') else f'.{host}'


class DefaultCookiePolicy(CookiePolicy):
    """The rules of the protocols, and lists of domains."""

    DomainStrictNoDots, DomainStrictNonDomain, DomainRFC2965Match = 1, 2, 4
    DomainLiberal, DomainStrict = 0, 1 | 2

    def __init__(self, blocked_domains=None, allowed_domains=None, netscape=True, rfc2965=False, rfc2109_as_netscape=None,
                 hide_cookie2=False, strict_domain=False, strict_rfc2965_unverifiable=True, strict_ns_unverifiable=False,
                 strict_ns_domain=DomainLiberal, strict_ns_set_initial_dollar=False, strict_ns_set_path=False,
                 secure_protocols=('https', 'wss')):
        self.netscape, self.rfc2965, self.hide_cookie2 = netscape, rfc2965, hide_cookie2
        self.rfc2109_as_netscape, self.secure_protocols = rfc2109_as_netscape, secure_protocols
        self.strict_domain, self.strict_ns_domain = strict_domain, strict_ns_domain
        self.strict_rfc2965_unverifiable, self.strict_ns_unverifiable = strict_rfc2965_unverifiable, strict_ns_unverifiable
        self.strict_ns_set_initial_dollar, self.strict_ns_set_path = strict_ns_set_initial_dollar, strict_ns_set_path
        self.set_blocked_domains(blocked_domains or ())
        self.set_allowed_domains(allowed_domains)

    def blocked_domains(self):
        """Return the domains that are blocked."""
        return self._blocked

    def set_blocked_domains(self, blocked_domains):
        """Set the domains that are blocked."""
        self._blocked = (*blocked_domains,)

    def is_blocked(self, domain):
        """Whether a domain is blocked."""
        return any(user_domain_match(domain, blocked) for blocked in self._blocked)

    def allowed_domains(self):
        """Return the domains that are allowed, or None if all are."""
        return self._allowed

    def set_allowed_domains(self, allowed_domains):
        """Set the domains that are allowed; None: all."""
        self._allowed = None if allowed_domains is None else (*allowed_domains,)

    def is_not_allowed(self, domain):
        """Whether only other domains are allowed."""
        return self._allowed is not None and not any(user_domain_match(domain, allowed) for allowed in self._allowed)

    # Each rule is a method, which says no by returning something false.

    def _all(self, prefix, rules, cookie, request):
        for rule in rules:
            if not getattr(self, prefix + rule)(cookie, request):
                _note('   %s refused by %s%s', cookie, prefix, rule)
                return False
        return True

    def set_ok(self, cookie, request):
        _note(' - checking cookie %s=%s', cookie.name, cookie.value)
        return self._all('set_ok_', ('version', 'verifiability', 'name', 'path', 'domain', 'port'), cookie, request)

    def return_ok(self, cookie, request):
        return self._all('return_ok_', ('version', 'verifiability', 'secure', 'expires', 'port', 'domain'), cookie, request)

    def return_ok_version(self, cookie, request):
        return self.rfc2965 if cookie.version > 0 else self.netscape

    def set_ok_version(self, cookie, request):
        # Set-Cookie2 has to have one.
        return cookie.version is not None and self.return_ok_version(cookie, request)

    def set_ok_verifiability(self, cookie, request):
        strict = self.strict_rfc2965_unverifiable if cookie.version > 0 else self.strict_ns_unverifiable
        return not (strict and request.unverifiable and is_third_party(request))

    return_ok_verifiability = set_ok_verifiability

    def set_ok_name(self, cookie, request):
        return not (cookie.version == 0 and self.strict_ns_set_initial_dollar and cookie.name.startswith('$'))

    def set_ok_path(self, cookie, request):
        checked = cookie.path_specified and (cookie.version > 0 or self.strict_ns_set_path)
        return not checked or self.path_return_ok(cookie.path, request)

    def set_ok_domain(self, cookie, request):
        domain = cookie.domain
        if self.is_blocked(domain) or self.is_not_allowed(domain):
            return False
        if not cookie.domain_specified:
            return True
        host, effective = eff_request_host(request)
        if self.strict_domain and domain.count('.') == 2 and domain.startswith('.'):
            _, second, first = domain.split('.')
            if second.lower() in _public and len(first) == 2:
                return False
        if '.' not in domain.removeprefix('.') and not effective.endswith('.local'):
            return False
        newer = cookie.version > 0
        if not newer and not any(_dotted(name).endswith(domain) for name in (host, effective)):
            return False
        if (newer or self.strict_ns_domain & self.DomainRFC2965Match) and not domain_match(effective, domain):
            return False
        if newer or self.strict_ns_domain & self.DomainStrictNoDots:
            return '.' not in host[:-len(domain)] or bool(_ends_in_number.search(host))
        return True

    def set_ok_port(self, cookie, request):
        if not cookie.port_specified:
            return True
        ports = cookie.port.split(',')
        return all(port.isdecimal() for port in ports) and (request_port(request) or DEFAULT_HTTP_PORT) in ports

    def return_ok_secure(self, cookie, request):
        return not cookie.secure or request.type in self.secure_protocols

    def return_ok_expires(self, cookie, request):
        return not cookie.is_expired(getattr(self, '_now', None))

    def return_ok_port(self, cookie, request):
        return not cookie.port or (request_port(request) or DEFAULT_HTTP_PORT) in cookie.port.split(',')

    def return_ok_domain(self, cookie, request):
        host, effective = eff_request_host(request)
        domain = cookie.domain
        if cookie.version > 0:
            return domain_match(effective, domain)
        if self.strict_ns_domain & self.DomainStrictNonDomain and not cookie.domain_specified and domain != effective:
            return False
        return any(_dotted(name).endswith(_dotted(domain) if domain else domain) for name in (host, effective))

    def domain_return_ok(self, domain, request):
        wanted = _dotted(domain) if domain else domain
        if not any(_dotted(host).endswith(wanted) for host in eff_request_host(request)):
            return False
        return not self.is_blocked(domain) and not self.is_not_allowed(domain)

    def path_return_ok(self, path, request):
        asked = request_path(request)
        return asked == path or asked.startswith(path if path.endswith('/') else f'{path}/')


# ---- jars


# What attributes mean: those with a value, and those that are there or not.
_with_value = frozenset('expires domain path port comment commenturl version'.split()) | {'max-age'}
_flags = frozenset({'discard', 'secure'})


class CookieJar:
    """Keeps cookies by domain, path and name."""

    def __init__(self, policy=None):
        self._policy = DefaultCookiePolicy() if policy is None else policy
        self._cookies_lock = threading.RLock()
        self._cookies = {}
        self._now = time.time()

    def set_policy(self, policy):
        """Set the policy."""
        self._policy = policy

    def _look_at_clock(self):
        """Jar and policy have the same time for all of a request."""
        self._now = self._policy._now = int(time.time())

    # -- to the server

    def _for_request(self, request):
        found = []
        for domain, paths in self._cookies.items():
            if self._policy.domain_return_ok(domain, request):
                for path, cookies in paths.items():
                    if self._policy.path_return_ok(path, request):
                        found += [cookie for cookie in cookies.values() if self._policy.return_ok(cookie, request)]
        # The longest path first (RFC 2965 section 3.3.4).
        return sorted(found, key=lambda cookie: len(cookie.path), reverse=True)

    def _cookie_attrs(self, cookies):
        """What Cookie says, in parts."""
        parts = []
        for place, cookie in enumerate(cookies):
            newer = cookie.version > 0
            if place == 0 and newer:
                parts.append(f'$Version={cookie.version}')
            value = cookie.value
            if value is not None and newer and re.search(r'\W', value):
                # Quotes that came with it are a part of it.
                value = re.sub(r'(["\\])', r'\\\1', value)
            parts.append(cookie.name if value is None else f'{cookie.name}={value}')
            if not newer:
                continue
            if cookie.path_specified:
                parts.append(f'$Path="{cookie.path}"')
            if cookie.domain.startswith('.'):
                domain = cookie.domain
                if not cookie.domain_initial_dot:
                    domain = domain[1:]
                parts.append(f'$Domain="{domain}"')
            if cookie.port is not None:
                parts.append(f'$Port="{cookie.port}"' if cookie.port_specified else '$Port')
        return parts

    def add_cookie_header(self, request):
        """Put the cookies that belong there into a request."""
        with self._cookies_lock:
            self._look_at_clock()
            cookies = self._for_request(request)
            if cookies and not request.has_header('Cookie'):
                request.add_unredirected_header('Cookie', '; '.join(self._cookie_attrs(cookies)))
            newer = self._policy.rfc2965 and not self._policy.hide_cookie2 and not request.has_header('Cookie2')
            if newer and any(cookie.version != 1 for cookie in cookies):
                # The server learns that there is a newer version.
                request.add_unredirected_header('Cookie2', '$Version="1"')
        self.clear_expired_cookies()

    # -- from the server

    def _standard(self, pairs):
        """What an item of a header says: standard attributes and others. None if it makes no sense."""
        standard, rest, aged = {}, {}, False
        for name, value in pairs:
            lower = name.lower()
            if lower not in _with_value and lower not in _flags:
                rest[name] = value
                continue
            if lower in _flags:
                value = True if value is None else value
            if lower == 'max-age':
                try:
                    value = self._now + int(value)
                except (TypeError, ValueError):
                    return None
                # It wins over expires, whichever comes first.
                aged = True
                standard['expires'] = value
                continue
            if lower in standard or lower == 'expires' and (aged or value is None):
                continue
            if value is None and lower not in ('port', 'comment', 'commenturl'):
                return None
            standard[lower] = value.lower() if lower == 'domain' else value
        return standard, rest

    def _made(self, pairs, request):
        """The cookie of an item of a header, or None."""
        (name, value), *attributes = pairs
        said = self._standard(attributes)
        if said is None:
            return None
        standard, rest = said
        version = standard.get('version')
        if version is not None:
            try:
                version = int(version)
            except ValueError:
                return None
        path = standard.get('path')
        path_specified = path not in (None, '')
        if path_specified:
            path = escape_path(path)
        else:
            folder, slash, _ = request_path(request).rpartition('/')
            path = (folder if version == 0 else folder + slash) or '/'
        domain_specified = 'domain' in standard
        domain = standard.get('domain', '')
        initial_dot = domain.startswith('.')
        domain = _dotted(domain) if domain_specified else eff_request_host(request)[1]
        port, port_specified = None, False
        if 'port' in standard:
            port = standard['port']
            if port is None:
                port = request_port(request)
            else:
                port, port_specified = re.sub(r'\s+', '', port), True
        expires, discard = standard.get('expires'), standard.get('discard', False)
        if expires is None:
            discard = True
        elif expires <= self._now:
            # That is how a server takes one back.
            try:
                self.clear(domain, path, name)
            except KeyError:
                pass
            return None
        return Cookie(version, name, value, port, port_specified, domain, domain_specified, initial_dot, path, path_specified,
                      standard.get('secure', False), expires, discard, standard.get('comment'), standard.get('commenturl'), rest)

    def _all_made(self, items, request):
        made = [self._made(item, request) for item in items]
        return [cookie for cookie in made if cookie is not None]

    def make_cookies(self, response, request):
        """Return the cookies of a response, whether the policy takes them or not."""
        headers, policy = response.info(), self._policy
        self._look_at_clock()
        cookies = []
        if policy.rfc2965:
            cookies = self._guarded(split_header_words, headers.get_all('Set-Cookie2', []), request)
        if policy.netscape:
            older = self._guarded(parse_ns_headers, headers.get_all('Set-Cookie', []), request)
            as_netscape = not policy.rfc2965 if getattr(policy, 'rfc2109_as_netscape', None) is None else policy.rfc2109_as_netscape
            for cookie in older:
                if cookie.version == 1:
                    cookie.rfc2109 = True
                    if as_netscape:
                        cookie.version = 0
            # Set-Cookie2 wins.
            there = {(cookie.domain, cookie.path, cookie.name) for cookie in cookies}
            cookies += [cookie for cookie in older if (cookie.domain, cookie.path, cookie.name) not in there]
        return cookies

    def _guarded(self, parse, values, request):
        try:
            return self._all_made(parse(values), request)
        except Exception:
            import traceback
            import warnings
            warnings.warn(f'http.cookiejar bug!\n{traceback.format_exc()}', stacklevel=3)
            return []

    def set_cookie_if_ok(self, cookie, request):
        """Keep a cookie if the policy takes it."""
        with self._cookies_lock:
            self._look_at_clock()
            if self._policy.set_ok(cookie, request):
                self.set_cookie(cookie)

    def set_cookie(self, cookie):
        """Keep a cookie."""
        with self._cookies_lock:
            self._cookies.setdefault(cookie.domain, {}).setdefault(cookie.path, {})[cookie.name] = cookie

    def extract_cookies(self, response, request):
        """Keep those cookies of a response that the policy takes."""
        with self._cookies_lock:
            for cookie in self.make_cookies(response, request):
                if self._policy.set_ok(cookie, request):
                    self.set_cookie(cookie)

    # -- the jar

    def clear(self, domain=None, path=None, name=None):
        """Remove all cookies, those of a domain, of a path, or one. KeyError if it isn't there."""
        if name is not None:
            if domain is None or path is None:
                raise ValueError('domain and path must be given to remove a cookie by name')
            del self._cookies[domain][path][name]
        elif path is not None:
            if domain is None:
                raise ValueError('domain must be given to remove cookies by path')
            del self._cookies[domain][path]
        elif domain is not None:
            del self._cookies[domain]
        else:
            self._cookies = {}

    def _clear_where(self, condition):
        with self._cookies_lock:
            for cookie in list(self):
                if condition(cookie):
                    self.clear(cookie.domain, cookie.path, cookie.name)

    def clear_session_cookies(self):
        """Remove the cookies that don't outlive a session."""
        self._clear_where(lambda cookie: cookie.discard)

    def clear_expired_cookies(self):
        """Remove the cookies whose time is over."""
        now = time.time()
        self._clear_where(lambda cookie: cookie.is_expired(now))

    def __iter__(self):
        for paths in list(self._cookies.values()):
            for cookies in list(paths.values()):
                yield from list(cookies.values())

    def __len__(self):
        return sum(1 for _ in self)

    def __repr__(self):
        return f'<{type(self).__name__}[{", ".join(map(repr, self))}]>'

    def __str__(self):
        return f'<{type(self).__name__}[{", ".join(map(str, self))}]>'


# ---- files


class LoadError(OSError):
    """A file isn't one of cookies."""


class FileCookieJar(CookieJar):
    """A jar that can be kept in a file. Subclasses know the format: _written(cookies) and _read(file, name)."""

    def __init__(self, filename=None, delayload=False, policy=None):
        super().__init__(policy)
        self.filename = filename if filename is None else os.fspath(filename)
        self.delayload = bool(delayload)

    def _name(self, filename):
        name = self.filename if filename is None else filename
        if name is None:
            raise ValueError(MISSING_FILENAME_TEXT)
        return name

    def _wanted(self, cookie, ignore_discard, ignore_expires, now):
        return (ignore_discard or not cookie.discard) and (ignore_expires or not cookie.is_expired(now))

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Write the cookies to a file. The others are those that don't outlive a session, and those that are over."""
        if type(self) is FileCookieJar:
            raise NotImplementedError()
        name, now = self._name(filename), time.time()
        kept = [cookie for cookie in self if self._wanted(cookie, ignore_discard, ignore_expires, now)]
        # They are nobody else's business.
        with os.fdopen(os.open(name, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), 'w') as file:
            file.write(self._written(kept))

    def load(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Add the cookies of a file."""
        name, now = self._name(filename), time.time()
        with open(name) as file:
            try:
                for cookie in self._read(file, name):
                    if self._wanted(cookie, ignore_discard, ignore_expires, now):
                        self.set_cookie(cookie)
            except OSError:
                raise
            except Exception as fault:
                raise LoadError(f'invalid cookies file {name!r}: {fault!r}') from fault

    def revert(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Replace all cookies by those of a file. If it can't be read, all stays as it is."""
        self._name(filename)
        with self._cookies_lock:
            kept, self._cookies = self._cookies, {}
            try:
                self.load(filename, ignore_discard, ignore_expires)
            except OSError:
                self._cookies = kept
                raise


def lwp_cookie_str(cookie):
    """Return a cookie as libwww-perl writes it."""
    pairs = [(cookie.name, cookie.value), ('path', cookie.path), ('domain', cookie.domain)]
    flags = [('path_spec', cookie.path_specified), ('port_spec', cookie.port_specified),
             ('domain_dot', cookie.domain_initial_dot), ('secure', cookie.secure)]
    if cookie.port is not None:
        pairs.append(('port', cookie.port))
    pairs += [(name, None) for name, there in flags if there]
    if cookie.expires:
        pairs.append(('expires', time2isoz(float(cookie.expires))))
    if cookie.discard:
        pairs.append(('discard', None))
    pairs += [(name, text) for name, text in (('comment', cookie.comment), ('commenturl', cookie.comment_url)) if text]
    pairs += [(name, str(cookie._rest[name])) for name in sorted(cookie._rest)]
    return join_header_words([[*pairs, ('version', str(cookie.version))]])


class LWPCookieJar(FileCookieJar):
    """A jar whose file is that of libwww-perl."""

    _magic = re.compile(r'^\#LWP-Cookies-(\d+\.\d+)', re.ASCII)

    def as_lwp_str(self, ignore_discard=True, ignore_expires=True):
        """Return the lines of the cookies."""
        now = time.time()
        return self._lines([cookie for cookie in self if self._wanted(cookie, ignore_discard, ignore_expires, now)])

    def _lines(self, cookies):
        return '\n'.join([f'Set-Cookie3: {lwp_cookie_str(cookie)}' for cookie in cookies] + [''])

    def _written(self, cookies):
        # The version says that the port may be there.
        return f'#LWP-Cookies-2.0\n{self._lines(cookies)}'

    def _read(self, file, name):
        if not self._magic.search(file.readline()):
            raise LoadError(f'{name!r} does not look like a Set-Cookie3 (LWP) format file')
        flags = {'port_spec', 'path_spec', 'domain_dot', 'secure', 'discard'}
        values = {'version', 'port', 'path', 'domain', 'expires', 'comment', 'commenturl'}
        for line in file:
            if not line.startswith('Set-Cookie3:'):
                continue
            for (key, value), *attributes in split_header_words([line.removeprefix('Set-Cookie3:').strip()]):
                told, rest = dict.fromkeys(flags, False), {}
                for attribute, text in attributes:
                    lower = attribute.lower()
                    if lower in flags:
                        told[lower] = True if text is None else text
                    elif lower in values:
                        told[lower] = text
                    else:
                        rest[attribute] = text
                expires = told.get('expires')
                if expires is not None:
                    expires = iso2time(expires)
                yield Cookie(told.get('version'), key, value, told.get('port'), told['port_spec'], told['domain'],
                             told['domain'].startswith('.'), told['domain_dot'], told.get('path'), told['path_spec'],
                             told['secure'], expires, told['discard'] or expires is None, told.get('comment'),
                             told.get('commenturl'), rest)


class MozillaCookieJar(FileCookieJar):
    """A jar whose file is that of old browsers, which curl and wget know, too. Not everything of a cookie fits in there."""

    _http_only = '#HttpOnly_'

    def _written(self, cookies):
        lines = [NETSCAPE_HEADER_TEXT]
        for cookie in cookies:
            # A cookie without a name has it in the place of the value.
            name, value = ('', cookie.name) if cookie.value is None else (cookie.name, cookie.value)
            prefix = self._http_only if cookie.has_nonstandard_attr('HTTPOnly') else ''
            fields = [prefix + cookie.domain, str(cookie.domain.startswith('.')).upper(), cookie.path, str(bool(cookie.secure)).upper(),
                      '' if cookie.expires is None else str(cookie.expires), name, value]
            lines.append('\t'.join(fields) + '\n')
        return ''.join(lines)

    def _read(self, file, name):
        if not re.match('#( Netscape)? HTTP Cookie File', file.readline(), re.IGNORECASE | re.ASCII):
            raise LoadError(f'{name!r} does not look like a Netscape format cookies file')
        for line in file:
            rest = {}
            if line.startswith(self._http_only):
                line, rest = line.removeprefix(self._http_only), {'HTTPOnly': ''}
            line = line.removesuffix('\n')
            if not line.strip() or line.strip()[0] in '#$':
                continue
            domain, inside, path, secure, expires, key, value = line.split('\t')
            if not key:
                key, value = value, None
            if domain.startswith('.') != (inside == 'TRUE'):
                raise AssertionError('the domain and its flag disagree')
            # Others write 0 for a cookie that doesn't outlive the session.
            expires = None if expires in ('', '0') else expires
            yield Cookie(0, key, value, None, False, domain, inside == 'TRUE', domain.startswith('.'), path, False,
                         secure == 'TRUE', expires, expires is None, None, None, rest)
