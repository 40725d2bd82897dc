# Records CPython 3.14's repr() of strings, bytes and numbers: python3.14 record.py > cpython.txt
import random
import struct

random.seed(1)


def bits(x):
    return struct.pack(">d", x).hex()


strings = ["", "'", '"', "'\"", "\\", "\n\r\t\0\x1f\x7f", "\x80\xa0\xad\xff", "é", "\u0378", "\u2028", "\ud800", "a\udfffb", "\U0001f600", "\U000e0001", "\U0010ffff", "\u3000", "\ufeff"]
strings += ["".join(chr(random.choice([random.randrange(128), random.randrange(0x3000), random.randrange(0x110000)])) for _ in range(8)) for _ in range(150)]
for s in strings:
    print("str", "0x" + s.encode("utf-8", "surrogatepass").hex(), repr(s))
for b in [b"", b"'", b'"', b"'\"", bytes(range(256)), b"a\\b\n"] + [random.randbytes(7) for _ in range(20)]:
    print("bytes", "0x" + b.hex(), repr(b))
special = [0.0, -0.0, 1.0, -1.5, 0.1, 1e-4, 9.99e-5, 1e15, 1e16, 123456789012345680.0, 9999999999999998.0, 1e22, 1e100, 5e-324, 1.7976931348623157e308, float("inf"), float("-inf"), float("nan")]
for x in special + [struct.unpack(">d", random.randbytes(8))[0] for _ in range(200)] + [random.uniform(-1e17, 1e17) for _ in range(50)]:
    print("float", bits(x), repr(x))
for re in special[:8] + special[-3:]:
    for im in special[:8] + special[-3:]:
        print("complex", bits(re) + "," + bits(im), repr(complex(re, im)))
