# Strings, bytes and formatting.
s = "Hello, World"
print(s.lower(), s.upper(), s.swapcase(), s.title(), s.center(20, "*"), s.replace("o", "0", 1), s.find("World"), s.count("l"), s.split(", "), s.startswith(("x", "He")), s[::-1], s[-5:], len(s))
print("  x ".strip() + "|", "a-b-c".rsplit("-", 1), "a\nb\r\nc".splitlines(), "abc".partition("b"), ",".join("abc"), "x".zfill(3), "-5".zfill(4), "ab".ljust(4, ".") + "|", "tEST".capitalize(), "ß".upper(), "ǅ".lower(), "İ".lower() == "i̇")
print("abc" < "abd", "a" * 3, "b" in "abc", "%s %r %5.2f %03d %x %%" % ("a", "b", 3.14159, 7, 255), "{} {1}".format if False else "{0!r:>5} {name:^7}|".format("x", name="n"))
print(f"{3.14159:.3f} {1234567:,} {255:#x} {255:08b} {1e10:g} {0.1 + 0.2} {1/3:.2%} {'x':>3}{'y':<3}| {-5:+d} {5:+d} {1e-7} {1e16} {123456789.0:e}")
print(f"{s!r} {s=} {s[0]=!s} {'nested ' + f'{1 + 1}'} {{}} {[x for x in range(3)]}")
print(repr("a'b"), repr('a"b'), repr("a'b\"c"), repr("\n\t\\\x00\x7f\u00e9\u200b\U0001f600"), ascii("é😀"))
print("é😀a"[1], len("é😀"), "é😀".encode(), "é".encode("latin-1"), b"\xc3\xa9".decode(), "naïve".encode("ascii", "replace"), b"\xff".decode("utf-8", "replace") == "\ufffd")
b = b"bytes\x00\xff"
print(b, b[0], b[1:3], b.hex(), bytes.fromhex("6162"), bytes([1, 2]), b"a" + b"b", b"%d" % 5, b.upper(), b"a,b".split(b","), list(b"ab"))
ba = bytearray(b"abc")
ba[0] = 65
ba += b"d"
ba.append(33)
print(ba, ba.find(b"d"), bytes(ba))
m = memoryview(ba)
print(m[0], bytes(m[1:3]), len(m))
print("abc".translate({97: "x", 98: None}), str.maketrans("ab", "xy"), "abc".isalpha(), "12".isdigit(), "½".isnumeric(), " ".isspace(), "aB".islower(), "a1".isalnum(), "a_1".isidentifier())
print(int("42"), int("-0x1f", 16), int("0b101", 0), int("1_000"), float("1e-3"), float("inf"), float(" 2.5 "), complex("1+2j"), int(3.9), int("٣"))
print(1e22, 1e21, 123456789012345680.0, 0.1, 1.0, -0.0, 5e-324, 1.7976931348623157e308, 2.0**0.5, 1e5, 1.5e300 * 1e10, float("nan"))
print(round(2.675, 2), round(1234, -2), round(0.5), round(1.5), divmod(-7, 3), -7 // 3, -7 % 3, 7.5 // 2, 2**100, (-3) ** 3, 10**20 // 3, hex(2**70), -(2**63))
print("a" "b", r"\n", b"\x41", "\N{BULLET}", "tab\tend", """multi
line""")
x = ""
for i in range(1000):
    x += "ab"
print(len(x), x[:4], x.count("ba"))
print("z".join(str(i) for i in range(5)), "abc".index("c"), "a,b,,c".split(","), " a  b ".split(), "abcabc".rfind("b"), "aXbX".rstrip("X"), "xxabxx".strip("x"))
for bad in (lambda: "a" + 1, lambda: "abc".index("z"), lambda: int("z"), lambda: "%d" % "x", lambda: "{}".format(), lambda: "abc"[5], lambda: chr(-1), lambda: ord("ab"), lambda: b"a" + "b", lambda: "é".encode("ascii"), lambda: b"\xff".decode(), lambda: f"{1:s}", lambda: "a" * -1 + 1):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
