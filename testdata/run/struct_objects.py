# Struct objects before and after __init__, in subclasses; buffers with gaps; formats and offsets that make no sense.
import array
import struct


def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


class Short(struct.Struct):
    def __init__(self, name):
        super().__init__('>h')
        self.name = name


short = Short(name='two bytes')
print(short.pack(12345), short.name, short.size, repr(short))
again = struct.Struct('>h')
again.__init__('>hh')
print(again.format, again.size, again.unpack(b'\0\1\0\2'))
for wrong in '$', '\udc00', '2\0i', b'\0', 5:
    show(lambda: again.__init__(wrong))
print(again.format, again.pack(1, 2))
raw = struct.Struct.__new__(struct.Struct)
for function in (lambda: raw.format, lambda: raw.size, lambda: repr(raw), lambda: raw.pack(1), lambda: raw.unpack(b''),
                 lambda: raw.unpack_from(b''), lambda: raw.iter_unpack(b''), lambda: raw.pack_into(bytearray(9), 0, 1),
                 lambda: struct.Struct(), lambda: struct.Struct(1, 2), lambda: struct.calcsize('\0')):
    show(function)
cells = memoryview(bytearray(range(20)))
for buffer in cells[::2], cells[::-1], cells[5:1:-1], b'x' * 10, None, cells[3:12], array.array('h', range(8)), cells[4:4]:
    show(lambda: struct.pack_into('>i', buffer, 0, 0x61626364))
print(cells.tobytes())
for offset in 2 ** 63 - 1, -21, 17:
    show(lambda: struct.pack_into('<I', bytearray(20), offset, 1))
    show(lambda: struct.unpack_from('<I', bytearray(20), offset))
