# The checks of wsgiref.validate: what it finds in requests and in answers; and the types of wsgiref.types.
import io
import warnings
import wsgiref.types
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

warnings.simplefilter('always')
warnings.showwarning = lambda message, category, *rest, **more: print(category.__name__, message)


def answering(status='200 OK', headers=[('Content-Type', 'text/plain')], result=[b'x'], *more):
    def application(environ, start_response):
        start_response(status, headers, *more)
        return result
    return application


def asking(what, name, *args):
    def application(environ, start_response):
        write = start_response('200 OK', [('Content-Type', 'text/plain')])
        target = write if what == 'write' else environ[what]
        print(getattr(target, name)(*args))
        return []
    return application


def check(application=answering(), **changes):
    environ = {'QUERY_STRING': ''}
    setup_testing_defaults(environ)
    environ['wsgi.input'] = io.BytesIO(b'ab\ncd\n')
    for key, value in changes.items():
        environ[key.replace('__', '.')] = value
        if value is KeyError:
            del environ[key.replace('__', '.')]
    result = None
    try:
        result = validator(application)(environ, lambda *args: [].append)
        print([*result])
    except Exception as fault:
        print(type(fault).__name__, fault)
    if result is not None:
        result.close()


for changes in ({}, {'SERVER_NAME': KeyError}, {'QUERY_STRING': KeyError}, {'HTTP_CONTENT_LENGTH': '1'}, {'X': 3}, {'wsgi__version': 3},
                {'wsgi__url_scheme': 'ftp'}, {'REQUEST_METHOD': 'BREW'}, {'SCRIPT_NAME': 'a'}, {'PATH_INFO': 'a'}, {'SCRIPT_NAME': '/'},
                {'CONTENT_LENGTH': '-1'}, {'wsgi__input': 3}, {'wsgi__errors': 3}):
    print(changes)
    check(**changes)
for status in ('200', '20x OK', '200OK', '099 OK', b'200 OK', '204 None'):
    check(answering(status))
for headers in ((), [3], [('a',)], [(1, 'b')], [('a', 1)], [('Status', '200')], [('a:', 'b')], [('a b', 'c')], [('a', 'b\n')],
                [('a-', 'b')], [('A', 'b')]):
    check(answering(headers=headers))
check(answering('204 None', []))
check(answering('200 OK', [('content-type', '')], [], 3))
for result in (None, 'text', b'bytes', ['text'], (b'a', b'b')):
    check(answering(result=result))
check(lambda environ, start_response: [b'x'])
for request in (('wsgi.input', 'read'), ('wsgi.input', 'read', 2), ('wsgi.input', 'readline'), ('wsgi.input', 'readline', 1, 2),
                ('wsgi.input', 'readlines'), ('wsgi.input', 'close'), ('wsgi.errors', 'write', 'x'), ('wsgi.errors', 'write', b'x'),
                ('wsgi.errors', 'writelines', ['a', 1]), ('wsgi.errors', 'close'), ('write', '__call__', b'x'), ('write', '__call__', 'x')):
    print(request)
    check(asking(*request))
for call in (lambda app: app({}), lambda app: app({}, print, x=1)):
    try:
        call(validator(answering()))
    except AssertionError as fault:
        print(fault)
for name in wsgiref.types.__all__:
    print(name, getattr(wsgiref.types, name))
