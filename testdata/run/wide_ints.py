# Ints beyond 63 bits: operators in a row, conversions; bools as numbers; bytes made of other objects.
import zlib

# bytes
for b in (b'', b'a', b'ab', b'abc'*20, bytearray(b''), bytearray(b'x'), bytearray(b'hello')):
    print(b*0, b*1, b*3, b+b'', b+b'z', b''+b, b.upper(), b.ljust(3), b.rjust(4,b'-'), b.center(7,b'*'), b.zfill(4), b.join([b'1',b'22',b'']), b.join([]), b.join([b'q']), type(b.join([b'q'])))
    print(b.join((b'1',bytearray(b'2'),memoryview(b'333'))), b.swapcase(), b.title())
print(b'-1'.zfill(5), b'+'.zfill(3), b''.zfill(1))
for x in ([], [1], [1,2], (3,4,255), [True, 2], range(3), 0, 1, 2, 5, True, bytearray(b'q'), bytearray(b'qq'), bytearray(), memoryview(b'abc'), (i for i in range(3))):
    print(bytes(x))
for x in ([256], [-1], ['a'], -1, 'a', None, 1.5, [1,2.5], 2**70, (1,'x'), [2**70]):
    try: print(bytes(x))
    except Exception as e: print(type(e).__name__, e)
try: b','.join([b'a', 1])
except TypeError as e: print(e)
class L(list): 
    def __bytes__(s): return b'L'
print(bytes(L([1])))
class B(bytes): pass
print(B([1,2]), type(B(b'xy')), B(b'a')+b'b', type(B(b'ab')*1), b''.join([B(b'z')]))
# int
rows=[]
for n in (0,1,-1,255,256,-128,-129,2**31,2**63-1,-2**63,2**63,2**64-1,-2**64,2**100,-2**127,-2**127-1,10**40):
    for l in (0,1,2,4,8,9,16,20):
        for o in ('big','little'):
            for s in (0,1):
                try: r=n.to_bytes(l,o,signed=s); assert int.from_bytes(r,o,signed=s)==n
                except Exception as e: r=(type(e).__name__,str(e))
                rows.append((n,l,o,s,r))
    print(n, zlib.crc32(repr(rows).encode()))
    print(hex(n),bin(n),oct(n),str(n),hash(n),-n,~n,abs(n),f'{n:x}',f'{n:,}','%x'%n,'%d'%n,float(n), n>>3, n<<3, n>>64, n<<64, n>>1000, bool(n))
    print([n<m for m in (0,2**64,-2**64)],[n==m for m in (0,2**64,True,-2**64)],[n>=m for m in (False,2**64,-2**64)], n<1.5, n==2.0**100)
for t in ('0x'+'f'*40, '-0b'+'10'*80, '0o'+'7'*50, '1_000_000_000_000_000_000_000', '9'*60, '-'+'9'*18, '9'*19, ' 12345678901234567890123 ', '0'*30, '00000000000000000000000001'):
    for b in (0,10,16,2):
        try: print(t,b,int(t,b))
        except Exception as e: print(type(e).__name__, e)
rows = []
for v in (True,False):
    for w in (True, False, 3, -2, 2.5, 2**70, 'x', [1], None):
        for op in ('+','-','*','/','//','%','&','|','^','<<','>>','**','<','==','!=','>='):
            for e in (f'v {op} w', f'w {op} v'):
                try: rows.append((e, repr(v), repr(w), repr(eval(e))))
                except Exception as x: rows.append((e, type(x).__name__, str(x)))
        print(repr(v), repr(w), zlib.crc32(repr(rows).encode()), rows[-1])
class R:
    def __radd__(s,o): return ('radd',o)
    def __rand__(s,o): return ('rand',o)
print(True+R(), True & R())
x=True; x+=1; print(x); x=True; x&=False; print(x); x=True; x|=2; print(x)
# chains
M=2**64-1
def f(a,b,c,m):
    r=[]
    r.append((a*b+c)&m); r.append((a*b+c)%m); r.append((a<<40)//m); r.append(m-(a*b)); r.append((a*b)-(c*a)); r.append((a*b)>>(c&31)); r.append(((a<<7)|(a>>57))&M)
    t=a*b; u=t+c; r.append((t,u,t^u,t&~u))
    h=a; h^=b; h*=c; h&=m; r.append(h)
    r.append((a*b<c*m, a*b==b*a, a*b if a*b>c else c*m))
    for e in (lambda: (a*b)//0, lambda: (a*b)%(c-c), lambda: (a*b)<<-1, lambda:(a*b)+'x', lambda:(a*b)+None, lambda: (a*b)+1.5, lambda:(a*b)/m, lambda:-(a*b)%m, lambda:(a*b)&True, lambda: undefined_name+(a*b), lambda: (a*b)+undefined_name):
        try: r.append(e())
        except Exception as x: r.append((type(x).__name__,str(x)))
    return r
rows = []
vals=(1,-1,3,2**31,2**62,2**63-1,2**63,2**64-1,-2**63,-2**64,6364136223846793005,2**127,2**200,-2**254,2**255,2**256)
for a in vals:
    for b in vals[::2]:
        for c in (5,2**64-7,-3):
            for m in (2**64,M,1000003,-7,2**64+1): rows.append(f(a,b,c,m))
    print(a, zlib.crc32(repr(rows).encode()), rows[-1][:3])
for i in range(3):
    print(int.from_bytes(b'\x01\x02','big'), bytes.fromhex('0aff'), dict.fromkeys('ab',i), float.fromhex('0x1p3'), bytearray.fromhex('01'))
class I(int): pass
for k in (int,I,int,bool,I): print(repr(k.from_bytes(b'\x01')), type(k.from_bytes(b'\x01')))
for sep in b'', b', ', bytearray(b'-'), B(b'+'):
    for parts in [b'a', b'b'], (b'', b''), (bytearray(b'x'), B(b'y'), b'zz'), [b'a', memoryview(b'b')], iter([b'1', b'2']), [b'a', 1], ('a', b'b'), [bytearray(b'')] * 3:
        try:
            print(sep.join(parts))
        except TypeError as e:
            print(e)
for x in b'ab', B(b'ab'), bytearray(b'ab'), 'ab', b'', b'abc':
    print([x == y for y in (b'ab', B(b'ab'), b'ac', bytearray(b'ab'), b'')], [x != y for y in (b'ab', b'ac', b'')])
