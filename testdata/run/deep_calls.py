"""Calls of many values in code with thousands of them on its stack, which no compiler makes."""

import opcode
import types

op = opcode.opmap


def ext(o, a):
    out=[]
    for s in (24,16,8):
        if a >> s: out += [op['EXTENDED_ARG'], (a>>s)&255]
    return bytes(out+[op[o], a&255])
def make(n, deep, kw=0):
    c = b''
    c += ext('RESUME',0)
    c += ext('LOAD_SMALL_INT',7)*deep
    c += ext('LOAD_FAST',0)+ext('PUSH_NULL',0)
    for i in range(n): c += ext('LOAD_SMALL_INT', i%200)
    if kw:
        c += ext('LOAD_CONST',0)+ext('CALL_KW',n)+bytes(2*3)
    else:
        c += ext('CALL',n)+bytes(2*3)
    c += ext('RETURN_VALUE',0)
    return (lambda f: f).__code__.replace(co_code=c, co_consts=(tuple('k%d'%i for i in range(kw)),), co_stacksize=deep+n+3, co_exceptiontable=b'')
def show(*a, **k): return len(a), sum(a), a[-1:], len(k), list(k.items())[-1:]
for n, deep, kw in ((3,5,0),(60,3500,0),(300,3500,0),(60,100,0),(2500,3500,0),(3300,200,0),(60,3500,2),(300,4000,100),(40,3990,0),(0,5000,0)):
    try: print(n, deep, kw, types.FunctionType(make(n,deep,kw),{})(show))
    except NotImplementedError as e: print(n, deep, 'NotImplementedError', e)
