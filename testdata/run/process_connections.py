# Connections between processes, here with both ends in one, and process objects that are not started.
import multiprocessing
import threading
from multiprocessing import connection, util


def attempt(call, *args, **kwargs):
    try:
        return call(*args, **kwargs)
    except (OSError, EOFError, ValueError, TypeError, AssertionError, multiprocessing.ProcessError) as error:
        return f'{type(error).__name__}: {error}'


one, other = multiprocessing.Pipe()
one.send({'a': [1, 2]})
print(other.poll(), other.recv(), other.poll(), one.readable, one.writable)
other.send_bytes(b'0123456789', 2, 5)
buffer = bytearray(10)
print(one.recv_bytes_into(buffer, 1), buffer)
other.send_bytes(b'too long')
try:
    one.recv_bytes_into(bytearray(3))
except multiprocessing.BufferTooShort as error:
    print(error.args)
for arguments in ((b'abc', -1), (b'abc', 4), (b'abc', 1, -1), (b'abc', 1, 3)):
    print(attempt(one.send_bytes, *arguments))
big = bytes(300_000)
sender = threading.Thread(target=one.send_bytes, args=(big,))
sender.start()
print(other.recv_bytes() == big)
sender.join()
one.send_bytes(b'more than two')
print(attempt(other.recv_bytes, 2))
one.close()
print(one.closed, attempt(one.send, 1), attempt(other.recv))

source, goal = multiprocessing.Pipe(duplex=False)
print(attempt(source.send, 1), attempt(goal.recv), connection.wait([source], 0))
goal.send(None)
print(connection.wait([source], 5) == [source])
goal.close()
print(source.recv(), attempt(source.recv))

for family in connection.families:
    for key, answer in ((None, None), (b'secret', b'secret'), (b'secret', b'another')):
        with connection.Listener(family=family, authkey=key) as listener:
            def call():
                result = attempt(connection.Client, listener.address, authkey=answer)
                if isinstance(result, str):
                    print('client', result)
                else:
                    with result:
                        result.send(result.recv() * 2)
            client = threading.Thread(target=call)
            client.start()
            result = attempt(listener.accept)
            if isinstance(result, str):
                client.join()
                print('server', result)
            else:
                with result:
                    result.send(family)
                    print(result.recv())
                client.join()
print(attempt(connection.Listener, family='AF_NOTHING'))

main = multiprocessing.current_process()
print(main.name, main.daemon, main.is_alive(), main.exitcode, multiprocessing.parent_process(), multiprocessing.active_children())
context = multiprocessing.get_context('spawn')
process = context.Process(target=print, args=(1,), daemon=True)
print(process.name, process.daemon, process.is_alive(), process.exitcode, process.pid, process.authkey == main.authkey)
print(attempt(process.join), attempt(lambda: process.sentinel), attempt(multiprocessing.get_context, 'magic'))
process.close()
print(attempt(process.start))

first = util.Finalize(None, print, ('first',), exitpriority=10)
second = util.Finalize(None, print, ('second',), {'end': '!\n'}, exitpriority=20)
third = util.Finalize(None, print, ('third',), exitpriority=0)
third()
print(first, third, first.still_active(), third.still_active(), third())
third = util.Finalize(None, print, ('never',), exitpriority=30)
third.cancel()
