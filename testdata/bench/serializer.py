"""A serialiser of object graphs to bytes and back: isinstance chains, dispatch dicts, bytes, memo by id."""


class Writer:
    def __init__(self):
        self.out = bytearray()
        self.memo = {}

    def size(self, n):
        while n > 127:
            self.out.append(n & 127 | 128)
            n >>= 7
        self.out.append(n)

    def write(self, value):
        if value is None:
            self.out += b'n'
        elif isinstance(value, bool):
            self.out += b't' if value else b'f'
        elif isinstance(value, int):
            self.out += b'i'
            data = value.to_bytes(value.bit_length() // 8 + 1, 'little', signed=True)
            self.size(len(data))
            self.out += data
        elif isinstance(value, float):
            self.out += b'd'
            text = value.hex().encode()
            self.size(len(text))
            self.out += text
        elif isinstance(value, str):
            data = value.encode()
            self.out += b's'
            self.size(len(data))
            self.out += data
        elif id(value) in self.memo:
            self.out += b'r'
            self.size(self.memo[id(value)])
        else:
            self.memo[id(value)] = len(self.memo)
            if isinstance(value, list):
                self.out += b'l'
                self.size(len(value))
                for item in value:
                    self.write(item)
            elif isinstance(value, dict):
                self.out += b'm'
                self.size(len(value))
                for key, item in value.items():
                    self.write(key)
                    self.write(item)
            else:
                raise TypeError(type(value).__name__)


class Reader:
    def __init__(self, data):
        self.data = data
        self.at = 0
        self.memo = []
        self.table = {ord(c): getattr(self, 'read_' + c) for c in 'ntfidsrlm'}

    def size(self):
        n = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            n |= (byte & 127) << shift
            if byte < 128:
                return n
            shift += 7

    def take(self):
        n = self.size()
        self.at += n
        return self.data[self.at - n:self.at]

    def read(self):
        self.at += 1
        return self.table[self.data[self.at - 1]]()

    def read_n(self):
        return None

    def read_t(self):
        return True

    def read_f(self):
        return False

    def read_i(self):
        return int.from_bytes(self.take(), 'little', signed=True)

    def read_d(self):
        return float.fromhex(self.take().decode())

    def read_s(self):
        return self.take().decode()

    def read_r(self):
        return self.memo[self.size()]

    def read_l(self):
        out = []
        self.memo.append(out)
        for _ in range(self.size()):
            out.append(self.read())
        return out

    def read_m(self):
        out = {}
        self.memo.append(out)
        for _ in range(self.size()):
            key = self.read()
            out[key] = self.read()
        return out


shared = ['shared', 1, 2.5]
data = [{'id': i, 'name': f'object {i}', 'ratio': i / 7, 'flags': [True, False, None], 'link': shared, 'big': 3 ** (i % 60)} for i in range(1500)]
for _ in range(2):
    writer = Writer()
    writer.write(data)
    back = Reader(bytes(writer.out)).read()
print(len(writer.out), back == data, back[0]['link'] is back[9]['link'], len(writer.memo))
