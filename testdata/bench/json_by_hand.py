"""A reader and a writer of JSON in Python: strings, characters, recursion."""

ESCAPES = {'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}
BACK = {'"': '\\"', '\\': '\\\\', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t'}


class Reader:
    def __init__(self, text):
        self.text = text
        self.at = 0

    def space(self):
        while self.at < len(self.text) and self.text[self.at] in ' \t\r\n':
            self.at += 1

    def value(self):
        self.space()
        c = self.text[self.at]
        if c == '{':
            return self.object()
        if c == '[':
            return self.array()
        if c == '"':
            return self.string()
        for word, value in (('true', True), ('false', False), ('null', None)):
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        return self.number()

    def object(self):
        out = {}
        self.at += 1
        self.space()
        while self.text[self.at] != '}':
            self.space()
            key = self.string()
            self.space()
            assert self.text[self.at] == ':'
            self.at += 1
            out[key] = self.value()
            self.space()
            if self.text[self.at] == ',':
                self.at += 1
        self.at += 1
        return out

    def array(self):
        out = []
        self.at += 1
        self.space()
        while self.text[self.at] != ']':
            out.append(self.value())
            self.space()
            if self.text[self.at] == ',':
                self.at += 1
        self.at += 1
        return out

    def string(self):
        out = []
        self.at += 1
        while (c := self.text[self.at]) != '"':
            if c == '\\':
                self.at += 1
                c = self.text[self.at]
                if c == 'u':
                    c = chr(int(self.text[self.at + 1:self.at + 5], 16))
                    self.at += 4
                else:
                    c = ESCAPES[c]
            out.append(c)
            self.at += 1
        self.at += 1
        return ''.join(out)

    def number(self):
        start = self.at
        while self.at < len(self.text) and self.text[self.at] in '+-0123456789.eE':
            self.at += 1
        word = self.text[start:self.at]
        return float(word) if '.' in word or 'e' in word else int(word)


def write(value):
    if value is None:
        return 'null'
    if value is True:
        return 'true'
    if value is False:
        return 'false'
    if isinstance(value, str):
        return '"' + ''.join([BACK.get(c, c) for c in value]) + '"'
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, list):
        return '[' + ', '.join([write(v) for v in value]) + ']'
    return '{' + ', '.join([f'{write(k)}: {write(v)}' for k, v in value.items()]) + '}'


data = [{'id': i, 'name': f'item "{i}"', 'tags': ['a', 'b\n', str(i)], 'price': i * 1.25, 'ok': i % 2 == 0, 'none': None} for i in range(900)]
text = write(data)
back = Reader(text).value()
print(len(text), back == data, write(back) == text)
