"""The AES cipher in Python: tables, xor, bytes and lists of ints."""


def xtime(a):
    a <<= 1
    return a ^ 0x11B if a & 0x100 else a


def multiply(a, b):
    out = 0
    while b:
        if b & 1:
            out ^= a
        a = xtime(a)
        b >>= 1
    return out


def make_box():
    box = [0] * 256
    p = q = 1
    while True:
        p = p ^ xtime(p)
        for shift in (1, 2, 4):
            q ^= q << shift & 0xFF
        if q & 0x80:
            q ^= 0x09
        x = q
        for _ in range(4):
            q = q
        rotated = [(x << n | x >> 8 - n) & 0xFF for n in range(5)]
        box[p] = rotated[0] ^ rotated[1] ^ rotated[2] ^ rotated[3] ^ rotated[4] ^ 0x63
        if p == 1:
            break
    box[0] = 0x63
    return box


BOX = make_box()
TWO = [multiply(i, 2) for i in range(256)]
THREE = [multiply(i, 3) for i in range(256)]
SHIFT = [(i + 4 * (i % 4)) % 16 for i in range(16)]


def expand(key):
    words = [list(key[i:i + 4]) for i in range(0, 16, 4)]
    rcon = 1
    for i in range(4, 44):
        word = words[-1][:]
        if i % 4 == 0:
            word = [BOX[b] for b in word[1:] + word[:1]]
            word[0] ^= rcon
            rcon = xtime(rcon)
        words.append([a ^ b for a, b in zip(words[-4], word)])
    return [sum(words[i:i + 4], []) for i in range(0, 44, 4)]


def encrypt(block, keys):
    state = [a ^ b for a, b in zip(block, keys[0])]
    for r in range(1, 11):
        state = [BOX[state[SHIFT[i]]] for i in range(16)]
        if r < 10:
            mixed = []
            for c in range(0, 16, 4):
                a, b, c2, d = state[c:c + 4]
                mixed += [TWO[a] ^ THREE[b] ^ c2 ^ d, a ^ TWO[b] ^ THREE[c2] ^ d, a ^ b ^ TWO[c2] ^ THREE[d], THREE[a] ^ b ^ c2 ^ TWO[d]]
            state = mixed
        key = keys[r]
        state = [state[i] ^ key[i] for i in range(16)]
    return bytes(state)


keys = expand(bytes.fromhex('000102030405060708090a0b0c0d0e0f'))
print(encrypt(bytes.fromhex('00112233445566778899aabbccddeeff'), keys).hex())
chain = bytes(16)
for i in range(1600):
    block = bytes(a ^ b for a, b in zip(chain, i.to_bytes(16, 'big')))
    chain = encrypt(block, keys)
print(chain.hex())
