# Channels between interpreters: the module below CPython's tests of them.
import sys
import threading
import _interpchannels as channels
import _interpreters


def attempt(f, *args, **kwargs):
    try:
        print('->', f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, '|', e)


def run(interpreter, code):
    if failure := _interpreters.run_string(interpreter, 'import _interpchannels as channels\n' + code):
        print(failure.formatted)


sys.stdout.reconfigure(line_buffering=True)
c = channels.create(3)
print(repr(c), c.end, repr(c.send), repr(c.recv), int(c), hash(c) == hash(int(c)), c == 0, c == 0.0, c == c.send, c == 'a')
print(channels.list_all(), channels.get_channel_defaults(c), channels.get_info(c))
attempt(channels.create, 9)
attempt(channels.create, 1, 5)
for item in 1, [1], lambda: 1, c.send, None:
    channels.send(c, item, blocking=False)
attempt(channels.send, c, (i for i in ()), blocking=False)
print(channels.get_count(c))
for _ in range(5):
    attempt(channels.recv, c)
attempt(channels.recv, c)
attempt(channels.recv, c, 'default')
for wrong in 99, 'a', -1, 2 ** 70:
    attempt(channels.recv, wrong)
attempt(channels.send, c, 1, blocking=False, timeout=1)
attempt(channels.send, c, 1, timeout=.01)
attempt(channels.send, c, 1, timeout=-1)
attempt(channels.send, c, 1, timeout='a')
attempt(channels.send, c, 1, 7, blocking=False)
data = bytearray(b'ab')
channels.send_buffer(c, data, blocking=False)
view, _ = channels.recv(c)
view[0] = 65
print(data, type(view))
print(channels.list_interpreters(c, send=True), channels.list_interpreters(c, send=False))

sender = threading.Thread(target=channels.send, args=(c, 'waited for'))
sender.start()
while (item := channels.recv(c, None)[0]) is None:
    pass
sender.join()
print(item)

print('== closing')
d = channels.create(3)
channels.send(d, 1, blocking=False)
attempt(channels.close, d)
attempt(channels.close, d, recv=True)
attempt(channels.close, d, send=True)
print(channels.get_info(d))
attempt(channels.send, d, 1)
attempt(channels.recv, d)
attempt(channels.recv, d)
attempt(channels.close, d)
attempt(channels.release, d)
attempt(channels.get_count, d)
print(channels.get_info(d))
attempt(channels.destroy, d)
attempt(channels.get_info, d)
e = channels.create(3)
channels.send(e, 1, blocking=False)
attempt(channels.close, e, recv=True, force=True)
attempt(channels.recv, e)
f = channels.create(3)
channels.send(f, 1, blocking=False)
channels.recv(f)
attempt(channels.release, f, send=True)
attempt(channels.send, f, 1, blocking=False)
attempt(channels.recv, f)
print(channels.get_info(f).send_released, channels.get_info(f).recv_associated)

print('== numbers')
attempt(channels._channel_id, 99)
attempt(lambda: repr(channels._channel_id(99, send=True, force=True)))
attempt(channels._channel_id, 1, send=False, recv=False)
attempt(lambda: repr(channels._channel_id(c.send)))
attempt(lambda: repr(channels._channel_id(c.send, recv=True)))
attempt(channels._channel_id, 1.5)
attempt(channels.ChannelID, 1)

print('== interpreters')
one = _interpreters.create()
g = channels.create(3)
run(one, f'for item, op in (b"x", 3), (b"y", 2), (b"z", 1): channels.send({g}, item, op, blocking=False)')
channels.send(g, b'main', blocking=False)
print(channels.get_info(g), channels.list_interpreters(g, send=True))
_interpreters.set___main___attrs(one, {'g': g, 's': g.send})
run(one, 'print(repr(g), repr(s), flush=True)')
run(one, 'channels.recv(1000)')
_interpreters.destroy(one)
print(channels.get_info(g), channels.list_interpreters(g, send=True))
for _ in range(4):
    attempt(channels.recv, g)
two = _interpreters.create()
h = channels.create(3)
run(two, f'channels.send({h}, b"x", blocking=False)')
_interpreters.destroy(two)
attempt(channels.recv, h)
