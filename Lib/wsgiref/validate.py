"""Middleware that checks both sides of WSGI, server and application: an AssertionError says what PEP 3333 forbids."""

import re
import sys
import warnings

__all__ = ['validator']

_input_methods = 'read', 'readline', 'readlines', '__iter__'
_error_methods = 'flush', 'write', 'writelines'
_required = ('REQUEST_METHOD', 'SERVER_NAME', 'SERVER_PORT', 'wsgi.version', 'wsgi.input', 'wsgi.errors', 'wsgi.multithread',
             'wsgi.multiprocess', 'wsgi.run_once')
_known_requests = frozenset('GET HEAD POST OPTIONS PATCH PUT DELETE TRACE'.split())
_bodiless = 204, 304

_header_name = re.compile(r'[A-Za-z][\w-]*', re.ASCII)
_control = re.compile('[\x00-\x1f]')


class WSGIWarning(Warning):
    """What isn't forbidden, but is hardly meant."""


def _require(sound, message=None):
    # Not an assert statement: the checks are there under -O too.
    if not sound:
        raise AssertionError(*() if message is None else (message,))


def _text(value, what):
    _require(type(value) is str, f'{what} must be of type str (got {value!r})')
    return value


def _data(value):
    _require(type(value) is bytes)
    return value


def validator(application):
    """Return an application that does what the given one does, and checks it and its server meanwhile."""

    def checked(*arguments, **keywords):
        _require(len(arguments) == 2, 'Two arguments required')
        _require(not keywords, 'No keyword arguments allowed')
        environ, server_start = arguments
        _check_environ(environ)
        started = []

        def start(*arguments, **keywords):
            _require(2 <= len(arguments) <= 3, f'Invalid number of arguments: {arguments}')
            _require(not keywords, 'No keyword arguments allowed')
            _check_start(*arguments)
            started.append(True)
            return WriteWrapper(server_start(*arguments))

        environ['wsgi.input'] = InputWrapper(environ['wsgi.input'])
        environ['wsgi.errors'] = ErrorWrapper(environ['wsgi.errors'])
        result = application(environ, start)
        _require(result is not None and result is not False, 'The application must return an iterator, if only an empty list')
        _require(not isinstance(result, (str, bytes)), 'You should not return a string as your application iterator, instead '
                 'return a single-item list containing a bytestring.')
        return IteratorWrapper(result, started)

    return checked


# ---- what the server gives


def _check_environ(environ):
    _require(type(environ) is dict, f'Environment is not of the right type: {type(environ)!r} (environment: {environ!r})')
    for key in _required:
        _require(key in environ, f'Environment missing required key: {key!r}')
    for key in ('CONTENT_TYPE', 'CONTENT_LENGTH'):
        _require(f'HTTP_{key}' not in environ, f'Environment should not have the key: HTTP_{key} (use {key} instead)')
    if 'QUERY_STRING' not in environ:
        _warn('QUERY_STRING is not in the WSGI environment; the cgi module will use sys.argv when this variable is missing, so '
              'application errors are more likely')
    for key, value in environ.items():
        # A dot means an extension, whose values may be anything.
        _require('.' in key or type(value) is str,
                 f'Environmental variable {key} is not a string: {type(value)!r} (value: {value!r})')
    version, scheme = environ['wsgi.version'], environ['wsgi.url_scheme']
    _require(type(version) is tuple, f'wsgi.version should be a tuple ({version})')
    _require(scheme in ('http', 'https'), f'wsgi.url_scheme unknown: {scheme!r}')
    for key, names in ('wsgi.input', _input_methods), ('wsgi.errors', _error_methods):
        for name in names:
            _require(hasattr(environ[key], name), f"{key} ({environ[key]!r}) doesn't have the attribute {name}")
    if (request := environ['REQUEST_METHOD']) not in _known_requests:
        _warn(f'Unknown REQUEST_METHOD: {request!r}')
    _check_paths(environ)
    if length := environ.get('CONTENT_LENGTH'):
        _require(int(length) >= 0, f'Invalid CONTENT_LENGTH: {length!r}')


def _check_paths(environ):
    for key in ('SCRIPT_NAME', 'PATH_INFO'):
        path = environ[key]
        _require(not path or path[0] == '/', f"{key} doesn't start with /: {path!r}")
    _require(environ['SCRIPT_NAME'] != '/', "SCRIPT_NAME cannot be '/'; it should instead be '', and PATH_INFO should be '/'")


def _warn(message):
    warnings.warn(message, WSGIWarning, stacklevel=4)


# ---- what the application answers


def _check_start(status, headers, exc_info=None):
    code = _check_status(status)
    _require(type(headers) is list, f'Headers ({headers!r}) must be of type list: {type(headers)!r}')
    for header in headers:
        _require(type(header) is tuple, f'Individual headers ({header!r}) must be of type tuple: {type(header)!r}')
        _require(len(header) == 2)
        _check_header(*header)
    typed = any(name.lower() == 'content-type' for name, _ in headers)
    if code in _bodiless:
        _require(not typed, f'Content-Type header found in a {code} response, which must not return content.')
    else:
        _require(typed, f'No Content-Type header found in headers ({headers})')
    _require(exc_info is None or type(exc_info) is tuple, f'exc_info ({exc_info!r}) is not a tuple: {type(exc_info)!r}')


def _check_status(status):
    first = ''.join(_text(status, 'Status').split(None, 1)[:1])
    _require(len(first) == 3, f'Status codes must be three characters: {first!r}')
    code = int(first)
    _require(code >= 100, f'Status code is invalid: {code}')
    if status[3:4] != ' ':
        _warn(f'The status string ({status!r}) should be a three-digit integer followed by a single space and a status explanation')
    return code


def _check_header(name, value):
    _text(name, 'Header name')
    _text(value, 'Header value')
    _require(name.lower() != 'status', 'The Status header cannot be used; it conflicts with CGI script, and HTTP status is not '
             f'given through headers (value: {value!r}).')
    _require(not {'\n', ':'} & {*name}, f"Header names may not contain ':' or '\\n': {name!r}")
    _require(_header_name.fullmatch(name), f'Bad header name: {name!r}')
    _require(name[-1] not in '-_', f"Names may not end in '-' or '_': {name!r}")
    if control := _control.search(value):
        raise AssertionError(f'Bad header value: {value!r} (bad char: {control[0]!r})')


class WriteWrapper:
    """The write() that an application gets."""

    def __init__(self, wsgi_writer):
        self.writer = wsgi_writer

    def __call__(self, s):
        self.writer(_data(s))


class IteratorWrapper:
    """The result of an application, as the server sees it."""

    def __init__(self, wsgi_iterator, check_start_response):
        self.closed = True
        self.original_iterator, self.iterator = wsgi_iterator, iter(wsgi_iterator)
        self.closed, self.check_start_response = False, check_start_response

    def __iter__(self):
        return self

    def __next__(self):
        _require(not self.closed, 'Iterator read after closed')
        block = next(self.iterator)
        _require(type(block) is bytes, f'Iterator yielded non-bytestring ({block!r})')
        _require(self.check_start_response, 'The application returns and we started iterating over its body, but start_response '
                 'has not yet been called')
        return block

    def close(self):
        """Close the application's result."""
        self.closed = True
        close = getattr(self.original_iterator, 'close', None)
        if close is not None:
            close()

    def __del__(self):
        if self.closed:
            return
        message = 'Iterator garbage collected without being closed'
        sys.stderr.write(message)
        raise AssertionError(message)


# ---- the files of a request


class InputWrapper:
    """wsgi.input as the application sees it."""

    def __init__(self, wsgi_input):
        self.input = wsgi_input

    def read(self, *args):
        """Read so many bytes: how many must be said."""
        _require(len(args) == 1)
        return _data(self.input.read(*args))

    def readline(self, *args):
        """Read a line, or so much of it."""
        _require(len(args) < 2)
        return _data(self.input.readline(*args))

    def readlines(self, *args):
        """Read the lines that are left."""
        _require(len(args) < 2)
        lines = self.input.readlines(*args)
        _require(type(lines) is list)
        return [_data(line) for line in lines]

    def __iter__(self):
        while line := self.readline():
            yield line

    def close(self):
        """Fail: that isn't the application's to do."""
        _require(False, 'input.close() must not be called')


class ErrorWrapper:
    """wsgi.errors as the application sees it."""

    def __init__(self, wsgi_errors):
        self.errors = wsgi_errors

    def write(self, s):
        """Write text."""
        _require(type(s) is str)
        self.errors.write(s)

    def flush(self):
        """Write what was kept back."""
        self.errors.flush()

    def writelines(self, seq):
        """Write several texts."""
        for text in seq:
            self.write(text)

    def close(self):
        """Fail: that isn't the application's to do."""
        _require(False, 'errors.close() must not be called')
