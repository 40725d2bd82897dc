"""Bytecode seen from within: module dis, code objects, module marshal, and .pyc files."""

import dis
import io
import marshal
import os
import py_compile
import sys
import types
import weakref


def sample(a, b=1, *c, d, **e):
    x = [i for i in a]
    def inner(): return x
    with a as q:
        q.z(x, k=1)
    print(f"{a!r:>3} {b}")
    if a < b: raise ValueError from None
    return inner


class Sample:
    def m(self): return 1
    @classmethod
    def c(cls): return 2
    @staticmethod
    def s(): return 3
    x = 5


async def asynchronous():
    async for i in x: await i


def generator(): yield 1


def attempt(expression):
    try:
        value = eval(expression)
    except Exception as e:
        print(expression, '!!', type(e).__name__, e)
    else:
        print(expression, '->', value if isinstance(value, str) else repr(value))


code = sample.__code__
simple = (lambda a, *, b: a).__code__
parts = (simple.co_argcount, simple.co_posonlyargcount, simple.co_kwonlyargcount, simple.co_nlocals, simple.co_stacksize, simple.co_flags,
         simple.co_code, simple.co_consts, simple.co_names, simple.co_varnames, simple.co_filename, simple.co_name, simple.co_qualname,
         simple.co_firstlineno, simple.co_linetable, simple.co_exceptiontable, simple.co_freevars, simple.co_cellvars)


def made(i, value):
    changed = list(parts)
    changed[i] = value
    return types.CodeType(*changed)


for expression in '''dis.code_info(sample)
dis.code_info("1+1")
dis.code_info(Sample().m)
dis.code_info(5)
dis.dis(Sample)
dis.dis(generator())
dis.dis(asynchronous, show_offsets=True)
dis.dis("x=1;y", show_caches=True, show_positions=True)
dis.dis(b'\\x5e\\x01\\x23\\x00')
dis.dis(sample, adaptive=True, depth=0, show_caches=True)
dis.disassemble(code, 20)
dis.show_code(generator)
list(dis.findlinestarts(code))
dis.findlabels(code.co_code)
dis.pretty_flags(1 << 20 | 3)
dis.Bytecode(sample, current_offset=20, first_line=100).dis()
dis.Bytecode(sample).exception_entries
dis.distb()
dis.stack_effect(dis.opmap['CALL'], 3)
dis.deoptmap['CALL_LEN']
types.CodeType(*parts) == simple
made(0, -1)
made(2, 100)
made(3, 1)
made(6, b'x')
made(7, [])
made(9, ())
made(13, 'x')
code.replace(1)
code.replace(x=1)
code.replace(co_argcount=-1)
code.replace(co_code=1)
code.replace(co_nlocals=1)
code.replace(co_consts=code.co_consts + ([1],)).co_consts[-1]
simple == simple.replace(co_filename='other')
simple == simple.replace(co_name='other')
hash(simple) == hash(simple.replace(co_firstlineno=900))
weakref.ref(code)() is code
list(code.co_branches())
list(code.co_lines())
list(simple.co_positions())
[(type(i), type(i) is type(simple.co_lines()), iter(i) is i, hasattr(i, '__length_hint__')) for i in (code.co_lines(), code.co_branches(), code.co_positions())]
[type(simple.co_lines())() for _ in '1']
dis.dis(compile('', 'empty', 'exec'))
dis.Bytecode(compile('', 'empty', 'exec'), first_line=7).dis()
exec(simple.replace(co_code=b'\\x7f\\x00'), {})
marshal.loads(b'')
marshal.loads(b'?')
marshal.loads(b'r\\x00\\x00\\x00\\x00')
marshal.loads(b'(\\x02\\x00\\x00\\x00N')
marshal.dumps(object())
marshal.dumps(simple, allow_code=False)
marshal.loads(marshal.dumps([simple, (simple,)]))[1][0] == simple'''.splitlines():
    if 'x7f' not in expression:
        attempt(expression)

for i in dis.get_instructions(sample, first_line=50, adaptive=True):
    print(repr(i), i.oparg, i.baseopname, i.cache_offset, i.end_offset, i.jump_target, i.is_jump_target)
try:
    1/0
except ZeroDivisionError as e:
    dis.disassemble(generator.__code__)
    print(dis.Bytecode.from_traceback(e.__traceback__).current_offset == e.__traceback__.tb_lasti)

for version in range(6):
    for value in 1.5, -0.0, float('inf'), 1e300, 3+4j, 2**70, -2**70, 2**31, 'é', 'abc' * 100, [1, [2]], {1: 2}, frozenset('a'), (), b'x', slice(1, 2):
        try:
            data = marshal.dumps(value, version)
        except ValueError as e:
            print(version, value, e)
            continue
        assert repr(marshal.loads(data)) == repr(value)
        if type(value) in (float, complex, int, str):
            print(version, bytes([data[0] & 127]) + data[1:])
loop = []
loop.append((loop,))
print(marshal.loads(marshal.dumps(loop)))

os.makedirs('bytecode_tools.tmp', exist_ok=True)
source, target = 'bytecode_tools.tmp/a.py', 'bytecode_tools.tmp/a.pyc'
for text in 'x = [i for i in (1, 2)]\n', 'x =\n':
    with open(source, 'w') as file:
        file.write(text)
    os.utime(source, (1_000_000_000, 1_000_000_000))
    for mode in py_compile.PycInvalidationMode:
        try:
            print(py_compile.compile(source, target, doraise=True, invalidation_mode=mode))
        except py_compile.PyCompileError as e:
            print(e, e.exc_type_name)
            continue
        with open(target, 'rb') as file:
            data = file.read()
        print(data[:16])
        space = {}
        exec(marshal.loads(data[16:]), space)
        print(space['x'])
for name in os.listdir('bytecode_tools.tmp'):
    os.remove('bytecode_tools.tmp/' + name)
os.rmdir('bytecode_tools.tmp')
