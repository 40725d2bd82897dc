"""Opening URLs: requests, and an opener that hands them to a chain of handlers.

The name of a handler's method says what it is for: http_open opens, http_error_404 treats an error, http_request and
http_response see what goes out and comes in; default_open is asked before all that open, unknown_open after them.
"""

import base64
import bisect
import contextlib
import email
import hashlib
import http.client
import io
import os
import posixpath
import re
import socket
import string
import sys
import tempfile
import time
from fnmatch import fnmatch
from urllib.error import ContentTooShortError, HTTPError, URLError
from urllib.parse import quote, unquote, unquote_to_bytes, unwrap, urljoin, urlsplit, urlunsplit
from urllib.response import addclosehook, addinfourl

__all__ = ['Request', 'OpenerDirector', 'BaseHandler', 'HTTPDefaultErrorHandler', 'HTTPRedirectHandler', 'HTTPCookieProcessor',
           'ProxyHandler', 'HTTPPasswordMgr', 'HTTPPasswordMgrWithDefaultRealm', 'HTTPPasswordMgrWithPriorAuth',
           'AbstractBasicAuthHandler', 'HTTPBasicAuthHandler', 'ProxyBasicAuthHandler', 'AbstractDigestAuthHandler',
           'HTTPDigestAuthHandler', 'ProxyDigestAuthHandler', 'HTTPHandler', 'FileHandler', 'FTPHandler', 'CacheFTPHandler',
           'DataHandler', 'UnknownHandler', 'HTTPErrorProcessor', 'urlopen', 'install_opener', 'build_opener', 'pathname2url',
           'url2pathname', 'getproxies', 'urlretrieve', 'urlcleanup', 'HTTPSHandler']

__version__ = '%d.%d' % sys.version_info[:2]

_opener = None
_retrieved = []


# ---- functions


def urlopen(url, data=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, *, context=None):
    """Open a URL or Request; return the response. data: what is sent; context: for TLS."""
    if context is not None:
        return build_opener(HTTPSHandler(context=context)).open(url, data, timeout)
    if _opener is None:
        install_opener(build_opener())
    return _opener.open(url, data, timeout)


def install_opener(opener):
    """Let urlopen use this opener."""
    global _opener
    _opener = opener


def build_opener(*handlers):
    """Return an opener with handlers, which are classes or objects, and those of the usual ones of which there is no subclass."""
    usual = [ProxyHandler, UnknownHandler, HTTPHandler, HTTPDefaultErrorHandler, HTTPRedirectHandler, FTPHandler, FileHandler,
             HTTPErrorProcessor, DataHandler, HTTPSHandler]
    kinds = [given if isinstance(given, type) else type(given) for given in handlers]
    director = OpenerDirector()
    for handler in [cls for cls in usual if not any(issubclass(kind, cls) for kind in kinds)] + list(handlers):
        director.add_handler(handler() if isinstance(handler, type) else handler)
    return director


def urlretrieve(url, filename=None, reporthook=None, data=None):
    """Copy what a URL has to a file (a temporary one if none is given). Return its name and the headers.

    reporthook is called with the number of blocks so far, their size and the size of all.
    """
    parts = urlsplit(url)
    with contextlib.closing(urlopen(url, data)) as source:
        headers = source.info()
        if parts.scheme == 'file' and not filename:
            return os.path.normpath(url2pathname(url, require_scheme=True)), headers
        if filename:
            target = open(filename, 'wb')
        else:
            target = tempfile.NamedTemporaryFile(delete=False)
            filename = target.name
            _retrieved.append(filename)
        with target:
            size, done, count, block = int(headers.get('Content-Length', -1)), 0, 0, 1024 * 8
            report = reporthook or (lambda *progress: None)
            report(count, block, size)
            while piece := source.read(block):
                done += len(piece)
                target.write(piece)
                count += 1
                report(count, block, size)
    result = filename, headers
    if done < size:
        raise ContentTooShortError(f'retrieval incomplete: got only {done} out of {size} bytes', result)
    return result


def urlcleanup():
    """Remove the temporary files of urlretrieve, and forget the opener."""
    while _retrieved:
        with contextlib.suppress(OSError):
            os.unlink(_retrieved.pop())
    install_opener(None)


def _is_local(authority, resolve):
    """Whether the host in a file URL is this one."""
    if authority in ('', 'localhost'):
        return True
    try:
        if authority == socket.gethostname():
            return True
        return resolve and socket.gethostbyname(authority) in FileHandler().get_names()
    except (socket.gaierror, AttributeError):
        return False


def url2pathname(url, *, require_scheme=False, resolve_host=False):
    """Return the path of a file URL, which may lack file: if require_scheme is false."""
    scheme, rest = (url[:5].lower(), url[5:]) if require_scheme else ('file:', url)
    if scheme != 'file:':
        raise URLError("URL is missing a 'file:' scheme")
    path = rest = re.match('[^?#]*', rest)[0]
    if rest.startswith('//'):
        authority, slash, path = rest[2:].partition('/')
        path = slash + path
        if not _is_local(authority, resolve_host):
            raise URLError('file:// scheme is supported only on localhost')
    codec = sys.getfilesystemencoding(), sys.getfilesystemencodeerrors()
    return unquote(path, *codec)


def pathname2url(pathname, *, add_scheme=False):
    """Return a path as a URL, with file: before it if add_scheme."""
    codec = sys.getfilesystemencoding(), sys.getfilesystemencodeerrors()
    root = '//' if pathname.startswith('/') else ''
    return ('file:' if add_scheme else '') + root + quote(pathname, '/', *codec)


# ---- requests


class Request:
    """What is asked for: URL, data, headers, method."""

    _form = re.compile(r'(?P<type>[^/:]+):(?://(?P<host>[^/#?]*))?(?P<selector>.*)', re.DOTALL)

    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False, method=None):
        self.full_url = url
        self.headers, self.unredirected_hdrs = {}, {}
        self._sent = self._tunnel_host = None
        self.data = data
        for header in headers.items():
            self.add_header(*header)
        self.origin_req_host = request_host(self) if origin_req_host is None else origin_req_host
        self.unverifiable = unverifiable
        if method:
            self.method = method

    @property
    def full_url(self):
        """The URL."""
        return f'{self._url}#{self.fragment}' if self.fragment else self._url

    @full_url.setter
    def full_url(self, url):
        url = unwrap(url)
        self._url, mark, self.fragment = url.partition('#')
        if not mark:
            self.fragment = None
        found = self._form.fullmatch(self._url)
        if not found:
            raise ValueError('unknown url type: %r' % self.full_url)
        self.type, host, selector = found['type'].lower(), found['host'], found['selector']
        self.host = host and unquote(host)
        self.selector = '/' + selector if host is not None and selector and selector[0] != '/' else selector

    @full_url.deleter
    def full_url(self):
        self._url = self.fragment = None
        self.selector = ''

    @property
    def data(self):
        """What is sent with the request."""
        return self._sent

    @data.setter
    def data(self, data):
        if data != self._sent:
            self._sent = data
            # It was the length of something else.
            self.remove_header('Content-length')

    @data.deleter
    def data(self):
        self.data = None

    def get_method(self):
        """Return the method: the one given, or POST with data and GET without."""
        return getattr(self, 'method', 'GET' if self.data is None else 'POST')

    def get_full_url(self):
        """Return the URL."""
        return self.full_url

    def set_proxy(self, host, type):
        """Send the request to a proxy."""
        if self.type == 'https' and not self._tunnel_host:
            self._tunnel_host = self.host
        else:
            self.type, self.selector = type, self.full_url
        self.host = host

    def has_proxy(self):
        """Whether a proxy gets the whole URL."""
        return self.full_url == self.selector

    def add_header(self, key, val):
        """Set a header."""
        self.headers.update({key.capitalize(): val})

    def add_unredirected_header(self, key, val):
        """Set a header that isn't sent to where a response redirects."""
        self.unredirected_hdrs.update({key.capitalize(): val})

    def has_header(self, header_name):
        """Whether the request has that header."""
        return any(header_name in there for there in (self.headers, self.unredirected_hdrs))

    def get_header(self, header_name, default=None):
        """Return a header."""
        return dict(self.header_items()).get(header_name, default)

    def remove_header(self, header_name):
        """Remove a header."""
        for there in (self.headers, self.unredirected_hdrs):
            there.pop(header_name, None)

    def header_items(self):
        """Return all headers as pairs."""
        return [*(self.unredirected_hdrs | self.headers).items()]


def request_host(request):
    """Return the host of a request, in lower case and without a port (RFC 2965)."""
    host = urlsplit(request.full_url).netloc or request.get_header('Host', '')
    return re.sub(r':\d+$', '', host, count=1, flags=re.ASCII).lower()


# ---- the opener


class OpenerDirector:
    """Hands requests, responses and errors to its handlers."""

    def __init__(self):
        self.addheaders = [('User-agent', f'Python-urllib/{__version__}')]
        self.handlers = []
        # Handlers by what they do: ('open', 'http'), ('error', 'http', 404), ('request', 'http').
        self._able = {}

    def add_handler(self, handler):
        """Add a handler, with the methods it has."""
        if not hasattr(handler, 'add_parent'):
            raise TypeError('expected BaseHandler instance, got %r' % type(handler))
        useful = False
        for name in dir(handler):
            if name in ('redirect_request', 'do_open', 'proxy_open'):
                # These only look like it.
                continue
            protocol, _, does = name.partition('_')
            key = None
            if does in ('open', 'request', 'response'):
                key = does, protocol
            elif does == 'error':
                key = 'error', protocol, None
            elif does.startswith('error_'):
                code = does[6:]
                key = 'error', protocol, int(code) if code.isdecimal() else code
            if key:
                bisect.insort(self._able.setdefault(key, []), handler)
                useful = True
        if useful:
            bisect.insort(self.handlers, handler)
            handler.add_parent(self)

    def close(self):
        """Do nothing. (Handlers may be used by others.)"""

    def _ask(self, key, method, *args):
        """Ask the handlers in turn. Return what the first gives that has an answer."""
        for handler in self._able.get(key, ()):
            answer = getattr(handler, method)(*args)
            if answer is not None:
                return answer
        return None

    def open(self, fullurl, data=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        """Open a URL or Request; return the response."""
        request = Request(fullurl, data) if isinstance(fullurl, str) else fullurl
        if request is fullurl and data is not None:
            request.data = data
        request.timeout = timeout
        protocol = request.type
        for handler in self._able.get(('request', protocol), ()):
            request = getattr(handler, f'{protocol}_request')(request)
        sys.audit('urllib.Request', request.full_url, request.data, request.headers, request.get_method())
        response = None
        for kind in ('default', protocol, 'unknown'):
            # A handler may have changed the protocol.
            kind = request.type if kind == protocol else kind
            response = self._ask(('open', kind), f'{kind}_open', request)
            if response:
                break
        for handler in self._able.get(('response', protocol), ()):
            response = getattr(handler, f'{protocol}_response')(request, response)
        return response

    def error(self, proto, *args):
        """Hand an error to the handlers of its protocol. (Handlers call this.)"""
        if proto in ('http', 'https'):
            # Errors of both are treated by the same methods, by status.
            code = args[2]
            answer = self._ask(('error', 'http', code), f'http_error_{code}', *args)
            return answer or self._ask(('error', 'http', 'default'), 'http_error_default', *args)
        return self._ask(('error', proto, None), f'{proto}_error', *args)


class BaseHandler:
    """What handlers have in common. Those of a lower handler_order come first."""

    handler_order = 500

    def add_parent(self, parent):
        """Say which opener this belongs to."""
        self.parent = parent

    def close(self):
        """Do nothing."""

    def __lt__(self, other):
        if hasattr(other, 'handler_order'):
            return self.handler_order < other.handler_order
        # Something of an earlier time: it comes last.
        return True


class HTTPErrorProcessor(BaseHandler):
    """Makes errors of responses that don't say that all is well."""

    handler_order = 2 * BaseHandler.handler_order

    def http_response(self, request, response):
        if response.code // 100 == 2:
            return response
        return self.parent.error('http', request, response, response.code, response.msg, response.info())

    https_response = http_response


class HTTPDefaultErrorHandler(BaseHandler):
    """Raises HTTPError."""

    def http_error_default(self, req, fp, code, msg, hdrs):
        raise HTTPError(url=req.full_url, code=code, msg=msg, hdrs=hdrs, fp=fp)


class HTTPRedirectHandler(BaseHandler):
    """Goes where a response redirects."""

    max_repeats, max_redirections = 4, 10
    inf_msg = ('The HTTP server returned a redirect error that would lead to an infinite loop.\n'
               'The last 30x error message was:\n')

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        """Return the request for the new URL; None if others shall see to it. An HTTPError: it isn't allowed."""
        method = req.get_method()
        if not (method in ('GET', 'HEAD') and code in (301, 302, 303, 307, 308)
                or method == 'POST' and code in (301, 302, 303)):
            raise HTTPError(req.full_url, code, msg, headers, fp)
        kept = {name: value for name, value in req.headers.items() if name.lower() not in ('content-length', 'content-type')}
        return Request(newurl.replace(' ', '%20'), headers=kept, origin_req_host=req.origin_req_host, unverifiable=True,
                       method='HEAD' if method == 'HEAD' else 'GET')

    def http_error_302(self, req, fp, code, msg, headers):
        target = headers['location'] if 'location' in headers else headers.get('uri')
        if target is None:
            return None
        parts = urlsplit(target)
        if parts.scheme not in ('http', 'https', 'ftp', ''):
            raise HTTPError(target, code, f"{msg} - Redirection to url '{target}' is not allowed", headers, fp)
        if parts.netloc and not parts.path:
            parts = parts._replace(path='/')
        # Some servers don't escape what they should.
        target = urljoin(req.full_url, quote(urlunsplit(parts), encoding='iso-8859-1', safe=string.punctuation))
        following = self.redirect_request(req, fp, code, msg, headers, target)
        if following is None:
            return None
        seen = getattr(req, 'redirect_dict', {})
        if seen.get(target, 0) >= self.max_repeats or len(seen) >= self.max_redirections:
            raise HTTPError(req.full_url, code, self.inf_msg + msg, headers, fp)
        seen[target] = seen.get(target, 0) + 1
        following.redirect_dict = req.redirect_dict = seen
        # The connection may be of use again.
        fp.read()
        fp.close()
        return self.parent.open(following, timeout=req.timeout)

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


class UnknownHandler(BaseHandler):
    """Refuses what nobody opens."""

    def unknown_open(self, req):
        raise URLError(f'unknown url type: {req.type}')


# ---- HTTP


class AbstractHTTPHandler(BaseHandler):
    """Sends requests over connections of http.client."""

    def __init__(self, debuglevel=None):
        self._debuglevel = http.client.HTTPConnection.debuglevel if debuglevel is None else debuglevel

    def set_http_debuglevel(self, level):
        """Print what goes on, if level isn't 0."""
        self._debuglevel = level

    def do_request_(self, request):
        """Complete the headers of a request."""
        host = request.host
        if not host:
            raise URLError('no host given')
        data = request.data
        if isinstance(data, str):
            raise TypeError('POST data should be bytes, an iterable of bytes, or a file object. It cannot be of type str.')
        wanted = {}
        if data is not None:
            wanted['Content-type'] = 'application/x-www-form-urlencoded'
            if not (request.has_header('Content-length') or request.has_header('Transfer-encoding')):
                length = http.client.HTTPConnection._get_content_length(data, request.get_method())
                if length is None:
                    wanted['Transfer-encoding'] = 'chunked'
                else:
                    wanted['Content-length'] = str(length)
        wanted['Host'] = urlsplit(request.selector).netloc if request.has_proxy() else host
        for name, value in [*wanted.items(), *self.parent.addheaders]:
            if not request.has_header(name.capitalize()):
                request.add_unredirected_header(name, value)
        return request

    def do_open(self, http_class, req, **http_conn_args):
        """Send a request over a connection of a class. Return the response."""
        if not req.host:
            raise URLError('no host given')
        connection = http_class(req.host, timeout=req.timeout, **http_conn_args)
        connection.set_debuglevel(self._debuglevel)
        headers = {name.title(): value for name, value in (req.unredirected_hdrs | req.headers).items()}
        # A response is read to the end of the connection.
        headers['Connection'] = 'close'
        if req._tunnel_host:
            name = 'Proxy-Authorization'
            connection.set_tunnel(req._tunnel_host, headers={name: headers.pop(name)} if name in headers else {})
        try:
            try:
                connection.request(req.get_method(), req.selector, req.data, headers,
                                   encode_chunked=req.has_header('Transfer-encoding'))
            except OSError as fault:
                raise URLError(fault)
            response = connection.getresponse()
        except:
            connection.close()
            raise
        if connection.sock:
            # The response has it.
            connection.sock.close()
            connection.sock = None
        response.url, response.msg = req.get_full_url(), response.reason
        return response


class HTTPHandler(AbstractHTTPHandler):
    """Opens http: URLs."""

    def http_open(self, req):
        return self.do_open(http.client.HTTPConnection, req)

    http_request = AbstractHTTPHandler.do_request_


class HTTPSHandler(AbstractHTTPHandler):
    """Opens https: URLs. It needs module ssl."""

    def __init__(self, debuglevel=None, context=None, check_hostname=None):
        super().__init__(http.client.HTTPSConnection.debuglevel if debuglevel is None else debuglevel)
        self._context = context
        if check_hostname is not None:
            if context is None:
                import ssl
                self._context = ssl._create_default_https_context()
            self._context.check_hostname = check_hostname

    def https_open(self, req):
        try:
            return self.do_open(http.client.HTTPSConnection, req, context=self._context)
        except ImportError as fault:
            # There is no TLS here.
            raise URLError(fault) from None

    https_request = AbstractHTTPHandler.do_request_


class HTTPCookieProcessor(BaseHandler):
    """Keeps cookies in a jar, and sends them back."""

    def __init__(self, cookiejar=None):
        from http.cookiejar import CookieJar
        self.cookiejar = CookieJar() if cookiejar is None else cookiejar

    def http_request(self, request):
        self.cookiejar.add_cookie_header(request)
        return request

    def http_response(self, request, response):
        self.cookiejar.extract_cookies(response, request)
        return response

    https_request, https_response = http_request, http_response


# ---- proxies


def _parse_proxy(proxy):
    """Take the URL of a proxy apart: scheme, user, password, host and port. What isn't there is None."""
    scheme, colon, rest = proxy.partition(':')
    if not rest.startswith('/') or not scheme.isalnum():
        scheme, authority = None, proxy
    elif not rest.startswith('//'):
        raise ValueError('proxy URL with no authority: %r' % proxy)
    else:
        # A user or password may have a slash, what comes behind the host begins with one.
        authority = re.match('(?:[^@]*@)?[^/?#]*', rest[2:])[0]
    user = password = None
    if '@' in authority:
        user, _, authority = authority.rpartition('@')
        user, colon, password = user.partition(':')
        password = password if colon else None
    return scheme, user, password, authority


class ProxyHandler(BaseHandler):
    """Sends requests to proxies: those of a dictionary from protocols to URLs, or those that the environment says."""

    handler_order = 100

    def __init__(self, proxies=None):
        self.proxies = getproxies() if proxies is None else proxies
        if not hasattr(self.proxies, 'keys'):
            raise AssertionError('proxies must be a mapping')
        for protocol, url in self.proxies.items():
            protocol = protocol.lower()
            setattr(self, f'{protocol}_open',
                    lambda request, url=url, protocol=protocol: self.proxy_open(request, url, protocol))

    def proxy_open(self, req, proxy, type):
        """Point a request at its proxy; open it here only if the proxy speaks another protocol."""
        before = req.type
        scheme, user, password, host = _parse_proxy(proxy)
        scheme = scheme or before
        if req.host and proxy_bypass(req.host):
            return None
        if user and password:
            pair = f'{unquote(user)}:{unquote(password)}'.encode()
            req.add_header('Proxy-authorization', 'Basic ' + base64.b64encode(pair).decode('ascii'))
        req.set_proxy(unquote(host), scheme)
        if scheme == before or before == 'https':
            return None
        return self.parent.open(req, timeout=req.timeout)


def getproxies_environment():
    """Return the proxies that environment variables name: http_proxy, no_proxy and so on; lower case wins."""
    found = {}
    for lower in (False, True):
        for name, value in os.environ.items():
            if name[-6:].lower() != '_proxy' or lower and name[-6:] != '_proxy':
                continue
            kind = name[:-6].lower()
            if value:
                found[kind] = value
            elif lower:
                found.pop(kind, None)
        if not lower and 'REQUEST_METHOD' in os.environ:
            # In a CGI program HTTP_PROXY is what a client says.
            found.pop('http', None)
    return found


getproxies = getproxies_environment


def proxy_bypass_environment(host, proxies=None):
    """Return whether no_proxy says that a host needs no proxy."""
    exempt = (getproxies_environment() if proxies is None else proxies).get('no')
    if exempt is None:
        return False
    if exempt == '*':
        return True
    host = host.lower()
    names = {host, re.sub(r':\d+\Z', '', host)}
    for entry in exempt.split(','):
        entry = entry.strip().lstrip('.').lower()
        if entry and any(name == entry or name.endswith('.' + entry) for name in names):
            return True
    return False


proxy_bypass = proxy_bypass_environment


def _ipv4(text):
    """The number of an IPv4 address, of which the last bytes may be left out."""
    parts = [int(part) for part in text.split('.')]
    return int.from_bytes(bytes((parts + [0, 0, 0, 0])[:4]))


def _proxy_bypass_macosx_sysconf(host, proxy_settings):
    """What the settings of macOS say: simple names may be exempt, and patterns of names and networks."""
    host = re.fullmatch(r'(?:.*@)?([^:]*|\[.*\])(?::\d*)?', host)[1]
    if '.' not in host and proxy_settings['exclude_simple']:
        return True
    address = None
    for pattern in filter(None, proxy_settings.get('exceptions', ())):
        network = re.match(r'(\d+(?:\.\d+)*)(?:/(\d+))?', pattern)
        if not network:
            if fnmatch(host, pattern):
                return True
            continue
        if address is None:
            try:
                address = _ipv4(socket.gethostbyname(host))
            except OSError:
                continue
        bits = int(network[2]) if network[2] else 8 * (network[1].count('.') + 1)
        if 0 <= bits <= 32 and address >> 32 - bits == _ipv4(network[1]) >> 32 - bits:
            return True
    return False


def _proxy_bypass_winreg_override(host, override):
    """What the settings of Windows say: patterns, and <local> for names without a dot."""
    host = re.fullmatch(r'(?:.*@)?([^:]*|\[.*\])(?::\d*)?', host)[1]
    return any('.' not in host if pattern.strip() == '<local>' else fnmatch(host, pattern.strip())
               for pattern in override.split(';'))


# ---- passwords


class HTTPPasswordMgr:
    """Knows users and passwords by realm and URL."""

    def __init__(self):
        self.passwd = {}

    def add_password(self, realm, uri, user, passwd):
        """Add a user and a password for a URL, or several, and what is below."""
        known = self.passwd.setdefault(realm, {})
        uris = [uri] if isinstance(uri, str) else uri
        for with_port in (True, False):
            known[tuple([self._split(one, with_port) for one in uris])] = user, passwd

    def find_user_password(self, realm, authuri):
        """Return user and password, or a pair of None."""
        for with_port in (True, False):
            wanted = self._split(authuri, with_port)
            for bases, pair in self.passwd.get(realm, {}).items():
                if any(self._is_below(base, wanted) for base in bases):
                    return pair
        return None, None

    def _split(self, uri, default_port):
        """Scheme (None if there is none), authority and path."""
        parts = urlsplit(uri)
        scheme, authority, path = parts.scheme or None, parts.netloc, parts.path or '/'
        if not parts.netloc:
            # Not a URL: a host, and perhaps a path.
            scheme, authority, path = None, uri, '/'
        port = {'http': 80, 'https': 443}.get(scheme)
        if default_port and port and not re.search(r':\d+\Z', authority):
            authority = f'{authority}:{port}'
        return scheme, authority, path

    def _is_below(self, base, test):
        # What is known for a scheme isn't told to others.
        return (None in (base[0], test[0]) or base[0] == test[0]) and self.is_suburi(base[1:], test[1:])

    def reduce_uri(self, uri, default_port=True):
        """Return authority and path of a URL or of the beginning of one."""
        return self._split(uri, default_port)[1:]

    def is_suburi(self, base, test):
        """Whether test is base or below it; both as reduce_uri gives them."""
        if base == test:
            return True
        folder = base[1] if base[1].endswith('/') else base[1] + '/'
        return base[0] == test[0] and test[1].startswith(folder)


class HTTPPasswordMgrWithDefaultRealm(HTTPPasswordMgr):
    """Takes what is known for the realm None where nothing is known for a realm."""

    def find_user_password(self, realm, authuri):
        for place in (realm, None):
            user, password = super().find_user_password(place, authuri)
            if user is not None:
                break
        return user, password


class HTTPPasswordMgrWithPriorAuth(HTTPPasswordMgrWithDefaultRealm):
    """Knows also to which URLs passwords are sent before they are asked for."""

    def __init__(self):
        self.authenticated = {}
        super().__init__()

    def add_password(self, realm, uri, user, passwd, is_authenticated=False):
        self.update_authenticated(uri, is_authenticated)
        if realm is not None:
            # It holds for any realm.
            super().add_password(None, uri, user, passwd)
        super().add_password(realm, uri, user, passwd)

    def update_authenticated(self, uri, is_authenticated=False):
        """Say whether the password is sent without being asked for."""
        for one in [uri] if isinstance(uri, str) else uri:
            for with_port in (True, False):
                self.authenticated[self._split(one, with_port)] = is_authenticated

    def is_authenticated(self, authuri):
        """Whether the password is sent without being asked for; None: nobody said."""
        for with_port in (True, False):
            wanted = self._split(authuri, with_port)
            for base, answer in self.authenticated.items():
                if self._is_below(base, wanted):
                    return answer
        return None


class AbstractBasicAuthHandler:
    """Sends user and password where a server asks for them (RFC 7617)."""

    _challenge = re.compile('(?:^|,)[ \t]*([^ \t,]+)[ \t]+realm=(["\']?)([^"\']*)\\2', re.IGNORECASE)

    def __init__(self, password_mgr=None):
        self.passwd = HTTPPasswordMgr() if password_mgr is None else password_mgr
        self.add_password = self.passwd.add_password

    def http_error_auth_reqed(self, authreq, host, req, headers):
        """Answer the challenges in headers named authreq, for a host."""
        challenges = headers.get_all(authreq) or ()
        refused = None
        for header in challenges:
            seen = False
            for scheme, mark, realm in self._challenge.findall(header):
                seen = True
                if not mark:
                    import warnings
                    warnings.warn('Basic Auth Realm was unquoted', UserWarning, 3)
                if scheme.lower() == 'basic':
                    return self.retry_http_basic_auth(host, req, realm)
                refused = scheme
            if not seen:
                refused = (header.split() or [''])[0]
        if refused is not None:
            raise ValueError('AbstractBasicAuthHandler does not support the following scheme: %r' % (refused,))
        return None

    def retry_http_basic_auth(self, host, req, realm):
        """Send a request again, with user and password if they are known and weren't sent."""
        header = self._header(host, realm)
        if header is None or req.get_header(self.auth_header, None) == header:
            return None
        req.add_unredirected_header(self.auth_header, header)
        return self.parent.open(req, timeout=req.timeout)

    def _header(self, host, realm):
        user, password = self.passwd.find_user_password(realm, host)
        return None if password is None else 'Basic ' + base64.b64encode(f'{user}:{password}'.encode()).decode('ascii')

    def http_request(self, req):
        if getattr(self.passwd, 'is_authenticated', lambda uri: False)(req.full_url) and not req.has_header('Authorization'):
            header = self._header(req.full_url, None)
            if header is not None:
                req.add_unredirected_header('Authorization', header)
        return req

    def http_response(self, req, response):
        if hasattr(self.passwd, 'is_authenticated'):
            self.passwd.update_authenticated(req.full_url, response.code // 100 == 2)
        return response

    https_request, https_response = http_request, http_response


class HTTPBasicAuthHandler(AbstractBasicAuthHandler, BaseHandler):
    """Answers challenges of servers."""

    auth_header = 'Authorization'

    def http_error_401(self, req, fp, code, msg, headers):
        return self.http_error_auth_reqed('www-authenticate', req.full_url, req, headers)


class ProxyBasicAuthHandler(AbstractBasicAuthHandler, BaseHandler):
    """Answers challenges of proxies."""

    auth_header = 'Proxy-authorization'

    def http_error_407(self, req, fp, code, msg, headers):
        # The URL of a proxy has no path to speak of.
        return self.http_error_auth_reqed('proxy-authenticate', req.host, req, headers)


def parse_http_list(s):
    """Cut a header value at commas that don't stand in quotes."""
    parts = re.findall(r'((?:[^,"]|"(?:\\.|[^"\\])*"?)*)(?:,|$)', s, re.DOTALL)
    whole = [part.strip() for part in parts]
    if whole and not whole[-1]:
        whole.pop()
    return [re.sub(r'"((?:\\.|[^"\\])*)"', lambda found: '"' + re.sub(r'\\(.)', r'\1', found[1], flags=re.DOTALL) + '"',
                   part, flags=re.DOTALL) for part in whole]


def parse_keqv_list(l):
    """Return the dictionary of items of the form name=value, of which values may be in quotes."""
    pairs = [item.split('=', 1) for item in l]
    return {name: value[1:-1] if value[:1] == '"' == value[-1:] else value for name, value in pairs}


class AbstractDigestAuthHandler:
    """Proves that it knows a password (RFC 7616)."""

    _hashes = {'MD5': 'md5', 'SHA': 'sha1', 'SHA-256': 'sha256'}

    def __init__(self, passwd=None):
        self.passwd = HTTPPasswordMgr() if passwd is None else passwd
        self.add_password = self.passwd.add_password
        self.retried = self.nonce_count = 0
        self.last_nonce = None

    def reset_retry_count(self):
        """Begin to count anew how often a server refused."""
        self.retried = 0

    def http_error_auth_reqed(self, auth_header, host, req, headers):
        """Answer the challenge in a header, for a host."""
        self.retried += 1
        if self.retried > 6:
            # The password is wrong.
            raise HTTPError(req.full_url, 401, 'digest auth failed', headers, None)
        challenge = headers.get(auth_header)
        scheme = (challenge or ' ').split(None, 1)[0] if challenge else ''
        if scheme.lower() == 'digest':
            return self.retry_http_digest_auth(req, challenge)
        if scheme and scheme.lower() != 'basic':
            raise ValueError("AbstractDigestAuthHandler does not support the following scheme: '%s'" % scheme)
        return None

    def retry_http_digest_auth(self, req, auth):
        """Send a request again, with the answer to a challenge."""
        answer = self.get_authorization(req, parse_keqv_list(filter(None, parse_http_list(auth.split(' ', 1)[1]))))
        header = answer and f'Digest {answer}'
        if not header or req.headers.get(self.auth_header) == header:
            return None
        req.add_unredirected_header(self.auth_header, header)
        return self.parent.open(req, timeout=req.timeout)

    def get_cnonce(self, nonce):
        """Return a value that nobody can know before."""
        seed = f'{self.nonce_count}:{nonce}:{time.ctime()}:'.encode('ascii') + os.urandom(8)
        return hashlib.sha1(seed).hexdigest()[:16]

    def get_algorithm_impls(self, algorithm):
        """Return the hash of a text, and the one of secret and data, for an algorithm."""
        name = self._hashes.get(algorithm)
        if name is None:
            raise ValueError('Unsupported digest authentication algorithm %r' % algorithm)

        def digest(text):
            return hashlib.new(name, text.encode('ascii')).hexdigest()

        return digest, lambda secret, data: digest(f'{secret}:{data}')

    def get_entity_digest(self, data, chal):
        """Return the digest of the data, which nobody asks for."""
        return None

    def get_authorization(self, req, chal):
        """Return the answer to a challenge, or None."""
        if 'realm' not in chal or 'nonce' not in chal:
            return None
        realm, nonce, algorithm, quality = chal['realm'], chal['nonce'], chal.get('algorithm', 'MD5'), chal.get('qop')
        digest, keyed = self.get_algorithm_impls(algorithm)
        user, password = self.passwd.find_user_password(realm, req.full_url)
        if user is None:
            return None
        secret = digest(f'{user}:{realm}:{password}')
        asked = digest(f'{req.get_method()}:{req.selector}')
        fields = [('username', user), ('realm', realm), ('nonce', nonce), ('uri', req.selector)]
        more = ''
        if quality is None:
            response = keyed(secret, f'{nonce}:{asked}')
        elif 'auth' in quality.split(','):
            self.nonce_count = self.nonce_count + 1 if nonce == self.last_nonce else 1
            self.last_nonce = nonce
            count, own = f'{self.nonce_count:08x}', self.get_cnonce(nonce)
            response = keyed(secret, f'{nonce}:{count}:{own}:auth:{asked}')
            more = f', qop=auth, nc={count}, cnonce="{own}"'
        else:
            raise URLError("qop '%s' is not supported." % quality)
        fields.append(('response', response))
        if 'opaque' in chal:
            fields.append(('opaque', chal['opaque']))
        return f'{", ".join([f'{name}="{value}"' for name, value in fields])}, algorithm="{algorithm}"{more}'


class HTTPDigestAuthHandler(BaseHandler, AbstractDigestAuthHandler):
    """Answers challenges of servers."""

    auth_header = 'Authorization'
    # Before the handler of the simpler challenges.
    handler_order = BaseHandler.handler_order - 10

    def http_error_401(self, req, fp, code, msg, headers):
        host = urlsplit(req.full_url).netloc
        answer = self.http_error_auth_reqed('www-authenticate', host, req, headers)
        self.reset_retry_count()
        return answer


class ProxyDigestAuthHandler(BaseHandler, AbstractDigestAuthHandler):
    """Answers challenges of proxies."""

    auth_header = 'Proxy-Authorization'
    handler_order = BaseHandler.handler_order - 10

    def http_error_407(self, req, fp, code, msg, headers):
        answer = self.http_error_auth_reqed('proxy-authenticate', req.host, req, headers)
        self.reset_retry_count()
        return answer


# ---- files, data, FTP


def _headers(**values):
    return email.message_from_string(''.join([f'{name.replace("_", "-")}: {value}\n' for name, value in values.items()]))


def localhost():
    """Return the address of the name localhost."""
    return socket.gethostbyname('localhost')


def thishost():
    """Return the addresses of this host, a tuple."""
    return FileHandler().get_names()


class FileHandler(BaseHandler):
    """Opens file: URLs."""

    names = None

    def file_open(self, req):
        return self.open_local_file(req)

    def get_names(self):
        """Return the addresses of this host."""
        if FileHandler.names is None:
            names = []
            for host in ('localhost', socket.gethostname()):
                with contextlib.suppress(OSError):
                    names += socket.gethostbyname_ex(host)[2]
            FileHandler.names = tuple(names) or (socket.gethostbyname('localhost'),)
        return FileHandler.names

    def open_local_file(self, req):
        """Return the response for a file."""
        import email.utils
        import mimetypes
        path = url2pathname(req.full_url, require_scheme=True, resolve_host=True)
        try:
            about = os.stat(path)
            found = _headers(Content_type=mimetypes.guess_file_type(path)[0] or 'text/plain', Content_length=about.st_size,
                             Last_modified=email.utils.formatdate(about.st_mtime, usegmt=True))
            return addinfourl(open(path, 'rb'), found, pathname2url(path, add_scheme=True))
        except OSError as fault:
            raise URLError(fault, fault.filename)


class DataHandler(BaseHandler):
    """Opens data: URLs (RFC 2397)."""

    def data_open(self, req):
        _, _, rest = req.full_url.partition(':')
        kind, comma, data = rest.partition(',')
        if not comma:
            raise ValueError('not enough values to unpack (expected 2, got 1)')
        if re.search('[\x00-\x1f\x7f]', kind):
            raise ValueError('Control characters not allowed in data: mediatype')
        data = unquote_to_bytes(data)
        if kind.endswith(';base64'):
            kind, data = kind.removesuffix(';base64'), base64.decodebytes(data)
        headers = _headers(Content_type=kind or 'text/plain;charset=US-ASCII', Content_length=len(data))
        return addinfourl(io.BytesIO(data), headers, req.full_url)


class FTPHandler(BaseHandler):
    """Opens ftp: URLs. It needs module ftplib."""

    def ftp_open(self, req):
        import ftplib
        import mimetypes
        if not req.host:
            raise URLError('ftp error: no host given')
        user, at, host = req.host.rpartition('@')
        user, _, password = user.partition(':')
        found = re.fullmatch(r'(.*?)(?::(\d*))?', host, re.DOTALL)
        host, port = unquote(found[1]), int(found[2]) if found[2] else ftplib.FTP_PORT
        try:
            host = socket.gethostbyname(host)
        except OSError as fault:
            raise URLError(fault)
        path, *settings = req.selector.split(';')
        *folders, file = map(unquote, path.split('/'))
        if folders and not folders[0]:
            del folders[0]
        kind = 'I' if file else 'D'
        for setting in settings:
            name, _, value = setting.partition('=')
            if name.lower() == 'type' and value.upper() in ('A', 'I', 'D'):
                kind = value.upper()
        try:
            connection = self.connect_ftp(user, password, host, port, folders, req.timeout)
            stream, length = connection.retrfile(file, kind)
        except ftplib.all_errors as fault:
            raise URLError(f'ftp error: {fault}') from fault
        values = {}
        if guessed := mimetypes.guess_type(path)[0]:
            values['Content_type'] = guessed
        if length is not None and length >= 0:
            values['Content_length'] = length
        return addinfourl(stream, _headers(**values), req.full_url)

    def connect_ftp(self, user, passwd, host, port, dirs, timeout):
        """Return a connection to a directory of a server."""
        return ftpwrapper(user, passwd, host, port, dirs, timeout, persistent=False)


class CacheFTPHandler(FTPHandler):
    """Keeps connections for a while."""

    def __init__(self):
        # By what they were made for: the connection, and until when it is kept.
        self._kept = {}
        self._delay, self._most = 60, 16

    def setTimeout(self, t):
        """Set for how many seconds a connection is kept."""
        self._delay = t

    def setMaxConns(self, m):
        """Set how many connections are kept."""
        self._most = m

    def connect_ftp(self, user, passwd, host, port, dirs, timeout):
        key = user, host, port, '/'.join(dirs), timeout
        connection = self._kept[key][0] if key in self._kept else ftpwrapper(user, passwd, host, port, dirs, timeout)
        self._kept[key] = connection, time.time() + self._delay
        self.check_cache()
        return connection

    def check_cache(self):
        """Close the connections whose time is over, and the one that is due first if there are too many."""
        now = time.time()
        due = [key for key, (_, until) in self._kept.items() if until < now]
        if len(self._kept) - len(due) >= self._most:
            due.append(min(self._kept.keys() - set(due), key=lambda key: self._kept[key][1]))
        for key in due:
            self._kept.pop(key)[0].close()

    def clear_cache(self):
        """Close all connections."""
        for connection, _ in self._kept.values():
            connection.close()
        self._kept.clear()


class ftpwrapper:
    """A connection to an FTP server, in a directory. It is closed when nobody reads from it and it isn't kept."""

    def __init__(self, user, passwd, host, port, dirs, timeout=None, persistent=True):
        self._login, self._place = (user, passwd), (host, port, dirs, timeout)
        self._readers, self._keep = 0, persistent
        try:
            self.init()
        except:
            self.close()
            raise

    def init(self):
        """Make the connection."""
        import ftplib
        host, port, dirs, timeout = self._place
        self._busy = False
        self.ftp = ftplib.FTP()
        self.ftp.connect(host, port, timeout)
        self.ftp.login(*self._login)
        self.ftp.cwd('/'.join(dirs))

    def retrfile(self, file, type):
        """Return a file to read, and its length if that is known. type D, or no file: a list of the directory."""
        import ftplib
        self.endtransfer()
        binary = not (type in ('d', 'D') or not file)
        try:
            self.ftp.voidcmd(f'TYPE {type if binary else "A"}')
        except ftplib.all_errors:
            self.init()
            self.ftp.voidcmd(f'TYPE {type if binary else "A"}')
        connection = None
        if binary:
            try:
                connection, length = self.ftp.ntransfercmd(f'RETR {file}')
            except ftplib.error_perm as fault:
                if not str(fault).startswith('550'):
                    raise URLError(f'ftp error: {fault}') from fault
        if connection is None:
            # It may be a directory.
            self.ftp.voidcmd('TYPE A')
            connection, length = self.ftp.ntransfercmd(f'LIST {file}' if file else 'LIST')
        self._busy = True
        stream = addclosehook(connection.makefile('rb'), self._file_closed)
        self._readers += 1
        connection.close()
        return stream, length

    def endtransfer(self):
        """Note that the file was read."""
        self._busy = False

    def _file_closed(self):
        self.endtransfer()
        self._readers -= 1
        if self._readers <= 0 and not self._keep:
            self._end()

    def close(self):
        """Close the connection when nobody reads from it."""
        self._keep = False
        if self._readers <= 0:
            self._end()

    def _end(self):
        import ftplib
        self.endtransfer()
        with contextlib.suppress(AttributeError, *ftplib.all_errors):
            self.ftp.close()
