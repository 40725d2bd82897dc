# BytesIO that begins with bytes or gives them out: what is written later must not show in them.
import io
import pickle

data = bytes(range(100)) * 3
stream = io.BytesIO(data)
print(stream.getvalue() == data, stream.read(3), stream.write(b'###'), data[:6], stream.getvalue()[:6])
value = stream.getvalue()
again = stream.getvalue()
stream.seek(0)
stream.write(b'new')
print(value[:4], again[:4], stream.getvalue()[:4])
stream.seek(0, 2)
stream.write(b'end')
print(len(value), len(stream.getvalue()), stream.getvalue()[-5:], value[-3:])
stream = io.BytesIO(data)
view = stream.getbuffer()
view[0] = 255
print(data[0], stream.getvalue()[0], view[0])
first = stream.getvalue()
view[1] = 254
print(first[1], stream.getvalue()[1])
view.release()
stream = io.BytesIO(data)
stream.truncate(70)
print(len(stream.getvalue()), len(data))
stream.seek(80)
stream.write(b'!')
print(stream.getvalue()[65:], stream.tell())
stream.write(stream.getvalue())
print(len(stream.getvalue()))
source = bytearray(data)
stream = io.BytesIO(source)
source[0] = 9
print(stream.getvalue()[0])


class Bytes(bytes):
    pass


print(type(io.BytesIO(Bytes(data)).getvalue()))
stream = io.BytesIO()
for n in range(3000):
    stream.write(b'%d,' % n)
    if n % 500 == 0:
        print(len(stream.getvalue()), stream.getvalue()[-6:])
copy = pickle.loads(pickle.dumps(stream))
copy.write(b'more')
print(len(copy.getvalue()) - len(stream.getvalue()), copy.getvalue()[-8:], stream.getvalue()[-4:])
stream.close()
try:
    stream.getvalue()
except ValueError as problem:
    print(problem)
stream.__init__(data)
print(stream.getvalue() == data, stream.readline()[-3:], stream.readinto(bytearray(5)), stream.tell())
