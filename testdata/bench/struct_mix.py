# Binary records: packing, unpacking, iterating.
import struct

header, record = struct.Struct('>4sHHI'), struct.Struct('<iIhHbBdf?8s')
data = bytearray()
for n in range(30000):
    data += record.pack(-n, n, n % 3000, n % 60000, n % 100, n % 200, n * 0.5, n * 0.25, n % 2 == 0, b'name%d' % (n % 999))
total = 0
for _ in range(6):
    for row in record.iter_unpack(data):
        total += row[1] + row[8]
    for at in range(0, len(data), record.size):
        total += record.unpack_from(data, at)[0]
for n in range(60000):
    total += len(header.pack(b'MAGC', n % 65536, 2, n)) + struct.unpack('<I', b'\x01\x02\x03\x04')[0] + struct.calcsize('>IHB')
print(total)
