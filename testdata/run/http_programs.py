"""HTTP on both sides, urllib.request, cookies, robots.txt, SMTP: servers and clients in one program."""

import http.client
import http.cookiejar
import http.server
import io
import os
import smtplib
import socketserver
import tempfile
import threading
import urllib.error
import urllib.request
import urllib.robotparser
from email.message import EmailMessage


class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, format, *args):
        pass

    def version_string(self):
        return 'test'

    def date_time_string(self, timestamp=None):
        return 'now'

    def answer(self, body, *headers, code=200):
        self.send_response(code)
        for header in headers:
            self.send_header(*header)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        if self.command != 'HEAD':
            self.wfile.write(body)

    def do_GET(self):
        if self.path == '/chunks':
            self.send_response(200)
            self.send_header('Transfer-Encoding', 'chunked')
            self.end_headers()
            for piece in (b'one\n', b'two\n', b'three', b''):
                self.wfile.write(b'%x\r\n%s\r\n' % (len(piece), piece))
        elif self.path == '/cookie':
            self.answer(b'cookies: ' + (self.headers['Cookie'] or 'none').encode(), ('Set-Cookie', 'a=b; Path=/'),
                        ('Set-Cookie', 'c="d e"; Max-Age=100'), ('Set-Cookie', 'gone=x; Max-Age=0'))
        elif self.path == '/moved':
            self.answer(b'', ('Location', '/file.txt?x=1'), code=302)
        elif self.path == '/loop':
            self.answer(b'', ('Location', '/loop'), code=301)
        elif self.path == '/private':
            if self.headers['Authorization'] == 'Basic dTpw':
                self.answer(b'secret')
            else:
                self.answer(b'no', ('WWW-Authenticate', 'Basic realm="place"'), code=401)
        elif self.path == '/robots.txt':
            self.answer(b'User-agent: *\nDisallow: /private\nAllow: /private/*.txt$\nCrawl-delay: 3\n')
        else:
            super().do_GET()

    def do_POST(self):
        if self.headers['Transfer-Encoding'] == 'chunked':
            body = b''
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size + 2)[:-2]
            self.rfile.readline()
        else:
            body = self.rfile.read(int(self.headers['Content-Length']))
        self.answer(repr((self.headers['Content-Type'], body)).encode())


folder = tempfile.TemporaryDirectory()
for name, text in (('file.txt', 'text\n'), ('a b&é.html', '<p>')):
    with open(os.path.join(folder.name, name), 'w', encoding='utf-8') as file:
        file.write(text)
os.mkdir(os.path.join(folder.name, 'sub'))
server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), lambda *args: Handler(*args, directory=folder.name))
host, port = server.server_address
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f'http://{host}:{port}'


def shown(text):
    return str(text).replace(f'{host}:{port}', 'HOST')


# ---- http.client

connection = http.client.HTTPConnection(host, port, timeout=20)
for method, path, body, headers in (
        ('GET', '/file.txt', None, {}), ('HEAD', '/file.txt', None, {}), ('GET', '/chunks', None, {}), ('GET', '/nothing', None, {}),
        ('GET', '/sub', None, {}), ('GET', '/sub/', None, {}), ('GET', '/', None, {}), ('POST', '/', 'tëxt', {}),
        ('POST', '/', io.BytesIO(b'file'), {'Content-Type': 'x/y'}), ('POST', '/', iter([b'a', b'bc']), {}), ('PUT', '/', b'', {}),
        ('GET', '/file.txt', None, {'If-Modified-Since': 'Fri, 01 Jan 2100 00:00:00 GMT'})):
    connection.request(method, path, body, headers)
    response = connection.getresponse()
    print(method, path, response.status, response.reason, response.version, response.getheader('Content-Type'), response.length,
          response.will_close)
    print('  ', response.read()[:400], response.isclosed(), response.getheader('location'))
connection.request('GET', '/chunks')
response = connection.getresponse()
print(response.read(2), response.readline(), response.peek(2)[:2], response.read1(3), response.readinto(bytearray(4)), response.read(),
      response.read())
for action in (lambda: connection.getresponse(), lambda: connection.putheader('a', 'b'), lambda: connection.request('G\n', '/'),
               lambda: connection.request('GET', '/a b'), lambda: http.client.HTTPConnection('a:b'),
               lambda: http.client.HTTPConnection('x\ty')):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)
    connection.close()


class Socket:
    def __init__(self, data):
        self.data = data

    def makefile(self, mode):
        return io.BytesIO(self.data)


for data in (b'', b'HTTP/1.1 abc\r\n', b'nonsense\r\n', b'HTTP/2.0 200 x\r\n\r\n', b'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc',
             b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\nzz\r\n', b'HTTP/1.0 200 OK\r\n\r\nall of it',
             b'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No\r\n\r\n', b'HTTP/1.1 200 ' + b'x' * 70000):
    response = http.client.HTTPResponse(Socket(data))
    try:
        response.begin()
        print(response.status, response.reason, response.version, response.will_close, response.read())
    except Exception as error:
        print(type(error).__name__, repr(str(error)), repr(error)[:60])

# ---- urllib.request

opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
for url, data in ((f'{base}/file.txt', None), (f'{base}/moved', None), (f'{base}/', b'a=b'), ('data:text/x;base64,aGk=', None),
                  ('data:,a%20b', None), (f'{base}/nothing', None), (f'{base}/loop', None), ('nonsense:x', None), ('no url', None),
                  ('file:///nonexistent/x', None)):
    try:
        with opener.open(url, data, 20) as response:
            print(shown(response.geturl()), response.status, response.read(), response.headers.get_content_type())
    except urllib.error.HTTPError as error:
        print('HTTPError', error.code, shown(error).splitlines()[0], shown(error.url))
        error.close()
    except (urllib.error.URLError, ValueError) as error:
        print(type(error).__name__, error)
request = urllib.request.Request(f'{base}/x?y#z', b'data', {'content-TYPE': 'a/b'}, method='PATCH')
print(shown((request.full_url, request.type, request.host, request.selector, request.fragment, request.get_method(), request.header_items(),
             request.has_header('Content-type'), request.data)))
passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
passwords.add_password(None, base, 'u', 'p')
print(passwords.find_user_password('place', f'{base}/deeper'), passwords.find_user_password('place', 'http://elsewhere/'))
jar = http.cookiejar.CookieJar()
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(jar),
                                     urllib.request.HTTPBasicAuthHandler(passwords))
for path in ('/private', '/cookie', '/cookie'):
    with opener.open(base + path, timeout=20) as response:
        print(path, response.status, response.read())
print(sorted((cookie.name, cookie.value, cookie.path, cookie.discard) for cookie in jar), len(jar))
jar.clear(host, '/', 'a')
jar.clear_session_cookies()
print([cookie.name for cookie in jar])
target = os.path.join(folder.name, 'copy')
os.environ['no_proxy'] = '*'
name, headers = urllib.request.urlretrieve(f'{base}/file.txt', target, lambda count, size, total: print('block', count, size, total))
print(name == target, headers['Content-Length'], open(name).read())
print(urllib.request.pathname2url('/a b/ü'), urllib.request.url2pathname('/a%20b/x?y'), urllib.request.pathname2url('/x', add_scheme=True))
print(urllib.request.parse_http_list('a, "b, c", d="e\\"f"'), urllib.request.parse_keqv_list(['a=b', 'c="d"']))
print(urllib.request.getproxies_environment().get('no'), urllib.request.proxy_bypass('anything'))

# ---- robots.txt

robots = urllib.robotparser.RobotFileParser(f'{base}/robots.txt')
robots.read()
print(robots, [robots.can_fetch('me', path) for path in ('/', '/private', '/private/x', '/private/x.txt', '/private/x.txt/y')],
      robots.crawl_delay('me'))
server.shutdown()
server.server_close()

# ---- cookies


class Response:
    def __init__(self, *headers):
        self.headers = http.client.HTTPMessage()
        for header in headers:
            self.headers['Set-Cookie'] = header

    def info(self):
        return self.headers


for policy in (http.cookiejar.DefaultCookiePolicy(), http.cookiejar.DefaultCookiePolicy(blocked_domains=['.example.com']),
               http.cookiejar.DefaultCookiePolicy(strict_ns_domain=http.cookiejar.DefaultCookiePolicy.DomainStrict)):
    jar = http.cookiejar.CookieJar(policy)
    request = urllib.request.Request('http://www.example.com/deep/path')
    jar.extract_cookies(Response('a=1', 'b=2; path=/', 'c=3; domain=.example.com', 'd=4; domain=example.org', 'e=5; secure',
                                 'f=6; expires=Wed, 09-Nov-2099 23:12:40 GMT', 'g=7; HttpOnly; path=/other', '=8', 'h'), request)
    print(sorted(str(cookie) for cookie in jar))
    for url in ('http://www.example.com/deep/path', 'https://www.example.com/', 'http://other.example.com/deep/', 'http://example.org/'):
        request = urllib.request.Request(url)
        jar.add_cookie_header(request)
        print('  ', url, request.get_header('Cookie'))
for cls in (http.cookiejar.MozillaCookieJar, http.cookiejar.LWPCookieJar):
    kept = cls(target)
    kept.extract_cookies(Response('f=6 7; expires=Wed, 09-Nov-2099 23:12:40 GMT; HttpOnly', 'session=x'),
                         urllib.request.Request('http://www.example.com/'))
    kept.save()
    print(open(target).read())
    again = cls(target)
    again.load()
    print([cookie.name for cookie in again], [cookie.value for cookie in again])
for text in ('Wed, 09 Feb 1994 22:23:32 GMT', '09-Feb-94 22:23:32 GMT', 'Feb 9', '1994-02-09 22:23:32Z', '19940209T222332Z'):
    print(http.cookiejar.http2time(text), http.cookiejar.iso2time(text))

# ---- SMTP


class Mail(socketserver.StreamRequestHandler):
    seen = []

    def handle(self):
        say = lambda text: self.wfile.write(text.encode() + b'\r\n')
        say('220 ready')
        while line := self.rfile.readline().decode().strip():
            self.seen.append(line.partition(' ')[0] if line.lower().startswith('ehlo') else line)
            verb = line.split()[0].lower()
            if verb == 'ehlo':
                say('250-hello\r\n250-SIZE 1000\r\n250-AUTH PLAIN LOGIN\r\n250 SMTPUTF8')
            elif verb == 'auth':
                say('235 ok' if line.endswith('AHUAcA==') else '535 no')
            elif verb == 'rcpt' and 'bad' in line:
                say('550 nobody')
            elif verb == 'data':
                say('354 go on')
                message = []
                while (line := self.rfile.readline()) != b'.\r\n':
                    message.append(line)
                self.seen.append(b''.join(message))
                say('250 taken')
            elif verb == 'quit':
                say('221 bye')
                return
            else:
                say('250 ok')


mail = socketserver.ThreadingTCPServer(('127.0.0.1', 0), Mail)
mail.daemon_threads = True
threading.Thread(target=mail.serve_forever, daemon=True).start()
message = EmailMessage()
message['From'], message['To'], message['Bcc'], message['Subject'] = 'A <a@x>', 'b@x, C <c@x>', 'd@x', 'Hi ü'
message.set_content('.dot\ntext\n')
with smtplib.SMTP('127.0.0.1', mail.server_address[1], local_hostname='me', timeout=20) as client:
    print(client.noop(), client.send_message(message), client.esmtp_features)
    print(client.login('u', 'p'), client.sendmail('a@x', ['ok@x', 'bad@x'], 'Subject: x\n\n.\nbody'))
    for action in (lambda: client.sendmail('a@x', 'bad@x', 'x'), lambda: client.login('u', 'q'), lambda: client.putcmd('a\nb'),
                   lambda: client.starttls()):
        try:
            action()
        except Exception as error:
            print(type(error).__name__, error)
print(*Mail.seen, sep='\n')
print(smtplib.quoteaddr('A <a@b>'), smtplib.quoteaddr('x'), repr(smtplib.quotedata('a\n.b\r\nc\rd')))
mail.shutdown()
mail.server_close()
folder.cleanup()
