"""Records what CPython 3.14's optimizer makes of the functions of a program.

    python3.14 record.py ../../compiler/code/testdata/program.py > program.jsonl

Each line is a scope: its instructions as the code generator leaves them, and
as the optimizer returns them. The generator's constants are known for the
module only; functions get constants of mixed types made up here.
"""

import ast, json, opcode, random, struct, sys
import _testinternalcapi as internal

LOCAL_OPS = {opcode.opmap[n] for n in ('LOAD_FAST', 'STORE_FAST', 'DELETE_FAST', 'LOAD_FAST_AND_CLEAR', 'STORE_FAST_MAYBE_NULL')}
LOAD_CONST = opcode.opmap['LOAD_CONST']


def bits(number):
    return str(struct.unpack('<Q', struct.pack('<d', number))[0])


def encode(value):
    match value:
        case None:
            return ['N']
        case bool():
            return ['B', value]
        case int():
            return ['i', str(value)]
        case float():
            return ['f', bits(value)]
        case complex():
            return ['c', bits(value.real), bits(value.imag)]
        case str():
            return ['s', value.encode('utf-8', 'surrogatepass').hex()]
        case bytes():
            return ['b', value.hex()]
        case tuple():
            return ['t', *map(encode, value)]
        case frozenset():
            return ['fs', *sorted(map(encode, value), key=str)]
        case slice():
            return ['sl', encode(value.start), encode(value.stop), encode(value.step)]
        case _ if value is ...:
            return ['E']
        case _:
            return encode(f'code of {value.co_name}, line {value.co_firstlineno}')


def made_up(index, chance):
    if index < 3 and chance.random() < .4:
        return (None, True, False)[index]
    return chance.choice([index, -index * 7 - 1000, f'c{index}', index + .5, (index, 'x'), b'b%d' % index, complex(index, 1)])


def rows(sequence):
    return [[-1 if x is None else x for x in instruction] for instruction in sequence.get_instructions()]


def record(sequence, consts, name):
    before = rows(sequence)
    locals = 1 + max((row[1] for row in before if row[0] in LOCAL_OPS), default=-1)
    after = list(consts)
    optimized = internal.optimize_cfg(sequence, after, locals)
    print(json.dumps({
        'name': name, 'nlocals': locals, 'consts': list(map(encode, consts)), 'instrs': before,
        'want': rows(optimized), 'wantconsts': list(map(encode, after)),
    }))


def walk(sequence, name, chance):
    for number, inner in enumerate(sequence.get_nested()):
        path = f'{name}/{number}'
        size = 1 + max((row[1] for row in inner.get_instructions() if row[0] == LOAD_CONST), default=-1)
        record(inner, [made_up(i, chance) for i in range(size)], path)
        walk(inner, path, chance)


for path in sys.argv[1:]:
    source = open(path).read()
    sequence, metadata = internal.compiler_codegen(ast.parse(source), path, 0)
    record(sequence, metadata['consts'], path)
    walk(sequence, path, random.Random(path))
