# zlib: one text whole, many in small.
import zlib

text = ''.join(f'line {n} of the text, with {n * n} and some words\n' for n in range(30000)).encode()
total = 0
for level in 1, 6, 9:
    packed = zlib.compress(text, level)
    for _ in range(4):
        total += len(zlib.decompress(packed))
small = [text[n * 400:n * 400 + 400] for n in range(1500)]
for piece in small:
    total += len(zlib.decompress(zlib.compress(piece)))
print(total)
