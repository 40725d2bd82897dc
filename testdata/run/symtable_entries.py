# The module _symtable: raw scopes with their numbers.
import _symtable

SOURCE = '''
import os
def f(a, *b, c: int = 3, **d) -> int:
    global g
    x: int = 3
    def inner():
        nonlocal x
        return a, os, [i for i in b]
    class K[T: int]:
        def m(self): return __class__
        lam = lambda: (j for j in T)
    return inner
type X[A, *B, **C] = A
'''


def show(entry, indent=0):
    blank = '  ' * indent
    print(blank, entry.name, entry.type, entry.nested, entry.lineno, entry.varnames)
    for name, number in entry.symbols.items():
        print(blank, '|', name, number & (1 << _symtable.SCOPE_OFF) - 1, number >> _symtable.SCOPE_OFF & _symtable.SCOPE_MASK)
    for child in entry.children:
        show(child, indent + 1)


top = _symtable.symtable(SOURCE, 'file', 'exec')
show(top)
print(sorted((name, value) for name, value in vars(_symtable).items() if isinstance(value, int)))
print(type(top).__name__, repr(top).startswith('<symtable entry top('), top.id != top.children[0].id, top.children is top.children)

for arguments in [
    (1, 'f', 'exec'), ('x', 1, 'exec'), ('x', 'f', 'foo'), ('x', 'f', 3), ('x', 'f'), ('(', 'f', 'exec'), ('def f(a, a): pass', 'f', 'exec'),
    ('x\0', 'f', 'exec'), ('\ud800', 'f', 'exec'), ('nonlocal x', 'f', 'exec'), ('x', 'f', 'eval'), (b'# coding: latin-1\n\xe9 = 1', 'f', 'exec'),
]:
    try:
        print(_symtable.symtable(*arguments).symbols)
    except Exception as e:
        print(type(e).__name__, e)
try:
    type(top)()
except TypeError as e:
    print(e)
try:
    top.name = 'x'
except AttributeError as e:
    print(e)
