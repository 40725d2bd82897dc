# The module symtable.
import warnings; warnings.simplefilter('ignore')
import symtable
for s in ["class A:\n genexpr=(i for i in [])\n def f(self):pass\n","class A:\n def genexpr(x): pass\n","class A:\n genexpr=(i for i in [])\n def genexpr(x): pass\n","class A:\n def f[T](self): pass","class A:\n lambda_=lambda:3\n","class A:\n def g():pass\n del g","class A:\n global h\n def h():pass", "class A:\n async def c(s): await (i async for i in s)\n @d\n def __m(self):pass","class A:\n def genexpr(): pass\n", "class A:\n def genexpr(a=3): pass\n genexpr=(i for i in [])","class A:\n listcomp=[lambda:i for i in [1]]\n", "class A:\n f=1\n type f=int\n class f: pass\n","class A:\n f=1\n def f[T:int](x):pass\n","class A:\n genexpr=1\n x=(i for i in [])"]:
    try: print(repr(s), symtable.symtable(s,'f','exec').get_children()[0].get_methods())
    except Exception as e: print(e)
print(repr(symtable.Symbol('x',0)),repr(symtable.Symbol('x',8<<12)))
import _symtable
r=_symtable.symtable("def f():\n def g(): pass","f","exec")
T=symtable.SymbolTable(r,'zz'); print(T, T.get_children(), T.lookup('f').get_namespaces())


def show(table, indent=0):
    blank = ' ' * indent
    print(blank, table, repr(table.get_type()), table.get_name(), table.get_lineno(), table.is_optimized(), table.is_nested(), table.has_children(),
          list(table.get_identifiers()), table.get_children())
    if isinstance(table, symtable.Function):
        print(blank, table.get_parameters(), table.get_locals(), table.get_globals(), table.get_nonlocals(), table.get_frees())
    for symbol in table.get_symbols():
        print(blank, '|', symbol, *[name for name in dir(symbol) if name.startswith('is_') and getattr(symbol, name)()], symbol.get_namespaces())
    for child in table.get_children():
        show(child, indent + 2)


show(symtable.symtable('''
import os
def f(a, *b, c: int = 3, **d) -> int:
    global g
    x: int = 3
    def inner():
        nonlocal x
        return a, os, [i for i in b]
    class K[T: int]:
        def m(self): return __class__
        async def co(self): pass
        lam = lambda: 3
    return inner
type X[A, *B, **C] = A
''', 'file', 'exec'))
table = symtable.symtable('import os\ndef f(): pass\ndef f(): pass', 'file', 'exec')
for name in 'os', 'f', 'nope':
    try:
        print(table.lookup(name).get_namespace())
    except (KeyError, ValueError) as e:
        print(type(e).__name__, e)
print(table.get_children()[0] is table.get_children()[0], table.lookup('f') is table.lookup('f'), list(symtable.SymbolTableType))
symtable.main(['-'])
