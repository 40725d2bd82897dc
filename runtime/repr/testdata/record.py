# Records CPython 3.14's repr() of strings and bytes: python3.14 record.py > cpython.txt
import random

random.seed(1)

strings = ["", "'", '"', "'\"", "\\", "\n\r\t\0\x1f\x7f", "\x80\xa0\xad\xff", "é", "\u0378", "\u2028", "\ud800", "a\udfffb", "\U0001f600", "\U000e0001", "\U0010ffff", "\u3000", "\ufeff"]
strings += ["".join(chr(random.choice([random.randrange(128), random.randrange(0x3000), random.randrange(0x110000)])) for _ in range(8)) for _ in range(150)]
for s in strings:
    print("str", "0x" + s.encode("utf-8", "surrogatepass").hex(), repr(s))
for b in [b"", b"'", b'"', b"'\"", bytes(range(256)), b"a\\b\n"] + [random.randbytes(7) for _ in range(20)]:
    print("bytes", "0x" + b.hex(), repr(b))
