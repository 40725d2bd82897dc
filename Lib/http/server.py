"""The server side of HTTP: handlers of requests for the servers of socketserver, and a server of files."""

__version__ = '0.6'

__all__ = ['HTTPServer', 'ThreadingHTTPServer', 'HTTPSServer', 'ThreadingHTTPSServer', 'BaseHTTPRequestHandler',
           'SimpleHTTPRequestHandler', 'CGIHTTPRequestHandler']

import datetime
import email.utils
import html
import io
import mimetypes
import os
import posixpath
import shutil
import socket
import socketserver
import sys
import time
import urllib.parse
import http.client
from http import HTTPStatus

_page = '''\
<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <style type="text/css">
            :root {
                color-scheme: light dark;
            }
        </style>
%s    </body>
</html>
'''

DEFAULT_ERROR_MESSAGE = _page % '''\
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: %(code)d</p>
        <p>Message: %(message)s.</p>
        <p>Error code explanation: %(code)s - %(explain)s.</p>
'''
DEFAULT_ERROR_CONTENT_TYPE = 'text/html;charset=utf-8'

_longest_line = 1 << 16


class HTTPServer(socketserver.TCPServer):
    """A server for one request at a time. It knows its own name and port."""

    allow_reuse_address, allow_reuse_port = True, False

    def server_bind(self):
        super().server_bind()
        name, self.server_port = self.server_address[:2]
        self.server_name = socket.getfqdn(name)


class ThreadingHTTPServer(socketserver.ThreadingMixIn, HTTPServer):
    """A server with a thread for each connection."""

    daemon_threads = True


class HTTPSServer(HTTPServer):
    """A server over TLS. It needs module ssl."""

    def __init__(self, server_address, RequestHandlerClass, bind_and_activate=True, *, certfile, keyfile=None, password=None,
                 alpn_protocols=None):
        try:
            import ssl
        except ImportError as fault:
            raise RuntimeError(f'SSL module is missing; HTTPS support is unavailable: {fault}') from None
        self._protocols = ['http/1.1'] if alpn_protocols is None else alpn_protocols
        self._tls, self._certificate = ssl, (certfile, keyfile, password)
        super().__init__(server_address, RequestHandlerClass, bind_and_activate)

    def server_activate(self):
        socketserver.TCPServer.server_activate(self)
        tls = self._tls.create_default_context(self._tls.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(*self._certificate)
        tls.set_alpn_protocols(self._protocols)
        self.socket = tls.wrap_socket(self.socket, server_side=True)


class ThreadingHTTPSServer(socketserver.ThreadingMixIn, HTTPSServer):
    """A server over TLS with a thread for each connection."""

    daemon_threads = True


class _Refused(Exception):
    """A request that isn't handled: the arguments are those of send_error()."""


class BaseHTTPRequestHandler(socketserver.StreamRequestHandler):
    """Reads requests and calls the method for each: do_GET for GET, and so on, which a subclass has.

    There such a method finds command, path, request_version, headers (a message), rfile (the body) and wfile.
    """

    server_version = f'BaseHTTP/{__version__}'
    sys_version = f'Python/{sys.version.split()[0]}'
    protocol_version = 'HTTP/1.0'
    default_request_version = 'HTTP/0.9'
    MessageClass, error_message_format, error_content_type = (http.client.HTTPMessage, DEFAULT_ERROR_MESSAGE,
                                                              DEFAULT_ERROR_CONTENT_TYPE)
    responses = {status: (status.phrase, status.description) for status in HTTPStatus}
    weekdayname = 'Mon Tue Wed Thu Fri Sat Sun'.split()
    monthname = [None, *'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()]

    # ---- requests

    def handle(self):
        """Handle requests as long as the client keeps the connection."""
        self.close_connection = more = True
        while more:
            self.handle_one_request()
            more = not self.close_connection

    def handle_one_request(self):
        """Read a request and call the method for it."""
        try:
            self.raw_requestline = line = self.rfile.readline(_longest_line + 1)
            if len(line) > _longest_line:
                self.requestline = self.request_version = self.command = ''
                self.send_error(code=HTTPStatus.REQUEST_URI_TOO_LONG)
            self.close_connection = self.close_connection or not line
            if not 0 < len(line) <= _longest_line or not self.parse_request():
                return
            method = getattr(self, f'do_{self.command}', None)
            if method is None:
                self.send_error(HTTPStatus.NOT_IMPLEMENTED, f'Unsupported method ({self.command!r})')
                return
            method()
            self.wfile.flush()
        except TimeoutError as fault:
            self.log_error('Request timed out: %r', fault)
            self.close_connection = True

    def parse_request(self):
        """Read request line and headers. Return whether they make sense; if not, the client was told."""
        self.command = None
        self.request_version, self.close_connection = self.default_request_version, True
        self.requestline = self.raw_requestline.decode('latin-1').rstrip('\r\n')
        words = self.requestline.split()
        if not words:
            return False
        try:
            newest = self._read_version(words[-1]) if len(words) > 2 else None
            self._read_target(words)
            if self.request_version == 'HTTP/0.9':
                # There is nothing else to it.
                self.headers = self.MessageClass()
                return True
            self._read_headers()
        except _Refused as refused:
            # The client may speak a later version: only a sound request shows that it doesn't.
            self.request_version = self.protocol_version
            self.send_error(*refused.args)
            return False
        connection = (self.headers.get('Connection') or '').lower()
        persistent = self.protocol_version >= 'HTTP/1.1'
        stays = persistent and (bool(newest and newest >= (1, 1)) or connection == 'keep-alive')
        self.close_connection = connection == 'close' or not stays
        if ((self.headers.get('Expect') or '').lower() == '100-continue' and persistent
                and self.request_version >= 'HTTP/1.1'):
            return bool(self.handle_expect_100())
        return True

    def _read_version(self, word):
        numbers = word.removeprefix('HTTP/').split('.')
        sound = word.startswith('HTTP/') and len(numbers) == 2 and all(
            number.isascii() and number.isdecimal() and len(number) <= 10 for number in numbers)
        if not sound:
            raise _Refused(HTTPStatus.BAD_REQUEST, f'Bad request version ({word!r})')
        version = int(numbers[0]), int(numbers[1])
        if version >= (2, 0):
            raise _Refused(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED, f'Invalid HTTP version ({word.removeprefix("HTTP/")})')
        self.request_version = word
        return version

    def _read_target(self, words):
        if len(words) not in (2, 3):
            raise _Refused(HTTPStatus.BAD_REQUEST, f'Bad request syntax ({self.requestline!r})')
        command, path = words[0], words[1]
        if len(words) == 2 and command != 'GET':
            raise _Refused(HTTPStatus.BAD_REQUEST, f'Bad HTTP/0.9 request type ({command!r})')
        # //host/path would be the URL of another host where it is sent back as a location.
        self.command, self.path = command, '/' + path.lstrip('/') if path.startswith('//') else path

    def _read_headers(self):
        try:
            self.headers = http.client.parse_headers(self.rfile, _class=self.MessageClass)
        except http.client.HTTPException as fault:
            what = 'Line too long' if isinstance(fault, http.client.LineTooLong) else 'Too many headers'
            raise _Refused(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, what, str(fault)) from None

    def handle_expect_100(self):
        """Tell a client that waits to go on. A subclass that refuses sends an error and returns False."""
        self.send_response_only(code=HTTPStatus.CONTINUE)
        self.end_headers()
        return True

    # ---- responses

    def send_error(self, code, message=None, explain=None):
        """Send an error, with a page on it: message on the first line of the answer, explain on the page."""
        short, long = self.responses.get(code, ('???', '???'))
        message = short if message is None else message
        explain = long if explain is None else explain
        self.log_error('code %d, message %s', code, message)
        self.send_response(code=code, message=message)
        headers = [('Connection', 'close')]
        body = b''
        if code >= 200 and code not in (HTTPStatus.NO_CONTENT, HTTPStatus.RESET_CONTENT, HTTPStatus.NOT_MODIFIED):
            # What the client sent goes into the page.
            page = self.error_message_format % {'code': code, 'message': html.escape(message, quote=False),
                                                'explain': html.escape(explain, quote=False)}
            body = page.encode('utf-8', 'replace')
            headers += [('Content-Type', self.error_content_type), ('Content-Length', f'{len(body)}')]
        for header in headers:
            self.send_header(*header)
        self.end_headers()
        if body and self.command != 'HEAD':
            self.wfile.write(body)

    def send_response(self, code, message=None):
        """Begin a response, with the headers Server and Date, and log the request."""
        self.log_request(code)
        self.send_response_only(code=code, message=message)
        for header in (('Server', self.version_string()), ('Date', self.date_time_string())):
            self.send_header(*header)

    def send_response_only(self, code, message=None):
        """Begin a response."""
        if message is None:
            message = self.responses.get(code, [''])[0]
        self._keep(f'{self.protocol_version} {code:d} {message}')

    def send_header(self, keyword, value):
        """Add a header."""
        self._keep(f'{keyword}: {value}')
        if keyword.lower() == 'connection' and value.lower() in ('close', 'keep-alive'):
            self.close_connection = value.lower() == 'close'

    def _keep(self, line):
        """Keep a line until the headers are sent. HTTP/0.9 has none."""
        if self.request_version != 'HTTP/0.9':
            vars(self).setdefault('_headers_buffer', []).append(f'{line}\r\n'.encode('latin-1', 'strict'))

    def end_headers(self):
        """Send the headers, and the empty line after them."""
        self._keep('')
        if not self.request_version == 'HTTP/0.9':
            self.flush_headers()

    def flush_headers(self):
        """Send the headers that are there."""
        lines = vars(self).pop('_headers_buffer', None)
        if lines is not None:
            self.wfile.write(b''.join(lines))

    # ---- the log

    # What could do something to a terminal is shown as an escape.
    _shown = str.maketrans({number: f'\\x{number:02x}' for number in (*range(32), *range(127, 160))} | {ord('\\'): r'\\'})

    def log_request(self, code='-', size='-'):
        """Log a request that was taken."""
        shown = code.value if hasattr(code, 'phrase') else code
        self.log_message('"%s" %s %s', self.requestline, f'{shown}', f'{size}')

    def log_error(self, format, *args):
        """Log that something went wrong."""
        log = self.log_message
        log(format, *args)

    def log_message(self, format, *args):
        """Log anything: on standard error, with client and time."""
        line = format % args
        sys.stderr.write(f'{self.address_string()} - - [{self.log_date_time_string()}] {line.translate(self._shown)}\n')

    def version_string(self):
        """Return what Server says."""
        return f'{self.server_version} {self.sys_version}'

    def date_time_string(self, timestamp=None):
        """Return a time (now if none is given) as a header has it."""
        return email.utils.formatdate(time.time() if timestamp is None else timestamp, usegmt=True)

    def log_date_time_string(self):
        """Return the time as the log has it."""
        now = time.localtime()
        return f'{now.tm_mday:02}/{self.monthname[now.tm_mon]:3}/{now.tm_year:04} {time.strftime("%H:%M:%S", now)}'

    def address_string(self):
        """Return the address of the client."""
        host, *_ = self.client_address
        return host


def _file_path(target):
    """The path of a request without query and fragment, and without escapes."""
    path = target.partition('#')[0].partition('?')[0].strip()
    try:
        return urllib.parse.unquote(path, errors='surrogatepass')
    except UnicodeDecodeError:
        return urllib.parse.unquote(path)


class SimpleHTTPRequestHandler(BaseHTTPRequestHandler):
    """Serves the files of a directory, and lists of them."""

    server_version = f'SimpleHTTP/{__version__}'
    index_pages = 'index.html', 'index.htm'
    extensions_map = {'.gz': 'application/gzip', '.Z': 'application/octet-stream', '.bz2': 'application/x-bzip2',
                      '.xz': 'application/x-xz'}

    def __init__(self, *args, directory=None, **kwargs):
        self.directory = os.fspath(os.getcwd() if directory is None else directory)
        BaseHTTPRequestHandler.__init__(self, *args, **kwargs)

    def do_GET(self):
        """Send a file."""
        if file := self.send_head():
            with file:
                self.copyfile(file, self.wfile)

    def do_HEAD(self):
        """Send the headers that a file would have."""
        if file := self.send_head():
            file.close()

    def send_head(self):
        """Send the headers for GET and HEAD. Return the open file to send, or None if there is none."""
        asked = self.path
        path = self.translate_path(asked)
        if os.path.isdir(path):
            parts = urllib.parse.urlsplit(asked)
            if not (parts.path[-1:] == '/' or parts.path[-3:].lower() == '%2f'):
                self._redirect(urllib.parse.urlunsplit(parts._replace(path=f'{parts.path}/')))
                return None
            pages = [page for name in self.index_pages if os.path.isfile(page := os.path.join(path, name))]
            if not pages:
                return self.list_directory(path=path)
            path = pages[0]
        # A file has nothing below it.
        try:
            file = None if path.endswith('/') else open(path, 'rb')
        except OSError:
            file = None
        if file is None:
            self.send_error(HTTPStatus.NOT_FOUND, 'File not found')
            return None
        try:
            about = os.fstat(file.fileno())
            if self._client_has(about.st_mtime):
                self.send_response(code=HTTPStatus.NOT_MODIFIED)
                self.end_headers()
                file.close()
                return None
            self._begin(HTTPStatus.OK, ('Content-type', self.guess_type(path)), ('Content-Length', f'{about.st_size}'),
                        ('Last-Modified', self.date_time_string(about.st_mtime)))
            return file
        except:
            file.close()
            raise

    def _redirect(self, location):
        self._begin(HTTPStatus.MOVED_PERMANENTLY, ('Location', location), ('Content-Length', '0'))

    def _begin(self, code, *headers):
        """Send all headers of a response."""
        self.send_response(code=code)
        for header in headers:
            self.send_header(*header)
        self.end_headers()

    def _client_has(self, changed):
        """Whether the client said that its copy is as new as that time."""
        if 'If-None-Match' in self.headers or 'If-Modified-Since' not in self.headers:
            return False
        try:
            since = email.utils.parsedate_to_datetime(self.headers['If-Modified-Since'])
        except (TypeError, IndexError, OverflowError, ValueError):
            return False
        if since.tzinfo is None:
            since = since.replace(tzinfo=datetime.timezone.utc)
        if since.tzinfo is not datetime.timezone.utc:
            return False
        return datetime.datetime.fromtimestamp(int(changed // 1), datetime.timezone.utc) <= since

    def list_directory(self, path):
        """Send the headers of a list of files. Return that list, as a file."""
        try:
            names = sorted(os.listdir(path), key=str.lower)
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND, 'No permission to list directory')
            return None
        title = f'Directory listing for {html.escape(_file_path(self.path), quote=False)}'
        encoding = sys.getfilesystemencoding()
        page = [f'<!DOCTYPE HTML>\n<html lang="en">\n<head>\n<meta charset="{encoding}">\n<style type="text/css">\n:root {{\n'
                f'color-scheme: light dark;\n}}\n</style>\n<title>{title}</title>\n</head>\n<body>\n<h1>{title}</h1>\n<hr>\n<ul>\n']
        for name in names:
            full, target, label = os.path.join(path, name), name, name
            if os.path.isdir(full):
                target = label = f'{name}/'
            if os.path.islink(full):
                label = f'{name}@'
            target = urllib.parse.quote(target, errors='surrogatepass')
            page.append(f'<li><a href="{target}">{html.escape(label, quote=False)}</a></li>\n')
        page.append('</ul>\n<hr>\n</body>\n</html>\n')
        data = ''.join(page).encode(encoding, 'surrogateescape')
        self._begin(HTTPStatus.OK, ('Content-type', f'text/html; charset={encoding}'), ('Content-Length', f'{len(data)}'))
        return io.BytesIO(data)

    def translate_path(self, path):
        """Return the file for the path of a URL. It is always below the directory."""
        path = _file_path(path)
        file = self.directory
        for word in posixpath.normpath(path).split('/'):
            # What has a directory or a drive of its own doesn't count.
            if word and not os.path.dirname(word) and word not in (os.curdir, os.pardir) and not os.path.splitdrive(word)[0]:
                file = os.path.join(file, word)
        return f'{file}/' if path.endswith('/') else file

    def copyfile(self, source, outputfile):
        """Send a file."""
        shutil.copyfileobj(fsrc=source, fdst=outputfile)

    def guess_type(self, path):
        """Return the MIME type of a file, by its name."""
        ending = posixpath.splitext(path)[1]
        for known in (ending, ending.lower()):
            if known in self.extensions_map:
                return self.extensions_map[known]
        kind = mimetypes.guess_file_type(path)[0]
        return kind or 'application/octet-stream'


# ---- programs


def _collapsed(path):
    """A URL path without dots and double slashes, of the form /directories/name. IndexError if it goes above the root."""
    path, mark, query = path.partition('?')
    *above, last = urllib.parse.unquote(path).split('/')
    kept = []
    for word in above:
        if word == '..':
            kept.pop()
        elif word not in ('', '.'):
            kept.append(word)
    if last in ('.', '..'):
        if last == '..':
            kept.pop()
        last = ''
    return f'/{"/".join(kept)}/{last}{mark}{query}'


class CGIHTTPRequestHandler(SimpleHTTPRequestHandler):
    """Runs programs of some directories (RFC 3875), and serves the files of the others. Deprecated."""

    rbufsize = 0
    cgi_directories = [f'/{name}' for name in ('cgi-bin', 'htbin')]

    def __init__(self, *args, **kwargs):
        import warnings
        warnings._deprecated('http.server.CGIHTTPRequestHandler', remove=(3, 15))
        SimpleHTTPRequestHandler.__init__(self, *args, **kwargs)

    def do_POST(self):
        """Run a program."""
        if self.is_cgi():
            self.run_cgi()
        else:
            self.send_error(HTTPStatus.NOT_IMPLEMENTED, 'Can only POST to CGI scripts')

    def send_head(self):
        return self.run_cgi() if self.is_cgi() else super().send_head()

    def is_cgi(self):
        """Whether the path names a program. If so, cgi_info becomes its directory and the rest of the path."""
        path = _collapsed(self.path)
        slash = path.find('/', 1)
        while slash > 0 and path[:slash] not in self.cgi_directories:
            slash = path.find('/', slash + 1)
        if slash > 0:
            self.cgi_info = path[:slash], path[slash + 1:]
        return slash > 0

    def is_executable(self, path):
        """Whether a file can be run."""
        mode = os.X_OK
        return os.access(path, mode)

    def is_python(self, path):
        """Whether a file is a Python program."""
        return path.lower().endswith(('.py', '.pyw'))

    def run_cgi(self):
        """Run the program of cgi_info and send what it prints."""
        folder, rest = self.cgi_info
        # Directories go on below the first one.
        while '/' in rest and os.path.isdir(self.translate_path(f'{folder}/{rest[:rest.index("/")]}')):
            step, _, rest = rest.partition('/')
            folder = f'{folder}/{step}'
        rest, mark, query = rest.partition('?')
        name, slash, extra = rest.partition('/')
        script, extra = f'{folder}/{name}', slash + extra
        file = self.translate_path(script)
        if not os.path.exists(file):
            self.send_error(HTTPStatus.NOT_FOUND, f'No such CGI script ({script!r})')
        elif not os.path.isfile(file):
            self.send_error(HTTPStatus.FORBIDDEN, f'CGI script is not a plain file ({script!r})')
        elif not self.is_executable(file):
            self.send_error(HTTPStatus.FORBIDDEN, f'CGI script is not executable ({script!r})')
        else:
            self._run(file, script, query, self._environment(script, urllib.parse.unquote(extra), query))

    def _environment(self, script, extra, query):
        get = self.headers.get
        values = {'SERVER_SOFTWARE': self.version_string(), 'SERVER_NAME': self.server.server_name,
                  'SERVER_PORT': str(self.server.server_port), 'SERVER_PROTOCOL': self.protocol_version,
                  'GATEWAY_INTERFACE': 'CGI/1.1', 'REQUEST_METHOD': self.command, 'SCRIPT_NAME': script,
                  'PATH_INFO': extra, 'PATH_TRANSLATED': self.translate_path(extra), 'QUERY_STRING': query,
                  'REMOTE_ADDR': self.client_address[0], 'CONTENT_TYPE': get('content-type') or self.headers.get_content_type(),
                  'CONTENT_LENGTH': get('content-length') or '', 'HTTP_REFERER': get('referer') or '',
                  'HTTP_ACCEPT': ','.join(self.headers.get_all('accept', ())), 'HTTP_USER_AGENT': get('user-agent') or '',
                  'HTTP_COOKIE': '; '.join(self.headers.get_all('cookie', ())), 'REMOTE_HOST': '', 'REMOTE_USER': ''}
        kind, _, credentials = (get('authorization') or '').partition(' ')
        if credentials:
            values['AUTH_TYPE'] = kind
            if kind.lower() == 'basic':
                import base64
                import binascii
                try:
                    user, colon, _ = base64.decodebytes(credentials.encode('ascii')).decode('ascii').partition(':')
                    values['REMOTE_USER'] = user if colon else ''
                except (binascii.Error, UnicodeError):
                    pass
        return {**os.environ, **values}

    def _run(self, file, script, query, environment):
        import select
        import subprocess
        self.send_response(HTTPStatus.OK, 'Script output follows')
        self.flush_headers()
        length = self.headers.get('content-length') or ''
        left = int(length) if length.isdecimal() and self.command.lower() == 'post' else 0
        command = [file]
        if '=' not in query and query:
            command.append(query.replace('+', ' '))
        parts = []
        while left > 0:
            data = self.rfile.read(min(left, 1 << 20))
            if not data:
                break
            parts.append(data)
            left -= len(data)
        # What comes after that is of no use to anyone.
        while select.select([self.rfile], [], [], 0)[0] and self.rfile.read(1):
            pass
        done = subprocess.run(command, input=b''.join(parts), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
        self.wfile.write(done.stdout)
        if done.stderr:
            self.log_error('%s', done.stderr)
        if done.returncode:
            self.log_error('CGI script exit code %s', done.returncode)


# ---- the command


def _family_and_address(*address):
    """How to bind to an address: the first way there is."""
    ways = socket.getaddrinfo(*address, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, _, _, _, found = ways[0]
    return family, found


def test(HandlerClass=BaseHTTPRequestHandler, ServerClass=ThreadingHTTPServer, protocol='HTTP/1.0', port=8000, bind=None, tls_cert=None,
         tls_key=None, tls_password=None):
    """Serve until the keyboard says stop."""
    ServerClass.address_family, address = _family_and_address(bind, port)
    setattr(HandlerClass, 'protocol_version', protocol)
    options = {'certfile': tls_cert, 'keyfile': tls_key, 'password': tls_password} if tls_cert else {}
    with ServerClass(address, HandlerClass, **options) as server:
        host, port = server.socket.getsockname()[:2]
        scheme = 'HTTPS' if tls_cert else 'HTTP'
        place = f'[{host}]' if ':' in host else host
        print(f'Serving {scheme} on {host} port {port} ({scheme.lower()}://{place}:{port}/) ...')
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print('\nKeyboard interrupt received, exiting.')
            sys.exit(0)


def _main(args=None):
    import argparse
    import contextlib
    parser = argparse.ArgumentParser(color=True)
    add = parser.add_argument
    add('--cgi', action='store_true', help='run as CGI server')
    add('-b', '--bind', metavar='ADDRESS', help='bind to this address (default: all interfaces)')
    add('-d', '--directory', default=os.getcwd(), help='serve this directory (default: current directory)')
    add('-p', '--protocol', metavar='VERSION', default='HTTP/1.0', help='conform to this HTTP version (default: %(default)s)')
    add('--tls-cert', metavar='PATH', help='path to the TLS certificate chain file')
    add('--tls-key', metavar='PATH', help='path to the TLS key file')
    add('--tls-password-file', metavar='PATH', help='path to the password file for the TLS key')
    add('port', default=8000, type=int, nargs='?', help='bind to this port (default: %(default)s)')
    options = parser.parse_args(args)
    if options.tls_key and not options.tls_cert:
        parser.error('--tls-key requires --tls-cert to be set')
    password = None
    if options.tls_password_file:
        if not options.tls_cert:
            parser.error('--tls-password-file requires --tls-cert to be set')
        try:
            with open(options.tls_password_file, encoding='utf-8') as file:
                password = file.read().strip()
        except OSError as fault:
            parser.error(f'Failed to read TLS password file: {fault}')

    class Serving:
        def server_bind(self):
            # One socket for IPv4 and IPv6, where that can be.
            with contextlib.suppress(Exception):
                self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
            super().server_bind()

        def finish_request(self, request, client_address):
            self.RequestHandlerClass(request, client_address, self, directory=options.directory)

    server = ThreadingHTTPSServer if options.tls_cert else ThreadingHTTPServer
    test(HandlerClass=CGIHTTPRequestHandler if options.cgi else SimpleHTTPRequestHandler,
         ServerClass=type('DualStackServer', (Serving, server), {}), protocol=options.protocol, port=options.port,
         bind=options.bind, tls_cert=options.tls_cert, tls_key=options.tls_key, tls_password=password)


if __name__ == '__main__':
    _main()
