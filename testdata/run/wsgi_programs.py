# WSGI: one request served in a thread, headers, paths, and an application that fails.
import http.client
import io
import threading
from wsgiref import util
from wsgiref.handlers import BaseHandler, SimpleHandler, format_date_time
from wsgiref.headers import Headers
from wsgiref.simple_server import WSGIRequestHandler, make_server


class Quiet(WSGIRequestHandler):
    def log_message(self, format, *args):
        pass


def application(environ, start_response):
    body = environ['wsgi.input'].read(int(environ['CONTENT_LENGTH'] or 0))
    start_response('200 OK', [('Content-Type', 'text/plain'), ('Date', format_date_time(0))])
    names = ('REQUEST_METHOD', 'SCRIPT_NAME', 'PATH_INFO', 'QUERY_STRING', 'CONTENT_TYPE', 'CONTENT_LENGTH', 'SERVER_PROTOCOL',
             'REMOTE_ADDR', 'HTTP_X_LIST', 'HTTP_SERVER_NAME', 'wsgi.version', 'wsgi.multithread', 'wsgi.url_scheme')
    return [f'{name} = {environ.get(name)!r}\n'.encode() for name in names] + [body]


with make_server('127.0.0.1', 0, application, handler_class=Quiet) as server:
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    client = http.client.HTTPConnection(*server.server_address)
    client.putrequest('POST', '/a%20b;c/%e9?q=%20')
    for header in ('Content-Length', '5'), ('X-List', 'one'), ('x-list', 'two'), ('Server-Name', 'forged'):
        client.putheader(*header)
    client.endheaders(b'hello')
    with client.getresponse() as answer:
        print(answer.status, answer.reason, [pair for pair in answer.getheaders() if pair[0] != 'Server'])
        print(answer.read().decode())
    client.close()
    thread.join()


def tried(call, *args, **keywords):
    try:
        print(repr(call(*args, **keywords)))
    except Exception as fault:
        print(type(fault).__name__, fault)


headers = Headers([('Set-Cookie', 'a=1')])
headers.add_header('Content-Disposition', 'attachment', filename='a "b"\\c.gif', x_y=None)
headers.add_header('set-cookie', 'b=2')
print([str(headers)], bytes(headers), headers.get_all('SET-COOKIE'), headers['none'], len(headers))
headers['Set-cookie'] = 'c=3'
print(headers.items(), headers.setdefault('New', 'n'), headers.keys())
for bad in ('text', (), [('a', 1)], [('a\n', 'b')], [('a', 'b\r')], [('a',)]):
    tried(Headers, bad)
for status, pairs in (('200', []), ('2x0 OK', []), ('200OK', []), ('200 O\n', []), (200, []), ('200 OK', ()),
                      ('200 OK', [('Connection', 'close')])):
    tried(BaseHandler().start_response, status, pairs)

for script, path in (('', '/'), ('/a', '/x/y'), ('/a/b', '/../y'), ('/a', '//.//x//'), ('/a', '/.'), ('/a/b', '///'), ('/a', '')):
    environ = {'SCRIPT_NAME': script, 'PATH_INFO': path}
    print(repr(util.shift_path_info(environ)), environ)
for given in ({}, {'SCRIPT_NAME': '/s', 'PATH_INFO': '/p;q=1,2 \xe9', 'QUERY_STRING': 'a=b'}, {'HTTPS': 'on', 'HTTP_HOST': ''},
              {'SERVER_PORT': '8080', 'HTTP_HOST': None}):
    util.setup_testing_defaults(given)
    print(util.application_uri(given), util.request_uri(given), util.request_uri(given, False))
print([*util.FileWrapper(io.BytesIO(b'abcdefg'), 3)], util.is_hop_by_hop('TE'), util.is_hop_by_hop('Date'))


def run(application, **environ):
    out, log = io.BytesIO(), io.StringIO()
    SimpleHandler(io.BytesIO(), out, log, {'SERVER_PROTOCOL': 'HTTP/1.0', **environ}).run(application)
    print(out.getvalue(), log.getvalue().splitlines()[-1:])


def answering(headers, result):
    def application(environ, start_response):
        start_response('200 OK', [('Date', 'then'), *headers])
        return result
    return application


class Failing(list):
    def __iter__(self):
        yield b'sent'
        raise ValueError('in the middle')

    def close(self):
        print('closed')


run(answering([], [b'one']))
run(answering([], [b'one', b'two']))
run(answering([], iter([])))
run(answering([('Content-Length', '9')], []))
run(answering([], [b'old']), SERVER_PROTOCOL='HTTP/0.9')
run(answering([], Failing()))
run(answering([], util.FileWrapper(io.BytesIO(b'of a file'))))


def restarted(environ, start_response):
    start_response('200 OK', [])
    try:
        1 / 0
    except ZeroDivisionError:
        import sys
        start_response('500 Oops', [('Date', 'then')], sys.exc_info())(b'written ')
    return [b'and returned']


run(restarted)
