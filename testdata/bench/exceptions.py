"""Exceptions raised, caught, chained and passed through finally and with."""


class Failure(Exception):
    def __init__(self, code):
        super().__init__(f'code {code}')
        self.code = code


class Guard:
    def __init__(self, log):
        self.log = log

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        self.log[0] += 1
        return kind is KeyError


def deep(n, code):
    if n == 0:
        raise Failure(code)
    try:
        return deep(n - 1, code)
    finally:
        counts[0] += 1


def convert(text):
    try:
        return int(text)
    except ValueError:
        try:
            return float(text)
        except ValueError as e:
            raise Failure(len(text)) from e


counts = [0]
caught = 0
for i in range(25000):
    try:
        deep(3, i)
    except Failure as e:
        caught += e.code & 1
table = {i: i for i in range(0, 100, 3)}
missing = 0
for i in range(150000):
    try:
        table[i % 100]
    except KeyError:
        missing += 1
log = [0]
for i in range(50000):
    with Guard(log) as guard:
        if i % 2:
            raise KeyError(i)
bad = 0
for word in ['1', '2.5', 'x', '', '7e3', 'abc'] * 6000:
    try:
        convert(word)
    except Failure as e:
        bad += e.code + (e.__cause__ is not None)
plain = 0
for i in range(200000):
    try:
        plain += i
    except TypeError:
        plain = 0
print(counts, caught, missing, log, bad, plain)
