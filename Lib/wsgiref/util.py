"""Helpers for the environments of WSGI requests: their URLs and paths, and a wrapper for files."""

import io

__all__ = ['FileWrapper', 'guess_scheme', 'application_uri', 'request_uri', 'shift_path_info', 'setup_testing_defaults',
           'is_hop_by_hop']

# RFC 2616, section 13.5.1.
_connection_only = frozenset('connection keep-alive proxy-authenticate proxy-authorization te trailers transfer-encoding '
                             'upgrade'.split())


class FileWrapper:
    """An iterator over the blocks of a file, which is what wsgi.file_wrapper makes."""

    def __init__(self, filelike, blksize=8192):
        self.filelike, self.blksize = filelike, blksize
        try:
            self.close = filelike.close
        except AttributeError:
            pass

    def __iter__(self):
        return self

    def __next__(self):
        if block := self.filelike.read(self.blksize):
            return block
        raise StopIteration


def guess_scheme(environ):
    """Return 'https' if the server says with HTTPS that the request came that way, 'http' otherwise."""
    return 'https' if environ.get('HTTPS') in ('yes', 'on', '1') else 'http'


def _quoted(text, also=''):
    # PEP 3333: every character of such a string stands for a byte.
    from urllib.parse import quote
    return quote(text, '/' + also, 'latin-1')


def application_uri(environ):
    """Return the URL of the application: without what PATH_INFO and QUERY_STRING add."""
    scheme = environ['wsgi.url_scheme']
    host = environ.get('HTTP_HOST')
    if not host:
        host, port = environ['SERVER_NAME'], environ['SERVER_PORT']
        if port != ('443' if scheme == 'https' else '80'):
            host = f'{host}:{port}'
    return f'{scheme}://{host}{_quoted(environ.get("SCRIPT_NAME") or "/")}'


def request_uri(environ, include_query=True):
    """Return the whole URL of the request, with the query unless that isn't wanted."""
    path = _quoted(environ.get('PATH_INFO', ''), ';=,')
    if not environ.get('SCRIPT_NAME'):
        # The URL of the application has that slash already.
        path = path[1:]
    query = environ.get('QUERY_STRING') if include_query else None
    return application_uri(environ) + path + (f'?{query}' if query else '')


def shift_path_info(environ):
    """Move the first segment of PATH_INFO to the end of SCRIPT_NAME, and return it: None if there is none."""
    import posixpath
    path = environ.get('PATH_INFO')
    if not path:
        return None
    *inner, last = path.removeprefix('/').split('/')
    segment, *rest = [name for name in inner if name not in ('', '.')] + [last]
    script = posixpath.normpath(f'{environ.get("SCRIPT_NAME", "")}/{segment}').removesuffix('/')
    environ['SCRIPT_NAME'] = script if segment else f'{script}/'
    environ['PATH_INFO'] = ''.join(f'/{name}' for name in rest)
    return None if segment == '.' else segment


def setup_testing_defaults(environ):
    """Add what a request needs where environ lacks it, so that an application can be tried."""
    add = environ.setdefault
    name = add('SERVER_NAME', '127.0.0.1')
    add('SERVER_PROTOCOL', 'HTTP/1.0')
    add('HTTP_HOST', name)
    add('REQUEST_METHOD', 'GET')
    if environ.keys().isdisjoint(('SCRIPT_NAME', 'PATH_INFO')):
        environ |= {'SCRIPT_NAME': '', 'PATH_INFO': '/'}
    add('wsgi.version', (1, 0))
    for key in ('run_once', 'multithread', 'multiprocess'):
        add(f'wsgi.{key}', 0)
    add('wsgi.input', io.BytesIO())
    add('wsgi.errors', io.StringIO())
    scheme = add('wsgi.url_scheme', guess_scheme(environ))
    ports = {'http': '80', 'https': '443'}
    if scheme in ports:
        add('SERVER_PORT', ports[scheme])


def is_hop_by_hop(header_name):
    """Return whether a header is about the connection alone. An application must not send such headers."""
    return header_name.lower() in _connection_only
