# Words and lines of texts and bytes, files by line, StringIO and names of encodings, compared with plain loops.
import random, io, os, tempfile
random.seed(3)
cases=['',' ','a',' a','a ',' a b  c ','\x1ca\x1db\x1ee\x1ff','a\x85b\xa0c d','  \t\n\x0b\x0c\r x','abcdefgh ijklmnop','abcdefg hijklmno p']
for _ in range(3000):
    cases.append(''.join(random.choice(' \t\n\x0b\x0c\r\x1c\x1d\x1e\x1fab\x00\x08\x0e!~c') for _ in range(random.randrange(30))))
def fields(s, space, maxsplit):
    out=[]; i=0; n=len(s)
    while True:
        while i<n and s[i:i+1] in space: i+=1
        if i>=n: return out
        if maxsplit>=0 and len(out)==maxsplit: out.append(s[i:]); return out
        j=i
        while j<n and s[j:j+1] not in space: j+=1
        out.append(s[i:j]); i=j
us=[c for c in map(chr,range(256)) if c.isspace()]
bs=[b'\t',b'\n',b'\x0b',b'\x0c',b'\r',b' ']
def lines(s, keep):
    out=[]; at=i=0
    while i<len(s):
        if s[i] in '\n\r\x0b\x0c\x1c\x1d\x1e\x85':
            e=i; i+=2 if s[i:i+2]=='\r\n' else 1
            out.append(s[at:i if keep else e]); at=i
        else: i+=1
    if at<len(s): out.append(s[at:])
    return out
wrong=0
for c in cases:
    for k in (-1,0,1,2,3,5,100):
        wrong+=c.split(None,k)!=fields(c,us,k)
        b=c.encode('latin-1')
        wrong+=b.split(None,k)!=fields(b,bs,k)
        wrong+=bytearray(b).split(None,k)!=fields(b,bs,k)
    wrong+=c.splitlines()!=lines(c,False)
    wrong+=c.splitlines(True)!=lines(c,True)
    wrong+=c.splitlines(keepends=True)!=lines(c,True)
print('wrong',wrong)
print(bytes(range(256)).split()[:5], b'\xff \xa0\x85 \x80'.split(), b'\x89\x8a\x8d\xa0 \x9c'.split(None,1))
for a,b in (('key=value','='),('a','='),('=','='),('aa==bb','=='),('x'*50+'é=ü','='),('long'*30+'::'+'y'*100,'::')):
    print(a.partition(b), a.rpartition(b))
# lines of bytes
d=tempfile.mkdtemp(); fn=os.path.join(d,'f')
data=b''.join(bytes([random.choice(b'ab\xff\x00\r') for _ in range(random.randrange(100))])+b'\n' for _ in range(400))+b'end'
with open(fn,'wb') as f: f.write(data)
with open(fn,'rb') as f: ls=[l for l in f]
print(len(ls), b''.join(ls)==data, ls==data.split(b'\n')[:400:1] , [l for l in open(fn,'rb')]==[x+b'\n' for x in data.split(b'\n')[:-1]]+[b'end'])
with open(fn,'rb') as f:
    x=f.readline(); y=f.read(3); z=next(f); rest=f.readlines()
    print(x+y+z+b''.join(rest)==data, {x:1}[bytes(x)], hash(x)==hash(bytes(bytearray(x))))
print(type(ls[0]), ls[3] in set(ls), sorted(set(map(len,ls)))[:3])
for mode in ('r','rt','tr','w','wt','a+t','x+','rb','br','r+b','bb','rtb','rr','q',''):
    name=fn if 'x' not in mode else fn+'x'
    try:
        with open(name,mode,**({} if 'b' in mode else {'encoding':'latin-1'})) as f: print(mode,f.mode,type(f).__name__,getattr(f,'newlines',0))
    except ValueError as e: print(mode,e)
for enc in ('utf-8','UTF8','utf_8','U8','latin_1','ascii','utf-8-sig'):
    with open(fn,'w',encoding=enc,newline='') as f: f.write('a\r\nb\nc\rd\r\n')
    with open(fn,encoding=enc) as f: print(enc,f.encoding,f.read(),f.newlines)
    with open(fn,encoding=enc) as f: print([l for l in f],f.newlines)
    with open(fn,encoding=enc,newline='') as f: print(f.readlines(),f.newlines)
for k in range(20):
    t='a'*k+'é'+'b'*(40-k)
    with open(fn,'w',encoding='utf-8') as f: f.write(t+'\n'+t)
    with open(fn,encoding='utf-8') as f: assert f.read()==t+'\n'+t and t.encode().decode()==t and not t.isascii()
    for bad in (t.encode('latin-1'),):
        try: bad.decode()
        except UnicodeDecodeError as e: print(e) if k<2 else 0
# StringIO
s=io.StringIO(); print(s.newlines, s.write('a\nb\r\n'), repr(s.getvalue()), s.tell())
print(list(io.StringIO('ab\ncd\r\nef')), list(io.StringIO('ab\ncé\r\nef')), list(io.StringIO('ab\rcd\r\nef',None)), list(io.StringIO('ab\rcd\r\nef','')))
for bad in ((1,),(b'',),('','x'),('','\n',3)):
    try: io.StringIO(*bad)
    except (TypeError,ValueError) as e: print(type(e).__name__, e)
class S(io.StringIO): pass
s=S('q\nr'); s.x=1; print(list(s), s.x, S(newline='\r').write('\n'))
s=io.StringIO(); s.y=2; print(s.y, isinstance(s,io.StringIO), list(map(type,map(io.StringIO,['a','b']))))
# map
print(list(map(str.strip,[' a','b '])), list(map(lambda x:x*2,range(5))))
l=[1,2,3]
def f(x):
    if len(l)<10: l.append(x)
    return x
print(list(map(f,l)), l)
m=[1,2]; m.extend(map(lambda x: m.append(0) or x,(5,6))); print(m)
def g(x):
    if x==3: raise StopIteration
    return x
try: print(list(map(g,range(10**12))))
except StopIteration: print('stop')
for a in (('utf-8',),('utf-8','strict'),('ascii','replace'),('ut\0f',),(3,),('nope',)):
    for v in ('aé',b'a\xc3\xa9'):
        try: print((v.encode if isinstance(v,str) else v.decode)(*a))
        except Exception as e: print(type(e).__name__,e)
import shutil; shutil.rmtree(d)
