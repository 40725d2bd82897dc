# What int(), float() and json.loads() take, and the exceptions where they take nothing, whose messages are made when they are asked for.
import random,json,struct
random.seed(5)
def h(x): return struct.pack('>d',x).hex()
out=[]
for k in range(4000):
    d=random.randrange(0,20); f=random.randrange(0,25)
    a=''.join(random.choice('0123456789') for _ in range(d)); b=''.join(random.choice('0123456789') for _ in range(f))
    s=random.choice(['','-','+',' '])+a+random.choice(['','.','.'])+b+random.choice(['','',' ','e5','E-3','_1','x','\n'])
    try: r=h(float(s))
    except ValueError as e: r=str(e)
    try: q=int(s)
    except ValueError as e: q=str(e)
    try: q2=int(s.encode())
    except ValueError as e: q2=str(e)
    try: j=json.loads(s); j=h(j) if type(j) is float else j
    except ValueError as e: j=str(e)
    out.append((s,r,q,q2,j))
for s in ['','-','+','.','-.','1.','.5','-0','-0.0','0.0','1e400','9007199254740993','9007199254740992','123456789012345678','1234567890123456789','  12','12 ','1 2','\x1c5','٣','1_000','1__0','0x10','1.7976931348623157e308','4.9e-324', '-.5e1','nan','-inf','Infinity']:
    for f in (float,int,json.loads):
        for v in (s,s.encode(),bytearray(s.encode()),memoryview(s.encode())):
            try: r=repr(f(v))
            except Exception as e: r=(type(e).__name__,str(e) if 'memory' not in str(e) else '',e.args if 'memory' not in str(e) else '')
            out.append((s,f.__name__,type(v).__name__,r))
class S(str):
    def __repr__(s): return 'odd'
for f in (int,float):
    try: f(S('q"\'é'))
    except ValueError as e: out.append((repr(e),str(e),e.args)); e.args=('new',2); out.append(repr(e))
    try: f('z'*300)
    except ValueError as e: out.append((str(e),)); import pickle,copy; out.append((repr(pickle.loads(pickle.dumps(e))),repr(copy.copy(e)))); e.__init__('other'); out.append(repr(e))
    for b in (0,2,16,37):
        try: int('zz*',b)
        except ValueError as e: out.append(str(e))
    try: f(bytearray(b'abc'))
    except ValueError as e: out.append(str(e))
    x=bytearray(b'abc')
    try: f(x)
    except ValueError as e: x[:]=b'xyz'; out.append(str(e))
import hashlib
for i in range(0,4000,200): print(hashlib.md5(repr(out[i:i+200]).encode()).hexdigest())
for x in out[4000:]: print(x)
