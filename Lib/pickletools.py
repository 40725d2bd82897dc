"""Pickles looked into: their opcodes, a listing of them, and pickles without what they don't need."""

import codecs
import io
import pickle
import struct
import sys

__all__ = ['dis', 'genops', 'optimize']

UP_TO_NEWLINE = -1
TAKEN_FROM_ARGUMENT1 = -2
TAKEN_FROM_ARGUMENT4 = -3
TAKEN_FROM_ARGUMENT4U = -4
TAKEN_FROM_ARGUMENT8U = -5

_FRAME = 64 * 1024  # the size of a pickle's frames


# Arguments

class ArgumentDescriptor:
    """An argument of opcodes: its name, its size (or how it is found) and a reader, which takes a file."""

    __slots__ = ('name', 'n', 'reader', 'doc')

    def __init__(self, name, n, reader, doc):
        self.name, self.n, self.reader, self.doc = name, n, reader, doc


def _documented(read, name, doc, data, value):
    """Give a reader its name and a text with an example: the data, as they stand in source, and what is read from them."""
    read.__name__ = read.__qualname__ = f'read_{name}'
    read.__doc__ = f'{doc}\n\n>>> import io\n>>> read_{name}(io.BytesIO({data}))\n{value}\n'
    return read


def _number(form, name, data, value):
    size = struct.calcsize(form)

    def read(f):
        data = f.read(size)
        if len(data) != size:
            raise ValueError(f'not enough data in stream to read {name}')
        return struct.unpack(form, data)[0]
    return _documented(read, name, f'Read {size} bytes as a number.', data, value)


read_uint1 = _number('<B', 'uint1', r"b'\xfe'", '254')
read_uint2 = _number('<H', 'uint2', r"b'\x02\x01'", '258')
read_int4 = _number('<i', 'int4', r"b'\xfe\xff\xff\xff'", '-2')
read_uint4 = _number('<I', 'uint4', r"b'\xfe\xff\xff\xff'", '4294967294')
read_uint8 = _number('<Q', 'uint8', r"b'\0\0\0\0\1\0\0\0'", '4294967296')
read_float8 = _number('>d', 'float8', r"b'\xbf\xe0\0\0\0\0\0\0'", '-0.5')

uint1 = ArgumentDescriptor('uint1', 1, read_uint1, 'A byte.')
uint2 = ArgumentDescriptor('uint2', 2, read_uint2, 'Two bytes, unsigned, the low one first.')
int4 = ArgumentDescriptor('int4', 4, read_int4, 'Four bytes, signed, the low one first.')
uint4 = ArgumentDescriptor('uint4', 4, read_uint4, 'Four bytes, unsigned, the low one first.')
uint8 = ArgumentDescriptor('uint8', 8, read_uint8, 'Eight bytes, unsigned, the low one first.')
float8 = ArgumentDescriptor('float8', 8, read_float8, 'A double, the high byte first.')


def _line(f, name):
    data = f.readline()
    if not data.endswith(b'\n'):
        raise ValueError(f'no newline found when trying to read {name}')
    return data[:-1]


def read_stringnl(f, decode=True, stripquotes=True, *, encoding='latin-1'):
    r"""The rest of the line: a string, perhaps in quotes and with escapes.

    >>> import io
    >>> read_stringnl(io.BytesIO(b"'one\ttwo'\n..."))
    'one\ttwo'
    """
    data = _line(f, 'stringnl')
    if stripquotes:
        for mark in (b'"', b"'"):
            if data.startswith(mark):
                if not data.endswith(mark):
                    raise ValueError('string quote %r not found at both ends of %r' % (mark, data))
                data = data[1:-1]
                break
        else:
            raise ValueError('no string quotes around %r' % data)
    return codecs.escape_decode(data)[0].decode(encoding) if decode else data


def read_stringnl_noescape(f):
    return read_stringnl(f, stripquotes=False, encoding='utf-8')


def read_stringnl_noescape_pair(f):
    r"""Two lines, with a blank between.

    >>> import io
    >>> read_stringnl_noescape_pair(io.BytesIO(b'module\nName\n...'))
    'module Name'
    """
    return f'{read_stringnl_noescape(f)} {read_stringnl_noescape(f)}'


def read_unicodestringnl(f):
    r"""The rest of the line: a str with escapes of four digits.

    >>> import io
    >>> read_unicodestringnl(io.BytesIO(b'a\\u20ac\n...')) == 'a\u20ac'
    True
    """
    return str(_line(f, 'unicodestringnl'), 'raw-unicode-escape')


def read_decimalnl_short(f):
    r"""The rest of the line: an int, or a bool if it is 00 or 01.

    >>> import io
    >>> read_decimalnl_short(io.BytesIO(b'-12\n...')), read_decimalnl_short(io.BytesIO(b'01\n...'))
    (-12, True)
    """
    data = read_stringnl(f, decode=False, stripquotes=False)
    return {b'00': False, b'01': True}[data] if data in (b'00', b'01') else int(data)


def read_decimalnl_long(f):
    r"""The rest of the line: an int, with or without an L behind it.

    >>> import io
    >>> read_decimalnl_long(io.BytesIO(b'-12L\n...')), read_decimalnl_long(io.BytesIO(b'7\n...'))
    (-12, 7)
    """
    return int(read_stringnl(f, decode=False, stripquotes=False).removesuffix(b'L'))


def read_floatnl(f):
    r"""The rest of the line: a float.

    >>> import io
    >>> read_floatnl(io.BytesIO(b'-1.5e3\n...'))
    -1500.0
    """
    return float(read_stringnl(f, decode=False, stripquotes=False))


stringnl = ArgumentDescriptor('stringnl', UP_TO_NEWLINE, read_stringnl, 'A string in quotes, to the end of the line.')
stringnl_noescape = ArgumentDescriptor('stringnl_noescape', UP_TO_NEWLINE, read_stringnl_noescape, 'A string to the end of the line.')
stringnl_noescape_pair = ArgumentDescriptor('stringnl_noescape_pair', UP_TO_NEWLINE, read_stringnl_noescape_pair, 'Two lines.')
unicodestringnl = ArgumentDescriptor('unicodestringnl', UP_TO_NEWLINE, read_unicodestringnl, 'A str with escapes, to the end of the line.')
decimalnl_short = ArgumentDescriptor('decimalnl_short', UP_TO_NEWLINE, read_decimalnl_short, 'Digits to the end of the line; 00 and 01 are bools.')
decimalnl_long = ArgumentDescriptor('decimalnl_long', UP_TO_NEWLINE, read_decimalnl_long, 'Digits to the end of the line, perhaps with an L.')
floatnl = ArgumentDescriptor('floatnl', UP_TO_NEWLINE, read_floatnl, 'A float in digits, to the end of the line.')


def _counted(name, size, n, convert, noun, doc):
    def read(f):
        count = size(f)
        if count < 0:
            raise ValueError(f'{name} byte count < 0: {count}')
        if count > sys.maxsize:
            raise ValueError(f'{name} byte count > sys.maxsize: {count}')
        data = f.read(count)
        if len(data) != count:
            raise ValueError(f'expected {count} bytes in a {noun}, but only {len(data)} remain')
        return convert(data)
    return ArgumentDescriptor(name, n, _documented(read, name, doc, *_EXAMPLES[name]), doc)


_EXAMPLES = {
    'string1': (r"b'\x02hi...'", "'hi'"), 'string4': (r"b'\x02\0\0\0hi...'", "'hi'"),
    'bytes1': (r"b'\x02hi...'", "b'hi'"), 'bytes4': (r"b'\x02\0\0\0hi...'", "b'hi'"),
    'bytes8': (r"b'\x02\0\0\0\0\0\0\0hi...'", "b'hi'"), 'bytearray8': (r"b'\x02\0\0\0\0\0\0\0hi...'", "bytearray(b'hi')"),
    'unicodestring1': (r"b'\x03\xe2\x82\xac...'", "'€'"), 'unicodestring4': (r"b'\x03\0\0\0\xe2\x82\xac...'", "'€'"),
    'unicodestring8': (r"b'\x03\0\0\0\0\0\0\0\xe2\x82\xac...'", "'€'"),
    'long1': (r"b'\x02\0\x80...'", '-32768'), 'long4': (r"b'\x02\0\0\0\0\x80...'", '-32768'),
}


def _latin(data):
    return data.decode('latin-1')


def _utf8(data):
    return str(data, 'utf-8', 'surrogatepass')


string1 = _counted('string1', read_uint1, TAKEN_FROM_ARGUMENT1, _latin, 'string1', 'A size of one byte, and characters.')
string4 = _counted('string4', read_int4, TAKEN_FROM_ARGUMENT4, _latin, 'string4', 'A size of four bytes, and characters.')
bytes1 = _counted('bytes1', read_uint1, TAKEN_FROM_ARGUMENT1, bytes, 'bytes1', 'A size of one byte, and bytes.')
bytes4 = _counted('bytes4', read_uint4, TAKEN_FROM_ARGUMENT4U, bytes, 'bytes4', 'A size of four bytes, and bytes.')
bytes8 = _counted('bytes8', read_uint8, TAKEN_FROM_ARGUMENT8U, bytes, 'bytes8', 'A size of eight bytes, and bytes.')
bytearray8 = _counted('bytearray8', read_uint8, TAKEN_FROM_ARGUMENT8U, bytearray, 'bytearray8', 'A size of eight bytes, and a bytearray.')
unicodestring1 = _counted('unicodestring1', read_uint1, TAKEN_FROM_ARGUMENT1, _utf8, 'unicodestring1', 'A size of one byte, and UTF-8.')
unicodestring4 = _counted('unicodestring4', read_uint4, TAKEN_FROM_ARGUMENT4U, _utf8, 'unicodestring4', 'A size of four bytes, and UTF-8.')
unicodestring8 = _counted('unicodestring8', read_uint8, TAKEN_FROM_ARGUMENT8U, _utf8, 'unicodestring8', 'A size of eight bytes, and UTF-8.')
long1 = _counted('long1', read_uint1, TAKEN_FROM_ARGUMENT1, pickle.decode_long, 'long1', 'A size of one byte, and an int in two\'s complement.')
long4 = _counted('long4', read_int4, TAKEN_FROM_ARGUMENT4, pickle.decode_long, 'long4', 'A size of four bytes, and an int in two\'s complement.')


for _argument in (string1, string4, bytes1, bytes4, bytes8, bytearray8, unicodestring1, unicodestring4, unicodestring8, long1, long4):
    globals()[_argument.reader.__name__] = _argument.reader
del _argument


# What is on the stack

class StackObject:
    """A kind of object on the unpickler's stack."""

    __slots__ = ('name', 'obtype', 'doc')

    def __init__(self, name, obtype, doc):
        self.name, self.obtype, self.doc = name, obtype, doc

    def __repr__(self):
        return self.name


pyint = StackObject('int', int, 'An int.')
pylong = StackObject('int', int, 'An int.')
pyinteger_or_bool = StackObject('int_or_bool', (int, bool), 'An int or a bool.')
pybool = StackObject('bool', bool, 'A bool.')
pyfloat = StackObject('float', float, 'A float.')
pybytes_or_str = pystring = StackObject('bytes_or_str', (bytes, str), 'Bytes or a str, as the unpickler decodes it.')
pybytes = StackObject('bytes', bytes, 'Bytes.')
pybytearray = StackObject('bytearray', bytearray, 'A bytearray.')
pyunicode = StackObject('str', str, 'A str.')
pynone = StackObject('None', type(None), 'None.')
pytuple = StackObject('tuple', tuple, 'A tuple.')
pylist = StackObject('list', list, 'A list.')
pydict = StackObject('dict', dict, 'A dict.')
pyset = StackObject('set', set, 'A set.')
pyfrozenset = StackObject('frozenset', set, 'A frozenset.')
pybuffer = StackObject('buffer', object, 'An object with a buffer.')
anyobject = StackObject('any', object, 'Any object.')
markobject = StackObject('mark', StackObject, 'The mark.')
stackslice = StackObject('stackslice', StackObject, 'All objects above the topmost mark.')


# Opcodes

class OpcodeInfo:
    """An opcode: name, code, argument, the stack's top before and after, the protocol that has it."""

    __slots__ = ('name', 'code', 'arg', 'stack_before', 'stack_after', 'proto', 'doc')

    def __init__(self, name, code, arg, stack_before, stack_after, proto, doc):
        self.name, self.code, self.arg, self.stack_before = name, code, arg, stack_before
        self.stack_after, self.proto, self.doc = stack_after, proto, doc


_any, _slice = anyobject, [markobject, stackslice]

opcodes = [OpcodeInfo(*row) for row in (
    ('INT', 'I', decimalnl_short, [], [pyinteger_or_bool], 0, 'Push an int or a bool.'),
    ('BININT', 'J', int4, [], [pyint], 1, 'Push an int of four bytes.'),
    ('BININT1', 'K', uint1, [], [pyint], 1, 'Push an int of one byte.'),
    ('BININT2', 'M', uint2, [], [pyint], 1, 'Push an int of two bytes.'),
    ('LONG', 'L', decimalnl_long, [], [pyint], 0, 'Push an int written in digits.'),
    ('LONG1', '\x8a', long1, [], [pyint], 2, 'Push an int of up to 255 bytes.'),
    ('LONG4', '\x8b', long4, [], [pyint], 2, 'Push an int of many bytes.'),
    ('STRING', 'S', stringnl, [], [pybytes_or_str], 0, 'Push a string written in quotes.'),
    ('BINSTRING', 'T', string4, [], [pybytes_or_str], 1, 'Push a string.'),
    ('SHORT_BINSTRING', 'U', string1, [], [pybytes_or_str], 1, 'Push a short string.'),
    ('BINBYTES', 'B', bytes4, [], [pybytes], 3, 'Push bytes.'),
    ('SHORT_BINBYTES', 'C', bytes1, [], [pybytes], 3, 'Push a few bytes.'),
    ('BINBYTES8', '\x8e', bytes8, [], [pybytes], 4, 'Push many bytes.'),
    ('BYTEARRAY8', '\x96', bytearray8, [], [pybytearray], 5, 'Push a bytearray.'),
    ('NEXT_BUFFER', '\x97', None, [], [pybuffer], 5, 'Push the next buffer from outside of the pickle.'),
    ('READONLY_BUFFER', '\x98', None, [pybuffer], [pybuffer], 5, 'Make the buffer on top read-only.'),
    ('NONE', 'N', None, [], [pynone], 0, 'Push None.'),
    ('NEWTRUE', '\x88', None, [], [pybool], 2, 'Push True.'),
    ('NEWFALSE', '\x89', None, [], [pybool], 2, 'Push False.'),
    ('UNICODE', 'V', unicodestringnl, [], [pyunicode], 0, 'Push a str written with escapes.'),
    ('SHORT_BINUNICODE', '\x8c', unicodestring1, [], [pyunicode], 4, 'Push a short str.'),
    ('BINUNICODE', 'X', unicodestring4, [], [pyunicode], 1, 'Push a str.'),
    ('BINUNICODE8', '\x8d', unicodestring8, [], [pyunicode], 4, 'Push a long str.'),
    ('FLOAT', 'F', floatnl, [], [pyfloat], 0, 'Push a float written in digits.'),
    ('BINFLOAT', 'G', float8, [], [pyfloat], 1, 'Push a float.'),
    ('EMPTY_LIST', ']', None, [], [pylist], 1, 'Push an empty list.'),
    ('APPEND', 'a', None, [pylist, _any], [pylist], 0, 'Append the top to the list below.'),
    ('APPENDS', 'e', None, [pylist, *_slice], [pylist], 1, 'Append everything above the mark to the list below.'),
    ('LIST', 'l', None, _slice, [pylist], 0, 'Make a list of everything above the mark.'),
    ('EMPTY_TUPLE', ')', None, [], [pytuple], 1, 'Push an empty tuple.'),
    ('TUPLE', 't', None, _slice, [pytuple], 0, 'Make a tuple of everything above the mark.'),
    ('TUPLE1', '\x85', None, [_any], [pytuple], 2, 'Make a tuple of the top.'),
    ('TUPLE2', '\x86', None, [_any] * 2, [pytuple], 2, 'Make a tuple of the two on top.'),
    ('TUPLE3', '\x87', None, [_any] * 3, [pytuple], 2, 'Make a tuple of the three on top.'),
    ('EMPTY_DICT', '}', None, [], [pydict], 1, 'Push an empty dict.'),
    ('DICT', 'd', None, _slice, [pydict], 0, 'Make a dict of the keys and values above the mark.'),
    ('SETITEM', 's', None, [pydict, _any, _any], [pydict], 0, 'Put a key and a value into the dict below.'),
    ('SETITEMS', 'u', None, [pydict, *_slice], [pydict], 1, 'Put the keys and values above the mark into the dict below.'),
    ('EMPTY_SET', '\x8f', None, [], [pyset], 4, 'Push an empty set.'),
    ('ADDITEMS', '\x90', None, [pyset, *_slice], [pyset], 4, 'Add everything above the mark to the set below.'),
    ('FROZENSET', '\x91', None, _slice, [pyfrozenset], 4, 'Make a frozenset of everything above the mark.'),
    ('POP', '0', None, [_any], [], 0, 'Drop the top.'),
    ('DUP', '2', None, [_any], [_any, _any], 0, 'Push the top again.'),
    ('MARK', '(', None, [], [markobject], 0, 'Push a mark.'),
    ('POP_MARK', '1', None, _slice, [], 1, 'Drop everything down to the mark.'),
    ('GET', 'g', decimalnl_short, [], [_any], 0, 'Push what the memo has under a number in digits.'),
    ('BINGET', 'h', uint1, [], [_any], 1, 'Push what the memo has under a number of one byte.'),
    ('LONG_BINGET', 'j', uint4, [], [_any], 1, 'Push what the memo has under a number of four bytes.'),
    ('PUT', 'p', decimalnl_short, [], [], 0, 'Store the top in the memo under a number in digits.'),
    ('BINPUT', 'q', uint1, [], [], 1, 'Store the top in the memo under a number of one byte.'),
    ('LONG_BINPUT', 'r', uint4, [], [], 1, 'Store the top in the memo under a number of four bytes.'),
    ('MEMOIZE', '\x94', None, [_any], [_any], 4, 'Store the top in the memo under the next number.'),
    ('EXT1', '\x82', uint1, [], [_any], 2, 'Push a registered global; code of one byte.'),
    ('EXT2', '\x83', uint2, [], [_any], 2, 'Push a registered global; code of two bytes.'),
    ('EXT4', '\x84', int4, [], [_any], 2, 'Push a registered global; code of four bytes.'),
    ('GLOBAL', 'c', stringnl_noescape_pair, [], [_any], 0, 'Push a global: the names of module and object.'),
    ('STACK_GLOBAL', '\x93', None, [pyunicode, pyunicode], [_any], 4, 'Push a global whose names are on the stack.'),
    ('REDUCE', 'R', None, [_any, _any], [_any], 0, 'Call an object with a tuple of arguments.'),
    ('BUILD', 'b', None, [_any, _any], [_any], 0, 'Give the object below its state.'),
    ('INST', 'i', stringnl_noescape_pair, _slice, [_any], 0, 'Make an instance of a named class.'),
    ('OBJ', 'o', None, [markobject, _any, stackslice], [_any], 1, 'Make an instance of a class on the stack.'),
    ('NEWOBJ', '\x81', None, [_any, _any], [_any], 2, 'Make an object by __new__.'),
    ('NEWOBJ_EX', '\x92', None, [_any] * 3, [_any], 4, 'Make an object by __new__ with keyword arguments.'),
    ('PROTO', '\x80', uint1, [], [], 2, 'The protocol of the pickle.'),
    ('STOP', '.', None, [_any], [], 0, 'The end; the top is the object.'),
    ('FRAME', '\x95', uint8, [], [], 4, 'A frame of this size begins.'),
    ('PERSID', 'P', stringnl_noescape, [], [_any], 0, 'Push the object of a persistent identifier in text.'),
    ('BINPERSID', 'Q', None, [_any], [_any], 1, 'Push the object of the persistent identifier on top.'),
)]

code2op = {opcode.code: opcode for opcode in opcodes}


def genops(pickle):
    """Triples (opcode, argument, position) of a pickle: bytes or a file."""
    return _operations(pickle, False)


def _operations(data, with_end):
    file = io.BytesIO(data) if isinstance(data, (bytes, bytearray, memoryview)) else data
    tell = getattr(file, 'tell', lambda: None)
    while True:
        at = tell()
        code = file.read(1)
        opcode = code2op.get(code.decode('latin-1'))
        if opcode is None:
            if code == b'':
                raise ValueError('pickle exhausted before seeing STOP')
            raise ValueError('at position %s, opcode %r unknown' % ('<unknown>' if at is None else at, code))
        arg = None if opcode.arg is None else opcode.arg.reader(file)
        yield (opcode, arg, at, tell()) if with_end else (opcode, arg, at)
        if code == b'.':
            return


def optimize(p):
    """A pickle of the same object without stores to the memo that nothing reads."""
    operations = list(_operations(p, True))
    used, stores, count, protocol = set(), {}, 0, 0
    for index, (opcode, arg, at, end) in enumerate(operations):
        if opcode.name == 'MEMOIZE' or 'PUT' in opcode.name:
            stores[index] = count if opcode.name == 'MEMOIZE' else arg
            count += 1
        elif 'GET' in opcode.name:
            used.add(arg)
        elif opcode.name == 'PROTO':
            protocol = max(protocol, arg)
        protocol = max(protocol, opcode.proto)
    out = io.BytesIO()
    if protocol >= 2:
        out.write(p[:2] if operations[0][0].name == 'PROTO' else pickle.PROTO + bytes([protocol]))
    pickler = pickle._Pickler(out, protocol)
    if protocol >= 4:
        pickler.framer.start_framing()
    numbers = {}
    for index, (opcode, arg, at, end) in enumerate(operations):
        if opcode.name in ('PROTO', 'FRAME'):
            continue
        data = p[at:end]
        if index in stores:
            if stores[index] not in used:
                continue
            numbers[stores[index]] = len(numbers)
            data = pickler.put(numbers[stores[index]]) if protocol < 4 else pickle.MEMOIZE
        elif 'GET' in opcode.name:
            data = pickler.get(numbers[arg])
        if protocol >= 4:
            if end - at > _FRAME:
                pickler.framer.commit_frame(force=True)
                out.write(data)  # what is this large stands outside of frames
                continue
            pickler.framer.commit_frame()
        pickler.write(data)
    if protocol >= 4:
        pickler.framer.end_framing()
    return out.getvalue()


def dis(pickle, out=None, memo=None, indentlevel=4, annotate=0):
    """Write a listing of a pickle, which is checked on the way; annotate is the column of comments, 0 for none."""
    stack, marks, highest = [], [], -1
    memo = {} if memo is None else memo
    column = annotate
    for opcode, arg, at in genops(pickle):
        line = '' if at is None else '%5d: ' % at
        line += f'{repr(opcode.code)[1:-1]:<4} {" " * indentlevel * len(marks)}{opcode.name}'
        highest = max(highest, opcode.proto)
        before, after = opcode.stack_before, opcode.stack_after
        taken, problem, note = len(before), None, None
        if markobject in before or opcode.name == 'POP' and stack and stack[-1] is markobject:
            if opcode.name == 'POP':
                before = after = []
            if marks:
                place = marks.pop()
                note = '(MARK at %s)' % ('unknown opcode offset' if place is None else place)
                while stack[-1] is not markobject:
                    stack.pop()
                stack.pop()
                taken = before.index(markobject) if markobject in before else 0
            else:
                problem, taken = 'no MARK exists on stack', 0
        if opcode.name in ('PUT', 'BINPUT', 'LONG_BINPUT', 'MEMOIZE'):
            key = len(memo) if opcode.name == 'MEMOIZE' else arg
            if opcode.name == 'MEMOIZE':
                note = f'(as {key})'
            if not stack:
                problem = "stack is empty -- can't store into memo"
            elif stack[-1] is markobject:
                problem = "can't store markobject in the memo"
            else:
                memo[key] = stack[-1]
        elif opcode.name in ('GET', 'BINGET', 'LONG_BINGET'):
            if arg in memo:
                after = [memo[arg]]
            else:
                problem = 'memo key %r has never been stored into' % arg
        if arg is not None or note:
            line += ' ' * (10 - len(opcode.name))
            if arg is not None:
                line += ' ' + (ascii(arg) if opcode.name.endswith('STRING') else repr(arg))
            if note:
                line += ' ' + note
        if annotate:
            line += ' ' * (column - len(line))
            column = len(line)
            if column > 50:
                column = annotate
            line += ' ' + opcode.doc
        print(line, file=out)
        if problem:
            raise ValueError(problem)
        if len(stack) < taken:
            raise ValueError('tries to pop %d items from stack with only %d items' % (taken, len(stack)))
        if taken:
            del stack[-taken:]
        if markobject in after:
            marks.append(at)
        stack.extend(after)
    print('highest protocol among opcodes =', highest, file=out)
    if stack:
        raise ValueError('stack not empty after STOP: %r' % stack)


def _main(args=None):
    import argparse
    parser = argparse.ArgumentParser(description='disassemble one or more pickle files', color=True)
    parser.add_argument('pickle_file', nargs='+', help='the pickle file')
    parser.add_argument('-o', '--output', help='the file where the output should be written')
    parser.add_argument('-m', '--memo', action='store_true', help='preserve memo between disassemblies')
    parser.add_argument('-l', '--indentlevel', default=4, type=int, help='the number of blanks by which to indent a new MARK level')
    parser.add_argument('-a', '--annotate', action='store_true', help='annotate each line with a short opcode description')
    parser.add_argument('-p', '--preamble', default='==> {name} <==',
                        help='if more than one pickle file is specified, print this before each disassembly')
    options = parser.parse_args(args)
    memo = {} if options.memo else None
    out = open(options.output, 'w') if options.output else sys.stdout
    try:
        for name in options.pickle_file:
            if len(options.pickle_file) > 1:
                print(options.preamble.format(name='<stdin>' if name == '-' else name), file=out)
            if name == '-':
                dis(sys.stdin.buffer, out, memo, options.indentlevel, 30 if options.annotate else 0)
            else:
                with open(name, 'rb') as file:
                    dis(file, out, memo, options.indentlevel, 30 if options.annotate else 0)
    finally:
        if out is not sys.stdout:
            out.close()


if __name__ == '__main__':
    _main()
