# bytes.join() of generators and other iterables, lists of bytes, bytes of ranges, BytesIO.
import io

class Odd(bytes):
    pass

def parts(*items):
    for item in items:
        yield item

def show(f, *args):
    try:
        r = f(*args)
        print(type(r).__name__, r)
    except Exception as e:
        print(type(e).__name__, e)

for sep in (b'', b', ', bytearray(b'-'), Odd(b'+')):
    for items in ((), (b'a',), (bytearray(b'a'),), (Odd(b'a'),), (b'a', b'b'), (b'a', bytearray(b'b'), memoryview(b'cd')), (b'a', 'b'), (b'a', 5), ('x',), (Odd(b'x'), b'')):
        show(sep.join, parts(*items))
        show(sep.join, map(lambda x: x, items))
        show(sep.join, (x for x in items))
        show(sep.join, items)
        show(sep.join, list(items))
        show(sep.join, iter(items))
show(b','.join, 5)
show(b','.join, (1 // 0 for x in 'a'))
print(b','.join(b'<' + b'|'.join(bytes([y]) for y in x) + b'>' for x in (b'abc', b'', b'de')))
g = (b'x' for _ in range(3))
print(b'.'.join(g), list(g))
for r in (range(0), range(5), range(250, 256), range(255, -1, -51), range(10, 300, 100), range(-1, 5), range(5, -2, -1), range(0, 10**30, 10**29), range(2**63, 2**63 + 2), range(0, 2**64, 2**63), range(256)):
    show(bytes, r)
    show(bytearray, r)
print(list(b''), list(b'a\xff'), list(bytearray(b'xyz')), list(Odd(b'q')), list(memoryview(b'ab')))
class Iterated(bytes):
    def __iter__(self):
        return iter('own')
print(list(Iterated(b'abc')), [*b'abc'], tuple(b'ab'), [*Iterated(b'z')])
f = io.BytesIO()
print(f.write(b'abc'), f.write(Odd(b'de')), f.write(bytearray(b'fg')), f.write(memoryview(b'hi')), f.write(b''))
show(f.write, 'x')
show(f.write, 5)
f.seek(2)
print(f.read(3), f.read(None), f.read(), f.read(-1), f.read1(2))
f.seek(0)
print(f.read1(), f.getvalue())
show(f.read, 'x')
show(f.read, 1, 2)
f.close()
show(f.read)
show(f.write, b'x')
