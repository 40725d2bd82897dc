# The module tokenize: untokenize in both forms, errors, encodings.
import tokenize, io, token
def toks(s): return list(tokenize.generate_tokens(io.StringIO(s).readline))
S=["a+b\n","if x:\n  y=1\n  z=2\nelse:\n    pass\n","x = 1 \\\n  + 2\n","f'{a}b{{c}}' \"d\" 'e'\n","def f(a, *b, c=3, **d) -> int: return a[1:2]\n","x = 'a' 'b' b'c' r'd'\n","# comment\nx # c2\n\n\ny\n","print(1if x else 2)\n","lambda: 0x1for x in y\n","f'{x!r:>{w}}' f'''\n{y}'''\n","x=1;y=2\n","\tx\n", "class A:\n\tdef f(self):\n\t\treturn 1\n\n\tx=3\n","a\\\n\\\nb\n","t'{x}' rb'c'\n","a.b . c\n","x = (1,\n  2)\n", "async def f(): await x\n", "f'{{}}{x}{{'\n", "f'\\N{DIGIT ONE}{{'\n", "'a' f'b' 'c'\n","x", "if a:\n    b\n\n# c\n  # d\nc\n", "  \n x\n"]
for s in S:
    try: t=toks(s)
    except Exception as e: print(repr(s), type(e).__name__, e); continue
    print(repr(s))
    try: print('  full  ', repr(tokenize.untokenize(t)))
    except Exception as e: print(type(e), e)
    print('  compat', repr(tokenize.untokenize([x[:2] for x in t])))
    print('  enc   ', repr(tokenize.untokenize([(token.ENCODING,'utf-8')]+[x[:2] for x in t])))
    print('  enc5  ', repr(tokenize.untokenize(tokenize.tokenize(io.BytesIO(s.encode()).readline))))
for s in ["(", "'''a", "'a", "x $", "if x:\n  y\n z\n", "f'{a", "0x", "1_", "a\\", "é $", "]", "(]", "f'''{a\n", "\x00", "if x:\n\ty\n        z\n", "'a\\\n", "[1,\n2", "'''\nabc\ndef","\\ x"]:
    try: print(repr(s),toks(s)[-1])
    except tokenize.TokenError as e: print(repr(s), 'TokenError', e.args)
    except Exception as e: print(repr(s), type(e).__name__, e, e.args)
for b in [b'# coding: foo\n', b'\xff', b'# coding: latin-1\n\xe9\n', b'\xef\xbb\xbfx\n', b'\xef\xbb\xbf# coding: latin-1\n', b'\xef\xbb\xbf# coding: utf8\n', b'', b'x\n# coding: latin-1\n', b'#!x\n# coding: iso-8859-1\n', b'\n# -*- coding: UTF_8-foo -*-\n', b'# vim: set fileencoding=cp1252 :\n', b'# coding: latin-1-unix\n', b'\xe9\n', b'x\n\xe9\n', b'# coding: utf-8\n\xe9\n', b'#\xe9\n', b'# coding: rot13\n', b'# coding: \xe9\n','# x\n']:
    for name in (None, 'n.py'):
        f = io.BytesIO(b) if isinstance(b,bytes) else io.StringIO(b)
        rl=f.readline
        if name:
            class R:
                def __init__(self,f): self.f=f
                def readline(self): return self.f.readline()
            class M:
                name='n.py'
                def readline(self): return f.readline()
            rl=M().readline
        try: print(b, tokenize.detect_encoding(rl))
        except Exception as e: print(b, type(e).__name__, e)
try: tokenize.untokenize([(1,'a',(2,0),(2,1),''),(1,'b',(1,0),(1,1),'')])
except Exception as e: print(type(e), e)
try: tokenize.untokenize([(1,'a',(1,3),(1,4),''),(1,'b',(1,2),(1,3),'')])
except Exception as e: print(type(e), e)
def g():
    raise StopIteration
print(list(tokenize.generate_tokens(g)))
def g(): return 3
try: print(list(tokenize.generate_tokens(g)))
except Exception as e: print(type(e), e)
try: print(list(tokenize.tokenize(io.StringIO('x').readline)))
except Exception as e: print(type(e), e)
try: print(list(tokenize.generate_tokens(io.BytesIO(b'x').readline)))
except Exception as e: print(type(e), e)
print(tokenize.TokenInfo(55,'+',(1,0),(1,1),'+').exact_type, tokenize.TokenInfo(55,'?',(1,0),(1,1),'+').exact_type)
print(list(tokenize._generate_tokens_from_c_tokenizer(io.StringIO('a+b').readline)))
print(list(tokenize._generate_tokens_from_c_tokenizer(io.StringIO('a+b').readline, extra_tokens=True)))
print(list(tokenize.tokenize(iter([b'x\n',b'y']).__next__)))
