"""The client side of HTTP: connections that send requests, and the responses that come back (RFC 9112).

A connection is idle, or has begun a request, or has sent it and waits; a response that isn't read to its end keeps the
connection from the next request.
"""

import email.message
import email.parser
import errno
import http
import io
import re
import socket
import sys
from urllib.parse import urlsplit

# Each status is a name here, too.
vars().update(http.HTTPStatus.__members__)

__all__ = ['HTTPResponse', 'HTTPConnection', 'HTTPSConnection', 'HTTPException', 'NotConnected', 'UnknownProtocol',
           'UnknownTransferEncoding', 'UnimplementedFileMode', 'IncompleteRead', 'InvalidURL', 'ImproperConnectionState',
           'CannotSendRequest', 'CannotSendHeader', 'ResponseNotReady', 'BadStatusLine', 'LineTooLong', 'RemoteDisconnected',
           'error', 'responses']

HTTP_PORT, HTTPS_PORT = 80, 443
responses = {status: status.phrase for status in http.HTTPStatus}

# What the other side may make us keep: the length of a line, and how many headers and interim responses there are.
_MAXLINE = 1 << 16
_MAXHEADERS = _MAXINTERIMRESPONSES = 100
# How much is read at a time when the other side only says that it will send a lot.
_MIN_READ_BUF_SIZE = 1024 * 1024

# The states of a connection.
_CS_IDLE, _CS_REQ_STARTED, _CS_REQ_SENT = 'Idle', 'Request-started', 'Request-sent'
_unknown = 'UNKNOWN'

_header_name = re.compile(rb'[^:\s][^:\r\n]*')
_header_break = re.compile(rb'\n(?![ \t])|\r(?![ \t\n])')
_control_in_method = re.compile('[\x00-\x1f]')
_control_in_url = re.compile('[\x00-\x20\x7f]')
_methods_with_body = frozenset({'PATCH', 'POST', 'PUT'})


# ---- exceptions


class HTTPException(Exception):
    """What this module raises."""


class NotConnected(HTTPException):
    """There is no connection, and none may be made."""


class InvalidURL(HTTPException):
    """A URL can't be used as it is."""


class UnknownProtocol(HTTPException):
    """The server speaks another version of HTTP."""

    def __init__(self, version):
        super().__init__(version)
        self.version = version


class UnknownTransferEncoding(HTTPException):
    """The server encodes in a way that isn't known."""


class UnimplementedFileMode(HTTPException):
    """A file can't be opened in that mode."""


class IncompleteRead(HTTPException):
    """The server sent less than it said. partial is what it sent, expected how much more was to come, if that is known."""

    def __init__(self, partial, expected=None):
        super().__init__(partial)
        self.partial, self.expected = partial, expected

    def __repr__(self):
        more = '' if self.expected is None else f', {self.expected} more expected'
        return f'{type(self).__name__}({len(self.partial)} bytes read{more})'

    __str__ = object.__str__


class ImproperConnectionState(HTTPException):
    """A connection is used out of order."""


class CannotSendRequest(ImproperConnectionState):
    """There is a request under way."""


class CannotSendHeader(ImproperConnectionState):
    """No request was begun, or its headers are out."""


class ResponseNotReady(ImproperConnectionState):
    """No request was sent, or a response isn't read to its end."""


class BadStatusLine(HTTPException):
    """The first line of a response makes no sense."""

    def __init__(self, line):
        shown = line or repr(line)
        super().__init__(shown)
        self.line = shown


class LineTooLong(HTTPException):
    """A line goes over the limit."""

    def __init__(self, line_type):
        super().__init__(f'got more than {_MAXLINE} bytes when reading {line_type}')


class RemoteDisconnected(ConnectionResetError, BadStatusLine):
    """The server closed the connection without a response."""

    def __init__(self, *pos, **kw):
        super(ConnectionResetError, self).__init__(*pos, **kw)
        self.line = repr('')


error = HTTPException


# ---- headers


class HTTPMessage(email.message.Message):
    """Headers."""

    def getallmatchingheaders(self, name):
        """Return the lines of all headers of that name, with those that continue them."""
        found, inside = [], False
        for line in self.keys():
            if line[:len(name) + 1].lower() == f'{name.lower()}:':
                inside = True
            elif line[:1].strip():
                inside = False
            if inside:
                found.append(line)
        return found


def _line_of(fp, what):
    """A line; an exception if it is too long."""
    limit = _MAXLINE + 1
    if len(line := fp.readline(limit)) == limit:
        raise LineTooLong(what)
    return line


def _header_lines(fp, what='headers', kind='header line'):
    """The lines of headers, up to the empty one and with it."""
    lines = []
    while True:
        line = _line_of(fp, kind)
        if not line.rstrip(b'\r\n') and line in (b'', b'\n', b'\r\n'):
            return [*lines, line]
        lines.append(line)
        if len(lines) > _MAXHEADERS:
            raise HTTPException(f'got more than {_MAXHEADERS} {what}')


def _message_of(lines, cls):
    return email.parser.Parser(_class=cls).parsestr(b''.join(lines).decode('iso-8859-1'))


def parse_headers(fp, _class=HTTPMessage):
    """Read headers from a binary file, up to the empty line."""
    return _message_of(_header_lines(fp), _class)


def _latin1(text, what='data'):
    """text in the encoding of HTTP, with an error that says what to do if that can't be."""
    try:
        return text.encode('latin-1')
    except UnicodeEncodeError as fault:
        reason = (f'{what.title()} ({text[fault.start:fault.end]:.20!r}) is not valid Latin-1. '
                  f"Use {what}.encode('utf-8') if you want to send it encoded in UTF-8.")
        raise UnicodeEncodeError(fault.encoding, fault.object, fault.start, fault.end, reason) from None


# ---- responses


class HTTPResponse(io.BufferedIOBase):
    """What a server answers: status, headers, and a body to read like a file."""

    def __init__(self, sock, debuglevel=0, method=None, url=None):
        self.fp = sock.makefile('rb')
        self.msg = self.headers = None
        self.debuglevel, self._method = debuglevel, method
        # What begin() finds out.
        self.version = self.status = self.reason = _unknown
        self.chunked = self.length = self.will_close = _unknown
        # How much of a chunk is unread; None before the first.
        self.chunk_left = None

    def _status_line(self):
        line = _line_of(self.fp, 'status line').decode('iso-8859-1')
        if self.debuglevel > 0:
            print('reply:', repr(line))
        if not line:
            raise RemoteDisconnected('Remote end closed connection without response')
        version, status, reason = (line.split(None, 2) + ['', '', ''])[:3]
        if not version.startswith('HTTP/'):
            self._close_conn()
            raise BadStatusLine(line)
        if not (status.strip().isdecimal() and 100 <= int(status) <= 999):
            raise BadStatusLine(line)
        return version, int(status), reason.strip()

    def begin(self):
        """Read status and headers."""
        if self.headers:
            return
        for _ in range(_MAXINTERIMRESPONSES + 1):
            version, status, reason = self._status_line()
            if status != 100:
                break
            skipped = _header_lines(self.fp)
            if self.debuglevel > 0:
                print('headers:', skipped)
        else:
            raise HTTPException(f'got more than {_MAXINTERIMRESPONSES} interim responses')
        self.status = self.code = status
        self.reason = reason
        if version in ('HTTP/1.0', 'HTTP/0.9'):
            self.version = 10
        elif version.startswith('HTTP/1.'):
            self.version = 11
        else:
            raise UnknownProtocol(version)
        self.msg = self.headers = parse_headers(fp=self.fp)
        if self.debuglevel > 0:
            for name, value in self.headers.items():
                print('header:', name + ':', value)
        self._find_length()

    def _find_length(self):
        """How the end of the body is known: by chunks, by length, by the end of the connection."""
        get = self.headers.get
        self.chunked = (get('transfer-encoding') or '').lower() == 'chunked'
        length = (get('content-length') or '').strip()
        self.length = int(length) if length.isdecimal() and not self.chunked else None
        if self.status in (204, 304) or self.status < 200 or self._method == 'HEAD':
            self.length = 0
        said = (get('connection') or '').lower()
        if self.version == 11:
            self.will_close = 'close' in said
        else:
            stays = get('keep-alive') or 'keep-alive' in said or 'keep-alive' in (get('proxy-connection') or '').lower()
            self.will_close = not stays
        if self.length is None and not self.chunked:
            self.will_close = True

    # -- the file

    def _close_conn(self):
        """Let go of the connection."""
        fp, self.fp = self.fp, None
        fp.close()

    def close(self):
        try:
            super().close()
        finally:
            if self.fp:
                self._close_conn()

    def flush(self):
        super().flush()
        if self.fp:
            self.fp.flush()

    def readable(self):
        """Always true."""
        return True

    def isclosed(self):
        """Whether the response was read to its end, or closed."""
        return self.fp is None

    def fileno(self):
        return self.fp.fileno()

    def _safe_read(self, count):
        """count bytes, in pieces that grow: what isn't there takes no memory."""
        parts, got = [], 0
        while got < count:
            data = self.fp.read(min(count - got, max(got, _MIN_READ_BUF_SIZE)))
            if not data:
                raise IncompleteRead(b''.join(parts), count - got)
            parts.append(data)
            got += len(data)
        return parts[0] if len(parts) == 1 else b''.join(parts)

    def _over(self):
        """Whether there is nothing more to read."""
        if self.fp is not None and self._method == 'HEAD':
            self._close_conn()
        return self.fp is None

    def read(self, amt=None):
        """Return the body, or at most amt bytes of it."""
        if self._over():
            return b''
        amt = None if (amt or 0) < 0 else amt
        if self.chunked:
            return self._from_chunks(amt)
        if amt is not None:
            data = self.fp.read(amt if self.length is None else min(amt, self.length))
            self._count(len(data), amt)
            return data
        if self.length is None:
            data = self.fp.read()
        else:
            try:
                data = self._safe_read(self.length)
            except IncompleteRead:
                self._close_conn()
                raise
            self.length = 0
        self._close_conn()
        return data

    def _count(self, got, wanted):
        """Note that bytes of a body without chunks were read."""
        if not got and wanted:
            self._close_conn()
        if self.length is None or self.fp is None:
            return
        self.length -= got
        if self.length == 0:
            self._close_conn()

    def readinto(self, b):
        """Read into b. Return how many bytes that were."""
        if self._over():
            return 0
        if self.chunked:
            return self._chunks_into(memoryview(b))
        if self.length is not None and len(b) > self.length:
            b = memoryview(b)[:self.length]
        got = self.fp.readinto(b)
        self._count(got, len(b))
        return got

    # -- chunks

    def _room(self):
        """How much of the current chunk is left; begin the next one if need be. None after the last."""
        if not self.chunk_left:
            if self.chunk_left is not None:
                self._safe_read(2)
            line = _line_of(self.fp, 'chunk size')
            try:
                size = int(line.partition(b';')[0], 16)
            except ValueError:
                # There is no telling where the next one begins.
                self._close_conn()
                raise IncompleteRead(b'') from None
            if size == 0:
                self._skip_trailer()
                self._close_conn()
                size = None
            self.chunk_left = size
        return self.chunk_left

    def _skip_trailer(self):
        _header_lines(self.fp, 'trailers', 'trailer line')

    def _from_chunks(self, amt):
        parts = []
        try:
            while (room := self._room()) is not None:
                if amt is not None and amt <= room:
                    parts.append(self._safe_read(amt))
                    self.chunk_left = room - amt
                    break
                parts.append(self._safe_read(room))
                self.chunk_left = 0
                if amt is not None:
                    amt -= room
        except IncompleteRead as fault:
            raise IncompleteRead(b''.join(parts)) from fault
        return b''.join(parts)

    def _chunks_into(self, view):
        done = 0
        try:
            while done < len(view) and (room := self._room()) is not None:
                piece = view[done:done + room]
                got = 0
                while got < len(piece):
                    count = self.fp.readinto(piece[got:])
                    if not count:
                        raise IncompleteRead(bytes(piece[:got]), len(piece) - got)
                    got += count
                self.chunk_left = room - got
                done += got
        except IncompleteRead:
            raise IncompleteRead(bytes(view[:done])) from None
        return done

    # -- smaller reads

    def _at_most(self, count):
        """count, or what is left if that is less. Negative: as much as can be."""
        left = self.length
        return count if left is None or 0 <= count <= left else left

    def read1(self, n=-1):
        """Return at most n bytes, with one read at most."""
        if self._over():
            return b''
        if self.chunked:
            room = self._room()
            if room is None or n == 0:
                return b''
            data = self.fp.read1(room if n < 0 or n > room else n)
            self.chunk_left -= len(data)
            if not data:
                raise IncompleteRead(b'')
            return data
        n = self._at_most(n)
        data = self.fp.read1(n)
        self._count(len(data), n)
        return data

    def peek(self, n=-1):
        """Return some bytes that come next, without moving on."""
        if self._over():
            return b''
        if not self.chunked:
            return self.fp.peek(self._at_most(n))[:self.length]
        try:
            room = self._room()
        except IncompleteRead:
            return b''
        return b'' if room is None else self.fp.peek(room)[:room]

    def readline(self, limit=-1):
        """Return a line."""
        if self._over():
            return b''
        if self.chunked:
            return io.BufferedIOBase.readline(self, limit)
        limit = self._at_most(limit)
        line = self.fp.readline(limit)
        self._count(len(line), limit)
        return line

    # -- what it says

    def getheader(self, name, default=None):
        """Return the values of a header, with commas between them."""
        if self.headers is None:
            raise ResponseNotReady()
        found = self.headers.get_all(name) or default
        if isinstance(found, str) or not hasattr(found, '__iter__'):
            return found
        return ', '.join(found)

    def getheaders(self):
        """Return the headers as pairs."""
        if self.headers is None:
            raise ResponseNotReady()
        return [*self.headers.items()]

    def __iter__(self):
        return self

    def info(self):
        """Return the headers."""
        return self.headers

    def geturl(self):
        """Return the URL, which urllib.request sets."""
        return self.url

    def getcode(self):
        """Return the status."""
        return self.status


# ---- connections


def _refuse(pattern, text, kind, what):
    if found := pattern.search(text):
        raise kind(f"{what} can't contain control characters. {text!r} (found at least {found[0]!r})")


def _check_name(name):
    if not _header_name.fullmatch(name):
        raise ValueError('Invalid header name %r' % (name,))


def _check_value(value):
    if _header_break.search(value):
        raise ValueError('Invalid header value %r' % (value,))


def _bare_address(host):
    """An IPv6 address without its interface: that is of no concern to others."""
    address, percent, _ = host.partition(b'%')
    return address + (b']' if percent and host.startswith(b'[') else b'')


class HTTPConnection:
    """A connection to a server, made when it is needed."""

    default_port, response_class = HTTP_PORT, HTTPResponse
    auto_open, debuglevel = 1, 0
    _http_vsn, _http_vsn_str = 11, 'HTTP/1.1'

    def __init__(self, host, port=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, source_address=None, blocksize=8192):
        self.timeout, self.source_address, self.blocksize = timeout, source_address, blocksize
        self.sock = None
        self._buffer = []
        self._state, self._response, self._asked = _CS_IDLE, None, None
        self._tunnel_host = self._tunnel_port = self._raw_proxy_headers = None
        self._tunnel_headers = dict()
        # To be replaced where connections are made in another way.
        self._create_connection = socket.create_connection
        self.host, self.port = self._host_and_port(host, port)
        self._validate_host(self.host)

    def _host_and_port(self, host, port):
        if port is None:
            name, colon, number = host.rpartition(':')
            if colon and ']' not in number:
                if number and not number.isdecimal():
                    raise InvalidURL(f"nonnumeric port: '{number}'")
                host, port = name, int(number) if number else self.default_port
            else:
                port = self.default_port
        if host[:1] == '[' and host[-1:] == ']':
            host = host[1:-1]
        return host, port

    def set_debuglevel(self, level):
        """Print what goes on, if level isn't 0."""
        self.debuglevel = level

    # -- proxies

    def set_tunnel(self, host, port=None, headers=None):
        """Let this be a connection to a proxy that hands everything on to host."""
        if self.sock:
            raise RuntimeError("Can't set up tunnel for established connection")
        self._tunnel_host, self._tunnel_port = self._host_and_port(host, port)
        self._tunnel_headers = dict(headers or {})
        if not any(name.lower() == 'host' for name in self._tunnel_headers):
            name = self._in_brackets(self._tunnel_host.encode('idna')).decode('ascii')
            self._tunnel_headers['Host'] = f'{name}:{self._tunnel_port}'

    def _in_brackets(self, host):
        return b'[' + host + b']' if b':' in host and host[:1] != b'[' else host

    def _tunnel(self):
        """Ask the proxy for the tunnel."""
        if any(ord(char) < 33 or char == '\x7f' for char in self._tunnel_host):
            raise ValueError(f"Tunnel host can't contain control characters {self._tunnel_host!r}")
        host = self._in_brackets(self._tunnel_host.encode('idna'))
        lines = [b'CONNECT %s:%d %s' % (host, self._tunnel_port, self._http_vsn_str.encode('ascii'))]
        for name, value in self._tunnel_headers.items():
            name, value = str(name).encode('latin-1'), str(value).encode('latin-1')
            _check_name(name)
            _check_value(value)
            lines.append(name + b': ' + value)
        self.send(b'\r\n'.join([*lines, b'', b'']))
        answer = self.response_class(self.sock, method=self._asked)
        try:
            _, status, reason = answer._status_line()
            self._raw_proxy_headers = _header_lines(answer.fp)
            if self.debuglevel > 0:
                for line in self._raw_proxy_headers:
                    print('header:', line.decode())
            if status != 200:
                self.close()
                raise OSError(f'Tunnel connection failed: {status} {reason}')
        finally:
            answer.close()

    def get_proxy_response_headers(self):
        """Return the headers of the proxy's answer to the wish for a tunnel, or None."""
        raw = self._raw_proxy_headers
        return None if raw is None else _message_of(raw, HTTPMessage)

    # -- the connection

    def connect(self):
        """Make the connection."""
        sys.audit('http.client.connect', self, self.host, self.port)
        self.sock = self._create_connection((self.host, self.port), self.timeout, self.source_address)
        try:
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        except OSError as fault:
            if fault.errno != errno.ENOPROTOOPT:
                raise
        if self._tunnel_host:
            self._tunnel()

    def close(self):
        """End the connection."""
        self._state = _CS_IDLE
        try:
            sock, self.sock = self.sock, None
            if sock:
                sock.close()
        finally:
            response, self._response = self._response, None
            if response:
                response.close()

    def _blocks(self, file):
        """What a file has, in blocks; text is encoded."""
        text = isinstance(file, io.TextIOBase)
        if self.debuglevel > 0:
            print('sending from a file' + (', encoding it in iso-8859-1' if text else ''))
        while block := file.read(self.blocksize):
            yield block.encode('iso-8859-1') if text else block

    def send(self, data):
        """Send bytes: in an object with a buffer, a file, or an iterable of bytes."""
        if self.sock is None:
            if not self.auto_open:
                raise NotConnected()
            self.connect()
        if self.debuglevel > 0:
            print('send:', repr(data))
        if callable(getattr(data, 'read', None)):
            for block in self._blocks(data):
                sys.audit('http.client.send', self, block)
                self.sock.sendall(block)
            return
        sys.audit('http.client.send', self, data)
        try:
            self.sock.sendall(data)
        except TypeError:
            if not hasattr(data, '__iter__'):
                raise TypeError(f'data should be a bytes-like object or an iterable, got {type(data)!r}') from None
            for block in data:
                self.sock.sendall(block)

    # -- requests

    def putrequest(self, method, url, skip_host=False, skip_accept_encoding=False):
        """Begin a request; Host and Accept-Encoding come by themselves if they aren't to be left out."""
        if self._response and self._response.isclosed():
            self._response = None
        if self._state != _CS_IDLE:
            raise CannotSendRequest(self._state)
        self._state = _CS_REQ_STARTED
        _refuse(_control_in_method, method, ValueError, 'method')
        self._asked = method
        url = url or '/'
        self._validate_path(url)
        self._buffer.append(self._encode_request(f'{method} {url} {self._http_vsn_str}'))
        if self._http_vsn != 11:
            return
        if not skip_host:
            self.putheader('Host', self._host_value(url))
        if skip_accept_encoding:
            return
        # What is encoded otherwise, nobody here would decode.
        self.putheader('Accept-Encoding', b'identity')

    def _validate_host(self, host):
        # For subclasses that want what nobody should.
        _refuse(_control_in_url, host, InvalidURL, 'URL')

    def _validate_path(self, url):
        # For subclasses that send what nobody should.
        _refuse(_control_in_url, url, InvalidURL, 'URL')

    def _encode_request(self, request):
        # For subclasses that send what isn't ASCII.
        line = request
        return line.encode('ascii')

    def _host_value(self, url):
        netloc = urlsplit(url).netloc if url.startswith('http') else ''
        if netloc:
            return netloc.encode('ascii' if netloc.isascii() else 'idna')
        host, port = (self._tunnel_host, self._tunnel_port) if self._tunnel_host else (self.host, self.port)
        name = host.encode('ascii' if host.isascii() else 'idna')
        if b':' in name:
            name = b'[' + _bare_address(name.strip(b'[]')) + b']'
        return name if port == self.default_port else b'%s:%d' % (name, port)

    def putheader(self, header, *values):
        """Add a header. Several values are lines of it."""
        if self._state != _CS_REQ_STARTED:
            raise CannotSendHeader()
        name = header.encode('ascii') if hasattr(header, 'encode') else header
        _check_name(name)
        lines = []
        for value in values:
            if isinstance(value, int):
                value = str(value)
            line = value.encode('latin-1') if hasattr(value, 'encode') else value
            _check_value(line)
            lines.append(line)
        self._buffer.append(name + b': ' + b'\r\n\t'.join(lines))

    def endheaders(self, message_body=None, *, encode_chunked=False):
        """Send the headers, and a body."""
        if self._state != _CS_REQ_STARTED:
            raise CannotSendHeader()
        self._state = _CS_REQ_SENT
        head = b'\r\n'.join([*self._buffer, b'', b''])
        self._buffer.clear()
        self.send(head)
        if message_body is None:
            return
        chunked = encode_chunked and self._http_vsn == 11
        for block in self._body_blocks(message_body):
            if not block:
                # It would be the end of the chunks.
                if self.debuglevel > 0:
                    print('Zero length chunk ignored')
                continue
            self.send(b'%X\r\n%s\r\n' % (len(block), block) if chunked else block)
        if chunked:
            self.send(b'0\r\n\r\n')

    def _body_blocks(self, body):
        if callable(getattr(body, 'read', None)):
            return self._blocks(body)
        try:
            memoryview(body)
        except TypeError:
            try:
                return iter(body)
            except TypeError:
                raise TypeError(f'message_body should be a bytes-like object or an iterable, got {type(body)!r}') from None
        return [body]

    def request(self, method, url, body=None, headers={}, *, encode_chunked=False):
        """Send a whole request. The length of the body is found; one of unknown length is sent in chunks."""
        given = {name.lower() for name in headers}
        self.putrequest(method, url, skip_host='host' in given, skip_accept_encoding='accept-encoding' in given)
        if 'content-length' in given:
            encode_chunked = encode_chunked and 'transfer-encoding' in given
        elif 'transfer-encoding' not in given:
            encode_chunked = False
            length = self._get_content_length(body, method)
            if length is not None:
                self.putheader('Content-Length', str(length))
            elif body is not None:
                if self.debuglevel > 0:
                    print(f'Unable to determine size of {body!r}')
                encode_chunked = True
                self.putheader('Transfer-Encoding', b'chunked')
        for name, value in headers.items():
            self.putheader(name, value)
        sent = _latin1(body, 'body') if isinstance(body, str) else body
        self.endheaders(sent, encode_chunked=encode_chunked)

    @staticmethod
    def _get_content_length(body, method):
        """How long a body is; None if there is none to speak of, or nobody knows."""
        if body is None:
            return 0 if method.upper() in _methods_with_body else None
        try:
            return len(body) if isinstance(body, str) else memoryview(body).nbytes
        except TypeError:
            return None

    def getresponse(self):
        """Return the response to the request that was sent."""
        if self._response and self._response.isclosed():
            self._response = None
        if self._state != _CS_REQ_SENT or self._response:
            raise ResponseNotReady(self._state)
        options = (self.debuglevel,) if self.debuglevel > 0 else ()
        response = self.response_class(self.sock, *options, method=self._asked)
        try:
            try:
                response.begin()
            except ConnectionError:
                self.close()
                raise
            self._state = _CS_IDLE
            if response.will_close:
                # The response has the rest of it.
                self.close()
            else:
                self._response = response
            return response
        except:
            response.close()
            raise


def _tls_context(ssl):
    made = ssl._create_default_https_context()
    made.set_alpn_protocols(['http/1.1'])
    # None: the library can't do it.
    if made.post_handshake_auth is False:
        made.post_handshake_auth = True
    return made


class HTTPSConnection(HTTPConnection):
    """A connection over TLS. It needs module ssl."""

    default_port = HTTPS_PORT

    def __init__(self, host, port=None, *, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, source_address=None, context=None,
                 blocksize=8192):
        super().__init__(host, port, timeout, source_address, blocksize=blocksize)
        if context is None:
            import ssl
            context = _tls_context(ssl)
        self._context = context

    def connect(self):
        """Make the connection, and TLS over it."""
        super().connect()
        self.sock = self._context.wrap_socket(self.sock, server_hostname=self._tunnel_host or self.host)
