# A response that is dropped without having been read ends its connection: a server that waits for the next request goes on.
import http.client
import http.server
import threading


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_GET(self):
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args):
        pass


server = http.server.HTTPServer(('localhost', 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
connection = http.client.HTTPConnection('localhost', server.server_port)


def ask():
    connection.request('GET', '/')
    print(connection.getresponse().status)


ask()
server.shutdown()
print('the server has ended')
server.server_close()
lock = threading.Lock()
lock.acquire()


class Owner:
    def __del__(self):
        print('the owner is gone')
        lock.release()


def own():
    Owner()


own()
print(lock.acquire(timeout=120))
