"""Handlers: they run a WSGI application for one request and send what it answers."""

import os
import sys
import time
import traceback
import warnings

from .headers import Headers
from .util import FileWrapper, guess_scheme, is_hop_by_hop

__all__ = ['BaseHandler', 'SimpleHandler', 'BaseCGIHandler', 'CGIHandler', 'IISCGIHandler', 'read_environ']

_days = 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'
_months = 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'

# Of the variables of CGI those that come from the request.
_from_request = frozenset('SCRIPT_NAME PATH_INFO QUERY_STRING REQUEST_METHOD AUTH_TYPE CONTENT_TYPE '
                          'CONTENT_LENGTH REMOTE_USER REMOTE_IDENT HTTPS'.split())
_prefixes = 'HTTP_', 'SSL_'


def format_date_time(timestamp):
    """Return a time as the header Date has it."""
    moment = time.gmtime(timestamp)
    return (f'{_days[moment.tm_wday]}, {moment.tm_mday:02} {_months[moment.tm_mon - 1]} {moment.tm_year:04} '
            f'{moment.tm_hour:02}:{moment.tm_min:02}:{moment.tm_sec:02} GMT')


def read_environ():
    """Return the variables of the process, those of a request in the form of PEP 3333: one character for each byte."""
    variables = dict(os.environ)
    coding = sys.getfilesystemencoding()
    for name, value in variables.items():
        # A server that redirects inside keeps the first request's under longer names.
        original = name.removeprefix('REDIRECT_')
        if original in _from_request or original.startswith(_prefixes):
            variables[name] = value.encode(coding, 'surrogateescape').decode('latin-1')
    return variables


class BaseHandler:
    """Runs an application. Subclasses say where requests come from and where answers go.

    They have _write(), _flush(), get_stdin(), get_stderr() and add_cgi_vars(), and may override all else.
    """

    # What the application is told.
    wsgi_version = 1, 0
    wsgi_multithread = wsgi_multiprocess = True
    wsgi_run_once = False
    wsgi_file_wrapper = FileWrapper
    os_environ = read_environ()

    # How the answer looks: that of a server, or that of a program for a server.
    origin_server = True
    http_version = '1.0'
    server_software = None
    headers_class = Headers

    # What is said where the application failed.
    traceback_limit = None
    error_status = '500 Internal Server Error'
    error_headers = [('Content-Type', 'text/plain')]
    error_body = b'A server error occurred.  Please contact the administrator.'

    # The state of the answer.
    status = headers = result = environ = None
    headers_sent, bytes_sent = False, 0

    def run(self, application):
        """Handle the request with that application."""
        try:
            self.setup_environ()
            self._answer_with(application)
        except (ConnectionAbortedError, BrokenPipeError, ConnectionResetError):
            # Nobody is there to be told.
            return
        except:
            try:
                self.handle_error()
            except:
                self.close()
                raise

    def _answer_with(self, application):
        environ, begin = self.environ, self.start_response
        self.result = application(environ, begin)
        self.finish_response()

    # ---- the request

    def setup_environ(self):
        """Make the environment of the request."""
        self.environ = {**self.os_environ}
        self.add_cgi_vars()
        self.environ |= {'wsgi.input': self.get_stdin(), 'wsgi.errors': self.get_stderr(), 'wsgi.version': self.wsgi_version,
                         'wsgi.run_once': self.wsgi_run_once, 'wsgi.url_scheme': self.get_scheme(),
                         'wsgi.multithread': self.wsgi_multithread, 'wsgi.multiprocess': self.wsgi_multiprocess}
        if wrapper := self.wsgi_file_wrapper:
            self.environ['wsgi.file_wrapper'] = wrapper
        if self.server_software and self.origin_server:
            self.environ.setdefault('SERVER_SOFTWARE', self.server_software)

    def get_scheme(self):
        """Return the scheme of the request's URL."""
        return guess_scheme(self.environ)

    def client_is_modern(self):
        """Return whether the client understands headers: HTTP/0.9 has none."""
        protocol = self.environ['SERVER_PROTOCOL']
        return protocol.upper() != 'HTTP/0.9'

    # ---- the answer

    def start_response(self, status, headers, exc_info=None):
        """Take status and headers from the application, and return write(). They are sent with the first data."""
        try:
            if exc_info and self.headers_sent:
                raise
            if not exc_info and self.headers is not None:
                raise AssertionError('Headers already set!')
        finally:
            # A traceback holds this frame.
            exc_info = None
        _check_status(status)
        self.status, self.headers = status, self.headers_class(headers)
        if __debug__:
            for name, value in headers:
                assert not is_hop_by_hop(name), f"Hop-by-hop header, '{name}: {value}', not allowed"
        return self.write

    def write(self, data):
        """Send data, after the headers if those weren't sent yet."""
        assert type(data) is bytes, 'write() argument must be a bytes instance'
        if not self.status:
            raise AssertionError('write() before start_response()')
        self.bytes_sent += len(data)
        if not self.headers_sent:
            # Here bytes_sent is the length of the answer if that has no more blocks.
            self.send_headers()
        self._write(data)
        self._flush()

    def finish_response(self):
        """Send all of the result, and close it."""
        try:
            if not (self.result_is_file() and self.sendfile()):
                for block in self.result:
                    self.write(block)
                self.finish_content()
        except:
            # The state stays for handle_error().
            self._close_result()
            raise
        self.close()

    def finish_content(self):
        """See to it that headers are sent even where there is no data."""
        if self.headers_sent:
            return
        self.headers.setdefault('Content-Length', '0')
        self.send_headers()

    def result_is_file(self):
        """Return whether the result was made with wsgi.file_wrapper."""
        return self.wsgi_file_wrapper is not None and isinstance(self.result, self.wsgi_file_wrapper)

    def sendfile(self):
        """Send a file in a way of the platform. Return whether there is one: here is none."""
        return False

    def set_content_length(self):
        """Set Content-Length where it can be told: if the result is one block."""
        try:
            single = len(self.result) == 1
        except (TypeError, AttributeError, NotImplementedError):
            return
        if single:
            self.headers['Content-Length'] = f'{self.bytes_sent}'

    def cleanup_headers(self):
        """Complete the headers before they are sent."""
        given = 'Content-Length' in self.headers
        given or self.set_content_length()

    def send_headers(self):
        """Send the headers."""
        self.cleanup_headers()
        self.headers_sent = True
        if self.origin_server and not self.client_is_modern():
            return
        self.send_preamble()
        block = bytes(self.headers)
        self._write(block)

    def send_preamble(self):
        """Send the status, and the headers that are the server's."""
        if not self.origin_server:
            lines = [('Status', self.status)]
        elif not self.client_is_modern():
            return
        else:
            self._write(f'HTTP/{self.http_version} {self.status}\r\n'.encode('latin-1'))
            ours = ('Date', format_date_time(time.time())), ('Server', self.server_software)
            lines = [(name, value) for name, value in ours if value and name not in self.headers]
        for name, value in lines:
            self._write(f'{name}: {value}\r\n'.encode('latin-1'))

    def _close_result(self):
        close = getattr(self.result, 'close', None)
        if close is not None:
            close()

    def close(self):
        """Close the result and forget the request."""
        try:
            self._close_result()
        finally:
            self.status = self.headers = self.result = self.environ = None
            self.headers_sent, self.bytes_sent = False, 0

    # ---- errors

    def handle_error(self):
        """Log the exception that is being handled, and tell the client if nothing was sent yet."""
        fault = sys.exc_info()
        try:
            self.log_exception(fault)
        finally:
            del fault
        if not self.headers_sent:
            self._answer_with(self.error_output)

    def log_exception(self, exc_info):
        """Write a traceback to the errors of the request."""
        try:
            log = self.get_stderr()
            traceback.print_exception(*exc_info, limit=self.traceback_limit, file=log)
            log.flush()
        finally:
            exc_info = None

    def error_output(self, environ, start_response):
        """The application for errors: it says that there was one, and no more."""
        start_response(self.error_status, [*self.error_headers], sys.exc_info())
        return [self.error_body]

    # ---- what subclasses have

    def _lacking(means):
        def method(self, *args):
            raise NotImplementedError
        method.__doc__ = means
        return method

    _write = _lacking('Send bytes; they may be kept back.')
    _flush = _lacking('Send what was kept back.')
    get_stdin = _lacking('Return the file for wsgi.input.')
    get_stderr = _lacking('Return the file for wsgi.errors.')
    add_cgi_vars = _lacking('Add the variables of CGI to environ.')
    del _lacking


def _check_status(status):
    if type(status) is not str:
        raise AssertionError(f'Status must be of type str (got {status!r})')
    if any(sign < ' ' or sign == '\x7f' for sign in status):
        raise ValueError('Control characters are not allowed in status')
    if len(status) < 4:
        raise AssertionError('Status must be at least 4 characters')
    code, after = status[:3], status[3]
    if not code.isdigit():
        raise AssertionError('Status message must begin w/3-digit code')
    if after != ' ':
        raise AssertionError('Status message must have a space after code')


class SimpleHandler(BaseHandler):
    """A handler on three files and a dictionary, for servers of HTTP."""

    def __init__(self, stdin, stdout, stderr, environ, multithread=True, multiprocess=False):
        self.stdin, self.stdout, self.stderr, self.base_env = stdin, stdout, stderr, environ
        self.wsgi_multithread, self.wsgi_multiprocess = multithread, multiprocess

    def get_stdin(self):
        return self.stdin

    def get_stderr(self):
        return self.stderr

    def add_cgi_vars(self):
        self.environ |= self.base_env

    def _write(self, data):
        taken = self.stdout.write(data)
        if taken is None or taken == len(data):
            return
        warnings.warn('SimpleHandler.stdout.write() should not do partial writes', DeprecationWarning)
        rest = memoryview(data)[taken:]
        while rest:
            rest = rest[self.stdout.write(bytes(rest)):]

    def _flush(self):
        self.stdout.flush()


class BaseCGIHandler(SimpleHandler):
    """A handler for programs that a server runs over CGI or the like: it answers with Status, and the server does the rest."""

    origin_server = False


class CGIHandler(BaseCGIHandler):
    """A handler for CGI: on the standard files and the variables of the process."""

    wsgi_run_once = True
    os_environ = {}

    def __init__(self):
        _on_process(self, read_environ())


class IISCGIHandler(BaseCGIHandler):
    """A handler for CGI under Microsoft's IIS, where PATH_INFO begins with SCRIPT_NAME unless it is set up otherwise."""

    wsgi_run_once = True
    os_environ = {}

    def __init__(self):
        variables = read_environ()
        script, path = (variables.get(name, '') for name in ('SCRIPT_NAME', 'PATH_INFO'))
        if path == script or path.startswith(f'{script}/'):
            variables['PATH_INFO'] = path.removeprefix(script)
        _on_process(self, variables)


def _on_process(handler, variables):
    BaseCGIHandler.__init__(handler, sys.stdin.buffer, sys.stdout.buffer, sys.stderr, variables, multithread=False,
                            multiprocess=True)
