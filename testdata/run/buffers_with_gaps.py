# Most readers of bytes take memory only when its items lie side by side; bytes(), bytearray() and their kin copy what has gaps.
import binascii
import io
import os
import struct
import zlib

gaps = memoryview(bytearray(b"a1b1c1"))[::2]


def show(name, f):
    try:
        print(name, repr(f()))
    except Exception as e:
        print(name, type(e).__name__, e)


def add(x, y):
    x += y
    return x


def replace(x, y):
    x[1:2] = y
    return x


show("bytes", lambda: bytes(gaps))
show("bytearray", lambda: bytearray(gaps))
show("from_bytes", lambda: int.from_bytes(gaps))
show("%b", lambda: b"%b" % gaps)
show("==", lambda: (b"abc" == gaps, bytearray(b"abc") == gaps, gaps == b"abc"))
show("<", lambda: bytearray(b"abc") < gaps)
show("slice", lambda: replace(bytearray(b"xyz"), gaps))
show("join", lambda: b"".join([gaps]))
show("+", lambda: b"x" + gaps)
show("+=", lambda: add(bytearray(b"x"), gaps))
show("extend", lambda: bytearray(b"x").extend(gaps))
show("str", lambda: str(gaps, "ascii"))
show("int", lambda: int(gaps))
show("find", lambda: b"abc".find(gaps))
show("startswith", lambda: b"abc".startswith(gaps))
show("unpack", lambda: struct.unpack("3s", gaps))
show("crc32", lambda: zlib.crc32(gaps))
show("hexlify", lambda: binascii.hexlify(gaps))
show("BytesIO", lambda: io.BytesIO().write(gaps))
show("readinto", lambda: io.BytesIO(b"abc").readinto(gaps))
show("write", lambda: os.write(1, gaps))
show("compile", lambda: compile(gaps, "a", "exec"))
print({}.pop([], 1))
