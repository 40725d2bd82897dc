"""Huffman codes and a sliding window: dicts, heaps by hand, bytes."""

import heapq

TEXT = ' '.join(f'line {i} of a text that repeats {i % 7} words and {i * i % 11} numbers' for i in range(700)).encode()


def huffman(data):
    counts = {}
    for byte in data:
        counts[byte] = counts.get(byte, 0) + 1
    heap = [(count, byte, None) for byte, count in counts.items()]
    heapq.heapify(heap)
    serial = 256
    while len(heap) > 1:
        a, b = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (a[0] + b[0], serial, (a, b)))
        serial += 1
    codes = {}

    def walk(node, prefix):
        if node[2] is None:
            codes[node[1]] = prefix or '0'
        else:
            walk(node[2][0], prefix + '0')
            walk(node[2][1], prefix + '1')

    walk(heap[0], '')
    return codes


def encode(data, codes):
    return ''.join([codes[byte] for byte in data])


def decode(bits, codes):
    back = {code: byte for byte, code in codes.items()}
    out, code = bytearray(), ''
    for bit in bits:
        code += bit
        if code in back:
            out.append(back[code])
            code = ''
    return bytes(out)


def lz(data):
    table, out, i = {}, [], 0
    while i < len(data):
        key = data[i:i + 4]
        at = table.get(key)
        table[key] = i
        if at is None or i - at > 4000:
            out.append(data[i])
            i += 1
            continue
        n = 4
        while n < 60 and i + n < len(data) and data[at + n] == data[i + n]:
            n += 1
        out.append((i - at, n))
        i += n
    return out


def unlz(items):
    out = bytearray()
    for item in items:
        if isinstance(item, int):
            out.append(item)
        else:
            distance, n = item
            for _ in range(n):
                out.append(out[-distance])
    return bytes(out)


codes = huffman(TEXT)
bits = encode(TEXT, codes)
print(len(TEXT), len(bits) // 8, decode(bits, codes) == TEXT)
packed = lz(TEXT)
print(len(packed), unlz(packed) == TEXT)
