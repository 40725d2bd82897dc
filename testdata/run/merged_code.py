"""Code objects of one compilation share equal constants and attributes."""

import marshal

source = '''
f1, f2 = lambda: 'not a name', lambda: ('not a name',)
f3 = lambda x: x in {('not a name',)}
f4, f5 = lambda: b'abc', lambda: b'abc'
f6, f7 = lambda x: x.y.z, lambda a: a.b.c
f8, f9 = lambda: 1.5j, lambda: (1.5j, -0.0, 0.0, 1 << 100)
def g(a, *, b):
    return [a, b, 'not a name']
'''
code = compile(source, 'file name', 'exec')


def look(code):
    space = {}
    exec(code, space)
    consts = lambda f: space[f].__code__.co_consts
    yield consts('f1')[0] is consts('f2')[1][0]
    yield next(iter(consts('f3')[1])) is consts('f2')[1]
    yield consts('f4') is consts('f5')
    yield space['f6'].__code__.co_linetable is space['f7'].__code__.co_linetable
    yield consts('f8')[0] is consts('f9')[1][0]
    yield consts('g')[0] is consts('f1')[0]
    for name in ('co_consts', 'co_names', 'co_varnames', 'co_cellvars', 'co_freevars', 'co_code', 'co_linetable', 'co_exceptiontable',
                 'co_filename', 'co_name', 'co_qualname'):
        inner = space['g'].__code__
        yield name, getattr(inner, name) is getattr(inner, name)
    yield space['g'].__code__.co_filename is space['f1'].__code__.co_filename is code.co_filename
    yield consts('f9')


print(*look(code), sep='\n')
print(list(look(marshal.loads(marshal.dumps(code))))[-2:])

# Code that was written and read back, or copied, is equal.
code = compile('x[1:2]; x[:]; x[(1, 2):]; x[2:"a":1.5]; x in {1, 2}; x in (b"a", 1j, 1 << 70)', 'f', 'exec')
for other in (marshal.loads(marshal.dumps(code)), code.replace(), eval('compile')('x[1:2]', 'f', 'exec')):
    print(code == other, hash(code) == hash(other))
