# Streams in odd states: raw streams that misbehave, non-blocking pipes, arguments that make no sense, pickles of streams in memory.
import errno
import io
import os
import pickle
import warnings


def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error, type(error.__cause__).__name__)


class Raw(io.RawIOBase):
    def __init__(self, result):
        self.result = result

    def readable(self):
        return True

    def readinto(self, buffer):
        return self.result


show(lambda: Raw(2).read(1))
show(lambda: Raw(-1).read(1))
show(lambda: Raw(None).read(1))
show(lambda: Raw(b'').read(1))
show(lambda: io.BufferedReader(Raw(9), 4).read(1))
show(lambda: io.BufferedReader(Raw(b'')).readline())


class Parts(io.RawIOBase):
    def __init__(self, *parts):
        self.parts = list(parts)

    def readable(self):
        return True

    def readinto(self, buffer):
        part = self.parts.pop(0) if self.parts else b''
        buffer[:len(part)] = part
        return len(part)


reader = io.BufferedReader(Parts(b'abc', b'de', b'fgh', b'ijk'), 10)
small, large = bytearray(2), bytearray(20)
print(reader.peek(), reader.readinto1(small), reader.readinto1(small), reader.readinto1(small), small)
print(reader.peek(), reader.readinto1(large), large)

r, w = os.pipe()
os.set_blocking(r, False)
os.set_blocking(w, False)
text = open(r)
show(text.read)
show(text.readline)
with open(w, 'wb', buffering=1024) as out:
    try:
        while True:
            out.write(b'x' * 5000)
    except BlockingIOError as error:
        print(error.args[0] == errno.EAGAIN, error.args[1], error.args[2] == error.characters_written, error.filename)
    os.set_blocking(r, True)
    left = 1
    while left:
        os.read(r, 1 << 20)
        try:
            out.flush()
            left = 0
        except BlockingIOError:
            pass
for wrong in 0, 2 ** 100, 'x', None:
    show(lambda: setattr(text, '_CHUNK_SIZE', wrong))
show(lambda: delattr(text, '_CHUNK_SIZE'))
for wrong in '\udcfe', 42:
    show(lambda: io.TextIOWrapper(io.BytesIO(), encoding=wrong))
    show(lambda: io.TextIOWrapper(io.BytesIO(), encoding='ascii', errors=wrong))
    show(lambda: text.reconfigure(encoding=wrong))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always', RuntimeWarning)
    open(os.devnull, 'rb', buffering=1).close()
    io.FileIO(False, closefd=False).close()
    open(False, closefd=False).close()
print([str(each.message) for each in caught])

for path in r, os.devnull:
    for buffering in 0, -1:
        stream = open(path, 'rb' if path == r else 'wb', buffering=buffering, closefd=False if path == r else True)
        def flush(stream=stream):
            print('flush', stream.closed)
            raise OSError('no')
        stream.flush = flush
        show(stream.close)
        print(stream.closed)


class Named(io.StringIO):
    pass


class Bytes(io.BytesIO):
    pass


for stream in Named('text\n'), Bytes(b'bytes'), io.StringIO('plain'), io.BytesIO(b'plain'):
    stream.read(2)
    stream.label = 'kept'
    again = pickle.loads(pickle.dumps(stream))
    print(type(again).__name__, again.label, again.tell(), again.getvalue())
pair = io.TextIOWrapper(io.BufferedRWPair(io.BytesIO(b'foo\nbar\n'), io.BytesIO()), 'utf-8')
print(pair.readline(), pair.write('x'), pair.readline())
