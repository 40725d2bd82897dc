"""A language in a page: a tokenizer, a parser to tuples, closures of an evaluator, and a stack machine with match."""


def tokens(source):
    i = 0
    while i < len(source):
        c = source[i]
        if c.isspace():
            i += 1
        elif c.isdigit():
            j = i
            while j < len(source) and source[j].isdigit():
                j += 1
            yield 'number', int(source[i:j])
            i = j
        elif c.isalpha():
            j = i
            while j < len(source) and source[j].isalnum():
                j += 1
            yield 'name', source[i:j]
            i = j
        else:
            yield 'sign', c
            i += 1
    yield 'end', None


class Parser:
    LEVELS = ('<>', '+-', '*/%')

    def __init__(self, source):
        self.tokens = list(tokens(source))
        self.at = 0

    def next(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def peek(self, text):
        return self.tokens[self.at] == ('sign', text)

    def expression(self, level=0):
        if level == len(self.LEVELS):
            return self.atom()
        left = self.expression(level + 1)
        while self.tokens[self.at][0] == 'sign' and self.tokens[self.at][1] in self.LEVELS[level]:
            sign = self.next()[1]
            left = (sign, left, self.expression(level + 1))
        return left

    def atom(self):
        kind, value = self.next()
        if kind == 'number':
            return ('const', value)
        if kind == 'name':
            return ('var', value)
        inner = self.expression()
        self.next()
        return inner


def evaluate(tree, env):
    match tree:
        case ('const', value):
            return value
        case ('var', name):
            return env[name]
        case ('+', a, b):
            return evaluate(a, env) + evaluate(b, env)
        case ('-', a, b):
            return evaluate(a, env) - evaluate(b, env)
        case ('*', a, b):
            return evaluate(a, env) * evaluate(b, env)
        case ('/', a, b):
            return evaluate(a, env) // (evaluate(b, env) or 1)
        case ('%', a, b):
            return evaluate(a, env) % (evaluate(b, env) or 1)
        case ('<', a, b):
            return int(evaluate(a, env) < evaluate(b, env))
        case ('>', a, b):
            return int(evaluate(a, env) > evaluate(b, env))


def compile_tree(tree, code):
    if tree[0] in ('const', 'var'):
        code.append(tree)
    else:
        compile_tree(tree[1], code)
        compile_tree(tree[2], code)
        code.append((tree[0], None))
    return code


def execute(code, env):
    stack = []
    for op, argument in code:
        if op == 'const':
            stack.append(argument)
        elif op == 'var':
            stack.append(env[argument])
        else:
            b = stack.pop()
            a = stack.pop()
            if op == '+':
                stack.append(a + b)
            elif op == '-':
                stack.append(a - b)
            elif op == '*':
                stack.append(a * b)
            elif op == '/':
                stack.append(a // (b or 1))
            elif op == '%':
                stack.append(a % (b or 1))
            elif op == '<':
                stack.append(int(a < b))
            else:
                stack.append(int(a > b))
    return stack[0]


source = '(x * 3 + y) % 97 - (y / 2 < x) * (z + 7 * (x - y)) + x * y * (z > 5)'
tree = Parser(source).expression()
code = compile_tree(tree, [])
walked = stacked = 0
for i in range(6000):
    env = {'x': i, 'y': i * 7 % 31, 'z': i % 11}
    walked += evaluate(tree, env)
    stacked += execute(code, env)
print(walked, stacked, len(code), sum(len(Parser(source).expression()) for _ in range(250)))
