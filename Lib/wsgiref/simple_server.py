"""A server for one WSGI application, on http.server. It is made for trying things out, not for the open net."""

import platform
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import unquote

from .handlers import SimpleHandler

__version__ = '0.2'
__all__ = ['WSGIServer', 'WSGIRequestHandler', 'demo_app', 'make_server']

server_version = f'WSGIServer/{__version__}'
sys_version = f'{platform.python_implementation()}/{sys.version.split()[0]}'
software_version = f'{server_version} {sys_version}'

_longest_line = 1 << 16


class ServerHandler(SimpleHandler):
    """Runs the application for a request of the server, and logs it in the end."""

    server_software = software_version

    def close(self):
        try:
            code, _, _ = self.status.partition(' ')
            self.request_handler.log_request(code, self.bytes_sent)
        finally:
            super().close()


class WSGIServer(HTTPServer):
    """A server of HTTP that hands requests to an application."""

    application = None

    def server_bind(self):
        """Bind the socket, and name the server in base_environ."""
        super().server_bind()
        self.setup_environ()

    def setup_environ(self):
        """Make base_environ, which is the same for all requests."""
        self.base_environ = dict(SERVER_NAME=self.server_name, GATEWAY_INTERFACE='CGI/1.1', SERVER_PORT=str(self.server_port),
                                 REMOTE_HOST='', CONTENT_LENGTH='', SCRIPT_NAME='')

    def get_app(self):
        """Return the application."""
        return self.application

    def set_app(self, application):
        """Set the application."""
        self.application = application


class WSGIRequestHandler(BaseHTTPRequestHandler):
    """Reads a request, and has the server's application answer it."""

    server_version = server_version

    def get_environ(self):
        """Return the variables of CGI for the request."""
        path, _, query = self.path.partition('?')
        remote, headers = self.client_address[0], self.headers
        variables = self.server.base_environ | {
            'SERVER_PROTOCOL': self.request_version, 'SERVER_SOFTWARE': self.server_version, 'REQUEST_METHOD': self.command,
            'PATH_INFO': unquote(path, 'latin-1'), 'QUERY_STRING': query, 'REMOTE_ADDR': remote,
            'CONTENT_TYPE': headers.get('Content-Type', headers.get_content_type())}
        host = self.address_string()
        if host != remote:
            variables['REMOTE_HOST'] = host
        length = headers.get('Content-Length')
        if length:
            variables['CONTENT_LENGTH'] = length
        # A client that sends a header more than once means a list.
        values = {}
        for name, value in headers.items():
            name = name.replace('-', '_').upper()
            if name not in variables:
                values.setdefault(f'HTTP_{name}', []).append(value.strip())
        return variables | {name: ','.join(those) for name, those in values.items()}

    def get_stderr(self):
        """Return the file for wsgi.errors."""
        return sys.stderr

    def handle(self):
        """Handle one request: the connection is closed after it."""
        line = self.raw_requestline = self.rfile.readline(_longest_line + 1)
        if len(line) > _longest_line:
            self.requestline = self.request_version = self.command = ''
            self.send_error(HTTPStatus.REQUEST_URI_TOO_LONG)
        elif self.parse_request():
            runner = ServerHandler(self.rfile, self.wfile, self.get_stderr(), self.get_environ(), multithread=False)
            runner.request_handler = self
            runner.run(self.server.get_app())


def demo_app(environ, start_response):
    """An application that greets, and lists its environment."""
    lines = ['Hello world!', '', *(f'{key} = {environ[key]!r}' for key in sorted(environ)), '']
    start_response('200 OK', [('Content-Type', 'text/plain; charset=utf-8')])
    return ['\n'.join(lines).encode()]


def make_server(host, port, app, server_class=WSGIServer, handler_class=WSGIRequestHandler):
    """Return a server for an application, on that host and port."""
    address = host, port
    made = server_class(address, handler_class)
    made.set_app(app)
    return made


if __name__ == '__main__':
    # Show one request in a browser.
    import webbrowser

    _port = 8000
    with make_server('', _port, demo_app) as _server:
        print(f'Serving HTTP on {_server.socket.getsockname()[0]} port {_port} ...')
        webbrowser.open(f'http://localhost:{_port}/xyz?abc')
        _server.handle_request()
